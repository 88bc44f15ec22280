-- The working day: every table of it, the rules the store keeps, the change feed, the search.
--
-- Conventions (the same on both stores):
--   * `id` is the key of every table. A reference is `<table>_id`, or `<part it plays>_id` where the table
--     alone does not say it (home_site_id, taken_by_id, comeback_of_id, credits_id).
--   * `*_at`, `at`, `until` instants, microseconds UTC · `*_on`, `valid_from` business days, YYYY-MM-DD ·
--     `*_mod` minute of the local day · `*_min` minutes · `*_minor` money · `*_milli` quantities ·
--     `*_bp` 1/100 of a percent · `*_ppm` millionths.
--   * What a form edits has `version`. Optional words are '', optional facts NULL.
--   * Rules: uq_<table>_<columns>, ck_<table>_<rule>, ex_<table>_<rule>, fk_<table>_<column>;
--     indexes: ix_<table>_<what>.
--   * Equipment comes with its own migration: occupancy gets its column and rule there.

-- ── The workshop: sites, places, people, roles ──────────────────────────────────────────────────

-- A place of business; `code` is part of the human numbers, `zone` an IANA name.
CREATE TABLE site (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    tax_no TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL,
    fiscal_month INTEGER NOT NULL DEFAULT 1,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_site_code UNIQUE (code),
    CONSTRAINT ck_site_fiscal_month CHECK (fiscal_month BETWEEN 1 AND 12)
) STRICT;

-- When the door is open; `weekday` 1 = Monday. No row: closed.
CREATE TABLE site_hours (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_site_hours_site_id REFERENCES site (id),
    weekday INTEGER NOT NULL,
    opens_mod INTEGER NOT NULL,
    closes_mod INTEGER NOT NULL,
    last_start_mod INTEGER NOT NULL,
    CONSTRAINT uq_site_hours_site_id_weekday UNIQUE (site_id, weekday),
    CONSTRAINT ck_site_hours_weekday CHECK (weekday BETWEEN 1 AND 7),
    CONSTRAINT ck_site_hours_span CHECK (closes_mod > opens_mod)
) STRICT;

-- A lift, a flat place, a tyre place.
CREATE TABLE bay (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_bay_site_id REFERENCES site (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_bay_kind CHECK (kind IN ('lift', 'flat', 'mot', 'tyre', 'diag',
        'wash')),
    position INTEGER NOT NULL,
    archived_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX ix_bay_site_id_position ON bay (site_id, position);

-- People. A log-in is optional: a NULL login never logs in.
CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    login TEXT,
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    password_hash TEXT,
    pin_hash TEXT,
    locale TEXT NOT NULL DEFAULT '',
    theme TEXT NOT NULL DEFAULT '',
    home_site_id INTEGER CONSTRAINT fk_staff_home_site_id REFERENCES site (id),
    is_mechanic INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_staff_is_mechanic CHECK (is_mechanic IN (0,
        1)),
    discount_cap_bp INTEGER NOT NULL DEFAULT 0,
    hired_on TEXT,
    disabled_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    CONSTRAINT uq_staff_login UNIQUE (login)
) STRICT;

-- When somebody is at work.
CREATE TABLE staff_hours (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL CONSTRAINT fk_staff_hours_staff_id REFERENCES staff (id),
    site_id INTEGER NOT NULL CONSTRAINT fk_staff_hours_site_id REFERENCES site (id),
    weekday INTEGER NOT NULL,
    from_mod INTEGER NOT NULL,
    to_mod INTEGER NOT NULL,
    CONSTRAINT ck_staff_hours_weekday CHECK (weekday BETWEEN 1 AND 7),
    CONSTRAINT ck_staff_hours_span CHECK (to_mod > from_mod)
) STRICT;
CREATE INDEX ix_staff_hours_staff_id_weekday ON staff_hours (staff_id, weekday);
CREATE INDEX ix_staff_hours_site_id_weekday ON staff_hours (site_id, weekday);

-- A named set of permissions.
CREATE TABLE role (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_role_code UNIQUE (code)
) STRICT;

CREATE TABLE role_permission (
    id INTEGER PRIMARY KEY,
    role_id INTEGER NOT NULL CONSTRAINT fk_role_permission_role_id REFERENCES role (id),
    permission TEXT NOT NULL,
    CONSTRAINT uq_role_permission_role_id_permission UNIQUE (role_id, permission)
) STRICT;

-- A grant; `site_id` NULL = at all sites.
CREATE TABLE staff_role (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL CONSTRAINT fk_staff_role_staff_id REFERENCES staff (id),
    role_id INTEGER NOT NULL CONSTRAINT fk_staff_role_role_id REFERENCES role (id),
    site_id INTEGER CONSTRAINT fk_staff_role_site_id REFERENCES site (id),
    CONSTRAINT uq_staff_role_staff_id_role_id_site_id UNIQUE (staff_id, role_id, site_id)
) STRICT;
CREATE UNIQUE INDEX uq_staff_role_staff_id_role_id ON staff_role (staff_id, role_id)
    WHERE site_id IS NULL;
CREATE INDEX ix_staff_role_role_id ON staff_role (role_id);

-- R-05. `password_at` NULL: the session was entered by PIN (R-06).
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL CONSTRAINT fk_session_staff_id REFERENCES staff (id),
    site_id INTEGER NOT NULL CONSTRAINT fk_session_site_id REFERENCES site (id),
    terminal TEXT NOT NULL,
    via TEXT NOT NULL CONSTRAINT ck_session_via CHECK (via IN ('local', 'ssh', 'console')),
    token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    password_at INTEGER,
    seen_at INTEGER NOT NULL,
    locked_at INTEGER,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    CONSTRAINT uq_session_token_hash UNIQUE (token_hash)
) STRICT;
CREATE INDEX ix_session_staff_id_created_at ON session (staff_id, created_at);

