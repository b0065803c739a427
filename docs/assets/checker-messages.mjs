// From a message to the causes that may be behind it, as the catalogue lists them, less what the claims rule out:
// the counterpart of snippets/answer/messages.py.

import { CAUSES, CERTAINTIES, MESSAGES, fillIn } from "./checker-catalogue.mjs";
import { isLower, partition, rpartition } from "./checker-text.mjs";

/**
 * @import { Certainty } from "./catalogue.mjs"
 * @import { Token } from "./checker-token.mjs"
 * @import { Found } from "./checker-wordings.mjs"
 */

/**
 * One cause: how certain it is, and the field in which PyPI (`expected`) and the token (`found`) differ.
 * @typedef {object} Cause
 * @property {string} cause
 * @property {Certainty} certainty
 * @property {string | null} field
 * @property {string | null} expected
 * @property {string | null} found
 */

/**
 * @param {string} cause
 * @param {Certainty} certainty
 * @param {Partial<Cause>} [values]
 * @returns {Cause}
 */
export const asCause = (cause, certainty, { field = null, expected = null, found = null } = {}) =>
  ({ cause, certainty, field, expected, found });

/**
 * Causes that a message alone allows; those that the claims rule out are left away.
 * @param {Found} said
 * @param {Token | null} token
 * @param {string | null} provider
 */
export function fromMessage({ message: id, values }, token, provider) {
  const { expected, found } = values;
  const differing = { field: fillIn(MESSAGES[id].field || "", values) || null, expected, found };
  if (id === "check-failed-sub" && provider === "github") { // before 2026-01-29: PyPI no longer compares it
    return ["rerun-uses-old-workflow", "subject-customised"].map((cause) => asCause(cause, "possible", differing));
  }
  if (id === "ci-config-ref-uri-does-not-match") {
    return [asCause(pipelineCause(expected, found), "certain", differing)];
  }
  const causes = CERTAINTIES.flatMap((certainty) =>
    (MESSAGES[id].causes[certainty] || [])
      .filter((cause) => concerns(cause, provider) && !(certainty !== "certain" && token && ruledOut(cause, token)))
      .map((cause) => asCause(cause, certainty, differing)),
  );
  if (provider === null) causes.sort((one, other) => elsewhere(one) - elsewhere(other));
  if (!token || !["publisher-not-found", "invalid-publisher"].includes(id)) return causes;
  if (token.isReusable) causes.unshift(asCause("reusable-workflow", "likely", differing));
  const repository = rpartition(token.texts.repository || "", "/")[2];
  if (!isLower(repository)) { // capitals are easily lost
    causes.splice(1, 0, asCause("repository-name-case", "possible", differing));
  }
  return causes;
}

/**
 * Whether a provider's tokens can have the cause.
 * @param {string} cause
 * @param {string | null} provider
 */
const concerns = (cause, provider) => provider === null || (CAUSES[cause].providers || [provider]).includes(provider);

/**
 * 1 for a cause that GitHub's tokens can't have, which comes last: most who ask publish from GitHub.
 * @param {Cause} cause
 */
const elsewhere = ({ cause }) => Number(!concerns(cause, "github"));

/**
 * Whether the claims show that it can't be this cause.
 * @param {string} cause
 * @param {Token} token
 */
function ruledOut(cause, token) {
  if (cause === "environment-missing-in-workflow") return Boolean(token.environment);
  if (["environment-name-mismatch", "environment-name-case", "environment-stored-mixed-case"].includes(cause)) {
    return token.environment === "";
  }
  return cause === "reusable-workflow" && Object.hasOwn(token.texts, "workflow_ref") && !token.isReusable;
}

/**
 * Why GitLab's ci_config_ref_uri is none of the expected ones, which stand there as a Python list.
 * @param {string} expected
 * @param {string} found
 */
function pipelineCause(expected, found) {
  const [allowed, used] = [expected.toLowerCase(), found.toLowerCase()];
  if (allowed.includes(used)) return "project-path-case";
  return allowed.includes(`${partition(used, "//")[0]}//`) ? "pipeline-file-mismatch" : "pipeline-outside-project";
}
