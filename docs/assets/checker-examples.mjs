// The examples: what failed jobs printed and, where it matters, what PyPI had. They are loaded when one is asked for.

import { CAUSES, titleOf } from "./checker-catalogue.mjs";
import { element, find, findAll, lang, rich, words } from "./checker-elements.mjs";

/** @typedef {Record<string, [log: string, settings?: string]>} Examples */

/** What the addresses of examples begin with; behind it they name a cause, and nothing else. */
const ADDRESS = "#example=";

/**
 * The examples by their causes; null if they do not come.
 * @returns {Promise<Examples | null>}
 */
async function examples() {
  const loaded = await import("./examples.mjs").catch(() => null); // docs/.theme/hook.py makes it from snippets/logs
  return loaded && loaded.default;
}

/**
 * Fill in the examples whose addresses are followed, and list all of them when the list is opened.
 * @param {(log: string, settings?: string) => void} fillIn
 * @param {() => void} fail says that a file did not come
 */
export function offerExamples(fillIn, fail) {
  /** @param {{ hash: string }} address */
  const show = async ({ hash }) => {
    const id = hash.startsWith(ADDRESS) ? hash.slice(ADDRESS.length) : "";
    if (!id) return;
    const known = await examples();
    if (!known) fail();
    else if (Object.hasOwn(known, id)) fillIn(...known[id]);
  };
  // Within the page no address is changed: browsers ask for the page's icon again with each.
  const follow = (/** @type {HTMLAnchorElement} */ link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(link);
      const checker = find(".tp-checker");
      if (!checker.contains(link)) checker.scrollIntoView();
    });
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (findAll(`a[href^='${ADDRESS}']`));
  links.forEach(follow);
  addEventListener("hashchange", () => show(location));
  show(location);
  const list = /** @type {HTMLDetailsElement} */ (find(".tp-examples"));
  list.addEventListener("toggle", async () => {
    if (!list.open || list.querySelector("ul")) return;
    const known = await examples();
    const shown = known ? listOf(known, follow) : element("p", { role: "alert" }, words.unreachable);
    list.replaceChildren(list.children[0], shown);
  });
}

/**
 * A link to each example, in the order of the catalogue.
 * @param {Examples} known
 * @param {(link: HTMLAnchorElement) => void} follow
 */
function listOf(known, follow) {
  const ids = Object.keys(CAUSES).filter((id) => Object.hasOwn(known, id));
  const links = ids.map((id) => element("a", { href: ADDRESS + id }, ...rich(titleOf(id, lang))));
  links.forEach(follow);
  return element("ul", {}, ...links.map((link) => element("li", {}, link)));
}
