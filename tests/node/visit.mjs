// Opens the checker in a DOM without a browser, takes the steps of a visit, and tells what the page shows after each.
// In: a folder with the site's assets/ and visit.json (`html`, `steps`). Out, on standard output: the lines of each.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Window } from "happy-dom";

const folder = pathToFileURL(`${process.argv[2]}/`);
const { html, steps } = JSON.parse(readFileSync(new URL("visit.json", folder), "utf8"));
const window = new Window({ url: "https://guide.example/" });
const { document, location } = window;
const log = () => document.querySelector("#tp-log");
const happened = []; // what is copied, scrolled to, asked of the browser
document.write(html);
const navigator = { clipboard: { writeText: async (text) => happened.push(`copied: ${text.length} characters`) } };
for (const [name, value] of Object.entries({
  document, location, navigator,
  addEventListener: window.addEventListener.bind(window),
  getSelection: () => ({ selectAllChildren: (place) => happened.push(`selected: ${place.textContent.length} characters`) }),
  requestIdleCallback: (call) => call(),
  setTimeout: setImmediate, // nobody waits here
  clearTimeout: clearImmediate,
})) Object.defineProperty(globalThis, name, { value, configurable: true }); // Node has some of them, read-only
window.Element.prototype.scrollIntoView = function () { happened.push(`in sight: ${this.id || this.className}`); };

const control = (name) => (name === "log" ? log() : document.querySelector("#tp-publisher").elements[name]);
const fire = (target, type, more = {}) => {
  const event = Object.assign(new window.Event(type, { bubbles: true, cancelable: true }), more);
  target.dispatchEvent(event);
  if (event.defaultPrevented) happened.push(`${type}: the page sees to it`);
};
const held = (text) => ({ getData: (kind) => (kind === "text" ? text : "") });
const DO = {
  open: () => import(new URL("assets/checker-page.mjs", folder)),
  type: (name, value) => {
    control(name).value = value;
    fire(control(name), "input", { inputType: "insertText" });
  },
  insert: (name, value) => {
    control(name).value = value;
    fire(control(name), "input", { inputType: "insertFromPaste" });
  },
  again: (name) => fire(control(name), "input", { inputType: "insertText" }),
  paste: (_, text) => fire(log(), "paste", { clipboardData: held(text) }),
  drop: (_, text) => fire(log(), "drop", { dataTransfer: held(text) }),
  click: (selector) => fire(document.querySelector(selector), "click"),
  follow: (hash) => {
    location.hash = hash;
    fire(window, "hashchange");
  },
  refuse: () => Object.assign(navigator.clipboard, { writeText: () => Promise.reject(new Error("no clipboard")) }),
  submit: () => fire(document.querySelector("#tp-publisher"), "submit"),
};

// Where the site is, and how this Node says what is wrong with JSON, depends on the machine.
const site = (text) => text.replaceAll(folder.href, "SITE/").replace(/(?:Expected|Unexpected) [^⏎\n]*JSON[^⏎\n]*/, "(why)");
const short = (text) => {
  const line = site(text).trim().replaceAll("\n", "⏎");
  return line.length > 100 ? `${line.slice(0, 80)}… ${line.length} characters` : line;
};

function* told(node, depth = "") {
  for (const each of node.childNodes) {
    if (each.nodeType === 1) {
      const attributes = [...each.attributes].map(({ name, value }) => ` ${name}="${site(value)}"`).join("");
      const text = each.children.length ? "" : ` ${short(each.textContent)}`;
      yield `${depth}<${each.localName}${attributes}>${text}`;
      if (!text) yield* told(each, `${depth}  `);
    } else if (each.textContent.trim()) yield depth + short(each.textContent);
  }
}

function* shown() {
  yield `log: ${short(log().value)}`;
  for (const id of ["note", "jump"]) yield `${id}: ${document.querySelector(`#tp-${id}`).textContent}`;
  if (!document.querySelector(".tp-jump").hidden) yield "the way to the answer is shown";
  for (const each of document.querySelectorAll("#tp-publisher :is(input, select, textarea)")) {
    if (each.closest("[data-field]")?.hidden) continue;
    const wrong = each.getAttribute("aria-invalid") === "true" ? ", wrong" : "";
    yield `${each.name} (${each.labels[0].textContent.trim()}): ${each.value}${wrong}`;
    const said = document.getElementById(each.getAttribute("aria-describedby"));
    if (said) yield* told(said, "  ");
  }
  yield* told(document.querySelector("#tp-result"));
  yield `focus: ${document.activeElement?.id}`;
}

const visit = [];
for (const [what, ...given] of steps) {
  await DO[what](...given);
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  visit.push([...shown(), ...happened.splice(0)]);
}
process.stdout.write(JSON.stringify(visit), () => process.exit(0));
