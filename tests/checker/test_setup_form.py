"""The setup form on the pages, as somebody uses it who has nothing yet: on a small phone, in both languages."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import forks
from answer.setup import Wanted, set_up
from built_site import COMMIT, LANGUAGES, Site
from catalogue import CAUSES, WORDS
from example_workflows import read
from pages import ROOT
from setup_reader import TYPED, files_of, opened

NAMED = re.compile(r"\bsetup[\w-]*\.(?:css|mjs)")  # the form's files


@pytest.mark.parametrize("root", LANGUAGES.values())
@pytest.mark.parametrize("new", [False, True])
@pytest.mark.parametrize("provider", TYPED)
def test_from_nothing_to_both_sides(
    page: Page, site: Site, tmp_path: Path, provider: str, new: bool, root: str
) -> None:
    """Three values typed, at most one click: PyPI's form, and a file that `check` finds nothing in."""
    opened(page, site, root, provider)
    for name, value in TYPED[provider].items():
        page.fill(f"#tp-{name}", value)
    if new:
        page.check("[name=kind][value=new]")
    link = page.locator("#tp-setup-result a").first.get_attribute("href")
    values = {name: value for name, value in TYPED[provider].items() if name != "project_name"}
    values |= {"environment": "pypi", "issuer_url": "https://gitlab.com"}
    values |= {"workflow_filename": "release.yml", "workflow_filepath": ".gitlab-ci.yml"}
    client, commit = ("action", COMMIT) if provider == "github" else ("twine", "")
    setup = set_up(Wanted(provider, values, "sampleproject", new, client, commit=commit))
    assert (setup.form, setup.files) == (link, files_of(page))
    [(name, text)] = files_of(page).items()
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, "utf-8")
    check = forks.run(ROOT / "snippets/check.py", name, cwd=tmp_path, env={})
    assert (0, "") == (check.returncode, check.stderr)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


@pytest.mark.parametrize(("root", "language"), [("", "en"), ("ru/", "ru")])
def test_what_cannot_be_is_said_at_the_field(page: Page, site: Site, root: str, language: str) -> None:
    """PyPI's own sentence, or that the CI would evaluate the value; then there is no file."""
    opened(page, site, root, "github", "#setup&project_name=sampleproject&owner=octo-org&repository=sampleproject")
    assert [".github/workflows/release.yml"] == [*files_of(page)]
    page.fill("#tp-workflow_filename", ".github/workflows/release.yml")
    assert "without directories" in (page.text_content("#tp-workflow_filename-said") or "")
    assert "true" == page.get_attribute("#tp-workflow_filename", "aria-invalid")
    assert {} == files_of(page)
    page.fill("#tp-workflow_filename", "release.yml")
    page.fill("#tp-environment", "${{ x }}")
    said = WORDS["setup-evaluated"][language].format(provider="GitHub", value="${{ x }}")
    assert said == page.text_content("#tp-environment-said")
    page.fill("#tp-environment", "PyPI")
    assert re.search(r"pypi\.?$", page.text_content("#tp-environment-said") or "")
    assert 1 == len(files_of(page))


def test_jobs_and_clients_can_be_chosen(page: Page, site: Site) -> None:
    """The rehearsal brings the publisher's file; the job that explains can be left out."""
    opened(page, site, "", "github", "#setup&project_name=sampleproject&owner=octo-org&repository=sampleproject")
    page.check("[name=rehearse]")
    page.uncheck("[name=explain]")
    page.select_option("[name=client]", "uv")
    files = files_of(page)
    assert [".github/workflows/release.yml", ".github/publisher.json"] == [*files]
    assert "uv publish" in files[".github/workflows/release.yml"]
    assert "explain:" not in files[".github/workflows/release.yml"]


@pytest.mark.parametrize(("provider", "field"), [("google", "email"), ("activestate", "organization")])
def test_other_providers_get_the_form_alone(page: Page, site: Site, provider: str, field: str) -> None:
    """The address of PyPI's form with the values, and no file."""
    values = {"google": "email=ci%40example.org", "activestate": "organization=octo-org&project=sample&actor=dev"}
    opened(page, site, "", provider, f"#setup&project_name=sampleproject&{values[provider]}")
    assert f"provider={provider}&{field}=" in (page.locator("#tp-setup-result a").first.get_attribute("href") or "")
    assert {} == files_of(page)


def test_other_pages_do_not_load_it(site: Site) -> None:
    """The home page names none of its files."""
    for root in LANGUAGES.values():
        assert [] == NAMED.findall((site.folder / root / "index.html").read_text("utf-8"))
    assert NAMED.findall((site.folder / "setup/github/index.html").read_text("utf-8"))


