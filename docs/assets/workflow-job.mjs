// A job of a workflow: its steps, what it uploads, its permissions, and the publisher that it needs.
// The counterpart of snippets/ci_files/jobs.py.

import { pattern } from "./workflow-patterns.mjs";
import { linesOf, uploadsOf, variablesOf } from "./workflow-uploads.mjs";

/**
 * @import { WorkflowData } from "./workflow-data.mjs"
 * @import { Node } from "./workflow-tree.mjs"
 * @import { Upload } from "./workflow-uploads.mjs"
 * @typedef {{ job: string, line: number, environment: string | null, index: string | null,
 *   repository: string }} Needed
 */

/** A job of a workflow. */
export class Job {
  /**
   * @param {string} id
   * @param {Node} node
   * @param {Node} workflow
   * @param {WorkflowData} data
   */
  constructor(id, node, workflow, data) {
    this.id = id;
    this.node = node;
    this.workflow = workflow;
    this.data = data;
    this.steps = node.get("steps").items;
    /** @type {[string, number][]} */
    this.script = this.steps.flatMap((step) => linesOf(step.get("run")));
    this.uploads = this.#uploads();
    this.exchanges = this.#exchanges();
  }

  /** @returns {Upload[]} */
  #uploads() {
    const { data } = this;
    const shared = [...variablesOf(this.workflow, data), ...variablesOf(this.node, data)];
    const scripts = this.steps.map((step) => step.get("run").text).join("\n");
    const named = [...scripts.matchAll(pattern(data, "PASSWORD"))].map(([name]) => name).join(" ").slice(0, 1000);
    return this.steps.flatMap((step) =>
      uploadsOf(step, new Map([...shared, ...variablesOf(step, data)]), named, data));
  }

  /** @returns {[string, number][]} */
  #exchanges() {
    return this.script.flatMap(([line, number]) => {
      const match = pattern(this.data, "EXCHANGE").exec(line);
      return match ? [/** @type {[string, number]} */ ([match[1] ? "testpypi" : "pypi", number])] : [];
    });
  }

  get publishes() {
    return this.uploads.length > 0 || this.exchanges.length > 0;
  }

  get trusts() {
    const able = this.uploads.filter(({ client }) => [this.data.action, ...this.data.trusted].includes(client));
    return this.exchanges.length > 0 || able.some(({ password }) => this.idToken || !password.text);
  }

  get permissions() {
    const own = this.node.get("permissions");
    return own.isThere ? own : this.workflow.get("permissions");
  }

  /** @returns {boolean | null} Whether the job may ask for an ID token; null if its caller says. */
  get idToken() {
    if (!this.permissions.isThere) return triggers(this.workflow).has("workflow_call") ? null : false;
    return this.permissions.text === "write-all" || this.permissions.get("id-token").text === "write";
  }

  /** @returns {Needed} */
  needed() {
    const index = this.uploads.length > 0 ? this.uploads[0].index : this.exchanges[0][0];
    const node = this.node.get("environment");
    const name = node.get("name").isThere ? node.get("name") : node;
    const repository = pattern(this.data, "REPOSITORY").exec(this.node.get("if").text)?.[1] ?? "";
    const environment = name.text.includes("${{") ? null : name.text;
    return { job: this.id, line: this.node.line, environment, index, repository };
  }

  /** The line of the environment's name. */
  get environmentLine() {
    const node = this.node.get("environment");
    return (node.get("name").isThere ? node.get("name") : node).line;
  }
}

/**
 * The events that start a workflow.
 * @param {Node} root
 * @returns {Map<string, Node>}
 */
export function triggers(root) {
  const on = root.get("on");
  return on.fields.size > 0 ? on.fields : new Map(on.items.map((node) => [node.text, node]));
}
