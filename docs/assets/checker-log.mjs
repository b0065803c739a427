// Read the log of a failed job: the counterpart of snippets/evidence/log.py, which also names the sources.

import { BadInput, CLIENTS, MESSAGES, WEIGHTS, findMessages, flatten } from "./checker-catalogue.mjs";
import { excerpt } from "./checker-long-log.mjs";
import { SPACE, WORD, redact, strip, words } from "./checker-text.mjs";

const CLAIMS = (
  "sub repository repository_owner repository_owner_id workflow_ref job_workflow_ref ref environment " + // GitHub
  "project_path ci_config_ref_uri " + // GitLab
  "pipeline_slug organization_slug " + // Buildkite, which uv prints
  "email organization project actor_id"
).split(" ");
// A list that holds one of these is a token's; `repository` and `ref` alone are also what actions/checkout prints.
const VAGUE = ["repository", "ref", "environment", "email", "organization", "project"];
const TELLING = CLAIMS.filter((claim) => !VAGUE.includes(claim));

const ANSI = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\n])/gu;
const LINE_START = new RegExp(
  "(?<![^\\n])(?:[^\\t\\n]*\\t[^\\t\\n]*\\t)?" + // gh run view --log: job and step
    // the time in a downloaded log
    "(?:\\ufeff?#{4}-##-##T##:##:##(?:\\.#+)?Z ?)?".replaceAll("#", "\\p{Nd}") +
    "(?:[ \\t]*>)*[ \\t]*" + // a quote
    `(?:##\\[[${WORD}]+\\]|::[${WORD}]+[^:\\n]*::)?`, // the runner's marks
  "gu",
);
// GitHub links "12" in a pasted log to a line of that number.
const LINK = new RegExp(`\\[([^\\[\\]\\n]{0,200})\\]\\(https?:[^)${SPACE}]{0,2000}\\)`, "gu");
const NAMES = CLAIMS.toSorted((one, other) => other.length - one.length).join("|");
const MOST = 1000; // claims that are read; a token has some thirty
// Every repetition has an end, so that no text can make the search slow.
const CLAIM = new RegExp(
  `(?<![${WORD}.'-])(${NAMES})[\`"*]{0,4}[ \\t]{0,20}[:|]` +
    // in marks, as the action and uv print it; Some is Rust's
    `(?:[${SPACE}]{0,99}(?:Some\\([${SPACE}]{0,99})?(?:\`([^\`\\n]{0,500})\`|"([^"]{0,500})")` +
    `|[ \\t]{0,99}(?!Some\\()([^${SPACE}\`"|,{}][^|\\n]{0,300}?))` + // bare
    "\\*{0,2}[ \\t]{0,20}" +
    `(?=[,|)]|$|\\n|[*•-][ \\t]{0,20}[\`"*]{0,4}(?:${NAMES})(?![${WORD}])|[ \\t](?:${NAMES}):)`,
  "gu",
);
// Python, which ignores letter case here, takes the Turkish letters for an i.
const INDEX = new RegExp(
  `(?<![${WORD}])(?:test\\.pyp[iıİ]\\.org|testpyp[iıİ]|upload\\.pyp[iıİ]\\.org|aud[iıİ]ence pyp[iıİ])(?![${WORD}])`,
  "giu",
);
const rank = ({ message }) => WEIGHTS.indexOf(MESSAGES[message].weight);

/**
 * Read a log: `client`, `error` (`code`, `reason` and the `message`'s id, or null), `claims` (or null; a claim that the
 * log shows as missing is null), `index` (`pypi`, `testpypi` or null) and `messages`, the failure that decides first.
 * Of a text above a million characters only the parts that tell are read (checker-long-log.mjs).
 * Throws BadInput where nothing in the text is known.
 */
export function readLog(text) {
  if (!strip(text)) throw new BadInput("bad-empty");
  const clean = cleanLines(excerpt(text));
  const flat = flatten(clean);
  const found = findMessages(flat).map(unbroken);
  const claims = readClaims(clean);
  const client = CLIENTS.find((each) => each.marks.some((mark) => flat.includes(mark)))?.id || null;
  if (!(found.length || claims || client)) throw new BadInput("bad-log");
  found.sort((one, other) => rank(one) - rank(other));
  return {
    client,
    error: found.length ? asError(found[0]) : null,
    claims,
    index: readIndex(flat, found.length ? found[0].start : flat.length),
    messages: found.filter((each, at) => found.findIndex(({ message }) => message === each.message) === at),
  };
}

/** The text without secrets, colours, time stamps, quote marks and other things that clients and people add. */
export function cleanLines(text) {
  return redact(redact(text).replace(ANSI, "")) // half a colour code may hide where a secret begins, or part it
    .replaceAll("%0D", "")
    .replaceAll("%0A", "\n")
    .replaceAll("%25", "%")
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n")
    .replaceAll("\u00a0", " ")
    .replace(LINE_START, "")
    .replace(LINK, "$1");
}

/** A message without the blanks that twine's wrapping at the terminal's width left inside long paths. */
function unbroken(found) {
  if (!("expected" in found.values)) return found;
  const values = Object.entries(found.values).map(([name, value]) => [name, value.replace(/(?<!,) /g, "")]);
  const text = found.text.replace(/'[^']*'/g, (quoted) => quoted.replaceAll(" ", ""));
  return { ...found, text, values: Object.fromEntries(values) };
}

/** The first list of a token's claims in the text; null where there is none. */
function readClaims(text) {
  const lists = [];
  let [end, count] = [null, 0];
  for (const match of text.matchAll(CLAIM)) {
    if ((count += 1) > MOST) break;
    const [whole, name, ...values] = match;
    const bare = strip(values.find((each) => each !== undefined)).replace(/^\*+|(?<!\*)\*+$/g, "");
    const value = words(bare).join(" "); // uv wraps values that hold blanks
    const near = end !== null && text.slice(end, match.index).split("\n").length <= 5;
    if (!near || Object.hasOwn(lists.at(-1), name)) lists.push({});
    lists.at(-1)[name] = ["MISSING", "None"].includes(value) ? null : value;
    end = match.index + whole.length;
  }
  return lists.find((each) => TELLING.some((claim) => Object.hasOwn(each, claim))) || null;
}

/** The failure that decides; a warning or a remark is none. */
function asError(found) {
  const message = MESSAGES[found.message];
  if (["warning", "note"].includes(message.weight)) return null;
  const bare = found.message === "invalid-publisher" && message.code === "invalid-publisher";
  return { code: message.code, reason: bare ? null : found.text, message: found.message };
}

/** The index that was named last before the failure, or else first after it. */
function readIndex(flat, position) {
  const named = [...flat.matchAll(INDEX)];
  if (!named.length) return null;
  const before = named.filter((each) => each.index < position);
  return (before.at(-1) || named[0])[0].toLowerCase().includes("test") ? "testpypi" : "pypi";
}
