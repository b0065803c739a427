// The answer on the page. Every value reaches it as text.

import { CAUSES, MESSAGES, labels, say, siteUrl, titleOf } from "./checker-catalogue.mjs";
import { handOver, publishingPage } from "./checker-hand-over.mjs";
import { compared, labelled, opening } from "./checker-report.mjs";
import { shown } from "./checker-text.mjs";

/** An element with attributes and children; a child that is no element is text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** Put other children in the place of those that are there, if they differ: what stays the same is not spoken again. */
export function replace(place, children) {
  const draft = element("div", {}, ...children);
  if (place.textContent !== draft.textContent) place.replaceChildren(...draft.childNodes);
}

let last;

/** Show what was found; `bad` is the sentence that says why nothing could be. */
export function showAnswer(result, found, { bad, lang, words, project, compared: isCompared }) {
  const now = JSON.stringify([found, bad, project, isCompared]);
  if (now === last) return;
  last = now;
  const [status, answer] = result.children;
  if (!found) {
    replace(status, [bad || words.empty]);
    status.classList.remove("tp-spoken");
    answer.replaceChildren();
    return;
  }
  const { causes, decision, error, register, assumed } = found;
  const told = causes.filter((each, i) => each.certainty !== "possible" || causes.length === 1);
  const others = causes.filter((each) => !told.includes(each));
  const [first] = causes;
  const said = opening(found, lang);
  const summary = told.length
    ? `${title(first, lang)} (${say(first.certainty, lang)}).`
    : [...said, ...(causes.length && !decision?.accepted ? [words.several] : [])].map(asSentence).join(" ");
  replace(status, [summary]);
  status.classList.toggle("tp-spoken", told.length > 0); // the same stands below, as a heading

  const parts = told.length ? said.map((line) => element("p", {}, line)) : [];
  if (error) parts.push(element("p", {}, linkToMessage(error, lang)));
  parts.push(...told.map((cause) => causeInFull(cause, provider(found), lang)));
  if (others.length) {
    if (!told.length && !isCompared) parts.push(element("p", {}, words.compare));
    parts.push(
      element(
        "details",
        { class: "tp-others", ...(told.length ? {} : { open: "" }) },
        element("summary", {}, (told.length ? words.others : words.possible).replace("{count}", others.length)),
        element("ul", {}, ...others.map((cause) => causeInShort(cause, lang))),
      ),
    );
  }
  if (register && !decision?.accepted) {
    const asked = !told.length || told.some(({ who }) => who === "publisher");
    parts.push(registration(register, found.index, project, lang, words, asked));
  }
  if (assumed.length && decision) parts.push(element("p", {}, say("assumed", lang, { claims: assumed.join(", ") })));
  if (causes.length) parts.push(toHandOver(handOver(found, lang, project), words));
  answer.replaceChildren(...parts);
}

const asSentence = (line) => (/[.!?]$/.test(line) ? line : `${line}.`);
const title = ({ cause }, lang) => titleOf(cause, lang);
const provider = ({ register, causes }) => register?.provider || CAUSES[causes[0]?.cause]?.providers?.[0];

/** The way to the page about what the log says. */
function linkToMessage({ message: id, code, reason }, lang) {
  const { page } = MESSAGES[id];
  const address = `${siteUrl(lang)}messages/${page}/#${id}`;
  return element("a", { href: address }, `${say("read-more", lang)}: ${shown(reason ?? code)}`);
}

/** A cause: its name, the two values one over the other, what to do, who can, where more stands. */
function causeInFull(cause, provider, lang) {
  const values = compared(cause, lang);
  return element(
    "section",
    { class: "tp-cause", "data-cause": cause.cause, "data-certainty": cause.certainty },
    element("h2", {}, title(cause, lang), " ", element("small", {}, say(cause.certainty, lang))),
    ...(values.length ? [comparison(cause, values, provider, lang)] : []),
    element("p", {}, cause.advice),
    element("p", {}, `${say("who", lang)}: ${say(cause.who, lang)}.`),
    element("p", {}, element("a", { href: cause.url }, `${say("read-more", lang)}: ${title(cause, lang)}`)),
  );
}

const causeInShort = (cause, lang) =>
  element(
    "li",
    { "data-cause": cause.cause, "data-certainty": cause.certainty },
    element("a", { href: cause.url }, title(cause, lang)),
  );

/** PyPI's value over the token's, and in each the part that the other lacks. */
function comparison({ field, expected, found }, [onPypi, inToken], provider, lang) {
  const label = labels(lang, provider)[field] ?? field;
  const differ = expected && found;
  const value = (text, other, real) =>
    real ? element("code", {}, ...(differ ? marked(text, other) : [text])) : element("em", {}, text);
  return element(
    "div",
    { class: "tp-compared" },
    element("p", {}, label),
    element(
      "dl",
      {},
      element("dt", {}, say("on-pypi", lang)),
      element("dd", {}, value(onPypi, inToken, expected), codes(expected)),
      element("dt", {}, say("in-token", lang)),
      element("dd", {}, value(inToken, onPypi, found), codes(found)),
    ),
  );
}

/** The text in three parts, the middle one marked: what it shares with the other at both ends stays plain. */
function marked(text, other) {
  const [here, there] = [[...text], [...other]];
  const shorter = Math.min(here.length, there.length);
  let start = 0;
  while (start < shorter && here[start] === there[start]) start += 1;
  let end = 0;
  while (end < shorter - start && here.at(-1 - end) === there.at(-1 - end)) end += 1;
  const middle = here.slice(start, here.length - end).join("");
  const parts = [here.slice(0, start).join(""), middle && element("mark", {}, middle)];
  return [...parts, here.slice(here.length - end).join("")].filter(Boolean);
}

/** The numbers of letters that may look like Latin ones. */
function codes(text) {
  const odd = [...new Set((text || "").match(/[^\0-\x7f]/gu) || [])].slice(0, 5);
  const named = odd.map((each) => `U+${each.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  return odd.length ? element("small", {}, ` ${named.join(" ")}`) : "";
}

/** The values of a publisher for this token, and PyPI's form with these values in it. */
function registration(register, index, project, lang, words, open) {
  const rows = labelled(register, lang).flatMap(([label, value]) => [
    element("dt", {}, label),
    element("dd", {}, value === say("any", lang) ? element("em", {}, value) : element("code", {}, value)),
  ]);
  const address = publishingPage(project, index, register);
  const link = element("a", { href: address, rel: "noreferrer", id: "tp-prefilled" }, words.prefilled);
  return element(
    "details",
    open ? { open: "" } : {},
    element("summary", {}, say("register", lang)),
    element("dl", { class: "tp-register" }, ...rows),
    element("p", {}, project ? link : words.project),
  );
}

/** The text for whoever can change the setting, and a button that copies it. */
function toHandOver(text, words) {
  const place = element("pre", { tabindex: "0" }, text);
  const button = element("button", { type: "button", class: "md-button", id: "tp-copy" }, words.copy);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = words.copied;
    } catch {
      getSelection().selectAllChildren(place); // no clipboard here: Ctrl+C takes it from there
      button.textContent = words.selected;
    }
  });
  return element("details", { class: "tp-hand-over" }, element("summary", {}, words["hand-over"]), button, place);
}
