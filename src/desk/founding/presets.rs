//! What every new workshop gets, so that the first booking can be made at once: hours, bays, booking types,
//! operations, canned jobs, and the tasks that run by the clock. All of it is rows, and the workshop's own from
//! then on.

use crate::domain::bay;
use crate::domain::role::Preset;
use crate::domain::schedule::Missed;
use crate::store::catalogue::BookingTypeFields;
use crate::store::inspection::Check;
use crate::store::sites::Hours;

/// What a role is called until the workshop calls it otherwise.
pub(super) const fn role_name(preset: Preset) -> &'static str {
    match preset {
        Preset::Admin => "Owner",
        Preset::Manager => "Manager",
        Preset::Reception => "Reception",
        Preset::Mechanic => "Mechanic",
        Preset::Parts => "Parts",
        Preset::Cashier => "Cashier",
        Preset::Driver => "Driver",
        Preset::Auditor => "Auditor",
    }
}

/// The rate every operation is sold at.
pub(super) const RATE: &str = "STD";

/// Monday to Friday from eight to five; work is taken in until an hour before closing.
pub(super) fn week() -> Vec<Hours> {
    (1..=5)
        .map(|weekday| Hours {
            weekday,
            opens_mod: 8 * 60,
            closes_mod: 17 * 60,
            last_start_mod: 16 * 60,
        })
        .collect()
}

/// The bays of a workshop that names none.
pub(in crate::desk) fn bays() -> Vec<(String, bay::Kind)> {
    vec![
        ("1 Lift".to_owned(), bay::Kind::Lift),
        ("2 Lift".to_owned(), bay::Kind::Lift),
    ]
}

/// The booking types. A test drive is an hour, on the hour, from nine to four, and makes no job.
///
/// None asks for a kind of bay that the workshop may not have: that is for the workshop to narrow.
pub(super) fn booking_types(inspection: &str) -> Vec<BookingTypeFields> {
    let plain = |code: &str, title: &str, minutes| BookingTypeFields {
        code: code.to_owned(),
        title: title.to_owned(),
        duration_min: minutes,
        start_step_min: 15,
        makes_job: true,
        ..BookingTypeFields::default()
    };
    vec![
        plain("SERVICE", "Service or repair", 90),
        plain("DIAG", "Diagnosis", 60),
        plain("MOT", inspection, 60),
        plain("TYRES", "Tyres", 45),
        BookingTypeFields {
            first_start_mod: Some(9 * 60),
            last_start_mod: Some(16 * 60),
            start_step_min: 60,
            makes_job: false,
            ..plain("DRIVE", "Test drive", 60)
        },
        BookingTypeFields {
            makes_job: false,
            ..plain("COLLECT", "Collection", 15)
        },
    ]
}

/// An operation: code, title, standard minutes, skill.
pub(super) type Operation = (&'static str, &'static str, i64, &'static str);

/// The inspection's operation, taxed as the country says.
pub(super) const INSPECTION: &str = "L-INSP";

/// The operations of the canned jobs.
pub(super) const OPERATIONS: &[Operation] = &[
    ("L-SMALL", "Small service", 60, ""),
    ("L-MAJOR", "Major service", 108, ""),
    ("L-OIL", "Oil and filter change", 30, ""),
    (INSPECTION, "Statutory inspection", 45, "mot"),
    ("L-BRKF", "Brake pads front, renew", 60, "brakes"),
    ("L-BRKFD", "Brake discs and pads front, renew", 90, "brakes"),
    ("L-TYRE4", "Four tyres, fit and balance", 60, "tyres"),
    ("L-SEAS", "Seasonal wheel change", 30, "tyres"),
    ("L-DIAG", "Read and trace faults", 60, "diagnosis"),
    ("L-AIRCO", "Air conditioning service", 60, "aircon"),
    ("L-BATT", "Battery, test and renew", 24, "electrics"),
];

/// A canned job: code, title, operation, whether the customer has agreed by booking it, steps as group, title
/// and minutes.
pub(super) struct Canned {
    pub code: &'static str,
    pub title: &'static str,
    pub operation: &'static str,
    pub pre_authorised: bool,
    /// What customers say it is for.
    pub symptoms: &'static str,
    pub steps: &'static [(i64, &'static str, i64)],
}

const fn canned(
    code: &'static str,
    title: &'static str,
    operation: &'static str,
    symptoms: &'static str,
    steps: &'static [(i64, &'static str, i64)],
) -> Canned {
    Canned {
        code,
        title,
        operation,
        pre_authorised: false,
        symptoms,
        steps,
    }
}

