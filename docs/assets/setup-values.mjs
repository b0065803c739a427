// What is typed into the setup form: what PyPI's form would say of each value, and what the CI would make of it.
// The counterpart of the first half of snippets/answer/setup.py.

import { Refusal, checked } from "./checker-form-rules.mjs";
import { UNSEEN, redact, shown } from "./checker-safe-text.mjs";
import { strip } from "./checker-text.mjs";

/**
 * @import { SetupData } from "./setup-data.mjs"
 * @typedef {"en" | "ru"} Lang
 * @typedef {{ provider: string, values: Record<string, string>, project: string, isNew: boolean, client: string,
 *   rehearse: boolean, commit: string, index: string }} Wanted
 */

const NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i;

/** @param {string} name */
export const normalized = (name) => name.replace(/[-_.]+/g, "-").toLowerCase();

/**
 * Whether a job that rehearses comes into the file: a run that publishes to TestPyPI is a rehearsal itself.
 * @param {Wanted} wanted
 */
export const rehearses = ({ provider, rehearse, index }) => rehearse && provider === "github" && index === "pypi";

/**
 * The values of every field of the form; an environment of nothing but blanks is none.
 * @param {Wanted} wanted
 * @param {SetupData} data
 * @returns {Record<string, string>}
 */
export function typed(wanted, data) {
  const names = data.providers[wanted.provider].fields.map((field) => field.name);
  const values = Object.fromEntries(names.map((name) => [name, wanted.values[name] ?? ""]));
  return "environment" in values && !strip(values.environment) ? { ...values, environment: "" } : values;
}

/**
 * By field, why a value can't be taken: what PyPI's form says of it, or what the CI would make of it.
 * @param {Wanted} wanted
 * @param {SetupData} data
 * @param {Lang} lang
 */
export function problems(wanted, data, lang) {
  /** @type {Record<string, string>} */
  const found = {};
  const values = typed(wanted, data);
  for (const { name, form } of data.providers[wanted.provider].fields) {
    const refused = refusal(() => kept(name, checked(form, values[name])));
    const said = takenOtherwise(wanted, name, values[name], data, lang) || (refused && data.messages[refused]);
    if (said) found[name] = said;
  }
  const refused = refusedName(wanted, data);
  if (refused) found.project_name = data.messages[refused];
  const { project } = wanted;
  if (redact(project) !== project) found.project_name = say("setup-secret", data, lang, { value: shown(project) });
  return found;
}

/**
 * The id of the message with which a form refuses a value, or nothing.
 * @param {() => string} check
 */
function refusal(check) {
  try {
    check();
    return "";
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/**
 * Of GitLab's instances, the form of a project offers gitlab.com alone.
 * @param {string} name
 * @param {string} value
 */
function kept(name, value) {
  if (name === "issuer_url" && value !== "https://gitlab.com") throw new Refusal("form-issuer-invalid");
  return value;
}

/**
 * The id of the message about the project's name, or nothing.
 * @param {Wanted} wanted
 * @param {SetupData} data
 */
function refusedName({ project, isNew }, data) {
  if (!project) return "form-project-required";
  if (!NAME.test(project)) return "form-project-invalid";
  return isNew && data.modules.includes(normalized(project)) ? "form-project-standard-library" : "";
}

/**
 * A sentence if the CI would not take a value as it stands, or if it is a secret; or nothing.
 * @param {Wanted} wanted
 * @param {string} name
 * @param {string} value
 * @param {SetupData} data
 * @param {Lang} lang
 */
function takenOtherwise({ provider, index }, name, value, data, lang) {
  const isFile = name.startsWith("workflow_file");
  if (redact(value) !== value) return say("setup-secret", data, lang, { value: shown(value) });
  if (value.search(UNSEEN) >= 0) return say("setup-invisible", data, lang, { value: shown(value) });
  if (isFile && /(?:^|\/)\.ya?ml$/.test(strip(value))) return say("setup-unread", data, lang, { value: shown(value) });
  let evaluated = value.includes("${{") || (isFile && value.includes("\\"));
  if (provider === "gitlab" && name === "environment") evaluated = value.includes("$") || /^\/|\/$/.test(value);
  else if (provider === "gitlab" && isFile) {
    const parts = strip(value).split("/");
    evaluated = value.includes("@") || parts.some((part) => ["", ".", ".."].includes(part));
  }
  const isForOther = name === "environment" && otherIndexes(index, data).includes(strip(value).toLowerCase());
  if (isForOther) return say("setup-other-index", data, lang, { value: shown(value), host: data.hosts[index] });
  if (!evaluated && !(name === "environment" && [...value].length > data.mostEnvironment)) return "";
  return say("setup-evaluated", data, lang, { provider: data.providers[provider].name, value: shown(value) });
}

/**
 * The indexes that the job does not publish to.
 * @param {string} index
 * @param {SetupData} data
 */
const otherIndexes = (index, { hosts }) => Object.keys(hosts).filter((name) => name !== index);

/**
 * One of the sentences, with values in its braces.
 * @param {string} word
 * @param {SetupData} data
 * @param {Lang} lang
 * @param {Record<string, string>} [values]
 */
export const say = (word, data, lang, values = {}) =>
  data.words[lang][word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
