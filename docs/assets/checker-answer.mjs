// The answer on the page: what to do first, then the table of fields, then the rest. Every value reaches it as text.

import { CAUSES, MESSAGES, address, say } from "./checker-catalogue.mjs";
import { causeBox, causeInShort } from "./checker-cause.mjs";
import { copies } from "./checker-copies.mjs";
import { element, lang, refill, replace, rich, spokenOf, withPage, words } from "./checker-elements.mjs";
import { aboutProject, projectBox } from "./checker-project.mjs";
import { besides, opening } from "./checker-report.mjs";
import { showTable } from "./checker-table.mjs";
import { shown } from "./checker-safe-text.mjs";
import { partition } from "./checker-text.mjs";

/**
 * @import { FieldRow } from "./checker-fields.mjs"
 * @import { Answer, CauseAnswer } from "./checker-report.mjs"
 */

/**
 * What the page knows beside the answer. `bad`: why there is none; `isOpen`: nothing but comparing will tell which
 * field differs, so the table comes first; `without`: the causes without what PyPI has; `isCompared`: publishers were
 * given; `typed`: the fields that were typed into the table.
 * @typedef {object} Told
 * @property {string} [bad]
 * @property {FieldRow[]} fields
 * @property {boolean} isOpen
 * @property {CauseAnswer[]} without
 * @property {boolean} isCompared
 * @property {Set<string>} typed
 */

/** @type {() => [string, Record<string, string>]} where a workflow file is checked, the site's address being known */
const setupForm = () => [words["setup-form"], { href: `${address("setup/github", lang)}#setup` }];
let last = "";

/**
 * Show what was found, or that nothing could be.
 * @param {Element} result
 * @param {Answer | null} found
 * @param {Told} told
 */
export function showAnswer(result, found, told) {
  const now = JSON.stringify([found, told, [...told.typed]]);
  if (now === last) return;
  last = now;
  const [status, above, table, below] = result.querySelectorAll(":scope > .tp-part");
  aboutProject(found);
  const rows = found && hasTable(found, told) ? rowsOf(found, told) : [];
  const isTable = told.isOpen && rows.length > 0;
  const inRows = new Set(rows.map((row) => row.told?.cause));
  const none = isTable ? causeOf(told.without, "publisher-not-registered") : undefined;
  inRows.add(none?.cause);
  const causes = found?.causes.filter(({ cause }) => !inRows.has(cause)) ?? [];
  const strong = strongOf(causes);
  const first = strongOf(found?.causes ?? [])[0];
  const isSpoken = Boolean(first) || told.isOpen; // the same stands below
  replace(status, found ? [summary(found, first, told, isTable)] : withPage(told.bad || "", ...setupForm()));
  status.classList.toggle("tp-spoken", isSpoken);
  const boxes = found ? strong.map((cause) => box(cause, found, told, rows.map(({ name }) => name), strong)) : [];
  refill(above, told.isOpen && found ? lead(found, isTable) : boxes);
  if (found) showTable(table, rows, none, found);
  else table.replaceChildren();
  const rest = causes.filter((cause) => !strong.includes(cause));
  refill(below, [
    ...(told.isOpen ? boxes : []),
    ...possible(rest, Boolean(first) || isTable),
    ...(found ? notes(found, isSpoken, told.isOpen) : []),
    ...(found ? copies(found, told) : []),
  ]);
}

/**
 * The causes that are told in full.
 * @param {CauseAnswer[]} causes
 */
const strongOf = (causes) => causes.filter(({ certainty }) => certainty !== "possible" || causes.length === 1);

/**
 * @param {CauseAnswer[]} causes
 * @param {string | null} id
 */
const causeOf = (causes, id) => causes.find(({ cause }) => cause === id);

/**
 * Whether there is something to compare, and a reason to.
 * @param {Answer} found
 * @param {Told} told
 */
const hasTable = ({ causes }, { fields, isOpen, isCompared }) =>
  fields.some(({ inToken }) => inToken !== null) &&
  (isOpen || isCompared || causes.some(({ cause, certainty }) => isMatching(cause) && certainty !== "certain"));

/** @param {string} cause */
const isMatching = (cause) => CAUSES[cause].group === "matching";

/**
 * The rows of the table. While the question is open each row is the cause that it would show.
 * @param {Answer} found
 * @param {Told} told
 */