/// The ten canned jobs.
pub(super) const CANNED: &[Canned] = &[
    canned(
        "SMALL",
        "Small service",
        "L-SMALL",
        "service light, oil light",
        &[(1, "Oil and filter", 30), (1, "Checks and levels", 30)],
    ),
    canned(
        "MAJOR",
        "Major service",
        "L-MAJOR",
        "rough idle, misfire, thirsty",
        &[
            (1, "Oil and filters", 45),
            (1, "Plugs and belts", 33),
            (1, "Checks, levels, road test", 30),
        ],
    ),
    Canned {
        pre_authorised: true,
        ..canned(
            "OIL",
            "Oil and filter change",
            "L-OIL",
            "oil light",
            &[(1, "Oil and filter", 30)],
        )
    },
    Canned {
        pre_authorised: true,
        ..canned(
            "MOT",
            "Statutory inspection",
            INSPECTION,
            "",
            &[(1, "Inspect and report", 45)],
        )
    },
    canned(
        "BRKF",
        "Brake pads front",
        "L-BRKF",
        "squeals, grinds, pedal low",
        &[(1, "Renew pads", 50), (1, "Test the brakes", 10)],
    ),
    canned(
        "BRKFD",
        "Brake discs and pads front",
        "L-BRKFD",
        "judders when braking, steering shakes, vibrates",
        &[(1, "Renew discs and pads", 75), (1, "Test the brakes", 15)],
    ),
    canned(
        "TYRE4",
        "Four tyres",
        "L-TYRE4",
        "worn tread, bald, slips in the wet, puncture",
        &[(1, "Fit and balance", 50), (1, "Torque the wheels", 10)],
    ),
    Canned {
        pre_authorised: true,
        ..canned(
            "SEAS",
            "Seasonal wheel change",
            "L-SEAS",
            "winter wheels, summer wheels, snow",
            &[(1, "Change the wheels", 25), (1, "Torque the wheels", 5)],
        )
    },
    canned(
        "DIAG",
        "Diagnosis",
        "L-DIAG",
        "warning light, engine light, no power, does not start, stalls",
        &[(1, "Read faults", 15), (1, "Trace the fault", 45)],
    ),
    canned(
        "AIRCO",
        "Air conditioning service",
        "L-AIRCO",
        "not cold, smells, fogs up",
        &[(1, "Recover and refill", 45), (1, "Test for leaks", 15)],
    ),
];

/// The tasks that run by the clock: name, cron in the zone of the site, what a missed run does.
pub(in crate::desk) const TASKS: &[(&str, &str, Missed)] = &[
    ("low_stock", "*/10 * * * *", Missed::Once),
    ("overdue", "*/5 * * * *", Missed::Once),
    ("expire_holds", "*/5 * * * *", Missed::Once),
    ("reminders", "0 10 * * *", Missed::Once),
    ("backup", "0 2 * * *", Missed::Once),
    ("close_jobs", "0 1 * * *", Missed::Once),
    ("calendars", "5 * * * *", Missed::Once),
    ("put_off", "30 5 * * *", Missed::Once),
    ("tidy", "30 3 * * *", Missed::Once),
];

/// The template of an inspection that a workshop begins with.
pub(super) const VISUAL_CHECK: &str = "Visual check";

/// Its points, each with the code of the canned job that puts it right.
pub(super) fn visual_check() -> Vec<(Check, &'static str)> {
    let look = |section: &str, title: &str| Check {
        section: section.to_owned(),
        title: title.to_owned(),
        unit: String::new(),
        per_corner: false,
        amber_milli: None,
        red_milli: None,
        high_is_bad: false,
        canned_job_id: None,
    };
    let measured = |section: &str, title: &str, unit: &str, amber, red| Check {
        unit: unit.to_owned(),
        per_corner: true,
        amber_milli: Some(amber),
        red_milli: Some(red),
        ..look(section, title)
    };
    vec![
        (measured("Tyres", "Tread", "mm", 3_000, 1_600), "TYRE4"),
        (measured("Brakes", "Pads", "mm", 4_000, 2_000), "BRKF"),
        (look("Brakes", "Hoses and fluid"), ""),
        (look("Lights", "Head lamps"), ""),
        (look("Lights", "Rear lamps and indicators"), ""),
        (look("Fluids", "Engine oil"), "OIL"),
        (look("Fluids", "Coolant"), ""),
        (look("Suspension", "Springs and dampers"), ""),
        (look("Suspension", "Joints and bushes"), ""),
        (look("Suspension", "Exhaust"), ""),
    ]
}
