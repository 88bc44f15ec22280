//! The day sheet: what stands where and when, with what is late and what is waited for.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::block::reason;
use super::rules::Ground;
use crate::desk::{Actor, Desk, Result};
use crate::domain::booking::{Arrival, Status};
use crate::domain::calendar::{DayHours, gaps};
use crate::domain::permission::Permission;
use crate::domain::{
    Arg, BayId, BookingId, EquipmentId, JobId, Msg, OccupancyId, Span, StaffId, Ts, bay, job, msg,
};
use crate::store::bookings::{self, BlockRow, Gone};
use crate::store::resources::{self, Tool};

/// What the lanes of the grid are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lanes {
    /// The bays.
    Bays,
    /// The mechanics.
    Mechanics,
    /// The equipment.
    Equipment,
}

/// How a block is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Agreed, not begun.
    Booked,
    /// Work is under way.
    InBay,
    /// Off the bay.
    Done,
    /// Past its promise.
    Late,
}

/// One block in a lane: a booking, or time nobody can book.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The booking; `None` for blocked time.
    pub booking: Option<BookingId>,
    /// The row in this lane, to unblock.
    pub occupancy: OccupancyId,
    /// From when until when in this lane.
    pub span: Span,
    /// When the customer is due: the start of the whole booking.
    pub booked_for: Ts,
    /// Where it stands.
    pub bay: Option<BayId>,
    /// Who is booked with it.
    pub staff: Option<StaffId>,
    /// Its plate, or empty.
    pub plate: String,
    /// Make and model.
    pub car: String,
    /// Who comes.
    pub customer: String,
    /// What is to be done; the wish while there is no job.
    pub work: String,
    /// Who does it, or empty.
    pub mechanic: String,
    /// How far the booking is.
    pub status: Option<Status>,
    /// Its job.
    pub job: Option<JobId>,
    /// How far that is.
    pub job_status: Option<job::Status>,
    /// What the customer was promised.
    pub promised_at: Option<Ts>,
    /// How it is to be seen.
    pub look: Look,
    /// Minutes past the promise.
    pub over_min: Option<i64>,
    /// What is waited for, or missing, or why the time is blocked.
    pub note: Option<Msg>,
    /// Whether the note is a warning rather than a fact.
    pub warns: bool,
    /// It cannot stay where it is: whoever is to do it is away, or the house is shut then.
    pub moves: bool,
    /// The version the booking had when it was read.
    pub version: i64,
}

/// A lane with its blocks in order of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The bay it is.
    pub bay: Option<BayId>,
    /// The person it is.
    pub staff: Option<StaffId>,
    /// The equipment it is.
    pub tool: Option<EquipmentId>,
    /// What it is called; empty for what has no place.
    pub name: String,
    /// What the bay is for.
    pub kind: Option<bay::Kind>,
    /// How full it is, in percent of its open time.
    pub percent: i64,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A request that waits for a yes.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The booking.
    pub id: BookingId,
    /// Plate, or customer.
    pub who: String,
    /// In the customer's words.
    pub wish: String,
    /// When it is wanted.
    pub at: Ts,
}

/// A day of the diary.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The day.
    pub day: NaiveDate,
    /// When this was read.
    pub now: Ts,
    /// Minutes between possible starts.
    pub grid: i64,
    /// The hours; `None` on a day that is closed.
    pub hours: Option<DayHours>,
    /// From opening to closing.
    pub open: Option<Span>,
    /// Why the day is not as its weekday, if it is not.
    pub exception: Option<String>,
    /// The lanes, in the order of the workshop.
    pub lanes: Vec<Lane>,
    /// Bookings of the day.
    pub booked: usize,
    /// Minutes still free on all lanes.
    pub free_min: i64,
    /// How full the day is, in percent of the work it has hours for.
    pub percent: i64,
    /// Requests that wait for a yes, the oldest first.
    pub requests: Vec<Request>,
    /// How many wait for a place.
    pub waiting: i64,
    /// How many of them have been found one.
    pub offered: i64,
}

