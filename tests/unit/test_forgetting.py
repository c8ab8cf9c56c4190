"""Who asks to be forgotten leaves nothing clear behind, is never written to, and is not taken in again."""

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from outreach.cli.output import plain
from outreach.domain.address import lead_id, recipient_key, recipient_keys
from outreach.domain.control import KillSwitch, Mode
from outreach.domain.delivery import Fact, Mark
from outreach.domain.eligibility import Send, Skip, Standing, decide
from outreach.domain.enrollment import Enrollment, Lead, State, TouchState
from outreach.domain.erasure import erased
from outreach.domain.ids import CampaignId, RunId, SesMessageId
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.keyring import Keyring
from outreach.domain.outcome import Accepted, Ambiguous
from outreach.domain.reasons import Reason
from outreach.domain.removal import Removal
from outreach.domain.reply import Reply
from outreach.domain.ses_event import TouchName
from outreach.domain.suppression import EVERYWHERE, Order
from outreach.domain.unsubscribe_token import Unsubscription, make_token
from outreach.errors import StoreUnavailable
from outreach.memory.feedback import MemoryDeliveries
from outreach.memory.inbound import MemoryRawMails, MemoryReplies
from outreach.memory.kept_requests import MemoryKeptRequests
from outreach.reading.addresses import parse_address
from outreach.services.operator.forgetting import Forgetting, Forgotten, PersonPorts
from outreach.services.operator.import_rows import LeadRow, RejectedRow
from outreach.services.ports import Claiming
from outreach.services.unsubscribe.unsubscribing import Request, Unsubscribing
from world.builders import CAMPAIGN, DAY, a_campaign, a_fence, a_recipient_row
from world.feedback import FeedbackWorld
from world.import_desk import ImportDesk
from world.memory import KEYRING, World

PEPPERS = Keyring("v1", {"v1": "a pepper that only tests know"})
ZOE = parse_address("zoe@quarkwright.example")
NOBODY = parse_address("nobody@quarkwright.example")
CANARIES = ("zoe", "quarkwright", "Zoë Canary", "Europe/Tallinn")
NOTHING = Forgotten(False, 0, 0, 0, 0, 0, 0)


def the_lead(address=ZOE, campaign_id=CAMPAIGN, peppers=PEPPERS) -> Lead:
    """A lead with the keys that an import gives."""
    return Lead(
        lead_id(peppers, campaign_id, address.text),
        address.text,
        recipient_key(peppers, address.text),
        address.domains,
        {"first_name": "Zoë Canary"},
        "Europe/Tallinn",
    )


def forgetting_in(world: World, peppers: Keyring = PEPPERS, **ports) -> Forgetting:
    given = PersonPorts(
        suppressions=world.suppressions,
        campaigns=world.campaigns,
        controls=world.controls,
        audience=world.audience,
        enrollments=world.enrollments,
        proof_mails=world.proof_mails,
        persons=world.persons,
        companies=world.companies,
        deliveries=MemoryDeliveries(world.tables),
        replies=MemoryReplies(),
        raw_mails=MemoryRawMails(),
        clock=world.clock,
    )
    return Forgetting(replace(given, **ports), peppers)


def clear_traces(world: World) -> set[str]:
    """Search everything that the two tables hold."""
    tables = world.tables
    held = [
        [plain(one) for one in tables.enrollments.values()],
        [plain(one) for one in tables.audience.values()],
        [plain(one) for one in tables.recipients.values()],
        [plain(one) for one in tables.proof_mails],
        [plain(one) for one in tables.deliveries.values()],
    ]
    text = json.dumps(held, ensure_ascii=False, default=str)
    return {canary for canary in CANARIES if canary in text}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def forgetting(world: World) -> Forgetting:
    return forgetting_in(world)


