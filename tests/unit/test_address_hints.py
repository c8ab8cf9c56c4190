"""What an import sees of an address: whether it is a role's, or one that is given away."""

import pytest

from outreach.reading.address_hints import is_disposable, is_role_account
from outreach.reading.addresses import parse_address


@pytest.mark.parametrize(
    "local",
    [
        "info", "INFO", "info+news", "buchhaltung", "order", "accueil", "segreteria", "klantenservice", "postmottak",
        "no-reply", "no_reply", "noreply", "do-not-reply", "contact.us", "customer.service",
        "info2", "sales-2", "info.nl", "sales-uk", "support_germany", "sales.emea", "marketing-team", "press.office", "the.team",
    ],
)  # fmt: skip
def test_a_role_is_known_by_its_name_also_with_a_number_a_country_or_another_role(local):
    assert is_role_account(parse_address(f"{local}@acme.example"))


@pytest.mark.parametrize(
    "local",
    [
        "jane", "jane.info", "info.smith", "sales.smith", "it.li", "ar7", "hr.smith", "c.s", "s.ales", "a.r", "germany", "uk",
        "informatik.meier", "salesman", "office.manager", "2", "jane+info",
    ],
)  # fmt: skip
def test_a_person_is_none(local):
    assert not is_role_account(parse_address(f"{local}@acme.example"))


@pytest.mark.parametrize(
    ("domain", "disposable"),
    [
        ("mailinator.com", True),
        ("MAILINATOR.com", True),
        ("sub.mailinator.com", True),
        ("mailinator.com.example.org", False),
        ("acme-mailinator.com", False),
        ("gmail.com", False),
    ],
)
def test_a_domain_that_gives_addresses_away_is_known_with_all_below_it(domain, disposable):
    assert is_disposable(parse_address(f"jane@{domain}")) is disposable
