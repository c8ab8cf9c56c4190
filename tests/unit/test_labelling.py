"""What a person says of a reply: what follows from it, what must not, and what happens if the command dies half-way."""

from dataclasses import replace

import pytest

from outreach.domain.address import recipient_key
from outreach.domain.ids import RecipientKey
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.domain.reply import Label
from outreach.domain.suppression import Order, RecipientRow
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.services.operator.labelling import Labelling, Left
from outreach.services.operator.recipients import rows_of, united
from outreach.services.operator.reply_search import FoundReply, ReplySearch
from world.builders import CAMPAIGN, DAY, NOON
from world.import_desk import CHANGED
from world.inbound import PEPPERS, InboundWorld
from world.received_mails import LEAD, a_mail_from

MAYBE = "Kein Interesse, bitte löschen"
YES, NO = Label.UNSUBSCRIBE, Label.NOT_UNSUBSCRIBE
UNDECIDED = ("*", "possible_unsubscribe")
REPLIED = (CAMPAIGN, "replied")


@pytest.fixture
def world() -> InboundWorld:
    """A lead whose reply may ask not to be written to again."""
    world = InboundWorld()
    heard(world, "first")
    return world


def heard(world: InboundWorld, mail_id: str) -> None:
    world.hear(a_mail_from(To=world.address, body=MAYBE), f"mail/{mail_id}")


@pytest.fixture
def labelling(world: InboundWorld) -> Labelling:
    return labelling_of(world)


def labelling_of(world: InboundWorld, peppers: Keyring = PEPPERS) -> Labelling:
    return Labelling(
        search_of(world), world.replies, world.enrollments, world.suppressions, peppers, world.clock
    )


def search_of(world: InboundWorld) -> ReplySearch:
    return ReplySearch(world.replies, world.raw_mails, world.enrollments, world.controls)


def waiting(world: InboundWorld) -> list[FoundReply]:
    return search_of(world).waiting()


def test_what_waits_is_listed_with_its_writer(world: InboundWorld) -> None:
    (found,) = waiting(world)

    assert (found.reply.mail_id, found.address, found.reply.new_text) == ("first", LEAD, MAYBE)


def test_an_unsubscribe_holds_everywhere_and_the_question_is_closed(
    world: InboundWorld, labelling: Labelling
) -> None:
    assert labelling.label("first", YES, "olga").left is Left.NOTHING

    assert world.orders == [("*", "unsubscribed"), REPLIED]
    (order, _) = orders(world)
    assert (order.actor, order.source) == ("olga", "reply")
    assert waiting(world) == []


def test_none_lifts_the_question_and_leaves_the_reply(world: InboundWorld, labelling: Labelling) -> None:
    assert labelling.label("first", NO, "olga").left is Left.NOTHING

    assert world.orders == [REPLIED]
    assert waiting(world) == []
    (kept,) = world.replies.rows.values()
    assert (kept.label, kept.labelled_by, kept.labelled_at) == (NO, "olga", world.clock.now())


@pytest.mark.parametrize(("name", "found"), [("f", True), ("first", True), ("", False), ("irst", False)])
def test_the_beginning_of_an_id_is_enough(labelling: Labelling, name: str, found: bool) -> None:
    if found:
        labelling.label(name, NO, "olga")
    else:
        with pytest.raises(RefusedChange, match="no reply has an id that begins"):
            labelling.label(name, NO, "olga")


def test_an_id_that_several_begin_with_is_refused_unless_it_is_one_of_them(
    world: InboundWorld, labelling: Labelling
) -> None:
    heard(world, "first-too")

    with pytest.raises(RefusedChange, match='the ids of 2 replies begin with "fir"'):
        labelling.label("fir", NO, "olga")
    assert labelling.label("first", NO, "olga").found.reply.mail_id == "first"


