"""The dossier becomes pages. Templates receive the records themselves; what is formatted here is a filter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from dossier import __version__, words
from dossier.address import host
from dossier.dates import day_in_words
from dossier.model import STANCES, STATUSES, Claim, Dossier, Source
from dossier.page import Page
from dossier.prose import prose

PACKAGED: Final = Path(__file__).parent / "templates"
"""Where a wheel carries the templates; an editable install has them one level up."""


def template_folders(root: Path) -> list[Path]:
    """Where templates are looked up: the project's own folder first, then the tool's."""
    own = PACKAGED if PACKAGED.is_dir() else PACKAGED.parent.parent / "templates"
    return [folder for folder in (root / "templates", own) if folder.is_dir()]


class Renderer:
    """Renders one dossier. Every method yields pages and depends on nothing but the dossier and the templates."""

    def __init__(self, dossier: Dossier, folders: Sequence[Path], base_url: str = "") -> None:
        self.dossier = dossier
        self.folders = folders
        self.base_url = (base_url or dossier.settings.base_url or "").rstrip("/")
        self._environment = _environment(folders)
        self._environment.globals |= {"dossier": dossier, "statuses": STATUSES, "version": __version__}

    def __len__(self) -> int:
        """About how many pages there will be: claims and sources, and a few that list them."""
        return len(self.dossier.claims) + len(self.dossier.sources) + len(STATUSES) + 3

    def pages(self) -> Iterator[Page]:
        """Yield every page of the site."""
        claims = tuple(self.dossier.claims.values())
        yield from self._list("index.html", "overview.html", claims)
        for status in STATUSES:
            yield from self._list(f"{status}/index.html", "status.html", self.dossier.by_status[status], status=status)
        for claim in claims:
            yield self._page(f"claims/{claim.id}.html", "claim.html", claim=claim, groups=evidence_groups(claim))
        sources = tuple(sorted(self.dossier.sources.values(), key=_by_title))
        yield from self._list("sources/index.html", "sources.html", sources)
        for source in sources:
            yield self._page(f"sources/{source.id}.html", "source.html", source=source)
        yield self._page("method/index.html", "method.html", vocabularies=words.VOCABULARIES)
        yield from self._assets()

    def _list(self, path: str, template: str, items: Sequence[Claim | Source], **context: Any) -> Iterator[Page]:
        """Yield the pages of a list, none longer than the desk wants; the second is `index.2.html`."""
        rows = max(1, self.dossier.settings.site.rows)
        count = max(1, -(-len(items) // rows))
        names = [path] + [path.replace(".html", f".{number}.html") for number in range(2, count + 1)]
        for number, name in enumerate(names):
            part = items[number * rows : (number + 1) * rows]
            yield self._page(
                name, template, items=part, first=number * rows + 1, total=len(items), names=names, **context
            )

    def _page(self, path: str, template: str, **context: Any) -> Page:
        depth = len(PurePosixPath(path).parts) - 1
        canonical = f"{self.base_url}/{path}" if self.base_url else ""
        context |= {"root": "../" * depth, "path": path, "canonical": canonical}
        text = self._environment.get_template(template).render(context)
        return Page(path, text.encode("utf-8", "surrogatepass"))

    def _assets(self) -> Iterator[Page]:
        """Yield the stylesheets and pictures as they are, a project's own before the tool's of the same name."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted((folder / "assets").rglob("*")):
                if path.is_file():
                    found.setdefault(path.relative_to(folder).as_posix(), path)
        for name, path in sorted(found.items()):
            yield Page(name, path.read_bytes())


def evidence_groups(claim: Claim) -> list[tuple[str, list[Any]]]:
    """The evidence of a claim by stance, what speaks against it first where it is disputed."""
    order = ("contradicts", "supports", "context") if claim.status == "disputed" else STANCES
    groups = [(stance, [item for item in claim.evidence if item.stance == stance]) for stance in order]
    return [(stance, items) for stance, items in groups if items]


def _by_title(source: Source) -> tuple[str, str, str]:
    return (source.publisher.casefold(), source.title.casefold(), source.id)


def _environment(folders: Sequence[Path]) -> Environment:
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "definition": words.definition,
        "host": host,
        "in_words": day_in_words,
        "label": words.label,
        "plural": words.plural,
        "prose": prose,
    }
    return environment
