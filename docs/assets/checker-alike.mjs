// How near two values are: equal, equal but for their case, or only alike to the eye; and the cause of a difference:
// the counterpart of snippets/pypi/alike.py.

import { LOOKALIKES } from "./checker-catalogue.mjs";
import { UNSEEN, isPrintable } from "./checker-safe-text.mjs";
import { SPACE, words } from "./checker-text.mjs";

const BLANK = new RegExp(`[${SPACE}]`, "gu");
const MOST = 1000; // characters that are compared by their looks: no name that PyPI stores has more

/**
 * @import { Field } from "./catalogue.mjs"
 * @typedef {"same" | "case" | "looks" | "other"} Likeness
 */

/**
 * A field in which a publisher differs from a token: the cause, what PyPI has, what the token has. The `weight` says
 * how far apart the two are: publishers of other projects differ most.
 * @typedef {{ cause: string, field: string, expected: string, found: string | null, weight: number }} Difference
 */

/**
 * The difference in one field, if there is one, by the field's own table in the catalogue. `found` is null if the token
 * does not tell, and "" if it has none; an optional field that is blank on PyPI means any.
 * @param {Field} field
 * @param {string} expected
 * @param {string | null} found
 * @param {Likeness} [how] near the two values are: worked out unless it is given
 * @returns {Difference[]}
 */
export function difference(field, expected, found, how) {
  if (found === null || (field.optional && !expected)) return [];
  const likeness = how || alike(expected, found);
  if (likeness === "same") return [];
  const { name, differs: causes = {} } = field;
  if (isUnseen(expected) || isUnseen(found)) return [lookalike(name, expected, found)];
  if (!found && causes.missing) {
    const [cause, weight] = causes.missing;
    return [{ cause, field: name, expected, found: null, weight }];
  }
  if (likeness === "looks") return [lookalike(name, expected, found)];
  const [cause, weight] = causes.any || causes[likeness];
  return [{ cause, field: name, expected, found, weight }];
}

/**
 * The difference between two values that only look the same.
 * @param {string} field
 * @param {string} expected
 * @param {string | null} found
 * @returns {Difference}
 */
export const lookalike = (field, expected, found) =>
  ({ cause: "invisible-or-lookalike-characters", field, expected, found, weight: 1 });

/**
 * Whether a value holds blanks, and other characters that can't be seen, alone.
 * @param {string} value
 */
export const isUnseen = (value) => value !== "" && !skeleton(value);

/**
 * How near two values are: `same`, `case`, `looks` (they look the same and are not) or `other`.
 * @param {string} expected
 * @param {string} found
 * @returns {Likeness}
 */
export function alike(expected, found) {
  if (expected === found) return "same";
  if (expected.toLowerCase() === found.toLowerCase()) return "case";
  return skeleton(expected) === skeleton(found) ? "looks" : "other";
}

/**
 * What is left of a value when all that can't be seen or told apart is taken away.
 * @param {string} value
 */
function skeleton(value) {
  const start = Array.from(value.slice(0, 2 * MOST)).slice(0, MOST).join("");
  const seen = words(bare(bare(start).normalize("NFKC"))).join(" ");
  const looks = Array.from(seen.toLowerCase(), (character) => LOOKALIKES[character] || character);
  return looks.join("") + value.slice(start.length);
}

/**
 * The text with plain blanks, and without what else can't be seen.
 * @param {string} text
 */
const bare = (text) => (isPrintable(text) ? text : text.replace(BLANK, " ").replace(UNSEEN, ""));
