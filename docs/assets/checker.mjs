// Why PyPI refused a token: text in, answer out. No DOM, no requests, no dependencies.
// Other programs import this file: what it exports stays. checker-report-text.mjs and checker-hand-over.mjs put an
// answer into one text. The counterpart of snippets/diagnose.py.

import { BadInput } from "./checker-bad-input.mjs";
import { Case } from "./checker-case.mjs";
import { diagnosed } from "./checker-causes.mjs";
import { checkBounds, redacted } from "./checker-json.mjs";
import { readLog } from "./checker-log.mjs";
import { checked, readPublishers } from "./checker-publishers.mjs";
import { asObject } from "./checker-report.mjs";

export { load } from "./checker-catalogue.mjs";
export { decide } from "./checker-decision.mjs";
export { checkForm, storedForm } from "./checker-forms.mjs";
export { excerpt } from "./checker-long-log.mjs";
export { publishingPage } from "./checker-form-links.mjs";
export { redact } from "./checker-safe-text.mjs";
export { BadInput, readLog, readPublishers };

/**
 * @import { Lang } from "./checker-catalogue.mjs"
 * @import { Log } from "./checker-log.mjs"
 * @import { Claims } from "./checker-provider.mjs"
 * @import { Answer } from "./checker-report.mjs"
 */

/**
 * What is asked; each part may be missing.
 * @typedef {object} Question
 * @property {string | Log | null} [log] text, or what readLog returned
 * @property {string | unknown[] | null} [publishers] text, or a list of publishers
 * @property {Claims | null} [claims] a token's; they come before those in the log
 * @property {string | null} [index] `pypi` or `testpypi`; it comes before the one that the log names
 */

/**
 * Diagnose. The words of the language must be there: `await load(lang)` fetches them. Throws BadInput.
 * @param {Question} [question]
 * @param {Lang} [lang]
 * @returns {Answer}
 */
export function diagnose({ log = null, publishers = [], claims = null, index = null } = {}, lang = "en") {
  checkClaims(claims);
  const read = typeof log === "string" ? readLog(log) : log;
  const settings = typeof publishers === "string" ? readPublishers(publishers) : (publishers || []).map(checked);
  const given = new Case(read, settings, claims, index);
  return redacted(asObject(given, diagnosed(given), lang));
}

/**
 * Throw BadInput for claims that are no object, or that have too many levels.
 * @param {unknown} claims
 */
function checkClaims(claims) {
  if (claims === null) return;
  if (typeof claims !== "object" || Array.isArray(claims)) throw new BadInput("bad-object", { name: "--claims" });
  try {
    checkBounds(claims);
  } catch (error) {
    throw new BadInput("bad-json", { name: "--claims", error: /** @type {SyntaxError} */ (error).message });
  }
}
