"""The template says what AWS must do, where no code of ours can."""

from mutants.mutant import mutant, once

_TEMPLATE = "/template.yaml"
_PEPPER = "  AddressPepper:\n    Type: AWS::SecretsManager::Secret\n    Condition: MakesMemory\n"
_ALARMS = "template/test_alarms.py::"
_GUARDS = "template/test_template_guards.py::"
_INBOUND = "template/test_inbound_template.py::"
_OPEN = "template/test_unsubscribe_template.py::"
_PEOPLE = "template/test_people_template.py::"
_SHOWN = "template/test_dashboard.py::"

TEMPLATE = (
    mutant(
        "unsubscribe-may-replace-rows",
        "no role may replace a row that holds orders",
        once(
            _TEMPLATE,
            "                Action: dynamodb:UpdateItem # none that reads",
            "                Action: [dynamodb:PutItem, dynamodb:UpdateItem] # none that reads",
        ),
        _GUARDS + "test_nobody_may_delete_an_item_or_put_another_in_its_place",
    ),
    mutant(
        "inbound-may-lift-stops",
        "what reads mails of strangers may change no stop",
        once(
            _TEMPLATE,
            'dynamodb:LeadingKeys: ["REPLY#*", "QUOTA#*", WAITING_REPLIES]',
            'dynamodb:LeadingKeys: ["*"]',
        ),
        _GUARDS + "test_a_role_may_change_the_rows_of_its_task_and_no_others",
    ),
    mutant(
        "send-may-write-any-row",
        "each role may change the rows of its task only",
        once(
            _TEMPLATE,
            '                Condition: { "ForAllValues:StringLike": { dynamodb:LeadingKeys: ["E#*", "QUOTA#*", "PERSON#*", "COMPANY#*", "MAIL#*", RUNS, HISTORY] } }\n',
            "",
        ),
        _GUARDS + "test_a_role_may_change_the_rows_of_its_task_and_no_others",
    ),
    mutant(
        "stopper-may-end-a-stop",
        "a stopper can stop everything and end no stop",
        once(_TEMPLATE, "ssm:DeleteParameter", "[ssm:DeleteParameter, ssm:PutParameter]"),
        _PEOPLE + "test_a_stopper_may_delete_the_kill_switch_and_change_nothing_else",
    ),
    mutant(
        "author-may-start-a-run",
        "an author can start, resume or end no run",
        once(_TEMPLATE, '"E#*", "TIMETABLE#*", "REPLY#*"]', '"E#*", RUNS, "TIMETABLE#*", "REPLY#*"]'),
        _PEOPLE + "test_a_writer_is_held_to_the_rows_of_the_task",
    ),
    mutant(
        "feedback-may-not-settle",
        "a role may change each row that its function writes",
        once(
            _TEMPLATE, 'dynamodb:LeadingKeys: ["E#*", "DELIVERY#*", ', 'dynamodb:LeadingKeys: ["DELIVERY#*", '
        ),
        "simulation/test_wire.py::test_no_function_writes_a_row_that_its_role_may_not_change",
    ),
    mutant(
        "inbound-may-list-no-reply-that-waits",
        "a reply that may be a request is listed for a person",
        once(_TEMPLATE, '["REPLY#*", "QUOTA#*", WAITING_REPLIES]', '["REPLY#*", "QUOTA#*"]'),
        "simulation/test_wire.py::test_no_function_writes_a_row_that_its_role_may_not_change",
    ),
    mutant(
        "alarms-may-not-publish",
        "the policy of the topic lets the alarms publish",
        once(_TEMPLATE, "cloudwatch.amazonaws.com }", "events.amazonaws.com }"),
        _ALARMS + "test_our_alarms_and_that_rule_may_tell_people_and_nobody_else_may",
    ),
    mutant(
        "any-rule-may-publish",
        "of all rules, one may publish to the topic",
        once(
            _TEMPLATE,
            "            Condition: { ArnEquals: { aws:SourceArn: !GetAtt SesStatusRule.Arn } }\n",
            "",
        ),
        _ALARMS + "test_our_alarms_and_that_rule_may_tell_people_and_nobody_else_may",
    ),
    mutant(
        "stopped-by-ses-in-silence",
        "people hear that SES stops sending",
        once(_TEMPLATE, "          - Sending Status Disabled\n", ""),
        _ALARMS + "test_people_hear_what_ses_says_about_the_account",
    ),
    mutant(
        "bounces-noticed-at-the-review",
        "a person hears of bounces before AWS reviews the account",
        once(_TEMPLATE, "      Threshold: 0.04\n", "      Threshold: 0.05\n"),
        _ALARMS + "test_a_person_hears_of_a_bad_reputation_before_aws_reviews_the_account",
    ),
    mutant(
        "reputation-good-in-silence",
        "a rate does not get better while nothing is sent",
        once(
            _TEMPLATE,
            "      Threshold: 0.0008\n      TreatMissingData: ignore\n",
            "      Threshold: 0.0008\n      TreatMissingData: notBreaching\n",
        ),
        _ALARMS + "test_a_bad_reputation_does_not_look_good_because_nothing_is_sent",
    ),
    mutant(
        "tick-missing-in-silence",
        "a tick that nobody invokes is noticed",
        once(_TEMPLATE, "      TreatMissingData: breaching", "      TreatMissingData: notBreaching"),
        _ALARMS + "test_a_tick_that_nobody_invokes_is_noticed",
    ),
    mutant(
        "events-missing-in-silence",
        "events of SES that stop coming are noticed",
        once(_TEMPLATE, "FILL(heard, 0) < 1, 1, 0)", "FILL(heard, 0) < 0, 1, 0)"),
        _ALARMS + "test_events_of_ses_that_stop_coming_are_noticed",
    ),
    mutant(
        "rehearsals-counted-as-sent",
        "a rehearsed mail does not make the alarm wait for an event",
        once(
            "services/send/attempt.py",
            "return work.run.mode is Mode.LIVE and isinstance(outcome, Accepted)",
            "return isinstance(outcome, Accepted)",
        ),
        "unit/test_send.py::test_mails_that_ses_took_are_counted_and_no_others",
    ),
    mutant(
        "tracing-always-allowed",
        "the functions may write traces only where tracing is chosen",
        once(
            _TEMPLATE,
            "  TracesInvocations: !Equals [!Ref Tracing, Active]\n",
            "  TracesInvocations: !Equals [Active, Active]\n",
        ),
        _GUARDS + "test_functions_are_traced_where_that_is_chosen_and_only_then_may_record_it",
    ),
    mutant(
        "mails-of-any-receipt-rule",
        "the bucket takes mails from our receipt rule alone",
        once(_TEMPLATE, ":receipt-rule/${AWS::StackName}-keep\n", ":receipt-rule/*\n"),
        _INBOUND + "test_only_our_receipt_rules_may_put_mails_there_and_nobody_in_clear_text",
    ),
    mutant(
        "active-rule-set-replaced",
        "our receipt rule goes into the set that is active already",
        once(
            _TEMPLATE,
            "RuleSetName: !If [HasActiveRuleSet, !Ref ActiveReceiptRuleSet, !Ref InboundRules]",
            "RuleSetName: !Ref InboundRules",
        ),
        _INBOUND + "test_a_rule_set_that_is_active_is_added_to_and_not_replaced",
    ),
    mutant(
        "reply-domain-where-nothing-is-received",
        "a reply domain is refused where SES receives no mail",
        once(_TEMPLATE, "                - eu-central-2\n", ""),
        _INBOUND + "test_where_ses_receives_no_mail_a_reply_domain_is_refused",
    ),
    mutant(
        "nothing-reserved-is-nothing-allowed",
        "without a reservation, the unsubscribe function runs",
        once(
            _TEMPLATE,
            "        - !Ref UnsubscribeReservedConcurrency\n        - !Ref AWS::NoValue\n",
            "        - !Ref UnsubscribeReservedConcurrency\n        - 0\n",
        ),
        _OPEN + "test_a_reservation_keeps_room_for_people_and_for_kept_requests",
    ),
    mutant(
        "dashboard-of-what-is-not-counted",
        "the dashboard shows what is counted",
        once(_TEMPLATE, '["AWS/SES", "Delivery"]', '["AWS/SES", "Deliveries"]'),
        _SHOWN + "test_a_metric_of_aws_is_one_that_it_has_for_a_resource_of_the_template",
    ),
    mutant(
        "pepper-generated-anew",
        "how a secret is generated is never edited",
        once(
            _TEMPLATE,
            "        GenerateStringKey: v1\n        PasswordLength: 64\n",
            "        GenerateStringKey: v1\n        PasswordLength: 65\n",
        ),
        _GUARDS + "test_how_a_secret_is_generated_is_never_edited",
    ),
    mutant(
        "secret-gone-with-its-stack",
        "keys outlive their stack",
        once(
            _TEMPLATE,
            _PEPPER + "    DeletionPolicy: RetainExceptOnCreate\n",
            _PEPPER + "    DeletionPolicy: Delete\n",
        ),
        _GUARDS + "test_keys_and_mails_outlive_the_stack_but_not_a_first_deployment_that_failed",
    ),
    mutant(
        "any-sender-address",
        "the sender may use addresses of its identity only",
        once(
            _TEMPLATE, '                      - !Sub "*@${SenderIdentity}"\n', '                      - "*"\n'
        ),
        _GUARDS + "test_they_may_send_from_addresses_of_the_one_identity_only",
    ),
    mutant(
        "nobody-in-the-sandbox",
        "in the sandbox, a mail may go to a recipient's identity",
        once(
            _TEMPLATE,
            ":identity/*\n                  - !Sub",
            ":identity/${SenderIdentity}\n                  - !Sub",
        ),
        _GUARDS + "test_in_the_sandbox_too_they_may_send_to_every_recipient",
    ),
    mutant(
        "bounces-forgotten-by-ses",
        "a bounce whose event was lost heals at the next mail",
        once(_TEMPLATE, "SuppressedReasons: [BOUNCE, COMPLAINT]", "SuppressedReasons: [COMPLAINT]"),
        "template/test_tracking_template.py::test_a_lost_bounce_heals_at_the_next_mail",
    ),
)
