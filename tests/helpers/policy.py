"""The Content-Security-Policy of each page of a built site."""

import base64
import hashlib

from built_site import Site

POLICY = {
    "default-src": {"'self'"},
    "base-uri": {"'self'"},
    "connect-src": {"'self'"},
    "form-action": {"'none'"},
    "img-src": {"'self'", "data:"},
    "object-src": {"'none'"},
    "style-src": {"'self'"},
    "worker-src": {"'self'"},
}


def unlike(page: str, expected: dict[str, object], found: dict[str, object]) -> list[str]:
    """Say of each thing that is not as expected where it is, what it is and what it should be."""
    return [f"{page}: {k}: {found[k]!r}, expected {expected[k]!r}" for k in expected if found[k] != expected[k]]


def lax_policies(site: Site) -> list[str]:
    """Of each page what would let a browser run another's script, or send something: nothing, if all is well."""
    problems: list[str] = []
    for path, html in site.every_page().items():
        first = next(tag for tag in html.tags if tag.name in {"link", "meta", "script", "style"})
        parts = [part.split() for part in first.attributes.get("content", "").split(";")]
        inline = [tag.text for tag in html.all("script") if not tag.attributes.keys() & {"src", "type"}]
        hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline}
        scripts = {"script-src": {"'self'", *(f"'sha256-{each}'" for each in hashes)}}
        lax = [tag.name for tag in html.tags if {"style", "onclick", "onload"} & {*tag.attributes, tag.name}]
        expected = {
            "equiv": "Content-Security-Policy",
            "policy": POLICY | scripts,
            "policies": 1,
            "styled or run inline": [],
        }
        found = {
            "policies": len(html.all("meta", **{"http-equiv": "Content-Security-Policy"})),
            "equiv": first.attributes.get("http-equiv"),
            "policy": {part[0]: set(part[1:]) for part in parts if part},
            "styled or run inline": lax,
        }
        problems += unlike(path, expected, found)
    return problems
