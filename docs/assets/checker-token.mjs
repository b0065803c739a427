// A token, worked out once where it enters: its claims, its provider, and what they say in the terms of PyPI's form.
// The counterpart of snippets/evidence/token.py.

import { decide as decisionOf } from "./checker-decision.mjs";
import { isReusable } from "./checker-github.mjs";
import { environment } from "./checker-provider.mjs";
import { PROVIDERS, providerOf } from "./checker-providers.mjs";
import { dumps, truthy } from "./checker-python.mjs";
import { redact } from "./checker-safe-text.mjs";

/**
 * @import { Decision } from "./checker-decision.mjs"
 * @import { Claims, Publisher, Texts } from "./checker-provider.mjs"
 * @typedef {{ decision: Decision | null, assumed: string[] }} Decided
 */

/** What is known of one token: the claims as they were given, and the provider, null if nothing tells. */
export class Token {
  /**
   * @param {Claims} claims
   * @param {string | null} provider
   */
  constructor(claims, provider) {
    const texts = asTexts(claims);
    this.claims = claims;
    this.provider = provider;
    /** The claims for comparing. */
    this.texts = texts;
    /** Whether these are all of the token's claims: a log shows only some, and never the issuer. */
    this.isWhole = Object.hasOwn(claims, "iss");
    /** The job's environment, "" if it has none, null if the claims don't tell. */
    this.environment = environment(texts);
    /** Whether the job runs in a workflow file that another file called. */
    this.isReusable = isReusable(texts);
    /** The form values of the publisher that would match; null where the claims don't tell. */
    this.publisher = provider === null ? {} : PROVIDERS[provider].publisherOf(texts);
    /** What to type into PyPI's form for this token, with the `provider`. */
    this.registration = registration(this);
  }

  /**
   * PyPI's decision, and the claims that it rests on though they are not there: a log shows only some of them.
   * No decision if a claim is missing that the look-up needs.
   * @param {Publisher[]} publishers the provider's, at least one: the provider is known
   * @returns {Decided}
   */
  decide(publishers) {
    const provider = /** @type {string} */ (this.provider);
    // As PyPI sees the token.
    if (this.isWhole) return { decision: decisionOf(publishers, this.claims, { provider }), assumed: [] };
    const { required, looked_up: lookedUp, ids } = PROVIDERS[provider].table;
    /** @type {Claims} */
    const full = { ...restOfToken(provider, this.texts), environment: this.environment, ...this.claims };
    const named = publishers.some((publisher) => publisher.environment);
    if (lookedUp.some((claim) => full[claim] === null) || (this.environment === null && named)) return UNDECIDED;
    const isKnown = (/** @type {string} */ name) => !Object.hasOwn(ids, name) || truthy(this.claims[ids[name]]);
    const known = publishers.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => isKnown(name))));
    const assumed = required.filter((claim) => !Object.hasOwn(this.claims, claim));
    return { decision: decisionOf(known, full, { provider }), assumed };
  }
}

/** @type {Decided} */
export const UNDECIDED = { decision: null, assumed: [] };

/**
 * The claims for comparing: what is no string is written as JSON would write it.
 * @param {Claims} claims
 * @returns {Texts}
 */
function asTexts(claims) {
  const asText = (/** @type {unknown} */ value) => (value === null || typeof value === "string" ? value : dumps(value));
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, asText(value)]));
}

/**
 * Null if the claims don't tell, and for reusable workflows: one value lets the exchange pass, another the upload.
 * @param {Token} token
 */
function registration({ provider, isReusable: called, publisher }) {
  if (provider === null || called) return null;
  /** @type {Record<string, string>} */
  const full = { provider };
  for (const { name, optional, form } of PROVIDERS[provider].table.fields) {
    const value = publisher[name] || (optional ? "" : null);
    if (value === null) return null;
    // As the form stores it; a secret in other letters is a secret that nothing recognises.
    full[name] = form.lower ? redact(value).toLowerCase() : value;
  }
  return full;
}

/**
 * What the claims that a log does not show would be if nothing were wrong with them.
 * @param {string} provider
 * @param {Texts} claims
 * @returns {Claims}
 */
function restOfToken(provider, claims) {
  const { required, looked_up: lookedUp, issuer } = PROVIDERS[provider].table;
  const usual = [...required.map((claim) => [claim, ""]), ...lookedUp.map((claim) => [claim, null])];
  return { ...Object.fromEntries(usual), iss: issuer, ...PROVIDERS[provider].restOfToken(claims) };
}

/**
 * The provider that the claims show, or else that the publishers have, or else the client's only one.
 * @param {Claims} claims
 * @param {Publisher[]} publishers
 * @param {string | null} client the id of the client that printed the log
 */
export function knownProvider(claims, publishers, client) {
  const shown = providerOf(claims) ?? providerOf(publishers[0] ?? {});
  if (shown) return shown;
  const byIssuer = Object.values(PROVIDERS).find(({ table }) => table.issuer === claims.iss);
  return byIssuer?.id ?? (["gh-action-pypi-publish", "github"].includes(client ?? "") ? "github" : null);
}
