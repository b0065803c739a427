// What was pasted into the field: a log, a token or its claims, without the secrets in it. It touches no page.

import { BadInput } from "./checker-bad-input.mjs";
import { readJson, redacted } from "./checker-json.mjs";
import { readLog } from "./checker-log.mjs";
import { redact } from "./checker-safe-text.mjs";
import { strip } from "./checker-text.mjs";

/**
 * @import { Log } from "./checker-log.mjs"
 * @import { Claims } from "./checker-provider.mjs"
 */

const MOST = 20_000; // characters of a token
const TOKEN = /^["']?eyJ[\w-]+\.([\w-]+)\.[\w-]*["']?$/;

/**
 * A log, or a token's claims; neither, if nothing was pasted. Throws BadInput if it is something else.
 * @param {string} text
 * @returns {{ log?: Log, claims?: Claims }}
 */
export function readPasted(text) {
  if (strip(text).startsWith("{")) return { claims: readClaims(text) };
  return strip(text) ? { log: readLog(text) } : {};
}

/**
 * @param {string} text
 * @returns {Claims}
 */
function readClaims(text) {
  try {
    return readJson(text);
  } catch (error) {
    throw new BadInput("bad-json", { name: "JSON", error: /** @type {SyntaxError} */ (error).message });
  }
}

/**
 * The text with a token's claims in the place of the token, and *** in that of any other secret; and what was hidden:
 * a `token`, `secrets` or nothing; `unreadable` is what looks like a token and is none.
 * @param {string} text
 */
export function withoutSecrets(text) {
  const token = text.length > MOST ? null : TOKEN.exec(text.replace(/\s+/g, "")); // it may be wrapped
  if (token) return claimsIn(token[1]);
  const harmless = redact(text);
  return { text: harmless, hidden: harmless === text ? "" : "secrets" };
}

/**
 * @param {string} payload
 */
function claimsIn(payload) {
  try {
    const decoded = atob(payload.replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(decoded, (character) => character.charCodeAt(0));
    const claims = redacted(readJson(new TextDecoder().decode(bytes)));
    return { text: JSON.stringify(claims, null, 2), hidden: "token" };
  } catch {
    return { text: "", hidden: "unreadable" };
  }
}
