"""A stack that is deployed again takes over all that an earlier one kept, and links outlive the API."""

import json
import re
from itertools import product

import pytest

from template.reading import Template

ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:"
MEMORY = {
    "ExistingOutreachTable": "old-OutreachTable-1",
    "ExistingSuppressionTable": "old-SuppressionTable-1",
    "ExistingUnsubscribeKeys": f"{ARN}UnsubscribeKeys-a1B2c3",
    "ExistingAddressPepper": f"{ARN}AddressPepper-d4E5f6",
}
MAILS = {"ExistingInboundMails": "old-inboundmails-1"}
DOMAIN = {
    "UnsubscribeDomain": "unsubscribe.example.com",
    "UnsubscribeCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1",
}
KEPT = ("OutreachTable", "SuppressionTable", "UnsubscribeKeys", "AddressPepper", "InboundMails")
REPLIES = {"ReplyDomain": "reply.example.com"}
REFERENCE = re.compile(r"\$\{(?!AWS::)([A-Za-z0-9]+)(?:\.[A-Za-z.]+)?\}")
ON_TABLES = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/"


def obeyed(template, rule):
    return all(template.holds(each["Assert"]) for each in template.source["Rules"][rule]["Assertions"])


def references(node):
    """Every name that a template's text refers to."""
    if isinstance(node, list):
        return {name for each in node for name in references(each)}
    if isinstance(node, str) or not isinstance(node, dict):
        return set()
    found = {name for key, each in node.items() if key != "Fn::Sub" for name in references(each)}
    if "Ref" in node:
        found.add(node["Ref"])
    if "Fn::GetAtt" in node:
        attribute = node["Fn::GetAtt"]
        found.add(attribute[0] if isinstance(attribute, list) else attribute.partition(".")[0])
    if "Fn::Sub" in node:
        text, values = node["Fn::Sub"] if isinstance(node["Fn::Sub"], list) else (node["Fn::Sub"], {})
        found |= set(REFERENCE.findall(text)) - set(values) | references(list(values.values()))
    return found


def allowed(template):
    """What the roles may do, as text."""
    roles = template.deployed()
    return {
        name: json.dumps(each["Properties"]["Policies"])
        for name, each in roles.items()
        if each["Type"] == "AWS::IAM::Role"
    }


# --- what is adopted ---


@pytest.mark.parametrize("given", list(product([True, False], repeat=len(MEMORY))))
def test_the_memory_is_adopted_as_a_whole_or_not_at_all(given):
    """Orders without the pepper, or links without the orders: people who unsubscribed would get mail again."""
    some = {name: value for (name, value), is_given in zip(MEMORY.items(), given, strict=True) if is_given}

    assert obeyed(Template(**some), "AllOfTheMemoryOrNone") is (len(some) in (0, len(MEMORY)))


@pytest.mark.parametrize("name", MEMORY)
def test_a_memory_that_is_given_by_half_is_not_made_up_for(name):
    """An emulator may not know rules. What is missing is then an empty name, with which nothing works."""
    template = Template(**{name: MEMORY[name]})

    assert not set(KEPT[:4]) & set(template.deployed())


@pytest.mark.parametrize("received", [{}, MAILS], ids=["own bucket", "adopted bucket"])
@pytest.mark.parametrize("memory", [{}, MEMORY], ids=["own memory", "adopted memory"])
@pytest.mark.parametrize("others", [{}, REPLIES | DOMAIN], ids=["default", "with replies and domain"])
def test_nothing_refers_to_what_the_stack_does_not_have(memory, received, others):
    template = Template(**memory, **received, **others)
    resources, outputs = template.deployed(), template.deployed("Outputs")
    named = references([each.get("Properties", {}) for each in resources.values()]) | references(outputs)

    assert {name for name in named if not name.startswith("AWS::")} <= set(resources) | set(
        template.parameters
    )
    assert set(KEPT) & set(resources) == set(KEPT[:4] * (not memory) + KEPT[4:] * (not received))


