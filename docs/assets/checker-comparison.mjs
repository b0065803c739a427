// Two values that differ: PyPI's over the token's, and in each the part that the other lacks.

import { labels, say } from "./checker-catalogue.mjs";
import { breakable, code, element } from "./checker-elements.mjs";
import { compared } from "./checker-report.mjs";
import { shown } from "./checker-safe-text.mjs";

/**
 * @import { Lang } from "./checker-catalogue.mjs"
 * @import { CauseAnswer } from "./checker-report.mjs"
 */

/**
 * PyPI's value over the token's; nothing if there is no field to compare.
 * @param {CauseAnswer} cause
 * @param {string | undefined} provider
 * @param {Lang} lang
 */
export function comparison(cause, provider, lang) {
  const { field, expected, found } = cause;
  if (!field || !compared(cause, lang).length) return [];
  const differ = expected && found;
  const values = [
    element("dt", {}, say("on-pypi", lang)),
    element("dd", {}, ...valueOf(expected || null, differ ? marked(expected, found) : null, say("nothing", lang))),
    element("dt", {}, say("in-token", lang)),
    element("dd", {}, ...valueOf(found || null, differ ? marked(found, expected) : null, say("nothing", lang))),
  ];
  const label = labels(lang, provider)[field] ?? field;
  return [element("div", { class: "tp-compared" }, element("p", {}, label), element("dl", {}, ...values))];
}

/**
 * A value as code, with the numbers of letters that may look like Latin ones; words in the place of one that is not
 * there.
 * @param {string | null} value
 * @param {(string | Node)[] | null} parts the value with its marks
 * @param {string} otherwise
 */
export const valueOf = (value, parts, otherwise) =>
  value ? [code(shown(value), parts ?? undefined), codes(value)] : [element("em", {}, otherwise)];

/**
 * The text in three parts, the middle one marked: what it shares with the other at both ends stays plain.
 * @param {string} text
 * @param {string} other
 */
export function marked(text, other) {
  const [here, there] = [[...shown(text)], [...shown(other)]];
  const shorter = Math.min(here.length, there.length);
  let start = 0;
  while (start < shorter && here[start] === there[start]) start += 1;
  let end = 0;
  while (end < shorter - start && here.at(-1 - end) === there.at(-1 - end)) end += 1;
  if (!start && !end) return breakable(here.join("")); // with nothing in common there is no part to point at
  const middle = here.slice(start, here.length - end).join("");
  const before = here.slice(0, start).join("");
  const parts = [before, middle && element("mark", {}, ...breakable(middle)), here.slice(here.length - end).join("")];
  return parts.filter(Boolean).flatMap((part) => (typeof part === "string" ? breakable(part) : [part]));
}

/**
 * The numbers of letters that may look like Latin ones.
 * @param {string} text
 */
function codes(text) {
  const odd = [...new Set(text.match(/[^\0-\x7f]/gu) ?? [])].slice(0, 5);
  const named = odd.map((letter) => `U+${Number(letter.codePointAt(0)).toString(16).toUpperCase().padStart(4, "0")}`);
  return odd.length ? element("small", {}, ` ${named.join(" ")}`) : "";
}
