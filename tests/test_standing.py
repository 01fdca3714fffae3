"""What the evidence can carry: the table of docs/standing.md, and the laws that hold for any dossier."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY
from dossier.dates import PartialDate
from dossier.grounds import known_since
from dossier.model import Article, Claim, Dossier, Settings, Source, Status
from dossier.standing import Case, Standings

DAY = datetime.date
NOW = DAY(2026, 6, 30)
ARTICLE = Article(path="article.yaml", title="t", published=PartialDate.read("2026-04-05"))
STANCES = {"+": "supports", "-": "contradicts", "~": "context"}
KINDS = {"original": "original-report"}
READS = {"read": "full", "cited": "cited-only"}


def table() -> list[tuple[str, ...]]:
    """The rows of seven cells, less the heads."""
    text = (REPOSITORY / "docs/standing.md").read_text(encoding="utf-8")
    rows = [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in text.splitlines() if line[:1] == "|"]
    return [row for row in rows if len(row) == 7 and row[0] not in {"asserted", "---"}]


def read_source(name: str, words: list[str], houses: dict[str, list[str]]) -> dict[str, Any]:
    """A source as the table writes it; what belongs to the evidence is taken out of `words` before."""
    kind, publisher, how, published, *rest = words
    publisher, _, house = publisher.partition("/")
    if house:
        houses.setdefault(house, []).append(publisher)
    origin = [
        {"id": to.strip("?"), "how": "inferred" if to[0] == "?" else "stated"}
        for link, to in pairwise(rest)
        if link == "from"
    ]
    fields = {"title": name, "kind": KINDS.get(kind, kind), "publisher": publisher, "read": READS.get(how, how)}
    dates = {"published": None if published == "undated" else published}
    if "seen" in rest:
        dates["retrieved"] = rest[rest.index("seen") + 1]
    return fields | {key: value for key, value in dates.items() if value} | {"origin": origin}


def read_calculation(words: list[str]) -> dict[str, Any]:
    grounds = {"printed": {"as_printed": "claim"}, "assumed": {"assumption": "so it seems"}}
    where = {f"n{n}": {"value": "1", **grounds.get(word, {"source": word})} for n, word in enumerate(words)}
    return {"calculation": " + ".join(where), "where": where}


def read_item(words: list[str]) -> dict[str, Any]:
    """Take what belongs to the evidence, and not to its source, out of `words`."""
    found: dict[str, Any] = {}
    for name, key in (("as", "as"), ("valid", "valid")):
        if name in words:
            at = words.index(name)
            found[key] = KINDS.get(words[at + 1], words[at + 1])
            del words[at : at + 2]
    for name, fields in (("inferred", {"bears": "inferred"}), ("aside", {"set_aside": "it speaks of another"})):
        if name in words:
            words.remove(name)
            found |= fields
    return found


def read_row(asserted: str, evidence: str) -> Dossier:
    """The dossier of one row: one claim, its sources, the article."""
    kind, *more = asserted.split()
    keys = {"about": "about", "of": "speaks_of", "due": "due", "by": "by"}
    claim: dict[str, Any] = {keys[key]: value for key, value in zip(more[::2], more[1::2], strict=True)}
    claim |= {"about": [claim["about"]]} if "about" in claim else {}
    sources: dict[str, Any] = {}
    houses: dict[str, list[str]] = {}
    items: list[dict[str, Any]] = []
    searches: list[dict[str, Any]] = []
    for part in filter(None, evidence.split(" ; ")):
        mark, name, *words = part.split()
        if mark in {"?", "?!"}:
            covers = {"covers": words[0]} if words else {}
            found = "nothing" if mark == "?" else "a page"
            searches.append({"where": name, "sought": "it", "date": NOW, "found": found, **covers})
        elif name == "=":
            items.append({"stance": STANCES[mark], **read_calculation(words)})
        else:
            item = read_item(words)
            sources[name] = read_source(name, words, houses)
            items += [{"source": name, "stance": STANCES[mark], **item}] if mark != "." else []
    return dossier_of({"asserts": kind, "evidence": items, "searches": searches, **claim}, sources, houses)


def dossier_of(claim: dict[str, Any], sources: dict[str, Any], houses: dict[str, Any] | None = None) -> Dossier:
    """Frozen records from plain data."""
    about = {"statement": "s", "category": "event", "status": "unverified", "notes": "n", "checked": NOW}
    whole = Claim.model_validate({"id": "claim", "path": "claims/claim.yaml", **about, **claim})
    records = {
        name: Source.model_validate({"id": name, "path": f"sources/{name}.yaml", "title": name, **fields})
        for name, fields in sources.items()
    }
    return Dossier({"claim": whole}, records, Settings(houses=houses or {}), ARTICLE)


def case_of(dossier: Dossier) -> Case:
    return Standings(dossier).cases["claim"]


# the table


def test_the_table_is_long_enough_and_no_row_stands_twice() -> None:
    rows = [row[:3] for row in table()]
    assert len(rows) >= 100
    assert len(set(rows)) == len(rows)
    assert {row[0].split()[0] for row in rows} == {
        "fact", "measurement", "report", "extreme", "cause", "forecast", "absence",
    }  # fmt: skip


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row[0]}: {row[6]}")
def test_every_row_of_the_table_holds(row: tuple[str, ...]) -> None:
    asserted, evidence, when, standing, rests, origins, _ = row
    standings = Standings(read_row(asserted, evidence))
    claim, case = standings.dossier.claims["claim"], standings.cases["claim"]
    named = {"now": standings.today, "publication": standings.publication}
    day = named[when] if when in named else DAY.fromisoformat(when)
    assert day
    assert case.on(day) == standing
    assert ", ".join(case.rests_on(day)) == rests
    assert len(standings.houses(claim)) == int(origins)


# what the standings of a dossier say together


def claim_with(dossier: Dossier, **fields: Any) -> Dossier:
    return replace(dossier, claims={"claim": dossier.claims["claim"].model_copy(update=fields)})


def test_without_an_article_or_dates_everything_counts() -> None:
    dossier = read_row("fact", "+ sheet primary Works read undated valid 2020")
    bare = replace(claim_with(dossier, checked=None), article=None)
    standings = Standings(bare)
    claim = bare.claims["claim"]
    assert (standings.today, standings.publication) == (DAY.max, None)
    assert standings.now(claim) == "confirmed"
    assert standings.at_publication(claim) is None
    searched = read_row("absence", "? Google 2020 ; ? Bing /2020 ; ? Library 2021/")
    assert Standings(replace(searched, article=None)).cases["claim"].on(NOW) == "confirmed"


def test_an_article_without_a_date_counts_its_figures_from_the_day_it_was_read() -> None:
    dossier = read_row("fact", "+ = printed printed")
    undated = Article(path="article.yaml", title="t", retrieved=DAY(2026, 4, 20))
    assert case_of(replace(dossier, article=undated)).days == (DAY(2026, 4, 20),)
    assert case_of(replace(dossier, article=None)).days == (NOW,)


def test_a_source_is_known_from_the_end_of_what_is_known_of_its_date() -> None:
    dossier = read_row("fact", "")
    for published, retrieved, since in [
        ("2026-04", None, DAY(2026, 4, 30)),
        ("2026-04", DAY(2026, 4, 2), DAY(2026, 4, 30)),
        ("<=2026-04", None, DAY(2026, 4, 30)),
        (">=2026-04", DAY(2026, 5, 2), DAY(2026, 5, 2)),
        (">=2026-04", None, NOW),
        (None, DAY(2026, 5, 2), DAY(2026, 5, 2)),
        (None, None, NOW),
    ]:
        date = PartialDate.read(published) if published else None
        source = Source(
            id="a", path="p", title="t", publisher="P", kind="primary", read="full", published=date, retrieved=retrieved
        )
        assert known_since(source, dossier) == since, (published, retrieved)


def test_the_course_names_each_day_on_which_the_standing_changed_and_no_other() -> None:
    case = case_of(
        read_row(
            "fact",
            "+ wire original Wire read 2026-04-02 ; + sheet primary Works read 2026-04-10 ; + copy primary Press read "
            "2026-04-12 ; - blog secondary Blog read 2026-05-01 ; - site secondary Site read 2026-05-03 ; - paper primary "
            "Lab read 2026-06",
        )
    )
    assert case.days == (*(DAY(2026, 4, day) for day in (2, 10, 12)), DAY(2026, 5, 1), DAY(2026, 5, 3), NOW)
    assert case.course(NOW) == (
        (DAY(2026, 4, 10), "confirmed"),
        (DAY(2026, 5, 1), "unverified"),
        (NOW, "disputed"),
    )
    assert case.course(DAY(2026, 6, 29)) == case.course(NOW)[:2]
    assert case.course(DAY(2026, 4, 9)) == ()


def test_without_a_root_neither_what_it_says_for_nor_against_counts() -> None:
    case = case_of(
        read_row(
            "fact",
            "+ sheet primary Works read 2026-04-02 ; - blog secondary Blog read 2026-04-02 from paper ; "
            ". paper original Paper cited 2026-04-01",
        )
    )
    assert case.on(NOW) == "unverified"
    assert case.on(NOW, without="paper") == "confirmed"
    assert case.on(NOW, without="sheet") == "unverified"


def test_the_days_are_those_of_everything_that_counts() -> None:
    assert case_of(read_row("forecast due 2026-05", "")).days == (DAY(2026, 5, 1),)
    assert case_of(read_row("absence", "? Google 2026-04 ; ? Bing /2026-05")).days == (DAY(2026, 4, 1), DAY(2026, 4, 5))
    assert case_of(read_row("absence of 2026-04", "? Bing /2026-05")).days == (DAY(2026, 4, 1),)
    calculated = ". a primary Works read 2026-04-02 ; . b primary Works read 2026-04-03 ; + = a ; - = b"
    assert case_of(read_row("fact", calculated)).days == (DAY(2026, 4, 2), DAY(2026, 4, 3))
    assert case_of(read_row("fact", calculated)).roots == ("a", "b")


def test_at_publication_keeps_the_editors_lower_judgement_only_where_the_standing_was_the_same() -> None:
    early = claim_with(read_row("fact", "+ sheet primary Works read 2026-04-01"), judgement="not about this bridge")
    late = claim_with(read_row("fact", "+ sheet primary Works read 2026-05-01"), status="confirmed")
    for dossier, then in [
        (early, "unverified"),
        (claim_with(early, status="confirmed"), "confirmed"),
        (late, "unverified"),
        (replace(late, as_of=DAY(2026, 4, 20)), "unverified"),
        (replace(early, as_of=DAY(2026, 3, 1)), "unverified"),
    ]:
        assert Standings(dossier).at_publication(dossier.claims["claim"]) == then
    assert Standings(late).counts_at_publication == {"confirmed": 0, "disputed": 0, "unverified": 1}
    assert Standings(early).judged == (early.claims["claim"],)
    assert Standings(late).judged == ()
    assert Standings(replace(late, as_of=DAY(2026, 4, 20))).judged == ()


def test_the_day_asked_for_is_today() -> None:
    dossier = replace(read_row("fact", "+ sheet primary Works read 2026-05-01"), as_of=DAY(2026, 4, 30))
    standings = Standings(dossier)
    assert standings.today == DAY(2026, 4, 30)
    assert standings.now(dossier.claims["claim"]) == "unverified"


def test_an_article_of_a_month_came_out_on_its_last_day_at_the_latest() -> None:
    article = ARTICLE.model_copy(update={"published": PartialDate.read("2026-04")})
    dossier = claim_with(read_row("fact", "+ sheet primary Works read 2026-04-30"), status="confirmed")
    standings = Standings(replace(dossier, article=article))
    assert standings.publication == DAY(2026, 4, 30)
    assert standings.at_publication(standings.dossier.claims["claim"]) == "confirmed"


def test_the_houses_are_those_that_count_for_or_against_sorted() -> None:
    evidence = (
        "+ sheet primary Works read 2026-04-01 ; - wire original Wire/Group read 2026-04-01 ; + blog secondary Blog read "
        "2026-04-01 ; . log primary Archive read 2026-04-01 ; + = log ; . ash primary Ash read 2026-04-01 ; - = ash"
    )
    for asserted, houses in [
        ("fact", ("Archive", "Ash", "Group", "Works")),
        ("extreme about Works", ("Archive", "Ash", "Group")),
        ("measurement about Archive", ("Ash", "Group", "Works")),
        ("cause about Group", ("Archive", "Ash", "Group", "Works")),
    ]:
        standings = Standings(read_row(asserted, evidence))
        assert standings.houses(standings.dossier.claims["claim"]) == houses, asserted


def test_how_many_searches_an_absence_needs_is_the_desks() -> None:
    dossier = read_row("absence", "? Google 2026-04")
    one = Settings.model_validate({"standards": {"searches": "1"}})
    assert case_of(dossier).on(NOW) == "unverified"
    assert case_of(replace(dossier, settings=one)).on(NOW) == "confirmed"


def test_spaces_and_case_make_no_new_place() -> None:
    dossier = read_row("absence", "? Google 2026-04 ; ? Bing 2026-04")
    claim = dossier.claims["claim"]
    third = claim.searches[0].model_copy(update={"where": "The  Old Library"})
    fourth = claim.searches[0].model_copy(update={"where": "the old\nlibrary"})
    for searches, standing in [
        ((*claim.searches, third), "confirmed"),
        ((claim.searches[0], third, fourth), "unverified"),
    ]:
        assert case_of(claim_with(dossier, searches=searches)).on(NOW) == standing


def test_a_calculation_without_inputs_counts_for_nothing() -> None:
    assert case_of(dossier_of({"evidence": [{"calculation": "1", "stance": "supports"}]}, {})).on(NOW) == "unverified"


def test_as_holds_for_a_source_wherever_the_claim_names_it() -> None:
    sheet = "+ sheet primary Works cited 2026-04-01"
    relays = "+ blog secondary Blog read 2026-04-02 from sheet ; + site secondary Site read 2026-04-02 from sheet"
    assert case_of(read_row("fact", f"{sheet} ; {relays}")).on(NOW) == "confirmed"
    assert case_of(read_row("fact", f"{sheet} as original ; {sheet} ; {relays}")).on(NOW) == "unverified"


def test_a_name_that_no_source_has_counts_for_nothing() -> None:
    assert case_of(read_row("fact", "+ = nobody")).on(NOW) == "unverified"
    dossier = read_row("fact", "+ sheet primary Works read 2026-04-01 ; - = nobody")
    assert case_of(dossier).on(NOW) == "confirmed"
    assert case_of(replace(dossier, sources={})).on(NOW) == "unverified"


# laws

IDS = "abcdefg"
PUBLISHERS = {"H": ["P", "Q"]}
DATES = ["2026-03-01", "2026-04", "2026-04-05", "<=2026-05-10", "2026-06-01", None]
SPANS = [None, None, None, "2026-04", "2026-05/", "/2026-03"]
ASSERTS = ["fact", "measurement", "report", "extreme", "cause", "forecast", "absence"]
EVERY_DAY = [DAY(2026, 2, 25) + datetime.timedelta(days) for days in range(130)]
DAYS = st.sampled_from(EVERY_DAY)
NEW = {"kind": "primary", "read": "full", "publisher": "New", "published": "2026-03-01"}
Plain = tuple[dict[str, Any], dict[str, Any]]


@st.composite
def plain_sources(draw: st.DrawFn) -> dict[str, Any]:
    """Sources that name only later ones; each has a date or a day on which it was read."""
    found: dict[str, Any] = {}
    for number, name in enumerate(IDS):
        named = draw(
            st.lists(st.sampled_from(IDS[number + 1 :]), unique=True, max_size=2) if name != "g" else st.just([])
        )
        how = st.sampled_from(["stated", "stated", "stated", "inferred"])
        found[name] = {
            "publisher": draw(st.sampled_from("PQRST")),
            "kind": draw(st.sampled_from(["primary", "original-report", "original-report", "secondary", "aggregator"])),
            "read": draw(st.sampled_from(["full", "full", "excerpt", "headline", "cited-only", "cited-only"])),
            "published": draw(st.sampled_from(DATES)),
            "retrieved": "2026-06-10",
            "origin": [{"id": to, "how": draw(how)} for to in named],
        }
    return found


@st.composite
def plain_items(draw: st.DrawFn) -> dict[str, Any]:
    item = {
        "stance": draw(st.sampled_from(["supports", "supports", "contradicts", "context"])),
        "bears": draw(st.sampled_from(["direct", "direct", "direct", "inferred"])),
        "valid": draw(st.sampled_from(SPANS)),
        "set_aside": draw(st.sampled_from([None, None, None, "a reason"])),
    }
    if draw(st.integers(0, 4)):
        kinds = [None, None, None, "primary", "original-report", "secondary", "aggregator"]
        return item | {"source": draw(st.sampled_from(IDS)), "as": draw(st.sampled_from(kinds))}
    inputs = draw(st.lists(st.sampled_from([*IDS, "printed", "assumed"]), min_size=1, max_size=2))
    return item | read_calculation(inputs)


@st.composite
def plain(draw: st.DrawFn, asserts: list[str] = ASSERTS) -> Plain:
    """A claim and its sources as plain data."""
    places = st.tuples(
        st.sampled_from(["x", "y", "z", "w"]), st.sampled_from(["2026-04", "2026", "/2026-05", "2026-05"])
    )
    searches = [
        {"where": where, "sought": "it", "date": NOW, "covers": covers}
        for where, covers in draw(st.lists(places, max_size=5))
    ]
    claim = {
        "asserts": draw(st.sampled_from(asserts)),
        "about": draw(st.lists(st.sampled_from(["H", "R"]), unique=True, max_size=2)),
        "due": draw(st.sampled_from([None, "2026-04-20", "2026-05"])),
        "speaks_of": draw(st.sampled_from([None, "2026-04", "2026-05-01"])),
        "evidence": draw(st.lists(plain_items(), max_size=6)),
        "searches": searches,
    }
    return claim, draw(plain_sources())


def on(made: Plain, day: DAY = NOW) -> Status:
    return case_of(dossier_of(*made, PUBLISHERS)).on(day)


def with_item(made: Plain, source: str, stance: str = "supports", **item: Any) -> Plain:
    claim, sources = made
    return {**claim, "evidence": [*claim["evidence"], {"source": source, "stance": stance, **item}]}, sources


def with_source(made: Plain, name: str, fields: dict[str, Any]) -> Plain:
    return made[0], {**made[1], name: fields}


@given(plain(), DAYS)
def test_one_more_primary_source_never_lowers_the_support(made: Plain, day: DAY) -> None:
    before, after = on(made, day), on(with_item(with_source(made, "new", NEW), "new"), day)
    assert after == before or (before, after) == ("unverified", "confirmed")


@given(plain(["fact", "measurement", "report", "extreme", "cause"]))
def test_a_primary_source_confirms_what_nothing_contradicts(made: Plain) -> None:
    items = [item for item in made[0]["evidence"] if item["stance"] != "contradicts"]
    assert on(with_item(({**made[0], "evidence": items}, {**made[1], "new": NEW}), "new")) == "confirmed"


@given(plain(), DAYS)
def test_a_primary_source_against_it_disputes_whatever_is_due(made: Plain, day: DAY) -> None:
    after = on(with_item(with_source(made, "new", NEW), "new", "contradicts"), day)
    due = PartialDate.read(made[0]["due"]).first if made[0]["due"] and made[0]["asserts"] == "forecast" else DAY.min
    assert after == ("disputed" if day >= max(due, DAY(2026, 3, 1)) else "unverified")


@given(plain(), DAYS, st.sampled_from(["supports", "contradicts"]))
def test_what_came_out_after_a_day_changes_nothing_on_it(made: Plain, day: DAY, stance: str) -> None:
    later = NEW | {"published": (day + datetime.timedelta(1)).isoformat()}
    assert on(with_item(with_source(made, "new", later), "new", stance), day) == on(made, day)


@settings(max_examples=60)
@given(plain())
def test_the_course_says_what_stood_on_every_day(made: Plain) -> None:
    case = case_of(dossier_of(*made, PUBLISHERS))
    course = case.course(NOW)
    for day in EVERY_DAY:
        stood = [status for since, status in course if since <= day]
        assert case.on(day) == (stood[-1] if stood else "unverified")
        assert case.course(day) == tuple(step for step in course if step[0] <= day)


def without_root(made: Plain, root: str) -> Plain:
    """The dossier had nobody known what the root says: no evidence by it, and to others it is as good as unknown."""
    claim, sources = made
    kept = [
        item
        for item in claim["evidence"]
        if item.get("source") != root and root not in {each.get("source") for each in item.get("where", {}).values()}
    ]
    kind = sources[root]["kind"] if sources[root]["origin"] else "secondary"
    return {**claim, "evidence": kept}, {**sources, root: {**sources[root], "kind": kind}}


@settings(max_examples=400)
@given(plain(), DAYS)
def test_the_standing_rests_on_a_root_just_when_it_falls_without_it(made: Plain, day: DAY) -> None:
    case = case_of(dossier_of(*made, PUBLISHERS))
    standing, rests = case.on(day), case.rests_on(day)
    assert rests == tuple(sorted(rests))
    assert standing != "unverified" or rests == ()
    for root in IDS if standing != "unverified" else "":
        assert (on(without_root(made, root), day) != standing) == (root in rests), root


def renamed(made: Any) -> Any:
    """The same with other ids, which sort the other way round."""
    if isinstance(made, str):
        return f"z{'gfedcba'[IDS.index(made)]}" if made in set(IDS) else made
    if isinstance(made, dict):
        return {renamed(key): renamed(value) for key, value in made.items()}
    return [renamed(each) for each in made] if isinstance(made, list) else made


@given(plain(), DAYS)
def test_names_do_not_matter(made: Plain, day: DAY) -> None:
    case = case_of(dossier_of(*made, PUBLISHERS))
    other = case_of(dossier_of(renamed(made[0]), renamed(made[1]), PUBLISHERS))
    assert other.on(day) == case.on(day)
    assert other.rests_on(day) == tuple(sorted(renamed(list(case.rests_on(day)))))


@given(plain(), DAYS, st.randoms(use_true_random=False))
def test_neither_the_order_of_the_evidence_nor_that_of_the_files_matters(made: Plain, day: DAY, random: Any) -> None:
    items, names = list(made[0]["evidence"]), list(made[1])
    random.shuffle(items)
    random.shuffle(names)
    # Of one source in evidence twice with different kinds the order may decide; a desk has no reason to write that.
    kinds = {(item.get("source"), item.get("as")) for item in items}
    assume(len({source for source, kind in kinds if kind}) == len([1 for _, kind in kinds if kind]))
    shuffled = case_of(dossier_of({**made[0], "evidence": items}, {name: made[1][name] for name in names}, PUBLISHERS))
    case = case_of(dossier_of(*made, PUBLISHERS))
    assert (shuffled.on(day), shuffled.rests_on(day)) == (case.on(day), case.rests_on(day))
    assert shuffled.course(NOW) == case.course(NOW)


@given(plain(), plain(), DAYS)
def test_what_is_unrelated_changes_nothing(made: Plain, other: Plain, day: DAY) -> None:
    dossier = dossier_of(*made, PUBLISHERS)
    also = dossier_of(other[0], other[1] | made[1], PUBLISHERS).claims["claim"].model_copy(update={"id": "other"})
    extra = dossier_of({}, {"new": NEW, "newer": NEW | {"origin": [{"id": "a"}]}}).sources
    wider = replace(dossier, claims={"other": also, **dossier.claims}, sources={**extra, **dossier.sources})
    assert case_of(wider).on(day) == case_of(dossier).on(day)
    assert case_of(wider).rests_on(day) == case_of(dossier).rests_on(day)


@given(plain(), DAYS, st.sampled_from(["supports", "contradicts"]), st.lists(st.sampled_from(IDS), unique=True))
def test_aggregators_and_what_is_inferred_change_nothing(made: Plain, day: DAY, stance: str, named: list[str]) -> None:
    feed = NEW | {"kind": "aggregator", "origin": [{"id": name} for name in named]}
    guess = NEW | {"kind": "secondary", "origin": [{"id": name, "how": "inferred"} for name in [*named, "a"]]}
    assert on(with_item(with_source(made, "new", feed), "new", stance), day) == on(made, day)
    assert on(with_item(with_source(made, "new", NEW), "new", stance, bears="inferred"), day) == on(made, day)
    assert on(with_item(with_source(made, "new", guess), "new"), day) == on(made, day)


@given(plain(), DAYS, st.sampled_from(["supports", "contradicts"]))
def test_what_held_at_another_time_or_is_context_changes_nothing(made: Plain, day: DAY, stance: str) -> None:
    wider = with_source(made, "new", NEW)
    assert on(with_item(wider, "new", stance, valid="2020"), day) == on(made, day)
    assert on(with_item(wider, "new", "context"), day) == on(made, day)


@given(plain(), DAYS)
def test_a_reason_closes_an_open_contradiction_and_never_one_that_suffices(made: Plain, day: DAY) -> None:
    wider = with_source(made, "new", NEW | {"kind": "secondary"})
    assert on(with_item(wider, "new", "contradicts", set_aside="a reason"), day) == on(made, day)
    strong = with_source(made, "new", NEW)
    aside = on(with_item(strong, "new", "contradicts", set_aside="a reason"), day)
    assert aside in (on(made, day), on(with_item(strong, "new", "contradicts"), day))
    if on(with_item(strong, "new", "contradicts"), day) == "disputed":
        assert aside == "disputed"


ROOTS = st.sampled_from(["primary", "original-report", "secondary", "aggregator"])


@given(ROOTS, st.sampled_from(["full", "headline", "cited-only"]), st.integers(0, 6), st.integers(1, 6), st.booleans())
def test_any_number_of_pages_of_one_root_confirm_a_fact_only_where_it_is_primary_and_established(
    kind: str, read: str, pages: int, houses: int, in_evidence: bool
) -> None:
    root = {"root": NEW | {"kind": kind, "read": read}}
    relay = NEW | {"kind": "secondary", "origin": [{"id": "root"}]}
    sources = root | {f"page{n}": relay | {"publisher": f"P{n % houses}"} for n in range(pages)}
    items = [{"source": name, "stance": "supports"} for name in sources if name != "root" or in_evidence]
    established = (read == "full" and in_evidence) or min(pages, houses) >= 2
    made = {"evidence": items}, sources
    assert on(made) == ("confirmed" if kind == "primary" and established else "unverified")
    reported = kind in {"primary", "original-report"} and established
    assert on(({**made[0], "asserts": "report"}, sources)) == ("confirmed" if reported else "unverified")


@given(st.lists(st.tuples(st.sampled_from("PQRS"), st.sampled_from("ab")), max_size=4))
def test_two_reports_confirm_a_fact_just_when_two_publishers_carry_them(relays: list[tuple[str, str]]) -> None:
    report = NEW | {"kind": "original-report", "read": "cited-only"}
    sources: dict[str, Any] = {name: report | {"publisher": name.upper()} for name in "ab"}
    for number, (publisher, root) in enumerate(relays):
        sources[f"r{number}"] = NEW | {"kind": "secondary", "publisher": publisher, "origin": [{"id": root}]}
    made = {"evidence": [{"source": f"r{n}", "stance": "supports"} for n in range(len(relays))]}, sources
    through = {root: {publisher for publisher, to in relays if to == root} for root in "ab"}
    two = any(one != other for one in through["a"] for other in through["b"])
    assert on(made) == ("confirmed" if two else "unverified")
