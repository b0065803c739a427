// GitHub: how PyPI treats the tokens of GitHub Actions. The counterpart of snippets/pypi/providers/github.py.

import { alike, difference, lookalike } from "./checker-alike.mjs";
import { TABLES } from "./checker-catalogue.mjs";
import { Refused, environment, mostSpecific, notRedeemed, oneOf, text } from "./checker-provider.mjs";
import { str, truthy } from "./checker-python.mjs";
import { partition, rpartition } from "./checker-text.mjs";

/**
 * @import { Difference } from "./checker-alike.mjs"
 * @import { Check, Claims, Provider, Publisher, Texts } from "./checker-provider.mjs"
 */

const TABLE = TABLES.github;
const [OWNER, REPOSITORY, , ENVIRONMENT] = TABLE.fields;
// Looked for from each slash only, or a long claim would take minutes.
const FILE = /(?<![^/])[^/]+\.(?:yml|yaml)(?=@)/u;
const FILE_AT_END = /(?<![^/])[^/]+\.(?:yml|yaml)(?=\n?$)/u;

/**
 * All four equal, case included: owner, repository, owner's id, file name in job_workflow_ref.
 * @param {Publisher[]} publishers
 * @param {Claims} claims
 */
function find(publishers, claims) {
  const [owner, slash, repository] = partition(text(claims, "repository"), "/");
  if (!slash) throw new Refused(null, { code: "server-error" });
  const file = FILE.exec(text(claims, "job_workflow_ref"))?.[0];
  if (!file) throw new Refused("workflow-filename-not-extracted");
  const ownerId = text(claims, "repository_owner_id");
  const rows = publishers.filter(
    (row) =>
      row.repository === repository &&
      row.owner === owner &&
      (!Object.hasOwn(row, "owner_id") || row.owner_id === ownerId) &&
      row.workflow_filename === file,
  );
  // The token's name is lower-cased, the stored one is not: a publisher stored with capitals never matches.
  const wanted = truthy(claims.environment) && text(claims, "environment").toLowerCase();
  return mostSpecific(rows, "environment", wanted);
}

/** @type {Check} Fails only if a token contradicts itself: the look-up took the owner from `repository`. */
function checkOwner(row, claims) {
  if (text(claims, "repository_owner") !== row.owner) throw new Refused("check-failed-repository-owner");
}

/** @type {Check} The called file must be the publisher's own, at the ref or commit of the run. */
function checkWorkflow(row, claims) {
  const places = [claims.ref, claims.sha].filter(truthy);
  if (!places.length) throw new Refused("ref-and-sha-empty");
  const path = `${row.owner}/${row.repository}/.github/workflows/${row.workflow_filename}`;
  const allowed = places.map((at) => `${path}@${str(at)}`);
  oneOf("job_workflow_ref", "job-workflow-ref-does-not-match", claims, allowed);
}

/** @type {Check} One event is refused; every other value passes. */
function checkEvent(_, claims) {
  if (claims.event_name === "pull_request_target") throw new Refused("pull-request-target");
}

/**
 * Owner, repository, file, owner's id and environment, as the token has them.
 * @param {Texts} claims
 */
function publisherOf(claims) {
  const [owner, , repository] = partition(claims.repository || "", "/");
  return {
    owner: owner || (claims.repository_owner ?? null),
    repository: repository || null,
    workflow_filename: workflowFile(claims.job_workflow_ref) || workflowFile(claims.workflow_ref),
    owner_id: claims.repository_owner_id ?? null,
    environment: environment(claims),
  };
}

/**
 * The file name in `owner/repository/.github/workflows/FILE@REF`, as PyPI reads it.
 * @param {string | null | undefined} ref
 */
const workflowFile = (ref) => (FILE.exec(ref || "") || FILE_AT_END.exec(ref || ""))?.[0] || null;

/**
 * Whether the token shows that its job runs in a file that another file called.
 * @param {Texts} claims
 */
export function isReusable(claims) {
  const { job_workflow_ref: called, workflow_ref: caller } = claims;
  return Boolean(called && caller && called !== caller) || isElsewhere(claims);
}

