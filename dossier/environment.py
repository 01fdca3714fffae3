"""How templates are run: what they may call, how text becomes markup, what they may do.

The tool's own templates run as they are. A project's own `templates/` run in a sandbox, and with them all others,
because building somebody else's dossier must not run what they like.
"""

from __future__ import annotations

import types
from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, runtime
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from dossier import words
from dossier.address import contact_link, host
from dossier.compiled import compiled
from dossier.dates import PartialDate, day_in_words
from dossier.prose import prose
from dossier.values import value_in_words

PACKAGED: Final = Path(__file__).parent / "templates"
"""Where a wheel carries the templates; an editable install has them one level up."""
OWN: Final = PACKAGED if PACKAGED.is_dir() else PACKAGED.parent.parent / "templates"


def template_folders(root: Path) -> list[Path]:
    """Where templates are looked up: the project's own folder first, then the tool's."""
    theirs = root / "templates"
    return [theirs, OWN] if theirs.is_dir() and theirs.resolve() != OWN.resolve() else [OWN]


def escape(value: Any) -> str:
    """Text as it may stand in markup and in an attribute; markup stays as it is.

    As `markupsafe.escape`, less the object that it makes of every piece, which a page only joins to others:
    a page costs a tenth less.
    """
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is not str:
        if hasattr(value, "__html__"):
            return value.__html__()  # type: ignore[no-any-return]
        value = str(value)
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value or ">" in value:
        value = value.replace("<", "&lt;").replace(">", "&gt;")
    return value.replace('"', "&#34;").replace("'", "&#39;")  # type: ignore[no-any-return]


def once(macro: Callable[..., str]) -> Callable[..., Markup]:
    """A macro whose result depends on its arguments alone, run once for the same ones; less the spaces around it.

    Arguments are texts or records. A record is known by its place in memory, where it is kept while this lives.
    """
    known: dict[tuple[Any, ...], tuple[Markup, tuple[Any, ...]]] = {}

    def remembered(*given: Any) -> Markup:
        key = tuple([each if type(each) is str else id(each) for each in given])
        found = known.get(key)
        if found is None:
            found = known[key] = Markup(str.strip(macro(*given))), given  # noqa: S704 - a macro gives markup
        return found[0]

    return remembered


def trim(value: Any, chars: str | None = None) -> Any:
    """Less the spaces, or these characters, around it."""
    return str.__new__(type(value), str.strip(value, chars))


class Macro(runtime.Macro):
    """A macro that takes the short way where it is given just its arguments, as it nearly always is."""

    def __call__(self, *given: Any, **named: Any) -> Any:  # noqa: D102 - as Jinja2's own
        if named or len(given) != self._argument_count or self.caller or self.catch_varargs or self.catch_kwargs:
            return super().__call__(*given, **named)
        return str.__new__(Markup, self._func(*given))


class _Context(Context):
    """A context that calls what needs no context as Python does."""

    def call(self, called: Any, /, *given: Any, **named: Any) -> Any:
        if type(called) not in _CALLED_AS_THEY_ARE:
            return super().call(called, *given, **named)
        if named:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
        return called(*given, **named)


_CALLED_AS_THEY_ARE: Final = {Macro, types.FunctionType, types.MethodType, types.BuiltinMethodType}


class _Plain(Environment):
    """The environment of the tool's own templates: what makes one of Jinja2's calls short, a third of a page's cost."""

    context_class = _Context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals as they are: a chain of maps would be walked for every import on every page."""
        return {**self.globals, **d} if d else self.globals

    def _generate(self, source: Any, name: str | None, filename: str | None, defer_init: bool = False) -> str:
        # A hook that Jinja2 keeps for this. The names stand on the first line, so that all lines keep their numbers.
        first, rest = super()._generate(source, name, filename, defer_init).split("\n", 1)
        return f"{first}; from dossier.environment import Macro, escape\n{rest}"


def environment_for(folders: Sequence[Path]) -> Environment:
    """The environment in which the templates of these folders are run."""
    own = [*folders] == [OWN]
    kind = _Plain if own else ImmutableSandboxedEnvironment
    environment = kind(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # else it looks at every file for every page
        bytecode_cache=compiled() if own else None,
    )
    environment.globals["once"] = once
    environment.filters |= {
        "contact_link": contact_link,
        "day_words": lambda day: PartialDate.read(day).words,
        "definition": words.definition,
        "host": host,
        "in_words": day_in_words,
        "label": words.label,
        "plural": words.plural,
        "prose": prose,
        "sentence": words.sentence,
        "trim": trim,
        "value_words": value_in_words,
    }
    return environment
