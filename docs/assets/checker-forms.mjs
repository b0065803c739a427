// What PyPI's forms refuse, and what they store: the counterpart of snippets/pypi/forms.py.

import { Refusal, checked } from "./checker-form-rules.mjs";
import { PROVIDERS } from "./checker-providers.mjs";

/** @import { Field } from "./catalogue.mjs" */

/**
 * Of the values typed into a provider's form, those that PyPI refuses: the field's name → the message's id.
 * @param {string} provider
 * @param {Record<string, string | null | undefined>} values
 * @returns {Record<string, string>}
 */
export function checkForm(provider, values) {
  const refused = fillIn(provider, values).flatMap(({ name, message }) => (message ? [[name, message]] : []));
  return Object.fromEntries(refused);
}

/**
 * What PyPI's form would store of the values typed into it: the field's name → the value.
 * What the form refuses stays as it was typed.
 * @param {string} provider
 * @param {Record<string, string | null | undefined>} values
 * @returns {Record<string, string>}
 */
export const storedForm = (provider, values) =>
  Object.fromEntries(fillIn(provider, values).map(({ name, stored }) => [name, stored]));

/**
 * @param {string} provider
 * @param {Record<string, string | null | undefined>} values
 */
function fillIn(provider, values) {
  const { table, ask = {} } = PROVIDERS[provider];
  return table.fields.map((field) => filled(field, ask[field.name], values[field.name] || ""));
}

/**
 * What the form stores of one value, or the message with which it refuses it.
 * @param {Field} field
 * @param {((value: string) => string) | undefined} ask
 * @param {string} typed
 */
function filled({ name, form }, ask, typed) {
  try {
    const stored = checked(form, typed);
    return { name, stored: ask ? ask(stored) : stored, message: null };
  } catch (no) {
    if (no instanceof Refusal) return { name, stored: typed, message: no.message };
    throw no;
  }
}
