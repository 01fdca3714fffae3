"""`dossier article` and `dossier coverage`: what the article's figures are, and who answers for them."""

from __future__ import annotations

import json
import os
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import CLAIM, Project

TEXT = """\
A Bridge Too Long

120 metres
Length

The V4 bridge is about 120 metres long, and it cost $5.5 billion.

What Comes Next

It will open in May 2027, the first of its kind.
"""


@pytest.fixture(autouse=True)
def _text(project: Project) -> None:
    project.write("draft.txt", TEXT)


def test_article_writes_sections_and_figures_and_never_the_text(project: Project) -> None:
    done = project.run("article", "draft.txt", "--published", "2026-05-01", "--publisher", "The Daily")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "4 figures are in article.yaml. Rules found them, not a reader: read it through.",
        "Left out, as names and the like: V4.",
    ]
    written = (project.root / "article.yaml").read_text()
    assert "title: A Bridge Too Long\n" in written
    assert "$5.5 billion" in written
    assert "cost" not in written
    assert "the first of its kind" not in written


def test_article_is_never_overwritten_unasked(project: Project) -> None:
    project.write("article.yaml", "title: mine\n")
    done = project.run("article", "draft.txt")
    assert (done.returncode, done.stderr) == (
        2,
        "dossier: article.yaml is there already; --force overwrites it, with what was edited by hand\n",
    )
    assert (project.root / "article.yaml").read_text() == "title: mine\n"
    assert project.run("article", "draft.txt", "--force").returncode == 0


def test_a_text_that_is_not_there_is_wrong_usage(project: Project) -> None:
    done = project.run("article", "nowhere.txt")
    assert (done.returncode, done.stderr) == (2, "dossier: nowhere.txt: No such file or directory\n")


def test_coverage_names_what_is_open_and_what_it_cannot_see(project: Project) -> None:
    project.run("article", "draft.txt")
    project.write(
        "claims/length.yaml",
        CLAIM + "appears: [{section: hero, figure: 120 metres}, {section: intro, figure: about 120 metres}]\n",
    )
    lines = project.run("coverage", "--article", "draft.txt").stdout.splitlines()
    assert lines[:6] == [
        "hero: 1 carried, 0 dismissed, 0 open",
        "intro: 1 carried, 0 dismissed, 1 open",
        f"  open: $5.5 billion at {TEXT.index('$5.5')}",
        "what-comes-next: 0 carried, 0 dismissed, 1 open",
        f"  open: May 2027 at {TEXT.index('May 2027')}",
        "All: 2 carried, 0 dismissed, 2 open of 4.",
    ]
    assert f"  {TEXT.index('first')}: first (extreme): no claim near" in lines
    data = json.loads(project.run("coverage", "--json").stdout)
    assert [(each["figure"], each["state"], each["claims"]) for each in data["figures"]] == [
        ("120 metres", "carried", ["length"]),
        ("about 120 metres", "carried", ["length"]),
        ("$5.5 billion", "open", []),
        ("May 2027", "open", []),
    ]


def test_coverage_needs_an_article(project: Project) -> None:
    done = project.run("coverage")
    assert (done.returncode, done.stderr) == (
        2,
        "dossier: there is no article.yaml; `dossier article TEXT` writes one\n",
    )


def test_an_open_figure_is_a_warning_until_it_is_dismissed(project: Project) -> None:
    project.run("article", "draft.txt")
    project.write(
        "claims/length.yaml",
        CLAIM + "appears: [{section: hero, figure: 120 metres}, {section: intro, figure: about 120 metres}]\n",
    )
    assert [line.split(": ")[2:4] for line in project.check()] == [
        [
            "open-figure",
            "no claim carries '$5.5 billion' of section 'intro' (name it in a claim's `appears`, or under `dismissed` with kind and why)",
        ],
        [
            "open-figure",
            "no claim carries 'May 2027' of section 'what-comes-next' (name it in a claim's `appears`, or under `dismissed` with kind and why)",
        ],
    ]
    article = project.root / "article.yaml"
    article.write_text(
        article.read_text()
        + "dismissed:\n  - {section: intro, figure: $5.5 billion, kind: rhetoric, why: x}\n"
        + "  - {section: what-comes-next, figure: May 2027, kind: opinion, why: x}\n"
    )
    assert project.check() == []


def test_what_is_quoted_is_held_against_the_text(project: Project) -> None:
    project.run("article", "draft.txt")
    at = TEXT.index("about 120")
    project.write(
        "claims/length.yaml",
        CLAIM + f"appears: [{{section: intro, figure: about 120 metres, at: [{at}, {at + 16}]}}]\n",
    )
    assert project.run("check", "--article", "draft.txt").returncode == 0
    project.write("claims/length.yaml", CLAIM + "appears: [{section: intro, words: quite cheap}]\n")
    done = project.run("check", "--article", "draft.txt")
    assert done.returncode == 1
    assert (
        "claims/length.yaml:11: misquoted-article: 'quite cheap' does not stand in section 'intro' (quote it as printed)"
        in done.stderr.splitlines()
    )
    project.write("draft.txt", TEXT.replace("long,", "LONG,"))
    assert (
        "article.yaml:3: other-text: the text at hand is not the one whose fingerprint stands here "
        "(find the text that was read, or run `dossier article` again)"
        in project.run("check", "--article", "draft.txt").stderr.splitlines()
    )


