"""Search the model as far as a few minutes allow. The exit code is 1 if a promise breaks.

.venv/bin/python tests/model/prove.py          what `make test` searches, and the next sizes (half a minute)
.venv/bin/python tests/model/prove.py --full   also three consumers with a late copy (two minutes, 2 GB)
"""

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
from model.protocol import Bounds, Protocol, Variant
from model.search import search

SIZES = (Bounds(2, 1, 1), Bounds(2, 2, 1), Bounds(2, 1, 2), Bounds(3, 1, 0), Bounds(3, 0, 1))
LARGEST = (Bounds(3, 1, 1),)


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the report of this program


def main(*, full: bool) -> int:
    """Print what was searched, and the shortest trace that breaks the model without each guard."""
    broken = 0
    say("consumers  due again  late copies      states       steps  depth  seconds  broken")
    for bounds in SIZES + LARGEST * full:
        began = time.monotonic()
        found = search(Protocol(bounds=bounds))
        broken += found.broken is not None
        say(
            f"{bounds.consumers:9}  {bounds.attempts:9}  {bounds.late:11}  {found.states:10,}  {found.steps:10,}"
            f"  {found.depth:5}  {time.monotonic() - began:7.1f}  {found.broken.promise if found.broken else '-'}",
        )
    for variant in Variant:
        counterexample = search(Protocol(variant)).broken if variant is not Variant.OURS else None
        if counterexample is not None:
            say(f"\n{variant}: {counterexample.promise}, in {len(counterexample.trace)} steps")
            say("  " + ", ".join(map(str, counterexample.trace)))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(full="--full" in sys.argv))
