"""What a touch keeps of its last look."""

from dataclasses import replace
from typing import Any

import pytest

from outreach.domain.control import KillSwitch, SenderState, SwitchReading
from outreach.domain.eligibility import Standing
from outreach.domain.ids import ClaimId, Domain
from outreach.domain.reasons import Reason
from outreach.domain.row_version import RowVersion, mark_of
from outreach.domain.seen import Counted, Seen, Turn
from outreach.domain.suppression import MAX_CHANGES, ChangeKind, DomainRow, Hold, RowChange
from world.builders import (
    MINUTE,
    NOON,
    a_control,
    a_lead,
    a_message,
    a_recipient_row,
    a_run,
    an_enrollment,
    an_order,
)
from world.older_rows import older_texts

ME = ClaimId("me")
EVERYTHING = Seen(
    RowVersion(2, "a"),
    RowVersion(1, "b"),
    RowVersion(7, "c"),
    RowVersion(),
    (RowVersion(), RowVersion(3, "d")),
)


@pytest.mark.parametrize(
    "seen",
    [
        EVERYTHING,
        Seen(),
        Seen(complete=False),
        Seen(claimed=False),
        Seen(stopped=True),
        Seen(domains=(RowVersion(),)),
        Seen(switch=RowVersion(1, "x")),
        Seen(senders=RowVersion(3, "y")),
        replace(EVERYTHING, person=Turn(NOON)),
        replace(EVERYTHING, person=Turn(NOON, NOON - MINUTE)),
        replace(EVERYTHING, person=Turn(NOON, own_sequence=True)),
        replace(EVERYTHING, company=Counted("2026-W48", 2)),
        Seen(person=Turn(NOON, NOON - MINUTE, own_sequence=True), company=Counted("2026-W48", 2)),
    ],
)
def test_what_is_stored_is_read_again(seen: Seen) -> None:
    assert Seen.parse(seen.texts()) == seen


def test_a_turn_is_written_as_its_times_and_whose_sequence_it_was() -> None:
    assert str(Turn(NOON)) == "2026-11-23T12:00:00+00:00"
    assert str(Turn(NOON, NOON - MINUTE)) == "2026-11-23T12:00:00+00:00 2026-11-23T11:59:00+00:00"
    assert str(Turn(NOON, own_sequence=True)) == "2026-11-23T12:00:00+00:00 own-sequence"


def test_a_look_that_saw_neither_person_nor_company_stores_neither() -> None:
    assert EVERYTHING.texts().keys() == {"rows"}


def test_nothing_readable_about_a_person_is_kept() -> None:
    assert EVERYTHING.texts() == {"rows": "2@a 1@b 7@c 0 0 3@d"}


def test_rows_are_one_text_only_if_nothing_is_missing() -> None:
    rows = {"run": "2@a", "control": "1@b", "switch": "7@c", "recipient": "0", "domains": "0 3@d"}
    assert replace(EVERYTHING, claimed=False).texts() == rows
    for name in rows:
        nothing: Any = () if name == "domains" else None
        left = {other: text for other, text in rows.items() if other != name}
        assert replace(EVERYTHING, **{name: nothing}).texts() == left | {"claim": "own"}


def test_what_an_older_program_stored_is_read_as_the_same() -> None:
    for seen in (
        EVERYTHING,
        replace(EVERYTHING, claimed=False, complete=False),
        replace(EVERYTHING, run=None),
    ):
        assert Seen.parse(older_texts(seen)) == seen
    assert older_texts(EVERYTHING) == {
        "run": "2@a",
        "control": "1@b",
        "switch": "7@c",
        "recipient": "0",
        "domains": "0 3@d",
        "claim": "own",
    }


def test_what_was_not_found_is_not_stored() -> None:
    assert Seen(complete=False, claimed=False).texts() == {"unread": "yes"}


def test_a_touch_grows_by_little() -> None:
    """Names and values of the record, with marks as long as they are in a table: what the item pays for."""
    mark, token = mark_of(NOON), "0123456789abcdef"
    version = RowVersion(12, mark)
    seen = Seen(version, version, version, RowVersion(1, token), (RowVersion(), RowVersion(1, token)))
    assert len(str(seen.texts())) < 150


