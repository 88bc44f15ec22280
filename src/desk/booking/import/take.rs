//! Wishes become requests: who asks is matched or put on record, the time they want is kept for them or the next
//! free one, and the same wish is taken only once.

use super::read::{Asked, Row, bytes, rows};
use crate::desk::booking::claim::fits;
use crate::desk::booking::order::Order;
use crate::desk::booking::rules::{Ground, Laid, bookable};
use crate::desk::customers::{CustomerForm, VehicleForm};
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::booking::{Arrival, Source, Status};
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, Msg, Span, Ts, VehicleId, msg, parse, plate, text};
use crate::store::bookings::{self, Kind, Wanted};
use crate::store::{Tx, customers, vehicles};

/// How far ahead somebody may ask to come, in days.
const AHEAD: i64 = 366;

/// What becomes of one wish.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It is a request.
    New {
        /// When (UTC).
        at: Ts,
        /// The bay's name, or empty.
        place: String,
        /// The time they wanted was not free: this is the next that is.
        moved: bool,
        /// They are new on record.
        stranger: bool,
    },
    /// It was taken before, under that number.
    Already(String),
    /// It cannot be one.
    Wrong(Msg),
}

/// One wish and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Where it stands in the file.
    pub line: usize,
    /// Who, as it was written.
    pub who: String,
    /// The first line of what they want.
    pub wish: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// A file that was read, and what taking it would make.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incoming {
    rows: Vec<Row>,
    /// What would become of each, tried out.
    pub made: Vec<Made>,
}

impl Incoming {
    /// How many requests it would make.
    #[must_use]
    pub fn count(&self) -> usize {
        self.made
            .iter()
            .filter(|m| matches!(m.fate, Fate::New { .. }))
            .count()
    }
}

/// Who asks, as far as they are on record, and what would put them there.
struct Caller {
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
    form: CustomerForm,
}

impl Desk {
    /// Reads a file of requests and tries it out: nothing is written. The file lies on this machine.
    ///
    /// # Errors
    /// `Invalid` on `path` for what is no such file; `Forbidden` without `booking.edit` or `customer.edit`.
    pub async fn look_at_requests(&self, by: &Actor, path: &str) -> Result<Incoming> {
        by.may(Permission::BookingEdit)?;
        by.may(Permission::CustomerEdit)?;
        let zone = self.site(by.site())?.zone;
        let today = zone.day_of(self.now());
        let path = path.to_owned();
        let work = move || bytes(&path).and_then(|b| rows(&b, today, zone));
        let read = tokio::task::spawn_blocking(work).await;
        let rows = read
            .map_err(|e| Error::Refused(msg!("import-not-read", why = e.to_string())))?
            .map_err(|why| Error::invalid("path", why))?;
        let mut tx = self.store().begin().await?;
        let tried = self.take_all(&mut tx, by, &rows, "").await;
        tx.rollback().await?;
        Ok(Incoming { rows, made: tried? })
    }

    /// Makes requests of what was read, all in one transaction; what is wrong is left out, what was taken before is
    /// not taken again. `wanted` is the word before a time that was not free, in the note of its request.
    ///
    /// # Errors
    /// As [`Desk::look_at_requests`].
    pub async fn take_requests(
        &self,
        by: &Actor,
        incoming: &Incoming,
        wanted: &str,
    ) -> Result<Vec<Made>> {
        by.may(Permission::BookingEdit)?;
        by.may(Permission::CustomerEdit)?;
        in_tx!(self, |tx| {
            self.take_all(tx, by, &incoming.rows, wanted).await
        })
    }

