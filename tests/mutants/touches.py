"""The record of a touch is short, and says what it said before. What an older program wrote is still read."""

from mutants.mutant import mutant, once

_TOUCHES = "adapters/dynamodb/touches.py"
_COUNTED = "adapters/dynamodb/counted_leads.py"
_STORED = "unit/test_touches_stored.py::"
_OLDER = "contract/test_enrollments.py::TestOfAnOlderProgram::"

TOUCHES = (
    mutant(
        "digits-of-another-form-as-bytes",
        "only what is the same when it is read back is stored as bytes",
        once(_TOUCHES, " if packed.hex() == text else {STRING: text}", ""),
        _STORED + "test_digits_that_bytes_would_write_otherwise_stay_a_text",
    ),
    mutant(
        "ses-id-of-another-form-as-bytes",
        "only an id as SES makes it is stored as bytes",
        once(
            _TOUCHES,
            "if BINARY in value and _ses_text(value[BINARY]) == text else",
            "if BINARY in value else",
        ),
        _STORED + "test_an_id_of_another_form_stays_what_it_is",
    ),
    mutant(
        "day-of-another-form-as-a-number",
        "only a day in its usual form is stored as a number",
        once(_TOUCHES, " if counted.isoformat() == day else {STRING: day}", ""),
        _STORED + "test_a_day_of_another_form_stays_what_it_is",
    ),
    mutant(
        "key-always-left-out",
        "an idempotency key that nothing else tells is kept",
        once(
            _TOUCHES,
            "key=None if touch.key == _key(key, touch.message_id, touch.step) else touch.key",
            "key=None",
        ),
        _STORED + "test_a_key_that_nothing_else_tells_is_kept",
    ),
    mutant(
        "no-attempt-taken-for-one",
        "only one attempt is left out",
        once(_TOUCHES, "    if touch.attempts != 1:\n", "    if touch.attempts > 1:\n"),
        _STORED + "test_a_touch_that_nothing_reached_ses_of_has_no_attempt",
    ),
    mutant(
        "look-cut-to-its-rows",
        "a look that saw more than the rows keeps it",
        once(_TOUCHES, 'if found.keys() == {"rows"} else', 'if "rows" in found else'),
        _STORED + "test_a_look_that_saw_more_than_the_rows_keeps_it",
    ),
    mutant(
        "look-before-the-claim-taken-for-its-own",
        "the rows are one text only after the claim of the attempt",
        once("domain/seen.py", "if self.claimed and domains and", "if domains and"),
        "unit/test_seen.py::test_rows_are_one_text_only_if_nothing_is_missing",
    ),
    mutant(
        "bytes-of-a-stream-unread",
        "bytes are read in base 64, too, as a stream hands them over",
        once(_TOUCHES, "found if isinstance(found, bytes) else b64decode(found)", "found"),
        _STORED + "test_a_touch_is_read_as_it_was_written",
    ),
    mutant(
        "older-record-unread",
        "a record is read that an older program wrote",
        once(_TOUCHES, "{_SHORT.get(name, name): value", "{name: value"),
        _STORED + "test_what_an_older_program_wrote_is_read_as_the_same_touch",
        _OLDER + "test_it_is_read",
    ),
    mutant(
        "older-times-unread",
        "a time is read that an older program wrote",
        once(
            "adapters/dynamodb/attributes.py",
            "value[NUMBER] if NUMBER in value else value[STRING]",
            "value[NUMBER]",
        ),
        _OLDER + "test_it_is_read",
    ),
    mutant(
        "older-enrollment-not-withdrawn",
        "who was enrolled by an older program is withdrawn",
        once(
            "adapters/dynamodb/enrollments.py",
            '(found == enrolled_at) | (Path(["enrolled_at"]) == stamp(enrolled_at))',
            "found == enrolled_at",
        ),
        _OLDER + "test_who_was_never_claimed_is_withdrawn_by_the_time_of_the_enrollment",
    ),
    mutant(
        "older-leads-uncounted",
        "a count reads what an older program wrote",
        once(_COUNTED, '(COUNTED, "would_go.at", *COUNTED_BEFORE)', '(COUNTED, "would_go.at")'),
        "contract/test_counted_leads.py::TestOnTheWire::"
        "test_leads_that_an_older_program_wrote_are_counted_the_same",
    ),
)
