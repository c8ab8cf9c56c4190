-- proof.sqlite holds what one run of one campaign left behind. `.schema` shows these comments.
-- Times are UTC texts of one width, `2026-11-23T12:00:00.000Z`, so comparing the texts compares the times.
-- On purpose, hardly anything is UNIQUE: what must not happen must fit into the tables, so that proof.sql sees it.

PRAGMA user_version = 3;  -- raised whenever the tables, or what proof.sql needs of them, change

CREATE TABLE run (
    -- One row: the run, as its control row was when the export began. `fast`: whether delays, cooldown, window and
    -- quotas were taken as passed.
    campaign_id TEXT, run_id TEXT, mode TEXT, status TEXT, revision TEXT, enrolled INTEGER, closed INTEGER,
    started_at TEXT, changed_at TEXT, exported_at TEXT, fast INTEGER
);
CREATE TABLE campaign (
    -- One row: the definition that the run follows.
    campaign_id TEXT, name TEXT, sender TEXT, per_day INTEGER, cooldown_seconds REAL,
    max_steps_per_lead INTEGER, unknown_policy TEXT
);
CREATE TABLE revisions (
    -- What each revision of the campaign by which a look decided says of whom not to write to. `ends_at`: the first moment after its
    -- last day; NULL: it has none. `person_cooldown_seconds`: between two mails to a person, of all campaigns that say so; NULL:
    -- it keeps nothing together with others. `one_sequence`: first, priority or skip; NULL: a person may be in several.
    -- `company_cap`: the most people of a company in a week, of all campaigns that say so; NULL: no matter how many.
    revision TEXT PRIMARY KEY, ends_at TEXT, role_accounts TEXT /* skip, warn or allow */, disposable_domains TEXT,
    person_cooldown_seconds REAL, one_sequence TEXT, company_cap INTEGER,
    -- How many mails: the quotas and the ramp of the run, and the pace of a domain per `domain_period`, hour or day. NULL: no such limit.
    per_day INTEGER, per_week INTEGER, per_run INTEGER, ramp_start INTEGER, ramp_step INTEGER, ramp_ceiling INTEGER,
    domain_at_most INTEGER, domain_period TEXT, counted_in TEXT /* whose days and weeks count: utc or campaign */,
    only_countries INTEGER /* whether those of revision_countries are the only ones to write to; NULL: countries do not matter */,
    countries_left_out TEXT /* skip, warn or allow */, unknown_country TEXT
);
CREATE TABLE senders (
    -- Who may write by each of these revisions, and by the one that the run follows. Of a pool, each sender has a quota per day, and perhaps
    -- a ramp. `per_day` NULL: it is the only sender, and has none of its own.
    revision TEXT, sender TEXT, per_day INTEGER, ramp_start INTEGER, ramp_step INTEGER, ramp_ceiling INTEGER
);
CREATE TABLE sender_events (
    -- Every stop of a sender of the run, and every resumption. `became`: wait or move, which is what becomes of its leads; or going.
    -- `number`, `mark`: the version of the run's senders that the change made.
    at TEXT, sender TEXT, became TEXT, actor TEXT, reason TEXT, number INTEGER, mark TEXT
);
CREATE TABLE sender_counters (
    -- Units reserved for a sender of a pool per calendar day, as the run counts days. `in_force`: the least of its quota and its ramp on
    -- that day, by the revision that the run follows now; NULL: that one does not have the sender.
    sender TEXT, day TEXT, used INTEGER, in_force INTEGER
);
CREATE TABLE revision_countries (
    -- The countries that a revision lists, as ISO codes.
    revision TEXT, country TEXT
);
CREATE TABLE variants (
    -- What each of these revisions, and the one that the run follows, says of the variants of its experiment; none without one. `stopped`: NULL, and new
    -- leads get the variant; or stay, or move: whether who has had a message of it stays in it.
    revision TEXT, experiment TEXT, variant TEXT, weight INTEGER, stopped TEXT
);
CREATE TABLE variant_messages (
    -- The message that a step sends in each of these variants.
    revision TEXT, variant TEXT, step INTEGER, message_id TEXT
);
CREATE TABLE draws (
    -- The number that each variant draws for a lead. Among those that run, the lowest number for its weight wins.
    lead_id TEXT, experiment TEXT, variant TEXT, draw REAL
);
CREATE TABLE sending_window (
    -- A row for each of the hours in which it is open; none if the campaign sends at any hour. `days`: such as mon,tue. From `opens`
    -- to `closes`, such as 09:00:00, of the next day if that is no later, in the lead's zone; in `timezone` if the lead has none.
    -- `revision`: each by which a look decided, and that which the run follows.
    revision TEXT, days TEXT, opens TEXT, closes TEXT, timezone TEXT
);
CREATE TABLE holidays (
    -- The public holidays on which the window is shut, each day with its countries and names, such as NL:Koningsdag. `country`: of
    -- whose leads alone; NULL: of all leads but those of countries that have rows of their own. A country without any holiday has a row
    -- without a day. `revision`: each by which a look decided,
    -- and that which the run follows.
    revision TEXT, country TEXT, day TEXT, name TEXT
);
CREATE TABLE steps (
    -- The sequence; here, and in every column `step`, the first step is 0. Files for people count from 1.
    -- The delay of a step is a time or a number of working days. The other of these is 0.
    step INTEGER, message_id TEXT, delay_seconds REAL, working_days INTEGER
);
CREATE TABLE leads (
    -- Everybody who is in the audience or enrolled. `recipient` is the keyed hash under which orders are kept. `zone_source`: what
    -- told the time zone, such as column, phone +31, country NL or city.
    lead_id TEXT PRIMARY KEY, address TEXT, recipient TEXT, timezone TEXT, zone_source TEXT, fields TEXT /* JSON */,
    in_audience INTEGER, role_account INTEGER, disposable INTEGER, country TEXT /* ISO code; NULL: not known */,
    company TEXT /* the domain of the lead's company; NULL: strangers share it, or the person was forgotten */
);
CREATE TABLE lead_domains (
    -- A lead's domain and each of its parents up to the registrable domain: an order for any of them counts.
    -- The first is at position 0.
    lead_id TEXT, domain TEXT, position INTEGER, PRIMARY KEY (lead_id, domain)
);
CREATE TABLE enrollments (
    -- Each lead's passage through the run.
    lead_id TEXT, shard INTEGER, state TEXT, step INTEGER, attempt INTEGER, tries INTEGER, lane TEXT,
    due_at TEXT, reason TEXT, claim_id TEXT, claimed_at TEXT, last_touch_at TEXT, enrolled_at TEXT,
    changed_at TEXT, what_happened TEXT /* a sentence */
);
CREATE TABLE touches (
    -- One step for one enrollment. `looked_at`: of the attempts that asked the sender, when the last look of the
    -- latest began. `attempts`: how many attempts asked the sender, or may have.
    lead_id TEXT, step INTEGER, message_id TEXT, idempotency_key TEXT, state TEXT, attempts INTEGER,
    at TEXT, looked_at TEXT, claim_id TEXT, ses_message_id TEXT, reason TEXT, detail TEXT,
    digest TEXT /* SHA-256 of subject and bodies */, quota_day TEXT,
    sent_again_by TEXT /* the operator who ordered another attempt, which may have made a second mail */,
    reopened_by TEXT /* the operator who ordered another attempt, of which SES had taken none */, reopened_because TEXT,
    seen TEXT /* whether the last look read every row (whole, partly); NULL: it is not recorded what it saw */,
    seen_claim INTEGER /* whether it found the touch claimed by its own attempt */,
    would_go_at TEXT /* in a fast rehearsal: when the mail would have gone */,
    taken_as_passed TEXT /* for this mail: delay or cooldown, window; empty if nothing was */,
    revision TEXT /* of the campaign, by which the last look decided; NULL: it is not recorded */,
    experiment TEXT, variant TEXT /* that the message is of; NULL: there was no experiment */,
    took_at TEXT /* when its attempt took the person, of all campaigns that keep a distance; NULL: its look did not see that */,
    took_after TEXT /* when the touch before it, of any of them, had taken the person; NULL: none had */,
    own_sequence INTEGER /* whether the person was then in the sequence of this very lead's enrollment */,
    company_week TEXT /* in which week, such as 2026-W48, the person counts among those of the company */,
    company_people INTEGER /* how many of the company there were in it, as the last look saw */,
    pace_period TEXT /* the hour or day in which it counts for its domain; NULL: the campaign paces none */,
    sender TEXT /* who sent it; NULL: nobody did, or it is not recorded */,
    local_day TEXT /* on the lead's calendar: of the last look, in a fast rehearsal of when the mail would have gone */,
    local_time TEXT /* on the lead's clock, such as 09:00:00.000000, at the same moment */
);
CREATE TABLE instructions (
    -- What operators said of a lead in this run, in order: its sequence ends (stop), or goes on (reopen). `step`: that the lead was
    -- at. `attempts`: how many attempts at that step had reached the sender, or may have; one that was in flight counts.
    lead_id TEXT, number INTEGER, kind TEXT, at TEXT, actor TEXT, because TEXT, step INTEGER, attempts INTEGER
);
CREATE TABLE corrections (
    -- Each value of a lead that an operator has corrected since the import, as it was before. Empty: there was none.
    lead_id TEXT, number INTEGER, at TEXT, actor TEXT, name TEXT, was TEXT, PRIMARY KEY (lead_id, number, name)
);
CREATE TABLE removals (
    -- Who took a lead out of the campaign. `enrolled_at`: when the enrollment in this run had been made that was withdrawn; NULL: it
    -- was not in this run. A lead that was imported again has another enrollment, of another time.
    lead_id TEXT, at TEXT, actor TEXT, because TEXT, enrolled_at TEXT
);
CREATE TABLE saw (
    -- What the last look of a touch saw: the version of each row that it found. A version is a number, which each
    -- change raises, and a mark of the latest change. `what`: run, senders (of the run; none if none was
    -- ever stopped), global, kill-switch, recipient, domain, or stop (an operator had stopped the lead). `position`:
    -- which of the lead's domains. A domain without a row has version 0.
    lead_id TEXT, step INTEGER, what TEXT, position INTEGER, number INTEGER, mark TEXT
);
CREATE TABLE mails (
    -- Each mail that the sender took, as recorded by the rehearsal or kept by the local SES endpoint.
    -- `problem`: how the .eml differs from the mail; NULL means that it does not. `would_go_at`: as its header says.
    lead_id TEXT, step INTEGER, claim_id TEXT, ses_message_id TEXT, sender TEXT, recipient TEXT,
    subject TEXT, at TEXT, digest TEXT, file TEXT, problem TEXT, would_go_at TEXT
);
CREATE TABLE orders (
    -- The standing orders that concern these leads. `subject`: a recipient key, or a domain.
    -- `scope`: a campaign's id, or * for all.
    kind TEXT, subject TEXT, scope TEXT, reason TEXT, source TEXT, actor TEXT, at TEXT
);
CREATE TABLE row_changes (
    -- How these rows came to be as they are. `number`, `mark`: the version that the change made. `change`: an order was
    -- given or lifted, or a hold was set until `at` (held). The time of a lift is not known.
    kind TEXT, subject TEXT, number INTEGER, mark TEXT, change TEXT, scope TEXT, reason TEXT, source TEXT, actor TEXT,
    at TEXT
);
CREATE TABLE replies (
    -- What these leads and their machines sent back; none in a rehearsal. No text is here. `kind`: what the mail was taken for, such as
    -- human or out_of_office. `label`: what a person says that it was, who said so and when; NULL: nobody has.
    mail_id TEXT, lead_id TEXT, received_at TEXT, kind TEXT, label TEXT, labelled_by TEXT, labelled_at TEXT
);
CREATE TABLE control_events (
    -- Every change of the run's status, and of the kill switch, on or off: of its row (subject `global`) and of its
    -- parameter in SSM (`kill-switch`, as far back as SSM knows). `number`, `mark`: the version that the change made.
    at TEXT, subject TEXT, became TEXT, actor TEXT, reason TEXT, number INTEGER, mark TEXT
);
CREATE TABLE quota_counters (
    -- Units reserved per calendar day, UTC or the campaign's. `owner`: campaign or account. `quota` NULL: not known. `in_force`: the
    -- least of the run's limits on that day, by the revision that the run follows now, and which limit it is.
    owner TEXT, scope TEXT, day TEXT, used INTEGER, quota INTEGER, in_force INTEGER, set_by TEXT
);
CREATE TABLE timetable (
    -- When each touch was expected to go out, as worked out when the run was started. Empty if it was not.
    -- `causes`: what sets the span, in plain words, separated by semicolons. `missed_because`: what the first timetable
    -- missed it for, as a code (docs/timetable.md); NULL if it was met, is open or is not scored.
    lead_id TEXT, step INTEGER, earliest TEXT, latest TEXT, causes TEXT, missed_because TEXT
);
CREATE TABLE reasons (
    -- The closed set of reason codes.
    code TEXT PRIMARY KEY, explanation TEXT
);

CREATE INDEX variants_by_revision ON variants (revision);
CREATE INDEX draws_by_lead ON draws (lead_id);
CREATE INDEX leads_by_recipient ON leads (recipient);
CREATE INDEX lead_domains_by_domain ON lead_domains (domain);
CREATE INDEX enrollments_by_lead ON enrollments (lead_id);
CREATE INDEX touches_by_lead ON touches (lead_id, step);
CREATE INDEX touches_by_key ON touches (idempotency_key);
CREATE INDEX mails_by_lead ON mails (lead_id, step);
CREATE INDEX orders_by_subject ON orders (subject);
CREATE INDEX replies_by_lead ON replies (lead_id, received_at);
CREATE INDEX saw_by_touch ON saw (lead_id, step);
CREATE INDEX instructions_by_lead ON instructions (lead_id, number);
CREATE INDEX row_changes_by_subject ON row_changes (subject);
CREATE INDEX control_events_by_subject ON control_events (subject, number);
CREATE INDEX sending_window_by_revision ON sending_window (revision);
CREATE INDEX holidays_by_country ON holidays (revision, country, day);
CREATE INDEX timetable_by_touch ON timetable (lead_id, step);
