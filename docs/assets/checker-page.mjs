// The page around the checker: what is typed and pasted goes in, the answer comes out, at once and as text only.
// Nothing is stored, put into an address or sent; the words are the page's own (#tp-words) or the catalogue's.

import { BadInput, diagnose, readLog, readPublishers } from "./checker.mjs";
import { showAnswer } from "./checker-answer.mjs";
import { MESSAGES, load, say, useSite } from "./checker-catalogue.mjs";
import { find, lang, words } from "./checker-elements.mjs";
import { offerExamples } from "./checker-examples.mjs";
import { compareFields, publisherOf, registerOf } from "./checker-fields.mjs";
import { acceptFiles } from "./checker-files.mjs";
import { doWhenIdle } from "./checker-idle.mjs";
import { mistakenForLog } from "./checker-mistakes.mjs";
import { readPasted, withoutSecrets } from "./checker-paste.mjs";
import { forgetProject } from "./checker-project.mjs";
import { fill, form, isBlank, labelOf, lines, providers, put, readSettings } from "./checker-publisher-form.mjs";
import { sentence, showForm, typedSoFar } from "./checker-publisher-form.mjs";
import { isOpen } from "./checker-report.mjs";
import { redact } from "./checker-safe-text.mjs";

/**
 * @import { Told } from "./checker-answer.mjs"
 * @import { Log } from "./checker-log.mjs"
 * @import { Claims, Publisher } from "./checker-provider.mjs"
 * @import { Answer } from "./checker-report.mjs"
 */

const MUCH = 1000; // characters: browsers insert a paste line by line, which takes longer than to read it
const LONG = 50_000; // characters: browsers take seconds to lay out millions of them in a field
const END = 20_000; // characters of a long log that the field shows
const PAUSE = 120; // milliseconds between the last key and the answer
// A log that has a bit of everything, in the letters that most logs have.
const SMALL = [
  "2026-01-01T00:00:00.0000000Z Run pypa/gh-action-pypi-publish@release/v1",
  "2026-01-01T00:00:00.0000000Z   password: ***, repository-url: https://upload.pypi.org/legacy/, value: key",
  `##[error]${MESSAGES["publisher-not-found"].texts[0]}`,
  "* `sub`: `repo:octo-org/sampleproject:environment:pypi`",
  "* `repository`: `octo-org/sampleproject`",
  "* `job_workflow_ref`: `octo-org/sampleproject/.github/workflows/release.yml@refs/heads/main`",
].join("\n");

const checker = find(".tp-checker");
const [note, result] = ["note", "result"].map((id) => find(`#tp-${id}`));
const log = /** @type {HTMLTextAreaElement} */ (find("#tp-log"));
/** @type {{ text: string, log?: Log, claims?: Claims, bad?: string }} */
let evidence = { text: "" };
/** The fields that were typed into the answer's table, not into the form. */
const typed = new Set();
let remark = ""; // about what was taken last
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
const steps = warmUp();

useSite(new URL("..", import.meta.url).href);
await load(lang);

/**
 * Take what stands in the field, or would: hide secrets, read it once, and leave no more of it there than is quick.
 * @param {string} text
 */
function take(text) {
  if (text === evidence.text) return;
  const { text: whole, hidden } = withoutSecrets(text);
  const start = whole.length > LONG ? whole.indexOf("\n", whole.length - END) + 1 || whole.length - END : 0;
  const rest = whole.slice(start);
  if (rest !== log.value) log.value = rest;
  typed.clear();
  evidence = { text: log.value, ...read(whole) };
  const said = hidden === "unreadable" ? say("bad-token", lang, { name: labelOf(log).textContent }) : words[hidden];
  remark = [said, start && words.long].filter(Boolean).join(" ");
  note.textContent = remark;
}

/**
 * What was pasted, or the sentence that says why it can't be used.
 * @param {string} text
 */
function read(text) {
  const mistake = mistakenForLog(text);
  try {
    const pasted = readPasted(text);
    return mistake && !pasted.log?.failure ? { bad: words[mistake] } : pasted;
  } catch (error) {
    if (mistake) return { bad: words[mistake] };
    return { bad: error instanceof BadInput ? sentence(error) : broken(error) };
  }
}

/**
 * What is said of an error that nobody foresaw; the browser's console has the rest.
 * @param {unknown} error
 */
function broken(error) {
  reportError(error);
  return words.broken;
}

/**
 * Put *** in the place of secrets in a field: what stands there is shown, and put into links.
 * @param {EventTarget | null} target
 */
function hideSecrets(target) {
  const control = /** @type {HTMLInputElement} */ (target);
  const harmless = redact(control.value);
  if (harmless !== control.value) control.value = harmless;
}

/** Answer what stands in the fields now; where that fails, no older answer is left. */
function update() {
  clearTimeout(timer);
  try {
    answerNow();
  } catch (error) {
    showAnswer(result, null, { ...answer(null, [])[1], bad: broken(error) });
  }
}

