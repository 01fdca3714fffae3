"""The files of a new dossier: an example that passes, and what an editor and GitHub need to work with it."""

from __future__ import annotations

import json
from typing import Final

from dossier.schema import schema_files

_MODELINE: Final = "# yaml-language-server: $schema="
_SETTINGS: Final = f"""\
{_MODELINE}schemas/dossier.json
# Every field: docs/records.md of dossier. All are optional.
title: "An example dossier: how long is the bridge?"
desk:
  name: The example desk
  hand: human   # or machine-assisted, or machine: by what hand the judging is done
"""
_CLAIM: Final = f"""\
{_MODELINE}../schemas/claim.json
# An example, so that the first build shows something. Replace it with a claim of your own: dossier new claim
statement: The bridge is 120 metres long.
category: parameters
status: confirmed
finding: The builder gives 120 metres.
notes: The builder's data sheet was read. (Bridge, builder and data sheet are made up.)
checked: 2026-05-02
evidence:
  - source: data-sheet
    stance: supports
    says: Gives the length in its first table.
"""
_SOURCE: Final = f"""\
{_MODELINE}../schemas/source.json
# An example: there is no such document. Replace it with a source of your own: dossier new source URL
title: Data sheet of the bridge
publisher: Bridge Works
url: https://example.org/data-sheet
published: 2026-04
kind: primary
read: full
"""
_WORKFLOW: Final = """\
# Checks the records on every pull request and push, and publishes the site of the main branch on GitHub Pages.
# Once, in the repository's settings: Pages, Source: GitHub Actions.
name: Publish the dossier
on:
  push:
    branches: [main]
  pull_request:
  workflow_dispatch:
permissions:
  contents: read
env:
  # What pip installs as the tool.@NOTE@
  DOSSIER: @TOOL@
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install "$DOSSIER"
      - run: dossier check --strict
  publish:
    needs: check
    if: github.event_name != 'pull_request'
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pages: write
      id-token: write
    concurrency:
      group: pages
      cancel-in-progress: false
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - uses: actions/configure-pages@v5
        id: pages
      - run: pip install "$DOSSIER"
      - run: dossier build --strict --base-url "$BASE_URL"
        env:
          BASE_URL: ${{ steps.pages.outputs.base_url }}
      - uses: actions/upload-pages-artifact@v3
        with:
          path: site
      - uses: actions/deploy-pages@v4
        id: deployment
"""
_UNKNOWN: Final = """ It was installed from a folder, which GitHub cannot reach: before the first
  # push, make sure that this package is on the index, or give the tool's repository: git+https://..."""
_IGNORED: Final = "/site/\n/site-private/\n/.dossier/\n"
WORKFLOW: Final = ".github/workflows/publish.yml"
"""Where GitHub looks for the workflow."""
SCHEMA_FOLDER: Final = "schemas"
"""Where the JSON Schemas of a dossier lie."""


def schema_paths() -> dict[str, str]:
    """The JSON Schemas by their paths within a dossier."""
    return {f"{SCHEMA_FOLDER}/{name}": text for name, text in schema_files().items()}


def starter_files(tool: str, *, reachable: bool) -> dict[str, str]:
    """Every file of a new dossier by its path.

    `tool` is what pip installs as this tool, and `reachable` whether somebody else's machine surely finds it there.
    """
    schemas = {
        f"./{SCHEMA_FOLDER}/claim.json": "claims/**/*.yaml",
        f"./{SCHEMA_FOLDER}/source.json": "sources/**/*.yaml",
        f"./{SCHEMA_FOLDER}/article.json": "article.yaml",
        f"./{SCHEMA_FOLDER}/dossier.json": "dossier.yaml",
    }
    workflow = _WORKFLOW.replace("@NOTE@", "" if reachable else _UNKNOWN).replace("@TOOL@", json.dumps(tool))
    return {
        "dossier.yaml": _SETTINGS,
        "claims/length.yaml": _CLAIM,
        "sources/data-sheet.yaml": _SOURCE,
        ".gitignore": _IGNORED,
        ".vscode/settings.json": json.dumps({"yaml.schemas": schemas}, indent=2) + "\n",
        ".vscode/extensions.json": json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n",
        WORKFLOW: workflow,
        **schema_paths(),
    }