impl Desk {
    /// The sheet of a day, by bays or by mechanics.
    pub async fn day_sheet(&self, by: &Actor, day: NaiveDate, lanes: Lanes) -> Result<Sheet> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let zone = self.site(by.site())?.zone;
        let whole = zone.day_span(day);
        let ground = Ground::read_from(self, &mut db, by.site(), whole.start).await?;
        let rows = bookings::day(&mut db, ground.site, whole).await?;
        let requests = bookings::waiting(&mut db, ground.site, 20).await?;
        let hours = ground.week.on(day);
        let open = ground.week.open_span(ground.zone, day);
        let grace = self.settings().grace_min();
        let tools = resources::tools_at(&mut db, ground.site).await?;
        let (waiting, offered) = bookings::waiting_count(&mut db, ground.site).await?;
        let mut all = empty_lanes(&ground, &tools, lanes);
        let mut seen: HashMap<BookingId, Vec<&BlockRow>> = HashMap::new();
        for row in &rows {
            if let Some(id) = row.booking_id {
                seen.entry(id).or_default().push(row);
            }
        }
        let mut booked_min = 0;
        for row in &rows {
            if row.booking_id.is_some() && row.bay_id.is_some() {
                booked_min += row.starts_at.minutes_until(row.ends_at);
            }
            // What else stands there for the same booking, itself included.
            let same = row
                .booking_id
                .and_then(|id| seen.get(&id))
                .map_or(&[][..], Vec::as_slice);
            let Some(at) = lane_of(&all, same, row, lanes) else {
                continue;
            };
            let block = block_of(&ground, same, row, grace);
            if let Some(lane) = all.get_mut(at) {
                lane.blocks.push(block);
            }
        }
        let mut free_min = 0;
        for lane in &mut all {
            lane.blocks.sort_by_key(|b| (b.span.start, b.span.end));
            let Some(open) = open else { continue };
            let taken: Vec<Span> = lane.blocks.iter().map(|b| b.span).collect();
            let free: i64 = gaps(open, &taken).iter().map(|g| g.minutes()).sum();
            let length = open.minutes().max(1);
            lane.percent = (length - free) * 100 / length;
            let rest = Span {
                // By the whole minute: the figure holds as long as the clock on the page.
                start: open
                    .start
                    .max(Ts(ground.now.0 - ground.now.0.rem_euclid(60_000_000))),
                end: open.end,
            };
            if rest.is_forward() && (lane.bay.is_some() || lane.staff.is_some()) {
                free_min += gaps(rest, &taken).iter().map(|g| g.minutes()).sum::<i64>();
            }
        }
        all.retain(|l| {
            let is_named = l.bay.is_some() || l.staff.is_some() || l.tool.is_some();
            is_named || !l.blocks.is_empty()
        });
        let capacity = ground.capacity(day);
        Ok(Sheet {
            day,
            now: ground.now,
            grid: ground.grid,
            hours,
            open,
            exception: ground.week.exception(day).map(|e| e.title.clone()),
            lanes: all,
            booked: seen.len(),
            free_min,
            percent: if capacity > 0 {
                booked_min * 100 / capacity
            } else {
                0
            },
            requests: requests
                .into_iter()
                .map(|(id, who, wish, at)| Request { id, who, wish, at })
                .collect(),
            waiting,
            offered,
        })
    }
}

impl Desk {
    /// The bookings of a day that came to nothing: called off, declined, run out, nobody came. In order of time.
    ///
    /// # Errors
    /// `Forbidden` without `booking.see`.
    pub async fn day_gone(&self, by: &Actor, day: NaiveDate) -> Result<Vec<Gone>> {
        by.may(Permission::BookingSee)?;
        let whole = self.site(by.site())?.zone.day_span(day);
        let mut db = self.store();
        Ok(bookings::gone(&mut db, by.site(), whole).await?)
    }
}

/// The lanes of the site, and a last one for what has no place.
fn empty_lanes(ground: &Ground, tools: &[Tool], lanes: Lanes) -> Vec<Lane> {
    let lane = |bay, staff, tool, name: &str, kind| Lane {
        bay,
        staff,
        tool,
        name: name.to_owned(),
        kind,
        percent: 0,
        blocks: Vec::new(),
    };
    let mut all: Vec<Lane> = match lanes {
        Lanes::Bays => ground
            .bays
            .iter()
            .map(|b| lane(Some(b.id), None, None, &b.name, Some(b.kind)))
            .collect(),
        Lanes::Mechanics => ground
            .mechanics
            .iter()
            .map(|m| lane(None, Some(m.id), None, &m.name, None))
            .collect(),
        Lanes::Equipment => tools
            .iter()
            .map(|t| lane(None, None, Some(t.id), &t.name, None))
            .collect(),
    };
    all.push(lane(None, None, None, "", None));
    all
}

/// Which lane a row is drawn in. A booking without a place of this kind stands in the last lane, once.
fn lane_of(all: &[Lane], same: &[&BlockRow], row: &BlockRow, lanes: Lanes) -> Option<usize> {
    let own = match lanes {
        Lanes::Bays => row
            .bay_id
            .map(|id| all.iter().position(|l| l.bay == Some(id))),
        Lanes::Mechanics => row
            .staff_id
            .map(|id| all.iter().position(|l| l.staff == Some(id))),
        // What needs no equipment is not shown among it.
        Lanes::Equipment => {
            return all
                .iter()
                .position(|l| l.tool.is_some() && l.tool == row.equipment_id);
        }
    };
    if let Some(lane) = own {
        return Some(lane.unwrap_or(all.len() - 1));
    }
    row.booking_id?;
    let has_place = |r: &BlockRow| match lanes {
        Lanes::Bays => r.bay_id.is_some(),
        Lanes::Mechanics => r.staff_id.is_some(),
        Lanes::Equipment => r.equipment_id.is_some(),
    };
    let mut same = same
        .iter()
        .copied()
        .filter(|r| r.starts_at == row.starts_at);
    if same.clone().any(has_place) {
        return None;
    }
    let first = same
        .next()
        .is_some_and(|r| r.occupancy_id == row.occupancy_id);
    first.then(|| all.len() - 1)
}

