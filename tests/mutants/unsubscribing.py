"""Unsubscribing works at once and for everybody, and nobody can do or undo it for somebody else."""

from mutants.mutant import mutant, once

_SERVICE = "services/unsubscribe/unsubscribing.py"
_FORM = "services/unsubscribe/form.py"
_LINK = "domain/unsubscribe_token.py"
_MEMORY = "memory/people.py"
_DYNAMO = "adapters/dynamodb/suppressions.py"
_SITE = "unit/test_unsubscribing.py::"
_TOKENS = "unit/test_unsubscribe_token.py::"
_ORDERS = "contract/test_people.py::TestSuppressions::"
_LATE_LIFT = _ORDERS + "test_a_late_copy_of_a_lift_takes_away_nothing_that_was_ordered_since"
_GIVEN_AGAIN = _ORDERS + "test_a_late_copy_of_a_lift_leaves_an_order_that_was_given_again_meanwhile"
_LINKS_OWN = _ORDERS + "test_a_link_lifts_what_it_alone_has_given"
_SHOWN = "self._shown(about) if request.method in _SHOWING else"

UNSUBSCRIBING = (
    mutant(
        "links-in-clear",
        "a browser asks for the pages by https alone",
        once(
            "services/unsubscribe/page.py", '        "Strict-Transport-Security": "max-age=63072000",\n', ""
        ),
        _SITE + "test_every_response_carries_the_strict_headers",
    ),
    mutant(
        "get-unsubscribes",
        "a GET changes nothing",
        once(_SERVICE, _SHOWN, 'self._shown(about) if request.method == "HEAD" else'),
        _SITE + "test_a_one_click_body_on_a_get_does_nothing",
    ),
    mutant(
        "head-unsubscribes",
        "a HEAD changes nothing",
        once(_SERVICE, _SHOWN, 'self._shown(about) if request.method == "GET" else'),
        _SITE + "test_a_one_click_body_on_a_get_does_nothing",
    ),
    mutant(
        "any-method-unsubscribes",
        "only a POST changes something",
        once(_SERVICE, 'if request.method not in (*_SHOWING, "POST"):', "if False:"),
        _SITE + "test_any_other_method_is_refused_and_does_nothing",
    ),
    mutant(
        "token-without-mac",
        "only its MAC makes a token valid",
        once(
            _LINK,
            "if not hmac.compare_digest(mac.encode(), _MACS[form](keyring.keys[key_id], key_id, payload).encode()):",
            "if not mac:",
        ),
        _SITE + "test_a_flipped_bit_anywhere_makes_a_token_worthless",
    ),
    mutant(
        "token-for-any-purpose",
        "nothing else that we sign is a valid token",
        once(_LINK, 'signed = b"outreach unsubscribe token v2\\x00" + f"', 'signed = b"" + f"'),
        _TOKENS + "test_the_mac_covers_the_purpose",
    ),
    mutant(
        "first-form-forgotten",
        "a link of the first form works for ever",
        once(_LINK, '{"v1": _old_mac, "v2": _mac}', '{"v2": _mac}'),
        _TOKENS + "test_a_token_of_the_first_form_is_read_for_ever",
    ),
    mutant(
        "token-with-dropped-characters",
        "a new token holds nothing that mail programs drop",
        once(
            _LINK,
            "return base64.b32encode(hmac.digest(secret.encode(), signed, hashlib.sha256)[:20]).decode().lower()",
            "return _encoded(hmac.digest(secret.encode(), signed, hashlib.sha256)[:18])",
        ),
        _TOKENS
        + "test_a_token_fits_into_a_url_and_a_header_as_it_is_and_has_no_character_that_mail_programs_drop",
    ),
    mutant(
        "any-end-guessed",
        "only `-` and `_` may be missing at the end of a token",
        once(
            _LINK,
            "product(_DROPPED, repeat=dropped)",
            "product('abcdefghijklmnopqrstuvwxyzJq', repeat=dropped)",
        ),
        _TOKENS + "test_no_other_character_may_be_missing",
    ),
    mutant(
        "pasted-links-refused",
        "marks around a pasted link are forgiven",
        once(
            _SERVICE,
            "return read_pasted(self._keyring, token)",
            "return read_pasted(self._keyring, token) if token == token_in(token) else None",
        ),
        _SITE + "test_a_link_with_marks_that_were_pasted_along_works",
    ),
    mutant(
        "token-of-the-current-key-only",
        "a link works after its key was changed",
        once(_LINK, "parts[1] not in keyring.keys:", "parts[1] != keyring.current:"),
        _SITE + "test_a_link_made_with_an_old_key_works_after_a_rotation",
    ),
    mutant(
        "rehearsals-unsubscribe",
        "a rehearsal's link changes nothing",
        once(
            _SERVICE,
            "if about is None or is_rehearsal(about.run_id):",
            "if about is None:",
        ),
        _SITE + "test_a_rehearsals_link_says_so_and_changes_nothing",
    ),
    mutant(
        "responded-before-the-order",
        "the order is in the table before the response is sent",
        once(
            _SERVICE,
            "            self._order(about, asked.scope, asked.actor, now)\n        except",
            "            self._kept.keep(request_of(token, asked.scope, asked.actor, now))\n        except",
        ),
        _SITE + "test_after_the_response_no_last_look_sends",
    ),
    mutant(
        "everything-is-one-campaign",
        "unsubscribing from everything stops everything",
        once(_SERVICE, "EVERYWHERE if scope is Scope.EVERYTHING else about.campaign_id", "about.campaign_id"),
        _SITE + "test_the_form_stops_what_was_chosen",
    ),
    mutant(
        "one-campaign-is-everything",
        "unsubscribing from one campaign stops only that one",
        once(_SERVICE, "EVERYWHERE if scope is Scope.EVERYTHING else about.campaign_id", "EVERYWHERE"),
        _SITE + "test_the_form_stops_what_was_chosen",
    ),
    mutant(
        "one-click-is-one-campaign",
        "one click means everything",
        once(
            _FORM,
            "UnsubscribeRequest(Action.UNSUBSCRIBE, Scope.EVERYTHING, ",
            "UnsubscribeRequest(Action.UNSUBSCRIBE, Scope.CAMPAIGN, ",
        ),
        _SITE + "test_one_click_stops_everything_and_returns_200_without_a_redirect",
    ),
    mutant(
        "undo-beside-one-click",
        "a form that asks for both stop and undo means stop",
        once(
            _FORM, '    if "one-click" in fields', '    if not fields.get("action") and "one-click" in fields'
        ),
        _SITE + "test_one_click_beside_an_undo_means_stop",
    ),
    mutant(
        "unrecorded-not-kept",
        "a request that cannot be recorded is kept",
        once(_SERVICE, "            self._kept.keep(request)\n", "            pass\n"),
        _SITE + "test_a_request_that_cannot_be_recorded_is_kept_and_counts_from_when_it_is_recorded",
    ),
    mutant(
        "lost-request-called-kept",
        "a person whose request is lost is told so",
        once(_SERVICE, "            return Page.UNAVAILABLE\n", "            return Page.KEPT\n"),
        _SITE + "test_if_it_cannot_be_kept_either_the_person_is_told",
    ),
    mutant(
        "kept-request-dropped",
        "a kept request comes again until it is recorded",
        once(_SERVICE, "                failed.append(record.record_id)\n", "                pass\n"),
        _SITE + "test_a_kept_request_comes_again_until_the_table_responds",
    ),
    mutant(
        "kept-request-not-reported",
        "the handler reports the kept requests that failed",
        once(
            "/functions/unsubscribe/handler.py",
            "batch_response(unsubscribe_app().apply_kept(records_in(event)))",
            "(unsubscribe_app().apply_kept(records_in(event)), batch_response([]))[1]",
        ),
        _SITE + "test_a_kept_request_comes_again_until_the_table_responds",
    ),
    mutant(
        "kept-failures-not-asked-for",
        "SQS is told that kept requests fail one by one",
        once(
            "/template.yaml",
            "            FunctionResponseTypes: [ReportBatchItemFailures]\n"
            "            ScalingConfig:\n"
            "              MaximumConcurrency: 2 # leaves",
            "            ScalingConfig:\n              MaximumConcurrency: 2 # leaves",
        ),
        "template/test_unsubscribe_template.py::test_the_function_empties_its_queue_record_by_record",
    ),
    mutant(
        "poison-stops-the-batch",
        "a kept request that cannot be read fails alone",
        once(
            _SERVICE,
            "        except ValidationError:\n            request = None\n",
            "        except ZeroDivisionError:\n            request = None\n",
        ),
        _SITE + "test_a_poison_record_fails_alone",
    ),
    mutant(
        "kept-request-unread",
        "only its token makes a kept request valid",
        once(_SERVICE, "if not request or not about:", "if not request:"),
        _SITE + "test_a_poison_record_fails_alone",
    ),
    mutant(
        "kept-order-backdated",
        "a kept order counts from when it is recorded",
        once(_SERVICE, "request.actor, self._clock.now())", "request.actor, request.at)"),
        _SITE + "test_a_request_that_cannot_be_recorded_is_kept_and_counts_from_when_it_is_recorded",
    ),
    mutant(
        "undo-kept",
        "an undo is never kept",
        once(
            _SERVICE,
            "            return Page.UNDO_UNAVAILABLE\n",
            '            return self._keep(request_of("undo", scope, "recipient", self._clock.now()))\n',
        ),
        _SITE + "test_an_undo_is_never_kept",
    ),
    mutant(
        "undo-lifts-every-order",
        "an undo lifts an unsubscribe and nothing else",
        once(
            _SERVICE,
            "            version = self._suppressions.renew_version(*place, link=about.link, since=since)\n",
            "            row = self._suppressions.recipient(about.recipient)\n"
            "            for each in row.orders if row else ():\n"
            "                here = about.recipient, each.scope, each.reason\n"
            "                self._suppressions.lift_recipient(*here, version=each.version)\n"
            "            version = None\n",
        ),
        _SITE + "test_undo_lifts_no_other_order",
    ),
    mutant(
        "undo-lifts-every-scope",
        "an undo lifts only its own scope",
        once(
            _SERVICE, "about.recipient, _scope(about, scope), Reason", "about.recipient, EVERYWHERE, Reason"
        ),
        _SITE + "test_undo_takes_back_its_own_scope_only",
    ),
    mutant(
        "undo-without-a-version-of-its-own",
        "an undo writes a version first, and lifts only the order with it",
        once(
            _SERVICE,
            "version = self._suppressions.renew_version(*place, link=about.link, since=since)",
            'version = "another"',
        ),
        _SITE + "test_undo_takes_back_what_was_pressed",
    ),
    mutant(
        "undo-by-any-link",
        "an undo lifts only what its own link has ordered",
        once(
            "domain/unsubscribe_token.py", 'return f"{self.campaign_id}:{self.run_id}"', 'return "any link"'
        ),
        _SITE + "test_undo_lifts_nothing_that_another_link_has_ordered",
    ),
    mutant(
        "undo-of-an-old-order",
        "an undo lifts nothing that the link has ordered long ago",
        once(_SERVICE, "since = self._clock.now() - UNDO_WITHIN", "since = datetime.min.replace(tzinfo=UTC)"),
        _SITE + "test_a_link_in_other_hands_does_not_take_back_what_it_ordered_long_ago",
    ),
    mutant(
        "undo-of-what-others-ordered-memory",
        "an undo lifts only what its own link has ordered",
        once(
            _MEMORY,
            "named = (order.scope, order.reason, order.link) == (scope, reason, link)",
            "named = (order.scope, order.reason) == (scope, reason)",
        ),
        _LINKS_OWN + "[memory-given3-False]",
    ),
    mutant(
        "undo-of-what-others-ordered-dynamodb",
        "an undo lifts only what its own link has ordered",
        once(_DYNAMO, '(order["link"] == {STRING: link}) & ', ""),
        _LINKS_OWN + "[dynamodb-given3-False]",
    ),
    mutant(
        "undo-of-an-old-order-dynamodb",
        "an undo lifts nothing that is older than was asked",
        once(_DYNAMO, ' & (order["at"] >= {STRING: stamp(since)})', ""),
        _ORDERS + "test_a_link_lifts_nothing_that_is_older_than_was_asked[dynamodb-age1-False]",
    ),
    mutant(
        "undo-of-what-was-ordered-again-memory",
        "an order that somebody else gave again belongs to no link",
        once(_MEMORY, 'link=known.link if known.link == order.link else ""', "link=known.link"),
        _LINKS_OWN + "[memory-given6-False]",
    ),
    mutant(
        "undo-of-what-was-ordered-again-dynamodb",
        "an order that somebody else gave again belongs to no link",
        once(
            _DYNAMO, '[version, standing["link"].remove()], standing.exists()', "[version], standing.exists()"
        ),
        _LINKS_OWN + "[dynamodb-given6-False]",
    ),
    mutant(
        "link-taken-from-its-own-order-dynamodb",
        "an order that its link gave twice can be undone",
        once(_DYNAMO, "if order.link and update(self", "if not order.scope and update(self"),
        _LINKS_OWN + "[dynamodb-given2-True]",
    ),
    mutant(
        "lift-of-a-newer-order-memory",
        "a late lift leaves an order that was given since",
        once(
            _MEMORY,
            "(order.scope, order.reason, order.version) != (scope, reason, version)",
            "(order.scope, order.reason) != (scope, reason)",
        ),
        _LATE_LIFT + "[memory-skew0]",
    ),
    mutant(
        "lift-of-a-newer-order-dynamodb",
        "a late lift leaves an order that was given since",
        once(
            _DYNAMO,
            "unchanged = stored == {STRING: version} if version else",
            "unchanged = order.exists() if version else",
        ),
        _LATE_LIFT + "[dynamodb-skew0]",
    ),
    mutant(
        "lift-without-a-version-dynamodb",
        "only an order older than versions is lifted without one",
        once(_DYNAMO, " if version else order.exists() & stored.does_not_exist()", ""),
        "contract/test_dynamodb.py::test_an_order_from_before_orders_had_versions_can_be_lifted",
    ),
    mutant(
        "second-version-not-noted-memory",
        "an order that is given again gets a new version",
        once(_MEMORY, "_again(known, order) if _same(known, order) else known", "known"),
        _GIVEN_AGAIN + "[memory]",
    ),
    mutant(
        "second-version-not-noted-dynamodb",
        "an order that is given again gets a new version",
        once(
            _DYNAMO,
            "return not self._renew(pk, order) and self._add(pk, order).applied",
            "return False",
        ),
        _GIVEN_AGAIN + "[dynamodb]",
    ),
    mutant(
        "order-without-a-row-lost-dynamodb",
        "an order creates the row that it needs",
        once(
            _DYNAMO,
            "return create(self._items.of(pk, address, order)) or self._add(pk, order).applied",
            "return False",
        ),
        _ORDERS + "test_an_order_creates_the_row_of_an_address_nobody_imported[dynamodb]",
    ),
    mutant(
        "one-order-overwrites-the-others-dynamodb",
        "two orders at the same time do not lose each other",
        once(
            _DYNAMO,
            "return changed(self._items(pk), place.set({MAP: _record(order)}), unordered, RowChange.given(order))",
            "row = fetch(self._items, pk)\n"
            "        orders = OrdersAttribute().serialize((*(row.orders if row else ()), order))\n"
            '        return update(self._items(pk), [Path(["orders"]).set({MAP: orders})], unordered)',
        ),
        _ORDERS + "test_32_orders_at_one_time_all_stand[dynamodb]",
    ),
)
