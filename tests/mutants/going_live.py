"""Before a live run: what could not be asked never counts as passed, a failure needs a word, and nobody is disturbed."""

from mutants.mutant import mutant, once

_PREFLIGHT = "cli/preflight.py"
_CONFIRMING = "cli/live_confirmation.py"
_USE_CASE = "services/operator/preflight.py"
_ROOM = "services/operator/readiness/"
_DNS = "adapters/public_dns.py"
_FACTS = "adapters/preflight_facts.py"
_COMMANDS = "unit/test_commands_in_memory.py::"
_ANSWERS = "contract/test_dns.py::"
_RULES = "unit/test_preflight_dns.py::"
_PAGES = "contract/test_preflight_facts.py::TestPage::"
_MESSAGES = "unit/test_preflight_messages.py::"

GOING_LIVE = (
    mutant(
        "not-asked-counts-as-ready",
        "a line that could not be asked keeps a stack from being ready",
        once(
            _PREFLIGHT, "ExitCode.PARTLY if Result.NOT_ASKED in results else ExitCode.DONE", "ExitCode.DONE"
        ),
        _COMMANDS + "test_a_line_that_could_not_be_asked_makes_a_stack_not_known_to_be_ready",
    ),
    mutant(
        "failed-counts-as-not-asked",
        "a line that failed is told apart from one that could not be asked",
        once(_PREFLIGHT, "        return ExitCode.REFUSED\n", "        return ExitCode.PARTLY\n"),
        _COMMANDS + "test_a_line_that_failed_is_named_and_refuses",
    ),
    mutant(
        "not-looked-up-counts-as-absent",
        "what nobody looked up is not asked",
        once(
            _ROOM + "facts.py",
            "self.dns.get((name, kind), NOT_LOOKED_UP)",
            "self.dns.get((name, kind), DnsRecords())",
        ),
        _RULES + "test_what_nobody_looked_up_is_not_asked",
    ),
    mutant(
        "silence-counts-as-absence",
        "a name that has no answer is not asked",
        once(
            _DNS,
            "            return resolver.unanswered or _unanswered(name, error)\n",
            "            return DnsRecords()\n",
        ),
        _ANSWERS + "test_every_way_to_have_no_answer_is_told_and_none_is_taken_for_an_absence",
    ),
    mutant(
        "spf-concluded-from-silence",
        "what was concluded about an SPF record from missing answers does not count",
        once(_DNS, "return resolver.unanswered or found", "return found"),
        _ANSWERS + "TestSpf::test_an_include_that_has_no_answer_decides_nothing",
    ),
    mutant(
        "spf-of-another-resolver",
        "an answer of DNS is not taken from an earlier question of the process",
        once(_DNS, "        utils.DNS_CACHE.clear()", "        pass"),
        _ANSWERS + "TestSpf::test_two_resolvers_do_not_share_what_they_were_told",
    ),
    mutant(
        "no-patience-limit",
        "nobody asks on when DNS is silent",
        once(_DNS, "if self._silent >= _PATIENCE:", "if False:"),
        _ANSWERS + "test_when_nobody_answers_the_rest_is_not_asked",
    ),
    mutant(
        "dns-asked-for-an-emulator",
        "no question leaves the machine for a stack that is not on AWS",
        once(_USE_CASE, "        if not told.on_aws:\n", "        if False:\n"),
        _COMMANDS + "test_where_no_aws_is_behind_the_stack_nobody_asks_dns_or_another_server",
    ),
    mutant(
        "foreign-page-requested-for-an-emulator",
        "no page elsewhere is requested for a stack that is not on AWS",
        once(_FACTS, "if not self.on_aws and urlsplit(base).hostname not in LOOPBACK:", "if False:"),
        _PAGES + "test_of_a_stack_that_is_not_on_aws_only_a_page_on_this_machine_is_requested",
    ),
    mutant(
        "redirect-followed",
        "a redirect is the response, and is not followed",
        once("adapters/one_click.py", "build_opener(_NoRedirects(), *direct)", "build_opener(*direct)"),
        _PAGES + "test_a_redirect_is_not_followed",
    ),
    mutant(
        "no-alarm-email-counts-as-silence",
        "of a stack without an AlarmEmail preflight says that nobody is told of alarms",
        once("bootstrap/operator.py", '"" if settings.sender_identity else None', "None"),
        "unit/test_stack_outputs.py::test_a_stack_of_this_template_that_names_no_topic_has_no_alarm_email",
    ),
    mutant(
        "pasted-command-without-its-stack",
        "a command that is to be pasted names its stack",
        once("cli/stacks.py", 'return f"{command} --stack {self.name}" if', "return command if"),
        _COMMANDS + "test_a_command_that_is_to_be_pasted_names_its_stack",
    ),
    mutant(
        "sender-in-another-case",
        "a sender is compared with SenderIdentity as IAM does",
        once(
            _ROOM + "identity.py",
            'domain = address.rpartition("@")[2]',
            "domain, identity = domain_of(address), identity.lower()",
        ),
        "unit/test_preflight.py::test_a_sender_belongs_to_its_own_address_its_domain_or_one_above",
    ),
    mutant(
        "live-despite-a-failure",
        "no live run begins on AWS over a line that failed",
        once(_CONFIRMING, "    if failed and preflight.on_aws:\n", "    if False:\n"),
        _COMMANDS + "test_a_live_run_on_aws_does_not_begin_over_a_failed_line_without_a_word",
    ),
    mutant(
        "any-word-will-do",
        "only the words that are asked for let a live run begin over a failure",
        once(_CONFIRMING, "if typed == _DESPITE:", "if typed is not None:"),
        _COMMANDS + "test_another_word_starts_nothing",
    ),
    mutant(
        "a-failure-is-an-obstacle-everywhere",
        "a failed line stops nothing where no mail reaches anybody",
        once(_CONFIRMING, "    if failed and preflight.on_aws:\n", "    if failed:\n"),
        _COMMANDS + "test_a_failed_line_stops_no_live_run_where_no_mail_reaches_anybody",
    ),
    mutant(
        "spf-without-ses",
        "an SPF record must allow SES",
        once(_ROOM + "identity.py", "    if SES not in told.passes_on_to:\n", "    if False:\n"),
        _RULES + "test_spf",
    ),
    mutant(
        "several-mx-records",
        "bounces and replies go to SES alone",
        once(_ROOM + "identity.py", "    if others:\n", "    if False:\n"),
        _RULES + "test_the_mx_record_of_the_mail_from_domain",
    ),
    mutant(
        "first-sender-s-domain-alone",
        "DMARC is asked of the domain of each sender",
        once(
            _ROOM + "facts.py",
            "for one in senders_in(self.campaign.campaign))",
            "for one in senders_in(self.campaign.campaign)[:1])",
        ),
        _RULES + "test_each_domain_of_a_pool_is_asked_about",
    ),
    mutant(
        "strict-alignment-relaxed",
        "strict alignment wants the very same domain",
        once(
            _ROOM + "authentication.py",
            "return not strict and organizational_domain(",
            "return organizational_domain(",
        ),
        _RULES + "test_alignment",
    ),
    mutant(
        "rule-that-is-off",
        "a receipt rule that is turned off receives nothing",
        once(_ROOM + "replies.py", "    if not any(rule.enabled for rule in ours):\n", "    if False:\n"),
        _RULES + "test_a_rule_must_be_on_and_take_every_mail_to_the_domain_into_the_bucket",
    ),
    mutant(
        "redirected-one-click",
        "a one-click request that is redirected has failed",
        once(_ROOM + "links.py", "    if _is_redirect(each):\n", "    if False:\n"),
        _MESSAGES + "TestOneClick::test_it_must_reach_the_page_in_either_encoding",
    ),
    mutant(
        "more-hosts-than-were-looked-up",
        "links whose hosts nobody looked up do not pass",
        once(_ROOM + "links.py", "    if len(hosts) > MOST_HOSTS:\n", "    if False:\n"),
        _MESSAGES + "test_of_very_many_hosts_not_all_are_looked_up_and_then_the_line_does_not_pass",
    ),
    mutant(
        "aws-told-what-does-not-hold",
        "the request for production access tells only what holds",
        once(
            "services/operator/production_access.py",
            "    return lines[name].result is Result.PASSED\n",
            "    return lines[name].result is not None\n",
        ),
        "unit/test_production_access.py::test_what_does_not_hold_is_not_told_and_stands_beside_the_text",
    ),
)
