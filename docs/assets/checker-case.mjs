// A case: all that is given for one diagnosis, with what follows from it at once.
// The counterpart of snippets/answer/case.py.

import { TABLES } from "./checker-catalogue.mjs";
import { equal, truthy } from "./checker-python.mjs";
import { Token, UNDECIDED, knownProvider } from "./checker-token.mjs";

/**
 * @import { Log } from "./checker-log.mjs"
 * @import { Claims, Publisher } from "./checker-provider.mjs"
 * @import { Decided } from "./checker-token.mjs"
 */

/** @param {string | null} service */
const isProvider = (service) => service !== null && Object.hasOwn(TABLES, service);

/** What a question is made of. Each part may be missing. */
export class Case {
  /**
   * @param {Log | null} log
   * @param {Publisher[]} publishers as `readPublishers` returns them
   * @param {Claims | null} claims a token's; they come before those in the log
   * @param {string | null} index `pypi` or `testpypi`; it comes before the one that the log names
   */
  constructor(log, publishers, claims, index) {
    this.log = log;
    this.publishers = publishers;
    this.index = index || (log?.index ?? null);
    /** @type {Claims | null} The claims, wherever they come from. */
    this.claims = truthy(claims) ? claims : (log?.claims ?? null);
    const service = log?.service ?? null;
    /** The provider that the claims show, or else the publishers, or else the client or the CI service. */
    this.provider =
      knownProvider(this.claims ?? {}, publishers, log?.client ?? null) ?? (isProvider(service) ? service : null);
    /** The CI service that the log shows, if PyPI has no publishers for it. */
    this.otherService = isProvider(service) ? null : service;
    /** The token, if any of its claims is known. */
    this.token = this.claims && new Token(this.claims, this.provider);
    /** The publishers of the token's provider. */
    this.own = publishers.filter((publisher) => publisher.provider === this.provider);
    /** PyPI's decision, which counts all publishers of the case, and the claims that it assumes. */
    this.decided = decided(this);
  }
}

/**
 * @param {Case} given
 * @returns {Decided}
 */
function decided({ token, provider, own, publishers }) {
  if (!(token && provider && own.length)) return UNDECIDED;
  const { decision, assumed } = token.decide(own);
  if (!decision || decision.matched_publisher === null) return { decision, assumed };
  const matched = own[decision.matched_publisher];
  const number = publishers.findIndex((publisher) => equal(publisher, matched));
  return { decision: { ...decision, matched_publisher: number }, assumed };
}
