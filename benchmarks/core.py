"""What the core costs a claim: values compared, the standing today, and on whose word it rests.

`python benchmarks/core.py [N]` makes a dossier of N claims in memory and prints microseconds of CPU a claim, the best
of five rounds. It is no test: machines are shared and noisy.
"""

from __future__ import annotations

import random
import sys
import time

from dossier.comparing import comparisons
from dossier.model import Claim, Dossier, Source
from dossier.standing import Standings

KINDS = ("primary", "original-report", "secondary", "aggregator")


def sources(count: int, chance: random.Random) -> dict[str, Source]:
    """Sources of four kinds, a third of which name an earlier one as their origin."""
    made: dict[str, Source] = {}
    for number in range(count):
        origin = [f"s{chance.randrange(number)}"] if number and chance.random() < 0.3 else []
        made[f"s{number}"] = Source.model_validate(
            {
                "id": f"s{number}", "path": f"sources/s{number}.yaml", "title": f"Source {number}",
                "publisher": f"Publisher {number % 97}", "kind": chance.choice(KINDS), "read": "full", "origin": origin,
                "published": f"2026-{chance.randrange(1, 10):02}-{chance.randrange(1, 29):02}",
            }
        )  # fmt: skip
    return made


def claim(number: int, count: int, chance: random.Random) -> Claim:
    """A claim with a value and three items of evidence."""
    value = f"{chance.randrange(10, 9999) / 10} billion parameters"
    evidence = [
        {
            "source": f"s{chance.randrange(count)}", "stance": chance.choice(("supports", "contradicts", "context")),
            "value": f"{chance.randrange(10, 9999) / 10} billion parameters", "says": "so",
        }
        for _ in range(3)
    ]  # fmt: skip
    return Claim.model_validate(
        {
            "id": f"c{number}", "path": f"claims/c{number}.yaml", "statement": "s", "category": "parameters",
            "status": "unverified", "notes": "n", "value": value, "evidence": evidence, "checked": "2026-11-24",
        }
    )  # fmt: skip


def round_of(dossier: Dossier) -> float:
    """Seconds of CPU for one pass over all claims."""
    started = time.process_time()
    standings = Standings(dossier)
    for each in dossier.claims.values():
        list(comparisons(each, dossier))
        standings.now(each)
        standings.cases[each.id].rests_on(standings.today)
    return time.process_time() - started


def main() -> None:
    """Print the cost a claim."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chance = random.Random(1)  # noqa: S311 - the same dossier each time, no secret
    made = {f"c{number}": claim(number, count // 2, chance) for number in range(count)}
    dossier = Dossier(claims=made, sources=sources(count // 2, chance))
    best = min(round_of(dossier) for _ in range(5))
    print(f"{count:,} claims: {best / count * 1e6:.1f} microseconds of CPU a claim")


if __name__ == "__main__":
    main()
