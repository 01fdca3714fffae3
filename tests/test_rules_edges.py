"""Where a problem is: each on the very line of its field, at the very number where its limit lies."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from conftest import CLAIM, Project
from dossier.build import check_project

Silent = Callable[[], None]

OPEN = """\
statement: The bridge was cheap.
category: pricing
status: unverified
gap: no-source
finding: Nobody gives a price.
notes: Searched.
checked: 2026-05-02
searches:
  - where: the archive
    sought: a price
    date: 2026-05-02
"""


def rules_of(project: Project) -> list[str]:
    """Path, line and rule of each problem."""
    return [":".join(line.replace("warning: ", "").split(":")[:3]).replace(": ", ":") for line in project.check()]


def test_what_a_claim_names_is_blamed_on_the_line_that_names_it(project: Project) -> None:
    project.write(
        "claims/open.yaml",
        OPEN + "found:\n  - value: 3 chips\n    source: gone-a\n"
        "evidence:\n  - source: data-sheet\n    stance: context\n  - source: gone-b\n    stance: context\n"
        "  - calculation: a + b\n    stance: context\n    says: x\n    where:\n"
        "      a:\n        value: '3'\n        source: gone-c\n      b:\n        value: '4'\n        as_printed: gone-d\n"
        "relates:\n  - claim: length\n    how: depends-on\n  - how: depends-on\n    claim: gone-e\n"
        "appears:\n  - section: hero\n    words: very cheap\n  - words: so cheap\n    section: gone-f\n",
    )
    project.source("origin:\n  - id: root\n  - how: inferred\n    id: gone-g\n")
    project.source(name="root")
    project.write(
        "dossier.yaml",
        "highlights:\n  - length\n  - gone-h\nevents:\n  - date: 2026-05-01\n    text: opened\n    source: root\n"
        "  - date: 2026-05-01\n    text: closed\n    source: gone-i\n"
        "corrections:\n  - date: 2026-05-01\n    claim: length\n    to: self\n    asked: x\n    state: sent\n"
        "  - date: 2026-05-01\n    to: self\n    claim: gone-j\n    asked: x\n    state: sent\n",
    )
    project.write(
        "article.yaml",
        "title: t\nsections:\n  - id: hero\ndismissed:\n  - section: hero\n    words: nice\n    kind: opinion\n    why: x\n"
        "  - kind: opinion\n    section: gone-k\n    words: bad\n    why: x\n",
    )
    assert rules_of(project) == [
        "article.yaml:10:unknown-section",
        "claims/open.yaml:14:unknown-source",
        "claims/open.yaml:18:unknown-source",
        "claims/open.yaml:26:unknown-source",
        "claims/open.yaml:29:unknown-claim",
        "claims/open.yaml:34:unknown-claim",
        "claims/open.yaml:39:unknown-section",
        "dossier.yaml:3:unknown-claim",
        "dossier.yaml:10:unknown-source",
        "dossier.yaml:19:unknown-claim",
        "sources/data-sheet.yaml:7:unknown-source",
    ]


def test_an_address_that_cannot_be_linked_is_blamed_on_its_line_wherever_it_stands(project: Project) -> None:
    project.claim(
        "history:\n  - date: 2026-04-01\n    status: unverified\n    notes: plain\n"
        "  - date: 2026-04-02\n    status: unverified\n    notes: '[x](https://a@b.example)'\n"
    )
    project.write("claims/noted.yaml", CLAIM.replace("was read.", "was read, see <https://a@b.example>."))
    project.source("url: https://a@b.example\nread_at: https://c@b.example\nnotes: '[x](https://a@b.example)'\n")
    project.write("article.yaml", "title: t\nurl: https://a@b.example\n")
    project.write(
        "dossier.yaml", "title: t\nbase_url: https://b.example/?q\ndesk:\n  name: n\n  url: https://a@b.example\n"
    )
    assert rules_of(project) == [
        "article.yaml:2:unsafe-url",
        "claims/length.yaml:17:unsafe-url",
        "claims/noted.yaml:5:unsafe-url",
        "dossier.yaml:2:unsafe-url",
        "dossier.yaml:5:unsafe-url",
        "sources/data-sheet.yaml:5:unsafe-url",
        "sources/data-sheet.yaml:6:unsafe-url",
        "sources/data-sheet.yaml:7:unsafe-url",
    ]


def test_the_first_verdict_that_is_older_than_the_one_before_is_blamed(project: Project) -> None:
    project.claim(
        "history:\n  - date: 2026-04-01\n    status: unverified\n  - status: unverified\n    date: 2026-04-01\n"
        "  - status: unverified\n    date: 2026-03-31\n"
    )
    assert project.check() == [
        "claims/length.yaml:17: history-out-of-order: the verdict of 2026-03-31 stands after that of 2026-04-01 "
        "(oldest first, newest last)"
    ]


def test_of_many_changes_since_an_approval_five_are_named_and_the_others_counted(project: Project) -> None:
    project.claim("about: [a]\n")
    assert project.run("approve", "length", "--by", "Grace").returncode == 0
    text = (project.root / "claims/length.yaml").read_text()
    for old, new in [
        ("status: confirmed", "status: unverified"),
        ("120", "130"),
        ("about: [a]", "about: [b]"),
        ("length.\n", "width.\n"),
    ]:
        text = text.replace(old, new)
    project.write("claims/length.yaml", text)
    (line,) = [line for line in project.check() if "void-approval" in line]
    assert line.split(": ")[0] == f"claims/length.yaml:{text.split('approved:')[0].count(chr(10)) + 1}"
    assert " more" not in line
    extra = "asserts: report\nby: Reuters\nvalue: 120 metres\nof: x\nmeasure: y\nspeaks_of: 2026-04\nlimit: z\n"
    project.write("claims/length.yaml", text + extra)
    (line,) = [line for line in project.check() if "void-approval" in line]
    changed = line.split("since then changed: ")[1].split(" (read")[0]
    named, _, more = changed.partition(" and ")
    assert named.count(",") == 4
    assert more.endswith(" more")
    assert int(more.split()[0]) > 1


def test_excerpts_of_a_source_may_reach_the_limit_and_not_pass_it(project: Project) -> None:
    item = "  - source: data-sheet\n    stance: context\n    says: x\n    excerpt: {0}\n"
    evidence = "".join(item.format(f"word{number}") for number in range(10))
    project.claim(evidence)
    assert rules_of(project) == []
    project.claim(evidence + item.format("another"))
    assert project.check() == [
        "claims/length.yaml:54: too-many-excerpts: 'data-sheet' is quoted 11 times, 11 words; the limits are 10 and 120 "
        "(say it in our own words)"
    ]
    twelve = "".join(item.format(" ".join(f"w{number}x{word}" for word in range(12))) for number in range(9))
    project.claim(twelve + item.format(" ".join(f"v{word}" for word in range(12))))
    assert rules_of(project) == []
    project.write("dossier.yaml", "standards: {source_words: 119}\n")
    assert project.check() == [
        "claims/length.yaml:50: too-many-excerpts: 'data-sheet' is quoted 10 times, 120 words; the limits are 10 and 119 "
        "(say it in our own words)"
    ]


def test_a_quotation_is_blamed_on_its_line_whatever_kind_it_is(project: Project) -> None:
    long = "a b c d e f g h i j k l m"
    project.claim(
        f"appears:\n  - section: hero\n    words: {long}\n  - section: hero\n    figure: {long}\n  - section: hero\n    words: a... b\n",
        name="open",
    )
    project.claim(
        f"    excerpt: {long}\n    translation: {'ab ' * 25}\n  - source: data-sheet\n    stance: context\n"
        "    says: x\n    excerpt: a ... b\n    translation: a … b\n"
    )
    assert rules_of(project) == [
        "claims/length.yaml:11:excerpt-too-long",
        "claims/length.yaml:12:excerpt-too-long",
        "claims/length.yaml:16:excerpt-with-gap",
        "claims/length.yaml:17:excerpt-with-gap",
        "claims/open.yaml:13:excerpt-too-long",
        "claims/open.yaml:15:excerpt-too-long",
        "claims/open.yaml:17:excerpt-with-gap",
    ]
    project.claim(f"    excerpt: a b\n    translation: {'ab ' * 24}\n")
    assert [line for line in rules_of(project) if "length" in line] == []


@pytest.mark.parametrize(("words", "silent"), [(30, True), (29, False)])
def test_a_tenth_of_the_articles_words_may_be_quoted(project: Project, words: int, silent: bool) -> None:
    """The same words of one section count once, figures never; another section's count again."""
    project.claim(
        "appears:\n  - {section: hero, words: a very long}\n  - {section: hero, figure: 120 metres of bridge and more}\n"
    )
    project.claim("appears: [{section: hero, words: a very long}]\n", name="other")
    project.write("article.yaml", f"title: t\nwords: {words}\n")
    expected = [] if silent else [
        "article.yaml:2: too-much-of-the-article: the claims quote 3 of the article's 29 words, the limit is 3 "
        "(quote fewer words of each claim: those that make it)"
    ]  # fmt: skip
    assert project.check() == expected


