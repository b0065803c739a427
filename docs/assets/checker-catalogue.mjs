// The catalogue that every part reads, and the messages in it: the counterpart of snippets/catalogue/__init__.py.

import catalogue from "./catalogue.json" with { type: "json" };
import { WORD, shown, words } from "./checker-text.mjs";

const MOST = 100; // times that one wording is looked for in a text

export let CATALOGUE, CAUSES, MESSAGES, FIELDS;
let patterns;

/** Take another catalogue, or the same one with another `site_url`. */
export function load(other) {
  const byId = (list) => Object.fromEntries(list.map((each) => [each.id, each]));
  CATALOGUE = other;
  CAUSES = byId(other.causes);
  MESSAGES = byId(other.messages);
  FIELDS = Object.fromEntries(
    Object.entries(other.fields).map(([provider, fields]) => [provider, fields.map((field) => field.name)]),
  );
  patterns = other.messages.flatMap((message) =>
    [...message.texts, ...(message.ru ?? [])].map((text) => ({
      message: message.id,
      literal: longest(text.replaceAll("`", "").split(/\{\w+\}/)),
      pattern: pattern(text),
    })),
  );
}

/** Input that can't be used; the sentence that says why is among the catalogue's words. */
export class BadInput extends Error {
  constructor(word, values = {}) {
    super();
    Object.assign(this, { name: "BadInput", word, values });
    this.message = this.said("en");
  }

  /** The sentence, in `en` or `ru`, with what was given to it made harmless. */
  said(lang) {
    return say(this.word, lang, Object.fromEntries(Object.entries(this.values).map(([name, value]) => [name, shown(value)])));
  }
}

/** One of the catalogue's sentences in `en` or `ru`, with values put into its braces. */
export const say = (word, lang, values = {}) => fillIn(CATALOGUE.words[word][lang], values);

export const fillIn = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** The address of a cause's page, or of the list of all causes. */
export const page = (cause, lang) => siteUrl(lang) + (cause ? `causes/${cause}/` : "causes/");

/** The site's address in a language, with a slash at its end. */
export const siteUrl = (lang) => `${CATALOGUE.site_url.replace(/\/+$/, "")}/${lang === "en" ? "" : `${lang}/`}`;

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

load(catalogue);
