// The text for whoever can change the setting, and the filled-in form: the counterpart of snippets/answer/hand_over.py.

import { say, titleOf } from "./checker-catalogue.mjs";
import { labelled } from "./checker-report.mjs";
import { MOST, redact, shown } from "./checker-text.mjs";

/** The address of a project's Publishing page; with `register`, of its form with these values in it. */
export function publishingPage(project, index, register = {}) {
  const host = index === "testpypi" ? "test.pypi.org" : "pypi.org";
  const values = Object.entries(register).filter(([, value]) => value && [...value].length <= MOST);
  const query = values.map(([name, value]) => `${name}=${quoted(value)}`).join("&");
  return `https://${host}/manage/project/${quoted(project)}/settings/publishing/${query && `?${query}`}`;
}

/** A value as part of an address; no secret, and no half of a character. */
const quoted = (value) => encodeURIComponent(redact(value).toWellFormed());

/** What to send: the failure, what to compare on PyPI or to change in the repository, the form; nothing secret. */
export function handOver({ causes: [first], register, error, decision, index }, lang, project) {
  const failure = error ?? decision ?? {};
  const code = failure.code || failure.error_code;
  const said = failure.reason ? `${code} (${shown(failure.reason)})` : code;
  const paragraphs = [[said ? say("our-job", lang, { said }) : say("our-job-fails", lang)]];
  const asked = register && (first.who === "publisher" || first.certainty === "possible");
  if (asked) {
    paragraphs.push([say("look-there", lang), publishingPage(project || "PROJECT", index)]);
    paragraphs.push(labelled(register, lang).map(([label, value]) => `   ${label}: ${value}`));
  }
  if (first.certainty !== "possible") {
    const title = `${titleOf(first.cause, lang)} (${say(first.certainty, lang)}).`;
    paragraphs.push([title, first.advice, first.url]);
  }
  if (asked) {
    paragraphs.push([say("add-anew", lang), publishingPage(project || "PROJECT", index, register)]);
    paragraphs.push([say("if-it-agrees", lang), say("nothing-secret", lang)]);
  }
  return `${paragraphs.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