fn block_of(ground: &Ground, same: &[&BlockRow], row: &BlockRow, grace: i64) -> Block {
    let staff = same.iter().find_map(|r| r.staff_id).or(row.staff_id);
    let bay = same.iter().find_map(|r| r.bay_id).or(row.bay_id);
    let name = ground
        .mechanics
        .iter()
        .find(|m| Some(m.id) == staff)
        .map(|m| m.name.clone());
    let here = row.status == Some(Status::CheckedIn);
    let late = here
        && row
            .job_status
            .is_some_and(|s| job::is_late(s, row.promised_at, ground.now));
    let over_min = row
        .promised_at
        .filter(|_| late)
        .map(|p| p.minutes_until(ground.now));
    let moves = must_move(ground, staff, row);
    let (note, warns) = note_of(ground, row, grace, late, moves);
    Block {
        booking: row.booking_id,
        occupancy: row.occupancy_id,
        span: Span {
            start: row.starts_at,
            end: row.ends_at,
        },
        booked_for: row.booked_for.unwrap_or(row.starts_at),
        bay,
        staff,
        plate: row.plate.clone(),
        car: row.car.trim().to_owned(),
        customer: row.customer.clone(),
        work: work_of(row),
        mechanic: name.or_else(|| row.mechanic.clone()).unwrap_or_default(),
        status: row.status,
        job: row.job_id,
        job_status: row.job_status,
        promised_at: row.promised_at,
        look: look_of(row, late),
        over_min,
        note,
        warns,
        moves,
        version: row.version.unwrap_or_default(),
    }
}

/// The job's first item, else the first line of the wish, else the type.
fn work_of(row: &BlockRow) -> String {
    let wish = row.wish.lines().next().unwrap_or_default();
    match &row.work {
        Some(work) if !work.is_empty() => work.clone(),
        _ if !wish.is_empty() => wish.to_owned(),
        _ => row.kind.clone(),
    }
}

fn look_of(row: &BlockRow, late: bool) -> Look {
    use job::Status as J;
    match (row.status, row.job_status) {
        (Some(Status::Fulfilled), _)
        | (_, Some(J::Ready | J::DeclinedAll | J::Collected | J::Closed)) => Look::Done,
        _ if late => Look::Late,
        (Some(Status::CheckedIn), Some(J::InProgress | J::OnHold | J::Qc) | None) => Look::InBay,
        _ => Look::Booked,
    }
}

/// Whether a booking to come lies where it cannot stay: whoever is to do it is away, or the house is not open then
/// as it used to be.
fn must_move(ground: &Ground, staff: Option<StaffId>, row: &BlockRow) -> bool {
    let to_come = matches!(
        row.status,
        Some(Status::Requested | Status::Held | Status::Confirmed)
    );
    let span = Span {
        start: row.starts_at,
        end: row.ends_at,
    };
    if !to_come || span.end <= ground.now {
        return false;
    }
    let day = ground.zone.day_of(span.start);
    let shut = ground.week.exception(day).is_some()
        && ground
            .week
            .open_span(ground.zone, day)
            .is_none_or(|open| span.start < open.start || span.end > open.end);
    let away = staff.is_some_and(|who| ground.away(who).iter().any(|a| a.overlaps(span)));
    shut || away
}

/// What is waited for: the loudest first. `true` when somebody has to do something.
fn note_of(
    ground: &Ground,
    row: &BlockRow,
    grace: i64,
    late: bool,
    moves: bool,
) -> (Option<Msg>, bool) {
    let Some(status) = row.status else {
        return (
            Some(msg!("booking-blocked", reason = reason(&row.reason))),
            false,
        );
    };
    let time = |at: Ts| Arg::Time(ground.zone.minute_of_day(at));
    let due = row.booked_for.unwrap_or(row.starts_at);
    let said = match status {
        _ if late => None,
        _ if moves => Some((msg!("booking-note-move"), true)),
        Status::Requested => Some((msg!("booking-note-requested"), true)),
        Status::Held if row.expires_at.is_some_and(|at| at <= ground.now) => {
            Some((msg!("booking-note-hold-over"), true))
        }
        Status::Held => Some((
            msg!(
                "booking-note-held",
                until = time(row.expires_at.unwrap_or(row.starts_at))
            ),
            false,
        )),
        Status::Confirmed if due.plus_minutes(grace) < ground.now => {
            Some((msg!("booking-note-not-here"), true))
        }
        Status::CheckedIn if row.job_status == Some(job::Status::AwaitingAuth) => {
            Some((msg!("booking-note-needs-yes"), true))
        }
        Status::Confirmed | Status::CheckedIn if row.short => {
            Some((msg!("booking-note-parts"), true))
        }
        Status::Confirmed | Status::CheckedIn if row.arrival == Some(Arrival::Wait) => {
            Some((msg!("booking-note-waits"), false))
        }
        _ => None,
    };
    match said {
        Some((note, warns)) => (Some(note), warns),
        None => (None, false),
    }
}
