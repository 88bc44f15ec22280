//! Which column stands behind each key of each list.

use super::actions::{booking_action, booking_late, booking_open, job_action, job_late, job_open};
use crate::domain::filter::{List, Sort};

/// How a column is compared and sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Small letters without accents, never NULL, sorted by its signs.
    Folded,
    /// Words as people wrote them.
    Lower,
    /// The key of a plate.
    Plate,
    /// The key of a phone number.
    Phone,
    /// Whole numbers, in the smallest unit.
    Number,
    /// A day.
    Date,
    /// A point in time.
    Instant,
    /// A word of an enum.
    Words,
    /// A condition.
    Flag,
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub key: &'static str,
    pub shape: Shape,
    pub lite: &'static str,
    pub pg: &'static str,
    /// Round a condition on rows of another table.
    pub before: &'static str,
    pub after: &'static str,
    /// Words that are more than a value of the column, as conditions.
    pub special: &'static [(&'static str, &'static str)],
    /// Where values to offer come from, when not from the list itself.
    pub values: Option<(&'static str, &'static str)>,
    /// Makes of cars have more than one name.
    pub brands: bool,
}

const fn col(key: &'static str, shape: Shape, expr: &'static str) -> Column {
    Column {
        key,
        shape,
        lite: expr,
        pg: expr,
        before: "",
        after: "",
        special: &[],
        values: None,
        brands: false,
    }
}

impl Column {
    const fn within(mut self, before: &'static str, after: &'static str) -> Self {
        (self.before, self.after) = (before, after);
        self
    }

    const fn or(mut self, special: &'static [(&'static str, &'static str)]) -> Self {
        self.special = special;
        self
    }

    const fn of(mut self, expr: &'static str, from: &'static str) -> Self {
        self.values = Some((expr, from));
        self
    }

    const fn brand(mut self) -> Self {
        self.brands = true;
        self
    }
}

/// A list in the store.
#[derive(Debug)]
pub(super) struct Source {
    pub shown: &'static str,
    /// The table is `r`; every join finds one row at most.
    pub from: &'static str,
    /// Begins with WHERE.
    pub base: &'static str,
    /// Holds unless somebody asks for those put away.
    pub living: &'static str,
    pub columns: &'static [Column],
    /// Where a word without a key is looked for.
    pub words: &'static [&'static str],
    pub order: Sort,
}

impl Source {
    /// The column of a key; there is one for each, a test says.
    pub(super) fn column(&self, key: &str) -> &Column {
        let found = self.columns.iter().find(|c| c.key == key);
        found.unwrap_or(&self.columns[0])
    }
}

const MECHANICS: (&str, &str) = ("s.name", "staff s");
const BAYS: (&str, &str) = ("y.name", "bay y");
const ON_TASK: &str =
    "EXISTS (SELECT 1 FROM task t JOIN staff s ON s.id = t.staff_id WHERE t.job_id = r.id AND ";
const OF_CUSTOMER: &str = "EXISTS (SELECT 1 FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
    WHERE o.customer_id = r.id AND o.to_on IS NULL AND ";

/// Whether the job `r` has left the lists (R-26): it ended so long ago.
macro_rules! job_away {
    () => {
        "(r.status IN ('closed', 'cancelled') AND r.state_since < {archive})"
    };
}

