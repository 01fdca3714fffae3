"""What each export costs, as a share of rendering the whole site: `python benchmarks/exports.py [N | FOLDER]`.

N makes a dossier of that many claims in memory's folder, FOLDER takes the one there; without either it is this
repository's own. It is no test: machines are shared and noisy, so only ratios of one run say anything.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dossiers import write_dossier

from dossier.build import check_project
from dossier.environment import template_folders
from dossier.export import FORMATS, claim_review
from dossier.render import Renderer


def cost(work: Callable[[], object]) -> float:
    """The CPU seconds that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main(root: Path) -> None:
    """Print the table."""
    dossier = check_project(root).dossier
    base = "https://example.org"
    whole = cost(lambda: list(Renderer(dossier, template_folders(root), base).pages()))
    edition = Renderer(dossier, template_folders(root), base).edition
    edition.standings.cases  # noqa: B018 - what every page needs is not the exports' cost
    costs = {"claims/ID.json": cost(lambda: edition.claims)}
    costs |= {each.name: cost(lambda each=each: list(each.pages(edition))) for each in FORMATS}  # type: ignore[misc]
    costs["ClaimReview"] = cost(lambda: [claim_review(claim, edition) for claim in dossier.claims.values()])
    print(f"{len(dossier.claims):,} claims, {len(dossier.sources):,} sources; rendering {whole:.2f} s\n")
    print("| export | ms a claim | share of rendering |\n|---|---|---|")
    for name, seconds in costs.items():
        print(f"| {name} | {seconds / len(dossier.claims) * 1000:.3f} | {seconds / whole:.1%} |")
    rest = sum(costs.values()) - costs["xlsx"]
    print(f"| all but xlsx | {rest / len(dossier.claims) * 1000:.3f} | {rest / whole:.1%} |")


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parent.parent)
    if given.isdigit():
        with tempfile.TemporaryDirectory() as folder:
            write_dossier(int(given), Path(folder))
            main(Path(folder))
    else:
        main(Path(given))
