// Values as Python sees and writes them: PyPI is a Python program, and its answers hold what Python writes.
// No file of snippets/ is its counterpart: these are Python's own ==, bool(), str(), repr(), sorted() and json.dumps().

import { escaped, hex } from "./checker-safe-text.mjs";

const UNPRINTABLE = /(?! )[\p{C}\p{Z}]/gu; // what repr() spells out

/** @typedef {Record<string, unknown>} Members */

/**
 * The members of an object or of a list; null for every other value.
 * @param {unknown} value
 * @returns {Members | null}
 */
const membersOf = (value) => (typeof value === "object" && value !== null ? { ...value } : null);

/**
 * Python's equality of JSON values: 1 is true.
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
export function equal(one, other) {
  const [left, right] = [membersOf(one), membersOf(other)];
  if (!left || !right) return asNumber(one) === asNumber(other);
  const names = Object.keys(left);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equal(left[name], right[name]))
  );
}

/** @param {unknown} value */
const asNumber = (value) => (typeof value === "boolean" ? Number(value) : value);

/**
 * Python's truth of JSON values: what is empty is false.
 * @param {unknown} value
 */
export const truthy = (value) => Boolean(value && (typeof value !== "object" || Object.keys(value).length));

/**
 * Python's order of strings: by code points, not by halves of them.
 * @param {string} one
 * @param {string} other
 */
export function byCodePoint(one, other) {
  const [left, right] = [codePoints(one), codePoints(other)];
  const at = left.findIndex((code, place) => code !== right[place]);
  return at < 0 ? left.length - right.length : left[at] - (right[at] || -1);
}

/** @param {string} text */
const codePoints = (text) => Array.from(text, (character) => Number(character.codePointAt(0)));

/**
 * What Python's str() makes of a JSON value.
 * @param {unknown} value
 */
export const str = (value) => (typeof value === "string" ? value : repr(value));

/**
 * What Python's repr() makes of a JSON value.
 * @param {unknown} value
 * @returns {string}
 */
export function repr(value) {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return number(value);
  return nested(value, repr) || "None";
}

/** @param {string} text */
function quoted(text) {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  return mark + text.replaceAll("\\", "\\\\").replaceAll(mark, `\\${mark}`).replace(UNPRINTABLE, escaped) + mark;
}

/**
 * What Python's json.dumps() makes of a JSON value.
 * @param {unknown} value
 * @returns {string}
 */
export function dumps(value) {
  if (typeof value === "number") return number(value);
  const plain = () => JSON.stringify(value).replace(/[^ -~]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`);
  return nested(value, dumps) || plain();
}

/**
 * A list or an object, each value in it written by `write`; null for every other value.
 * @param {unknown} value
 * @param {(value: unknown) => string} write
 */
function nested(value, write) {
  if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
  const members = membersOf(value);
  if (!members) return null;
  return `{${Object.entries(members).map(([name, member]) => `${write(name)}: ${write(member)}`).join(", ")}}`;
}

/** @param {number} value */
function number(value) {
  const small = value !== 0 && Math.abs(value) < 1e-4;
  return (small ? value.toExponential() : String(value)).replace(/e-(\d)$/, "e-0$1");
}
