// Strings as Python sees them, and made harmless: the counterpart of snippets/shared/safe_text.py.
// Python's \w, \s and \b know all of Unicode, its `.` and `$` only the line feed: hence the explicit classes.

export const WORD = String.raw`\p{L}\p{N}_`;
export const SPACE = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
export const UNSEEN = /(?! )[\p{C}\p{Z}]/gu; // control, format and unassigned characters, every blank but the plain one
export const MOST = 300; // characters of a value that are shown

const BLANK = new RegExp(`[${SPACE}]`, "u");
const INK = new RegExp(`[^${SPACE}]`, "u");
const SPACES = new RegExp(`[${SPACE}]+`, "u");
const SECRET = new RegExp(
  "(?:(?<![\\p{L}\\p{N}])|(?<=%0[AD]))" + // no letter and no digit stands before it, unless an escaped break ends there
    `(?:eyJ[${WORD}-]{8,}(?:\\.[${WORD}-]*){0,2}` + // a JWT, whole or cut
    `|pypi-(?:Ag[${WORD}-]{8,}|[${WORD}-]{40,})` + // PyPI's tokens
    `|(?:gh[a-z]_|github_pat_|glpat-)[${WORD}-]{8,})`, // GitHub's and GitLab's
  "gu",
);

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
 * @param {RegExp} pattern
 * @param {number} most
 */
export function matches(text, pattern, most) {
  const found = [];
  for (const match of text.matchAll(pattern)) if (found.push(match) === most) break;
  return found;
}

/**
 * Put *** in the place of everything that looks like a token.
 * @param {string} text
 */
export const redact = (text) => text.replace(SECRET, "***");

/**
 * The same value with every string in it redacted.
 * @param {any} value
 * @returns {any}
 */
export function redacted(value) {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [redact(name), redacted(member)]));
}

/**
 * The text as it can be shown: redacted, at most `most` characters, invisible ones spelled out.
 * @param {string} text
 * @param {number} [most]
 */
export function shown(text, most = MOST) {
  const kept = [...redact(text).slice(0, 2 * most + 2)]; // no more is looked at, however long it is
  const cut = kept.length > most ? [...kept.slice(0, most), "…"] : kept;
  return cut.join("").replace(UNSEEN, escaped);
}

/**
 * A character that can't be seen, as Python's ascii() spells it out.
 * @param {string} character
 */
export function escaped(character) {
  const code = Number(character.codePointAt(0));
  const known = new Map([["\t", "\\t"], ["\n", "\\n"], ["\r", "\\r"]]).get(character);
  return known || (code < 0x100 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`);
}

/**
 * @param {number} value
 * @param {number} digits
 */
export const hex = (value, digits) => value.toString(16).padStart(digits, "0");
