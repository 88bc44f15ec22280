-- The calendar and the workshop in depth: closures, absences, skills, equipment, the waiting list, legs,
-- courtesy cars, inspections, estimates, deferred work, ratings. Conventions: the first migration.

-- ── The calendar: when the house is open, who is there, what can be taken ─────────────────────────────

-- An exception to the week: closed all day, or other hours when both are given.
CREATE TABLE site_closure (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_site_closure_site_id REFERENCES site (id),
    day_on TEXT NOT NULL,
    opens_mod INTEGER,
    closes_mod INTEGER,
    title TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_site_closure_site_id_day_on UNIQUE (site_id, day_on),
    CONSTRAINT ck_site_closure_span CHECK ((opens_mod IS NULL) = (closes_mod IS NULL) AND
        COALESCE(closes_mod > opens_mod, TRUE))
) STRICT;

-- Somebody is away: holiday, illness, a course.
CREATE TABLE absence (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL CONSTRAINT fk_absence_staff_id REFERENCES staff (id),
    kind TEXT NOT NULL CONSTRAINT ck_absence_kind CHECK (kind IN ('holiday', 'sick', 'training',
        'other')),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT ck_absence_span CHECK (ends_at > starts_at)
) STRICT;
CREATE INDEX ix_absence_staff_id_starts_at ON absence (staff_id, starts_at);

-- What somebody can do; `skill` is the word operations ask for, `level` 1 learning to 3 master.
CREATE TABLE staff_skill (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL CONSTRAINT fk_staff_skill_staff_id REFERENCES staff (id),
    skill TEXT NOT NULL,
    level INTEGER NOT NULL DEFAULT 2,
    CONSTRAINT uq_staff_skill_staff_id_skill UNIQUE (staff_id, skill),
    CONSTRAINT ck_staff_skill_level CHECK (level BETWEEN 1 AND 3)
) STRICT;

-- What a bay can also do, beyond its kind.
CREATE TABLE bay_ability (
    id INTEGER PRIMARY KEY,
    bay_id INTEGER NOT NULL CONSTRAINT fk_bay_ability_bay_id REFERENCES bay (id),
    ability TEXT NOT NULL,
    CONSTRAINT uq_bay_ability_bay_id_ability UNIQUE (bay_id, ability)
) STRICT;