class TestForgetting:
    def test_nothing_clear_is_left_in_any_campaign_and_run(self, world, forgetting):
        world.start(the_lead(), mode=Mode.PROOF)
        world.start(mode=Mode.LIVE)
        world.turn()
        world.runs.apply(a_campaign("other"), {})
        world.audience.add(CampaignId("other"), 4, [the_lead(campaign_id="other")], "x", world.clock.now())
        assert clear_traces(world) == set(CANARIES)
        done = forgetting.forget(ZOE, "ann")
        assert clear_traces(world) == set()
        assert done == Forgotten(
            True, enrollments=2, ended=2, in_flight=0, audiences=2, proof_mails=1, replies=0
        )

    def test_the_words_of_a_removal_go_and_the_removal_stays(self, world, forgetting):
        place, lead = (CAMPAIGN, a_campaign().shards), the_lead()
        removal = Removal(lead.lead_id, world.clock.now(), "ann", "zoe@quarkwright.example said no", {})
        world.runs.apply(a_campaign(), {})
        world.audience.note_removal(*place, removal)
        forgetting.forget(ZOE, "ann")
        assert world.audience.removal(*place, lead.lead_id) == replace(removal, because=None)

    def test_of_what_ses_said_only_counts_by_domain_are_left(self):
        """Others may share the domain; docs/operations.md says that they stay."""
        world = FeedbackWorld()
        world.sent(the_lead())
        world.hear("Delivery", the_lead())
        world.hear("Bounce", the_lead())
        forgetting_in(world).forget(ZOE, "ann")
        held = {
            name: repr(getattr(world.tables, name))
            for name in (each.name for each in dataclasses.fields(world.tables))
        }
        assert {name for name, text in held.items() if "quarkwright" in text} == {"tallies"}
        assert not [name for name, text in held.items() if "zoe" in text or ZOE.text in text]

    def test_the_order_not_to_write_stays_under_the_keyed_hash(self, world, forgetting):
        world.start(the_lead())
        forgetting.forget(ZOE, "ann")
        row = world.suppressions.recipient(the_lead().recipient)
        assert row.orders == (Order(EVERYWHERE, Reason.ERASED, "operator", "ann", world.clock.now()),)
        assert row.address is None

    def test_what_was_sent_stays_on_record(self, world, forgetting):
        world.start(the_lead())
        world.turn()
        before = world.enrollment(the_lead())
        forgetting.forget(ZOE, "ann")
        after = world.enrollment(the_lead())
        assert after.touches[0] == before.touches[0]
        assert after.touches[0].state is TouchState.SENT
        assert (after.state, after.reason) == (State.ENDED, Reason.ERASED)

    def test_an_end_that_had_come_before_keeps_its_reason(self, world, forgetting):
        world.start(the_lead())
        world.live_through(10 * DAY)
        assert world.enrollment(the_lead()).reason is Reason.COMPLETED
        done = forgetting.forget(ZOE, "ann")
        assert (done.enrollments, done.ended) == (1, 0)
        assert world.enrollment(the_lead()).reason is Reason.COMPLETED

    def test_others_are_left_alone(self, world, forgetting):
        world.start(the_lead(), the_lead(NOBODY))
        forgetting.forget(ZOE, "ann")
        assert world.enrollment(the_lead(NOBODY)).lead == the_lead(NOBODY)
        assert world.enrollment(the_lead(NOBODY)).state is State.DUE
        assert list(world.audience.leads(CAMPAIGN, 4)) == [the_lead(NOBODY)]
        assert world.suppressions.recipient(the_lead(NOBODY).recipient) == a_recipient_row(the_lead(NOBODY))

    def test_a_second_time_finds_nothing_to_do(self, world, forgetting):
        world.start(the_lead())
        forgetting.forget(ZOE, "ann")
        before = dict(world.tables.recipients)
        assert forgetting.forget(ZOE, "bob") == NOTHING
        assert world.tables.recipients == before

    def test_somebody_unknown_is_ordered_all_the_same(self, world, forgetting):
        assert forgetting.forget(ZOE, "ann") == replace(NOTHING, newly_ordered=True)
        assert world.suppressions.recipient(recipient_key(PEPPERS, ZOE.text)).forgotten

    def test_they_are_found_under_every_pepper(self, world):
        world.start(the_lead())
        changed = Keyring("v2", {**PEPPERS.keys, "v2": "another pepper that only tests know"})
        done = forgetting_in(world, changed).forget(ZOE, "ann")
        assert (done.enrollments, done.audiences) == (1, 1)
        assert clear_traces(world) == set()
        keys = recipient_keys(changed, ZOE.text)
        assert [world.suppressions.recipient(key).forgotten for key in keys] == [True, True]

    def test_an_index_that_is_late_hides_nobody(self, world):
        class Late:
            def __init__(self, port):
                self._port = port

            def __getattr__(self, name):
                return (lambda _: []) if name == "of_recipient" else getattr(self._port, name)

        world.start(the_lead())
        late = {"enrollments": Late(world.enrollments), "audience": Late(world.audience)}
        forgetting_in(world, **late).forget(ZOE, "ann")
        assert clear_traces(world) == set()

    def test_the_index_finds_those_whose_lead_id_was_made_otherwise(self, world, forgetting):
        world.start(replace(the_lead(), lead_id="an-older-id"))
        forgetting.forget(ZOE, "ann")
        assert clear_traces(world) == set()

    def test_an_enrollment_whose_run_is_gone_is_blanked_all_the_same(self, world, forgetting):
        world.start(the_lead())
        world.tables.runs.clear()
        assert forgetting.forget(ZOE, "ann").enrollments == 1
        assert clear_traces(world) == set()

    def test_a_run_that_starts_afterwards_has_nobody_to_enrol(self, world, forgetting):
        world.start(the_lead(), the_lead(NOBODY))
        forgetting.forget(ZOE, "ann")
        world.runs.start(CAMPAIGN, Mode.PROOF, "test")
        world.live_through(10 * DAY)
        assert clear_traces(world) <= {"quarkwright", "Europe/Tallinn", "Zoë Canary"}  # NOBODY has the same
        assert {mail.mail.recipient for mail in world.tables.proof_mails} == {NOBODY.text}


