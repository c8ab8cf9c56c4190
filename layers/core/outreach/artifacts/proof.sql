-- Is every promise kept? Run this file as it is:  sqlite3 proof.sqlite < proof.sql
--
-- Each statement under a line `-- promise` is one promise. It returns NO row when the promise holds. A row says
-- VIOLATED: <promise> | where | what was found. The counts come last.

-- What a last look saw is known by versions, and no clock is asked. Each row that can forbid a mail counts its changes,
-- and a touch records which version of each row its last look saw. A mail breaks its promise if that version held an
-- order or a stop. So clocks that differ accuse nobody.
--
-- A version is a number and a mark. If a table was restored, the numbers come again, with other marks. Such a version
-- proves nothing, and the counts say how many there are.

-- Touches for which the sender was asked after the last look, whatever it returned. A touch whose consumer died
-- and that an SES event settled has no such time; the counts say how many there are.
CREATE TEMP VIEW IF NOT EXISTS asked AS SELECT * FROM touches WHERE looked_at IS NOT NULL;

-- Those of them whose look certainly had the values that the lead has now. A look up to a sender's life after a correction
-- may have been of an attempt with the values from before. What followed from those is not known any more.
CREATE TEMP VIEW IF NOT EXISTS asked_as_now AS
SELECT * FROM asked a WHERE NOT EXISTS (
    SELECT 1 FROM corrections c
    WHERE c.lead_id = a.lead_id AND a.looked_at < strftime('%Y-%m-%dT%H:%M:%fZ', c.at, '+15 minutes')
);

-- From which version of its row to which an order for this campaign stood. If a row does not say how an order left it,
-- an older program has lifted the order, and the order has no span.
CREATE TEMP VIEW IF NOT EXISTS spans AS
SELECT kind, subject, scope, reason, source, at, number AS given, coalesce(next_number, 1e9) AS lifted
FROM (
    SELECT *, lead(number) OVER changes AS next_number, lead(change) OVER changes AS next_change
    FROM row_changes WHERE change IN ('given', 'lifted')
    WINDOW changes AS (PARTITION BY kind, subject, scope, reason ORDER BY number)
) c, run
WHERE change = 'given' AND scope IN ('*', campaign_id) AND (next_change = 'lifted' OR next_change IS NULL AND EXISTS (
    SELECT 1 FROM orders o
    WHERE o.kind = c.kind AND o.subject = c.subject AND o.scope = c.scope AND o.reason = c.reason AND o.at = c.at
));

-- Which version of which row with orders each touch saw. It is `known` if it is one that the row has had.
CREATE TEMP VIEW IF NOT EXISTS saw_rows AS
SELECT *, number = 0 OR EXISTS (
    SELECT 1 FROM row_changes c
    WHERE c.kind = r.kind AND c.subject = r.subject AND c.number = r.number AND c.mark = r.mark
) AS known
FROM (
    SELECT a.lead_id, a.step, a.looked_at, s.what AS kind, l.recipient AS subject, s.number, s.mark
    FROM asked a JOIN leads l ON l.lead_id = a.lead_id
        JOIN saw s ON s.lead_id = a.lead_id AND s.step = a.step AND s.what = 'recipient'
    UNION ALL
    SELECT a.lead_id, a.step, a.looked_at, s.what, d.domain, s.number, s.mark
    FROM asked a JOIN saw s ON s.lead_id = a.lead_id AND s.step = a.step AND s.what = 'domain'
        JOIN lead_domains d ON d.lead_id = a.lead_id AND d.position = s.position
        JOIN leads l ON l.lead_id = a.lead_id AND l.address <> ''
) r;

-- What the run or a switch said in the version that a touch saw. A version that names two states proves nothing.
CREATE TEMP VIEW IF NOT EXISTS saw_states AS
SELECT a.lead_id, a.step, a.looked_at, s.what, max(e.became) AS became, max(e.at) AS since, e.number
FROM run r, asked a JOIN saw s ON s.lead_id = a.lead_id AND s.step = a.step
    JOIN control_events e ON e.number = s.number AND e.mark = s.mark
        AND e.subject = CASE s.what WHEN 'run' THEN r.campaign_id || '#' || r.run_id ELSE s.what END
GROUP BY a.lead_id, a.step, s.what HAVING count(DISTINCT e.became) = 1;

-- What was said of each sender of the run in the version that a touch saw. A version that the run has not had proves nothing.
CREATE TEMP VIEW IF NOT EXISTS saw_senders AS
SELECT s.lead_id, s.step, e.sender, e.became, max(e.number) AS number
FROM saw s JOIN sender_events e ON e.number <= s.number
WHERE s.what = 'senders'
    AND EXISTS (SELECT 1 FROM sender_events k WHERE k.number = s.number AND k.mark = s.mark)
GROUP BY s.lead_id, s.step, e.sender;

-- The old rule. Where there are no versions, times must do: for touches from before versions were recorded, and for
-- orders that have none. An order or a stop carries the time at which its writer began. Ten seconds later it was
-- certainly committed, because its writer gives up by then. In between, a mail may or may not have seen it. The clocks
-- of two machines must differ by less than that. `after` gives the moment from which an order or stop was certainly in
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
SELECT kind, subject, scope, reason, source, at, strftime('%Y-%m-%dT%H:%M:%fZ', at, after) AS began,
    EXISTS (
        SELECT 1 FROM row_changes c
        WHERE c.change = 'given' AND c.kind = o.kind AND c.subject = o.subject AND c.scope = o.scope
            AND c.reason = o.reason AND c.at = o.at
    ) AS versioned
