// What eslint says of the checker's modules and of what Node runs of the tests. tests/checker/test_types.py runs it.

import js from "@eslint/js";
import globals from "globals";

// Of the checker's files these alone belong to a page; the others run in Node, too, and know no browser.
const CHECKER_PAGE =
  "answer cause comparison copies elements examples files page project publisher-form table zip".split(" ");
const PAGE = [...CHECKER_PAGE.map((name) => `checker-${name}`), "setup-elements", "setup-page", "setup-paste"];

export default [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" },
    languageOptions: { ecmaVersion: 2024 },
    rules: {
      "array-callback-return": "error",
      "consistent-return": "error",
      "default-param-last": "error",
      eqeqeq: "error",
      "id-denylist": ["error", "each", "i", "item", "x"], // a variable is named by what it holds
      "max-len": ["error", { code: 120 }],
      "no-console": "error",
      "no-control-regex": "off", // colours of a terminal and what can't be seen are what the checker looks for
      "no-else-return": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-lonely-if": "error",
      "no-param-reassign": "error",
      "no-shadow": "error",
      "no-unneeded-ternary": "error",
      "no-useless-concat": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-arrow-callback": "error",
      "prefer-const": "error",
      "prefer-object-has-own": "error",
      "prefer-object-spread": "error",
      "prefer-template": "error",
    },
  },
  { files: ["docs/assets/*.mjs"], languageOptions: { globals: globals["shared-node-browser"] } },
  { files: PAGE.map((name) => `docs/assets/${name}.mjs`), languageOptions: { globals: globals.browser } },
  { files: ["tests/node/*.mjs"], languageOptions: { globals: globals.node } },
];
