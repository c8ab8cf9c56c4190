"""Each promise of proof.sql: silent on a clean run, and the only one to speak when it is broken."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import time
from pathlib import Path

import pytest

from outreach.adapters.campaign_documents import campaign_in, document_of
from outreach.artifacts.database import opened
from outreach.artifacts.promises import SHOWN, broken, promises
from outreach.domain.campaign import Policy
from outreach.domain.control import Mode
from outreach.domain.enrollment import State, TouchState
from outreach.domain.ids import LIVE
from outreach.domain.reasons import Reason
from outreach.domain.whom_not import Traits
from outreach.domain.window import DAYS, Window
from world.artifacts import JANE, UNSUBSCRIBED, a_world, exported
from world.builders import NOON, a_campaign, a_lead
from world.memory import World

LEAD, OTHER = JANE.lead_id, UNSUBSCRIBED.lead_id
TOUCH = f"lead_id = '{LEAD}' AND step = 0"
DNC, NO_REASON = "'dnc'", "NULL"
UNRECORDED = "UPDATE touches SET seen = NULL; DELETE FROM saw;"
"""As an older program has left it: nobody knows what the last looks saw."""
LOOKED = f"(SELECT looked_at FROM touches WHERE {TOUCH})"


def shifted(offset: str) -> str:
    """A moment as SQL, from the last look at Jane's first touch on."""
    return f"strftime('%Y-%m-%dT%H:%M:%fZ', {LOOKED}, '{offset}')"


def an_order(kind: str, subject: str, scope: str, at: str) -> str:
    """An order without a version, from a program that did not count."""
    return f"INSERT INTO orders VALUES ('{kind}', '{subject}', '{scope}', 'dnc', 'operator', 'test', {at})"


def a_change(
    number: int, change: str = "given", subject: str = JANE.recipient, scope: str = "*", at: str = "'x'"
) -> str:
    """A change of a row, as the row keeps it. The order stands, if one was given."""
    kind = "recipient" if subject == JANE.recipient else "domain"
    about = f"'{scope}', {NO_REASON if change == 'held' else DNC}, 'operator', 'test', {at}"
    stands = f"; INSERT INTO orders VALUES ('{kind}', '{subject}', {about})" if change == "given" else ""
    gone = (
        f"; DELETE FROM orders WHERE subject = '{subject}' AND scope = '{scope}'"
        if change == "lifted"
        else ""
    )
    return (
        f"INSERT INTO row_changes VALUES ('{kind}', '{subject}', {number}, 'm{number}', '{change}', {about})"
        f"{stands}{gone};"
    )


def looked(what: str, number: int, mark: str | None = None) -> str:
    """What the last looks at Jane saw of a row."""
    mark = f"m{number}" if mark is None else mark
    return f"UPDATE saw SET number = {number}, mark = '{mark}' WHERE lead_id = '{LEAD}' AND what = '{what}';"


def a_state(subject: str, became: str, number: int, mark: str) -> str:
    return (
        f"INSERT INTO control_events VALUES ('x', '{subject}', '{became}', 'test', NULL, {number}, '{mark}');"
    )


def an_event(subject: str, became: str, at: str) -> str:
    """A state without a version, from a program that did not count."""
    return f"INSERT INTO control_events VALUES ({at}, '{subject}', '{became}', 'test', NULL, 0, '')"


AN_EXPERIMENT = """
    INSERT INTO variants SELECT revision, 'greeting', 'plain', 1, NULL FROM revisions;
    INSERT INTO variants SELECT revision, 'greeting', 'short', 4, NULL FROM revisions;
    INSERT INTO draws SELECT lead_id, 'greeting', 'plain', 0.2 FROM leads;
    INSERT INTO draws SELECT lead_id, 'greeting', 'short', 0.9 FROM leads;
    INSERT INTO variant_messages SELECT revision, 'plain', step, message_id FROM revisions, steps;
    UPDATE touches SET experiment = 'greeting', variant = 'plain';
"""
"""Everybody is drawn into the variant `plain`: 0.2 is less than 0.9 / 4."""
TOOK = """
    UPDATE touches SET took_at = looked_at;
    UPDATE touches SET took_after = (
        SELECT p.took_at FROM touches p WHERE p.lead_id = touches.lead_id AND p.step = touches.step - 1
    );
"""
"""Each touch has taken its person, after the one before."""

SECOND = f"lead_id = '{LEAD}' AND step = 1"
POOL = """
    UPDATE senders SET per_day = 10;
    INSERT INTO senders SELECT DISTINCT revision, 'ben@us.example', 10, NULL, NULL, NULL FROM senders;
    INSERT INTO sender_counters SELECT DISTINCT sender, quota_day, 10, 10 FROM touches WHERE quota_day IS NOT NULL;
    INSERT INTO sender_counters SELECT 'ben@us.example', day, 10, 10 FROM sender_counters;
"""
"""Another sender might have written."""
BEN_WROTE = POOL + (
    f"UPDATE touches SET sender = 'ben@us.example' WHERE {SECOND};"
    f"UPDATE mails SET sender = 'Ben <Ben@us.example>' WHERE {SECOND};"
)


def a_stop_of(sender: str, became: str, number: int) -> str:
    return f"INSERT INTO sender_events VALUES ('x', '{sender}', '{became}', 'test', NULL, {number}, 'm{number}');"


def saw_stops(number: int, mark: str | None = None) -> str:
    """Jane's second look saw this version of what was said about senders."""
    return f"INSERT INTO saw VALUES ('{LEAD}', 1, 'senders', NULL, {number}, '{mark or f'm{number}'}');"


SALES = "sales@us.example"
ON_A_DAY = 2
"""How many touches `on_day` leaves."""


def a_day(day: str, used: int) -> str:
    """What the run had reserved on a day."""
    return (
        f"DELETE FROM quota_counters WHERE day = '{day}';"
        f"INSERT INTO quota_counters VALUES ('campaign', 'demo#proof-1', '{day}', {used}, 200, 200, 'day');"
    )


def on_day(day: str) -> str:
    """Two touches of the run, on one day, and as many units; the others are of no day."""
    return (
        "UPDATE touches SET quota_day = NULL;"
        f"UPDATE touches SET quota_day = '{day}' WHERE rowid IN "
        f"(SELECT rowid FROM touches WHERE revision IS NOT NULL LIMIT {ON_A_DAY});" + a_day(day, ON_A_DAY)
    )


A_TUESDAY = "2026-11-24"


