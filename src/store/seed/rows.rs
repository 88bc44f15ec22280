//! The statements that write the rows, table by table.

use serde_json::json;

use super::Facts;
use crate::store::{Sql, sql, sql2};

/// A statement over the numbers `$1 … $2` as `s(n)`, in both dialects; the text is the same but for where the
/// numbers come from, and for the pairs it is given for each engine.
macro_rules! over {
    ($into:literal, $lite:expr, $pg:expr) => {
        sql2(
            concat!(
                "WITH RECURSIVE s(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM s WHERE n < $2) INSERT INTO ",
                $into,
                " SELECT ",
                $lite,
                " FROM s"
            ),
            concat!(
                "INSERT INTO ",
                $into,
                " SELECT ",
                $pg,
                " FROM generate_series(CAST($1 AS BIGINT), CAST($2 AS BIGINT)) AS s(n)"
            ),
        )
    };
    ($into:literal, $same:expr) => {
        over!($into, $same, $same)
    };
}

/// Six digits of a number, for plates and phones.
macro_rules! digits {
    ($n:literal) => {
        concat!("substr(CAST(1000000 + ", $n, " AS TEXT), 2)")
    };
}

fn names() -> serde_json::Value {
    json!([
        "Jansen",
        "Bakker",
        "Visser",
        "Smit",
        "Meijer",
        "Mulder",
        "Bos",
        "Vos",
        "Peters",
        "Hendriks",
        "Dekker",
        "Dijkstra",
        "Brouwer",
        "Koning",
        "Maas",
        "Verhoeven",
        "Willems",
        "Schouten",
        "Kuipers",
        "Postma",
        "Groen",
        "Prins",
        "Hofman",
        "Kramer",
        "Scholten",
        "Vermeer",
        "Molenaar",
        "Boer",
        "Huisman",
        "Gerritsen"
    ])
}

pub(super) fn people(f: &Facts) -> Vec<Sql> {
    vec![
        f.over(
            over!(
                "customer (id, kind, name, sort_key, search_key, postcode, created_at)",
                concat!(
                    "1000 + n, 'person', json_extract($3, '$[' || (n % 30) || ']') || ', ' || n,
                     lower(json_extract($3, '$[' || (n % 30) || ']')) || ', ' || n,
                     lower(json_extract($3, '$[' || (n % 30) || ']')) || ' ' || n || ' 316', '', $4"
                ),
                concat!(
                    "1000 + n, 'person', (CAST($3 AS JSONB) ->> CAST(n % 30 AS INT)) || ', ' || n,
                     lower(CAST($3 AS JSONB) ->> CAST(n % 30 AS INT)) || ', ' || n,
                     lower(CAST($3 AS JSONB) ->> CAST(n % 30 AS INT)) || ' ' || n || ' 316', '', $4"
                )
            ),
            f.size.customers,
        )
        .bind(names())
        .bind(f.noon),
        f.over(
            over!(
                "contact_point (customer_id, kind, value, key, is_primary)",
                concat!("1000 + n, 'phone', '06 4' || ", digits!("n"), ", '+3164' || ", digits!("n"), ", $3")
            ),
            f.size.customers,
        )
        .bind(true),
        f.over(
            over!(
                "vehicle (id, plate, plate_key, plate_country, make, model, year, odometer, search_key, created_at)",
                concat!(
                    "1000 + n, 'Z-' || ", digits!("n"), ", 'Z' || ", digits!("n"), ", 'NL',
                     CASE n % 4 WHEN 0 THEN 'Volvo' WHEN 1 THEN 'VW' WHEN 2 THEN 'Opel' ELSE 'Skoda' END,
                     CASE n % 4 WHEN 0 THEN 'V60' WHEN 1 THEN 'Golf' WHEN 2 THEN 'Astra' ELSE 'Octavia' END,
                     2008 + n % 15, 20000 + (n * 37) % 200000,
                     'z' || ", digits!("n"), " || CASE n % 4 WHEN 0 THEN ' volvo v60' WHEN 1 THEN ' vw golf'
                        WHEN 2 THEN ' opel astra' ELSE ' skoda octavia' END, $3"
                )
            ),
            f.size.vehicles,
        )
        .bind(f.noon),
        f.over(
            over!(
                "ownership (vehicle_id, customer_id, role, from_on)",
                "1000 + n, 1001 + (n - 1) % $3, 'owner', '2020-01-02'",
                "1000 + n, 1001 + (n - 1) % $3, 'owner', DATE '2020-01-02'"
            ),
            f.size.vehicles,
        )
        .bind(f.size.customers),
    ]
}