def test_no_address_is_written_for_somebody_unknown_even_if_it_dies():
    world = World()
    dying = Dying(world.suppressions, [2, "before"])
    with pytest.raises(StoreUnavailable):
        forgetting_in(world, suppressions=dying).forget(ZOE, "ann")
    assert world.suppressions.recipient(recipient_key(PEPPERS, ZOE.text)).address is None


@pytest.mark.parametrize("port", ["enrollments", "audience", "proof_mails"])
def test_the_order_stands_before_anything_is_taken_away(port):
    world = World()
    world.start(the_lead(), mode=Mode.PROOF)
    world.turn()
    dying = {port: Dying(getattr(world, port), [1, "before"])}
    with pytest.raises(StoreUnavailable):
        forgetting_in(world, **dying).forget(ZOE, "ann")
    assert world.suppressions.recipient(the_lead().recipient).forgotten


class Dying:
    """A port whose n-th write is the last thing that happens, or almost happens."""

    def __init__(self, port, countdown):
        self._port = port
        self._countdown = countdown

    def __getattr__(self, name):
        real = getattr(self._port, name)
        if name not in {"order_recipient", "move", "erase", "remove", "erase_address", "delete"}:
            return real

        def call(*arguments):
            self._countdown[0] -= 1
            if self._countdown[0] == 0 and self._countdown[1] == "before":
                raise StoreUnavailable(name)
            result = real(*arguments)
            if self._countdown[0] == 0:
                raise StoreUnavailable(name)
            return result

        return call


def deaths() -> Iterator[tuple[int, str]]:
    for write in range(1, 10):
        yield write, "before"
        yield write, "after"


@pytest.mark.parametrize(("write", "when"), list(deaths()))
def test_a_death_at_any_write_leaves_no_mail_to_come_and_a_second_call_ends_the_work(write, when):
    world = World()
    world.start(the_lead(), mode=Mode.PROOF)
    world.start(mode=Mode.LIVE)
    world.turn()
    countdown = [write, when]
    ports = ("suppressions", "enrollments", "audience", "proof_mails")
    dying = {name: Dying(getattr(world, name), countdown) for name in ports}
    try:
        forgetting_in(world, **dying).forget(ZOE, "ann")
        assert countdown[0] > 0
    except StoreUnavailable:
        pass
    if (write, when) != (1, "before"):
        mails = len(world.ses.mails)
        world.live_through(10 * DAY)
        assert len(world.ses.mails) == mails
    forgetting_in(world).forget(ZOE, "ann")
    assert clear_traces(world) == set()


