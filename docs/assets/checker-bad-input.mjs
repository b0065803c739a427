// Input that can't be used; one sentence in the reader's language says why.
// The counterpart of snippets/shared/bad_input.py.

import { say } from "./checker-catalogue.mjs";
import { shown } from "./checker-safe-text.mjs";

/** @import { Lang } from "./checker-catalogue.mjs" */

/** Input that can't be used; the sentence that says why is among the catalogue's words. */
export class BadInput extends Error {
  name = "BadInput";

  /**
   * @param {string} word
   * @param {Record<string, string>} [values]
   */
  constructor(word, values = {}) {
    super(word);
    this.word = word;
    this.values = values;
  }

  /**
   * The sentence, with what was given to it made harmless.
   * @param {Lang} lang
   */
  said(lang) {
    const values = Object.entries(this.values).map(([name, value]) => [name, shown(value)]);
    return say(this.word, lang, Object.fromEntries(values));
  }
}