def test_a_stack_that_adopts_may_do_to_the_old_what_it_might_do_to_its_own():
    adopted = {
        '{"Fn::GetAtt": ["OutreachTable", "Arn"]}': f'{{"Fn::Sub": "{ON_TABLES}${{ExistingOutreachTable}}"}}',
        '{"Fn::GetAtt": ["SuppressionTable", "Arn"]}': f'{{"Fn::Sub": "{ON_TABLES}${{ExistingSuppressionTable}}"}}',
        '{"Fn::GetAtt": ["UnsubscribeKeys", "Id"]}': '{"Ref": "ExistingUnsubscribeKeys"}',
        '{"Fn::GetAtt": ["AddressPepper", "Id"]}': '{"Ref": "ExistingAddressPepper"}',
        '{"Fn::GetAtt": ["InboundMails", "Arn"]}': '{"Fn::Sub": "arn:${AWS::Partition}:s3:::${ExistingInboundMails}"}',
    }
    expected = allowed(Template())
    for own, old in adopted.items():
        assert any(own in each for each in expected.values()), own
        expected = {role: each.replace(own, old) for role, each in expected.items()}

    assert allowed(Template(**MEMORY, **MAILS)) == expected


def test_functions_and_command_work_with_what_was_adopted():
    template = Template(**MEMORY, **MAILS)
    outputs = {name: template.value(each["Value"]) for name, each in template.deployed("Outputs").items()}

    assert [
        outputs["OutreachTableName"],
        outputs["SuppressionTableName"],
        outputs["UnsubscribeKeysSecret"],
        outputs["AddressPepperSecret"],
        outputs["InboundMailBucket"],
    ] == [*MEMORY.values(), *MAILS.values()]
    inbound, send = template.environment("InboundFunction"), template.environment("SendFunction")
    assert [
        inbound["OUTREACH_TABLE"],
        inbound["SUPPRESSION_TABLE"],
        inbound["UNSUBSCRIBE_KEYS_SECRET"],
        inbound["ADDRESS_PEPPER_SECRET"],
        inbound["MAIL_BUCKET"],
    ] == [*MEMORY.values(), *MAILS.values()]
    assert send["UNSUBSCRIBE_KEYS_SECRET"] == MEMORY["ExistingUnsubscribeKeys"]


def given_by(template):
    """What the output says that the next stack must be given."""
    text = template.value(template.source["Outputs"]["MemoryParameters"]["Value"])
    return dict(each.split("=", 1) for each in text.split())


def test_the_output_for_the_next_stack_names_all_that_outlives_the_stack(template):
    given = {name: own.partition(".")[0] for name, own in given_by(template).items()}
    outlives = {name for name, each in template.source["Resources"].items() if "DeletionPolicy" in each}

    assert given == {f"Existing{name}": name for name in outlives}
    assert outlives == set(KEPT)


def test_a_stack_that_adopts_passes_on_what_it_was_given():
    assert given_by(Template(**MEMORY, **MAILS)) == MEMORY | MAILS


@pytest.mark.parametrize(
    ("parameter", "refused"),
    [
        ("ExistingOutreachTable", "arn:aws:dynamodb:us-east-1:123456789012:table/old"),
        ("ExistingSuppressionTable", "old table"),
        ("ExistingUnsubscribeKeys", "old-UnsubscribeKeys"),
        ("ExistingUnsubscribeKeys", f"{ARN}UnsubscribeKeys"),
        ("ExistingUnsubscribeKeys", MEMORY["ExistingAddressPepper"]),
        ("ExistingAddressPepper", MEMORY["ExistingUnsubscribeKeys"]),
        ("ExistingAddressPepper", "arn:aws:ssm:us-east-1:123456789012:parameter/pepper-a1B2c3"),
        ("ExistingInboundMails", "arn:aws:s3:::old-inboundmails-1"),
        ("UnsubscribeDomain", "https://unsubscribe.example.com"),
        ("UnsubscribeDomain", "unsubscribe.example.com/u"),
        ("UnsubscribeDomain", "Unsubscribe.example.com"),
        ("UnsubscribeCertificateArn", "unsubscribe.example.com"),
    ],
)
def test_a_name_of_another_kind_is_refused_before_anything_is_made(template, parameter, refused):
    """IAM would take a secret's ARN without its end, and allow nothing. Links would be signed with a pepper, until
    somebody noticed it; then those links would be dead.
    """
    pattern = template.source["Parameters"][parameter]["AllowedPattern"]

    assert not re.fullmatch(pattern, refused)
    assert re.fullmatch(pattern, "")
    assert re.fullmatch(pattern, (MEMORY | MAILS | DOMAIN)[parameter])


