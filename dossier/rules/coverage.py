"""Rules about coverage: every figure of the article is answered for, and claims name figures that stand there."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.figures import coverage, places
from dossier.model import Appearance, Dossier, Section
from dossier.problem import Finding, did_you_mean, shown


def repeated_section(dossier: Dossier) -> Iterator[Finding]:
    """A section's id stands once in `article.yaml`."""
    if dossier.article is None:
        return
    seen: set[str] = set()
    for number, section in enumerate(dossier.article.sections):
        if section.id in seen:
            message = f"there is a section {shown(section.id)} before this one"
            yield Finding(
                dossier.article.path, ("sections", number, "id"), message, "an id is one: add a number, as in intro-2"
            )
        seen.add(section.id)


def unlisted_figure(dossier: Dossier) -> Iterator[Finding]:
    """The figure of an appearance is listed in its section of `article.yaml`, where that lists figures at all."""
    article = dossier.article
    if not article or not any(section.figures for section in article.sections):
        return
    sections = {section.id: section for section in article.sections}
    for claim in dossier.claims.values():
        for number, appearance in enumerate(claim.appears):
            section = sections.get(appearance.section)
            if section and appearance.figure and not places(section.figures, appearance):
                message, hint = _unlisted(section, appearance, appearance.figure)
                yield Finding(claim.path, ("appears", number, "figure"), message, hint)


def _unlisted(section: Section, appearance: Appearance, figure: str) -> tuple[str, str]:
    """Say what `article.yaml` lacks: the figure, as many of it, or the figure at this place."""
    lacking = f"article.yaml lists no figure {shown(figure)} in section {shown(section.id)}"
    known = [each.figure for each in section.figures]
    anywhere = places(section.figures, appearance.model_copy(update={"at": None, "nth": None}))
    if not anywhere:
        return lacking, did_you_mean(figure, known) or "write it as the article prints it, or list it there"
    if appearance.nth is not None:
        message = f"nth is {appearance.nth}, article.yaml lists {shown(figure)} in section {shown(section.id)} "
        return f"{message}{'once' if len(anywhere) == 1 else f'{len(anywhere)} times'}", "nth counts from 1"
    at = list(appearance.at or ())
    return f"{lacking} at {at}", f"it stands at {list(section.figures[anywhere[0]].at)}"


def open_figure(dossier: Dossier) -> Iterator[Finding]:
    """Every figure of the article is carried by a claim or dismissed. Silent while a claim cannot be read."""
    if not dossier.article or any(key.startswith("claims/") for key in dossier.unsound):
        return
    for each in coverage(dossier.article, dossier.claims.values()).occurrences:
        if each.state == "open":
            section, figure = each.place
            message = f"no claim carries {shown(each.figure)} of section {shown(each.section)}"
            hint = "name it in a claim's `appears`, or under `dismissed` with kind and why"
            yield Finding(dossier.article.path, ("sections", section, "figures", figure), message, hint)
