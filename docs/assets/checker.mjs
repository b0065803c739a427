// Why PyPI refused a token: text in, answer out. No DOM, no requests, no dependencies.
// The counterpart of snippets/answer/causes.py and message_causes.py; tests/checker/test_checker.py holds the two to the same answers.

import { CAUSES, FIELDS, MESSAGES, adviceOf, fillIn, findMessages, flatten, page } from "./checker-catalogue.mjs";
import { asPublisher, environment, isReusable, nearest } from "./checker-compare.mjs";
import { NOT_FOUND, PROVIDERS, decide, providerOf } from "./checker-decision.mjs";
import { readLog } from "./checker-log.mjs";
import { asTexts, decideFrom, has } from "./checker-partial-token.mjs";
import { checked, readPublishers } from "./checker-publishers.mjs";
import { equal, isAscii, isLower, partition, redact, rpartition, strip, truthy } from "./checker-text.mjs";

export { BadInput, load } from "./checker-catalogue.mjs";
export { checkForm, storedForm } from "./checker-forms.mjs";
export { handOver } from "./checker-hand-over.mjs";
export { asText } from "./checker-report.mjs";
export { decide, readLog, readPublishers };

const CERTAINTIES = ["certain", "likely", "possible"];
const OTHER_CODES = {
  "ambiguous-publishers": "ambiguous-publishers",
  "server-error": "index-unavailable", // PyPI stumbles over the claim and answers with status 500
};
// What neither a log nor PyPI's pages show, where everything that they do show agrees.
const UNSEEN = [
  "owner-id-mismatch",
  "wrong-index",
  "invisible-or-lookalike-characters",
  "pending-publisher-expired",
  "rerun-uses-old-workflow",
];

const asCause = (cause, certainty, field = null, expected = null, found = null) => (
  { cause, certainty, field, expected, found, line: null } // `line` is a workflow file's, which is not read here
);

/**
 * Diagnose, with the result of `python snippets/diagnose.py --format json`.
 * `log` is text, or what readLog returned; `publishers` are text, or a list of objects; `claims`, a token's claims,
 * come before those in the log. Each of the three may be missing. Throws BadInput.
 */
export function diagnose({ log = null, publishers = [], claims: given = null } = {}, lang = "en") {
  const evidence = typeof log === "string" ? readLog(log) : log;
  const settings = typeof publishers === "string" ? readPublishers(publishers) : (publishers || []).map(checked);
  const raw = truthy(given) ? given : (evidence?.claims || null);
  const claims = raw && asTexts(raw);
  const provider = knownProvider(settings, claims, evidence?.client);
  const own = settings.filter((each) => each.provider === provider);
  let [decision, assumed] = raw && provider && own.length ? decideFrom(provider, own, raw) : [null, []];
  if (decision && decision.matched_publisher !== null) {
    const matched = settings.findIndex((each) => equal(each, own[decision.matched_publisher]));
    decision = { ...decision, matched_publisher: matched };
  }
  let causes;
  if (evidence) causes = fromLog(evidence, settings, own, claims, provider, decision);
  else if (claims && provider && own.length) causes = fromSettings(provider, own, claims, decision);
  else causes = claims ? fromClaims(provider, claims, raw) : unmatchable(settings);
  return redact({
    client: evidence?.client ?? null,
    error: evidence?.error || null,
    claims: raw,
    decision,
    register: claims && registration(provider, claims),
    causes: inOrder(causes).map((each) => ({
      ...each,
      who: CAUSES[each.cause].who,
      advice: adviceOf(each.cause, lang),
      url: page(each.cause, lang),
    })),
    index: evidence?.index ?? null,
    messages: evidence?.messages.map((each) => each.message) || [],
    assumed,
  });
}

/** Causes that the log shows; where it only says that no publisher matches, the settings say which field. */
function fromLog(log, publishers, own, claims, provider, decision) {
  const [failure, remarks] = log.error ? [log.messages[0], log.messages.slice(1)] : [null, log.messages];
  let causes = [];
  const message = failure && MESSAGES[failure.message];
  if (message?.code === "invalid-publisher" && !message.causes.certain?.length) {
    if (claims && provider && own.length) causes = fromSettings(provider, own, claims, decision);
    if (decision?.accepted) causes = UNSEEN.map((cause) => asCause(cause, "possible"));
    if (!causes.length) causes = [...unmatchable(publishers), ...fromMessage(failure, claims, provider)];
    if (log.index === "testpypi" && (!decision || decision.accepted)) causes.push(asCause("wrong-index", "likely"));
  } else if (failure) {
    causes = fromMessage(failure, claims, provider);
  }
  for (const remark of remarks) {
    const warning = MESSAGES[remark.message].weight === "warning";
    for (const each of fromMessage(remark, claims, provider)) {
      if (!failure || warning || each.certainty !== "possible") {
        causes.push({ ...each, certainty: warning ? "likely" : "possible" });
      }
    }
  }
  return causes;
}

/** What is wrong with a token whatever the publisher: PyPI would refuse it even for one made to match. */
function fromClaims(provider, claims, raw) {
  if (!has(claims, "iss")) return [];
  if (provider === null) return [asCause("unsupported-issuer", "certain", "iss", null, claims.iss)];
  const made = Object.entries(asPublisher(provider, claims)).map(([name, value]) => [name, value || ""]);
  const madeToMatch = Object.fromEntries(made);
  const decision = decide([madeToMatch], raw, { provider });
  if (decision.accepted || decision.reason === NOT_FOUND) return [];
  return fromSettings(provider, [madeToMatch], claims, decision);
}

