// From a message to the causes that may be behind it, as the catalogue lists them, less what the claims rule out:
// the counterpart of snippets/answer/messages.py.

import { CAUSES, CERTAINTIES, MESSAGES } from "./checker-catalogue.mjs";
import { isLower, partition, rpartition } from "./checker-text.mjs";

/**
 * @import { Certainty } from "./catalogue.mjs"
 * @import { Token } from "./checker-token.mjs"
 * @import { Found } from "./checker-wordings.mjs"
 */

/**
 * One cause: how certain it is, and the field in which PyPI (`expected`) and the token (`found`) differ.
 * @typedef {object} Cause
 * @property {string} cause
 * @property {Certainty} certainty
 * @property {string | null} field
 * @property {string | null} expected
 * @property {string | null} found
 */

/**
 * @param {string} cause
 * @param {Certainty} certainty
 * @param {Partial<Cause>} [values]
 * @returns {Cause}
 */
export const asCause = (cause, certainty, { field = null, expected = null, found = null } = {}) =>
  ({ cause, certainty, field, expected, found });

/**
 * Causes that a message alone allows; those that the claims rule out or the log contradicts are left away.
 * @param {Found} said
 * @param {Token | null} token
 * @param {string | null} provider
 * @param {Set<string>} [signs] what the log shows to have happened
 */
export function fromMessage(said, token, provider, signs = new Set()) {
  const { page, field, weight, causes: known } = MESSAGES[said.message];
  const { expected, found } = said.values;
  const name = (field ?? "").replace(/\{(\w+)\}/g, (_, value) => said.values[value] ?? "");
  const differing = { field: name || null, expected, found };
  const atUpload = page.startsWith("upload-"); // PyPI answered the upload
  const causes = CERTAINTIES.flatMap((certainty) =>
    (known[certainty] ?? [])
      .filter((cause) => concerns(cause, provider))
      .filter((cause) => certainty === "certain" || !(token && ruledOut(cause, token)))
      .filter((cause) => certainty === "certain" || !contradicted(cause, signs, atUpload))
      .map((cause) => asCause(cause, said.cut && certainty === "certain" ? "likely" : certainty, differing)),
  );
  if (provider === null) causes.sort((one, other) => elsewhere(one) - elsewhere(other));
  if (provider === null && weight === "vague") { // a permission can be missing only on GitHub
    causes.sort((one, other) => rank(one) - rank(other) || withoutCredentials(one) - withoutCredentials(other));
  }
  return particular(said, causes, differing, token, provider, signs);
}

/**
 * The causes, changed by what the values of the message, the token or the signs of the log show.
 * @param {Found} said
 * @param {Cause[]} causes
 * @param {Partial<Cause>} differing
 * @param {Token | null} token
 * @param {string | null} provider
 * @param {Set<string>} signs
 */
function particular({ message, values }, causes, differing, token, provider, signs) {
  if (message === "check-failed-sub" && provider === "github") { // PyPI has not compared `sub` since 2026-01-29
    return ["rerun-uses-old-workflow", "subject-customised"].map((cause) => asCause(cause, "possible", differing));
  }
  if (message === "ci-config-ref-uri-does-not-match" && Object.keys(values).length) {
    return [asCause(pipelineCause(values.expected, values.found), "certain", differing)];
  }
  if (message === "action-file-not-found" && (signs.has("composite") || signs.has("other-image"))) {
    return [asCause("composite-action", "likely"), asCause("docker-not-usable-in-job", "possible")];
  }
  if (message === "image-manifest-unknown" && signs.has("other-image")) {
    return [asCause("composite-action", "likely"), asCause("action-image-not-found", "possible")];
  }
  if (["publisher-not-found", "invalid-publisher"].includes(message) && token) {
    return withUnseen(causes, token, provider, differing);
  }
  if (!signs.has("guarded") || causes.every(({ cause }) => cause !== "network-blocked")) return causes;
  const rest = causes.filter(({ cause }) => cause !== "network-blocked");
  return [asCause("network-blocked", "likely"), ...rest.map((cause) => asCause(cause.cause, "possible", cause))];
}

/**
 * The causes, and those that only the token shows.
 * @param {Cause[]} causes
 * @param {Token} token
 * @param {string | null} provider
 * @param {Partial<Cause>} differing
 */
function withUnseen(causes, token, provider, differing) {
  if (token.isReusable) causes.unshift(asCause("reusable-workflow", "likely", differing));
  const repository = rpartition(token.texts.repository || "", "/")[2];
  if ([null, "github"].includes(provider) && !isLower(repository)) { // people often leave out capitals
    causes.splice(1, 0, asCause("repository-name-case", "possible", differing));
  }
  return causes;
}

/**
 * Whether an event in the log excludes a cause: for example, an upload begins only after the exchange.
 * @param {string} cause
 * @param {Set<string>} signs
 * @param {boolean} atUpload
 */
function contradicted(cause, signs, atUpload) {
  const { group, any_time: anyTime, needs } = CAUSES[cause];
  const beforeUpload = ["matching", "exchange", "pending"].includes(group) && !anyTime;
  if (atUpload && signs.has("uploading") && beforeUpload) return true;
  return Boolean(needs && !signs.has(needs) && (signs.has("password") || signs.has("exchange")));
}

/**
 * Whether a provider's tokens can have the cause.
 * @param {string} cause
 * @param {string | null} provider
 */
const concerns = (cause, provider) => provider === null || (CAUSES[cause].providers ?? [provider]).includes(provider);

/**
 * 1 for a cause that GitHub's tokens can't have, which comes last: most readers publish from GitHub.
 * @param {Cause} cause
 */
const elsewhere = ({ cause }) => Number(!concerns(cause, "github"));

/** @param {Cause} cause */
const rank = ({ certainty }) => CERTAINTIES.indexOf(certainty);

/** @param {Cause} cause */
const withoutCredentials = ({ cause }) => Number(cause !== "credentials-missing");

/**
 * Whether the claims exclude this cause.
 * @param {string} cause
 * @param {Token} token
 */
function ruledOut(cause, token) {
  if (cause === "environment-missing-in-workflow") return Boolean(token.environment);
  if (["environment-name-mismatch", "environment-name-case", "environment-stored-mixed-case"].includes(cause)) {
    return token.environment === "";
  }
  return cause === "reusable-workflow" && Object.hasOwn(token.texts, "workflow_ref") && !token.isReusable;
}

/**
 * Why GitLab's ci_config_ref_uri differs from the expected values, which the message lists as Python does.
 * @param {string} expected
 * @param {string} found
 */
function pipelineCause(expected, found) {
  const [allowed, used] = [expected.toLowerCase(), found.toLowerCase()];
  if (allowed.includes(used)) return "project-path-case";
  return allowed.includes(`${partition(used, "//")[0]}//`) ? "pipeline-file-mismatch" : "pipeline-outside-project";
}
