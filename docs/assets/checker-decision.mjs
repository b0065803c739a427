// PyPI's decision: of the publishers that it knows, which one does a token belong to, and if to none, why not.
// The counterpart of snippets/pypi/decision.py, which also names the sources.

import { MESSAGES } from "./checker-catalogue.mjs";
import { PROVIDERS, providerOf } from "./checker-providers.mjs";
import { Refused } from "./checker-provider.mjs";
import { str } from "./checker-python.mjs";

/** @import { Claims, Provider, Publisher } from "./checker-provider.mjs" */

/**
 * PyPI's answer. `matched_publisher` counts the publishers from 0. If the answer depends on the order of PyPI's rows,
 * `error_code` is `ambiguous-publishers` and `outcomes` holds every answer that is possible.
 * @typedef {object} Decision
 * @property {boolean} accepted
 * @property {string | null} error_code
 * @property {string | null} reason
 * @property {number | null} matched_publisher
 * @property {Decision[]} [outcomes]
 */

export const [NOT_FOUND] = MESSAGES["publisher-not-found"].texts;

/**
 * Decide as PyPI does, for registered and for pending publishers alike: `pending` changes nothing. `used_jtis` are the
 * ids of tokens that were redeemed before.
 * @param {Publisher[]} publishers
 * @param {Claims} claims
 * @param {{ provider?: string | null, pending?: boolean, used_jtis?: unknown[] | null }} [options]
 * @returns {Decision}
 */
export function decide(publishers, claims, { provider, used_jtis: usedJtis } = {}) {
  const id = provider || providerOf(publishers[0] || claims);
  if (!id || !Object.hasOwn(PROVIDERS, id)) throw new Error(`provider: ${id}`);
  const rules = PROVIDERS[id];
  try {
    const rows = lookUp(rules, publishers, claims);
    /** @type {Map<Publisher, number>} */
    const places = new Map(publishers.map((row, place) => /** @type {const} */ ([row, place])).reverse());
    const outcomes = rows.map((row) => checkPublisher(rules, row, Number(places.get(row)), claims, usedJtis || []));
    const [first] = outcomes;
    const agree = outcomes.every((other) => other.error_code === first.error_code && other.reason === first.reason);
    return agree ? first : { ...refusal("ambiguous-publishers"), outcomes };
  } catch (no) {
    return asDecision(no);
  }
}

/**
 * @param {string} code
 * @param {string | null} [reason]
 * @returns {Decision}
 */
const refusal = (code, reason = null) => ({ accepted: false, error_code: code, reason, matched_publisher: null });

/**
 * PyPI's refusal; whatever else was thrown is thrown again.
 * @param {unknown} no
 */
function asDecision(no) {
  if (no instanceof Refused) return refusal(no.code, no.reason);
  throw no;
}

/**
 * The publishers that PyPI finds, at least one. Throws Refused if the token is none of this provider's.
 * @param {Provider} rules
 * @param {Publisher[]} publishers
 * @param {Claims} claims
 */
function lookUp({ table, find }, publishers, claims) {
  const issuer = claims.iss ?? null;
  if (issuer !== table.issuer && !table.other_issuers) {
    throw new Refused("issuer-does-not-match", { found: str(issuer), expected: table.issuer });
  }
  const missing = table.required.find((name) => (claims[name] ?? null) === null);
  if (missing) throw new Refused("missing-claim", { claim: missing });
  const rows = find(publishers, claims);
  if (!rows.length) throw new Refused("publisher-not-found");
  return rows;
}

/**
 * Check the publisher that was found, which stands at this place: the first failure decides, no second one is tried.
 * @param {Provider} rules
 * @param {Publisher} row
 * @param {number} place
 * @param {Claims} claims
 * @param {unknown[]} usedJtis
 * @returns {Decision}
 */
function checkPublisher({ checks }, row, place, claims, usedJtis) {
  try {
    for (const check of checks) check(row, claims, usedJtis);
  } catch (no) {
    return asDecision(no);
  }
  return { accepted: true, error_code: null, reason: null, matched_publisher: place };
}
