// A pasted workflow beside the publisher that is typed in the form: where they differ, and what to change.

/**
 * @import { Needed } from "./workflow-job.mjs"
 * @typedef {{ stored: Record<string, string>, index: string }} Typed
 * @typedef {{ field: string, cause: string, typed: string, found: string, job: string }} Difference
 */

/**
 * The differences of the publishing job that is nearest to what is typed; null if the file has no such job.
 * `file` is the name of the file, "" if it is not known.
 * @param {Needed[]} needed
 * @param {Typed} typed
 * @param {string} file
 * @returns {Difference[] | null}
 */
export function compare(needed, typed, file) {
  const compared = needed.map((job) => differences(job, typed, file));
  return compared.toSorted((one, other) => one.length - other.length)[0] ?? null;
}

/**
 * @param {Needed} needed
 * @param {Typed} typed
 * @param {string} file
 * @returns {Difference[]}
 */
function differences({ job, environment, index, repository }, { stored, index: wanted }, file) {
  /** @type {Difference[]} */
  const made = [];
  const own = `${stored.owner}/${stored.repository}`;
  /** @type {(field: string, cause: string, found: string, typed?: string) => void} */
  const add = (field, cause, found, typed = stored[field]) => void made.push({ field, cause, typed, found, job });
  if (index && index !== wanted) add("index", "wrong-index", index, wanted);
  if (repository && repository.toLowerCase() !== own.toLowerCase()) { // as GitHub compares them
    const isOwner = repository.split("/")[0].toLowerCase() !== stored.owner.toLowerCase();
    add("repository", isOwner ? "owner-name-mismatch" : "repository-name-mismatch", repository, own);
  }
  if (file && file !== stored.workflow_filename) add("workflow_filename", "workflow-filename-mismatch", file);
  if (stored.environment && environment !== null && environment.toLowerCase() !== stored.environment) {
    const cause = environment ? "environment-name-mismatch" : "environment-missing-in-workflow";
    add("environment", cause, environment);
  }
  return made;
}

/**
 * The name of the file by its first line, where a comment has its path, as in this guide's files; "" if there is none.
 * @param {string} text
 */
export const nameIn = (text) => /^# \.github\/workflows\/([^\s/:]{1,100}\.ya?ml)(?=[\s:]|$)/.exec(text)?.[1] ?? "";
