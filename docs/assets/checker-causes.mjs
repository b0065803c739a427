// Find the causes from the log, from the token's claims, and from the publishers on PyPI.
// The counterpart of snippets/answer/causes.py: `certain` is said only of what follows from the input by PyPI's rules.

import { isUnseen } from "./checker-alike.mjs";
import { CAUSES, CERTAINTIES, MESSAGES, WEIGHTS } from "./checker-catalogue.mjs";
import { NOT_FOUND, decide } from "./checker-decision.mjs";
import { asCause, fromMessage } from "./checker-messages.mjs";
import { nearest } from "./checker-nearest.mjs";
import { PROVIDERS } from "./checker-providers.mjs";
import { isAscii, strip } from "./checker-text.mjs";
import { findMessages, flatten } from "./checker-wordings.mjs";

/**
 * @import { Case } from "./checker-case.mjs"
 * @import { Decision } from "./checker-decision.mjs"
 * @import { Log } from "./checker-log.mjs"
 * @import { Cause } from "./checker-messages.mjs"
 * @import { Publisher } from "./checker-provider.mjs"
 * @import { Token } from "./checker-token.mjs"
 * @import { Found } from "./checker-wordings.mjs"
 */

/**
 * The result: PyPI's decision (null if too little is known), what to register, the causes in order.
 * `assumed` names the claims that the input does not show but that the decision is based on.
 * @typedef {object} Diagnosis
 * @property {Decision | null} decision
 * @property {Record<string, string> | null} register
 * @property {Cause[]} causes
 * @property {string[]} assumed
 */

/** @type {Record<string, string>} */
const OTHER_CODES = {
  "ambiguous-publishers": "ambiguous-publishers",
  "server-error": "index-unavailable", // PyPI can't handle the claim and answers with status 500
};
// Causes that concern a username, a password or an API token.
const CREDENTIALS = ["credentials-missing", "invalid-credentials", "empty-secret", "uv-missing-credentials"];
const UNCLEAR = { start: 0, message: "publisher-not-found", text: "", values: {} };
// Causes that remain possible if the log and the settings match: neither shows them.
const UNSEEN = [
  "owner-id-mismatch",
  "wrong-index",
  "invisible-or-lookalike-characters",
  "pending-publisher-expired",
  "rerun-uses-old-workflow",
];

/**
 * Find the causes.
 * @param {Case} given
 * @returns {Diagnosis}
 */
export function diagnosed(given) {
  const { log, token, own, publishers } = given;
  const { decision, assumed } = given.decided;
  let causes;
  if (log) causes = fromLog(log, given, decision);
  else if (token && own.length) causes = fromSettings(token, own, decision);
  else causes = token ? fromClaims(token) : unmatchable(publishers);
  return { decision, register: token && token.registration, causes: inOrder(causes), assumed };
}

/**
 * Causes that the log shows; if it only says that no publisher matches, the settings say which field.
 * @param {Log} log
 * @param {Case} given
 * @param {Decision | null} decision
 */
function fromLog(log, given, decision) {
  const { signs } = log;
  const { token, otherService } = given;
  const provider = otherService ?? given.provider;
  if (log.wentWell) return [];
  // Clients show claims if no publisher matches them.
  const isHeading = log.failure?.message === "exchange-refused" && log.claims && !log.reason;
  const failure = isHeading ? null : log.failure;
  /** @type {Cause[]} */
  let causes = [];
  if (failure ? leavesOpen(failure.message) : log.claims) {
    causes = whyNoneMatches(failure ?? UNCLEAR, given, provider, decision);
  } else if (failure) {
    causes = fromMessage(failure, token, provider, signs);
    // The log shows a reason that the catalogue does not know.
    if (log.reason && ["upload-reason-not-shown", "reason-not-shown"].includes(causes[0]?.cause)) causes = [];
  }
  for (const said of log.others) {
    const { weight } = MESSAGES[said.message];
    const more = weight === "note" ? [] : fromMessage(said, token, provider, signs);
    if (log.failed && weight === "warning") causes = supported(causes, more);
    else if (!failure || WEIGHTS.indexOf(weight) <= WEIGHTS.indexOf("decisive")) {
      const told = more.filter(({ certainty }) => !failure || certainty !== "possible");
      causes.push(...told.map((cause) => asCause(cause.cause, "possible", cause)));
    }
  }
  return otherService ? onOtherService(causes) : causes;
}

/**
 * The causes of a failure on a CI service that PyPI has no publishers for: an exchange is not possible there.
 * @param {Cause[]} causes
 */
function onOtherService(causes) {
  const concerned = causes.some(({ cause }) => {
    const { group, any_time: anyTime } = CAUSES[cause];
    return CREDENTIALS.includes(cause) || (group === "exchange" && !anyTime);
  });
  if (!concerned) return causes;
  const sure = Number(causes[0].certainty === "certain" || CREDENTIALS.includes(causes[0].cause));
  const service = asCause("no-ci-environment", sure ? "possible" : "likely");
  const rest = causes.filter(({ cause }) => cause !== service.cause);
  return [...rest.slice(0, sure), service, ...rest.slice(sure)];
}

