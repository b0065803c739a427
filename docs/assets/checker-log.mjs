// Read the log of a failed job: the counterpart of snippets/evidence/log.py, which also names the sources.

import { BadInput } from "./checker-bad-input.mjs";
import { CLIENTS, MESSAGES, SERVICES, SIGNS, WEIGHTS, pattern } from "./checker-catalogue.mjs";
import { cutClaim, readClaims } from "./checker-claims.mjs";
import { cleanLines } from "./checker-clean.mjs";
import { excerpt } from "./checker-long-log.mjs";
import { Outcome, hintsOf } from "./checker-outcome.mjs";
import { unknownReason } from "./checker-refusal.mjs";
import { matches, strip } from "./checker-text.mjs";
import { findMessages, flatten } from "./checker-wordings.mjs";

/**
 * @import { PrintedClaims } from "./checker-claims.mjs"
 * @import { Found } from "./checker-wordings.mjs"
 */

const [INDEX, IMAGE] = ["INDEX", "IMAGE"].map(pattern);

/** @param {Found} found */
const weightOf = (found) => MESSAGES[found.message].weight;

/** @param {Found} found */
const rank = (found) => WEIGHTS.indexOf(weightOf(found));

/**
 * What a log tells: the id of the client, the failure that decides, what else is said in it, and how the job ended.
 * snippets/evidence/log.py says what each part is.
 */
export class Log {
  /**
   * @param {string | null} client
   * @param {Found | null} failure
   * @param {Found[]} others
   * @param {PrintedClaims | null} claims
   * @param {string | null} index `pypi`, `testpypi` or null
   * @param {Outcome} outcome
   * @param {string | null} service
   * @param {Set<string>} signs
   * @param {string | null} reason a sentence of PyPI's that the catalogue does not know
   * @param {string | null} cut the claim within whose value the log breaks off
   */
  constructor(client, failure, others, claims, index, outcome, service, signs, reason, cut) {
    this.client = client;
    this.failure = failure;
    this.others = others;
    this.claims = claims;
    this.index = index;
    this.reason = reason;
    this.cut = cut;
    this.wentWell = !failure && outcome.wentWell;
    const errors = failure || this.wentWell ? [] : outcome.errors;
    /** The lines that report an error, if nothing known explains it. */
    this.unexplained = reason ? [reason] : errors;
    this.failed = Boolean(failure || this.unexplained.length);
    /** The files that PyPI took before the job failed. */
    this.uploaded = this.failed ? outcome.taken : [];
    this.service = service;
    this.signs = signs;
    /** The ids of all messages, the failure's first. */
    this.messages = [...(failure ? [failure] : []), ...others].map((said) => said.message);
    /** The ids of the messages that the reader should know but that are not the cause. */
    this.remarks = others.filter((said) => this.isRemark(weightOf(said))).map((said) => said.message);
    /** The failure's `code`, `reason` and `message`. */
    this.error = failure && asError(failure);
  }

  /** @param {string} weight */
  isRemark(weight) {
    return this.failed ? weight === "warning" : weight !== "note";
  }
}

/** @param {Found} failure */
function asError({ message, text }) {
  const { code } = MESSAGES[message];
  const bare = message === "invalid-publisher" && code === "invalid-publisher";
  return { code, reason: bare ? null : text, message };
}

/**
 * Read a log. Of a text above a million characters only the parts that tell are read (checker-long-log.mjs).
 * Throws BadInput if the text holds no line of a client, of PyPI or of a CI service, and no error.
 * @param {string} text
 */
export function readLog(text) {
  if (!strip(text)) throw new BadInput("bad-empty");
  const raw = excerpt(text);
  const clean = cleanLines(raw);
  const flat = flatten(clean);
  const claims = readClaims(clean);
  const client = marked(CLIENTS, flat);
  const service = marked(SERVICES, raw);
  const outcome = new Outcome(clean);
  const said = heard(findMessages(flat), flat, outcome);
  if (said.every((found) => weightOf(found) === "note") && !outcome.errors.length && !outcome.wentWell) {
    const isKnown = client || service || claims || flat.toLowerCase().includes("pypi");
    outcome.reported = isKnown ? hintsOf(clean) : [];
  }
  if (!(said.length || claims || client || service || outcome.errors.length || outcome.wentWell)) {
    throw new BadInput("bad-log");
  }
  const failure = failuresOf(said, flat, outcome).toSorted(byRank)[0] ?? null;
  const index = indexAt(indexesIn(flat), said.length ? (failure ?? said[0]).start : flat.length);
  const others = firstOfEach(said).filter((found) => found.message !== failure?.message).toSorted(byRank);
  const reason = failure && lacksReason(failure) ? unknownReason(clean) : null;
  const known = client ?? (failure && (MESSAGES[failure.message].client ?? null));
  const isUnmatched = failure && MESSAGES[failure.message].code === "invalid-publisher";
  const cut = claims || isUnmatched ? cutClaim(clean) : null;
  return new Log(known, failure, others, claims, index, outcome, service, signsOf(flat, outcome), reason, cut);
}

/**
 * Whether a failure is only a status line or a heading, and no message says more.
 * @param {Found} failure
 */
