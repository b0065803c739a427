// The page around the checker: what is typed and pasted goes in, the answer comes out, at once and as text only.
// Nothing is stored, put into an address or sent; the words are the page's own (#tp-words) or the catalogue's.

import { BadInput, asText, checkForm, diagnose, readLog, readPublishers, storedForm } from "./checker.mjs";
import { FIELDS, MESSAGES, labels, load, say, siteUrl, titleOf, useSite } from "./checker-catalogue.mjs";
import { element, replace, showAnswer } from "./checker-answer.mjs";
import { isAscii, redact, strip } from "./checker-text.mjs";
import examples from "./examples.json" with { type: "json" }; // made by docs/.theme/hook.py from snippets/logs

const MUCH = 1000; // characters: browsers insert a paste line by line, which takes longer than to read it
const LONG = 50_000; // characters: browsers take seconds to lay out millions of them in a field
const END = 20_000; // characters of a long log that the field shows
const PAUSE = 120; // milliseconds between the last key and the answer
const TOKEN = /^["']?eyJ[\w-]+\.([\w-]+)\.[\w-]*["']?$/;
const PROJECT_NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i;

const lang = document.documentElement.lang === "ru" ? "ru" : "en";
const find = (selector) => document.querySelector(selector);
const checker = find(".tp-checker");
const [log, note, jump, form, result] = ["log", "note", "jump", "publisher", "result"].map((id) => find(`#tp-${id}`));
const { provider: providers, publisher_lines: lines, project_name: projectName } = form.elements;
const spoken = [...find("#tp-words").content.children].map((each) => [each.dataset.word, each.textContent]);
const words = Object.fromEntries(spoken);
let evidence = { text: "" };
let timer;

useSite(new URL("..", import.meta.url).href);
await load(lang);

/** Take what stands in the field, or would: hide secrets, read it once, and leave no more of it there than is quick. */
function take(text) {
  if (text === evidence.text) return;
  const [whole, hidden] = withoutSecrets(text);
  const start = whole.length > LONG ? whole.indexOf("\n", whole.length - END) + 1 || whole.length - END : 0;
  const rest = whole.slice(start);
  if (rest !== log.value) log.value = rest;
  evidence = { text: log.value, ...read(whole) };
  note.textContent = [hidden, start && words.long].filter(Boolean).join(" ");
}

/** What was pasted: a log, a token's claims, or the sentence that says why it is neither. */
function read(text) {
  try {
    if (strip(text).startsWith("{")) return { claims: readClaims(text) };
    return strip(text) ? { log: readLog(text) } : {};
  } catch (error) {
    return { bad: sentence(error) };
  }
}

function readClaims(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadInput("bad-json", { name: "JSON", error: error.message });
  }
}

