// Find the catalogue's messages in a text, whatever line breaks, quotation marks and marks of code are in it:
// the counterpart of snippets/evidence/wordings.py, which says why blanks are left out.

import { MESSAGES } from "./checker-catalogue.mjs";
import { SPACE, WORD, words } from "./checker-text.mjs";
import { patternOf, wordingOf } from "./checker-wording.mjs";

/** @import { Wording } from "./checker-wording.mjs" */

/**
 * A message that was found: where, its id, its wording there, and the values in its braces. `cut`: the text ends within
 * the wording.
 * @typedef {object} Found
 * @property {number} start
 * @property {string} message
 * @property {string} text
 * @property {Record<string, string>} values
 * @property {boolean} [cut]
 */

/**
 * A place in the text without blanks: from where to where.
 * @typedef {[start: number, end: number]} Span
 */

/**
 * A wording in the text without blanks, with the places of its values. `cut`: the text ends within it.
 * @typedef {{ start: number, end: number, wording: Wording, values: Record<string, Span>, cut?: boolean }} Place
 */

const MOST = 100; // how often one wording may be found in a string
const CUT = 16; // characters of a wording that must be left if the text ends within it
const REACH = 2500; // characters around the fixed part of a wording in which the rest of it is looked for
const TAIL = 400; // characters at the end of a string in which a cut-off wording may begin
const BEFORE = new RegExp(`[${WORD}.-]{1,200} ?$`, "u");
const BEHIND = new RegExp(`^ ?([^${SPACE},;]{1,200})`, "u");

/**
 * One line, single blanks, straight quotation marks, no marks of code: what messages are looked for in.
 * @param {string} text
 */
export function flatten(text) {
  const plain = text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replaceAll("`", "").replaceAll("**", "");
  return words(plain).filter((word) => ![">", "|", "│"].includes(word)).join(" ");
}

/**
 * Every known message in a flat text, in its order; where one wording contains another, the longer one counts.
 * @param {string} flat
 * @returns {Found[]}
 */
export function findMessages(flat) {
  const dense = flat.replaceAll(" ", "");
  const blanks = [...flat.matchAll(/ /g)].map((match, number) => match.index - number);
  const known = WORDINGS.filter(({ literal }) => dense.includes(literal));
  const found = known.flatMap((wording) => placesOf(wording, dense));
  found.push(...cutOff(dense, Math.max(0, ...found.map(({ end }) => end))));
  // If two wordings begin at the same place, the longer one counts, or else the one with fewer free characters.
  const open = (/** @type {Place} */ { values }) => Object.keys(values).length;
  found.sort((one, other) => one.start - other.start || other.end - one.end || open(one) - open(other));
  let reached = 0;
  const kept = found.filter(({ start, end }) => {
    if (start < reached) return false;
    reached = end;
    return true;
  });
  return kept.map((place) => asFound(place, flat, blanks));
}

/**
 * A place as it stands in the text with blanks.
 * @param {Place} place
 * @param {string} flat
 * @param {number[]} blanks
 */
function asFound({ start, end, wording, values, cut }, flat, blanks) {
  const [first, last] = [start + upTo(blanks, start), end + upTo(blanks, end - 1)];
  const inner = Object.entries(values).map(([name, span]) => [name, sparse(flat, blanks, span)]);
  const [text, known] = [flat.slice(first, last), Object.fromEntries(inner)];
  return withEnds({ start: first, message: wording.message, text, values: known, cut }, wording, flat);
}

/**
 * Where a wording stands in a text without blanks.
 * @param {Wording} wording
 * @param {string} dense
 */
function placesOf(wording, dense) {
  const { literal } = wording;
  /** @type {Place[]} */
  const places = [];
  let [at, reached] = [dense.indexOf(literal), 0];
  for (let tries = 0; at >= 0 && tries < MOST; tries++) {
    const base = Math.max(reached, at - REACH);
    const span = (/** @type {Span} */ [start, end]) => /** @type {Span} */ ([base + start, base + end]);
    for (const match of dense.slice(base, at + literal.length + REACH).matchAll(patternOf(wording))) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (!(end > at - base && at - base >= start)) continue;
      reached = base + end;
      const values = Object.entries(match.indices?.groups ?? {}).map(([name, value]) => [name, span(value)]);
      places.push({ start: base + start, end: reached, wording, values: Object.fromEntries(values) });
      break;
    }
    at = dense.indexOf(literal, Math.max(at + 1, reached));
  }
  return places;
}

/**
 * The place of a wording that the end of the text cuts off, if enough of it is there and it is no other's. Nothing
 * known stands behind the place `known`.
 * @param {string} dense
 * @param {number} known
 */
function cutOff(dense, known) {
  const end = dense.slice(-CUT);
  const tail = dense.slice(Math.max(known, dense.length - TAIL));
  /** @type {Place[]} */
  const found = [];
  if (tail.length < CUT) return found;
  for (const wording of WORDINGS) {
    const { literal, parts } = wording;
    const place = (/** @type {number} */ start) => ({ start, end: dense.length, wording, values: {}, cut: true });
    const begun = literal.includes(end) ? literal.slice(0, literal.indexOf(end) + CUT) : literal;
    const usual = wording.leading || begun.startsWith("http"); // other sentences hold these words, too
    if (begun !== literal && dense.endsWith(begun) && !usual) {
      found.push(place(dense.length - begun.length));
    }
    if (parts[0].length >= CUT && parts.length > 1 && parts[1] !== "pypi" && tail.includes(parts[0])) {
      found.push(place(dense.length - tail.length + tail.lastIndexOf(parts[0])));
    }
  }
  return new Set(found.map(({ wording }) => wording.message)).size === 1 ? found : [];
}

/**
 * How many of the blanks stand at or before a place of the text without blanks.
 * @param {number[]} blanks
 * @param {number} place
 */
function upTo(blanks, place) {
  let [low, high] = [0, blanks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blanks[middle] <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The part between two places of the string without blanks, with its blanks put back.
 * @param {string} flat
 * @param {number[]} blanks
 * @param {Span} span
 */
const sparse = (flat, blanks, [start, end]) =>
  end > start ? flat.slice(start + upTo(blanks, start), end + upTo(blanks, end - 1)) : "";

/**
 * A message with the word before or after it, if its wording begins or ends with a value.
 * @param {Found} found
 * @param {Wording} wording
 * @param {string} flat
 * @returns {Found}
 */
function withEnds(found, { leading, trailing }, flat) {
  let [start, end] = [found.start, found.start + found.text.length];
  const values = { ...found.values };
  const before = leading && flat.slice(Math.max(0, start - 201), start).match(BEFORE);
  const behind = trailing && flat.slice(end, end + 201).match(BEHIND);
  if (before) {
    start -= before[0].length;
    values[leading] = before[0].trimEnd();
  }
  if (behind) {
    end += withoutDots(behind[0]).length;
    values[trailing] = withoutDots(behind[1]);
  }
  return { ...found, start, text: flat.slice(start, end), values };
}

/** @param {string} text */
const withoutDots = (text) => text.replace(/(?<!\.)\.+$/, "");

/** @type {Wording[]} */
const WORDINGS = Object.values(MESSAGES).flatMap(({ id, texts, ru = [] }) =>
  [...texts, ...ru].map((wording) => wordingOf(id, wording)),
);