def test_of_two_people_the_first_one_decides(
    world: InboundWorld, labelling: Labelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    (as_read,) = world.replies.waiting()
    world.replies.label(as_read, NO, "otto", NOON)
    monkeypatch.setattr(world.replies, "waiting", lambda: [as_read])

    with pytest.raises(RefusedChange, match="was labelled not-unsubscribe by otto meanwhile"):
        labelling.label("first", YES, "olga")
    assert world.orders == [UNDECIDED, REPLIED]


def test_a_reply_that_was_kept_while_its_writer_was_forgotten_is_removed_at_the_next_look(
    world: InboundWorld, labelling: Labelling
) -> None:
    """Forgetting did not find it yet. There is nothing to decide: an erased lead gets no mail."""
    (key,) = world.tables.enrollments
    world.enrollments.erase(key)

    assert waiting(world) == []
    assert (world.replies.rows, world.raw_mails.mails, world.replies.waiting_count()) == ({}, {}, 0)
    with pytest.raises(RefusedChange, match="no reply has an id"):
        labelling.label("first", NO, "olga")


def test_a_look_prunes_what_is_listed_and_not_there(
    world: InboundWorld, labelling: Labelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    pruned: list[str] = []
    monkeypatch.setattr(world.replies, "prune", lambda: pruned.append("once"))
    waiting(world)

    assert pruned == ["once"]


def test_what_was_erased_meanwhile_is_refused(
    world: InboundWorld, labelling: Labelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    (as_read,) = world.replies.waiting()
    monkeypatch.setattr(world.replies, "waiting", lambda: [as_read])
    world.replies.erase(as_read)

    with pytest.raises(RefusedChange, match="was erased meanwhile"):
        labelling.label("first", YES, "olga")


@pytest.mark.parametrize("step", ["order_recipient", "lift_recipient", "recipient"])
@pytest.mark.parametrize(("label", "left"), [(YES, [("*", "unsubscribed"), REPLIED]), (NO, [REPLIED])])
def test_a_label_that_died_half_way_is_carried_out_when_it_is_repeated(
    world: InboundWorld,
    labelling: Labelling,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    label: Label,
    left: list[tuple[str, str]],
) -> None:
    def dies(*_: object, **__: object) -> None:
        raise StoreUnavailable

    if (label, step) != (NO, "order_recipient"):
        with monkeypatch.context() as patched:
            patched.setattr(world.suppressions, step, dies)
            with pytest.raises(StoreUnavailable):
                labelling.label("first", label, "olga")
        assert UNDECIDED in world.orders, "nothing is sent meanwhile"
        assert len(waiting(world)) == 1

    labelling.label("first", label, "olga")

    assert world.orders == left
    assert waiting(world) == []


def test_of_two_replies_of_a_person_the_last_label_lifts_the_question(
    world: InboundWorld, labelling: Labelling
) -> None:
    heard(world, "second")

    assert labelling.label("second", NO, "olga").left is Left.WAITING
    assert world.orders == [UNDECIDED, REPLIED]
    assert labelling.label("first", NO, "olga").left is Left.NOTHING
    assert world.orders == [REPLIED]


def test_a_mail_whose_record_is_on_its_way_keeps_its_order(world: InboundWorld, labelling: Labelling) -> None:
    """It gives its order before its record is kept."""
    possible = Order("*", Reason.POSSIBLE_UNSUBSCRIBE, "reply", "lead", NOON)
    world.suppressions.order_recipient(world.lead.recipient, LEAD, possible)

    assert labelling.label("first", NO, "olga").left is Left.ON_ITS_WAY
    assert UNDECIDED in world.orders


def test_a_mail_that_comes_between_the_look_and_the_lift_keeps_its_order(
    world: InboundWorld, labelling: Labelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = world.replies.of_lead

    def meanwhile(*place: object) -> object:
        found = look(*place)  # type: ignore[arg-type]  # passed on as they come
        monkeypatch.setattr(world.replies, "of_lead", look)
        heard(world, "second")
        return found

    monkeypatch.setattr(world.replies, "of_lead", meanwhile)

    assert labelling.label("first", NO, "olga").left is Left.ON_ITS_WAY
    assert UNDECIDED in world.orders
    assert [found.reply.mail_id for found in waiting(world)] == ["second"]


def test_what_an_operator_ordered_for_one_campaign_is_left_alone(
    world: InboundWorld, labelling: Labelling
) -> None:
    own = Order("other", Reason.POSSIBLE_UNSUBSCRIBE, "operator", "otto", NOON)
    world.suppressions.order_recipient(world.lead.recipient, LEAD, own)

    assert labelling.label("first", NO, "olga").left is Left.NOTHING
    assert ("other", "possible_unsubscribe") in world.orders


def test_an_order_without_a_version_belongs_to_no_label(world: InboundWorld, labelling: Labelling) -> None:
    """Two workers may handle one mail at once; then its record may have no version."""
    (place,) = world.replies.rows
    world.replies.rows[place] = replace(world.replies.rows[place], order_version="")

    assert labelling.label("first", NO, "olga").left is Left.ON_ITS_WAY
    assert UNDECIDED in world.orders


def test_the_copy_in_a_row_of_another_pepper_is_lifted_as_well(world: InboundWorld) -> None:
    newer = recipient_key(CHANGED, LEAD)
    world.suppressions.ensure([RecipientRow(newer, LEAD)])
    united(world.suppressions, CHANGED, rows_of(world.suppressions, CHANGED, [LEAD]))

    assert labelling_of(world, CHANGED).label("first", NO, "olga").left is Left.NOTHING

    row = world.suppressions.recipient(newer)
    assert row is not None
    assert [(order.scope, order.reason) for order in row.orders] == [REPLIED]


@pytest.mark.parametrize("label", [Label.INTERESTED, Label.LATER, Label.NO, Label.WRONG_PERSON])
def test_every_label_but_one_says_that_nobody_unsubscribed(
    world: InboundWorld, labelling: Labelling, label: Label
) -> None:
    assert labelling.label("first", label, "olga").left is Left.NOTHING

    assert world.orders == [REPLIED]
    assert waiting(world) == []
    assert [kept.label for kept in world.replies.rows.values()] == [label]


def test_a_label_that_ordered_nothing_may_be_another_one_later(
    world: InboundWorld, labelling: Labelling
) -> None:
    labelling.label("first", Label.INTERESTED, "olga")
    labelling.label("first", Label.LATER, "otto")
    (kept,) = world.replies.rows.values()
    assert (kept.label, kept.labelled_by) == (Label.LATER, "otto")

    labelling.label("first", YES, "otto")
    assert world.orders == [("*", "unsubscribed"), REPLIED]


def test_what_was_labelled_unsubscribe_stays_that(world: InboundWorld, labelling: Labelling) -> None:
    labelling.label("first", YES, "otto")

    with pytest.raises(RefusedChange, match=f"by otto.*suppress remove {LEAD} --reason unsubscribed"):
        labelling.label("first", Label.INTERESTED, "olga")
    assert world.orders == [("*", "unsubscribed"), REPLIED]


def test_a_plain_reply_gets_a_label_and_an_unsubscribe_that_nobody_saw_its_order(world: InboundWorld) -> None:
    plain = InboundWorld()
    plain.hear(a_mail_from(To=plain.address), "mail/plain")
    labelling = labelling_of(plain)

    labelling.label("plain", Label.INTERESTED, "olga")
    assert plain.orders == [REPLIED]
    labelling.label("plain", YES, "olga")
    assert plain.orders == [("*", "unsubscribed"), REPLIED]


def test_a_label_of_another_reply_leaves_the_question(world: InboundWorld, labelling: Labelling) -> None:
    """Only a reply that asked the question can take it back."""
    world.hear(a_mail_from(To=world.address), "mail/plain")

    assert labelling.label("plain", Label.INTERESTED, "olga").left is Left.NOTHING
    assert UNDECIDED in world.orders
    assert len(waiting(world)) == 1


def test_a_mail_that_matched_nobody_gets_no_label(world: InboundWorld, labelling: Labelling) -> None:
    world.hear(
        a_mail_from("stranger@else.example", Return_Path="<stranger@else.example>", reply=False), "mail/odd"
    )

    with pytest.raises(RefusedChange, match="mail odd matched nobody"):
        labelling.label("odd", YES, "olga")


def test_other_campaigns_go_on_within_the_hour_after_a_person_said_no(
    world: InboundWorld, labelling: Labelling
) -> None:
    """In memory one lead is in one campaign: the reply's own order is lifted, to see what the question did."""
    (_, replied) = orders(world)
    world.suppressions.lift_recipient(world.lead.recipient, CAMPAIGN, Reason.REPLIED, version=replied.version)
    domain = world.lead.domains[0]
    (company,) = world.tables.domains[domain].orders
    world.suppressions.lift_domain(domain, CAMPAIGN, Reason.REPLIED, version=company.version)
    world.live_through(20 * DAY, DAY)
    assert len(world.mails_to(world.lead)) == 1
    assert world.enrollment(world.lead).reason is Reason.POSSIBLE_UNSUBSCRIBE

    labelling.label("first", NO, "olga")
    world.live_through(20 * DAY, DAY)

    assert len(world.mails_to(world.lead)) == 3


def orders(world: InboundWorld) -> list[Order]:
    row = world.suppressions.recipient(RecipientKey(world.lead.recipient))
    assert row is not None
    return list(row.orders)
