"""A page that has moved is still found: `former:` in its front matter names the addresses that it once had."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

import hook  # not its functions: MkDocs would take on_post_page for one of this file's own
from finished_html import with_policy


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Put a page that leads on at each former address, in the language of the page that it leads to."""
    language = config.theme["language"]
    taken = {file.url: file.src_uri for file in files}
    pages = [file.page for file in files.documentation_pages() if file.page]
    moved = [(page, former) for page in pages for former in page.meta.get("former", [])]
    for page, former in moved:
        address = f"{hook.ROOTS[language]}{former.strip('/')}/"
        if address in taken:
            raise PluginError(f"{page.file.src_uri}: former address {former} is that of {taken[address]}")
        target = get_relative_url(page.url, address)
        html = env.get_template("moved.html").render(page=page, target=target, language=language)
        files.append(File.generated(config, f"{address}index.html", content=with_policy(html, address)))
        taken[address] = page.file.src_uri
