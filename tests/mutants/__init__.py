"""The guards behind the promises. For each: the change that takes it out, and the check that must notice.

If the in-memory adapter and DynamoDB each have a guard of their own, there is a mutant for each.
"""

from collections.abc import Mapping
from itertools import chain

from mutants.across import ACROSS
from mutants.adoption import ADOPTION
from mutants.again import modelled, replayed
from mutants.archiving import ARCHIVING
from mutants.batch import BATCH
from mutants.batches_of_events import BATCHES_OF_EVENTS
from mutants.breakers import BREAKERS
from mutants.claim import CLAIM
from mutants.consumers import CONSUMERS
from mutants.drills import DRILLS
from mutants.erasure import ERASURE
from mutants.events import EVENTS
from mutants.experiments import EXPERIMENTS
from mutants.fast import FAST
from mutants.finishing import FINISHING
from mutants.first_use import FIRST_USE
from mutants.given import GIVEN
from mutants.going_live import GOING_LIVE
from mutants.how_many import HOW_MANY
from mutants.imports import IMPORTS
from mutants.in_flight import IN_FLIGHT
from mutants.inbound import INBOUND
from mutants.keys import KEYS
from mutants.late_reads import LATE_READS
from mutants.laws import LAWS
from mutants.leads import LEADS
from mutants.local_stack import LOCAL_STACK
from mutants.mail import MAIL
from mutants.mailbox import MAILBOX
from mutants.messages import MESSAGES
from mutants.moto import MOTO
from mutants.mutant import Mutant
from mutants.operators import OPERATORS
from mutants.people import PEOPLE
from mutants.planner import PLANNER
from mutants.pool import POOL
from mutants.present_state import PRESENT_STATE
from mutants.previewing import PREVIEWING
from mutants.publishing import PUBLISHING
from mutants.reactions import REACTIONS
from mutants.reading_replies import READING_REPLIES
from mutants.replies import REPLIES
from mutants.reporting import REPORTING
from mutants.restoring import RESTORING
from mutants.self_sending import SELF_SENDING
from mutants.senders import SENDERS
from mutants.sending_disabled import SENDING_DISABLED
from mutants.single_leads import SINGLE_LEADS
from mutants.stops import STOPS
from mutants.tables import TABLES
from mutants.template import TEMPLATE
from mutants.timetables import TIMETABLES
from mutants.touches import TOUCHES
from mutants.unsubscribing import UNSUBSCRIBING
from mutants.versions import VERSIONS
from mutants.whom_not import WHOM_NOT
from mutants.wishes import WISHES

__all__ = ["GROUPS", "MUTANTS", "Mutant"]

_EACH_ONCE: Mapping[str, tuple[Mutant, ...]] = {
    "claim": CLAIM,
    "in flight": IN_FLIGHT,
    "laws": LAWS,
    "how many": HOW_MANY,
    "late reads": LATE_READS,
    "stops": STOPS,
    "drills": DRILLS,
    "planner": PLANNER,
    "batch": BATCH,
    "consumers": CONSUMERS,
    "across": ACROSS,
    "leads": LEADS,
    "single leads": SINGLE_LEADS,
    "restoring": RESTORING,
    "mail": MAIL,
    "messages": MESSAGES,
    "senders": SENDERS,
    "sending disabled": SENDING_DISABLED,
    "imports": IMPORTS,
    "timetables": TIMETABLES,
    "people": PEOPLE,
    "archiving": ARCHIVING,
    "operators": OPERATORS,
    "unsubscribing": UNSUBSCRIBING,
    "keys": KEYS,
    "events": EVENTS,
    "batches of events": BATCHES_OF_EVENTS,
    "reactions": REACTIONS,
    "breakers": BREAKERS,
    "publishing": PUBLISHING,
    "inbound": INBOUND,
    "adoption": ADOPTION,
    "reading replies": READING_REPLIES,
    "replies": REPLIES,
    "wishes": WISHES,
    "erasure": ERASURE,
    "tables": TABLES,
    "touches": TOUCHES,
    "versions": VERSIONS,
    "going live": GOING_LIVE,
    "template": TEMPLATE,
    "local stack": LOCAL_STACK,
    "local mailbox": MAILBOX,
    "moto": MOTO,
    "given": GIVEN,
    "finishing": FINISHING,
    "first use": FIRST_USE,
    "fast rehearsals": FAST,
    "present state": PRESENT_STATE,
    "previewing": PREVIEWING,
    "self-sending": SELF_SENDING,
    "reporting": REPORTING,
    "whom not": WHOM_NOT,
    "experiments": EXPERIMENTS,
    "several senders": POOL,
}
_ALL = tuple(chain.from_iterable(_EACH_ONCE.values()))

GROUPS: Mapping[str, tuple[Mutant, ...]] = {
    **_EACH_ONCE,
    "replayed": replayed(_ALL),
    "modelled": modelled(_ALL),
}
MUTANTS = tuple(chain.from_iterable(GROUPS.values()))
