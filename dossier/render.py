"""The dossier becomes pages. Templates receive the records themselves; what is formatted here is a filter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Final

from jinja2 import TemplateNotFound, TemplateSyntaxError

from dossier import __version__, account, words
from dossier.card import Card, draw_card
from dossier.comparing import found_difference, results_of, value_of
from dossier.environment import environment_for
from dossier.export import FORMATS, Edition, Format, claim_review, lacking, sitemap
from dossier.extras import CARD
from dossier.figures import coverage
from dossier.finding import best_kind, choices, facets, index_script
from dossier.grounds import known_since
from dossier.model import STANCES, STATUSES, Claim, Dossier, Evidence, FoundValue, Source
from dossier.outline import changes, leaves, marked_text, outline, to_change
from dossier.page import Page
from dossier.plots import ValuePlot, age_plot, origin_plot, value_plot
from dossier.problem import Problem
from dossier.standing import Standings
from dossier.values import show_result

PRIVATE_MARK: Final = "PRIVATE-COPY.txt"
"""The file that stamps a folder as a private copy with the article's text."""


class BrokenTemplate(Exception):
    """A template cannot be rendered; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Renderer:
    """Renders one dossier. Every method yields pages and depends on nothing but the dossier and the templates."""

    def __init__(self, dossier: Dossier, folders: Sequence[Path], base_url: str = "", article: str | None = None):
        self.dossier = dossier
        self.folders = folders
        self.base_url = (base_url or dossier.settings.base_url or "").rstrip("/")
        self._article = article
        self._only = ""
        self._environment = environment_for(folders)
        self.standings = Standings(dossier)
        self.edition = Edition(self.standings, self.base_url)
        self._coverage = coverage(dossier.article, dossier.claims.values()) if dossier.article else None
        self._facets = facets(self.standings)
        self.card = self._draw_card() if self.base_url else None
        self._environment.globals |= {
            "base_url": self.base_url,
            "card": self.card.alt if self.card else "",
            "dossier": dossier,
            "standings": self.standings,
            "statuses": STATUSES,
            "private": article is not None,
            "version": __version__,
            "difference": self._difference,
            "results": self._results,
            "account": account,
            "best_kind": best_kind,
            "plot_of": self._plot,
            "ageing": age_plot(self.standings),
            "coverage": self._coverage,
            "facets": self._facets,
            "choices": choices(self.standings, self._facets),
            "edition": self.edition,
            "review": partial(claim_review, edition=self.edition),
        }

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What the site will lack, and what to do about it."""
        extras = [*([CARD] if self.base_url and CARD.missing else []), *lacking(self.edition)]
        return tuple(Problem(".", 1, "left-out", each.missing, "notice") for each in extras)

    def __len__(self) -> int:
        """About how many pages there will be: claims and sources, and a few that list them."""
        return len(self.dossier.claims) + len(self.dossier.sources) + len(STATUSES) + 10

    def page(self, path: str) -> Page | None:
        """Make the file of this path and no other; None where the site has none. For a preview, one at a time."""
        if file := self._asset_files().get(path):
            return Page(path, file.read_bytes())
        self._only = path
        try:
            return next((page for page in self.pages() if page.path == path), None)
        finally:
            self._only = ""

    def pages(self) -> Iterator[Page]:
        """Yield every file of the site."""
        names: list[str] = []
        for page in self._pages():
            if page.path.endswith(".html"):
                names.append(page.path)
            yield page
        if self.base_url:
            yield from sitemap(self.base_url, names)

    def _pages(self) -> Iterator[Page]:
        """Yield every file but those that list the others."""
        yield from self.core()
        for claim in self.dossier.claims.values():
            if self._wants(f"claims/{claim.id}."):
                yield Page(f"claims/{claim.id}.json", self.edition.claims[claim.id] + b"\n")
                yield Page(f"claims/{claim.id}.yaml", self.dossier.texts[claim.path].encode())
        yield from self._reports()
        yield self._page("method/index.html", "method.html", vocabularies=words.VOCABULARIES)
        if self._wants("data/"):
            yield from self._exports()
        yield from self._assets()

    def _exports(self) -> Iterator[Page]:
        """Yield the exports, then the page that lists them with their sizes; none of them waits for it in memory."""
        exports: list[tuple[Format, list[tuple[str, int]]]] = []
        for each in FORMATS:
            files: list[tuple[str, int]] = []
            for page in each.pages(self.edition):
                files.append((page.path, len(page.data)))
                yield page
            exports.append((each, files))
        yield self._page("data/index.html", "data.html", exports=exports)

    def core(self) -> Iterator[Page]:
        """Yield a page for each claim and each source, and the lists of them by status: what any generator can make."""
        claims = tuple(self.dossier.claims.values())
        yield from self._list("index.html", "overview.html", claims)
        for status in STATUSES:
            yield from self._list(f"{status}/index.html", "status.html", self.dossier.by_status[status], status=status)
        for claim in claims:
            groups = evidence_groups(claim, self.dossier)
            yield self._page(f"claims/{claim.id}.html", "claim.html", claim=claim, groups=groups)
        sources = sorted(self.dossier.sources.values(), key=_by_title)
        yield from self._list("sources/index.html", "sources.html", sources)
        for source in sources:
            claims = self.dossier.citing.get(source.id, ())
            yield from self._list(f"sources/{source.id}.html", "source.html", claims, source=source)

    def _wants(self, start: str) -> bool:
        """Whether files whose path starts like this are asked for: all, or the one of a preview."""
        return not self._only or self._only.startswith(start)

    def _reports(self) -> Iterator[Page]:
        """Yield the pages that show the whole from one side: the article, what to change, who said it first."""
        dossier, found = self.dossier, self._coverage
        if dossier.article:
            marks = leaves(outline(dossier, found))
            if self._article is None:
                yield from self._list("article/index.html", "article.html", marks, text=())
            else:  # the marks of the text lead to their cards below it, so that all stand on one page
                text = marked_text(dossier, found, self._article)
                yield from self._list("article/index.html", "article.html", marks, rows=len(marks), text=text)
            yield from self._list("coverage/index.html", "coverage.html", found.occurrences if found else ())
        yield from self._list("change/index.html", "change.html", to_change(dossier))
        yield from self._list("changes/index.html", "changes.html", changes(dossier))
        picture = origin_plot(self.standings)
        yield from self._list("origins/index.html", "origins.html", self.standings.repeated, picture=picture)
        yield self._page("corrections/index.html", "corrections.html")
        yield self._page("lists/index.html", "lists.html")
        for facet in self._facets:
            for each in facet.choices:
                about: dict[str, Any] = {"facet": facet.label, "choice": each.label, "definition": each.definition}
                yield from self._list(f"lists/{each.path}", "list.html", each.claims, **about)
        yield Page("assets/claims-index.js", index_script(self.standings))
        if self.card:
            yield Page("assets/card.png", self.card.data)
        if self._article is not None:
            yield Page(PRIVATE_MARK, b"This folder holds the text of an article. It is not to be published.\n")

    def _draw_card(self) -> Card | None:
        """The picture for shared links; None where Pillow, an extra, is missing."""
        style = self._asset_files().get("assets/style.css")
        try:
            return draw_card(self.standings, style.read_bytes().decode(errors="replace") if style else "")
        except ImportError:
            return None

    def _difference(self, claim: Claim, found: FoundValue) -> str:
        return found_difference(claim, found, self.dossier)

    def _plot(self, claim: Claim) -> ValuePlot | None:
        return value_plot(claim, self.dossier)

    def _results(self, claim: Claim, item: Evidence) -> list[str]:
        """The results of a calculation, with the numbers its inputs allow, in the unit of the claim's value."""
        beside = value_of(claim.value, self.dossier)
        pairs = zip(results_of(item, self.dossier, sharp=True), results_of(item, self.dossier), strict=True)
        shown = [(show_result(sharp, beside), show_result(wide, beside)) for sharp, wide in pairs]
        return [number if number == wide else f"{number} ({wide})" for number, wide in shown]

    def _list(
        self, path: str, template: str, items: Sequence[Any], rows: int | None = None, **context: Any
    ) -> Iterator[Page]:
        """Yield the pages of a list, none longer than the desk wants; the second is `index.2.html`."""
        rows = max(1, rows or self.dossier.settings.site.rows)
        count = max(1, -(-len(items) // rows))
        names = [path] + [path.replace(".html", f".{number}.html") for number in range(2, count + 1)]
        for number, name in enumerate(names):
            part = items[number * rows : (number + 1) * rows]
            yield self._page(
                name, template, items=part, first=number * rows + 1, total=len(items), names=names, **context
            )

    def _page(self, path: str, template: str, **context: Any) -> Page:
        if self._only not in {"", path}:
            return Page(path, b"")
        depth = len(PurePosixPath(path).parts) - 1
        canonical = f"{self.base_url}/{path}" if self.base_url else ""
        context |= {"root": "../" * depth, "path": path, "canonical": canonical}
        try:
            text = self._environment.get_template(template).render(context)
        except Exception as error:  # whatever a template does wrong is the template's fault, and located there
            raise BrokenTemplate(_template_problem(error, template)) from error
        return Page(path, text.encode())

    def _assets(self) -> Iterator[Page]:
        """Yield the stylesheets, scripts and pictures as they are."""
        for name, path in sorted(self._asset_files().items()):
            yield Page(name, path.read_bytes())

    def _asset_files(self) -> dict[str, Path]:
        """Where each file of the assets lies, a project's own before the tool's of the same name."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted((folder / "assets").rglob("*")):
                name = path.relative_to(folder).as_posix()
                hidden = any(part.startswith(".") for part in path.relative_to(folder).parts) or name.endswith("~")
                if path.is_file() and not hidden and path.resolve().is_relative_to(folder.resolve()):
                    found.setdefault(name, path)
        return found


def evidence_groups(claim: Claim, dossier: Dossier) -> list[tuple[str, dict[str, list[Evidence]]]]:
    """The evidence of a claim by stance, and within it by whether it was public when the article came out.

    What speaks against a claim comes first where it is disputed.
    """
    order = ("contradicts", "supports", "context") if claim.status == "disputed" else STANCES
    groups: list[tuple[str, dict[str, list[Evidence]]]] = []
    for stance in order:
        times: dict[str, list[Evidence]] = {"before": [], "after": [], "undated": []}
        for item in claim.evidence:
            if item.stance == stance:
                times[_time_of(item, dossier)].append(item)
        if any(times.values()):
            groups.append((stance, {time: items for time, items in times.items() if items}))
    return groups


def _time_of(item: Evidence, dossier: Dossier) -> str:
    """Whether an item was public when the article came out: before, after, or undated."""
    sources = [dossier.sources[item.source]] if item.source else []
    sources += [dossier.sources[given.source] for _, given in item.inputs() if given.source]
    if dossier.published is None:
        return "before"  # without a date of the article there is nothing to keep apart
    if any(source.published is None for source in sources):
        return "undated"
    return "after" if any(known_since(source, dossier) > dossier.published.last for source in sources) else "before"


def _by_title(source: Source) -> tuple[str, str, str]:
    return (source.publisher.casefold(), source.title.casefold(), source.id)


def _template_problem(error: Exception, template: str) -> Problem:
    """Say where a template is wrong, as for a record: the innermost line of a template is the place."""
    path, line = template, 1
    if isinstance(error, TemplateSyntaxError):
        path, line = error.name or template, error.lineno
    trace = error.__traceback__
    while trace and not isinstance(error, TemplateSyntaxError):
        name = trace.tb_frame.f_code.co_filename
        if trace.tb_frame.f_globals.get("__jinja_template__") or name.endswith(".html"):
            path, line = name, trace.tb_lineno
        trace = trace.tb_next
    message = str(error) or type(error).__name__
    if isinstance(error, TemplateNotFound):
        message = f"there is no template {error.name!r}"
    if isinstance(error, RecursionError):
        message = "it includes or extends itself"
    name = path.rpartition("templates/")[2].rpartition("templates\\")[2]
    return Problem(f"templates/{name}", line, "template", message, hint="nothing was written")
