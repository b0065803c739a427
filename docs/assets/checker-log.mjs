// Read the log of a failed job: the counterpart of snippets/evidence/log.py, which also names the sources.

import { BadInput } from "./checker-bad-input.mjs";
import { CLIENTS, MESSAGES, TABLES, WEIGHTS } from "./checker-catalogue.mjs";
import { excerpt } from "./checker-long-log.mjs";
import { SPACE, WORD, matches, redact, strip, words } from "./checker-text.mjs";
import { findMessages, flatten } from "./checker-wordings.mjs";

/**
 * @import { Found } from "./checker-wordings.mjs"
 * @typedef {Record<string, string | null>} PrintedClaims a claim that the log shows as missing is null
 */

const PRINTED = Object.values(TABLES).map((table) => table.printed);
// A list that holds one of these is a token's; `repository` and `ref` alone are also what actions/checkout prints.
const TELLING = [...PRINTED.flatMap((printed) => printed.telling), ...CLIENTS.flatMap((client) => client.prints || [])];
const CLAIMS = [...new Set([...TELLING, ...PRINTED.flatMap((printed) => printed.vague)])];

const ANSI = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\n])/gu;
const TIME = "(?:\\ufeff?#{4}-##-##T##:##:##(?:\\.#+)?Z ?)?".replaceAll("#", "\\p{Nd}"); // in a downloaded log
const LINE_START = new RegExp(
  `(?<![^\\n])(?:[^\\t\\n]*\\t[^\\t\\n]*\\t)?${TIME}` + // gh run view --log: job and step
    "(?:[ \\t]*>)*[ \\t]*" + // a quote
    `(?:##\\[[${WORD}]+\\]|::[${WORD}]+[^:\\n]*::)?`, // the runner's marks
  "gu",
);
// GitHub links "12" in a pasted log to a line of that number.
const LINK = new RegExp(`\\[([^\\[\\]\\n]{0,200})\\]\\(https?:[^)${SPACE}]{0,2000}\\)`, "gu");
const NAMES = CLAIMS.toSorted((one, other) => other.length - one.length).join("|");
const MOST = 1000; // claims that are read; a token has some thirty
// Every repetition has an end, so that no text can make the search slow.
const CLAIM = new RegExp(
  `(?<![${WORD}.'-])(${NAMES})[\`"*]{0,4}[ \\t]{0,20}[:|]` +
    // in marks, as the action and uv print it; Some is Rust's
    `(?:[${SPACE}]{0,99}(?:Some\\([${SPACE}]{0,99})?(?:\`([^\`\\n]{0,500})\`|"([^"]{0,500})")` +
    `|[ \\t]{0,99}(?!Some\\()([^${SPACE}\`"|,{}][^|\\n]{0,300}?))` + // bare
    "\\*{0,2}[ \\t]{0,20}" +
    `(?=[,|)]|$|\\n|[*•-][ \\t]{0,20}[\`"*]{0,4}(?:${NAMES})(?![${WORD}])|[ \\t](?:${NAMES}):)`,
  "gu",
);
// Python, which ignores case here, takes the Turkish letters for an i.
const INDEX = new RegExp(
  `(?<![${WORD}])(?:test\\.pyp[iıİ]\\.org|testpyp[iıİ]|upload\\.pyp[iıİ]\\.org|aud[iıİ]ence pyp[iıİ])(?![${WORD}])`,
  "giu",
);

/** @param {Found} found */
const weightOf = (found) => MESSAGES[found.message].weight;

/** @param {Found} found */
const rank = (found) => WEIGHTS.indexOf(weightOf(found));

/** What a log tells: the id of the client, the failure that decides, and what else is said in it. */
export class Log {
  /**
   * @param {string | null} client
   * @param {Found | null} failure
   * @param {Found[]} remarks
   * @param {PrintedClaims | null} claims
   * @param {string | null} index `pypi`, `testpypi` or null
   */
  constructor(client, failure, remarks, claims, index) {
    this.client = client;
    this.failure = failure;
    this.remarks = remarks;
    this.claims = claims;
    this.index = index;
    /** The ids of all messages, the failure's first. */
    this.messages = [...(failure ? [failure] : []), ...remarks].map((said) => said.message);
    /** The failure's `code`, `reason` and `message`. */
    this.error = failure && asError(failure);
  }
}

