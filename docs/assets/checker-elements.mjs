// The document, which no other file of the checker touches: its language, its own words, its elements.

import { isAscii } from "./checker-text.mjs";

const SHORT = 20; // characters that a column of a phone has room for
const { documentElement } = document;
export const lang = documentElement.lang === "ru" ? "ru" : "en";

/**
 * An element of the page's template, docs/.theme/overrides/partials/checker.html: it is there.
 * @param {string} selector
 */
export const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

/**
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
export const findAll = (selector) => document.querySelectorAll(selector);

const spoken = /** @type {HTMLTemplateElement} */ (find("#tp-words")).content.querySelectorAll("span");
/** The words that only the page says. */
export const words = Object.fromEntries(Array.from(spoken, (span) => [span.dataset.word, span.textContent]));

/**
 * An element with attributes and children; a child that is no element is text.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/**
 * Put other children in the place of those that are there, if they differ: what stays the same is not spoken again.
 * @param {Element} place
 * @param {(Node | string)[]} children
 */
export function replace(place, children) {
  const draft = element("div", {}, ...children);
  if (place.textContent !== draft.textContent) place.replaceChildren(...draft.childNodes);
}

/**
 * Put other children in the place of those that are there; what the reader has unfolded stays so.
 * @param {Element} place
 * @param {Node[]} children
 */
export function refill(place, children) {
  const unfolded = [...place.querySelectorAll("details[open] > summary")].map(({ textContent }) => textContent);
  place.replaceChildren(...children);
  for (const { parentElement, textContent } of place.querySelectorAll("details > summary")) {
    if (unfolded.includes(textContent)) parentElement?.setAttribute("open", "");
  }
}

/**
 * A sentence of the guide: what it marks as code or as emphasis, and its addresses, become elements.
 * @param {string} text
 */
export const rich = (text) =>
  text.split(/(`[^`]*`|\*[^*`]+\*|https?:\/\/[^\s`]+)/).map((part, place) => {
    if (place % 2 === 0) return part;
    if (part.startsWith("h")) return element("a", { href: part }, part);
    const inner = part.slice(1, -1);
    return part.startsWith("*") ? element("em", {}, inner) : code(inner);
  });

/**
 * The same sentence without its marks, as it is spoken.
 * @param {string} text
 */
export const spokenOf = (text) => element("p", {}, ...rich(text)).textContent;

/**
 * A sentence in which {page}, if it is there, becomes a link.
 * @param {string} sentence
 * @param {string} label
 * @param {Record<string, string>} attributes
 */
export function withPage(sentence, label, attributes) {
  const [before, ...after] = sentence.split("{page}");
  return after.length ? [before, element("a", attributes, label), ...after] : [before];
}

/**
 * A value to type, as code. A short one stands on one line.
 * @param {string} value
 * @param {(string | Node)[]} [parts] the value with its marks
 */
export function code(value, parts) {
  const isShort = value.length <= SHORT && isAscii(value);
  return element("code", isShort ? { class: "tp-short" } : {}, ...(parts ?? (isShort ? [value] : breakable(value))));
}

/**
 * A value that a line may break behind its punctuation, and nowhere within a word.
 * @param {string} value
 */
export function breakable(value) {
  const parts = value.match(/[^/_.@:]*[/_.@:]+|[^/_.@:]+/g) ?? [];
  return parts.flatMap((part, place) => (place ? [element("wbr"), part] : [part]));
}

/**
 * A button that copies; where there is no clipboard, it selects a place that shows the same.
 * @param {(string | Node)[]} label
 * @param {HTMLElement} place
 * @param {Record<string, string>} [attributes]
 */
export function copyButton(label, place, attributes = {}) {
  const button = element("button", { type: "button", class: "md-button", ...attributes }, ...label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(place.textContent);
      button.textContent = words.copied;
    } catch {
      getSelection()?.selectAllChildren(place); // Ctrl+C takes it from there
      button.textContent = words.selected;
    }
  });
  return button;
}
