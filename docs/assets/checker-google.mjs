// Google Cloud: how PyPI treats the tokens of Google's service accounts, and the address that its form takes.
// The counterpart of snippets/pypi/providers/google.py.

import { difference } from "./checker-alike.mjs";
import { TABLES } from "./checker-catalogue.mjs";
import { Refusal } from "./checker-form-rules.mjs";
import { Refused, mostSpecific } from "./checker-provider.mjs";
import { equal } from "./checker-python.mjs";
import { WORD, rpartition } from "./checker-text.mjs";

/** @import { Check, Claims, Provider, Publisher, Texts } from "./checker-provider.mjs" */

const TABLE = TABLES.google;
const [EMAIL, SUBJECT] = TABLE.fields;
const ATOM = `[${WORD}!#$%&'*+/=?^\`{|}~\\-\\u0080-\\u{10ffff}]+`;
const LABEL = `[\\p{L}\\p{N}](?:[${WORD}\\-]{0,61}[\\p{L}\\p{N}])?`;
const RESERVED = "(?:test|local|localhost|invalid|onion|arpa)$";
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+(?!${RESERVED})${LABEL}$`, "iu");

/**
 * The address exactly; the subject if the publisher has one.
 * @param {Publisher[]} publishers
 * @param {Claims} claims
 */
function find(publishers, claims) {
  const rows = publishers.filter((row) => row.email === claims.email);
  return mostSpecific(rows, "sub", claims.sub);
}

/** @type {Check} JSON's true, or the number 1, which Python holds equal to it; the string "true" fails. */
function checkVerified(_, claims) {
  if (!equal(claims.email_verified, true)) throw new Refused("check-failed-email-verified");
}

/**
 * The service account's address, and its id.
 * @param {Texts} claims
 */
const publisherOf = ({ email = null, sub = null }) => ({ email, sub });

/** Google has verified the address. */
const restOfToken = () => ({ email_verified: true });

/**
 * The e-mail address, and the subject if the publisher has one.
 * @param {Publisher} publisher
 * @param {Texts} token
 */
function differences({ email, sub }, token) {
  const found = difference(EMAIL, email, token.email);
  if (!sub || token.sub !== null) return [...found, ...difference(SUBJECT, sub, token.sub)];
  // A token without a subject matches no publisher with one.
  return [...found, { cause: "subject-mismatch", field: "sub", expected: sub, found: null, weight: 2 }];
}

/**
 * PyPI checks the form of an address with a library of its own, reserved domains included.
 * @param {string} email
 */
function askEmail(email) {
  const [, , domain] = rpartition(email, "@");
  if ([...email].length > 254 || domain.includes("_") || !ADDRESS.test(email)) throw new Refusal("form-email-invalid");
  return email;
}

/** @type {Provider} */
export const GOOGLE = {
  id: "google",
  table: TABLE,
  find,
  checks: [checkVerified],
  publisherOf,
  restOfToken,
  differences,
  ask: { email: askEmail },
};