def test_a_private_copy_holds_the_whole_text_marked_and_says_so_on_every_page(project: Project) -> None:
    project.run("article", "draft.txt")
    at = TEXT.index("about 120")
    project.write(
        "claims/length.yaml",
        CLAIM + f"appears: [{{section: intro, figure: about 120 metres, at: [{at}, {at + 16}]}}]\n",
    )
    done = project.run("build", "--article", "draft.txt")
    assert done.returncode == 0, done.stderr
    site = project.root / "site-private"
    page = LexborHTMLParser((site / "article/index.html").read_text(encoding="utf-8"))
    heard = [node.text() for node in page.css(".whole .heard")]
    assert heard == ["open: ", "confirmed: ", "open: ", "open: "], "the status is heard, not only seen"
    for node in page.css(".heard"):
        node.decompose()
    paragraphs = [node.text(strip=False) for node in page.css(".whole p")]
    assert [" ".join(text.split()) for text in paragraphs][2:] == [
        "The V4 bridge is about 120 metres long, and it cost $5.5 billion.",
        "It will open in May 2027, the first of its kind.",
    ]
    assert [node.text() for node in page.css(".whole a.marked-confirmed")] == ["about 120 metres"]
    assert [node.text() for node in page.css(".whole .marked-open")] == ["120 metres", "$5.5 billion", "May 2027"]
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex, nofollow">' in text
        assert "Private copy." in text
    assert project.run("build").returncode == 0
    for path in (project.root / "site").rglob("*.html"):
        assert "and it cost" not in path.read_text(encoding="utf-8")
        assert "Private copy" not in path.read_text(encoding="utf-8")


def test_a_private_copy_has_no_address(project: Project) -> None:
    project.run("article", "draft.txt")
    done = project.run("build", "--article", "draft.txt", "--base-url", "https://example.org")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "dossier: a copy with the article's text is private and has no address; leave out the base URL\n",
    )
    assert not (project.root / "site-private").exists()


# what is given, and where


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--published", "2026-13", "'2026-13' is not a date: there is no month 13"),
        (
            "--published",
            "soon",
            "'soon' is not a date; write 2026, 2026-04, 2026-04-05 or a bound such as <=2026-04-05",
        ),
        (
            "--url",
            "javascript:x",
            "'javascript:x' cannot be linked: only http and https are followed, this is 'javascript' "
            "(give the address as a browser shows it)",
        ),
        ("--title", "a\x07b", "title is 'a\\x07b' (remove characters that cannot be seen)"),
        ("--author", "\u202eeva", "author is '\\u202eeva' (remove characters that cannot be seen)"),
        ("--publisher", "a\x7fb", "publisher is 'a\\x7fb' (remove characters that cannot be seen)"),
    ],
)
def test_what_would_make_a_record_that_cannot_be_read_is_refused_by_its_option(
    project: Project, option: str, value: str, message: str
) -> None:
    done = project.run("article", "draft.txt", option, value)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"dossier: {option}: {message}\n")
    assert not (project.root / "article.yaml").exists()


def test_an_article_cannot_come_out_after_the_day_on_which_it_is_read(project: Project) -> None:
    done = project.run("article", "draft.txt", "--published", "9999-01-01")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(
        r"dossier: --published: retrieved [-0-9]{10} lies before published 9999-01-01 \(check both dates\)\n",
        done.stderr,
    )
    assert not (project.root / "article.yaml").exists()


def test_what_is_blank_is_not_given(project: Project) -> None:
    assert project.run("article", "draft.txt", "--publisher", " ", "--title", " ").returncode == 0
    written = (project.root / "article.yaml").read_text()
    assert written.startswith("title: A Bridge Too Long\nretrieved: ")


def test_every_option_that_is_wrong_is_named_in_one_run(project: Project) -> None:
    done = project.run("article", "draft.txt", "--published", "soon", "--title", "a\x07")
    assert done.returncode == 2
    assert [line.split(" ")[1] for line in done.stderr.splitlines()] == ["--title:", "--published:"]


