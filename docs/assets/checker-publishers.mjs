// Read what stands on PyPI about a publisher: the counterpart of snippets/evidence/publishers.py.

import { BadInput, FIELDS } from "./checker-catalogue.mjs";
import { PROVIDERS, providerOf } from "./checker-decision.mjs";
import { SPACE, WORD, partition, rpartition, str, strip, truthy } from "./checker-text.mjs";

const OPTIONAL = { environment: "", sub: "", issuer_url: PROVIDERS.gitlab.issuer };
// The ids that PyPI keeps beside the fields; its pages don't show them.
const IDS = { github: ["owner_id"], activestate: ["actor_id"] };
const LINE_LABELS = {
  Repository: ["github", null], // owner and repository
  Workflow: ["github", "workflow_filename"],
  Project: ["gitlab", null], // namespace and project
  "Top-level pipeline": ["gitlab", "workflow_filepath"],
  Issuer: ["gitlab", "issuer_url"],
  Email: ["google", "email"],
  Subject: ["google", "sub"],
  Organization: ["activestate", "organization"],
  "ActiveState Project": ["activestate", "project"],
  Actor: ["activestate", "actor"],
  "Environment name": [null, "environment"],
};
const LABELS = Object.keys(LINE_LABELS).sort((one, other) => other.length - one.length);
const LABEL = new RegExp(`(?<![${WORD}])(${LABELS.join("|")}):[ \\t]*`, "gu");
const NEXT_PROVIDER = new RegExp(`[${SPACE}]+(?:GitHub|GitLab|Google|ActiveState)[${SPACE}]*$`, "u");
const FIRST = ["Repository", "Project", "Email", "Organization"];
const ANY = ["(Any)", "(Любая)"];

/**
 * Read one publisher or several: a JSON object, a list of them, or lines of PyPI's page, in English or with «Любая».
 * The publishers have `provider` and every field of PyPI's form; "" stands for any. Throws BadInput.
 */
export function readPublishers(text) {
  if (/^[{[]/.test(strip(text))) {
    let given;
    try {
      given = JSON.parse(text);
    } catch (error) {
      throw new BadInput("bad-json", { name: "--publisher", error: error.message });
    }
    return [given].flat().map(checked);
  }
  const publishers = readLines(text).map(checked);
  if (!publishers.length) throw new BadInput("bad-publisher-text");
  return publishers;
}

/** The publishers in lines copied from PyPI's page; each begins with its provider's first label. */
function readLines(text) {
  const publishers = [];
  const labels = [...text.matchAll(LABEL)];
  labels.forEach((label, i) => {
    const [whole, name] = label;
    const [provider, field] = LINE_LABELS[name];
    const [line] = text.slice(label.index + whole.length, labels[i + 1]?.index).replace(/^\n+/, "").split("\n");
    const bare = strip(line.replace(NEXT_PROVIDER, ""));
    const value = ANY.includes(bare) ? "" : bare;
    if (FIRST.includes(name) || !publishers.length) publishers.push({ provider });
    const publisher = publishers.at(-1);
    if (name === "Repository") [publisher.owner, , publisher.repository] = partition(value, "/");
    else if (name === "Project") [publisher.namespace, , publisher.project] = rpartition(value, "/");
    else publisher[field] = value;
  });
  return publishers;
}

/** The publisher with all its fields; what is left blank means any. */
export function checked(given) {
  if (given === null || typeof given !== "object" || Array.isArray(given)) {
    throw new BadInput("bad-object", { name: "--publisher" });
  }
  const provider = truthy(given.provider) ? given.provider : providerOf(given);
  if (typeof provider !== "string" || !Object.hasOwn(FIELDS, provider)) {
    throw new BadInput("bad-publisher-provider", { found: str(provider) });
  }
  const fields = FIELDS[provider];
  const names = [...fields, ...(IDS[provider] || [])];
  const has = (name) => Object.hasOwn(given, name) && given[name] !== null;
  const value = (name) => (has(name) ? given[name] : OPTIONAL[name]);
  const missing = fields.filter((name) => value(name) === undefined && name !== "actor");
  const unknown = Object.keys(given).filter((name) => ![...names, "provider"].includes(name));
  if (missing.length || unknown.length) {
    const list = (names) => names.join(", ") || "-";
    const values = { provider, needed: list(fields), missing: list(missing), unknown: list(unknown) };
    throw new BadInput("bad-publisher-fields", values);
  }
  const kept = names.filter((name) => value(name) !== undefined);
  const odd = kept.find((name) => typeof value(name) !== "string" && !["owner_id", "actor_id"].includes(name));
  if (odd) throw new BadInput("bad-publisher-value", { field: odd });
  return { provider, ...Object.fromEntries(kept.map((name) => [name, str(value(name))])) };
}
