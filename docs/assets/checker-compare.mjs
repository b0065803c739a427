// Hold a token's claims against a publisher, field by field: the counterpart of snippets/answer/compare.py and token_values.py.

import { LOOKALIKES } from "./checker-catalogue.mjs";
import { pipelineFile, workflowFileAt } from "./checker-decision.mjs";
import { partition, rpartition, strip } from "./checker-text.mjs";

const FAR = 12; // another name and another file, or two other names: a different project's publisher
// A project may choose other parts for the subject; then it does not look like this.
const SUBJECT = /^repo:[^/:]+\/[^/:]+:(?:environment:([^:%]+)|ref:refs\/[^:]+|pull_request)$/u;

const difference = (cause, field, expected, found, weight) => ({ cause, field, expected, found, weight });

/**
 * The publisher that differs least from the token: its `index`, the `differences`, the gravest first, whether it is
 * `sure` (no other one is as near) and `related` (it shares enough to be meant at all).
 */
export function nearest(provider, publishers, claims) {
  const token = asPublisher(provider, claims);
  const compared = publishers.map((publisher) => COMPARE[provider](publisher, token, claims));
  const distances = compared.map((differences) => differences.reduce((sum, each) => sum + each.weight, 0));
  const least = Math.min(...distances);
  const index = distances.indexOf(least);
  return {
    index,
    differences: compared[index].toSorted((one, other) => other.weight - one.weight),
    sure: distances.filter((each) => each === least).length === 1,
    related: least <= FAR,
  };
}

/** The form values of a publisher that would match this token; null where the claims don't tell. */
export function asPublisher(provider, claims) {
  const claim = (name) => claims[name] ?? null;
  if (provider === "github") {
    const [owner, , repository] = partition(claims.repository || "", "/");
    return {
      owner: owner || claim("repository_owner"),
      repository: repository || null,
      workflow_filename: workflowFile(claims.job_workflow_ref) || workflowFile(claims.workflow_ref),
      owner_id: claim("repository_owner_id"),
      environment: environment(claims),
    };
  }
  if (provider === "gitlab") {
    const [namespace, , project] = rpartition(claims.project_path || "", "/");
    return {
      namespace: namespace || null,
      project: project || null,
      workflow_filepath: pipelineFile(claims.ci_config_ref_uri || ""),
      environment: environment(claims),
      issuer_url: claim("iss"),
    };
  }
  const names = provider === "google" ? ["email", "sub"] : ["organization", "project", "actor", "actor_id"];
  return Object.fromEntries(names.map((name) => [name, claim(name)]));
}

/** The job's environment, "" if it has none, null if the claims don't tell; GitHub's default subject names it. */
export function environment(claims) {
  if (Object.hasOwn(claims, "environment")) return claims.environment || "";
  if (Object.hasOwn(claims, "iss")) return "";
  const subject = SUBJECT.exec(claims.sub || "");
  return subject && (subject[1] || "");
}

/** The file name in `owner/repository/.github/workflows/FILE@REF`, as PyPI reads it. */
export const workflowFile = (ref) =>
  workflowFileAt(ref || "") || /(?<![^/])[^/]+\.(?:yml|yaml)(?=\n?$)/u.exec(ref || "")?.[0] || null;

/** How near two values are: `same`, `case`, `looks` (they look the same and are not) or `other`. */
export function alike(expected, found) {
  if (expected === found) return "same";
  if (expected.toLowerCase() === found.toLowerCase()) return "case";
  return skeleton(expected) === skeleton(found) ? "looks" : "other";
}

/** What is left of a value when all that can't be seen or told apart is taken away. */
function skeleton(text) {
  const seen = strip(text.normalize("NFKC").replace(/\p{Cf}/gu, "")).toLowerCase();
  return Array.from(seen, (each) => LOOKALIKES[each] || each).join("");
}

/** Owner, repository, owner id, file and environment. */
function github(publisher, token, claims) {
  const differences = [
    ...name("owner", publisher, token, "owner-name-case", "owner-name-mismatch"),
    ...name("repository", publisher, token, "repository-name-case", "repository-name-mismatch"),
  ];
  const [id, tokenId] = [publisher.owner_id, token.owner_id];
  if (id && tokenId !== null && id !== tokenId) differences.push(difference("owner-id-mismatch", "owner_id", id, tokenId, 1));
  differences.push(...githubFile(publisher.workflow_filename, token.workflow_filename, claims));
  const [expected, found] = [publisher.environment, token.environment];
  if (expected && found !== null) {
    // PyPI lower-cases the token's environment and leaves the stored one as it is.
    const how = alike(expected, found.toLowerCase());
    const cause = how === "case" ? "environment-stored-mixed-case" : "environment-name-mismatch";
    differences.push(...environmentDifference(expected, found, how, cause));
    if (how !== "case" && expected !== expected.toLowerCase()) {
      differences.push(difference("environment-stored-mixed-case", "environment", expected, found, 1));
    }
  }
  return differences;
}

