// Of a long log, the parts in which a failure stands: the counterpart of snippets/evidence/long_log.py.

import { MARKS } from "./checker-catalogue.mjs";

const WHOLE = 1 << 20; // characters; a log of this size or less is read whole
const BLOCK = 1 << 15;
const MOST = 15; // blocks kept from the beginning, and the same number from the end
const BORDER = 2 * Math.max(...MARKS.map((mark) => mark.length)); // characters that a mark can reach over a border

/**
 * A text, or the parts of a long one that tell.
 * @param {string} text
 */
export function excerpt(text) {
  if (text.length <= WHOLE) return text;
  const told = telling(text);
  const kept = [...new Set([...told.slice(0, MOST), ...told.slice(-MOST)])];
  const pieces = kept.map((number, place) => {
    const gap = number === (kept[place - 1] ?? -1) + 1 ? "" : "\n";
    return gap + text.slice(number * BLOCK, (number + 1) * BLOCK);
  });
  return pieces.join("");
}

/**
 * The number of each block that holds a mark, of the one before it and the one behind it, and of the last of all.
 * @param {string} text
 */
function telling(text) {
  const last = Math.ceil(text.length / BLOCK) - 1;
  const told = new Set([last]);
  for (let number = 0; number <= last; number++) {
    const near = text.slice(Math.max(0, number * BLOCK - BORDER), (number + 1) * BLOCK);
    if (MARKS.some((mark) => near.includes(mark))) told.add(number - 1).add(number).add(number + 1);
  }
  return [...told].filter((number) => number >= 0 && number <= last).sort((one, other) => one - other);
}
