// The providers whose tokens PyPI takes, one file each: the counterpart of snippets/pypi/providers/__init__.py.

import { ACTIVESTATE } from "./checker-activestate.mjs";
import { GITHUB } from "./checker-github.mjs";
import { GITLAB } from "./checker-gitlab.mjs";
import { GOOGLE } from "./checker-google.mjs";

/** @import { Provider } from "./checker-provider.mjs" */

const ALL = [GITHUB, GITLAB, GOOGLE, ACTIVESTATE];

/** @type {Record<string, Provider>} */
export const PROVIDERS = Object.fromEntries(ALL.map((provider) => [provider.id, provider]));

/**
 * The provider that a publisher's fields, or a token's claims, belong to; null if nothing tells.
 * @param {object} settings
 */
export function providerOf(settings) {
  // The last one first: ActiveState's tokens hold GitLab's project_path, too.
  const found = ALL.findLast(({ table }) => table.marks.some((mark) => Object.hasOwn(settings, mark)));
  return found?.id || null;
}