-- A tool that jobs compete for.
CREATE TABLE equipment (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_equipment_site_id REFERENCES site (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_equipment_kind CHECK (kind IN ('tool', 'lift', 'diagnostic',
        'tyre', 'safety', 'van', 'other')),
    serial TEXT NOT NULL DEFAULT '',
    service_due_on TEXT,
    note TEXT NOT NULL DEFAULT '',
    archived_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX ix_equipment_site_id_name ON equipment (site_id, name);

-- Somebody who comes as soon as a place falls free.
CREATE TABLE waiting (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_waiting_site_id REFERENCES site (id),
    customer_id INTEGER NOT NULL CONSTRAINT fk_waiting_customer_id REFERENCES customer (id),
    vehicle_id INTEGER CONSTRAINT fk_waiting_vehicle_id REFERENCES vehicle (id),
    booking_type_id INTEGER NOT NULL CONSTRAINT fk_waiting_booking_type_id REFERENCES booking_type (id),
    staff_id INTEGER CONSTRAINT fk_waiting_staff_id REFERENCES staff (id),
    status TEXT NOT NULL CONSTRAINT ck_waiting_status CHECK (status IN ('waiting', 'offered', 'booked',
        'dropped')),
    wish TEXT NOT NULL DEFAULT '',
    need_min INTEGER NOT NULL,
    bay_kind TEXT CONSTRAINT ck_waiting_bay_kind CHECK (bay_kind IN ('lift', 'flat', 'mot', 'tyre',
        'diag', 'wash')),
    skill TEXT NOT NULL DEFAULT '',
    from_on TEXT NOT NULL,
    to_on TEXT,
    offered_at INTEGER,
    offered_starts_at INTEGER,
    booking_id INTEGER CONSTRAINT fk_waiting_booking_id REFERENCES booking (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT ck_waiting_need CHECK (need_min > 0)
) STRICT;
CREATE INDEX ix_waiting_site_id_status_created_at ON waiting (site_id, status, created_at);
CREATE INDEX ix_waiting_customer_id ON waiting (customer_id);

-- Where a booking was before: reschedules keep their history (R-16).
CREATE TABLE booking_move (
    id INTEGER PRIMARY KEY,
    booking_id INTEGER NOT NULL CONSTRAINT fk_booking_move_booking_id REFERENCES booking (id),
    from_starts_at INTEGER NOT NULL,
    from_ends_at INTEGER NOT NULL,
    to_starts_at INTEGER NOT NULL,
    to_ends_at INTEGER NOT NULL,
    from_place TEXT NOT NULL DEFAULT '',
    to_place TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    staff_id INTEGER CONSTRAINT fk_booking_move_staff_id REFERENCES staff (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_booking_move_booking_id_at ON booking_move (booking_id, at);

-- Fetching a vehicle or bringing it back (states 8).
CREATE TABLE leg (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_leg_site_id REFERENCES site (id),
    booking_id INTEGER CONSTRAINT fk_leg_booking_id REFERENCES booking (id),
    job_id INTEGER CONSTRAINT fk_leg_job_id REFERENCES job (id),
    customer_id INTEGER NOT NULL CONSTRAINT fk_leg_customer_id REFERENCES customer (id),
    vehicle_id INTEGER NOT NULL CONSTRAINT fk_leg_vehicle_id REFERENCES vehicle (id),
    kind TEXT NOT NULL CONSTRAINT ck_leg_kind CHECK (kind IN ('collection', 'delivery')),
    status TEXT NOT NULL CONSTRAINT ck_leg_status CHECK (status IN ('requested', 'scheduled',
        'driver_assigned', 'en_route', 'done', 'failed', 'cancelled')),
    address TEXT NOT NULL DEFAULT '',
    window_from_at INTEGER,
    window_to_at INTEGER,
    driver_id INTEGER CONSTRAINT fk_leg_driver_id REFERENCES staff (id),
    note TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    odometer INTEGER,
    done_at INTEGER,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT ck_leg_window CHECK (window_to_at > window_from_at)
) STRICT;
CREATE INDEX ix_leg_site_id_window_from_at ON leg (site_id, window_from_at);
CREATE INDEX ix_leg_booking_id ON leg (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX ix_leg_job_id ON leg (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX ix_leg_customer_id ON leg (customer_id);
CREATE INDEX ix_leg_driver_id ON leg (driver_id) WHERE driver_id IS NOT NULL;

-- A courtesy car lent out (states 8); its occupancy rows hold the car.
CREATE TABLE courtesy_loan (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_courtesy_loan_site_id REFERENCES site (id),
    vehicle_id INTEGER NOT NULL CONSTRAINT fk_courtesy_loan_vehicle_id REFERENCES vehicle (id),
    customer_id INTEGER NOT NULL CONSTRAINT fk_courtesy_loan_customer_id REFERENCES customer (id),
    booking_id INTEGER CONSTRAINT fk_courtesy_loan_booking_id REFERENCES booking (id),
    job_id INTEGER CONSTRAINT fk_courtesy_loan_job_id REFERENCES job (id),
    status TEXT NOT NULL CONSTRAINT ck_courtesy_loan_status CHECK (status IN ('reserved', 'out',
        'returned', 'inspected', 'cancelled')),
    starts_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    out_at INTEGER,
    out_odometer INTEGER,
    out_fuel TEXT NOT NULL DEFAULT '',
    out_damage TEXT NOT NULL DEFAULT '',
    licence_seen INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_courtesy_loan_licence_seen CHECK (licence_seen
        IN (0, 1)),
    back_at INTEGER,
    back_odometer INTEGER,
    back_fuel TEXT NOT NULL DEFAULT '',
    back_damage TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT ck_courtesy_loan_span CHECK (due_at > starts_at)
) STRICT;
CREATE INDEX ix_courtesy_loan_site_id_starts_at ON courtesy_loan (site_id, starts_at);
CREATE INDEX ix_courtesy_loan_vehicle_id_starts_at ON courtesy_loan (vehicle_id, starts_at);
CREATE INDEX ix_courtesy_loan_customer_id ON courtesy_loan (customer_id);
CREATE INDEX ix_courtesy_loan_booking_id ON courtesy_loan (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX ix_courtesy_loan_job_id ON courtesy_loan (job_id) WHERE job_id IS NOT NULL;

-- ── What is sold and for whom ─────────────────────────────────────────────────────────────────────────

-- A shelf of the catalogue of canned jobs.
CREATE TABLE job_category (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    archived_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_job_category_name UNIQUE (name)
) STRICT;

-- The fixed price of a canned job for one class of vehicle.
CREATE TABLE canned_price (
    id INTEGER PRIMARY KEY,
    canned_job_id INTEGER NOT NULL CONSTRAINT fk_canned_price_canned_job_id REFERENCES canned_job (id),
    class TEXT NOT NULL,
    price_minor INTEGER NOT NULL,
    CONSTRAINT uq_canned_price_canned_job_id_class UNIQUE (canned_job_id, class),
    CONSTRAINT ck_canned_price_price CHECK (price_minor >= 0)
) STRICT;

-- Canned jobs somebody has at hand.
CREATE TABLE favourite (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL CONSTRAINT fk_favourite_staff_id REFERENCES staff (id),
    canned_job_id INTEGER NOT NULL CONSTRAINT fk_favourite_canned_job_id REFERENCES canned_job (id),
    CONSTRAINT uq_favourite_staff_id_canned_job_id UNIQUE (staff_id, canned_job_id)
) STRICT;

-- The catalogue a new vehicle's class and fuel come from.
CREATE TABLE vehicle_model (
    id INTEGER PRIMARY KEY,
    make TEXT NOT NULL,
    model TEXT NOT NULL,
    fuel TEXT NOT NULL DEFAULT '',
    class TEXT NOT NULL DEFAULT '',
    from_year INTEGER,
    to_year INTEGER,
    search_key TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_vehicle_model_make_model_fuel UNIQUE (make, model, fuel)
) STRICT;
CREATE INDEX ix_vehicle_model_search_key ON vehicle_model (search_key);

-- A filter somebody keeps for a list.
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL CONSTRAINT fk_saved_view_staff_id REFERENCES staff (id),
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT uq_saved_view_staff_id_list_name UNIQUE (staff_id, list, name)
) STRICT;

-- ── Inspection, estimate, deferred work ───────────────────────────────────────────────────────────────

-- A template of points to look at.
CREATE TABLE inspection_form (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    archived_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_inspection_form_name UNIQUE (name)
) STRICT;

-- A point of a template. Readings below `red_milli` are red, below `amber_milli` amber; with `high_is_bad`
-- above them.
CREATE TABLE inspection_check (
    id INTEGER PRIMARY KEY,
    inspection_form_id INTEGER NOT NULL CONSTRAINT fk_inspection_check_inspection_form_id REFERENCES
        inspection_form (id),
    position INTEGER NOT NULL,
    section TEXT NOT NULL,
    title TEXT NOT NULL,
    unit TEXT NOT NULL DEFAULT '',
    per_corner INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_inspection_check_per_corner CHECK (per_corner IN
        (0, 1)),
    amber_milli INTEGER,
    red_milli INTEGER,
    high_is_bad INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_inspection_check_high_is_bad CHECK (high_is_bad
        IN (0, 1)),
    canned_job_id INTEGER CONSTRAINT fk_inspection_check_canned_job_id REFERENCES canned_job (id)
) STRICT;
CREATE INDEX ix_inspection_check_inspection_form_id_position ON inspection_check (inspection_form_id,
    position);

-- One look at a vehicle.
CREATE TABLE inspection (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_inspection_site_id REFERENCES site (id),
    job_id INTEGER NOT NULL CONSTRAINT fk_inspection_job_id REFERENCES job (id),
    inspection_form_id INTEGER NOT NULL CONSTRAINT fk_inspection_inspection_form_id REFERENCES
        inspection_form (id),
    status TEXT NOT NULL CONSTRAINT ck_inspection_status CHECK (status IN ('open', 'finished',
        'reviewed', 'sent')),
    staff_id INTEGER CONSTRAINT fk_inspection_staff_id REFERENCES staff (id),
    odometer INTEGER,
    summary TEXT NOT NULL DEFAULT '',
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    reviewed_by_id INTEGER CONSTRAINT fk_inspection_reviewed_by_id REFERENCES staff (id),
    reviewed_at INTEGER,
    sent_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX ix_inspection_job_id_started_at ON inspection (job_id, started_at);

-- What was seen there; `corner` is empty where the point has none.
CREATE TABLE inspection_point (
    id INTEGER PRIMARY KEY,
    inspection_id INTEGER NOT NULL CONSTRAINT fk_inspection_point_inspection_id REFERENCES inspection
        (id),
    position INTEGER NOT NULL,
    section TEXT NOT NULL,
    title TEXT NOT NULL,
    corner TEXT NOT NULL DEFAULT 'none' CONSTRAINT ck_inspection_point_corner CHECK (corner IN ('none',
        'front_left', 'front_right', 'rear_left', 'rear_right')),
    unit TEXT NOT NULL DEFAULT '',
    amber_milli INTEGER,
    red_milli INTEGER,
    high_is_bad INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_inspection_point_high_is_bad CHECK (high_is_bad
        IN (0, 1)),
    grade TEXT CONSTRAINT ck_inspection_point_grade CHECK (grade IN ('green', 'amber', 'red', 'na')),
    reading_milli INTEGER,
    note TEXT NOT NULL DEFAULT '',
    canned_job_id INTEGER CONSTRAINT fk_inspection_point_canned_job_id REFERENCES canned_job (id),
    work_item_id INTEGER CONSTRAINT fk_inspection_point_work_item_id REFERENCES work_item (id),
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_inspection_point_inspection_id_position UNIQUE (inspection_id, position)
) STRICT;
CREATE INDEX ix_inspection_point_work_item_id ON inspection_point (work_item_id) WHERE work_item_id IS
    NOT NULL;

-- What was told to the customer, version by version; `body` is its words as sent.
CREATE TABLE estimate (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_estimate_site_id REFERENCES site (id),
    job_id INTEGER NOT NULL CONSTRAINT fk_estimate_job_id REFERENCES job (id),
    number TEXT NOT NULL,
    revision INTEGER NOT NULL,
    status TEXT NOT NULL CONSTRAINT ck_estimate_status CHECK (status IN ('draft', 'review', 'approved',
        'returned', 'sent', 'replaced')),
    valid_on TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    review_note TEXT NOT NULL DEFAULT '',
    reviewed_by_id INTEGER CONSTRAINT fk_estimate_reviewed_by_id REFERENCES staff (id),
    reviewed_at INTEGER,
    sent_at INTEGER,
    sent_by TEXT NOT NULL DEFAULT '',
    staff_id INTEGER CONSTRAINT fk_estimate_staff_id REFERENCES staff (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_estimate_number_revision UNIQUE (number, revision)
) STRICT;
CREATE INDEX ix_estimate_job_id_created_at ON estimate (job_id, created_at);

-- Work a customer put off: it belongs to the vehicle (R-31).
CREATE TABLE deferred_work (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_deferred_work_site_id REFERENCES site (id),
    vehicle_id INTEGER NOT NULL CONSTRAINT fk_deferred_work_vehicle_id REFERENCES vehicle (id),
    customer_id INTEGER CONSTRAINT fk_deferred_work_customer_id REFERENCES customer (id),
    job_line_id INTEGER NOT NULL CONSTRAINT fk_deferred_work_job_line_id REFERENCES job_line (id),
    work_item_id INTEGER NOT NULL CONSTRAINT fk_deferred_work_work_item_id REFERENCES work_item (id),
    title TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    reason TEXT NOT NULL CONSTRAINT ck_deferred_work_reason CHECK (reason IN ('price', 'time',
        'elsewhere', 'will_return', 'diy', 'not_needed', 'other')),
    note TEXT NOT NULL DEFAULT '',
    due_on TEXT,
    due_odometer INTEGER,
    status TEXT NOT NULL CONSTRAINT ck_deferred_work_status CHECK (status IN ('open', 'reminded',
        'revived', 'done_elsewhere', 'expired')),
    revived_job_id INTEGER CONSTRAINT fk_deferred_work_revived_job_id REFERENCES job (id),
    staff_id INTEGER CONSTRAINT fk_deferred_work_staff_id REFERENCES staff (id),
    at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_deferred_work_job_line_id UNIQUE (job_line_id)
) STRICT;
CREATE INDEX ix_deferred_work_vehicle_id_status ON deferred_work (vehicle_id, status);
CREATE INDEX ix_deferred_work_revived_job_id ON deferred_work (revived_job_id) WHERE revived_job_id IS
    NOT NULL;

-- A photo or a paper of a job or a point; the bytes lie once, by their hash, outside the store.
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_attachment_site_id REFERENCES site (id),
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    media TEXT NOT NULL,
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    caption TEXT NOT NULL DEFAULT '',
    staff_id INTEGER CONSTRAINT fk_attachment_staff_id REFERENCES staff (id),
    at INTEGER NOT NULL,
    void_at INTEGER,
    CONSTRAINT ck_attachment_bytes CHECK (bytes > 0)
) STRICT;
CREATE INDEX ix_attachment_entity_entity_id ON attachment (entity, entity_id);
CREATE INDEX ix_attachment_sha256 ON attachment (sha256);

-- Work sent out to another firm (states 8).
CREATE TABLE sublet (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_sublet_site_id REFERENCES site (id),
    job_id INTEGER NOT NULL CONSTRAINT fk_sublet_job_id REFERENCES job (id),
    job_line_id INTEGER NOT NULL CONSTRAINT fk_sublet_job_line_id REFERENCES job_line (id),
    supplier TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT ck_sublet_status CHECK (status IN ('needed', 'sent_out', 'back',
        'invoiced')),
    due_on TEXT,
    sent_at INTEGER,
    back_at INTEGER,
    cost_minor INTEGER NOT NULL DEFAULT 0,
    reference TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_sublet_job_line_id UNIQUE (job_line_id)
) STRICT;
CREATE INDEX ix_sublet_job_id ON sublet (job_id);

-- ── People and what they did ──────────────────────────────────────────────────────────────────────────

-- What a customer thought of a job, once, after it was collected.
CREATE TABLE rating (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_rating_site_id REFERENCES site (id),
    job_id INTEGER NOT NULL CONSTRAINT fk_rating_job_id REFERENCES job (id),
    score INTEGER NOT NULL,
    comment TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL CONSTRAINT ck_rating_source CHECK (source IN ('counter', 'phone', 'sms',
        'email')),
    staff_id INTEGER CONSTRAINT fk_rating_staff_id REFERENCES staff (id),
    at INTEGER NOT NULL,
    CONSTRAINT uq_rating_job_id UNIQUE (job_id),
    CONSTRAINT ck_rating_score CHECK (score BETWEEN 1 AND 5)
) STRICT;
CREATE INDEX ix_rating_site_id_at ON rating (site_id, at);

-- What a task needs beside its bay.
CREATE TABLE task_equipment (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL CONSTRAINT fk_task_equipment_task_id REFERENCES task (id),
    equipment_id INTEGER NOT NULL CONSTRAINT fk_task_equipment_equipment_id REFERENCES equipment (id),
    CONSTRAINT uq_task_equipment_task_id_equipment_id UNIQUE (task_id, equipment_id)
) STRICT;
CREATE INDEX ix_task_equipment_equipment_id ON task_equipment (equipment_id);

-- A word from one shift to the next.
CREATE TABLE handover (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_handover_site_id REFERENCES site (id),
    staff_id INTEGER NOT NULL CONSTRAINT fk_handover_staff_id REFERENCES staff (id),
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    seen_json TEXT NOT NULL CONSTRAINT ck_handover_seen_json CHECK (json_valid(seen_json))
) STRICT;
CREATE INDEX ix_handover_site_id_at ON handover (site_id, at);

-- What an operation took before is looked up by the operation.
CREATE INDEX ix_job_line_operation_id ON job_line (operation_id, id) WHERE operation_id IS NOT NULL;

-- Two records made one; `moved_json` says what went over, so that it can go back (R-75).
CREATE TABLE merge (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL CONSTRAINT ck_merge_entity CHECK (entity IN ('customer', 'vehicle')),
    kept_id INTEGER NOT NULL,
    gone_id INTEGER NOT NULL,
    moved_json TEXT NOT NULL CONSTRAINT ck_merge_moved_json CHECK (json_valid(moved_json)),
    staff_id INTEGER CONSTRAINT fk_merge_staff_id REFERENCES staff (id),
    at INTEGER NOT NULL,
    undone_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX ix_merge_entity_gone_id ON merge (entity, gone_id);
CREATE INDEX ix_merge_entity_kept_id ON merge (entity, kept_id);

-- ── What stood before gets more ───────────────────────────────────────────────────────────────────────

ALTER TABLE canned_job ADD COLUMN job_category_id INTEGER CONSTRAINT fk_canned_job_job_category_id
    REFERENCES job_category (id);
ALTER TABLE canned_job ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE canned_job ADD COLUMN symptoms TEXT NOT NULL DEFAULT '';
ALTER TABLE canned_job ADD COLUMN difficulty INTEGER NOT NULL DEFAULT 2;
ALTER TABLE canned_job ADD COLUMN warranty_months INTEGER NOT NULL DEFAULT 0;
ALTER TABLE canned_job ADD COLUMN warranty_distance INTEGER NOT NULL DEFAULT 0;
ALTER TABLE canned_job_step ADD COLUMN equipment_id INTEGER CONSTRAINT fk_canned_job_step_equipment_id
    REFERENCES equipment (id);
ALTER TABLE work_item ADD COLUMN warranty_months INTEGER NOT NULL DEFAULT 0;
ALTER TABLE work_item ADD COLUMN warranty_distance INTEGER NOT NULL DEFAULT 0;
ALTER TABLE booking_type ADD COLUMN buffer_min INTEGER NOT NULL DEFAULT 0;
ALTER TABLE booking_type ADD COLUMN equipment_kind TEXT CONSTRAINT ck_booking_type_equipment_kind
    CHECK (equipment_kind IN ('tool', 'lift', 'diagnostic', 'tyre', 'safety', 'van', 'other'));
ALTER TABLE booking ADD COLUMN fee_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE booking ADD COLUMN overbooked INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_booking_overbooked
    CHECK (overbooked IN (0, 1));
ALTER TABLE vehicle ADD COLUMN engine_cc INTEGER;
ALTER TABLE vehicle ADD COLUMN power_kw INTEGER;
ALTER TABLE vehicle ADD COLUMN doors INTEGER;
ALTER TABLE vehicle ADD COLUMN seats INTEGER;
ALTER TABLE vehicle ADD COLUMN drive TEXT NOT NULL DEFAULT '';
ALTER TABLE vehicle ADD COLUMN gearbox TEXT NOT NULL DEFAULT '';
ALTER TABLE vehicle ADD COLUMN body TEXT NOT NULL DEFAULT '';
ALTER TABLE vehicle ADD COLUMN colour TEXT NOT NULL DEFAULT '';
ALTER TABLE vehicle ADD COLUMN tyre_size TEXT NOT NULL DEFAULT '';
ALTER TABLE vehicle ADD COLUMN recall TEXT NOT NULL DEFAULT '';
ALTER TABLE vehicle ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE job ADD COLUMN parking TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN accepted_at INTEGER;
ALTER TABLE task ADD COLUMN declined_at INTEGER;
ALTER TABLE task ADD COLUMN decline_reason TEXT NOT NULL DEFAULT '';

-- SQLite cannot change a CHECK in place: the table is made anew, with its indexes and triggers.
DROP TRIGGER booking_blocks;
CREATE TABLE occupancy_next (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_occupancy_site_id REFERENCES site (id),
    booking_id INTEGER CONSTRAINT fk_occupancy_booking_id REFERENCES booking (id),
    courtesy_loan_id INTEGER CONSTRAINT fk_occupancy_courtesy_loan_id REFERENCES courtesy_loan (id),
    reason TEXT NOT NULL DEFAULT '',
    vehicle_id INTEGER CONSTRAINT fk_occupancy_vehicle_id REFERENCES vehicle (id),
    staff_id INTEGER CONSTRAINT fk_occupancy_staff_id REFERENCES staff (id),
    bay_id INTEGER CONSTRAINT fk_occupancy_bay_id REFERENCES bay (id),
    equipment_id INTEGER CONSTRAINT fk_occupancy_equipment_id REFERENCES equipment (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    blocks INTEGER NOT NULL DEFAULT 1 CONSTRAINT ck_occupancy_blocks CHECK (blocks IN (0, 1)),
    CONSTRAINT ck_occupancy_one CHECK ((vehicle_id IS NOT NULL) + (staff_id IS NOT NULL) + (bay_id
        IS NOT NULL) + (equipment_id IS NOT NULL) = 1),
    CONSTRAINT ck_occupancy_span CHECK (ends_at > starts_at AND ends_at - starts_at <= 86400000000)
) STRICT;
INSERT INTO occupancy_next (id, site_id, booking_id, reason, vehicle_id, staff_id, bay_id, starts_at, ends_at, blocks)
    SELECT id, site_id, booking_id, reason, vehicle_id, staff_id, bay_id, starts_at, ends_at, blocks FROM occupancy;
DROP TABLE occupancy;
ALTER TABLE occupancy_next RENAME TO occupancy;
CREATE INDEX ix_occupancy_site_id_starts_at ON occupancy (site_id, starts_at);
CREATE INDEX ix_occupancy_bay_id_starts_at ON occupancy (bay_id, starts_at);
CREATE INDEX ix_occupancy_staff_id_starts_at ON occupancy (staff_id, starts_at);
CREATE INDEX ix_occupancy_vehicle_id_starts_at ON occupancy (vehicle_id, starts_at);
CREATE INDEX ix_occupancy_equipment_id_starts_at ON occupancy (equipment_id, starts_at)
    WHERE equipment_id IS NOT NULL;
CREATE INDEX ix_occupancy_booking_id ON occupancy (booking_id);
CREATE INDEX ix_occupancy_courtesy_loan_id ON occupancy (courtesy_loan_id) WHERE courtesy_loan_id IS NOT
    NULL;

-- AFTER, not BEFORE: the CHECKs speak first, and `blocks` can follow the booking before it is judged.
-- No row is longer than a day (ck_occupancy_span), which bounds the range that has to be searched.
CREATE TRIGGER occupancy_inserted AFTER INSERT ON occupancy BEGIN
    UPDATE occupancy SET blocks = NOT blocks
        WHERE id = NEW.id AND blocks <> (SELECT b.status IN ('requested', 'held', 'confirmed', 'checked_in')
            FROM booking b WHERE b.id = NEW.booking_id);
    SELECT RAISE(ABORT, 'ex_occupancy_bay')
        FROM occupancy mine, occupancy o
        WHERE mine.id = NEW.id AND mine.blocks AND o.bay_id = mine.bay_id AND o.id <> mine.id AND o.blocks
            AND o.starts_at < mine.ends_at AND o.starts_at > mine.starts_at - 86400000000
            AND o.ends_at > mine.starts_at;
    SELECT RAISE(ABORT, 'ex_occupancy_staff')
        FROM occupancy mine, occupancy o
        WHERE mine.id = NEW.id AND mine.blocks AND o.staff_id = mine.staff_id AND o.id <> mine.id AND o.blocks
            AND o.starts_at < mine.ends_at AND o.starts_at > mine.starts_at - 86400000000
            AND o.ends_at > mine.starts_at;
    SELECT RAISE(ABORT, 'ex_occupancy_vehicle')
        FROM occupancy mine, occupancy o
        WHERE mine.id = NEW.id AND mine.blocks AND o.vehicle_id = mine.vehicle_id AND o.id <> mine.id AND o.blocks
            AND o.starts_at < mine.ends_at AND o.starts_at > mine.starts_at - 86400000000
            AND o.ends_at > mine.starts_at;
    SELECT RAISE(ABORT, 'ex_occupancy_equipment')
        FROM occupancy mine, occupancy o
        WHERE mine.id = NEW.id AND mine.blocks AND o.equipment_id = mine.equipment_id AND o.id <> mine.id AND o.blocks
            AND o.starts_at < mine.ends_at AND o.starts_at > mine.starts_at - 86400000000
            AND o.ends_at > mine.starts_at;
END;

CREATE TRIGGER occupancy_updated
    AFTER UPDATE OF vehicle_id, staff_id, bay_id, equipment_id, starts_at, ends_at, blocks ON occupancy BEGIN
    SELECT RAISE(ABORT, 'ex_occupancy_bay')
        FROM occupancy mine, occupancy o
        WHERE mine.id = NEW.id AND mine.blocks AND o.bay_id = mine.bay_id AND o.id <> mine.id AND o.blocks
            AND o.starts_at < mine.ends_at AND o.starts_at > mine.starts_at - 86400000000
            AND o.ends_at > mine.starts_at;
    SELECT RAISE(ABORT, 'ex_occupancy_staff')
        FROM occupancy mine, occupancy o
        WHERE mine.id = NEW.id AND mine.blocks AND o.staff_id = mine.staff_id AND o.id <> mine.id AND o.blocks
            AND o.starts_at < mine.ends_at AND o.starts_at > mine.starts_at - 86400000000
            AND o.ends_at > mine.starts_at;
    SELECT RAISE(ABORT, 'ex_occupancy_vehicle')
        FROM occupancy mine, occupancy o
        WHERE mine.id = NEW.id AND mine.blocks AND o.vehicle_id = mine.vehicle_id AND o.id <> mine.id AND o.blocks
            AND o.starts_at < mine.ends_at AND o.starts_at > mine.starts_at - 86400000000
            AND o.ends_at > mine.starts_at;
    SELECT RAISE(ABORT, 'ex_occupancy_equipment')
        FROM occupancy mine, occupancy o
        WHERE mine.id = NEW.id AND mine.blocks AND o.equipment_id = mine.equipment_id AND o.id <> mine.id AND o.blocks
            AND o.starts_at < mine.ends_at AND o.starts_at > mine.starts_at - 86400000000
            AND o.ends_at > mine.starts_at;
END;

CREATE TRIGGER booking_blocks AFTER UPDATE OF status ON booking WHEN NEW.status <> OLD.status BEGIN
    UPDATE occupancy SET blocks = NEW.status IN ('requested', 'held', 'confirmed', 'checked_in')
        WHERE booking_id = NEW.id
            AND blocks <> (NEW.status IN ('requested', 'held', 'confirmed', 'checked_in'));
END;

CREATE TABLE alert_next (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_alert_site_id REFERENCES site (id),
    kind TEXT NOT NULL CONSTRAINT ck_alert_kind CHECK (kind IN ('low_stock', 'overdue', 'dead_message', 'assigned', 'slot_free', 'loan_overdue', 'declined')),
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

-- ── What is written stays written ─────────────────────────────────────────────────────────────────────

CREATE TRIGGER booking_move_no_update BEFORE UPDATE ON booking_move BEGIN
    SELECT RAISE(ABORT, 'ck_booking_move_append_only');
END;
CREATE TRIGGER booking_move_no_delete BEFORE DELETE ON booking_move BEGIN
    SELECT RAISE(ABORT, 'ck_booking_move_append_only');
END;

-- ── The change feed ───────────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER site_closure_tell_insert AFTER INSERT ON site_closure BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER site_closure_tell_update AFTER UPDATE ON site_closure BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER site_closure_tell_delete AFTER DELETE ON site_closure BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER absence_tell_insert AFTER INSERT ON absence BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER absence_tell_update AFTER UPDATE ON absence BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER absence_tell_delete AFTER DELETE ON absence BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER staff_skill_tell_insert AFTER INSERT ON staff_skill BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER staff_skill_tell_update AFTER UPDATE ON staff_skill BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER staff_skill_tell_delete AFTER DELETE ON staff_skill BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER bay_ability_tell_insert AFTER INSERT ON bay_ability BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER bay_ability_tell_update AFTER UPDATE ON bay_ability BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER bay_ability_tell_delete AFTER DELETE ON bay_ability BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER equipment_tell_insert AFTER INSERT ON equipment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER equipment_tell_update AFTER UPDATE ON equipment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER equipment_tell_delete AFTER DELETE ON equipment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER waiting_tell_insert AFTER INSERT ON waiting BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER waiting_tell_update AFTER UPDATE ON waiting BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER waiting_tell_delete AFTER DELETE ON waiting BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER booking_move_tell_insert AFTER INSERT ON booking_move BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER booking_move_tell_update AFTER UPDATE ON booking_move BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER booking_move_tell_delete AFTER DELETE ON booking_move BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER leg_tell_insert AFTER INSERT ON leg BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER leg_tell_update AFTER UPDATE ON leg BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER leg_tell_delete AFTER DELETE ON leg BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER courtesy_loan_tell_insert AFTER INSERT ON courtesy_loan BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER courtesy_loan_tell_update AFTER UPDATE ON courtesy_loan BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER courtesy_loan_tell_delete AFTER DELETE ON courtesy_loan BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER job_category_tell_insert AFTER INSERT ON job_category BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER job_category_tell_update AFTER UPDATE ON job_category BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER job_category_tell_delete AFTER DELETE ON job_category BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER canned_price_tell_insert AFTER INSERT ON canned_price BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER canned_price_tell_update AFTER UPDATE ON canned_price BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER canned_price_tell_delete AFTER DELETE ON canned_price BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER favourite_tell_insert AFTER INSERT ON favourite BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER favourite_tell_update AFTER UPDATE ON favourite BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER favourite_tell_delete AFTER DELETE ON favourite BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER vehicle_model_tell_insert AFTER INSERT ON vehicle_model BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER vehicle_model_tell_update AFTER UPDATE ON vehicle_model BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER vehicle_model_tell_delete AFTER DELETE ON vehicle_model BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER saved_view_tell_insert AFTER INSERT ON saved_view BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER saved_view_tell_update AFTER UPDATE ON saved_view BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER saved_view_tell_delete AFTER DELETE ON saved_view BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER inspection_form_tell_insert AFTER INSERT ON inspection_form BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER inspection_form_tell_update AFTER UPDATE ON inspection_form BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER inspection_form_tell_delete AFTER DELETE ON inspection_form BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER inspection_check_tell_insert AFTER INSERT ON inspection_check BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER inspection_check_tell_update AFTER UPDATE ON inspection_check BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER inspection_check_tell_delete AFTER DELETE ON inspection_check BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER inspection_tell_insert AFTER INSERT ON inspection BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER inspection_tell_update AFTER UPDATE ON inspection BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER inspection_tell_delete AFTER DELETE ON inspection BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER inspection_point_tell_insert AFTER INSERT ON inspection_point BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER inspection_point_tell_update AFTER UPDATE ON inspection_point BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER inspection_point_tell_delete AFTER DELETE ON inspection_point BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER estimate_tell_insert AFTER INSERT ON estimate BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER estimate_tell_update AFTER UPDATE ON estimate BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER estimate_tell_delete AFTER DELETE ON estimate BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER deferred_work_tell_insert AFTER INSERT ON deferred_work BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER deferred_work_tell_update AFTER UPDATE ON deferred_work BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER deferred_work_tell_delete AFTER DELETE ON deferred_work BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER attachment_tell_insert AFTER INSERT ON attachment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER attachment_tell_update AFTER UPDATE ON attachment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER attachment_tell_delete AFTER DELETE ON attachment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER sublet_tell_insert AFTER INSERT ON sublet BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER sublet_tell_update AFTER UPDATE ON sublet BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER sublet_tell_delete AFTER DELETE ON sublet BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER rating_tell_insert AFTER INSERT ON rating BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER rating_tell_update AFTER UPDATE ON rating BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER rating_tell_delete AFTER DELETE ON rating BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER task_equipment_tell_insert AFTER INSERT ON task_equipment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER task_equipment_tell_update AFTER UPDATE ON task_equipment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER task_equipment_tell_delete AFTER DELETE ON task_equipment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER handover_tell_insert AFTER INSERT ON handover BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER handover_tell_update AFTER UPDATE ON handover BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER handover_tell_delete AFTER DELETE ON handover BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER merge_tell_insert AFTER INSERT ON merge BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER merge_tell_update AFTER UPDATE ON merge BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER merge_tell_delete AFTER DELETE ON merge BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER occupancy_tell_insert AFTER INSERT ON occupancy BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER occupancy_tell_update AFTER UPDATE ON occupancy BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER occupancy_tell_delete AFTER DELETE ON occupancy BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER alert_tell_insert AFTER INSERT ON alert BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'messages';
END;
CREATE TRIGGER alert_tell_update AFTER UPDATE ON alert BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'messages';
END;
CREATE TRIGGER alert_tell_delete AFTER DELETE ON alert BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'messages';
END;
