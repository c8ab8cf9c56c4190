"""Reads return what is committed, and a table that does not respond has not refused."""

from mutants.mutant import mutant, once

_TABLES = "adapters/dynamodb/tables.py"
_FEEDBACK = "adapters/dynamodb/feedback.py"
_COUNTED_LEADS = "adapters/dynamodb/counted_leads.py"
_COUNTS = "contract/test_counted_leads.py::"
_REPLIES = "adapters/dynamodb/replies.py"
_NO_ANSWER = "adapters/no_answer.py"
_ANSWERS = "contract/test_no_answer.py::"
_THROTTLED = "contract/test_dynamodb.py::TestNoResponse::test_a_table_that_throttles_is_store_unavailable"

TABLES = (
    mutant(
        "no-response-of-aws-unnoticed",
        "a response that AWS did not write is none",
        once(
            _NO_ANSWER,
            "NO_ANSWER = (ClientError, BotoCoreError, ResponseParserError)",
            "NO_ANSWER = (ClientError, BotoCoreError)",
        ),
        _ANSWERS + "test_no_answer_is_store_unavailable_at_each_adapter",
    ),
    mutant(
        "response-without-its-parts-unnoticed",
        "a response that lacks what it must have is none",
        once(_NO_ANSWER, "except (*NO_ANSWER, *ILLEGIBLE) as error:", "except NO_ANSWER as error:"),
        _ANSWERS + "test_a_response_that_lacks_what_it_must_have_is_store_unavailable",
    ),
    mutant(
        "garbled-success-is-a-kept-request",
        "a success that cannot be read has kept no request",
        once("adapters/kept_requests.py", "self._client = legible(client)", "self._client = client"),
        _ANSWERS + "test_a_success_that_cannot_be_read_is_store_unavailable",
    ),
    mutant(
        "unnamed-messages-are-accepted",
        "SQS has accepted the messages that it names, and no others",
        once("adapters/sqs.py", "return set(positions) - accepted", "return set()"),
        _ANSWERS + "test_sqs_has_accepted_the_messages_that_it_names_and_no_others",
    ),
    mutant(
        "half-a-mail-is-a-mail",
        "a mail that is shorter than announced comes again",
        once("adapters/raw_mails.py", "if len(content) < announced:", "if not announced:"),
        _ANSWERS + "test_a_mail_that_is_shorter_than_announced_is_store_unavailable",
    ),
    mutant(
        "slow-is-refused",
        "only a service that said no for good has refused",
        once(
            _NO_ANSWER,
            "return status in _CLIENT_ERRORS and problem_of(error) not in _THROTTLED",
            "return True",
        ),
        _ANSWERS + "test_only_a_service_that_said_no_for_good_has_refused",
    ),
    mutant(
        "item-read-as-it-was",
        "one item is read consistently",
        once(_TABLES, "kind.get(pk, sk, consistent_read=True)", "kind.get(pk, sk)"),
        "contract/test_enrollments.py::test_an_enrollment_comes_back_as_it_was_written[dynamodb]",
    ),
    mutant(
        "items-read-as-they-were",
        "several items are read consistently",
        once(_TABLES, "kind.batch_get(wanted, consistent_read=consistent)", "kind.batch_get(wanted)"),
        "contract/test_enrollments.py::test_a_person_is_found_in_every_campaign_and_run[dynamodb]",
    ),
    mutant(
        "stream-of-what-was",
        "queries and scans are consistent",
        once(_TABLES, "read(*key, consistent_read=True)", "read(*key)"),
        "contract/test_enrollments.py::test_a_run_streams_its_enrollments_and_no_other_run_s[dynamodb]",
    ),
    mutant(
        "end-seen-too-early",
        "whether a run has ended is read consistently",
        once(
            "adapters/dynamodb/enrollments.py",
            "                consistent_read=True,\n                attributes_to_get",
            "                attributes_to_get",
        ),
        "contract/test_enrollments.py::test_a_run_has_ended_when_each_enrollment_has[dynamodb]",
    ),
    mutant(
        "count-of-what-was",
        "what is counted is read consistently",
        once(
            _TABLES, '{"consistent_read": True, "attributes_to_get": parts}', '{"attributes_to_get": parts}'
        ),
        _COUNTS + "test_a_count_of_parts_is_a_count_of_whole_enrollments[dynamodb]",
    ),
    mutant(
        "count-reads-the-words-of-operators",
        "a count reads parts of a touch, and no text",
        once(
            _COUNTED_LEADS,
            '*(f"touches.{step}.{part}" for step in range(steps) for part in _OF_A_TOUCH)',
            '*(f"touches.{step}" for step in range(steps))',
        ),
        _COUNTS + "TestOnTheWire::test_no_address_no_value_and_no_text_is_read",
    ),
    mutant(
        "status-reads-whole-leads",
        "status reads no lead whole",
        once(
            "services/operator/overview.py",
            "in self._ports.counted_leads.of_run(run, len(steps)):",
            "in [*self.enrollments(run)][:0] or self._ports.counted_leads.of_run(run, len(steps)):",
        ),
        "unit/test_commands_in_memory.py::test_status_reads_no_lead_whole",
    ),
    mutant(
        "tenth-step-before-the-second",
        "touches are counted in the order of their steps",
        once(_COUNTED_LEADS, "sorted(map(int, touches))", "map(int, sorted(touches))"),
        _COUNTS + "test_a_lead_comes_with_its_touches_in_order[dynamodb]",
    ),
    mutant(
        "bounces-read-as-they-were",
        "a soft bounce reads the earlier ones consistently",
        once(_FEEDBACK, "limit=limit, consistent_read=True", "limit=limit"),
        "contract/test_feedback_stores.py::test_the_latest_mails_come_first_and_no_more_than_asked_for[dynamodb]",
    ),
    mutant(
        "replies-of-a-lead-read-as-they-were",
        "a lead's replies are listed consistently",
        once(_REPLIES, "                consistent_read=True,\n", ""),
        "contract/test_inbound_stores.py::test_a_leads_records_are_theirs_and_in_order[dynamodb]",
    ),
    mutant(
        "throttled-create-exists",
        "only a failed condition says that an item exists",
        once(
            _TABLES,
            '            if error.response["Error"]["Code"] == _REFUSED:\n                return False\n            raise\n',
            "            return False\n",
        ),
        _THROTTLED,
    ),
    mutant(
        "throttled-write-lost",
        "only a failed condition says that another writer was faster",
        once(
            _TABLES,
            '            if error.response["Error"]["Code"] == _REFUSED:\n                return Write(',
            "            if True:\n                return Write(",
        ),
        _THROTTLED,
    ),
)
