//! Every verb × every preset: the desk refuses whoever lacks the verb's permission, and nobody else.
//!
//! The table says what model.md 9 says. A verb that is on no list fails the first test, so a new one cannot be
//! forgotten.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use forecourt::desk::billing::{Fee, Goods};
use forecourt::desk::booking::{Incoming, Slot};
use forecourt::desk::catalogue::{BookingTypeFields, CannedJob, OperationFields, TaxRate};
use forecourt::desk::job::{Doing, FormEdit, HandOver, Opinion, Unissued, Way};
use forecourt::desk::lists::Edge;
use forecourt::desk::logistics::{Arrived, Borrower, CarSheet, LegForm, LoanForm, Of};
use forecourt::desk::resources::{ClosureFields, EquipmentFields, LeaveFields};
use forecourt::desk::staff::Person;
use forecourt::desk::stock::PartsFilter;
use forecourt::desk::{Actor, Error};
use forecourt::domain::booking::Event;
use forecourt::domain::customer::Channel;
use forecourt::domain::filter::List;
use forecourt::domain::logistics::LegKind;
use forecourt::domain::outbox::About;
use forecourt::domain::permission::Permission as P;
use forecourt::domain::rating::Source;
use forecourt::domain::role::Preset;
use forecourt::domain::tax::Treatment;
use forecourt::domain::{
    AbsenceId, AttachmentId, BayId, BookingId, BookingTypeId, CannedJobId, ClosureId, CustomerId,
    EquipmentId, EstimateId, InspectionFormId, InspectionId, InvoiceId, InvoiceLineId,
    JobCategoryId, JobId, LegId, LineId, LoanId, MergeId, Money, MovementId, NoteId, OccupancyId,
    OperationId, OutboxId, PartId, PaymentId, Ppm, Qty, RoleId, SegmentId, SessionId, SiteId, Span,
    StaffId, TaskId, TaxCodeId, TemplateId, Ts, VehicleId, WaitingId, absence, bay, equipment,
};
use serde_json::json;

use crate::rig::shop::{PASSWORD, Shop};

/// Verbs that need no more than a live session, or are the log-in itself.
const FOR_EVERYBODY: &[&str] = &[
    "names",
    "log_in",
    "log_in_as_demo",
    "switch_user",
    "resume",
    "recheck",
    "still_here",
    "lock",
    "unlock",
    "log_out",
    "go_to_site",
    "change_password",
    "set_pin",
    "profile",
    "set_profile",
    "presence",
    "others_at",
    "absence",
    "park",
    "parked",
    "recall",
    "unpark",
    "undo",
    "my_clocks",
    "drop_view",
    "todo",
    "alerts",
    "past_alerts",
    "unread_alerts",
    "see_alert",
    "dismiss_alert",
];

/// Verbs of the program's own parts and of the shell.
const FOR_THE_HOUSE: &[&str] = &[
    "found_workshop",
    "expire_holds",
    "tell_late_jobs",
    "tell_late_loans",
    "tell_services_due",
    "lead",
    "resign",
    "next_message_in",
    "claim_messages",
    "give_back_messages",
    "prepare_message",
    "mark_sent",
    "not_sent",
    "do_duty",
    "due_tasks",
    "calendars",
    "task_ran",
    "close_settled",
    "forget_put_off",
    "raise_low_stock",
];

/// Verbs whose forms are long, or whose right hangs on whose task it is: their own stories try them.
const TRIED_ELSEWHERE: &[&str] = &[
    "book",
    "hold",
    "request",
    "quote",
    "quote_unknown",
    "worth_knowing",
    "booked_today",
    "block_time",
    "free_slots",
    "move_booking",
    "edit_booking",
    "find_places",
    "wait_for",
    "check_in_now",
    "resize",
    "pay",
    "add_offer",
    "take_deposit",
    "add_draft_line",
    "edit_draft_line",
    "edit_draft",
    "invoices_page",
    "decide",
    "decide_all",
    "edit_job",
    "add_line",
    "edit_line",
    "edit_work_item",
    "write_estimate",
    "step_sublet",
    "add_photo",
    "add_point_photo",
    "inspect",
    "take_inspection",
    "grade_point",
    "grade_points",
    "remedy",
    "finish_inspection",
    "reopen_inspection",
    "ask_for_more",
    "open_job",
    "add_task",
    "clock_in",
    "clock_out",
    "indirect",
    "accept_task",
    "figures",
    "my_day",
    "decline_task",
    "leave_handover",
    "work_words",
    "report_work",
    "take_part",
    "take_new_part",
    "return_part",
    "start",
    "pause",
    "done",
    "reopen_task",
    "block",
    "unblock",
    "add_customer",
    "edit_customer",
    "alike",
    "add_vehicle",
    "edit_vehicle",
    "change_owner",
    "customers_like",
    "customers_page",
    "receive",
    "add_part",
    "edit_part",
    "parts_window",
    "set_codes",
    "outbox_window",
    "back_up",
    "restore",
    "backups",
    "verify_backup",
    "day_sheet",
    "edit_site",
    "add_site",
    "note",
    "retry_message",
    "drop_message",
    "put_on_hold",
    "sessions_of",
    "check_in",
];

