"""Addresses and domains as people write them, and the keys that stand for them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.address import Address, as_peppers, lead_id, recipient_key, recipient_keys
from outreach.domain.ids import CampaignId
from outreach.domain.keyring import Keyring
from outreach.errors import NotAnAddress
from outreach.reading.addresses import domains_of, parse_address, parse_domain, parse_target

V1 = Keyring("v1", {"v1": "the first pepper there was"})
V2 = Keyring("v2", {"v1": "the first pepper there was", "v2": "the second pepper, newer"})


@pytest.mark.parametrize(
    "written",
    [
        "jane@acme.com",
        " Jane@ACME.com ",
        '"Jane Doe" <jane@acme.com>',
        "Doe, Jane <jane@acme.com>",
        "jane@acme.com <jane@acme.com>",
        "<jane@acme.com>",
        "mailto:jane@acme.com",
        "MAILTO:jane@acme.com?subject=Hi",
        "\u200bjane@acme.com\ufeff",
        "jane@ac\u00adme.com",
        "\u00a0jane@acme.com\u00a0",
        "jane@acme.com.",
        "jane@acme.com;",
        "'jane@acme.com',",
        "jane\uff20acme.com",
    ],
)
def test_what_surely_is_not_part_of_an_address_comes_off(written: str) -> None:
    assert parse_address(written).text == "jane@acme.com"


@pytest.mark.parametrize(
    ("written", "cause"),
    [
        ("", "it is empty"),
        ("n/a", "no @ sign"),
        ("jane@@acme.com", "two @ signs"),
        ("jane @acme.com", "a space inside"),
        ("jane@acme.com bob@acme.com", "several addresses"),
        ("jane@acme.com; bob@acme.com", "several addresses"),
        ("jane@acme.com,bob@acme.com", "several addresses"),
        ("Jane <jane@acme.com>, Bob <bob@acme.com>", "several addresses"),
        ("jane@acme", "should have a period"),
        ("jane@acme..com", "two periods in a row"),
        ("jörg@acme.com", "not supported"),
        ("x" * 65 + "@acme.com", "too long"),
        ("jane@" + "a." * 9 + "com", "too many levels"),
        ("jane@" + ("a" * 60 + ".") * 4 + "acme.com", "too long"),
        ("jane@[10.0.0.1]", "invalid characters"),
        ("jane@acme.local", "special-use"),
        ("jane@acme.com\r\nBcc: x@y.com", "several addresses"),
    ],
)
def test_what_is_no_address_is_refused_with_its_cause(written: str, cause: str) -> None:
    with pytest.raises(NotAnAddress, match=re.escape(cause)):
        parse_address(written)


@pytest.mark.parametrize(
    "text", ["jane+sales@acme.com", "j.a.n.e@acme.com", "info@example.com", "success@simulator.amazonses.com"]
)
def test_plus_dots_roles_and_reserved_domains_are_kept_as_written(text: str) -> None:
    assert parse_address(text).text == text


def test_an_international_domain_becomes_its_ascii_form() -> None:
    assert parse_address("Jane@MÜLLER.de") == parse_address("jane@xn--mller-kva.de")


@pytest.mark.parametrize(
    ("host", "domains"),
    [
        ("acme.com", ["acme.com"]),
        ("mail.eu.acme.co.uk", ["mail.eu.acme.co.uk", "eu.acme.co.uk", "acme.co.uk"]),
        ("sales.acme.example", ["sales.acme.example", "acme.example"]),
        ("co.uk", ["co.uk"]),
    ],
)
def test_domains_go_from_the_own_one_down_to_the_registrable(host: str, domains: list[str]) -> None:
    assert list(domains_of(host)) == domains


@pytest.mark.parametrize(
    "written",
    [
        *("acme.com", "@acme.com", "*.acme.com", " ACME.com. ", "https://www.acme.com/about?x", ".acme.com"),
        *("*@acme.com", "%@acme.com", "**@ACME.com", "*@*.acme.com", "<*@acme.com>", "mailto:*@acme.com"),
        *("www.acme.com", "WWW.ACME.COM.", "www.www.acme.com", "*@www.acme.com", "mailto:@acme.com"),
        *(
            "http://jane@acme.com",
            "http://jane:pw@www.acme.com:8080/x",
            "acme.com/",
            "acme.com:443",
            "%.acme.com",
        ),
        *(
            "https://acme.com?from=jane@rival.com",
            "https://acme.com/#@x",
            "\u200b*@acme.com",
            "*\uff20acme.com",
        ),
    ],
)
def test_a_domain_is_taken_in_each_usual_spelling(written: str) -> None:
    assert parse_target(written) == "acme.com"


@pytest.mark.parametrize("written", ["*@münchen.example", "www.MÜNCHEN.example", "http://münchen.example/x"])
def test_an_international_domain_is_taken_in_each_usual_spelling(written: str) -> None:
    assert parse_target(written) == "xn--mnchen-3ya.example"


def test_www_stays_where_nothing_of_one_company_is_behind_it() -> None:
    assert parse_target("www.com") == "www.com"
    assert parse_target("www.acme.co.uk") == "acme.co.uk"


@pytest.mark.parametrize("written", ["j*@acme.com", "*jane@acme.com", "jane%@acme.com", "%jane@acme.com"])
def test_what_stands_for_some_addresses_of_a_domain_is_refused_with_what_to_write(written: str) -> None:
    remedy = "means several addresses; write each of them, or *@acme.com for all of the domain"
    with pytest.raises(NotAnAddress, match=re.escape(remedy)):
        parse_target(written)


@pytest.mark.parametrize(
    ("written", "cause"),
    [
        ("*acme.com", "write it like acme.com"),
        ("*", "write it like acme.com"),
        ("*@*", "write it like acme.com"),
        ("*@co.uk", "a suffix that many share"),
        ("https://co.uk/", "a suffix that many share"),
        ("*@com", "a suffix that many share"),
        ("not-an-address", "neither an address nor a domain; write it like jane@acme.com or acme.com"),
    ],
)
def test_what_means_no_single_domain_is_refused(written: str, cause: str) -> None:
    with pytest.raises(NotAnAddress, match=cause):
        parse_target(written)


@pytest.mark.parametrize(
    "written", ["com", "co.uk", "@co.uk", "*.com", "acme", "", "foo bar.com", "a..b.com", "-"]
)
def test_a_public_suffix_or_nonsense_is_no_domain(written: str) -> None:
    with pytest.raises(NotAnAddress):
        parse_domain(written)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused_and_an_address_is_stable(text: str) -> None:
    try:
        address = parse_address(text)
    except NotAnAddress:
        return
    assert parse_address(address.text) == address
    assert re.fullmatch(r"[!-~]+", address.text)
    assert address.text == address.text.lower()


def test_keys_have_the_shape_that_messages_demand() -> None:
    address = Address("jane@acme.com", ()).text
    assert re.fullmatch(r"v1-[0-9a-f]{32}", recipient_key(V1, address))
    assert re.fullmatch(r"[a-z2-7]{26}", lead_id(V1, CampaignId("demo"), address))


def test_a_new_pepper_makes_new_keys_finds_old_ones_and_leaves_lead_ids_alone() -> None:
    old, new = recipient_key(V1, "jane@acme.com"), recipient_key(V2, "jane@acme.com")
    assert old != new
    assert recipient_keys(V2, "jane@acme.com") == (old, new)
    demo = CampaignId("demo")
    assert lead_id(V1, demo, "jane@acme.com") == lead_id(V2, demo, "jane@acme.com")


@pytest.mark.parametrize("version", ["k2", "a1", "v0", "v02", "v", "2"])
def test_a_pepper_that_could_pass_for_the_oldest_is_refused(version: str) -> None:
    """Lead ids come from the oldest: with another one everybody would be somebody new, and written to again."""
    with pytest.raises(ValueError, match=f'and not "{version}"'):
        as_peppers(Keyring(version, {**V1.keys, version: "the second pepper, newer"}))


def test_the_tenth_pepper_follows_the_ninth() -> None:
    nine = as_peppers(Keyring("v9", {"v9": "the ninth pepper of all"}))
    ten = as_peppers(Keyring("v10", {**nine.keys, "v10": "the tenth pepper of all"}))
    demo = CampaignId("demo")
    assert lead_id(ten, demo, "jane@acme.com") == lead_id(nine, demo, "jane@acme.com")


def test_a_person_has_another_lead_id_in_another_campaign() -> None:
    assert lead_id(V1, CampaignId("a"), "jane@acme.com") != lead_id(V1, CampaignId("b"), "jane@acme.com")


def test_another_pepper_makes_other_keys() -> None:
    other = Keyring("v1", {"v1": "a pepper nobody knows of"})
    assert recipient_key(V1, "jane@acme.com") != recipient_key(other, "jane@acme.com")
