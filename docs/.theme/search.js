// Put before Material's search worker by hook.py, so what is here is called first.
// Material makes each typed word a prefix query, which lunr never stems: "публикации" would not find "публикация".
// So cut the ending off each word, by the Snowball stemmers that lunr and lunr-languages bring along.
// Only letters and digits go on: in a pasted error message, ":" or "~" would be operators.
// Of the pages that lunr finds, those come first whose title or whose words of snippets/catalogue/search.json are what
// was typed: lunr counts words, and "id", "token" and "write" stand in all pages.
{
  const ALIKE = 0.65; // of the words that two phrases have, how many both must have
  // Words that say nothing of what is looked for, unless nothing else is typed.
  const SMALL = new Set(
    ("a an and are at by can do does for from how i if in is it my of on or see the to was what when where why with " +
    "в во для до и из или как к ко ли мне мой на о от по при с со у через что чтобы это я").split(" "),
  );
  const phrases = new Map(); // of each page's address
  const send = postMessage.bind(globalThis);
  let asked = [];

  const withoutEnding = (word) => {
    const { stemmer } = /[а-я]/.test(word) ? (lunr.ru ?? {}) : lunr;
    if (!stemmer) return word; // the English index comes without the Russian stemmer
    const stem = stemmer(new lunr.Token(word, {})).toString().replace(/i$/, ""); // "repository" becomes "repositori"
    let same = 0;
    while (same < stem.length && stem[same] === word[same]) same++;
    return same < 3 ? word : word.slice(0, same);
  };

  const stemsOf = (text) => {
    const words = text.toLowerCase().replaceAll("ё", "е").match(/[0-9a-z]+|[а-я]+/g) ?? [];
    const telling = words.filter((word) => !SMALL.has(word));
    return (telling.length ? telling : words).map(withoutEnding);
  };

  // Whether two words are the same, or long and one letter apart: "reuseable", "worklow".
  const isNear = (one, other) => {
    const [short, long] = [one.length, other.length].sort((less, more) => less - more);
    let [start, end] = [0, 0];
    while (start < short && one[start] === other[start]) start++;
    while (end < short - start && one.at(-1 - end) === other.at(-1 - end)) end++;
    return long - start - end <= (short < 5 ? 0 : 1);
  };

  // How much of two lists of words is in both, from 0 to 1.
  const likeness = (phrase) => {
    const common = asked.filter((word) => phrase.some((other) => isNear(word, other))).length;
    return (2 * common) / (asked.length + phrase.length);
  };

  const scoreOf = ([{ location }]) => {
    const own = phrases.get(location.split("#")[0]) ?? [];
    for (const phrase of own) phrase.stems ??= stemsOf(phrase.text); // not before: the index comes before the stemmer
    const best = Math.max(0, ...own.map(({ stems }) => likeness(stems)));
    return best < ALIKE ? 0 : best;
  };

  addEventListener("message", ({ data }) => {
    if (data.type === 0) {
      for (const { location, title, tags = [] } of data.data.docs) {
        if (!location.includes("#")) phrases.set(location, [title, ...tags].map((text) => ({ text })));
      }
    }
    if (data.type !== 2) return; // 2 is a query
    asked = stemsOf(data.data);
    data.data = asked.join(" ");
  });

  globalThis.postMessage = (message) => {
    if (message.type === 3) { // the hits; sorting keeps the order of those that are equally alike
      const scores = new Map(message.data.items.map((hit) => [hit, scoreOf(hit)]));
      for (const part of message.data.items.flat()) delete part.tags; // they are no text for readers
      message.data.items.sort((one, other) => scores.get(other) - scores.get(one));
    }
    send(message);
  };
}
