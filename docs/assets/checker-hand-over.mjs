// The text to send to an owner of the project: the counterpart of snippets/answer/hand_over.py. The page loads it when
// somebody opens it.

import { say, titleOf } from "./checker-catalogue.mjs";
import { publishingPage } from "./checker-form-links.mjs";
import { labelled } from "./checker-report.mjs";
import { shown } from "./checker-safe-text.mjs";

/**
 * @import { Lang } from "./checker-catalogue.mjs"
 * @import { Answer } from "./checker-report.mjs"
 */

/**
 * What to send: the failure, what to compare on PyPI or to change in the repository, the form; nothing secret.
 * @param {Answer} answer has at least one cause, or an error that nothing here explains
 * @param {Lang} lang
 * @param {string | null} [project]
 */
export function handOver({ causes: [first], register, error, decision, index, unexplained }, lang, project) {
  if (!first) {
    const lines = unexplained.map((line) => say("our-job-unexplained", lang, { line: shown(line) }));
    return `${[...lines, say("nothing-secret", lang)].join("\n\n")}\n`;
  }
  const page = (/** @type {Record<string, string>} */ values) => publishingPage(project || "PROJECT", index, values);
  const paragraphs = [[failed(error?.code || decision?.error_code, (error || decision)?.reason, lang)]];
  const asked = first.who === "publisher" || first.certainty === "possible" ? register : null;
  if (asked) {
    paragraphs.push([say("look-there", lang), page({})]);
    paragraphs.push(labelled(asked, lang).map(([label, value]) => `   ${label}: ${value}`));
  }
  if (first.certainty !== "possible") {
    const why = `${say("why", lang)}: ${titleOf(first.cause, lang)} (${say(first.certainty, lang)}).`;
    paragraphs.splice(1, 0, [first.act, why, first.url]);
  }
  if (asked) {
    paragraphs.push([say("add-anew", lang), page(asked)]);
    paragraphs.push([say("if-it-agrees", lang), say("nothing-secret", lang)]);
  }
  return `${paragraphs.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/**
 * @param {string | null | undefined} code
 * @param {string | null | undefined} reason
 * @param {Lang} lang
 */
function failed(code, reason, lang) {
  if (!code) return say("our-job-fails", lang);
  return say("our-job", lang, { said: reason ? `${code} (${shown(reason)})` : code });
}
