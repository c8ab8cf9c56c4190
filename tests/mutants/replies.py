"""What a reply does: orders first, then its record, then its forward; each step is safe to repeat."""

from mutants.mutant import mutant, once

_SHOWN = "domain/inbound/shown.py"
_SERVICE = "services/inbound/replies.py"
_RULES = "domain/reply.py"
_COMPANIES = "domain/companies.py"
_FORWARDING = "services/inbound/forwarding.py"
_MEMORY = "memory/inbound.py"
_DYNAMO = "adapters/dynamodb/replies.py"
_PAGE = "artifacts/pages/replies.html"
_PAGE_TESTED = "unit/test_replies_page.py::"
_REPLIED = "unit/test_replies.py::"
_COMPANIES_TESTED = "unit/test_companies.py::"
_STORES = "contract/test_inbound_stores.py::"

REPLIES = (
    mutant(
        "page-of-replies-draws-html",
        "the page of replies shows what strangers wrote as text",
        once(_PAGE, ">{{ plain(mail.new) }}<", ">{{ plain(mail.new)|safe }}<"),
        _PAGE_TESTED + "test_nothing_that_strangers_wrote_is_markup_and_nothing_is_loaded",
    ),
    mutant(
        "page-of-replies-shows-direction-marks",
        "nothing on the page of replies turns text round",
        once("artifacts/strangers_text.py", 'without_controls("\\n".join(text.splitlines()))', "text"),
        _PAGE_TESTED + "test_nothing_that_strangers_wrote_is_markup_and_nothing_is_loaded",
    ),
    mutant(
        "page-of-replies-without-a-policy",
        "the page of replies may load and run nothing",
        once(_PAGE, "default-src 'none'; ", ""),
        _PAGE_TESTED + "test_its_policy_allows_its_own_style_and_nothing_else",
    ),
    mutant(
        "page-readable-by-everybody",
        "only its owner can read a page with people's addresses",
        once("artifacts/page_file.py", "            path.touch(mode=0o600)\n", ""),
        _PAGE_TESTED + "test_only_its_owner_can_read_it",
    ),
    mutant(
        "forward-shows-direction-marks",
        "a forward shows nothing that turns its text round",
        once(_SHOWN, '_INVISIBLE.sub("", text)', "text"),
        "unit/test_replies.py::test_a_forward_shows_no_marks_of_direction",
    ),
    mutant(
        "forward-shows-another-address-as-name",
        "no display name of a forward poses as an address",
        once(_SHOWN, "_POSES_AS_ADDRESS.search(name) or ", ""),
        "unit/test_replies.py::test_a_forward_shows_no_name_that_poses_as_somebody",
    ),
    mutant(
        "forward-shows-homographs",
        "no display name of a forward mixes letters that look alike",
        once(_SHOWN, 'return "" if any(map(_mixes_alphabets, name.split())) else name', "return name"),
        "unit/test_replies.py::test_a_forward_shows_no_name_that_poses_as_somebody",
    ),
    mutant(
        "forward-shows-any-from",
        "the address in From is the display name only if we wrote to it",
        once(_FORWARDING, "(writer if writer == lead.address else _SOMEBODY)", "writer"),
        "unit/test_replies.py::test_a_forward_shows_no_address_of_a_writer_to_whom_nothing_was_sent",
    ),
    mutant(
        "forward-of-lookalikes-replied-to",
        "an address beyond ASCII, which SES would refuse, is not replied to",
        once(_FORWARDING, "not address.isascii()", "not address"),
        "unit/test_replies.py::test_an_address_in_letters_that_only_look_like_it_is_not_replied_to",
    ),
    mutant(
        "reply-orders-nothing",
        "a person's reply ends the campaign for them",
        once(_RULES, '    MailKind.HUMAN: (Reason.REPLIED, "lead"),\n', ""),
        _REPLIED + "test_after_a_reply_nothing_more_is_sent",
    ),
    mutant(
        "reply-ends-every-campaign",
        "a reply ends its own campaign and no other",
        once(_RULES, "campaign_id if replied else EVERYWHERE", "EVERYWHERE"),
        _REPLIED + "test_a_persons_reply_ends_the_campaign_for_them_and_for_their_company",
    ),
    mutant(
        "request-ends-one-campaign",
        "who asks to be left alone is left alone by all campaigns",
        once(_RULES, "campaign_id if replied else EVERYWHERE", "campaign_id"),
        _REPLIED + "test_who_asks_to_be_left_alone_is_left_alone_by_every_campaign",
    ),
    mutant(
        "reply-written-to-the-enrollment",
        "the order of a reply goes to the Suppression table",
        {
            _SERVICE: [
                (
                    "from outreach.domain.campaign import Campaign\n",
                    (
                        "from outreach.domain import settlement\n"
                        "from outreach.domain.campaign import Campaign\n"
                        "from outreach.domain.enrollment import Fence, State\n"
                    ),
                ),
                (
                    "self._ports.suppressions.order_recipient(lead.recipient, lead.address, orders.order)",
                    (
                        "it = match.enrollment\n"
                        "            ended = settlement.skip(it, self._campaign(match), orders.order.reason, now)\n"
                        "            it.state is State.DUE and "
                        "self._ports.enrollments.move(it.key, Fence(it.step, it.attempt), ended)"
                    ),
                ),
            ]
        },
        _REPLIED + "test_a_reply_that_comes_while_a_mail_is_on_its_way_outlives_its_settle",
    ),
    mutant(
        "automatic-reply-orders",
        "an automatic reply makes no order",
        once(
            _RULES,
            '    MailKind.HUMAN: (Reason.REPLIED, "lead"),\n',
            '    MailKind.HUMAN: (Reason.REPLIED, "lead"),\n    MailKind.AUTOMATIC: (Reason.REPLIED, "lead"),\n',
        ),
        _REPLIED + "test_an_automatic_reply_orders_nothing_and_is_forwarded_to_nobody",
    ),
    mutant(
        "absence-ends-the-campaign",
        "who is away is put on hold, and not given up",
        once(
            _RULES,
            "        return Orders(hold=Hold(_held_until(said.back_on, now, trust), SOURCE))\n",
            "        return Orders(Order(campaign_id, Reason.REPLIED, SOURCE, 'lead', now))\n",
        ),
        _REPLIED + "test_an_out_of_office_holds_the_campaign_until_the_morning_of_the_return",
    ),
    mutant(
        "full-mailbox-suppresses",
        "a temporary failure suppresses nobody",
        once(
            _RULES,
            "failure for failure in said.failures if failure.severity is Severity.HARD]",
            "failure for failure in said.failures]",
        ),
        _REPLIED + "test_full_blocked_delayed_and_delivered_suppress_nobody",
    ),
    mutant(
        "bounce-of-another-suppresses",
        "a bounce counts only if it is about the lead's own address",
        once(_RULES, 'any(failure.recipient in ("", address) for failure in hard)', "bool(hard)"),
        _REPLIED + "test_a_failure_of_an_address_that_the_lead_passes_mail_on_to_is_not_theirs",
    ),
    mutant(
        "company-of-a-mailbox-provider",
        "a mailbox provider is not a company",
        once(_COMPANIES, "if any(map(is_mailbox_provider, domains)):", "if not domains:"),
        _REPLIED + "test_a_mailbox_provider_is_no_company",
    ),
    mutant(
        "company-of-a-shared-suffix",
        "who has a domain below a shared suffix stops nobody beside it",
        once(_COMPANIES, "if _is_suffix(domain)), len(domains))", "if not domain), len(domains))"),
        _COMPANIES_TESTED + "test_a_company_below_a_suffix_that_many_share_is_that_company_alone",
    ),
    mutant(
        "company-of-a-provider-of-a-country",
        "a provider that has a domain for each country is no company in any of them",
        once(_COMPANIES, ' or domains[below - 1].partition(".")[0] in _MANY_COUNTRIES', ""),
        _COMPANIES_TESTED + "test_one_persons_reply_stops_no_mailbox_provider",
    ),
    mutant(
        "company-of-the-forgotten",
        "a forgotten person has no company any more",
        once(_RULES, "None if NOWHERE in domains else company_domain(domains)", "company_domain(domains)"),
        _REPLIED + "test_somebody_who_was_forgotten_has_no_company_any_more",
    ),
    mutant(
        "company-against-the-operators-setting",
        "the operator may let the company go on",
        once(
            _RULES,
            "company=order if company and replied and",
            "company=order if replied and",
        ),
        _REPLIED + "test_the_company_goes_on_where_the_operator_wants_it",
    ),
    mutant(
        "company-stopped-by-one-persons-wish",
        "only a reply counts for the whole company",
        once(
            _RULES,
            "company=order if company and replied and",
            "company=order if company and",
        ),
        _REPLIED + "test_who_asks_to_be_left_alone_is_left_alone_by_every_campaign",
    ),
    mutant(
        "strangers-mail-orders",
        "a mail that matches nobody makes no order",
        {
            _SERVICE: [
                (
                    "from outreach.domain.campaign import Campaign\n",
                    (
                        "from outreach.domain.address import recipient_key\n"
                        "from outreach.domain.campaign import Campaign\n"
                        "from outreach.domain.reasons import Reason\n"
                        "from outreach.domain.suppression import EVERYWHERE, Order\n"
                    ),
                ),
                (
                    "            self._ports.replies.keep(reply)\n",
                    (
                        "            self._ports.replies.keep(reply)\n"
                        '            for _, address in mailboxes(mail.headers.written("from")):\n'
                        "                key = recipient_key(self._rules.peppers, address)\n"
                        '                order = Order(EVERYWHERE, Reason.UNSUBSCRIBED, "reply", "lead", now)\n'
                        "                self._ports.suppressions.order_recipient(key, address, order)\n"
                    ),
                ),
            ]
        },
        _REPLIED + "test_what_belongs_to_nobody_is_counted_and_kept_and_changes_nothing",
    ),
    mutant(
        "strangers-words-kept",
        "the text of a mail that matches nobody is not kept",
        once(_SERVICE, 'new_text=said.new_text if match else ""', "new_text=said.new_text"),
        _REPLIED + "test_what_belongs_to_nobody_is_counted_and_kept_and_changes_nothing",
    ),
    mutant(
        "ordered-after-the-forward",
        "an order does not wait for the forward",
        {
            _SERVICE: [
                ("        ordered, version = self._order(said, match, reply)\n", '        version = ""\n'),
                (
                    "        forwarded = is_forwarded(said.kind) and self._forward(kept, mail, match)\n",
                    (
                        "        forwarded = is_forwarded(said.kind) and self._forward(kept, mail, match)\n"
                        "        ordered, _ = self._order(said, match, reply)\n"
                    ),
                ),
            ]
        },
        _REPLIED + "test_a_forward_that_fails_is_made_good_when_the_mail_comes_again",
    ),
    mutant(
        "ordered-after-the-record",
        "an order does not wait for the record",
        {
            _SERVICE: [
                ("        ordered, version = self._order(said, match, reply)\n", '        version = ""\n'),
                (
                    "        forwarded = is_forwarded(said.kind) and self._forward(kept, mail, match)\n",
                    (
                        "        ordered, _ = self._order(said, match, reply)\n"
                        "        forwarded = is_forwarded(said.kind) and self._forward(kept, mail, match)\n"
                    ),
                ),
            ]
        },
        _REPLIED + "test_an_order_does_not_wait_for_the_record",
    ),
    mutant(
        "hold-shortened-memory",
        "an earlier return never shortens a hold",
        once(
            "memory/holds.py",
            " or (scope in row.holds and row.holds[scope].until >= hold.until)",
            "",
        ),
        _STORES + "test_a_hold_is_put_off_and_never_shortened[memory]",
    ),
    mutant(
        "hold-shortened-dynamodb",
        "an earlier return never shortens a hold",
        once(
            "adapters/dynamodb/holds.py",
            "place.does_not_exist() | (until < stamp(hold.until))",
            "place.does_not_exist() | place.exists()",
        ),
        _STORES + "test_a_hold_is_put_off_and_never_shortened[dynamodb]",
    ),
    mutant(
        "hold-makes-a-row-memory",
        "a hold creates no row, because a missing row is a stop",
        {
            "memory/holds.py": [
                ("import Hold, RowChange\n", "import Hold, RecipientRow, RowChange\n"),
                (
                    "row = self._tables.recipients.get(recipient)\n",
                    "row = self._tables.recipients.get(recipient) or RecipientRow(recipient, None)\n",
                ),
            ]
        },
        _STORES + "test_a_hold_makes_no_row_because_its_absence_is_a_stop[memory]",
    ),
    mutant(
        "record-overwritten-memory",
        "a record is kept once",
        once(
            _MEMORY,
            "            kept = self.rows.setdefault(_place(reply), reply)\n",
            "            kept = self.rows[_place(reply)] = reply\n",
        ),
        _STORES + "test_a_record_is_kept_whole_and_once[memory]",
    ),
    mutant(
        "record-overwritten-dynamodb",
        "a record is kept once",
        once(
            _DYNAMO,
            "        if not create(self._items.of(reply)):\n",
            "        if self._items.of(reply).save() is None:\n",
        ),
        _STORES + "test_a_record_is_kept_whole_and_once[dynamodb]",
    ),
    mutant(
        "forwarded-again-and-again",
        "a reply that was forwarded is marked",
        once(_SERVICE, "        self._ports.replies.mark_forwarded(reply, self._ports.clock.now())\n", ""),
        _REPLIED + "test_the_new_text_is_kept_and_forwarded_once",
    ),
    mutant(
        "marked-before-the-forward",
        "a reply is marked after it was forwarded",
        once(
            _SERVICE,
            "        self._ports.forwarder.forward(forward)\n"
            "        self._ports.replies.mark_forwarded(reply, self._ports.clock.now())\n",
            "        self._ports.replies.mark_forwarded(reply, self._ports.clock.now())\n"
            "        self._ports.forwarder.forward(forward)\n",
        ),
        _REPLIED + "test_a_forward_that_fails_is_made_good_when_the_mail_comes_again",
    ),
    mutant(
        "forwards-without-end",
        "a lead's replies are forwarded up to a daily quota",
        once(_SERVICE, "        if not self._may_forward(match):\n", "        if False:\n"),
        _REPLIED + "test_a_flood_of_mails_in_a_leads_name_is_forwarded_up_to_the_days_quota_and_kept",
    ),
    mutant(
        "forwards-never-again",
        "the quota of forwards starts anew every day",
        once(_SERVICE, "day = quota_day(self._ports.clock.now())", 'day = "2026-11-23"'),
        _REPLIED + "test_the_next_day_replies_are_forwarded_again",
    ),
    mutant(
        "forwards-of-all-leads-counted-together",
        "each lead has a quota of forwards of its own",
        once(
            "domain/quota.py",
            'f"forward#{campaign_id}#{run_id}#{lead_id}"',
            'f"forward#{campaign_id}#{run_id}"',
        ),
        _REPLIED + "test_one_leads_flood_takes_nothing_from_the_others",
    ),
    mutant(
        "request-not-forwarded",
        "our people get every mail that a person wrote",
        once(
            _RULES,
            "in (MailKind.HUMAN, MailKind.UNSUBSCRIBE, MailKind.POSSIBLE_UNSUBSCRIBE)",
            "is MailKind.HUMAN",
        ),
        _REPLIED + "test_who_asks_to_be_left_alone_is_left_alone_by_every_campaign",
    ),
    mutant(
        "forwarded-subject-unchecked",
        "a reply's subject cannot forge a header",
        once(_SHOWN, "unsafe_in_header(text) or unsafe_in_header(visible)", "False"),
        _REPLIED + "test_a_reply_s_subject_forges_no_header",
    ),
    mutant(
        "forwarded-name-unchecked",
        "a reply's name cannot forge a header",
        once(_FORWARDING, "shown_name(name) or (", "name or ("),
        _REPLIED + "test_a_reply_s_name_forges_no_header",
    ),
    mutant(
        "forwarded-writer-unchecked",
        "a reply's address cannot forge a header",
        once(_FORWARDING, "address if address and not _unfit(address) else", "address if address else"),
        _REPLIED + "test_a_reply_s_address_forges_no_header",
    ),
    mutant(
        "forward-failure-swallowed",
        "a forward that SES did not take is made later",
        once(
            "adapters/forwarder.py",
            'with store_errors("SendEmail"):',
            'with __import__("contextlib").suppress(Exception):',
        ),
        "contract/test_ses.py::test_what_ses_does_not_take_is_forwarded_later",
    ),
    mutant(
        "forward-unmarked",
        "a forward is marked, so that nothing replies to it automatically",
        once("adapters/forwarder.py", '    (OWN_MARK.title(), "forward"),\n', ""),
        "contract/test_ses.py::test_what_is_forwarded_is_marked_as_ours_and_as_automatic",
    ),
)
