// The uploads of a workflow's steps, by action or by command: which client, to which index, with which password.
// The counterpart of snippets/ci_files/commands.py.

import { strip } from "./checker-text.mjs";
import { before, matchesWhole, pattern } from "./workflow-patterns.mjs";
import { Node } from "./workflow-tree.mjs";

/**
 * @import { WorkflowData } from "./workflow-data.mjs"
 * @typedef {{ client: string, step: Node, line: number, index: string | null, password: Node,
 *   condition: string }} Upload
 */

const MOST_VARIABLES = 50; // of one step or job; a client reads a few

/**
 * The lines of a script with their numbers; without comments and `echo`.
 * @param {Node} script
 * @returns {[string, number][]}
 */
export function linesOf(script) {
  return script.items.flatMap((node) => {
    const first = node.line + Number(node.text.includes("\n"));
    return node.text.split("\n").flatMap((line, n) => {
      const bare = strip(line);
      return bare && !/^(?:#|echo )/.test(line.slice(line.indexOf(bare))) ? [[bare.slice(0, 5000), first + n]] : [];
    });
  });
}

/**
 * The same with continued lines joined.
 * @param {Node} script
 * @returns {[string, number][]}
 */
function commands(script) {
  /** @type {[string, number][]} */
  const made = [];
  let [command, start] = ["", 0];
  for (const [line, number] of linesOf(script)) {
    start = command ? start : number;
    command = (command + line).slice(0, 5000);
    if (!line.endsWith("\\")) {
      made.push([command, start]);
      command = "";
    }
    if (command.endsWith("\\")) command = command.slice(0, -1);
  }
  return command ? [...made, [command, start]] : made;
}

/**
 * The client that a command uploads with, and what follows it.
 * @param {string} command
 * @param {WorkflowData} data
 */
function clientOf(command, data) {
  const match = pattern(data, "COMMAND").exec(command);
  if (!match || command.includes("--dry-run") || command.includes("--help")) return [null, ""];
  return [match[1] ?? match[2], command.slice(match.index + match[0].length)];
}

/**
 * The index that names or URLs stand for.
 * @param {string[]} names
 */
function indexOf(names) {
  for (const name of names.filter(Boolean)) {
    if (name === "testpypi" || name.startsWith("https://test.pypi.org/")) return "testpypi";
    if (name.includes("$")) return null;
    const isPypi = name === "pypi" || /^https:\/\/(?:upload\.)?pypi\.org\//.test(name);
    if (!isPypi) return name.includes("://") ? "other" : null;
  }
  return "pypi";
}

/**
 * The index that a command uploads to: its options come before its variables.
 * @param {string} options
 * @param {Map<string, Node>} variables
 * @param {WorkflowData} data
 */
function indexFor(options, variables, data) {
  const given = [...options.matchAll(pattern(data, "INDEX_OPTION"))].map((match) => match[1]);
  const set = [...variables].filter(([name]) => matchesWhole(data, "INDEX", name)).map(([, node]) => node.text);
  return indexOf([...given, ...set]);
}

/**
 * The password of a command; a node without text if there is none.
 * @param {string} options
 * @param {Map<string, Node>} variables
 * @param {string} scripts
 * @param {WorkflowData} data
 */
function passwordFor(options, variables, scripts, data) {
  for (const [name, node] of variables) if (node.text && matchesWhole(data, "PASSWORD", name)) return node;
  const match = pattern(data, "PASSWORD_OPTION").exec(options) ?? pattern(data, "PASSWORD").exec(scripts);
  return match ? new Node(0, match[0]) : new Node(0);
}

/**
 * The variables set here that hold a password or name an index.
 * @param {Node} node
 * @param {WorkflowData} data
 */
export function variablesOf(node, data) {
  const isNamed = (/** @type {string} */ name) => ["PASSWORD", "INDEX"].some((kind) => matchesWhole(data, kind, name));
  return [...node.get("env").fields].filter(([name]) => isNamed(name)).slice(0, MOST_VARIABLES);
}

/**
 * The uploads of one step; those to other indexes than PyPI and TestPyPI are left out.
 * @param {Node} step
 * @param {Map<string, Node>} variables
 * @param {string} named the names of the password variables that the job's scripts set
 * @param {WorkflowData} data
 * @returns {Upload[]}
 */
export function uploadsOf(step, variables, named, data) {
  const [uses, inputs, condition] = [step.get("uses"), step.get("with"), step.get("if").text];
  const action = before(uses.text, "@").toLowerCase();
  /** @type {Upload[]} */
  const made = [];
  if (action === data.action) {
    const url = inputs.get("repository-url").isThere ? inputs.get("repository-url") : inputs.get("repository_url");
    const index = indexOf([url.text]);
    const password = inputs.get("password");
    if (index !== "other") made.push({ client: action, step, line: uses.line, index, password, condition });
  } else if (action === "pyo3/maturin-action" && ["upload", "publish"].includes(inputs.get("command").text)) {
    const options = ` ${inputs.get("args").text}`;
    const password = passwordFor(options, variables, named, data);
    const index = indexFor(options, variables, data);
    made.push({ client: "maturin", step, line: uses.line, index, password, condition });
  }
  for (const [command, line] of commands(step.get("run"))) {
    const [client, options] = clientOf(command, data);
    const index = client ? indexFor(options ?? "", variables, data) : "other";
    if (client && index !== "other") {
      const password = passwordFor(options ?? "", variables, named, data);
      made.push({ client, step, line, index, password, condition });
    }
  }
  return made;
}

/**
 * An input of the action.
 * @param {Upload} upload
 * @param {string} name
 */
export const option = ({ step }, name) => step.get("with", name).text;

/**
 * Whether the action makes attestations.
 * @param {Upload} upload
 * @param {WorkflowData} data
 */
export const isAttested = (upload, data) =>
  upload.client === data.action && !upload.password.text && option(upload, "attestations") !== "false";
