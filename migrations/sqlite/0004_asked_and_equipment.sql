-- When a line was put to the customer, and alerts on equipment whose service is due.

ALTER TABLE job_line ADD COLUMN asked_at INTEGER;
-- What a sent estimate had in it was asked then.
UPDATE job_line SET asked_at = (SELECT MAX(e.sent_at) FROM estimate e WHERE e.job_id = job_line.job_id)
    WHERE auth = 'proposed';

CREATE TABLE alert_next (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_alert_site_id REFERENCES site (id),
    kind TEXT NOT NULL CONSTRAINT ck_alert_kind CHECK (kind IN ('low_stock', 'overdue', 'dead_message', 'assigned', 'slot_free', 'loan_overdue', 'declined', 'service_due')),
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    cycle INTEGER NOT NULL DEFAULT 0,
    facts TEXT NOT NULL CONSTRAINT ck_alert_facts CHECK (json_valid(facts)),
    for_staff_id INTEGER CONSTRAINT fk_alert_for_staff_id REFERENCES staff (id),
    raised_at INTEGER NOT NULL,
    cleared_at INTEGER,
    seen_by_id INTEGER CONSTRAINT fk_alert_seen_by_id REFERENCES staff (id),
    CONSTRAINT uq_alert_kind_entity_entity_id_cycle UNIQUE (kind, entity, entity_id, cycle)
) STRICT;
INSERT INTO alert_next (id, site_id, kind, entity, entity_id, cycle, facts, for_staff_id, raised_at, cleared_at, seen_by_id)
    SELECT id, site_id, kind, entity, entity_id, cycle, facts, for_staff_id, raised_at, cleared_at, seen_by_id FROM alert;
DROP TABLE alert;
ALTER TABLE alert_next RENAME TO alert;
CREATE INDEX ix_alert_open ON alert (site_id, raised_at, id) WHERE cleared_at IS NULL;
CREATE INDEX ix_alert_past ON alert (site_id, raised_at, id) WHERE cleared_at IS NOT NULL;
CREATE TRIGGER alert_tell_insert AFTER INSERT ON alert BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'messages';
END;
CREATE TRIGGER alert_tell_update AFTER UPDATE ON alert BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'messages';
END;
CREATE TRIGGER alert_tell_delete AFTER DELETE ON alert BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'messages';
END;
