// What a field of PyPI's forms refuses, and what it stores.
// The counterpart of snippets/pypi/form_rules.py, without what only PyPI knows: which accounts and projects there are.

import { strip } from "./checker-text.mjs";

/** @import { FormRules } from "./catalogue.mjs" */

/** A form's message about one field, by its id in the catalogue. */
export class Refusal extends Error {}

/**
 * What the form stores of a value. Throws Refusal with the first rule that the value breaks.
 * In an optional field nothing but blanks is stored as it stands, and matches no token.
 * @param {FormRules} form
 * @param {string} typed
 */
export function checked(form, typed) {
  if (!typed && form.required) throw new Refusal(form.required);
  if (!form.required && !strip(typed)) return form.blank ?? typed;
  const value = form.strip ? strip(typed) : typed;
  const broken = form.rules.find(([, pattern]) => !new RegExp(pattern, "u").test(value));
  if (broken) throw new Refusal(broken[0]);
  return form.lower ? value.toLowerCase() : value;
}