def test_a_value_that_cannot_be_read_is_blamed_on_its_line(project: Project) -> None:
    project.claim(
        "    value: 3 blurbs\n  - calculation: a\n    stance: context\n    says: x\n    where:\n      a:\n        assumption: x\n"
        "        value: 4 blurbs\nvalue: 5 blurbs\nfound:\n  - source: data-sheet\n    value: 6 blurbs\n"
    )
    assert rules_of(project) == [
        "claims/length.yaml:11:bad-value",
        "claims/length.yaml:18:bad-value",
        "claims/length.yaml:19:bad-value",
        "claims/length.yaml:22:bad-value",
    ]


def test_a_figure_in_our_own_words_is_founded_up_to_the_edge(project: Project) -> None:
    """Years from 1900 to 2100 and numbers below ten are aside, and those at the edges beyond are not."""
    project.write("claims/length.yaml", CLAIM.replace("was read.", "gives 1899, 1900, 2100, 2101, 9 and 10."))
    hint = "stands neither in the claim nor in its evidence, searches, calculations or dates"
    assert [line.split(" (")[0] for line in project.check()] == [
        f"claims/length.yaml:5: warning: unfounded-figure: {figure!r} {hint}" for figure in ("10", "1899", "2101")
    ]


def test_a_claim_without_figures_does_not_spare_the_next(project: Project) -> None:
    project.claim(name="aaa", without="finding")
    project.write("claims/length.yaml", CLAIM.replace("was read.", "gives 4711."))
    project.write("claims/zzz.yaml", CLAIM.replace("was read.", "gives 9876."))
    assert [line.split(":")[0] for line in project.check() if "unfounded" in line] == [
        "claims/length.yaml",
        "claims/zzz.yaml",
    ]


