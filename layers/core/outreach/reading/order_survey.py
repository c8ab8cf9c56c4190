"""Looks at every cell of a file before anything is written, and asks about what may be an order and is not understood.

What it keeps does not grow with the file: a few examples per column, and counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from outreach.errors import BadFile
from outreach.reading.csv_table import Row
from outreach.reading.header_mapping import FIELDS, Columns
from outreach.reading.map_option import map_option
from outreach.reading.order_columns import MAY, MAY_SAY_A_STATE, Kind, Verdict
from outreach.reading.order_signs import Says, what_it_says, words_of
from outreach.services.operator.import_rows import ColumnUse, Use

EXAMPLES = 2
_VALUES = 3
_LINES = 3
_SHOWN = 40
_STATES = 8
"""A column with more different words than these is no list of states."""
_WORDS_OF_A_STATE = 3
_ASKED_ANYWAY = frozenset({Says.FORBIDS, Says.MENTIONS, Says.REFUSES, Says.DOUBT, Says.ENDED})
_POSITIVE = frozenset({Says.YES, Says.PERMITS, Says.DATE})
_NEGATIVE = frozenset({Says.NO, Says.FORBIDS, Says.REFUSES})


@dataclass(slots=True)
class _Asked:
    """A value that a person must explain."""

    rows: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class ColumnLook:
    """What was seen in one column."""

    examples: list[str] = field(default_factory=list)
    asked: dict[str, _Asked] = field(default_factory=dict)
    asked_anyway: dict[str, _Asked] = field(default_factory=dict)
    """Those that are asked about whatever else the column says: `cancelled`, and not `no`."""
    states: dict[str, _Asked] = field(default_factory=dict)
    """Short texts that are not understood. Beside answers they are answers, too: `quit` beside `active`."""
    more_values: bool = False
    positive: int = 0
    negative: int = 0
    otherwise: int = 0
    empty: int = 0
    empty_lines: list[int] = field(default_factory=list)

    def take(self, kind: Kind, line: int, cell: str, *, asks: bool, settled: bool) -> None:
        """Count one cell. `settled`: a person has said what its value is, or the row has an order anyway."""
        if not cell:
            self._leave_empty(line)
            return
        if len(self.examples) < EXAMPLES and (shown := cell[:_SHOWN]) not in self.examples:
            self.examples.append(shown)
        if kind in _COUNTED:
            self._count(kind, cell, line, settled=settled)
        if asks:
            self._ask(self.asked, cell, line)
            if kind in MAY and what_it_says(cell) in _ASKED_ANYWAY:
                self._ask(self.asked_anyway, cell, line)

    def _leave_empty(self, line: int) -> None:
        self.empty += 1
        if len(self.empty_lines) < _LINES:
            self.empty_lines.append(line)

    def _count(self, kind: Kind, cell: str, line: int, *, settled: bool) -> None:
        says = Says.OTHER if "@" in cell else what_it_says(cell)
        if says is Says.EMPTY:
            self._leave_empty(line)
        if says in _POSITIVE:
            self.positive += 1
        elif says in _NEGATIVE or (says is Says.NEVER and kind is Kind.MAY_CHOOSE):
            self.negative += 1
        if kind in MAY_SAY_A_STATE and says is Says.OTHER and self._may_be_a_state(cell):
            if not settled:
                self._note(self.states, cell, line)
        elif says in {Says.OTHER, Says.DATE}:
            self.otherwise += 1

    def _may_be_a_state(self, cell: str) -> bool:
        """Whether a text that is not understood could be one of a few states: `quit`, and not `Q3 webinar`."""
        short = 0 < len(words_of(cell)) <= _WORDS_OF_A_STATE
        few = cell in self.states or len(self.states) < _STATES
        return short and few and not any(character.isdigit() or character == "@" for character in cell)

    def _ask(self, about: dict[str, _Asked], value: str, line: int) -> None:
        if value not in about and len(about) == _VALUES:
            self.more_values = True
            return
        self._note(about, value, line)

    def _note(self, about: dict[str, _Asked], value: str, line: int) -> None:
        asked = about.setdefault(value, _Asked())
        asked.rows += 1
        if len(asked.lines) < _LINES:
            asked.lines.append(line)

    def doubts(self, kind: Kind) -> Mapping[str, _Asked]:
        """Return the values of such a column that a person must explain."""
        if kind not in MAY:
            return self.asked
        if self.says_more or (self.states and not self.positive and not self.negative):
            return self.asked_anyway
        return self.states | self.asked

    @property
    def says_more(self) -> bool:
        """Whether the column holds texts that are no answers."""
        return self.otherwise > 0


_COUNTED = MAY | {Kind.PERMITS}
_ASKS_WITHOUT_WORDS = MAY | {Kind.LOOKS_LIKE_IT}
_WHERE_SILENCE_MAY_MEAN_NO = frozenset({Kind.PERMITS, Kind.MAY_PERMIT})


def survey(name: str, rows: Iterable[Row], columns: Columns) -> tuple[list[ColumnLook], list[BadFile]]:
    """Look at every row; return what was seen in each column, and what a person must say before anything is written."""
    looks = [ColumnLook() for _ in columns.header]
    for row in rows:
        cells = [row.cells[position] if position < len(row.cells) else "" for position in range(len(looks))]
        verdicts = [columns.verdict(position, cell) for position, cell in enumerate(cells)]
        # Whoever has an order needs no question: a note on why would be one.
        ordered = Verdict.ORDER in verdicts
        for position, look in enumerate(looks):
            asks = verdicts[position] is Verdict.ASK and not ordered
            settled = ordered or columns.is_told(position, cells[position])
            look.take(columns.kinds[position], row.line, cells[position], asks=asks, settled=settled)
    problems = [
        BadFile(name, problem, remedy=remedy)
        for position, look in enumerate(looks)
        for problem, remedy in _doubts(columns.shown(position), columns.kinds[position], look)
    ]
    return looks, problems


def column_uses(columns: Columns, looks: Sequence[ColumnLook]) -> tuple[ColumnUse, ...]:
    """Return what becomes of each column, with the examples that were seen."""
    return tuple(
        ColumnUse(
            columns.shown(position), _use(columns, position), columns.fields[position], tuple(look.examples)
        )
        for position, look in enumerate(looks)
    )


def _use(columns: Columns, position: int) -> Use:
    kind, filled = columns.kinds[position], columns.fields[position]
    if filled is None:
        return Use.IGNORED
    if kind in _USES:
        return _USES[kind]
    if position in columns.answers or kind in _WITH_WORDS:
        return Use.STATUS
    return Use.FIELD if filled in FIELDS else Use.DATA


_USES = {
    Kind.FORBIDS: Use.ORDERS,
    Kind.DNC: Use.ORDERS,
    Kind.PERMITS: Use.ORDERS_IF_NO,
    Kind.DNC_UNLESS: Use.ORDERS_UNLESS_YES,
}
_WITH_WORDS = frozenset({Kind.STATUS, Kind.ANSWERS, Kind.VERIFIED})


def _doubts(column: str, kind: Kind, look: ColumnLook) -> Iterator[tuple[str, str]]:
    asked = look.doubts(kind)
    if asked:
        yield _asks(column, kind, look, asked)
    elif (
        kind in _WHERE_SILENCE_MAY_MEAN_NO
        and not (kind in MAY and look.says_more)
        and look.positive
        and look.empty
        and not look.negative
    ):
        yes, nothing = _rows(look.positive), f"{_rows(look.empty)} ({_lines(look.empty_lines)})"
        problem = f'column "{column}" says yes in {yes} and nothing in {nothing}: nothing may mean no'
        yield problem, f"say what it is: {_choices(column)}"


def _asks(column: str, kind: Kind, look: ColumnLook, asked: Mapping[str, _Asked]) -> tuple[str, str]:
    shown = dict(list(asked.items())[:_VALUES])
    said = ", ".join(f'"{_cut(value)}" in {_lines(one.lines)}' for value, one in shown.items())
    left_out = look.more_values or shown != asked or any(one.rows > _LINES for one in shown.values())
    more = " and more" if left_out else ""
    problem = f'column "{column}" may say who must not be written to, and is not understood: {said}{more}'
    if kind in _ASKS_WITHOUT_WORDS:
        return problem, f"say what it is: {_choices(column)}"
    value = next(iter(asked))
    return problem, (
        f"say what each value is, {map_option(column, value, 'dnc')} or {map_option(column, value, 'ignore')}, or what "
        f"the column is: {_choices(column)}"
    )


def _choices(column: str) -> str:
    return (
        f"{map_option(column, 'dnc')} (an order where it says anything but no), {map_option(column, 'dnc-unless')} (an "
        f"order where it does not say yes) or {map_option(column, 'ignore')}"
    )


def _cut(value: str) -> str:
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}..."


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _lines(lines: list[int]) -> str:
    return f"line{'' if len(lines) == 1 else 's'} {', '.join(map(str, lines))}"
