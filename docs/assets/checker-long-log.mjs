// Of a long log, the parts in which a failure stands: the counterpart of snippets/evidence/long_log.py.

const WHOLE = 1 << 20; // characters; what is no longer than that is read whole
const BLOCK = 1 << 15;
const MOST = 15; // blocks that are kept of the beginning, and as many of the end
const MARKS = ["ublish", "rror"];
const BORDER = 12; // characters that a mark can reach over the border of two blocks, at the most

/** A text, or the parts of a long one that tell. */
export function excerpt(text) {
  if (text.length <= WHOLE) return text;
  const told = telling(text);
  const kept = [...new Set([...told.slice(0, MOST), ...told.slice(-MOST)])];
  return kept
    .map((number, i) => (number === (kept[i - 1] ?? -1) + 1 ? "" : "\n") + text.slice(number * BLOCK, (number + 1) * BLOCK))
    .join("");
}

/** The number of each block that holds a mark, of the one before it and the one behind it, and of the last of all. */
function telling(text) {
  const last = Math.ceil(text.length / BLOCK) - 1;
  const told = new Set();
  for (let number = 0; number <= last; number++) {
    const near = text.slice(Math.max(0, number * BLOCK - BORDER), (number + 1) * BLOCK);
    if (MARKS.some((mark) => near.includes(mark))) [number - 1, number, number + 1].forEach((each) => told.add(each));
  }
  told.add(last);
  return [...told].filter((number) => number >= 0 && number <= last).sort((one, other) => one - other);
}
