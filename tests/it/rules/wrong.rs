//! The wrong rows, and the right ones next to them.

/// Rule, table, and what the copy says otherwise.
pub type Wrong = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// Copies that break the rule they are listed with, and no other.
pub const COPIES: &[Wrong] = &[
    ("uq_site_code", "site", &[]),
    (
        "ck_site_fiscal_month",
        "site",
        &[("code", "'B'"), ("fiscal_month", "13")],
    ),
    ("uq_site_hours_site_id_weekday", "site_hours", &[]),
    ("ck_site_hours_weekday", "site_hours", &[("weekday", "8")]),
    (
        "ck_site_hours_span",
        "site_hours",
        &[("weekday", "2"), ("closes_mod", "480")],
    ),
    ("uq_staff_login", "staff", &[]),
    ("ck_staff_hours_weekday", "staff_hours", &[("weekday", "0")]),
    ("ck_staff_hours_span", "staff_hours", &[("to_mod", "480")]),
    ("uq_role_code", "role", &[]),
    (
        "uq_role_permission_role_id_permission",
        "role_permission",
        &[],
    ),
    ("uq_staff_role_staff_id_role_id_site_id", "staff_role", &[]),
    ("uq_session_token_hash", "session", &[]),
    ("uq_presence_session_id_entity_entity_id", "presence", &[]),
    ("uq_tax_code_code", "tax_code", &[]),
    (
        "uq_tax_rate_tax_code_id_component_valid_from",
        "tax_rate",
        &[("rate_ppm", "160000")],
    ),
    (
        "ck_tax_rate_rate_ppm",
        "tax_rate",
        &[("component", "'city'"), ("rate_ppm", "-1")],
    ),
    ("uq_booking_type_code", "booking_type", &[]),
    ("uq_labour_rate_site_id_code_valid_from", "labour_rate", &[]),
    ("uq_operation_code", "operation", &[]),
    (
        "uq_contact_point_customer_id_kind",
        "contact_point",
        &[("key", "'+492'")],
    ),
    (
        "uq_vehicle_plate_country_plate_key",
        "vehicle",
        &[("plate", "'BAB 12'")],
    ),
    (
        "uq_ownership_vehicle_id",
        "ownership",
        &[("from_on", "'2025-01-01'")],
    ),
    ("uq_part_sku", "part", &[]),
    ("uq_part_code_code", "part_code", &[]),
    ("uq_stock_part_id_site_id", "stock", &[("bin", "'A2'")]),
    ("ck_stock_on_hand", "stock", &[("on_hand_milli", "-1")]),
    ("ck_stock_reserved", "stock", &[("reserved_milli", "-1")]),
    ("ck_stock_on_order", "stock", &[("on_order_milli", "-1")]),
    ("uq_canned_job_code", "canned_job", &[]),
    ("uq_template_event_channel_locale", "template", &[]),
    (
        "uq_outbox_dedup_key",
        "outbox",
        &[("to_address", "'b@example.org'")],
    ),
    ("uq_booking_number", "booking", &[]),
    (
        "ck_booking_span",
        "booking",
        &[("number", "'BK-2'"), ("ends_at", "T(8)")],
    ),
    (
        "ck_occupancy_one",
        "occupancy",
        &[
            ("staff_id", "1"),
            ("starts_at", "T(12)"),
            ("ends_at", "T(13)"),
        ],
    ),
    (
        "ck_occupancy_span",
        "occupancy",
        &[("starts_at", "T(12)"), ("ends_at", "T(37)")],
    ),
    (
        "ex_occupancy_bay",
        "occupancy",
        &[("starts_at", "T(9)"), ("ends_at", "T(11)")],
    ),
    (
        "ex_occupancy_staff",
        "occupancy",
        &[
            ("bay_id", "NULL"),
            ("staff_id", "1"),
            ("starts_at", "T(7)"),
            ("ends_at", "T(9)"),
        ],
    ),
    (
        "ex_occupancy_vehicle",
        "occupancy",
        &[
            ("bay_id", "NULL"),
            ("vehicle_id", "1"),
            ("starts_at", "T(0)"),
            ("ends_at", "T(24)"),
        ],
    ),
    ("uq_job_booking_id", "job", &[("number", "'JOB-2'")]),
    ("uq_job_number", "job", &[("booking_id", "NULL")]),
    ("uq_job_line_job_id_position", "job_line", &[]),
    (
        "ck_job_line_qty",
        "job_line",
        &[("position", "2"), ("qty_milli", "0")],
    ),
    (
        "ck_job_line_price",
        "job_line",
        &[("position", "2"), ("unit_price_minor", "0")],
    ),
    (
        "ck_job_line_issued",
        "job_line",
        &[("position", "2"), ("returned_milli", "1001")],
    ),
    ("uq_task_job_id_position", "task", &[]),
    (
        "uq_time_segment_staff_id_lane",
        "time_segment",
        &[("started_at", "T(9)")],
    ),
    (
        "ck_time_segment_span",
        "time_segment",
        &[("stopped_at", "T(7)")],
    ),
    ("uq_number_series_site_id_series_year", "number_series", &[]),
    (
        "uq_invoice_site_id_series_year_seq",
        "invoice",
        POSTED_TWICE,
    ),
    ("uq_invoice_number", "invoice", NUMBERED_TWICE),
    ("ck_invoice_number", "invoice", &[("status", "'posted'")]),
    ("ck_invoice_total", "invoice", &[("total_minor", "1427")]),
    (
        "ck_invoice_paid",
        "invoice",
        &[("paid_minor", "1000"), ("credited_minor", "429")],
    ),
    (
        "uq_invoice_line_job_line_id",
        "invoice_line",
        &[("position", "2")],
    ),
    (
        "uq_payment_number",
        "payment",
        &[("request_key", "'form-2'")],
    ),
    (
        "uq_payment_request_key",
        "payment",
        &[("number", "'RCPT-2'")],
    ),
    (
        "ck_payment_change",
        "payment",
        &[
            ("number", "'RCPT-2'"),
            ("request_key", "'form-2'"),
            ("change_minor", "70"),
        ],
    ),
    (
        "ck_payment_allocated",
        "payment",
        &[
            ("number", "'RCPT-2'"),
            ("request_key", "'form-2'"),
            ("allocated_minor", "1429"),
        ],
    ),
    (
        "uq_alert_kind_entity_entity_id_cycle",
        "alert",
        &[("raised_at", "T(5)")],
    ),
    ("uq_setting_scope_key", "setting", &[("value", "'1'")]),
    ("uq_periodic_task_site_id_name", "periodic_task", &[]),
    ("uq_lease_name", "lease", &[("holder", "'other'")]),
    ("uq_site_closure_site_id_day_on", "site_closure", &[]),
    (
        "ck_site_closure_span",
        "site_closure",
        &[("day_on", "'2026-12-24'"), ("opens_mod", "480")],
    ),
    ("ck_absence_span", "absence", &[("ends_at", "T(24)")]),
    ("uq_staff_skill_staff_id_skill", "staff_skill", &[]),
    (
        "ck_staff_skill_level",
        "staff_skill",
        &[("skill", "'tyres'"), ("level", "4")],
    ),
    ("uq_bay_ability_bay_id_ability", "bay_ability", &[]),
    ("ck_waiting_need", "waiting", &[("need_min", "0")]),
    ("ck_leg_window", "leg", &[("window_to_at", "T(7)")]),
    (
        "ck_courtesy_loan_span",
        "courtesy_loan",
        &[("due_at", "T(30)")],
    ),
    ("uq_job_category_name", "job_category", &[]),
    ("uq_canned_price_canned_job_id_class", "canned_price", &[]),
    (
        "ck_canned_price_price",
        "canned_price",
        &[("class", "'large'"), ("price_minor", "-1")],
    ),
    ("uq_favourite_staff_id_canned_job_id", "favourite", &[]),
    ("uq_vehicle_model_make_model_fuel", "vehicle_model", &[]),
    ("uq_saved_view_staff_id_list_name", "saved_view", &[]),
    ("uq_inspection_form_name", "inspection_form", &[]),
    (
        "uq_inspection_point_inspection_id_position",
        "inspection_point",
        &[],
    ),
    ("uq_estimate_number_revision", "estimate", &[]),
    ("uq_deferred_work_job_line_id", "deferred_work", &[]),
    ("ck_attachment_bytes", "attachment", &[("bytes", "0")]),
    ("uq_sublet_job_line_id", "sublet", &[]),
    ("uq_rating_job_id", "rating", &[]),
    (
        "ck_rating_score",
        "rating",
        &[("job_id", "2"), ("score", "6")],
    ),
    (
        "uq_task_equipment_task_id_equipment_id",
        "task_equipment",
        &[],
    ),
    (
        "ex_occupancy_equipment",
        "occupancy",
        &[
            ("bay_id", "NULL"),
            ("equipment_id", "1"),
            ("starts_at", "T(9)"),
            ("ends_at", "T(11)"),
        ],
    ),
];