    async fn take_all(
        &self,
        tx: &mut Tx,
        by: &Actor,
        rows: &[Row],
        wanted: &str,
    ) -> Result<Vec<Made>> {
        let ground = Ground::read(self, tx, by.site()).await?;
        let kinds = bookings::kinds(tx).await?;
        let usual = kinds.iter().find(|k| k.makes_job).or(kinds.first());
        let kind = usual.ok_or(Error::NotFound)?;
        let mut made = Vec::with_capacity(rows.len());
        for row in rows {
            let asked = match row {
                Ok(asked) => asked,
                Err((line, why)) => {
                    made.push(Made {
                        line: *line,
                        who: String::new(),
                        wish: String::new(),
                        fate: Fate::Wrong(why.clone()),
                    });
                    continue;
                }
            };
            let fate = match self.take_one(tx, by, &ground, kind, asked, wanted).await? {
                Ok(fate) => fate,
                Err(why) => Fate::Wrong(why),
            };
            let who = format!("{} {}", asked.plate, asked.name);
            made.push(Made {
                line: asked.line,
                who: who.trim().to_owned(),
                wish: asked.wish.lines().next().unwrap_or_default().to_owned(),
                fate,
            });
        }
        Ok(made)
    }

    /// One wish; what is wrong with it is found before anything is written.
    async fn take_one(
        &self,
        tx: &mut Tx,
        by: &Actor,
        ground: &Ground,
        kind: &Kind,
        asked: &Asked,
        wanted: &str,
    ) -> Result<std::result::Result<Fate, Msg>> {
        if let Some(number) = bookings::imported(tx, ground.site, &asked.key).await? {
            return Ok(Ok(Fate::Already(number)));
        }
        let checked = self.look_over_one(tx, by, ground, kind, asked).await;
        let (caller, at, moved) = match checked {
            Ok(checked) => checked,
            Err(Error::Invalid { why, .. } | Error::Refused(why)) => return Ok(Err(why)),
            Err(e) => return Err(e),
        };
        let stranger = caller.customer.is_none();
        let customer = match caller.customer {
            Some(id) => id,
            None => self.add_customer_in(tx, by, &caller.form).await?,
        };
        let vehicle = match caller.vehicle {
            None if !asked.plate.is_empty() => {
                let form = car(asked);
                Some(self.add_vehicle_in(tx, by, &form, Some(customer)).await?)
            }
            known => known,
        };
        let notes = match (moved && !wanted.is_empty(), asked.day, asked.minute) {
            (true, Some(day), Some(minute)) => {
                format!("{wanted} {day} {}", parse::time_text(minute))
            }
            _ => String::new(),
        };
        let order = Order {
            customer,
            vehicle,
            kind: kind.id,
            starts_at: at,
            minutes: Some(length(ground, kind, asked)),
            bay: None,
            staff: None,
            tools: Vec::new(),
            arrival: Arrival::Drop,
            source: Source::Import,
            wish: asked.wish.clone(),
            notes,
            canned: Vec::new(),
            reason: String::new(),
        };
        let slot = self.slot_of(tx, ground, kind, &order).await?;
        let mut laid = ground.lay(kind.clone(), vehicle, slot, order.arrival)?;
        self.claim(tx, by, ground, &mut laid, None).await?;
        // The target load is asked when somebody says yes: until then it is only a wish.
        let booked = self
            .write_booking(tx, by, ground, &order, &laid, Status::Requested)
            .await?;
        bookings::set_import_key(tx, booked.id, &asked.key).await?;
        Ok(Ok(Fate::New {
            at: booked.starts_at,
            place: booked.place,
            moved,
            stranger,
        }))
    }