def a_window(days: str, opens: str, closes: str, revision: str = "revision") -> str:
    """Hours in which the window of each revision is open; or that of another one."""
    return (
        f"INSERT INTO sending_window SELECT DISTINCT {revision}, '{days}', '{opens}', '{closes}', 'UTC' FROM touches "
        "WHERE revision IS NOT NULL;"
    )


def at_the_lead_s(day: str, time: str) -> str:
    """Each mail went out at this time on the lead's clock."""
    return f"UPDATE touches SET local_day = '{day}', local_time = '{time}' WHERE looked_at IS NOT NULL;"


def corrected(offset: str) -> str:
    """An operator has corrected the values of every lead, so long after the last look of all."""
    last = f"strftime('%Y-%m-%dT%H:%M:%fZ', max(looked_at), '{offset}')"
    leads = "SELECT DISTINCT lead_id FROM touches"
    return (
        f"INSERT INTO corrections SELECT lead_id, 1, last, 'ada', 'country', 'DE' "
        f"FROM ({leads}), (SELECT {last} AS last FROM touches);"
    )


def said(number: int, kind: str, step: int, attempts: int) -> str:
    """What an operator said of Jane."""
    return f"INSERT INTO instructions VALUES ('{LEAD}', {number}, '{kind}', 'x', 'ada', NULL, {step}, {attempts});"


def removed(at: str = "enrolled_at") -> str:
    """An operator has removed Jane, whose enrollment had been made at that time."""
    return f"INSERT INTO removals SELECT lead_id, 'x', 'ada', NULL, {at} FROM enrollments WHERE lead_id = '{LEAD}';"


VIOLATIONS = {
    "stopped-lead-gets-nothing": said(1, "stop", 0, 1),
    "removed-lead-is-gone": removed(),
    "one-mail-per-step": f"INSERT INTO mails SELECT * FROM mails WHERE {TOUCH}",
    "one-mail-per-message": "UPDATE touches SET message_id = (SELECT message_id FROM touches "
    f"WHERE {TOUCH}) WHERE lead_id = '{LEAD}' AND step = 1; UPDATE touches SET "
    f"idempotency_key = 'demo:' || lead_id || ':' || message_id || ':1' WHERE lead_id = '{LEAD}' AND step = 1",
    "one-touch-per-key": "INSERT INTO touches (lead_id, step, message_id, idempotency_key, state) "
    f"SELECT lead_id, step, message_id, idempotency_key, 'retry' FROM touches WHERE {TOUCH}",
    "key-names-its-touch": f"UPDATE touches SET idempotency_key = 'demo:somebody:intro:0' WHERE {TOUCH}",
    "one-enrollment-per-lead": f"INSERT INTO enrollments SELECT * FROM enrollments WHERE lead_id = '{LEAD}'",
    "one-touch-per-ses-id": f"UPDATE touches SET ses_message_id = (SELECT ses_message_id FROM touches WHERE {TOUCH}) "
    f"WHERE lead_id = '{LEAD}' AND step = 1",
    "mail-has-its-touch": "INSERT INTO mails (lead_id, step, claim_id, recipient, at) "
    f"SELECT lead_id, 2, 'a-claim', address, {LOOKED} FROM leads WHERE lead_id = '{LEAD}'",
    "mail-has-the-touch-s-ses-id": f"UPDATE mails SET ses_message_id = 'another' WHERE {TOUCH}",
    "address-not-suppressed": a_change(1) + looked("recipient", 1),
    "domain-not-suppressed": a_change(1, subject="acme.example", scope="demo") + looked("domain", 1),
    "nothing-while-held": a_change(1, "held", at=shifted("+1 second"))
    + looked("recipient", 1)
    + f"DELETE FROM saw WHERE lead_id = '{LEAD}' AND step = 1; UPDATE touches SET seen = NULL WHERE lead_id = '{LEAD}' AND step = 1",
    "look-was-whole": f"UPDATE touches SET seen = 'partly' WHERE {TOUCH}",
    "look-after-claim": f"UPDATE touches SET seen_claim = 0 WHERE {TOUCH}",
    "looks-go-forward": f"UPDATE saw SET number = 9 WHERE {TOUCH} AND what = 'global'",
    "right-address": f"UPDATE mails SET recipient = 'boss@acme.example' WHERE {TOUCH}",
    "everybody-is-enrolled": f"DELETE FROM enrollments WHERE lead_id = '{OTHER}'",
    "known-state": f"UPDATE enrollments SET state = 'limbo' WHERE lead_id = '{LEAD}'",
    "waiting-has-a-time": f"UPDATE enrollments SET due_at = NULL WHERE lead_id = '{LEAD}'",
    "ended-has-a-reason": f"UPDATE enrollments SET reason = NULL WHERE lead_id = '{OTHER}'",
    "closed-means-all-ended": "UPDATE run SET closed = 1",
    "known-touch-state": f"UPDATE touches SET reason = 'because' WHERE {TOUCH}",
    "nothing-while-stopped": a_state("demo#proof-1", "paused", 8, "m8") + looked("run", 8),
    "nothing-while-killed": a_state("global", "on", 8, "m8") + looked("global", 8),
    "quota-not-overdrawn": "UPDATE quota_counters SET quota = 1 WHERE owner = 'account' AND used > 1",
    "every-mail-counted": "UPDATE quota_counters SET used = 1 WHERE owner = 'campaign' AND used > 1",
    "nothing-from-a-stopped-sender": POOL + a_stop_of(SALES, "wait", 1) + saw_stops(1),
    "sender-quota": POOL + "UPDATE senders SET per_day = 1",
    "one-sender-per-lead": BEN_WROTE,
    "sender-of-its-campaign": f"UPDATE mails SET sender = 'Ben <ben@us.example>' WHERE {TOUCH}",
    "limit-in-force": "UPDATE revisions SET per_run = 1",
    "domain-pace": "UPDATE revisions SET domain_at_most = 1, domain_period = 'day'; UPDATE touches SET pace_period = 'x'",
    "proof-and-live-apart": f"UPDATE touches SET state = 'sent' WHERE {TOUCH}",
    "fast-in-rehearsals-only": "UPDATE run SET fast = 1",
    "sent-has-its-evidence": f"UPDATE touches SET ses_message_id = NULL WHERE {TOUCH}",
    "rehearsed-mail-is-kept": f"DELETE FROM mails WHERE {TOUCH}",
    "mail-is-what-was-rendered": f"UPDATE mails SET digest = 'another' WHERE {TOUCH}",
    "mail-is-well-formed": f"UPDATE mails SET problem = 'has another subject' WHERE {TOUCH}",
    "steps-in-order": f"UPDATE touches SET state = 'retry' WHERE {TOUCH}",
    "nobody-who-is-left-out": "UPDATE revisions SET role_accounts = 'skip';"
    f"UPDATE leads SET role_account = 1 WHERE lead_id = '{LEAD}'",
    "nothing-on-a-holiday": "INSERT INTO holidays SELECT revision, NULL, local_day, 'NL:Koningsdag' FROM touches "
    f"WHERE {TOUCH}",
    "nothing-outside-the-window": a_window("mon,thu", "09:00:00", "12:00:00"),
    "nothing-after-the-end": f"UPDATE revisions SET ends_at = {LOOKED}",
    "variant-as-drawn": f"UPDATE touches SET experiment = 'greeting', variant = 'plain' WHERE {TOUCH}",
    "message-of-its-variant": AN_EXPERIMENT
    + "UPDATE variant_messages SET message_id = 'another' WHERE step = 0",
    "one-mail-at-a-time": f"UPDATE revisions SET person_cooldown_seconds = 60; {TOOK}"
    f"UPDATE touches SET took_after = strftime('%Y-%m-%dT%H:%M:%fZ', took_at, '-59 seconds') WHERE {TOUCH}",
    "one-sequence-at-a-time": f"UPDATE revisions SET one_sequence = 'first'; {TOOK}"
    f"UPDATE touches SET own_sequence = 1; UPDATE touches SET own_sequence = 0 WHERE {TOUCH}",
    "company-has-room": "UPDATE revisions SET company_cap = 2;"
    "UPDATE touches SET company_week = '2026-W48', company_people = 2;"
    f"UPDATE touches SET company_week = '2026-W48', company_people = 3 WHERE {TOUCH}",
    "cooldown-kept": "UPDATE campaign SET cooldown_seconds = 30 * 24 * 3600",
}
"""By promise: what an export would hold if it were broken."""