pub(super) fn parts(f: &Facts) -> Vec<Sql> {
    vec![
        f.over(
            over!(
                "part (id, sku, description, unit, kind, price_minor, tax_code_id, search_key, sort_key, created_at)",
                concat!(
                    "1000 + n, 'PX-' || ", digits!("n"), ",
                     CASE n % 5 WHEN 0 THEN 'Brake pads ' WHEN 1 THEN 'Oil filter ' WHEN 2 THEN 'Spark plug '
                        WHEN 3 THEN 'Wiper blade ' ELSE 'Timing belt ' END || n,
                     'pc', 'part', 1000 + (n % 97) * 50, $3,
                     'px ' || ", digits!("n"), " || CASE n % 5 WHEN 0 THEN ' brake pads ' WHEN 1 THEN ' oil filter '
                        WHEN 2 THEN ' spark plug ' WHEN 3 THEN ' wiper blade ' ELSE ' timing belt ' END || n,
                     CASE n % 5 WHEN 0 THEN 'brake pads ' WHEN 1 THEN 'oil filter ' WHEN 2 THEN 'spark plug '
                        WHEN 3 THEN 'wiper blade ' ELSE 'timing belt ' END || n, $4"
                )
            ),
            f.size.parts,
        )
        .bind(f.tax)
        .bind(f.noon),
        f.over(
            over!(
                "part_code (part_id, kind, code)",
                concat!("1000 + n, 'barcode', '871' || ", digits!("n"), " || '0001'")
            ),
            f.size.parts,
        ),
        f.over(
            over!(
                "stock (site_id, part_id, bin, on_hand_milli, value_minor)",
                concat!("$3, 1000 + n, 'R-' || n % 400, (n % 23) * 1000, (n % 23) * (500 + n % 97)")
            ),
            f.size.parts,
        )
        .bind(f.site),
    ]
}

/// How many days before today the n-th visit was: the first is the oldest, so numbers rise with time.
macro_rules! days {
    () => {
        "(720 - ((n - 1) * 700) / $3)"
    };
}

pub(super) fn visits(f: &Facts) -> Vec<Sql> {
    let bind = |statement: Sql| {
        f.over(statement, f.size.jobs)
            .bind(f.size.jobs)
            .bind(f.site)
            .bind(f.noon)
    };
    vec![
        bind(over!(
            "booking (id, site_id, number, customer_id, vehicle_id, booking_type_id, status, arrival, source,
                starts_at, ends_at, created_at)",
            concat!(
                "1000 + n, $4, 'BK-' || strftime('%Y', ($5 - ", days!(), " * 86400000000) / 1000000, 'unixepoch')
                    || '-9' || ", digits!("n"), ",
                 1001 + ((n - 1) % $6) % $7, 1001 + (n - 1) % $6, $8, 'fulfilled', 'drop', 'phone',
                 $5 - ", days!(), " * 86400000000 + (n % 16) * 900000000 - 14400000000,
                 $5 - ", days!(), " * 86400000000 + (n % 16) * 900000000 - 10800000000, $5 - ", days!(), " * 86400000000"
            ),
            concat!(
                "1000 + n, $4, 'BK-' || to_char($5 - ", days!(), " * INTERVAL '1 day', 'YYYY')
                    || '-9' || ", digits!("n"), ",
                 1001 + ((n - 1) % $6) % $7, 1001 + (n - 1) % $6, $8, 'fulfilled', 'drop', 'phone',
                 $5 - ", days!(), " * INTERVAL '1 day' + (n % 16) * INTERVAL '15 minutes' - INTERVAL '4 hours',
                 $5 - ", days!(), " * INTERVAL '1 day' + (n % 16) * INTERVAL '15 minutes' - INTERVAL '3 hours',
                 $5 - ", days!(), " * INTERVAL '1 day'"
            )
        ))
        .bind(f.size.vehicles)
        .bind(f.size.customers)
        .bind(f.kind),
        sql("INSERT INTO occupancy (site_id, booking_id, bay_id, starts_at, ends_at, blocks)
             SELECT site_id, id, $1 + id % $2, starts_at, ends_at, FALSE FROM booking WHERE id > 1000 ORDER BY id")
        .bind(f.first_bay)
        .bind(f.bays),
        sql(
            "INSERT INTO job (id, site_id, number, booking_id, customer_id, vehicle_id, status, state_since, arrived_at,
                promised_at, ready_at, collected_at, odometer_in, created_at)
             SELECT id, site_id, 'JOB-' || year || '-'
                    || CASE WHEN seq < 10000 THEN substr(CAST(10000 + seq AS TEXT), 2) ELSE CAST(seq AS TEXT) END,
                id, customer_id, vehicle_id, 'collected', ends_at, starts_at, ends_at, ends_at, ends_at,
                30000 + id % 90000, created_at
             FROM (SELECT id, site_id, customer_id, vehicle_id, starts_at, ends_at, created_at,
                    substr(number, 4, 4) AS year,
                    ROW_NUMBER() OVER (PARTITION BY substr(number, 4, 4) ORDER BY id) AS seq
                FROM booking WHERE id > 1000) b",
        ),
        sql("INSERT INTO work_item (id, job_id, position, title)
             SELECT id, id, 1, CASE id % 3 WHEN 0 THEN 'Small service' WHEN 1 THEN 'Brakes' ELSE 'Inspection' END
             FROM job WHERE id > 1000"),
    ]
}