FROM orders o, margin, run
WHERE scope IN ('*', campaign_id);

-- promise one-mail-per-step (P1): nobody gets a step twice, unless an operator ordered it
SELECT 'VIOLATED: one-mail-per-step', 'lead ' || lead_id || ' step ' || (step + 1),
    count(*) || ' mails, claims ' || group_concat(claim_id)
FROM mails
WHERE NOT EXISTS (
    SELECT 1 FROM touches t
    WHERE t.lead_id = mails.lead_id AND t.step = mails.step AND t.sent_again_by IS NOT NULL
)
GROUP BY lead_id, step HAVING count(*) > 1;

-- promise one-mail-per-message (P1): nobody gets a message twice, also if steps were put in between meanwhile
-- (a message has one step, in the sequence and in all variants)
SELECT 'VIOLATED: one-mail-per-message', 'lead ' || lead_id || ' message ' || message_id,
    'steps ' || group_concat(step + 1)
FROM touches WHERE state NOT IN ('retry', 'skipped', 'failed')
GROUP BY lead_id, message_id HAVING count(*) > 1;

-- promise one-touch-per-key (P1): an idempotency key names one touch
SELECT 'VIOLATED: one-touch-per-key', idempotency_key, count(*) || ' touches'
FROM touches GROUP BY idempotency_key HAVING count(*) > 1;

-- promise key-names-its-touch (P1): an idempotency key is made of its touch's campaign, lead, message and step
SELECT 'VIOLATED: key-names-its-touch', 'lead ' || lead_id || ' step ' || (step + 1), idempotency_key
FROM touches, run
WHERE idempotency_key IS NOT campaign_id || ':' || lead_id || ':' || message_id || ':' || step;

-- promise one-enrollment-per-lead (P1): a lead is enrolled in a run once
SELECT 'VIOLATED: one-enrollment-per-lead', 'lead ' || lead_id, 'shards ' || group_concat(shard)
FROM enrollments GROUP BY lead_id HAVING count(*) > 1;

-- promise one-touch-per-ses-id (P1): an SES message id belongs to one touch
SELECT 'VIOLATED: one-touch-per-ses-id', 'SES message ' || ses_message_id, group_concat(idempotency_key)
FROM touches WHERE ses_message_id IS NOT NULL GROUP BY ses_message_id HAVING count(*) > 1;

-- promise mail-has-its-touch (P1): each mail belongs to the claim that its touch records, or to one in flight
-- (an export reads the mails before the touches, so every claim of a mail had been recorded)
SELECT 'VIOLATED: mail-has-its-touch', 'lead ' || lead_id || ' step ' || (step + 1),
    'no record of claim ' || coalesce(claim_id, '?') || ' of the mail at ' || coalesce(at, '?')
FROM mails
WHERE NOT EXISTS (
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
SELECT 'VIOLATED: mail-has-the-touch-s-ses-id', 'lead ' || t.lead_id || ' step ' || (t.step + 1),
    'mail ' || m.ses_message_id || ', touch ' || t.ses_message_id
FROM touches t JOIN mails m ON m.lead_id = t.lead_id AND m.step = t.step AND m.claim_id = t.claim_id
WHERE m.ses_message_id <> t.ses_message_id;

-- promise address-not-suppressed (P2): no mail goes to an address whose row, as the last look saw it, held an order
SELECT 'VIOLATED: address-not-suppressed', 'lead ' || s.lead_id || ' step ' || (s.step + 1),
    o.reason || ' since version ' || o.given || ' by ' || o.source || ', and the last look saw version ' || s.number
FROM saw_rows s JOIN spans o ON o.kind = s.kind AND o.subject = s.subject
WHERE s.known AND s.kind = 'recipient' AND s.number >= o.given AND s.number < o.lifted
UNION ALL
SELECT 'VIOLATED: address-not-suppressed', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    o.reason || ' since ' || o.at || ' by ' || o.source || ', last look at ' || a.looked_at
FROM asked a JOIN leads l ON l.lead_id = a.lead_id
    JOIN certain_orders o ON o.kind = 'recipient' AND o.subject = l.recipient
WHERE o.began < a.looked_at AND (a.seen IS NULL OR NOT o.versioned);

-- promise domain-not-suppressed (P2): no mail goes to a domain with such an order, or to one below it
-- (the domains of people who were forgotten are not known any more)
SELECT 'VIOLATED: domain-not-suppressed', 'lead ' || s.lead_id || ' step ' || (s.step + 1),
    o.subject || ': ' || o.reason || ' since version ' || o.given || ' by ' || o.source
        || ', and the last look saw version ' || s.number
FROM saw_rows s JOIN spans o ON o.kind = s.kind AND o.subject = s.subject
WHERE s.known AND s.kind = 'domain' AND s.number >= o.given AND s.number < o.lifted
UNION ALL
SELECT 'VIOLATED: domain-not-suppressed', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    o.subject || ': ' || o.reason || ' since ' || o.at || ' by ' || o.source || ', last look at ' || a.looked_at
FROM asked a JOIN lead_domains d ON d.lead_id = a.lead_id
    JOIN certain_orders o ON o.kind = 'domain' AND o.subject = d.domain
WHERE o.began < a.looked_at AND (a.seen IS NULL OR NOT o.versioned);

-- promise nothing-while-held (P2): no mail goes to an address before the end of a hold that the last look saw
-- (the time of the look is that of the very clock that decided; the end of a hold is what its writer asked for)
SELECT 'VIOLATED: nothing-while-held', 'lead ' || s.lead_id || ' step ' || (s.step + 1),
    'held until ' || h.at || ' since version ' || h.number || ' by ' || h.source || ', last look at ' || s.looked_at
        || ' saw version ' || s.number
FROM run, saw_rows s JOIN row_changes h ON h.kind = s.kind AND h.subject = s.subject AND h.change = 'held'
WHERE s.known AND h.scope IN ('*', campaign_id) AND h.number <= s.number AND s.looked_at < h.at;

-- promise look-was-whole (P2): each last look found the run, both kill switches, the recipient, and each domain
-- (a domain without a row counts as found)
SELECT 'VIOLATED: look-was-whole', 'lead ' || a.lead_id || ' step ' || (a.step + 1), 'it did not find: ' || w.what
FROM asked a JOIN (
    SELECT 'run' AS what UNION ALL SELECT 'global' UNION ALL SELECT 'kill-switch' UNION ALL SELECT 'recipient'
) w
WHERE a.seen IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM saw s WHERE s.lead_id = a.lead_id AND s.step = a.step AND s.what = w.what
)
UNION ALL
SELECT 'VIOLATED: look-was-whole', 'lead ' || a.lead_id || ' step ' || (a.step + 1), 'it did not find: ' || d.domain
FROM asked a JOIN lead_domains d ON d.lead_id = a.lead_id
WHERE a.seen IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM saw s
    WHERE s.lead_id = a.lead_id AND s.step = a.step AND s.what = 'domain' AND s.position = d.position
)
UNION ALL
SELECT 'VIOLATED: look-was-whole', 'lead ' || lead_id || ' step ' || (step + 1), 'a row was not read'
FROM asked WHERE seen = 'partly';

