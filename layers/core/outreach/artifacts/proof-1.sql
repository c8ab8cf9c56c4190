-- Is every promise kept? Run this file as it is:  sqlite3 proof.sqlite < proof.sql
--
-- Each statement under a line `-- promise` is one promise. It returns NO row when the promise holds. A row says
-- VIOLATED: <promise> | where | what was found. The counts come last.

-- The margin. An order or a stop carries the time at which its writer began. Ten seconds later it was certainly
-- committed, because its writer gives up by then. In between, a mail may or may not have seen it. The clocks of
-- two machines differ by less than that. `after` gives the moment from which an order or stop was certainly in
-- force. `before` gives the last moment at which the writer that ended it had certainly not begun.
CREATE TEMP VIEW IF NOT EXISTS margin AS SELECT '+10 seconds' AS after, '-10 seconds' AS before;

CREATE TEMP VIEW IF NOT EXISTS stops AS
SELECT subject, became, at, lead(at) OVER (PARTITION BY subject ORDER BY at, rowid) AS next_at
FROM control_events;

CREATE TEMP VIEW IF NOT EXISTS certain_stops AS
SELECT
    subject, became, at,
    strftime('%Y-%m-%dT%H:%M:%fZ', at, after) AS began,
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', next_at, before), '9999') AS ended
FROM stops, margin;

CREATE TEMP VIEW IF NOT EXISTS certain_orders AS
SELECT kind, subject, scope, reason, source, at, strftime('%Y-%m-%dT%H:%M:%fZ', at, after) AS began
FROM orders, margin, run
WHERE scope IN ('*', campaign_id);

-- Touches for which the sender was asked after the last look, whatever it returned. A touch whose consumer died
-- and that an SES event settled has no such time; the counts say how many there are.
CREATE TEMP VIEW IF NOT EXISTS asked AS SELECT * FROM touches WHERE looked_at IS NOT NULL;

-- promise one-mail-per-step (P1): nobody gets a step twice, unless an operator ordered it
SELECT 'VIOLATED: one-mail-per-step', 'lead ' || lead_id || ' step ' || step,
    count(*) || ' mails, claims ' || group_concat(claim_id)
FROM mails
WHERE NOT EXISTS (
    SELECT 1 FROM touches t
    WHERE t.lead_id = mails.lead_id AND t.step = mails.step AND t.sent_again_by IS NOT NULL
)
GROUP BY lead_id, step HAVING count(*) > 1;

-- promise one-touch-per-key (P1): an idempotency key names one touch
SELECT 'VIOLATED: one-touch-per-key', idempotency_key, count(*) || ' touches'
FROM touches GROUP BY idempotency_key HAVING count(*) > 1;

-- promise key-names-its-touch (P1): an idempotency key is made of its touch's campaign, lead, message and step
SELECT 'VIOLATED: key-names-its-touch', 'lead ' || lead_id || ' step ' || step, idempotency_key
FROM touches, run
WHERE idempotency_key IS NOT campaign_id || ':' || lead_id || ':' || message_id || ':' || step;

-- promise one-enrollment-per-lead (P1): a lead is enrolled in a run once
SELECT 'VIOLATED: one-enrollment-per-lead', 'lead ' || lead_id, 'shards ' || group_concat(shard)
FROM enrollments GROUP BY lead_id HAVING count(*) > 1;

-- promise one-touch-per-ses-id (P1): an SES message id belongs to one touch
SELECT 'VIOLATED: one-touch-per-ses-id', 'SES message ' || ses_message_id, group_concat(idempotency_key)
FROM touches WHERE ses_message_id IS NOT NULL GROUP BY ses_message_id HAVING count(*) > 1;

-- promise mail-has-its-touch (P1): each mail belongs to the claim that its touch records, or to one in flight
-- (mails that went out while the export was reading are left out)
SELECT 'VIOLATED: mail-has-its-touch', 'lead ' || lead_id || ' step ' || step,
    'no record of claim ' || coalesce(claim_id, '?') || ' of the mail at ' || at
