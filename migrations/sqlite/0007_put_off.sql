-- Work put off is brought up when it is due, and forgotten when nobody wants it any more (R-31, states 8).
ALTER TABLE deferred_work ADD COLUMN reminded_at INTEGER;
ALTER TABLE deferred_work ADD COLUMN call_note TEXT NOT NULL DEFAULT '';
CREATE INDEX ix_deferred_work_site_id_status_due_on ON deferred_work (site_id, status, due_on);
INSERT INTO periodic_task (site_id, name, cron, missed) SELECT id, 'put_off', '30 5 * * *', 'once' FROM site;
