// Take off a log what clients, CI services and people put around its lines: the counterpart of
// snippets/evidence/clean.py, whose patterns are read here, too.

import { pattern } from "./checker-catalogue.mjs";
import { redact } from "./checker-safe-text.mjs";
import { strip } from "./checker-text.mjs";

const [ANSI, TRACE, CONTINUED, SECTION] = ["ANSI", "TRACE", "CONTINUED", "SECTION"].map(pattern);
const [QUOTE, PREFIX, ERROR_MARK, MARK] = ["QUOTE", "PREFIX", "ERROR_MARK", "MARK"].map(pattern);
const LINK = pattern("LINK");
const [NUMBER, PROGRESS, CURSOR] = ["NUMBER", "PROGRESS", "CURSOR"].map(pattern);
const [TAG, BYTES] = ["TAG", "BYTES"].map(pattern);
const ENTITIES = [
  ["&#x27;", "'"],
  ["&#39;", "'"],
  ["&quot;", '"'],
  ["&#34;", '"'],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&amp;", "&"],
];
const ESCAPED = [["%0D", ""], ["%0A", "\n"], ["%25", "%"], ["\r\n", "\n"], ["\r", "\n"], ["\u00a0", " "]];

/**
 * The text without secrets and without what stands around its lines; an error's mark becomes `Error: `.
 * @param {string} text
 */
export function cleanLines(text) {
  const plain = without(unescaped(redact(text)), CONTINUED, TRACE, ANSI, SECTION);
  const lines = ESCAPED.reduce((kept, [escaped, meant]) => kept.replaceAll(escaped, meant), plain);
  const bare = without(lines, QUOTE, PREFIX, QUOTE);
  const unmarked = without(bare.replace(ERROR_MARK(bare), "Error: "), MARK, PROGRESS, NUMBER, CURSOR);
  return redact(plainHtml(unmarked.replace(LINK(unmarked), "$1$2"))); // times and marks may have parted a secret
}

/**
 * The text without what each of the patterns matches, one behind the other.
 * @param {string} text
 * @param {((text: string) => RegExp)[]} patterns
 */
const without = (text, ...patterns) => patterns.reduce((kept, wanted) => kept.replace(wanted(kept), ""), text);

/**
 * The text with its line breaks, if it was copied out of JSON, in which they are written as `\n`.
 * @param {string} text
 */
function unescaped(text) {
  const isQuoted = strip(text).startsWith('"') || text.includes('": "') || text.includes('":"');
  if (!isQuoted || text.split("\\n").length <= text.split("\n").length) return text;
  return text.replaceAll("\\n", "\n").replaceAll("\\t", "\t").replaceAll('\\"', '"');
}

/**
 * The text of PyPI's HTML answer, wherever it stands, also if it was printed as Python's bytes.
 * @param {string} text
 */
function plainHtml(text) {
  const asText = (/** @type {string} */ _, /** @type {string} */ __, /** @type {string} */ printed) =>
    printed.replaceAll("\\n", "\n").replaceAll("\\'", "'").replaceAll('\\"', '"');
  const html = text.includes("<html>") ? text.replace(BYTES(text), asText) : text;
  const decoded = ENTITIES.reduce((kept, [entity, character]) => kept.replaceAll(entity, character), html);
  return decoded.replace(TAG(decoded), "\n");
}
