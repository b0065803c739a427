// The patterns by which a workflow is read, which workflow-data.mjs holds, and what a finding is.

/**
 * @import { WorkflowData } from "./workflow-data.mjs"
 * @typedef {{ cause: string, line: number, certainty: string }} Finding
 */

/**
 * A finding.
 * @param {string} cause
 * @param {number} line
 * @param {string} certainty
 * @returns {Finding}
 */
export const found = (cause, line, certainty) => ({ cause, line, certainty });

/**
 * One of the patterns: fresh, since a global one remembers where it stopped.
 * @param {WorkflowData} data
 * @param {string} name
 */
export const pattern = (data, name) => new RegExp(...data.patterns[name]);

/**
 * @param {WorkflowData} data
 * @param {string} name
 * @param {string} text
 */
export const matches = (data, name, text) => pattern(data, name).test(text);

/**
 * Whether a pattern takes all of a text.
 * @param {WorkflowData} data
 * @param {string} name
 * @param {string} text
 */
export function matchesWhole(data, name, text) {
  const [source, flags] = data.patterns[name];
  return new RegExp(`^(?:${source})$`, flags).test(text);
}

/**
 * What of a text stands before a separator.
 * @param {string} text
 * @param {string} separator
 */
export const before = (text, separator) => text.split(separator)[0];
