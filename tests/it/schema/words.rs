//! The words a column allows are the words the program knows, no more and no fewer.

use std::collections::BTreeMap;

use forecourt::domain::{
    absence, alert, bay, booking, customer, deferred, duplicate, equipment, estimate, inspection,
    invoice, job, line, logistics, outbox, payment, rating, schedule, segment, session, stock,
    sublet, task, tax, vehicle, waiting,
};

use super::facts::Facts;
use crate::rig::Place;

/// `"table.column" => Enum` as (table.column, sorted words).
macro_rules! columns {
    ($($column:literal => $enum:ty),+ $(,)?) => {
        [$(($column, <$enum>::ALL.iter().map(|v| v.as_str()).collect::<Vec<&str>>())),+]
    };
}

fn known() -> BTreeMap<&'static str, Vec<&'static str>> {
    columns! {
        "absence.kind" => absence::Kind,
        "alert.kind" => alert::Kind,
        "authorisation.decision" => line::Decision,
        "authorisation.method" => line::Method,
        "bay.kind" => bay::Kind,
        "booking.arrival" => booking::Arrival,
        "booking.source" => booking::Source,
        "booking.status" => booking::Status,
        "booking_type.bay_kind" => bay::Kind,
        "booking_type.equipment_kind" => equipment::Kind,
        "canned_job_line.kind" => line::Kind,
        "contact_point.kind" => customer::ContactKind,
        "courtesy_loan.status" => logistics::Loan,
        "customer.channel" => customer::Channel,
        "customer.kind" => customer::Kind,
        "deferred_work.reason" => line::DeclineReason,
        "deferred_work.status" => deferred::Status,
        "equipment.kind" => equipment::Kind,
        "estimate.status" => estimate::Status,
        "inspection.status" => inspection::Status,
        "inspection_point.corner" => inspection::Corner,
        "inspection_point.grade" => inspection::Grade,
        "invoice.kind" => invoice::Kind,
        "invoice.origin" => invoice::Origin,
        "invoice.status" => invoice::Status,
        "invoice_line.kind" => line::Kind,
        "invoice_tax.treatment" => tax::Treatment,
        "job.hold_reason" => job::HoldReason,
        "job.resume_status" => job::Status,
        "job.status" => job::Status,
        "job_line.auth" => line::Auth,
        "job_line.kind" => line::Kind,
        "job_line.part_status" => line::PartStatus,
        "job_note.review" => job::Review,
        "job_stage.from_status" => job::Status,
        "job_stage.to_status" => job::Status,
        "leg.kind" => logistics::LegKind,
        "leg.status" => logistics::Leg,
        "merge.entity" => duplicate::Entity,
        "outbox.purpose" => outbox::Purpose,
        "outbox.reason" => outbox::Reason,
        "outbox.status" => outbox::Status,
        "outbox_attempt.outcome" => outbox::Outcome,
        "ownership.role" => vehicle::Role,
        "part.kind" => stock::PartKind,
        "part_code.kind" => stock::CodeKind,
        "payment.direction" => payment::Direction,
        "payment.status" => payment::Status,
        "payment.tender" => payment::Tender,
        "periodic_task.missed" => schedule::Missed,
        "rating.source" => rating::Source,
        "session.via" => session::Via,
        "stock_movement.kind" => stock::Movement,
        "sublet.status" => sublet::Status,
        "task.status" => task::Status,
        "tax_code.treatment" => tax::Treatment,
        "time_segment.kind" => segment::Kind,
        "time_segment.lane" => segment::Lane,
        "time_segment.source" => segment::Source,
        "vehicle.odometer_unit" => vehicle::OdometerUnit,
        "vehicle.sale_status" => vehicle::SaleStatus,
        "vehicle.use" => vehicle::Use,
        "waiting.bay_kind" => bay::Kind,
        "waiting.status" => waiting::Status,
    }
    .into()
}

/// A customer may want to be left alone; a message always has a way to go.
const WAYS: [&str; 2] = ["outbox.channel", "template.channel"];

/// Rules that have a column's name and say more than its words.
const NOT_LISTS: [&str; 1] = ["ck_invoice_number"];

#[tokio::test]
async fn a_column_allows_exactly_the_words_of_its_enum() {
    let facts = Facts::of(&Place::sqlite().await.open().await).await;
    let mut known = known();
    let ways: Vec<&str> = customer::Channel::ALL
        .iter()
        .map(|c| c.as_str())
        .filter(|way| *way != "none")
        .collect();
    for column in WAYS {
        known.insert(column, ways.clone());
    }
    let mut faults = Vec::new();
    for ((table, rule), words) in &facts.checks {
        let column = rule.strip_prefix(&format!("ck_{table}_")).unwrap_or("?");
        let is_column = facts
            .columns
            .contains_key(&(table.clone(), column.to_owned()));
        if words.is_empty() || !is_column || NOT_LISTS.contains(&rule.as_str()) {
            continue;
        }
        let Some(mut enums) = known.remove(format!("{table}.{column}").as_str()) else {
            faults.push(format!("{table}.{column} has no enum"));
            continue;
        };
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        words.sort_unstable();
        enums.sort_unstable();
        if words != enums {
            faults.push(format!("{table}.{column}: {words:?} / {enums:?}"));
        }
    }
    faults.extend(
        known
            .keys()
            .map(|column| format!("{column} allows anything")),
    );
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