/** @param {Found} failure */
function asError({ message, text }) {
  const { code } = MESSAGES[message];
  const bare = message === "invalid-publisher" && code === "invalid-publisher";
  return { code, reason: bare ? null : text, message };
}

/**
 * Read a log. Above a million characters only the parts that tell are read (checker-long-log.mjs).
 * Throws BadInput if nothing in the text is known.
 * @param {string} text
 */
export function readLog(text) {
  if (!strip(text)) throw new BadInput("bad-empty");
  const clean = cleanLines(excerpt(text));
  const flat = flatten(clean);
  const said = findMessages(flat).map(unbroken);
  const claims = readClaims(clean);
  const client = CLIENTS.find(({ marks }) => marks.some((mark) => flat.includes(mark)))?.id || null;
  if (!(said.length || claims || client)) throw new BadInput("bad-log");
  said.sort((one, other) => rank(one) - rank(other));
  const index = readIndex(flat, said.length ? said[0].start : flat.length);
  const messages = firstOfEach(said);
  const failed = messages.length > 0 && !["warning", "note"].includes(weightOf(messages[0]));
  return new Log(client, failed ? messages[0] : null, failed ? messages.slice(1) : messages, claims, index);
}

/**
 * Each message where it stands first.
 * @param {Found[]} found
 */
const firstOfEach = (found) =>
  found.filter(({ message }, place) => found.findIndex((other) => other.message === message) === place);

/**
 * The text without secrets, colours, time stamps, quote marks and other things that clients and people add.
 * @param {string} text
 */
function cleanLines(text) {
  return redact(redact(text).replace(ANSI, "")) // half a colour code may hide where a secret begins, or part it
    .replaceAll("%0D", "")
    .replaceAll("%0A", "\n")
    .replaceAll("%25", "%")
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n")
    .replaceAll("\u00a0", " ")
    .replace(LINE_START, "")
    .replace(LINK, "$1");
}

/**
 * A message without the blanks that twine's wrapping at the terminal's width left inside long paths.
 * @param {Found} found
 * @returns {Found}
 */
function unbroken(found) {
  if (!("expected" in found.values)) return found;
  const values = Object.entries(found.values).map(([name, value]) => [name, value.replace(/(?<!,) /g, "")]);
  const text = found.text.replace(/'[^']*'/g, (quoted) => quoted.replaceAll(" ", ""));
  return { ...found, text, values: Object.fromEntries(values) };
}

/**
 * The first list of a token's claims in the text; null where there is none.
 * @param {string} text
 */
function readClaims(text) {
  /** @type {PrintedClaims[]} */
  const lists = [];
  let end = null;
  for (const match of matches(text, CLAIM, MOST)) {
    const [whole, name, ...values] = match;
    const given = values.find((value) => value !== undefined) || "";
    const bare = strip(given).replace(/^\*+|(?<!\*)\*+$/g, "");
    const value = words(bare).join(" "); // uv wraps values that hold blanks
    const near = end !== null && text.slice(end, match.index).split("\n").length <= 5;
    if (!near || Object.hasOwn(lists[lists.length - 1], name)) lists.push({});
    lists[lists.length - 1][name] = ["MISSING", "None"].includes(value) ? null : value;
    end = match.index + whole.length;
  }
  return lists.find((list) => TELLING.some((claim) => Object.hasOwn(list, claim))) || null;
}

/**
 * The index that was named last before the failure, or else first after it.
 * @param {string} flat
 * @param {number} position
 */
function readIndex(flat, position) {
  const named = [...flat.matchAll(INDEX)];
  if (!named.length) return null;
  const last = named.findLast((match) => match.index < position) || named[0];
  return last[0].toLowerCase().includes("test") ? "testpypi" : "pypi";
}
