"""Every export is read back by a reader that did not write it, and says what the records say."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import bibtexparser
import feedparser
import openpyxl
import pybtex.database
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from conftest import REPOSITORY, Project
from dossier.authors import Author
from dossier.build import check_project
from dossier.export import FORMATS, TABLES, Edition, Format
from dossier.export.citations import Citation, bibtex, csl, ris
from dossier.export.csvs import defused
from dossier.export.documents import document_pages
from dossier.export.feed import entries, feed_pages
from dossier.model import Claim, Dossier, Source

BASE = "https://example.org/d"
LEAD = ["status", "second_word", "second_word_label", "checked"]


@pytest.fixture(scope="module")
def edition() -> Edition:
    return Edition.of(check_project(REPOSITORY).dossier, BASE)


@pytest.fixture(scope="module")
def dossier(edition: Edition) -> Dossier:
    return edition.dossier


def named(name: str) -> Format:
    return next(each for each in FORMATS if each.name == name)


def rows_of(edition: Edition, name: str) -> list[dict[str, Any]]:
    """A table of CSV as a spreadsheet reads it, with the defusing taken away."""
    text = named(name).write(edition).decode()
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{key: fused(cell) for key, cell in row.items()} for row in rows]


def fused(cell: str) -> str:
    bare = cell.lstrip("'")
    return cell[1:] if cell.startswith("'") and bare[:1] in set("=+-@\t\r\n＝＋－＠") and bare else cell


def verdict(claim: Claim) -> list[str]:
    assert claim.checked
    return [claim.status, claim.second_word, claim.second_word_label, claim.checked.isoformat()]


def one_line(text: str) -> str:
    return " ".join(text.split())


# JSON


def test_the_document_holds_every_claim_with_its_values_and_verdict(edition: Edition, dossier: Dossier) -> None:
    data = json.loads(named("json").write(edition))
    assert data["schema"] == {"name": "dossier", "version": 1}
    assert data["version"] == edition.version
    assert data["counts"] == {status: len(claims) for status, claims in dossier.by_status.items()}
    assert [source["id"] for source in data["sources"]] == list(dossier.sources)
    assert [claim["id"] for claim in data["claims"]] == list(dossier.claims)
    for claim in data["claims"]:
        record = dossier.claims[claim["id"]]
        assert [claim[name] for name in LEAD] == verdict(record)
        assert [each["text"] for each in claim["found_values"]] == [each.value for each in record.found]
        assert (claim["printed_value"] or {}).get("text") == record.value
        assert claim["address"] == f"{BASE}/claims/{record.id}.html"


def test_each_line_is_the_claim_as_its_own_file_has_it(edition: Edition, dossier: Dossier) -> None:
    lines = named("jsonl").write(edition).splitlines()
    assert [json.loads(line)["id"] for line in lines] == list(dossier.claims)
    assert lines == list(edition.claims.values())


def test_a_large_dossier_is_an_index_of_shards_and_loses_nothing(edition: Edition, dossier: Dossier) -> None:
    pages = {page.path: json.loads(page.data) for page in document_pages(edition, "data/dossier.json", shard=50)}
    index = pages.pop("data/dossier.json")
    assert index["shards"]["claims"] == ["claims.1.json", "claims.2.json", "claims.3.json"]
    assert set(pages) == {f"data/{name}" for names in index["shards"].values() for name in names}
    for kind, ids in (("claims", dossier.claims), ("sources", dossier.sources)):
        found = [each["id"] for name in index["shards"][kind] for each in pages[f"data/{name}"][kind]]
        assert found == list(ids)
    assert {page["version"] for page in pages.values()} == {edition.version}


# Tables


def expected(name: str, dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Claim, value and what it is of, as the records have them, for each row of a table."""
    for claim in dossier.claims.values():
        if name == "claims":
            yield claim.id, claim.value or "", claim.of or ""
        elif name == "figures":
            places = [place for place in claim.appears if place.figure]
            for _ in places or ([claim] if claim.value else []):
                yield claim.id, claim.value or "", claim.of or ""
        else:
            given = [item for item in claim.evidence if not item.calculation]
            for item in claim.found if name == "found-values" else given:
                yield claim.id, item.value or "", item.of or ""


@pytest.mark.parametrize(
    ("name", "whose"),
    [("claims", "printed"), ("figures", "printed"), ("found-values", "found"), ("evidence", "evidence")],
)
def test_tables_hold_every_value_of_the_records(edition: Edition, dossier: Dossier, name: str, whose: str) -> None:
    key = "id" if name == "claims" else "claim"
    found = [
        (row[key], row[f"{whose}_value"], row[f"{whose}_of"])
        for row in rows_of(edition, name)
        if not row.get("calculation")
    ]
    assert found == list(expected(name, dossier))


