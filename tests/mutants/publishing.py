"""Others are told at least once, under one id, of live runs only, and of no address that they must not know."""

from mutants.mutant import mutant, once

_ROWS = "domain/row_events.py"
_ROOM = "services/publish/publishing.py"
_BUS = "adapters/event_bus.py"
_READ = "adapters/dynamodb/changed_rows.py"
_TEMPLATE = "/template.yaml"
_OF_ROWS = "unit/test_row_events.py::"
_OF_BATCHES = "unit/test_publishing.py::"
_OF_THE_BUS = "contract/test_event_bus.py::"
_OF_THE_TEMPLATE = "template/test_publish_template.py::"

PUBLISHING = (
    mutant(
        "rehearsal-told",
        "a rehearsal tells nothing",
        once(
            _ROWS,
            "    key, lead = enrollment.key, enrollment.lead\n    if key.run_id != LIVE:\n        return\n",
            "    key, lead = enrollment.key, enrollment.lead\n",
        ),
        _OF_ROWS + "test_a_row_stands_for_these_events[a rehearsal]",
    ),
    mutant(
        "told-anew-with-each-change",
        "a change tells what the row before it did not say",
        once(_ROWS, "if event.id not in told)", "if event.id)"),
        _OF_ROWS + "test_a_row_that_says_nothing_new_adds_nothing",
    ),
    mutant(
        "id-by-the-time-of-a-mark",
        "the id of an event does not change when an earlier one is heard of",
        once(
            _ROWS, "str(delivery.touch.step), fact)", "str(delivery.touch.step), fact, mark.at.isoformat())"
        ),
        _OF_ROWS + "test_what_has_one_id_in_one_order_has_it_in_every_order",
    ),
    mutant(
        "id-by-the-version-of-an-order",
        "an order that is given again is the same order",
        once(
            _ROWS, "order.reason, order.at.isoformat())", "order.reason, order.version, order.at.isoformat())"
        ),
        _OF_ROWS + "test_a_change_adds_these_events[the same order given again]",
    ),
    mutant(
        "attempts-share-an-id",
        "a mail that was sent again is another mail",
        once(_ROWS, 'str(touch.step), touch.claim_id or "")', "str(touch.step))"),
        _OF_ROWS + "test_another_mail_has_another_id",
    ),
    mutant(
        "sender-told-unasked",
        "no event holds the address of a sender unless the stack says so",
        once(_ROOM, "        if name != _AN_ADDRESS\n", ""),
        _OF_BATCHES + "test_who_sent_is_told_with_addresses_alone",
    ),
    mutant(
        "stops-of-a-sender-in-rehearsals-told",
        "a rehearsal tells nothing of its senders",
        once(_ROWS, "    if run.mode is not Mode.LIVE:\n", "    if False:\n"),
        _OF_ROWS + "test_a_row_stands_for_these_events[a sender that is stopped in a rehearsal]",
    ),
    mutant(
        "resumption-told-anew",
        "a run that starts again after its end was not resumed once more",
        once(_ROWS, "if run.resumed_at == run.changed_at:", "if run.resumed_at is not None:"),
        _OF_ROWS
        + "test_a_row_stands_for_these_events[a run that was resumed, finished, and is under way again]",
    ),
    mutant(
        "labels-share-an-id",
        "a label that is given once more is told once more",
        once(_ROWS, "reply.mail_id, reply.label, at.isoformat())", "reply.mail_id, reply.label)"),
        _OF_ROWS + "test_a_label_that_is_given_once_more_has_another_id",
    ),
    mutant(
        "no-spam-told-as-spam",
        "a report that a mail was no spam is no complaint",
        once(
            _ROWS,
            "if fact is Fact.COMPLAINT and mark.codes[0] not in NO_COMPLAINT:",
            "if fact is Fact.COMPLAINT:",
        ),
        _OF_ROWS + "test_a_row_stands_for_these_events[reported as no spam]",
    ),
    mutant(
        "automatic-reply-told-as-bounce",
        "an automatic reply to a delivered mail is no bounce",
        once(
            _ROWS,
            "fact in _BOUNCES and not (fact is Fact.SOFT_BOUNCE and is_answered(record))",
            "fact in _BOUNCES",
        ),
        _OF_ROWS + "test_a_row_stands_for_these_events[answered by a machine]",
    ),
    mutant(
        "words-too-long-for-the-bus",
        "what a person wrote is told up to a length that the bus takes",
        once(_ROWS, "run.reason[:LONGEST]", "run.reason"),
        _OF_ROWS + "test_what_a_person_wrote_is_told_up_to_a_length_that_the_bus_takes",
    ),
    mutant(
        "part-of-a-request-lost",
        "a request that the bus took in part fails",
        once(_BUS, "            if failed:\n", "            if failed == len(entries):\n"),
        _OF_THE_BUS + "test_one_event_of_ten_that_is_not_taken_is_said",
    ),
    mutant(
        "one-record-holds-up-all",
        "a record that cannot be read is kept aside, and the others go on",
        once(_ROOM, "                unreadable.append(record)\n", "                raise\n"),
        _OF_BATCHES + "test_one_record_that_cannot_be_read_is_kept_as_it_came_and_the_others_go_on",
    ),
    mutant(
        "unread-record-forgotten",
        "a record that cannot be read is kept",
        once(_ROOM, "            self._ports.unreadable.keep(record)\n", "            pass\n"),
        _OF_BATCHES + "test_one_record_that_cannot_be_read_is_kept_as_it_came_and_the_others_go_on",
    ),
    mutant(
        "store-away-taken-for-unreadable",
        "a batch comes again if a store does not respond",
        once(_ROOM, "            except StoreUnavailable:\n                raise\n", ""),
        _OF_BATCHES + "test_a_batch_comes_again_if_an_address_cannot_be_read",
    ),
    mutant(
        "no-images-taken-for-no-row",
        "a stream without images is no stream of rows that say nothing",
        once(_READ, "    if images == (None, None):\n", "    if False:\n"),
        "unit/test_changed_rows.py::test_a_record_that_cannot_be_read_raises_and_is_not_taken_for_nothing",
    ),
    mutant(
        "addresses-told-unasked",
        "no event holds an address unless the stack says so",
        once(
            _ROOM,
            "    return replace(event, address=None, said=said)",
            "    return replace(event, said=said)",
        ),
        _OF_BATCHES + "test_no_event_holds_an_address_unless_the_stack_says_so",
    ),
    mutant(
        "addresses-told-in-reasons",
        "no address stands in the words of people either",
        once(_ROOM, 'frozenset({"reason", "by"})', 'frozenset({"by"})'),
        _OF_BATCHES + "test_no_event_holds_an_address_unless_the_stack_says_so",
    ),
    mutant(
        "stream-read-from-now-on",
        "what is written while the source is made is told",
        once(
            _TEMPLATE,
            "            StartingPosition: TRIM_HORIZON # LATEST would miss",
            "            StartingPosition: LATEST # LATEST would miss",
        ),
        _OF_THE_TEMPLATE + "test_a_stream_is_read_from_its_beginning_and_a_batch_is_tried_for_most_of_a_day",
    ),
    mutant(
        "ends-filtered-away",
        "every change that tells something gets through the filters",
        once(_TEMPLATE, '"S":["due","unknown","ended"]', '"S":["due","unknown"]'),
        _OF_THE_TEMPLATE + "test_the_filters_let_every_change_through_that_tells_something",
    ),
    mutant(
        "told-in-flight-filtered-away",
        "what an operator does to a lead in flight gets through the filters",
        once(_TEMPLATE, '"OldImage":{"state":{"S":["sending"]}}', '"OldImage":{"state":{"S":["sent"]}}'),
        _OF_THE_TEMPLATE + "test_the_filters_let_every_change_through_that_tells_something",
    ),
    mutant(
        "repeated-removal-told-twice",
        "a removal that is repeated has the id that it had",
        once(
            _ROWS,
            "name = event_id(kind, campaign_id, removal.lead_id, enrolled_at.isoformat())",
            "name = event_id(kind, campaign_id, removal.lead_id, removal.at.isoformat())",
        ),
        _OF_ROWS + "test_a_change_adds_these_events[removed, and the command repeated]",
    ),
    mutant(
        "hold-of-a-reply-told-as-an-operators",
        "a hold that a reply set is told as the absence that it is",
        once(_ROWS, "if hold.actor is not None and hold.at is not None:", "if True:"),
        _OF_ROWS + "test_a_row_stands_for_these_events[on hold]",
    ),
    mutant(
        "streams-on-by-default",
        "by default nothing of it is there",
        once(
            _TEMPLATE,
            "  PublishesEvents: !Not [!Equals [!Ref PublishEvents, none]]",
            '  PublishesEvents: !Not [!Equals [!Ref PublishEvents, ""]]',
        ),
        _OF_THE_TEMPLATE + "test_by_default_nothing_of_it_is_there",
    ),
    mutant(
        "leads-read-without-need",
        "only where addresses are told may the function read a lead",
        once(
            _TEMPLATE,
            "  PublishesAddresses: !Equals [!Ref PublishEvents, with-addresses]",
            "  PublishesAddresses: !Not [!Equals [!Ref PublishEvents, none]]",
        ),
        _OF_THE_TEMPLATE + "test_only_where_addresses_are_told_may_it_read_a_lead",
    ),
)
