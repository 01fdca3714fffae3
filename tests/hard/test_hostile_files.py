"""Files that mean harm, or were half saved: each is a record or is named by a problem, and no file breaks the run."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CLAIM, REPOSITORY, SOURCE, Project
from dossier.model import is_id
from dossier.problem import Problem
from dossier.records import File, read_records
from dossier.rules import check
from dossier.yamltext import LIMIT
from sites import sizes

REAL = [path for folder in ("claims", "sources") for path in sorted((REPOSITORY / folder).rglob("*.yaml"))]
SEED = 20260405


def named(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def answer(path: str, data: bytes) -> list[Problem]:
    """Read one file and apply every rule to what it holds: it is a record, or an error names it, and never both.

    Gives the errors of reading.
    """
    file = File(path, data)
    dossier, problems = read_records([file])
    records = [*dossier.claims.values(), *dossier.sources.values()]
    errors = [problem for problem in problems if problem.severity == "error"]
    assert [record.path for record in records] == ([] if errors else [path])
    assert dossier.unsound == ({file.key} if errors else set())
    found = [*problems, *check(dossier)]  # what a lone record links to is not there, which the rules must say in peace
    last = data.count(b"\n") + data.count(b"\r") + 1
    for problem in found:
        assert problem.path in (path, "."), problem
        assert 1 <= problem.line <= last, (problem, data)
        assert str(problem).isprintable()
    return errors


@pytest.mark.parametrize("share", range(4))
@sizes(quick=400, thorough=0)
def test_every_prefix_of_every_real_record_is_a_record_or_a_problem(
    figure: Callable[[str], None], size: int, share: int
) -> None:
    """As a full disk or an editor leaves them: all of them when thorough, else a sample by chance."""
    choose = random.Random(SEED + share)
    mine = REAL[share::4]
    tried = wrong = 0
    for path in mine:
        data = path.read_bytes()
        ends = range(len(data)) if not size else (choose.randrange(len(data)) for _ in range(-(-size // len(mine))))
        for end in ends:
            tried += 1
            wrong += bool(answer(named(path), data[:end]))
    assert tried / 4 < wrong < tried
    figure(f"prefixes of real records, share {share}: {tried:,} of {len(mine)} records, {wrong:,} named, 0 failures")


SPLINTERS = [
    *(bytes([byte]) for byte in (*range(32), 127, 0x80, 0xC0, 0xED, 0xFE, 0xFF)),
    *(text.encode() for text in ("\ufeff", "\x85", "\u2028", "\u202e", "\u200b", "\U0010ffff", "\ufffe", "é", "٣", "：")),
    b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xff\xfe", b"\0\0\0a",
    b"\n", b"\r\n", b"\t", b"  ", b": ", b":", b"- ", b"? ", b"#", b" #x", b"&a ", b"*a", b"!t ", b"!!python/object:os.system ",
    b"|\n", b">-\n", b"%YAML 1.2\n", b"---\n", b"...\n", b"<<: ", b"[", b"]", b"{", b"}", b",", b"'", b'"', b"\\", b"\\x", b"@", b"`",
    b"~", b"null", b"=", b"<", b"2026-02-30", b"1e999", b"99999999999999999999", b"{{", b"}}", b"${x}", b"../",
]  # fmt: skip


@sizes(quick=1500, thorough=150_000)
def test_a_record_with_a_splinter_in_it_is_a_record_or_a_problem(figure: Callable[[str], None], size: int) -> None:
    """Bytes cut out, doubled and put in where chance says."""
    choose, wrong = random.Random(SEED), 0
    for _ in range(size):
        path = choose.choice(REAL)
        data = path.read_bytes()
        for _ in range(choose.choice((1, 1, 1, 2, 5))):
            start = choose.randrange(len(data) + 1)
            end = min(len(data), start + choose.choice((0, 0, 1, 1, 9, 200)))
            data = data[:start] + choose.choice([*SPLINTERS, data[start:end] * 2, b""]) + data[end:]
        wrong += bool(answer(named(path), data))
    figure(f"real records with splinters: {size:,}, {wrong:,} named, 0 failures")
    assert 0.2 * size < wrong < size


TOKENS = [
    "a", "b", "statement", "notes", "evidence", "a: ", "a:", ": ", "- ", "-", "? ", ", ", "[", "]", "{", "}", "'", '"', "\\", "\\x41",
    "&x ", "*x", "!t ", "!!set ", "!<tag:x> ", "| ", "|\n", ">2-\n", "# c", " #c", "%YAML 1.1\n", "%TAG ! x\n", "---", "---\n", "...\n",
    "<<: *x", "~", "null", "no", "0o7", "1_0", "12:30", "@", "`", "\n", "\n", "\n", " ", "  ", "    ", "\t", "\r", "\ufeff", "\x85", "\u2028",
    "\0", "\x7f", "é", "😀", "a" * 200,
]  # fmt: skip


@pytest.mark.parametrize("examples", [200, pytest.param(20_000, marks=pytest.mark.thorough)])
def test_no_sentence_of_yaml_raises(figure: Callable[[str], None], examples: int) -> None:
    """Texts made of all that YAML gives a meaning, in any order."""

    @settings(max_examples=examples, database=None, derandomize=True)
    @given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
    def raises_nothing(text: str) -> None:
        answer("claims/x.yaml", text.encode())

    raises_nothing()
    figure(f"sentences of YAML's own marks: {examples:,}, 0 failures")


@pytest.mark.thorough
def test_the_test_suite_of_pyyaml_is_read_or_refused(figure: Callable[[str], None]) -> None:
    """Every file of `tests/` in PyYAML's source archive, whose folder is named in the environment."""
    folder = os.environ.get("YAML_SUITE")
    if not folder:
        pytest.skip("name a folder of YAML files: YAML_SUITE=... (`pip download --no-deps --no-binary :all: PyYAML`)")
    files = [path for path in sorted(Path(folder).rglob("*")) if path.is_file() and path.stat().st_size < LIMIT]
    wrong = sum(bool(answer("claims/x.yaml", path.read_bytes())) for path in files)
    figure(f"files of a YAML test suite: {len(files):,}, {wrong:,} named, 0 failures")
    assert len(files) > 100


