"""What mkdocs.yml can't say: the order of the pages, and mends of Material where it meets two languages."""

import html
import json
import os
import re
import subprocess
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from bundle import shorten_script
from data_modules import catalogue, compact, data_modules, form_fields, read_again
from finished_html import with_labels, with_places_to_break, with_policy, without_indentation
from news import feed
from pack import packed
from sample import CAUSE, sample
from search_index import part_by_language
from served_modules import DATA, preloaded, served
from setup_data import setup_modules
from setup_links import setup_link
from stylesheets import shorten
from swap import swap, swap_in_template

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ROOTS = {"en": "", "ru": "ru/"}
WORDS = yaml.safe_load((HERE / "words.yml").read_text("utf-8"))
# A worker that starts with the first message to it.
WORKER = """address=>{
let worker;
const stand=new EventTarget;
stand.postMessage=message=>{
if(!worker){
worker=new Worker(address);
worker.onmessage=({data})=>stand.dispatchEvent(new MessageEvent("message",{data}));
}
worker.postMessage(message);
};
return stand;
}"""
# As examples name this project's repository and its commit: pages show the real ones instead.
OWN_REPOSITORY, NO_COMMIT = "octo-org/trusted-publishing", "0" * 40
OWN_ACTION = f"{OWN_REPOSITORY}/snippets/explain@{NO_COMMIT}"
after_i18n = event_priority(-200)  # mkdocs-static-i18n itself runs at -100


def on_config(config: MkDocsConfig) -> None:
    """Take the site's address from the catalogue, and keep one choice of colours for both languages."""
    read_again()
    config.extra |= {"causes": [*catalogue.CAUSES.values()], "providers": catalogue.PROVIDERS, "fields": form_fields()}
    config.site_url = config.site_url or catalogue.SITE["url"]
    config.extra["packed"] = packed()
    config.extra["packed_sha256"] = sha256(config.extra["packed"]).hexdigest()
    config.extra["scope"] = urlsplit(config.site_url).path
    config.theme.static_templates |= {f"{root}llms.txt" for root in ROOTS.values()}


@after_i18n
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Lay out the pages that this language has, mend two of the theme's scripts, and add what is made at the build."""
    outline = config.extra.setdefault("outline", config.nav)
    pages = {localized(file).norm_src_uri for file in files.documentation_pages()}
    folders = {page for page in pages if f'"{page}"' not in json.dumps(outline)}
    config.nav = laid_out(outline, pages, folders)
    config.mdx_configs["toc"]["permalink_title"] = spoken(WORDS["permalink"], config.theme["language"])
    worker = the_one(files, r"assets/javascripts/workers/search\.\w+\.min\.js")
    worker.content_string = (HERE / "search.js").read_text("utf-8") + worker.content_string
    bundle = the_one(files, r"assets/javascripts/bundle\.\w+\.min\.js")
    # A copy button is no landmark; unnamed ones, one a block, are a screen reader's whole list of them.
    script = swap(bundle.content_string, '"nav",{class:"md-code', '"div",{class:"md-code', bundle.src_uri)
    # The index is larger than the rest of a page: it is loaded for a search, not for reading.
    script = swap(script, '(location.protocol!=="file:")', "(false)", bundle.src_uri)
    # So is the worker, which begins once it is told anything.
    bundle.content_string = swap(script, "t=new Worker(e)", f"t=({WORKER})(e)", bundle.src_uri)
    config.extra["bundle"] = (bundle.dest_uri, bundle.content_string)
    ours = re.compile(r"assets/(?:checker|setup|workflow)[\w-]*\.mjs")
    for file in [file for file in files if ours.fullmatch(file.src_uri)]:
        files.remove(file)
    address = config.site_url or ""
    for name, source in (checker_modules(address) | setup_modules(address, commit())).items():
        files.append(File.generated(config, f"assets/{name}", content=source))
    config.extra["modules"] = preloaded(config.theme["language"])
    files.append(File.generated(config, "diagnose.pyz", content=config.extra["packed"]))
    checksum = f"{config.extra['packed_sha256']}  diagnose.pyz\n"
    files.append(File.generated(config, "diagnose.pyz.sha256", content=checksum))
    atom = File.generated(config, "news.xml", content=feed(config.theme["language"], config.site_url or ""))
    atom.dest_uri = f"{ROOTS[config.theme['language']]}news.xml"
    files.append(atom)
    for snippet in sorted((ROOT / "snippets/copy").glob("*.py")):
        files.append(File.generated(config, f"copy/{snippet.name}", content=snippet.read_text("utf-8")))
    files.append(File.generated(config, "causes.json", content=causes_for_machines(config)))
    return files


def checker_modules(site_url: str) -> dict[str, str]:
    """The checker's files in assets/: its modules, joined, and the data that a reader's language or wish decides."""
    data = data_modules(site_url)
    written = {file.name: file.read_text("utf-8") for file in sorted((ROOT / "docs/assets").glob("checker*.mjs"))}
    joined = served(written | {name: data.pop(name) for name in DATA})
    return joined | data | {"examples.mjs": f"export default {compact(EXAMPLES)};\n"}


def the_one(files: Files, path: str) -> File:
    """The file of the theme whose path has this pattern. Raises PluginError if there is none, or more than one."""
    found = [file for file in files if re.fullmatch(path, file.src_uri)]
    if len(found) != 1:
        raise PluginError(f"{path}: {len(found)} files, expected one. Has mkdocs-material changed? See docs/.theme.")
    return found[0]


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> None:
    """Give the templates their words, the ids of the causes that have an example, and the filter `swap`."""
    env.filters["swap"] = swap_in_template
    language = config.theme["language"]
    log, settings = EXAMPLES[CAUSE]
    shown = sample(log, settings, language)
    env.globals |= {"words": spoken(WORDS, language), "examples": EXAMPLES.keys(), "sample": shown}


