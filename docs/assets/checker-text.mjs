// Strings as Python sees them. Its \w, \s and \b know all of Unicode: hence the explicit classes.

export const WORD = String.raw`\p{L}\p{N}_`;
export const SPACE = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const BLANK = new RegExp(`[${SPACE}]`, "u");
const INK = new RegExp(`[^${SPACE}]`, "u");
const SPACES = new RegExp(`[${SPACE}]+`, "u");

/** @param {string} text */
export const words = (text) => text.split(SPACES).filter(Boolean);

/** @param {string} text */
export const isAscii = (text) => !/[^\0-\x7f]/.test(text);

/**
 * Lower case as Python means it: no capital, and at least one small letter.
 * @param {string} text
 */
export const isLower = (text) => /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text);

/**
 * The text without the blanks at both ends, the only places that are looked at.
 * @param {string} text
 */
export function strip(text) {
  const start = text.search(INK);
  let end = text.length;
  while (end > start && BLANK.test(text[end - 1])) end -= 1;
  return start < 0 ? "" : text.slice(start, end);
}

/**
 * The text without the blanks at its end.
 * @param {string} text
 */
export const rstrip = (text) => strip(`.${text}`).slice(1);

/**
 * What stands before the first separator, the separator, and what stands after it.
 * @param {string} text
 * @param {string} separator
 */
export function partition(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text, "", ""] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

/**
 * The same for the last separator.
 * @param {string} text
 * @param {string} separator
 */
export function rpartition(text, separator) {
  const at = text.lastIndexOf(separator);
  return at < 0 ? ["", "", text] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

/**
 * The matches of a pattern, at most so many.
 * @param {string} text
 * @param {RegExp} wanted
 * @param {number} most
 */
export function matches(text, wanted, most) {
  const found = [];
  for (const match of text.matchAll(wanted)) if (found.push(match) === most) break;
  return found;
}
