// Of several publishers, the one that a token most likely means, and every field in which the two differ:
// the counterpart of snippets/evidence/nearest.py.

import { PROVIDERS } from "./checker-providers.mjs";

/**
 * @import { Publisher } from "./checker-provider.mjs"
 * @import { Token } from "./checker-token.mjs"
 */

const FAR = 12; // another name and another file, or two other names: a different project's publisher

/**
 * Of the token's provider's publishers, at least one, the one that differs least from the token: its `differences`, the
 * gravest first. Not `sure` if another one is as near; not `related` if the two share too little to be meant at all.
 * @param {Token} token
 * @param {Publisher[]} publishers
 */
export function nearest(token, publishers) {
  const compare = PROVIDERS[/** @type {string} */ (token.provider)].differences;
  const compared = publishers.map((publisher) => compare(publisher, token.publisher, token.texts));
  const distances = compared.map((differences) => differences.reduce((sum, { weight }) => sum + weight, 0));
  const least = distances.reduce((one, other) => Math.min(one, other), Infinity); // there may be 100,000
  return {
    differences: compared[distances.indexOf(least)].toSorted((one, other) => other.weight - one.weight),
    sure: distances.filter((distance) => distance === least).length === 1,
    related: least <= FAR,
  };
}
