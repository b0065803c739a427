// A wording of a message, and the pattern by which it is found: the counterpart of Wording in
// snippets/evidence/wordings.py.

// {pypi} means any of PyPI's hosts, today's and those of earlier years.
const PYPI = "https?:\\/\\/(?:upload\\.|test\\.|test)?pypi\\.(?:org|io|python\\.org)\\/";

/**
 * A wording without blanks: its message, its parts (fixed, name of a value, fixed, and so on), the longest fixed one,
 * and the values that stand before and behind everything else.
 * @typedef {object} Wording
 * @property {string} message
 * @property {string[]} parts
 * @property {string} literal
 * @property {string | null} leading
 * @property {string | null} trailing
 */

/** @type {Map<Wording, RegExp>} */
const PATTERNS = new Map();

/**
 * The pattern of a wording: {name} stands for any words, in quotation marks for any without such a mark. Most patterns
 * are never asked for.
 * @param {Wording} wording
 */
export function patternOf(wording) {
  const known = PATTERNS.get(wording) ?? new RegExp(sourceOf(wording), "dgu");
  PATTERNS.set(wording, known);
  return known;
}

/** @param {Wording} wording */
function sourceOf({ parts, leading, trailing }) {
  const inner = parts.slice(leading ? 2 : 0, trailing ? -2 : undefined);
  return inner
    .map((part, number) => (number % 2 ? valueOf(part, inner[number - 1].slice(-1)) : escaped(part)))
    .join("");
}

/**
 * The pattern of a value, by the character before it.
 * @param {string} name
 * @param {string} quote
 */
function valueOf(name, quote) {
  if (name === "pypi") return `(?:${PYPI})`;
  return `(?<${name}>${["'", '"'].includes(quote) ? `[^${quote}]{0,500}?` : "[^\\n]{0,2000}?"})`;
}

/** @param {string} part */
const escaped = (part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/**
 * @param {string} message
 * @param {string} text
 * @returns {Wording}
 */
export function wordingOf(message, text) {
  const parts = text.replace(/[ `]/g, "").split(/[{}]/);
  const literal = parts.filter((_, number) => number % 2 === 0).reduce(longer);
  const last = parts[parts.length - 1] ? null : parts[parts.length - 2];
  return { message, parts, literal, leading: parts[0] ? null : parts[1], trailing: last === "pypi" ? null : last };
}

/**
 * @param {string} longest
 * @param {string} part
 */
const longer = (longest, part) => (part.length > longest.length ? part : longest);
