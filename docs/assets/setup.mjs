// Both sides of Trusted Publishing from one set of values: the counterpart of snippets/answer/setup.py.
// What it knows is handed to it: setup-data.mjs, which the site's build makes, or the same for a test.

import { checked } from "./checker-form-rules.mjs";
import { inAddress, quoted } from "./checker-safe-text.mjs";
import { filled, inOneLine, scalar } from "./setup-template.mjs";
import { normalized, rehearses, typed } from "./setup-values.mjs";

/**
 * @import { SetupData } from "./setup-data.mjs"
 * @import { Wanted } from "./setup-values.mjs"
 * @typedef {{ form: string, stored: Record<string, string>, files: Record<string, string> }} Setup
 */

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
  const query = inAddress(Object.entries(register).filter(([, value]) => value));
  return `${site}/manage/project/${quoted(project)}/settings/publishing/?${query}`;
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
