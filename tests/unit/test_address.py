"""Keys that stand for an address: the same for all time, under each pepper."""

import pytest

from outreach.domain.address import MAX_DOMAINS, as_peppers, lead_id, recipient_key, recipient_keys
from outreach.domain.ids import CampaignId
from outreach.domain.keyring import Keyring

JANE = "jane@acme.example"
DEMO = CampaignId("demo")
SECRETS = {f"v{number}": f"pepper number {number:>4}" for number in (1, 2, 9, 10)}


def peppers(current, *versions):
    return as_peppers(Keyring(current, {version: SECRETS[version] for version in versions}))


V1 = peppers("v1", "v1")


def test_a_person_has_the_same_key_and_name_for_ever():
    """These are stored: another key would overlook every order there is, another name write to everybody again."""
    assert recipient_key(V1, JANE) == "v1-8785cf10d3effe71829e3a1ce681f635"
    assert lead_id(V1, DEMO, JANE) == "vvy6gvr3ckiscwfmnpupjus3ci"


@pytest.mark.parametrize(
    ("keyring", "versions"),
    [
        (peppers("v1", "v1"), ["v1"]),
        (peppers("v2", "v1", "v2"), ["v1", "v2"]),
        (peppers("v2", "v2", "v1"), ["v1", "v2"]),
        (peppers("v1", "v1", "v2"), ["v2", "v1"]),
        (peppers("v10", "v10", "v9", "v2"), ["v2", "v9", "v10"]),
        (peppers("v2", "v10", "v9", "v2"), ["v9", "v10", "v2"]),
    ],
)
def test_a_person_is_looked_for_under_each_pepper_the_current_one_last(keyring, versions):
    keys = recipient_keys(keyring, JANE)
    assert [key.partition("-")[0] for key in keys] == versions
    assert keys[-1] == recipient_key(keyring, JANE)
    assert keys[versions.index(versions[0])] == recipient_key(peppers(versions[0], versions[0]), JANE)


@pytest.mark.parametrize("versions", [("v1", "v2"), ("v2", "v1"), ("v10", "v1"), ("v10", "v9", "v1")])
def test_a_person_is_named_by_the_oldest_pepper(versions):
    assert lead_id(peppers(versions[0], *versions), DEMO, JANE) == lead_id(V1, DEMO, JANE)
    assert lead_id(peppers("v10", "v10", "v9"), DEMO, JANE) == lead_id(peppers("v9", "v9"), DEMO, JANE)


@pytest.mark.parametrize("version", ["k2", "v0", "v01", "v", "2", "v1a"])
def test_a_pepper_bears_its_number(version):
    with pytest.raises(ValueError, match=f'"{version}"'):
        as_peppers(Keyring("v1", {"v1": SECRETS["v1"], version: SECRETS["v2"]}))


def test_one_look_reads_eight_domains_at_most():
    assert MAX_DOMAINS == 8
