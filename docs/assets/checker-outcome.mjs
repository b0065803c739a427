// How a job ended: the counterpart of snippets/evidence/outcome.py, whose patterns are read here, too.

import { ENDINGS, pattern } from "./checker-catalogue.mjs";
import { MOST, shown } from "./checker-safe-text.mjs";
import { rstrip, strip } from "./checker-text.mjs";

export const ERROR = pattern("ERROR");
const [HINT, UPLOADING] = ["HINT", "UPLOADING"].map(pattern);
const READ = 2000; // of the lines that report an error, the last ones
const HEADING = 60; // characters of a line that ends in a colon and says nothing by itself, at most

/** How a job ended, as far as its cleaned log shows. snippets/evidence/outcome.py says what each part is. */
export class Outcome {
  /** @param {string} text */
  constructor(text) {
    this.text = text.split("\n").map(rstrip).join("\n");
    const uploads = [...this.text.matchAll(UPLOADING(this.text))].filter((match) => match[1] || match[3]);
    this.uploading = uploads.length > 0;
    this.begun = uploads.at(-1)?.index ?? -1;
    this.success = last("success", this.text);
    this.files = [...new Set(uploads.map((match) => match[2]))];
    /** The lines that report an error after the last upload. */
    this.reported = errorsOf(this.text, Math.max(this.begun, this.success, 0));
    const swallowed = this.uploading && this.success < this.begun;
    /** Whether the CI service calls the job a success, and no upload failed whose status a script swallowed. */
    this.done = last("done", this.text) >= 0 && !(swallowed && this.reported.length);
  }

  /** The lines that report what ended the job. */
  get errors() {
    return this.done ? [] : this.reported;
  }

  /** Whether the log reports nothing after the last upload: most clients print nothing after a success. */
  get quiet() {
    const behind = this.uploading ? this.text.slice(this.begun) : "";
    // twine says at the end what it uploaded, if an attempt succeeds after one that failed.
    const hasGivenUp = this.text.slice(Math.max(this.success, 0)).includes('Received "');
    return this.uploading && !this.errors.length && !hasGivenUp && !hintsOf(behind).length;
  }

  /** Whether a step succeeded and nothing failed after it. */
  get wentWell() {
    return !this.errors.length && (this.done || this.success >= 0 || this.quiet);
  }

  /** Of a job that failed, the files that PyPI took before. */
  get taken() {
    return this.success >= this.begun ? this.files : this.files.slice(0, -1);
  }
}

/**
 * Where the last sign of an ending ends, -1 if there is none.
 * @param {string} kind
 * @param {string} text
 */
function last(kind, text) {
  const flat = text.replaceAll("\n", " ");
  const ends = ENDINGS[kind].map((sign) => [flat.lastIndexOf(sign), sign.length]);
  return Math.max(-1, ...ends.filter(([at]) => at >= 0).map(([at, length]) => at + length));
}

/**
 * The last lines after a place that report an error: the lines with a reason, if there are any.
 * @param {string} text
 * @param {number} start
 */
function errorsOf(text, start) {
  const rest = text.slice(start);
  const places = [...rest.matchAll(ERROR(rest))].slice(-READ);
  const all = places.map(({ index }) => lineAt(text, start + index));
  const lines = [...new Set(all)].filter((line) => !isOne("harmless", line));
  const telling = lines.filter((line) => !isOne("nothing", line));
  return (telling.length ? telling : lines).slice(-3);
}

/**
 * The last lines of a text that speak of a failure, wherever in the line.
 * @param {string} text
 */
export function hintsOf(text) {
  const lines = [...text.matchAll(HINT(text))].slice(-READ).map(([line]) => shown(strip(line)));
  return [...new Set(lines)].filter((line) => !isOne("harmless", line)).slice(-3);
}

/**
 * Whether a line is `harmless`, or ends every failed step and gives no reason (`nothing`).
 * @param {string} kind
 * @param {string} line
 */
export const isOne = (kind, line) =>
  ENDINGS[kind].some((sign) => line.includes(sign)) || (kind === "nothing" && ["Error:", "Bad Request"].includes(line));

/**
 * The line at a place, made safe to show; with the next line if it is only a heading or a name.
 * @param {string} text
 * @param {number} start
 */
function lineAt(text, start) {
  const near = [...text.slice(start, start + 4 * MOST)].slice(0, 2 * MOST).join("");
  const lines = near.split("\n").map(strip).filter(Boolean).slice(0, 2);
  const isHeading = [...lines[0]].length < HEADING && (/[:\]]$/.test(lines[0]) || !lines[0].includes(" "));
  return shown(lines.slice(0, isHeading ? 2 : 1).join(" "));
}
