-- Somebody who did not come is called: an alert of its own (R-17).

ALTER TABLE alert
    DROP CONSTRAINT ck_alert_kind,
    ADD CONSTRAINT ck_alert_kind CHECK (kind IN ('low_stock', 'overdue', 'dead_message', 'assigned', 'slot_free', 'loan_overdue', 'declined', 'service_due', 'no_show'));