class TestInFlight:
    def claimed(self, world: World) -> Enrollment:
        world.start(the_lead())
        found = world.enrollment(the_lead())
        assert world.enrollments.claim(found.key, a_fence(found), "me", world.clock.now()) is Claiming.WON
        return found

    def test_an_attempt_in_flight_is_left_to_its_owner_and_told(self, world, forgetting):
        self.claimed(world)
        done = forgetting.forget(ZOE, "ann")
        assert (done.in_flight, done.ended, done.enrollments) == (1, 0, 1)
        assert world.enrollment(the_lead()).state is State.SENDING

    def test_a_last_look_after_the_order_sends_nothing_and_ends_it(self, world, forgetting):
        world.start(the_lead())
        world.tick()
        real = world.enrollments.claim

        def claim_then_forget(*arguments):
            result = real(*arguments)
            forgetting.forget(ZOE, "ann")
            return result

        world.enrollments.claim = claim_then_forget
        world.drain()
        found = world.enrollment(the_lead())
        assert (found.state, found.reason, world.ses.mails) == (State.ENDED, Reason.ERASED, [])
        assert clear_traces(world) == set()

    def test_an_enrollment_whose_last_look_finds_the_order_is_blanked(self, world):
        world.start(the_lead())
        world.tick()
        real = world.enrollments.claim

        def claim_then_order(*arguments):
            order = Order(EVERYWHERE, Reason.ERASED, "operator", "ann", world.clock.now())
            world.suppressions.order_recipient(the_lead().recipient, None, order)
            return real(*arguments)

        world.enrollments.claim = claim_then_order
        world.drain()
        found = world.enrollment(the_lead())
        assert (found.lead.address, found.reason, world.ses.mails) == ("", Reason.ERASED, [])

    def test_a_mail_that_is_out_already_is_settled_and_no_other_follows(self, world, forgetting):
        def send_while_forgetting(_):
            forgetting.forget(ZOE, "ann")
            return Accepted(SesMessageId("out"))

        world.ses.script.append(send_while_forgetting)
        world.start(the_lead())
        world.turn()
        found = world.enrollment(the_lead())
        assert (found.state, found.step, found.touches[0].state) == (State.DUE, 1, TouchState.SENT)
        world.live_through(10 * DAY)
        found = world.enrollment(the_lead())
        assert (found.state, found.reason, len(world.ses.mails)) == (State.ENDED, Reason.ERASED, 1)
        assert clear_traces(world) == set()

    def test_an_unknown_touch_is_closed_by_its_policy_and_ends(self, world, forgetting):
        world.ses.script.append(Ambiguous("ReadTimeoutError"))
        world.start(the_lead())
        world.turn()
        forgetting.forget(ZOE, "ann")
        assert world.enrollment(the_lead()).state is State.UNKNOWN
        world.live_through(10 * DAY)
        found = world.enrollment(the_lead())
        assert (found.state, found.reason, len(world.ses.mails)) == (State.ENDED, Reason.ERASED, 1)

    def test_an_enrollment_that_was_written_meanwhile_is_ended_and_blanked_when_it_is_due(
        self, world, forgetting
    ):
        world.start(the_lead())
        late = world.enrollment(the_lead())
        del world.tables.enrollments[late.key]
        world.tables.due.clear()
        forgetting.forget(ZOE, "ann")
        world.enrollments.add([late])  # by a start of the run that had read the audience before
        world.turn()
        found = world.enrollment(the_lead())
        assert (found.state, found.reason, world.ses.mails) == (State.ENDED, Reason.ERASED, [])
        assert clear_traces(world) == set()

    @pytest.mark.parametrize("claimed", [False, True])
    def test_it_is_blanked_before_it_ends_so_that_a_death_in_between_leaves_nothing_clear(
        self, world, claimed
    ):
        world.start(the_lead())
        world.tick()
        order = Order(EVERYWHERE, Reason.ERASED, "operator", "ann", world.clock.now())
        claim = world.enrollments.claim

        def dies(*_):
            raise StoreUnavailable("UpdateItem")

        def order_then_claim(*arguments):
            world.suppressions.order_recipient(the_lead().recipient, None, order)
            return claim(*arguments)

        if claimed:
            world.enrollments.claim, world.enrollments.settle = order_then_claim, dies
        else:
            world.enrollments.move = dies
            world.suppressions.order_recipient(the_lead().recipient, None, order)
        assert world.deliver(world.queue.take()) != []
        found = world.enrollment(the_lead())
        assert (found.lead.address, found.state) == ("", State.SENDING if claimed else State.DUE)

    def test_in_a_cancelled_run_it_is_blanked_all_the_same(self, world):
        world.start(the_lead())
        order = Order(EVERYWHERE, Reason.ERASED, "operator", "ann", world.clock.now())
        world.suppressions.order_recipient(the_lead().recipient, None, order)
        world.runs.cancel(CAMPAIGN, "ann", None)
        world.turn()
        found = world.enrollment(the_lead())
        assert (found.lead.address, found.reason) == ("", Reason.CANCELLED)

    def test_without_an_address_nothing_is_ever_sent_even_if_the_order_is_taken_back(self, world, forgetting):
        world.start(the_lead())
        self_key = world.enrollment(the_lead()).key
        world.enrollments.erase(self_key)
        world.turn()
        found = world.enrollment(the_lead())
        assert (found.state, found.reason, world.ses.mails) == (State.ENDED, Reason.ERASED, [])

    def test_an_address_that_is_gone_is_an_outcome_of_its_own(self, world):
        world.start(the_lead())
        found = world.enrollment(the_lead())
        row = world.suppressions.recipient(found.lead.recipient)
        standing = Standing(world.controls.control(), world.run(), row, (), complete=True)
        arguments = (KillSwitch.OFF, found, world.campaign, world.clock.now())
        assert decide(standing, *arguments) == Send()
        gone = replace(found, lead=erased(found.lead))
        assert decide(standing, KillSwitch.OFF, gone, *arguments[2:]) == Skip(Reason.ERASED)


