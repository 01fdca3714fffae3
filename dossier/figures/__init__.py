"""The figures of a text, and how many of them the claims carry. Pure: text and records in, values out."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from dossier.figures.coverage import (
    LIMITS,
    Coverage,
    Occurrence,
    SectionCoverage,
    State,
    contains,
    coverage,
    places,
)
from dossier.figures.sections import SectionSpan, sections, slug

if TYPE_CHECKING:
    from dossier.figures.cues import NEAR, Cue, CueKind, cue_words
    from dossier.figures.printed import Kind, LeftOut, PrintedFigure, Scan, find_figures, left_out, scan
    from dossier.figures.record import article_yaml, quoted
    from dossier.figures.summary import coverage_data, coverage_lines

# What reads a text is loaded when it is asked for: its expressions take 40 ms, and a build reads none.
_LATER: Final = {
    "cues": ("NEAR", "Cue", "CueKind", "cue_words"),
    "printed": ("Kind", "LeftOut", "PrintedFigure", "Scan", "find_figures", "left_out", "scan"),
    "record": ("article_yaml", "quoted"),
    "summary": ("coverage_data", "coverage_lines"),
}


def __getattr__(name: str) -> Any:
    module = next((module for module, names in _LATER.items() if name in names), "")
    if not module:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{module}"), name)


__all__ = [
    "LIMITS",
    "NEAR",
    "Coverage",
    "Cue",
    "CueKind",
    "Kind",
    "LeftOut",
    "Occurrence",
    "PrintedFigure",
    "Scan",
    "SectionCoverage",
    "SectionSpan",
    "State",
    "article_yaml",
    "contains",
    "coverage",
    "coverage_data",
    "coverage_lines",
    "cue_words",
    "find_figures",
    "left_out",
    "places",
    "quoted",
    "scan",
    "sections",
    "slug",
]
