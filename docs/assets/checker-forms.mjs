// What PyPI's forms refuse: the counterpart of snippets/pypi/form_fields.py, without what only PyPI knows (which accounts and
// projects there are). A message is named by its id in the catalogue.

import { SPACE, WORD, rpartition, strip } from "./checker-text.mjs";

const EMAIL = (() => {
  const atom = `[${WORD}!#$%&'*+/=?^\`{|}~\\-\\u0080-\\u{10ffff}]+`;
  const label = `[\\p{L}\\p{N}](?:[${WORD}\\-]{0,61}[\\p{L}\\p{N}])?`;
  const reserved = "(?!(?:test|local|localhost|invalid|onion|arpa)$)";
  return new RegExp(`^${atom}(?:\\.${atom})*@(?:${label}\\.)+${reserved}${label}$`, "iu");
})();
const BLANK = new RegExp(`^[${SPACE}]*$`, "u");

// Of each field, in PyPI's order: a message, and what a value must match to escape it. One line break at the end is
// let through, as PyPI's `$` lets it. What is optional may be left blank; what is stripped is stripped first.
const RULES = {
  github: {
    owner: { required: "form-owner-required", rules: [["form-owner-invalid", /^[a-z0-9][a-z0-9-]*\n?$/i]] },
    repository: { required: "form-repository-required", rules: [["form-repository-invalid", /^[a-z0-9-_.]+\n?$/i]] },
    workflow_filename: {
      required: "form-workflow-required",
      strip,
      rules: [
        ["form-workflow-suffix", /\.ya?ml$/],
        ["form-workflow-without-directories", /^[^/]*$/],
      ],
    },
    environment: {
      stored: (name) => name.toLowerCase(),
      rules: [
        ["form-environment-too-long", /^[^]{0,255}$/u],
        ["form-environment-starts-with-whitespace", /^[^ ]/],
        ["form-environment-ends-with-whitespace", /[^ ]$/],
        ["form-environment-characters", /^[^\0-\x1f\x7f'"`,;\\]+$/],
      ],
    },
  },
  gitlab: {
    namespace: {
      required: "form-namespace-required",
      rules: [
        ["form-git-suffix", /^(?![^]*\.(?:git|atom)$)/i],
        ["form-namespace-invalid", /^(?![^]*[._-]{2})[a-z0-9][a-z0-9-_./+]*[a-z0-9]\n?$/i],
      ],
    },
    project: {
      required: "form-project-required",
      rules: [
        ["form-git-suffix", /^(?![^]*\.(?:git|atom)$)/i],
        ["form-project-invalid", /^(?![^]*[._-]{2})[a-z0-9][a-z0-9_.-]*[a-z0-9]\n?$/i],
      ],
    },
    workflow_filepath: {
      required: "form-pipeline-required",
      strip,
      rules: [
        ["form-pipeline-suffix", /\.ya?ml$/],
        ["form-pipeline-slash", /^[^/]/],
      ],
    },
    environment: { stored: (name) => (BLANK.test(name) ? "" : name), rules: [["form-gitlab-environment-invalid", /^[a-z0-9\-_/${} ]+\n?$/i]] },
    issuer_url: { required: "form-issuer-required", rules: [] },
  },
  google: {
    email: {
      required: "form-email-required",
      rules: [["form-email-invalid", { test: (email) => shortEnough(email) && EMAIL.test(email) }]],
    },
    sub: { rules: [] },
  },
  activestate: {
    organization: { required: "form-organization-required", rules: [] },
    project: {
      required: "form-activestate-project-required",
      rules: [
        ["form-activestate-project-invalid", /^[.a-z0-9-]{3,40}\n?$/i],
        ["form-double-dashes", /^(?!.*--)/],
        ["form-leading-dashes", /^(?!-)(?!.*-$)/],
      ],
    },
    actor: { required: "form-actor-required", rules: [] },
  },
};

/** Of the values typed into a provider's form, those that PyPI refuses: the field's name → the message's id. */
export function checkForm(provider, values) {
  const refused = Object.entries(RULES[provider]).map(([field, { required, strip: stripped, rules }]) => {
    const typed = values[field] || "";
    if (!typed || (!required && BLANK.test(typed))) return [field, typed ? undefined : required];
    const value = stripped ? stripped(typed) : typed;
    return [field, rules.find(([, rule]) => !rule.test(value))?.[0]];
  });
  return Object.fromEntries(refused.filter(([, message]) => message));
}

/** What PyPI's form would store of the values typed into it: the field's name → the value. */
export function storedForm(provider, values) {
  const kept = Object.entries(RULES[provider]).map(([field, { strip: stripped, stored = stripped ?? String }]) => [
    field,
    stored(values[field] || ""),
  ]);
  return Object.fromEntries(kept);
}

const shortEnough = (email) => [...email].length <= 254 && !rpartition(email, "@")[2].includes("_");
