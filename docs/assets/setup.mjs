// Both sides of Trusted Publishing from one set of values: the counterpart of snippets/answer/setup.py.
// What it knows is handed to it: setup-data.mjs, which the site's build makes, or the same for a test.

import { checked } from "./checker-form-rules.mjs";
import { MOST, redact } from "./checker-text.mjs";
import { filled, inOneLine, scalar } from "./setup-template.mjs";
import { normalized, rehearses, typed } from "./setup-values.mjs";

/**
 * @import { SetupData } from "./setup-data.mjs"
 * @import { Wanted } from "./setup-values.mjs"
 * @typedef {{ form: string, stored: Record<string, string>, files: Record<string, string> }} Setup
 */

<<<<<<< HEAD
=======
const NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i;

/** @param {string} name */
export const normalized = (name) => name.replace(/[-_.]+/g, "-").toLowerCase();

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
function takenOtherwise({ provider }, name, value, data, lang) {
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
  if (!evaluated && !(name === "environment" && [...value].length > data.mostEnvironment)) return "";
  return say("setup-evaluated", data, lang, { provider: data.providers[provider].name, value: shown(value) });
}

/**
 * One of the sentences, with values in its braces.
 * @param {string} word
 * @param {SetupData} data
 * @param {Lang} lang
 * @param {Record<string, string>} [values]
 */
export const say = (word, data, lang, values = {}) =>
  data.words[lang][word].replace(/\{(\w+)\}/g, (_, name) => values[name]);

>>>>>>> 68624684 (setup: a value that looks like a secret is refused)
/**
 * The form and the files. The values must be without `problems`.
 * @param {Wanted} wanted
 * @param {SetupData} data
 * @returns {Setup}
 */
export function setUp(wanted, data) {
  const values = typed(wanted, data);
  const fields = data.providers[wanted.provider].fields;
  const stored = Object.fromEntries(fields.map(({ name, form }) => [name, checked(form, values[name])]));
  const register = { provider: wanted.provider, ...stored };
  const site = `https://${data.hosts[wanted.index]}`;
  const account = `${site}/manage/account/publishing/`;
  const form = wanted.isNew ? account : publishingPage(site, normalized(wanted.project), register);
  return { form, stored: register, files: Object.fromEntries(files(wanted, stored, data)) };
}

/**
 * The address of the project's form with values in it.
 * @param {string} site
 * @param {string} project
 * @param {Record<string, string>} register
 */
function publishingPage(site, project, register) {
  const given = Object.entries(register).filter(([, value]) => value && [...value].length <= MOST);
  const query = given.map(([name, value]) => `${name}=${encodeURIComponent(redact(value))}`).join("&");
  return `${site}/manage/project/${encodeURIComponent(project)}/settings/publishing/?${query}`;
}

/**
 * The files for what the form keeps: the one that publishes, and for a rehearsal the publisher.
 * @param {Wanted} wanted
 * @param {Record<string, string>} stored
 * @param {SetupData} data
 * @returns {[path: string, text: string][]}
 */
function files(wanted, stored, data) {
  const places = {
    ...stored,
    environment: scalar(typed(wanted, data).environment ?? "", data),
    project: normalized(wanted.project),
    project_scalar: scalar(normalized(wanted.project), data),
    publisher: inOneLine({ provider: wanted.provider, ...stored }),
    index_name: wanted.index === "pypi" ? "PyPI" : "TestPyPI",
    index_input: wanted.index === "pypi" ? "" : `          index: ${wanted.index}\n`,
    own_repository: data.repository,
    commit: wanted.commit,
  };
  const template = wanted.index === "pypi" ? wanted.provider : `${wanted.provider}-${wanted.index}`;
  if (wanted.provider === "gitlab") return [[stored.workflow_filepath, filled(template, wanted, places, data)]];
  if (wanted.provider !== "github") return [];
  const text = filled(rehearses(wanted) ? "github-rehearsal" : template, wanted, places, data);
  const explain = wanted.commit ? `\n${filled("github-explain", wanted, places, data)}` : "";
  /** @type {[string, string][]} */
  const made = [[`.github/workflows/${stored.workflow_filename}`, text + explain]];
  if (rehearses(wanted)) made.push([".github/publisher.json", `${places.publisher}\n`]);
  return made;
}