FROM mails, run, margin
WHERE at < strftime('%Y-%m-%dT%H:%M:%fZ', exported_at, before)
    AND NOT EXISTS (
        SELECT 1 FROM touches t
        WHERE t.lead_id = mails.lead_id AND t.step = mails.step
            AND (t.claim_id = mails.claim_id OR t.sent_again_by IS NOT NULL)
    )
    AND NOT EXISTS (
        SELECT 1 FROM enrollments e
        WHERE e.lead_id = mails.lead_id AND e.step = mails.step AND e.claim_id = mails.claim_id
            AND e.state = 'sending'
    );

-- promise mail-has-the-touch-s-ses-id (P1): a mail and its touch have the same SES message id
SELECT 'VIOLATED: mail-has-the-touch-s-ses-id', 'lead ' || t.lead_id || ' step ' || t.step,
    'mail ' || m.ses_message_id || ', touch ' || t.ses_message_id
FROM touches t JOIN mails m ON m.lead_id = t.lead_id AND m.step = t.step AND m.claim_id = t.claim_id
WHERE m.ses_message_id <> t.ses_message_id;

-- promise address-not-suppressed (P2): no mail goes to an address with an order that was in force before the last look
SELECT 'VIOLATED: address-not-suppressed', 'lead ' || a.lead_id || ' step ' || a.step,
    o.reason || ' since ' || o.at || ' by ' || o.source || ', last look at ' || a.looked_at
FROM asked a JOIN leads l ON l.lead_id = a.lead_id
    JOIN certain_orders o ON o.kind = 'recipient' AND o.subject = l.recipient
WHERE o.began < a.looked_at;

-- promise domain-not-suppressed (P2): no mail goes to a domain with such an order, or to one below it
SELECT 'VIOLATED: domain-not-suppressed', 'lead ' || a.lead_id || ' step ' || a.step,
    o.subject || ': ' || o.reason || ' since ' || o.at || ' by ' || o.source || ', last look at ' || a.looked_at
FROM asked a JOIN lead_domains d ON d.lead_id = a.lead_id
    JOIN certain_orders o ON o.kind = 'domain' AND o.subject = d.domain
WHERE o.began < a.looked_at;

-- promise right-address (P2): each mail goes to its lead's address and no other
-- (a lead without an address was forgotten at their own request; the counts say how many there are)
SELECT 'VIOLATED: right-address', 'lead ' || m.lead_id || ' step ' || m.step,
    'written to ' || coalesce(m.recipient, 'nobody') || ' instead of ' || coalesce(l.address, 'no such lead')
FROM mails m LEFT JOIN leads l ON l.lead_id = m.lead_id
WHERE m.recipient IS NOT l.address AND l.address IS NOT '';

-- promise everybody-is-enrolled (P3): while a run is running or paused, each lead of the audience is in it
-- (leads that are imported later do not join a finished or cancelled run; the counts say how many there are)
SELECT 'VIOLATED: everybody-is-enrolled', 'lead ' || lead_id, 'in the audience, not in the run'
FROM leads, run
WHERE in_audience AND run.enrolled AND run.status IN ('running', 'paused')
    AND lead_id NOT IN (SELECT lead_id FROM enrollments);

-- promise known-state (P3): each enrollment is in one of the four states
SELECT 'VIOLATED: known-state', 'lead ' || lead_id, 'state ' || coalesce(state, 'missing')
FROM enrollments WHERE state IS NULL OR state NOT IN ('due', 'sending', 'unknown', 'ended');

-- promise waiting-has-a-time (P3): each enrollment that has not ended is in a lane of the index, with a time
SELECT 'VIOLATED: waiting-has-a-time', 'lead ' || lead_id,
    state || ', due ' || coalesce(due_at, 'never') || ', lane ' || coalesce(lane, 'none')
