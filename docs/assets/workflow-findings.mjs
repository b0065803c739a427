// What in a workflow keeps it from publishing: the counterpart of snippets/ci_files/workflow_findings.py.

import { triggers } from "./workflow-job.mjs";
import { CHECKS } from "./workflow-job-findings.mjs";
import { before, found, matches, matchesWhole, pattern } from "./workflow-patterns.mjs";
import { isAttested } from "./workflow-uploads.mjs";

/**
 * @import { WorkflowData } from "./workflow-data.mjs"
 * @import { Job } from "./workflow-job.mjs"
 * @import { Node } from "./workflow-tree.mjs"
 */

/**
 * @param {Node} root
 * @param {Job[]} jobs
 * @param {WorkflowData} data
 */
export function findInWorkflow(root, jobs, data) {
  const publishing = jobs.filter((job) => job.publishes);
  const calling = jobs.some((job) => job.node.get("uses").isThere);
  const silent = publishing.length === 0 && !calling;
  return [
    ...publishing.flatMap((job) =>
      CHECKS.flatMap((check) => check(job, data))),
    ...emptySecrets(root, publishing, data),
    ...wrongEvents(root, jobs, data),
    ...jobs.flatMap((job) => [
      ...calls(job, data), ...localAction(job), ...(silent ? silentRelease(job, data) : []),
    ]),
  ];
}

/**
 * A secret in the action's password that nothing looks at.
 * @param {Node} root
 * @param {Job[]} jobs
 * @param {WorkflowData} data
 */
function emptySecrets(root, jobs, data) {
  const secrets = (/** @type {string} */ text) => [...text.matchAll(pattern(data, "SECRET"))].map((match) => match[1]);
  const elsewhere = root.texts().filter(([key]) => key !== "password" && !matchesWhole(data, "PASSWORD", key));
  const lookedAt = new Set(elsewhere.flatMap(([, node]) => secrets(node.text)));
  const uploads = jobs.flatMap((job) => job.uploads).filter((upload) => upload.client === data.action);
  const unseen = uploads.filter((upload) => secrets(upload.password.text).some((name) => !lookedAt.has(name)));
  return unseen.map((upload) => found("empty-secret", upload.password.line, "possible"));
}

/**
 * Events on which publishing can't work.
 * @param {Node} root
 * @param {Job[]} jobs
 * @param {WorkflowData} data
 */
function wrongEvents(root, jobs, data) {
  const events = triggers(root);
  const made = [];
  for (const job of jobs.filter((other) => other.publishes && other.trusts)) {
    const called = events.get("workflow_call");
    if (called) {
      const sure = job.uploads.some((upload) => isAttested(upload, data)) ? "certain" : "likely";
      made.push(found("reusable-workflow", called.line, events.size === 1 ? sure : "possible"));
    }
    const conditions = [...job.uploads.map((upload) => upload.condition), ...conditionsOf(job, jobs, data)];
    for (const [event, cause, sure] of [
      ["pull_request_target", "pull-request-target", "certain"],
      ["pull_request", "fork-pull-request", "likely"],
    ]) {
      const node = events.get(event);
      const isKept = conditions.some((condition) =>
        matches(data, "CONDITION", condition) && !condition.includes(`event_name == '${event}'`));
      if (node && !isKept) made.push(found(cause, node.line, conditions.some(Boolean) ? "possible" : sure));
    }
  }
  return made;
}

/**
 * The conditions of a job and of those that it needs: it is skipped with them.
 * @param {Job} job
 * @param {Job[]} known
 * @param {WorkflowData} data
 */
function conditionsOf(job, known, data) {
  const [jobs, seen] = [[job], new Set([job.id])];
  for (let n = 0; n < jobs.length && n < data.most.needed; n += 1) {
    const names = jobs[n].node.get("needs").items.map((node) => node.text).filter((name) => !seen.has(name));
    for (const name of names) seen.add(name);
    jobs.push(...names.flatMap((name) => known.filter((other) => other.id === name)));
  }
  return jobs.map((one) => one.node.get("if").text);
}

/**
 * A call of another workflow that, by its name, publishes.
 * @param {Job} job
 * @param {WorkflowData} data
 */
function calls(job, data) {
  const uses = job.node.get("uses");
  const name = /** @type {string} */ (before(uses.text, "@").split("/").at(-1));
  const file = (name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "").toLowerCase();
  const sure = file.includes("pypi") ? "likely" : "possible";
  if (sure === "possible" && !matchesWhole(data, "MAY_PUBLISH", file.slice(0, 100))) return [];
  const made = [found("reusable-workflow", uses.line, /^[.$]\//.test(uses.text) ? "possible" : sure)];
  if (job.idToken === false) {
    made.push(found("caller-lacks-id-token", job.permissions.isThere ? job.permissions.line : uses.line, sure));
  }
  return made;
}

/**
 * An action of the repository's own, in a job that may ask for a token and does not publish by itself.
 * @param {Job} job
 */
function localAction(job) {
  if (!job.node.get("permissions").isThere || !job.idToken || job.publishes) return [];
  const uses = job.steps.map((step) => step.get("uses")).filter((node) => /^[.$]\//.test(node.text));
  return uses.map((node) => found("composite-action", node.line, "possible"));
}

/**
 * A release or a tag made with GITHUB_TOKEN: no other workflow starts for it, unless one is dispatched.
 * @param {Job} job
 * @param {WorkflowData} data
 */
function silentRelease(job, data) {
  if (job.script.some(([line]) => line.includes("gh workflow run") || line.includes("/dispatches"))) return [];
  return job.steps.flatMap((step) => {
    const [uses, run, inputs] = [step.get("uses"), step.get("run"), step.get("with")];
    const byAction = data.releaseActions.includes(before(uses.text, "@").toLowerCase());
    const draft = inputs.get("draft").text === "true" || run.text.includes("--draft");
    const releases = byAction || matches(data, "RELEASES", run.text);
    if (!releases || draft || otherToken(job, step, data)) return [];
    return [found("github-token-does-not-trigger", (uses.isThere ? uses : run).line, "possible")];
  });
}

/**
 * Whether a step, or the checkout whose credentials `git push` uses, has another token than GITHUB_TOKEN.
 * @param {Job} job
 * @param {Node} step
 * @param {WorkflowData} data
 */
function otherToken(job, step, data) {
  const places = [job.workflow.get("env"), job.node.get("env"), step.get("env"), step.get("with")];
  const checkouts = job.steps.filter((one) => one.get("uses").text.includes("checkout"));
  const texts = [...places, ...checkouts.map((one) => one.get("with"))].flatMap((place) => place.texts());
  const tokens = texts.filter(([key]) => matches(data, "OTHER_TOKEN", key)).map(([, node]) => node.text);
  return tokens.some((text) => !text.includes("github.token") && !text.includes("secrets.GITHUB_TOKEN"));
}
