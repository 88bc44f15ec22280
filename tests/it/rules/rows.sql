-- One right row in every table, so each has the id 1 (occupancy 1 to 5). T(n) is the instant n hours into the first day.
INSERT INTO site (code, name, zone) VALUES ('HQ', 'Hansen & Roth', 'Europe/Berlin');
INSERT INTO site_hours (site_id, weekday, opens_mod, closes_mod, last_start_mod) VALUES (1, 1, 480, 1080, 1020);
INSERT INTO bay (site_id, name, kind, position) VALUES (1, 'Lift 1', 'lift', 1);
INSERT INTO staff (name, login, home_site_id, is_mechanic, created_at) VALUES ('Ines Roth', 'ines', 1, TRUE, T(0));
INSERT INTO staff_hours (staff_id, site_id, weekday, from_mod, to_mod) VALUES (1, 1, 1, 480, 960);
INSERT INTO role (code, name) VALUES ('mechanic', 'Mechanic');
INSERT INTO role_permission (role_id, permission) VALUES (1, 'job.work');
INSERT INTO staff_role (staff_id, role_id, site_id) VALUES (1, 1, 1);
INSERT INTO session (staff_id, site_id, terminal, via, token_hash, created_at, seen_at, expires_at)
    VALUES (1, 1, 'front', 'local', 'abc', T(0), T(0), T(9));
INSERT INTO login_failure (login, terminal, at) VALUES ('ines', 'front', T(0));
INSERT INTO presence (session_id, staff_id, entity, entity_id, at) VALUES (1, 1, 'job', 1, T(0));
INSERT INTO tax_code (code, name, treatment) VALUES ('S', 'Standard', 'taxed');
INSERT INTO tax_rate (tax_code_id, rate_ppm, valid_from) VALUES (1, 190000, '2020-01-01');
INSERT INTO booking_type (code, title, duration_min) VALUES ('SERVICE', 'Service', 120);
INSERT INTO labour_rate (site_id, code, name, per_hour_minor, valid_from) VALUES (1, 'M', 'Mechanical', 9800, '2026-01-01');
INSERT INTO operation (code, title, standard_min, tax_code_id) VALUES ('OIL', 'Change the oil', 30, 1);
INSERT INTO customer (kind, name, sort_key, search_key, created_at)
    VALUES ('person', 'Ada Kowalski', 'kowalski ada', 'ada kowalski', T(0));
INSERT INTO contact_point (customer_id, kind, value, key, is_primary) VALUES (1, 'phone', '0170 1', '+491701', TRUE);
INSERT INTO vehicle (plate, plate_key, plate_country, make, model, search_key, created_at)
    VALUES ('B-AB 12', 'BAB12', 'DE', 'VW', 'Golf', 'bab12 vw golf', T(0));
INSERT INTO ownership (vehicle_id, customer_id, role, from_on) VALUES (1, 1, 'owner', '2024-05-01');
INSERT INTO part (sku, description, unit, kind, price_minor, tax_code_id, search_key, sort_key, created_at)
    VALUES ('OF-1', 'Oil filter', 'pc', 'part', 1200, 1, 'of-1 oil filter', 'oil filter', T(0));
INSERT INTO part_code (part_id, kind, code) VALUES (1, 'barcode', '4006633');
INSERT INTO stock (site_id, part_id, on_hand_milli, value_minor) VALUES (1, 1, 8000, 4800);
INSERT INTO canned_job (code, title) VALUES ('OIL', 'Oil and filter');
INSERT INTO canned_job_line (canned_job_id, position, kind, operation_id, qty_milli) VALUES (1, 1, 'labour', 1, 500);
INSERT INTO canned_job_step (canned_job_id, position, title, planned_min) VALUES (1, 1, 'Drain', 10);
INSERT INTO template (event, channel, locale, body) VALUES ('booking.confirmed', 'email', 'en', 'See you.');
INSERT INTO outbox (site_id, event, customer_id, channel, to_address, facts, purpose, entity, entity_id, dedup_key,
        status, reason, next_at, created_at)
    VALUES (1, 'booking.confirmed', 1, 'email', 'ada@example.org', '{}', 'transactional', 'booking', 1, 'k1',
        'held', 'review', T(0), T(0));
