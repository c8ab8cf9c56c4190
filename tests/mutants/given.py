"""What is done at an emulator that somebody else started, and what never is."""

from mutants.mutant import mutant, once

_ENDPOINT = "local/endpoint.py"
_STATUS = "local/stack_status.py"
_DEPLOY = "local/deploy.py"
_KEPT = "local/kept_given.py"
_URLS = "unit/test_endpoint.py::"
_STATUSES = "unit/test_stack_status.py::"
_STACKS = "integration/test_given_emulator.py::"

GIVEN = (
    mutant(
        "what-is-left-forgotten-by-down",
        "what a deletion has left is known after `down`, too",
        once("local/kept.py", "if found.outliving and not delete_data:", "if False:"),
        _STACKS + "test_a_repetition_deletes_what_was_left[down]",
    ),
    mutant(
        "what-is-left-forgotten-by-up",
        "what a deletion has left is known after `up`, too",
        once("local/kept_given.py", "outliving=to_delete if is_there else (),", "outliving=(),"),
        _STACKS + "test_a_repetition_deletes_what_was_left[down and up]",
    ),
    mutant(
        "aws-taken-for-an-emulator",
        "the endpoint of an emulator is never AWS",
        once(_ENDPOINT, "    if is_aws(url):\n", "    if False:\n"),
        _URLS + "test_aws_is_refused_even_if_its_name_leads_to_this_machine",
    ),
    mutant(
        "aws-by-one-spelling-only",
        "AWS is known by every spelling of its name",
        once(
            "adapters/aws_hosts.py",
            '(urlsplit(url).hostname or "").rstrip(".")',
            "str(urlsplit(url).hostname)",
        ),
        "unit/test_aws_hosts.py::test_aws_is_known_by_its_host_in_every_partition",
    ),
    mutant(
        "leads-travel-without-a-word",
        "an emulator on another machine needs the person's word",
        once(_ENDPOINT, "    if not here and not allow_remote:\n", "    if False:\n"),
        _URLS + "test_another_machine_needs_a_word_because_leads_would_travel",
    ),
    mutant(
        "one-address-here-is-enough",
        "a host is this machine only if all of its addresses are",
        once(_ENDPOINT, "bool(found) and all(ipaddress", "bool(found) and any(ipaddress"),
        _URLS + "test_another_machine_needs_a_word_because_leads_would_travel",
    ),
    mutant(
        "password-repeated",
        "a password in a URL is not repeated on the terminal",
        once(_ENDPOINT, '    if "@" in parts.netloc:\n', "    if False:\n"),
        _URLS + "test_a_url_with_a_password_is_refused_without_repeating_it",
    ),
    mutant(
        "half-deleted-stack-deleted",
        "a stack that was in use is never deleted to make way",
        once(_STATUS, '{"ROLLBACK_COMPLETE", ', '{"ROLLBACK_COMPLETE", "DELETE_FAILED", '),
        _STATUSES + "test_only_what_never_was_in_use_is_deleted",
    ),
    mutant(
        "foreign-stack-overwritten",
        "a stack that we did not deploy is left alone",
        once(
            _DEPLOY,
            "    if stack is not None and _DIGEST_OUTPUT not in _outputs(stack):\n",
            "    if False:\n",
        ),
        _STACKS + "test_a_stack_that_somebody_else_deployed_is_left_alone",
    ),
    mutant(
        "stop-ended-by-a-deployment",
        "a kill switch that is there already stays as somebody left it",
        once(_DEPLOY, "Overwrite=False", "Overwrite=True"),
        _STACKS + "test_a_stop_outlives_the_stack_that_it_stopped",
    ),
    mutant(
        "senders-go-on-after-down",
        "a stack whose SES endpoint is stopped rests",
        once(_KEPT, "        rest(client, STACK_NAME, stack.outputs)\n", ""),
        _STACKS + "test_a_stack_works_there_rests_when_it_is_down_and_goes_on",
    ),
    mutant(
        "data-deleted-without-the-word",
        "data are deleted by the person's word alone",
        once(
            "local/kept.py",
            "layout, found, found.given, delete_data=delete_data",
            "layout, found, found.given, delete_data=True",
        ),
        _STACKS + "test_a_stack_works_there_rests_when_it_is_down_and_goes_on",
    ),
    mutant(
        "what-outlives-a-stack-forgotten",
        "a repetition deletes what was left when the stack itself was gone",
        once(_KEPT, "        kept_file.write(layout, replace(stack, outliving=outliving))\n", ""),
        _STACKS + "test_a_repetition_deletes_what_was_left",
    ),
)