# --- the bucket: SES goes on putting mails there, and they reach the function ---


def test_an_adopted_bucket_gets_the_policy_and_is_listened_to():
    """The policy of the stack before went with that stack. The bucket itself still tells EventBridge."""
    resources = Template(**MAILS, **REPLIES).deployed()
    bucket = {"Ref": "ExistingInboundMails"}

    assert resources["InboundMailsPolicy"]["Properties"]["Bucket"] == bucket
    assert resources["InboundRule"]["Properties"]["Rule"]["Actions"][0]["S3Action"]["BucketName"] == bucket
    assert any(
        each["Properties"]["EventPattern"].get("detail", {}).get("bucket") == {"name": [bucket]}
        for each in resources.values()
        if each["Type"] == "AWS::Events::Rule" and "EventPattern" in each["Properties"]
    )


def test_a_bucket_tells_eventbridge_so_that_the_next_stack_need_not_change_it(template):
    """A bucket that named a queue of this stack would name one that is gone."""
    assert template.properties("InboundMails")["NotificationConfiguration"] == {
        "EventBridgeConfiguration": {"EventBridgeEnabled": True}
    }


# --- links under a domain of one's own ---


def test_links_name_the_domain_where_there_is_one():
    template = Template(**DOMAIN)
    own = template.translated["Outputs"]["UnsubscribeUrl"]["Value"]["Fn::If"]

    assert own[:2] == ["HasUnsubscribeDomain", {"Fn::Sub": "https://${UnsubscribeDomain}/u"}]
    assert (
        template.properties("SendFunction")["Environment"]["Variables"]["UNSUBSCRIBE_URL"]
        == template.source["Outputs"]["UnsubscribeUrl"]["Value"]
    )


def test_the_domain_leads_to_the_paths_of_the_api():
    """With a key, the mapping would put a further part before `/u/`."""
    resources = Template(**DOMAIN).deployed()
    domain = resources["UnsubscribeDomainName"]["Properties"]
    mapping = resources["UnsubscribeDomainMapping"]["Properties"]

    assert domain["DomainName"] == {"Ref": "UnsubscribeDomain"}
    assert domain["DomainNameConfigurations"] == [
        {
            "CertificateArn": {"Ref": "UnsubscribeCertificateArn"},
            "EndpointType": "REGIONAL",
            "SecurityPolicy": "TLS_1_2",
        }
    ]
    assert mapping == {
        "DomainName": {"Ref": "UnsubscribeDomainName"},
        "ApiId": {"Ref": "PublicApi"},
        "Stage": {"Ref": "PublicApiApiGatewayDefaultStage"},
    }


@pytest.mark.parametrize("parameters", [{}, DOMAIN], ids=["without domain", "with domain"])
def test_links_of_mails_that_went_out_before_the_domain_was_set_still_work(parameters):
    """SAM writes into the body of the API that its own host is closed."""
    api = json.dumps(Template(**parameters).deployed()["PublicApi"])

    assert "disableexecuteapiendpoint" not in api.lower()


def test_dns_can_be_set_from_the_outputs_of_the_stack():
    assert Template(**DOMAIN).deployed("Outputs")["UnsubscribeDomainTarget"]["Value"] == {
        "Fn::GetAtt": ["UnsubscribeDomainName", "RegionalDomainName"]
    }
    assert "UnsubscribeDomainTarget" not in Template().deployed("Outputs")


@pytest.mark.parametrize(
    ("given", "is_obeyed"), [((), True), (tuple(DOMAIN), True), *(((name,), False) for name in DOMAIN)]
)
def test_a_domain_comes_with_its_certificate(given, is_obeyed):
    template = Template(**{name: DOMAIN[name] for name in given})

    assert obeyed(template, "ADomainHasItsCertificate") is is_obeyed
    assert ("UnsubscribeDomainName" in template.deployed()) is (len(given) == len(DOMAIN))
