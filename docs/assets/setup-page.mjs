// The setup form on a page: what is typed becomes PyPI's form and the file at once. Nothing is sent.

import { setUp } from "./setup.mjs";
import { readAddress } from "./setup-address.mjs";
import data from "./setup-data.mjs";
import { element, lang, rich, say, words } from "./setup-elements.mjs";
import { choose, readPasted } from "./setup-paste.mjs";
import { rows, steps } from "./setup-steps.mjs";
import { problems, typed } from "./setup-values.mjs";

/**
 * @import { Setup } from "./setup.mjs"
 * @import { Wanted } from "./setup-values.mjs"
 */

const form = /** @type {HTMLFormElement} */ (document.querySelector("#tp-setup"));
const result = /** @type {HTMLElement} */ (document.querySelector("#tp-setup-result"));
const provider = form.dataset.provider ?? "";
const indexes = /** @type {HTMLSelectElement} */ (form.elements.namedItem("index"));
const fields = [...data.providers[provider].fields.map(({ name }) => name), "project_name"];

/**
 * A field's input; GitLab's address has none.
 * @param {string} name
 */
const inputOf = (name) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));

/**
 * What stands in an input, without the blanks around it.
 * @param {string} name
 */
const valueOf = (name) => (name === "issuer_url" ? "https://gitlab.com" : (inputOf(name)?.value ?? ""));

/**
 * Whether a box is ticked.
 * @param {string} name
 */
const isTicked = (name) => inputOf(name)?.checked ?? false;

/** @returns {Wanted} */
function wanted() {
  return {
    provider,
    values: Object.fromEntries(fields.filter((name) => name !== "project_name").map((name) => [name, valueOf(name)])),
    project: valueOf("project_name").trim(),
    isNew: new FormData(form).get("kind") === "new",
    client: valueOf("client"),
    rehearse: isTicked("rehearse"),
    commit: isTicked("explain") ? data.commit : "",
    index: indexes.value,
  };
}

/**
 * Say under an input what PyPI's form, or the CI, makes of its value.
 * @param {string} name
 * @param {string} said
 * @param {boolean} isWrong
 */
function tell(name, said, isWrong) {
  const [input, place] = [inputOf(name), document.querySelector(`#tp-${name}-said`)];
  if (!input || !place) return;
  if (isWrong) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  if (place.textContent !== said) place.textContent = said;
}

/** Show what follows from the form. */
function show() {
  const given = wanted();
  const found = problems(given, data, lang);
  /** @type {Record<string, string>} */
  const known = { ...typed(given, data), project_name: given.project };
  const empty = Object.keys(found).filter((name) => !known[name]);
  const setup = Object.keys(found).length === 0 ? setUp(given, data) : null;
  for (const name of fields) {
    const said = empty.includes(name) ? "" : (found[name] ?? "");
    const stored = setup && name in setup.stored && setup.stored[name] !== valueOf(name) ? setup.stored[name] : "";
    tell(name, said || (stored && say("stored", { value: stored })), Boolean(said));
  }
  const rehearse = inputOf("rehearse");
  if (rehearse) rehearse.disabled = given.index !== "pypi";
  if (setup) result.replaceChildren(...answer(given, setup));
  else result.replaceChildren(...missing(empty));
  readPasted(setup && { stored: setup.stored, index: given.index });
}

/**
 * What is still to be filled in.
 * @param {string[]} names
 */
function missing(names) {
  const labels = names.map((name) => inputOf(name)?.labels?.[0].textContent ?? name);
  return labels.length > 0 ? [element("p", {}, say("fill-in", { fields: labels.join(", ") }))] : [];
}

/**
 * PyPI's form, the files, and what is left to do.
 * @param {Wanted} given
 * @param {Setup} setup
 */
function answer(given, setup) {
  const index = indexes.selectedOptions[0].textContent;
  const link = element("a", { href: setup.form }, say(given.isNew ? "form-new" : "form-existing", { index }));
  const values = rows(given, data, lang).filter(([, value]) => value);
  const list = element("dl", {}, ...values.flatMap(([label, value]) => [
    element("dt", {}, label),
    element("dd", {}, element("code", {}, value)),
  ]));
  const made = Object.entries(setup.files).flatMap(([path, text]) => file(path, text));
  const left = steps(given, setup, data, lang).map((step) => element("li", {}, ...rich(step)));
  return [element("p", {}, link), list, ...made, element("ul", {}, ...left)];
}

/**
 * A file's name, its text, and a button that copies it.
 * @param {string} path
 * @param {string} text
 */
function file(path, text) {
  const [before, after] = words.file.split("{path}");
  const code = element("pre", { tabindex: "0", "data-path": path }, element("code", {}, text));
  const button = element("button", { type: "button", class: "md-button" }, words.copy);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = words.copied;
    } catch {
      getSelection()?.selectAllChildren(code); // without the right to write, the reader copies
      button.textContent = words.selected;
    }
  });
  return [element("p", {}, before, element("code", {}, path), after), button, code];
}

/** Give the file and the environment the names that belong to the chosen index, unless the reader has typed others. */
function renameDefaults() {
  const [own, other] = indexes.value === "pypi" ? ["pypi", "testpypi"] : ["testpypi", "pypi"];
  for (const [name, value] of Object.entries(data.defaults[`${provider} ${own}`] ?? {})) {
    const input = inputOf(name);
    if (input?.value === data.defaults[`${provider} ${other}`][name]) input.value = value;
  }
}

/** Fill the form in with what the address holds. */
function fillIn() {
  const values = readAddress(location.hash, [...fields, "index"]);
  if (!values) return;
  const { index = "pypi", ...rest } = values;
  if (Object.hasOwn(data.hosts, index)) indexes.value = index;
  renameDefaults();
  for (const [name, value] of Object.entries(rest)) {
    const input = inputOf(name);
    if (input) input.value = value;
  }
  form.scrollIntoView();
}

form.addEventListener("input", ({ target }) => {
  if (target === indexes) renameDefaults();
  show();
});
document.querySelector("#tp-workflow")?.addEventListener("input", show);
document.querySelector("#tp-workflow-file")?.addEventListener("change", async ({ target }) => {
  await choose(/** @type {HTMLInputElement} */ (target).files?.[0]);
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", () => {
  fillIn();
  show();
});
fillIn();
show();
form.dataset.ready = "";