-- promise look-after-claim (P2): each last look came after the claim of its attempt, because it saw the claim
SELECT 'VIOLATED: look-after-claim', 'lead ' || lead_id || ' step ' || (step + 1),
    'the last look did not see claim ' || coalesce(claim_id, '?')
FROM asked WHERE seen IS NOT NULL AND NOT seen_claim;

-- promise looks-go-forward (P2): no last look saw an older version of a row than that of the step before
-- (the parameter in SSM is left out: senders may keep its value for a while)
SELECT 'VIOLATED: looks-go-forward', 'lead ' || s.lead_id || ' step ' || (s.step + 1),
    s.what || ': version ' || s.number || ', and the step before saw ' || p.number
        || '; a read was old, or the table was restored'
FROM saw s JOIN saw p ON p.lead_id = s.lead_id AND p.step = s.step - 1 AND p.what = s.what
    AND p.position IS s.position
WHERE s.what <> 'kill-switch' AND s.number < p.number;

-- promise right-address (P2): each mail goes to its lead's address and no other
-- (a lead without an address was forgotten at their own request; the counts say how many there are)
SELECT 'VIOLATED: right-address', 'lead ' || m.lead_id || ' step ' || (m.step + 1),
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
SELECT 'VIOLATED: known-touch-state', 'lead ' || lead_id || ' step ' || (step + 1),
    'state ' || coalesce(state, 'missing') || ', reason ' || coalesce(reason, 'missing')
FROM touches
WHERE state IS NULL
    OR state NOT IN ('sent', 'sent_proof', 'assumed_sent', 'unknown', 'retry', 'skipped', 'failed')
    OR (state IN ('skipped', 'failed', 'unknown') AND reason IS NULL)
    OR (reason IS NOT NULL AND reason NOT IN (SELECT code FROM reasons));

-- promise nothing-while-stopped (P4): nothing goes out while the run is paused, finished or cancelled
SELECT 'VIOLATED: nothing-while-stopped', 'lead ' || lead_id || ' step ' || (step + 1),
    became || ' at ' || since || ', and the last look saw that version (' || number || ')'
FROM saw_states WHERE what = 'run' AND became <> 'running'
UNION ALL
SELECT 'VIOLATED: nothing-while-stopped', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    s.became || ' at ' || s.at || ', last look at ' || a.looked_at
FROM asked a, run r JOIN certain_stops s ON s.subject = r.campaign_id || '#' || r.run_id AND s.became <> 'running'
WHERE a.seen IS NULL AND a.looked_at > s.began AND a.looked_at < s.ended;

-- promise nothing-while-killed (P4): nothing goes out while the kill switch is on
-- (SSM keeps the last hundred versions of the parameter)
SELECT 'VIOLATED: nothing-while-killed', 'lead ' || lead_id || ' step ' || (step + 1),
    what || ' on since ' || since || ', and the last look saw that version (' || number || ')'
FROM saw_states WHERE what IN ('global', 'kill-switch') AND became = 'on'
UNION ALL
SELECT 'VIOLATED: nothing-while-killed', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    'on since ' || s.at || ', last look at ' || a.looked_at
FROM asked a JOIN certain_stops s ON s.subject = 'global' AND s.became = 'on'
WHERE a.seen IS NULL AND a.looked_at > s.began AND a.looked_at < s.ended;

