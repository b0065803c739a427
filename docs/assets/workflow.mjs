// What a GitHub workflow needs on PyPI, and what in it keeps it from publishing.
// The counterpart of snippets/ci_files; its patterns and names are data, which workflow-data.mjs holds.

import { strip } from "./checker-text.mjs";

const MOST_VARIABLES = 50; // of one step or job; a client reads a few
const MOST_NAMES = 20; // of a matrix that a runner's labels hold
import { Node, Unreadable, readYaml } from "./workflow-tree.mjs";

export { Unreadable };

/**
 * @import { WorkflowData } from "./workflow-data.mjs"
 * @import { Yaml } from "./workflow-tree.mjs"
 * @typedef {{ cause: string, line: number, certainty: string }} Finding
 * @typedef {{ job: string, line: number, environment: string | null, index: string | null }} Needed
 * @typedef {{ client: string, step: Node, line: number, index: string | null, password: Node,
 *   condition: string }} Upload
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

/**
 * A finding.
 * @param {string} cause
 * @param {number} line
 * @param {string} certainty
 * @returns {Finding}
 */
const found = (cause, line, certainty) => ({ cause, line, certainty });

/**
 * One of the patterns: fresh, since a global one remembers where it stopped.
 * @param {WorkflowData} data
 * @param {string} name
 */
const pattern = (data, name) => new RegExp(...data.patterns[name]);

/**
 * @param {WorkflowData} data
 * @param {string} name
 * @param {string} text
 */
const matches = (data, name, text) => pattern(data, name).test(text);

/**
 * Whether a pattern takes all of a text.
 * @param {WorkflowData} data
 * @param {string} name
 * @param {string} text
 */
function matchesWhole(data, name, text) {
  const [source, flags] = data.patterns[name];
  return new RegExp(`^(?:${source})$`, flags).test(text);
}

/**
 * What of a text stands before a separator.
 * @param {string} text
 * @param {string} separator
 */
const before = (text, separator) => text.split(separator)[0];

/** A job of a workflow. */
class Job {
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
    return {
      job: this.id, line: this.node.line, environment: name.text.includes("${{") ? null : name.text, index,
    };
  }

  /** The line of the environment's name. */
  get environmentLine() {
    const node = this.node.get("environment");
    return (node.get("name").isThere ? node.get("name") : node).line;
  }
}

/**
 * The lines of a script with their numbers; without comments and `echo`.
 * @param {Node} script
 * @returns {[string, number][]}
 */
function linesOf(script) {
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
function variablesOf(node, data) {
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
function uploadsOf(step, variables, named, data) {
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
 * The events that start a workflow.
 * @param {Node} root
 * @returns {Map<string, Node>}
 */
function triggers(root) {
  const on = root.get("on");
  return on.fields.size > 0 ? on.fields : new Map(on.items.map((node) => [node.text, node]));
}

/**
 * An input of the action.
 * @param {Upload} upload
 * @param {string} name
 */
const option = ({ step }, name) => step.get("with", name).text;

/**
 * Whether the action makes attestations.
 * @param {Upload} upload
 * @param {WorkflowData} data
 */
const isAttested = (upload, data) =>
  upload.client === data.action && !upload.password.text && option(upload, "attestations") !== "false";

/**
 * @param {Node} root
 * @param {Job[]} jobs
 * @param {WorkflowData} data
 */
function findInWorkflow(root, jobs, data) {
  const publishing = jobs.filter((job) => job.publishes);
  const calling = jobs.some((job) => job.node.get("uses").isThere);
  const silent = publishing.length === 0 && !calling;
  return [
    ...publishing.flatMap((job) =>
      [idToken, passwords, invocations, runner, wrongIndex, exchange].flatMap((check) => check(job, data))),
    ...emptySecrets(root, publishing, data),
    ...wrongEvents(root, jobs, data),
    ...jobs.flatMap((job) => [
      ...calls(job, data), ...localAction(job), ...(silent ? silentRelease(job, data) : []),
    ]),
  ];
}

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
