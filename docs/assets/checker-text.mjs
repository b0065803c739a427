// Text as Python sees it, and made harmless: the counterpart of snippets/shared/safe_text.py.
// Python's \w, \s and \b know all of Unicode, its `.` and `$` only the line feed: hence the explicit classes.

export const WORD = String.raw`\p{L}\p{N}_`;
export const SPACE = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

const BLANK = new RegExp(`[${SPACE}]`, "u");
const INK = new RegExp(`[^${SPACE}]`, "u");
const SPACES = new RegExp(`[${SPACE}]+`, "u");
const UNSEEN = /(?! )[\p{C}\p{Z}]/gu; // control, format and unassigned characters, and every blank but the plain one
const SECRET = new RegExp(
  "(?:(?<![\\p{L}\\p{N}])|(?<=%0[AD]))" + // no letter and no digit stands before it, unless an escaped break ends there
    `(?:eyJ[${WORD}-]{8,}(?:\\.[${WORD}-]*){0,2}` + // a JWT, whole or cut
    `|pypi-(?:Ag[${WORD}-]{8,}|[${WORD}-]{40,})` + // PyPI's tokens
    `|(?:gh[a-z]_|github_pat_|glpat-)[${WORD}-]{8,})`, // GitHub's and GitLab's
  "gu",
);

export const MOST = 300; // characters of a value that are shown
export const words = (text) => text.split(SPACES).filter(Boolean);
export const isAscii = (text) => !/[^\0-\x7f]/.test(text);
export const isLower = (text) => /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text);

/** The text without the blanks at both ends, the only places that are looked at. */
export function strip(text) {
  const start = text.search(INK);
  let end = text.length;
  while (end > start && BLANK.test(text[end - 1])) end -= 1;
  return start < 0 ? "" : text.slice(start, end);
}

/** What stands before the first separator, the separator, and what stands after it. */
export function partition(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text, "", ""] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

/** The same for the last separator. */
export function rpartition(text, separator) {
  const at = text.lastIndexOf(separator);
  return at < 0 ? ["", "", text] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

/** Put *** in the place of everything that looks like a token, wherever in a value it stands. */
export function redact(value) {
  if (typeof value === "string") return value.replace(SECRET, "***");
  if (Array.isArray(value)) return value.map(redact);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [redact(name), redact(each)]));
}

/** A value as text that can be shown: redacted, at most `most` characters, invisible ones spelled out. */
export function shown(value, most = MOST) {
  const text = redact(str(value));
  const kept = [...text.slice(0, 2 * most + 2)]; // no more is looked at, however long it is
  return (kept.length > most ? kept.slice(0, most).join("") + "…" : kept.join("")).replace(UNSEEN, escaped);
}

/** Python's equality of JSON values: 1 is true. */
export function equal(one, other) {
  if (typeof one === "boolean") one = Number(one);
  if (typeof other === "boolean") other = Number(other);
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return one === other;
  const names = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && equal(one[name], other[name]))
  );
}

/** Python's truth of JSON values: what is empty is false. */
export const truthy = (value) => Boolean(value && (typeof value !== "object" || Object.keys(value).length));

/** Python's order of texts: by code points, not by halves of them. */
export function byCodePoint(one, other) {
  const [left, right] = [[...one], [...other]];
  const at = left.findIndex((each, index) => each !== right[index]);
  return at < 0 ? left.length - right.length : (left[at].codePointAt(0) - (right[at]?.codePointAt(0) || -1));
}

/** What Python's str() makes of a JSON value. */
export const str = (value) => (typeof value === "string" ? value : repr(value));

/** What Python's repr() makes of a JSON value. */
export function repr(value) {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return number(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value).map(([name, each]) => `${repr(name)}: ${repr(each)}`).join(", ")}}`;
  }
  const mark = value.includes("'") && !value.includes('"') ? '"' : "'";
  const body = value.replaceAll("\\", "\\\\").replaceAll(mark, `\\${mark}`).replace(UNSEEN, escaped);
  return mark + body + mark;
}

/** What Python's json.dumps() makes of a JSON value. */
export function dumps(value) {
  if (typeof value === "number") return number(value);
  if (Array.isArray(value)) return `[${value.map(dumps).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    return `{${Object.entries(value).map(([name, each]) => `${dumps(name)}: ${dumps(each)}`).join(", ")}}`;
  }
  return JSON.stringify(value).replace(/[^ -~]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`);
}

const hex = (number, digits) => number.toString(16).padStart(digits, "0");

function escaped(character) {
  const known = { "\t": "\\t", "\n": "\\n", "\r": "\\r" }[character];
  const code = character.codePointAt(0);
  return known || (code < 0x100 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`);
}

function number(value) {
  const small = value !== 0 && Math.abs(value) < 1e-4;
  return (small ? value.toExponential() : String(value)).replace(/e-(\d)$/, "e-0$1");
}
