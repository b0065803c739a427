// PyPI's decision: the counterpart of snippets/pypi/decision.py and providers.py, which also name the sources.

import { byCodePoint, equal, partition, repr, rpartition, str, truthy } from "./checker-text.mjs";

export const NOT_FOUND = "Publisher with matching claims was not found";

class Refused {
  constructor(reason, code = "invalid-publisher") {
    this.answer = { accepted: false, error_code: code, reason, matched_publisher: null };
  }
}

/** Answer, or PyPI's refusal where one is thrown. */
function attempt(answer) {
  try {
    return answer();
  } catch (no) {
    if (no instanceof Refused) return no.answer;
    throw no;
  }
}

/**
 * Decide as PyPI does, for registered and for pending publishers alike (`options.pending` changes nothing).
 * Where the answer depends on the order of PyPI's rows, `outcomes` holds every answer that is possible.
 */
export function decide(publishers, claims, { provider, used_jtis: usedJtis = [] } = {}) {
  const rules = PROVIDERS[provider || providerOf(publishers[0] || claims)];
  if (!rules) throw new Error(`provider: ${provider}`);
  const found = attempt(() => {
    const issuer = claims.iss ?? null;
    if (issuer !== rules.issuer && !rules.otherIssuers) {
      throw new Refused(`JWT issuer '${str(issuer)}' does not match expected issuer '${rules.issuer}'`);
    }
    const missing = rules.required.find((name) => (claims[name] ?? null) === null);
    if (missing) throw new Refused(`Missing claim '${missing}'`);
    const rows = rules.find(publishers, claims);
    if (!rows.length) throw new Refused(NOT_FOUND);
    return rows;
  });
  if (!Array.isArray(found)) return found;
  const outcomes = found.map((row) =>
    attempt(() => {
      for (const check of rules.checks) check(row, claims, usedJtis);
      return { accepted: true, error_code: null, reason: null, matched_publisher: publishers.indexOf(row) };
    }),
  );
  const [first] = outcomes;
  if (outcomes.every((each) => each.error_code === first.error_code && each.reason === first.reason)) return first;
  return { ...new Refused(null, "ambiguous-publishers").answer, outcomes };
}

// ---------------------------------------------------------------------------- GitHub
/** All four equal, letter case included: owner, repository, owner's id, file name in job_workflow_ref. */
function githubFind(publishers, claims) {
  const [owner, slash, repository] = partition(text(claims, "repository"), "/");
  if (!slash) throw new Refused(null, "server-error");
  const file = workflowFileAt(text(claims, "job_workflow_ref"));
  if (!file) throw new Refused("Could not job extract workflow filename from OIDC claims");
  const ownerId = text(claims, "repository_owner_id");
  const rows = publishers.filter(
    (row) =>
      row.repository === repository &&
      row.owner === owner &&
      (!Object.hasOwn(row, "owner_id") || row.owner_id === ownerId) &&
      row.workflow_filename === file,
  );
  // The token's name is lower-cased, the stored one is not: a publisher stored with capitals never matches.
  return mostSpecific(rows, "environment", truthy(claims.environment) && text(claims, "environment").toLowerCase());
}

/** The file name before an @; looked for from each slash only, or a long claim would take minutes. */
export const workflowFileAt = (ref) => /(?<![^/])[^/]+\.(?:yml|yaml)(?=@)/u.exec(ref)?.[0] || null;

/** Fails only where a token contradicts itself: the look-up took the owner from `repository`. */
function githubOwner(row, claims) {
  if (text(claims, "repository_owner") !== row.owner) {
    throw new Refused("Check failed for required claim 'repository_owner'");
  }
}

/** The called file must be the publisher's own, at the ref or commit of the run. */
function githubWorkflow(row, claims) {
  const places = [claims.ref, claims.sha].filter(truthy);
  if (!places.length) throw new Refused("The ref and sha claims are empty");
  const path = `${row.owner}/${row.repository}/.github/workflows/${row.workflow_filename}`;
  oneOf("job_workflow_ref", claims, places.map((at) => `${path}@${str(at)}`));
}

/** One event is refused; every other value passes. */
function githubEvent(_, claims) {
  if (claims.event_name === "pull_request_target") {
    throw new Refused("Publishing from a workflow invoked via 'pull_request_target' is not supported.");
  }
}

// ---------------------------------------------------------------------------- GitLab
/** Namespace and project in any letter case; pipeline file, issuer and environment exactly. */
function gitlabFind(publishers, claims) {
  const [namespace, slash, project] = rpartition(text(claims, "project_path").toLowerCase(), "/");
  if (!slash) throw new Refused(null, "server-error");
  const file = pipelineFile(text(claims, "ci_config_ref_uri"));
  if (!file) throw new Refused("Could not extract workflow filename from OIDC claims");
  const rows = publishers.filter(
    (row) =>
      row.namespace.toLowerCase() === namespace &&
      row.project.toLowerCase() === project &&
      row.workflow_filepath === file &&
      row.issuer_url === (claims.iss ?? null),
  );
  return mostSpecific(rows, "environment", claims.environment);
}

/** From the first // of a line to the last `.yml@`, so a branch called a.yml@b hides the file. */
export const pipelineFile = (uri) =>
  /(?<![^\n])(?=([^\n]*?\/\/))\1([^\n]*[^/]\.(?:yml|yaml))(?=@)/u.exec(uri)?.[2] || null;