class TestReplies:
    @pytest.fixture
    def replied(self, world) -> tuple[Forgetting, MemoryReplies, MemoryRawMails]:
        """Two people have replied."""
        world.start(the_lead(), the_lead(NOBODY))
        replies, mails = MemoryReplies(), MemoryRawMails()
        for who in (ZOE, NOBODY):
            mails.mails[f"mails/{who.text}"] = f"From: {who.text}\n\nStop".encode()
            replies.keep(
                Reply(
                    mail_id=who.text,
                    mail_key=f"mails/{who.text}",
                    kind=MailKind.HUMAN,
                    sign="",
                    received_at=world.clock.now(),
                    campaign_id=CAMPAIGN,
                    run_id=RunId("live"),
                    lead_id=the_lead(who).lead_id,
                    new_text="Stop",
                )
            )
        return forgetting_in(world, replies=replies, raw_mails=mails), replies, mails

    def test_what_they_replied_goes_with_its_mail_and_nobody_else_s(self, replied):
        forgetting, replies, mails = replied
        assert forgetting.forget(ZOE, "ann").replies == 1
        assert [reply.mail_id for reply in replies.rows.values()] == [NOBODY.text]
        assert list(mails.mails) == [f"mails/{NOBODY.text}"]
        assert forgetting.forget(ZOE, "ann").replies == 0

    def test_a_record_stays_until_its_mail_is_gone(self, replied, world):
        _, replies, mails = replied
        mails.delete = Dying(mails, [1, "before"]).delete
        with pytest.raises(StoreUnavailable):
            forgetting_in(world, replies=replies, raw_mails=mails).forget(ZOE, "ann")
        assert len(replies.rows) == 2

    def test_what_they_replied_is_in_the_dossier(self, replied):
        forgetting, _, mails = replied
        (reply,) = forgetting.dossier(ZOE).replies
        assert (reply.record.new_text, reply.mail) == ("Stop", f"From: {ZOE.text}\n\nStop")
        mails.mails.clear()
        assert forgetting.dossier(ZOE).replies[0].mail is None


