// Both sides of Trusted Publishing from one set of values: the counterpart of snippets/answer/setup.py.
// What it knows is handed to it: setup-data.mjs, which the site's build makes, or the same for a test.

import { Refusal, checked } from "./checker-form-rules.mjs";
import { MOST, UNSEEN, redact, shown, strip } from "./checker-text.mjs";

/**
 * @import { SetupData, Template } from "./setup-data.mjs"
 * @typedef {"en" | "ru"} Lang
 * @typedef {{ provider: string, values: Record<string, string>, project: string, isNew: boolean, client: string,
 *   rehearse: boolean, commit: string }} Wanted
 * @typedef {{ form: string, stored: Record<string, string>, files: Record<string, string> }} Setup
 */

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
 * A sentence if the CI would not take a value as it stands, or nothing.
 * @param {Wanted} wanted
 * @param {string} name
 * @param {string} value
 * @param {SetupData} data
 * @param {Lang} lang
 */
function takenOtherwise({ provider }, name, value, data, lang) {
  const isFile = name.startsWith("workflow_file");
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
  const account = "https://pypi.org/manage/account/publishing/";
  const form = wanted.isNew ? account : publishingPage(normalized(wanted.project), register);
  return { form, stored: register, files: Object.fromEntries(files(wanted, stored, data)) };
}

/**
 * The address of the project's form with values in it.
 * @param {string} project
 * @param {Record<string, string>} register
 */
function publishingPage(project, register) {
  const given = Object.entries(register).filter(([, value]) => value && [...value].length <= MOST);
  const query = given.map(([name, value]) => `${name}=${encodeURIComponent(redact(value))}`).join("&");
  return `https://pypi.org/manage/project/${encodeURIComponent(project)}/settings/publishing/?${query}`;
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
    own_repository: data.repository,
    commit: wanted.commit,
  };
  if (wanted.provider === "gitlab") return [[stored.workflow_filepath, filled("gitlab", wanted, places, data)]];
  if (wanted.provider !== "github") return [];
  const text = filled(wanted.rehearse ? "github-rehearsal" : "github", wanted, places, data);
  const explain = wanted.commit ? `\n${filled("github-explain", wanted, places, data)}` : "";
  /** @type {[string, string][]} */
  const made = [[`.github/workflows/${stored.workflow_filename}`, text + explain]];
  if (wanted.rehearse) made.push([".github/publisher.json", `${places.publisher}\n`]);
  return made;
}

/**
 * A template with the values in its places.
 * @param {string} name
 * @param {Wanted} wanted
 * @param {Record<string, string>} places
 * @param {SetupData} data
 */
function filled(name, wanted, places, data) {
  const rules = data.templates[name];
  let text = data.texts[rules.file];
  const setup = wanted.provider === "github" ? between(text, data.setupPython) : "";
  if (rules.section) text = section(text, rules.section, false);
  for (const dropped of rules.drop ?? []) text = text.replace(`\n${section(text, dropped, true)}`, () => "");
  const clients = rules.section ? {} : data.clients[wanted.provider];
  const changes = [...rules.places, ...(clients[wanted.client] ?? []), ...environmentOf(rules, wanted, data)];
  for (const [sample, instead] of changes) {
    text = exchanged(text, sample, withValues(instead, { ...places, setup_python: setup }));
  }
  return text.replace(/^ *# --8<--.*\n/gm, "");
}

/**
 * What takes the place of the lines about the environment: nothing if there is none.
 * @param {Template} rules
 * @param {Wanted} wanted
 * @param {SetupData} data
 */
function environmentOf({ environment = [] }, wanted, data) {
  return typed(wanted, data).environment ? environment : environment.map(([sample]) => [sample, ""]);
}

/**
 * A text with the values in its braces; what a value holds is left as it is.
 * @param {string} text
 * @param {Record<string, string>} places
 */
const withValues = (text, places) => text.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);

