// The texts to copy below the answer: each is written, by a file that is loaded then, when somebody opens it.

import { copyButton, element, lang, words } from "./checker-elements.mjs";
import { withProject } from "./checker-project.mjs";

/**
 * @import { Told } from "./checker-answer.mjs"
 * @import { Answer } from "./checker-report.mjs"
 */

/**
 * The text for the person who can change the setting, and the answer for an issue.
 * @param {Answer} found
 * @param {Told} told
 */
export function copies(found, { fields }) {
  if (!found.causes.length && !found.unexplained.length) return [];
  return [
    toCopy("tp-copy", words["hand-over"], words.copy, async () => {
      const { handOver } = await import("./checker-hand-over.mjs");
      return (project) => handOver(found, lang, project);
    }),
    toCopy("tp-copy-markdown", words["for-issue"], words["copy-markdown"], async () => {
      const { asMarkdown } = await import("./checker-markdown.mjs");
      return () => asMarkdown(found, fields, lang);
    }),
  ];
}

/**
 * A text to copy, which is written when somebody opens it: `load` brings what writes it.
 * @param {string} id
 * @param {string} summarized
 * @param {string} label
 * @param {() => Promise<(project: string) => string>} load
 */
function toCopy(id, summarized, label, load) {
  const place = element("pre", { tabindex: "0" });
  const button = copyButton([label], place, { id });
  const summary = element("summary", {}, summarized);
  const box = element("details", { class: "tp-hand-over" }, summary);
  box.addEventListener("toggle", async () => {
    if (!box.open || box.contains(place)) return;
    const write = await load().catch(() => null);
    if (write) {
      withProject((project) => {
        place.textContent = write(project);
      });
      box.replaceChildren(summary, button, place);
    } else {
      box.replaceChildren(summary, element("p", { role: "alert" }, words.unreachable));
    }
  });
  return box;
}