class TestUnsubscribing:
    def test_links_work_after_erasure_and_undo_takes_back_no_erasure(self, world, forgetting):
        world.start(the_lead())
        forgetting.forget(ZOE, "ann")
        site = Unsubscribing(world.suppressions, KEYRING, world.clock, world.alarms, MemoryKeptRequests())
        token = make_token(KEYRING, Unsubscription(CAMPAIGN, RunId("live"), the_lead().recipient))

        def post(body):
            return site.respond(Request("POST", token, body, "application/x-www-form-urlencoded")).status

        def standing():
            row = world.suppressions.recipient(the_lead().recipient)
            assert row.address is None
            return {order.reason for order in row.orders}

        assert site.respond(Request("GET", token)).status == 200
        assert post("List-Unsubscribe=One-Click") == 200
        assert standing() == {Reason.ERASED, Reason.UNSUBSCRIBED}
        assert post("action=undo&scope=everything") == 200
        assert standing() == {Reason.ERASED}


class TestImport:
    @pytest.fixture
    def desk(self, tmp_path) -> ImportDesk:
        (tmp_path / "leads.csv").write_text(
            "email,first name,dnc\nZoe@Quarkwright.example,Zoë Canary,\nbob@acme.com,Bob,\n"
        )
        return ImportDesk()

    def order(self, desk: ImportDesk, reason=Reason.ERASED) -> None:
        key = recipient_key(PEPPERS, ZOE.text)
        desk.suppressions.order_recipient(key, None, Order(EVERYWHERE, reason, "x", "ann", desk.clock.now()))

    def test_a_forgotten_person_is_turned_away_with_the_reason(self, desk, tmp_path):
        self.order(desk)
        desk.start()
        report = desk.load(tmp_path / "leads.csv")
        assert (report.rows, report.added, report.known, report.rejected) == (2, 1, 0, 1)
        assert (list(desk.leads), len(desk.enrolled)) == (["bob@acme.com"], 1)
        assert desk.tables.recipients[recipient_key(PEPPERS, ZOE.text)].address is None
        rejects = (tmp_path / "leads.rejected.csv").read_text(encoding="utf-8-sig").splitlines()
        assert rejects[1].startswith("2,this person asked to be forgotten,take the row out of your list,Zoe@")

    def test_a_second_import_counts_them_as_rejected_again(self, desk, tmp_path):
        self.order(desk)
        desk.load(tmp_path / "leads.csv")
        report = desk.load(tmp_path / "leads.csv")
        assert (report.rows, report.added, report.known, report.rejected) == (2, 0, 1, 1)

    def test_another_order_turns_nobody_away(self, desk, tmp_path):
        self.order(desk, Reason.SUPPRESSED)
        assert desk.load(tmp_path / "leads.csv").added == 2

    def test_an_order_that_the_file_gives_stands_without_an_address(self, desk, tmp_path):
        self.order(desk)
        (tmp_path / "leads.csv").write_text("email,dnc\nzoe@quarkwright.example,yes\n")
        assert desk.load(tmp_path / "leads.csv").rejected == 1
        row = desk.tables.recipients[recipient_key(PEPPERS, ZOE.text)]
        assert {order.reason for order in row.orders} == {Reason.ERASED, Reason.DNC}
        assert row.address is None

    @pytest.mark.parametrize("write", ["audience.add", "enrollments.add"])
    def test_whoever_is_forgotten_during_the_import_is_taken_out_again(self, desk, tmp_path, write):
        desk.start()
        port, method = write.split(".")
        real = getattr(desk.ports, port)
        test = self

        class Meanwhile:
            def __getattr__(self, name):
                if name == method:
                    test.order(desk)
                return getattr(real, name)

        desk.ports = replace(desk.ports, **{port: Meanwhile()})
        desk.use_peppers(PEPPERS)
        desk.load(tmp_path / "leads.csv")
        assert list(desk.leads) == ["bob@acme.com"]
        assert {address for _, address in desk.enrolled} == {"", "bob@acme.com"}
        assert "Zoë Canary" not in str(list(desk.enrolled.values()))

    def test_what_an_import_that_died_had_written_meanwhile_goes_when_it_is_repeated(self, desk, tmp_path):
        desk.start()
        real = desk.ports.suppressions
        test = self

        class Dying:
            def __getattr__(self, name):
                if name == "recipients" and desk.enrolled:
                    test.order(desk)
                    raise StoreUnavailable("the look after the writes")
                return getattr(real, name)

        desk.ports = replace(desk.ports, suppressions=Dying())
        desk.use_peppers(PEPPERS)
        with pytest.raises(StoreUnavailable):
            desk.load(tmp_path / "leads.csv")
        assert set(desk.leads) == {ZOE.text, "bob@acme.com"}
        desk.ports = replace(desk.ports, suppressions=real)
        desk.use_peppers(PEPPERS)
        desk.load(tmp_path / "leads.csv")
        assert list(desk.leads) == ["bob@acme.com"]
        assert {address for _, address in desk.enrolled} == {"", "bob@acme.com"}

    def test_the_use_case_hands_the_row_back_as_it_was(self, desk, tmp_path):
        self.order(desk)
        rejected: list[RejectedRow] = []
        rows = [LeadRow(7, ZOE, {}, cells=("a", "b"))]
        desk.importing.load(desk.campaign, rows, source="f", actor="ann", reject=rejected.append)
        assert [(row.line, row.cells) for row in rejected] == [(7, ("a", "b"))]