const JOBS: Source = Source {
    shown: concat!(
        "r.id, r.number, r.status, v.plate, v.make, v.model, c.name AS customer,
        (SELECT w.title FROM work_item w WHERE w.job_id = r.id ORDER BY w.position LIMIT 1) AS work,
        (SELECT s.name FROM task t JOIN staff s ON s.id = t.staff_id WHERE t.job_id = r.id AND t.status <> 'cancelled'
         ORDER BY t.status IN ('done', 'verified'), t.position LIMIT 1) AS mech,
        r.priority, r.promised_at, r.parking, r.key_tag, ",
        job_action!(),
        " AS action"
    ),
    from: "job r JOIN vehicle v ON v.id = r.vehicle_id JOIN customer c ON c.id = r.customer_id",
    base: " WHERE r.site_id = {site}",
    living: concat!(" AND NOT ", job_away!()),
    columns: &[
        col("number", Shape::Lower, "r.number"),
        col("plate", Shape::Plate, "v.plate_key"),
        col("customer", Shape::Folded, "c.sort_key"),
        col("make", Shape::Lower, "v.make").brand(),
        col("model", Shape::Lower, "v.model"),
        col("status", Shape::Words, "r.status").or(&[
            ("late", job_late!()),
            ("open", job_open!()),
        ]),
        col("mech", Shape::Lower, "s.name").within(ON_TASK, ")").of(MECHANICS.0, MECHANICS.1),
        col(
            "work",
            Shape::Lower,
            "(SELECT w.title FROM work_item w WHERE w.job_id = r.id ORDER BY w.position LIMIT 1)",
        ),
        col("priority", Shape::Number, "r.priority"),
        col("promised", Shape::Instant, "r.promised_at"),
        col("arrived", Shape::Instant, "r.arrived_at"),
        col("collected", Shape::Instant, "r.collected_at"),
        col("parking", Shape::Lower, "r.parking"),
        col("key", Shape::Lower, "r.key_tag"),
        col("action", Shape::Words, job_action!()).or(&[
            (
                "yes",
                concat!(job_open!(), " AND (", job_late!(), " OR ", job_action!(), " NOT IN ('waiting', 'parts', 'none'))"),
            ),
            (
                "no",
                concat!("NOT (", job_late!(), " OR ", job_action!(), " NOT IN ('waiting', 'parts', 'none'))"),
            ),
        ]),
        col("archived", Shape::Flag, job_away!()),
        col(
            "paid",
            Shape::Flag,
            "EXISTS (SELECT 1 FROM invoice i WHERE i.job_id = r.id AND i.status = 'posted' AND i.kind = 'invoice'
                AND i.owed_minor = 0)",
        ),
    ],
    words: &["number", "plate", "customer", "make", "model", "work"],
    order: Sort { key: "number", down: true },
};

const BOOKINGS: Source = Source {
    shown: concat!(
        "r.id, r.number, r.status, v.plate, c.name AS customer, k.title, r.wish, r.starts_at,
        (SELECT y.name FROM occupancy o JOIN bay y ON y.id = o.bay_id WHERE o.booking_id = r.id
         ORDER BY o.starts_at LIMIT 1) AS bay,
        (SELECT s.name FROM occupancy o JOIN staff s ON s.id = o.staff_id WHERE o.booking_id = r.id
         ORDER BY o.starts_at LIMIT 1) AS mech, ",
        booking_action!(),
        " AS action"
    ),
    from: "booking r JOIN customer c ON c.id = r.customer_id JOIN booking_type k ON k.id = r.booking_type_id
        LEFT JOIN vehicle v ON v.id = r.vehicle_id",
    base: " WHERE r.site_id = {site}",
    living: "",
    columns: &[
        col("number", Shape::Lower, "r.number"),
        col("plate", Shape::Plate, "v.plate_key"),
        col("customer", Shape::Folded, "c.sort_key"),
        col("make", Shape::Lower, "v.make").brand(),
        col("model", Shape::Lower, "v.model"),
        col("status", Shape::Words, "r.status").or(&[
            ("late", booking_late!()),
            ("open", booking_open!()),
        ]),
        col("type", Shape::Lower, "k.title"),
        col("mech", Shape::Lower, "s.name")
            .within(
                "EXISTS (SELECT 1 FROM occupancy o JOIN staff s ON s.id = o.staff_id WHERE o.booking_id = r.id AND ",
                ")",
            )
            .of(MECHANICS.0, MECHANICS.1),
        col("bay", Shape::Lower, "y.name")
            .within(
                "EXISTS (SELECT 1 FROM occupancy o JOIN bay y ON y.id = o.bay_id WHERE o.booking_id = r.id AND ",
                ")",
            )
            .of(BAYS.0, BAYS.1),
        col("wish", Shape::Lower, "r.wish"),
        col("day", Shape::Instant, "r.starts_at"),
        col("moves", Shape::Number, "r.moves"),
        col("source", Shape::Words, "r.source"),
        col("arrival", Shape::Words, "r.arrival"),
        col("action", Shape::Words, booking_action!()).or(&[
            ("yes", concat!(booking_open!(), " AND ", booking_action!(), " <> 'none'")),
            ("no", concat!(booking_action!(), " = 'none'")),
        ]),
    ],
    words: &["number", "plate", "customer", "make", "model", "wish"],
    order: Sort { key: "day", down: true },
};