@pytest.mark.parametrize("name", ["claims", "figures", "found-values", "series", "evidence"])
def test_the_verdict_stands_left_of_every_number(edition: Edition, dossier: Dossier, name: str) -> None:
    rows = rows_of(edition, name)
    header = list(rows[0])
    assert header[1:5] == LEAD
    assert "value" not in header
    for row in rows:
        assert [row[column] for column in LEAD] == verdict(dossier.claims[row[header[0]]])


def test_every_number_has_its_unit_beside_it(edition: Edition) -> None:
    seen = 0
    for table in TABLES:
        for row in table.records(edition):
            for whose in ("printed", "found", "evidence", "dated"):
                if row.get(f"{whose}_low") is not None:
                    seen += 1
                    assert row[f"{whose}_unit"] is not None, row
    assert seen > 200


def test_the_series_holds_every_value_with_its_time(edition: Edition, dossier: Dossier) -> None:
    wanted = {
        (claim.id, item.value, str(item.valid.start or ""), str(item.valid.end or ""), item.source or "")
        for claim in dossier.claims.values()
        for item in (*claim.found, *claim.evidence)
        if item.value and item.valid
    }
    names = ("claim", "dated_value", "valid_from", "valid_to", "source")
    found = [tuple(row[name] for name in names) for row in rows_of(edition, "series")]
    assert set(found) == wanted
    assert len(wanted) > 20


def test_the_sources_are_all_there_with_their_dates(edition: Edition, dossier: Dossier) -> None:
    names = ("id", "title", "publisher", "published", "source_address")
    assert [tuple(row[name] for name in names) for row in rows_of(edition, "sources")] == [
        (each.id, each.title, each.publisher, str(each.published or ""), each.url or "")
        for each in dossier.sources.values()
    ]


def test_the_workbook_says_what_the_tables_say_with_numbers_and_days_as_such(edition: Edition) -> None:
    book = openpyxl.load_workbook(io.BytesIO(named("xlsx").write(edition)))
    assert book.sheetnames == [table.name for table in TABLES]
    for table in TABLES:
        sheet = book[table.name]
        assert sheet.freeze_panes == "B2"
        lines = list(sheet.iter_rows())
        assert [cell.value for cell in lines[0]] == [column.name for column in table.columns]
        rows = list(table.rows(edition))
        assert len(lines) - 1 == len(rows)
        for line, row in zip(lines[1:], rows, strict=True):
            for cell, wanted in zip(line, row, strict=True):
                value = cell.value.date().isoformat() if cell.is_date else cell.value
                assert value == (float(wanted) if isinstance(wanted, int) and wanted > 1 << 53 else wanted)
                assert cell.data_type != "f"
    last = book["claims"][2][len(TABLES[0].columns) - 1]
    assert last.hyperlink.target == last.value


# Citations


def test_csl_has_one_entry_a_source(edition: Edition, dossier: Dossier) -> None:
    found = json.loads(named("csl").write(edition))
    assert [each["id"] for each in found] == list(dossier.sources)
    for each in found:
        source = dossier.sources[each["id"]]
        assert each["title"] == one_line(source.title)
        assert each.get("URL") == source.url
        assert each.get("issued") == parts(source)


def parts(source: Source) -> dict[str, list[list[int]]] | None:
    date = source.published
    return {"date-parts": [[int(part) for part in date.text.split("-")]]} if date and not date.bound else None


def test_bibtex_has_one_entry_a_source_for_two_readers(edition: Edition, dossier: Dossier) -> None:
    text = named("bibtex").write(edition).decode()
    one = bibtexparser.parse_string(text)
    assert one.failed_blocks == []
    other = pybtex.database.parse_string(text, "bibtex")
    assert [entry.key for entry in one.entries] == list(other.entries) == list(dossier.sources)
    for key, entry in other.entries.items():
        source = dossier.sources[key]
        assert entry.type == "misc"
        assert plain(entry.fields["title"][1:-1]) == one_line(source.title)
        assert plain(entry.fields["publisher"]) == one_line(source.publisher)
        assert entry.fields.get("url") == source.url
        date = source.published
        assert entry.fields.get("date") == (date.text if date and not date.bound else None)
        assert one.entries_dict[key]["title"] == entry.fields["title"]


