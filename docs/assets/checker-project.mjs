// The project's name, guessed from the log until it is typed, and what depends on it: the way to PyPI's form, or, for a
// project that is not on PyPI yet, the values to copy into the account's form.

import { INDEXES, MESSAGES, say, siteUrl } from "./checker-catalogue.mjs";
import { code, copyButton, element, lang, replace, withPage, words } from "./checker-elements.mjs";
import { publishingPage, setupPage } from "./checker-form-links.mjs";
import { labelled } from "./checker-report.mjs";
import { MOST, shown } from "./checker-safe-text.mjs";
import { strip } from "./checker-text.mjs";

/**
 * @import { Answer } from "./checker-report.mjs"
 */

const NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i;
/** @type {string | null} */
let typed = null;
let guessed = "";
/** @type {((name: string) => void)[]} what is written again when the name changes */
let followers = [];

/** The project's name, or nothing if it can't be one. */
function projectName() {
  const name = strip(typed ?? guessed);
  return name.length <= MOST && NAME.test(name) ? name : "";
}

/** Forget the name that was typed. */
export const forgetProject = () => void (typed = null);

/**
 * Begin an answer: guess the name of its project by the files or the repository.
 * @param {Answer | null} found
 */
export function aboutProject(found) {
  const { repository, project } = found?.register ?? {};
  const [file] = found?.uploaded ?? [];
  guessed = (file ?? "").split("-")[0].replaceAll("_", "-") || repository || project || "";
  followers = [];
}

/**
 * Write something now, and again whenever the name changes.
 * @param {(name: string) => void} write
 */
export function withProject(write) {
  followers.push(write);
  write(projectName());
}

/**
 * Ask for the name, lead to PyPI's form with the values filled in, and offer them to be copied.
 * @param {Answer & { register: Record<string, string> }} found
 * @param {string} label
 */
export function projectBox({ register, index }, label) {
  const input = element("input", {
    id: "tp-project-name", type: "text", spellcheck: "false", autocomplete: "off", autocapitalize: "off",
    "aria-describedby": "tp-project-name-said", value: typed ?? guessed,
  });
  const link = element("a", { class: "md-button md-button--primary", id: "tp-prefilled", rel: "noreferrer" }, label);
  const setup = element("a", { id: "tp-setup-link" }, say("setup-form-filled", lang));
  const other = element("p", {}, setup);
  const said = element("p", { class: "tp-said", id: "tp-project-name-said", "aria-live": "polite" });
  const name = element("code");
  input.addEventListener("input", () => {
    const { value } = input;
    typed = value;
    for (const write of followers) write(projectName());
  });
  withProject((project) => {
    if (project) link.href = publishingPage(project, index, register);
    link.hidden = !project;
    const address = setupPage(register, index, project, lang);
    other.hidden = !address;
    if (address) setup.href = address;
    name.textContent = project;
    input.setAttribute("aria-invalid", String(Boolean(strip(input.value)) && !project));
    replace(said, project || !strip(input.value) ? [] : saidByForm("form-project-invalid"));
  });
  return element(
    "div",
    { class: "tp-project" },
    element("label", { for: "tp-project-name" }, words["project-name"]),
    element("div", {}, input, link),
    said,
    pending(register, index, name),
    other,
  );
}

/**
 * What to do if PyPI does not have the project yet.
 * @param {Record<string, string>} register
 * @param {string | null} index
 * @param {HTMLElement} project
 */
function pending(register, index, project) {
  const account = `https://${INDEXES[index || "pypi"].host}/manage/account/publishing/`;
  const values = labelled(register, lang).filter(([, value]) => value !== say("any", lang));
  return element(
    "details",
    { class: "tp-pending" },
    element("summary", {}, words["not-yet"]),
    element("p", {}, ...withPage(words.pending, words["account-page"], { href: account, rel: "noreferrer" })),
    element(
      "dl",
      {},
      ...copyable(words["pypi-project"], project),
      ...values.flatMap(([label, value]) => copyable(label, code(shown(value)))),
    ),
  );
}

/**
 * A value with a button that copies it.
 * @param {string} label
 * @param {HTMLElement} value
 */
function copyable(label, value) {
  const copy = [words["copy-value"], element("span", { class: "tp-spoken" }, ` ${label}`)];
  const button = copyButton(copy, value, { class: "md-button tp-copy" });
  return [element("dt", {}, label), element("dd", {}, value, button)];
}

/**
 * PyPI's own words about a field, as its pages show them in either language, with a link to what they mean.
 * @param {string} id
 */
export function saidByForm(id) {
  const { texts, ru, page } = MESSAGES[id];
  const said = lang === "ru" && ru ? `${texts[0]} («${ru[0]}»)` : texts[0];
  const address = `${siteUrl(lang)}messages/${page}/#${id}`;
  return [`${words.form} `, element("a", { href: address }, said)];
}
