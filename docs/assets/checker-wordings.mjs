// Find the catalogue's messages in a log, whatever line breaks, quotation marks and marks of code are in it:
// the counterpart of snippets/evidence/wordings.py.

import { MESSAGES } from "./checker-catalogue.mjs";
import { WORD, matches, words } from "./checker-text.mjs";

/**
 * A message that was found: where, its id, its wording there, and the values in its braces.
 * @typedef {{ start: number, message: string, text: string, values: Record<string, string> }} Found
 */

/**
 * A wording: its message, its longest part without a value, and the pattern.
 * @typedef {{ message: string, literal: string, pattern: RegExp }} Wording
 */

const MOST = 100; // times that one wording is looked for in a log

/**
 * One line, single blanks, straight quotation marks, no marks of code: what messages are looked for in.
 * @param {string} text
 */
export function flatten(text) {
  const plain = text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replaceAll("`", "").replaceAll("**", "");
  return words(plain).filter((word) => word !== ">").join(" ");
}

/**
 * Every known message in a flat text, in its order; where one wording contains another, the longer one counts.
 * @param {string} flat
 * @returns {Found[]}
 */
export function findMessages(flat) {
  const found = WORDINGS.filter(({ literal }) => flat.includes(literal)).flatMap(({ message, pattern }) =>
    matches(flat, pattern, MOST).map((match) => ({
      start: match.index,
      message,
      text: match[0],
      values: { ...match.groups },
    })),
  );
  found.sort((one, other) => one.start - other.start || other.text.length - one.text.length);
  let end = 0;
  return found.filter(({ start, text }) => {
    if (start < end) return false;
    end = start + text.length;
    return true;
  });
}

/**
 * A wording as a pattern: {name} stands for any words, at its beginning for one; marks of code are left out.
 * @param {string} wording
 */
function patternOf(wording) {
  const parts = wording.replaceAll("`", "").split(/\{(\w+)\}/);
  const anyWords = parts[0] ? "[^\\n]{0,2000}?" : `[${WORD}.-]{1,200}`;
  const escaped = (/** @type {string} */ part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const source = parts.map((part, number) => (number % 2 ? `(?<${part}>${anyWords})` : escaped(part)));
  return new RegExp(source.join(""), "gu");
}

/**
 * @param {string} longest
 * @param {string} part
 */
const longer = (longest, part) => (part.length > longest.length ? part : longest);

/** @type {Wording[]} */
const WORDINGS = Object.values(MESSAGES).flatMap(({ id, texts, ru = [] }) =>
  [...texts, ...ru].map((wording) => ({
    message: id,
    literal: wording.replaceAll("`", "").split(/\{\w+\}/).reduce(longer),
    pattern: patternOf(wording),
  })),
);
