// What every provider's file fills in: how PyPI finds and checks a publisher, and how a token differs from one.
// The counterpart of snippets/pypi/provider.py, which also names the sources.

import { MESSAGES, fillIn } from "./checker-catalogue.mjs";
import { byCodePoint, equal, repr, truthy } from "./checker-python.mjs";

/**
 * @import { ProviderTable } from "./catalogue.mjs"
 * @import { Difference } from "./checker-alike.mjs"
 * @typedef {Record<string, unknown>} Claims
 * @typedef {Record<string, string | null>} Texts claims, each as a string
 * @typedef {Record<string, string>} Publisher
 * @typedef {(row: Publisher, claims: Claims, usedJtis: unknown[]) => void} Check
 */

/**
 * All that is known of one provider.
 * @typedef {object} Provider
 * @property {string} id
 * @property {ProviderTable} table what is plain data
 * @property {(publishers: Publisher[], claims: Claims) => Publisher[]} find how PyPI looks a publisher up
 * @property {Check[]} checks how PyPI checks it then, in this order
 * @property {(claims: Texts) => Texts} publisherOf the form values of the publisher that would match a token;
 *   null where its claims don't tell
 * @property {(claims: Texts) => Claims} restOfToken what the claims that a log does not show would be if nothing were
 *   wrong with them
 * @property {(publisher: Publisher, token: Texts, claims: Texts) => Difference[]} differences the fields in which a
 *   publisher differs from a token: from what `publisherOf` returns for it, and from its claims
 * @property {(publisher: Publisher) => Difference[]} [unmatchable] what can never match in a publisher
 * @property {Record<string, (value: string) => string>} [ask] by field, what the catalogue's rules can't say of a value
 *   typed into PyPI's form; throws Refusal
 */

// A GitHub project may choose other parts for the subject; then it does not look like this.
const SUBJECT = /^repo:[^/:]+\/[^/:]+:(?:environment:([^:%]+)|ref:refs\/[^:]+|pull_request)$/u;

/** PyPI's refusal: its code, and the reason that it puts in parentheses, null where it gives none. */
export class Refused extends Error {
  /**
   * @param {string | null} message the reason's id in the catalogue
   * @param {Record<string, unknown> & { code?: string }} [values] what stands in its braces, and another code
   */
  constructor(message, { code = "invalid-publisher", ...values } = {}) {
    super(code);
    this.code = code;
    this.reason = message && fillIn(MESSAGES[message].texts[0], values);
  }
}

/**
 * Throw Refused, with this message, unless the claim equals one of these values, case included.
 * @param {string} name
 * @param {string} message
 * @param {Claims} claims
 * @param {string[]} allowed
 */
export function oneOf(name, message, claims, allowed) {
  const found = text(claims, name);
  if (allowed.includes(found)) return;
  throw new Refused(message, { expected: repr(allowed.toSorted(byCodePoint)).slice(1, -1), found });
}

/**
 * The publishers that name `wanted`; if there are none, those that leave the field blank, which means any.
 * @param {Publisher[]} rows
 * @param {string} field
 * @param {unknown} wanted
 */
export function mostSpecific(rows, field, wanted) {
  const named = truthy(wanted) ? rows.filter((row) => row[field] === wanted) : [];
  return named.length ? named : rows.filter((row) => row[field] === "");
}

/** @type {Check} */
export function notRedeemed(_, claims, usedJtis) {
  if (usedJtis.some((used) => equal(used, claims.jti))) throw new Refused(null, { code: "invalid-reuse-token" });
}

/**
 * The claim as a string; PyPI answers with a server error if it is anything else.
 * @param {Claims} claims
 * @param {string} name
 */
export function text(claims, name) {
  const value = claims[name];
  if (typeof value !== "string") throw new Refused(null, { code: "server-error" });
  return value;
}

/**
 * The job's environment, "" if it has none, null if the claims don't tell; GitHub's default subject names it.
 * @param {Texts} claims
 */
export function environment(claims) {
  if (Object.hasOwn(claims, "environment")) return claims.environment || "";
  if (Object.hasOwn(claims, "iss")) return "";
  const subject = SUBJECT.exec(claims.sub || "");
  return subject && (subject[1] || "");
}
