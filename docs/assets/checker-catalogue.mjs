// The catalogue that every part reads: the counterpart of snippets/catalogue/__init__.py.

import CATALOGUE from "./catalogue.mjs"; // docs/.theme/data_modules.py makes it, and the words of each language
import { pythons } from "./checker-patterns.mjs";

/**
 * @import { MessageEntry, MessagePage, Words } from "./catalogue.mjs"
 * @typedef {"en" | "ru"} Lang
 */

/** @type {Partial<Record<Lang, Words>>} */
const WORDS = {}; // what `load` has fetched
let site = CATALOGUE.site;

export const { causes: CAUSES, certainties: CERTAINTIES, clients: CLIENTS, weights: WEIGHTS } = CATALOGUE;
export const { acts: ACTS, services: SERVICES, signs: SIGNS, endings: ENDINGS } = CATALOGUE;
export const { indexes: INDEXES, lookalikes: LOOKALIKES, providers: TABLES } = CATALOGUE;
export const { codes: PYPI_CODES, marks: MARKS } = CATALOGUE;
const PLACES = Object.keys(CAUSES); // a number stands for the cause at its place
const messages = CATALOGUE.messages.flatMap(messagesOf);
export const MESSAGES = Object.fromEntries(messages.map((message) => [message.id, message]));

/**
 * The messages of one page, each with what all of them share.
 * @param {MessagePage} page
 * @returns {MessageEntry[]}
 */
function messagesOf({ messages: own, ...shared }) {
  return own.map(([id, texts, causes, more]) => ({
    code: id, weight: "decisive", ...shared, ...more, id, texts, causes: named(causes),
  }));
}

/**
 * The ids of causes by their places.
 * @param {Record<string, number[]>} causes by how certain they are
 * @returns {MessageEntry["causes"]}
 */
function named(causes) {
  const lists = Object.entries(causes).map(([certainty, places]) => [certainty, places.map((place) => PLACES[place])]);
  return Object.fromEntries(lists);
}

/**
 * One of the patterns that Python's readers of a log use: a text gives it.
 * @param {string} name
 */
export const pattern = (name) => pythons(CATALOGUE.patterns[name]);

/**
 * Fetch the words of a language, once; `diagnose` and `BadInput.said` need them. Throws an error where a browser has
 * kept those of an earlier day.
 * @param {Lang} lang
 */
export async function load(lang) {
  const words = WORDS[lang] ?? /** @type {Words} */ ((await import(`./words-${lang}.mjs`)).default);
  if (words.edition !== CATALOGUE.edition) throw new Error(`words-${lang}.mjs is not of the same day: reload the page`);
  WORDS[lang] = words;
}

/** @param {Lang} lang */
function wordsOf(lang) {
  const loaded = WORDS[lang];
  if (!loaded) throw new Error(`await load("${lang}") first: it fetches the words`);
  return loaded;
}

/**
 * Let all addresses lead to another place at which the site is published.
 * @param {string} address
 */
export const useSite = (address) => void (site = address);

/**
 * One of the catalogue's sentences, with values put into its braces.
 * @param {string} word
 * @param {Lang} lang
 * @param {Record<string, unknown>} [values]
 */
export const say = (word, lang, values) => {
  const text = wordsOf(lang).words[word];
  return values ? fillIn(text, values) : text;
};

/**
 * What a cause is called.
 * @param {string} cause
 * @param {Lang} lang
 */
export const titleOf = (cause, lang) => wordsOf(lang).titles[PLACES.indexOf(cause)];

/**
 * What to do about a cause.
 * @param {string} cause
 * @param {Lang} lang
 */
export const adviceOf = (cause, lang) => wordsOf(lang).advice[PLACES.indexOf(cause)];

/**
 * PyPI's own labels of its form fields: of one provider, or of all.
 * @param {Lang} lang
 * @param {string | null} [provider]
 * @returns {Record<string, string>}
 */
export function labels(lang, provider) {
  const known = wordsOf(lang).labels;
  return provider ? known[provider] : Object.assign({}, ...Object.values(known));
}

/**
 * The names of the fields of a provider's form.
 * @param {string} provider
 */
export const fieldsOf = (provider) => TABLES[provider].fields.map((field) => field.name);

/**
 * Put values into the braces of a sentence.
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export const fillIn = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/**
 * Whether the catalogue has such a sentence.
 * @param {string} word
 * @param {Lang} lang
 */
export const hasWord = (word, lang) => Object.hasOwn(wordsOf(lang).words, word);

/**
 * The address of a cause's page, or for "" of the list of all causes.
 * @param {string} cause
 * @param {Lang} lang
 */
export const page = (cause, lang) => address(cause ? `causes/${cause}` : "causes", lang);

/**
 * The address of a page of the site.
 * @param {string} path
 * @param {Lang} lang
 */
export const address = (path, lang) => `${siteUrl(lang)}${path}/`;

/**
 * The site's address in a language, with a slash at its end.
 * @param {Lang} lang
 */
export const siteUrl = (lang) => `${site.replace(/\/+$/, "")}/${lang === "en" ? "" : `${lang}/`}`;
