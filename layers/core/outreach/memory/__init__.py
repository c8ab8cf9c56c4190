"""In-memory twins of the AWS adapters: plain dictionaries, the same conditions, one lock.

Unit tests, the simulation and the schedule explorer run on them. The contract tests run on these twins and on
DynamoDB alike.
"""

from outreach.memory.archives import MemoryArchives
from outreach.memory.companies import MemoryCompanies
from outreach.memory.counted_leads import MemoryCountedLeads
from outreach.memory.drill import MemoryJudge, MemoryOneClick
from outreach.memory.enrollments import MemoryDesk, MemoryDueIndex, MemoryEnrollments
from outreach.memory.feedback import MemoryAddressHistory, MemoryDeliveries, MemoryTallies
from outreach.memory.people import MemoryAudience, MemorySuppressions
from outreach.memory.persons import MemoryPersons
from outreach.memory.stores import (
    MemoryCampaigns,
    MemoryControls,
    MemoryLeases,
    MemoryQuotas,
    MemoryShownSenders,
)
from outreach.memory.surroundings import MemoryDns, MemorySetup
from outreach.memory.tables import MemoryTables
from outreach.memory.timetables import MemoryTimetables
from outreach.memory.world import (
    FixedClock,
    MemoryAccount,
    MemoryAlarms,
    MemoryDeadLetters,
    MemoryKillSwitch,
    MemoryProofMails,
    MemoryProofSender,
    MemoryQueue,
    MemorySender,
    SeededChance,
)

__all__ = [
    "FixedClock",
    "MemoryAccount",
    "MemoryAddressHistory",
    "MemoryAlarms",
    "MemoryArchives",
    "MemoryAudience",
    "MemoryCampaigns",
    "MemoryCompanies",
    "MemoryControls",
    "MemoryCountedLeads",
    "MemoryDeadLetters",
    "MemoryDeliveries",
    "MemoryDesk",
    "MemoryDns",
    "MemoryDueIndex",
    "MemoryEnrollments",
    "MemoryJudge",
    "MemoryKillSwitch",
    "MemoryLeases",
    "MemoryOneClick",
    "MemoryPersons",
    "MemoryProofMails",
    "MemoryProofSender",
    "MemoryQueue",
    "MemoryQuotas",
    "MemorySender",
    "MemorySetup",
    "MemoryShownSenders",
    "MemorySuppressions",
    "MemoryTables",
    "MemoryTallies",
    "MemoryTimetables",
    "SeededChance",
]