/** The first two parts, in any letter case; what follows is ignored. */
function gitlabSubject(row, claims) {
  const [kind, path] = text(claims, "sub").split(":");
  const expected = `project_path:${row.namespace}/${row.project}`.toLowerCase();
  if (!(kind && path && `${kind}:${path}`.toLowerCase() === expected)) {
    throw new Refused("Check failed for required claim 'sub'");
  }
}

/** Exactly the publisher's spelling: here the letter case counts that the look-up forgave. */
function gitlabPipeline(row, claims) {
  if (!(truthy(claims.ref_path) && truthy(claims.sha))) throw new Refused("The ref_path and sha claims are empty");
  const host = row.issuer_url.replace(/^https:\/\//, "");
  const uri = `${host}/${row.namespace}/${row.project}//${row.workflow_filepath}`;
  oneOf("ci_config_ref_uri", claims, [`${uri}@${str(claims.ref_path)}`, `${uri}@${str(claims.sha)}`]);
}

// ---------------------------------------------------------------------------- Google Cloud
/** The address exactly; the subject where the publisher has one. */
function googleFind(publishers, claims) {
  return mostSpecific(publishers.filter((row) => row.email === claims.email), "sub", claims.sub);
}

/** JSON's true, or the number 1, which Python holds equal to it; the text "true" fails. */
function googleVerified(_, claims) {
  if (!equal(claims.email_verified, true)) throw new Refused("Check failed for required claim 'email_verified'");
}

// ---------------------------------------------------------------------------- ActiveState
/** Organization, project and the actor's id, letter case included; the actor's name is ignored. */
function activestateFind(publishers, claims) {
  const row = publishers.find(
    (row) =>
      row.organization === claims.organization &&
      row.project === claims.project &&
      (!Object.hasOwn(row, "actor_id") || equal(row.actor_id, claims.actor_id)),
  );
  return row ? [row] : [];
}

/** The first four parts name the same organization and project. */
function activestateSubject(row, claims) {
  const sub = text(claims, "sub");
  if (!sub) throw new Refused("Missing 'subject' claim");
  const parts = sub.split(":");
  if (parts.length < 4) throw new Refused("Invalid 'subject' claim. Wrong format");
  if (parts.slice(0, 4).join(":") !== `org:${row.organization}:project:${row.project}`) {
    throw new Refused("Invalid 'subject' claim");
  }
}

/** Only tokens that were made for publishing. */
function activestateBuilder(_, claims) {
  if (claims.builder !== "pypi-publisher") throw new Refused("Check failed for required claim 'builder'");
}

// ---------------------------------------------------------------------------- what they share
/** The publishers that name `wanted`; if there are none, those that leave the field blank, which means any. */
function mostSpecific(rows, field, wanted) {
  const named = truthy(wanted) ? rows.filter((row) => row[field] === wanted) : [];
  return named.length ? named : rows.filter((row) => row[field] === "");
}

/** The claim must equal one of these, letter case included. */
function oneOf(name, claims, allowed) {
  if (allowed.includes(claims[name])) return;
  const list = repr(allowed.toSorted(byCodePoint));
  throw new Refused(`The ${name} claim does not match, expecting one of ${list}, got '${claims[name]}'`);
}

/** A token's id can be used once. */
function notRedeemed(_, claims, usedJtis) {
  if (usedJtis.some((each) => equal(each, claims.jti))) throw new Refused(null, "invalid-reuse-token");
}

/** The claim as text; PyPI answers with a server error where it is anything else. */
function text(claims, name) {
  if (typeof claims[name] !== "string") throw new Refused(null, "server-error");
  return claims[name];
}

export const PROVIDERS = {
  github: {
    issuer: "https://token.actions.githubusercontent.com",
    required: [
      ...["repository", "repository_owner", "repository_owner_id", "job_workflow_ref"],
      ...["jti", "event_name", "ref", "sha"],
    ],
    find: githubFind,
    checks: [githubOwner, githubWorkflow, notRedeemed, githubEvent],
  },
  gitlab: {
    issuer: "https://gitlab.com",
    required: ["sub", "project_path", "ci_config_ref_uri", "jti", "ref_path", "sha"],
    find: gitlabFind,
    checks: [gitlabSubject, gitlabPipeline, notRedeemed],
    otherIssuers: true, // self-managed instances that PyPI's administrators registered
  },
  google: {
    issuer: "https://accounts.google.com",
    required: ["email", "email_verified"],
    find: googleFind,
    checks: [googleVerified],
  },
  activestate: {
    issuer: "https://platform.activestate.com/api/v1/oauth/oidc",
    required: ["sub", "organization", "project", "actor_id", "builder"],
    find: activestateFind,
    checks: [activestateSubject, activestateBuilder],
  },
};

const MARKS = {
  activestate: ["organization", "actor_id", "builder"], // before GitLab: its tokens hold a project_path, too
  gitlab: ["namespace", "project_path", "ci_config_ref_uri"],
  github: ["owner", "repository", "job_workflow_ref", "workflow_ref"],
  google: ["email"],
};

/** The provider that a publisher's fields, or a token's claims, belong to; null where nothing tells. */
export function providerOf(settings) {
  const tells = (provider) => MARKS[provider].some((mark) => Object.hasOwn(settings, mark));
  return Object.keys(MARKS).find(tells) || null;
}