/** A token's claims in its own place, and *** in that of any other secret; and what to say of it. */
function withoutSecrets(text) {
  const token = TOKEN.exec(strip(text));
  if (!token) {
    const harmless = redact(text);
    return [harmless, harmless === text ? "" : words.secrets];
  }
  try {
    const bytes = Uint8Array.from(atob(token[1].replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
    return [JSON.stringify(redact(JSON.parse(new TextDecoder().decode(bytes))), null, 2), words.token];
  } catch {
    return ["", say("bad-token", lang, { name: labelOf(log) })];
  }
}

const labelOf = (control) => control.labels[0].textContent;

/** Why an input can't be used; the command line's name of the option becomes the page's. */
function sentence(error) {
  if (!(error instanceof BadInput)) throw error;
  return error.said(lang).replaceAll("--publisher", find("#tp-publisher legend").textContent);
}

/** What PyPI has: the pasted lines, or else the form, if enough is filled in. */
function readSettings() {
  complain(lines, "");
  if (strip(lines.value)) {
    try {
      const publishers = readPublishers(lines.value);
      if (publishers.length === 1) fill(publishers[0]);
      complain(lines, words.lines.replace("{count}", publishers.length), false);
      return publishers;
    } catch (error) {
      complain(lines, sentence(error));
    }
  }
  const typed = { provider: providers.value };
  for (const name of FIELDS[typed.provider]) typed[name] = form.elements[name].value;
  const refused = checkForm(typed.provider, typed);
  return Object.values(refused).some((id) => id.endsWith("-required")) ? [] : [typed];
}

/** Fill the form in with a publisher. */
function fill(publisher) {
  providers.value = publisher.provider;
  for (const name of FIELDS[publisher.provider]) form.elements[name].value = publisher[name] || "";
}

/** Show the fields of the provider, each with what PyPI's form would say about it. */
function showForm() {
  const provider = providers.value;
  const names = labels(lang, provider);
  const typed = Object.fromEntries(FIELDS[provider].map((name) => [name, form.elements[name].value]));
  const refused = checkForm(provider, typed);
  const stored = storedForm(provider, typed);
  for (const field of form.querySelectorAll("[data-field]")) {
    const name = field.dataset.field;
    field.hidden = !(name in names);
    if (field.hidden) continue;
    form.elements[name].labels[0].textContent = names[name];
    const control = form.elements[name];
    if (typed[name] && refused[name]) complain(control, saidByForm(refused[name]));
    else if (!isAscii(typed[name]) && name !== "environment") complain(control, titleOf("invisible-or-lookalike-characters", lang));
    else complain(control, stored[name] === typed[name] ? "" : storedAs(stored[name]), false);
  }
  const bad = projectName.value && !PROJECT_NAME.test(strip(projectName.value));
  complain(projectName, bad ? saidByForm("form-project-invalid") : "");
}

/** PyPI's own words about a field, as its pages show them in either language, with a link to what they mean. */
function saidByForm(id) {
  const { texts, ru, page } = MESSAGES[id];
  const said = lang === "ru" && ru ? `${texts[0]} («${ru[0]}»)` : texts[0];
  const address = `${siteUrl(lang)}messages/${page}/#${id}`;
  return [`${words.form} `, element("a", { href: address }, said)];
}

/** What PyPI's form makes of a value, where that is another one. */
function storedAs(value) {
  const [before, after] = words.stored.split("{value}");
  return [before, value ? element("code", {}, value) : element("em", {}, say("any", lang)), after];
}

/** Say something about a control, beside it. */
function complain(control, said, isWrong = Boolean(said)) {
  control.setAttribute("aria-invalid", String(isWrong));
  replace(document.getElementById(control.getAttribute("aria-describedby")), [said].flat());
}

/** Answer what stands in the fields now. */
function update() {
  clearTimeout(timer);
  const { bad, claims, log: evident } = evidence;
  const publishers = readSettings();
  const asked = Boolean(evident || claims || publishers.length);
  const found = asked && !bad ? diagnose({ log: evident, publishers, claims }, lang) : null;
  const blank = FIELDS[providers.value].every((name) => !form.elements[name].value || name === "issuer_url");
  if (blank && found?.register) providers.value = found.register.provider;
  showForm();
  const name = strip(projectName.value);
  const project = PROJECT_NAME.test(name) ? name : "";
  showAnswer(result, found, { bad, lang, words, project, compared: publishers.length > 0 });
  jump.textContent = result.firstElementChild.textContent;
  jump.parentElement.hidden = !asked && !bad;
}

function updateSoon() {
  clearTimeout(timer);
  timer = setTimeout(update, PAUSE);
}

/** Fill in the example that an address names; it names a cause, and nothing else. */
function fillInExample({ hash }) {
  const id = /^#example=([\w-]+)$/.exec(hash)?.[1];
  if (!Object.hasOwn(examples, id)) return;
  const [text, settings] = examples[id];
  form.reset();
  take(text);
  if (settings) fill(readPublishers(settings)[0]);
  update();
}

log.addEventListener("input", ({ inputType }) => {
  take(log.value);
  if (/^(insertText|delete)/.test(inputType)) updateSoon();
  else update();
});
for (const [name, data] of [["paste", "clipboardData"], ["drop", "dataTransfer"]]) {
  log.addEventListener(name, (event) => {
    const text = event[data].getData("text");
    if (text.length < MUCH) return;
    event.preventDefault();
    take(log.value.slice(0, log.selectionStart) + text + log.value.slice(log.selectionEnd));
    update();
  });
}
form.addEventListener("input", ({ target }) => {
  if (target.closest("[data-field]") || target === providers) lines.value = "";
  updateSoon();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", () => fillInExample(location));
// Within the page no address is changed: browsers ask for the page's icon anew with each.
for (const link of document.querySelectorAll("a[href^='#example=']")) {
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
