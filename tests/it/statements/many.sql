-- Some thousand rows in every table that grows, upon those of rows.sql. H(x) is the instant x hours in.
CREATE TABLE n (n BIGINT);
INSERT INTO n WITH RECURSIVE s(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM s WHERE n < 4000) SELECT n FROM s;
INSERT INTO site (code, name, zone) VALUES ('B2', 'Second', 'Europe/Berlin'), ('C3', 'Third', 'Europe/Berlin');
INSERT INTO staff (name, created_at) SELECT 'Person ' || n, H(0) FROM n WHERE n <= 40;
INSERT INTO bay (site_id, name, kind, position) SELECT 1 + n % 3, 'Bay ' || n, 'lift', n FROM n WHERE n <= 12;
INSERT INTO customer (kind, name, sort_key, search_key, created_at)
    SELECT 'person', 'Name ' || n, 'name ' || n, 'name ' || n || ' 49170' || n, H(n) FROM n;
INSERT INTO contact_point (customer_id, kind, value, key, is_primary)
    SELECT n, 'phone', '0170 ' || n, '+49170' || n, TRUE FROM n;
INSERT INTO vehicle (plate, plate_key, plate_country, vin, search_key, created_at)
    SELECT 'B-X ' || n, 'BX' || n, 'DE', 'VIN' || n, 'bx' || n, H(n) FROM n;
INSERT INTO ownership (vehicle_id, customer_id, role, from_on) SELECT n, n, 'owner', '2024-01-01' FROM n;
INSERT INTO part (sku, description, unit, kind, price_minor, tax_code_id, search_key, sort_key, created_at)
    SELECT 'P-' || n, 'Part ' || n, 'pc', 'part', 100, 1, 'p-' || n || ' part', 'part ' || n, H(n) FROM n;
INSERT INTO part_code (part_id, kind, code) SELECT n, 'barcode', '40' || n FROM n;
INSERT INTO stock (site_id, part_id, bin, on_hand_milli, value_minor)
    SELECT 1 + n % 3, n, 'A' || n % 50, CASE WHEN n % 100 = 0 THEN 0 ELSE 9000 END, 900 FROM n;
INSERT INTO booking (site_id, number, customer_id, vehicle_id, booking_type_id, status, arrival, source, starts_at,
        ends_at, created_at)
    SELECT 1 + n % 3, 'BK-' || n, n, n, 1, CASE WHEN n % 100 = 0 THEN 'confirmed' ELSE 'fulfilled' END, 'drop', 'phone',
        H(n), H(n + 2), H(n) FROM n;
INSERT INTO occupancy (site_id, booking_id, bay_id, starts_at, ends_at)
    SELECT 1 + n % 3, n, 1 + n % 12, H(n), H(n + 2) FROM n;
INSERT INTO occupancy (site_id, booking_id, staff_id, starts_at, ends_at)
    SELECT 1 + n % 3, n, 1 + n % 40, H(n), H(n + 2) FROM n;
INSERT INTO job (site_id, number, booking_id, customer_id, vehicle_id, status, state_since, promised_at, created_at)
    SELECT 1 + n % 3, 'JOB-' || n, n, n, n, CASE WHEN n % 100 = 0 THEN 'in_progress' ELSE 'closed' END, H(n), H(n), H(n) FROM n;
INSERT INTO job_stage (job_id, from_status, to_status, at) SELECT n, 'planned', 'arrived', H(n) FROM n;
INSERT INTO work_item (job_id, position, title) SELECT n, 1, 'Service' FROM n;
INSERT INTO job_line (site_id, job_id, work_item_id, position, kind, part_id, description, qty_milli, unit,
        unit_price_minor, tax_code_id, auth, part_status, issued_milli)
    SELECT 1 + n % 3, n, n, 1, 'part', n, 'Part ' || n, 1000, 'pc', 100, 1, 'authorised',
        CASE WHEN n % 100 = 0 THEN 'to_order' ELSE 'issued' END, 1000 FROM n;
INSERT INTO authorisation (job_id, job_line_id, decision, decided_by, method, amount_minor, line_text, at)
    SELECT n, n, 'authorised', 'x', 'phone', 100, 'x', H(n) FROM n;
INSERT INTO task (site_id, job_id, work_item_id, job_line_id, position, title, staff_id, status)
    SELECT 1 + n % 3, n, n, n, 1, 'Fit', 1 + n % 40, CASE WHEN n % 100 = 0 THEN 'todo' ELSE 'done' END FROM n;
INSERT INTO time_segment (site_id, staff_id, lane, kind, task_id, started_at, stopped_at, source)
    SELECT 1 + n % 3, 1 + n % 40, 'work', 'task', n, H(n), H(n + 1), 'live' FROM n;
INSERT INTO job_note (site_id, job_id, body, at) SELECT 1 + n % 3, n, 'x', H(n) FROM n;
INSERT INTO stock_movement (site_id, part_id, kind, on_hand_milli, value_minor, job_line_id, at)
    SELECT 1 + n % 3, n, 'issue', -1000, -100, n, H(n) FROM n;