def test_a_look_that_found_nothing_has_seen_nothing() -> None:
    question = a_message(an_enrollment(a_lead("ann", domains=("a.example", "b.example")))).question
    standing = Standing(None, None, None, (), complete=False)
    seen = standing.seen(question, SwitchReading(KillSwitch.UNREADABLE), ME, NOON)
    assert seen == Seen(domains=(RowVersion(), RowVersion()), complete=False, claimed=False)


def test_a_domain_keeps_its_place_also_if_only_another_has_a_row() -> None:
    message = a_message(an_enrollment(a_lead("ann", domains=("mail.acme.example", "acme.example"))))
    row = DomainRow(message.domains[1], changes=(RowChange.given(an_order(version="v")),))
    standing = Standing(a_control(), a_run(), a_recipient_row(), (row,), complete=True, claim=ME)
    seen = standing.seen(message.question, SwitchReading(KillSwitch.OFF, RowVersion(1)), ME, NOON)
    assert seen.domains == (RowVersion(), RowVersion(1, "v"))
    assert (seen.complete, seen.claimed) == (True, True)


def test_each_row_that_was_found_is_seen_in_its_version() -> None:
    message = a_message(an_enrollment(a_lead("ann")))
    changes = (RowChange.given(an_order(version="v")), RowChange.lifted("*", Reason.UNSUBSCRIBED, "v"))
    standing = Standing(
        control=a_control(version=4),
        run=a_run(version=5, senders=(SenderState("anna@us.example", None, NOON, "olga", 7),)),
        recipient=a_recipient_row(changes=changes),
        domains=(),
        complete=True,
        claim=ME,
    )
    seen = standing.seen(message.question, SwitchReading(KillSwitch.OFF, RowVersion(6, "s")), ME, NOON)
    assert seen == Seen(
        run=RowVersion(5, mark_of(a_run().changed_at)),
        control=RowVersion(4, mark_of(a_control().changed_at)),
        switch=RowVersion(6, "s"),
        recipient=RowVersion(2, "v"),
        domains=(RowVersion(),),
        senders=RowVersion(7, mark_of(NOON)),
    )


def test_a_hold_is_a_change_with_its_end_as_its_mark() -> None:
    assert RowChange.held("*", Hold(NOON, "reply")) == RowChange(
        ChangeKind.HELD, "*", mark_of(NOON), source="reply", at=NOON
    )


def test_marks_tell_the_microsecond() -> None:
    assert mark_of(NOON) == "660f055503000"
    assert mark_of(NOON) != mark_of(NOON + MINUTE / 60_000_000)
    assert mark_of(NOON) == mark_of(NOON.astimezone())


def test_an_order_is_given_and_lifted_in_changes_with_its_own_mark() -> None:
    order = an_order(version="v")
    given, lifted = RowChange.given(order), RowChange.lifted(order.scope, order.reason, "w")
    assert (given.kind, given.mark, given.at) == (ChangeKind.GIVEN, "v", order.at)
    assert (lifted.kind, lifted.mark, lifted.at) == (ChangeKind.LIFTED, "w", None)
    row = a_recipient_row(changes=(given, lifted))
    assert (row.version, DomainRow(Domain("acme.example"), changes=(given, lifted)).version) == (
        RowVersion(2, "w"),
        RowVersion(2, "w"),
    )


def test_a_row_keeps_two_hundred_changes() -> None:
    """Enough for everybody, and 40 KB at most."""
    assert MAX_CHANGES == 200


def test_how_a_row_came_to_be_does_not_make_it_another() -> None:
    changes = (RowChange.given(an_order()),)
    assert a_recipient_row(changes=changes) == a_recipient_row()
    assert DomainRow(Domain("acme.example"), changes=changes) == DomainRow(Domain("acme.example"))
    assert (a_run(version=2), a_control(version=2)) == (a_run(), a_control())


def test_a_control_row_has_not_counted_at_first() -> None:
    assert (a_run().version, a_control().version) == (0, 0)
