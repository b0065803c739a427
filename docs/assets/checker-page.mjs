// The page around the checker: what is typed and pasted goes in, the answer comes out, at once and as text only.
// Nothing is stored, put into an address or sent; the words are the page's own (#tp-words) or the catalogue's.

import { diagnose, readLog, readPublishers } from "./checker.mjs";
import { showAnswer } from "./checker-answer.mjs";
import { load, say, useSite } from "./checker-catalogue.mjs";
import { find, findAll, lang, words } from "./checker-elements.mjs";
import { readPasted, withoutSecrets } from "./checker-paste.mjs";
import { fill, form, isBlank, lines, projectOf, providers, readSettings, showForm } from "./checker-publisher-form.mjs";
import { labelOf, sentence } from "./checker-publisher-form.mjs";
import examples from "./examples.json" with { type: "json" }; // made by docs/.theme/hook.py from snippets/logs

/**
 * @import { Log } from "./checker-log.mjs"
 * @import { Claims } from "./checker-provider.mjs"
 */

const MUCH = 1000; // characters: browsers insert a paste line by line, which takes longer than to read it
const LONG = 50_000; // characters: browsers take seconds to lay out millions of them in a field
const END = 20_000; // characters of a long log that the field shows
const PAUSE = 120; // milliseconds between the last key and the answer

const checker = find(".tp-checker");
const [note, jump, result] = ["note", "jump", "result"].map((id) => find(`#tp-${id}`));
const log = /** @type {HTMLTextAreaElement} */ (find("#tp-log"));
/** @type {{ text: string, log?: Log, claims?: Claims, bad?: string }} */
let evidence = { text: "" };
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

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
  evidence = { text: log.value, ...read(whole) };
  const said = hidden === "unreadable" ? say("bad-token", lang, { name: labelOf(log).textContent }) : words[hidden];
  note.textContent = [said, start && words.long].filter(Boolean).join(" ");
}

/**
 * What was pasted, or the sentence that says why it can't be used.
 * @param {string} text
 */
function read(text) {
  try {
    return readPasted(text);
  } catch (error) {
    return { bad: sentence(error) };
  }
}

/** Answer what stands in the fields now. */
function update() {
  clearTimeout(timer);
  const { bad, claims, log: evident } = evidence;
  const publishers = readSettings();
  const asked = Boolean(evident || claims || publishers.length);
  const found = asked && !bad ? diagnose({ log: evident, publishers, claims }, lang) : null;
  if (found?.register && isBlank()) providers.value = found.register.provider;
  showForm();
  showAnswer(result, found, { bad, lang, words, project: projectOf(), compared: publishers.length > 0 });
  jump.textContent = result.children[0].textContent;
  find(".tp-jump").hidden = !asked && !bad;
}

function updateSoon() {
  clearTimeout(timer);
  timer = setTimeout(update, PAUSE);
}

/**
 * Fill in the example that an address names; it names a cause, and nothing else.
 * @param {{ hash: string }} address
 */
function fillInExample({ hash }) {
  const id = /^#example=([\w-]+)$/.exec(hash)?.[1] ?? "";
  if (!Object.hasOwn(examples, id)) return;
  const [text, settings] = examples[id];
  form.reset();
  take(text);
  if (settings) fill(readPublishers(settings)[0]);
  update();
}

log.addEventListener("input", (event) => {
  take(log.value);
  if (/^(insertText|delete)/.test(/** @type {InputEvent} */ (event).inputType)) updateSoon();
  else update();
});

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
form.addEventListener("input", ({ target }) => {
  if (/** @type {HTMLElement} */ (target).closest("[data-field]") || target === providers) lines.value = "";
  updateSoon();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", () => fillInExample(location));
// Within the page no address is changed: browsers ask for the page's icon again with each.
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (findAll("a[href^='#example=']"))) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    fillInExample(link);
    if (!checker.contains(link)) checker.scrollIntoView();
  });
}
jump.addEventListener("click", (event) => {
  event.preventDefault();
  result.focus();
  result.scrollIntoView();
});
find("#tp-clear").addEventListener("click", () => {
  take("");
  form.reset();
  update();
  log.focus();
});

/** What has run once is compiled: the first answer then takes half the time. */
function warmUp() {
  const [text] = Object.values(examples)[0];
  withoutSecrets(text);
  diagnose({ log: readLog(text) }, lang);
}

take(log.value); // it may have been pasted before this file was here
fillInExample(location);
update();
checker.dataset.ready = ""; // what is pasted is read from now on
globalThis.requestIdleCallback?.(warmUp); // not every browser has it
