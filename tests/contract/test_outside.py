"""The queue, the kill switch, the keys, the counters and the machine's clock."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError

from outreach.adapters.clock import SystemChance, SystemClock
from outreach.adapters.metrics import EmbeddedAlarms
from outreach.adapters.operator_queues import SqsDeadLetters, SqsSendQueue
from outreach.adapters.secrets import read_keyring, read_peppers
from outreach.adapters.senders import SenderPerMode
from outreach.adapters.sqs import SqsQueue
from outreach.adapters.ssm import SsmKillSwitchReader, SsmKillSwitchWriter
from outreach.domain.control import KillSwitch, Mode, SwitchReading
from outreach.errors import BadSecret, NotAllowed, StoreUnavailable
from outreach.memory import (
    FixedClock,
    MemoryDeadLetters,
    MemoryKillSwitch,
    MemoryQueue,
    MemorySender,
    SeededChance,
)
from outreach.messages import TouchMessage
from outreach.services.operator.ports import DeadLetter, QueueDepth
from world.builders import NOON, a_lead, a_message, an_enrollment
from world.raw_http import a_response, serving
from world.stores import client_of

NOWHERE = "http://127.0.0.1:9"


def messages(count: int) -> list[TouchMessage]:
    return [a_message(an_enrollment(a_lead(f"l{n}"))) for n in range(count)]


class TestQueue:
    @pytest.fixture
    def sqs(self, emulator):
        return client_of("sqs", emulator)

    @pytest.fixture
    def url(self, sqs, name):
        return sqs.create_queue(QueueName=f"queue-{name}")["QueueUrl"]

    @pytest.fixture(params=["memory", "sqs"])
    def queue(self, request):
        if request.param == "memory":
            return MemoryQueue()
        return SqsQueue(request.getfixturevalue("sqs"), request.getfixturevalue("url"))

    @pytest.mark.parametrize("count", [0, 1, 10, 23])
    def test_what_is_accepted_waits(self, queue, count):
        assert queue.enqueue(messages(count)) == set()
        assert queue.depth() == count

    @pytest.mark.parametrize("count", [0, 1, 23])
    def test_an_operator_sees_what_waits(self, queue, sqs, url, count):
        queue.enqueue(messages(count))
        seen = queue if isinstance(queue, MemoryQueue) else SqsSendQueue(sqs, url)
        assert seen.measure() == QueueDepth(waiting=count, in_flight=0)

    def test_what_somebody_has_taken_is_in_flight(self, sqs, url):
        SqsQueue(sqs, url).enqueue(messages(3))
        sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=1, VisibilityTimeout=30)
        assert SqsSendQueue(sqs, url).measure() == QueueDepth(waiting=2, in_flight=1)

    def test_a_body_is_the_message_as_json_and_names_nobody(self, sqs, url):
        SqsQueue(sqs, url).enqueue(messages(1))
        (received,) = sqs.receive_message(QueueUrl=url)["Messages"]
        assert TouchMessage.model_validate_json(received["Body"]) == messages(1)[0]
        assert "@" not in received["Body"]

    def test_refused_entries_are_told_by_their_position(self, emulator, url):
        client = client_of("sqs", emulator)

        def refuse(parsed, **_):
            parsed["Failed"] = [entry for entry in parsed["Successful"] if entry["Id"] in ("3", "17")]

        client.meta.events.register("after-call.sqs.SendMessageBatch", refuse)
        assert SqsQueue(client, url).enqueue(messages(23)) == {3, 17}

    def test_a_failing_request_refuses_its_ten_and_no_others(self, emulator, url):
        client = client_of("sqs", emulator)
        calls = []

        def fail_second(params, **_):
            calls.append(params)
            if len(calls) == 2:
                params["url"] = params["url"].replace(emulator, NOWHERE)

        client.meta.events.register("before-call.sqs.SendMessageBatch", fail_second)
        queue = SqsQueue(client, url)
        assert queue.enqueue(messages(25)) == set(range(10, 20))
        assert queue.depth() == 15

    def test_a_depth_that_cannot_be_read_is_unavailable(self, url):
        client = client_of("sqs", NOWHERE, attempts=1)
        for read in (SqsQueue(client, url).depth, SqsSendQueue(client, url).measure):
            with pytest.raises(StoreUnavailable, match="the send queue: "):
                read()

    def test_memory_refuses_what_a_test_says_once(self):
        queue = MemoryQueue()
        queue.refused = {1}
        assert queue.enqueue(messages(3)) == {1}
        assert queue.enqueue(messages(3)) == set()
        assert len(queue.take(4)) == 4
        assert queue.depth() == 1


class TestDeadLetters:
    @pytest.fixture(params=["memory", "sqs"])
    def letters(self, request, name):
        bodies = [f"letter {n}" for n in range(13)]
        if request.param == "memory":
            memory = MemoryDeadLetters()
            memory.letters = [DeadLetter(str(n), body, NOON, str(n)) for n, body in enumerate(bodies)]
            return memory
        client = client_of("sqs", request.getfixturevalue("emulator"))
        url = client.create_queue(QueueName=f"letters-{name}")["QueueUrl"]
        for body in bodies:
            client.send_message(QueueUrl=url, MessageBody=body)
        return SqsDeadLetters(client, url, NOWHERE)

    def test_letters_are_taken_up_to_a_limit(self, letters):
        taken = letters.take(12)
        assert len({letter.letter_id for letter in taken}) == 12
        assert taken[0].body.startswith("letter ")
        assert taken[0].sent_at.tzinfo is UTC

    def test_letters_are_counted_before_anybody_has_looked(self, letters):
        assert letters.measure() == QueueDepth(waiting=13, in_flight=0)

    def test_a_letter_that_somebody_has_looked_at_is_hidden(self, name, emulator):
        client = client_of("sqs", emulator)
        url = client.create_queue(QueueName=f"hidden-{name}")["QueueUrl"]
        client.send_message(QueueUrl=url, MessageBody="letter")
        letters = SqsDeadLetters(client, url, NOWHERE)
        assert len(letters.take(1)) == 1
        assert letters.measure() == QueueDepth(waiting=0, in_flight=1)

    def test_letters_that_cannot_be_counted_are_unavailable(self):
        with pytest.raises(StoreUnavailable, match="the dead-letter queue: "):
            SqsDeadLetters(client_of("sqs", NOWHERE, attempts=1), f"{NOWHERE}/dead", NOWHERE).measure()

    def test_a_deleted_letter_is_gone(self, letters):
        for letter in letters.take(50):
            letters.delete(letter)
        assert letters.take(50) == []

    def test_letters_that_are_released_can_be_taken_at_once_but_for_a_deleted_one(self, letters):
        taken = letters.take(50)
        letters.delete(taken[0])
        assert letters.measure() == QueueDepth(waiting=0, in_flight=12)
        letters.release(taken)
        assert letters.measure() == QueueDepth(waiting=12, in_flight=0)
        assert len(letters.take(50)) == 12

    def test_letters_that_cannot_be_released_come_back_by_themselves(self, caplog):
        caplog.set_level("INFO")
        letters = SqsDeadLetters(client_of("sqs", NOWHERE, attempts=1), f"{NOWHERE}/dead", NOWHERE)
        letters.release([DeadLetter("1", "letter", NOON, "receipt")])
        assert caplog.messages[-1:] == ["letters stay hidden for half a minute"]

    def test_a_letter_that_is_put_back_is_in_its_queue_as_it_was_and_still_a_letter(self, name, emulator):
        client = client_of("sqs", emulator)
        dead, source = (
            client.create_queue(QueueName=f"{each}-{name}")["QueueUrl"] for each in ("back", "source")
        )
        client.send_message(QueueUrl=dead, MessageBody='{"to": "jane@acme.example"}')
        letters = SqsDeadLetters(client, dead, source)
        (letter,) = letters.take(1)
        letters.put_back(letter)
        (message,) = client.receive_message(QueueUrl=source)["Messages"]
        assert message["Body"] == letter.body == '{"to": "jane@acme.example"}'
        assert letters.measure() == QueueDepth(waiting=0, in_flight=1)

    def test_a_letter_that_cannot_be_put_back_is_unavailable(self):
        letters = SqsDeadLetters(client_of("sqs", NOWHERE, attempts=1), f"{NOWHERE}/dead", f"{NOWHERE}/q")
        with pytest.raises(StoreUnavailable, match="the queue of a dead letter: "):
            letters.put_back(DeadLetter("1", "letter", NOON, "receipt"))

    def test_a_letter_tells_why_eventbridge_could_not_deliver_it(self, name, emulator):
        client = client_of("sqs", emulator)
        url = client.create_queue(QueueName=f"refused-{name}")["QueueUrl"]
        why = {"ERROR_CODE": {"DataType": "String", "StringValue": "NO_PERMISSIONS"}}
        client.send_message(QueueUrl=url, MessageBody="{}", MessageAttributes=why)
        client.send_message(QueueUrl=url, MessageBody="{}")
        assert {each.refusal for each in SqsDeadLetters(client, url, NOWHERE).take(5)} == {
            "NO_PERMISSIONS",
            None,
        }


def only_deleting(ssm, code="AccessDeniedException"):
    """A client whose caller may delete the switch, and gets an error for setting it."""

    def refuse(**_):
        raise ClientError({"Error": {"Code": code, "Message": "no"}}, "PutParameter")

    return SimpleNamespace(meta=ssm.meta, put_parameter=refuse, delete_parameter=ssm.delete_parameter)


class TestKillSwitch:
    @pytest.fixture
    def ssm(self, emulator):
        return client_of("ssm", emulator)

    def reader(self, ssm, name, max_age=0):
        return SsmKillSwitchReader(ssm, f"/outreach/{name}", max_age_seconds=max_age)

    @pytest.mark.parametrize("text", ["off", "OFF", " off\n"])
    def test_off_is_off(self, ssm, name, text):
        ssm.put_parameter(Name=f"/outreach/{name}", Value=text, Type="String")
        assert self.reader(ssm, name).read().state is KillSwitch.OFF

    @pytest.mark.parametrize("text", ["on", "offf", "0", "false", "no", "{}", " "])
    def test_whatever_else_it_says_is_on(self, ssm, name, text):
        ssm.put_parameter(Name=f"/outreach/{name}", Value=text, Type="String")
        assert self.reader(ssm, name).read().state is KillSwitch.ON

    def test_a_missing_parameter_is_on(self, ssm, name):
        """Nobody has let this stack send yet."""
        assert self.reader(ssm, name).read().state is KillSwitch.ON

    def test_a_missing_parameter_is_made_by_the_first_word_about_it(self, ssm, name):
        SsmKillSwitchWriter(ssm, f"/outreach/{name}").write(on=False)
        assert self.reader(ssm, name).read().state is KillSwitch.OFF

    def test_no_response_is_unreadable(self, name):
        assert self.reader(client_of("ssm", NOWHERE, attempts=1), name).read().state is KillSwitch.UNREADABLE

    def test_what_is_written_is_read_at_once(self, ssm, name):
        reader, writer = self.reader(ssm, name), SsmKillSwitchWriter(ssm, f"/outreach/{name}")
        for on, state in ((False, KillSwitch.OFF), (True, KillSwitch.ON), (False, KillSwitch.OFF)):
            writer.write(on=on)
            assert reader.read().state is state

    def test_a_greatest_age_saves_requests(self, emulator, name):
        client = client_of("ssm", emulator)
        calls = []
        client.meta.events.register("before-call.ssm.GetParameter", lambda **_: calls.append(1))
        SsmKillSwitchWriter(client, f"/outreach/{name}").write(on=False)
        for max_age, expected in ((60, 1), (0, 5)):
            calls.clear()
            reader = self.reader(client, name, max_age)
            assert [reader.read().state for _ in range(5)] == [KillSwitch.OFF] * 5
            assert len(calls) == expected

    def test_a_missing_switch_is_not_remembered(self, ssm, name):
        reader = self.reader(ssm, name, max_age=60)
        assert reader.read().state is KillSwitch.ON
        SsmKillSwitchWriter(ssm, f"/outreach/{name}").write(on=False)
        assert reader.read().state is KillSwitch.OFF

    def test_a_switch_that_cannot_be_written_is_unavailable(self, name):
        with pytest.raises(StoreUnavailable):
            SsmKillSwitchWriter(client_of("ssm", NOWHERE, attempts=1), name).write(on=True)

    @pytest.mark.parametrize("there", [True, False])
    def test_a_stop_that_may_not_write_the_switch_deletes_it(self, ssm, name, there):
        """A switch that is not there is on, also for whoever stops a second time."""
        if there:
            SsmKillSwitchWriter(ssm, f"/outreach/{name}").write(on=False)
        SsmKillSwitchWriter(only_deleting(ssm), f"/outreach/{name}").write(on=True)
        assert self.reader(ssm, name).read() == SwitchReading(KillSwitch.ON)

    def test_who_may_not_write_the_switch_cannot_turn_it_off(self, ssm, name):
        SsmKillSwitchWriter(ssm, f"/outreach/{name}").write(on=True)
        with pytest.raises(NotAllowed, match="AccessDeniedException"):
            SsmKillSwitchWriter(only_deleting(ssm), f"/outreach/{name}").write(on=False)
        assert ssm.get_parameter(Name=f"/outreach/{name}")["Parameter"]["Value"] == "on"

    def test_a_switch_that_only_failed_to_respond_is_not_deleted(self, ssm, name):
        SsmKillSwitchWriter(ssm, f"/outreach/{name}").write(on=False)
        with pytest.raises(StoreUnavailable, match="ThrottlingException"):
            SsmKillSwitchWriter(only_deleting(ssm, "ThrottlingException"), f"/outreach/{name}").write(on=True)
        assert self.reader(ssm, name).read().state is KillSwitch.OFF

    def test_who_may_neither_write_nor_delete_it_is_not_allowed(self):
        with (
            serving(
                lambda _: a_response(400, {"__type": "AccessDeniedException", "message": "no"})
            ) as refusing,
            pytest.raises(NotAllowed),
        ):
            SsmKillSwitchWriter(client_of("ssm", refusing.url), "/outreach/any").write(on=True)

    def test_memory_does_as_it_is_told(self):
        switch = MemoryKillSwitch()
        assert switch.read().state is KillSwitch.OFF
        switch.write(on=True)
        assert switch.read().state is KillSwitch.ON
        assert switch.reads == 2


class TestKeyring:
    @pytest.fixture
    def client(self, emulator):
        return client_of("secretsmanager", emulator)

    def test_keys_are_read_with_the_current_one(self, client, name):
        content = {"current": "k2", "k1": "a" * 32, "k2": "b" * 32}
        client.create_secret(Name=name, SecretString=json.dumps(content))
        keyring = read_keyring(client, name)
        assert (keyring.current, dict(keyring.keys)) == ("k2", {"k1": "a" * 32, "k2": "b" * 32})

    @pytest.mark.parametrize("text", ["secret-word", '["secret-word"]', '{"k1": 5}', '{"k1": "secret-word"}'])
    def test_anything_else_is_refused_without_telling_it(self, client, name, text):
        client.create_secret(Name=name, SecretString=text)
        with pytest.raises(BadSecret) as refusal:
            read_keyring(client, name)
        assert "secret-word" not in str(refusal.value)

    def test_peppers_are_read_as_they_are_numbered(self, client, name):
        content = {"current": "v10", "v9": "a" * 32, "v10": "b" * 32}
        client.create_secret(Name=name, SecretString=json.dumps(content))
        assert read_peppers(client, name).current == "v10"

    @pytest.mark.parametrize("other", ["k2", "a1", "v0", "v02", "v", "2", "v2a"])
    def test_a_pepper_that_is_not_numbered_is_refused_with_its_id(self, client, name, other):
        content = {"current": "v1", "v1": "secret-word" * 2, other: "secret-word" * 3}
        client.create_secret(Name=name, SecretString=json.dumps(content))
        with pytest.raises(
            BadSecret, match=f'and not "{other}"; it must be like {{"current": "v1"'
        ) as refusal:
            read_peppers(client, name)
        assert "secret-word" not in str(refusal.value)

    def test_a_secret_that_is_not_there_is_unavailable(self, client, name):
        with pytest.raises(StoreUnavailable):
            read_keyring(client, name)


def test_a_count_is_one_metric_with_the_service_as_its_only_dimension(capsys):
    EmbeddedAlarms("send").count("Throttled", 2, detail="TooManyRequestsException")
    line = json.loads(capsys.readouterr().out)
    (metrics,) = line["_aws"]["CloudWatchMetrics"]
    assert (metrics["Namespace"], metrics["Dimensions"]) == ("outreach", [["service"]])
    assert metrics["Metrics"] == [{"Name": "Throttled", "Unit": "Count"}]
    assert (line["service"], line["Throttled"], line["detail"]) == ("send", [2.0], "TooManyRequestsException")


def test_each_mode_has_its_sender():
    proof, live = MemorySender(), MemorySender()
    senders = SenderPerMode(proof=proof, live=live)
    assert senders.of(Mode.PROOF) is proof
    assert senders.of(Mode.LIVE) is live


@pytest.mark.parametrize("chance", [SystemChance(), SeededChance(7)], ids=["system", "seeded"])
def test_claim_ids_never_repeat_and_fit_into_a_tag(chance):
    ids = {chance.claim_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(claim_id.isalnum() and len(claim_id) == 32 for claim_id in ids)
    assert all(0 <= chance.jitter() < 1 for _ in range(1000))


def test_a_seed_replays_its_chance():
    one, two = SeededChance(7), SeededChance(7)
    assert [one.claim_id() for _ in range(3)] == [two.claim_id() for _ in range(3)]
    assert SeededChance(8).claim_id() != SeededChance(7).claim_id()


def test_the_machine_s_clock_is_aware_and_moves():
    before = datetime.now(UTC)
    clock = SystemClock()
    clock.sleep(timedelta(milliseconds=2))
    clock.sleep(timedelta(seconds=-1))
    assert clock.now() - before >= timedelta(milliseconds=2)
    assert clock.now().tzinfo is UTC


def test_a_fixed_clock_moves_when_somebody_sleeps():
    clock = FixedClock(NOON)
    clock.sleep(timedelta(seconds=5))
    assert clock.now() == NOON + timedelta(seconds=5)
    assert clock.advance(timedelta(seconds=5)) == NOON + timedelta(seconds=10)
    assert clock.slept == [timedelta(seconds=5)]
