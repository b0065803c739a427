// Strings as Python sees them, and made harmless: the counterpart of snippets/shared/safe_text.py.
// Python's \w, \s and \b know all of Unicode, its `.` and `$` only the line feed: hence the explicit classes.

import SECRETS from "./secrets.mjs"; // docs/.theme/data_modules.py makes it

export const WORD = String.raw`\p{L}\p{N}_`;
export const SPACE = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
export const UNSEEN = new RegExp(SECRETS.unseen, "gu"); // characters that can't be seen, every blank but the plain one
export const MOST = 300; // characters of a value that are shown

/**
 * What stands for the classes of Python's patterns, where these letters, digits and blanks are all that there are.
 * @param {string} word
 * @param {string} space
 * @param {string} digit
 * @returns {Record<string, string>}
 */
const classes = (word, space, digit) =>
  ({ w: word, s: space, d: digit, b: `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))` });
const RUSSIAN = String.raw`\u0401\u0410-\u044f\u0451`;
// ASCII, the letters of Russian and the blank that does not break; and everything.
const CLASSES = [
  classes(`A-Za-z0-9_${RUSSIAN}`, String.raw`\t-\r\x1c-\x20\xa0`, "0-9"),
  classes(WORD, SPACE, String.raw`\p{Nd}`),
];
const ODD = new RegExp(`(?![\\0-\\x7f\\xa0${RUSSIAN}])[${WORD}${SPACE}]`, "u");
/** @type {{ text: string, characters: string[], isPlain: boolean }} */
let looked = { text: "", characters: [], isPlain: true };
const BLANK = new RegExp(`[${SPACE}]`, "u");
const INK = new RegExp(`[^${SPACE}]`, "u");
const PARTING = new RegExp(SECRETS.parting, "u");
/** @type {Map<string, () => RegExp>} */
const GAPS = new Map(); // by the characters beyond ASCII that may part a secret in a text
const KINDS = SECRETS.kinds.map(([signs, source]) => ({ signs: signs.split("|"), kind: ascii(source) }));
/** @type {Set<string>} */
const HARMLESS = new Set(); // texts without a secret, looked at lately: an answer shows the same values many times
const REMEMBERED = 500; // of them
const LONG = 20_000; // characters, which are not remembered
const SPACES = new RegExp(`[${SPACE}]+`, "u");

/**
 * A pattern of Python's, compiled when a text needs it first. A text gives it: where no letter, digit or blank stands
 * that is neither of ASCII nor of Russian, a pattern that knows no others does the same as one that knows all of
 * Unicode, and is compiled in a tenth of the time.
 * @param {string} source as docs/.theme/javascript_patterns.py writes it
 * @returns {(text: string) => RegExp}
 */
export function pythons(source) {
  /** @type {RegExp[]} */
  const made = [];
  return (text) => {
    const kind = beyondAscii(text).isPlain ? 0 : 1;
    made[kind] ??= new RegExp(source.replace(/\\([^])/gu, (given, name) => CLASSES[kind][name] ?? given), "gu");
    return made[kind];
  };
}

/**
 * A pattern whose `\w`, `\d` and `\b` know ASCII alone, as those of secrets do: compiled when it is asked for first.
 * @param {string} source
 * @returns {() => RegExp}
 */
function ascii(source) {
  /** @type {RegExp | undefined} */
  let made;
  return () => (made ??= new RegExp(source, "gu"));
}

/**
 * The characters beyond ASCII that stand in a text, and whether no letter, digit or blank is among them but those of
 * Russian. Patterns ask for the same text one behind the other.
 * @param {string} text
 */
function beyondAscii(text) {
  if (text !== looked.text) {
    const characters = [...new Set((text.match(/[^\0-\x7f]+/g) ?? []).join(" "))];
    looked = { text, characters, isPlain: !ODD.test(characters.join(" ")) };
  }
  return looked;
}

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
