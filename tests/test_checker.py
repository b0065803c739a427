"""The checker's engine gives the same answers as the snippets, in a real browser, field by field."""

import json

import pytest
from playwright.sync_api import Page

import built_site
import in_browser
from built_site import Site
from checker_cases import GROUPS
from pages import ROOT

site, browser, page = built_site.site, in_browser.browser, in_browser.page
ASK = """async ([address, asked]) => {
  const checker = await import(address);
  const answer = (name, given) => {
    try {
      const found = checker[name](...given);
      return name === "diagnose" ? { ...found, text: checker.asText(found, given[1]) } : found;
    } catch (error) {
      if (!error.word) return { crash: error.stack };
      const { error: _, ...values } = error.values;
      return { bad: error.word, values };
    }
  };
  return JSON.stringify(JSON.parse(asked).map(([name, given]) => answer(name, given)));
}"""


@pytest.fixture
def engine(page: Page, site: Site) -> Page:
    """Open a page that does not load the checker itself."""
    page.goto(f"{site.url}setup/")
    return page


@pytest.mark.parametrize("group", GROUPS)
def test_the_same_answers(engine: Page, site: Site, group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked, both engines say the same, down to the last field."""
    monkeypatch.delenv("SITE_URL", raising=False)
    cases = [(name, given, plain(expected)) for name, given, expected in GROUPS[group]()]
    asked = json.dumps([(name, given) for name, given, _ in cases])
    got = json.loads(engine.evaluate(ASK, [f"{site.url}assets/checker.mjs", asked]))
    assert len(cases) > 70
    wrong = [
        f"{name}({json.dumps(given)[:2000]}):\n  {difference}"
        for (name, given, expected), answer in zip(cases, got, strict=True)
        if (difference := differences(answer, expected))
    ]
    if wrong:
        pytest.fail("\n".join([f"{len(wrong)} of {len(cases)} differ", *wrong[:5]]), pytrace=False)


def plain(answer: object) -> dict | list:
    """The answer as JavaScript writes it, which knows no 1.0; a decision has no number."""
    brought = json.loads(json.dumps(answer), parse_float=lambda text: json.loads(text.removesuffix(".0")))
    return {key: value for key, value in brought.items() if key != "id"} if isinstance(brought, dict) else brought


def differences(got: object, expected: object) -> str:
    """The fields in which two answers differ, down to the type: true is not 1."""
    if not isinstance(got, dict) or not isinstance(expected, dict):
        return "" if written(got) == written(expected) else f"{written(got)}, expected {written(expected)}"
    return "\n  ".join(
        f"{key}: {written(got.get(key))[:1000]}, expected {written(expected.get(key))[:1000]}"
        for key in sorted(got.keys() | expected.keys())
        if written(got.get(key)) != written(expected.get(key)) or (key in got) != (key in expected)
    )


def written(value: object) -> str:
    """JSON whose members stand in a fixed order."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def test_the_engine_touches_no_page() -> None:
    """Of the checker's files only the page and the answer know the document; none of them knows HTML or a network."""
    files = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "docs/assets").glob("checker*.mjs")}
    assert {"checker.mjs", "checker-page.mjs", "checker-answer.mjs"} <= files.keys()
    for name, code in files.items():
        for word in ("innerHTML", "outerHTML", "insertAdjacent", "fetch(", "XMLHttpRequest", "sendBeacon", "Storage"):
            assert word not in code, f"{name}: {word}"
        if name not in {"checker-page.mjs", "checker-answer.mjs"}:
            assert "document" not in code, name