-- R-06, counted over all terminals; kept 30 days.
CREATE TABLE login_failure (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL,
    terminal TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_login_failure_login_at ON login_failure (login, at);
CREATE INDEX ix_login_failure_at ON login_failure (at);

-- Who has a record open, shown to the others; a row lives as long as the card is open.
CREATE TABLE presence (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL CONSTRAINT fk_presence_session_id REFERENCES session (id),
    staff_id INTEGER NOT NULL CONSTRAINT fk_presence_staff_id REFERENCES staff (id),
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT uq_presence_session_id_entity_entity_id UNIQUE (session_id, entity, entity_id)
) STRICT;
CREATE INDEX ix_presence_entity_entity_id ON presence (entity, entity_id);
CREATE INDEX ix_presence_staff_id ON presence (staff_id);

-- ── Tax and catalogue ───────────────────────────────────────────────────────────────────────────

CREATE TABLE tax_code (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    treatment TEXT NOT NULL CONSTRAINT ck_tax_code_treatment CHECK (treatment IN ('taxed', 'zero',
        'exempt', 'outside', 'reverse')),
    archived_at INTEGER,
    CONSTRAINT uq_tax_code_code UNIQUE (code)
) STRICT;

-- Millionths: 8.875 % = 88 750. Several components of one code add up.
CREATE TABLE tax_rate (
    id INTEGER PRIMARY KEY,
    tax_code_id INTEGER NOT NULL CONSTRAINT fk_tax_rate_tax_code_id REFERENCES tax_code (id),
    component TEXT NOT NULL DEFAULT '',
    rate_ppm INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    CONSTRAINT uq_tax_rate_tax_code_id_component_valid_from UNIQUE (tax_code_id, component,
        valid_from),
    CONSTRAINT ck_tax_rate_rate_ppm CHECK (rate_ppm >= 0)
) STRICT;

CREATE TABLE booking_type (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    duration_min INTEGER NOT NULL,
    first_start_mod INTEGER,
    last_start_mod INTEGER,
    start_step_min INTEGER NOT NULL DEFAULT 15,
    bay_kind TEXT CONSTRAINT ck_booking_type_bay_kind CHECK (bay_kind IN ('lift', 'flat', 'mot',
        'tyre', 'diag', 'wash')),
    makes_job INTEGER NOT NULL DEFAULT 1 CONSTRAINT ck_booking_type_makes_job CHECK (makes_job IN
        (0, 1)),
    archived_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_booking_type_code UNIQUE (code)
) STRICT;

-- The newest `valid_from` not after the day counts.
CREATE TABLE labour_rate (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_labour_rate_site_id REFERENCES site (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    per_hour_minor INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    CONSTRAINT uq_labour_rate_site_id_code_valid_from UNIQUE (site_id, code, valid_from)
) STRICT;

CREATE TABLE operation (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    standard_min INTEGER NOT NULL,
    skill TEXT NOT NULL DEFAULT '',
    rate_code TEXT NOT NULL DEFAULT '',
    tax_code_id INTEGER NOT NULL CONSTRAINT fk_operation_tax_code_id REFERENCES tax_code (id),
    archived_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_operation_code UNIQUE (code)
) STRICT;

-- ── Customers and vehicles ──────────────────────────────────────────────────────────────────────

-- No unique phone or e-mail: families share them (R-75 warns). Keys are written by Rust.
CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CONSTRAINT ck_customer_kind CHECK (kind IN ('person', 'company')),
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    search_key TEXT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    tax_no TEXT NOT NULL DEFAULT '',
    locale TEXT NOT NULL DEFAULT '',
    channel TEXT NOT NULL DEFAULT 'email' CONSTRAINT ck_customer_channel CHECK (channel IN ('email',
        'sms', 'whatsapp', 'phone', 'none')),
    on_account INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_customer_on_account CHECK (on_account IN (0,
        1)),
    terms_days INTEGER NOT NULL DEFAULT 0,
    credit_limit_minor INTEGER NOT NULL DEFAULT 0,
    no_shows INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    merged_into_id INTEGER CONSTRAINT fk_customer_merged_into_id REFERENCES customer (id),
    erased_at INTEGER,
    archived_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_customer_sort_key ON customer (sort_key, id);
CREATE INDEX ix_customer_live ON customer (sort_key, id) WHERE archived_at IS NULL;
CREATE INDEX ix_customer_away ON customer (sort_key, id) WHERE archived_at IS NOT NULL;
CREATE INDEX ix_customer_postcode_sort_key ON customer (postcode, sort_key);
CREATE INDEX ix_customer_merged_into_id ON customer (merged_into_id) WHERE merged_into_id IS NOT
    NULL;

-- `key` is E.164 or the lower-case address.
CREATE TABLE contact_point (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL CONSTRAINT fk_contact_point_customer_id REFERENCES customer (id),
    kind TEXT NOT NULL CONSTRAINT ck_contact_point_kind CHECK (kind IN ('phone', 'email')),
    value TEXT NOT NULL,
    key TEXT NOT NULL,
    is_primary INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_contact_point_is_primary CHECK (is_primary
        IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX uq_contact_point_customer_id_kind ON contact_point (customer_id, kind)
    WHERE is_primary;
CREATE INDEX ix_contact_point_key ON contact_point (key);
CREATE INDEX ix_contact_point_customer_id ON contact_point (customer_id);

-- Courtesy cars and cars for sale are vehicles too.
CREATE TABLE vehicle (
    id INTEGER PRIMARY KEY,
    plate TEXT NOT NULL DEFAULT '',
    plate_key TEXT NOT NULL DEFAULT '',
    plate_country TEXT NOT NULL DEFAULT '',
    vin TEXT NOT NULL DEFAULT '',
    make TEXT NOT NULL DEFAULT '',
    model TEXT NOT NULL DEFAULT '',
    variant TEXT NOT NULL DEFAULT '',
    year INTEGER,
    fuel TEXT NOT NULL DEFAULT '',
    class TEXT NOT NULL DEFAULT '',
    odometer INTEGER,
    odometer_unit TEXT NOT NULL DEFAULT 'km' CONSTRAINT ck_vehicle_odometer_unit CHECK
        (odometer_unit IN ('km', 'mi')),
    inspection_due_on TEXT,
    service_due_on TEXT,
    use TEXT NOT NULL DEFAULT 'customer' CONSTRAINT ck_vehicle_use CHECK (use IN ('customer',
        'courtesy', 'sale')),
    sale_status TEXT CONSTRAINT ck_vehicle_sale_status CHECK (sale_status IN ('available',
        'reserved', 'sold', 'removed')),
    search_key TEXT NOT NULL,
    archived_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX uq_vehicle_plate_country_plate_key ON vehicle (plate_country, plate_key)
    WHERE archived_at IS NULL AND plate_key <> '';
CREATE INDEX ix_vehicle_plate_key ON vehicle (plate_key, id);
CREATE INDEX ix_vehicle_vin ON vehicle (vin) WHERE vin <> '';
CREATE INDEX ix_vehicle_inspection_due_on ON vehicle (inspection_due_on) WHERE archived_at IS NULL
    AND inspection_due_on IS NOT NULL;
CREATE INDEX ix_vehicle_use_sale_status ON vehicle (use, sale_status) WHERE use <> 'customer';

-- History stays with the vehicle; `to_on` NULL = today's.
CREATE TABLE ownership (
    id INTEGER PRIMARY KEY,
    vehicle_id INTEGER NOT NULL CONSTRAINT fk_ownership_vehicle_id REFERENCES vehicle (id),
    customer_id INTEGER NOT NULL CONSTRAINT fk_ownership_customer_id REFERENCES customer (id),
    role TEXT NOT NULL CONSTRAINT ck_ownership_role CHECK (role IN ('owner', 'keeper', 'driver')),
    from_on TEXT NOT NULL,
    to_on TEXT
) STRICT;
CREATE UNIQUE INDEX uq_ownership_vehicle_id ON ownership (vehicle_id)
    WHERE role = 'owner' AND to_on IS NULL;
CREATE INDEX ix_ownership_vehicle_id_from_on ON ownership (vehicle_id, from_on);
CREATE INDEX ix_ownership_customer_id_from_on ON ownership (customer_id, from_on);

-- ── Parts ───────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE part (
    id INTEGER PRIMARY KEY,
    sku TEXT NOT NULL,
    description TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_part_kind CHECK (kind IN ('part', 'tyre', 'fluid', 'core')),
    stocked INTEGER NOT NULL DEFAULT 1 CONSTRAINT ck_part_stocked CHECK (stocked IN (0, 1)),
    price_minor INTEGER NOT NULL,
    tax_code_id INTEGER NOT NULL CONSTRAINT fk_part_tax_code_id REFERENCES tax_code (id),
    category TEXT NOT NULL DEFAULT '',
    superseded_by_id INTEGER CONSTRAINT fk_part_superseded_by_id REFERENCES part (id),
    search_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    archived_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    CONSTRAINT uq_part_sku UNIQUE (sku)
) STRICT;
CREATE INDEX ix_part_sort_key ON part (sort_key, id);
CREATE INDEX ix_part_live ON part (sort_key, id) WHERE archived_at IS NULL;
CREATE INDEX ix_part_away ON part (sort_key, id) WHERE archived_at IS NOT NULL;
CREATE INDEX ix_part_category_sort_key ON part (category, sort_key, id);
CREATE INDEX ix_part_superseded_by_id ON part (superseded_by_id) WHERE superseded_by_id IS NOT NULL;

CREATE TABLE part_code (
    id INTEGER PRIMARY KEY,
    part_id INTEGER NOT NULL CONSTRAINT fk_part_code_part_id REFERENCES part (id),
    kind TEXT NOT NULL CONSTRAINT ck_part_code_kind CHECK (kind IN ('barcode', 'supplier', 'oem')),
    code TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX uq_part_code_code ON part_code (code)
    WHERE kind = 'barcode';
CREATE INDEX ix_part_code_code ON part_code (code);
CREATE INDEX ix_part_code_part_id ON part_code (part_id);

-- One row per part and site. Available = on hand - reserved, below zero is the shortage. `is_low`
-- is a column so that Postgres knows how few are.
CREATE TABLE stock (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_stock_site_id REFERENCES site (id),
    part_id INTEGER NOT NULL CONSTRAINT fk_stock_part_id REFERENCES part (id),
    bin TEXT NOT NULL DEFAULT '',
    on_hand_milli INTEGER NOT NULL DEFAULT 0,
    reserved_milli INTEGER NOT NULL DEFAULT 0,
    on_order_milli INTEGER NOT NULL DEFAULT 0,
    value_minor INTEGER NOT NULL DEFAULT 0,
    oversold INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_stock_oversold CHECK (oversold IN (0, 1)),
    reorder_milli INTEGER NOT NULL DEFAULT 4000,
    reorder_qty_milli INTEGER NOT NULL DEFAULT 0,
    counted_on TEXT,
    is_low INTEGER NOT NULL GENERATED ALWAYS AS (reorder_milli > 0 AND on_hand_milli -
        reserved_milli + on_order_milli <= reorder_milli) STORED,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_stock_part_id_site_id UNIQUE (part_id, site_id),
    CONSTRAINT ck_stock_on_hand CHECK (on_hand_milli >= 0 OR oversold),
    CONSTRAINT ck_stock_reserved CHECK (reserved_milli >= 0),
    CONSTRAINT ck_stock_on_order CHECK (on_order_milli >= 0)
) STRICT;
CREATE INDEX ix_stock_low ON stock (site_id, part_id) WHERE is_low;
CREATE INDEX ix_stock_site_id_bin ON stock (site_id, bin);

-- `fixed_price_minor` NULL: the sum of its lines.
CREATE TABLE canned_job (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    fixed_price_minor INTEGER,
    pre_authorised INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_canned_job_pre_authorised CHECK
        (pre_authorised IN (0, 1)),
    archived_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_canned_job_code UNIQUE (code)
) STRICT;

-- `unit_price_minor` NULL: the list price of the day.
CREATE TABLE canned_job_line (
    id INTEGER PRIMARY KEY,
    canned_job_id INTEGER NOT NULL CONSTRAINT fk_canned_job_line_canned_job_id REFERENCES canned_job
        (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_canned_job_line_kind CHECK (kind IN ('labour', 'part', 'tyre',
        'fee', 'sublet', 'discount', 'note')),
    operation_id INTEGER CONSTRAINT fk_canned_job_line_operation_id REFERENCES operation (id),
    part_id INTEGER CONSTRAINT fk_canned_job_line_part_id REFERENCES part (id),
    description TEXT NOT NULL DEFAULT '',
    qty_milli INTEGER NOT NULL,
    unit_price_minor INTEGER
) STRICT;
CREATE INDEX ix_canned_job_line_canned_job_id_position ON canned_job_line (canned_job_id, position);
CREATE INDEX ix_canned_job_line_part_id ON canned_job_line (part_id) WHERE part_id IS NOT NULL;

-- Becomes a task.
CREATE TABLE canned_job_step (
    id INTEGER PRIMARY KEY,
    canned_job_id INTEGER NOT NULL CONSTRAINT fk_canned_job_step_canned_job_id REFERENCES canned_job
        (id),
    position INTEGER NOT NULL,
    sequence_group INTEGER NOT NULL DEFAULT 1,
    title TEXT NOT NULL,
    planned_min INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_canned_job_step_canned_job_id_position ON canned_job_step (canned_job_id, position);

-- ── Messages ────────────────────────────────────────────────────────────────────────────────────

-- Words of a message: one text per event, channel and language.
CREATE TABLE template (
    id INTEGER PRIMARY KEY,
    event TEXT NOT NULL,
    channel TEXT NOT NULL CONSTRAINT ck_template_channel CHECK (channel IN ('email', 'sms',
        'whatsapp', 'phone')),
    locale TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_template_event_channel_locale UNIQUE (event, channel, locale)
) STRICT;

-- The message itself; rendered when claimed. `lease_until` runs by the store's clock.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_outbox_site_id REFERENCES site (id),
    event TEXT NOT NULL,
    customer_id INTEGER CONSTRAINT fk_outbox_customer_id REFERENCES customer (id),
    staff_id INTEGER CONSTRAINT fk_outbox_staff_id REFERENCES staff (id),
    channel TEXT NOT NULL CONSTRAINT ck_outbox_channel CHECK (channel IN ('email', 'sms',
        'whatsapp', 'phone')),
    to_address TEXT NOT NULL,
    locale TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL CONSTRAINT ck_outbox_facts CHECK (json_valid(facts)),
    attach TEXT,
    purpose TEXT NOT NULL CONSTRAINT ck_outbox_purpose CHECK (purpose IN ('transactional',
        'reminder', 'marketing')),
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    dedup_key TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT ck_outbox_status CHECK (status IN ('held', 'queued', 'leased',
        'sent', 'delivered', 'undelivered', 'dead', 'cancelled', 'suppressed')),
    reason TEXT CONSTRAINT ck_outbox_reason CHECK (reason IN ('review', 'quiet_hours',
        'missing_field', 'opted_out', 'bad_address', 'untrue', 'dropped')),
    not_before INTEGER,
    next_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    lease TEXT,
    lease_until INTEGER,
    provider_ref TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    sent_at INTEGER,
    CONSTRAINT uq_outbox_dedup_key UNIQUE (dedup_key)
) STRICT;
CREATE INDEX ix_outbox_due ON outbox (next_at, id) WHERE status IN ('queued', 'leased');
CREATE INDEX ix_outbox_site_id_created_at ON outbox (site_id, created_at, id);
CREATE INDEX ix_outbox_open ON outbox (site_id, status, created_at, id) WHERE status IN ('held',
    'queued', 'leased', 'undelivered', 'dead');
CREATE INDEX ix_outbox_entity_entity_id ON outbox (entity, entity_id);
CREATE INDEX ix_outbox_customer_id ON outbox (customer_id) WHERE customer_id IS NOT NULL;

-- R-66: every try, with what was rendered.
CREATE TABLE outbox_attempt (
    id INTEGER PRIMARY KEY,
    outbox_id INTEGER NOT NULL CONSTRAINT fk_outbox_attempt_outbox_id REFERENCES outbox (id),
    attempt INTEGER NOT NULL,
    at INTEGER NOT NULL,
    template_id INTEGER CONSTRAINT fk_outbox_attempt_template_id REFERENCES template (id),
    template_version INTEGER,
    subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL CONSTRAINT ck_outbox_attempt_outcome CHECK (outcome IN ('sent',
        'temporary', 'permanent')),
    code TEXT NOT NULL DEFAULT '',
    provider_ref TEXT NOT NULL DEFAULT '',
    cost_minor INTEGER
) STRICT;
CREATE INDEX ix_outbox_attempt_outbox_id_attempt ON outbox_attempt (outbox_id, attempt);

-- ── The diary ───────────────────────────────────────────────────────────────────────────────────

-- An appointment. What it holds is in occupancy.
CREATE TABLE booking (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_booking_site_id REFERENCES site (id),
    number TEXT NOT NULL,
    customer_id INTEGER NOT NULL CONSTRAINT fk_booking_customer_id REFERENCES customer (id),
    vehicle_id INTEGER CONSTRAINT fk_booking_vehicle_id REFERENCES vehicle (id),
    booking_type_id INTEGER NOT NULL CONSTRAINT fk_booking_booking_type_id REFERENCES booking_type
        (id),
    status TEXT NOT NULL CONSTRAINT ck_booking_status CHECK (status IN ('requested', 'held',
        'confirmed', 'checked_in', 'fulfilled', 'declined', 'cancelled', 'no_show', 'expired')),
    arrival TEXT NOT NULL CONSTRAINT ck_booking_arrival CHECK (arrival IN ('drop', 'wait',
        'walk_in')),
    source TEXT NOT NULL CONSTRAINT ck_booking_source CHECK (source IN ('counter', 'phone', 'email',
        'web', 'import')),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    wish TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    expires_at INTEGER,
    moves INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    CONSTRAINT uq_booking_number UNIQUE (number),
    CONSTRAINT ck_booking_span CHECK (ends_at > starts_at)
) STRICT;
CREATE INDEX ix_booking_site_id_starts_at ON booking (site_id, starts_at);
CREATE INDEX ix_booking_customer_id_starts_at ON booking (customer_id, starts_at);
CREATE INDEX ix_booking_vehicle_id_starts_at ON booking (vehicle_id, starts_at);
CREATE INDEX ix_booking_expires ON booking (expires_at) WHERE status = 'held' AND expires_at IS NOT
    NULL;
CREATE INDEX ix_booking_requested ON booking (site_id, created_at) WHERE status = 'requested';

-- One resource for one period inside one day. `blocks` follows booking.status by trigger.
CREATE TABLE occupancy (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_occupancy_site_id REFERENCES site (id),
    booking_id INTEGER CONSTRAINT fk_occupancy_booking_id REFERENCES booking (id),
    reason TEXT NOT NULL DEFAULT '',
    vehicle_id INTEGER CONSTRAINT fk_occupancy_vehicle_id REFERENCES vehicle (id),
    staff_id INTEGER CONSTRAINT fk_occupancy_staff_id REFERENCES staff (id),
    bay_id INTEGER CONSTRAINT fk_occupancy_bay_id REFERENCES bay (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    blocks INTEGER NOT NULL DEFAULT 1 CONSTRAINT ck_occupancy_blocks CHECK (blocks IN (0, 1)),
    CONSTRAINT ck_occupancy_one CHECK ((vehicle_id IS NOT NULL) + (staff_id IS NOT NULL) + (bay_id
        IS NOT NULL) = 1),
    CONSTRAINT ck_occupancy_span CHECK (ends_at > starts_at AND ends_at - starts_at <= 86400000000)
) STRICT;
CREATE INDEX ix_occupancy_site_id_starts_at ON occupancy (site_id, starts_at);
CREATE INDEX ix_occupancy_bay_id_starts_at ON occupancy (bay_id, starts_at);
CREATE INDEX ix_occupancy_staff_id_starts_at ON occupancy (staff_id, starts_at);
CREATE INDEX ix_occupancy_vehicle_id_starts_at ON occupancy (vehicle_id, starts_at);
CREATE INDEX ix_occupancy_booking_id ON occupancy (booking_id);

-- ── The workshop floor ──────────────────────────────────────────────────────────────────────────

-- One visit. `booking_id` is NULL only for internal jobs.
CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_job_site_id REFERENCES site (id),
    number TEXT NOT NULL,
    booking_id INTEGER CONSTRAINT fk_job_booking_id REFERENCES booking (id),
    customer_id INTEGER NOT NULL CONSTRAINT fk_job_customer_id REFERENCES customer (id),
    vehicle_id INTEGER NOT NULL CONSTRAINT fk_job_vehicle_id REFERENCES vehicle (id),
    status TEXT NOT NULL CONSTRAINT ck_job_status CHECK (status IN ('planned', 'arrived',
        'diagnosing', 'estimated', 'awaiting_auth', 'authorised', 'in_progress', 'on_hold', 'qc',
        'ready', 'declined_all', 'collected', 'closed', 'cancelled')),
    resume_status TEXT CONSTRAINT ck_job_resume_status CHECK (resume_status IN ('planned',
        'arrived', 'diagnosing', 'estimated', 'awaiting_auth', 'authorised', 'in_progress',
        'on_hold', 'qc', 'ready', 'declined_all', 'collected', 'closed', 'cancelled')),
    hold_reason TEXT CONSTRAINT ck_job_hold_reason CHECK (hold_reason IN ('parts', 'customer',
        'sublet', 'capacity', 'other')),
    hold_until INTEGER,
    supplement INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_job_supplement CHECK (supplement IN (0, 1)),
    state_since INTEGER NOT NULL,
    arrived_at INTEGER,
    promised_at INTEGER,
    odometer_in INTEGER,
    odometer_out INTEGER,
    fuel_in TEXT NOT NULL DEFAULT '',
    key_tag TEXT NOT NULL DEFAULT '',
    damage TEXT NOT NULL DEFAULT '',
    contact_name TEXT NOT NULL DEFAULT '',
    contact_phone TEXT NOT NULL DEFAULT '',
    limit_minor INTEGER,
    priority INTEGER NOT NULL DEFAULT 0,
    check_required INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_job_check_required CHECK (check_required
        IN (0, 1)),
    comeback_of_id INTEGER CONSTRAINT fk_job_comeback_of_id REFERENCES job (id),
    ready_at INTEGER,
    collected_at INTEGER,
    closed_at INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    CONSTRAINT uq_job_booking_id UNIQUE (booking_id),
    CONSTRAINT uq_job_number UNIQUE (number)
) STRICT;
CREATE INDEX ix_job_open ON job (site_id, status, promised_at) WHERE status NOT IN ('collected',
    'closed', 'cancelled');
CREATE INDEX ix_job_late ON job (promised_at) WHERE status NOT IN ('ready', 'declined_all',
    'collected', 'closed', 'cancelled') AND promised_at IS NOT NULL;
CREATE INDEX ix_job_collected ON job (site_id, collected_at) WHERE status = 'collected';
CREATE INDEX ix_job_site_id_created_at ON job (site_id, created_at, id);
CREATE INDEX ix_job_customer_id_created_at ON job (customer_id, created_at, id);
CREATE INDEX ix_job_vehicle_id_created_at ON job (vehicle_id, created_at, id);
CREATE INDEX ix_job_comeback_of_id ON job (comeback_of_id) WHERE comeback_of_id IS NOT NULL;

-- Time in state.
CREATE TABLE job_stage (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL CONSTRAINT fk_job_stage_job_id REFERENCES job (id),
    from_status TEXT CONSTRAINT ck_job_stage_from_status CHECK (from_status IN ('planned',
        'arrived', 'diagnosing', 'estimated', 'awaiting_auth', 'authorised', 'in_progress',
        'on_hold', 'qc', 'ready', 'declined_all', 'collected', 'closed', 'cancelled')),
    to_status TEXT NOT NULL CONSTRAINT ck_job_stage_to_status CHECK (to_status IN ('planned',
        'arrived', 'diagnosing', 'estimated', 'awaiting_auth', 'authorised', 'in_progress',
        'on_hold', 'qc', 'ready', 'declined_all', 'collected', 'closed', 'cancelled')),
    at INTEGER NOT NULL,
    staff_id INTEGER CONSTRAINT fk_job_stage_staff_id REFERENCES staff (id),
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX ix_job_stage_job_id_at ON job_stage (job_id, at);

-- A bundle of lines and tasks solving one concern.
CREATE TABLE work_item (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL CONSTRAINT fk_work_item_job_id REFERENCES job (id),
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    concern TEXT NOT NULL DEFAULT '',
    cause TEXT NOT NULL DEFAULT '',
    correction TEXT NOT NULL DEFAULT '',
    canned_job_id INTEGER CONSTRAINT fk_work_item_canned_job_id REFERENCES canned_job (id),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX ix_work_item_job_id_position ON work_item (job_id, position);

-- What is sold. Labour quantity = sold hours. `part_status` only on parts and tyres.
CREATE TABLE job_line (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_job_line_site_id REFERENCES site (id),
    job_id INTEGER NOT NULL CONSTRAINT fk_job_line_job_id REFERENCES job (id),
    work_item_id INTEGER NOT NULL CONSTRAINT fk_job_line_work_item_id REFERENCES work_item (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_job_line_kind CHECK (kind IN ('labour', 'part', 'tyre', 'fee',
        'sublet', 'discount', 'note')),
    operation_id INTEGER CONSTRAINT fk_job_line_operation_id REFERENCES operation (id),
    part_id INTEGER CONSTRAINT fk_job_line_part_id REFERENCES part (id),
    description TEXT NOT NULL,
    qty_milli INTEGER NOT NULL,
    unit TEXT NOT NULL DEFAULT '',
    unit_price_minor INTEGER NOT NULL,
    discount_bp INTEGER NOT NULL DEFAULT 0,
    discount_minor INTEGER NOT NULL DEFAULT 0,
    free_reason TEXT NOT NULL DEFAULT '',
    tax_code_id INTEGER NOT NULL CONSTRAINT fk_job_line_tax_code_id REFERENCES tax_code (id),
    auth TEXT NOT NULL DEFAULT 'draft' CONSTRAINT ck_job_line_auth CHECK (auth IN ('draft',
        'proposed', 'authorised', 'declined', 'deferred')),
    authorised_minor INTEGER,
    part_status TEXT CONSTRAINT ck_job_line_part_status CHECK (part_status IN ('needed', 'reserved',
        'to_order', 'ordered', 'back_ordered', 'issued', 'returned', 'cancelled')),
    reserved_milli INTEGER NOT NULL DEFAULT 0,
    issued_milli INTEGER NOT NULL DEFAULT 0,
    returned_milli INTEGER NOT NULL DEFAULT 0,
    cost_minor INTEGER NOT NULL DEFAULT 0,
    revived_from_id INTEGER CONSTRAINT fk_job_line_revived_from_id REFERENCES job_line (id),
    void_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_job_line_job_id_position UNIQUE (job_id, position),
    CONSTRAINT ck_job_line_qty CHECK (qty_milli > 0 OR kind = 'note'),
    CONSTRAINT ck_job_line_price CHECK (unit_price_minor >= 0 AND (unit_price_minor > 0 OR
        free_reason <> '' OR kind NOT IN ('labour', 'part', 'tyre'))),
    CONSTRAINT ck_job_line_issued CHECK (returned_milli >= 0 AND returned_milli <= issued_milli)
) STRICT;
CREATE INDEX ix_job_line_work_item_id ON job_line (work_item_id);
CREATE INDEX ix_job_line_part_id ON job_line (part_id, id) WHERE part_id IS NOT NULL;
CREATE INDEX ix_job_line_waiting ON job_line (site_id, part_id) WHERE part_status IN ('reserved',
    'to_order', 'ordered', 'back_ordered') AND void_at IS NULL;
CREATE INDEX ix_job_line_revived_from_id ON job_line (revived_from_id) WHERE revived_from_id IS NOT
    NULL;

-- R-30: who said yes or no, how, to which words and amount.
CREATE TABLE authorisation (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL CONSTRAINT fk_authorisation_job_id REFERENCES job (id),
    job_line_id INTEGER NOT NULL CONSTRAINT fk_authorisation_job_line_id REFERENCES job_line (id),
    decision TEXT NOT NULL CONSTRAINT ck_authorisation_decision CHECK (decision IN ('authorised',
        'declined', 'deferred', 'withdrawn')),
    decided_by TEXT NOT NULL,
    taken_by_id INTEGER CONSTRAINT fk_authorisation_taken_by_id REFERENCES staff (id),
    method TEXT NOT NULL CONSTRAINT ck_authorisation_method CHECK (method IN ('in_person', 'phone',
        'sms', 'email', 'signature', 'portal', 'limit', 'preset')),
    amount_minor INTEGER NOT NULL,
    line_text TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    evidence_id INTEGER CONSTRAINT fk_authorisation_evidence_id REFERENCES outbox (id)
) STRICT;
CREATE INDEX ix_authorisation_job_id_at ON authorisation (job_id, at);
CREATE INDEX ix_authorisation_job_line_id ON authorisation (job_line_id);
CREATE INDEX ix_authorisation_evidence_id ON authorisation (evidence_id) WHERE evidence_id IS NOT
    NULL;

-- What is done. `internal` (inspection, check, road test) needs no authorised line.
CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_task_site_id REFERENCES site (id),
    job_id INTEGER NOT NULL CONSTRAINT fk_task_job_id REFERENCES job (id),
    work_item_id INTEGER NOT NULL CONSTRAINT fk_task_work_item_id REFERENCES work_item (id),
    job_line_id INTEGER CONSTRAINT fk_task_job_line_id REFERENCES job_line (id),
    position INTEGER NOT NULL,
    sequence_group INTEGER NOT NULL DEFAULT 1,
    title TEXT NOT NULL,
    planned_min INTEGER NOT NULL DEFAULT 0,
    staff_id INTEGER CONSTRAINT fk_task_staff_id REFERENCES staff (id),
    status TEXT NOT NULL DEFAULT 'todo' CONSTRAINT ck_task_status CHECK (status IN ('todo',
        'running', 'paused', 'blocked', 'done', 'verified', 'cancelled')),
    block_reason TEXT NOT NULL DEFAULT '',
    internal INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_task_internal CHECK (internal IN (0, 1)),
    done_at INTEGER,
    verified_by_id INTEGER CONSTRAINT fk_task_verified_by_id REFERENCES staff (id),
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_task_job_id_position UNIQUE (job_id, position)
) STRICT;
CREATE INDEX ix_task_open ON task (staff_id, site_id) WHERE status IN ('todo', 'running', 'paused',
    'blocked');
CREATE INDEX ix_task_work_item_id ON task (work_item_id);
CREATE INDEX ix_task_job_line_id ON task (job_line_id) WHERE job_line_id IS NOT NULL;

-- Clocked time. A start and a stop in one instant is an empty segment, not an error.
CREATE TABLE time_segment (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_time_segment_site_id REFERENCES site (id),
    staff_id INTEGER NOT NULL CONSTRAINT fk_time_segment_staff_id REFERENCES staff (id),
    lane TEXT NOT NULL CONSTRAINT ck_time_segment_lane CHECK (lane IN ('shift', 'work')),
    kind TEXT NOT NULL CONSTRAINT ck_time_segment_kind CHECK (kind IN ('shift', 'task', 'indirect')),
    task_id INTEGER CONSTRAINT fk_time_segment_task_id REFERENCES task (id),
    indirect_code TEXT,
    started_at INTEGER NOT NULL,
    stopped_at INTEGER,
    source TEXT NOT NULL CONSTRAINT ck_time_segment_source CHECK (source IN ('live', 'manual')),
    corrected_by_id INTEGER CONSTRAINT fk_time_segment_corrected_by_id REFERENCES staff (id),
    corrected_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT ck_time_segment_span CHECK (stopped_at IS NULL OR stopped_at >= started_at)
) STRICT;
CREATE UNIQUE INDEX uq_time_segment_staff_id_lane ON time_segment (staff_id, lane)
    WHERE stopped_at IS NULL;
CREATE INDEX ix_time_segment_staff_id_started_at ON time_segment (staff_id, started_at);
CREATE INDEX ix_time_segment_task_id_started_at ON time_segment (task_id, started_at) WHERE task_id
    IS NOT NULL;
CREATE INDEX ix_time_segment_site_id_started_at ON time_segment (site_id, started_at);
CREATE INDEX ix_time_segment_running ON time_segment (site_id, staff_id) WHERE stopped_at IS NULL;

-- `review`: pending words are not shown to the customer yet (R-27).
CREATE TABLE job_note (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_job_note_site_id REFERENCES site (id),
    job_id INTEGER NOT NULL CONSTRAINT fk_job_note_job_id REFERENCES job (id),
    body TEXT NOT NULL,
    for_customer INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_job_note_for_customer CHECK (for_customer
        IN (0, 1)),
    review TEXT NOT NULL DEFAULT 'none' CONSTRAINT ck_job_note_review CHECK (review IN ('none',
        'pending', 'approved', 'rejected')),
    staff_id INTEGER CONSTRAINT fk_job_note_staff_id REFERENCES staff (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_job_note_job_id_at ON job_note (job_id, at);

-- ── Money ───────────────────────────────────────────────────────────────────────────────────────

-- The hot row: taken by the last statement of a transaction. `next` is the number the next one
-- gets.
CREATE TABLE number_series (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_number_series_site_id REFERENCES site (id),
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    next INTEGER NOT NULL DEFAULT 1,
    pattern TEXT NOT NULL,
    CONSTRAINT uq_number_series_site_id_series_year UNIQUE (site_id, series, year)
) STRICT;

-- Snapshots are copied when posting; a posted row is fixed by ck_invoice_posted.
CREATE TABLE invoice (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_invoice_site_id REFERENCES site (id),
    kind TEXT NOT NULL DEFAULT 'invoice' CONSTRAINT ck_invoice_kind CHECK (kind IN ('invoice',
        'credit_note')),
    origin TEXT NOT NULL CONSTRAINT ck_invoice_origin CHECK (origin IN ('job', 'sale')),
    job_id INTEGER CONSTRAINT fk_invoice_job_id REFERENCES job (id),
    customer_id INTEGER CONSTRAINT fk_invoice_customer_id REFERENCES customer (id),
    status TEXT NOT NULL DEFAULT 'draft' CONSTRAINT ck_invoice_status CHECK (status IN ('draft',
        'posted', 'void')),
    number TEXT,
    series TEXT,
    year INTEGER,
    seq INTEGER,
    issued_on TEXT,
    supply_on TEXT,
    due_on TEXT,
    discount_bp INTEGER NOT NULL DEFAULT 0,
    discount_minor INTEGER NOT NULL DEFAULT 0,
    net_minor INTEGER NOT NULL DEFAULT 0,
    tax_minor INTEGER NOT NULL DEFAULT 0,
    total_minor INTEGER NOT NULL DEFAULT 0,
    paid_minor INTEGER NOT NULL DEFAULT 0,
    credited_minor INTEGER NOT NULL DEFAULT 0,
    credits_id INTEGER CONSTRAINT fk_invoice_credits_id REFERENCES invoice (id),
    prices_include_tax INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_invoice_prices_include_tax CHECK
        (prices_include_tax IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    seller_name TEXT NOT NULL DEFAULT '',
    seller_address TEXT NOT NULL DEFAULT '',
    seller_tax_no TEXT NOT NULL DEFAULT '',
    customer_name TEXT NOT NULL DEFAULT '',
    customer_address TEXT NOT NULL DEFAULT '',
    customer_tax_no TEXT NOT NULL DEFAULT '',
    vehicle_text TEXT NOT NULL DEFAULT '',
    odometer INTEGER,
    job_number TEXT NOT NULL DEFAULT '',
    terms TEXT NOT NULL DEFAULT '',
    footer TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    posted_at INTEGER,
    sent_at INTEGER,
    exported_at INTEGER,
    owed_minor INTEGER NOT NULL GENERATED ALWAYS AS (CASE WHEN status = 'posted' AND kind =
        'invoice' THEN total_minor - paid_minor - credited_minor ELSE 0 END) STORED,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    CONSTRAINT uq_invoice_site_id_series_year_seq UNIQUE (site_id, series, year, seq),
    CONSTRAINT uq_invoice_number UNIQUE (number),
    CONSTRAINT ck_invoice_number CHECK ((status = 'posted') = (number IS NOT NULL) AND (number IS
        NULL) = (seq IS NULL)),
    CONSTRAINT ck_invoice_total CHECK (total_minor = net_minor + tax_minor),
    CONSTRAINT ck_invoice_paid CHECK (paid_minor >= 0 AND credited_minor >= 0 AND paid_minor +
        credited_minor <= total_minor)
) STRICT;
CREATE INDEX ix_invoice_issued ON invoice (site_id, issued_on DESC, id DESC) WHERE status = 'posted';
CREATE INDEX ix_invoice_draft ON invoice (site_id, created_at, id) WHERE status = 'draft';
CREATE INDEX ix_invoice_due ON invoice (site_id, due_on, id, owed_minor) WHERE owed_minor > 0;
CREATE INDEX ix_invoice_owed ON invoice (customer_id, due_on, owed_minor) WHERE owed_minor > 0;
CREATE INDEX ix_invoice_customer_id_issued_on ON invoice (customer_id, issued_on);
CREATE INDEX ix_invoice_job_id ON invoice (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX ix_invoice_credits_id ON invoice (credits_id) WHERE credits_id IS NOT NULL;

-- While a draft, a line with a job_line shows that line; posting copies.
CREATE TABLE invoice_line (
    id INTEGER PRIMARY KEY,
    invoice_id INTEGER NOT NULL CONSTRAINT fk_invoice_line_invoice_id REFERENCES invoice (id),
    position INTEGER NOT NULL,
    job_line_id INTEGER CONSTRAINT fk_invoice_line_job_line_id REFERENCES job_line (id),
    part_id INTEGER CONSTRAINT fk_invoice_line_part_id REFERENCES part (id),
    live INTEGER NOT NULL DEFAULT 1 CONSTRAINT ck_invoice_line_live CHECK (live IN (0, 1)),
    kind TEXT NOT NULL CONSTRAINT ck_invoice_line_kind CHECK (kind IN ('labour', 'part', 'tyre',
        'fee', 'sublet', 'discount', 'note')),
    sku TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    qty_milli INTEGER NOT NULL DEFAULT 0,
    unit TEXT NOT NULL DEFAULT '',
    unit_price_minor INTEGER NOT NULL DEFAULT 0,
    discount_bp INTEGER NOT NULL DEFAULT 0,
    discount_minor INTEGER NOT NULL DEFAULT 0,
    free_reason TEXT NOT NULL DEFAULT '',
    total_minor INTEGER NOT NULL DEFAULT 0,
    cost_minor INTEGER NOT NULL DEFAULT 0,
    tax_code_id INTEGER NOT NULL CONSTRAINT fk_invoice_line_tax_code_id REFERENCES tax_code (id),
    tax_code TEXT NOT NULL DEFAULT '',
    tax_name TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX uq_invoice_line_job_line_id ON invoice_line (job_line_id)
    WHERE live;
CREATE INDEX ix_invoice_line_invoice_id_position ON invoice_line (invoice_id, position);
CREATE INDEX ix_invoice_line_job_line_id ON invoice_line (job_line_id) WHERE job_line_id IS NOT NULL;
CREATE INDEX ix_invoice_line_part_id ON invoice_line (part_id) WHERE part_id IS NOT NULL;

CREATE TABLE invoice_tax (
    id INTEGER PRIMARY KEY,
    invoice_id INTEGER NOT NULL CONSTRAINT fk_invoice_tax_invoice_id REFERENCES invoice (id),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    component TEXT NOT NULL DEFAULT '',
    treatment TEXT NOT NULL CONSTRAINT ck_invoice_tax_treatment CHECK (treatment IN ('taxed',
        'zero', 'exempt', 'outside', 'reverse')),
    rate_ppm INTEGER NOT NULL,
    base_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_invoice_tax_invoice_id_position ON invoice_tax (invoice_id, position);

-- What is not allocated is a deposit or the customer's credit. Cash rounding counts as paid.
CREATE TABLE payment (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_payment_site_id REFERENCES site (id),
    number TEXT,
    customer_id INTEGER CONSTRAINT fk_payment_customer_id REFERENCES customer (id),
    direction TEXT NOT NULL CONSTRAINT ck_payment_direction CHECK (direction IN ('in', 'out')),
    tender TEXT NOT NULL CONSTRAINT ck_payment_tender CHECK (tender IN ('cash', 'card', 'transfer',
        'cheque', 'mobile', 'link', 'cod', 'write_off')),
    amount_minor INTEGER NOT NULL,
    tendered_minor INTEGER,
    change_minor INTEGER NOT NULL DEFAULT 0,
    rounding_minor INTEGER NOT NULL DEFAULT 0,
    allocated_minor INTEGER NOT NULL DEFAULT 0,
    reference TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL CONSTRAINT ck_payment_status CHECK (status IN ('initiated', 'received',
        'verified', 'failed', 'expired', 'reversed')),
    request_key TEXT NOT NULL,
    received_by_id INTEGER CONSTRAINT fk_payment_received_by_id REFERENCES staff (id),
    verified_by_id INTEGER CONSTRAINT fk_payment_verified_by_id REFERENCES staff (id),
    at INTEGER NOT NULL,
    CONSTRAINT uq_payment_number UNIQUE (number),
    CONSTRAINT uq_payment_request_key UNIQUE (request_key),
    CONSTRAINT ck_payment_change CHECK (change_minor = COALESCE(tendered_minor - amount_minor, 0)
        AND change_minor >= 0),
    CONSTRAINT ck_payment_allocated CHECK (allocated_minor >= 0 AND allocated_minor <= amount_minor
        + rounding_minor)
) STRICT;
CREATE INDEX ix_payment_site_id_at ON payment (site_id, at, id);
CREATE INDEX ix_payment_customer_id_at ON payment (customer_id, at);
CREATE INDEX ix_payment_free ON payment (customer_id) WHERE allocated_minor < amount_minor +
    rounding_minor;

-- Correcting = a negative row.
CREATE TABLE payment_allocation (
    id INTEGER PRIMARY KEY,
    payment_id INTEGER NOT NULL CONSTRAINT fk_payment_allocation_payment_id REFERENCES payment (id),
    invoice_id INTEGER NOT NULL CONSTRAINT fk_payment_allocation_invoice_id REFERENCES invoice (id),
    amount_minor INTEGER NOT NULL,
    at INTEGER NOT NULL,
    staff_id INTEGER CONSTRAINT fk_payment_allocation_staff_id REFERENCES staff (id)
) STRICT;
CREATE INDEX ix_payment_allocation_payment_id ON payment_allocation (payment_id);
CREATE INDEX ix_payment_allocation_invoice_id ON payment_allocation (invoice_id);

-- The ledger: its sums are the stock, in all three columns.
CREATE TABLE stock_movement (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_stock_movement_site_id REFERENCES site (id),
    part_id INTEGER NOT NULL CONSTRAINT fk_stock_movement_part_id REFERENCES part (id),
    kind TEXT NOT NULL CONSTRAINT ck_stock_movement_kind CHECK (kind IN ('opening', 'receipt',
        'issue', 'return_in', 'return_out', 'transfer_in', 'transfer_out', 'adjust', 'count',
        'reserve', 'release')),
    on_hand_milli INTEGER NOT NULL DEFAULT 0,
    reserved_milli INTEGER NOT NULL DEFAULT 0,
    value_minor INTEGER NOT NULL DEFAULT 0,
    job_line_id INTEGER CONSTRAINT fk_stock_movement_job_line_id REFERENCES job_line (id),
    invoice_line_id INTEGER CONSTRAINT fk_stock_movement_invoice_line_id REFERENCES invoice_line
        (id),
    document TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    staff_id INTEGER CONSTRAINT fk_stock_movement_staff_id REFERENCES staff (id),
    at INTEGER NOT NULL,
    reverses_id INTEGER CONSTRAINT fk_stock_movement_reverses_id REFERENCES stock_movement (id)
) STRICT;
CREATE INDEX ix_stock_movement_part_id_site_id_at ON stock_movement (part_id, site_id, at, id);
CREATE INDEX ix_stock_movement_site_id_at ON stock_movement (site_id, at);
CREATE INDEX ix_stock_movement_job_line_id ON stock_movement (job_line_id) WHERE job_line_id IS NOT
    NULL;
CREATE INDEX ix_stock_movement_invoice_line_id ON stock_movement (invoice_line_id) WHERE
    invoice_line_id IS NOT NULL;
CREATE INDEX ix_stock_movement_reverses_id ON stock_movement (reverses_id) WHERE reverses_id IS NOT
    NULL;

-- ── Alerts, settings, background ────────────────────────────────────────────────────────────────

-- The desk's inbox; `cycle` makes one per dip.
CREATE TABLE alert (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_alert_site_id REFERENCES site (id),
    kind TEXT NOT NULL CONSTRAINT ck_alert_kind CHECK (kind IN ('low_stock', 'overdue',
        'dead_message', 'assigned')),
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
CREATE INDEX ix_alert_open ON alert (site_id, raised_at, id) WHERE cleared_at IS NULL;
CREATE INDEX ix_alert_past ON alert (site_id, raised_at, id) WHERE cleared_at IS NOT NULL;

-- What the workshop decides; `scope` is `all` or `site:3`.
CREATE TABLE setting (
    id INTEGER PRIMARY KEY,
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL CONSTRAINT ck_setting_value CHECK (json_valid(value)),
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT uq_setting_scope_key UNIQUE (scope, key)
) STRICT;

-- `cron` in the zone of the site.
CREATE TABLE periodic_task (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL CONSTRAINT fk_periodic_task_site_id REFERENCES site (id),
    name TEXT NOT NULL,
    cron TEXT NOT NULL,
    next_at INTEGER,
    last_at INTEGER,
    last_result TEXT NOT NULL DEFAULT '',
    missed TEXT NOT NULL DEFAULT 'once' CONSTRAINT ck_periodic_task_missed CHECK (missed IN ('once',
        'skip')),
    CONSTRAINT uq_periodic_task_site_id_name UNIQUE (site_id, name)
) STRICT;

-- Who leads; `until` runs by the store's clock.
CREATE TABLE lease (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    until INTEGER NOT NULL,
    term INTEGER NOT NULL,
    CONSTRAINT uq_lease_name UNIQUE (name)
) STRICT;

-- Drafts survive lock, hang-up and crash.
CREATE TABLE parked (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL CONSTRAINT fk_parked_staff_id REFERENCES staff (id),
    form TEXT NOT NULL,
    title TEXT NOT NULL,
    payload TEXT NOT NULL CONSTRAINT ck_parked_payload CHECK (json_valid(payload)),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_parked_staff_id_at ON parked (staff_id, at);

-- R-71: every write, with old and new.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    staff_id INTEGER CONSTRAINT fk_audit_staff_id REFERENCES staff (id),
    session_id INTEGER CONSTRAINT fk_audit_session_id REFERENCES session (id),
    terminal TEXT NOT NULL,
    site_id INTEGER CONSTRAINT fk_audit_site_id REFERENCES site (id),
    verb TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id INTEGER,
    old_json TEXT CONSTRAINT ck_audit_old_json CHECK (old_json IS NULL OR json_valid(old_json)),
    new_json TEXT CONSTRAINT ck_audit_new_json CHECK (new_json IS NULL OR json_valid(new_json)),
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX ix_audit_entity_entity_id ON audit (entity, entity_id, id);
CREATE INDEX ix_audit_at ON audit (at, id);
CREATE INDEX ix_audit_staff_id ON audit (staff_id, id);
CREATE INDEX ix_audit_site_id ON audit (site_id, id);

CREATE TABLE audit_seal (
    id INTEGER PRIMARY KEY,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    hash TEXT NOT NULL,
    previous TEXT NOT NULL
) STRICT;

-- ── The diary: nobody twice at once ─────────────────────────────────────────────────────────────

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
END;

CREATE TRIGGER occupancy_updated
    AFTER UPDATE OF vehicle_id, staff_id, bay_id, starts_at, ends_at, blocks ON occupancy BEGIN
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
END;

CREATE TRIGGER booking_blocks AFTER UPDATE OF status ON booking WHEN NEW.status <> OLD.status BEGIN
    UPDATE occupancy SET blocks = NEW.status IN ('requested', 'held', 'confirmed', 'checked_in')
        WHERE booking_id = NEW.id
            AND blocks <> (NEW.status IN ('requested', 'held', 'confirmed', 'checked_in'));
END;

-- ── What is written stays written ───────────────────────────────────────────────────────────────

CREATE TRIGGER outbox_attempt_no_update BEFORE UPDATE ON outbox_attempt BEGIN
    SELECT RAISE(ABORT, 'ck_outbox_attempt_append_only');
END;
CREATE TRIGGER outbox_attempt_no_delete BEFORE DELETE ON outbox_attempt BEGIN
    SELECT RAISE(ABORT, 'ck_outbox_attempt_append_only');
END;
CREATE TRIGGER job_stage_no_update BEFORE UPDATE ON job_stage BEGIN
    SELECT RAISE(ABORT, 'ck_job_stage_append_only');
END;
CREATE TRIGGER job_stage_no_delete BEFORE DELETE ON job_stage BEGIN
    SELECT RAISE(ABORT, 'ck_job_stage_append_only');
END;
CREATE TRIGGER authorisation_no_update BEFORE UPDATE ON authorisation BEGIN
    SELECT RAISE(ABORT, 'ck_authorisation_append_only');
END;
CREATE TRIGGER authorisation_no_delete BEFORE DELETE ON authorisation BEGIN
    SELECT RAISE(ABORT, 'ck_authorisation_append_only');
END;
CREATE TRIGGER payment_allocation_no_update BEFORE UPDATE ON payment_allocation BEGIN
    SELECT RAISE(ABORT, 'ck_payment_allocation_append_only');
END;
CREATE TRIGGER payment_allocation_no_delete BEFORE DELETE ON payment_allocation BEGIN
    SELECT RAISE(ABORT, 'ck_payment_allocation_append_only');
END;
CREATE TRIGGER stock_movement_no_update BEFORE UPDATE ON stock_movement BEGIN
    SELECT RAISE(ABORT, 'ck_stock_movement_append_only');
END;
CREATE TRIGGER stock_movement_no_delete BEFORE DELETE ON stock_movement BEGIN
    SELECT RAISE(ABORT, 'ck_stock_movement_append_only');
END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'ck_audit_append_only');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'ck_audit_append_only');
END;
CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON audit_seal BEGIN
    SELECT RAISE(ABORT, 'ck_audit_seal_append_only');
END;
CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal BEGIN
    SELECT RAISE(ABORT, 'ck_audit_seal_append_only');
END;

-- A posted invoice is fixed, but for what comes after it: paid, credited, sent, exported; and a line's `live`.
CREATE TRIGGER invoice_fixed BEFORE UPDATE ON invoice
    WHEN OLD.status = 'posted' AND
        (NEW.id, NEW.site_id, NEW.kind, NEW.origin, NEW.job_id, NEW.status,
            NEW.number, NEW.series, NEW.year, NEW.seq, NEW.issued_on, NEW.supply_on, NEW.due_on,
            NEW.discount_bp, NEW.discount_minor, NEW.net_minor, NEW.tax_minor, NEW.total_minor,
            NEW.credits_id, NEW.prices_include_tax, NEW.note, NEW.seller_name, NEW.seller_address,
            NEW.seller_tax_no, NEW.customer_name, NEW.customer_address, NEW.customer_tax_no,
            NEW.vehicle_text, NEW.odometer, NEW.job_number, NEW.terms, NEW.footer, NEW.currency,
            NEW.country, NEW.posted_at, NEW.version, NEW.created_at)
        IS NOT
        (OLD.id, OLD.site_id, OLD.kind, OLD.origin, OLD.job_id, OLD.status,
            OLD.number, OLD.series, OLD.year, OLD.seq, OLD.issued_on, OLD.supply_on, OLD.due_on,
            OLD.discount_bp, OLD.discount_minor, OLD.net_minor, OLD.tax_minor, OLD.total_minor,
            OLD.credits_id, OLD.prices_include_tax, OLD.note, OLD.seller_name, OLD.seller_address,
            OLD.seller_tax_no, OLD.customer_name, OLD.customer_address, OLD.customer_tax_no,
            OLD.vehicle_text, OLD.odometer, OLD.job_number, OLD.terms, OLD.footer, OLD.currency,
            OLD.country, OLD.posted_at, OLD.version, OLD.created_at)
BEGIN
    SELECT RAISE(ABORT, 'ck_invoice_posted');
END;
-- It changes hands only between two customers that are one (R-75); the name it was written to stays.
CREATE TRIGGER invoice_customer_fixed BEFORE UPDATE OF customer_id ON invoice
    WHEN OLD.status = 'posted' AND NEW.customer_id IS NOT OLD.customer_id AND NOT EXISTS (
        SELECT 1 FROM customer c WHERE (c.id = OLD.customer_id AND c.merged_into_id = NEW.customer_id)
            OR (c.id = NEW.customer_id AND c.merged_into_id = OLD.customer_id))
BEGIN
    SELECT RAISE(ABORT, 'ck_invoice_posted');
END;
CREATE TRIGGER invoice_kept BEFORE DELETE ON invoice WHEN OLD.status = 'posted' BEGIN
    SELECT RAISE(ABORT, 'ck_invoice_posted');
END;
CREATE TRIGGER invoice_line_closed BEFORE INSERT ON invoice_line BEGIN
    SELECT RAISE(ABORT, 'ck_invoice_posted')
        FROM invoice WHERE id = NEW.invoice_id AND status = 'posted';
END;
CREATE TRIGGER invoice_line_fixed BEFORE UPDATE ON invoice_line
    WHEN
        (NEW.id, NEW.invoice_id, NEW.position, NEW.job_line_id, NEW.part_id, NEW.kind, NEW.sku,
            NEW.description, NEW.qty_milli, NEW.unit, NEW.unit_price_minor, NEW.discount_bp,
            NEW.discount_minor, NEW.free_reason, NEW.total_minor, NEW.cost_minor, NEW.tax_code_id,
            NEW.tax_code, NEW.tax_name)
        IS NOT
        (OLD.id, OLD.invoice_id, OLD.position, OLD.job_line_id, OLD.part_id, OLD.kind, OLD.sku,
            OLD.description, OLD.qty_milli, OLD.unit, OLD.unit_price_minor, OLD.discount_bp,
            OLD.discount_minor, OLD.free_reason, OLD.total_minor, OLD.cost_minor, OLD.tax_code_id,
            OLD.tax_code, OLD.tax_name)
BEGIN
    SELECT RAISE(ABORT, 'ck_invoice_posted')
        FROM invoice WHERE id IN (OLD.invoice_id, NEW.invoice_id) AND status = 'posted';
END;
CREATE TRIGGER invoice_line_kept BEFORE DELETE ON invoice_line BEGIN
    SELECT RAISE(ABORT, 'ck_invoice_posted')
        FROM invoice WHERE id = OLD.invoice_id AND status = 'posted';
END;
CREATE TRIGGER invoice_tax_closed BEFORE INSERT ON invoice_tax BEGIN
    SELECT RAISE(ABORT, 'ck_invoice_posted')
        FROM invoice WHERE id = NEW.invoice_id AND status = 'posted';
END;
CREATE TRIGGER invoice_tax_fixed BEFORE UPDATE ON invoice_tax BEGIN
    SELECT RAISE(ABORT, 'ck_invoice_posted')
        FROM invoice WHERE id IN (OLD.invoice_id, NEW.invoice_id) AND status = 'posted';
END;
CREATE TRIGGER invoice_tax_kept BEFORE DELETE ON invoice_tax BEGIN
    SELECT RAISE(ABORT, 'ck_invoice_posted')
        FROM invoice WHERE id = OLD.invoice_id AND status = 'posted';
END;

-- ── The change feed ─────────────────────────────────────────────────────────────────────────────

-- What moved, not what it says: a terminal that sees `data_version` move reads this and asks again.
CREATE TABLE topic_rev (
    topic TEXT PRIMARY KEY,
    rev INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO topic_rev (topic) VALUES
    ('bookings'), ('jobs'), ('stock'), ('invoices'), ('customers'), ('messages'), ('people'), ('settings'), ('schema');

CREATE TRIGGER site_tell_insert AFTER INSERT ON site BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER site_tell_update AFTER UPDATE ON site BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER site_tell_delete AFTER DELETE ON site BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER site_hours_tell_insert AFTER INSERT ON site_hours BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER site_hours_tell_update AFTER UPDATE ON site_hours BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER site_hours_tell_delete AFTER DELETE ON site_hours BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER bay_tell_insert AFTER INSERT ON bay BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER bay_tell_update AFTER UPDATE ON bay BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER bay_tell_delete AFTER DELETE ON bay BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER staff_tell_insert AFTER INSERT ON staff BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER staff_tell_update AFTER UPDATE ON staff BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER staff_tell_delete AFTER DELETE ON staff BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER staff_hours_tell_insert AFTER INSERT ON staff_hours BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER staff_hours_tell_update AFTER UPDATE ON staff_hours BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER staff_hours_tell_delete AFTER DELETE ON staff_hours BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER role_tell_insert AFTER INSERT ON role BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER role_tell_update AFTER UPDATE ON role BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER role_tell_delete AFTER DELETE ON role BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER role_permission_tell_insert AFTER INSERT ON role_permission BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER role_permission_tell_update AFTER UPDATE ON role_permission BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER role_permission_tell_delete AFTER DELETE ON role_permission BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER staff_role_tell_insert AFTER INSERT ON staff_role BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER staff_role_tell_update AFTER UPDATE ON staff_role BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER staff_role_tell_delete AFTER DELETE ON staff_role BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
-- Only what others see of a session: being alive is not news.
CREATE TRIGGER session_tell_insert AFTER INSERT ON session BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER session_tell_update AFTER UPDATE OF staff_id, site_id, locked_at, revoked_at ON session BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER session_tell_delete AFTER DELETE ON session BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER presence_tell_insert AFTER INSERT ON presence BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER presence_tell_update AFTER UPDATE ON presence BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER presence_tell_delete AFTER DELETE ON presence BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'people';
END;
CREATE TRIGGER tax_code_tell_insert AFTER INSERT ON tax_code BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER tax_code_tell_update AFTER UPDATE ON tax_code BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER tax_code_tell_delete AFTER DELETE ON tax_code BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER tax_rate_tell_insert AFTER INSERT ON tax_rate BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER tax_rate_tell_update AFTER UPDATE ON tax_rate BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER tax_rate_tell_delete AFTER DELETE ON tax_rate BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER booking_type_tell_insert AFTER INSERT ON booking_type BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER booking_type_tell_update AFTER UPDATE ON booking_type BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER booking_type_tell_delete AFTER DELETE ON booking_type BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER labour_rate_tell_insert AFTER INSERT ON labour_rate BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER labour_rate_tell_update AFTER UPDATE ON labour_rate BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER labour_rate_tell_delete AFTER DELETE ON labour_rate BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER operation_tell_insert AFTER INSERT ON operation BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER operation_tell_update AFTER UPDATE ON operation BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER operation_tell_delete AFTER DELETE ON operation BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER customer_tell_insert AFTER INSERT ON customer BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER customer_tell_update AFTER UPDATE ON customer BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER customer_tell_delete AFTER DELETE ON customer BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER contact_point_tell_insert AFTER INSERT ON contact_point BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER contact_point_tell_update AFTER UPDATE ON contact_point BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER contact_point_tell_delete AFTER DELETE ON contact_point BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER vehicle_tell_insert AFTER INSERT ON vehicle BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER vehicle_tell_update AFTER UPDATE ON vehicle BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER vehicle_tell_delete AFTER DELETE ON vehicle BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER ownership_tell_insert AFTER INSERT ON ownership BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER ownership_tell_update AFTER UPDATE ON ownership BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER ownership_tell_delete AFTER DELETE ON ownership BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'customers';
END;
CREATE TRIGGER part_tell_insert AFTER INSERT ON part BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
END;
CREATE TRIGGER part_tell_update AFTER UPDATE ON part BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
END;
CREATE TRIGGER part_tell_delete AFTER DELETE ON part BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
END;
CREATE TRIGGER part_code_tell_insert AFTER INSERT ON part_code BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
END;
CREATE TRIGGER part_code_tell_update AFTER UPDATE ON part_code BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
END;
CREATE TRIGGER part_code_tell_delete AFTER DELETE ON part_code BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
END;
CREATE TRIGGER stock_tell_insert AFTER INSERT ON stock BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
END;
CREATE TRIGGER stock_tell_update AFTER UPDATE ON stock BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
END;
CREATE TRIGGER stock_tell_delete AFTER DELETE ON stock BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
END;
CREATE TRIGGER canned_job_tell_insert AFTER INSERT ON canned_job BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER canned_job_tell_update AFTER UPDATE ON canned_job BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER canned_job_tell_delete AFTER DELETE ON canned_job BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER canned_job_line_tell_insert AFTER INSERT ON canned_job_line BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER canned_job_line_tell_update AFTER UPDATE ON canned_job_line BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER canned_job_line_tell_delete AFTER DELETE ON canned_job_line BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER canned_job_step_tell_insert AFTER INSERT ON canned_job_step BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER canned_job_step_tell_update AFTER UPDATE ON canned_job_step BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER canned_job_step_tell_delete AFTER DELETE ON canned_job_step BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER template_tell_insert AFTER INSERT ON template BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER template_tell_update AFTER UPDATE ON template BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER template_tell_delete AFTER DELETE ON template BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER outbox_tell_insert AFTER INSERT ON outbox BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'messages';
END;
CREATE TRIGGER outbox_tell_update AFTER UPDATE ON outbox BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'messages';
END;
CREATE TRIGGER outbox_tell_delete AFTER DELETE ON outbox BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'messages';
END;
CREATE TRIGGER booking_tell_insert AFTER INSERT ON booking BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER booking_tell_update AFTER UPDATE ON booking BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
END;
CREATE TRIGGER booking_tell_delete AFTER DELETE ON booking BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'bookings';
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
CREATE TRIGGER job_tell_insert AFTER INSERT ON job BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER job_tell_update AFTER UPDATE ON job BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER job_tell_delete AFTER DELETE ON job BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER job_stage_tell_insert AFTER INSERT ON job_stage BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER job_stage_tell_update AFTER UPDATE ON job_stage BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER job_stage_tell_delete AFTER DELETE ON job_stage BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER work_item_tell_insert AFTER INSERT ON work_item BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER work_item_tell_update AFTER UPDATE ON work_item BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER work_item_tell_delete AFTER DELETE ON work_item BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER job_line_tell_insert AFTER INSERT ON job_line BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER job_line_tell_update AFTER UPDATE ON job_line BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER job_line_tell_delete AFTER DELETE ON job_line BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER authorisation_tell_insert AFTER INSERT ON authorisation BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER authorisation_tell_update AFTER UPDATE ON authorisation BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER authorisation_tell_delete AFTER DELETE ON authorisation BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER task_tell_insert AFTER INSERT ON task BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER task_tell_update AFTER UPDATE ON task BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER task_tell_delete AFTER DELETE ON task BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER time_segment_tell_insert AFTER INSERT ON time_segment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER time_segment_tell_update AFTER UPDATE ON time_segment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER time_segment_tell_delete AFTER DELETE ON time_segment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER job_note_tell_insert AFTER INSERT ON job_note BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER job_note_tell_update AFTER UPDATE ON job_note BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER job_note_tell_delete AFTER DELETE ON job_note BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'jobs';
END;
CREATE TRIGGER invoice_tell_insert AFTER INSERT ON invoice BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER invoice_tell_update AFTER UPDATE ON invoice BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER invoice_tell_delete AFTER DELETE ON invoice BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER invoice_line_tell_insert AFTER INSERT ON invoice_line BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER invoice_line_tell_update AFTER UPDATE ON invoice_line BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER invoice_line_tell_delete AFTER DELETE ON invoice_line BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER invoice_tax_tell_insert AFTER INSERT ON invoice_tax BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER invoice_tax_tell_update AFTER UPDATE ON invoice_tax BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER invoice_tax_tell_delete AFTER DELETE ON invoice_tax BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER payment_tell_insert AFTER INSERT ON payment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER payment_tell_update AFTER UPDATE ON payment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER payment_tell_delete AFTER DELETE ON payment BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER payment_allocation_tell_insert AFTER INSERT ON payment_allocation BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER payment_allocation_tell_update AFTER UPDATE ON payment_allocation BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER payment_allocation_tell_delete AFTER DELETE ON payment_allocation BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'invoices';
END;
CREATE TRIGGER stock_movement_tell_insert AFTER INSERT ON stock_movement BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
END;
CREATE TRIGGER stock_movement_tell_update AFTER UPDATE ON stock_movement BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
END;
CREATE TRIGGER stock_movement_tell_delete AFTER DELETE ON stock_movement BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'stock';
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
CREATE TRIGGER setting_tell_insert AFTER INSERT ON setting BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER setting_tell_update AFTER UPDATE ON setting BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;
CREATE TRIGGER setting_tell_delete AFTER DELETE ON setting BEGIN
    UPDATE topic_rev SET rev = rev + 1 WHERE topic = 'settings';
END;

-- ── Search: any part of a name, a plate, a number ───────────────────────────────────────────────

CREATE VIRTUAL TABLE customer_fts
    USING fts5(search_key, content = 'customer', content_rowid = 'id', tokenize = 'trigram');
CREATE TRIGGER customer_fts_insert AFTER INSERT ON customer BEGIN
    INSERT INTO customer_fts (rowid, search_key) VALUES (NEW.id, NEW.search_key);
END;
CREATE TRIGGER customer_fts_delete AFTER DELETE ON customer BEGIN
    INSERT INTO customer_fts (customer_fts, rowid, search_key) VALUES ('delete', OLD.id, OLD.search_key);
END;
CREATE TRIGGER customer_fts_update AFTER UPDATE OF search_key ON customer
    WHEN NEW.search_key <> OLD.search_key BEGIN
    INSERT INTO customer_fts (customer_fts, rowid, search_key) VALUES ('delete', OLD.id, OLD.search_key);
    INSERT INTO customer_fts (rowid, search_key) VALUES (NEW.id, NEW.search_key);
END;
CREATE VIRTUAL TABLE vehicle_fts
    USING fts5(search_key, content = 'vehicle', content_rowid = 'id', tokenize = 'trigram');
CREATE TRIGGER vehicle_fts_insert AFTER INSERT ON vehicle BEGIN
    INSERT INTO vehicle_fts (rowid, search_key) VALUES (NEW.id, NEW.search_key);
END;
CREATE TRIGGER vehicle_fts_delete AFTER DELETE ON vehicle BEGIN
    INSERT INTO vehicle_fts (vehicle_fts, rowid, search_key) VALUES ('delete', OLD.id, OLD.search_key);
END;
CREATE TRIGGER vehicle_fts_update AFTER UPDATE OF search_key ON vehicle
    WHEN NEW.search_key <> OLD.search_key BEGIN
    INSERT INTO vehicle_fts (vehicle_fts, rowid, search_key) VALUES ('delete', OLD.id, OLD.search_key);
    INSERT INTO vehicle_fts (rowid, search_key) VALUES (NEW.id, NEW.search_key);
END;
CREATE VIRTUAL TABLE part_fts
    USING fts5(search_key, content = 'part', content_rowid = 'id', tokenize = 'trigram');
CREATE TRIGGER part_fts_insert AFTER INSERT ON part BEGIN
    INSERT INTO part_fts (rowid, search_key) VALUES (NEW.id, NEW.search_key);
END;
CREATE TRIGGER part_fts_delete AFTER DELETE ON part BEGIN
    INSERT INTO part_fts (part_fts, rowid, search_key) VALUES ('delete', OLD.id, OLD.search_key);
END;
CREATE TRIGGER part_fts_update AFTER UPDATE OF search_key ON part
    WHEN NEW.search_key <> OLD.search_key BEGIN
    INSERT INTO part_fts (part_fts, rowid, search_key) VALUES ('delete', OLD.id, OLD.search_key);
    INSERT INTO part_fts (rowid, search_key) VALUES (NEW.id, NEW.search_key);
END;
