// The page around the checker: what is typed and pasted goes in, the answer comes out, at once and as text only.
// Nothing is stored, put into an address or sent; the words are the page's own (#tp-words) or the catalogue's.

import { BadInput, asText, checkForm, diagnose, readLog, readPublishers } from "./checker.mjs";
import { CATALOGUE, CAUSES, FIELDS, MESSAGES, load, say } from "./checker-catalogue.mjs";
import { labels } from "./checker-report.mjs";
import { element, replace, showAnswer } from "./checker-answer.mjs";
import { isAscii, redact, strip } from "./checker-text.mjs";
import examples from "./examples.json" with { type: "json" }; // made by docs/.theme/hook.py from tests/logs

const BIG = 300_000; // characters that take long enough to say so
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
let cleaned = ""; // the text in which secrets were hidden
let timer;

load({ ...CATALOGUE, site_url: new URL("..", import.meta.url).href });

/** What was pasted: a log, or a token's claims; read once, however often the publisher changes. */
function readEvidence() {
  const text = log.value;
  if (evidence.text === text) return evidence;
  evidence = { text };
  try {
    if (strip(text).startsWith("{")) evidence.claims = readClaims(text);
    else if (strip(text)) evidence.log = readLog(text);
  } catch (error) {
    evidence.bad = sentence(error);
  }
  return evidence;
}

function readClaims(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadInput("bad-json", { name: "JSON", error: error.message });
  }
}

/** Put a token's claims in its own place, and *** in that of any other secret, before anything is drawn. */
function hideSecrets() {
  const token = TOKEN.exec(strip(log.value));
  if (token) {
    try {
      const bytes = Uint8Array.from(atob(token[1].replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
      const claims = JSON.parse(new TextDecoder().decode(bytes));
      log.value = JSON.stringify(redact(claims), null, 2);
      return words.token;
    } catch {
      log.value = "";
      return say("bad-token", lang, { name: labelOf(log) });
    }
  }
  const harmless = redact(log.value);
  if (harmless === log.value) return "";
  log.value = harmless;
  return words.secrets;
}

/** Say what was hidden, as long as that is what stands there. */
function noteSecrets() {
  const hidden = hideSecrets();
  if (hidden || strip(log.value) !== cleaned) note.textContent = hidden;
  if (hidden) cleaned = strip(log.value);
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
      complain(lines, words.lines.replace("{count}", publishers.length));
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
  for (const name of FIELDS[publisher.provider]) form.elements[name].value = publisher[name] ?? "";
}

/** Show the fields of the provider, each with what PyPI's form would say about it. */
function showForm() {
  const provider = providers.value;
  const names = labels(lang, provider);
  const typed = Object.fromEntries(FIELDS[provider].map((name) => [name, form.elements[name].value]));
  const refused = checkForm(provider, typed);
  for (const field of form.querySelectorAll("[data-field]")) {
    const name = field.dataset.field;
    field.hidden = !(name in names);
    if (field.hidden) continue;
    form.elements[name].labels[0].textContent = names[name];
    const odd = !isAscii(typed[name]) && name !== "environment";
    const looks = odd ? CAUSES["invisible-or-lookalike-characters"].title[lang] : "";
    complain(form.elements[name], typed[name] && refused[name] ? saidByForm(refused[name]) : looks);
  }
  const bad = projectName.value && !PROJECT_NAME.test(strip(projectName.value));
  complain(projectName, bad ? saidByForm("form-project-invalid") : "");
}

/** PyPI's own words about a field, as its pages show them in either language, with a link to what they mean. */
function saidByForm(id) {
  const { texts, ru, page } = MESSAGES[id];
  const said = lang === "ru" && ru ? `${texts[0]} («${ru[0]}»)` : texts[0];
  const address = new URL(`${lang === "ru" ? "ru/" : ""}messages/${page}/#${id}`, CATALOGUE.site_url);
  return [`${words.form} `, element("a", { href: address.href }, said)];
}

/** Say something about a control, beside it. */
function complain(control, ...what) {
  const place = document.getElementById(control.getAttribute("aria-describedby"));
  control.setAttribute("aria-invalid", String(Boolean(what.flat().join("")) && control !== lines));
  replace(place, what.flat());
}

/** Answer what stands in the fields now. */
async function update() {
  if (log.value.length > BIG && log.value !== evidence.text) {
    note.textContent ||= words.reading;
    await new Promise((drawn) => setTimeout(drawn, 50));
  }
  const { bad, claims, log: read } = readEvidence();
  if (note.textContent === words.reading) note.textContent = "";
  const publishers = readSettings();
  const asked = Boolean(read || claims || publishers.length);
  let found = null;
  try {
    if (asked && !bad) found = diagnose({ log: read, publishers, claims }, lang);
  } catch (error) {
    complain(lines, sentence(error));
  }
  const blank = FIELDS[providers.value].every((name) => !form.elements[name].value || name === "issuer_url");
  if (blank && found?.register) providers.value = found.register.provider;
  showForm();
  const name = strip(projectName.value);
  const project = PROJECT_NAME.test(name) ? name : "";
  showAnswer(result, found, { bad, lang, words, project, compared: publishers.length > 0 });
  jump.textContent = result.firstElementChild.textContent;
  jump.parentElement.hidden = !asked;
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
  log.value = text;
  if (settings) fill(readPublishers(settings)[0]);
  note.textContent = "";
  update();
}

log.addEventListener("input", () => {
  noteSecrets();
  updateSoon();
});
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
  log.value = "";
  form.reset();
  note.textContent = "";
  update();
  log.focus();
});
noteSecrets(); // it may have been pasted before this file was here
fillInExample(location);
update();
