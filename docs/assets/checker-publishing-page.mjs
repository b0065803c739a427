// The address of PyPI's form with the values filled in, which snippets/answer/hand_over.py makes, too.

import { INDEXES } from "./checker-catalogue.mjs";
import { MOST, redact } from "./checker-text.mjs";

/**
 * The address of a project's Publishing page; with `register`, of its form with these values in it.
 * @param {string} project
 * @param {string | null} index without one the page is PyPI's
 * @param {Record<string, string>} [register]
 */
export function publishingPage(project, index, register = {}) {
  const { host } = INDEXES[index || "pypi"];
  const values = Object.entries(register).filter(([, value]) => value && [...value].length <= MOST);
  const told = values.filter(([, value]) => !redact(value).includes("***"));
  const query = told.map(([name, value]) => `${name}=${quoted(value)}`).join("&");
  return `https://${host}/manage/project/${quoted(project)}/settings/publishing/${query && `?${query}`}`;
}

/**
 * A value as part of an address; no secret, and no half of a character.
 * @param {string} value
 */
const quoted = (value) => encodeURIComponent(redact(value).toWellFormed());
