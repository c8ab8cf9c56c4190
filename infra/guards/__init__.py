"""The guards that hold the promises, each as the change that takes it out and the check that must notice.

A guard that the in-memory adapter and DynamoDB each have of their own is taken out of each on its own.
"""

from collections.abc import Mapping
from itertools import chain

from guards.again import modelled, replayed
from guards.answers import ANSWERS
from guards.batch import BATCH
from guards.breakers import BREAKERS
from guards.claim import CLAIM
from guards.erasure import ERASURE
from guards.events import EVENTS
from guards.in_flight import IN_FLIGHT
from guards.inbound import INBOUND
from guards.mail import MAIL
from guards.mutant import Mutant
from guards.operators import OPERATORS
from guards.people import PEOPLE
from guards.planner import PLANNER
from guards.reactions import REACTIONS
from guards.stops import STOPS
from guards.tables import TABLES
from guards.unsubscribing import UNSUBSCRIBING

__all__ = ["GROUPS", "MUTANTS", "Mutant"]

_EACH_ONCE: Mapping[str, tuple[Mutant, ...]] = {
    "claim": CLAIM,
    "in flight": IN_FLIGHT,
    "stops": STOPS,
    "planner": PLANNER,
    "batch": BATCH,
    "mail": MAIL,
    "people": PEOPLE,
    "operators": OPERATORS,
    "unsubscribing": UNSUBSCRIBING,
    "events": EVENTS,
    "reactions": REACTIONS,
    "breakers": BREAKERS,
    "inbound": INBOUND,
    "answers": ANSWERS,
    "erasure": ERASURE,
    "tables": TABLES,
}
_ALL = tuple(chain.from_iterable(_EACH_ONCE.values()))

GROUPS: Mapping[str, tuple[Mutant, ...]] = {
    **_EACH_ONCE,
    "replayed": replayed(_ALL),
    "modelled": modelled(_ALL),
}
MUTANTS = tuple(chain.from_iterable(GROUPS.values()))
