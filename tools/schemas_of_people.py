"""What commands about leads, orders and replies print with --json."""

from outreach.domain.control import Mode, RunStatus
from outreach.domain.correction import Correction
from outreach.domain.enrollment import State
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.instruction import InstructionKind
from outreach.domain.reasons import Reason
from outreach.domain.reply import Label
from outreach.domain.story import StepStory
from outreach.domain.suppression import Order
from outreach.services.operator.forgetting import Dossier, Forgotten
from outreach.services.operator.holding import Held
from outreach.services.operator.import_rows import ImportReport
from outreach.services.operator.instructing import Reopened, Stopped
from outreach.services.operator.undoing import Undone
from schema_parts import (
    COUNT,
    DAY,
    FLAG,
    STEP,
    TEXT,
    TIME,
    Schema,
    by_name,
    list_of,
    object_of,
    of_fields,
    of_type,
    one_of,
    or_null,
    said,
    span,
    with_more,
)


def of_people() -> dict[str, Schema]:
    """Return the schemas of commands about leads and persons, by command."""
    outcomes = {
        "leads stop": one_of(Stopped),
        "leads hold": one_of(Held),
        "leads reopen": one_of(Reopened),
        "leads remove": {"enum": ["removed", "kept"]},
    }
    imports = said(by_name(COUNT), "leads that are left of each import, by its id")
    return {
        "leads list": list_of(_lead()),
        "leads show": _lead(),
        "leads set": list_of(_corrected()),
        **{
            command: list_of(object_of(lead_id=TEXT, address=TEXT, outcome=outcome))
            for command, outcome in outcomes.items()
        },
        "leads import": of_type(ImportReport),
        "leads imports": imports,
        "leads undo": of_type(Undone),
        "why": _why(),
        "forget": with_more(
            of_type(Forgotten), known=said(FLAG, "whether anything was known of the address")
        ),
    }


def _lead() -> Schema:
    run = object_of(
        run_id=TEXT,
        state=one_of(State),
        step=STEP,
        due_at=or_null(TIME),
        reason=or_null(one_of(Reason)),
        instructions=list_of(_instruction()),
    )
    return object_of(
        lead_id=TEXT,
        address=TEXT,
        values=said(by_name(TEXT), "by the names that messages know"),
        timezone=or_null(TEXT),
        country=said(or_null(TEXT), "by its ISO code"),
        corrections=list_of(of_type(Correction)),
        run=said(or_null(run), "null: it is not in that run"),
    )


def _instruction() -> Schema:
    return object_of(kind=one_of(InstructionKind), at=TIME, actor=TEXT, because=or_null(TEXT), step=STEP)


def _corrected() -> Schema:
    value = object_of(was=or_null(TEXT), **{"is": or_null(TEXT)})
    return object_of(
        lead_id=TEXT,
        address=TEXT,
        changed=by_name(value),
        in_flight=said(list_of(TEXT), "runs in which a mail with the old values is in flight, or unknown"),
        refused=said(or_null(TEXT), "why nothing was changed"),
    )


def _why() -> Schema:
    step = object_of(**of_fields(StepStory, but={"expected", "step"}), step=STEP, expected=or_null(span()))
    reply = object_of(
        id=TEXT,
        at=TIME,
        kind=one_of(MailKind),
        label=or_null(one_of(Label)),
        labelled_by=or_null(TEXT),
        labelled_at=or_null(TIME),
    )
    run = object_of(
        campaign_id=TEXT,
        run_id=TEXT,
        mode=one_of(Mode),
        fast=FLAG,
        status=one_of(RunStatus),
        lead_id=TEXT,
        timezone=or_null(TEXT),
        zone_source=said(or_null(TEXT), "what the time zone is from"),
        country=or_null(TEXT),
        state=one_of(State),
        archived=said(or_null(TEXT), "the archive that holds the rest; null: it is not archived"),
        sender=said(or_null(TEXT), "who writes next; null: nobody until a sender is resumed"),
        steps=list_of(step),
        instructions=list_of(_instruction()),
        replies=list_of(reply),
    )
    last = object_of(campaign_id=TEXT, lead_id=TEXT, step=STEP, taken_at=TIME)
    return object_of(
        address=TEXT,
        known=FLAG,
        orders=list_of(order()),
        holds=list_of(object_of(scope=TEXT, until=TIME, by=or_null(TEXT))),
        audiences=said(list_of(TEXT), "campaigns"),
        corrections=list_of(object_of(campaign_id=TEXT, correction=of_type(Correction))),
        removals=list_of(object_of(campaign_id=TEXT, at=TIME, by=TEXT, because=or_null(TEXT))),
        last_written_by=or_null(last),
        runs=list_of(run),
    )


def order() -> Schema:
    """Return an order, with what it is about."""
    return object_of(
        about=said(TEXT, "an address, a domain, or `the address` that was asked for"), order=of_type(Order)
    )


def _reply() -> Schema:
    return object_of(
        id=TEXT,
        campaign_id=said(or_null(TEXT), "null: it matched nobody"),
        run_id=or_null(TEXT),
        lead_id=or_null(TEXT),
        address=said(or_null(TEXT), "of the lead; null: it matched nobody, or the lead is gone"),
        received_at=TIME,
        kind=one_of(MailKind),
        sign=said(TEXT, "by what that was told"),
        matched_by=or_null(TEXT),
        new_text=said(TEXT, "without what the mail quotes; empty if it matched nobody"),
        back_on=or_null(DAY),
        forwarded_at=or_null(TIME),
        waits=said(FLAG, "whether it waits for a label"),
        label=or_null(one_of(Label)),
        labelled_by=or_null(TEXT),
        labelled_at=or_null(TIME),
    )


def _with_mail() -> Schema:
    reply = _reply()
    writer = object_of(name=or_null(TEXT), address=TEXT)
    mail = object_of(**{"from": list_of(writer), "subject": TEXT, "new_text": TEXT, "whole_text": TEXT})
    return object_of(**reply["properties"], mail=said(or_null(mail), "null: it has expired"))


def of_replies() -> dict[str, Schema]:
    """Return the schemas of commands about replies, by command."""
    return {
        "replies list": list_of(_reply()),
        "replies show": _with_mail(),
        "replies unmatched": list_of(_with_mail()),
    }


def everything_held() -> Schema:
    """Return the schema of everything that is held about a person."""
    return of_type(Dossier)