def spoken(words: Any, language: str) -> Any:
    """Of words in both languages, those in one."""
    if words.keys() == ROOTS.keys():
        return words[language]
    return {name: spoken(each, language) for name, each in words.items()}


def examples() -> dict[str, list[str]]:
    """Map each cause to a log that shows it and, where one is needed, to what PyPI has."""
    found: dict[str, list[str]] = {}
    for log in sorted((ROOT / "snippets/logs").glob("*.txt")):
        cause = log.name.partition(".")[0]
        settings = log.with_name(f"{cause}.publisher.json")
        shown = [log, settings] if settings.exists() else [log]
        found.setdefault(cause, [file.read_text("utf-8") for file in shown])
    return found


EXAMPLES = examples()


def causes_for_machines(config: MkDocsConfig) -> str:
    """Say of each cause how it is named, where it is explained, and which messages it may be behind."""
    told: list[dict[str, Any]] = [
        {"id": name, "who": cause["who"], "title": cause["title"], "advice": cause["advice"]}
        for name, cause in catalogue.CAUSES.items()
    ]
    for cause in told:
        cause["address"] = {lang: f"{config.site_url}{root}causes/{cause['id']}/" for lang, root in ROOTS.items()}
        cause["messages"] = [
            {"certainty": certainty, "text": text}
            for message in catalogue.MESSAGES.values()
            for certainty, ids in message["causes"].items()
            for text in message["texts"] + message.get("ru", [])
            if cause["id"] in ids
        ]
    return json.dumps({"causes": told}, ensure_ascii=False, indent=1)


def laid_out(entry: Any, pages: set[str], folders: set[str]) -> list[Any]:
    """Leave out what has no page yet; put the pages of a "folder/" in the catalogue's order."""
    match entry:
        case list():
            return [part for each in entry for part in laid_out(each, pages, folders)]
        case dict():
            [(title, content)] = entry.items()
            parts = laid_out(content, pages, folders)
            return [{title: content if parts == [content] else parts}] if parts else []
        case str() if not entry.endswith("/"):
            return [entry] if entry in pages else []
    group_of = {f"causes/{name}.md": cause["group"] for name, cause in catalogue.CAUSES.items()}
    order = dict.fromkeys([f"{entry}index.md", *group_of, *sorted(folders)])
    here = [page for page in order if page in folders and page.startswith(entry)]
    grouped = groupby(here, group_of.get)
    return [part for group, members in grouped for part in ([{group: [*members]}] if group else members)]


def on_page_markdown(_markdown: str, page: Page, **_: Any) -> None:
    """Date the page in the sitemap, and escape what Material writes into the head as it stands."""
    # MkDocs would take the day of the build: two builds of one commit would differ.
    page.update_date = str(page.meta.get("checked", "1970-01-01"))
    # A quotation mark would end the description.
    if "description" in page.meta:
        page.meta["description"] = html.escape(str(page.meta["description"]))


def on_page_content(content: str, config: MkDocsConfig, **_: Any) -> str:
    """Fill in what depends on the build: the site's address, the action's commit, the checksum of diagnose.pyz."""
    content = content.replace("SHA256-OF-DIAGNOSE-PYZ", config.extra["packed_sha256"])
    content = content.replace(catalogue.SITE["url"], config.site_url or "")
    return content.replace(OWN_REPOSITORY, catalogue.SITE["repository"]).replace(NO_COMMIT, commit())


@cache
def commit() -> str:
    """The commit that the site is built from: SITE_COMMIT in the environment, or what Git says; zeros without both."""
    if given := os.environ.get("SITE_COMMIT"):
        return given
    command = ["git", "rev-parse", "--verify", "HEAD"]
    try:
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=20)  # noqa: S603 - no shell
    except (OSError, subprocess.TimeoutExpired):
        return NO_COMMIT
    return ran.stdout.decode().strip() or NO_COMMIT


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> None:
    """Give the head absolute addresses, the switch a relative one, and Russian search its own index."""
    if config.theme["language"] == "ru":
        context["base_url"] += "/ru/"
    extra: Any = config.extra  # mkdocs-static-i18n sets the attribute, which templates find before the item
    twins = localized(page.file).alternates
    both = [each for each in extra.alternate if each["lang"] in twins]
    for each in both:
        each["path"] = twins[each["lang"]].url
        each["link"] = urljoin(config.site_url or "", each["path"])
    if page.file.src_uri.removeprefix("ru/").rpartition("en/")[2].startswith("causes/"):
        context["setup_link"] = setup_link(page.file.name, page.markdown or "", config.theme["language"])
    extra.alternate = both + [each | {"lang": "x-default"} for each in both if each["lang"] == "en"]


def localized(file: File) -> Any:
    """A file with what mkdocs-static-i18n knows of it; its types say nothing of that."""
    return file


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Finish the page: without indentation, a twentieth of it, with what phones need, and with its policy."""
    return with_policy(with_labels(with_places_to_break(without_indentation(output))), page.file.src_uri)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep the one 404 page, which speaks both languages, from being written over by the second build."""
    if template_name != "404.html":
        return output
    return with_policy(output, template_name) if config.theme["language"] == "en" else ""


@after_i18n
def on_post_build(config: MkDocsConfig) -> None:
    """Shorten Material's script and styles, and part the search index by language."""
    site = Path(config.site_dir)
    # Before the styles: those are left out, too, that only parts of the script need.
    shorten_script(site, *config.extra["bundle"])
    shorten(site)
    part_by_language(site, ROOTS)