function answerNow() {
  const { bad, claims, log: evident } = evidence;
  for (const control of form.querySelectorAll("input, textarea")) hideSecrets(control); // a browser may fill them in
  const publishers = readSettings();
  const asked = Boolean(evident || claims || publishers.length);
  if (asked || bad) steps.return();
  const alone = asked && !bad ? diagnose({ log: evident, claims }, lang) : null;
  const provider = alone && compareFields(alone, [])[0]?.provider;
  if (provider && isBlank()) providers.value = provider;
  showForm();
  const [found, told] = answer(alone, publishers);
  showAnswer(result, found, { ...told, bad });
  find(".tp-jump").hidden = !asked && !bad;
}

/**
 * The answer with what PyPI has, all of it or only a field or two, and what the page knows beside it.
 * @param {Answer | null} alone the answer without what PyPI has
 * @param {Publisher[]} publishers
 * @returns {[Answer | null, Told]}
 */
function answer(alone, publishers) {
  if (!alone) return [null, { fields: [], isOpen: false, without: [], isCompared: false, typed }];
  // In the table a blank field is one that nobody has looked up yet.
  const fields = compareFields(alone, typed.size || !publishers.length ? [typedSoFar()] : publishers);
  const isComplete = publishers.length > 0 && !(typed.size && fields.some(({ onPypi }) => onPypi === null));
  const isPartly = !isComplete && fields.some(({ cause }) => cause);
  const compared = isPartly ? [publisherOf(fields)] : isComplete ? publishers : [];
  const asked = { log: evidence.log, claims: evidence.claims, publishers: compared };
  const found = compared.length ? diagnose(asked, lang) : alone;
  const register = registerOf(alone, fields);
  const isAsked = isOpen(alone) || Boolean(alone.register && !alone.causes.length && !alone.messages.length);
  const isAnswered = isComplete && typed.size === 0;
  const isCompared = compared.length > 0;
  return [{ ...found, register }, { fields, isOpen: isAsked && !isAnswered, without: alone.causes, isCompared, typed }];
}

function updateSoon() {
  clearTimeout(timer);
  timer = setTimeout(update, PAUSE);
}

log.addEventListener("input", (event) => {
  take(log.value);
  if (/^(insertText|delete)/.test(/** @type {InputEvent} */ (event).inputType)) updateSoon();
  else update();
});

/**
 * Take a text in the place of what stands in the field, and answer it.
 * @param {string} text
 */
function accept(text) {
  take(text);
  update();
}

/**
 * Take what is put into the log's field at once, if it is much.
 * @param {Event} event
 * @param {DataTransfer | null} data
 */
function insert(event, data) {
  const text = data?.getData("text") ?? "";
  if (text.length < MUCH) return;
  event.preventDefault();
  take(log.value.slice(0, log.selectionStart) + text + log.value.slice(log.selectionEnd));
  update();
}
log.addEventListener("paste", (event) => insert(event, event.clipboardData));
log.addEventListener("drop", (event) => insert(event, event.dataTransfer));
// Before anything reads what was typed into a field, whichever it is.
checker.addEventListener("input", ({ target }) => void (target === log || hideSecrets(target)), true);
result.addEventListener("input", ({ target }) => {
  const { value, dataset } = /** @type {HTMLInputElement} */ (target);
  if (!dataset.for) return;
  typed.add(dataset.for);
  put(dataset.for, value);
  updateSoon();
});
acceptFiles(checker, accept, (said, isRead) => {
  note.textContent = [said, isRead && remark].filter(Boolean).join(" ");
});
form.addEventListener("input", ({ target }) => {
  typed.clear();
  if (/** @type {HTMLElement} */ (target).closest("[data-field]") || target === providers) lines.value = "";
  updateSoon();
});
form.addEventListener("submit", (event) => event.preventDefault());
find("#tp-jump").addEventListener("click", (event) => {
  event.preventDefault();
  result.focus();
  result.scrollIntoView();
});
find("#tp-clear").addEventListener("click", () => {
  take("");
  form.reset();
  forgetProject();
  update();
  log.focus();
});

/**
 * Fill in an example, in the place of everything that was typed.
 * @param {string} text
 * @param {string} [settings]
 */
function fillInExample(text, settings) {
  form.reset();
  take(text);
  if (settings) fill(readPublishers(settings)[0]);
  update();
}

/**
 * The steps of a first answer, each shorter than what a page may take at a time: what has run once is compiled. A real
 * answer ends them.
 */
function* warmUp() {
  const { text } = withoutSecrets(SMALL);
  yield;
  const small = readLog(text);
  yield;
  const alone = diagnose({ log: small }, lang);
  yield;
  const [found, told] = answer(alone, []);
  yield;
  const draft = /** @type {Element} */ (result.cloneNode(true)); // which nobody sees
  showAnswer(draft, found, told);
  showAnswer(draft, ...answer(null, []));
}

take(log.value); // it may have been pasted before this file was here
offerExamples(fillInExample, () => void (note.textContent = words.unreachable));
update();
checker.dataset.ready = ""; // what is pasted is read from now on
doWhenIdle(steps);
