// Opens the checker in a DOM without a browser, takes the steps of a visit, and tells what the page shows after each.
// In: a folder with the site's assets/ and visit.json (`html`, `steps`). Out, on standard output: the lines of each.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Window } from "happy-dom";

const folder = pathToFileURL(`${process.argv[2]}/`);
const { html, steps } = JSON.parse(readFileSync(new URL("visit.json", folder), "utf8"));
const window = new Window({ url: "https://guide.example/" });
// Its types are happy-dom's own, the page's are the browsers'.
const { document, location } = /** @type {typeof globalThis} */ (/** @type {unknown} */ (window));
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/** @param {string} selector */
const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
const log = () => /** @type {HTMLTextAreaElement} */ (find("#tp-log"));
/** @type {string[]} what is copied, scrolled to, asked of the browser */
const happened = [];
document.write(html);
/**
 * @param {string} what
 * @returns {(text: string | null) => void}
 */
const counted = (what) => (text) => void happened.push(`${what}: ${String(text).length} characters`);
const clipboard = { writeText: async (/** @type {string} */ text) => counted("copied")(text) };
for (const [name, value] of Object.entries({
  document, location, navigator: { clipboard },
  addEventListener: window.addEventListener.bind(window),
  getSelection: () => ({ selectAllChildren: (/** @type {Node} */ place) => counted("selected")(place.textContent) }),
  requestIdleCallback: (/** @type {() => void} */ call) => call(),
  setTimeout: setImmediate, // nobody waits here
  clearTimeout: clearImmediate,
})) Object.defineProperty(globalThis, name, { value, configurable: true }); // Node has some of them, read-only
window.Element.prototype.scrollIntoView = function () { happened.push(`in sight: ${this.id || this.className}`); };

/**
 * @param {string} name
 * @returns {Control}
 */
function control(name) {
  const { elements } = /** @type {HTMLFormElement} */ (find("#tp-publisher"));
  if (name === "log") return log();
  if (name === "project") return /** @type {Control} */ (find("#tp-project-name"));
  const [, field] = /^table (.+)/.exec(name) ?? [];
  if (field) return /** @type {Control} */ (find(`#tp-result [data-for=${field}]`));
  return /** @type {Record<string, any>} */ (elements)[name];
}

/**
 * @param {unknown} target
 * @param {string} type
 * @param {object} [more]
 */
function fire(target, type, more = {}) {
  const event = Object.assign(new window.Event(type, { bubbles: true, cancelable: true }), more);
  /** @type {typeof window} */ (target).dispatchEvent(event);
  if (event.defaultPrevented) happened.push(`${type}: the page sees to it`);
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} inputType
 */
function put(name, value, inputType) {
  control(name).value = value;
  fire(control(name), "input", { inputType });
}

/** @param {string} name */
const loaded = (name) => import(new URL(`assets/${name}.mjs`, folder).href);
/** @param {string} text */
const held = (text) => ({ getData: (/** @type {string} */ kind) => (kind === "text" ? text : "") });
/** @type {Record<string, (name: string, value: string) => unknown>} */
const DO = {
  // The page loads most of these when they are asked for: here nobody waits.
  open: () => Promise.all(["checker-page", "checker-hand-over", "checker-markdown", "examples"].map(loaded)),
  type: (name, value) => put(name, value, "insertText"),
  insert: (name, value) => put(name, value, "insertFromPaste"),
  again: (name) => fire(control(name), "input", { inputType: "insertText" }),
  paste: (_, text) => fire(log(), "paste", { clipboardData: held(text) }),
  // A file as PowerShell writes it, or as anybody else does.
  bring: (encoding, text) => {
    const bytes = encoding === "utf-16" ? Buffer.from(`\uFEFF${text}`, "utf16le") : Buffer.from(text, "utf8");
    const types = ["Files"];
    fire(window, "dragover", { dataTransfer: { types } });
    fire(window, "drop", { dataTransfer: { types, files: [new File([bytes], "failed-job.log")] } });
  },
  drop: (_, text) => fire(log(), "drop", { dataTransfer: held(text) }),
  click: (selector) => fire(find(selector), "click"),
  unfold: (selector) => {
    /** @type {HTMLDetailsElement} */ (find(selector)).open = true;
    fire(find(selector), "toggle");
  },
  follow: (hash) => {
    location.hash = hash;
    fire(window, "hashchange");
  },
  refuse: () => Object.assign(clipboard, { writeText: () => Promise.reject(new Error("no clipboard")) }),
  submit: () => fire(find("#tp-publisher"), "submit"),
};

// Where the site is, and how this Node says what is wrong with JSON, depends on the machine.
/** @param {string} text */
const site = (text) =>
  text.replaceAll(folder.href, "SITE/").replace(/(?:Expected|Unexpected) [^⏎\n]*JSON[^⏎\n]*/, "(why)");
/** @param {string | null} text */
const short = (text) => {
  const line = site(text ?? "").trim().replaceAll("\n", "⏎");
  return line.length > 100 ? `${line.slice(0, 80)}… ${line.length} characters` : line;
};

/**
 * @param {Node} node
 * @param {string} [depth]
 * @returns {Generator<string>}
 */
function* told(node, depth = "") {
  for (const child of node.childNodes) {
    if (child.nodeType === 1) {
      const element = /** @type {Element} */ (child);
      const attributes = [...element.attributes].map(({ name, value }) => ` ${name}="${site(value)}"`).join("");
      const isText = [...element.children].every((part) => part.matches("code, em, mark, small, strong, wbr"));
      const text = isText ? ` ${short(element.textContent)}` : "";
      yield `${depth}<${element.localName}${attributes}>${text}`;
      if (!text) yield* told(element, `${depth}  `);
    } else if (child.textContent?.trim()) yield depth + short(child.textContent);
  }
}

function* shown() {
  yield `log: ${short(log().value)}`;
  yield `note: ${find("#tp-note").textContent}`;
  if (!find(".tp-jump").hidden) yield "the way to the answer is shown";
  for (const element of document.querySelectorAll("#tp-publisher :is(input, select, textarea)")) {
    const field = /** @type {Control} */ (element);
    if (/** @type {HTMLElement | null} */ (field.closest("[data-field]"))?.hidden) continue;
    const wrong = field.getAttribute("aria-invalid") === "true" ? ", wrong" : "";
    yield `${field.name} (${field.labels?.[0].textContent.trim()}): ${field.value}${wrong}`;
    const said = document.getElementById(field.getAttribute("aria-describedby") ?? "");
    if (said) yield* told(said, "  ");
  }
  for (const part of document.querySelectorAll("#tp-result > .tp-part")) yield* told(part);
  for (const input of document.querySelectorAll("#tp-result input")) {
    const field = /** @type {HTMLInputElement} */ (input);
    yield `${field.dataset.for ?? field.id}: ${field.value}`;
  }
  yield `focus: ${document.activeElement?.id}`;
}

const visit = [];
for (const [what, name, value] of steps) {
  await DO[what](name, value);
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  visit.push([...shown(), ...happened.splice(0)]);
}
process.stdout.write(JSON.stringify(visit), () => process.exit(0));
