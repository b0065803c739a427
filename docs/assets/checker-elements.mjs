// The document, which no other file of the checker touches: its language, its own words, its elements.

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
