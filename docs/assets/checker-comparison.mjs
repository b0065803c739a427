// PyPI's value over the token's, as the page shows them.

import { labels, say } from "./checker-catalogue.mjs";
import { element } from "./checker-elements.mjs";
import { compared } from "./checker-report.mjs";

/**
 * @import { Lang } from "./checker-catalogue.mjs"
 * @import { CauseAnswer } from "./checker-report.mjs"
 */

/**
 * PyPI's value over the token's, and in each the part that the other lacks; nothing if there is no field to compare.
 * @param {CauseAnswer} cause
 * @param {string | undefined} provider
 * @param {Lang} lang
 */
export function comparison(cause, provider, lang) {
  const { field, expected, found } = cause;
  const [onPypi, inToken] = compared(cause, lang);
  if (!field || onPypi === undefined) return [];
  const differ = expected && found;
  const values = [
    element("dt", {}, say("on-pypi", lang)),
    element("dd", {}, value(expected, differ ? marked(onPypi, inToken) : [onPypi]), codes(expected)),
    element("dt", {}, say("in-token", lang)),
    element("dd", {}, value(found, differ ? marked(inToken, onPypi) : [inToken]), codes(found)),
  ];
  const label = labels(lang, provider)[field] ?? field;
  return [element("div", { class: "tp-compared" }, element("p", {}, label), element("dl", {}, ...values))];
}

/**
 * A value as code; the word that stands in the place of one that is not there, as emphasis.
 * @param {string | null} given
 * @param {(string | Node)[]} parts
 */
const value = (given, parts) => element(given ? "code" : "em", {}, ...parts);

/**
 * The text in three parts, the middle one marked: what it shares with the other at both ends stays plain.
 * @param {string} text
 * @param {string} other
 */
function marked(text, other) {
  const [here, there] = [[...text], [...other]];
  const shorter = Math.min(here.length, there.length);
  let start = 0;
  while (start < shorter && here[start] === there[start]) start += 1;
  let end = 0;
  while (end < shorter - start && here.at(-1 - end) === there.at(-1 - end)) end += 1;
  const middle = here.slice(start, here.length - end).join("");
  const before = here.slice(0, start).join("");
  return [before, middle && element("mark", {}, middle), here.slice(here.length - end).join("")].filter(Boolean);
}

/**
 * The numbers of letters that may look like Latin ones.
 * @param {string | null} text
 */
function codes(text) {
  const odd = [...new Set((text ?? "").match(/[^\0-\x7f]/gu) ?? [])].slice(0, 5);
  const named = odd.map((letter) => `U+${Number(letter.codePointAt(0)).toString(16).toUpperCase().padStart(4, "0")}`);
  return odd.length ? element("small", {}, ` ${named.join(" ")}`) : "";
}