const CUSTOMERS: Source = Source {
    shown: "r.id, r.kind, r.name, r.sort_key,
        (SELECT value FROM contact_point p WHERE p.customer_id = r.id AND p.kind = 'phone'
         ORDER BY p.is_primary DESC, p.id LIMIT 1) AS phone,
        (SELECT value FROM contact_point p WHERE p.customer_id = r.id AND p.kind = 'email'
         ORDER BY p.is_primary DESC, p.id LIMIT 1) AS email,
        (SELECT string_agg(v.plate, ', ') FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
         WHERE o.customer_id = r.id AND o.to_on IS NULL AND v.archived_at IS NULL) AS plates,
        r.archived_at",
    from: "customer r",
    base: " WHERE r.merged_into_id IS NULL",
    living: " AND r.archived_at IS NULL",
    columns: &[
        col("name", Shape::Folded, "r.sort_key"),
        col("kind", Shape::Words, "r.kind"),
        col("phone", Shape::Phone, "p.key").within(
            "EXISTS (SELECT 1 FROM contact_point p WHERE p.customer_id = r.id AND p.kind = 'phone' AND ",
            ")",
        ),
        col("email", Shape::Lower, "p.key").within(
            "EXISTS (SELECT 1 FROM contact_point p WHERE p.customer_id = r.id AND p.kind = 'email' AND ",
            ")",
        ),
        col("plate", Shape::Plate, "v.plate_key").within(OF_CUSTOMER, ")"),
        col("make", Shape::Lower, "v.make")
            .within(OF_CUSTOMER, ")")
            .of("v.make", "vehicle v")
            .brand(),
        col("address", Shape::Lower, "r.address"),
        col("postcode", Shape::Lower, "r.postcode"),
        col("tell", Shape::Words, "r.channel"),
        col("account", Shape::Flag, "r.on_account"),
        col(
            "owes",
            Shape::Number,
            "(SELECT CAST(COALESCE(SUM(i.owed_minor), 0) AS BIGINT) FROM invoice i
              WHERE i.customer_id = r.id AND i.owed_minor > 0)",
        ),
        col("noshows", Shape::Number, "r.no_shows"),
        col("since", Shape::Instant, "r.created_at"),
        col("archived", Shape::Flag, "r.archived_at IS NOT NULL"),
    ],
    words: &["name", "plate", "phone", "email"],
    order: Sort { key: "name", down: false },
};

const VEHICLES: Source = Source {
    shown: "r.id, r.plate, r.make, r.model, r.year, r.odometer, r.inspection_due_on,
        c.id AS customer_id, c.name AS customer,
        (SELECT value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'phone'
         ORDER BY p.is_primary DESC, p.id LIMIT 1) AS phone,
        (SELECT COUNT(DISTINCT d.work_item_id) FROM deferred_work d
         WHERE d.vehicle_id = r.id AND d.status IN ('open', 'reminded')) AS deferred,
        (SELECT CAST(COALESCE(SUM(d.amount_minor), 0) AS BIGINT) FROM deferred_work d
         WHERE d.vehicle_id = r.id AND d.status IN ('open', 'reminded')) AS deferred_minor",
    from: "vehicle r LEFT JOIN customer c ON c.id =
            (SELECT o.customer_id FROM ownership o WHERE o.vehicle_id = r.id AND o.to_on IS NULL
             ORDER BY o.role DESC LIMIT 1)",
    base: " WHERE TRUE",
    living: " AND r.archived_at IS NULL",
    columns: &[
        col("plate", Shape::Plate, "r.plate_key"),
        col("make", Shape::Lower, "r.make").brand(),
        col("model", Shape::Lower, "r.model"),
        col("year", Shape::Number, "r.year"),
        col("fuel", Shape::Lower, "r.fuel"),
        col("class", Shape::Lower, "r.class"),
        col("body", Shape::Lower, "r.body"),
        col("gearbox", Shape::Lower, "r.gearbox"),
        col("drive", Shape::Lower, "r.drive"),
        col("colour", Shape::Lower, "r.colour"),
        col("doors", Shape::Number, "r.doors"),
        col("seats", Shape::Number, "r.seats"),
        col("engine", Shape::Number, "r.engine_cc"),
        col("power", Shape::Number, "r.power_kw"),
        col("km", Shape::Number, "r.odometer"),
        col("vin", Shape::Lower, "r.vin"),
        col("owner", Shape::Folded, "c.sort_key"),
        col("inspection", Shape::Date, "r.inspection_due_on"),
        col("service", Shape::Date, "r.service_due_on"),
        col("use", Shape::Words, "r.use"),
        col(
            "recall",
            Shape::Flag,
            "r.recall <> '' AND r.recall_done_on IS NULL",
        ),
        col(
            "deferred",
            Shape::Flag,
            "EXISTS (SELECT 1 FROM deferred_work d WHERE d.vehicle_id = r.id AND d.status IN ('open', 'reminded'))",
        ),
        col("archived", Shape::Flag, "r.archived_at IS NOT NULL"),
    ],
    words: &["plate", "make", "model", "owner", "vin"],
    order: Sort {
        key: "plate",
        down: false,
    },
};