INSERT INTO invoice (site_id, origin, job_id, customer_id, net_minor, total_minor, created_at)
    SELECT 1 + n % 3, 'job', n, n, 100, 100, H(n) FROM n;
INSERT INTO invoice_line (invoice_id, position, job_line_id, part_id, kind, tax_code_id) SELECT n, 1, n, n, 'part', 1 FROM n;
UPDATE invoice SET status = 'posted', number = 'INV-' || id, series = 'INV', year = 2026, seq = id, issued_on = '2026-01-01',
        due_on = '2026-02-01', paid_minor = CASE WHEN id % 100 = 0 THEN 0 ELSE 100 END
    WHERE id > 1 AND id % 200 <> 1;
INSERT INTO payment (site_id, number, customer_id, direction, tender, amount_minor, allocated_minor, status, request_key, at)
    SELECT 1 + n % 3, 'RCPT-' || n, n, 'in', 'card', 100, 100, 'verified', 'k' || n, H(n) FROM n;
INSERT INTO payment_allocation (payment_id, invoice_id, amount_minor, at) SELECT n, n, 100, H(n) FROM n;
INSERT INTO outbox (site_id, event, customer_id, channel, to_address, facts, purpose, entity, entity_id, dedup_key, status,
        next_at, created_at)
    SELECT 1 + n % 3, 'job.ready', n, 'email', 'a@example.org', '{}', 'transactional', 'job', n, 'm' || n,
        CASE WHEN n % 100 = 0 THEN 'queued' ELSE 'sent' END, H(n), H(n) FROM n;
INSERT INTO outbox_attempt (outbox_id, attempt, at, outcome) SELECT n, 1, H(n), 'sent' FROM n;
INSERT INTO audit (at, actor, terminal, verb, entity, entity_id, site_id, staff_id)
    SELECT H(n), 'x', 'front', 'book', 'booking', n, 1 + n % 3, 1 + n % 40 FROM n;
INSERT INTO booking_move (booking_id, from_starts_at, from_ends_at, to_starts_at, to_ends_at, at)
    SELECT n, H(n), H(n + 1), H(n), H(n + 2), H(n) FROM n;
INSERT INTO waiting (site_id, customer_id, booking_type_id, status, need_min, from_on, created_at)
    SELECT 1 + n % 3, n, 1, CASE WHEN n % 100 = 0 THEN 'waiting' ELSE 'booked' END, 60, '2026-01-01', H(n) FROM n;
INSERT INTO leg (site_id, booking_id, job_id, customer_id, vehicle_id, kind, status, window_from_at, window_to_at, driver_id, created_at)
    SELECT 1 + n % 3, n, n, n, n, 'collection', 'done', H(n), H(n + 1), 1 + n % 40, H(n) FROM n;
INSERT INTO courtesy_loan (site_id, vehicle_id, customer_id, booking_id, job_id, status, starts_at, due_at, created_at)
    SELECT 1 + n % 3, n, n, n, n, CASE WHEN n % 100 = 0 THEN 'out' ELSE 'inspected' END, H(n), H(n + 9), H(n) FROM n;
INSERT INTO vehicle_model (make, model, fuel, search_key) SELECT 'Make ' || n, 'Model ' || n, 'petrol', 'make ' || n FROM n;
INSERT INTO inspection (site_id, job_id, inspection_form_id, status, started_at) SELECT 1 + n % 3, n, 1, 'sent', H(n) FROM n;
INSERT INTO inspection_point (inspection_id, position, section, title, grade, work_item_id)
    SELECT n, 1, 'Tyres', 'Tread', 'green', n FROM n;
INSERT INTO estimate (site_id, job_id, number, revision, status, valid_on, total_minor, created_at)
    SELECT 1 + n % 3, n, 'EST-' || n, 1, 'sent', '2026-02-01', 100, H(n) FROM n;
INSERT INTO deferred_work (site_id, vehicle_id, job_line_id, work_item_id, title, amount_minor, reason, status, at)
    SELECT 1 + n % 3, n, n, n, 'Pads', 100, 'price', CASE WHEN n % 100 = 0 THEN 'open' ELSE 'expired' END, H(n) FROM n;
INSERT INTO attachment (site_id, entity, entity_id, sha256, media, name, bytes, at)
    SELECT 1 + n % 3, 'job', n, 's' || n, 'image/png', 'a', 1, H(n) FROM n;
INSERT INTO sublet (site_id, job_id, job_line_id, supplier, status) SELECT 1 + n % 3, n, n, 'x', 'invoiced' FROM n;
INSERT INTO rating (site_id, job_id, score, source, at) SELECT 1 + n % 3, n, 5, 'counter', H(n) FROM n;
INSERT INTO merge (entity, kept_id, gone_id, moved_json, at) SELECT 'customer', n, n + 9000, '{}', H(n) FROM n;
DROP TABLE n;
