"""The one file is served with its checksum, beside it and on its page."""

import hashlib

from built_site import LANGUAGES, Site


def test_the_checksum_is_that_of_the_file(site: Site) -> None:
    """What the site offers, what stands beside it and what the page says agree; `sha256sum --check` takes the file."""
    made = hashlib.sha256((site.folder / "diagnose.pyz").read_bytes()).hexdigest()
    assert f"{made}  diagnose.pyz\n" == (site.folder / "diagnose.pyz.sha256").read_text("utf-8")
    for root in LANGUAGES.values():
        page = (site.folder / root / "reference/command-line/index.html").read_text("utf-8")
        assert made in page
        assert "SHA256-OF" not in page