FROM enrollments
WHERE state <> 'ended'
    AND (due_at IS NULL OR lane IS NULL OR (state = 'sending' AND (claimed_at IS NULL OR claim_id IS NULL)));

-- promise ended-has-a-reason (P3): each ended enrollment has a reason of the closed set, and is not in the index
SELECT 'VIOLATED: ended-has-a-reason', 'lead ' || lead_id,
    'reason ' || coalesce(reason, 'missing') || ', due ' || coalesce(due_at, 'never')
FROM enrollments
WHERE state = 'ended'
    AND (reason IS NULL OR reason NOT IN (SELECT code FROM reasons) OR due_at IS NOT NULL OR lane IS NOT NULL);

-- promise closed-means-all-ended (P3): in a closed run every enrollment has ended
SELECT 'VIOLATED: closed-means-all-ended', 'lead ' || lead_id, enrollments.state || ' in a closed run'
FROM enrollments, run WHERE run.closed AND enrollments.state <> 'ended';

-- promise known-touch-state (P3): each touch is in one of the known states; one that was not sent says why
SELECT 'VIOLATED: known-touch-state', 'lead ' || lead_id || ' step ' || step,
    'state ' || coalesce(state, 'missing') || ', reason ' || coalesce(reason, 'missing')
FROM touches
WHERE state IS NULL
    OR state NOT IN ('sent', 'sent_proof', 'assumed_sent', 'unknown', 'retry', 'skipped', 'failed')
    OR (state IN ('skipped', 'failed', 'unknown') AND reason IS NULL)
    OR (reason IS NOT NULL AND reason NOT IN (SELECT code FROM reasons));

-- promise nothing-while-stopped (P4): nothing goes out while the run is paused, finished or cancelled
SELECT 'VIOLATED: nothing-while-stopped', 'lead ' || a.lead_id || ' step ' || a.step,
    s.became || ' at ' || s.at || ', last look at ' || a.looked_at
FROM asked a, run r JOIN certain_stops s ON s.subject = r.campaign_id || '#' || r.run_id AND s.became <> 'running'
WHERE a.looked_at > s.began AND a.looked_at < s.ended;

-- promise nothing-while-killed (P4): nothing goes out while the kill switch is on
-- (known only for `outreach kill`, which writes both switches; the SSM parameter alone keeps no history)
SELECT 'VIOLATED: nothing-while-killed', 'lead ' || a.lead_id || ' step ' || a.step,
    'on since ' || s.at || ', last look at ' || a.looked_at
FROM asked a JOIN certain_stops s ON s.subject = 'global' AND s.became = 'on'
WHERE a.looked_at > s.began AND a.looked_at < s.ended;