def checked(project: Project, *, seconds: int = 60) -> subprocess.CompletedProcess[str]:
    """Build under a hard limit of processor time and of 1.5 GB of memory."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))

    command = [sys.executable, "-m", "dossier", "build"]
    return subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False, preexec_fn=limited)


def many(line: str) -> str:
    """A valid claim and as many lines as a record may hold."""
    return CLAIM + line * ((LIMIT - len(CLAIM)) // len(line))


BOMBS = {
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{n}: &{n} [{','.join(['*a'] * 9)}]\n" for n in "bcdefghij"),
    "an alias of itself": "a: &a [*a]\n",
    "merges": "a: &a {b: c}\n" + "<<: *a\n" * 1000,
    "depth": "a: " + "[" * 500_000,
    "depth in blocks": "".join(" " * n + "a:\n" for n in range(1400)),
    "one key": "a" * (LIMIT - 10) + ": b\n",
    "unknown fields": CLAIM + "".join(f"field{n}: x\n" for n in range(60_000)),
    "one field often": many("status: confirmed\n"),
    "anchors": many("limit: &x a\n"),
    "aliases in a list": CLAIM + "about: [" + "*x, " * 250_000 + "]\n",
    "evidence without a source": many("  - {source: nope, stance: supports}\n"),
    "evidence": many("  - {source: data-sheet, stance: supports, value: 3 chips}\n"),
    "misspelt evidence": many("  - {sourc: nope, stanc: supports}\n"),
    "relations": CLAIM + "relates:\n" + "  - {claim: nope, how: depends-on}\n" * 25_000,
    "appearances": CLAIM + "appears:\n" + '  - {section: hero, figure: "37"}\n' * 25_000,
    "cases": CLAIM + "  - calculation: a\n    stance: context\n    cases:\n"
    + "      - {a: {value: '3', assumption: x}}\n" * 20_000,
    "comments that eat": CLAIM + "about:\n" + "- a #b\n" * 100_000,
    "brackets in Markdown": CLAIM.replace("The builder's", "[" * 900_000),
    "links in Markdown": CLAIM.replace("The builder's", "[a](" * 220_000),
    "emphasis in Markdown": CLAIM.replace("The builder's", "*a _b__" * 120_000),
    "quotes in Markdown": CLAIM.replace("notes: The builder's", "notes: |\n  " + "> " * 400_000),
    "a value of digits": CLAIM + f"value: {'1,' * 450_000}\n",
    "a value of hedges": CLAIM + f"value: {'about ' * 150_000}\n",
    "one word": CLAIM.replace("status: confirmed", f"status: {'c' * 900_000}"),
}  # fmt: skip
SOME = ("aliases", "depth")


@pytest.mark.parametrize("bomb", [n if n in SOME else pytest.param(n, marks=pytest.mark.thorough) for n in BOMBS])
def test_a_record_as_large_as_may_be_ends_within_a_minute_and_1_5_gb(
    project: Project, figure: Callable[[str], None], bomb: str
) -> None:
    assert len(BOMBS[bomb].encode()) <= LIMIT
    project.write("claims/length.yaml", BOMBS[bomb])
    done = checked(project)
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    figure(f"bomb of {bomb}: ended by itself, exit code {done.returncode}")


def test_a_gigabyte_is_refused_unread(project: Project) -> None:
    for name in ("claims/huge.yaml", "sources/huge.yaml", "article.yaml", "dossier.yaml"):
        with (project.root / name).open("wb") as file:
            file.truncate(1 << 30)
    done = checked(project, seconds=10)
    assert done.returncode == 1
    assert done.stderr.splitlines()[:4] == [
        f"{name}:1: file-too-large: 1,073,741,824 bytes, the limit is 1,048,576 (split the record)"
        for name in ("article.yaml", "claims/huge.yaml", "dossier.yaml", "sources/huge.yaml")
    ]


def test_an_article_of_a_gigabyte_is_refused(project: Project) -> None:
    with (project.root / "text.txt").open("wb") as file:
        file.truncate(1 << 30)
    for command in (("article", "text.txt"), ("check", "--article", "text.txt"), ("build", "--article", "text.txt")):
        done = project.run(*command)
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
        assert (
            done.stderr
            == "dossier: text.txt: 1,073,741,824 bytes, the limit is 1,048,576; name the text of one article\n"
        )


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"\0", "1: yaml-syntax: a control character stands here (remove it)"),
        (b"a: b\nc: \0", "2: yaml-syntax: a control character stands here (remove it)"),
        (b"a: \xed\xa0\x80", "1: not-utf-8: byte 0xed is not UTF-8 (save the file as UTF-8)"),
        (CLAIM.encode("utf-16"), "1: not-utf-8: byte 0xff is not UTF-8 (save the file as UTF-8)"),
        (CLAIM.encode("utf-16-le"), "1: yaml-syntax: a control character stands here (remove it)"),
        (b"a: \xc0\x80", "1: not-utf-8: byte 0xc0 is not UTF-8 (save the file as UTF-8)"),
        (CLAIM.encode() + b'limit: "\\ud800"\n', "11: yaml-syntax: this escape cannot be read (between double quotes `\\` starts an escape: use single quotes)"),
        (CLAIM.encode() + b'limit: "\\0"\n', "11: bad-text: limit is '\\x00' (remove characters that cannot be seen)"),
        (CLAIM.encode() + b'limit: "\\uFFFE"\n', "11: bad-text: limit is '\\ufffe' (remove characters that cannot be seen)"),
    ],
)  # fmt: skip
def test_nul_and_surrogates_and_other_encodings_are_named(
    assert_problem: Callable[[str], None], project: Project, data: bytes, line: str
) -> None:
    project.write("claims/other.yaml", data)
    assert_problem(f"claims/other.yaml:{line}")


STEMS = [
    "..", ".", "-", "--", "-a", "a-", "a--b", "A", "é", "e\u0301", "ﬁ", "K", "ⅷ", "a b", " a", "a ", "a.", "a.b", "a_b", "a%2fb", "a\\b",
    "con", "nul", "com1", "lpt9", "aux", "prn", "index", "a:b", "a*", "a?", "a|b", "a<b", 'a"b', "a'b", "a\nb", "a\tb", "a\u202eb", "a\u200bb",
    "a\x1b[31m", "😀", "x" * 81, "x" * 200, "__proto__", "constructor", "%00", "${x}", "$(x)", "`x`", "{{x}}", "a;b", "a&b", "~", "~root",
    "\ud800", "\udcff",
]  # fmt: skip


def names() -> Iterator[str]:
    for stem in STEMS:
        yield from {
            stem,
            stem.upper(),
            stem.lower(),
            *(unicodedata.normalize(form, stem) for form in ("NFD", "NFKC")),
        }
    yield from ("length.", "length ", "Length", "LENGTH", "ｌength", "len\u00adgth")


def test_a_name_that_traverses_collides_or_is_reserved_is_named_and_no_record(figure: Callable[[str], None]) -> None:
    """In memory, since no one system can hold them all."""
    tried = 0
    for stem in names():
        for folder in ("claims", "claims/deep/er", "sources"):
            path = f"{folder}/{stem}.yaml"
            text = SOURCE if folder == "sources" else CLAIM
            files = [File("claims/length.yaml", CLAIM.encode()), File("sources/data-sheet.yaml", SOURCE.encode())]
            dossier, problems = read_records([*files, File(path, text.encode())])
            tried += 1
            kept = {record.path for record in (*dossier.claims.values(), *dossier.sources.values())}
            assert all(is_id(record) for record in (*dossier.claims, *dossier.sources))
            if path in kept:  # such as `__PROTO__` in lower case: an id like any other
                assert is_id(stem)
                assert problems == []
            else:
                assert [problem.path for problem in problems] == [path]
                assert str(problems[0]).isprintable()
    figure(f"hostile names of files: {tried}, 0 failures")


@pytest.mark.parametrize("name", ["a\nb", "Length", "con", "a:b", "-a", "😀", "a\u202eb"])
def test_a_hostile_name_on_disk_writes_nothing(project: Project, name: str) -> None:
    project.claim(name=name)
    done = project.run("build")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 3
    assert not (project.root / "site").exists()


def test_bytes_that_no_name_can_hold_are_named(project: Project) -> None:
    """A file name on Linux need not be UTF-8."""
    (project.root / os.fsdecode(b"claims/\xff.yaml")).write_text(CLAIM)
    done = project.run("build")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == (
        "claims/\\udcff.yaml:1: bad-file-name: the path holds characters that cannot be shown (rename it)"
    )


IDS = [
    "../x",
    "..",
    "/etc/passwd",
    "a/b",
    "con",
    "index",
    "INDEX",
    "Length",
    "\u202e",
    "é",
    "x" * 3000,
    "${x}",
    "{{x}}",
    "<b>",
]
PLACES = {
    "claims/length.yaml": [
        "evidence: [{{source: {0}, stance: supports, says: x}}]",
        "relates: [{{claim: {0}, how: depends-on}}]",
        "found: [{{value: 120 metres, source: {0}}}]",
        "evidence: [{{calculation: a, stance: supports, where: {{a: {{value: '3', source: {0}}}}}}}]",
        "evidence: [{{calculation: a, stance: supports, where: {{a: {{value: '3', as_printed: {0}}}}}}}]",
    ],
    "sources/data-sheet.yaml": ["origin: [{0}]", "origin: [{{id: {0}, how: inferred}}]"],
    "dossier.yaml": [
        "highlights: [{0}]",
        "events: [{{date: 2026-05-01, text: x, source: {0}}}]",
        "corrections: [{{date: 2026-05-01, claim: {0}, to: self, asked: x, state: sent}}]",
    ],
}


@pytest.mark.parametrize(("path", "field"), [(path, field) for path, fields in PLACES.items() for field in fields])
def test_an_id_inside_a_record_leads_to_a_record_or_is_named(project: Project, path: str, field: str) -> None:
    whole = {"claims/length.yaml": CLAIM.split("evidence:")[0], "sources/data-sheet.yaml": SOURCE, "dossier.yaml": ""}
    for each in IDS:
        project.write(path, whole[path] + field.format(json.dumps(each)) + "\n")
        problems = project.check()
        assert problems, each
        assert any(line.startswith(f"{path}:") for line in problems), (each, problems)
