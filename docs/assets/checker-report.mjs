// Put a diagnosis into words: the counterpart of the text in snippets/answer/report.py.

import { FIELDS, labels, page, say, titleOf } from "./checker-catalogue.mjs";
import { shown } from "./checker-text.mjs";

/** The diagnosis for a person: the certain and the likely causes in full, the possible ones a line each. */
export function asText(found, lang) {
  const lines = [...opening(found, lang), ""];
  const strong = found.causes.filter(({ certainty }) => certainty !== "possible").length;
  const told = found.causes.slice(0, Math.max(strong + 3, 6));
  told.forEach((cause, i) => {
    lines.push(`${i + 1}. ${titleOf(cause.cause, lang)} (${say(cause.certainty, lang)})`);
    if (cause.certainty !== "possible" || found.causes.length === 1) {
      const names = [say("on-pypi", lang), say("in-token", lang)];
      const width = Math.max(...names.map((name) => name.length)) + 1;
      const values = compared(cause, lang);
      if (values.length) lines.push(`   ${labels(lang, found.register?.provider)[cause.field] || cause.field}:`);
      lines.push(...values.map((value, at) => `     ${`${names[at]}:`.padEnd(width)} ${value}`));
      lines.push(`   ${cause.advice}`, `   ${say("who", lang)}: ${say(cause.who, lang)}.`);
    }
    lines.push(`   ${cause.url}`);
  });
  const count = found.causes.length - told.length;
  if (count) lines.push(say("more", lang, { count, url: page("", lang) }));
  if (found.register && !found.decision?.accepted) {
    lines.push("", `${say("register", lang)}:`);
    lines.push(...labelled(found.register, lang).map(([name, value]) => `   ${name}: ${value}`));
  }
  if (found.assumed.length && found.decision) {
    lines.push("", say("assumed", lang, { claims: found.assumed.join(", ") }));
  }
  return `${lines.join("\n").trim().replace(/\n{3,}/g, "\n\n")}\n`;
}

/** What happened, in a line or two. */
export function opening({ error, decision, causes, client, messages }, lang) {
  const lines = [];
  const because = (reason) => (reason ? ` (${shown(reason)})` : "");
  if (error) lines.push(`${say("failed", lang)}: ${error.code}${because(error.reason)}`);
  if (decision?.accepted) {
    lines.push(say("accepted", lang, { number: decision.matched_publisher + 1 }));
    if (error && causes.length) lines.push(say("contradiction", lang));
  } else if (decision && !error) {
    lines.push(`${say("refused", lang)}: ${decision.error_code}${because(decision.reason)}`);
  }
  for (const { reason } of decision?.outcomes || []) {
    lines.push(`${say("outcomes", lang)}: ${shown(reason || say("accepts", lang))}`);
  }
  const unknown = client && !messages.length;
  if (!causes.length && !lines.length) lines.push(say(unknown ? "no-known-failure" : "nothing-wrong", lang));
  return lines;
}

/** The publisher's value and the token's, as they can be shown; nothing where there is no field to compare. */
export function compared({ field, expected, found }, lang) {
  if (!field || (expected === null && found === null)) return [];
  return [expected, found].map((value) => (value ? shown(value) : say("nothing", lang)));
}

/** The values to register beside the labels of PyPI's form. */
export function labelled(register, lang) {
  const names = labels(lang, register.provider);
  return FIELDS[register.provider].map((name) => [names[name], register[name] ? shown(register[name]) : say("any", lang)]);
}
