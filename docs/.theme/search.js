// Put before Material's search worker by hook.py, so what is here is called first.
// Material makes each typed word a prefix query, which lunr never stems: "публикации" would not find "публикация".
// So cut the ending off each word, by the Snowball stemmers that lunr and lunr-languages bring along.
// Only letters and digits go on: in a pasted error message, ":" or "~" would be operators.
// lunr finds the pages; their order follows the phrases that are like what was typed: titles, the words of
// snippets/catalogue/search.json and messages. lunr counts words, and "id", "token" and "write" stand in all pages.
{
  // How much a word of a page counts that is neither in the page's title nor in search.json.
  const [IN_PHRASE, IN_TEXT] = [0.5, 0.25]; // in a message or a section's title; anywhere else in the page
  const COVERED = 0.5; // what a page counts that has all words, against a phrase that is exactly what was typed
  // Words that say nothing of what is looked for, unless nothing else is typed.
  const SMALL = new Set(
    ("a am an and are at be by can could did do does for from have how i if in into is it me must my of on or our please " +
    "see should so that the this to was we were what when where which while why will with would you your " +
    "был быть в взять во вы где для до его если же за и из или их как какой ко к когда ли мне мой можно мы на надо наш " +
    "нужно о об от по почему при с свой сделать со такой там то тот у уже через чем что чтобы эта это этот я").split(" "),
  );
  const pages = new Map(); // of each address: the phrases, and the meanings of all words
  const stemOf = new Map(); // of each word that stands in the site
  const pagesWith = new Map(); // of each meaning, in how many pages it is
  const synonyms = new Map(); // of each stem that has some, the stems that mean the same
  const send = postMessage.bind(globalThis);
  let index;
  let known; // all stems
  let typed = [];

  const withoutEnding = (word) => {
    const { stemmer } = /[а-я]/.test(word) ? (lunr.ru ?? {}) : lunr;
    if (!stemmer) return word; // the English index comes without the Russian stemmer
    const stem = stemmer(new lunr.Token(word, {})).toString().replace(/i$/, ""); // "repository" becomes "repositori"
    let same = 0;
    while (same < stem.length && stem[same] === word[same]) same++;
    return same < 3 ? word : word.slice(0, same);
  };

  const wordsOf = (text) => text.toLowerCase().replaceAll("ё", "е").match(/[0-9a-z]+|[а-я]+/g) ?? [];
  const meaning = (stem) => synonyms.get(stem)?.[0] ?? stem;

  const stemsOf = (text, corrected = (word) => word) => {
    const words = wordsOf(text);
    const telling = words.filter((word) => !SMALL.has(word));
    return [...new Set((telling.length ? telling : words).map((word) => withoutEnding(corrected(word))))];
  };

  // The fewer pages have a word, the more the word tells.
  const weightOf = (meanings) =>
    [...meanings].reduce((sum, each) => sum + Math.log(1 + pages.size / (pagesWith.get(each) ?? 1)), 0);

  // How many letters to change, add, leave out or swap with the next one, to make one word of the other.
  const mistakes = (one, other) => {
    let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, column) => column)];
    for (let line = 1; line <= one.length; line++) {
      const next = [line];
      for (let column = 1; column <= other.length; column++) {
        const change = row[column - 1] + (one[line - 1] === other[column - 1] ? 0 : 1);
        const isSwap = one[line - 1] === other[column - 2] && one[line - 2] === other[column - 1];
        next[column] = Math.min(row[column] + 1, next[column - 1] + 1, change, isSwap ? before[column - 2] + 1 : change);
      }
      [before, row] = [row, next];
    }
    return row.at(-1);
  };

  // The word of the site that is meant by one half typed or mistyped: "environm", "worklow", "enviroment".
  const corrected = (word) => {
    if (known.has(withoutEnding(word)) || /\d/.test(word)) return word;
    const allowed = word.length < 5 ? 0 : word.length < 8 ? 1 : 2;
    let [best, least, most] = [word, allowed, 0];
    for (const [other, stem] of stemOf) {
      const isNear = Math.abs(other.length - word.length) <= allowed;
      const made = other.startsWith(word) ? 0 : isNear ? mistakes(word, other) : Infinity;
      const often = pagesWith.get(meaning(stem));
      if (made < least || (made === least && often > most)) [best, least, most] = [other, made, often];
    }
    return best;
  };

  const phrasesOf = ({ location, title, text, tags = [], messages = [] }) => {
    const isPage = !location.includes("#");
    const blocks = location.startsWith("messages/") ? [...text.matchAll(/<pre><code>([^]*?)<\/code>/g)] : [];
    const lines = blocks.flatMap(([, code]) => code.split("\n"));
    // "invalid-pending-publisher: the project already exists" begins with what people paste.
    const titles = [...new Set([title, title.split(": ")[0]])];
    return [
      ...titles.map((phrase) => [phrase, isPage ? 1 : IN_PHRASE]),
      ...tags.map((phrase) => [phrase, 1]),
      ...[...messages, ...lines].map((phrase) => [phrase, IN_PHRASE]),
    ];
  };

  // Not before something is looked for: the index comes before the Russian stemmer.
  const readPages = ({ config, docs }) => {
    for (const line of config.synonyms) {
      const stems = [...new Set(line.map((word) => withoutEnding(wordsOf(word)[0])))];
      for (const stem of stems) synonyms.set(stem, stems);
    }
    const titled = new Map();
    for (const { title } of docs) titled.set(title, (titled.get(title) ?? 0) + 1);
    for (const entry of docs) {
      const address = entry.location.split("#")[0];
      if (!pages.has(address)) pages.set(address, { phrases: [], meanings: new Set() });
      const { phrases, meanings } = pages.get(address);
      const own = phrasesOf(entry);
      for (const word of wordsOf([entry.text, ...own.map(([phrase]) => phrase)].join(" "))) {
        if (!stemOf.has(word)) stemOf.set(word, withoutEnding(word));
        meanings.add(meaning(stemOf.get(word)));
      }
      // "Prevent it" is a section of each cause.
      for (const [phrase, counts] of own) if (!(titled.get(phrase) > 1)) phrases.push({ phrase, counts });
    }
    for (const { meanings } of pages.values()) {
      for (const each of meanings) pagesWith.set(each, (pagesWith.get(each) ?? 0) + 1);
    }
    known = new Set([...stemOf.values(), ...synonyms.keys()]);
    for (const each of [...pages.values()].flatMap(({ phrases }) => phrases)) {
      each.meanings = new Set(stemsOf(each.phrase.replace(/<[^>]*>|&\w+;/g, " ")).map(meaning));
      each.weight = weightOf(each.meanings);
    }
  };

  // How well a page answers: its phrase that is most like what was typed, and how much of that the page has at all.
  const scoreOf = (address, asked) => {
    const { phrases, meanings } = pages.get(address);
    const counts = new Map(asked.map((each) => [each, meanings.has(each) ? IN_TEXT : 0]));
    const all = weightOf(asked) || 1;
    let best = 0;
    for (const phrase of phrases) {
      const common = asked.filter((each) => phrase.meanings.has(each));
      for (const each of common) counts.set(each, Math.max(counts.get(each), phrase.counts));
      best = Math.max(best, (2 * weightOf(common)) / (all + phrase.weight));
    }
    return best + (COVERED * asked.reduce((sum, each) => sum + weightOf([each]) * counts.get(each), 0)) / all;
  };

  addEventListener("message", ({ data }) => {
    if (data.type === 0) index = data.data;
    if (data.type !== 2) return; // 2 is a query
    if (!pages.size) readPages(index);
    typed = stemsOf(data.data, corrected);
    data.data = [...new Set(typed.flatMap((stem) => [stem, ...(synonyms.get(stem) ?? [])]))].join(" ");
  });

  globalThis.postMessage = (message) => {
    if (message.type === 3) { // the hits; sorting keeps lunr's order of those that answer equally well
      const asked = [...new Set(typed.map(meaning))].filter((each) => pagesWith.has(each));
      const scores = new Map(message.data.items.map((hit) => [hit, scoreOf(hit[0].location.split("#")[0], asked)]));
      message.data.items.sort((one, other) => scores.get(other) - scores.get(one));
      for (const part of message.data.items.flat()) {
        delete part.tags; // they are no text for readers
        delete part.messages;
        // Material shows which words a hit lacks: of words that mean the same, one is enough.
        if (!Object.keys(part.terms).length) continue; // a page of which only sections are hits
        const found = (stem) => [stem, ...(synonyms.get(stem) ?? [])].some((each) => part.terms[each]);
        part.terms = Object.fromEntries(typed.map((stem) => [stem, found(stem)]));
      }
    }
    send(message);
  };
}
