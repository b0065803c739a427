// A cause on the page: first what to do, then why, who can, and where more is said.

import { say, titleOf } from "./checker-catalogue.mjs";
import { comparison } from "./checker-comparison.mjs";
import { copyButton, element, lang, rich, words } from "./checker-elements.mjs";
import { howToSee } from "./checker-report.mjs";

/**
 * @import { Answer, CauseAnswer } from "./checker-report.mjs"
 */

/**
 * A cause that is told in full.
 * @param {CauseAnswer} cause
 * @param {Answer} found
 * @param {string[]} compared the fields that the table compares
 * @param {Node[]} means what helps to do it
 */
export const causeBox = (cause, found, compared, means) =>
  element(
    "section",
    { class: "tp-cause", "data-cause": cause.cause, "data-certainty": cause.certainty },
    element("h2", { class: "tp-act", "data-act": "" }, ...rich(cause.act)),
    ...reasons(cause, found, compared, means),
  );

/**
 * What stands below the act.
 * @param {CauseAnswer} cause
 * @param {Answer} found
 * @param {string[]} compared
 * @param {Node[]} [means]
 */
export function reasons(cause, found, compared, means = []) {
  const values = compared.includes(String(cause.field)) ? [] : comparison(cause, found.register?.provider, lang);
  const more = element("a", { href: cause.url }, say("read-more", lang));
  return [
    ...(cause.change ? [lineToCopy(cause.change)] : []),
    ...means,
    element("p", { class: "tp-why" }, ...badge(cause.certainty), ...rich(titleOf(cause.cause, lang))),
    ...values,
    ...howToSee(cause, found, lang).map((line) => element("p", {}, ...rich(line))),
    element("p", { class: "tp-hint" }, `${say("who", lang)}: ${say(cause.who, lang)}. `, more),
  ];
}

/**
 * How certain a cause is; what is only possible is told when a reader asks for it.
 * @param {string} certainty
 */
const badge = (certainty) =>
  certainty === "possible" ? [] : [element("strong", { class: `tp-badge tp-${certainty}` }, say(certainty, lang)), " "];

/**
 * The line for the workflow file, and a button that copies it.
 * @param {string} line
 */
function lineToCopy(line) {
  const code = element("code", {}, line);
  const button = copyButton([words["copy-line"]], code, { class: "md-button tp-copy" });
  return element("div", { class: "tp-line" }, code, button);
}

/**
 * A possible cause among others: its name, and what to do.
 * @param {CauseAnswer} cause
 */
export const causeInShort = (cause) =>
  element(
    "li",
    { "data-cause": cause.cause, "data-certainty": cause.certainty },
    element("a", { href: cause.url }, ...rich(titleOf(cause.cause, lang))),
    element("p", { class: "tp-hint", "data-act": "" }, ...rich(cause.act)),
  );
