// Put a diagnosis into words: the counterpart of the object and the text in snippets/answer/report.py.

import { CAUSES, adviceOf, fieldsOf, labels, page, say, titleOf } from "./checker-catalogue.mjs";
import { shown } from "./checker-text.mjs";

/**
 * @import { Certainty } from "./catalogue.mjs"
 * @import { Case } from "./checker-case.mjs"
 * @import { Lang } from "./checker-catalogue.mjs"
 * @import { Diagnosis } from "./checker-causes.mjs"
 * @import { Decision } from "./checker-decision.mjs"
 * @import { Cause } from "./checker-messages.mjs"
 * @import { Claims } from "./checker-provider.mjs"
 */

/**
 * One cause; `line` is a workflow file's, which is not read here.
 * @typedef {Cause & { line: null, who: string, advice: string, url: string }} CauseAnswer
 */

/**
 * The diagnosis, as `python snippets/diagnose.py --format json` prints it.
 * @typedef {object} Answer
 * @property {string | null} client
 * @property {{ code: string, reason: string | null, message: string } | null} error
 * @property {Claims | null} claims
 * @property {Decision | null} decision
 * @property {Record<string, string> | null} register
 * @property {CauseAnswer[]} causes
 * @property {string | null} index
 * @property {string[]} messages
 * @property {string[]} assumed
 */

/**
 * The diagnosis of a case as an object.
 * @param {Case} given
 * @param {Diagnosis} diagnosis
 * @param {Lang} lang
 * @returns {Answer}
 */
export function asObject({ log, claims, index }, { decision, register, causes, assumed }, lang) {
  return {
    client: log?.client || null,
    error: log?.error || null,
    claims,
    decision,
    register,
    causes: causes.map((cause) => ({
      ...cause,
      line: null,
      who: CAUSES[cause.cause].who,
      advice: adviceOf(cause.cause, lang),
      url: page(cause.cause, lang),
    })),
    index,
    messages: log?.messages || [],
    assumed,
  };
}

/**
 * The diagnosis for a person: the certain and the likely causes in full, the possible ones a line each.
 * @param {Answer} answer
 * @param {Lang} lang
 */
export function asText(answer, lang) {
  const { causes, register, decision, assumed } = answer;
  const strong = causes.filter(({ certainty }) => certainty !== "possible").length;
  const told = causes.slice(0, Math.max(strong + 3, 6));
  const lines = [...opening(answer, lang), ""];
  told.forEach((cause, place) => lines.push(...causeLines(cause, place + 1, answer, lang)));
  const count = causes.length - told.length;
  if (count) lines.push(say("more", lang, { count, url: page("", lang) }));
  if (register && !decision?.accepted) {
    lines.push("", `${say("register", lang)}:`);
    lines.push(...labelled(register, lang).map(([name, value]) => `   ${name}: ${value}`));
  }
  if (assumed.length && decision) lines.push("", say("assumed", lang, { claims: assumed.join(", ") }));
  return `${lines.join("\n").trim().replace(/\n{3,}/g, "\n\n")}\n`;
}

/**
 * @param {CauseAnswer} cause
 * @param {number} number
 * @param {Answer} answer
 * @param {Lang} lang
 */
function causeLines(cause, number, { causes, register }, lang) {
  const first = `${number}. ${titleOf(cause.cause, lang)} (${say(cause.certainty, lang)})`;
  const last = `   ${cause.url}`;
  if (cause.certainty === "possible" && causes.length > 1) return [first, last];
  const values = compared(cause, lang);
  const names = [say("on-pypi", lang), say("in-token", lang)];
  const width = Math.max(...names.map((name) => name.length)) + 1;
  const label = labels(lang, register?.provider)[String(cause.field)] || cause.field;
  return [
    first,
    ...(values.length ? [`   ${label}:`] : []),
    ...values.map((value, place) => `     ${`${names[place]}:`.padEnd(width)} ${value}`),
    `   ${cause.advice}`,
    `   ${say("who", lang)}: ${say(cause.who, lang)}.`,
    last,
  ];
}

/**
 * What happened, in a line or two.
 * @param {Answer} answer
 * @param {Lang} lang
 */
export function opening({ error, decision, causes, client, messages }, lang) {
  const lines = [];
  const because = (/** @type {string | null} */ reason) => (reason ? ` (${shown(reason)})` : "");
  if (error) lines.push(`${say("failed", lang)}: ${error.code}${because(error.reason)}`);
  if (decision?.accepted) {
    lines.push(say("accepted", lang, { number: Number(decision.matched_publisher) + 1 }));
    if (error && causes.length) lines.push(say("contradiction", lang));
  } else if (decision && !error) {
    lines.push(`${say("refused", lang)}: ${decision.error_code}${because(decision.reason)}`);
  }
  for (const { reason } of decision?.outcomes || []) {
    lines.push(`${say("outcomes", lang)}: ${shown(reason || say("accepts", lang))}`);
  }
  const unknown = client && !messages.length;
  if (!causes.length && !lines.length) lines.push(say(unknown ? "no-known-failure" : "nothing-wrong", lang));
  return lines;
}

/**
 * The publisher's value and the token's, as they can be shown; nothing where there is no field to compare.
 * @param {CauseAnswer} cause
 * @param {Lang} lang
 */
export function compared({ field, expected, found }, lang) {
  if (!field || (expected === null && found === null)) return [];
  return [expected, found].map((value) => (value ? shown(value) : say("nothing", lang)));
}

/**
 * The values to register beside the labels of PyPI's form.
 * @param {Record<string, string>} register
 * @param {Lang} lang
 */
export function labelled(register, lang) {
  const names = labels(lang, register.provider);
  const value = (/** @type {string} */ name) => (register[name] ? shown(register[name]) : say("any", lang));
  return fieldsOf(register.provider).map((name) => [names[name], value(name)]);
}