ALSO = {
    "more touches of a sender than units": (
        "sender-quota",
        POOL + "UPDATE sender_counters SET used = 1",
    ),
    "touches of a sender that nobody counted": ("sender-quota", POOL + "DELETE FROM sender_counters"),
    "more than the ramp of a sender": (
        "sender-quota",
        POOL + "UPDATE senders SET ramp_start = 1, ramp_step = 0, ramp_ceiling = 10",
    ),
    "a sender of nobody": ("sender-of-its-campaign", "UPDATE touches SET sender = 'us.example'"),
    "a lead that moved, though its sender's leads were to wait": (
        "one-sender-per-lead",
        BEN_WROTE + a_stop_of(SALES, "move", 1) + a_stop_of(SALES, "wait", 2) + saw_stops(2),
    ),
    "a lead that moved before the look saw that it may": (
        "one-sender-per-lead",
        BEN_WROTE + a_stop_of(SALES, "move", 2) + a_stop_of("ben@us.example", "going", 1) + saw_stops(1),
    ),
    "a lead that moved by a version that the run never had": (
        "one-sender-per-lead",
        BEN_WROTE + a_stop_of(SALES, "move", 1) + saw_stops(1, "other"),
    ),
    "a message twice, in two variants": (
        "one-mail-per-message",
        AN_EXPERIMENT
        + f"UPDATE touches SET variant = 'short', message_id = 'intro' WHERE lead_id = '{LEAD}' AND step = 1",
    ),
    "the other variant": (
        "variant-as-drawn",
        AN_EXPERIMENT + f"UPDATE touches SET variant = 'short' WHERE {TOUCH}",
    ),
    "another experiment": (
        "variant-as-drawn",
        AN_EXPERIMENT + f"UPDATE touches SET experiment = 'other' WHERE {TOUCH}",
    ),
    "no variant in an experiment": (
        "variant-as-drawn",
        AN_EXPERIMENT + "UPDATE touches SET experiment = NULL, variant = NULL",
    ),
    "a variant that is stopped": (
        "variant-as-drawn",
        AN_EXPERIMENT + "UPDATE variants SET stopped = 'stay' WHERE variant = 'plain'",
    ),
    "a move in the middle": (
        "variant-as-drawn",
        AN_EXPERIMENT + f"UPDATE touches SET variant = 'short' WHERE lead_id = '{LEAD}' AND step = 1",
    ),
    "no move out of a variant that lets its leads go": (
        "variant-as-drawn",
        AN_EXPERIMENT
        + "UPDATE touches SET revision = 'first' WHERE step = 0;"
        + "INSERT INTO revisions (revision) VALUES ('first');"
        + "INSERT INTO variants VALUES ('first', 'greeting', 'plain', 1, NULL);"
        + "UPDATE variants SET stopped = 'move' WHERE variant = 'plain' AND revision <> 'first'",
    ),
    "a disposable domain": (
        "nobody-who-is-left-out",
        "UPDATE revisions SET disposable_domains = 'skip'; UPDATE leads SET disposable = 1",
    ),
    "a country that is not the only one": (
        "nobody-who-is-left-out",
        (
            "UPDATE revisions SET only_countries = 1, countries_left_out = 'skip';"
            "INSERT INTO revision_countries SELECT revision, 'NL' FROM revisions; UPDATE leads SET country = 'US'"
        ),
    ),
    "a country of those left out": (
        "nobody-who-is-left-out",
        (
            "UPDATE revisions SET only_countries = 0, countries_left_out = 'skip';"
            "INSERT INTO revision_countries SELECT revision, 'US' FROM revisions; UPDATE leads SET country = 'US'"
        ),
    ),
    "a holiday of the lead's country": (
        "nothing-on-a-holiday",
        "UPDATE leads SET country = 'NL'; INSERT INTO holidays SELECT revision, 'NL', local_day, 'NL:Koningsdag' FROM touches",
    ),
    "a window that closed in the same moment": (
        "nothing-outside-the-window",
        at_the_lead_s(A_TUESDAY, "17:00:00.000000") + a_window("tue", "09:00:00", "17:00:00"),
    ),
    "a window that opened a moment later": (
        "nothing-outside-the-window",
        at_the_lead_s(A_TUESDAY, "08:59:59.999999") + a_window("tue", "09:00:00", "17:00:00"),
    ),
    "a window of other days": (
        "nothing-outside-the-window",
        at_the_lead_s(A_TUESDAY, "12:00:00.000000") + a_window("mon,wed", "09:00:00", "17:00:00"),
    ),
    "the morning after hours that ended in the night": (
        "nothing-outside-the-window",
        at_the_lead_s(A_TUESDAY, "02:00:00.000000") + a_window("mon", "22:00:00", "02:00:00"),
    ),
    "the morning of a day whose hours begin in the evening": (
        "nothing-outside-the-window",
        at_the_lead_s(A_TUESDAY, "01:59:59.000000") + a_window("tue", "22:00:00", "02:00:00"),
    ),
    "a window on a clock that was corrected before the mails": (
        "nothing-outside-the-window",
        corrected("-1 day")
        + at_the_lead_s(A_TUESDAY, "03:00:00.000000")
        + a_window("tue", "09:00:00", "17:00:00"),
    ),
    "a holiday of a country that was corrected before the mails": (
        "nothing-on-a-holiday",
        corrected("-1 day")
        + "UPDATE leads SET country = 'NL'; INSERT INTO holidays SELECT revision, 'NL', local_day, 'NL:Koningsdag' FROM touches",
    ),
    "a country that is left out, and was corrected before the mails": (
        "nobody-who-is-left-out",
        corrected("-1 day") + "UPDATE revisions SET only_countries = 0, countries_left_out = 'skip';"
        "INSERT INTO revision_countries SELECT revision, 'US' FROM revisions; UPDATE leads SET country = 'US'",
    ),
    "the night after a holiday": (
        "nothing-outside-the-window",
        at_the_lead_s(A_TUESDAY, "01:00:00.000000")
        + a_window("mon", "22:00:00", "02:00:00")
        + "INSERT INTO holidays SELECT revision, NULL, '2026-11-23', 'NL:a Monday' FROM touches",
    ),
    "the night after a holiday of the lead's country": (
        "nothing-outside-the-window",
        at_the_lead_s(A_TUESDAY, "01:00:00.000000")
        + a_window("mon", "22:00:00", "02:00:00")
        + "UPDATE leads SET country = 'NL'; INSERT INTO holidays SELECT revision, 'NL', '2026-11-23', 'NL:a Monday' FROM touches",
    ),
    "a country that nobody knows": (
        "nobody-who-is-left-out",
        "UPDATE revisions SET only_countries = 0, unknown_country = 'skip'",
    ),
    "an end before the planned moment of a fast rehearsal": (
        "nothing-after-the-end",
        f"UPDATE revisions SET ends_at = {shifted('+1 day')}; UPDATE touches SET would_go_at = {shifted('+2 days')} WHERE {TOUCH}",
    ),
    "a look that did not find the person taken": (
        "one-mail-at-a-time",
        f"UPDATE revisions SET person_cooldown_seconds = 60; {TOOK} UPDATE touches SET took_at = NULL WHERE {TOUCH}",
    ),
    "a look that did not find the person among those of the company": (
        "company-has-room",
        (
            "UPDATE revisions SET company_cap = 9; UPDATE touches SET company_week = '2026-W48', company_people = 1;"
            f"UPDATE touches SET company_week = NULL, company_people = NULL WHERE {TOUCH}"
        ),
    ),
    "a row of a person that was lost": (
        "one-mail-at-a-time",
        TOOK + f"UPDATE touches SET took_after = NULL WHERE lead_id = '{LEAD}' AND step = 1",
    ),
    "a week that is overdrawn": (
        "limit-in-force",
        f"UPDATE revisions SET per_week = 4; {a_day('2026-11-22', 9)} {a_day('2026-11-23', 3)} {on_day('2026-11-24')}",
    ),
    "a day above the ramp": (
        "limit-in-force",
        (
            "UPDATE revisions SET ramp_start = 1, ramp_step = 0, ramp_ceiling = 9;"
            f"{a_day('2026-11-23', 3)} {on_day('2026-11-24')}"
        ),
    ),
    "a day above the ceiling": (
        "limit-in-force",
        (
            "UPDATE revisions SET ramp_start = 1, ramp_step = 5, ramp_ceiling = 1;"
            f"{a_day('2026-11-23', 3)} {on_day('2026-11-24')}"
        ),
    ),
    "a day above the quota of its revision": ("limit-in-force", "UPDATE revisions SET per_day = 1"),
    "a mail that counts for no hour": (
        "domain-pace",
        "UPDATE revisions SET domain_at_most = 100, domain_period = 'hour'",
    ),
    "another claim": (
        "one-mail-per-step",
        f"INSERT INTO mails SELECT * FROM mails WHERE {TOUCH}; UPDATE mails SET claim_id = 'other' WHERE rowid = last_insert_rowid()",
    ),
    "no fence in flight": (
        "waiting-has-a-time",
        f"UPDATE enrollments SET state = 'sending', claim_id = NULL WHERE lead_id = '{LEAD}'",
    ),
    "no lane": ("waiting-has-a-time", f"UPDATE enrollments SET lane = NULL WHERE lead_id = '{LEAD}'"),
    "no state": ("known-state", f"UPDATE enrollments SET state = NULL WHERE lead_id = '{LEAD}'"),
    "ended and waiting": (
        "ended-has-a-reason",
        f"UPDATE enrollments SET due_at = 'now' WHERE lead_id = '{OTHER}'",
    ),
    "reason unknown": (
        "ended-has-a-reason",
        f"UPDATE enrollments SET reason = 'whim' WHERE lead_id = '{OTHER}'",
    ),
    "skipped for nothing": (
        "known-touch-state",
        f"UPDATE touches SET reason = NULL WHERE lead_id = '{OTHER}'",
    ),
    "cancelled for good": (
        "nothing-while-stopped",
        a_state("demo#proof-1", "cancelled", 8, "m8") + looked("run", 8),
    ),
    "the parameter alone": (
        "nothing-while-killed",
        a_state("kill-switch", "on", 8, "m8") + looked("kill-switch", 8),
    ),
    "an order that was lifted since": (
        "address-not-suppressed",
        a_change(1) + a_change(2, "lifted") + looked("recipient", 1),
    ),
    "an order that was lifted and given again since": (
        "address-not-suppressed",
        a_change(1) + a_change(2, "lifted") + a_change(3) + looked("recipient", 1),
    ),
    "an order that was seen later than it was given": (
        "address-not-suppressed",
        a_change(1) + a_change(2, "held", at="'2000'") + looked("recipient", 2),
    ),
    "a person who was forgotten since": (
        "address-not-suppressed",
        a_change(1) + looked("recipient", 1) + f"UPDATE leads SET address = '' WHERE lead_id = '{LEAD}'",
    ),
    "no recipient row": ("look-was-whole", f"DELETE FROM saw WHERE {TOUCH} AND what = 'recipient'"),
    "no switch": ("look-was-whole", f"DELETE FROM saw WHERE {TOUCH} AND what = 'kill-switch'"),
    "no run": ("look-was-whole", f"DELETE FROM saw WHERE {TOUCH} AND what = 'run'"),
    "no global row": ("look-was-whole", f"DELETE FROM saw WHERE {TOUCH} AND what = 'global'"),
    "a domain that was not asked for": (
        "look-was-whole",
        f"DELETE FROM saw WHERE {TOUCH} AND what = 'domain'",
    ),
    "an order of a table that nobody counted in": (
        "address-not-suppressed",
        an_order("recipient", JANE.recipient, "*", shifted("-11 seconds")),
    ),
    "an order of a domain that nobody counted in": (
        "domain-not-suppressed",
        an_order("domain", "acme.example", "demo", shifted("-11 seconds")),
    ),
    "a touch from before, and an order": (
        "address-not-suppressed",
        UNRECORDED + a_change(1, at=shifted("-11 seconds")),
    ),
    "a touch from before, and a pause": (
        "nothing-while-stopped",
        UNRECORDED
        + "DELETE FROM control_events;"
        + an_event("demo#proof-1", "paused", shifted("-11 seconds"))
        + ";"
        + an_event("demo#proof-1", "running", shifted("+11 seconds")),
    ),
    "a touch from before, and a kill": (
        "nothing-while-killed",
        UNRECORDED
        + "DELETE FROM control_events;"
        + an_event("global", "on", shifted("-11 seconds"))
        + ";"
        + an_event("global", "off", shifted("+11 seconds")),
    ),
    "id of SES in a rehearsal": (
        "proof-and-live-apart",
        f"UPDATE touches SET ses_message_id = '0100-a' WHERE {TOUCH}",
    ),
    "a lead that was stopped at a step that was tried once more": (
        "stopped-lead-gets-nothing",
        said(1, "stop", 1, 0),
    ),
    "a last look that saw the stop": (
        "stopped-lead-gets-nothing",
        f"INSERT INTO saw VALUES ('{LEAD}', 0, 'stop', NULL, 1, '')",
    ),
    "a lead that was stopped again": (
        "stopped-lead-gets-nothing",
        said(1, "stop", 0, 0) + said(2, "reopen", 0, 0) + said(3, "stop", 0, 0),
    ),
    "rehearsed mail in a live run": ("proof-and-live-apart", "UPDATE run SET mode = 'live'"),
    "mail to a stranger": ("right-address", f"DELETE FROM leads WHERE lead_id = '{LEAD}'"),
    "unknown that was asked": (
        "address-not-suppressed",
        f"UPDATE touches SET state = 'unknown', reason = 'unknown' WHERE {TOUCH};"
        + an_order("recipient", JANE.recipient, "demo", shifted("-11 seconds")),
    ),
}
"""Other forms of the same violations; these may break more than one promise."""