def plain(latex: str) -> str:
    """LaTeX as plain text, in one pass, so that nothing is taken for an escape that an escape made."""
    words = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciitilde": "~",
        "textasciicircum": "^",
    }
    text, at = "", 0
    while at < len(latex):
        if latex[at] != "\\":
            text, at = text + latex[at], at + 1
        elif latex[at + 1] in "%&$#_":
            text, at = text + latex[at + 1], at + 2
        else:
            end = latex.index("{}", at)
            text, at = text + words[latex[at + 1 : end]], end + 2
    return text


def test_ris_has_one_entry_a_source(edition: Edition, dossier: Dossier) -> None:
    found = rispy.loads(named("ris").write(edition).decode())
    assert [each["id"] for each in found] == list(dossier.sources)
    for each in found:
        source = dossier.sources[each["id"]]
        assert each["title"] == one_line(source.title)
        assert each.get("authors", []) == [author.text for author in source.authors]
        assert each["publisher"] == one_line(source.publisher)
        assert each.get("urls", []) == ([source.url] if source.url else [])
        date = source.published
        assert each.get("year") == (date.text[:4] if date and not date.bound else None)


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"])
    | st.sampled_from("=+-@'\"{}\\%&$#_~^,;<>\n\t \u2028"),
    min_size=1, max_size=40,
).map(str.strip).filter(bool)  # fmt: skip


def citation(text: str) -> Citation:
    line = one_line(text) or "x"
    return Citation("x", line, (Author(line),), line, note=one_line(text))


@given(TEXT)
def test_no_text_escapes_from_bibtex(text: str) -> None:
    both = bibtex([citation(text), Citation("y", "after", (), "after")])
    read = pybtex.database.parse_string(both, "bibtex").entries
    assert list(read) == ["x", "y"]
    assert list(read["x"].fields) == ["title", "publisher", "note"]
    assert plain(read["x"].fields["note"]) == one_line(text)
    assert [entry.key for entry in bibtexparser.parse_string(both).entries] == ["x", "y"]


@given(TEXT)
def test_no_text_escapes_from_ris_or_csl(text: str) -> None:
    both = [citation(text), Citation("y", "after", (), "after")]
    read = rispy.loads(ris(both))
    assert [each["id"] for each in read] == ["x", "y"]
    assert [each["id"] for each in json.loads(csl(both))] == ["x", "y"]
    assert read[0]["notes"] == [one_line(text)]


@pytest.mark.parametrize("text", ["a\nER  - \nTY  - BOOK\nTI  - b", "x\u2028TY  - BOOK"])
def test_a_line_break_begins_no_reference(project: Project, text: str) -> None:
    project.write("sources/data-sheet.yaml", f"title: {json.dumps(text)}\npublisher: p\nkind: primary\nread: full\n")
    read = rispy.loads(named("ris").write(edition_of(project)).decode())
    assert [each["title"] for each in read] == [one_line(text)]


def edition_of(project: Project, base_url: str = "") -> Edition:
    return Edition.of(check_project(project.root).dossier, base_url)


# Spreadsheets


@given(TEXT)
def test_no_text_of_a_table_is_a_formula_and_none_is_lost(text: str) -> None:
    cell = defused(text)
    assert cell[:1] not in set("=+-@＝＋－＠")
    assert fused(cell) == text


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "'=1", "''=1"])
def test_a_record_cannot_put_a_formula_into_a_table(project: Project, start: str) -> None:
    project.write("claims/length.yaml", project_claim(start))
    edition = edition_of(project)
    text = named("claims").write(edition).decode()
    row = next(csv.DictReader(io.StringIO(text)))
    assert row["statement"] == f"'{start}"
    sheet = openpyxl.load_workbook(io.BytesIO(named("xlsx").write(edition)))["claims"]
    assert (sheet["F2"].value, sheet["F2"].data_type) == (start, "s")


def project_claim(statement: str) -> str:
    return (
        f"statement: {json.dumps(statement)}\ncategory: event\nstatus: unverified\ngap: no-source\nfinding: None.\n"
        "notes: Looked.\nchecked: 2026-05-02\nsearches: [{where: here, sought: it, date: 2026-05-01}]\n"
        "evidence: [{source: data-sheet, stance: context, says: Nothing.}]\n"
    )


# The workbook


