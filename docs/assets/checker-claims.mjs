// Read the claims of a token in a log, however the client or a person wrote them down: the counterpart of
// snippets/evidence/claims.py, whose patterns are read here, too.

import { CLIENTS, TABLES, pattern } from "./checker-catalogue.mjs";
import { matches, rstrip, strip, words } from "./checker-text.mjs";

/**
 * @typedef {Record<string, string | null>} PrintedClaims a claim that the log shows as missing is null
 */

// A list with one of these claims is a token's; actions/checkout also prints `repository` and `ref`.
const TELLING = [
  ...Object.values(TABLES).flatMap((table) => table.printed.telling),
  ...CLIENTS.flatMap((client) => client.prints ?? []),
];
// No list of a token's claims is without one of these.
const SIGNS = [
  ...TELLING.filter((claim) => claim !== "sub"),
  ...["sub:", "sub`", 'sub"', "sub*", "sub |", "sub\t"],
];
const MOST = 1000; // the most claims that are read; a token has about thirty
const LONGEST = 700; // characters of a claim's name, marks and value
const [CLAIM, CUT] = ["CLAIM", "CUT"].map(pattern);

/**
 * The first list of a token's claims in the text; null if there is none. A value that is cut off is left out.
 * @param {string} text
 */
export function readClaims(text) {
  if (!SIGNS.some((sign) => text.includes(sign))) return null;
  const whole = text.slice(0, cutAt(text)?.index);
  /** @type {PrintedClaims[]} */
  const lists = [];
  let end = null;
  for (const match of matches(whole, CLAIM(whole), MOST)) {
    const [given, name, ...values] = match;
    const bare = strip(values.find((value) => value !== undefined) ?? "").replace(/^\*+|(?<!\*)\*+$/g, "");
    const value = words(bare).join(" "); // uv wraps values that contain blanks
    const near = end !== null && whole.slice(end, match.index).split("\n").length <= 5;
    if (!near || Object.hasOwn(lists[lists.length - 1], name)) lists.push({});
    lists[lists.length - 1][name] = ["MISSING", "None"].includes(value) ? null : value;
    end = match.index + given.length;
  }
  return lists.find((list) => TELLING.some((claim) => Object.hasOwn(list, claim))) ?? null;
}

/**
 * The claim within whose value the text breaks off, null if it does not.
 * @param {string} text
 */
export const cutClaim = (text) => cutAt(text)?.[1] ?? null;

/**
 * The place where the claim begins whose value is cut off at the end of the text.
 * @param {string} text
 */
function cutAt(text) {
  const whole = rstrip(rstrip(text).replace(/```$/, ""));
  const cut = CUT(whole);
  cut.lastIndex = whole.length - [...whole.slice(-2 * LONGEST)].slice(-LONGEST).join("").length;
  return cut.exec(whole);
}
