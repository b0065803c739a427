// Find the reason that PyPI gives behind a status line, where the catalogue does not know it: the counterpart of
// snippets/evidence/refusal.py, whose patterns are read here, too.

import { pattern } from "./checker-catalogue.mjs";
import { ERROR, isOne } from "./checker-outcome.mjs";
import { shown } from "./checker-safe-text.mjs";
import { matches, strip, words } from "./checker-text.mjs";

const [STATUS, ANSWER, EXCHANGE, OTHER] = ["STATUS", "ANSWER", "EXCHANGE", "OTHER"].map(pattern);
const LINES = 5; // lines of a sentence at most
const LONGEST = 1000; // characters of them

/**
 * The sentence that PyPI gave with a refusal, of an upload or of a token, null if there is none.
 * @param {string} text
 */
export function unknownReason(text) {
  for (const { index, 0: status } of text.matchAll(STATUS(text))) {
    const start = index + status.length;
    const sentence = sentenceAt([...text.slice(start, start + 2 * LONGEST)].slice(0, LONGEST).join(""));
    if (words(sentence).length > 2) return shown(sentence);
  }
  const [answer] = [ANSWER, EXCHANGE].flatMap((wanted) => matches(text, wanted(text), 1));
  return answer ? shown(strip(answer[1])) : null;
}

/**
 * The lines of a sentence, as one.
 * @param {string} text
 */
function sentenceAt(text) {
  const sentence = [];
  for (const line of text.split("\n").slice(0, LINES)) {
    const isError = line.search(ERROR(line)) === 0 || isOne("nothing", line);
    if (!strip(line) || isError || (!sentence.length && line.search(OTHER(line)) === 0)) break;
    sentence.push(strip(line));
  }
  return sentence.join(" ");
}