/**
 * Whether the job runs in a file of another repository: no publisher matches it, whatever file it names.
 * @param {Texts} claims
 */
function isElsewhere({ job_workflow_ref: called, repository }) {
  if (!called || !repository || !called.includes("/.github/workflows/")) return false;
  return partition(called, "/.github/workflows/")[0].toLowerCase() !== repository.toLowerCase();
}

/**
 * The called file is the caller, the owner is the repository's, and the ref is the file's own.
 * @param {Texts} claims
 */
function restOfToken(claims) {
  const file = claims.job_workflow_ref || (claims.workflow_ref ?? null);
  const [owner] = partition(claims.repository || "", "/");
  return { job_workflow_ref: file, repository_owner: owner, ref: partition(file || "", "@")[2] };
}

/**
 * Owner, repository, owner id, file and environment.
 * @param {Publisher} publisher
 * @param {Texts} token
 * @param {Texts} claims
 */
function differences(publisher, token, claims) {
  const found = [
    ...difference(OWNER, publisher.owner, token.owner),
    ...difference(REPOSITORY, publisher.repository, token.repository),
  ];
  const [known, ownerId] = [publisher.owner_id, token.owner_id];
  if (known && ownerId !== null && known !== ownerId) {
    found.push({ cause: "owner-id-mismatch", field: "owner_id", expected: known, found: ownerId, weight: 1 });
  }
  found.push(...fileDifference(publisher.workflow_filename, token.workflow_filename, claims));
  return [...found, ...environmentDifference(publisher.environment, token.environment)];
}

/**
 * Compare the publisher's file with the one in the token.
 * @param {string} expected
 * @param {string | null} found
 * @param {Texts} claims
 * @returns {Difference[]}
 */
function fileDifference(expected, found, claims) {
  if (found === null || expected === found) return [];
  const differs = { field: "workflow_filename", expected, found };
  if (isElsewhere(claims)) return [{ ...differs, cause: "reusable-workflow", weight: 2 }];
  if (expected.includes("/")) {
    const path = { ...differs, cause: "workflow-path-instead-of-filename", weight: 3 };
    return [path, ...fileDifference(rpartition(expected, "/")[2], found, claims)];
  }
  if (alike(expected, found) === "looks") return [lookalike(differs.field, expected, found)];
  if (isReusable(claims) && expected === workflowFile(claims.workflow_ref)) {
    return [{ ...differs, cause: "reusable-workflow", weight: 2 }];
  }
  return [{ ...differs, cause: "workflow-filename-mismatch", weight: 3 }];
}

/**
 * PyPI lower-cases the token's environment and leaves the stored one as it is.
 * @param {string} stored
 * @param {string | null} found
 */
function environmentDifference(stored, found) {
  if (!stored || found === null) return [];
  const how = alike(stored, found.toLowerCase());
  const differs = difference(ENVIRONMENT, stored, found, how);
  if (how === "case" || stored === stored.toLowerCase()) return differs;
  return [...differs, storedWithCapitals(stored, found, 1)];
}

/**
 * @param {string} stored
 * @param {string | null} found
 * @param {number} weight
 */
const storedWithCapitals = (stored, found, weight) =>
  ({ cause: "environment-stored-mixed-case", field: "environment", expected: stored, found, weight });

/**
 * A path in the file's place, and capitals in the environment: no token can match them.
 * @param {Publisher} publisher
 */
function unmatchable({ workflow_filename: file = "", environment: stored = "" }) {
  /** @type {Difference[]} */
  const found = [];
  if (file.includes("/")) {
    const cause = "workflow-path-instead-of-filename";
    found.push({ cause, field: "workflow_filename", expected: file, found: null, weight: 0 });
  }
  if (stored !== stored.toLowerCase()) found.push(storedWithCapitals(stored, null, 0));
  return found;
}

/** @type {Provider} */
export const GITHUB = {
  id: "github",
  table: TABLE,
  find,
  checks: [checkOwner, checkWorkflow, notRedeemed, checkEvent],
  publisherOf,
  restOfToken,
  differences,
  unmatchable,
};