const PARTS: Source = Source {
    shown: "r.id, r.sku, r.description, r.unit, r.kind, r.stocked, r.price_minor, r.sort_key,
        COALESCE(s.bin, '') AS bin, COALESCE(s.on_hand_milli, 0) AS on_hand_milli,
        COALESCE(s.reserved_milli, 0) AS reserved_milli, COALESCE(s.on_order_milli, 0) AS on_order_milli,
        COALESCE(s.reorder_milli, 0) AS reorder_milli, (s.oversold IS NOT NULL AND s.oversold) AS oversold",
    from: "part r LEFT JOIN stock s ON s.part_id = r.id AND s.site_id = {site}",
    base: " WHERE TRUE",
    living: " AND r.archived_at IS NULL",
    columns: &[
        col("sku", Shape::Lower, "r.sku"),
        col("name", Shape::Lower, "r.description"),
        col("kind", Shape::Words, "r.kind"),
        col("category", Shape::Lower, "r.category"),
        col("bin", Shape::Lower, "s.bin"),
        col("price", Shape::Number, "r.price_minor"),
        col("onhand", Shape::Number, "s.on_hand_milli"),
        col("free", Shape::Number, "(s.on_hand_milli - s.reserved_milli)"),
        col("min", Shape::Number, "s.reorder_milli"),
        col("low", Shape::Flag, "r.stocked AND s.is_low"),
        col("stocked", Shape::Flag, "r.stocked"),
        col("archived", Shape::Flag, "r.archived_at IS NOT NULL"),
    ],
    words: &["sku", "name", "bin"],
    order: Sort { key: "sku", down: false },
};

const INVOICES: Source = Source {
    shown: "r.id, r.kind, r.status, r.number, r.issued_on, r.due_on, c.name AS customer, v.plate,
        r.total_minor, r.paid_minor, r.credited_minor,
        CAST(COALESCE((SELECT SUM(a.amount_minor) FROM payment_allocation a JOIN payment p
            ON p.id = a.payment_id WHERE a.invoice_id = r.id AND p.tender = 'write_off'), 0) AS BIGINT)
            AS written_off_minor,
        r.created_at",
    from: "invoice r LEFT JOIN customer c ON c.id = r.customer_id
        LEFT JOIN job j ON j.id = r.job_id LEFT JOIN vehicle v ON v.id = j.vehicle_id",
    base: " WHERE r.site_id = {site}",
    living: "",
    columns: &[
        col("number", Shape::Lower, "r.number"),
        col("customer", Shape::Lower, "c.sort_key"),
        col("plate", Shape::Plate, "v.plate_key"),
        col("status", Shape::Words, "r.status").or(&[
            ("owed", "r.owed_minor > 0"),
            ("late", "r.owed_minor > 0 AND r.due_on < {today}"),
            (
                "paid",
                "r.status = 'posted' AND r.owed_minor = 0 AND r.kind = 'invoice' AND r.credited_minor = 0",
            ),
            ("credited", "r.status = 'posted' AND r.credited_minor > 0"),
        ]),
        col("kind", Shape::Words, "r.kind"),
        col("issued", Shape::Date, "r.issued_on"),
        col("due", Shape::Date, "r.due_on"),
        col("total", Shape::Number, "r.total_minor"),
        col("owed", Shape::Number, "r.owed_minor"),
    ],
    words: &["number", "customer", "plate"],
    order: Sort { key: "issued", down: true },
};

pub(super) fn source(list: List) -> &'static Source {
    match list {
        List::Jobs => &JOBS,
        List::Bookings => &BOOKINGS,
        List::Customers => &CUSTOMERS,
        List::Vehicles => &VEHICLES,
        List::Parts => &PARTS,
        List::Invoices => &INVOICES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_every_list_has_its_column_and_no_column_lacks_a_key() {
        for list in List::ALL {
            let columns: Vec<_> = source(*list).columns.iter().map(|c| c.key).collect();
            let keys: Vec<_> = list.keys().iter().map(|k| k.name).collect();
            assert_eq!(columns, keys, "{list}");
            for word in source(*list).words {
                assert!(columns.contains(word), "{list} {word}");
            }
        }
    }
}
