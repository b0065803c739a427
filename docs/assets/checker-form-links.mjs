// Addresses that open a form with the values filled in: the counterpart of snippets/answer/form_links.py.

import { INDEXES, address } from "./checker-catalogue.mjs";
import { inAddress, quoted } from "./checker-safe-text.mjs";

/** @import { Lang } from "./checker-catalogue.mjs" */

/**
 * The address of a project's Publishing page; with `register`, of its form with these values in it.
 * @param {string} project
 * @param {string | null} index without one the page is PyPI's
 * @param {Record<string, string>} [register]
 */
export function publishingPage(project, index, register = {}) {
  const { host } = INDEXES[index || "pypi"];
  const query = inAddress(Object.entries(register).filter(([, value]) => value));
  return `https://${host}/manage/project/${quoted(project)}/settings/publishing/${query && `?${query}`}`;
}

/**
 * The address of the setup form with these values in it; null for a GitLab instance that the form does not offer.
 * The values stand behind the `#`, which browsers send to nobody. A blank environment stays blank in the form.
 * @param {Record<string, string>} register
 * @param {string | null} index
 * @param {string | null} project
 * @param {Lang} lang
 */
export function setupPage({ provider, issuer_url: issuer = "https://gitlab.com", ...register }, index, project, lang) {
  if (issuer !== "https://gitlab.com") return null;
  const given = [["index", index === "testpypi" ? index : ""], ["project_name", project ?? ""]];
  const values = [...given.filter(([, value]) => value), ...Object.entries(register)];
  const page = provider === "google" ? "google-cloud" : provider;
  return `${address(`setup/${page}`, lang)}#setup&${inAddress(values)}`;
}