HARMLESS = {
    "a lead that moved by a stop": BEN_WROTE + a_stop_of(SALES, "move", 1) + saw_stops(1),
    "a lead that moved as its sender had left the file": BEN_WROTE
    + f"DELETE FROM senders WHERE sender = '{SALES}';"
    + f"UPDATE touches SET revision = 'later' WHERE {SECOND};"
    + "INSERT INTO senders VALUES ('later', 'ben@us.example', 10, NULL, NULL, NULL);"
    + f"INSERT INTO senders SELECT DISTINCT revision, '{SALES}', 10, NULL, NULL, NULL FROM touches "
    + "WHERE revision <> 'later' AND revision IS NOT NULL;",
    "a sender that was resumed": POOL
    + a_stop_of(SALES, "wait", 1)
    + a_stop_of(SALES, "going", 2)
    + saw_stops(2),
    "a stop that the look did not see": POOL + a_stop_of(SALES, "wait", 1),
    "a stop of somebody who is the only sender by now": a_stop_of(SALES, "wait", 1) + saw_stops(1),
    "touches of which no sender is recorded": POOL + "UPDATE touches SET sender = NULL",
    "a ramp of a sender that has grown": POOL
    + "UPDATE senders SET ramp_start = 1, ramp_step = 9, ramp_ceiling = 10;"
    + f"INSERT INTO sender_counters VALUES ('{SALES}', '2020-01-01', 1, 10);",
    "a lead that was stopped after its last mail": said(1, "stop", 9, 0),
    "a lead that was stopped at a step that had been tried": f"DELETE FROM touches WHERE lead_id = '{LEAD}' AND step > 0;"
    f"DELETE FROM mails WHERE lead_id = '{LEAD}' AND step > 0;" + said(1, "stop", 0, 1),
    "a lead that was stopped and reopened": said(1, "stop", 0, 0) + said(2, "reopen", 0, 0),
    "a lead that was stopped while another went on": said(1, "stop", 9, 0)
    + f"UPDATE instructions SET lead_id = '{OTHER}'",
    "a lead that was removed and imported again": removed("'2000-01-01T00:00:00.000Z'"),
    "a lead that was removed from other runs": removed("NULL"),
    "a week that began on Monday": f"UPDATE revisions SET per_week = 2; {a_day('2026-11-29', 9)} {on_day('2026-11-30')}",
    "a week that is just used up": f"UPDATE revisions SET per_week = 5; {a_day('2026-11-23', 3)} {on_day('2026-11-24')}",
    "a run that is just used up": f"UPDATE revisions SET per_run = 5; {a_day('2026-11-23', 3)} {on_day('2026-11-24')}",
    "a ramp that has grown": "UPDATE revisions SET ramp_start = 1, ramp_step = 1, ramp_ceiling = 2;"
    f"{a_day('2026-11-22', 0)} {a_day('2026-11-23', 1)} {on_day('2026-11-24')}",
    "a limit of a revision that let nothing go": "INSERT INTO revisions (revision, per_day, per_run) VALUES ('another', 0, 0)",
    "a domain at its pace": f"UPDATE revisions SET domain_at_most = {ON_A_DAY}, domain_period = 'day';"
    "UPDATE touches SET pace_period = quota_day",
    "days of the campaign, which the account does not count by": "UPDATE revisions SET counted_in = 'campaign';"
    "UPDATE quota_counters SET used = 0 WHERE owner = 'account'",
    "a role account that the campaign allows": "UPDATE revisions SET role_accounts = 'allow', disposable_domains = 'skip';"
    "UPDATE leads SET role_account = 1",
    "a holiday of another country": "UPDATE leads SET country = 'NL';"
    "INSERT INTO holidays SELECT revision, 'US', local_day, 'US:a holiday' FROM touches",
    "a holiday of all but the lead's country": "UPDATE leads SET country = 'NL'; INSERT INTO holidays SELECT revision, NULL, "
    "local_day, 'US:a holiday' FROM touches; INSERT INTO holidays SELECT revision, 'NL', '2020-01-01', 'NL:a holiday' FROM touches",
    "a holiday of all but the lead's country, which has none at all": "UPDATE leads SET country = 'UA'; INSERT INTO holidays "
    "SELECT revision, NULL, local_day, 'IE:a holiday' FROM touches; INSERT INTO holidays SELECT revision, 'UA', NULL, NULL FROM touches",
    "a holiday of nobody knows whose, and a lead of nobody knows where": "INSERT INTO holidays SELECT revision, 'NL', local_day, "
    "'NL:a holiday' FROM touches",
    "the first moment of a window": at_the_lead_s(A_TUESDAY, "09:00:00.000000")
    + a_window("tue", "09:00:00", "17:00:00"),
    "the last moment of a window": at_the_lead_s(A_TUESDAY, "16:59:59.999999")
    + a_window("tue", "09:00:00", "17:00:00"),
    "the second hours of a day": at_the_lead_s(A_TUESDAY, "14:00:00.000000")
    + a_window("tue", "09:00:00", "12:00:00")
    + a_window("tue", "13:00:00", "17:00:00"),
    "a window that is open all day": at_the_lead_s(A_TUESDAY, "00:00:00.000000")
    + a_window("tue", "00:00:00", "00:00:00"),
    "a window on a clock that was corrected after the mails": corrected("+1 day")
    + at_the_lead_s(A_TUESDAY, "03:00:00.000000")
    + a_window("tue", "09:00:00", "17:00:00"),
    "a look shortly after a correction, whose claim may have been before it": corrected("-14 minutes")
    + at_the_lead_s(A_TUESDAY, "03:00:00.000000")
    + a_window("tue", "09:00:00", "17:00:00"),
    "a holiday of a country that was corrected after the mails": corrected("+1 day")
    + "UPDATE leads SET country = 'NL'; INSERT INTO holidays SELECT revision, 'NL', local_day, 'NL:Koningsdag' FROM touches",
    "a country that is left out, and was corrected after the mails": corrected("+1 day")
    + "UPDATE revisions SET only_countries = 0, countries_left_out = 'skip';"
    "INSERT INTO revision_countries SELECT revision, 'US' FROM revisions; UPDATE leads SET country = 'US'",
    "hours that go on after midnight": at_the_lead_s("2026-11-22", "01:59:59.999999")
    + a_window("sat", "22:00:00", "02:00:00"),
    "hours that begin before midnight": at_the_lead_s("2026-11-21", "23:00:00.000000")
    + a_window("sat", "22:00:00", "02:00:00"),
    "the night after a holiday of other countries": at_the_lead_s(A_TUESDAY, "01:00:00.000000")
    + a_window("mon", "22:00:00", "02:00:00")
    + "INSERT INTO holidays SELECT revision, 'NL', '2026-11-23', 'NL:a Monday' FROM touches",
    "a window of another revision": a_window("", "09:00:00", "09:01:00", "'another'"),
    "a window, and a person who was forgotten": a_window("mon", "09:00:00", "09:01:00")
    + "UPDATE leads SET address = ''",
    "a holiday of another revision": "INSERT INTO holidays SELECT 'another', NULL, local_day, 'NL:a holiday' FROM touches",
    "a holiday of a person who was forgotten, and whose country with them": "UPDATE leads SET country = 'BE';"
    "INSERT INTO holidays SELECT revision, NULL, local_day, 'NL:a holiday' FROM touches;"
    "INSERT INTO holidays SELECT revision, 'BE', '2020-01-01', 'BE:a holiday' FROM touches;"
    f"UPDATE leads SET country = NULL, address = '' WHERE lead_id = '{LEAD}'",
    "a country that is the only one": "UPDATE revisions SET only_countries = 1, countries_left_out = 'skip';"
    "INSERT INTO revision_countries SELECT revision, 'NL' FROM revisions; UPDATE leads SET country = 'NL'",
    "a country that is not left out": "UPDATE revisions SET only_countries = 0, countries_left_out = 'skip';"
    "INSERT INTO revision_countries SELECT revision, 'US' FROM revisions; UPDATE leads SET country = 'NL'",
    "other countries that only make a warning": "UPDATE revisions SET only_countries = 1, countries_left_out = 'warn', "
    "unknown_country = 'allow'; UPDATE leads SET country = 'NL' WHERE rowid % 2",
    "a person who was forgotten, and whose country with them": "UPDATE leads SET country = 'NL';"
    "UPDATE revisions SET only_countries = 1, countries_left_out = 'skip', unknown_country = 'skip';"
    "INSERT INTO revision_countries SELECT revision, 'NL' FROM revisions;"
    f"UPDATE leads SET country = NULL, address = '' WHERE lead_id = '{LEAD}'",
    "variants as they were drawn": AN_EXPERIMENT,
    "who has had a message of a stopped variant stays": AN_EXPERIMENT
    + "UPDATE touches SET revision = 'first' WHERE step = 0;"
    + "INSERT INTO revisions (revision) VALUES ('first');"
    + "INSERT INTO variants VALUES ('first', 'greeting', 'plain', 1, NULL);"
    + "UPDATE variants SET stopped = 'stay' WHERE variant = 'plain' AND revision <> 'first'",
    "who has had a message stays when weights change": AN_EXPERIMENT
    + "UPDATE touches SET revision = 'first' WHERE step = 0;"
    + "INSERT INTO revisions (revision) VALUES ('first');"
    + "INSERT INTO variants VALUES ('first', 'greeting', 'plain', 1, NULL);"
    + "UPDATE variants SET weight = 999 WHERE variant = 'short'",
    "a variant that an older program did not record": AN_EXPERIMENT
    + f"UPDATE touches SET revision = NULL, experiment = NULL, variant = NULL WHERE {TOUCH}",
    "the first text, ordered again after its variant was stopped": AN_EXPERIMENT
    + "UPDATE variants SET stopped = 'stay' WHERE variant = 'plain'; UPDATE touches SET sent_again_by = 'ada' WHERE step = 0",
    "a role account that a later revision skips": "INSERT INTO revisions (revision, role_accounts) VALUES ('another', 'skip');"
    "UPDATE leads SET role_account = 1",
    "an end in a revision that a later mail did not follow": "INSERT INTO revisions (revision, ends_at) VALUES ('another', '2000-01-01');"
    f"UPDATE touches SET revision = NULL WHERE {TOUCH}",
    "a mail of another campaign when the cooldown was over": f"UPDATE revisions SET person_cooldown_seconds = 60; {TOOK}"
    f"UPDATE touches SET took_after = strftime('%Y-%m-%dT%H:%M:%fZ', took_at, '-60 seconds') WHERE {TOUCH}",
    "the last place of a company": "UPDATE revisions SET company_cap = 2;"
    "UPDATE touches SET company_week = '2026-W48', company_people = 2",
    "people whose domains strangers share": "UPDATE revisions SET company_cap = 2; UPDATE leads SET company = NULL",
    "a person who was in the sequence of each lead in turn": f"UPDATE revisions SET one_sequence = 'first'; {TOOK}"
    "UPDATE touches SET own_sequence = 1",
    "mails that a revision without such a rule let go": "UPDATE revisions SET person_cooldown_seconds = NULL;",
    "a fast rehearsal, which takes no persons": "UPDATE revisions SET person_cooldown_seconds = 60, one_sequence = 'first', company_cap = 1;"
    "UPDATE run SET fast = 1; UPDATE touches SET would_go_at = at; UPDATE mails SET would_go_at = "
    "(SELECT t.would_go_at FROM touches t WHERE t.lead_id = mails.lead_id AND t.step = mails.step AND t.claim_id = mails.claim_id)",
    "a person who was forgotten": f"DELETE FROM mails WHERE lead_id = '{LEAD}';"
    f"UPDATE leads SET address = '' WHERE lead_id = '{LEAD}'",
    "a kept mail to somebody who was forgotten": f"UPDATE leads SET address = '' WHERE lead_id = '{LEAD}'",
    "a second mail that an operator ordered": f"INSERT INTO mails SELECT * FROM mails WHERE {TOUCH}; "
    f"UPDATE mails SET claim_id = 'other' WHERE rowid = last_insert_rowid(); "
    f"UPDATE touches SET sent_again_by = 'an operator' WHERE {TOUCH}",
    "an order that the clocks call older than the look": a_change(1, at=shifted("-1 hour")),
    "an order that came later": a_change(1) + a_change(2, scope="demo"),
    "an order that had been lifted": a_change(1) + a_change(2, "lifted") + looked("recipient", 2),
    "an order that an older program lifted": a_change(1)
    + "DELETE FROM orders WHERE kind = 'recipient';"
    + looked("recipient", 1),
    "an order that an older program lifted and gave again": a_change(1)
    + "UPDATE orders SET at = '2999-01-01T00:00:00.000Z' WHERE kind = 'recipient';"
    + looked("recipient", 1),
    "a lift that nobody counted": a_change(1)
    + a_change(2, at="'y'")
    + "DELETE FROM orders WHERE at = 'x';"
    + looked("recipient", 1),
    "a version of a row that was restored since": a_change(1) + looked("recipient", 1, "lost"),
    "a version of a run that was restored since": a_state("demo#proof-1", "paused", 8, "m8")
    + looked("run", 8, "lost"),
    "a version that names two states": a_state("global", "on", 8, "m8")
    + a_state("global", "off", 8, "m8")
    + looked("global", 8),
    "a hold that was over": a_change(1, "held", at=shifted("-1 second")) + looked("recipient", 1),
    "a hold that came later": a_change(1, "held", at=shifted("+1 year")),
    "a hold for another campaign": a_change(1, "held", scope="other", at=shifted("+1 year"))
    + looked("recipient", 1),
    "an order for another campaign that was seen": a_change(1, scope="other") + looked("recipient", 1),
    "a parameter of which SSM keeps no history": looked("kill-switch", 8),
    "domains of a person who was forgotten": f"UPDATE leads SET address = '' WHERE lead_id = '{LEAD}';"
    f"UPDATE lead_domains SET domain = 'erased.invalid' WHERE lead_id = '{LEAD}';" + looked("domain", 1),
    "an order in the margin": f"DELETE FROM touches WHERE lead_id = '{LEAD}' AND step = 1;"
    f"DELETE FROM mails WHERE lead_id = '{LEAD}' AND step = 1;"
    + an_order("recipient", JANE.recipient, "*", shifted("-9 seconds")),
    "an order for another campaign": an_order("recipient", JANE.recipient, "other", shifted("-1 day")),
    "an order for somebody else": an_order("recipient", "v1-other", "*", shifted("-1 day")),
    "an order for another domain": an_order("domain", "rival.example", "*", shifted("-1 day")),
    "a pause in the margin": an_event("demo#proof-1", "paused", shifted("-9 seconds"))
    + ";"
    + an_event("demo#proof-1", "running", shifted("+1 minute")),
    "a pause that ended": an_event("demo#proof-1", "paused", shifted("-1 minute"))
    + ";"
    + an_event("demo#proof-1", "running", shifted("-1 second")),
    "a pause of another run": an_event("demo#live", "paused", shifted("-1 minute")),
    "a kill that ended": an_event("global", "on", shifted("-1 minute"))
    + ";"
    + an_event("global", "off", shifted("-1 second")),
    "a mail in flight": "INSERT INTO mails (lead_id, step, claim_id, recipient, at) "
    f"SELECT lead_id, 2, 'in-flight', address, {LOOKED} FROM leads WHERE lead_id = '{LEAD}';"
    f"UPDATE enrollments SET state = 'sending', claim_id = 'in-flight', claimed_at = {LOOKED} WHERE lead_id = '{LEAD}'",
    "a lead that came after the end": "UPDATE run SET status = 'finished';"
    f"DELETE FROM enrollments WHERE lead_id = '{OTHER}'",
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(a_world(), tmp_path_factory.mktemp("clean")).directory


@pytest.fixture
def connection(clean: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    shutil.copy(clean / "proof.sqlite", tmp_path)
    with closing(sqlite3.connect(tmp_path / "proof.sqlite")) as opened:
        yield opened


def found(connection: sqlite3.Connection) -> set[str]:
    return {finding.name for finding in broken(connection)}


def test_every_promise_has_a_violation_that_shows_it_works() -> None:
    assert set(VIOLATIONS) == {promise.name for promise in promises()}


def test_every_promise_names_itself_and_ends_in_a_sentence() -> None:
    for promise in promises():
        assert f"SELECT 'VIOLATED: {promise.name}'" in promise.sql
        assert promise.text


def test_a_clean_run_breaks_no_promise(connection: sqlite3.Connection) -> None:
    assert found(connection) == set()


@pytest.mark.parametrize("name", VIOLATIONS)
def test_a_violation_is_seen_by_its_promise_and_no_other(connection: sqlite3.Connection, name: str) -> None:
    connection.executescript(VIOLATIONS[name])
    assert found(connection) == {name}


@pytest.fixture(params=["+1 hour", "-1 hour", "+15 minutes"])
def apart(request: pytest.FixtureRequest, connection: sqlite3.Connection) -> sqlite3.Connection:
    """The same run, if the clocks of the senders had been away from those of everybody else.

    By a quarter of an hour, the first mails seem to go out within the pause and the kill that came after them.
    """
    for table, column in (("touches", "at"), ("touches", "looked_at"), ("mails", "at")):
        moved = f"strftime('%Y-%m-%dT%H:%M:%fZ', {column}, ?)"
        connection.execute(f"UPDATE {table} SET {column} = {moved}", (request.param,))
    connection.commit()
    return connection


def test_clocks_an_hour_apart_accuse_nobody(apart: sqlite3.Connection) -> None:
    assert found(apart) == set()


@pytest.mark.parametrize("name", VIOLATIONS)
def test_with_clocks_an_hour_apart_a_violation_is_seen_as_well(apart: sqlite3.Connection, name: str) -> None:
    apart.executescript(VIOLATIONS[name])
    assert found(apart) == {name}


@pytest.mark.parametrize("case", ALSO)
def test_other_forms_of_a_violation_are_seen_too(connection: sqlite3.Connection, case: str) -> None:
    name, script = ALSO[case]
    connection.executescript(script)
    assert name in found(connection)


@pytest.mark.parametrize("case", HARMLESS)
def test_what_is_allowed_is_no_violation(connection: sqlite3.Connection, case: str) -> None:
    connection.executescript(HARMLESS[case])
    assert found(connection) == set()


def test_a_finding_says_where_and_what(connection: sqlite3.Connection) -> None:
    connection.executescript(VIOLATIONS["right-address"])
    assert [str(finding) for finding in broken(connection)] == [
        f"right-address: lead {LEAD} step 1: written to boss@acme.example instead of {JANE.address}"
    ]


def test_no_finding_is_lost_because_a_value_is_missing(connection: sqlite3.Connection) -> None:
    """A NULL in what is printed would make the whole text NULL: the row itself must still be there."""
    connection.executescript(f"UPDATE touches SET idempotency_key = NULL WHERE {TOUCH}")
    assert found(connection) == {"key-names-its-touch"}


def test_a_promise_broken_a_thousand_times_is_reported_a_hundred_times(
    connection: sqlite3.Connection,
) -> None:
    for _ in range(10):
        connection.executescript("INSERT INTO enrollments SELECT * FROM enrollments")
    connection.executescript("UPDATE enrollments SET state = 'limbo', lead_id = lead_id || rowid")
    limbo = [finding for finding in broken(connection) if finding.name == "known-state"]
    assert len(limbo) == SHOWN


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 program is not installed")
def test_the_sqlite3_program_prints_a_violation(
    connection: sqlite3.Connection, clean: Path, tmp_path: Path
) -> None:
    connection.executescript(VIOLATIONS["right-address"])
    connection.commit()
    with (clean / "proof.sql").open() as questions:
        done = subprocess.run(
            ["sqlite3", tmp_path / "proof.sqlite"],
            stdin=questions,
            capture_output=True,
            text=True,
            check=True,
        )
    first = done.stdout.splitlines()[0]
    assert (
        first
        == f"VIOLATED: right-address|lead {LEAD} step 1|written to boss@acme.example instead of {JANE.address}"
    )


def test_a_clean_live_run_breaks_no_promise(tmp_path: Path) -> None:
    world = a_world(Mode.LIVE)
    assert exported(world, tmp_path, world.run(LIVE)).findings == ()


def test_an_export_has_the_time_on_each_lead_s_clock(tmp_path: Path) -> None:
    """It is noon in Greenwich. A campaign of Dublin writes all day, to Jane in New York and to somebody in Kathmandu."""
    window = Window(frozenset(DAYS), time(), time(), "Europe/Dublin")
    world = World(a_campaign(policy=Policy(window=window)))
    tenzing, nobody_knows_where = a_lead("tenzing", timezone="Asia/Kathmandu"), a_lead("mallory")
    world.import_leads(JANE, tenzing, nobody_knows_where)
    world.start()
    world.turn()
    to = exported(world, tmp_path, world.run()).directory
    with opened(to / "proof.sqlite") as connection:
        told = connection.execute(
            "SELECT lead_id, local_day, substr(local_time, 1, 8) FROM touches"
        ).fetchall()
        windows = connection.execute(
            "SELECT DISTINCT w.days, w.opens, w.timezone FROM sending_window w"
        ).fetchall()
    assert {lead_id: (day, clock) for lead_id, day, clock in told} == {
        JANE.lead_id: ("2026-11-23", "07:00:00"),
        tenzing.lead_id: ("2026-11-23", "17:45:00"),
        nobody_knows_where.lead_id: ("2026-11-23", "12:00:00"),
    }
    assert windows == [(",".join(DAYS), "00:00:00", "Europe/Dublin")]


def test_a_country_without_holidays_has_none_of_others_in_an_export_either(tmp_path: Path) -> None:
    """Ukraine has none in time of war. Its lead is written to on a holiday of everybody else, and the proof knows why."""
    today = {NOON.date(): "IE:a Monday"}
    window = Window(frozenset(DAYS), time(), time(), "Europe/Dublin", holidays=today, own_holidays={"UA": {}})
    campaign = a_campaign(policy=Policy(window=window))
    assert campaign_in(document_of(campaign)) == campaign
    world = World(campaign)
    world.import_leads(a_lead("olena", traits=Traits(country="UA")), a_lead("nell"))
    world.start()
    world.turn()
    assert [mail.recipient for mail in world.ses.mails] == ["olena@acme.example"]
    to = exported(world, tmp_path, world.run()).directory
    with opened(to / "proof.sqlite") as connection:
        assert broken(connection) == []


def test_the_states_of_the_code_are_the_states_of_the_questions(connection: sqlite3.Connection) -> None:
    """A state that is added to the code must be known to proof.sql."""
    for state in State:
        connection.execute("UPDATE enrollments SET state = ?", (state,))
        assert "known-state" not in found(connection)
    for touch_state in TouchState:
        connection.execute("UPDATE touches SET state = ?, reason = 'retry'", (touch_state,))
        assert "known-touch-state" not in found(connection)
    codes = {code for (code,) in connection.execute("SELECT code FROM reasons")}
    assert codes == set(Reason)
