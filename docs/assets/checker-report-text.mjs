// The diagnosis as one text, for programs: no page loads this file. The counterpart of the text in
// snippets/answer/report.py.

import { labels, page, say, titleOf } from "./checker-catalogue.mjs";
import { besides, compared, howToSee, isOpen, labelled, opening } from "./checker-report.mjs";

/**
 * @import { Lang } from "./checker-catalogue.mjs"
 * @import { Answer, CauseAnswer } from "./checker-report.mjs"
 */

/**
 * The diagnosis for a person: what to do about certain and likely causes, and why; a line for each possible one.
 * @param {Answer} answer
 * @param {Lang} lang
 */
export function asText(answer, lang) {
  const { causes } = answer;
  const strong = causes.filter(({ certainty }) => certainty !== "possible").length;
  const told = causes.slice(0, Math.max(strong + 3, 6));
  const lines = told.flatMap((cause, place) => causeLines(cause, place + 1, answer, lang));
  const count = causes.length - told.length;
  if (count) lines.push(say("more", lang, { count, url: page("", lang) }));
  const values = valuesToCompare(answer, lang);
  const parts = [opening(answer, lang), ...(isOpen(answer) ? [values, lines] : [lines, values])];
  for (const { text, url } of besides(answer, lang)) parts.push([url ? `${text}: ${url}` : text]);
  return `${parts.filter((part) => part.length).map((part) => part.join("\n")).join("\n\n")}\n`;
}

/**
 * What a publisher must hold for this token, unless PyPI accepts it.
 * @param {Answer} answer
 * @param {Lang} lang
 */
function valuesToCompare({ register, setup, decision }, lang) {
  if (!register || decision?.accepted) return [];
  const values = labelled(register, lang).map(([name, value]) => `   ${name}: ${value}`);
  const forms = setup ? [`   ${say("setup-form-filled", lang)}: ${setup}`] : [];
  return [`${say("register", lang)}:`, ...values, ...forms];
}

/**
 * @param {CauseAnswer} cause
 * @param {number} number
 * @param {Answer} answer
 * @param {Lang} lang
 */
function causeLines(cause, number, answer, lang) {
  const { causes, register } = answer;
  const title = `${titleOf(cause.cause, lang)} (${say(cause.certainty, lang)})`;
  const last = `   ${cause.url}`;
  if (cause.certainty === "possible" && causes.length > 1) return [`${number}. ${title}`, last];
  const values = compared(cause, lang);
  const names = [say("on-pypi", lang), say("in-token", lang)];
  const width = Math.max(...names.map((name) => name.length)) + 1;
  const label = labels(lang, register?.provider)[String(cause.field)] || cause.field;
  return [
    `${number}. ${cause.act}`,
    `   ${say("why", lang)}: ${title}.`,
    ...(values.length ? [`   ${label}:`] : []),
    ...values.map((value, place) => `     ${`${names[place]}:`.padEnd(width)} ${value}`),
    ...howToSee(cause, answer, lang).map((line) => `   ${line}`),
    `   ${say("who", lang)}: ${say(cause.who, lang)}.`,
    last,
  ];
}