@pytest.mark.parametrize(("count", "reason"), [(500, ""), (501, "the site holds it up to 500 claims")])
def test_a_large_site_goes_without_the_workbook_and_says_so(dossier: Dossier, count: int, reason: str) -> None:
    one = next(iter(dossier.claims.values()))
    large = Edition.of(replace(dossier, claims={f"c{number}": one for number in range(count)}))
    assert named("xlsx").left_out(large).split(";")[0] == reason
    assert bool(next(named("xlsx").pages(large), None)) == (count <= 500)


# The feed


def test_every_verdict_is_an_entry_of_the_feed(edition: Edition, dossier: Dossier) -> None:
    feed = feedparser.parse(named("atom").write(edition))
    assert not feed.bozo
    assert (feed.version, feed.feed.title) == ("atom10", one_line(dossier.title))
    present = {entry.link: entry for entry in reversed(feed.entries)}  # newest first: the last to be set
    assert len(feed.entries) == sum(1 + len(claim.history) for claim in dossier.claims.values())
    for claim in dossier.claims.values():
        entry = present[f"{BASE}/claims/{claim.id}.html"]
        assert entry.title == f"{claim.status.capitalize()}, {claim.second_word_label}: {claim.statement}"
        assert entry.updated == f"{claim.checked}T00:00:00+00:00"
        assert claim.status in [tag.term for tag in entry.tags]
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_a_verdict_keeps_its_entry_when_a_later_one_follows(project: Project) -> None:
    project.claim()
    (first,) = feedparser.parse(named("atom").write(edition_of(project, BASE))).entries
    project.claim(
        "history: [{date: 2026-05-02, status: confirmed, finding: The builder gives 120 metres.}]\n", without="checked"
    )
    project.write("claims/length.yaml", (project.root / "claims/length.yaml").read_text() + "checked: 2026-06-01\n")
    later, earlier = feedparser.parse(named("atom").write(edition_of(project, BASE))).entries
    assert (earlier.id, earlier.updated, earlier.title) == (first.id, first.updated, first.title)
    assert later.id == f"{BASE}/claims/length.html#verdict-2"
    assert later.updated == "2026-06-01T00:00:00+00:00"


def test_a_long_feed_is_paged_and_each_page_names_the_next(edition: Edition) -> None:
    pages = list(feed_pages(edition, "data/verdicts.atom", most=60))
    assert [page.path for page in pages] == ["data/verdicts.atom", "data/verdicts.2.atom", "data/verdicts.3.atom"]
    feeds = [feedparser.parse(page.data) for page in pages]
    links = [{link.rel: link.href for link in feed.feed.links} for feed in feeds]
    assert links[0]["next"] == links[1]["self"] == links[2]["previous"] == f"{BASE}/data/verdicts.2.atom"
    assert "next" not in links[2]
    assert sum(len(feed.entries) for feed in feeds) == len(entries(edition))
    assert len({feed.feed.updated for feed in feeds}) == 1


def test_there_is_no_feed_without_an_address_or_a_date(project: Project) -> None:
    assert list(named("atom").pages(edition_of(project))) == []
    project.claim(without="checked")
    edition = edition_of(project, BASE)
    assert named("atom").refused(edition) == "no claim has a dated verdict"
    assert list(named("atom").pages(edition)) == []


def test_text_of_a_record_is_no_markup_in_the_feed(project: Project) -> None:
    project.claim("finding: '<script>alert(1)</script> & more'\n", without="finding")
    (entry,) = feedparser.parse(named("atom").write(edition_of(project, BASE)), sanitize_html=False).entries
    assert entry.summary == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"


# All together


def test_the_same_records_make_the_same_bytes(edition: Edition) -> None:
    again = Edition.of(check_project(REPOSITORY).dossier, BASE)
    for each in FORMATS:
        assert each.write(again) == each.write(edition), each.name


def test_a_change_of_any_record_is_another_version(project: Project) -> None:
    before = edition_of(project).version
    assert before.startswith("2026-05-02.")
    project.source("interest: sells bridges\n")
    assert edition_of(project).version != before


def test_names_and_files_are_each_used_once() -> None:
    for names in ([each.name for each in FORMATS], [each.file for each in FORMATS]):
        assert len(set(names)) == len(names)


def test_every_field_is_explained(edition: Edition) -> None:
    data = json.loads(named("json").write(edition))
    assert {*data, "shards"} == {name for name, _ in named("json").fields}
    assert list(data["claims"][0]) == [name for name, _ in named("jsonl").fields]
    for table in TABLES:
        assert {len(row) for row in table.rows(edition)} == {len(table.columns)}
        assert all(column.meaning for column in table.columns)
