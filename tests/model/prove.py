"""Search the models as far as a few minutes allow. The exit code is 1 if a promise breaks.

.venv/bin/python tests/model/prove.py          what `make test` searches, and the next sizes (three minutes)
.venv/bin/python tests/model/prove.py --full   also three consumers with a late copy (two minutes more, 2 GB)
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))
from model import company, days, protocol, together
from model.days import Limits
from model.search import Found, Model, search
from model.test_limits import BROKEN_COMPANY, BROKEN_DAYS
from model.test_together import BROKEN as BROKEN_TOGETHER
from model.together import Rule

SIZES = (
    protocol.Bounds(2, 1, 1),
    protocol.Bounds(2, 2, 1),
    protocol.Bounds(2, 1, 2),
    protocol.Bounds(3, 1, 0),
    protocol.Bounds(3, 0, 1),
)
LARGEST = (protocol.Bounds(3, 1, 1),)
TOGETHER = (
    together.Bounds(late=0),
    together.Bounds(),
    *(
        together.Bounds(rule, steps=2, attempts=0, late=0, orders=True)
        for rule in (Rule.FIRST, Rule.PRIORITY)
    ),
    together.Bounds(Rule.FIRST),
)
OF_A_RUN = (
    *(days.Bounds(limits) for limits in (Limits(run=2), Limits(week=2), Limits(start=1))),
    days.Bounds(Limits(2, week=2, run=3, start=1), late=0, days=days.DAYS),
)
OF_A_COMPANY = (company.Bounds(), company.Bounds(people=3, most=2, late=0))


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the report of this program


def models(*, full: bool) -> Iterator[tuple[str, Model[Any]]]:
    """List what is searched, each with its bounds in words."""
    for bounds in SIZES + LARGEST * full:
        words = f"{bounds.consumers} consumers, due again {bounds.attempts}, late copies {bounds.late}"
        yield f"one lead: {words}", protocol.Protocol(bounds=bounds)
    for each in TOGETHER:
        words = f"{each.rule}, steps {each.steps}, due again {each.attempts}, late takes {each.late}"
        more = ", orders" if each.orders else ""
        yield f"two campaigns: {words}{more}, time {each.horizon}", together.Together(bounds=each)
    for run in OF_A_RUN:
        limits = run.limits
        words = f"day {limits.day}, week {limits.week}, run {limits.run}, ramp {limits.start}"
        yield f"a run: {words}, days {run.days}, late {run.late}", days.DaysOfARun(bounds=run)
    for one in OF_A_COMPANY:
        words = f"people {one.people}, at most {one.most}, late writes {one.late}"
        yield f"a company: {words}", company.OneCompany(bounds=one)


def without_guards() -> Iterator[tuple[str, Found]]:
    """Search for the shortest trace that breaks each model without each guard."""
    for variant in protocol.Variant:
        if variant is not protocol.Variant.OURS:
            yield variant, search(protocol.Protocol(variant))
    for other, (bounds, _, _) in BROKEN_TOGETHER.items():
        yield other, search(together.Together(other, bounds))
    for of_run, (in_days, _, _) in BROKEN_DAYS.items():
        yield of_run, search(days.DaysOfARun(of_run, in_days))
    for of_company in BROKEN_COMPANY:
        yield of_company, search(company.OneCompany(of_company))


def main(*, full: bool) -> int:
    """Print what was searched, and the shortest trace that breaks a model without each guard."""
    broken = 0
    say(f"{'':<76}      states       steps  depth  seconds  broken")
    for what, model in models(full=full):
        began = time.monotonic()
        found = search(model)
        broken += found.broken is not None
        say(
            f"{what:<76}  {found.states:10,}  {found.steps:10,}  {found.depth:5}  {time.monotonic() - began:7.1f}"
            f"  {found.broken.promise if found.broken else '-'}",
        )
    for variant, found in without_guards():
        if found.broken is None:
            broken += 1
            say(f"\n{variant}: nothing breaks, so nobody needs this guard, or the model does not know it")
        else:
            say(f"\n{variant}: {found.broken.promise}, in {len(found.broken.trace)} steps")
            say("  " + ", ".join(map(str, found.broken.trace)))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(full="--full" in sys.argv))