INSERT INTO outbox_attempt (outbox_id, attempt, at, template_id, outcome) VALUES (1, 1, T(0), 1, 'sent');
INSERT INTO booking (site_id, number, customer_id, vehicle_id, booking_type_id, status, arrival, source, starts_at,
        ends_at, created_at)
    VALUES (1, 'BK-1', 1, 1, 1, 'confirmed', 'drop', 'phone', T(8), T(10), T(0));
INSERT INTO occupancy (site_id, booking_id, bay_id, starts_at, ends_at) VALUES (1, 1, 1, T(8), T(10));
INSERT INTO occupancy (site_id, booking_id, staff_id, starts_at, ends_at) VALUES (1, 1, 1, T(8), T(10));
INSERT INTO occupancy (site_id, booking_id, vehicle_id, starts_at, ends_at) VALUES (1, 1, 1, T(8), T(10));
INSERT INTO job (site_id, number, booking_id, customer_id, vehicle_id, status, resume_status, hold_reason,
        state_since, created_at)
    VALUES (1, 'JOB-1', 1, 1, 1, 'on_hold', 'in_progress', 'parts', T(0), T(0));
INSERT INTO job_stage (job_id, from_status, to_status, at) VALUES (1, 'planned', 'arrived', T(8));
INSERT INTO work_item (job_id, position, title) VALUES (1, 1, 'Service');
INSERT INTO job_line (site_id, job_id, work_item_id, position, kind, part_id, description, qty_milli, unit,
        unit_price_minor, tax_code_id, part_status, issued_milli)
    VALUES (1, 1, 1, 1, 'part', 1, 'Oil filter', 1000, 'pc', 1200, 1, 'issued', 1000);
INSERT INTO authorisation (job_id, job_line_id, decision, decided_by, method, amount_minor, line_text, at)
    VALUES (1, 1, 'authorised', 'Ada', 'phone', 1200, 'Oil filter', T(8));
INSERT INTO task (site_id, job_id, work_item_id, position, title, staff_id) VALUES (1, 1, 1, 1, 'Drain', 1);
INSERT INTO time_segment (site_id, staff_id, lane, kind, task_id, started_at, source)
    VALUES (1, 1, 'work', 'task', 1, T(8), 'live');
INSERT INTO job_note (site_id, job_id, body, at) VALUES (1, 1, 'Rattles.', T(8));
INSERT INTO number_series (site_id, series, year, pattern) VALUES (1, 'INV', 2026, 'INV-{YYYY}-{NNNN}');
INSERT INTO invoice (site_id, origin, job_id, customer_id, net_minor, tax_minor, total_minor, created_at)
    VALUES (1, 'job', 1, 1, 1200, 228, 1428, T(9));
INSERT INTO invoice_line (invoice_id, position, job_line_id, kind, tax_code_id) VALUES (1, 1, 1, 'part', 1);
INSERT INTO invoice_tax (invoice_id, position, code, treatment, rate_ppm, base_minor, tax_minor)
    VALUES (1, 1, 'S', 'taxed', 190000, 1200, 228);
INSERT INTO payment (site_id, number, customer_id, direction, tender, amount_minor, tendered_minor, change_minor,
        allocated_minor, status, request_key, at)
    VALUES (1, 'RCPT-1', 1, 'in', 'cash', 1428, 1500, 72, 1428, 'verified', 'form-1', T(9));
INSERT INTO payment_allocation (payment_id, invoice_id, amount_minor, at) VALUES (1, 1, 1428, T(9));
INSERT INTO stock_movement (site_id, part_id, kind, on_hand_milli, value_minor, at) VALUES (1, 1, 'opening', 8000, 4800, T(0));
INSERT INTO alert (site_id, kind, entity, entity_id, facts, raised_at) VALUES (1, 'low_stock', 'stock', 1, '{}', T(0));
INSERT INTO setting (scope, key, value) VALUES ('all', 'tax.round', '"group"');
INSERT INTO periodic_task (site_id, name, cron) VALUES (1, 'overdue', '0 * * * *');
INSERT INTO lease (name, holder, until, term) VALUES ('dispatcher', 'front', T(1), 1);
INSERT INTO parked (staff_id, form, title, payload, at) VALUES (1, 'booking', 'Ada', '{}', T(0));
INSERT INTO audit (at, actor, terminal, verb, entity, old_json, new_json) VALUES (T(0), 'Ines', 'front', 'book', 'booking', '{}', '{}');
INSERT INTO audit_seal (first_id, last_id, hash, previous) VALUES (1, 1, 'h', '');
INSERT INTO site_closure (site_id, day_on, title) VALUES (1, '2026-12-25', 'Christmas');
INSERT INTO absence (staff_id, kind, starts_at, ends_at) VALUES (1, 'holiday', T(24), T(48));
INSERT INTO staff_skill (staff_id, skill) VALUES (1, 'brakes');
INSERT INTO bay_ability (bay_id, ability) VALUES (1, 'alignment');
INSERT INTO equipment (site_id, name, kind) VALUES (1, 'Scope', 'diagnostic');
INSERT INTO waiting (site_id, customer_id, vehicle_id, booking_type_id, staff_id, status, need_min, bay_kind, from_on, booking_id,
        created_at)
    VALUES (1, 1, 1, 1, 1, 'waiting', 120, 'lift', '2026-01-05', 1, T(0));
