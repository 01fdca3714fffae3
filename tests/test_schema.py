"""The JSON Schemas accept whatever the loader accepts, as an editor reads it, and flag what a typist gets wrong."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.protocols import Validator

from conftest import CLAIM, REPOSITORY, SOURCE, Project
from dossier.refusals import field_names, record_in
from dossier.schema import MODELS, schema, schema_files

DRAFTS = (Draft7Validator, Draft202012Validator)


def as_an_editor_reads(text: str) -> Any:
    """YAML's own types, but dates, which editors leave as text."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return value.isoformat() if isinstance(value, datetime.date) else value

    return plain(yaml.safe_load(text))


def faults(kind: str, text: str, draft: type[Validator] = Draft7Validator) -> list[str]:
    found = draft(schema(MODELS[kind])).iter_errors(as_an_editor_reads(text))
    return sorted(f"{'/'.join(str(step) for step in each.absolute_path)}: {each.message}" for each in found)


def real_records() -> Iterator[tuple[str, Path]]:
    for kind, folder in (("claim", "claims"), ("source", "sources")):
        for path in sorted((REPOSITORY / folder).rglob("*.yaml")):
            yield kind, path
    for kind in ("article", "dossier"):
        yield kind, REPOSITORY / f"{kind}.yaml"


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_real_record_is_accepted(draft: type[Validator]) -> None:
    validators = {kind: draft(schema(model)) for kind, model in MODELS.items()}
    read = 0
    for kind, path in real_records():
        found = [each.message for each in validators[kind].iter_errors(as_an_editor_reads(path.read_text("utf-8")))]
        assert found == [], path
        read += 1
    assert read > 400


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_schemas_are_sound_and_stay_within_what_both_drafts_know(draft: type[Validator]) -> None:
    for text in schema_files().values():
        draft.check_schema(json.loads(text))
        for word in ("$ref", "$defs", "definitions", "prefixItems", "additionalItems", "dependentRequired", "$anchor"):
            assert f'"{word}"' not in text


@pytest.mark.parametrize(
    "line",
    [
        "value: 12",
        "value: 0.140",
        "of: yes",
        "value:",
        "weight:",
        "due: 2026",
        "due: 2026-04",
        "due: <=2026-04-07",
        "checked: '2026-05-02'",
        "allegation: true",
        "allegation: 'no'",
        "about: [3M, 3]",
        "appears: [{section: hero, figure: 120, nth: 1, at: [0, 3]}]",
        "appears: [{section: hero, figure: 120, nth: '1', at: ['0', '3']}]",
        "searches: [{where: a, sought: b, date: 2026-05-01, covers: 2026-04-24/, found: nothing}]",
        "approved: {by: Ada, date: 2026-05-03, seal: {status: 12345678, notes: 1e345678}}",
    ],
)
def test_what_the_loader_accepts_is_accepted_as_yaml_types_it(project: Project, line: str) -> None:
    text = "\n".join(each for each in CLAIM.splitlines() if not each.startswith(line.partition(":")[0])) + f"\n{line}\n"
    project.write("claims/length.yaml", text)
    unreadable = ("unknown-field", "wrong-shape", "impossible-date", "bad-number", "unknown-word", "missing-field")
    assert [each for each in project.check() if any(rule in each for rule in unreadable)] == []
    for draft in DRAFTS:
        assert faults("claim", text, draft) == []


def test_an_origin_is_an_id_or_an_id_with_how_it_is_known() -> None:
    assert faults("source", SOURCE + "origin: [one, {id: two, how: inferred}]\n") == []


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("claim", CLAIM + "colour: red\n", ": Additional properties are not allowed ('colour' was unexpected)"),
        ("claim", CLAIM + "id: length\n", ": Additional properties are not allowed ('id' was unexpected)"),
        (
            "claim",
            CLAIM.replace("status: confirmed", "status: maybe"),
            "status: 'maybe' is not one of ['confirmed', 'disputed', 'unverified']",
        ),
        ("claim", CLAIM.replace("notes: ", "note: "), ": 'notes' is a required property"),
        ("claim", CLAIM.replace("category: parameters", "category:"), "category: None is not of type 'string'"),
        ("source", SOURCE.replace("read: full", "read: some"), "read: 'some' is not one of "),
        ("dossier", "site: {rows: many}\n", "site/rows: 'many' does not match "),
    ],
)
def test_what_the_loader_refuses_is_flagged(kind: str, text: str, wanted: str) -> None:
    for draft in DRAFTS:
        assert any(each.startswith(wanted) for each in faults(kind, text, draft)), faults(kind, text, draft)


def test_every_field_has_its_description_from_the_model() -> None:
    def compare(made: dict[str, Any], model: Any) -> int:
        assert list(made["properties"]) == field_names(model)
        count = 0
        for name, field in model.model_fields.items():
            shown = made["properties"].get(field.alias or name)
            if shown is None:
                continue
            assert shown["description"] == field.description, (model, name)
            inner = record_in(field.annotation)
            held = shown.get("items", shown)
            if inner and "properties" in held:
                count += compare(held, inner)
            count += 1
        return count

    assert sum(compare(schema(model), model) for model in MODELS.values()) > 100


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    for name, text in schema_files().items():
        stored = json.loads((REPOSITORY / "schemas" / name).read_text("utf-8"))
        assert stored == json.loads(text), "run `python docs/generate.py`"
