// A sample of the guide with a reader's values in its places: the counterpart of snippets/answer/templates.py.

import { typed } from "./setup-values.mjs";

/**
 * @import { SetupData, Template } from "./setup-data.mjs"
 * @import { Wanted } from "./setup-values.mjs"
 */

/**
 * A template with the values in its places.
 * @param {string} name
 * @param {Wanted} wanted
 * @param {Record<string, string>} places
 * @param {SetupData} data
 */
export function filled(name, wanted, places, data) {
  const rules = data.templates[name];
  let text = data.texts[rules.file];
  const setup = text.includes(data.setupPython[0]) ? between(text, data.setupPython) : "";
  if (rules.section) text = section(text, rules.section, false);
  for (const dropped of rules.drop ?? []) text = text.replace(`\n${section(text, dropped, true)}`, () => "");
  const clients = rules.clients ? data.clients[rules.clients] : {};
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
export function scalar(value, { plain, notPlain }) {
  const isPlain = new RegExp(`^(?:${plain})$`).test(value) && !notPlain.includes(value.toLowerCase());
  return isPlain ? value : JSON.stringify(value);
}

/**
 * An object as JSON in one line, as Python writes it.
 * @param {Record<string, string>} values
 */
export function inOneLine(values) {
  const members = Object.entries(values).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{${members.join(", ")}}`;
}