@pytest.mark.parametrize(("root", "language"), [("", "en"), ("ru/", "ru")])
def test_a_workflow_that_is_pasted(page: Page, site: Site, root: str, language: str) -> None:
    """What is wrong in it, with the line; what reads it is loaded then, and not before."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    opened(page, site, root, "github")
    assert not {"js-yaml.mjs", "workflow.mjs"} & {*loaded}
    page.click("#tp-setup-have summary")
    broken = ROOT / "snippets/workflows/id-token-permission-missing.broken.yml"
    page.fill("#tp-workflow", broken.read_text("utf-8"))
    page.locator("#tp-workflow-result [data-cause]").first.wait_for()
    assert {"js-yaml.mjs", "workflow.mjs", "workflow-data.mjs"} <= {*loaded}
    [first, *_] = read(broken).findings
    shown = page.locator("#tp-workflow-result [data-cause]").first
    assert (first.cause, str(first.line)) == (shown.get_attribute("data-cause"), shown.get_attribute("data-line"))
    title = CAUSES[first.cause]["title"][language]
    assert title.replace("`", "") in (shown.text_content() or "")
    assert re.findall("`(.+?)`", title) == shown.locator("a code").all_inner_texts()
    assert "`" not in (page.text_content("#tp-workflow-result") or "")
    page.fill("#tp-workflow", (ROOT / "snippets/workflows/trusted-publishing.yml").read_text("utf-8"))
    expect(page.locator("#tp-workflow-result [data-cause]")).to_have_count(0)
    assert "pypi.org" in (page.text_content("#tp-workflow-result") or "")
    page.fill("#tp-workflow", "a: [")
    expect(page.locator("#tp-workflow-result > p")).to_have_count(1)


@pytest.mark.parametrize("root", LANGUAGES.values())
@pytest.mark.parametrize("provider", TYPED)
def test_testpypi_can_be_chosen(page: Page, site: Site, provider: str, root: str) -> None:
    """With one click more the form and the file are TestPyPI's; names that the reader typed stay."""
    opened(page, site, root, provider)
    for name, value in TYPED[provider].items():
        page.fill(f"#tp-{name}", value)
    page.select_option("[name=index]", "testpypi")
    values = {name: value for name, value in TYPED[provider].items() if name != "project_name"}
    values |= {"environment": "testpypi", "issuer_url": "https://gitlab.com"}
    values |= {"workflow_filename": "testpypi.yml", "workflow_filepath": ".gitlab-ci.yml"}
    client, commit = ("action", COMMIT) if provider == "github" else ("twine", "")
    setup = set_up(Wanted(provider, values, "sampleproject", client=client, commit=commit, target="testpypi"))
    link = page.locator("#tp-setup-result a").first
    assert (setup.form, setup.files) == (link.get_attribute("href"), files_of(page))
    assert "TestPyPI" in (link.text_content() or "")
    page.fill("#tp-environment", "try")
    page.select_option("[name=index]", "pypi")
    assert "try" == page.input_value("#tp-environment")
    assert "https://pypi.org/" in (page.locator("#tp-setup-result a").first.get_attribute("href") or "")


@pytest.mark.parametrize("root", LANGUAGES.values())
def test_a_workflow_is_compared_with_what_is_typed(page: Page, site: Site, tmp_path: Path, root: str) -> None:
    """Each field that differs is named with the one change; when it is made, the file agrees."""
    opened(page, site, root, "github", "#setup&project_name=sampleproject&owner=octo-org&repository=sampleproject")
    page.click("#tp-setup-have summary")
    [text] = files_of(page).values()
    page.fill("#tp-workflow", text.replace("name: pypi\n", "name: release\n"))
    differs = page.locator("#tp-workflow-result [data-differs]")
    differs.first.wait_for()
    assert ["environment"] == [each.get_attribute("data-differs") for each in differs.all()]
    assert 2 == (differs.first.text_content() or "").count("release")
    page.fill("#tp-environment", "release")
    page.locator("#tp-workflow-result .tp-agrees").wait_for()
    assert 0 == differs.count()
    file = tmp_path / "publish.yml"
    file.write_text(text.replace("name: pypi\n", "name: release\n"), "utf-8")
    page.set_input_files("#tp-workflow-file", file)
    differs.first.wait_for()
    assert ["workflow_filename"] == [each.get_attribute("data-differs") for each in differs.all()]
    assert "publish.yml" in (differs.first.text_content() or "")