/**
 * The text with something instead of the lines that begin with a sample.
 * @param {string} text
 * @param {string} sample
 * @param {string} instead
 */
function exchanged(text, sample, instead) {
  const start = text.indexOf(sample);
  if (start < 0) throw new Error(`no such lines in the template: ${sample}`);
  return text.slice(0, start) + instead + text.slice(text.indexOf("\n", start + sample.length) + 1);
}

/**
 * The lines from one that begins with `first` to the next that begins with `last`.
 * @param {string} text
 * @param {string[]} ends
 */
function between(text, [first, last]) {
  const start = text.indexOf(first);
  return text.slice(start, text.indexOf("\n", text.indexOf(last, start)) + 1);
}

/**
 * The lines of a marked section, with its marks or without.
 * @param {string} text
 * @param {string} name
 * @param {boolean} marks
 */
function section(text, name, marks) {
  const found = new RegExp(`^ *# --8<-- \\[start:${name}\\]\\n([^]*?)^ *# --8<-- \\[end:${name}\\]\\n`, "m").exec(text);
  if (!found) throw new Error(`no section ${name}`);
  return found[marks ? 0 : 1];
}

/**
 * A value as YAML, in quotes where YAML would take it for anything but a string.
 * @param {string} value
 * @param {SetupData} data
 */
function scalar(value, { plain, notPlain }) {
  const isPlain = new RegExp(`^(?:${plain})$`).test(value) && !notPlain.includes(value.toLowerCase());
  return isPlain ? value : JSON.stringify(value);
}

/**
 * An object as JSON in one line, as Python writes it.
 * @param {Record<string, string>} values
 */
function inOneLine(values) {
  const members = Object.entries(values).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{${members.join(", ")}}`;
}

/**
 * What to type into the form, beside its labels.
 * @param {Wanted} wanted
 * @param {SetupData} data
 * @param {Lang} lang
 * @returns {[label: string, value: string][]}
 */
export function rows(wanted, data, lang) {
  const known = typed(wanted, data);
  const fields = data.providers[wanted.provider].fields.filter(({ name }) => name !== "issuer_url");
  /** @type {[string, string][]} */
  const project = wanted.isNew ? [["PyPI Project Name", wanted.project]] : [];
  return [...project, ...fields.map(({ name, label }) => /** @type {[string, string]} */ ([label[lang], known[name]]))];
}

/**
 * What is left to do, where the file and the form are not enough.
 * @param {Wanted} wanted
 * @param {Setup} setup
 * @param {SetupData} data
 * @param {Lang} lang
 */
export function steps(wanted, setup, data, lang) {
  const { provider } = wanted;
  const environment = strip(wanted.values.environment ?? "");
  const security = `${address("security", data, lang)}#environment`;
  const left = [];
  if (provider === "github" && environment) {
    const { owner, repository } = setup.stored;
    const url = `https://github.com/${owner}/${repository}/settings/environments`;
    left.push(say("setup-environment-github", data, lang, { environment: shown(environment), url, page: security }));
  }
  if (provider === "gitlab") {
    left.push(say("setup-tags-gitlab", data, lang, { page: address("setup/gitlab", data, lang) }));
    const path = setup.stored.workflow_filepath;
    if (path !== ".gitlab-ci.yml") left.push(say("setup-path-gitlab", data, lang, { path: shown(path) }));
  }
  if (data.providers[provider].hasFiles && !environment) {
    left.push(say("setup-no-environment", data, lang, { page: security }));
  }
  if (wanted.rehearse && provider === "github") {
    left.push(say("setup-rehearse", data, lang, { page: address("rehearse", data, lang) }));
  }
  if (wanted.isNew) left.push(say("setup-pending", data, lang));
  return left;
}

/**
 * The address of a page of the site.
 * @param {string} path
 * @param {SetupData} data
 * @param {Lang} lang
 */
const address = (path, { site }, lang) => `${site}${lang === "en" ? "" : `${lang}/`}${path}/`;
