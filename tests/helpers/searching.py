"""The site's search, asked as its page asks it: by the worker, which has the index of one language."""

from playwright.sync_api import Page

ASK = """async ([worker, index, queries]) => {
  const search = new Worker(worker);
  const answers = [];
  const said = (data) => new Promise((done) => {
    answers.push(done);
    if (data) search.postMessage(data);
  });
  search.onmessage = ({ data }) => answers.shift()?.(data);
  const { config, docs } = await (await fetch(index)).json();
  await said({ type: 0, data: { config, docs, options: { suggest: false } } });
  const found = [];
  for (const query of queries) {
    const { data } = await said({ type: 2, data: query });
    found.push(data.items.map(([{ location }]) => location.split("#")[0]));
  }
  search.terminate();
  return found;
}"""


def found(page: Page, site: str, root: str, queries: list[str]) -> list[list[str]]:
    """The addresses of the pages that each query finds in a language, the best first, below the language's root."""
    worker = page.evaluate("JSON.parse(document.querySelector('#__config').textContent).search")
    asked = [
        page.evaluate("address => new URL(address, location).href", worker),
        f"{site}{root}search/search_index.json",
    ]
    return [[str(each) for each in answer] for answer in page.evaluate(ASK, [*asked, queries])]
