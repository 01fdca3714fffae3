"""Markdown of the records: the short way for plain paragraphs gives what the long way gives."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from dossier.prose import prose, rendered

PIECES = st.sampled_from(
    ["Words", "and", " ", "  ", "    ", "\n", "\n\n", "\n\n\n", "\t", "1.", "1)", "- ", "+ ", "> ", "# ", "=", "---", ":-", "|",
     "*", "_", "`", "[a](b)", "[a]: b", "<a>", "&amp;", "&", "\\", "~~", "!", "'", '"', "“", "é", "字", "\u00a0", "\u3000",
     "\u2028", "\ufeff", "\u200b", "@", "https://a.example", "12", ".", ")", ",", "\x85", "\ufffd", "😀"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40))
@example("Plain words.\nA second line, of 83.9 GiB.\n\nAnother paragraph: 1,250 tokens.")
@example("2026.\nA list with a number and nothing in it")
@example("Words\n ")
def test_plain_paragraphs_are_what_rendering_makes_of_them(markdown: str) -> None:
    text = markdown.strip()  # as every field of a record is
    if text:
        assert prose(text) == rendered(text)


def test_plain_paragraphs_are_told_from_marked_ones() -> None:
    assert prose("One.\nTwo.\n\nThree.") == "<p>One.\nTwo.</p>\n<p>Three.</p>\n"
    assert prose("One *two*.") == "<p>One <em>two</em>.</p>\n"
    assert prose("<b>") == "<p>&lt;b&gt;</p>\n"
