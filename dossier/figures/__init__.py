"""The figures of a text, and how many of them the claims carry. Pure: text and records in, values out."""

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
from dossier.figures.cues import NEAR, Cue, CueKind, cue_words
from dossier.figures.printed import Kind, LeftOut, PrintedFigure, Scan, find_figures, left_out, scan
from dossier.figures.record import article_yaml, quoted
from dossier.figures.sections import SectionSpan, sections, slug
from dossier.figures.summary import coverage_data, coverage_lines

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
