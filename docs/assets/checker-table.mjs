// The table of all fields: what PyPI has beside what the token has. It stays in its place while a reader types into it.

import { labels, say } from "./checker-catalogue.mjs";
import { reasons } from "./checker-cause.mjs";
import { marked, valueOf } from "./checker-comparison.mjs";
import { element, lang, replace, rich, words } from "./checker-elements.mjs";
import { partition } from "./checker-text.mjs";

/**
 * @import { FieldRow } from "./checker-fields.mjs"
 * @import { Answer, CauseAnswer } from "./checker-report.mjs"
 */

/**
 * A row of the table; `told` is the cause that it shows, `isTyped` tells whether PyPI's value can be typed there.
 * @typedef {FieldRow & { told: CauseAnswer | undefined, isTyped: boolean }} Row
 */

/**
 * Show the rows, and above them the cause that there is no publisher at all.
 * @param {Element} place
 * @param {Row[]} rows
 * @param {CauseAnswer | undefined} none
 * @param {Answer} found
 */
export function showTable(place, rows, none, found) {
  const shape = rows.map(({ provider, name, isTyped }) => `${provider} ${name} ${isTyped}`).join();
  const table = /** @type {HTMLTableElement | null} */ (place.firstElementChild);
  if (table?.dataset.shape !== shape) place.replaceChildren(...(rows.length ? [laidOut(rows, shape)] : []));
  const [head, ...bodies] = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("tbody"));
  if (!head) return;
  const names = rows.map(({ name }) => name);
  head.hidden = !none;
  showCause(head, /** @type {HTMLElement} */ (head.querySelector("td")), words["no-line"], none, found, names);
  rows.forEach((row, number) => fillIn(bodies[number], row, found, names));
}

/**
 * @param {Row[]} rows
 * @param {string} shape
 */
function laidOut(rows, shape) {
  const heads = [words.field, words["on-pypi"], words["in-token"]];
  const bodies = rows.map(({ provider, name, isTyped }) => {
    const label = labels(lang, provider)[name];
    const input = () =>
      element("input", {
        "data-for": name, type: "text", spellcheck: "false", autocomplete: "off", autocapitalize: "off",
        "aria-label": `${label}, ${say("on-pypi", lang)}`, placeholder: words["as-listed"],
      });
    const cells = [element("td", { "data-head": heads[1] }, ...(isTyped ? [input()] : [])),
      element("td", { "data-head": heads[2] }), element("td", { class: "tp-verdict" })];
    const then = element("tr", { class: "tp-then" }, element("td", { colspan: "4" }));
    return element("tbody", {}, element("tr", {}, element("th", { scope: "row" }, ...named(label)), ...cells), then);
  });
  const top = element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)),
    element("th", { scope: "col" }, element("span", { class: "tp-spoken" }, words.verdict)));
  const none = element("tbody", {}, element("tr", { class: "tp-then" }, element("td", { colspan: "4" })));
  return element("table", { class: "tp-table", "data-shape": shape }, element("thead", {}, top), none, ...bodies);
}

/**
 * A label, and behind it what PyPI's Russian pages call the field.
 * @param {string} label
 */
function named(label) {
  const [name, , russian] = partition(label, " (");
  return russian ? [name, " ", element("small", {}, `(${russian}`)] : [name];
}

/**
 * Fill a row in; what has not changed stays as it is.
 * @param {HTMLElement} body
 * @param {Row} row
 * @param {Answer} found
 * @param {string[]} names
 */
function fillIn(body, { onPypi, inToken, cause, told, isTyped }, found, names) {
  const cells = /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll("th, td"));
  const [, onPypiCell, inTokenCell, verdict, then] = cells;
  const [pypi, token] = [onPypi, inToken].map((value) => value ?? "");
  const isBoth = Boolean(cause && pypi && token);
  const state = cause ? "differs" : onPypi === null || inToken === null ? "unknown" : "same";
  body.dataset.state = state;
  const shared = (/** @type {string} */ value, /** @type {string} */ other) => (isBoth ? marked(value, other) : null);
  const noToken = inToken === null ? words["not-told"] : say("nothing", lang);
  if (isTyped) typeIn(/** @type {HTMLInputElement} */ (onPypiCell.firstElementChild), pypi);
  else onPypiCell.replaceChildren(...valueOf(onPypi, shared(pypi, token), say("any", lang)));
  inTokenCell.replaceChildren(...valueOf(inToken, shared(token, pypi), noToken));
  replace(verdict, [words[state]]);
  showCause(body, then, words["this-differs"], told, found, names, Boolean(cause));
}

/**
 * @param {HTMLInputElement} input
 * @param {string} value
 */
function typeIn(input, value) {
  if (input.value.trim() !== value.trim()) Object.assign(input, { value });
}

/**
 * Show the cause of a row: in full if the values differ, or else behind the words with which a reader says so.
 * @param {HTMLElement} body
 * @param {HTMLElement} place
 * @param {string} question
 * @param {CauseAnswer | undefined} cause
 * @param {Answer} found
 * @param {string[]} names
 * @param {boolean} [isSure]
 */
function showCause(body, place, question, cause, found, names, isSure = false) {
  const row = /** @type {HTMLElement} */ (place.parentElement);
  row.hidden = !cause;
  if (!cause) {
    delete body.dataset.cause;
    replace(place, []);
    return;
  }
  body.dataset.cause = cause.cause;
  const act = element("p", { class: "tp-act" }, ...rich(cause.act));
  const why = reasons(cause, found, names);
  if (isSure) act.dataset.act = "";
  replace(place, isSure ? [act, ...why] : [
    element("details", { "data-act": "" }, element("summary", {}, question), act, ...why),
  ]);
}
