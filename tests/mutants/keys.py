"""A key that is added is known to workers that started before it, and strangers make no reads."""

from mutants.mutant import mutant, once

_SECRETS = "adapters/secrets.py"
_GIVEN_UP = """\
            logger.warning("the keys could not be read again", extra=in_logs(error))
            return None
"""
_TOKEN = "domain/unsubscribe_token.py"
_PAGE = "services/unsubscribe/unsubscribing.py"
_MATCHING = "services/inbound/matching.py"
_READS = "unit/test_secrets.py::"
_REQUESTS = "unit/test_unsubscribing.py::"
_REPLIES = "unit/test_replies.py::"

KEYS = (
    mutant(
        "keys-read-at-each-wish",
        "keys are read again at most once a minute",
        once(_SECRETS, "        if now < self._not_before:\n            return None\n", ""),
        _READS + "test_keys_are_read_again_at_most_once_a_minute",
    ),
    mutant(
        "keys-read-again-once",
        "after a minute, keys are read again",
        once(
            _SECRETS,
            "self._not_before = now + _SECONDS_BETWEEN_READS",
            'self._not_before = now + float("inf")',
        ),
        _READS + "test_keys_are_read_again_at_most_once_a_minute",
    ),
    mutant(
        "failed-read-of-keys-not-counted",
        "a read that fails counts as a read",
        {
            _SECRETS: [
                (
                    "        self._not_before = now + _SECONDS_BETWEEN_READS\n        try:\n            return",
                    "        try:\n            keys =",
                ),
                (
                    _GIVEN_UP,
                    _GIVEN_UP
                    + "        self._not_before = now + _SECONDS_BETWEEN_READS\n        return keys\n",
                ),
            ]
        },
        _READS + "test_keys_that_cannot_be_read_leave_those_that_are_known_and_count_as_a_read",
    ),
    mutant(
        "failed-read-of-keys-raised",
        "keys that cannot be read again do no harm to the request",
        once(
            _SECRETS,
            _GIVEN_UP,
            "            raise\n",
        ),
        _READS + "test_keys_that_cannot_be_read_leave_those_that_are_known_and_count_as_a_read",
    ),
    mutant(
        "newer-link-not-known",
        "a link with a newer key works on an older worker",
        once(_PAGE, "self._keyring = self._read_again() or self._keyring", "pass"),
        _REQUESTS + "test_a_worker_that_started_before_a_key_was_added_reads_the_keys_again",
    ),
    mutant(
        "known-keys-dropped",
        "keys that cannot be read again leave those that are known",
        once(_PAGE, "self._read_again() or self._keyring", "self._read_again()"),
        _REQUESTS + "test_a_newer_key_that_cannot_be_read_yet_leaves_the_link_unknown",
    ),
    mutant(
        "any-token-reads-the-keys",
        "only a token of our form with an unknown key makes a read",
        once(_PAGE, "if names_unknown_key(self._keyring, token_in(token)):", "if True:"),
        _REQUESTS + "test_only_a_token_of_our_form_with_an_unknown_key_makes_a_read",
    ),
    mutant(
        "long-token-reads-the-keys",
        "a token that is longer than any of ours makes no read",
        once(_TOKEN, "    if len(token) > _LONGEST:\n        return False\n    parts", "    parts"),
        _REQUESTS + "test_only_a_token_of_our_form_with_an_unknown_key_makes_a_read",
    ),
    mutant(
        "known-key-reads-the-keys",
        "a forged token with a key that is known makes no read",
        once(_TOKEN, " and parts[1] not in keyring.keys", ""),
        _REQUESTS + "test_only_a_token_of_our_form_with_an_unknown_key_makes_a_read",
    ),
    mutant(
        "newer-reply-address-not-known",
        "a reply to an address with a newer key is heard by an older worker",
        once(
            _MATCHING, "self._by_proof(found) or self._by_newer_proof(found) or", "self._by_proof(found) or"
        ),
        _REPLIES + "test_a_reply_to_an_address_with_a_newer_key_is_heard_by_an_older_worker",
    ),
    mutant(
        "any-mail-reads-the-keys",
        "a mail that claims nothing makes no read",
        once(
            _MATCHING,
            "        if not any((found.addressed, found.quoted, found.links)):\n            return None\n        newer",
            "        newer",
        ),
        _REPLIES + "test_the_keys_are_not_read_again_for_a_mail_that_matches_or_claims_nothing",
    ),
)