/**
 * The causes; those that a warning of the log hints at become likely and come before the others. Then a reason that
 * the log does not show is no longer the certain cause.
 * @param {Cause[]} causes
 * @param {Cause[]} hinted
 */
function supported(causes, hinted) {
  const isHinted = (/** @type {Cause} */ { cause, certainty }) =>
    certainty === "possible" && hinted.some((hint) => hint.cause === cause);
  const likely = causes.filter(isHinted).map((cause) => asCause(cause.cause, "likely", cause));
  const rest = causes.filter(({ cause }) => likely.every((other) => other.cause !== cause));
  const [first] = rest;
  if (likely.length && first?.cause === "upload-reason-not-shown" && first.certainty === "certain") {
    rest[0] = asCause(first.cause, "likely", first);
  }
  return [...likely, ...rest];
}

/**
 * Whether a message says only that no publisher matches, without a reason.
 * @param {string} message
 */
function leavesOpen(message) {
  const { code, causes } = MESSAGES[message];
  return code === "invalid-publisher" && !causes.certain?.length;
}

/**
 * @param {Found} failure
 * @param {Case} given
 * @param {string | null} provider
 * @param {Decision | null} decision
 */
function whyNoneMatches(failure, { token, own, publishers, index }, provider, decision) {
  let causes = token && own.length ? fromSettings(token, own, decision) : [];
  if (decision?.accepted) causes = UNSEEN.map((cause) => asCause(cause, "possible"));
  if (!causes.length) causes = [...unmatchable(publishers), ...fromMessage(failure, token, provider)];
  if (index === "testpypi" && (!decision || decision.accepted)) causes.push(asCause("wrong-index", "likely"));
  return causes;
}

/**
 * What is wrong with the token itself: PyPI would refuse it even with a publisher made to match it.
 * @param {Token} token
 */
function fromClaims(token) {
  const { provider, claims, texts, publisher, isWhole } = token;
  if (!isWhole) return [];
  if (provider === null) return [asCause("unsupported-issuer", "certain", { field: "iss", found: texts.iss })];
  const madeToMatch = Object.fromEntries(Object.entries(publisher).map(([name, value]) => [name, value || ""]));
  const decision = decide([madeToMatch], claims, { provider });
  return decision.accepted || decision.reason === NOT_FOUND ? [] : fromSettings(token, [madeToMatch], decision);
}

/**
 * Causes that the publishers and the claims show together.
 * @param {Token} token
 * @param {Publisher[]} publishers
 * @param {Decision | null} decision
 * @returns {Cause[]}
 */
function fromSettings(token, publishers, decision) {
  if (decision?.accepted) return [];
  if (decision && decision.error_code !== "invalid-publisher") {
    return [asCause(OTHER_CODES[String(decision.error_code)], "certain")];
  }
  if (decision && decision.reason !== NOT_FOUND) {
    const [said] = findMessages(flatten(decision.reason || ""));
    return said ? fromMessage(said, token, token.provider) : [asCause("claims-disagree", "likely")];
  }
  const { differences, sure, related } = nearest(token, publishers);
  if (!differences.length) return decision ? [asCause("publisher-not-registered", "likely")] : [];
  const causes = differences.map((difference) => asCause(difference.cause, sure ? "certain" : "likely", difference));
  if (related) return causes;
  const nearly = causes.map((cause) => asCause(cause.cause, "possible", cause));
  return [{ ...causes[0], cause: "publisher-not-registered" }, ...nearly];
}

/**
 * What matches no token in a publisher: paths, capitals, invisible characters.
 * @param {Publisher[]} publishers
 */
function unmatchable(publishers) {
  return publishers.flatMap((publisher) => {
    const never = PROVIDERS[publisher.provider].unmatchable?.(publisher) || [];
    const odd = Object.entries(publisher).filter(
      ([field, value]) =>
        isUnseen(value) ||
        (!["environment", "sub", "email"].includes(field) && (!isAscii(value) || value !== strip(value))),
    );
    return [
      ...never.map((difference) => asCause(difference.cause, "certain", difference)),
      ...odd.map(([field, expected]) => asCause("invisible-or-lookalike-characters", "likely", { field, expected })),
    ];
  });
}

/**
 * Each cause once, with its highest certainty; the certain causes first.
 * @param {Cause[]} causes
 */
function inOrder(causes) {
  const rank = (/** @type {Cause} */ { certainty }) => CERTAINTIES.indexOf(certainty);
  const ranked = causes.toSorted((one, other) => rank(one) - rank(other));
  return ranked.filter(({ cause }, place) => ranked.findIndex((other) => other.cause === cause) === place);
}
