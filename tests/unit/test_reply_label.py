"""Which label a reply may get, after the one that it has: the whole table."""

from itertools import product

import pytest

from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reply import Label, Reply
from outreach.domain.reply_label import Unfit, unfit
from world.builders import NOON

WRITTEN = (MailKind.HUMAN, MailKind.OUT_OF_OFFICE, MailKind.AUTOMATIC)
MACHINES = (
    MailKind.BOUNCE,
    MailKind.DELAY,
    MailKind.SUCCESS,
    MailKind.COMPLAINT,
    MailKind.OWN_COPY,
    MailKind.UNREADABLE,
)
OTHERS = [label for label in Label if label is not Label.UNSUBSCRIBE]


def a_reply(kind: MailKind, label: Label | None = None) -> Reply:
    return Reply("m1", "mail/m1", kind, "", NOON, label=label)


def test_each_kind_is_in_the_table() -> None:
    assert {*WRITTEN, *MACHINES, MailKind.UNSUBSCRIBE, MailKind.POSSIBLE_UNSUBSCRIBE} == set(MailKind)


@pytest.mark.parametrize(("kind", "label"), [*product(MACHINES, Label)])
def test_what_nobody_wrote_gets_none(kind: MailKind, label: Label) -> None:
    assert unfit(a_reply(kind), label) is Unfit.NO_REPLY


@pytest.mark.parametrize(("standing", "label"), [*product([None, *OTHERS], Label)])
def test_what_may_be_a_request_gets_each_while_it_is_labelled_as_none(
    standing: Label | None, label: Label
) -> None:
    assert unfit(a_reply(MailKind.POSSIBLE_UNSUBSCRIBE, standing), label) is None


@pytest.mark.parametrize(
    ("kind", "label"),
    [*product((*WRITTEN, MailKind.UNSUBSCRIBE, MailKind.POSSIBLE_UNSUBSCRIBE), OTHERS)],
)
def test_after_unsubscribe_there_is_no_other(kind: MailKind, label: Label) -> None:
    assert unfit(a_reply(kind, Label.UNSUBSCRIBE), label) is Unfit.UNSUBSCRIBED
    assert unfit(a_reply(kind, Label.UNSUBSCRIBE), Label.UNSUBSCRIBE) is None


@pytest.mark.parametrize(("kind", "label"), [*product((*WRITTEN, MailKind.UNSUBSCRIBE), Label)])
def test_only_what_waited_for_it_was_no_request(kind: MailKind, label: Label) -> None:
    wanted = None
    if label is Label.NOT_UNSUBSCRIBE:
        wanted = Unfit.REQUESTED if kind is MailKind.UNSUBSCRIBE else Unfit.NOT_ASKED
    assert unfit(a_reply(kind), label) is wanted
