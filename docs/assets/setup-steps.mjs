// What to do with the setup form's answer: what to type on PyPI, and what is left to set.
// The counterpart of `rows` in snippets/answer/setup.py and of `steps` in snippets/new_publisher.py.

import { shown } from "./checker-safe-text.mjs";
import { strip } from "./checker-text.mjs";
import { rehearses, say, typed } from "./setup-values.mjs";

/**
 * @import { Setup } from "./setup.mjs"
 * @import { SetupData } from "./setup-data.mjs"
 * @import { Lang, Wanted } from "./setup-values.mjs"
 */

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
    const [word, page] = wanted.index === "pypi"
      ? ["setup-environment-github", security]
      : ["setup-environment-testpypi", `${address("setup/testpypi", data, lang)}#why`];
    left.push(say(word, data, lang, { environment: shown(environment), url, page }));
  }
  if (provider === "gitlab") {
    const page = address("setup/gitlab", data, lang);
    if (wanted.index === "pypi") left.push(say("setup-tags-gitlab", data, lang, { page }));
    const path = setup.stored.workflow_filepath;
    if (path !== ".gitlab-ci.yml") left.push(say("setup-path-gitlab", data, lang, { path: shown(path) }));
  }
  if (data.providers[provider].hasFiles && !environment) {
    left.push(say("setup-no-environment", data, lang, { page: security }));
  }
  if (rehearses(wanted)) {
    left.push(say("setup-rehearse", data, lang, { page: address("rehearse", data, lang) }));
  }
  if (wanted.isNew) left.push(say("setup-pending", data, lang));
  if (wanted.index === "testpypi") {
    left.push(say("setup-testpypi", data, lang, { page: address("setup/testpypi", data, lang) }));
  }
  return left;
}

/**
 * The address of a page of the site.
 * @param {string} path
 * @param {SetupData} data
 * @param {Lang} lang
 */
const address = (path, { site }, lang) => `${site}${lang === "en" ? "" : `${lang}/`}${path}/`;