pub const POSTED: &[(&str, &str)] = &[
    ("status", "'posted'"),
    ("number", "'INV-2026-0001'"),
    ("series", "'INV'"),
    ("year", "2026"),
    ("seq", "1"),
];
const POSTED_TWICE: &[(&str, &str)] = &[
    ("status", "'posted'"),
    ("number", "'INV-2026-0002'"),
    ("series", "'INV'"),
    ("year", "2026"),
    ("seq", "1"),
];
const NUMBERED_TWICE: &[(&str, &str)] = &[
    ("status", "'posted'"),
    ("number", "'INV-2026-0001'"),
    ("series", "'INV'"),
    ("year", "2026"),
    ("seq", "2"),
];

/// Copies that look like one of those and are right.
pub const RIGHT: &[(&str, &[(&str, &str)])] = &[
    // A log-in is optional, and two people without one are two people.
    ("staff", &[("login", "NULL")]),
    ("staff", &[("login", "NULL")]),
    // A second number that is not the first one to call.
    ("contact_point", &[("is_primary", "FALSE")]),
    // The plate has moved on; and a car without a plate is not the car without a plate next to it.
    ("vehicle", &[("archived_at", "T(5)")]),
    ("vehicle", &[("plate_key", "''")]),
    ("vehicle", &[("plate_key", "''")]),
    // Yesterday's owner, and a driver beside the owner.
    ("ownership", &[("to_on", "'2025-01-01'")]),
    ("ownership", &[("role", "'driver'")]),
    // A supplier's number may repeat; a barcode may not.
    ("part_code", &[("kind", "'supplier'")]),
    // The next one begins when this one ends.
    ("occupancy", &[("starts_at", "T(10)"), ("ends_at", "T(12)")]),
    ("occupancy", &[("starts_at", "T(7)"), ("ends_at", "T(8)")]),
    // Closed, not booked: but it blocks no less, so it needs another time.
    (
        "occupancy",
        &[
            ("booking_id", "NULL"),
            ("reason", "'lunch'"),
            ("starts_at", "T(12)"),
            ("ends_at", "T(13)"),
        ],
    ),
    // An internal job has no booking.
    ("job", &[("number", "'JOB-9'"), ("booking_id", "NULL")]),
    // Words have no quantity, and a gift has a reason.
    (
        "job_line",
        &[
            ("position", "7"),
            ("kind", "'note'"),
            ("qty_milli", "0"),
            ("unit_price_minor", "0"),
        ],
    ),
    (
        "job_line",
        &[
            ("position", "8"),
            ("unit_price_minor", "0"),
            ("free_reason", "'goodwill'"),
        ],
    ),
    // On the clock for the day, and at work on a task.
    (
        "time_segment",
        &[
            ("lane", "'shift'"),
            ("kind", "'shift'"),
            ("task_id", "NULL"),
        ],
    ),
    ("time_segment", &[("stopped_at", "T(9)")]),
    // Drafts have no number, however many there are.
    ("invoice", &[("note", "'second'")]),
    ("invoice", &[("note", "'third'")]),
    // A voided draft lets its lines go.
    ("invoice_line", &[("live", "FALSE")]),
    // By card there is no change; cash rounding counts as paid.
    (
        "payment",
        &[
            ("number", "'RCPT-8'"),
            ("request_key", "'f8'"),
            ("tender", "'card'"),
            ("tendered_minor", "NULL"),
            ("change_minor", "0"),
        ],
    ),
    (
        "payment",
        &[
            ("number", "'RCPT-9'"),
            ("request_key", "'f9'"),
            ("amount_minor", "1425"),
            ("rounding_minor", "3"),
            ("change_minor", "75"),
        ],
    ),
    // The next dip is another alert.
    ("alert", &[("cycle", "1")]),
    // Other hours instead of none.
    (
        "site_closure",
        &[
            ("day_on", "'2026-12-24'"),
            ("opens_mod", "480"),
            ("closes_mod", "720"),
        ],
    ),
    // The next version of the same estimate.
    ("estimate", &[("revision", "2")]),
];
