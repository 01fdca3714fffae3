"""Markdown of the records becomes HTML: the one place where text of a record turns into markup.

CommonMark without raw HTML, images and headings, and a sanitiser as the last step, so that a fault of the one is
caught by the other.
"""

from __future__ import annotations

import re
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

# An entity such as `&#x202e;` becomes the character only here.
_TURNING: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


_PLAIN: Final = re.compile(
    r"(?:(?![-+=:]|[0-9]+[.)](?:\s|\Z))"
    r"(?:[^\s&*<>\[\\\]_`|~\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]++"
    r"|(?<=[^\n]) (?![ \n]|\Z))++(?:\n(?:\n(?!\n))?|\Z))++"
)  # possessive throughout: it never tries a second way, so that no text makes it slow
"""Paragraphs in which CommonMark can mean nothing else: no marks, no entities, no spaces at the ends of lines, no line
that begins as a list, a quotation or a rule does."""


def links(markdown: str) -> list[str]:
    """Every address that the Markdown of a record links to, in the order of the text."""
    if "](" not in markdown and "<" not in markdown and "]:" not in markdown:
        return []  # most notes link nothing, and parsing them twice would cost more than reading them
    inline = [token for block in _MARKDOWN.parse(markdown) for token in block.children or ()]
    return [str(token.attrs["href"]) for token in inline if token.type == "link_open"]


def prose(markdown: str | None) -> Markup:
    """Render the Markdown of a record; nothing for None."""
    if not markdown:
        return Markup("")
    # Nearly all notes are plain. Seeing that costs a tenth of rendering them, and saves 45 µs of a page's 300.
    if _PLAIN.fullmatch(markdown):
        return Markup(f"<p>{_joined(markdown)}</p>\n")  # noqa: S704 - no character of it means anything in HTML
    return rendered(markdown)


def _joined(markdown: str) -> str:
    return markdown.strip("\n").replace("\n\n", "</p>\n<p>")


def rendered(markdown: str) -> Markup:
    """Render Markdown, whatever it holds."""
    html = nh3.clean(
        _MARKDOWN.render(markdown),
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
        url_relative="deny",
    )
    return Markup(html.translate(_TURNING))  # noqa: S704 - sanitised on the line above