def test_a_text_with_too_many_figures_for_one_record_is_refused(project: Project) -> None:
    project.write("draft.txt", TEXT + "It has 12 spans. " * 40_000)
    done = project.run("article", "draft.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.sub("1,[0-9,]+ bytes", "N bytes", done.stderr, count=1) == (
        "dossier: draft.txt: article.yaml would have N bytes, the limit is 1,048,576; make a dossier of each part of the text\n"
    )
    assert not (project.root / "article.yaml").exists()


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("A Bridge", "A Bridge"),
        ("# A Bridge #", "A Bridge"),
        ("###### A\tBridge", "A Bridge"),
        ("#\n\nA Bridge", "A Bridge"),
        ("#1 of its kind", "'#1 of its kind'"),
        ("Written in C#", "'Written in C#'"),
        ("a" * 120, "a" * 120),
        ("a" * 121, "a" * 119 + "…"),
        ("word " * 23 + "words, more", "word " * 22 + "word…"),
    ],
)
def test_the_title_is_the_first_line_without_marks_cut_at_the_end_of_a_word(
    project: Project, first: str, title: str
) -> None:
    project.write("draft.txt", f"{first}\n\nIt has 12 spans.\n")
    done = project.run("article", "draft.txt")
    assert (done.returncode, done.stderr) == (0, "")
    told = "Its title is the beginning of the text's first line: set it with --title, or in the file."
    assert (told in done.stdout.splitlines()) is title.endswith("…")
    written = (project.root / "article.yaml").read_text().splitlines()[0]
    assert written.removeprefix("title: ").strip("\"'") == title.strip("'")


def test_a_folder_that_is_not_there_is_wrong_usage(project: Project) -> None:
    done = project.run("article", "draft.txt", "no/such")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "dossier: no/such is no folder; make it first, or name the folder of the dossier\n",
    )


def test_an_empty_folder_may_hold_the_first_record_and_is_told_what_comes_next(project: Project) -> None:
    project.write("new/draft.md", TEXT)
    project.write("new/.hidden", "")
    for more in ((), ("--force",)):
        done = project.run("article", "new/draft.md", "new", *more)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[-1] == (
            "This folder holds no claims yet: write them into claims/, their sources into sources/."
        )
    assert "no claims yet" not in project.run("article", "draft.txt").stdout


def test_a_folder_of_other_things_is_refused(project: Project) -> None:
    project.write("other/b.txt", "")
    project.write("other/a.txt", "")
    done = project.run("article", "draft.txt", "other")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "dossier: other holds no claims/, but 'a.txt' and 1 more; make claims/ there if a dossier is to stand there, "
        "or name an empty folder\n",
    )
    assert sorted(path.name for path in (project.root / "other").iterdir()) == ["a.txt", "b.txt"]


def test_a_forced_record_is_written_through_a_link_within_the_project_alone(project: Project) -> None:
    outside = project.write("../outside.yaml", "title: theirs\n")
    (project.root / "article.yaml").symlink_to(outside)
    done = project.run("article", "draft.txt", "--force")
    assert (done.returncode, done.stderr) == (
        2,
        "dossier: article.yaml is a link that leads out of the project; put the file itself there\n",
    )
    assert outside.read_text() == "title: theirs\n"
    for target in ("nowhere/article.txt", "article.yaml"):
        (project.root / "article.yaml").unlink()
        (project.root / "article.yaml").symlink_to(target)
        done = project.run("article", "draft.txt", "--force")
        assert (done.returncode, done.stderr) == (
            2,
            "dossier: article.yaml is a link that leads nowhere; put the file itself there\n",
        )


def test_a_title_that_is_no_text_is_refused_in_one_line(project: Project) -> None:
    done = project.run(
        "article", "draft.txt", "--title", b"\xff", env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"}
    )  # type: ignore[arg-type]
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "dossier: --title: '\\udcff' is not UTF-8; type it anew\n"


# coverage of records that are faulty, and of another text


def test_coverage_counts_nothing_while_a_claim_or_the_article_cannot_be_read(project: Project) -> None:
    project.run("article", "draft.txt")
    project.claim("colour: red\n", name="other")
    for options in ((), ("--json",)):
        done = project.run("coverage", *options)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.splitlines() == [
            "claims/other.yaml:11: unknown-field: 'colour' is not a field here (docs/records.md lists the fields)",
            "1 of the records is faulty and not counted.",
            "1 error, 0 warnings. Nothing was counted.",
        ]
    (project.root / "claims/other.yaml").unlink()
    project.write("article.yaml", "titel: x\n")
    done = project.run("coverage")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "article.yaml:1: unknown-field: 'titel' is not a field here (did you mean 'title'?)",
        "1 of the records is faulty and not counted.",
        "1 error, 0 warnings. Nothing was counted.",
    ]


def test_coverage_refuses_another_text(project: Project) -> None:
    project.run("article", "draft.txt")
    project.write("other.txt", TEXT.replace("long,", "LONG,"))
    done = project.run("coverage", "--article", "other.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == (
        "article.yaml:3: other-text: the text at hand is not the one whose fingerprint stands here "
        "(find the text that was read, or run `dossier article` again)"
    )


def test_without_a_fingerprint_half_of_the_figures_must_stand_in_the_text(project: Project) -> None:
    project.run("article", "draft.txt")
    article = project.root / "article.yaml"
    article.write_text(re.sub("sha256: .*\n", "", article.read_text()))
    project.write("other.txt", TEXT.replace("May 2027", "May 2028").replace("$5.5", "$5.6"))
    assert project.run("coverage", "--article", "other.txt").returncode == 0
    project.write("other.txt", f" {TEXT}")
    done = project.run("coverage", "--article", "other.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == (
        "article.yaml:4: other-text: of the 4 figures listed here, 0 stand where they should in the text at hand "
        "(find the text that was read, or run `dossier article` again)"
    )
