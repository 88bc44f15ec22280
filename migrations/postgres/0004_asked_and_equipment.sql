-- When a line was put to the customer, and alerts on equipment whose service is due.

ALTER TABLE job_line ADD COLUMN asked_at TIMESTAMPTZ;
-- What a sent estimate had in it was asked then.
UPDATE job_line SET asked_at = (SELECT MAX(e.sent_at) FROM estimate e WHERE e.job_id = job_line.job_id)
    WHERE auth = 'proposed';

ALTER TABLE alert
    DROP CONSTRAINT ck_alert_kind,
    ADD CONSTRAINT ck_alert_kind CHECK (kind IN ('low_stock', 'overdue', 'dead_message', 'assigned', 'slot_free', 'loan_overdue', 'declined', 'service_due'));