const lacksReason = (failure) =>
  failure.message === "exchange-refused" ||
  (weightOf(failure) === "general" && MESSAGES[failure.message].code.startsWith("upload-4"));

/**
 * @param {Found} one
 * @param {Found} other
 */
const byRank = (one, other) => rank(one) - rank(other);

/**
 * The id of the first client or service that has a mark in the text.
 * @param {{ id: string, marks: string[] }[]} known
 * @param {string} text
 */
const marked = (known, text) => known.find(({ marks }) => marks.some((mark) => text.includes(mark)))?.id ?? null;

/**
 * The messages that report why the job failed: not warnings, and not messages before a later success.
 * @param {Found[]} said
 * @param {string} flat
 * @param {Outcome} outcome
 */
function failuresOf(said, flat, outcome) {
  const [success, begun] = [outcome.success, outcome.begun].map((at) =>
    at < 0 ? -1 : flatten(outcome.text.slice(0, at)).length,
  );
  const counted = said.filter((found) => mayFail(found, outcome));
  // An upload to TestPyPI that succeeds does not undo PyPI's refusal.
  const named = success >= 0 ? indexesIn(flat) : [];
  const earlier = indexAt(named, success) === "testpypi" ? firstOfEach(counted) : [];
  const refused = earlier.filter(
    (found) => found.start < success && isOfUpload(found) && indexAt(named, found.start) === "pypi",
  );
  const failures = counted.filter(({ start }) => start >= success);
  if (failures.some(({ start }) => start >= begun) || !outcome.quiet) return [...refused, ...failures];
  // An upload began after all of them, and no error is reported. twine would say if it had gone well; a buffer may
  // have held back what it prints.
  const isHeldBack = flat.includes("Uploading distributions to") && success < 0;
  return [...refused, ...failures.filter((found) => isHeldBack && isOfUpload(found))];
}

/**
 * The messages, without those that the project's own tests printed, or that concern the project's own image. Tests
 * that fail before any upload may print the same words as PyPI.
 * @param {Found[]} found
 * @param {string} flat
 * @param {Outcome} outcome
 */
function heard(found, flat, outcome) {
  const isUntried = !outcome.uploading && SIGNS["tests-failed"].some((mark) => flat.includes(mark));
  const isOwnImage =
    !flat.includes("gh-action-pypi-publish") && SIGNS["own-image"].some((mark) => flat.includes(mark));
  return found
    .filter((said) => !(isUntried && isOfUpload(said, "twine")) && !(isOwnImage && said.message.startsWith("image-")))
    .map(unbroken);
}

/**
 * Whether a message is PyPI's answer to an upload, or stands on one of the pages.
 * @param {Found} said
 * @param {string[]} pages
 */
function isOfUpload({ message }, ...pages) {
  const { page } = MESSAGES[message];
  return page.startsWith("upload-") || pages.includes(page);
}

/**
 * Whether a message can report a failure in a job with this outcome.
 * @param {Found} said
 * @param {Outcome} outcome
 */
function mayFail(said, outcome) {
  const { weight, unless } = MESSAGES[said.message];
  if (unless === "upload" && outcome.uploading) return false;
  return !["warning", "note"].includes(weight) && (weight === "pypi" || !outcome.done);
}

/**
 * What the log shows as done, or as blocking the job: the ids of the catalogue's signs, and `uploading`.
 * @param {string} flat
 * @param {Outcome} outcome
 */
function signsOf(flat, outcome) {
  const seen = Object.keys(SIGNS).filter((sign) => SIGNS[sign].some((mark) => flat.includes(mark)));
  const [image] = matches(flat, IMAGE(flat), 1);
  if (image && image[1].toLowerCase() !== "pypa/gh-action-pypi-publish") seen.push("other-image");
  return new Set([...seen, ...(outcome.uploading ? ["uploading"] : [])]);
}

/**
 * Each message at the first place where it appears.
 * @param {Found[]} found
 */
const firstOfEach = (found) =>
  found.filter(({ message }, place) => found.findIndex((other) => other.message === message) === place);

/**
 * A message without the blanks that twine's wrapping at the terminal's width left inside long paths.
 * @param {Found} found
 * @returns {Found}
 */
function unbroken(found) {
  if (!("expected" in found.values)) return found;
  const values = Object.entries(found.values).map(([name, value]) => [name, value.replace(/(?<!,) /g, "")]);
  const text = found.text.replace(/'[^']*'/g, (quoted) => quoted.replaceAll(" ", ""));
  return { ...found, text, values: Object.fromEntries(values) };
}

/**
 * Where the text names an index, and which one: `pypi` or `testpypi`.
 * @param {string} flat
 */
function indexesIn(flat) {
  const text = flat.toLowerCase();
  return [...text.matchAll(INDEX(text))].map(({ 0: name, index }) => ({
    start: index,
    index: name.includes("test") ? "testpypi" : "pypi",
  }));
}

/**
 * The index that was named last before a position, or else first after it.
 * @param {{ start: number, index: string }[]} named
 * @param {number} position
 */
const indexAt = (named, position) =>
  (named.findLast(({ start }) => start < position) ?? named[0])?.index ?? null;
