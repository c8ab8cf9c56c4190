"""A template of any kind renders soon, in little memory, and for every lead that an import takes; or it is refused."""

from mutants.mutant import mutant, once

_METERING = "rendering/metering.py"
_SANDBOX = "rendering/sandbox.py"
_LANGUAGE = "rendering/language.py"
_FILTERS = "rendering/filters.py"
_ANALYSIS = "reading/message_analysis.py"
_BOUNDS = "unit/test_template_bounds.py::"
_REFUSED = _BOUNDS + "test_what_templates_may_not_hold_is_refused_at_both_places_on_whatever_branch_it_stands"
_APPLY = "unit/test_message_analysis.py::"
_IMPORT = "unit/test_import_leads.py::"

MESSAGES = (
    mutant(
        "values-for-nothing",
        "whoever looks a value up pays for its size",
        once(_METERING, 'return _filter(node, LOOKED_UP) if node.ctx == "load" else node', "return node"),
        _BOUNDS + "test_a_value_is_paid_for_by_its_size_wherever_it_is_looked_up",
    ),
    mutant(
        "lists-for-nothing",
        "a list is paid for with everything in it",
        once(_METERING, "                self.pay(each)\n", "                self.spend(1)\n"),
        _BOUNDS + "test_a_list_is_paid_for_with_everything_in_it",
    ),
    mutant(
        "calls-for-nothing",
        "what a call returns is paid for",
        once(_SANDBOX, "        return looked_up(result)\n", "        return result\n"),
        _BOUNDS + "test_what_a_call_returns_is_paid_for",
    ),
    mutant(
        "macros-for-nothing",
        "whoever enters a body pays for it",
        once(
            _METERING,
            "nodes.Template | nodes.Block | nodes.Macro | nodes.CallBlock | nodes.For",
            "nodes.Template | nodes.Block | nodes.CallBlock | nodes.For",
        ),
        _BOUNDS + "test_a_body_is_paid_for_each_time_it_is_entered[macro]",
    ),
    mutant(
        "work-is-paid-back",
        "no template gets work for nothing",
        once(_METERING, "gauge.left -= abs(work)", "gauge.left -= work"),
        _BOUNDS + "test_no_template_gets_work_for_nothing",
    ),
    mutant(
        "left-out-for-nothing",
        "a loop pays for the entries that it leaves out",
        once(_METERING, "if isinstance(node, nodes.For) and node.test and for_the_test:", "if False:"),
        _BOUNDS + "test_a_body_is_paid_for_each_time_it_is_entered[test of a loop]",
    ),
    mutant(
        "calls-as-deep-as-python-goes",
        "calls are nested up to a bound",
        once(_METERING, "        if self._calls > MAX_CALLS:\n            raise TooMuchWork\n", ""),
        _BOUNDS + "test_calls_are_nested_up_to_a_bound[31-False]",
    ),
    mutant(
        "one-meter-for-all",
        "each rendering has its own meter",
        once(_METERING, "        _METER.reset(self._before)\n", "        pass\n"),
        _BOUNDS + "test_one_lead_s_rendering_leaves_the_next_one_all_it_may_spend",
    ),
    mutant(
        "growth-unpaid",
        "what makes a text longer pays before it does so",
        once(_FILTERS, "            meter().spend(cost(value, *args, **kwargs))\n", "            pass\n"),
        _BOUNDS + "test_a_filter_pays_before_it_makes_a_long_text",
    ),
    mutant(
        "methods-unpaid",
        "a method pays before it makes a long text",
        once(_SANDBOX, "gauge.spend(cost_of_method(text, obj.__name__, args))", "gauge.spend(0)"),
        _BOUNDS + "test_a_filter_pays_before_it_makes_a_long_text",
    ),
    mutant(
        "methods-of-any-width",
        "no method pads a text to any width",
        once(_SANDBOX, "                return attr in methods\n", "                return True\n"),
        _BOUNDS + "test_a_method_whose_name_is_made_while_rendering_is_refused_too[ljust]",
    ),
    mutant(
        "refused-only-where-it-runs",
        "what templates may not hold is refused on whatever branch it stands",
        once(_SANDBOX, "        check_tree(self, tree, name)\n", ""),
        _REFUSED,
    ),
    mutant(
        "parsed-whatever-its-depth",
        "brackets are nested up to a bound",
        once(_SANDBOX, "        check_words(self, source, name)\n", ""),
        _BOUNDS + "test_brackets_are_nested_up_to_a_bound",
    ),
    mutant(
        "filters-checked-where-they-run",
        "an unknown filter is refused on whatever branch it stands",
        once(
            _LANGUAGE,
            "if problem := _unknown(environment, node) or _problem(node, imported):",
            "if problem := _problem(node, imported):",
        ),
        _REFUSED,
    ),
    mutant(
        "modules-are-kept",
        "what one lead's mail leaves in a template reaches no other",
        once(_SANDBOX, "    template_class = _MessageTemplate\n", ""),
        _BOUNDS + "test_what_one_mail_leaves_in_an_imported_template_reaches_no_other",
    ),
    mutant(
        "namespaces-are-shown",
        "a namespace cannot be shown",
        once(_SANDBOX, '"namespace": _Namespace', '"namespace": Namespace'),
        _BOUNDS + "test_a_namespace_cannot_be_shown",
    ),
    mutant(
        "walked-without-end",
        "templates that include each other are walked a bounded number of times",
        once(
            "reading/template_uses.py",
            "if len(self.chain) > MAX_DEPTH or self.found.walked > MAX_WALKED:",
            "if len(self.chain) > MAX_DEPTH:",
        ),
        _BOUNDS + "test_templates_that_include_each_other_are_walked_a_bounded_number_of_times",
    ),
    mutant(
        "awkward-leads-untried",
        "a template that fails for an awkward lead is refused",
        once(
            _ANALYSIS, '        yield f"for a lead {about}", fields, PARTS, longest\n', "        continue\n"
        ),
        _APPLY + "test_a_template_that_fails_for_an_awkward_lead_is_refused",
    ),
    mutant(
        "longest-leads-untried",
        "a template that fails for fields at their longest is refused",
        once(
            _ANALYSIS,
            '        yield f"for a lead {about}", fields, PARTS[1:], longest\n',
            "        continue\n",
        ),
        _APPLY + "test_a_template_that_fails_for_an_awkward_lead_is_refused",
    ),
    mutant(
        "rows-untried",
        "an import takes no row whose mail cannot be rendered",
        once("reading/lead_rows.py", "        check_mails(address, values, rules)\n", ""),
        _IMPORT + "test_several_values_that_are_too_long_together_reject_the_row",
    ),
    mutant(
        "subject-without-its-re",
        "a subject has room for the `Re:` of a follow-up",
        once(
            "rendering/trial.py",
            'is_too_long("Subject", reply_subject(mail.subject))',
            'is_too_long("Subject", mail.subject)',
        ),
        _IMPORT + "test_a_value_with_which_a_subject_is_too_long_rejects_the_row[986-1]",
    ),
    mutant(
        "sender-s-name-by-its-letters",
        "a sender's name is measured as it is encoded",
        once(
            "reading/campaign_schema.py",
            'len(formataddr((name or "", address)))',
            'len(name or "")',
        ),
        "unit/test_campaign_file.py::test_a_sender_s_name_is_measured_as_it_is_encoded_in_a_mail",
    ),
)