-- promise nothing-from-a-stopped-sender (P4): no mail is from a sender of a pool that was stopped in the version which the last look saw
SELECT 'VIOLATED: nothing-from-a-stopped-sender', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    a.sender || ' was stopped (' || w.became || ') since version ' || w.number
FROM asked a JOIN saw_senders w ON w.lead_id = a.lead_id AND w.step = a.step AND w.sender = a.sender
    JOIN senders s ON s.revision = a.revision AND s.sender = a.sender AND s.per_day IS NOT NULL
WHERE w.became <> 'going';

-- promise stopped-lead-gets-nothing (P4): once an operator has stopped a lead, no further attempt asks the sender, until it is reopened
-- (no clock is asked: the stop says how many attempts there had been; a mail that was in flight then is among them)
SELECT 'VIOLATED: stopped-lead-gets-nothing', 'lead ' || t.lead_id || ' step ' || (t.step + 1),
    t.attempts || ' attempts; stopped by ' || i.actor || ' at step ' || (i.step + 1) || ' after ' || i.attempts
FROM instructions i JOIN touches t ON t.lead_id = i.lead_id
WHERE i.kind = 'stop' AND (t.step > i.step AND t.attempts > 0 OR t.step = i.step AND t.attempts > i.attempts)
    AND NOT EXISTS (
        SELECT 1 FROM instructions later
        WHERE later.lead_id = i.lead_id AND later.number > i.number AND later.kind = 'reopen'
    )
UNION ALL
SELECT 'VIOLATED: stopped-lead-gets-nothing', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    'the last look saw that an operator had stopped the lead'
FROM asked a JOIN saw s ON s.lead_id = a.lead_id AND s.step = a.step WHERE s.what = 'stop';

-- promise removed-lead-is-gone (P3): the enrollment of a lead that an operator removed is gone with all that it had
-- (who was imported again has another enrollment; what a rehearsal had recorded was never removed)
SELECT 'VIOLATED: removed-lead-is-gone', 'lead ' || e.lead_id,
    'enrolled at ' || e.enrolled_at || ', removed by ' || r.actor || ' at ' || r.at || ', and still ' || e.state
FROM removals r JOIN enrollments e ON e.lead_id = r.lead_id AND e.enrolled_at = r.enrolled_at;

