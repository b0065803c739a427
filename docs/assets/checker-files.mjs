// Files that are dropped onto the page, or chosen: their text goes where a paste goes, and nowhere else.

import { find, words } from "./checker-elements.mjs";

const OVER = "tp-over"; // while a file is held over the page

/**
 * Take files: `take` is given the text of each, and `say` a sentence about it.
 * @param {Element} checker
 * @param {(text: string) => void} take
 * @param {(sentence: string, isRead: boolean) => void} say
 */
export function acceptFiles(checker, take, say) {
  const chosen = /** @type {HTMLInputElement} */ (find("#tp-file"));
  /** @param {File | undefined} file */
  const open = async (file) => {
    checker.classList.remove(OVER);
    if (!file) return;
    const [text, word] = await read(file).catch(() => ["", "no-text"]); // a folder, or more than a browser holds
    if (!word) take(text);
    say(words[word || "file"].replace("{name}", () => file.name), !word);
  };
  chosen.addEventListener("change", () => {
    open(chosen.files?.[0]);
    chosen.value = ""; // the same file may be chosen again
  });
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // or else the browser opens it in the place of this page
    checker.classList.add(OVER);
  });
  addEventListener("dragleave", ({ relatedTarget }) => {
    if (!relatedTarget) checker.classList.remove(OVER);
  });
  addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    open(event.dataTransfer.files[0]);
  });
}

/**
 * The text of a file, and the word for what is wrong with it.
 * @param {File} file
 */
async function read(file) {
  const buffer = await file.arrayBuffer();
  const [first, second] = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
  const isZip = first === 0x50 && second === 0x4b;
  const isWide = first === 0xff && second === 0xfe; // what PowerShell writes into a file
  const text = isZip ? await logsOf(buffer) : new TextDecoder(isWide ? "utf-16le" : "utf-8").decode(buffer);
  if (text === null) return ["", "unreachable"];
  return text && !text.includes("\0") ? [text, ""] : ["", "no-text"];
}

/**
 * The logs in an archive; "" if it can't be read, null if its reader can't be loaded.
 * @param {ArrayBuffer} buffer
 */
async function logsOf(buffer) {
  const reader = await import("./checker-zip.mjs").catch(() => null);
  return reader && reader.logsIn(buffer).catch(() => "");
}