def test_values_that_are_words_never_contradict_each_other(project: Project, assert_silent: Silent) -> None:
    same = "of: bridge\nmeasure: colour\n"
    project.claim(f"value: red as rust\n{same}")
    project.claim(f"value: 120 metres\n{same}", name="other")
    assert_silent()


FOUNDED = [
    ("statement", CLAIM.replace("metres long", "metres or 4711 steps long"), ""),
    ("value", CLAIM, "value: 4711 metres\n"),
    ("of", CLAIM, "of: the 4711 bridge\n"),
    ("measure", CLAIM, "measure: by 4711 steps\n"),
    ("limit", CLAIM, "limit: of 4711 steps\n"),
    ("judgement", CLAIM, "judgement: of 4711 steps\n"),
    ("figure", CLAIM, "appears: [{section: hero, figure: 4711 steps}]\n"),
    ("words", CLAIM, "appears: [{section: hero, words: of 4711 steps}]\n"),
    ("found value", CLAIM, "found: [{value: 4711 metres, source: data-sheet}]\n"),
    ("found of", CLAIM, "found: [{value: 120 metres, of: bridge 4711 b, source: data-sheet}]\n"),
    ("found measure", CLAIM, "found: [{value: 120 metres, measure: by 4711 steps, source: data-sheet}]\n"),
    ("search where", CLAIM, "searches: [{where: shelf no 4711, sought: x, date: 2026-05-01}]\n"),
    ("search sought", CLAIM, "searches: [{where: x, sought: the 4711 steps, date: 2026-05-01}]\n"),
    ("search found", CLAIM, "searches: [{where: x, sought: x, found: 4711 steps, date: 2026-05-01}]\n"),
    *[
        (f"evidence {field}", CLAIM, f"  - {{source: data-sheet, stance: context, {field}: of 4711 steps}}\n")
        for field in ("of", "measure", "place", "excerpt", "translation", "says", "why")
    ],
    ("evidence value", CLAIM, "  - {source: data-sheet, stance: context, value: 4711 metres}\n"),
    ("set aside", CLAIM, "  - {source: data-sheet, stance: contradicts, set_aside: of 4711 steps}\n"),
    *[
        (f"input {field}", CLAIM, f"  - {{calculation: a, stance: context, says: x, where: {{a: {{value: 3 steps, {given}}}}}}}\n")
        for field, given in [
            ("assumption", "assumption: of 4711 steps"),
            ("place", "source: data-sheet, place: step 4711 b"),
            ("of", "source: data-sheet, of: the 4711 steps"),
            ("measure", "source: data-sheet, measure: by 4711 steps"),
        ]
    ],
    ("input value", CLAIM, "  - {calculation: a, stance: context, says: x, where: {a: {value: 4711, assumption: x}}}\n"),
    ("calculation", CLAIM, "  - {calculation: a + 4711, stance: context, says: x, where: {a: {value: 3, assumption: x}}}\n"),
    ("result", CLAIM, "  - {calculation: a + b, stance: context, says: x, where: {a: {value: 4700, assumption: x}, b: {value: 11, assumption: x}}}\n"),
    ("exempt", CLAIM, "exempt: [{figure: '4711', why: a name}]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "extra"), [each[1:] for each in FOUNDED], ids=[each[0] for each in FOUNDED])
def test_a_figure_is_founded_wherever_the_claim_or_its_evidence_gives_it(
    project: Project, claim: str, extra: str
) -> None:
    project.write("claims/length.yaml", claim.replace("was read.", "was read, it gives 4711.") + extra)
    assert [line for line in project.check() if "unfounded" in line] == []
    project.write("claims/length.yaml", (claim.replace("was read.", "was read, it gives 9876.") + extra))
    assert [line.split(": ")[2] for line in project.check() if "'9876' stands neither" in line] == ["unfounded-figure"]


@pytest.mark.parametrize(
    ("field", "extra"),
    [
        ("title", {"title: Data": "title: 4711 data"}),
        ("publisher", {"Bridge Works": "4711 Bridge Works"}),
        ("notes", {"kind:": "notes: of 4711 steps\nkind:"}),
    ],
)
def test_a_figure_is_founded_by_what_its_source_is_called(project: Project, field: str, extra: dict[str, str]) -> None:
    project.write("claims/length.yaml", CLAIM.replace("was read.", "was read, it gives 4711."))
    assert [line.split(": ")[2] for line in project.check()] == ["unfounded-figure"]
    text = (project.root / "sources/data-sheet.yaml").read_text()
    for old, new in extra.items():
        text = text.replace(old, new)
    project.write("sources/data-sheet.yaml", text)
    assert project.check() == [], field


DAYS = {
    "checked": "",
    "recheck": "recheck: {day}\n",
    "history": "history: [{{date: {day}, status: unverified}}]\n",
    "asked": "asked: [{{who: x, date: {day}, question: x}}]\n",
    "approved": "approved: {{by: x, date: {day}}}\n",
    "search": "searches: [{{where: x, sought: x, date: {day}}}]\n",
    "covers": "searches: [{{where: x, sought: x, date: 2026-05-01, covers: {day}}}]\n",
    "speaks of": "speaks_of: {day}\n",
    "due": "due: {day}\n",
}


@pytest.mark.parametrize("extra", DAYS.values(), ids=DAYS)
@pytest.mark.parametrize("day", ["2 May 2026", "2026-05-02", "2 May", "1 to 2 May 2026"])
def test_a_day_of_the_records_may_stand_in_our_own_words(project: Project, day: str, extra: str) -> None:
    claim = CLAIM.replace("was read.", f"was read on {day}.").replace("checked: 2026-05-02\n", "")
    project.write("claims/length.yaml", claim + "checked: 2026-06-01\n")
    assert [line.split(": ")[2] for line in project.check()] == ["unfounded-figure"]
    project.write("claims/length.yaml", claim + (extra.format(day="2026-05-02") or "checked: 2026-05-02\n"))
    assert [line for line in project.check() if "unfounded" in line] == []


@pytest.mark.parametrize("day", ["2 May 2026", "2026-05-02", "2 May", "1 to 2 May 2026"])
@pytest.mark.parametrize("given", ["2 May 2026", "2026-05-02"])
def test_a_day_that_the_evidence_gives_may_stand_in_our_own_words(project: Project, day: str, given: str) -> None:
    claim = CLAIM.replace("was read.", f"was read on {day}.").replace("checked: 2026-05-02\n", "")
    project.write("claims/length.yaml", claim)
    assert [line.split(": ")[2] for line in project.check()] == ["unfounded-figure"]
    project.write("claims/length.yaml", claim.replace("the length.", f"the length on {given}."))
    assert project.check() == []


@pytest.mark.parametrize(("day", "due"), [("2026-07-31", False), ("2026-08-01", True), ("2026-08-02", True)])
def test_a_claim_is_due_for_a_recheck_from_its_day_on(project: Project, day: str, due: bool) -> None:
    project.claim("recheck: 2026-08-01\n")
    project.claim(name="never")
    problems = check_project(project.root, today=datetime.date.fromisoformat(day)).problems
    assert [str(each) for each in problems] == [
        "claims/length.yaml:11: notice: recheck-due: to be looked at again since 2026-08-01 "
        "(check it, and set `checked` and a new `recheck`)"
    ] * due


@pytest.mark.parametrize("field", ["published", "captured", "retrieved"])
@pytest.mark.parametrize("day", ["2 May 2026", "2026-05-02", "2 May"])
def test_a_day_of_a_source_may_stand_in_our_own_words(project: Project, field: str, day: str) -> None:
    claim = CLAIM.replace("was read.", f"was read on {day}.").replace("checked: 2026-05-02\n", "")
    project.write("claims/length.yaml", claim + "checked: 2026-06-01\n")
    assert [line.split(": ")[2] for line in project.check()] == ["unfounded-figure"]
    project.source(f"{field}: 2026-05-02\n")
    assert project.check() == []


def test_whoever_approves_what_they_checked_is_blamed_on_the_line_of_their_name(project: Project) -> None:
    project.claim("checked_by: Ada\napproved:\n  date: 2026-05-03\n  by: Ada\n")
    assert rules_of(project)[-1] == "claims/length.yaml:14:self-approval"
