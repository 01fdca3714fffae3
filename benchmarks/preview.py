"""How long a change takes until an open page shows it: `python benchmarks/preview.py [ROOT] [N]`.

Copies the records of ROOT, serves the copy, changes one claim N times, and each time waits on the event stream as an
open page does and then fetches the claim's page. Prints the milliseconds of each step, and beside them of a whole
build; and what of them the processor worked, which is what an idle machine would take.
"""

from __future__ import annotations

import http.client
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from dossier.build import build_project
from dossier.serve import Server


def main(root: Path, rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy"
        for name in ("claims", "sources"):
            shutil.copytree(root / name, copy / name)
        for path in root.glob("*.yaml"):
            shutil.copy(path, copy)
        started, worked = time.perf_counter(), time.process_time()
        build_project(copy, Path(scratch) / "site")
        whole, worked = time.perf_counter() - started, time.process_time() - worked
        server = Server(copy, 0, lambda _outcome: None)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        began = time.process_time()
        told, shown = _rounds(server, next((copy / "claims").rglob("*.yaml")), rounds)
        each = (time.process_time() - began) / rounds
        server.shutdown()
        server.server_close()
    print(f"whole build {whole * 1000:.0f} ms, of them work {worked * 1000:.0f}")
    print(f"{rounds} changes: told after {told:.0f} ms, shown after {shown:.0f}, of them work {each * 1000:.0f}")


def _rounds(server: Server, claim: Path, rounds: int) -> tuple[float, float]:
    stream = http.client.HTTPConnection("127.0.0.1", server.server_port)
    stream.request("GET", "/.dossier/events")
    events = stream.getresponse()
    events.readline(), events.readline()
    text = claim.read_text(encoding="utf-8")
    told, shown = [], []
    for number in range(rounds):
        started = time.perf_counter()
        claim.write_text(f"{text}# {number}\n", encoding="utf-8")
        events.readline(), events.readline()
        told.append(time.perf_counter() - started)
        page = http.client.HTTPConnection("127.0.0.1", server.server_port)
        page.request("GET", f"/claims/{claim.stem}.html")
        page.getresponse().read()
        shown.append(time.perf_counter() - started)
    return statistics.median(told) * 1000, statistics.median(shown) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."), int(sys.argv[2]) if len(sys.argv) > 2 else 10)