pub(super) fn lines(f: &Facts) -> Vec<Sql> {
    vec![
        sql("INSERT INTO job_line (id, site_id, job_id, work_item_id, position, kind, description, qty_milli, unit,
                unit_price_minor, tax_code_id, auth, authorised_minor)
             SELECT id * 3, site_id, id, id, 1, 'labour', 'Labour', 1000, 'h', 7900, $1, 'authorised', 7900
             FROM job WHERE id > 1000")
        .bind(f.tax),
        sql("INSERT INTO job_line (id, site_id, job_id, work_item_id, position, kind, part_id, description, qty_milli,
                unit, unit_price_minor, tax_code_id, auth, authorised_minor, part_status, issued_milli, cost_minor)
             SELECT j.id * 3 + 1, j.site_id, j.id, j.id, 2, 'part', p.id, p.description, 1000, 'pc', p.price_minor, $1,
                'authorised', p.price_minor, 'issued', 1000, 500 + (p.id - 1000) % 97
             FROM job j JOIN part p ON p.id = 1001 + (j.id * 7) % $2 WHERE j.id > 1000")
        .bind(f.tax)
        .bind(f.size.parts),
        sql("INSERT INTO job_line (id, site_id, job_id, work_item_id, position, kind, part_id, description, qty_milli,
                unit, unit_price_minor, tax_code_id, auth, authorised_minor, part_status, issued_milli, cost_minor)
             SELECT j.id * 3 + 2, j.site_id, j.id, j.id, 3, 'part', p.id, p.description, 1000, 'pc', p.price_minor, $1,
                'authorised', p.price_minor, 'issued', 1000, 500 + (p.id - 1000) % 97
             FROM job j JOIN part p ON p.id = 1001 + (j.id * 13 + 5) % $2 WHERE j.id > 1000")
        .bind(f.tax)
        .bind(f.size.parts),
        sql("INSERT INTO task (site_id, job_id, work_item_id, job_line_id, position, title, planned_min, status, done_at)
             SELECT site_id, id, id, id * 3, 1, 'Labour', 60, 'done', ready_at FROM job WHERE id > 1000"),
    ]
}

pub(super) fn ledger(f: &Facts) -> Vec<Sql> {
    vec![
        sql2(
            "INSERT INTO stock_movement (site_id, part_id, kind, on_hand_milli, value_minor, document, at)
             SELECT s.site_id, s.part_id, 'opening',
                s.on_hand_milli + COALESCE(u.used, 0) * 1000,
                s.value_minor + COALESCE(u.used, 0) * (500 + (s.part_id - 1000) % 97), 'Opening', $1 - 63072000000000
             FROM stock s LEFT JOIN (SELECT part_id, count(*) AS used FROM job_line
                WHERE part_id IS NOT NULL GROUP BY part_id) u ON u.part_id = s.part_id
             WHERE s.part_id > 1000",
            "INSERT INTO stock_movement (site_id, part_id, kind, on_hand_milli, value_minor, document, at)
             SELECT s.site_id, s.part_id, 'opening',
                s.on_hand_milli + COALESCE(u.used, 0) * 1000,
                s.value_minor + COALESCE(u.used, 0) * (500 + (s.part_id - 1000) % 97), 'Opening',
                $1 - INTERVAL '730 days'
             FROM stock s LEFT JOIN (SELECT part_id, count(*) AS used FROM job_line
                WHERE part_id IS NOT NULL GROUP BY part_id) u ON u.part_id = s.part_id
             WHERE s.part_id > 1000",
        )
        .bind(f.noon),
        sql("INSERT INTO stock_movement (site_id, part_id, kind, on_hand_milli, value_minor, job_line_id, document, at)
             SELECT l.site_id, l.part_id, 'issue', -1000, -l.cost_minor, l.id, j.number, j.ready_at
             FROM job_line l JOIN job j ON j.id = l.job_id WHERE l.id > 3000 AND l.part_id IS NOT NULL"),
    ]
}

pub(super) fn invoices(f: &Facts) -> Vec<Sql> {
    vec![
        sql2(
            "INSERT INTO invoice (id, site_id, origin, job_id, customer_id, issued_on, supply_on, due_on,
                seller_name, customer_name, vehicle_text, job_number, currency, country, created_at)
             SELECT j.id, j.site_id, 'job', j.id, j.customer_id, date(j.ready_at / 1000000, 'unixepoch'),
                date(j.ready_at / 1000000, 'unixepoch'), date(j.ready_at / 1000000, 'unixepoch', '+14 days'),
                'Garage Voorbeeld', c.name, v.plate || ' ' || v.make || ' ' || v.model, j.number, 'EUR', 'NL', j.ready_at
             FROM job j JOIN customer c ON c.id = j.customer_id JOIN vehicle v ON v.id = j.vehicle_id WHERE j.id > 1000",
            "INSERT INTO invoice (id, site_id, origin, job_id, customer_id, issued_on, supply_on, due_on,
                seller_name, customer_name, vehicle_text, job_number, currency, country, created_at)
             SELECT j.id, j.site_id, 'job', j.id, j.customer_id, CAST(j.ready_at AT TIME ZONE 'UTC' AS DATE),
                CAST(j.ready_at AT TIME ZONE 'UTC' AS DATE), CAST(j.ready_at AT TIME ZONE 'UTC' AS DATE) + 14,
                'Garage Voorbeeld', c.name, v.plate || ' ' || v.make || ' ' || v.model, j.number, 'EUR', 'NL', j.ready_at
             FROM job j JOIN customer c ON c.id = j.customer_id JOIN vehicle v ON v.id = j.vehicle_id WHERE j.id > 1000",
        ),
        sql("INSERT INTO invoice_line (invoice_id, position, job_line_id, part_id, kind, description, qty_milli, unit,
                unit_price_minor, total_minor, cost_minor, tax_code_id, tax_code, tax_name)
             SELECT l.job_id, l.position, l.id, l.part_id, l.kind, l.description, l.qty_milli, l.unit,
                l.unit_price_minor, l.unit_price_minor, l.cost_minor, l.tax_code_id, t.code, t.name
             FROM job_line l JOIN tax_code t ON t.id = l.tax_code_id WHERE l.id > 3000"),
        sql("INSERT INTO invoice_tax (invoice_id, position, code, name, treatment, rate_ppm, base_minor, tax_minor)
             SELECT x.invoice_id, 1, t.code, t.name, 'taxed', 210000, x.net, (x.net * 210000 + 500000) / 1000000
             FROM (SELECT invoice_id, CAST(SUM(total_minor) AS BIGINT) AS net FROM invoice_line
                WHERE invoice_id > 1000 GROUP BY invoice_id) x JOIN tax_code t ON t.id = $1")
        .bind(f.tax),
        sql("UPDATE invoice SET status = 'posted', posted_at = created_at, net_minor = x.base_minor,
                tax_minor = x.tax_minor, total_minor = x.base_minor + x.tax_minor,
                paid_minor = CASE WHEN invoice.id % 50 = 0 THEN 0 ELSE x.base_minor + x.tax_minor END,
                series = 'INV', year = CAST(substr(invoice.job_number, 5, 4) AS BIGINT),
                seq = CAST(substr(invoice.job_number, 10) AS BIGINT),
                number = 'INV-' || substr(invoice.job_number, 5)
             FROM invoice_tax x WHERE x.invoice_id = invoice.id AND invoice.id > 1000"),
    ]
}

pub(super) fn money(f: &Facts) -> Vec<Sql> {
    let mut steps = vec![
        sql("INSERT INTO payment (id, site_id, number, customer_id, direction, tender, amount_minor, allocated_minor,
                reference, status, request_key, at)
             SELECT id, site_id, 'RCPT' || substr(number, 4), customer_id, 'in', 'card', total_minor, total_minor,
                '', 'verified', 'bulk-' || id, created_at
             FROM invoice WHERE id > 1000 AND paid_minor > 0"),
        sql("INSERT INTO payment_allocation (payment_id, invoice_id, amount_minor, at)
             SELECT id, id, amount_minor, at FROM payment WHERE id > 1000"),
    ];
    for series in ["JOB", "INV", "RCPT"] {
        steps.push(next_number(series).bind(f.site));
    }
    steps
}

/// Lets each series go on after the bulk; a year's bulk has as many jobs as invoices.
fn next_number(series: &'static str) -> Sql {
    sql("INSERT INTO number_series (series, pattern, site_id, year, next)
         SELECT $1, $1 || '-[SITE-]YYYY-NNNN', $2, year, MAX(seq) + 1 FROM invoice WHERE id > 1000 GROUP BY year")
    .bind(series)
}
