// What an address fills the setup form in with: the counterpart of `setup_page` in snippets/answer/form_links.py.

import { MOST, redact } from "./checker-safe-text.mjs";

const SIGN = "#setup&";
const MOST_ADDRESS = 8000; // characters: every field with as long a value as is shown, written as %XX

/**
 * By name, the values that stand behind `#setup&` in an address; null if the form is not filled in from it. Values that
 * are too long or hold a secret are left out: the form asks for them as for any value that is missing.
 * @param {string} hash
 * @param {string[]} names of the fields that the form has
 */
export function readAddress(hash, names) {
  if (!hash.startsWith(SIGN) || hash.length > MOST_ADDRESS) return null;
  const given = new URLSearchParams(hash.slice(SIGN.length).replaceAll("+", "%2B"));
  const told = names.map((name) => [name, given.get(name)]);
  const taken = told.filter(([, value]) => value !== null && [...value].length <= MOST && redact(value) === value);
  return /** @type {Record<string, string>} */ (Object.fromEntries(taken));
}
