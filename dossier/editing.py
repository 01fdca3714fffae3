"""Commands that write records: they change one file, and only so that it still says what it said, and can be read."""

from __future__ import annotations

import codecs
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dossier.build import Outcome
from dossier.figures import Scan, article_yaml, scan
from dossier.files import NoProject, read_files, read_text
from dossier.model import Claim
from dossier.problem import Problem, did_you_mean
from dossier.publish import replace_record
from dossier.records import File, read_records
from dossier.rules import check
from dossier.seal import same_person, seal, with_approval
from dossier.yamltext import LIMIT

TITLE: Final = 120
"""Most characters of a title that is taken from the text."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_OWN: Final = frozenset(
    {"article.yaml", "dossier.yaml", "claims", "sources", "templates", "site", "site-private", "README.md"}
)
"""What lies in the folder of a dossier."""
_OPTIONS: Final = {
    "title": "--title", "url": "--url", "author": "--author", "publisher": "--publisher", "published": "--published",
    "retrieved": "--published",
}  # fmt: skip
"""The option that a field of a drafted article comes from; `retrieved` is today and cannot itself be wrong."""


class ApprovalRefused(Exception):
    """The claim cannot be approved by this reader."""


class AlreadyThere(Exception):
    """A record would be overwritten unasked."""


class DraftRefused(Exception):
    """What was given for a record would make one that cannot be read, or put it where no dossier is."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found in the text of an article, and the record that was written."""

    scan: Scan
    cut: bool
    """Whether the title is the text's first line and was too long to be kept whole."""
    alone: bool
    """Whether the folder holds no claims yet."""


def approve_claim(root: Path, claim: str, by: str, today: datetime.date) -> Outcome:
    """Seal a claim as approved by a second reader, touching nothing else in its file.

    Raises NoProject; ApprovalRefused where the claim is not there, or `by` checked it; changes nothing while the
    records hold an error.
    """
    files, strays = read_files(root)
    dossier, faults = read_records(files)
    outcome = Outcome(dossier, tuple(sorted([*strays, *faults, *check(dossier)])))
    record = dossier.claims.get(claim)
    if record is None and f"claims/{claim}" in dossier.unsound:
        return outcome
    if record is None:
        near = did_you_mean(claim, dossier.claims)
        raise ApprovalRefused(f"there is no claim {claim!r}{f'; {near}' if near else ''}")
    if not by.strip() or not by.isprintable():
        raise ApprovalRefused(f"--by {by!r} is no name that can be shown; write the reader's name")
    if record.checked_by and same_person(by, record.checked_by):
        raise ApprovalRefused(f"{by} checked {claim!r} and cannot approve it; let somebody else read it")
    if not outcome.failed():
        data = next(file.data for file in files if file.path == record.path and isinstance(file.data, bytes))
        written = _approved(data, by, today, seal(record, dossier))
        if not _says_the_same(record, written):
            raise ApprovalRefused(
                f"{record.path} is written so that `approved:` cannot be added; add it by hand, in block style"
            )
        replace_record(root / record.path, written, root)
    return outcome


def _approved(data: bytes, by: str, today: datetime.date, marks: dict[str, str]) -> bytes:
    """The bytes of a record with its approval; a byte order mark and the ends of the lines stay as they are."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + with_approval(data.removeprefix(mark).decode(), by, today, marks).encode()


def _says_the_same(record: Claim, data: bytes) -> bool:
    """Whether `data` holds the record as it was, approved: it was edited by its lines, which YAML has ways around."""
    written = read_records([File(record.path, data)])[0].claims.get(record.id)
    return written is not None and written.approved is not None and _unapproved(written) == _unapproved(record)


def _unapproved(claim: Claim) -> Claim:
    return claim.model_copy(update={"approved": None})


def draft_article(root: Path, text: Path, details: Mapping[str, str], *, force: bool = False) -> Draft:
    """Write `article.yaml` for the text of an article, and give what was found in it.

    Raises NoText for a text that cannot be read, AlreadyThere for a record that is not to be overwritten, NoProject
    for a folder that is not there, and DraftRefused where the folder is no dossier's or the record could not be read.
    """
    _refuse_folder(root, text)
    read, target = read_text(text), root / "article.yaml"
    if (target.exists() or target.is_symlink()) and not force:
        raise AlreadyThere(f"{target} is there already; --force overwrites it, with what was edited by hand")
    known = {name: value for name, given in details.items() if (value := given.strip())}
    title = known.pop("title", "") or first_line(read)
    for name, value in {"title": title, **known}.items():
        if re.search("[\ud800-\udfff]", value):  # what the system passes on where a byte is not UTF-8
            raise DraftRefused(f"{_OPTIONS[name]}: {value!r} is not UTF-8; type it anew")
    data = article_yaml(read, title, **known).encode()
    if len(data) > LIMIT:
        size = f"{len(data):,} bytes, the limit is {LIMIT:,}"
        raise DraftRefused(f"{text}: article.yaml would have {size}; make a dossier of each part of the text")
    dossier, faults = read_records([File("article.yaml", data)])
    if wrong := [each for each in [*faults, *check(dossier)] if each.severity == "error"]:
        raise DraftRefused("\n".join(_said(each, data, text) for each in wrong))
    replace_record(target, data, root)
    cut = title.endswith("…") and title not in read
    return Draft(scan(read), cut and not details.get("title"), not (root / "claims").is_dir())


def _refuse_folder(root: Path, text: Path) -> None:
    """Raise for a folder that is not there, or that holds other things than a dossier, or a text for one."""
    if not root.is_dir():
        raise NoProject(f"{root} is no folder; make it first, or name the folder of the dossier")
    if (root / "claims").is_dir():
        return
    others = sorted(
        each.name
        for each in root.iterdir()
        if not each.name.startswith(".") and each.name not in _OWN and each.resolve() != text.resolve()
    )
    if others:
        more = f" and {len(others) - 1:,} more" if len(others) > 1 else ""
        hint = "make claims/ there if a dossier is to stand there, or name an empty folder"
        raise DraftRefused(f"{root} holds no claims/, but {others[0]!r}{more}; {hint}")


def first_line(text: str) -> str:
    """The title of a text: its first line without the marks of a heading, cut at the end of a word."""
    for line in text.split("\n"):
        title = re.sub(r"^#{1,6}(?:\s+|$)|(?:^|\s+)#+$", "", _CONTROL.sub(" ", line).strip()).strip()
        if len(title) > TITLE:
            whole = title[:TITLE].rsplit(maxsplit=1)
            return (whole[0] if len(whole) > 1 else title[: TITLE - 1]).rstrip(" ,;:–-") + "…"
        if title:
            return title
    return "Untitled"


def _said(fault: Problem, data: bytes, text: Path) -> str:
    """A fault of the drafted record, said of the option, or of the text, that it comes from."""
    name = data.decode().split("\n")[fault.line - 1].partition(": ")[0]
    hint = f" ({fault.hint})" if fault.hint else ""
    return f"{_OPTIONS.get(name, text)}: {fault.message.removeprefix(f'{name}: ')}{hint}"
