"""The addresses of the pages, for search engines (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from dossier.page import Page


def sitemap(base_url: str, names: Sequence[str], most: int = 50_000) -> Iterator[Page]:
    """The addresses of pages: `most` a file, then an index of the files."""
    parts = [names[start : start + most] for start in range(0, len(names), most)]
    files = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for file, part in zip(files, parts, strict=True):
        yield _addresses(file, "urlset", "url", base_url, part)
    if len(files) > 1:
        yield _addresses("sitemap.xml", "sitemapindex", "sitemap", base_url, files)


def _addresses(file: str, outer: str, inner: str, base_url: str, names: Sequence[str]) -> Page:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    lines = "".join(f"<{inner}><loc>{escape(f'{base_url}/{name}')}</loc></{inner}>\n" for name in names)
    return Page(file, f"{head}{lines}</{outer}>\n".encode())
