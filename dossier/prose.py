"""Markdown of the records becomes HTML: the one place where text of a record turns into markup.

CommonMark without raw HTML, images and headings, and a sanitiser as the last step, so that a fault of the one is
caught by the other.
"""

from __future__ import annotations

from typing import Final

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

# No images: a page loads nothing from elsewhere. No headings: the page's outline is the template's.
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading"]).enable("table")
_TAGS: Final = {
    "a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


def prose(markdown: str | None) -> Markup:
    """Render the Markdown of a record; nothing for None."""
    if not markdown:
        return Markup("")
    html = nh3.clean(
        _MARKDOWN.render(markdown),
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(html)  # noqa: S704 - sanitised on the line above