/** The provider that the token shows, or else that all publishers share, or else the client's only one. */
function knownProvider(publishers, claims, client) {
  for (const settings of [claims || {}, ...publishers.slice(0, 1)]) {
    const provider = providerOf(settings);
    if (provider) return provider;
  }
  const byIssuer = Object.keys(PROVIDERS).find((provider) => PROVIDERS[provider].issuer === claims?.iss);
  return byIssuer || (client === "gh-action-pypi-publish" ? "github" : null);
}

/** Causes that the publishers and the claims show together. */
function fromSettings(provider, publishers, claims, decision) {
  if (decision?.accepted) return [];
  if (decision && decision.error_code !== "invalid-publisher") {
    return [asCause(OTHER_CODES[decision.error_code], "certain")];
  }
  if (decision && decision.reason !== NOT_FOUND) {
    const [found] = findMessages(flatten(decision.reason || ""));
    return found ? fromMessage(found, claims, provider) : [asCause("claims-disagree", "likely")];
  }
  const near = nearest(provider, publishers, claims);
  if (!near.differences.length) return decision ? [asCause("publisher-not-registered", "likely")] : [];
  const sure = near.sure ? "certain" : "likely";
  const causes = near.differences.map((each) => asCause(each.cause, sure, each.field, each.expected, each.found));
  if (near.related) return causes;
  return [
    { ...causes[0], cause: "publisher-not-registered" },
    ...causes.map((each) => ({ ...each, certainty: "possible" })),
  ];
}

/** Causes that a message alone allows; those that the claims rule out are left away. */
function fromMessage({ message: id, values }, claims, provider) {
  const message = MESSAGES[id];
  const differing = [fillIn(message.field || "", values) || null, values.expected ?? null, values.found ?? null];
  const allowed = (cause) => provider === null || (CAUSES[cause].providers ?? [provider]).includes(provider);
  let causes = CERTAINTIES.flatMap((certainty) =>
    (message.causes[certainty] || [])
      .filter((cause) => allowed(cause) && (certainty === "certain" || !ruledOut(cause, claims)))
      .map((cause) => asCause(cause, certainty, ...differing)),
  );
  if (provider === null) { // most who ask publish from GitHub
    const elsewhere = ({ cause }) => Number(CAUSES[cause].providers?.includes("github") === false);
    causes.sort((one, other) => elsewhere(one) - elsewhere(other));
  }
  if (id === "check-failed-sub" && provider === "github") { // before 2026-01-29: PyPI no longer compares it
    causes = ["rerun-uses-old-workflow", "subject-customised"].map((cause) => asCause(cause, "possible", ...differing));
  }
  if (id === "ci-config-ref-uri-does-not-match") causes = [asCause(pipelineCause(values), "certain", ...differing)];
  if (["publisher-not-found", "invalid-publisher"].includes(id) && claims) {
    if (isReusable(claims)) causes.unshift(asCause("reusable-workflow", "likely", ...differing));
    if (!isLower(rpartition(claims.repository || "", "/")[2])) { // capitals are easily lost
      causes.splice(1, 0, asCause("repository-name-case", "possible", ...differing));
    }
  }
  return causes;
}

/** Whether the claims show that it can't be this cause. */
function ruledOut(cause, claims) {
  if (claims === null) return false;
  const where = environment(claims);
  if (cause === "environment-missing-in-workflow") return Boolean(where);
  if (["environment-name-mismatch", "environment-name-case", "environment-stored-mixed-case"].includes(cause)) {
    return where === "";
  }
  return cause === "reusable-workflow" && has(claims, "workflow_ref") && !isReusable(claims);
}

/** Why GitLab's ci_config_ref_uri is none of the expected ones, which stand there as a Python list. */
function pipelineCause(values) {
  const [expected, found] = [values.expected.toLowerCase(), values.found.toLowerCase()];
  if (expected.includes(found)) return "project-path-case";
  return expected.includes(`${partition(found, "//")[0]}//`) ? "pipeline-file-mismatch" : "pipeline-outside-project";
}

/** What can never match in a publisher, whatever the token: paths, capitals, characters that can't be seen. */
function unmatchable(publishers) {
  return publishers.flatMap((publisher) => {
    const { provider, workflow_filename: file = "", environment: stored = "" } = publisher;
    const odd = Object.entries(publisher).filter(
      ([field, value]) =>
        !["environment", "sub", "email"].includes(field) && (!isAscii(value) || value !== strip(value)),
    );
    return [
      file.includes("/") && asCause("workflow-path-instead-of-filename", "certain", "workflow_filename", file),
      provider === "github" &&
        stored !== stored.toLowerCase() &&
        asCause("environment-stored-mixed-case", "certain", "environment", stored),
      ...odd.map(([field, value]) => asCause("invisible-or-lookalike-characters", "likely", field, value)),
    ].filter(Boolean);
  });
}

/**
 * The form values that would match this token; null where the claims don't tell, and for reusable workflows: one value
 * lets the exchange pass, another the upload.
 */
function registration(provider, claims) {
  if (provider === null || isReusable(claims)) return null;
  const values = asPublisher(provider, claims);
  if (provider === "github") values.environment = (values.environment || "").toLowerCase(); // as the form stores it
  const optional = { environment: "", sub: "", actor: "" };
  const full = FIELDS[provider].map((name) => [name, values[name] || (optional[name] ?? null)]);
  return full.some(([, value]) => value === null) ? null : { provider, ...Object.fromEntries(full) };
}

/** The certain ones first; each cause once, where it is most certain. */
function inOrder(causes) {
  const rank = ({ certainty }) => CERTAINTIES.indexOf(certainty);
  const ranked = causes.toSorted((one, other) => rank(one) - rank(other));
  const seen = new Set();
  return ranked.filter(({ cause }) => !seen.has(cause) && seen.add(cause));
}
