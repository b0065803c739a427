// The workflow that is pasted into the setup form's page, and the words and elements that the page shares with it.
// What reads a workflow is loaded once one is pasted.

import data from "./setup-data.mjs";

/** @import { Finding, Needed } from "./workflow.mjs" */

export const lang = document.documentElement.lang === "ru" ? "ru" : "en";
const template = /** @type {HTMLTemplateElement} */ (document.querySelector("#tp-setup-words"));
const spans = template.content.querySelectorAll("span");
export const words = Object.fromEntries(Array.from(spans, (span) => [span.dataset.word, span.textContent]));
const root = lang === "en" ? data.site : `${data.site}${lang}/`;
const YAML = "./vendor/js-yaml.mjs"; // a name, so that TypeScript does not check what is not written here
let asked = 0;

/**
 * An element with attributes and children; a child that is no element is text.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/**
 * A sentence with its addresses as links.
 * @param {string} text
 */
export const linked = (text) =>
  text.split(/(https?:\/\/[^\s,]+)/).map((part, n) => (n % 2 ? element("a", { href: part }, part) : part));

/**
 * One of the page's words with values in its braces.
 * @param {string} word
 * @param {Record<string, string>} values
 * @returns {string}
 */
const say = (word, values) => String(words[word]).replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Read what is pasted, and show what it needs on PyPI and what is wrong in it. */
export async function readPasted() {
  const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("#tp-workflow"));
  const place = /** @type {HTMLElement} */ (document.querySelector("#tp-workflow-result"));
  asked += 1;
  const number = asked;
  const [yaml, { Unreadable, readWorkflow }, { default: known }] = await Promise.all([
    import(YAML), import("./workflow.mjs"), import("./workflow-data.mjs"),
  ]);
  if (number !== asked) return; // something newer is being read
  try {
    const read = field.value.trim() ? readWorkflow(field.value, known, yaml) : null;
    place.replaceChildren(...(read ? answer(read, known.causes[lang]) : []));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    place.replaceChildren(element("p", {}, say("unreadable", { reason: error.message })));
  }
}

/**
 * The findings with their lines, the publishers that the jobs need, and what this page does not look at.
 * @param {{ publishers: Needed[], findings: Finding[] }} read
 * @param {Record<string, [title: string, advice: string]>} causes
 */
function answer({ publishers, findings }, causes) {
  const items = findings.map(({ cause, line, certainty }) => {
    const [title, advice] = causes[cause];
    const said = say("line", { line: String(line), title, certainty: words[certainty] });
    const link = element("a", { href: `${root}causes/${cause}/` }, said);
    return element("li", { "data-cause": cause, "data-line": String(line) }, link, " ", advice);
  });
  const needs = publishers.map((needed) => element("p", {}, say("needs", {
    job: needed.job,
    host: needed.index === "testpypi" ? "test.pypi.org" : "pypi.org",
    environment: needed.environment === null ? words.expression : needed.environment || words["no-environment"],
  })));
  const check = say("check", { page: `${root}reference/command-line/#check` });
  return [
    items.length > 0 ? element("ul", {}, ...items) : element("p", {}, words.clean),
    ...(needs.length > 0 ? needs : [element("p", {}, words["needs-nothing"])]),
    element("p", {}, ...linked(check)),
  ];
}
