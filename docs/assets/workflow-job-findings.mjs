// What in one job keeps it from publishing: the counterpart of snippets/ci_files/job_findings.py.

import { found, matches, pattern } from "./workflow-patterns.mjs";
import { isAttested, option } from "./workflow-uploads.mjs";

/**
 * @import { WorkflowData } from "./workflow-data.mjs"
 * @import { Job } from "./workflow-job.mjs"
 */

const MOST_NAMES = 20; // of a matrix that a runner's labels hold

/**
 * Without the permission GitHub hands out no token.
 * @param {Job} job
 * @param {WorkflowData} data
 */
function idToken(job, data) {
  const clients = job.uploads.filter((upload) => !upload.password.text).map((upload) => upload.client);
  const trusting = clients.filter((client) => [data.action, ...data.trusted].includes(client));
  if (job.idToken !== false || !(trusting.length > 0 || job.exchanges.length > 0)) return [];
  const sure = job.exchanges.length > 0 || trusting.includes(data.action);
  const line = job.permissions.isThere ? job.permissions.line : job.node.line;
  return [found("id-token-permission-missing", line, sure ? "certain" : "likely")];
}

/**
 * A password keeps a client from Trusted Publishing, which the permission shows to be wanted.
 * @param {Job} job
 * @param {WorkflowData} data
 */
function passwords(job, data) {
  if (!job.idToken || job.exchanges.length > 0) return [];
  const otherUse = job.steps.some((step) => matches(data, "OTHER_TOKEN_USE", step.get("uses").text));
  const wrong = job.uploads.filter((upload) =>
    upload.password.text && !upload.condition && !matches(data, "FROM_A_STEP", upload.password.text));
  const sure = otherUse || !job.node.get("permissions").isThere ? "possible" : "likely";
  const cause = "password-disables-trusted-publishing";
  return wrong.map((upload) => found(cause, upload.password.line || upload.line, sure));
}

/**
 * The action supports one use a job; the second one finds the attestations of the first.
 * @param {Job} job
 * @param {WorkflowData} data
 */
function invocations(job, data) {
  const uses = job.uploads.filter((upload) => upload.client === data.action);
  const conditions = uses.map((upload) => upload.condition);
  if (conditions.every(Boolean) && new Set(conditions).size === conditions.length) return [];
  const made = uses.slice(1, 2).map((upload) => found("several-invocations-in-one-job", upload.line, "likely"));
  const folders = new Set();
  for (const upload of uses) {
    const given = option(upload, "packages-dir") || option(upload, "packages_dir") || "dist";
    const folder = given.replace(/^\.\//, "").replace(/\/+$/, "");
    if (isAttested(upload, data) && folders.has(folder)) {
      return [...made, found("attestation-generated-twice", upload.line, "certain")];
    }
    if (isAttested(upload, data)) folders.add(folder);
  }
  return made;
}

/**
 * The action runs in a container, which GitHub offers on Linux alone.
 * @param {Job} job
 * @param {WorkflowData} data
 */
function runner(job, data) {
  const runsOn = job.node.get("runs-on");
  const own = runsOn.get("labels").isThere ? runsOn.get("labels") : runsOn;
  const labels = own.items.map((node) => node.text);
  const matrix = job.node.get("strategy", "matrix");
  const rows = [matrix, ...matrix.get("include").items];
  const names = new Set([...labels.join(" ").matchAll(pattern(data, "MATRIX"))].map((match) => match[1]));
  const valuesOf = (/** @type {string} */ name) => rows.flatMap((row) => row.get(name).items.map((node) => node.text));
  const filled = [...names].slice(0, MOST_NAMES).flatMap(valuesOf);
  const elsewhere = [...labels, ...filled].some((label) => /^(?:macos|windows)/.test(label.toLowerCase()));
  const uses = job.uploads.some((upload) => upload.client === data.action);
  return elsewhere && uses ? [found("non-linux-runner", runsOn.line, "certain")] : [];
}

/**
 * An environment that is named for the other index.
 * @param {Job} job
 */
function wrongIndex(job) {
  const { index, environment } = job.needed();
  const indexes = new Set(job.uploads.map((upload) => upload.index));
  const other = index === "pypi" ? "testpypi" : "pypi";
  const wrong = indexes.size === 1 && index && (environment ?? "").toLowerCase() === other;
  return wrong ? [found("wrong-index", job.environmentLine, "possible")] : [];
}

/**
 * An exchange of tokens that the workflow does by hand.
 * @param {Job} job
 * @param {WorkflowData} data
 */
function exchange(job, data) {
  if (job.exchanges.length === 0) return [];
  const raw = job.script.filter(([line]) =>
    matches(data, "JQ", line) && line.includes(".value") && !matches(data, "RAW", line));
  const made = raw.map(([, number]) => found("malformed-token", number, "certain"));
  const asked = job.script.flatMap(([line, number]) =>
    [...line.matchAll(pattern(data, "AUDIENCE"))].map((match) => ({ audience: match[1] || match[2], number })));
  const indexes = new Set(job.exchanges.map(([index]) => index));
  for (const { audience, number } of asked) {
    if (!audience.includes("$") && !indexes.has(audience)) made.push(found("wrong-audience", number, "certain"));
  }
  for (const name of indexes) {
    const swaps = job.exchanges.filter(([index]) => index === name).map(([, number]) => number);
    const again = swaps[asked.length];
    if (asked.length > 0 && again) made.push(found("token-reused", again, "certain"));
  }
  const [first, last] = [job.exchanges[0][1], Math.max(0, ...job.uploads.map((upload) => upload.line))];
  const builds = job.script.some(([line, number]) => first < number && number < last && matches(data, "BUILDS", line));
  return builds ? [...made, found("minted-token-expired", first, "likely")] : made;
}

/** Each takes a publishing job and the data. */
export const CHECKS = [idToken, passwords, invocations, runner, wrongIndex, exchange];
