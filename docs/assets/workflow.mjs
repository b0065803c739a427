// What a GitHub workflow needs on PyPI, and what in it keeps it from publishing.
// The counterpart of snippets/ci_files; its patterns and names are data, which workflow-data.mjs holds.

import { findInWorkflow } from "./workflow-findings.mjs";
import { Job } from "./workflow-job.mjs";
import { Unreadable, readYaml } from "./workflow-tree.mjs";

export { Unreadable };

/**
 * @import { WorkflowData } from "./workflow-data.mjs"
 * @import { Finding } from "./workflow-patterns.mjs"
 * @import { Yaml } from "./workflow-tree.mjs"
 */

/**
 * Read a workflow: what its jobs need on PyPI, and the findings by line. Throws Unreadable if it is none.
 * @param {string} text
 * @param {WorkflowData} data
 * @param {Yaml} yaml
 */
export function readWorkflow(text, data, yaml) {
  const root = readYaml(text, data, yaml);
  if (root.get("jobs").fields.size === 0) throw new Unreadable("");
  const jobs = [...root.get("jobs").fields].map(([name, node]) => new Job(name, node, root, data));
  const publishers = jobs.filter((job) => job.publishes && job.trusts).map((job) => job.needed());
  return { publishers, findings: inOrder(findInWorkflow(root, jobs, data), data) };
}

/**
 * By line, the more certain first; each once.
 * @param {Finding[]} findings
 * @param {WorkflowData} data
 */
function inOrder(findings, { certainties }) {
  const once = [...new Map(findings.map((finding) => [JSON.stringify(Object.values(finding)), finding])).values()];
  const rank = (/** @type {Finding} */ finding) => certainties.indexOf(finding.certainty);
  return once.sort((a, b) => a.line - b.line || rank(a) - rank(b) || (a.cause < b.cause ? -1 : 1));
}