macro_rules! walk {
    ($shop:expr, $by:expr, $preset:expr; $( $permission:expr => { $( $verb:ident ( $($arg:expr),* $(,)? ) ),+ $(,)? } )+) => {{
        let mut tried = BTreeSet::new();
        $( $(
            tried.insert(stringify!($verb));
            let outcome = $shop.desk.$verb($by $(, $arg)*).await.map(|_| ());
            judge(stringify!($verb), $preset, $permission, &outcome);
        )+ )+
        tried
    }};
}

fn judge(verb: &str, preset: Preset, permission: P, outcome: &Result<(), Error>) {
    let may = preset.permissions().contains(&permission);
    let refused = matches!(outcome, Err(Error::Forbidden { permission: p }) if *p == permission);
    assert_eq!(
        refused,
        !may,
        "{verb} by {preset}, who {} {permission}: {outcome:?}",
        if may { "has" } else { "has not" }
    );
}

/// Tries the whole table; nothing it names exists, so nothing happens.
async fn walk(shop: &Shop, by: &Actor, preset: Preset) -> BTreeSet<&'static str> {
    let (booking, bill, job, line) = (BookingId(0), InvoiceId(0), JobId(0), LineId(0));
    let (customer, vehicle, part) = (CustomerId(0), VehicleId(0), PartId(0));
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let noon = Ts(0);
    let operation = OperationFields {
        code: String::new(),
        title: String::new(),
        standard_min: 0,
        skill: String::new(),
        rate_code: String::new(),
        tax_code_id: TaxCodeId(0),
    };
    let rate = TaxRate {
        component: String::new(),
        rate: Ppm(-1),
        from: day,
    };
    let opinion = Opinion {
        score: 5,
        comment: String::new(),
        source: Source::Counter,
    };
    let wrong = json!(null);
    let closure = ClosureFields::default();
    let leave = LeaveFields {
        kind: absence::Kind::Holiday,
        from: day,
        to: None,
        leaves: None,
        returns: None,
        despite: false,
        note: String::new(),
    };
    let tool = EquipmentFields {
        name: String::new(),
        kind: equipment::Kind::Tool,
        serial: String::new(),
        service_due_on: None,
        note: String::new(),
    };
    let lend = LoanForm {
        vehicle,
        starts_at: noon,
        due_at: noon,
        note: String::new(),
    };
    let slot = Slot {
        starts_at: noon,
        minutes: None,
        bay: None,
        staff: None,
    };
    walk! { shop, by, preset;
        P::BookingSee => {
            booking_card(booking), booking_types(), bookable_work(), places(), week_load(day), month_load(day), left_over(), day_gone(day), sayable(), waiting_list(), all_booking_types(), hours(), bays(),
            site_version(SiteId(0)),
            booking_card(booking), booking_types(), bookable_work(), places(), week_load(day), day_gone(day), all_booking_types(), hours(), bays(),
            round(day), leg(LegId(0)), drivers(), trip(Of::Job(job)),
            courtesy_cars(), free_cars(Span { start: noon, end: noon }, None), loan(LoanId(0)),
            site_version(SiteId(0)), what_if(booking, slot), who_can(day, &[]), closures(), absences(), skills(), equipment(), bay_abilities(),
        }
        P::BookingEdit => {
            confirm(booking, &[], ""), decline(booking, "x"), cancel(booking, "x"), no_show(booking),
            drop_waiting(WaitingId(0), ""), pass_waiting(WaitingId(0)), book_waiting(WaitingId(0)), hold_waiting(WaitingId(0)), carry_on(booking, 0, ""),
            reopen(booking), fulfil(booking), booking_fee(booking, Event::Cancel),
            call_off(booking, "x", &Fee::Free), missed(booking, "x", &Fee::Free), look_at_requests("x"), take_requests(&Incoming::default(), ""), unblock_time(&[OccupancyId(0)]),
            request_leg(Of::Job(job), LegKind::Delivery, &LegForm::default()), edit_leg(LegId(0), 0, &LegForm::default()),
            assign_driver(LegId(0), None), cancel_leg(LegId(0), ""),
            reserve_loan(Borrower::Customer(customer), &lend), edit_loan(LoanId(0), 0, &lend), cancel_loan(LoanId(0)),
            lend(LoanId(0), &CarSheet::default()), inspect_loan(LoanId(0), ""),
        }
        P::JobCheckin => { undo_check_in(booking) }
        P::JobRelease => {
            start_leg(LegId(0)), arrive_leg(LegId(0), &Arrived::default()), fail_leg(LegId(0), "x"),
            take_car_back(LoanId(0), &CarSheet::default()),
            hand_over(job, &HandOver::default()), keys_held_for(job), rate(job, &opinion), undo_hand_over(job), close_job(job),
        }
        P::JobSee => {
            columns(), mechanics_at_work(), my_work(None), job_card(job), job_by_number("0"), blockers(job), clocked_time(job), why_still(job), handovers(), read_handovers(), learned_times(),
            canned_jobs(), canned_job(CannedJobId(0)), canned_parts(), part_of_sku("0"), labour_rates(),
            operations(), tax_codes(), mechanics(), inspection_forms(), inspections_of(job),
            estimate_of(job), estimate(EstimateId(0)), done_before(job), notes_of(job), photos_of(job), photo(AttachmentId(0), (1, 1)), inspection(InspectionId(0)), inspection_checks(InspectionFormId(0)),
            operations(), tax_codes(), mechanics(), job_categories(), favourites(),
            set_favourite(CannedJobId(0), true),
        }
        P::JobEdit => {
            put_canned_job(job, "x"), drop_photo(AttachmentId(0)), promise(job, None, ""), resume_job(job), add_work_item(job, "x", ""),
            void_line(line), reorder_lines(job, &[]), cancel_job(job, "x"), break_off(job, "x", &Fee::Free), job_fee(job), edit_task(TaskId(0), 0, "x", 0), equip_task(TaskId(0), EquipmentId(0), true),
            cancel_task(TaskId(0), "x"), reorder_tasks(job, &[]), assign(TaskId(0), None), suggest(&[]), group_task(TaskId(0), None), mark_comeback(job, None),
        }
        P::TimeCorrect => {
            correct_time(SegmentId(0), 0, (noon, None), "x"), add_time(Doing::Task(TaskId(0)), StaffId(0), (noon, noon), "x"),
        }
        P::EstimateReview => {
            review_inspection(InspectionId(0)), approve_estimate(EstimateId(0)), review_note(NoteId(0), true), return_estimate(EstimateId(0), "x"),
        }
        P::MessageSend => { tell_ready_again(job) }
        P::ReportSee => { ratings(), day_of(StaffId(0), day) }
        P::JobCheck => { pass_check(job, ""), fail_check(job, "x") }
        P::JobComplete => { complete(job, Unissued::Issue, ""), reopen_job(job, "x") }
        P::LineAuthorise => {
            propose(job, &[]), send_estimate(EstimateId(0), Way::Message, ""), withdraw(line, "x"), unauthorise(job, "x"), revive(job, &[]),
            close_deferred(&[], forecourt::domain::deferred::Event::Expire, ""), remind_put_off(&[], "x"),
        }
        P::StockSee => {
            pick_parts(""), part_of_code("0"), part_card(part), part_form(part),
            parts_counts(&PartsFilter::default()), find_parts(""), part_by_code("0"),
            movements(part, (Ts(0), MovementId(0))),
        }
        P::StockMove => { adjust(part, Qty::ONE, "x"), count(part, Qty::ONE) }
        P::PartEdit => { archive_part(part, 0, true) }
        P::InvoiceSee => { receivable(), invoice_of_job(job), invoice_card(bill), find_invoices("x"), held_of(customer) }
        P::DataExport => { export_invoices(), list_export(List::Parts, "") }
        P::InvoicePost => {
            draft_for_job(job), draft_for_customer(customer), drop_draft_line(bill, InvoiceLineId(0)),
            void_draft(bill), post_invoice(bill), offers("x"), draft_for_sale(), empty_sale(),
            set_draft_customer(bill, 1, None),
        }
        P::InvoiceCredit => { credit(bill, "x", Goods::Stay) }
        P::PaymentReverse => { reverse_payment(PaymentId(0), "x") }
        P::PaymentTake => { use_credit(bill) }
        P::CustomerSee => {
            customer_card(customer), vehicle_card(vehicle), find("x"), find_customers("x"), find_vehicles("x"),
            customers_count(false), answer(vehicle), list_page(List::Vehicles, "", Edge::First, 1), list_count(List::Customers, ""),
            list_values(List::Vehicles, "make:v"), saved_views(List::Vehicles), keep_view(List::Customers, "", ""),
            put_off_of(vehicle), put_off_due(),
        }
        P::CustomerMerge => {
            merge_customers(customer, CustomerId(1)), merge_vehicles(vehicle, VehicleId(1)), unmerge(MergeId(0)), merges(),
        }
        P::CustomerEdit => { archive_customer(customer, 0, true), archive_vehicle(vehicle, 0, true) }
        P::MessageSee => {
            message_card(OutboxId(0)), queue_health(), templates(),
        }
        P::MessageTemplate => {
            edit_template(TemplateId(0), 0, "", "x"), add_template(About::JobReady, Channel::Sms, "", "", "x"),
        }
        P::CatalogueEdit => {
            add_canned_job(&CannedJob::default()), edit_canned_job(CannedJobId(0), &CannedJob::default()),
            add_job_category(""), edit_job_category(JobCategoryId(0), 0, "x", 1),
            archive_job_category(JobCategoryId(0), true),
            archive_canned_job(CannedJobId(0), true), set_labour_rate("", "", Money(0), day),
            add_booking_type(&BookingTypeFields::default()),
            edit_booking_type(BookingTypeId(0), 0, &BookingTypeFields::default()),
            archive_booking_type(BookingTypeId(0), true), add_operation(&operation),
            edit_operation(OperationId(0), 0, &operation), archive_operation(OperationId(0), true),
            add_tax_code("", "", Treatment::Zero, None), rename_tax_code(TaxCodeId(0), "x"),
            set_tax_rate(TaxCodeId(0), &rate), archive_tax_code(TaxCodeId(0), true),
            add_inspection_form(&FormEdit::default()),
            edit_inspection_form(InspectionFormId(0), 0, &FormEdit::default(), false),
        }
        P::UsersManage => {
            staff(), staff_card(StaffId(0)), add_staff(&Person::default(), None),
            hire(&Person::default(), None, RoleId(0), None),
            edit_staff(StaffId(0), 0, &Person::default()), disable_staff(StaffId(0)), enable_staff(StaffId(0)),
            grant(StaffId(0), RoleId(0), None), revoke(StaffId(0), RoleId(0), None), roles(), staff_hours(),
            set_staff_hours(StaffId(0), &[]), set_skills(StaffId(0), &[]), add_role("", "", &[]), edit_role(RoleId(0), 0, "", &[]), reset_password(StaffId(0), PASSWORD),
            end_session(SessionId(0)),
        }
        P::SettingsEdit => {
            set_hours(&[]), add_bay("", bay::Kind::Lift), edit_bay(BayId(0), 0, "x", bay::Kind::Lift, 1),
            add_closure(&closure), edit_closure(ClosureId(0), 0, &closure), remove_closure(ClosureId(0)),
            add_absence(StaffId(0), &leave), edit_absence(AbsenceId(0), 0, &leave), remove_absence(AbsenceId(0)),
            add_equipment(&tool), edit_equipment(EquipmentId(0), 0, &tool), archive_equipment(EquipmentId(0), true),
            set_bay_abilities(BayId(0), &[]),
            archive_bay(BayId(0), true), settings_page(), put_setting("booking.grid", &wrong),
        }
        P::ReportSee => { equipment_use(noon, noon) }
        P::TasksRun => { tasks(), run_task_now(0) }
    }
}

