"""Calculations over values: a small language of its own, carried to the ends of every range.

`+ - * / **`, parentheses, `min`, `max`, numbers and names; nothing else is looked at, let alone run. Python's parser
gives the tree, a fixed list of nodes is allowed, and length, depth, digits and exponent are bounded before anything is
worked out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from decimal import Decimal, DecimalException, localcontext
from typing import Final

from dossier.values import interval as over
from dossier.values.interval import PRECISION, Interval
from dossier.values.units import BARE, Unit
from dossier.values.value import BadValue, Quantity, Value

LENGTH: Final = 200
DEPTH: Final = 20
EXPONENT: Final = 12
_RESULT: Final = "="
"""Text of the unit of a result: it is not bare, so that a ratio can be compared with a percentage."""
_OPERATORS: Final = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_CHARACTERS: Final = re.compile(r"[A-Za-z0-9_ .,+*/()-]*")
_GRAMMAR: Final = "use + - * / **, parentheses, min, max, numbers and the names under `where`"


def calculate(expression: str, inputs: Mapping[str, Value], hedge: Decimal) -> Quantity:
    """Work out an expression over its inputs; raises BadValue for what is no calculation of theirs.

    `hedge` is the desk's tolerance of hedged inputs, in percent. The result's unit follows from the inputs'.
    """
    tree = _parse(expression)
    unused = sorted(inputs.keys() - {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})
    if unused:
        raise BadValue(f"the expression does not use {', '.join(unused)}", "remove it from `where` or use it")
    try:
        with localcontext(PRECISION):
            result, unit = _Evaluation(_one_line(expression), inputs, hedge).of(tree, 0)
    except DecimalException:
        raise BadValue("a number of the calculation grows out of range", "check the exponents") from None
    return Quantity(expression, result, result, Unit(_RESULT, unit.dimensions))


def names_in(expression: str) -> set[str]:
    """The names that an expression uses; raises BadValue for what is no expression."""
    return {node.id for node in ast.walk(_parse(expression)) if isinstance(node, ast.Name)} - {"min", "max"}


def _parse(expression: str) -> ast.expr:
    if len(expression) > LENGTH:
        raise BadValue(f"the expression has {len(expression):,} characters, the limit is {LENGTH}", "split it")
    line = _one_line(expression)
    try:
        if _CHARACTERS.fullmatch(line):
            return ast.parse(line, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        pass
    raise BadValue(f"{expression!r} is no expression", _GRAMMAR)


def _one_line(expression: str) -> str:
    return " ".join(expression.split())


class _Evaluation:
    """Works out one tree. Intervals are in base units, so that dimensions alone need to be kept."""

    def __init__(self, line: str, inputs: Mapping[str, Value], hedge: Decimal) -> None:
        self._line = line
        self._inputs = inputs
        self._hedge = hedge

    def of(self, node: ast.expr, depth: int) -> tuple[Interval, Unit]:
        """The interval and the unit of a node."""
        if depth > DEPTH:
            raise BadValue(f"the expression is more than {DEPTH} levels deep", "split it")
        match node:
            case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
                value = _constant(self._written(node))
                return Interval(value, value), BARE
            case ast.Name(id=name):
                return self._input(name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner, unit = self.of(operand, depth + 1)
                return over.negative(inner), unit
            case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int() as exponent)):
                return self._power(*self.of(left, depth + 1), exponent)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
                return self._binary(_OPERATORS[type(op)], self.of(left, depth + 1), self.of(right, depth + 1))
            case ast.Call(func=ast.Name(id="min" | "max" as which), args=[_, *_] as arguments, keywords=[]):
                return self._extreme(which, [self.of(argument, depth + 1) for argument in arguments])
        raise BadValue(f"{self._written(node)[:40]!r} cannot stand in an expression", _GRAMMAR)

    def _written(self, node: ast.expr) -> str:
        """A node as it was written; one line of ASCII, so that columns are characters."""
        return self._line[node.col_offset : node.end_col_offset]

    def _input(self, name: str) -> tuple[Interval, Unit]:
        value = self._inputs.get(name)
        if value is None:
            raise BadValue(
                f"the expression uses {name!r}, which `where` does not give", f"given: {', '.join(self._inputs)}"
            )
        if not isinstance(value, Quantity):
            raise BadValue(f"{name} is {value.text!r}, which is no quantity", "calculate with numbers")
        return value.interval(self._hedge), value.unit

    def _binary(
        self, operator: str, left: tuple[Interval, Unit], right: tuple[Interval, Unit]
    ) -> tuple[Interval, Unit]:
        (a, unit_a), (b, unit_b) = left, right
        if operator in "+-":
            if unit_a.dimensions != unit_b.dimensions:
                raise BadValue(
                    f"{unit_a.text or 'a number'} and {unit_b.text or 'a number'} cannot be added", "use one unit"
                )
            return over.add(a, over.negative(b) if operator == "-" else b), unit_a
        if operator == "*":
            return over.multiply(a, b), unit_a.times(unit_b)
        inverse = over.inverse(b)
        if inverse is None:
            raise BadValue("the divisor may be zero", "check the inputs")
        return over.multiply(a, inverse), unit_a.times(unit_b, -1)

    def _power(self, base: Interval, unit: Unit, exponent: int) -> tuple[Interval, Unit]:
        if isinstance(exponent, bool) or not 1 <= exponent <= EXPONENT:
            raise BadValue(f"the exponent is {exponent}", f"a whole number from 1 to {EXPONENT}")
        result = unit
        for _ in range(exponent - 1):
            result = result.times(unit)
        return over.power(base, exponent), result

    def _extreme(self, which: str, items: list[tuple[Interval, Unit]]) -> tuple[Interval, Unit]:
        unit = items[0][1]
        if any(other.dimensions != unit.dimensions for _, other in items):
            raise BadValue(f"{which} compares unlike units", "use one unit")
        choose = min if which == "min" else max
        lows, highs = [item.low for item, _ in items], [item.high for item, _ in items]
        if None in lows or None in highs:
            raise BadValue(f"{which} needs numbers with both ends", "bounds cannot be compared")
        return Interval(
            choose(low for low in lows if low is not None), choose(high for high in highs if high is not None)
        ), unit


def _constant(written: str) -> Decimal:
    """A number written in the expression: its decimal form, not Python's binary one, is what was meant."""
    if len(written) > 40 or not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", written):
        raise BadValue(f"{written[:40]} is no plain number", "at most 40 digits, no exponent")
    return Decimal(written)
