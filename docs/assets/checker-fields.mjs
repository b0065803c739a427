// Each field of PyPI's form, with what PyPI has and what the token has: the rows of the page's table.

import { TABLES, fieldsOf } from "./checker-catalogue.mjs";
import { PROVIDERS } from "./checker-providers.mjs";
import { Token, knownProvider } from "./checker-token.mjs";

/**
 * @import { Publisher } from "./checker-provider.mjs"
 * @import { Answer } from "./checker-report.mjs"
 */

/**
 * `onPypi` is null if nobody said what PyPI has; `inToken` is null if the claims don't tell, and "" if the token has
 * none; `usual` is what PyPI's form would store for the token. `cause`: why PyPI and the token differ, null if they
 * don't. `other`: why any other value on PyPI would differ.
 * @typedef {object} FieldRow
 * @property {string} provider
 * @property {string} name
 * @property {string | null} onPypi
 * @property {string | null} inToken
 * @property {string} usual
 * @property {string | null} cause
 * @property {string | null} other
 */

/**
 * Compare field by field; nothing if there are no claims of a known provider. Of several publishers the nearest one is
 * compared; each may lack fields.
 * @param {Pick<Answer, "claims" | "client">} answer
 * @param {Partial<Publisher>[]} publishers
 * @returns {FieldRow[]}
 */
export function compareFields({ claims, client }, publishers) {
  const provider = claims && knownProvider(claims, [], client);
  if (!provider) return [];
  const token = new Token(claims, provider);
  const own = publishers.filter((publisher) => publisher.provider === provider);
  const compared = (own.length ? own : [{}]).map((publisher) => rowsOf(token, provider, publisher));
  return compared.toSorted((one, other) => differing(one) - differing(other))[0];
}

/** @param {FieldRow[]} rows */
const differing = (rows) => rows.filter(({ cause }) => cause).length;

/**
 * @param {Token} token
 * @param {string} provider
 * @param {Partial<Publisher>} known
 * @returns {FieldRow[]}
 */
function rowsOf(token, provider, known) {
  const usual = Object.fromEntries(TABLES[provider].fields.map(({ name, form, default: given = "" }) => {
    const value = token.publisher[name] ?? given;
    return [name, form.lower ? value.toLowerCase() : value]; // as the form stores it
  }));
  const causeOf = (/** @type {string} */ name, /** @type {string} */ value) => {
    const publisher = { ...usual, [name]: value };
    const found = PROVIDERS[provider].differences(publisher, token.publisher, token.texts);
    return found.find(({ field }) => field === name)?.cause ?? null;
  };
  return fieldsOf(provider).map((name) => {
    const onPypi = known[name] ?? null;
    const cause = onPypi === null ? null : causeOf(name, onPypi);
    const other = causeOf(name, `${usual[name]}-other`);
    return { provider, name, onPypi, inToken: token.publisher[name] ?? null, usual: usual[name], cause, other };
  });
}

/**
 * The publisher that the rows describe; what is not known of it is taken to agree with the token.
 * @param {FieldRow[]} fields
 * @returns {Publisher}
 */
export const publisherOf = (fields) =>
  Object.fromEntries([
    ["provider", fields[0].provider],
    ...fields.map(({ name, onPypi, usual }) => [name, onPypi ?? usual]),
  ]);

/**
 * What to type into PyPI's form, also if the log does not tell a value that the form itself fills in.
 * @param {Pick<Answer, "register">} answer
 * @param {FieldRow[]} fields
 */
export function registerOf({ register }, fields) {
  const isFilledIn = (/** @type {FieldRow} */ { inToken, usual }) => inToken === null && usual !== "";
  const isKnown = (/** @type {FieldRow} */ { inToken, usual }) => inToken !== null || usual !== "";
  if (register || !fields.some(isFilledIn) || !fields.every(isKnown)) return register;
  return publisherOf(fields.map((row) => ({ ...row, onPypi: null })));
}
