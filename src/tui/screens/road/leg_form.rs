//! The form of a leg: where, when, who drives.

use chrono::NaiveDate;
use serde_json::json;

use super::said::typed_window;
use crate::desk::logistics::{Driver, Leg, LegForm, Of, Trip};
use crate::desk::{Actor, Desk};
use crate::domain::logistics::LegKind;
use crate::domain::{LegId, Msg, Span, StaffId, Ts, Zone, msg, parse};
use crate::tui::app::Cx;
use crate::tui::screens::Subject;
use crate::tui::screens::record::{Head, Pending, Record, Saving, Sheet, pending};
use crate::tui::widgets::{Field, Form, Kind, PickItem, Value};

/// The form; it answers nothing.
pub struct LegEdit {
    what: What,
}

/// Which leg.
#[derive(Clone, Copy)]
enum What {
    New(Of, LegKind),
    There(LegId),
}

/// What it is made of.
pub struct Ground {
    kind: LegKind,
    plate: String,
    customer: String,
    address: String,
    /// The day that is meant when none is typed.
    expected: Option<Ts>,
    leg: Option<Box<Leg>>,
    drivers: Vec<Driver>,
}

impl LegEdit {
    /// A leg that is not there yet.
    pub fn add(of: Of, kind: LegKind) -> Self {
        Self {
            what: What::New(of, kind),
        }
    }

    /// One that is.
    pub fn edit(id: LegId) -> Self {
        Self {
            what: What::There(id),
        }
    }

    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value) -> Option<Sheet<Self>> {
        let of: (Option<i64>, Option<i64>, Option<i64>, String) =
            crate::tui::screens::draft::of(payload)?;
        let kind = || of.3.parse::<LegKind>().ok();
        let page = match of {
            (Some(id), ..) => Self::edit(LegId(id)),
            (_, Some(id), ..) => Self::add(Of::Booking(crate::domain::BookingId(id)), kind()?),
            (_, _, Some(id), _) => Self::add(Of::Job(crate::domain::JobId(id)), kind()?),
            _ => return None,
        };
        Some(Sheet::recalled(page, payload))
    }
}

/// The day meant when none is typed: the visit's, never one that is past.
fn expected(g: &Ground, zone: Zone, today: NaiveDate) -> NaiveDate {
    g.expected.map_or(today, |at| zone.day_of(at)).max(today)
}

/// The window a field says.
fn window(text: &str, g: &Ground, zone: Zone, today: NaiveDate) -> Result<Option<Span>, Msg> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let (day, from, to) = parse::window(text, today, expected(g, zone, today))?;
    Ok(Some(Span {
        start: zone.at(day, from),
        end: zone.at(day, to),
    }))
}

impl Record for LegEdit {
    type Ground = Ground;
    type Saved = Option<Span>;

