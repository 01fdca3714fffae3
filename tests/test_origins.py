"""The graph of who took it from whom: roots, separate paths, circles, and the laws that hold for any graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Project
from dossier.model import Origin, Source
from dossier.origins import Origins

Links = Mapping[str, str]


def graph(links: Links) -> Origins:
    """Sources by id, each with those it names: `?x` is inferred; a `*` at the end of an id makes an aggregator."""
    sources = {}
    for name, named in links.items():
        origin = tuple(Origin(id=to.strip("?"), how="inferred" if to[0] == "?" else "stated") for to in named.split())
        kind = "aggregator" if name.endswith("*") else "secondary"
        own = name.strip("*")
        sources[own] = Source(
            id=own, path=f"sources/{own}.yaml", title=own, publisher=own, kind=kind, read="full", origin=origin
        )
    return Origins(sources)


# roots


@pytest.mark.parametrize(
    ("links", "roots"),
    [
        ({"a": ""}, {"a"}),
        ({"a": "b", "b": ""}, {"b"}),
        ({"a": "b", "b": "c", "c": ""}, {"c"}),
        ({"a": "b c", "b": "", "c": ""}, {"b", "c"}),
        ({"a": "b c", "b": "d", "c": "d", "d": ""}, {"d"}),
        ({"a": "b c", "b": "c", "c": ""}, {"c"}),
        ({"a": "missing"}, {"a"}),
        ({"a": "missing b", "b": ""}, {"b"}),
    ],
)
def test_paths_end_at_the_sources_that_name_none(links: Links, roots: set[str]) -> None:
    assert graph(links).roots("a") == graph(links).roots("a", inferred=False) == roots


@pytest.mark.parametrize(
    ("links", "followed", "stated"),
    [
        ({"a": "?b", "b": ""}, {"b"}, set()),
        ({"a": "?b c", "b": "", "c": ""}, {"b", "c"}, {"c"}),
        ({"a": "b", "b": "?c", "c": ""}, {"c"}, set()),
        ({"a": "b ?c", "b": "c", "c": ""}, {"c"}, {"c"}),
    ],
)
def test_a_path_that_goes_on_only_by_an_inferred_link_ends_nowhere(
    links: Links, followed: set[str], stated: set[str]
) -> None:
    assert graph(links).roots("a") == followed
    assert graph(links).roots("a", inferred=False) == stated


@pytest.mark.parametrize(
    ("links", "roots"),
    [
        ({"a*": ""}, {"a"}),
        ({"a*": "b", "b": ""}, {"b"}),
        ({"a": "b", "b*": ""}, {"b"}),
        ({"a": "b", "b*": "c", "c": ""}, set()),
        ({"a": "b c", "b*": "c", "c": ""}, {"c"}),
        ({"a": "b d", "b*": "c", "c": "", "d": "c"}, {"c"}),
    ],
)
def test_a_path_may_start_or_end_at_an_aggregator_but_never_leads_through_one(links: Links, roots: set[str]) -> None:
    assert graph(links).roots("a") == graph(links).roots("a", inferred=False) == roots


# separate paths


@pytest.mark.parametrize(
    ("links", "passed"),
    [
        ({"a": "r", "r": ""}, {"a"}),
        ({"a": "b", "b": "r", "r": ""}, {"a", "b"}),
        ({"a": "b", "b": "c", "c": "r", "r": ""}, {"a", "b", "c"}),
        ({"a": "b r", "b": "r", "r": ""}, {"a"}),
        ({"a": "b c", "b": "r", "c": "r", "r": ""}, {"a"}),
        ({"a": "b c", "b": "d", "c": "d", "d": "r", "r": ""}, {"a", "d"}),
        ({"a": "b ?r", "b": "r", "r": ""}, {"a", "b"}),
        ({"a": "b x", "b": "r", "x": "y", "r": "", "y": ""}, {"a", "b"}),
        ({"a": "b c", "b": "r", "c*": "r", "r": ""}, {"a", "b"}),
    ],
)
def test_what_every_path_to_a_root_passes(links: Links, passed: set[str]) -> None:
    assert graph(links).passed("a", "r") == passed


# circles


def test_no_circle_where_sources_share_origins() -> None:
    assert list(graph({"a": "b c", "b": "d", "c": "d", "d": "", "e": "missing"}).cycles()) == []


@pytest.mark.parametrize(
    ("links", "circles"),
    [
        ({"a": "a"}, [("a",)]),
        ({"b": "a", "a": "b"}, [("a", "b")]),
        ({"c": "a", "a": "b", "b": "c"}, [("a", "b", "c")]),
        ({"a": "c", "c": "b", "b": "a"}, [("a", "c", "b")]),
        ({"x": "a", "a": "b root", "b": "a", "root": ""}, [("a", "b")]),
        ({"a": "b c", "b": "a", "c": "a"}, [("a", "c"), ("a", "b")]),
        ({"a": "b", "b": "?a"}, [("a", "b")]),
        ({"a": "b", "b*": "a"}, [("a", "b")]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, [("a", "b"), ("c", "d")]),
        ({"a": "a b", "b": "a"}, [("a",), ("a", "b")]),
    ],
)
def test_every_circle_is_told_once_from_its_first_id(links: Links, circles: list[tuple[str, ...]]) -> None:
    assert list(graph(links).cycles()) == circles


@pytest.mark.parametrize(
    ("links", "line"),
    [
        ({"data-sheet": "data-sheet"}, "data-sheet.yaml:5: circular-origin: data-sheet from data-sheet: a circle"),
        (
            {"data-sheet": "other", "other": "data-sheet"},
            "data-sheet.yaml:5: circular-origin: data-sheet from other from data-sheet: a circle",
        ),
        (
            {"data-sheet": "third", "other": "data-sheet", "third": "other"},
            "data-sheet.yaml:5: circular-origin: data-sheet from third from other from data-sheet: a circle",
        ),
    ],
)
def test_circular_origin_names_the_whole_way_round(
    project: Project, assert_problem: Callable[[str], None], links: Links, line: str
) -> None:
    for name, origin in links.items():
        project.source(f"origin: [{origin}]\n", name=name)
    assert_problem(f"sources/{line} (one of them is not the origin)")


# laws

NAMES = "abcdef"
MARKS = st.sampled_from(["", "?"])


@st.composite
def acyclic(draw: st.DrawFn) -> dict[str, str]:
    """Each source names only later ones."""
    links = {}
    for number, name in enumerate(NAMES):
        named = draw(st.lists(st.sampled_from(NAMES[number + 1 :]), unique=True) if name != "f" else st.just([]))
        star = draw(st.sampled_from(["", "", "*"]))
        links[name + star] = " ".join(draw(MARKS) + to for to in named)
    return links


@st.composite
def any_graph(draw: st.DrawFn) -> dict[str, str]:
    return {name: " ".join(draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3))) for name in NAMES}


def ways(links: Links, start: str, stated: bool) -> list[tuple[str, ...]]:
    """Every path to an end, by walking all of them."""
    plain = {name.strip("*"): named.split() for name, named in links.items()}
    stars = {name.strip("*") for name in links if name.endswith("*")}
    done: list[tuple[str, ...]] = []
    todo: list[tuple[str, ...]] = [(start,)]
    while todo:
        path = todo.pop()
        if not plain[path[-1]]:
            done.append(path)
        if path[-1] == start or path[-1] not in stars:
            named = [to for to in plain[path[-1]] if not (stated and to[0] == "?")]
            todo += [(*path, to.strip("?")) for to in named]
    return done


@given(acyclic())
def test_roots_are_the_ends_of_all_paths_and_passed_is_what_they_share(links: dict[str, str]) -> None:
    origins = graph(links)
    for name in NAMES:
        assert origins.roots(name) == {path[-1] for path in ways(links, name, stated=False)}
        stated = ways(links, name, stated=True)
        assert origins.roots(name, inferred=False) == {path[-1] for path in stated}
        for root in origins.roots(name, inferred=False) - {name}:
            shared = frozenset.intersection(*(frozenset(path) for path in stated if path[-1] == root))
            assert origins.passed(name, root) == shared - {root}


@given(acyclic())
def test_two_sources_reach_a_root_by_separate_paths_when_what_they_pass_is_disjoint(links: dict[str, str]) -> None:
    origins = graph(links)
    for one, other in combinations(NAMES, 2):
        for root in origins.roots(one, inferred=False) & origins.roots(other, inferred=False) - {one, other}:
            first, second = (
                [set(path[:-1]) for path in ways(links, name, stated=True) if path[-1] == root] for name in (one, other)
            )
            apart = any(not here & there for here in first for there in second)
            assert apart == origins.passed(one, root).isdisjoint(origins.passed(other, root))


@given(acyclic())
def test_what_names_only_later_ones_has_no_circle(links: dict[str, str]) -> None:
    assert list(graph(links).cycles()) == []


@given(any_graph())
def test_every_circle_is_one_and_everything_that_leads_back_to_itself_is_in_one(links: dict[str, str]) -> None:
    circles = list(graph(links).cycles())
    for circle in circles:
        assert circle[0] == min(circle)
        assert len(set(circle)) == len(circle)
        assert all(to in links[name].split() for name, to in pairwise([*circle, circle[0]]))
    assert len(set(circles)) == len(circles)
    leading = {name: set(links[name].split()) for name in NAMES}
    for _ in NAMES:
        leading = {name: found.union(*(leading[to] for to in found)) for name, found in leading.items()}
    assert {name for name in NAMES if name in leading[name]} == {name for circle in circles for name in circle}


@given(any_graph())
def test_circles_end_nowhere_and_hang_nothing(links: dict[str, str]) -> None:
    origins = graph(links)
    for name in NAMES:
        assert all(not links[root] for root in origins.roots(name))


@given(acyclic(), st.permutations(NAMES))
def test_the_order_of_the_sources_changes_no_root(links: dict[str, str], order: list[str]) -> None:
    origins = graph(links)
    shuffled = Origins({name: origins.sources[name] for name in order})
    for name in NAMES:
        assert shuffled.roots(name) == origins.roots(name)
        assert shuffled.roots(name, inferred=False) == origins.roots(name, inferred=False)
