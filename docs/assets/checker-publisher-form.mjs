// The form with what PyPI has: pasted lines fill it in, and PyPI's form answers what is typed.

import { BadInput, checkForm, readPublishers, storedForm } from "./checker.mjs";
import { fieldsOf, labels, say, titleOf } from "./checker-catalogue.mjs";
import { element, find, lang, replace, words } from "./checker-elements.mjs";
import { mistakenForLines } from "./checker-mistakes.mjs";
import { saidByForm } from "./checker-project.mjs";
import { isAscii, strip } from "./checker-text.mjs";

/**
 * @import { Publisher } from "./checker-provider.mjs"
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 */

export const form = /** @type {HTMLFormElement} */ (find("#tp-publisher"));
const controls = /** @type {Record<string, Control>} */ (/** @type {unknown} */ (form.elements));
const { defaultValue: GITLAB } = /** @type {HTMLInputElement} */ (controls.issuer_url);
export const { provider: providers, publisher_lines: lines } = controls;

/** Whether nothing is filled in: GitLab's address stands there from the start. */
export const isBlank = () => fieldsOf(providers.value).every((name) => !controls[name].value || name === "issuer_url");

/** @param {Control} control */
export const labelOf = (control) => /** @type {NodeListOf<HTMLLabelElement>} */ (control.labels)[0];

/**
 * Why an input can't be used; the command line's name of the option becomes the page's.
 * @param {unknown} error
 */
export function sentence(error) {
  if (!(error instanceof BadInput)) throw error;
  return error.said(lang).replaceAll("--publisher", words.publisher);
}

/**
 * What PyPI has: the pasted lines, or else the form, if enough is filled in.
 * @returns {Publisher[]}
 */
export function readSettings() {
  complain(lines, "");
  if (strip(lines.value)) {
    try {
      const publishers = readPublishers(lines.value);
      if (publishers.length === 1) fill(publishers[0]);
      complain(lines, words.lines.replace("{count}", String(publishers.length)), false);
      return publishers;
    } catch (error) {
      complain(lines, words[mistakenForLines(lines.value)] ?? sentence(error));
    }
  }
  const typed = typedInto(providers.value);
  const refused = checkForm(providers.value, typed);
  const isComplete = !Object.values(refused).some((id) => id.endsWith("-required"));
  return isComplete ? [{ provider: providers.value, ...typed }] : [];
}

/**
 * What stands in the fields of a provider's form.
 * @param {string} provider
 */
const typedInto = (provider) => Object.fromEntries(fieldsOf(provider).map((name) => [name, controls[name].value]));

/**
 * What has been typed of a publisher that is not complete; GitLab's address stands there from the start.
 * @returns {Record<string, string>}
 */
export function typedSoFar() {
  const typed = Object.entries(typedInto(providers.value));
  const own = typed.filter(([name, value]) => strip(value) && !(name === "issuer_url" && value === GITLAB));
  return { provider: providers.value, ...Object.fromEntries(own) };
}

/**
 * Put a value into one field.
 * @param {string} name
 * @param {string} value
 */
export function put(name, value) {
  controls[name].value = value;
  lines.value = "";
}

/**
 * Fill the form in with a publisher.
 * @param {Publisher} publisher
 */
export function fill(publisher) {
  providers.value = publisher.provider;
  for (const name of fieldsOf(publisher.provider)) controls[name].value = publisher[name] || "";
}

/** Show the fields of the provider, each with what PyPI's form would say about it. */
export function showForm() {
  const provider = providers.value;
  const [names, typed] = [labels(lang, provider), typedInto(provider)];
  const [refused, stored] = [checkForm(provider, typed), storedForm(provider, typed)];
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-field]"))) {
    const name = field.dataset.field ?? "";
    field.hidden = !(name in names);
    if (field.hidden) continue;
    const control = controls[name];
    labelOf(control).textContent = names[name];
    const odd = !isAscii(typed[name]) && name !== "environment";
    if (typed[name] && refused[name]) complain(control, saidByForm(refused[name]));
    else if (odd) complain(control, titleOf("invisible-or-lookalike-characters", lang));
    else complain(control, stored[name] === typed[name] ? "" : storedAs(stored[name]), false);
  }
}

/**
 * What PyPI's form makes of a value, if it is not the value itself.
 * @param {string} value
 */
function storedAs(value) {
  const [before, after] = words.stored.split("{value}");
  return [before, value ? element("code", {}, value) : element("em", {}, say("any", lang)), after];
}

/**
 * Say something about a control, beside it.
 * @param {Control} control
 * @param {string | (string | Node)[]} said
 * @param {boolean} [isWrong]
 */
function complain(control, said, isWrong = Boolean(said)) {
  control.setAttribute("aria-invalid", String(isWrong));
  replace(find(`#${control.getAttribute("aria-describedby")}`), [said].flat());
}