-- promise quota-not-overdrawn (P5): no day's counter is above its quota
-- (the quota is today's; if it was lowered, days that were counted under the higher quota are reported)
SELECT 'VIOLATED: quota-not-overdrawn', scope || ' on ' || day, used || ' of ' || quota
FROM quota_counters WHERE used > quota;

-- promise every-mail-counted (P5): no day has more touches than reserved units
SELECT 'VIOLATED: every-mail-counted', q.scope || ' on ' || t.day, t.sent || ' touches, ' || q.used || ' units'
FROM (SELECT quota_day AS day, count(*) AS sent FROM touches WHERE quota_day IS NOT NULL GROUP BY quota_day) t
    JOIN quota_counters q ON q.day = t.day
WHERE t.sent > q.used;

-- promise proof-and-live-apart (P6): a rehearsal never reaches SES, and the live run never counts a rehearsed mail
SELECT 'VIOLATED: proof-and-live-apart', 'lead ' || lead_id || ' step ' || step,
    state || ' (' || coalesce(ses_message_id, 'no message id') || ') in a ' || mode || ' run'
FROM touches, run
WHERE CASE mode
    WHEN 'proof' THEN state = 'sent' OR ses_message_id NOT LIKE 'proof-%'
    ELSE state = 'sent_proof' OR ses_message_id LIKE 'proof-%'
END;

-- promise sent-has-its-evidence (P6): each touch that the sender took names its claim and message id
SELECT 'VIOLATED: sent-has-its-evidence', 'lead ' || lead_id || ' step ' || step,
    'claim ' || coalesce(claim_id, 'missing') || ', message id ' || coalesce(ses_message_id, 'missing')
FROM touches WHERE state IN ('sent', 'sent_proof') AND (claim_id IS NULL OR ses_message_id IS NULL);

-- promise rehearsed-mail-is-kept (P6): each rehearsed touch has its mail
-- (except for people who were forgotten)
SELECT 'VIOLATED: rehearsed-mail-is-kept', 'lead ' || lead_id || ' step ' || step, 'no mail of claim ' || claim_id
FROM touches t
WHERE state = 'sent_proof' AND NOT EXISTS (
    SELECT 1 FROM mails m WHERE m.lead_id = t.lead_id AND m.step = t.step AND m.claim_id = t.claim_id
) AND NOT EXISTS (SELECT 1 FROM leads l WHERE l.lead_id = t.lead_id AND l.address = '');

-- promise mail-is-what-was-rendered: the kept mail has the content that its touch recorded
SELECT 'VIOLATED: mail-is-what-was-rendered', 'lead ' || t.lead_id || ' step ' || t.step,
    'mail ' || m.digest || ', touch ' || t.digest
FROM touches t JOIN mails m ON m.lead_id = t.lead_id AND m.step = t.step AND m.claim_id = t.claim_id
WHERE m.digest <> t.digest;

-- promise mail-is-well-formed: each mail has the headers we set and exactly one recipient
SELECT 'VIOLATED: mail-is-well-formed', 'lead ' || lead_id || ' step ' || step, problem
FROM mails WHERE problem IS NOT NULL;

-- promise steps-in-order: a follow-up goes out only after the step before it
SELECT 'VIOLATED: steps-in-order', 'lead ' || a.lead_id || ' step ' || a.step, 'last look at ' || a.looked_at
FROM asked a
WHERE a.step > 0 AND NOT EXISTS (
    SELECT 1 FROM touches p
    WHERE p.lead_id = a.lead_id AND p.step = a.step - 1 AND p.state IN ('sent', 'sent_proof', 'assumed_sent')
);

-- promise cooldown-kept: two mails to one lead are at least the cooldown apart
SELECT 'VIOLATED: cooldown-kept', 'lead ' || a.lead_id || ' step ' || a.step,
    'last look at ' || a.looked_at || ', that of the step before at ' || p.looked_at
FROM campaign, margin, asked a JOIN asked p ON p.lead_id = a.lead_id AND p.step = a.step - 1
WHERE a.looked_at < strftime('%Y-%m-%dT%H:%M:%fZ', p.looked_at, '+' || cooldown_seconds || ' seconds', before);

-- counts
SELECT 'Each promise that is not printed as VIOLATED above holds.';
SELECT 'count: leads', count(*) FROM leads
UNION ALL SELECT 'count: leads of the audience that are not in the run', count(*)
    FROM leads WHERE in_audience AND lead_id NOT IN (SELECT lead_id FROM enrollments)
UNION ALL SELECT 'count: leads who were forgotten', count(*) FROM leads WHERE address = ''
UNION ALL SELECT 'count: enrollments ' || state, count(*) FROM enrollments GROUP BY state
UNION ALL SELECT 'count: touches ' || state, count(*) FROM touches GROUP BY state
UNION ALL SELECT 'count: touches settled by an event, without a last look', count(*)
    FROM touches WHERE state IN ('sent', 'sent_proof') AND looked_at IS NULL
UNION ALL SELECT 'count: mails', count(*) FROM mails
UNION ALL SELECT 'count: orders that concern these leads', count(*) FROM orders;