dual_test! {
    async fn r01_every_verb_refuses_whoever_lacks_its_permission_and_nobody_else(shop: Shop) {
        let mut tried = BTreeSet::new();
        for preset in Preset::ALL {
            let by = shop.as_preset(*preset).await;
            tried = walk(&shop, &by, *preset).await;
        }
        let forgotten: Vec<String> = verbs()
            .into_iter()
            .filter(|v| {
                !tried.contains(v.as_str())
                    && [FOR_EVERYBODY, FOR_THE_HOUSE, TRIED_ELSEWHERE].iter().all(|l| !l.contains(&v.as_str()))
            })
            .collect();
        assert!(forgotten.is_empty(), "on no list: {forgotten:?}");
    }
}

dual_test! {
    async fn nobody_may_do_anything_before_the_log_in(shop: Shop) {
        let nobody = Actor::nobody("counter-1", shop.founded.site);
        for outcome in [
            shop.desk.bays(&nobody).await.map(|_| ()),
            shop.desk.staff(&nobody).await.map(|_| ()),
            shop.desk.add_bay(&nobody, "3 Lift", bay::Kind::Lift).await.map(|_| ()),
        ] {
            assert!(matches!(outcome, Err(Error::Forbidden { .. })), "{outcome:?}");
        }
    }
}

/// Every `pub async fn … (&self, by: &Actor` under src/desk.
fn verbs() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/desk");
    let mut folders = vec![root];
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for piece in text.split("pub async fn ").skip(1) {
                let name = piece.split(['(', '<']).next().unwrap_or_default();
                let head = piece.split("-> ").next().unwrap_or_default();
                if head.contains("by: &Actor") {
                    found.insert(name.to_owned());
                }
            }
        }
    }
    assert!(found.len() > 100, "the verbs are not where they were");
    found
}
