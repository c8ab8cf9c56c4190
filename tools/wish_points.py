"""Learn what each sign in a reply is worth, and write the table by which the inbound function weighs replies.

    PYTHONPATH=tests .venv/bin/python tools/wish_points.py

Run it after a change of the words (`topic_words_*`, `wish_words`, `wish_net_words`), of `reply_signs`, or of the replies
in `tests/world/wishes` that it learns from: `requests`, `ordinary`, `declines`, `traps` and `replies`. It takes about
a minute, and the same files give the same table.

It is a linear support vector machine: of all tables that tell the replies apart, it looks for the one that does so by
most and relies least on any single sign. A plain "no" counts as a request, at half the weight: nobody is harmed if it
waits for a person, and the two are said in much the same words. What was made to mislead is ordinary, at half the
weight, too. A trap that `may_wish` falls into teaches nothing, because a person should read it. Of the signs that it
knows from often enough, it keeps those that are worth most, and learns once more from them alone.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from outreach.domain.inbound.reply_signs import shown_by
from outreach.domain.inbound.unsubscribe_request import sentences_of
from world.wishes import Reply, learned_from

TABLE = Path(__file__).parents[1] / "layers/core/outreach/domain/inbound/wish_points.py"
HEAD = '''"""What each sign in a reply is worth: more than nothing if people who want no more mails show it.

Written by `tools/wish_points.py`. The first column is in thousandths.
"""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

WORTH: dict[int, str] = {
'''
OFTEN, OFTEN_IN_PAIRS = 3, 8
"""How many replies must show a sign."""
KEPT = 6000
ROUNDS = 40
MOST_FOR_ONE = 0.01
"""How much one reply may move a sign. The less, the less the table relies on single signs."""
BASE = "every-reply"
LONGEST_LINE = 110
WEIGHTS = {"request": 1.0, "ordinary": 1.0, "decline": 0.5, "trap": 0.5}
HELD = {"request", "decline"}


@dataclass(frozen=True, slots=True)
class Example:
    """What a reply shows, and whether it is held."""

    shown: Mapping[str, float]
    held: bool
    weight: float


def examples_of(replies: Sequence[Reply]) -> list[Example]:
    """Return what is to be learned. Signs that few replies show are left out."""
    shown = [shown_by(sentences_of(reply.text)) for reply in replies]
    counted = Counter(sign for signs in shown for sign in signs)
    known = {sign for sign, count in counted.items() if count >= (OFTEN_IN_PAIRS if "+" in sign else OFTEN)}
    return [
        Example(_only(signs, known), reply.kind in HELD, WEIGHTS[reply.kind])
        for reply, signs in zip(replies, shown, strict=True)
        if signs and not (reply.kind == "trap" and "may-wish" in signs)
    ]


def _only(shown: Mapping[str, float], signs: AbstractSet[str]) -> Mapping[str, float]:
    return {BASE: 1.0, **{sign: much for sign, much in shown.items() if sign in signs}}


def learned(examples: Sequence[Example]) -> Mapping[str, float]:
    """Return the worth of each sign, found reply by reply (dual coordinate descent)."""
    worth: dict[str, float] = defaultdict(float)
    mixed = _mixed(examples)
    pulls = [0.0] * len(mixed)
    sizes = [sum(much * much for much in example.shown.values()) for example in mixed]
    for _ in range(ROUNDS):
        for place, example in enumerate(mixed):
            side = 1 if example.held else -1
            missing = 1 - side * sum(worth[sign] * much for sign, much in example.shown.items())
            pull = min(max(pulls[place] + missing / sizes[place], 0.0), MOST_FOR_ONE * example.weight)
            step, pulls[place] = side * (pull - pulls[place]), pull
            if step:
                for sign, much in example.shown.items():
                    worth[sign] += step * much
    return worth


def _mixed(examples: Sequence[Example]) -> Sequence[Example]:
    """Return the examples in an order in which neighbours are of different files."""
    step = 997
    return [examples[place * step % len(examples)] for place in range(len(examples))]


def best_of(examples: Sequence[Example], worth: Mapping[str, float]) -> list[Example]:
    """Return the examples with no signs but those that are worth most."""
    order = sorted(worth, key=lambda sign: (-abs(worth[sign]), sign))
    kept: AbstractSet[str] = {BASE, *order[:KEPT]}
    return [Example(_only(each.shown, kept), each.held, each.weight) for each in examples]


def points(replies: Sequence[Reply]) -> dict[str, int]:
    """Return the worth of the signs in thousandths."""
    examples = examples_of(replies)
    worth = learned(best_of(examples, learned(examples)))
    return {sign: thousandths for sign, each in worth.items() if (thousandths := round(1000 * each))}


def written(table: Mapping[str, int]) -> str:
    """Return the table as the module that holds it."""
    by_worth: dict[int, list[str]] = {}
    for sign, worth in sorted(table.items()):
        by_worth.setdefault(worth, []).append(sign)
    lines = [_row(worth, signs) for worth, signs in sorted(by_worth.items(), reverse=True)]
    return f"{HEAD}{chr(10).join(lines)}\n}}\n"


def _row(worth: int, signs: Sequence[str]) -> str:
    row = f'    {worth}: "{" ".join(signs)}",'
    if len(row) <= LONGEST_LINE:
        return row
    lines, line = [], ""
    for sign in signs:
        if len(line) + len(sign) > LONGEST_LINE - 20:
            lines.append(line)
            line = ""
        line += f"{sign} "
    lines.append(line.rstrip())
    whole = " ".join(signs)
    if len(whole) <= LONGEST_LINE - 10:
        lines = [whole]
    return f"    {worth}: (\n" + "".join(f'        "{each}"\n' for each in lines) + "    ),"


if __name__ == "__main__":
    TABLE.write_text(written(points(learned_from())), "utf-8")
