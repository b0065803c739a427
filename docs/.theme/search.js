// Put before Material's search worker by hook.py, so this listener is called first.
// Material makes each typed word a prefix query, which lunr never stems: "публикации" would not find "публикация".
// So cut the ending off each word, by the Snowball stemmers that lunr and lunr-languages bring along.
// Only letters and digits go on: in a pasted error message, ":" or "~" would be operators.
addEventListener("message", ({ data }) => {
  if (data.type !== 2) return; // 2 is a query
  const words = data.data.toLowerCase().replaceAll("ё", "е").match(/[0-9a-z]+|[а-я]+/g) ?? [];
  data.data = words.map(withoutEnding).join(" ");
});

function withoutEnding(word) {
  const { stemmer } = /[а-я]/.test(word) ? (lunr.ru ?? {}) : lunr;
  if (!stemmer) return word; // the English index comes without the Russian stemmer
  const stem = stemmer(new lunr.Token(word, {})).toString().replace(/i$/, ""); // "repository" becomes "repositori"
  let same = 0;
  while (same < stem.length && stem[same] === word[same]) same++;
  return same < 3 ? word : word.slice(0, same);
}

