// The catalogue that every part reads, and the messages in it: the counterpart of snippets/catalogue/__init__.py.

import CATALOGUE from "./catalogue.mjs"; // made by docs/.theme/data_modules.py, and the words of each language too
import { WORD, shown, words } from "./checker-text.mjs";

const MOST = 100; // times that one wording is looked for in a text

const WORDS = {}; // by language: what `load` has fetched
let site = CATALOGUE.site;

export const { causes: CAUSES, clients: CLIENTS, providers: TABLES, lookalikes: LOOKALIKES, weights: WEIGHTS } = CATALOGUE;
export const MESSAGES = Object.fromEntries(CATALOGUE.messages.map((message) => [message.id, message]));
export const FIELDS = Object.fromEntries(Object.entries(TABLES).map(([provider, { fields }]) => [provider, fields]));

/** Fetch the words of a language, once; `diagnose` and `BadInput.said` need them. */
export async function load(lang) {
  WORDS[lang] ??= (await import(`./words-${lang}.mjs`)).default;
}

/** Let all addresses lead to another place at which the site is published. */
export const useSite = (address) => void (site = address);

/** Input that can't be used; the sentence that says why is among the catalogue's words. */
export class BadInput extends Error {
  constructor(word, values = {}) {
    super();
    Object.assign(this, { name: "BadInput", word, values, message: word });
  }

  /** The sentence, in `en` or `ru`, with what was given to it made harmless. */
  said(lang) {
    return say(this.word, lang, Object.fromEntries(Object.entries(this.values).map(([name, value]) => [name, shown(value)])));
  }
}

/** One of the catalogue's sentences in `en` or `ru`, with values put into its braces. */
export const say = (word, lang, values = {}) => fillIn(WORDS[lang].words[word], values);

/** What a cause is called, and what to do about it. */
export const titleOf = (cause, lang) => WORDS[lang].titles[cause];
export const adviceOf = (cause, lang) => WORDS[lang].advice[cause];

/** PyPI's own labels of its form fields: of one provider, or of all. */
export const labels = (lang, provider) =>
  WORDS[lang].labels[provider] || Object.assign({}, ...Object.values(WORDS[lang].labels));

export const fillIn = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** The address of a cause's page, or of the list of all causes. */
export const page = (cause, lang) => siteUrl(lang) + (cause ? `causes/${cause}/` : "causes/");

/** The site's address in a language, with a slash at its end. */
export const siteUrl = (lang) => `${site.replace(/\/+$/, "")}/${lang === "en" ? "" : `${lang}/`}`;

/** One line, single blanks, straight quotation marks, no marks of code: what messages are looked for in. */
export function flatten(text) {
  const plain = text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replaceAll("`", "").replaceAll("**", "");
  return words(plain).filter((word) => word !== ">").join(" ");
}

/** Every known message in a flat text, in its order; where one wording contains another, the longer one counts. */
export function findMessages(flat) {
  const found = patterns
    .filter(({ literal }) => flat.includes(literal))
    .flatMap(({ message, pattern }) =>
      firstOf(flat.matchAll(pattern)).map((match) => ({
        start: match.index,
        message,
        text: match[0],
        values: { ...match.groups },
      })),
    )
    .sort((one, other) => one.start - other.start || other.text.length - one.text.length);
  let end = 0;
  return found.filter((each) => each.start >= end && (end = each.start + each.text.length));
}

function firstOf(matches) {
  const first = [];
  for (const match of matches) if (first.push(match) === MOST) break;
  return first;
}

/** A wording as a pattern: {name} stands for any words, at its beginning for one; marks of code count for nothing. */
function pattern(text) {
  const parts = text.replaceAll("`", "").split(/\{(\w+)\}/);
  const anyWords = parts[0] ? "[^\\n]{0,2000}?" : `[${WORD}.-]{1,200}`;
  const source = parts.map((part, i) =>
    i % 2 ? `(?<${part}>${anyWords})` : part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"),
  );
  return new RegExp(source.join(""), "gu");
}

const longest = (parts) => parts.reduce((best, part) => (part.length > best.length ? part : best));

const patterns = CATALOGUE.messages.flatMap((message) =>
  [...message.texts, ...(message.ru ?? [])].map((text) => ({
    message: message.id,
    literal: longest(text.replaceAll("`", "").split(/\{\w+\}/)),
    pattern: pattern(text),
  })),
);