INSERT INTO booking_move (booking_id, from_starts_at, from_ends_at, to_starts_at, to_ends_at, staff_id, at)
    VALUES (1, T(7), T(9), T(8), T(10), 1, T(1));
INSERT INTO leg (site_id, booking_id, job_id, customer_id, vehicle_id, kind, status, window_from_at, window_to_at, driver_id,
        created_at)
    VALUES (1, 1, 1, 1, 1, 'collection', 'scheduled', T(7), T(8), 1, T(0));
INSERT INTO courtesy_loan (site_id, vehicle_id, customer_id, booking_id, job_id, status, starts_at, due_at, created_at)
    VALUES (1, 1, 1, 1, 1, 'reserved', T(30), T(40), T(0));
INSERT INTO job_category (name, position) VALUES ('Service', 1);
INSERT INTO canned_price (canned_job_id, class, price_minor) VALUES (1, 'small', 9900);
INSERT INTO favourite (staff_id, canned_job_id) VALUES (1, 1);
INSERT INTO vehicle_model (make, model, fuel, class, search_key) VALUES ('VW', 'Golf', 'petrol', 'small', 'vw golf petrol');
INSERT INTO saved_view (staff_id, list, name, filter) VALUES (1, 'jobs', 'Mine', 'mech:me');
INSERT INTO inspection_form (name) VALUES ('Visual check');
INSERT INTO inspection_check (inspection_form_id, position, section, title, canned_job_id) VALUES (1, 1, 'Tyres', 'Tread', 1);
INSERT INTO inspection (site_id, job_id, inspection_form_id, status, staff_id, reviewed_by_id, started_at)
    VALUES (1, 1, 1, 'open', 1, 1, T(8));
INSERT INTO inspection_point (inspection_id, position, section, title, grade, canned_job_id, work_item_id)
    VALUES (1, 1, 'Tyres', 'Tread', 'amber', 1, 1);
INSERT INTO estimate (site_id, job_id, number, revision, status, valid_on, total_minor, reviewed_by_id, staff_id, created_at)
    VALUES (1, 1, 'EST-1', 1, 'draft', '2026-02-01', 1428, 1, 1, T(8));
INSERT INTO deferred_work (site_id, vehicle_id, customer_id, job_line_id, work_item_id, title, amount_minor, reason, status,
        revived_job_id, staff_id, at)
    VALUES (1, 1, 1, 1, 1, 'Front pads', 12000, 'price', 'open', 1, 1, T(9));
INSERT INTO attachment (site_id, entity, entity_id, sha256, media, name, bytes, staff_id, at)
    VALUES (1, 'job', 1, 'abc', 'image/png', 'pads.png', 1000, 1, T(9));
INSERT INTO sublet (site_id, job_id, job_line_id, supplier, status) VALUES (1, 1, 1, 'Gear works', 'needed');
INSERT INTO rating (site_id, job_id, score, source, staff_id, at) VALUES (1, 1, 5, 'counter', 1, T(12));
INSERT INTO task_equipment (task_id, equipment_id) VALUES (1, 1);
INSERT INTO handover (site_id, staff_id, body, at, seen_json) VALUES (1, 1, 'The lift squeaks.', T(16), '[]');
INSERT INTO merge (entity, kept_id, gone_id, moved_json, staff_id, at) VALUES ('customer', 1, 2, '{}', 1, T(3));
INSERT INTO occupancy (site_id, booking_id, equipment_id, starts_at, ends_at) VALUES (1, 1, 1, T(8), T(10));
INSERT INTO occupancy (site_id, courtesy_loan_id, vehicle_id, starts_at, ends_at) VALUES (1, 1, 1, T(30), T(40));
