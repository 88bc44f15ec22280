-- What calling a booking off costs, requests read from files, recalls that were seen to. Conventions: the first
-- migration.

-- The draft that asks for the fee (R-15).
ALTER TABLE booking ADD COLUMN fee_invoice_id BIGINT CONSTRAINT fk_booking_fee_invoice_id
    REFERENCES invoice (id);
CREATE INDEX ix_booking_fee_invoice_id ON booking (fee_invoice_id) WHERE fee_invoice_id IS NOT NULL;

-- What a request read from a file is known by: the same file twice makes no second one.
ALTER TABLE booking ADD COLUMN import_key TEXT COLLATE "C";
CREATE UNIQUE INDEX uq_booking_site_id_import_key ON booking (site_id, import_key)
    WHERE import_key IS NOT NULL;

-- The booking that holds the place somebody of the waiting list was offered.
CREATE INDEX ix_waiting_booking_id ON waiting (booking_id) WHERE booking_id IS NOT NULL;

-- A recall is open until it was seen to.
ALTER TABLE vehicle ADD COLUMN recall_done_on DATE;