function rowsOf({ causes }, { fields, isOpen, without, typed }) {
  return fields.map((row) => {
    const cause = row.cause ? causeOf(causes, row.cause) : row.onPypi === null && causeOf(without, row.other);
    const isTyped = row.onPypi === null || (isOpen && (typed.has(row.name) || !row.onPypi));
    return { ...row, told: (isOpen && cause) || undefined, isTyped };
  });
}

/**
 * What is said at once, and read out: what to do, or else what was found.
 * @param {Answer} found
 * @param {CauseAnswer | undefined} first
 * @param {Told} told
 * @param {boolean} isTable
 */
function summary(found, first, { isOpen }, isTable) {
  if (first) return spokenOf(first.act);
  if (isOpen) return element("p", {}, ...toCompare(found, isTable)).textContent; // the link stands below
  const unexplained = found.unexplained.map((line) => shown(line)).join(" ");
  if (unexplained && !found.causes.length) return `${say("unexplained", lang)}: ${unexplained}`;
  if (found.causes.length && !found.decision?.accepted) return words.several;
  return opening(found, lang).map((line) => (/[.!?]$/.test(line) ? line : `${line}.`)).join(" ");
}

/**
 * Why to compare, that comparing showed no difference, or how to get the values if there is no table of them.
 * @param {Answer} found
 * @param {boolean} isTable
 */
function toCompare({ decision }, isTable) {
  if (decision?.accepted) return [say("contradiction", lang)];
  if (isTable) return [words.compare];
  return withPage(words["no-claims"], words["print-claims"], { href: `${address("verify", lang)}#in-the-job` });
}

/**
 * What to compare with what, and the way there.
 * @param {Answer} found
 * @param {boolean} isTable
 */
function lead(found, isTable) {
  const told = element("p", { class: "tp-lead" }, ...toCompare(found, isTable));
  const { register } = found;
  return [told, ...cutOff(found), ...(register ? [projectBox({ ...found, register }, words["open-page"])] : [])];
}

/**
 * The claim that the log does not show whole.
 * @param {Answer} found
 */
const cutOff = ({ cut }) => (cut ? [element("p", { class: "tp-cut" }, say("cut", lang, { claim: cut }))] : []);

/**
 * A cause in full; the first one that is changed on PyPI has the way to PyPI's form.
 * @param {CauseAnswer} cause
 * @param {Answer} found
 * @param {Told} told
 * @param {string[]} names
 * @param {CauseAnswer[]} strong
 */
function box(cause, found, { isOpen }, names, strong) {
  const { register } = found;
  const isFirst = cause === strong.find(({ who }) => who === "publisher");
  const means = register && isFirst && !isOpen ? [projectBox({ ...found, register }, words.prefilled)] : [];
  return causeBox(cause, found, names, means);
}

/**
 * The possible causes, which are open if nothing else is told.
 * @param {CauseAnswer[]} causes
 * @param {boolean} isRest
 */
function possible(causes, isRest) {
  if (!causes.length) return [];
  const told = (isRest ? words.others : words.possible).replace("{count}", String(causes.length));
  const list = element("ul", {}, ...causes.map(causeInShort));
  const attributes = { class: "tp-others", ...(isRest ? {} : { open: "" }) };
  return [element("details", attributes, element("summary", {}, told), list)];
}

/**
 * What the log says, and what is worth knowing beside the causes. Where there is a lead, it names what is cut off.
 * @param {Answer} found
 * @param {boolean} isSpoken
 * @param {boolean} isLed
 */
function notes(found, isSpoken, isLed) {
  const { error, unexplained } = found;
  const [first, ...more] = opening(found, lang).map((line) => line.trim());
  const told = isSpoken ? more : [];
  if (!error && isSpoken && first) told.unshift(first);
  if (unexplained.length && !isSpoken) told.push(say("unexplained-next", lang, { url: address("messages", lang) }));
  return [
    ...(error ? [element("p", { class: "tp-hint" }, ...linked(first, aboutMessage(error.message)))] : []),
    ...told.map((line) => element("p", { class: "tp-hint" }, ...rich(line))),
    ...besides(isLed ? { ...found, cut: null } : found, lang).map(({ text, url }) =>
      element("p", {}, ...(url ? [element("a", { href: url }, text)] : rich(text)))),
  ];
}

/**
 * What the log says, as a link.
 * @param {string} line
 * @param {string} href
 */
function linked(line, href) {
  const [before, colon, said] = partition(line, ": ");
  return [before, colon, element("a", { href }, said)];
}

/** @param {string} id */
const aboutMessage = (id) => `${address(`messages/${MESSAGES[id].page}`, lang)}#${id}`;
