// Decide from part of a token, for a log shows only some of its claims: the counterpart of snippets/pypi/partial_token.py.

import { environment } from "./checker-compare.mjs";
import { PROVIDERS, decide } from "./checker-decision.mjs";
import { dumps, partition, rpartition, str, truthy } from "./checker-text.mjs";

const LOOKED_UP = {
  github: ["repository", "job_workflow_ref"],
  gitlab: ["project_path", "ci_config_ref_uri"],
  google: ["email"],
  activestate: ["organization", "project"],
};

export const has = (claims, name) => Object.hasOwn(claims, name);

/** Claims for comparing: what is no text is written as JSON would write it, so that nothing later stumbles. */
export const asTexts = (claims) =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      value === null || typeof value === "string" ? value : dumps(value),
    ]),
  );

/** PyPI's decision (null where a claim that the look-up needs is missing), and the claims that it takes on trust. */
export function decideFrom(provider, publishers, claims) {
  if (has(claims, "iss")) return [decide(publishers, claims, { provider }), []]; // a whole token, as PyPI sees it
  const where = environment(asTexts(claims));
  const full = { ...restOfToken(provider, asTexts(claims)), environment: where, ...claims };
  if (LOOKED_UP[provider].some((claim) => full[claim] === null)) return [null, []];
  if (where === null && publishers.some((publisher) => publisher.environment)) return [null, []];
  const ids = { owner_id: "repository_owner_id", actor_id: "actor_id" };
  const known = publishers.map((each) =>
    Object.fromEntries(Object.entries(each).filter(([name]) => !ids[name] || truthy(claims[ids[name]]))),
  );
  const assumed = PROVIDERS[provider].required.filter((claim) => !has(claims, claim));
  return [decide(known, full, { provider }), assumed];
}

/** What the claims that a log does not show would be if nothing were wrong with them. */
function restOfToken(provider, claims) {
  const { required, issuer } = PROVIDERS[provider];
  const blank = (names, value) => Object.fromEntries(names.map((name) => [name, value]));
  const rest = { ...blank(required, ""), ...blank(LOOKED_UP[provider], null), iss: issuer };
  if (provider === "github") {
    const file = claims.job_workflow_ref || (claims.workflow_ref ?? null);
    const [owner] = partition(claims.repository || "", "/");
    return { ...rest, job_workflow_ref: file, repository_owner: owner, ref: partition(file || "", "@")[2] };
  }
  if (provider === "gitlab") {
    const [uri, path] = [claims.ci_config_ref_uri || "", claims.project_path || ""];
    const [place] = partition(uri, "//");
    const host = place.endsWith(`/${path}`) ? place.slice(0, -path.length - 1) : place;
    return { ...rest, iss: `https://${host}`, sub: `project_path:${path}`, ref_path: rpartition(uri, "@")[2], sha: "-" };
  }
  if (provider === "google") return { ...rest, email_verified: true };
  const sub = `org:${str(claims.organization ?? null)}:project:${str(claims.project ?? null)}`;
  return { ...rest, sub, builder: "pypi-publisher" };
}
