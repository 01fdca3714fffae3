"""A library comes in whole and goes out again: what another program reads of it is what it held before."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pybtex.database
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Project
from dossier.authors import Author, in_words
from dossier.build import check_project
from dossier.export.citations import Citation, bibtex, csl
from dossier.references import Reference, read_library
from test_import import run

Said = dict[str, Any]
PAPER = {
    "title": "Lengths of bridges & their 5% error", "authors": ["Doe, Jane", "van Gogh, Vincent", "King, Martin Luther, Jr.", "City of Example"],
    "doi": "10.1000/b_2(3)", "within": "Journal of Bridges", "volume": "12", "issue": "3-4", "pages": "101-115",
    "published": "2026-04-05", "url": "https://example.org/a_b%20c",
}  # fmt: skip
CHAPTER = {
    "title": "Piers", "authors": ["Müller, Károly"], "within": "The Handbook", "publisher": "Example Press",
    "pages": "e17", "published": "2020",
}  # fmt: skip
LETTER = {"title": "Letter to the city", "authors": ["Doe"], "published": "2019-02"}
WANTED = [PAPER, CHAPTER, LETTER]
CSL = json.dumps(
    [
        {
            "id": "doe2026", "type": "article-journal", "abstract": "Long.", "container-title": "Journal of Bridges",
            "DOI": "10.1000/b_2(3)", "ISSN": "1234-5678", "issue": "3-4", "page": "101-115", "volume": "12",
            "title": "Lengths of bridges & their 5% error", "URL": "https://example.org/a_b%20c",
            "author": [
                {"family": "Doe", "given": "Jane"},
                {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
                {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
                {"literal": "City of Example"},
            ],
            "issued": {"date-parts": [["2026", 4, 5]]},
        },
        {
            "id": "mueller2020", "type": "chapter", "container-title": "The Handbook", "publisher": "Example Press",
            "page": "e17", "title": "Piers", "author": [{"family": "Müller", "given": "Károly"}],
            "issued": {"date-parts": [[2020]]},
        },
        {
            "id": "doe2019", "type": "personal_communication", "title": "Letter to the city",
            "author": [{"literal": "Doe"}], "issued": {"date-parts": [["2019", "2"]]},
        },
    ]
)  # fmt: skip
BIBTEX = r"""
@article{doe2026,
	title = {Lengths of bridges \& their 5\% error},
	volume = {12},
	issn = {1234-5678},
	url = {https://example.org/a_b%20c},
	doi = {10.1000/b_2(3)},
	abstract = {Long.},
	number = {3-4},
	journal = {Journal of Bridges},
	author = {Doe, Jane and van Gogh, Vincent and King, Jr., Martin Luther and {City of Example}},
	month = apr,
	year = {2026},
	date = {2026-04-05},
	pages = {101--115},
}

@incollection{mueller2020,
	title = {Piers},
	booktitle = {The {Handbook}},
	publisher = {Example Press},
	author = {M{\"u}ller, K{\'a}roly},
	year = {2020},
	pages = {e17},
}

@misc{doe2019,
	title = {Letter to the city},
	author = {{Doe}},
	month = feb,
	year = {2019},
}
"""
RIS = """\
TY  - JOUR
TI  - Lengths of bridges & their 5% error
AU  - Doe, Jane
AU  - van Gogh, Vincent
AU  - King, Martin Luther, Jr.
AU  - City of Example
T2  - Journal of Bridges
AB  - Long.
DA  - 2026/04/05/
PY  - 2026
DO  - 10.1000/b_2(3)
VL  - 12
IS  - 3-4
SP  - 101
EP  - 115
SN  - 1234-5678
UR  - https://example.org/a_b%20c
ER  -

TY  - CHAP
TI  - Piers
AU  - Müller, Károly
T2  - The Handbook
DA  - 2020///
PY  - 2020
SP  - e17
PB  - Example Press
ER  -

TY  - PCOMM
TI  - Letter to the city
AU  - Doe
DA  - 2019/02//
PY  - 2019
ER  -
"""


def said(**fields: Any) -> Said:
    return {name: value for name, value in fields.items() if value}


def by_csl(text: str) -> list[Said]:
    def author(each: dict[str, str]) -> str:
        return each.get("literal") or ", ".join(each[part] for part in ("family", "given", "suffix") if part in each)

    return [
        said(
            title=each["title"], authors=[author(one) for one in each.get("author", ())], doi=each.get("DOI"),
            within=each.get("container-title"), volume=each.get("volume"), issue=each.get("issue"),
            pages=each.get("page"), url=each.get("URL"), publisher=each["publisher"],
            published="-".join(f"{part:02}" for part in each["issued"]["date-parts"][0]),
        )
        for each in json.loads(text)
    ]  # fmt: skip


def by_pybtex(text: str) -> list[Said]:
    def author(person: pybtex.database.Person) -> str:
        family = [*person.prelast_names, *person.last_names]
        parts = (family, [*person.first_names, *person.middle_names], person.lineage_names)
        return ", ".join(" ".join(part).strip("{}") for part in parts if part)

    def plain(latex: str | None) -> str:
        return re.sub(r"\\([&%_])", r"\1", (latex or "").strip("{}"))

    return [
        said(
            title=plain(fields["title"]), authors=[author(person) for person in entry.persons.get("author", ())],
            doi=fields.get("doi"), within=plain(fields.get("journal") or fields.get("howpublished")),
            volume=fields.get("volume"), issue=fields.get("number"), pages=fields.get("pages", "").replace("--", "-"),
            url=fields.get("url"), publisher=plain(fields["publisher"]), published=fields["date"],
        )
        for entry in pybtex.database.parse_string(text, "bibtex").entries.values()
        for fields in [entry.fields]
    ]  # fmt: skip


def by_lines_of_ris(text: str) -> list[Said]:
    """RIS as its specification has it, a field a line, without the library that wrote it."""
    found = []
    for entry in text.split("TY  - ")[1:]:
        lines = [line.split("  - ", 1) for line in entry.splitlines()[1:] if "  - " in line]
        one = dict(lines)
        pages = "-".join(one[tag] for tag in ("SP", "EP") if tag in one)
        found.append(
            said(
                title=one["TI"], authors=[value for tag, value in lines if tag == "AU"], doi=one.get("DO"),
                within=one.get("T2"), volume=one.get("VL"), issue=one.get("IS"), pages=pages, url=one.get("UR"),
                publisher=one["PB"], published=one["DA"].replace("/", "-").rstrip("-"),
            )
        )  # fmt: skip
    return found


@pytest.mark.parametrize(("form", "read"), [("csl", by_csl), ("bibtex", by_pybtex), ("ris", by_lines_of_ris)])
@pytest.mark.parametrize(("name", "text"), [("l.json", CSL), ("l.bib", BIBTEX), ("l.ris", RIS)])
def test_a_library_that_went_through_a_dossier_says_the_same_to_another_program(
    project: Project, name: str, text: str, form: str, read: Callable[[str], list[Said]]
) -> None:
    (project.root / "claims/length.yaml").unlink()
    (project.root / "sources/data-sheet.yaml").unlink()
    project.write(name, text)
    done = run(project, "import", name)
    assert (done.returncode, done.stderr) == (0, "")
    out = run(project, "export", form)
    publishers = ("Journal of Bridges", "Example Press", "publisher not identified")
    wanted = [each | {"publisher": publisher} for each, publisher in zip(WANTED, publishers, strict=True)]
    by_title = {each["title"]: each for each in read(out.stdout)}
    assert by_title == {each["title"]: each for each in wanted}
    again = project.write({"csl": "again.json", "bibtex": "again.bib", "ris": "again.ris"}[form], out.stdout)
    assert run(project, "import", again.name).stdout.startswith("0 new records, 0 updated, 3 unchanged, 0 kept")


def test_what_a_source_has_no_field_for_is_named_and_stays_in_the_library(project: Project) -> None:
    project.write("l.json", CSL)
    assert run(project, "import", "l.json").stdout.splitlines()[1] == (
        "A source has no field for these of the library, which stay there: abstract (1), ISSN (1)."
    )


def test_a_source_shows_who_wrote_it_and_where_it_appeared_and_leads_to_its_doi(project: Project) -> None:
    project.source(
        "authors: ['Doe, Jane', '{Acme, Inc.}']\nwithin: Nature\nvolume: 3\nissue: 2\npages: 12-15\ndoi: 10.1000/a<b\n"
    )
    assert run(project, "build").returncode == 0
    page = (project.root / "site/sources/data-sheet.html").read_text()
    assert '<dt>Authors</dt><dd dir="auto">Jane Doe; Acme, Inc.</dd>' in page
    assert '<dt>In</dt><dd dir="auto">Nature, volume 3, issue 2, pages 12-15</dd>' in page
    assert ">10.1000/a&lt;b</a>" in page
    assert page.count('href="https://doi.org/10.1000/a%3Cb"') == 2
    assert 'href="https://doi.org/10.1000/a%3Cb"' in (project.root / "site/claims/length.html").read_text()
    assert run(project, "cite", "data-sheet").stdout == (
        "Jane Doe and Acme, Inc.: Data sheet of the bridge. In: Nature, volume 3, issue 2, pages 12-15. Bridge Works. "
        "No date known. Primary source, read in full. https://doi.org/10.1000/a%3Cb\n"
    )


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("doi: https://doi.org/10.1000/x", "bad-doi: doi: 'https://doi.org/10.1000/x' is no DOI; write 10.1000/x"),
        ("doi: 'doi:10.1000/x'", "bad-doi: doi: 'doi:10.1000/x' is no DOI; write 10.1000/x"),
        ("doi: 11.1000/x", "bad-doi: doi: '11.1000/x' is no DOI; write it as 10.1000/182"),
        (
            "authors: ['Acme, Inc., Ltd., London']",
            "bad-name: authors 1: 'Acme, Inc., Ltd., London' is no name; write `Family, Given`, and a body that has "
            "commas in braces",
        ),
        (
            "authors: ['Doe,']",
            "bad-name: authors 1: 'Doe,' is no name; write `Family, Given`, and a body that has commas in braces",
        ),
    ],
)  # fmt: skip
def test_what_is_no_doi_and_no_name_is_refused(
    project: Project, assert_problem: Callable[[str], None], field: str, message: str
) -> None:
    project.source(f"{field}\n")
    assert_problem(f"sources/data-sheet.yaml:5: {message}")


def test_a_doi_is_one_document_however_it_is_written(project: Project, assert_problem: Callable[[str], None]) -> None:
    project.source("doi: 10.1000/X\n")
    project.source("url: https://dx.doi.org/10.1000/x\norigin: [data-sheet]\n", "other")
    project.claim("  - source: other\n    stance: supports\n    says: The same.\n")
    assert_problem(
        "sources/other.yaml:5: warning: same-address: 'data-sheet' has the same address (one document is one source)"
    )
    done = run(
        project, "new", "source", "https://doi.org/10.1000/x", "--title", "x", "--publisher", "y", "--kind", "primary"
    )
    assert (done.returncode, done.stderr) == (
        2, "dossier: sources/data-sheet.yaml has this address already; one document is one source\n",
    )  # fmt: skip


def words(letters: str) -> st.SearchStrategy[str]:
    return (
        st.text(st.sampled_from(letters), min_size=1, max_size=9).map(lambda text: " ".join(text.split())).filter(bool)
    )


PART = words("abZéß漢& %$_.")
AUTHORS = st.builds(Author, PART, PART, PART | st.just("")) | st.builds(
    Author, words("abZé漢, &%").filter(lambda name: len(name) > 1)
)


@given(AUTHORS)
def test_a_name_is_read_as_it_was_written(author: Author) -> None:
    assert Author.read(author.text) == author
    assert Author.of(author.family, author.given, author.suffix) == author


@given(st.tuples(*[st.text(st.sampled_from("ab,{} \n"), max_size=6)] * 3))
def test_whatever_a_library_calls_an_author_is_a_name_or_nobody(parts: tuple[str, str, str]) -> None:
    author = Author.of(*parts)
    assert author is None or Author.read(author.text) == author


@given(st.lists(AUTHORS, min_size=1, max_size=3))
def test_names_pass_through_csl_and_bibtex(authors: list[Author]) -> None:
    cited = Citation("x", "T", tuple(authors), "P")
    for kind, text in ((".json", csl([cited])), (".bib", bibtex([cited]))):
        (found,) = read_library(text, kind)
        assert isinstance(found, Reference)
        assert found.authors == tuple(authors), kind


def test_authors_in_words() -> None:
    names = [Author.read(text) for text in ("Doe, Jane", "King, Martin Luther, Jr.", "{Acme, Inc.}")]
    assert in_words(names[:1]) == "Jane Doe"
    assert in_words(names) == "Jane Doe, Martin Luther King, Jr. and Acme, Inc."
    assert in_words([]) == ""


@pytest.mark.parametrize(
    ("entry", "publisher", "within"),
    [
        ('{"publisher": "P", "container-title": "J"}', "P", "J"),
        ('{"container-title": "J", "URL": "https://www.example.org/a"}', "J", "J"),
        ('{"type": "chapter", "container-title": "B", "URL": "https://www.example.org/a"}', "example.org", "B"),
        (
            '{"author": [{"literal": "Doe"}], "DOI": "10.1000/x", "URL": "https://doi.org/10.1000/x"}',
            "publisher not identified",
            None,
        ),
    ],
)
def test_an_author_or_a_book_never_stands_in_for_a_publisher(
    project: Project, entry: str, publisher: str, within: str | None
) -> None:
    project.write("l.json", json.dumps([{"id": "a", "title": "A", **json.loads(entry)}]))
    assert run(project, "import", "l.json").returncode == 0
    source = check_project(project.root).dossier.sources["a"]
    assert (source.publisher, source.within) == (publisher, within)
