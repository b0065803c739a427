// The answer on the page. Every value reaches it as text.

import { CAUSES, MESSAGES, address, say, titleOf } from "./checker-catalogue.mjs";
import { comparison } from "./checker-comparison.mjs";
import { element, replace } from "./checker-elements.mjs";
import { handOver, publishingPage } from "./checker-hand-over.mjs";
import { besides, howToSee, labelled, opening } from "./checker-report.mjs";
import { shown } from "./checker-text.mjs";

/**
 * @import { Lang } from "./checker-catalogue.mjs"
 * @import { Answer, CauseAnswer } from "./checker-report.mjs"
 */

/**
 * What the page knows beside the answer: `bad` is the sentence that says why there is none, `words` are the page's own,
 * `compared` tells whether publishers were given.
 * @typedef {{ bad?: string, lang: Lang, words: Record<string, string>, project: string, compared: boolean }} Told
 */

let last = "";

/**
 * Show what was found, or that nothing could be.
 * @param {Element} result
 * @param {Answer | null} found
 * @param {Told} told
 */
export function showAnswer(result, found, told) {
  const now = JSON.stringify([found, told.bad, told.project, told.compared]);
  if (now === last) return;
  last = now;
  const [status, answer] = result.children;
  const strong = found ? strongOf(found.causes) : [];
  replace(status, [found ? summary(found, strong, told) : told.bad || told.words.empty]);
  status.classList.toggle("tp-spoken", strong.length > 0); // the same stands below, as a heading
  answer.replaceChildren(...(found ? parts(found, strong, told) : []));
}

/**
 * The causes that are told in full.
 * @param {CauseAnswer[]} causes
 */
const strongOf = (causes) => causes.filter(({ certainty }) => certainty !== "possible" || causes.length === 1);

/**
 * @param {Answer} found
 * @param {CauseAnswer[]} strong
 * @param {Told} told
 */
function summary(found, strong, { lang, words }) {
  const [first] = found.causes;
  const unexplained = found.unexplained.map((line) => shown(line)).join(" ");
  if (unexplained && !first) return `${say("unexplained", lang)}: ${unexplained}`;
  if (strong.length) return `${titleOf(first.cause, lang)} (${say(first.certainty, lang)}).`;
  const several = first && !found.decision?.accepted ? [words.several] : [];
  return [...opening(found, lang), ...several].map((line) => (/[.!?]$/.test(line) ? line : `${line}.`)).join(" ");
}

/**
 * @param {Answer} found
 * @param {CauseAnswer[]} strong
 * @param {Told} told
 */
function parts(found, strong, told) {
  const { causes, decision, error, register, assumed } = found;
  const { lang, words, project } = told;
  /** @type {HTMLElement[]} */
  const made = strong.length ? opening(found, lang).map((line) => element("p", {}, line.trim())) : [];
  if (error) made.push(element("p", {}, linkToMessage(error, lang)));
  const provider = register?.provider ?? CAUSES[causes[0]?.cause]?.providers?.[0];
  if (found.unexplained.length) {
    made.push(element("p", {}, ...linked(say("unexplained-next", lang, { url: address("messages", lang) }))));
  }
  made.push(...strong.map((cause) => causeInFull(cause, found, provider, lang)));
  made.push(...possible(causes.filter((cause) => !strong.includes(cause)), strong.length > 0, told));
  if (register && !decision?.accepted) {
    const asked = !strong.length || strong.some(({ who }) => who === "publisher");
    made.push(registration(register, found.index, asked, told));
  }
  if (assumed.length && decision) made.push(element("p", {}, say("assumed", lang, { claims: assumed.join(", ") })));
  for (const { text, url } of besides(found, lang)) {
    made.push(element("p", {}, ...(url ? [element("a", { href: url }, text)] : linked(text))));
  }
  if (causes.length || found.unexplained.length) made.push(toHandOver(handOver(found, lang, project), words));
  return made;
}

/**
 * A title or an advice, its marks of code as elements.
 * @param {string} text
 */
const coded = (text) => text.split("`").map((part, place) => (place % 2 ? element("code", {}, part) : part));

