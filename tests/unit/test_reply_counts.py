"""The replies of a run in figures."""

from datetime import timedelta

from outreach.domain.ids import LeadId
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reply import Label, Reply
from outreach.domain.reply_counts import ReplyCounts, count_replies
from world.builders import NOON


def a_reply(lead: str, kind: MailKind = MailKind.HUMAN, label: Label | None = None, hours: int = 0) -> Reply:
    at = NOON + timedelta(hours=hours)
    return Reply(f"{lead}{hours}", "", kind, "", at, lead_id=LeadId(lead), label=label)


def test_people_are_counted_once_and_machines_are_no_people() -> None:
    found = count_replies(
        [a_reply("ann"), a_reply("ann", hours=1), a_reply("ben", MailKind.OUT_OF_OFFICE), a_reply("cleo")]
    )

    assert found.people == 2
    assert found.kinds == {MailKind.HUMAN: 3, MailKind.OUT_OF_OFFICE: 1}
    assert count_replies([]) == ReplyCounts()


def test_each_kind_that_a_person_writes_counts() -> None:
    kinds = (MailKind.HUMAN, MailKind.UNSUBSCRIBE, MailKind.POSSIBLE_UNSUBSCRIBE)

    assert [count_replies([a_reply("ann", kind)]).people for kind in MailKind] == [
        int(kind in kinds) for kind in MailKind
    ]


def test_what_waits_is_a_possible_unsubscribe_without_a_label() -> None:
    possible = MailKind.POSSIBLE_UNSUBSCRIBE
    found = count_replies(
        [
            a_reply("ann", possible),
            a_reply("ben", possible, Label.NO),
            a_reply("cleo"),
            a_reply("dora", possible),
        ]
    )

    assert found.waiting == 2


def test_the_latest_reply_that_has_a_label_says_what_its_writer_is() -> None:
    replies = [
        a_reply("ann", label=Label.LATER, hours=2),
        a_reply("ann", label=Label.INTERESTED, hours=5),
        a_reply("ann", label=Label.NO, hours=3),
        a_reply("ann", hours=9),
        a_reply("ben", label=Label.NO),
    ]

    for order in (replies, replies[::-1]):
        assert count_replies(order).labels == {Label.INTERESTED: 1, Label.NO: 1}


def test_of_two_labels_of_one_moment_the_later_in_the_list_counts() -> None:
    replies = [a_reply("ann", label=Label.LATER), a_reply("ann", label=Label.NO)]

    assert count_replies(replies).labels == {Label.NO: 1}
