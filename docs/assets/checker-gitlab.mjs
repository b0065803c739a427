// GitLab: how PyPI treats the tokens of GitLab CI/CD. The counterpart of snippets/pypi/providers/gitlab.py.

import { alike, difference } from "./checker-alike.mjs";
import { TABLES } from "./checker-catalogue.mjs";
import { Refused, environment, mostSpecific, notRedeemed, oneOf, text } from "./checker-provider.mjs";
import { str, truthy } from "./checker-python.mjs";
import { partition, rpartition } from "./checker-text.mjs";

/**
 * @import { Difference } from "./checker-alike.mjs"
 * @import { Check, Claims, Provider, Publisher, Texts } from "./checker-provider.mjs"
 */

const TABLE = TABLES.gitlab;
const [NAMESPACE, PROJECT, , ENVIRONMENT, ISSUER] = TABLE.fields;
// From the first // of a line to the last `.yml@`: a branch called a.yml@b hides the file.
const FILE = /(?<![^\n])(?=([^\n]*?\/\/))\1([^\n]*[^/]\.(?:yml|yaml))(?=@)/u;

/**
 * Namespace and project in any case; pipeline file, issuer and environment exactly.
 * @param {Publisher[]} publishers
 * @param {Claims} claims
 */
function find(publishers, claims) {
  const [namespace, slash, project] = rpartition(text(claims, "project_path").toLowerCase(), "/");
  if (!slash) throw new Refused(null, { code: "server-error" });
  const file = pipelineFile(text(claims, "ci_config_ref_uri"));
  if (!file) throw new Refused("pipeline-filename-not-extracted");
  const rows = publishers.filter(
    (row) =>
      row.namespace.toLowerCase() === namespace &&
      row.project.toLowerCase() === project &&
      row.workflow_filepath === file &&
      row.issuer_url === claims.iss,
  );
  return mostSpecific(rows, "environment", claims.environment);
}

/**
 * The path between the first // and the last @ that a file's ending stands before.
 * @param {string} uri
 */
const pipelineFile = (uri) => FILE.exec(uri)?.[2] || null;

/** @type {Check} The first two parts, in any case; PyPI ignores what follows. */
function checkSubject(row, claims) {
  const [kind, path] = text(claims, "sub").split(":");
  const expected = `project_path:${row.namespace}/${row.project}`;
  const agrees = kind && path && `${kind}:${path}`.toLowerCase() === expected.toLowerCase();
  if (!agrees) throw new Refused("check-failed-sub");
}

/** @type {Check} Exactly the publisher's spelling: here the case counts that the look-up ignored. */
function checkPipeline(row, claims) {
  if (!(truthy(claims.ref_path) && truthy(claims.sha))) throw new Refused("ref-path-and-sha-empty");
  const host = row.issuer_url.replace(/^https:\/\//, "");
  const uri = `${host}/${row.namespace}/${row.project}//${row.workflow_filepath}`;
  const allowed = [claims.ref_path, claims.sha].map((at) => `${uri}@${str(at)}`);
  oneOf("ci_config_ref_uri", "ci-config-ref-uri-does-not-match", claims, allowed);
}

/**
 * Namespace, project, pipeline file, environment and issuer, as the token has them.
 * @param {Texts} claims
 */
function publisherOf(claims) {
  const [namespace, , project] = rpartition(claims.project_path || "", "/");
  return {
    namespace: namespace || null,
    project: project || null,
    workflow_filepath: pipelineFile(claims.ci_config_ref_uri || ""),
    environment: environment(claims),
    issuer_url: claims.iss ?? null,
  };
}

/**
 * Whether the pipeline's file lies in the project that runs it.
 * @param {Texts} claims
 */
function pipelineIsOwn({ ci_config_ref_uri: uri, project_path: path }) {
  return !path || (uri || "").split("//")[0].toLowerCase().endsWith(`/${path.toLowerCase()}`);
}

/**
 * Issuer, subject and ref agree with the pipeline's file.
 * @param {Texts} claims
 */
function restOfToken(claims) {
  const [uri, path] = [claims.ci_config_ref_uri || "", claims.project_path || ""];
  const [place] = partition(uri, "//");
  const host = place.endsWith(`/${path}`) ? place.slice(0, -path.length - 1) : place;
  return { iss: `https://${host}`, sub: `project_path:${path}`, ref_path: rpartition(uri, "@")[2], sha: "-" };
}

/**
 * Namespace, project, pipeline file, issuer and environment.
 * @param {Publisher} publisher
 * @param {Texts} token
 * @param {Texts} claims
 */
const differences = (publisher, token, claims) => [
  ...difference(NAMESPACE, publisher.namespace, token.namespace),
  ...difference(PROJECT, publisher.project, token.project),
  ...fileDifference(publisher.workflow_filepath, token.workflow_filepath, claims),
  ...difference(ISSUER, publisher.issuer_url, token.issuer_url),
  ...difference(ENVIRONMENT, publisher.environment, token.environment),
];

/**
 * Compare the publisher's pipeline file with the one in the token.
 * @param {string} expected
 * @param {string | null} found
 * @param {Texts} claims
 * @returns {Difference[]}
 */
function fileDifference(expected, found, claims) {
  if (found === null || expected === found) return [];
  const own = pipelineIsOwn(claims) ? "pipeline-file-mismatch" : "pipeline-outside-project";
  const cause = alike(expected, found) === "looks" ? "invisible-or-lookalike-characters" : own;
  return [{ cause, field: "workflow_filepath", expected, found, weight: 3 }];
}

/** @type {Provider} */
export const GITLAB = {
  id: "gitlab",
  table: TABLE,
  find,
  checks: [checkSubject, checkPipeline, notRedeemed],
  publisherOf,
  restOfToken,
  differences,
};