class TestDossier:
    def test_it_holds_all_there_is(self, world, forgetting):
        world.start(the_lead(), mode=Mode.PROOF)
        world.start(mode=Mode.LIVE)
        world.turn()
        found = world.enrollment(the_lead())
        mark = Mark(world.clock.now())
        deliveries = MemoryDeliveries(world.tables)
        deliveries.note(TouchName(found.key, 0), Fact.DELIVERY, mark, SesMessageId("mail-1"))
        order = Order(EVERYWHERE, Reason.DNC, "import", "ann", world.clock.now())
        world.suppressions.order_domain(ZOE.domains[0], order)
        dossier = forgetting.dossier(ZOE)
        assert dossier.address == ZOE.text
        assert [row.address for row in dossier.recipients] == [ZOE.text]
        assert [row.orders for row in dossier.domains] == [(order,)]
        assert dossier.leads == ((CAMPAIGN, the_lead()),)
        assert [one.key.run_id for one in dossier.enrollments] == ["live", "proof-1"]
        assert dossier.enrollments[0].touches[0].state is TouchState.SENT
        assert [mail.mail.recipient for mail in dossier.proof_mails] == [ZOE.text]
        assert [one.record.marks for one in dossier.deliveries] == [{Fact.DELIVERY: mark}]
        assert not dossier.is_empty

    def test_who_was_removed_is_told_so(self, world, forgetting):
        removal = Removal(the_lead().lead_id, world.clock.now(), "ann", "left the company", {})
        world.runs.apply(a_campaign(), {})
        world.audience.note_removal(CAMPAIGN, a_campaign().shards, removal)
        dossier = forgetting.dossier(ZOE)
        assert dossier.removals == ((CAMPAIGN, removal),)
        assert not dossier.is_empty

    def test_it_is_json_and_changes_nothing(self, world, forgetting):
        world.start(the_lead())
        before = dataclasses.replace(world.enrollment(the_lead()))
        text = json.dumps(plain(forgetting.dossier(ZOE)))
        assert json.loads(text)["enrollments"][0]["lead"]["fields"] == {"first_name": "Zoë Canary"}
        assert world.enrollment(the_lead()) == before

    def test_somebody_unknown_has_an_empty_one(self, forgetting):
        assert forgetting.dossier(NOBODY).is_empty

    def test_after_forgetting_it_holds_no_clear_word(self, world, forgetting):
        world.start(the_lead())
        world.turn()
        forgetting.forget(ZOE, "ann")
        dossier = forgetting.dossier(ZOE)
        assert not dossier.is_empty
        text = json.dumps(plain(replace(dossier, address="")), ensure_ascii=False)
        assert not [canary for canary in CANARIES if canary in text]