/**
 * One of the guide's own sentences, its addresses as links.
 * @param {string} text
 */
const linked = (text) =>
  text.split(/(https?:\/\/\S+)/).map((part, place) => (place % 2 ? element("a", { href: part }, part) : part));

/**
 * The possible causes, which are open if nothing stronger was found.
 * @param {CauseAnswer[]} others
 * @param {boolean} hasStrong
 * @param {Told} told
 */
function possible(others, hasStrong, { lang, words, compared: isCompared }) {
  if (!others.length) return [];
  const told = (hasStrong ? words.others : words.possible).replace("{count}", String(others.length));
  const list = element("ul", {}, ...others.map((cause) => causeInShort(cause, lang)));
  const attributes = { class: "tp-others", ...(hasStrong ? {} : { open: "" }) };
  const details = element("details", attributes, element("summary", {}, told), list);
  return hasStrong || isCompared ? [details] : [element("p", {}, words.compare), details];
}

/**
 * The way to the page about what the log says.
 * @param {NonNullable<Answer["error"]>} error
 * @param {Lang} lang
 */
function linkToMessage({ message: id, code, reason }, lang) {
  const { page } = MESSAGES[id];
  const href = `${address(`messages/${page}`, lang)}#${id}`;
  return element("a", { href }, `${say("read-more", lang)}: ${shown(reason ?? code)}`);
}

/**
 * A cause: its name, the two values one over the other, what to do, who can, where more stands.
 * @param {CauseAnswer} cause
 * @param {Answer} found
 * @param {string | undefined} provider
 * @param {Lang} lang
 */
function causeInFull(cause, found, provider, lang) {
  const [title, certainty] = [titleOf(cause.cause, lang), say(cause.certainty, lang)];
  return element(
    "section",
    { class: "tp-cause", "data-cause": cause.cause, "data-certainty": cause.certainty },
    element("h2", {}, ...coded(title), " ", element("small", {}, certainty)),
    ...comparison(cause, provider, lang),
    element("p", {}, ...coded([cause.advice, ...howToSee(cause, found, lang)].join(" "))),
    element("p", {}, `${say("who", lang)}: ${say(cause.who, lang)}.`),
    element("p", {}, element("a", { href: cause.url }, `${say("read-more", lang)}: `, ...coded(title))),
  );
}

/**
 * @param {CauseAnswer} cause
 * @param {Lang} lang
 */
const causeInShort = (cause, lang) =>
  element(
    "li",
    { "data-cause": cause.cause, "data-certainty": cause.certainty },
    element("a", { href: cause.url }, ...coded(titleOf(cause.cause, lang))),
  );

/**
 * The values of a publisher for this token, and PyPI's form with these values in it.
 * @param {Record<string, string>} register
 * @param {string | null} index
 * @param {boolean} open
 * @param {Told} told
 */
function registration(register, index, open, { project, lang, words }) {
  const rows = labelled(register, lang).flatMap(([label, value]) => [
    element("dt", {}, label),
    element("dd", {}, value === say("any", lang) ? element("em", {}, value) : element("code", {}, value)),
  ]);
  const form = publishingPage(project, index, register);
  const link = element("a", { href: form, rel: "noreferrer", id: "tp-prefilled" }, words.prefilled);
  return element(
    "details",
    open ? { open: "" } : {},
    element("summary", {}, say("register", lang)),
    element("dl", { class: "tp-register" }, ...rows),
    element("p", {}, project ? link : words.project),
  );
}

/**
 * The text for the person who can change the setting, and a button that copies it.
 * @param {string} text
 * @param {Record<string, string>} words
 */
function toHandOver(text, words) {
  const place = element("pre", { tabindex: "0" }, text);
  const button = element("button", { type: "button", class: "md-button", id: "tp-copy" }, words.copy);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = words.copied;
    } catch {
      getSelection()?.selectAllChildren(place); // no clipboard here: Ctrl+C takes it from there
      button.textContent = words.selected;
    }
  });
  return element("details", { class: "tp-hand-over" }, element("summary", {}, words["hand-over"]), button, place);
}
