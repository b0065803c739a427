// Read what stands on PyPI about a publisher: the counterpart of snippets/evidence/publishers.py.

import { BadInput } from "./checker-bad-input.mjs";
import { TABLES, fieldsOf } from "./checker-catalogue.mjs";
import { readJson } from "./checker-json.mjs";
import { providerOf } from "./checker-providers.mjs";
import { str, truthy } from "./checker-python.mjs";
import { SPACE, WORD, partition, rpartition, strip } from "./checker-text.mjs";

/**
 * @import { PageLine } from "./catalogue.mjs"
 * @import { Publisher } from "./checker-provider.mjs"
 */

/**
 * The lines of PyPI's page by their labels, and the provider whose page it is; null if several have the line.
 * @type {Map<string, { provider: string | null, line: PageLine }>}
 */
const LINES = new Map();
for (const [provider, { lines }] of Object.entries(TABLES)) {
  for (const line of lines) LINES.set(line.label, { provider: LINES.has(line.label) ? null : provider, line });
}
const FIRST = Object.values(TABLES).map((table) => table.lines[0].label);
const LABELS = [...LINES.keys()].sort((one, other) => other.length - one.length);
const LABEL = new RegExp(`(?<![${WORD}])(${LABELS.join("|")}):[ \\t]*`, "gu");
const HEADINGS = Object.values(TABLES).map(({ name, heading = name }) => heading);
const NEXT_PROVIDER = new RegExp(`[${SPACE}]+(?:${HEADINGS.join("|")})[${SPACE}]*$`, "u"); // what stands below
const ANY = ["(Any)", "(Любая)"];

/**
 * Read one publisher or several: a JSON object, a list of them, or lines of PyPI's page, in English or with «Любая».
 * The publishers have `provider` and every field of PyPI's form; "" stands for any. Throws BadInput.
 * @param {string} text
 * @returns {Publisher[]}
 */
export function readPublishers(text) {
  if (/^[{[]/.test(strip(text))) {
    let given;
    try {
      given = readJson(text);
    } catch (error) {
      throw new BadInput("bad-json", { name: "--publisher", error: /** @type {SyntaxError} */ (error).message });
    }
    return (Array.isArray(given) ? given : [given]).map(checked);
  }
  const publishers = readLines(text).map(checked);
  if (!publishers.length) throw new BadInput("bad-publisher-text");
  return publishers;
}

/**
 * The publishers in lines copied from PyPI's page; each begins with its provider's first label.
 * @param {string} text
 */
function readLines(text) {
  /** @type {Record<string, string | null>[]} */
  const publishers = [];
  const labels = [...text.matchAll(LABEL)];
  labels.forEach((label, number) => {
    const [whole, name] = label;
    const [first] = text.slice(label.index + whole.length, labels[number + 1]?.index).replace(/^\n+/, "").split("\n");
    const value = strip(first.replace(NEXT_PROVIDER, ""));
    const { provider, line } = /** @type {{ provider: string | null, line: PageLine }} */ (LINES.get(name));
    if (FIRST.includes(name) || !publishers.length) publishers.push({ provider });
    Object.assign(publishers[publishers.length - 1], valuesOf(line, ANY.includes(value) ? "" : value));
  });
  return publishers;
}

/**
 * The fields that a line holds: one, or two with a slash between them.
 * @param {PageLine} line
 * @param {string} value
 */
function valuesOf({ fields: [field, second], parted }, value) {
  if (!parted) return { [field]: value };
  const [before, , behind] = (parted === "first" ? partition : rpartition)(value, "/");
  return { [field]: before, [second]: behind };
}

/**
 * The publisher with all its fields; what is left blank means any.
 * @param {unknown} given
 * @returns {Publisher}
 */
export function checked(given) {
  if (given === null || typeof given !== "object" || Array.isArray(given)) {
    throw new BadInput("bad-object", { name: "--publisher" });
  }
  const provider = namedProvider(given);
  const { fields, ids } = TABLES[provider];
  const values = new Map(fields.map((field) => [field.name, /** @type {unknown} */ (field.default)]));
  for (const [name, value] of Object.entries(given)) if (value !== null) values.set(name, value);
  const names = [...fieldsOf(provider), ...Object.keys(ids).sort()];
  const missing = fields.filter((field) => values.get(field.name) === undefined && !field.optional);
  const unknown = Object.keys(given).filter((name) => ![...names, "provider"].includes(name));
  if (missing.length || unknown.length) throw otherFields(provider, missing.map((field) => field.name), unknown);
  const kept = names.filter((name) => values.get(name) !== undefined);
  const odd = kept.find((name) => typeof values.get(name) !== "string" && !Object.hasOwn(ids, name));
  if (odd) throw new BadInput("bad-publisher-value", { field: odd });
  return { provider, ...Object.fromEntries(kept.map((name) => [name, str(values.get(name))])) };
}

/**
 * Some fields are missing, or unknown.
 * @param {string} provider
 * @param {string[]} missing
 * @param {string[]} unknown
 */
function otherFields(provider, missing, unknown) {
  const list = (/** @type {string[]} */ names) => names.join(", ") || "-";
  const told = { needed: list(fieldsOf(provider)), missing: list(missing), unknown: list(unknown) };
  return new BadInput("bad-publisher-fields", { provider, ...told });
}

/**
 * The provider that is given, or else the one whose fields these are. Throws BadInput if there is none.
 * @param {{ provider?: unknown }} given
 */
function namedProvider(given) {
  const provider = truthy(given.provider) ? given.provider : providerOf(given);
  if (typeof provider === "string" && Object.hasOwn(TABLES, provider)) return provider;
  throw new BadInput("bad-publisher-provider", { found: str(provider) });
}
