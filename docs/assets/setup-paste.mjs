// The workflow that is pasted into the setup form's page, or chosen as a file: what is wrong in it, what it needs on
// PyPI, and where it differs from the publisher that is typed. What reads a workflow is loaded once there is one.

import data from "./setup-data.mjs";
import { compare, nameIn } from "./setup-compare.mjs";
import { element, lang, rich, say, words } from "./setup-elements.mjs";

/**
 * @import { Difference, Typed } from "./setup-compare.mjs"
 * @import { Needed } from "./workflow-job.mjs"
 * @import { Finding } from "./workflow-patterns.mjs"
 */

const root = lang === "en" ? data.site : `${data.site}${lang}/`;
const YAML = "./vendor/js-yaml.mjs"; // a name, so that TypeScript does not check what is not written here
const MOST_BYTES = 4_000_000; // of a chosen file: more than the reader takes
let asked = 0;
/** The file that was chosen. */
let chosen = { name: "", text: "" };

/** The field that the workflow is pasted into; only GitHub's page has one. */
const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("#tp-workflow"));

/**
 * Put a chosen file into the field.
 * @param {File | undefined} file
 */
export async function choose(file) {
  if (!field || !file || file.size > MOST_BYTES) return;
  field.value = await file.text();
  chosen = { name: file.name, text: field.value };
}

/**
 * Read what is pasted, show what is wrong in it and what it needs, and compare it with what is typed.
 * @param {Typed | null} typed the publisher, if all of it is typed
 */
export async function readPasted(typed) {
  const place = /** @type {HTMLElement} */ (document.querySelector("#tp-workflow-result"));
  if (!field || (!field.value.trim() && !asked)) return;
  asked += 1;
  const number = asked;
  const [yaml, { Unreadable, readWorkflow }, { default: known }] = await Promise.all([
    import(YAML), import("./workflow.mjs"), import("./workflow-data.mjs"),
  ]);
  if (number !== asked) return; // something newer is being read
  try {
    const read = field.value.trim() ? readWorkflow(field.value, known, yaml) : null;
    place.replaceChildren(...(read ? answer(read, known.causes[lang], typed) : []));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    place.replaceChildren(element("p", {}, say("unreadable", { reason: error.message })));
  }
}

/**
 * The findings with their lines, the publishers that the jobs need, and what this page does not look at.
 * @param {{ publishers: Needed[], findings: Finding[] }} read
 * @param {Record<string, [title: string, advice: string]>} causes
 * @param {Typed | null} typed
 */
function answer({ publishers, findings }, causes, typed) {
  const items = findings.map(({ cause, line, certainty }) => {
    const [title, advice] = causes[cause];
    const said = say("line", { line: String(line), title, certainty: words[certainty] });
    const link = element("a", { href: `${root}causes/${cause}/` }, ...rich(said));
    return element("li", { "data-cause": cause, "data-line": String(line) }, link, " ", ...rich(advice));
  });
  const needs = publishers.map((needed) => element("p", {}, say("needs", {
    job: needed.job,
    host: data.hosts[needed.index ?? "pypi"] ?? "pypi.org",
    environment: needed.environment === null ? words.expression : needed.environment || words["no-environment"],
  })));
  const check = say("check", { page: `${root}reference/command-line/#check` });
  return [
    ...(typed ? compared(publishers, causes, typed) : []),
    items.length > 0 ? element("ul", {}, ...items) : element("p", {}, words.clean),
    ...(needs.length > 0 ? needs : [element("p", {}, words["needs-nothing"])]),
    element("p", {}, ...rich(check)),
  ];
}

/**
 * Where the file differs from the publisher that is typed, each with the one change to make.
 * @param {Needed[]} publishers
 * @param {Record<string, [title: string, advice: string]>} causes
 * @param {Typed} typed
 */
function compared(publishers, causes, typed) {
  const text = field?.value ?? "";
  const file = chosen.name && chosen.text === text ? chosen.name : nameIn(text);
  const differing = compare(publishers, typed, file);
  if (!differing) return [];
  const name = file ? "" : say("name-unknown", { file: typed.stored.workflow_filename });
  const nothing = words.agrees + (name && ` ${name}`);
  if (differing.length === 0) return [element("p", { class: "tp-agrees" }, nothing)];
  const items = differing.map((difference) => {
    const link = element("a", { href: `${root}causes/${difference.cause}/` }, ...rich(causes[difference.cause][0]));
    return element("li", { "data-differs": difference.field }, element("strong", {}, change(difference)), " ", link);
  });
  return [element("p", {}, words.differs), element("ul", {}, ...items), ...(name ? [element("p", {}, name)] : [])];
}

/**
 * What differs, and what to change.
 * @param {Difference} difference
 */
function change({ field: name, cause, typed, found, job }) {
  const label = data.providers.github.fields.find((known) => known.name === name)?.label[lang] ?? name;
  const kind = ["index", "repository"].includes(name) ? name : "field";
  const word = cause === "environment-missing-in-workflow" ? "differs-missing" : `differs-${kind}`;
  const shown = (/** @type {string} */ value) => (name === "index" ? data.hosts[value] : value);
  return say(word, { label, job, typed: shown(typed), found: shown(found) });
}
