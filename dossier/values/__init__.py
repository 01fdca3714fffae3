"""Figures as values: read, compared at the precision in which they were printed, and calculated with."""

from dossier.values.calculation import calculate, names_in
from dossier.values.comparison import Agreement, Comparison, Tolerance, compare, difference
from dossier.values.interval import Interval
from dossier.values.reading import read_value
from dossier.values.showing import show_result, value_in_words
from dossier.values.units import BadUnit, Unit, comparable, read_unit
from dossier.values.value import BadValue, Choice, Moment, Quantity, Value, Words

__all__ = [
    "Agreement",
    "BadUnit",
    "BadValue",
    "Choice",
    "Comparison",
    "Interval",
    "Moment",
    "Quantity",
    "Tolerance",
    "Unit",
    "Value",
    "Words",
    "calculate",
    "comparable",
    "compare",
    "difference",
    "names_in",
    "read_unit",
    "read_value",
    "show_result",
    "value_in_words",
]