-- promise quota-not-overdrawn (P5): no day's counter is above its quota
-- (the quota is today's; if it was lowered, days that were counted under the higher quota are reported)
SELECT 'VIOLATED: quota-not-overdrawn', scope || ' on ' || day, used || ' of ' || quota
FROM quota_counters WHERE used > quota;

-- promise every-mail-counted (P5): no day has more touches than reserved units
-- (the account is counted by days of UTC; so it is not asked if a revision counts the run by other days)
SELECT 'VIOLATED: every-mail-counted', q.scope || ' on ' || t.day, t.sent || ' touches, ' || q.used || ' units'
FROM (SELECT quota_day AS day, count(*) AS sent FROM touches WHERE quota_day IS NOT NULL GROUP BY quota_day) t
    JOIN quota_counters q ON q.day = t.day
WHERE t.sent > q.used AND (q.owner = 'campaign' OR NOT EXISTS (SELECT 1 FROM revisions WHERE counted_in = 'campaign'));

-- promise limit-in-force (P5): no day has more touches than the least of what the revision that decided allows:
-- quota, ramp, and what the units of earlier days have left of the week (from Monday) and of the whole run
SELECT 'VIOLATED: limit-in-force', day || ' by revision ' || revision, touches || ' touches of ' || most
FROM (
    SELECT t.day, t.revision, t.touches, min(
        r.per_day,
        coalesce(min(r.ramp_ceiling, r.ramp_start + r.ramp_step * (
            SELECT count(*) FROM quota_counters q WHERE q.owner = 'campaign' AND q.used > 0 AND q.day < t.day
        )), 1e9),
        coalesce(r.per_week - (
            SELECT coalesce(sum(used), 0) FROM quota_counters q
            WHERE q.owner = 'campaign' AND q.day < t.day AND q.day >= date(t.day, 'weekday 0', '-6 days')
        ), 1e9),
        coalesce(r.per_run - (
            SELECT coalesce(sum(used), 0) FROM quota_counters q WHERE q.owner = 'campaign' AND q.day < t.day
        ), 1e9)
    ) AS most
    FROM (
        SELECT quota_day AS day, revision, count(*) AS touches FROM touches
        WHERE quota_day IS NOT NULL GROUP BY quota_day, revision
    ) t JOIN revisions r ON r.revision = t.revision
)
WHERE touches > most;

-- promise domain-pace (P5): no hour or day has more touches to a domain than the revision that decided allows, and each is counted
SELECT 'VIOLATED: domain-pace', domain || ' in ' || pace_period, touches || ' touches of ' || domain_at_most
FROM (
    SELECT d.domain, t.pace_period, r.domain_at_most, count(*) AS touches
    FROM touches t JOIN revisions r ON r.revision = t.revision
        JOIN lead_domains d ON d.lead_id = t.lead_id
            AND d.position = (SELECT max(position) FROM lead_domains x WHERE x.lead_id = t.lead_id)
    GROUP BY d.domain, t.pace_period, t.revision
)
WHERE pace_period IS NOT NULL AND touches > domain_at_most
UNION ALL
SELECT 'VIOLATED: domain-pace', 'lead ' || t.lead_id || ' step ' || (t.step + 1), 'counts for no ' || r.domain_period
FROM touches t JOIN revisions r ON r.revision = t.revision
WHERE r.domain_at_most IS NOT NULL AND t.quota_day IS NOT NULL AND t.pace_period IS NULL;

-- promise sender-quota (P5): no day has more touches from a sender of a pool than the revision that decided allows, and each is counted
-- (its ramp grows with the days on which a unit was reserved for it)
SELECT 'VIOLATED: sender-quota', sender || ' on ' || day || ' by revision ' || revision, touches || ' touches of ' || most
FROM (
    SELECT t.sender, t.day, t.revision, t.touches, min(s.per_day, coalesce(min(s.ramp_ceiling, s.ramp_start + s.ramp_step * (
        SELECT count(*) FROM sender_counters q WHERE q.sender = t.sender AND q.used > 0 AND q.day < t.day
    )), 1e9)) AS most
    FROM (
        SELECT sender, quota_day AS day, revision, count(*) AS touches FROM touches
        WHERE quota_day IS NOT NULL GROUP BY sender, quota_day, revision
    ) t JOIN senders s ON s.revision = t.revision AND s.sender = t.sender
    WHERE s.per_day IS NOT NULL
)
WHERE touches > most
UNION ALL
SELECT 'VIOLATED: sender-quota', t.sender || ' on ' || t.day, t.touches || ' touches, ' || coalesce(q.used, 0) || ' units'
FROM (
    SELECT t.sender, quota_day AS day, count(*) AS touches
    FROM touches t JOIN senders s ON s.revision = t.revision AND s.sender = t.sender
    WHERE quota_day IS NOT NULL AND s.per_day IS NOT NULL GROUP BY t.sender, quota_day
) t LEFT JOIN sender_counters q ON q.sender = t.sender AND q.day = t.day
WHERE t.touches > coalesce(q.used, 0);

-- promise proof-and-live-apart (P6): a rehearsal or a simulation never reaches SES, and the live run counts no mail of either
SELECT 'VIOLATED: proof-and-live-apart', 'lead ' || lead_id || ' step ' || (step + 1),
    state || ' (' || coalesce(ses_message_id, 'no message id') || ') in a ' || mode || ' run'
FROM touches, run
WHERE CASE mode
    WHEN 'proof' THEN state = 'sent' OR ses_message_id NOT LIKE 'proof-%'
    WHEN 'simulation' THEN state = 'sent_proof' OR ses_message_id NOT LIKE 'simulated-%'
    ELSE state = 'sent_proof' OR ses_message_id LIKE 'proof-%' OR ses_message_id LIKE 'simulated-%'
END;

-- promise fast-in-rehearsals-only (P6): times are taken as passed in a fast rehearsal only, and each of its mails says when it would have gone
SELECT 'VIOLATED: fast-in-rehearsals-only', 'run ' || run_id, 'it is fast, and its mode is ' || mode
FROM run WHERE fast AND mode <> 'proof'
UNION ALL
SELECT 'VIOLATED: fast-in-rehearsals-only', 'lead ' || lead_id || ' step ' || (step + 1),
    'it would have gone at ' || would_go_at || ', in a run that takes nothing as passed'
FROM touches, run WHERE would_go_at IS NOT NULL AND NOT fast
UNION ALL
SELECT 'VIOLATED: fast-in-rehearsals-only', 'lead ' || lead_id || ' step ' || (step + 1), 'no record of when it would have gone'
FROM touches, run WHERE would_go_at IS NULL AND fast AND state = 'sent_proof'
UNION ALL
SELECT 'VIOLATED: fast-in-rehearsals-only', 'lead ' || t.lead_id || ' step ' || (t.step + 1),
    'the mail says ' || coalesce(m.would_go_at, 'nothing') || ', its touch ' || coalesce(t.would_go_at, 'nothing')
FROM touches t JOIN mails m ON m.lead_id = t.lead_id AND m.step = t.step AND m.claim_id = t.claim_id
WHERE substr(m.would_go_at, 1, 19) IS NOT substr(t.would_go_at, 1, 19);

-- promise sent-has-its-evidence (P6): each touch that the sender took names its claim and message id
SELECT 'VIOLATED: sent-has-its-evidence', 'lead ' || lead_id || ' step ' || (step + 1),
    'claim ' || coalesce(claim_id, 'missing') || ', message id ' || coalesce(ses_message_id, 'missing')
FROM touches WHERE state IN ('sent', 'sent_proof') AND (claim_id IS NULL OR ses_message_id IS NULL);

-- promise rehearsed-mail-is-kept (P6): each rehearsed touch has its mail
-- (except for people who were forgotten)
SELECT 'VIOLATED: rehearsed-mail-is-kept', 'lead ' || lead_id || ' step ' || (step + 1), 'no mail of claim ' || claim_id
FROM touches t
WHERE state = 'sent_proof' AND NOT EXISTS (
    SELECT 1 FROM mails m WHERE m.lead_id = t.lead_id AND m.step = t.step AND m.claim_id = t.claim_id
) AND NOT EXISTS (SELECT 1 FROM leads l WHERE l.lead_id = t.lead_id AND l.address = '');

-- promise mail-is-what-was-rendered: the kept mail has the content that its touch recorded
SELECT 'VIOLATED: mail-is-what-was-rendered', 'lead ' || t.lead_id || ' step ' || (t.step + 1),
    'mail ' || m.digest || ', touch ' || t.digest
FROM touches t JOIN mails m ON m.lead_id = t.lead_id AND m.step = t.step AND m.claim_id = t.claim_id
WHERE m.digest <> t.digest;

-- promise mail-is-well-formed: each mail has the headers we set and exactly one recipient
SELECT 'VIOLATED: mail-is-well-formed', 'lead ' || lead_id || ' step ' || (step + 1), problem
FROM mails WHERE problem IS NOT NULL;

-- promise steps-in-order: a follow-up goes out only after the step before it
SELECT 'VIOLATED: steps-in-order', 'lead ' || a.lead_id || ' step ' || (a.step + 1), 'last look at ' || a.looked_at
FROM asked a
WHERE a.step > 0 AND NOT EXISTS (
    SELECT 1 FROM touches p
    WHERE p.lead_id = a.lead_id AND p.step = a.step - 1 AND p.state IN ('sent', 'sent_proof', 'assumed_sent')
);

-- promise cooldown-kept: two mails to one lead are at least the cooldown apart
-- (in a fast rehearsal: they would have gone that far apart)
-- (a sender holds its own clock against the time that the step before recorded; so does this, and no third clock is
-- asked; an unknown mail that was taken as sent counts from its claim, up to a sender's life before its last look)
SELECT 'VIOLATED: cooldown-kept', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    CASE WHEN a.would_go_at IS NULL THEN 'last look at ' || a.looked_at || ', the step before was sent at ' || p.sent_at
    ELSE 'would have gone at ' || a.would_go_at || ', the step before at ' || p.would_go_at END
FROM campaign, asked a JOIN (
    SELECT lead_id, step, would_go_at, CASE state WHEN 'assumed_sent' THEN looked_at ELSE at END AS sent_at,
        CASE state WHEN 'assumed_sent' THEN '-15 minutes' ELSE '-10 seconds' END AS spare
    FROM touches WHERE state IN ('sent', 'sent_proof', 'assumed_sent')
) p ON p.lead_id = a.lead_id AND p.step = a.step - 1
WHERE CASE WHEN a.would_go_at IS NULL AND p.would_go_at IS NULL
    THEN a.looked_at < strftime('%Y-%m-%dT%H:%M:%fZ', p.sent_at, '+' || cooldown_seconds || ' seconds', spare)
    ELSE a.would_go_at < strftime('%Y-%m-%dT%H:%M:%fZ', p.would_go_at, '+' || cooldown_seconds || ' seconds')
END;

-- promise one-sender-per-lead: each mail is from who sent the mail before it, unless a stop that the last look saw moves the leads of that
-- sender, or the revision that decided has no such sender
SELECT 'VIOLATED: one-sender-per-lead', 'lead ' || lead_id || ' step ' || (step + 1),
    'from ' || sender || ', and the mail before it was from ' || had
FROM (
    SELECT a.*, (
        SELECT p.sender FROM touches p
        WHERE p.lead_id = a.lead_id AND p.step < a.step AND p.sender IS NOT NULL
            AND p.state IN ('sent', 'sent_proof', 'assumed_sent')
        ORDER BY p.step DESC LIMIT 1
    ) AS had
    FROM asked a WHERE a.sender IS NOT NULL
) a
WHERE had <> sender AND had IN (SELECT s.sender FROM senders s WHERE s.revision = a.revision)
    AND NOT EXISTS (SELECT 1 FROM saw_senders w WHERE w.lead_id = a.lead_id AND w.step = a.step AND w.sender = had AND w.became = 'move');

-- promise sender-of-its-campaign: each mail is from a sender that the revision which decided has, and from the one that its touch records
SELECT 'VIOLATED: sender-of-its-campaign', 'lead ' || lead_id || ' step ' || (step + 1), 'from ' || sender
FROM asked WHERE sender NOT IN (SELECT s.sender FROM senders s WHERE s.revision = asked.revision)
    AND revision IN (SELECT revision FROM senders)
UNION ALL
SELECT 'VIOLATED: sender-of-its-campaign', 'lead ' || t.lead_id || ' step ' || (t.step + 1), 'from ' || m.sender || ', touch ' || t.sender
FROM touches t JOIN mails m ON m.lead_id = t.lead_id AND m.step = t.step AND m.claim_id = t.claim_id
WHERE instr(lower(m.sender), t.sender) = 0;

-- promise nobody-who-is-left-out: no last look let a mail go to a lead whom the campaign that it followed skips for what it is
-- (mails from before a correction of the lead's values are asked neither this nor the two next; the counts say how many there are)
SELECT 'VIOLATED: nobody-who-is-left-out', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    CASE WHEN l.role_account AND r.role_accounts = 'skip' THEN 'role account'
        WHEN l.disposable AND r.disposable_domains = 'skip' THEN 'disposable domain'
        ELSE coalesce('country ' || l.country, 'unknown country') END || ', and revision ' || a.revision || ' skips such'
FROM asked_as_now a JOIN revisions r ON r.revision = a.revision JOIN leads l ON l.lead_id = a.lead_id AND l.address <> ''
WHERE (l.role_account AND r.role_accounts = 'skip') OR (l.disposable AND r.disposable_domains = 'skip')
    OR (r.only_countries IS NOT NULL AND 'skip' = CASE
        WHEN l.country IS NULL THEN r.unknown_country
        WHEN r.only_countries = EXISTS (
            SELECT 1 FROM revision_countries c WHERE c.revision = r.revision AND c.country = l.country
        ) THEN 'allow' ELSE r.countries_left_out END);

-- promise nothing-on-a-holiday: no last look let a mail go on a holiday of the campaign that it followed, or of the lead's country
-- (in a fast rehearsal: no mail would have gone on one)
SELECT 'VIOLATED: nothing-on-a-holiday', 'lead ' || a.lead_id || ' step ' || (a.step + 1), a.local_day || ' is ' || h.name
FROM asked_as_now a JOIN leads l ON l.lead_id = a.lead_id AND l.address <> ''
    JOIN holidays h ON h.revision = a.revision AND h.day = a.local_day AND h.country IS (
        SELECT max(own.country) FROM holidays own WHERE own.revision = a.revision AND own.country = l.country
    );

-- promise nothing-outside-the-window: each last look that let a mail go came within the window of the campaign that it followed
-- (in a fast rehearsal: each mail would have gone within it; the clock is that of the sender, as one on the wall of the lead shows it)
SELECT 'VIOLATED: nothing-outside-the-window', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    a.local_day || ' ' || substr(a.local_time, 1, 8) || ' on the lead''s clock'
FROM asked_as_now a JOIN leads l ON l.lead_id = a.lead_id AND l.address <> ''
WHERE EXISTS (SELECT 1 FROM sending_window w WHERE w.revision = a.revision) AND NOT EXISTS (
    SELECT 1 FROM sending_window w WHERE w.revision = a.revision
        AND instr(w.days, substr('sunmontuewedthufrisat', 1 + 3 * strftime('%w', a.local_day), 3))
        AND a.local_time >= w.opens AND (w.closes <= w.opens OR a.local_time < w.closes)
) AND NOT EXISTS (
    -- The hours of the day before, if they go past midnight. Those of a holiday do not.
    SELECT 1 FROM sending_window w WHERE w.revision = a.revision
        AND instr(w.days, substr('sunmontuewedthufrisat', 1 + 3 * strftime('%w', a.local_day, '-1 day'), 3))
        AND w.closes <= w.opens AND a.local_time < w.closes
        AND NOT EXISTS (
            SELECT 1 FROM holidays h WHERE h.revision = a.revision AND h.day = date(a.local_day, '-1 day') AND h.country IS (
                SELECT max(own.country) FROM holidays own WHERE own.revision = a.revision AND own.country = l.country
            )
        )
);

-- promise nothing-after-the-end: no last look that let a mail go came after the last day of the campaign that it followed
-- (in a fast rehearsal: no mail would have gone after it; the clock is that of the sender that decided)
SELECT 'VIOLATED: nothing-after-the-end', 'lead ' || lead_id || ' step ' || (step + 1),
    CASE WHEN would_go_at IS NULL THEN 'last look at ' || looked_at ELSE 'would have gone at ' || would_go_at END
        || ', the campaign ended at ' || ends_at
FROM asked JOIN revisions USING (revision) WHERE coalesce(would_go_at, looked_at) >= ends_at;

-- promise variant-as-drawn: each mail is of the variant that its revision draws for the lead, or that the lead has had
-- (who has had a message of a variant stays in it, unless it was stopped with `move`; a mail that an operator ordered again
-- keeps its text)
SELECT 'VIOLATED: variant-as-drawn', 'lead ' || lead_id || ' step ' || (step + 1),
    'revision ' || revision || ': ' || coalesce(experiment || ' ' || variant, 'no variant') || ' instead of '
        || coalesce(meant_experiment || ' ' || meant, 'none')
FROM (
    SELECT a.*, (SELECT experiment FROM variants v WHERE v.revision = a.revision LIMIT 1) AS meant_experiment,
        coalesce((
            SELECT v.variant FROM variants v JOIN (
                SELECT experiment, variant FROM touches p
                WHERE p.lead_id = a.lead_id AND p.step < a.step AND p.variant IS NOT NULL
                    AND p.state IN ('sent', 'sent_proof', 'assumed_sent')
                ORDER BY p.step DESC LIMIT 1
            ) had ON had.experiment = v.experiment AND had.variant = v.variant
            WHERE v.revision = a.revision AND v.stopped IS NOT 'move'
        ), (
            SELECT v.variant FROM variants v
                JOIN draws d ON d.lead_id = a.lead_id AND d.experiment = v.experiment AND d.variant = v.variant
            WHERE v.revision = a.revision AND v.stopped IS NULL ORDER BY d.draw / v.weight LIMIT 1
        )) AS meant
    FROM asked a WHERE a.sent_again_by IS NULL AND a.revision IN (SELECT revision FROM revisions)
)
WHERE variant IS NOT meant OR experiment IS NOT meant_experiment;

-- promise message-of-its-variant: each mail is the message that its step sends in its variant
SELECT 'VIOLATED: message-of-its-variant', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    a.message_id || ', and variant ' || a.variant || ' sends ' || m.message_id
FROM asked a JOIN variant_messages m ON m.revision = a.revision AND m.variant = a.variant AND m.step = a.step
WHERE a.message_id IS NOT m.message_id;

-- promise one-mail-at-a-time (P8): no mail goes to a person within the cooldown of all campaigns after another one of them
-- (an attempt takes the person before it may send; the times are those at which the attempts did, by the clocks that decided)
SELECT 'VIOLATED: one-mail-at-a-time', 'lead ' || lead_id || ' step ' || (step + 1),
    'the last look did not see that its attempt had the person'
FROM run, asked JOIN revisions USING (revision)
WHERE person_cooldown_seconds IS NOT NULL AND took_at IS NULL AND NOT fast
UNION ALL
SELECT 'VIOLATED: one-mail-at-a-time', 'lead ' || lead_id || ' step ' || (step + 1),
    'took the person at ' || took_at || ', and another touch had at ' || took_after
FROM asked JOIN revisions USING (revision)
WHERE took_at < strftime('%Y-%m-%dT%H:%M:%fZ', took_after, '+' || person_cooldown_seconds || ' seconds')
UNION ALL
SELECT 'VIOLATED: one-mail-at-a-time', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    'it found that the touch before had the person at ' || coalesce(a.took_after, 'no time') || ', and step ' || (p.step + 1)
        || ' had at ' || p.took_at || '; the row was lost'
FROM asked a JOIN asked p ON p.lead_id = a.lead_id AND p.step = a.step - 1
WHERE a.took_at IS NOT NULL AND coalesce(a.took_after, '') < p.took_at;

-- promise one-sequence-at-a-time (P8): where a person may be in one sequence, no mail goes out that is not of that sequence
SELECT 'VIOLATED: one-sequence-at-a-time', 'lead ' || lead_id || ' step ' || (step + 1),
    'the last look did not see the person in the sequence of this lead'
FROM run, asked JOIN revisions USING (revision)
WHERE one_sequence IS NOT NULL AND own_sequence IS NOT 1 AND NOT fast;

-- promise company-has-room (P8): no more people of a company are written to in a week than the campaign says
-- (leads of mailbox providers belong to no company, and neither count nor have a week)
SELECT 'VIOLATED: company-has-room', 'lead ' || lead_id || ' step ' || (step + 1),
    company_people || ' people of the company in ' || company_week || ', and the campaign allows ' || company_cap
FROM asked JOIN revisions USING (revision) WHERE company_people > company_cap
UNION ALL
SELECT 'VIOLATED: company-has-room', 'lead ' || a.lead_id || ' step ' || (a.step + 1),
    'the last look did not see the person among those of ' || l.company
FROM run, asked a JOIN revisions USING (revision) JOIN leads l ON l.lead_id = a.lead_id AND l.company IS NOT NULL
WHERE company_cap IS NOT NULL AND a.company_people IS NULL AND NOT fast;

-- counts
SELECT 'Each promise that is not printed as VIOLATED above holds.';
SELECT 'count: leads', count(*) FROM leads
UNION ALL SELECT 'count: leads of the audience that are not in the run', count(*)
    FROM leads WHERE in_audience AND lead_id NOT IN (SELECT lead_id FROM enrollments)
UNION ALL SELECT 'count: leads who were forgotten', count(*) FROM leads WHERE address = ''
UNION ALL SELECT 'count: leads whose last instruction is to stop', count(*) FROM instructions i
    WHERE kind = 'stop' AND number = (SELECT max(number) FROM instructions l WHERE l.lead_id = i.lead_id)
UNION ALL SELECT 'count: leads with corrected values', count(DISTINCT lead_id) FROM corrections
UNION ALL SELECT 'count: mails from before a correction of their lead''s values', count(*) FROM asked WHERE NOT EXISTS (
    SELECT 1 FROM asked_as_now n WHERE n.lead_id = asked.lead_id AND n.step = asked.step
)
UNION ALL SELECT 'count: leads who were removed', count(*) FROM removals
UNION ALL SELECT 'count: enrollments ' || state, count(*) FROM enrollments GROUP BY state
UNION ALL SELECT 'count: touches ' || state, count(*) FROM touches GROUP BY state
UNION ALL SELECT 'count: touches of variant ' || experiment || ' ' || variant, count(*)
    FROM touches WHERE variant IS NOT NULL GROUP BY experiment, variant
UNION ALL SELECT 'count: touches from ' || sender, count(*) FROM touches WHERE sender IS NOT NULL GROUP BY sender
UNION ALL SELECT 'count: touches settled by an event, without a last look', count(*)
    FROM touches WHERE state IN ('sent', 'sent_proof') AND looked_at IS NULL
UNION ALL SELECT 'count: touches without a record of what their last look saw (the old rule asks by times)', count(*)
    FROM asked WHERE seen IS NULL
UNION ALL SELECT 'count: orders without a version (the old rule asks by times)', count(*)
    FROM certain_orders WHERE NOT versioned
UNION ALL SELECT 'count: versions that a look saw and no history names (nothing is proved by them)',
    (SELECT count(*) FROM saw_rows WHERE NOT known)
    + (SELECT count(*) FROM asked a JOIN saw s USING (lead_id, step) WHERE what IN ('run', 'global', 'kill-switch'))
    - (SELECT count(*) FROM saw_states)
    + (SELECT count(*) FROM asked a JOIN saw s USING (lead_id, step) WHERE what = 'senders' AND NOT EXISTS (
        SELECT 1 FROM sender_events k WHERE k.number = s.number AND k.mark = s.mark
    ))
UNION ALL SELECT 'count: looks that missed an order that the clocks call older (clocks differ, or a read was old)', count(*)
    FROM margin, saw_rows s JOIN spans o ON o.kind = s.kind AND o.subject = s.subject
    WHERE s.number < o.given AND strftime('%Y-%m-%dT%H:%M:%fZ', o.at, after) < s.looked_at
UNION ALL SELECT 'count: touches for which times were taken as passed', count(*) FROM touches WHERE taken_as_passed <> ''
UNION ALL SELECT 'count: mails', count(*) FROM mails
UNION ALL SELECT 'count: orders that concern these leads', count(*) FROM orders;
