// Put a diagnosis into words: the counterpart of the object in snippets/answer/report.py.

import { actOf } from "./checker-act.mjs";
import { CAUSES, MESSAGES, PYPI_CODES, SERVICES, address, adviceOf } from "./checker-catalogue.mjs";
import { fieldsOf, hasWord, labels, page, say } from "./checker-catalogue.mjs";
import { setupPage } from "./checker-form-links.mjs";
import { shown } from "./checker-safe-text.mjs";

/**
 * @import { Certainty } from "./catalogue.mjs"
 * @import { Case } from "./checker-case.mjs"
 * @import { Lang } from "./checker-catalogue.mjs"
 * @import { Diagnosis } from "./checker-causes.mjs"
 * @import { Decision } from "./checker-decision.mjs"
 * @import { Log } from "./checker-log.mjs"
 * @import { Cause } from "./checker-messages.mjs"
 * @import { Claims } from "./checker-provider.mjs"
 */

/**
 * One cause; `line` is a workflow file's, which is not read here.
 * @typedef {Cause & { line: null, who: string, act: string, change: string | null, advice: string, url: string }}
 *   CauseAnswer
 */

/**
 * The diagnosis, as `python snippets/diagnose.py --format json` prints it.
 * @typedef {object} Answer
 * @property {string | null} client
 * @property {{ code: string, reason: string | null, message: string } | null} error
 * @property {Claims | null} claims
 * @property {Decision | null} decision
 * @property {Record<string, string> | null} register
 * @property {string | null} setup the address of the setup form, filled in
 * @property {CauseAnswer[]} causes
 * @property {string | null} index
 * @property {string[]} messages
 * @property {string[]} assumed
 * @property {string[]} unexplained
 * @property {string[]} remarks
 * @property {string[]} uploaded
 * @property {string | null} cut
 * @property {string | null} service
 * @property {boolean} went_well
 */

/**
 * The diagnosis of a case as an object.
 * @param {Case} given
 * @param {Diagnosis} diagnosis
 * @param {Lang} lang
 * @returns {Answer}
 */
export function asObject(given, { decision, register, causes, assumed }, lang) {
  const { log, claims, index } = given;
  return {
    client: log?.client || null,
    error: log?.error || null,
    claims,
    decision,
    register,
    setup: register && setupPage(register, index, null, lang),
    causes: causes.map((cause) => ({
      ...cause,
      line: null,
      who: CAUSES[cause.cause].who,
      ...actOf(cause, given, lang),
      advice: adviceOf(cause.cause, lang),
      url: page(cause.cause, lang),
    })),
    index,
    messages: log?.messages || [],
    assumed,
    unexplained: log?.unexplained ?? [],
    remarks: remarksOf(log, causes),
    uploaded: log?.uploaded ?? [],
    cut: log?.cut ?? null,
    service: log?.service ?? null,
    went_well: log?.wentWell ?? false,
  };
}

/**
 * The ids of the messages that are worth knowing and lead to none of the causes.
 * @param {Log | null} log
 * @param {Cause[]} causes
 */
function remarksOf(log, causes) {
  const told = new Set(causes.map(({ cause }) => cause));
  const leads = (/** @type {string} */ message) =>
    Object.values(MESSAGES[message].causes).flat().some((cause) => told.has(cause));
  return (log?.remarks ?? []).filter((message) => !leads(message));
}

/**
 * Whether nothing tells which field differs: then the reader has to compare.
 * @param {Answer} answer
 */
export const isOpen = ({ causes }) =>
  causes.some(({ cause }) => CAUSES[cause].group === "matching") &&
  causes.every(({ certainty }) => certainty === "possible");

/**
 * What happened, in a line or two.
 * @param {Answer} answer
 * @param {Lang} lang
 */
export function opening(answer, lang) {
  const { error, decision, causes, unexplained } = answer;
  const lines = [];
  if (error) lines.push(`${say("failed", lang)}: ${inWords(error.code, error.reason)}`);
  if (decision?.accepted) {
    const said = say("accepted", lang, { number: Number(decision.matched_publisher) + 1 });
    lines.push(error && causes.length ? say("contradiction", lang) : said);
  } else if (decision && !error) {
    lines.push(`${say("refused", lang)}: ${inWords(String(decision.error_code), decision.reason)}`);
  }
  for (const { reason } of decision?.outcomes || []) {
    lines.push(`${say("outcomes", lang)}: ${shown(reason || say("accepts", lang))}`);
  }
  if (unexplained.length) {
    lines.push(`${say("unexplained", lang)}:`, ...unexplained.map((line) => `   ${shown(line)}`));
    lines.push(say("unexplained-next", lang, { url: address("messages", lang) }));
  }
  if (!causes.length && !lines.length) lines.push(say(nothingFound(answer), lang));
  return lines;
}

/**
 * An error as a reader finds it in the log: a code that PyPI doesn't send is left out if there is a reason.
 * @param {string} code
 * @param {string | null} reason
 */
function inWords(code, reason) {
  if (!reason) return code;
  return PYPI_CODES.includes(code) ? `${code} (${shown(reason)})` : shown(reason);
}

/**
 * The word for an answer without a cause: the job went well, or the log shows no end of it.
 * @param {Answer} answer
 */
function nothingFound({ client, messages, went_well: wentWell }) {
  if (wentWell) return "went-well";
  return client && !messages.length ? "no-known-failure" : "nothing-wrong";
}

/**
 * How to see, with the client of the log, the reason that PyPI gave.
 * @param {CauseAnswer} cause
 * @param {Answer} answer
 * @param {Lang} lang
 */
export function howToSee({ cause }, { client }, lang) {
  const word = `reason-${client}`;
  return cause === "upload-reason-not-shown" && hasWord(word, lang) ? [say(word, lang)] : [];
}

/**
 * What is worth knowing beside the causes: a claim that is cut off, uploaded files, the CI service, remarks. `url` is
 * an address that is not in the text.
 * @param {Answer} answer
 * @param {Lang} lang
 * @returns {{ text: string, url?: string }[]}
 */
export function besides({ cut, uploaded, service, remarks }, lang) {
  const said = [];
  if (cut) said.push({ text: say("cut", lang, { claim: cut }) });
  if (uploaded.length) {
    const files = uploaded.map((file) => shown(file)).join(", ");
    said.push({ text: say("uploaded", lang, { files, url: address("finish-release", lang) }) });
  }
  const known = SERVICES.find(({ id }) => id === service);
  if (known && !known.trusted) {
    said.push({ text: say("other-ci", lang, { service: known.name, url: page("no-ci-environment", lang) }) });
  }
  for (const remark of remarks) {
    said.push({ text: say("remark", lang), url: `${address(`messages/${MESSAGES[remark].page}`, lang)}#${remark}` });
  }
  return said;
}

/**
 * The publisher's value and the token's, as they can be shown; nothing where there is no field to compare.
 * @param {CauseAnswer} cause
 * @param {Lang} lang
 */
export function compared({ field, expected, found }, lang) {
  if (!field || (expected === null && found === null)) return [];
  return [expected, found].map((value) => (value ? withBlanks(shown(value)) : say("nothing", lang)));
}

/**
 * The text with those blanks spelled out that nobody sees: at its ends, and beside other blanks.
 * @param {string} text
 */
const withBlanks = (text) => text.replace(/^ +| +$| {2,}/g, (blanks) => "\\x20".repeat(blanks.length));

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
