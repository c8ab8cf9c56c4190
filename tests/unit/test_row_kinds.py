"""The table of rows in docs/architecture.md: it has each kind of the code, and says which expire."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from outreach.adapters import dynamodb
from outreach.adapters.dynamodb.attributes import ExpiryAttribute
from outreach.adapters.dynamodb.leads import LeadItem
from outreach.adapters.dynamodb.tables import OutreachTable, SuppressionTable

ROOT = Path(__file__).resolve().parents[2]
KEYS = {
    "ArchiveItem": "ARCHIVES",
    "AudienceItem": "A",
    "ChunkItem": "TIMETABLE",
    "CompanyItem": "COMPANY",
    "CurrentItem": "CAMPAIGNS",
    "DeliveryItem": "DELIVERY",
    "EnrollmentItem": "E",
    "GlobalItem": "GLOBAL",
    "HistoryItem": "HISTORY",
    "LeaseItem": "LEASE",
    "MailItem": "MAIL",
    "MakingsItem": "TIMETABLE",
    "OutcomeItem": "OUTCOME",
    "PersonItem": "PERSON",
    "QuotaItem": "QUOTA",
    "RemovedItem": "REMOVED",
    "ReplyItem": "REPLY",
    "RevisionItem": "C",
    "RunItem": "RUNS",
    "SenderItem": "SENDERS",
    "TallyItem": "RATE",
    "WaitingReplyItem": "WAITING_REPLIES",
}
"""How the partition key of each kind begins."""
BY_TIME = re.compile(r"\d+ days|after \d+")


def kinds(table: type) -> list[type]:
    """The kinds of rows of a table, by name. `LeadItem` is what two of them have in common."""
    for module in pkgutil.iter_modules(dynamodb.__path__):
        importlib.import_module(f"{dynamodb.__name__}.{module.name}")
    found, waiting = {}, list(table.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind is not LeadItem and "Meta" not in vars(kind):  # a bound one belongs to some test
            found[kind.__name__] = kind
    return [found[name] for name in sorted(found)]


def rows() -> list[tuple[str, str]]:
    """Of each line of the table: how its partition key begins, and when it goes."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    lines = (
        text.partition("| item | pk | sk | goes | who reads it |\n")[2].partition("\n\n")[0].splitlines()[1:]
    )
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [(pk.strip("`").partition("#")[0], goes) for _, pk, _, goes, _ in cells]


def test_each_kind_of_row_is_listed_and_no_other():
    assert [kind.__name__ for kind in kinds(OutreachTable)] == sorted(KEYS)
    assert sorted(pk for pk, _ in rows()) == sorted(KEYS.values())


@pytest.mark.parametrize("kind", kinds(OutreachTable), ids=lambda kind: kind.__name__)
def test_a_row_expires_as_the_table_says(kind):
    expires = isinstance(kind.get_attributes().get("expires"), ExpiryAttribute)
    said = [goes for pk, goes in rows() if pk == KEYS[kind.__name__]]
    assert any(BY_TIME.search(goes) for goes in said) == expires, said


def test_nothing_of_the_other_table_expires():
    assert [kind.__name__ for kind in kinds(SuppressionTable)] == ["SuppressionItem"]
    for kind in kinds(SuppressionTable):
        assert "expires" not in kind.get_attributes()
