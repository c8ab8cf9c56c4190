"""What a deleted stack has kept is adopted as a whole, and only by name; links outlive the API."""

from mutants.mutant import mutant, once

_TEMPLATE = "/template.yaml"
_ADOPTION = "template/test_adoption_template.py::"
_WHOLE = _ADOPTION + "test_the_memory_is_adopted_as_a_whole_or_not_at_all"
_NOTHING_AMISS = _ADOPTION + "test_nothing_refers_to_what_the_stack_does_not_have"

ADOPTION = (
    mutant(
        "memory-without-pepper",
        "a memory without its pepper is refused",
        once(
            _TEMPLATE,
            '            - !Not [!Equals [!Ref ExistingUnsubscribeKeys, ""]]\n'
            '            - !Not [!Equals [!Ref ExistingAddressPepper, ""]]\n',
            '            - !Not [!Equals [!Ref ExistingUnsubscribeKeys, ""]]\n',
        ),
        _WHOLE,
    ),
    mutant(
        "pepper-without-memory",
        "a pepper without the rest is refused, and makes no new memory",
        once(
            _TEMPLATE,
            '            - !Equals [!Ref ExistingUnsubscribeKeys, ""]\n'
            '            - !Equals [!Ref ExistingAddressPepper, ""]\n',
            '            - !Equals [!Ref ExistingUnsubscribeKeys, ""]\n',
        ),
        _WHOLE,
    ),
    mutant(
        "half-a-memory-made-up-for",
        "where nothing obeys rules, a memory that is given by half is not completed",
        once(
            _TEMPLATE,
            "  MakesMemory: *no_memory_is_given\n",
            '  MakesMemory: !Equals [!Ref ExistingOutreachTable, ""]\n',
        ),
        _ADOPTION + "test_a_memory_that_is_given_by_half_is_not_made_up_for",
    ),
    mutant(
        "second-pepper-beside-the-adopted",
        "a stack that adopts makes no pepper of its own",
        once(
            _TEMPLATE,
            "  AddressPepper:\n    Type: AWS::SecretsManager::Secret\n    Condition: MakesMemory\n",
            "  AddressPepper:\n    Type: AWS::SecretsManager::Secret\n",
        ),
        _NOTHING_AMISS,
    ),
    mutant(
        "adopted-table-not-allowed",
        "the roles may use the adopted table",
        once(
            _TEMPLATE,
            "                  - MakesMemory\n                  - !GetAtt SuppressionTable.Arn\n",
            "                  - MakesInboundMails\n                  - !GetAtt SuppressionTable.Arn\n",
        ),
        _NOTHING_AMISS,
    ),
    mutant(
        "memory-not-passed-on",
        "a stack that adopts tells the next one what it was given",
        once(_TEMPLATE, "        Pepper: *address_pepper\n", "        Pepper: !GetAtt AddressPepper.Id\n"),
        _ADOPTION + "test_a_stack_that_adopts_passes_on_what_it_was_given",
    ),
    mutant(
        "arn-without-its-end",
        "the ARN of an adopted secret is given whole",
        once(
            _TEMPLATE,
            r"UnsubscribeKeys\S*-[a-zA-Z0-9]{6}'",
            r"UnsubscribeKeys\S*'",
        ),
        _ADOPTION + "test_a_name_of_another_kind_is_refused_before_anything_is_made",
    ),
    mutant(
        "pepper-signs-links",
        "the two secrets cannot be given in each other's place",
        once(_TEMPLATE, r":secret:\S*UnsubscribeKeys\S*-", r":secret:\S+-"),
        _ADOPTION + "test_a_name_of_another_kind_is_refused_before_anything_is_made",
    ),
    mutant(
        "adopted-bucket-without-policy",
        "SES may put mails into an adopted bucket",
        once(
            _TEMPLATE,
            "      Bucket: &inbound_mails !If [MakesInboundMails, !Ref InboundMails, !Ref ExistingInboundMails]\n",
            "      Bucket: &inbound_mails !If [MakesInboundMails, !Ref InboundMails, !Ref ExistingInboundMails]\n"
            "    Condition: MakesInboundMails\n",
        ),
        _ADOPTION + "test_an_adopted_bucket_gets_the_policy_and_is_listened_to",
    ),
    mutant(
        "domain-without-certificate",
        "a domain comes with its certificate",
        once(
            _TEMPLATE,
            '            - !Equals [!Ref UnsubscribeDomain, ""]\n'
            '            - !Equals [!Ref UnsubscribeCertificateArn, ""]\n',
            '            - !Equals [!Ref UnsubscribeCertificateArn, ""]\n'
            '            - !Equals [!Ref UnsubscribeCertificateArn, ""]\n',
        ),
        _ADOPTION + "test_a_domain_comes_with_its_certificate",
    ),
    mutant(
        "domain-leads-elsewhere",
        "the domain leads to the paths of the API",
        once(
            _TEMPLATE,
            "      Stage: !Ref PublicApi.Stage\n",
            "      Stage: !Ref PublicApi.Stage\n      ApiMappingKey: unsubscribe\n",
        ),
        _ADOPTION + "test_the_domain_leads_to_the_paths_of_the_api",
    ),
    mutant(
        "old-links-cut-off",
        "links that name the host of the API work beside the domain",
        once(
            _TEMPLATE,
            "      FailOnWarnings: true\n",
            "      FailOnWarnings: true\n      DisableExecuteApiEndpoint: true\n",
        ),
        _ADOPTION + "test_links_of_mails_that_went_out_before_the_domain_was_set_still_work",
    ),
    mutant(
        "conditional-secret-looked-for",
        "the local deployment completes only what the stack has",
        once("local/deploy.py", "        if not made.get(name):\n            continue\n", ""),
        "end_to_end/test_adoption.py::test_a_stack_can_be_pointed_to_restored_tables_and_deletes_nothing",
    ),
)