    fn title(&self, ground: Option<&Ground>) -> Msg {
        let kind = match (ground, self.what) {
            (Some(g), _) => g.kind,
            (None, What::New(_, kind)) => kind,
            (None, What::There(_)) => LegKind::Collection,
        };
        let plate = ground.map(|g| g.plate.clone()).unwrap_or_default();
        match kind {
            LegKind::Collection => msg!("leg-form-collection", plate = plate),
            LegKind::Delivery => msg!("leg-form-delivery", plate = plate),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-leg-form"))
    }

    fn subject(&self) -> Option<Subject> {
        match self.what {
            What::There(id) => Some(Subject {
                entity: "leg",
                id: id.0,
            }),
            What::New(..) => None,
        }
    }

    fn kept(&self) -> Option<(&'static str, serde_json::Value)> {
        let of = match self.what {
            What::There(id) => json!((id.0, (), (), "")),
            What::New(Of::Booking(id), kind) => json!(((), id.0, (), kind.as_str())),
            What::New(Of::Job(id), kind) => json!(((), (), id.0, kind.as_str())),
        };
        Some(("leg", of))
    }

    fn version<'a>(&self, ground: &'a mut Ground) -> Option<&'a mut i64> {
        ground.leg.as_mut().map(|leg| &mut leg.version)
    }

    fn load(&self, desk: Desk, by: Actor) -> Pending<Ground> {
        let what = self.what;
        pending(async move {
            let drivers = desk.drivers(&by).await?;
            Ok(match what {
                What::New(of, kind) => {
                    let trip: Trip = desk.trip(&by, of).await?;
                    Ground {
                        kind,
                        expected: match kind {
                            LegKind::Collection => trip.comes_at,
                            LegKind::Delivery => trip.leaves_at,
                        },
                        plate: trip.plate,
                        customer: trip.customer,
                        address: trip.address,
                        leg: None,
                        drivers,
                    }
                }
                What::There(id) => {
                    let leg = desk.leg(&by, id).await?;
                    Ground {
                        kind: leg.kind,
                        plate: leg.plate.clone(),
                        customer: leg.customer.clone(),
                        address: leg.address.clone(),
                        expected: leg.window_from_at,
                        leg: Some(Box::new(leg)),
                        drivers,
                    }
                }
            })
        })
    }

    fn form(&self, g: &Ground, cx: &Cx) -> Form {
        let w = &cx.words;
        let drives = w.word("leg-driver-role");
        let drivers: Vec<PickItem> = g
            .drivers
            .iter()
            .map(|d| {
                let note = if d.drives { drives.as_str() } else { "" };
                PickItem::new(d.id, d.name.clone()).note(note)
            })
            .collect();
        let mut form = Form::new(vec![
            Field::new("window", w.word("leg-field-window"), Kind::Text)
                .hint(w.word("leg-window-hint")),
            Field::new("driver", w.word("leg-field-driver"), Kind::PICK).options(drivers.clone()),
            Field::new("address", w.word("leg-field-address"), Kind::Text)
                .width(56)
                .required(),
            Field::new("note", w.word("leg-field-note"), Kind::Notes(2)),
        ]);
        form.set("address", Value::Text(g.address.clone()), w);
        if let Some(leg) = &g.leg {
            if let Some(span) = leg.window() {
                form.set("window", Value::Text(typed_window(span, cx)), w);
            }
            let driver = leg.driver_id.map(|d| d.to_string());
            if let Some(item) = drivers.iter().find(|i| Some(&i.key) == driver.as_ref()) {
                form.set_picked("driver", item);
            }
            form.set("note", Value::Text(leg.note.clone()), w);
        }
        form
    }

    fn save(&self, g: &Ground, form: &Form, desk: Desk, by: Actor) -> Saving<Option<Span>> {
        let zone = desk.site(by.site()).map_err(|e| ("window", e.msg()))?.zone;
        let today = zone.day_of(desk.now());
        let window = window(&form.raw("window"), g, zone, today).map_err(|why| ("window", why))?;
        let said = LegForm {
            address: form.text("address"),
            window,
            driver: form.id("driver").map(StaffId),
            note: form.text("note"),
        };
        let (what, version) = (self.what, g.leg.as_ref().map_or(0, |l| l.version));
        Ok(pending(async move {
            match what {
                What::New(of, kind) => {
                    let done = desk.request_leg(&by, of, kind, &said).await?;
                    Ok(done.map(|_| window))
                }
                What::There(id) => {
                    let done = desk.edit_leg(&by, id, version, &said).await?;
                    Ok(done.map(|()| window))
                }
            }
        }))
    }

    fn saved(&self, g: &Ground, form: &Form, window: &Option<Span>) -> Msg {
        let driver = form.raw("driver");
        match window {
            None => msg!("leg-saved-open", plate = &g.plate),
            Some(span) if driver.is_empty() => {
                msg!("leg-saved", plate = &g.plate, from = span.start)
            }
            Some(span) => msg!(
                "leg-saved-driver",
                plate = &g.plate,
                from = span.start,
                driver = driver
            ),
        }
    }

    /// What was understood is shown back.
    fn left(&self, field: &str, form: &mut Form, cx: &Cx) {
        if field != "window" {
            return;
        }
        let zone = cx.words.zone();
        // A time alone means the day in the heading, which is not at hand here: saving says it.
        let typed = form.raw("window");
        match parse::window(&typed, cx.today(), cx.today()) {
            Ok((day, from, to)) if typed.trim().contains(char::is_whitespace) => {
                let span = Span {
                    start: zone.at(day, from),
                    end: zone.at(day, to),
                };
                form.set("window", Value::Text(typed_window(span, cx)), &cx.words);
                form.remark("window", None);
            }
            Ok(_) => form.remark("window", None),
            Err(why) if !typed.trim().is_empty() => form.remark("window", Some(why)),
            Err(_) => form.remark("window", None),
        }
    }

    fn head(&self, g: &Ground, cx: &Cx) -> Head {
        let w = &cx.words;
        let day = expected(g, w.zone(), cx.today());
        let said = msg!("leg-expected", day = w.day_near(day, cx.today()));
        Head {
            aside: g.customer.clone(),
            below: w.say(&said),
        }
    }
}