/** The publisher's file against the one in the token. */
function githubFile(expected, found, claims) {
  if (found === null || expected === found) return [];
  const differs = (cause, weight) => difference(cause, "workflow_filename", expected, found, weight);
  if (expected.includes("/")) {
    const bare = rpartition(expected, "/")[2];
    return [differs("workflow-path-instead-of-filename", 3), ...githubFile(bare, found, claims)];
  }
  if (alike(expected, found) === "looks") return [differs("invisible-or-lookalike-characters", 1)];
  if (isReusable(claims) && expected === workflowFile(claims.workflow_ref)) return [differs("reusable-workflow", 2)];
  return [differs("workflow-filename-mismatch", 3)];
}

/** Whether the token shows that its job runs in a file that another file called. */
export const isReusable = ({ job_workflow_ref: called, workflow_ref: caller }) =>
  Boolean(called && caller && called !== caller);

/** Namespace, project, pipeline file, issuer and environment. */
function gitlab(publisher, token, claims) {
  const differences = [
    ...name("namespace", publisher, token, "project-path-case", "project-path-mismatch"),
    ...name("project", publisher, token, "project-path-case", "project-path-mismatch"),
  ];
  const [file, tokenFile] = [publisher.workflow_filepath, token.workflow_filepath];
  if (tokenFile !== null && file !== tokenFile) {
    const looks = alike(file, tokenFile) === "looks" && "invisible-or-lookalike-characters";
    const cause = looks || (pipelineIsOwn(claims) ? "pipeline-file-mismatch" : "pipeline-outside-project");
    differences.push(difference(cause, "workflow_filepath", file, tokenFile, 3));
  }
  if (token.issuer_url !== null && publisher.issuer_url !== token.issuer_url) {
    differences.push(difference("unsupported-issuer", "issuer_url", publisher.issuer_url, token.issuer_url, 4));
  }
  const [expected, found] = [publisher.environment, token.environment];
  if (expected && found !== null && expected !== found) {
    const how = alike(expected, found);
    const cause = how === "case" ? "environment-name-case" : "environment-name-mismatch";
    differences.push(...environmentDifference(expected, found, how, cause));
  }
  return differences;
}

/** Whether the pipeline's file lies in the project that runs it. */
function pipelineIsOwn({ ci_config_ref_uri: uri, project_path: path }) {
  return !path || (uri || "").split("//")[0].toLowerCase().endsWith(`/${path.toLowerCase()}`);
}

/** The e-mail address, and the subject where the publisher has one. */
function google(publisher, token) {
  const differences = name("email", publisher, token, "service-account-mismatch", "service-account-mismatch");
  const expected = publisher.sub;
  if (expected && expected !== token.sub) {
    differences.push(difference("subject-mismatch", "sub", expected, token.sub, 2));
  }
  return differences;
}

/** Organization, project and the actor: by id where the publisher's is known, otherwise by name. */
function activestate(publisher, token) {
  const differences = [
    ...name("organization", publisher, token, "organization-mismatch", "organization-mismatch"),
    ...name("project", publisher, token, "project-mismatch", "project-mismatch"),
  ];
  const field = publisher.actor_id ? "actor_id" : "actor";
  const [expected, found] = [publisher[field], token[field]];
  if (expected && found !== null && expected !== found) {
    differences.push(difference("actor-mismatch", field, expected, found, 2));
  }
  return differences;
}

const COMPARE = { github, gitlab, google, activestate };

/** The difference in a field that names an account or a project. */
function name(field, publisher, token, onCase, mismatch) {
  const [expected, found] = [publisher[field], token[field]];
  if (found === null || expected === found) return [];
  const [cause, weight] = {
    case: [onCase, 1],
    looks: ["invisible-or-lookalike-characters", 1],
    other: [mismatch, 10],
  }[alike(expected, found)];
  return [difference(cause, field, expected, found, weight)];
}

/** The difference in the environment, if there is one. */
function environmentDifference(expected, found, how, cause) {
  const differs = (cause, found, weight) => [difference(cause, "environment", expected, found, weight)];
  if (how === "same") return [];
  if (!found) return differs("environment-missing-in-workflow", null, 2);
  if (how === "looks") return differs("invisible-or-lookalike-characters", found, 1);
  return differs(cause, found, how === "case" ? 1 : 2);
}
