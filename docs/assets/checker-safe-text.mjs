// Text without secrets, and without what can't be seen: the counterpart of snippets/shared/safe_text.py.

import { ascii, beyondAscii } from "./checker-patterns.mjs";
import SECRETS from "./secrets.mjs"; // docs/.theme/data_modules.py makes it

export const UNSEEN = new RegExp(SECRETS.unseen, "gu"); // characters that can't be seen, every blank but the plain one
export const MOST = 300; // characters of a value that are shown

const PARTING = new RegExp(SECRETS.parting, "u");
/** @type {Map<string, () => RegExp>} */
const GAPS = new Map(); // by the characters beyond ASCII that may part a secret in a text
const KINDS = SECRETS.kinds.map(([signs, source]) => ({ signs: signs.split("|"), kind: ascii(source) }));
/** @type {Set<string>} */
const HARMLESS = new Set(); // texts without a secret, looked at lately: an answer shows the same values many times
const REMEMBERED = 500; // of them
const LONG = 20_000; // characters, which are not remembered

/**
 * Put *** in the place of everything that looks like a secret, also if colours or line breaks part it.
 * @param {string} text
 */
export function redact(text) {
  if (HARMLESS.has(text)) return text;
  const { dense, place } = withoutGaps(text);
  const parted = dense === text ? [] : secretsIn(dense).map(([start, end]) => place(start, end));
  const kept = hidden(text, [...secretsIn(text), ...parted]); // what is taken for a colour may be a secret's beginning
  if (HARMLESS.size > REMEMBERED) HARMLESS.clear();
  if (kept === text && text.length < LONG) HARMLESS.add(text);
  return kept;
}

/**
 * Where secrets of any known kind begin and end, as far as nothing parts them.
 * @param {string} text
 */
function secretsIn(text) {
  const spans = [];
  for (const { signs, kind } of KINDS) {
    if (!signs.some((sign) => text.includes(sign))) continue;
    for (const { 0: whole, 1: kept = "", index } of text.matchAll(kind())) {
      spans.push([index + kept.length, index + whole.length]);
    }
  }
  return spans;
}

/**
 * The pattern of what may part a secret in a text; a group: it stands for a character. Of the characters that can't be
 * seen it knows those alone that are there: to compile a class of all takes longer than to read a log.
 * @param {string} text
 */
function gapIn(text) {
  const odd = beyondAscii(text).characters.filter((character) => PARTING.test(character)).map(inPattern).join("|");
  const gap = GAPS.get(odd) ?? ascii(odd ? `${SECRETS.gap}|${odd}` : SECRETS.gap);
  GAPS.set(odd, gap);
  return gap();
}

/** @param {string} character */
const inPattern = (character) => `\\u{${hex(Number(character.codePointAt(0)), 1)}}`;

/**
 * The character that an escape stands for; nothing, if it is none that secrets hold.
 * @param {string} sign
 */
function meant(sign) {
  if (Object.hasOwn(SECRETS.meant, sign) || sign.length < 2) return SECRETS.meant[sign] ?? sign;
  if (sign.startsWith("#")) return String.fromCharCode(Number(sign.slice(1)));
  return sign.length === 2 ? String.fromCharCode(parseInt(sign, 16)) : "";
}

/**
 * The text with *** in the place of these parts; those that touch count as one.
 * @param {string} text
 * @param {number[][]} spans
 */
function hidden(text, spans) {
  const kept = [];
  let reached = 0;
  for (const [start, end] of spans.sort(([one, oneEnd], [other, otherEnd]) => one - other || oneEnd - otherEnd)) {
    if (start > reached || !kept.length) kept.push(text.slice(reached, start), "***");
    reached = Math.max(reached, end);
  }
  return kept.join("") + text.slice(reached);
}

/**
 * A text without what may part a secret, and the way back to the places of the text as it was.
 * @param {string} text
 */
function withoutGaps(text) {
  /** @type {{ at: number, start: number, end: number }[]} */
  const pieces = [];
  let [dense, reached] = ["", 0];
  const add = (/** @type {string} */ piece, /** @type {number} */ start, /** @type {number} */ end) => {
    if (piece) pieces.push({ at: dense.length, start, end });
    dense += piece;
  };
  for (const match of text.matchAll(gapIn(text))) {
    const { 0: gap, index } = match;
    add(text.slice(reached, index), reached, index);
    reached = index + gap.length;
    add(meant(match.find((sign, number) => number && sign) ?? ""), index, reached);
  }
  add(text.slice(reached), reached, text.length);
  const pieceAt = (/** @type {number} */ place) => {
    let [low, high] = [0, pieces.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (pieces[middle].at <= place) low = middle;
      else high = middle;
    }
    return low;
  };
  const place = (/** @type {number} */ from, /** @type {number} */ to) => {
    const [first, number] = [pieces[pieceAt(from)], pieceAt(to - 1)];
    const last = pieces[number];
    const isWhole = to === (pieces[number + 1]?.at ?? dense.length);
    return [first.start + from - first.at, isWhole ? last.end : last.start + to - last.at];
  };
  return { dense, place };
}

/**
 * The text as it can be shown: redacted, at most `most` characters, invisible ones spelled out.
 * @param {string} text
 * @param {number} [most]
 */
export function shown(text, most = MOST) {
  const kept = [...redact(text).slice(0, 2 * most + 2)]; // no more is looked at, however long it is
  const cut = kept.length > most ? [...kept.slice(0, most), "…"] : kept;
  const said = cut.join("");
  return isPrintable(said) ? said : said.replace(UNSEEN, escaped);
}

/**
 * Whether nothing but ASCII that can be seen stands in a text.
 * @param {string} text
 */
export const isPrintable = (text) => /^[ -~]*$/.test(text);

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

/**
 * Names and values as an address holds them, without the values that are too long or hold a secret.
 * @param {string[][]} values
 */
export function inAddress(values) {
  const short = values.filter(([, value]) => [...value].length <= MOST && !redact(value).includes("***"));
  return short.map(([name, value]) => `${name}=${quoted(value)}`).join("&");
}

/**
 * A value as part of an address; no secret, and no half of a character.
 * @param {string} value
 */
export const quoted = (value) => encodeURIComponent(redact(value).toWellFormed());
