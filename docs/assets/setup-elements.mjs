// What the setup form's page is made of: its language, its words, its elements.

export const lang = document.documentElement.lang === "ru" ? "ru" : "en";
const template = /** @type {HTMLTemplateElement} */ (document.querySelector("#tp-setup-words"));
const spans = template.content.querySelectorAll("span");
export const words = Object.fromEntries(Array.from(spans, (span) => [span.dataset.word, span.textContent]));

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
 * A sentence of the guide: its addresses become links, and what it marks as code becomes code.
 * @param {string} text
 */
export const rich = (text) =>
  text.split(/(`[^`]*`|https?:\/\/[^\s,]*[^\s,.:;])/).map((part, place) => {
    if (place % 2 === 0) return part;
    return part.startsWith("h") ? element("a", { href: part }, part) : element("code", {}, part.slice(1, -1));
  });

/**
 * One of the page's words with values in its braces.
 * @param {string} word
 * @param {Record<string, string>} values
 * @returns {string}
 */
export const say = (word, values) => String(words[word]).replace(/\{(\w+)\}/g, (_, name) => values[name]);
