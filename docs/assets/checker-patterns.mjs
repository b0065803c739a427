// Python's patterns, which docs/.theme/javascript_patterns.py writes down, compiled when a text needs them first.

import { SPACE, WORD } from "./checker-text.mjs";

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
export function ascii(source) {
  /** @type {RegExp | undefined} */
  let made;
  return () => (made ??= new RegExp(source, "gu"));
}

/**
 * The characters beyond ASCII that stand in a text, and whether no letter, digit or blank is among them but those of
 * Russian. Patterns ask for the same text one behind the other.
 * @param {string} text
 */
export function beyondAscii(text) {
  if (text !== looked.text) {
    const characters = [...new Set((text.match(/[^\0-\x7f]+/g) ?? []).join(" "))];
    looked = { text, characters, isPlain: !ODD.test(characters.join(" ")) };
  }
  return looked;
}
