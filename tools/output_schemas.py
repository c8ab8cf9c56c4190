"""Make docs/schemas: one JSON Schema for what each of these commands prints with --json.

    .venv/bin/python tools/output_schemas.py          # write them anew

Sets of words come from the code. A test holds the output of the commands to the schemas, and the schemas to the output: it lets
no key through that a schema does not have. Those who read the output must ignore keys that they do not know, so the published
schemas allow them.
"""

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

from outreach.domain.campaign import WhenStopped
from outreach.domain.control import KillSwitch, Mode, RunStatus
from outreach.domain.enrollment import State
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.limits import LimitKind
from outreach.domain.reasons import Reason
from outreach.domain.reply import Label

Schema = dict[str, Any]
ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "schemas"
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
TIME: Schema = {"type": "string", "format": "date-time", "description": "UTC"}
DAY: Schema = {"type": "string", "format": "date"}


def schemas() -> dict[str, Schema]:
    """Return the schemas by the name of their command, with dashes for blanks."""
    return {
        "status": _titled("outreach status --json", _status()),
        "replies-list": _titled("outreach replies list --json", _list(_reply())),
        "replies-show": _titled("outreach replies show --json", _with_mail()),
        "replies-unmatched": _titled("outreach replies unmatched --json", _list(_with_mail())),
    }


def text(schema: Schema) -> str:
    """Return a schema as it is in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _status() -> Schema:
    runs = _list(_run())
    queues = _object(waiting=COUNT, in_flight=COUNT, dead=COUNT)
    control = _object(
        killed=FLAG,
        changed_at=TIME,
        changed_by=TEXT,
        reason=_or_null(TEXT),
        send_rate=_or_null(NUMBER),
        daily_limit=_or_null(COUNT),
        version=COUNT,
    )
    switch = _object(stopped=FLAG, parameter=_one_of(KillSwitch), control=_or_null(control))
    status = _object(runs=runs, queues=queues, kill_switch=switch)
    return status | {"$defs": {"reason": {"enum": sorted(Reason)}}}


def _run() -> Schema:
    step = _object(
        message_id=TEXT, written=COUNT, waiting=COUNT, in_flight=COUNT, unknown=COUNT, stopped=COUNT
    )
    return _object(
        campaign_id=TEXT,
        run_id=TEXT,
        mode=_one_of(Mode),
        fast=_said(FLAG, "whether delays, cooldown and window are taken as passed"),
        status=_one_of(RunStatus),
        started_at=TIME,
        changed_at=TIME,
        changed_by=TEXT,
        reason=_or_null(TEXT),
        leads=COUNT,
        mails=COUNT,
        states=_said(_counts(State), "leads by state"),
        steps=_list(step),
        never_written=_said(_counts_of_reasons(), "why leads ended before the first mail"),
        stopped_later=_said(_counts_of_reasons(), "why leads ended after a mail, before the last"),
        waiting_because=_said(_counts_of_reasons(), "why leads wait for more than their time"),
        next_due=_or_null(TIME),
        would_go=_or_null({"type": "array", "items": TIME, "minItems": 2, "maxItems": 2}),
        closing=FLAG,
        finished=FLAG,
        ends=_or_null(DAY),
        variants=_or_null(_variants()),
        senders=_list(_sender()),
        quota_today=_object(campaign=_quota(), account=_quota()),
        quotas=_said(
            {
                "type": "object",
                "properties": {"per_week": _quota(), "per_run": _quota()},
                "additionalProperties": False,
            },
            "those that the campaign has",
        ),
        next_mails=_said(
            {"type": "object", "propertyNames": DAY, "additionalProperties": COUNT},
            "leads by the day (UTC) on which their next mail is due; what is overdue counts today",
        ),
        replies=_replies(),
        engagement=_said(
            _or_null(_object(opened=_actors(), clicked=_actors())), "null: opens and clicks are not tracked"
        ),
    )


def _variants() -> Schema:
    of_each = {"type": "object", "additionalProperties": NUMBER}
    return _object(leads=of_each, expected=of_each, probability=_or_null(NUMBER), mismatch=FLAG)


def _sender() -> Schema:
    return _object(
        address=TEXT,
        mails=COUNT,
        today=_said(_or_null(_quota()), "null: it is in the pool no more"),
        stopped=_or_null(_one_of(WhenStopped)),
        since=_or_null(TIME),
        by=_or_null(TEXT),
        reason=_or_null(TEXT),
    )


def _quota() -> Schema:
    return _object(used=COUNT, limit=_or_null(COUNT), set_by=_one_of(LimitKind))


def _replies() -> Schema:
    return _object(
        people=_said(COUNT, "leads who replied themselves"),
        waiting=_said(COUNT, "replies that wait for a label"),
        kinds=_said(_counts(MailKind), "mails by what they were taken for"),
        labels=_said(_counts(Label), "leads by the label of their latest reply that has one"),
    )


def _actors() -> Schema:
    return _said(_object(person=COUNT, perhaps=COUNT, machine=COUNT), "mails by who did it first")


def _reply() -> Schema:
    return _object(
        id=TEXT,
        campaign_id=_said(_or_null(TEXT), "null: it matched nobody"),
        run_id=_or_null(TEXT),
        lead_id=_or_null(TEXT),
        address=_said(_or_null(TEXT), "of the lead; null: it matched nobody, or the lead is gone"),
        received_at=TIME,
        kind=_one_of(MailKind),
        sign=_said(TEXT, "by what that was told"),
        matched_by=_or_null(TEXT),
        new_text=_said(TEXT, "without what the mail quotes; empty if it matched nobody"),
        back_on=_or_null(DAY),
        forwarded_at=_or_null(TIME),
        waits=_said(FLAG, "whether it waits for a label"),
        label=_or_null(_one_of(Label)),
        labelled_by=_or_null(TEXT),
        labelled_at=_or_null(TIME),
    )


def _with_mail() -> Schema:
    reply = _reply()
    writer = _object(name=_or_null(TEXT), address=TEXT)
    mail = _object(**{"from": _list(writer), "subject": TEXT, "new_text": TEXT, "whole_text": TEXT})
    return _object(**reply["properties"], mail=_said(_or_null(mail), "null: it has expired"))


def _titled(title: str, schema: Schema) -> Schema:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _counts(words: Iterable[StrEnum]) -> Schema:
    known = {"enum": sorted(word.value for word in words)}
    return {"type": "object", "propertyNames": known, "additionalProperties": COUNT}


def _counts_of_reasons() -> Schema:
    return {"type": "object", "propertyNames": {"$ref": "#/$defs/reason"}, "additionalProperties": COUNT}


def _one_of(words: Iterable[StrEnum]) -> Schema:
    return {"enum": [word.value for word in words]}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (FOLDER / f"{name}.schema.json").write_text(text(schema), encoding="utf-8")


if __name__ == "__main__":
    main()
