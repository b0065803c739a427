// What is pasted by mistake, each kind with its own sentence: the page's words say what to paste instead.

import { strip } from "./checker-text.mjs";

const ADDRESS = /^<?https?:\/\/\S+>?$/;
const MUCH = 20_000; // characters: no workflow and no page of PyPI is longer
const WORKFLOW = [/^["']?on["']?:/m, /^jobs:/m];
const STEPS = [/^ *-? *runs-on:/m, /^ *-? *uses: *\S+@/m];
const PIPELINE = [/^[\w-]+:$/m, /^ +(?:script|id_tokens):/m];
const FILES = [WORKFLOW, STEPS, PIPELINE];
// Headings and explanations of PyPI's publishing pages, in English and in Russian.
const HELP = new RegExp(
  [
    "Manage (?:current )?publishers|Add a new (?:pending )?publisher|No publishers are currently configured",
    "The filename of the publishing workflow|You must first enable two-factor authentication",
    "Управление (?:текущими )?издателями|Добавить новый издатель|Добавьте нового ожидающего|издатели не настроены",
  ].join("|"),
);
const SETTINGS = /(?:Environment name|Workflow|Repository|Top-level pipeline): +\S/g;

/**
 * The word for what was pasted into the log's field and is no log.
 * @param {string} text
 */
export function mistakenForLog(text) {
  const bare = strip(text);
  if (ADDRESS.test(bare)) return "pasted-address";
  if (bare.length > MUCH) return "";
  if (isFile(bare)) return "pasted-workflow";
  return HELP.test(bare) || isSettings(bare) ? "pasted-settings" : "";
}

/**
 * The word for what was pasted in the place of a publisher's lines and holds none.
 * @param {string} text
 */
export function mistakenForLines(text) {
  const bare = strip(text);
  if (isFile(bare)) return "workflow-as-lines";
  return HELP.test(bare) ? "pasted-help" : "";
}

/** @param {string} text */
const isFile = (text) => FILES.some((signs) => signs.every((sign) => sign.test(text)));

/** @param {string} text */
const isSettings = (text) => new Set(Array.from(text.matchAll(SETTINGS), ([line]) => line.split(":")[0])).size > 1;