    /// Who asks and when they can come; whether that is another time than they want.
    async fn look_over_one(
        &self,
        tx: &mut Tx,
        by: &Actor,
        ground: &Ground,
        kind: &Kind,
        asked: &Asked,
    ) -> Result<(Caller, Ts, bool)> {
        let note = text::note(&asked.wish).map_err(|why| Error::invalid("wish", why))?;
        if note.is_empty() {
            return Err(Error::invalid("wish", msg!("import-no-wish")));
        }
        let caller = self.who_asks(tx, by, ground, asked).await?;
        if let Some(customer) = caller.customer {
            bookable(tx, ground, customer, caller.vehicle).await?;
        }
        let today = ground.zone.day_of(ground.now);
        if let Some(day) = asked.day {
            if day < today {
                return Err(Error::invalid("day", msg!("booking-in-the-past")));
            }
            if (day - today).num_days() > AHEAD {
                return Err(Error::invalid("day", msg!("import-far", days = AHEAD)));
            }
        }
        let minutes = length(ground, kind, asked);
        if minutes <= 0 {
            let why = msg!("booking-bad-length", grid = ground.grid);
            return Err(Error::invalid("minutes", why));
        }
        let day = asked.day.unwrap_or(today);
        let from = ground
            .zone
            .at(day, asked.minute.unwrap_or(0))
            .max(ground.now);
        let open = Laid {
            minutes,
            kind: kind.clone(),
            spans: vec![Span::of_minutes(from, minutes)],
            wanted: Wanted {
                vehicle: caller.vehicle,
                ..Wanted::default()
            },
            tools: Vec::new(),
            may_wait: false,
        };
        let found = fits(tx, ground, &open, true, None).await?;
        let Some(first) = found.first() else {
            return Err(Error::invalid("day", msg!("import-nothing-free")));
        };
        // A time that was said and is not the first that fits is taken, off the grid or behind closed doors.
        let exact = asked.minute.is_none() || first.starts_at == from;
        Ok((caller, first.starts_at, !exact))
    }

    async fn who_asks(
        &self,
        tx: &mut Tx,
        by: &Actor,
        ground: &Ground,
        asked: &Asked,
    ) -> Result<Caller> {
        let site = self.site(by.site())?;
        let some = |text: &str| Vec::from_iter((!text.is_empty()).then(|| text.to_owned()));
        let form = CustomerForm {
            name: asked.name.clone(),
            phones: some(&asked.phone),
            emails: some(&asked.email),
            ..CustomerForm::default()
        };
        // Who has no name may still be known by the rest.
        let named = CustomerForm {
            name: if asked.name.trim().is_empty() {
                "?".to_owned()
            } else {
                asked.name.clone()
            },
            ..form.clone()
        };
        let keys = named.check(&site.country)?.keys();
        let mut vehicle = None;
        let mut owner = None;
        if !asked.plate.is_empty() {
            let today = ground.zone.day_of(ground.now);
            let car = car(asked).check(&site.country, today)?;
            vehicle = vehicles::by_plate(tx, &car.plate_country, &plate::key(&asked.plate)).await?;
        }
        if let Some(car) = vehicle {
            let all = vehicles::owners(tx, car).await?;
            owner = all.into_iter().find(|o| o.to_on.is_none());
        }
        let found = customers::alike(tx, &keys, "", "").await?;
        let key = text::sort_key(&asked.name);
        let same = |name: &str| text::sort_key(name) == key;
        let owned = |id| owner.as_ref().is_some_and(|o| o.customer_id == id);
        let customer = match found.as_slice() {
            [] => owner
                .as_ref()
                .filter(|o| keys.is_empty() || same(&o.name))
                .map(|o| o.customer_id),
            [one] => Some(one.id),
            several => {
                let fits = several.iter().find(|c| owned(c.id));
                let fits = fits.or(several.iter().find(|c| same(&c.name)));
                let Some(one) = fits else {
                    let names: Vec<&str> = several.iter().map(|c| c.name.as_str()).collect();
                    let why = msg!("import-several", names = names.join(", "));
                    return Err(Error::invalid("name", why));
                };
                Some(one.id)
            }
        };
        if customer.is_none() && asked.name.trim().is_empty() {
            return Err(Error::invalid("name", msg!("import-nobody")));
        }
        Ok(Caller {
            customer,
            vehicle,
            form,
        })
    }
}

fn length(ground: &Ground, kind: &Kind, asked: &Asked) -> i64 {
    asked
        .minutes
        .map_or(kind.duration_min, |m| ground.on_grid(m))
}

/// A vehicle of which only the plate is known.
fn car(asked: &Asked) -> VehicleForm {
    VehicleForm {
        plate: asked.plate.clone(),
        ..VehicleForm::default()
    }
}
