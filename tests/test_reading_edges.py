"""Reading, at its edges: what each shape of a wrong field is answered, and what a file is known by."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import CLAIM, Project
from dossier.files import NoText, read_data, read_files, read_text
from dossier.records import File, read_records
from dossier.yamltext import LIMIT


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        ("dossier.yaml", "site: {rows: 0}\n", ["1: bad-value: site: rows is '0': Input should be greater than or equal to 1"]),
        ("dossier.yaml", "site: {rows: 251}\n", ["1: bad-value: site: rows is '251': Input should be less than or equal to 250"]),
        ("dossier.yaml", "site: {rows: 1}\n", []),
        ("dossier.yaml", "site: {rows: 250}\n", []),
        ("dossier.yaml", "site:\n  rowz: 3\n", ["2: unknown-field: site: 'rowz' is not a field here (did you mean 'rows'?)"]),
        (
            "dossier.yaml",
            'site: []\ndesk: x\nhouses: [a]\nhighlights: {a: b}\nlanguage: "1"\n',
            [
                "1: wrong-shape: site is a list, wanted: `field: value` lines (write `field: value` below it)",
                "2: wrong-shape: desk is one text, wanted: `field: value` lines (write `field: value` below it)",
                "3: wrong-shape: houses is a list, wanted: `name: value` lines (write `name: value` below it)",
                "4: wrong-shape: highlights is a mapping, wanted: a list (write `- ` before each item)",
                "5: bad-text: language is '1' (a tag such as en, de or zh-Hant)",
            ],
        ),
        (
            "article.yaml",
            "title: t\nsha256: abc\nwords: -1\nsections: [x]\n",
            [
                "2: bad-text: sha256 is 'abc' (64 digits 0-9 and a-f)",
                "3: bad-number: words: '-1' is not a whole number",
                "4: wrong-shape: sections 1 is one text, wanted: `field: value` lines (write `field: value` below it)",
            ],
        ),
        (
            "claims/length.yaml",
            CLAIM + "approved: {by: x, date: 2026-05-03, seal: [a]}\nfoundd: []\n",
            [
                "11: wrong-shape: approved: seal is a list, wanted: `name: value` lines (write `name: value` below it)",
                "12: unknown-field: 'foundd' is not a field here (did you mean 'found'?)",
            ],
        ),
        (
            "claims/length.yaml",
            CLAIM + "found: [a]\nsearches: [{where: a}]\nhistory: [{date: 2026-05-01, status: wrong}]\n",
            [
                "11: wrong-shape: found 1 is one text, wanted: `field: value` lines (write `field: value` below it)",
                "12: missing-field: searches 1: 'date' is missing (The day of the search.)",
                "12: missing-field: searches 1: 'sought' is missing (What was sought.)",
                "13: unknown-word: history 1: status is 'wrong', wanted: confirmed, disputed, unverified",
            ],
        ),
        (
            "claims/length.yaml",
            CLAIM + '"": x\nrelate: []\nzzzz: 1\n',
            [
                "11: unknown-field: '' is not a field here (docs/records.md lists the fields)",
                "12: unknown-field: 'relate' is not a field here (did you mean 'relates'?)",
                "13: unknown-field: 'zzzz' is not a field here (docs/records.md lists the fields)",
            ],
        ),
        (
            'dossier.yaml',
            'houses: {"a\\u202eb": [x]}\n',
            [
                "1: bad-text: houses: a\\u202eb is 'a\\u202eb' (remove characters that cannot be seen)",
            ],
        ),
        (
            'dossier.yaml',
            'houses:\n  a: [x]\n  "": [y]\n',
            [
                "3: missing-field: houses: '' is empty (write a value or remove the line)",
            ],
        ),
        (
            'dossier.yaml',
            'houses:\n  a: {b: c}\n  d: e\n  f: [" "]\n',
            [
                '2: wrong-shape: houses: a is a mapping, wanted: a list (write `- ` before each item)',
                '3: wrong-shape: houses: d is one text, wanted: a list (write `- ` before each item)',
                '4: missing-field: houses: f 1 is empty (write a value or remove the line)',
            ],
        ),
        (
            'claims/length.yaml',
            CLAIM + '  - calculation: a\n    stance: context\n    where:\n      "": {value: 3, assumption: x}\n      b: x\n      c: {value: 3}\n',
            [
                "14: missing-field: evidence 2 where: '' is empty (write a value or remove the line)",
                '15: wrong-shape: evidence 2 where: b is one text, wanted: `field: value` lines (write `field: value` below it)',
                '16: one-of: evidence 2 where: c: exactly one of source, as_printed or assumption is wanted, none is given',
            ],
        ),
        (
            'claims/length.yaml',
            CLAIM + 'evidence2: x\nasked: [a]\nallegation: []\n',
            [
                "11: unknown-field: 'evidence2' is not a field here (did you mean 'evidence'?)",
                '12: wrong-shape: asked 1 is one text, wanted: `field: value` lines (write `field: value` below it)',
                "13: unknown-word: allegation is '[]', wanted: true, false",
            ],
        ),
        (
            'claims/length.yaml',
            CLAIM + 'appears: [{section: a, figure: x, at: 3}]\nhistory: x\nexempt: [{}]\nfound: [[]]\nlimit: {a: b}\nspeaks_of: []\n',
            [
                '11: wrong-shape: appears 1: at is one text, wanted: a list (write `- ` before each item)',
                '12: wrong-shape: history is one text, wanted: a list (write `- ` before each item)',
                "13: missing-field: exempt 1: 'figure' is missing (The figure as the notes print it.)",
                "13: missing-field: exempt 1: 'why' is missing (Why it needs no evidence.)",
                '14: wrong-shape: found 1 is a list, wanted: `field: value` lines (write `field: value` below it)',
                '15: wrong-shape: limit is a mapping, wanted: one text (write one value on the line, quoted if need be)',
                '16: impossible-date: speaks_of: a date is written as text, such as 2026-04-05',
            ],
        ),
        (
            'claims/length.yaml',
            CLAIM + 'approved: x\nvalue: []\nsearches: [{where: , sought: b, date: }]\nasserts:\nby: {}\n',
            [
                '11: wrong-shape: approved is one text, wanted: `field: value` lines (write `field: value` below it)',
                '12: wrong-shape: value is a list, wanted: one text (write one value on the line, quoted if need be)',
                "13: missing-field: searches 1: 'date' is missing (The day of the search.)",
                "13: missing-field: searches 1: 'where' is missing (Where one looked.)",
                '15: wrong-shape: by is a mapping, wanted: one text (write one value on the line, quoted if need be)',
            ],
        ),
        (
            'article.yaml',
            'title: t\nsections: [{id: a, figures: [{figure: 3, at: [1,2,3]}, {figure: 3, at: [a, b]}, {figure: 3, at: {}}]}]\nwords: many\nsha256: []\n',
            [
                "2: bad-number: sections 1 figures 2: at 1: 'a' is not a whole number",
                "2: bad-number: sections 1 figures 2: at 2: 'b' is not a whole number",
                '2: wrong-shape: sections 1 figures 1: at takes two numbers, the first and the last (write [277, 280])',
                '2: wrong-shape: sections 1 figures 3: at is a mapping, wanted: a list (write `- ` before each item)',
                "3: bad-number: words: 'many' is not a whole number",
                '4: wrong-shape: sha256 is a list, wanted: one text (write one value on the line, quoted if need be)',
            ],
        ),
    ],
)  # fmt: skip
def test_a_wrong_field_is_answered_to_the_last_word(project: Project, path: str, text: str, lines: list[str]) -> None:
    project.write(path, text)
    assert project.check() == [f"{path}:{line}" for line in lines]


def test_a_file_is_known_by_its_folder_and_its_stem() -> None:
    known = {path: (File(path, b"").folder, File(path, b"").stem, File(path, b"").key) for path in (
        "article.yaml", "claims/x.yaml", "claims/deep/x.yaml", "sources/x.y.yaml",
    )}  # fmt: skip
    assert known == {
        "article.yaml": ("", "article", "article"),
        "claims/x.yaml": ("claims", "x", "claims/x"),
        "claims/deep/x.yaml": ("claims", "x", "claims/x"),
        "sources/x.y.yaml": ("sources", "x.y", "sources/x.y"),
    }


def test_what_could_not_be_read_is_remembered_by_its_key(project: Project) -> None:
    for path in ("claims/deep/a.yaml", "sources/b.yaml", "dossier.yaml", "article.yaml"):
        project.write(path, "colour: red\n")
    dossier, _ = read_records(read_files(project.root)[0])
    assert dossier.unsound == {"claims/a", "sources/b", "dossier", "article"}
    assert (dossier.article, dossier.settings.title) == (None, None)
    assert (list(dossier.claims), list(dossier.sources)) == (["length"], ["data-sheet"])


def test_a_text_that_cannot_be_read_says_which_and_why(tmp_path: Path) -> None:
    text = tmp_path / "text.md"
    with pytest.raises(NoText) as missing:
        read_text(text)
    assert str(missing.value) == f"{text}: No such file or directory"
    text.write_bytes(b"one\n\xff")
    with pytest.raises(NoText) as coded:
        read_text(text)
    assert str(coded.value) == f"{text}:2: byte 0xff is not UTF-8; save the file as UTF-8"
    text.write_bytes(b"a" * LIMIT)
    assert len(read_text(text)) == LIMIT
    text.write_bytes(b"a" * (LIMIT + 1))
    with pytest.raises(NoText) as large:
        read_text(text)
    assert str(large.value) == f"{text}: 1,048,577 bytes, the limit is 1,048,576; name the text of one article"


def test_a_file_to_import_may_have_64_mebibytes(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    with pytest.raises(NoText) as missing:
        read_data(sheet)
    assert str(missing.value) == f"{sheet}: No such file or directory"
    with sheet.open("wb") as file:
        file.truncate(64 << 20)
    assert len(read_data(sheet)) == 64 << 20
    with sheet.open("ab") as file:
        file.write(b"x")
    with pytest.raises(NoText) as large:
        read_data(sheet)
    assert str(large.value) == f"{sheet} has more than 64 MiB; import it in parts"


def test_a_port_that_windows_keeps_is_no_id_and_the_next_one_is(project: Project) -> None:
    for number in (0, 1, 9, 10):
        project.claim(name=f"com{number}")
        project.claim(name=f"lpt{number}")
    assert project.check() == [
        f"claims/{port}{number}.yaml:1: reserved-name: '{port}{number}' cannot be an id (some systems, or the site itself, keep this name)"
        for port in ("com", "lpt")
        for number in (1, 9)
    ]


def test_a_link_that_leads_nowhere_says_so(project: Project) -> None:
    (project.root / "claims/gone.yaml").symlink_to("nothing-here.yaml")
    assert project.check() == ["claims/gone.yaml:1: outside-link: the link leads nowhere (put the file itself here)"]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("a: [b", "close the `[`, or quote the value"),
        ("a: {b", "close the `{`, or quote the value"),
        ('a: "b" c', 'text follows a closing ": quote the whole value, with the other kind of quotation mark'),
        ("a: 'b' c", "text follows a closing ': quote the whole value, with the other kind of quotation mark"),
        ("a: b: c", "quote the value: YAML gives `: ` a meaning of its own here"),
        ("]", "check the indentation and the quotation marks of this line and the one above"),
    ],
)
def test_a_line_that_yaml_cannot_read_is_answered_by_what_to_do(project: Project, line: str, hint: str) -> None:
    project.write("claims/length.yaml", CLAIM + line + "\n")
    assert project.check() == [f"claims/length.yaml:11: yaml-syntax: this line cannot be read ({hint})"]


@pytest.mark.parametrize(
    "end", ["about: [", "about: [a,", "about: [a, ", "appears:\n  - {", "appears: [{a", "a: '", 'a: "', "- ["]
)
def test_a_file_that_ends_amid_a_bracket_is_one_problem_within_the_file(project: Project, end: str) -> None:
    project.write("claims/length.yaml", CLAIM + end)
    (line,) = project.check()
    path, number, rule = line.split(":")[:3]
    assert (path, rule) == ("claims/length.yaml", " yaml-syntax")
    assert 11 <= int(number) <= 11 + end.count("\n") + 1
