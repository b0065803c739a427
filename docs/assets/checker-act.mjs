// What to do about a cause, with the values of the case filled in: the counterpart of snippets/answer/act.py.

import { ACTS, INDEXES, adviceOf, labels, say } from "./checker-catalogue.mjs";
import { shown } from "./checker-safe-text.mjs";
import { partition, rpartition } from "./checker-text.mjs";

/**
 * @import { Case } from "./checker-case.mjs"
 * @import { Lang } from "./checker-catalogue.mjs"
 * @import { Cause } from "./checker-messages.mjs"
 * @import { Token } from "./checker-token.mjs"
 */

const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][\w./-]*$/i;

/**
 * What to do, and the line to write into the workflow file, null if there is none or its value is not known.
 * @param {Cause} cause
 * @param {Case} given
 * @param {Lang} lang
 */
export function actOf(cause, given, lang) {
  const { says = [], provider = given.provider } = ACTS[cause.cause] ?? {};
  const values = knownValues(cause, given, lang);
  const isKnown = (/** @type {string} */ word) =>
    [...say(word, lang).matchAll(/\{(\w+)\}/g)].every(([, name]) => Object.hasOwn(values, name));
  const word = provider === given.provider && says.find(isKnown);
  return { act: word ? say(word, lang, values) : adviceOf(cause.cause, lang), change: values.line ?? null };
}

/**
 * What can stand in the braces of a cause's sentences, each value as it can be shown.
 * @param {Cause} cause
 * @param {Case} given
 * @param {Lang} lang
 * @returns {Record<string, string>}
 */
function knownValues({ cause, field: differing, expected, found }, { token, provider, index }, lang) {
  const { field: usual = "", line } = ACTS[cause] ?? {};
  const register = token?.registration ?? {};
  const field = differing || usual;
  const names = labels(lang, provider);
  const filled = Object.keys(names).filter((name) => register[name]);
  const values = {
    label: names[field],
    expected: coded(expected),
    found: coded(found || register[field]),
    stored: coded(register[field]),
    file: coded(register.workflow_filename || register.workflow_filepath),
    caller: coded(callerOf(token)),
    host: index && INDEXES[index].host,
    values: filled.map((name) => `*${names[name]}* \`${coded(register[name])}\``).join(", "),
    line: line && expected && line.replace("{expected}", () => inYaml(coded(expected))),
  };
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/**
 * The workflow file that called the one in which the job is, if the token shows that.
 * @param {Token | null} token
 */
const callerOf = (token) =>
  token?.isReusable ? rpartition(partition(token.texts.workflow_ref || "", "@")[0], "/")[2] : null;

/**
 * A value as it can stand between marks of code.
 * @param {string | null | undefined} value
 */
const coded = (value) => shown(value || "").replaceAll("`", "\\x60");

/**
 * A value as YAML takes it for a string.
 * @param {string} value
 */
const inYaml = (value) => (PLAIN.test(value) ? value : `"${value.replace(/[\\"]/g, "\\$&")}"`);
