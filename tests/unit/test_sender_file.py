"""The senders of a campaign file: what it says, and what is named with line and remedy."""

import pytest

from outreach.domain.campaign import CampaignSender, Pool, PoolSender, Ramp, WhenStopped
from outreach.errors import BadFiles
from outreach.reading.campaign_file import load_campaign

FOOTER = "{{ unsubscribe_url }} {{ postal_address }}"
FILES = {"intro.subject.txt": "Hello", "intro.txt": FOOTER, "intro.html": f"<p>{FOOTER}</p>"}
POOL = """\
id: spring
name: Spring
quotas: {per_day: 100}
sender:
  name: Example
  postal_address: "1 Main Street, Dublin"
  reply_to: sales@example.com
  pool:
    - address: Anna@example.com
      name: Anna
      per_day: 40
      ramp: {start: 10, step: 5, ceiling: 40}
      signature: |
        Anna
        Sales
    - address: ben@example.com
      reply_to: ben@desk.example.com
      per_day: 60
sequence:
  - message: intro
"""


@pytest.fixture
def load(tmp_path):
    def loaded(text=POOL):
        (tmp_path / "messages").mkdir()
        for name, source in FILES.items():
            (tmp_path / "messages" / name).write_text(source)
        (tmp_path / "campaign.yaml").write_text(text)
        return load_campaign(tmp_path / "campaign.yaml")

    return loaded


def complaints(load, text) -> list[str]:
    with pytest.raises(BadFiles) as refused:
        load(text)
    return [str(problem).removeprefix("campaign.yaml ") for problem in refused.value.problems]


def test_a_pool_has_what_it_says_and_what_stands_beside_it(load):
    found = load()
    postal = "1 Main Street, Dublin"
    anna = CampaignSender("Anna@example.com", postal, "Anna", "sales@example.com", "Anna\nSales")
    ben = CampaignSender("ben@example.com", postal, "Example", "ben@desk.example.com")
    assert found.campaign.pool == Pool((PoolSender(anna, 40, Ramp(10, 5, 40)), PoolSender(ben, 60)))
    assert found.campaign.sender == CampaignSender("Anna@example.com", postal, "Example", "sales@example.com")
    assert found.warnings == ()


def test_what_becomes_of_leads_of_a_stopped_sender_is_said_beside_the_pool(load):
    found = load(POOL.replace("  pool:", "  when_stopped: move\n  pool:"))
    assert found.campaign.pool.when_stopped is WhenStopped.MOVE


def test_one_sender_may_have_a_signature(load):
    one = "sender: {address: ada@example.com, postal_address: 1 Main Street, signature: ' Ada '}\n"
    head, _, tail = POOL.partition("sender:\n")
    found = load(head + one + "sequence:" + tail.partition("sequence:")[2])
    assert found.campaign.sender.signature == "Ada"
    assert found.campaign.pool is None


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("ben@example.com", "anna@EXAMPLE.com"), "line 16: sender 1 has the address anna@example.com, too; take one of them out, or correct its address"),
        (("ceiling: 40", "ceiling: 50"), 'line 12: the ramp of Anna@example.com goes up to 50 a day, but its "per_day" is 40; write "per_day: 50", or a lower ceiling'),
        (("start: 10", "start: 50"), 'begins at 50, above its ceiling of 40; write a "ceiling" of at least 50'),
        (("per_day: 60", "per_day: 0"), "line 18: sender.pool[2].per_day is 0, but must be at least 1"),
        (("      per_day: 60\n", ""), "line 16: sender.pool[2].per_day is missing"),
        (("ben@example.com", "ben"), 'line 16: sender.pool[2].address "ben" is not an e-mail address: An email address must have an @-sign'),
        (("per_day: 60", "perday: 60"), 'line 18: unknown key "perday"; did you mean "per_day"?'),
        (("  pool:", "  address: ada@example.com\n  pool:"), 'line 4: sender has an "address" as well as a "pool"; write the address as one of the pool'),
        (("name: Anna", "name: |\n        Anna\n        Bcc: x"), "line 10: sender.pool[1].name"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line_and_remedy(load, change, complaint):
    found = complaints(load, POOL.replace(*change))
    assert any(complaint in one for one in found), found


def without_pool(instead: str) -> str:
    head, _, rest = POOL.partition("  pool:\n")
    return head + instead + "sequence:" + rest.partition("sequence:")[2]


@pytest.mark.parametrize(
    ("instead", "complaint"),
    [
        ("  pool: []\n", 'line 8: sender.pool is empty; write at least one entry, like "- {address: anna@example.com, per_day: 40}"'),
        ("", 'line 4: sender has no "address"; write it, or list several senders under "pool"'),
        ("  address: a@example.com\n  when_stopped: wait\n", 'line 4: sender has "when_stopped" but no "pool"; one sender alone is stopped by a pause'),
        ("  address: a@example.com\n  signature: ' '\n", 'line 9: sender.signature " " is empty; leave it out'),
    ],
)  # fmt: skip
def test_a_pool_without_senders_and_other_contradictions_are_named(load, instead, complaint):
    found = complaints(load, without_pool(instead))
    assert any(complaint in one for one in found), found


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        (("per_day: 100", "per_day: 200"), "line 3: the senders send 100 a day at most, and"),
        (("per_day: 60", "per_day: 160"), "line 18: 160 a day from ben@example.com is never reached with 100 a day in all"),
    ],
)  # fmt: skip
def test_what_holds_but_is_perhaps_not_meant_is_warned_of(load, change, warning):
    assert any(warning in one for one in load(POOL.replace(*change)).warnings)


def test_a_pool_of_one_is_warned_of(load):
    alone = "  pool:\n    - {address: anna@example.com, per_day: 100}\n"
    (warning,) = load(without_pool(alone)).warnings
    assert warning == "campaign.yaml line 8: the pool has one sender; if it is stopped, the run is paused"


def test_at_most_twenty_senders(load):
    many = "  pool:\n" + "".join(f"    - {{address: a{n}@example.com, per_day: 5}}\n" for n in range(21))
    (complaint,) = complaints(load, without_pool(many))
    assert complaint.endswith("sender.pool has 21 entries, and 20 is the most")
