// The answer as Markdown, for an issue or a chat: what to do, the fields that were compared, why. Nothing secret.
// The page loads it when somebody opens it.

import { labels, say, titleOf } from "./checker-catalogue.mjs";
import { opening } from "./checker-report.mjs";
import { shown } from "./checker-safe-text.mjs";

/**
 * @import { Lang } from "./checker-catalogue.mjs"
 * @import { FieldRow } from "./checker-fields.mjs"
 * @import { Answer, CauseAnswer } from "./checker-report.mjs"
 */

/**
 * The certain and likely causes in full, of the others the first ones by name.
 * @param {Answer} found
 * @param {FieldRow[]} fields
 * @param {Lang} lang
 */
export function asMarkdown(found, fields, lang) {
  const { causes } = found;
  const strong = causes.filter(({ certainty }) => certainty !== "possible" || causes.length === 1);
  const others = causes.filter((cause) => !strong.includes(cause)).slice(0, 5);
  const parts = [
    ...strong.map((cause) => inFull(cause, lang)),
    table(fields, lang),
    others.map((cause) => `- ${link(cause, lang)}`),
    opening(found, lang).map((line) => code(line.trim())),
  ];
  return `${parts.filter((lines) => lines.length).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/**
 * @param {CauseAnswer} cause
 * @param {Lang} lang
 */
function inFull(cause, lang) {
  const line = cause.change ? ["", "```yaml", cause.change, "```"] : [];
  return [`**${say(cause.certainty, lang)}**: ${cause.act}`, ...line, "", `${say("why", lang)}: ${link(cause, lang)}`];
}

/**
 * @param {CauseAnswer} cause
 * @param {Lang} lang
 */
const link = ({ cause, url }, lang) => `[${titleOf(cause, lang)}](${url})`;

/**
 * The fields of which something is known.
 * @param {FieldRow[]} fields
 * @param {Lang} lang
 */
function table(fields, lang) {
  if (fields.every(({ inToken }) => inToken === null)) return [];
  const value = (/** @type {string | null} */ text, /** @type {string} */ blank) =>
    text ? code(text).replaceAll("|", "\\|") : text === null ? "?" : say(blank, lang);
  const rows = fields.map(({ provider, name, onPypi, inToken, cause }) => {
    const verdict = cause ? "✗" : onPypi === null || inToken === null ? "" : "✓";
    const cells = [labels(lang, provider)[name], value(onPypi, "any"), value(inToken, "nothing"), verdict];
    return `| ${cells.join(" | ")} |`;
  });
  return [`| | ${say("on-pypi", lang)} | ${say("in-token", lang)} | |`, "|---|---|---|---|", ...rows];
}

/**
 * As code, in which Markdown, HTML and names of people mean nothing.
 * @param {string} text
 */
const code = (text) => `\`${shown(text).replaceAll("`", "\\x60")}\``;
