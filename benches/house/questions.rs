//! What each screen asks the books, at the size of the past.

use forecourt::desk::billing::Filter;
use forecourt::desk::booking::{Lanes, Search};
use forecourt::desk::customers::CustomersFilter;
use forecourt::desk::messages;
use forecourt::desk::stock::{Page, PartsFilter};
use forecourt::domain::{BookingId, CustomerId, InvoiceId, JobId, PartId, VehicleId};

use crate::Outcome;
use crate::floor::Floor;
use crate::ruler::{part, timed};

/// Rows of a page at 120x40, with what is fetched beyond the edge.
const PAGE: i64 = 60;

/// Every screen's question.
pub async fn all(floor: &Floor) -> Outcome {
    diary(floor).await?;
    work(floor).await?;
    shelves(floor).await?;
    money(floor).await?;
    people(floor).await
}

async fn diary(floor: &Floor) -> Outcome {
    let (desk, by) = (&floor.desk, &floor.by);
    let past = floor.today - chrono::Days::new(30);
    part("bookings ask");
    timed!("day grid", desk.day_sheet(by, past, Lanes::Bays).await?);
    timed!("week", desk.week_load(by, past).await?);
    timed!("booking", desk.booking_card(by, BookingId(1500)).await?);
    let kinds = desk.booking_types(by).await?;
    let search = Search {
        kind: kinds.first().ok_or("no booking type")?.id,
        minutes: None,
        bay: None,
        staff: None,
        vehicle: None,
        from: desk.now(),
        but: None,
    };
    timed!("free times", desk.free_slots(by, &search).await?);
    Ok(())
}

async fn work(floor: &Floor) -> Outcome {
    let (desk, by) = (&floor.desk, &floor.by);
    part("jobs ask");
    timed!("board", desk.columns(by).await?);
    timed!("job card", desk.job_card(by, JobId(1500)).await?);
    timed!("my work", desk.my_work(by, None).await?);
    Ok(())
}

async fn shelves(floor: &Floor) -> Outcome {
    let (desk, by) = (&floor.desk, &floor.by);
    let every = PartsFilter::default();
    let found = PartsFilter {
        find: "timing belt 1".to_owned(),
        low: false,
        ..PartsFilter::default()
    };
    let middle = PartId(1000 + floor.jobs / 4);
    part("inventory asks");
    for (what, page) in [
        ("parts, first page", Page::First),
        ("parts, from the middle", Page::After(middle)),
        ("parts, last page", Page::Last),
    ] {
        timed!(what, desk.parts_window(by, &every, page, PAGE).await?);
    }
    timed!(
        "parts found while typing, a page",
        desk.parts_window(by, &found, Page::First, PAGE).await?
    );
    timed!("parts, how many", desk.parts_counts(by, &every).await?);
    timed!(
        "parts found, how many",
        desk.parts_counts(by, &found).await?
    );
    timed!(
        "parts to pick from",
        desk.find_parts(by, "timing belt 1").await?
    );
    timed!("part card", desk.part_card(by, middle).await?);
    Ok(())
}

async fn money(floor: &Floor) -> Outcome {
    let (desk, by) = (&floor.desk, &floor.by);
    part("invoices ask");
    for (what, filter) in [
        ("owed, a page", Filter::Owed),
        ("drafts, a page", Filter::Drafts),
        ("posted, a page", Filter::Posted),
    ] {
        timed!(what, desk.invoices_page(by, filter, None, PAGE).await?);
    }
    timed!("what is owed in sum", desk.receivable(by).await?);
    timed!("invoice", desk.invoice_card(by, InvoiceId(1500)).await?);
    timed!(
        "found by number",
        desk.find_invoices(by, "INV-2026-0100").await?
    );
    timed!("found by name", desk.find_invoices(by, "verhoeven").await?);
    Ok(())
}

async fn people(floor: &Floor) -> Outcome {
    let (desk, by) = (&floor.desk, &floor.by);
    part("customers, find and messages ask");
    timed!(
        "customers, a page",
        desk.customers_page(by, &CustomersFilter::default(), None, false, PAGE)
            .await?
    );
    timed!(
        "customers, how many",
        desk.customers_count(by, false).await?
    );
    timed!(
        "customer card",
        desk.customer_card(by, CustomerId(1100)).await?
    );
    timed!(
        "vehicle card",
        desk.vehicle_card(by, VehicleId(1100)).await?
    );
    for (what, typed) in [
        ("find a plate", "z-0001"),
        ("find a name", "verhoeven"),
        ("find a phone", "06 4000123"),
        ("find a job", "JOB-2026-0100"),
        ("find an invoice", "inv 1187"),
    ] {
        timed!(what, desk.find(by, typed).await?);
    }
    let all = messages::Filter::All;
    timed!("messages", desk.outbox_window(by, all, None, PAGE).await?);
    timed!("alerts", desk.alerts(by).await?);
    timed!("health of the queue", desk.queue_health(by).await?);
    Ok(())
}
