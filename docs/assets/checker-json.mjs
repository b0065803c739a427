// JSON that is read within bounds, and values without secrets: the counterpart of snippets/shared/safe_json.py.

import { redact } from "./checker-safe-text.mjs";

const DEEPEST = 50; // levels of lists and objects; tokens and publishers have one or two

/**
 * The value of a JSON text. Throws SyntaxError; its message quotes no secret.
 * @param {string} text
 * @returns {any}
 */
export function readJson(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    JSON.parse(redact(text)); // its message quotes the text
    throw new SyntaxError("no JSON");
  }
  checkBounds(value);
  return value;
}

/**
 * Throw SyntaxError for what has too many levels, or a number too large for JavaScript.
 * @param {unknown} value
 */
export function checkBounds(value) {
  for (let [level, depth] = [[value], 0]; level.length; depth++) {
    if (depth > DEEPEST) throw new SyntaxError(`more than ${DEEPEST} levels`);
    const numbers = level.filter((member) => typeof member === "number");
    if (!numbers.every(Number.isFinite)) throw new SyntaxError("a number that JSON has not");
    level = level.flatMap((member) => (typeof member === "object" && member !== null ? Object.values(member) : []));
  }
}

/**
 * The same value with every string in it redacted; a password is told by its name alone.
 * @param {any} value
 * @param {string} [name]
 * @returns {any}
 */
export function redacted(value, name = "") {
  if (Array.isArray(value)) return value.map((member) => redacted(member));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [redact(key), redacted(member, key)]));
  }
  if (typeof value !== "string" || !value) return value;
  const start = [...value.slice(0, 40)].slice(0, 20).join("");
  return name && redact(`${name}=0${start}`).startsWith(`${name}=***`) ? "***" : redact(value);
}
