//! A step of one booking, from the diary as from its own page: asking why, telling the desk, saying what came of it.

use crate::desk::billing::{Fee, Quoted};
use crate::desk::{self, Actor, Desk, Done, Error};
use crate::domain::booking::Event;
use crate::domain::{BookingId, Msg};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{CallOff, Reason};
use crate::tui::shell::Out;

/// A step that is to be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is to happen.
    pub event: Event,
    /// To which booking.
    pub id: BookingId,
    /// What it is called in a sentence.
    pub name: String,
    /// Why, where that was asked.
    pub why: String,
    /// What becomes of the fee, where one was quoted.
    pub fee: Option<Fee>,
}

/// How a page hears of steps: that a reason was given, that one was taken or refused.
pub(super) struct Ears<M> {
    /// What it costs was found out.
    pub priced: fn(Step, desk::Result<Quoted>) -> M,
    /// A reason was given: the step with it.
    pub because: fn(Step) -> M,
    /// What came of it.
    pub took: fn(Step, desk::Result<Done<()>>) -> M,
}

impl Step {
    /// That step, nothing said of why.
    pub fn new(event: Event, id: BookingId, name: String) -> Self {
        Self {
            event,
            id,
            name,
            why: String::new(),
            fee: None,
        }
    }

    /// Whether it may cost the customer something.
    fn may_cost(&self) -> bool {
        matches!(self.event, Event::Cancel | Event::NoShow)
    }

    /// What is said once it was taken.
    pub fn said(&self) -> Msg {
        let plate = self.name.clone();
        let fee = self.fee.as_ref();
        match (self.event, fee) {
            (Event::Cancel, Some(Fee::Charge { amount, .. })) => {
                return msg!("bookings-cancelled-fee", plate = plate, amount = *amount);
            }
            (Event::NoShow, Some(Fee::Charge { amount, .. })) => {
                return msg!("bookings-no-show-fee", plate = plate, amount = *amount);
            }
            _ => {}
        }
        match self.event {
            Event::Confirm => msg!("booking-confirmed", plate = plate),
            Event::Decline => msg!("booking-declined", plate = plate),
            Event::Cancel => msg!("bookings-cancelled", plate = plate),
            Event::NoShow => msg!("bookings-no-show-done", plate = plate),
            Event::Reopen => msg!("booking-reopened", plate = plate),
            Event::UndoCheckIn => msg!("booking-check-in-undone", plate = plate),
            _ => msg!("booking-fulfilled", plate = plate),
        }
    }

    /// The question why, for the steps that need a reason.
    fn question(&self, cx: &Cx) -> Option<Reason> {
        let plate = self.name.clone();
        match self.event {
            Event::Decline => Some(
                Reason::new(msg!("booking-decline-title", plate = plate))
                    .with(["bookings-reason-full", "bookings-reason-not-ours"], cx),
            ),
            Event::Cancel => Some(
                Reason::new(msg!("bookings-cancel-title", plate = plate)).with(
                    [
                        "bookings-reason-customer",
                        "bookings-reason-us",
                        "bookings-reason-twice",
                    ],
                    cx,
                ),
            ),
            Event::NoShow => Some(
                Reason::new(msg!("bookings-no-show-title", plate = plate))
                    .saying(&cx.words.word("bookings-reason-not-come")),
            ),
            _ => None,
        }
    }

    /// Tells the desk.
    pub(in crate::tui::screens) async fn tell(
        &self,
        desk: &Desk,
        by: &Actor,
    ) -> desk::Result<Done<()>> {
        let (id, why) = (self.id, self.why.as_str());
        let fee = self.fee.clone().unwrap_or_default();
        match self.event {
            Event::Confirm => Ok(desk.confirm(by, id, &[], why).await?.map(|_| ())),
            Event::Decline => Ok(Done::final_(desk.decline(by, id, why).await?)),
            Event::Cancel => desk.call_off(by, id, why, &fee).await,
            Event::NoShow => desk.missed(by, id, why, &fee).await,
            Event::Reopen => desk.reopen(by, id).await,
            Event::UndoCheckIn => Ok(Done::final_(desk.undo_check_in(by, id).await?)),
            _ => Ok(Done::final_(desk.fulfil(by, id).await?)),
        }
    }

    /// Asks why where a reason is needed and none is there, else tells the desk.
    pub(super) fn take<M: Send + 'static>(self, ears: Ears<M>, cx: &Cx, out: &mut Out<M>) {
        let because = ears.because;
        if self.may_cost() && self.fee.is_none() {
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            let (id, event) = (self.id, self.event);
            let work = async move { desk.booking_fee(&actor, id, event).await };
            return out.ask("fee", work, move |fee| (ears.priced)(self, fee));
        }
        if self.why.is_empty()
            && self.event != Event::NoShow
            && let Some(question) = self.question(cx)
        {
            return out.open(question, move |why| {
                because(Step {
                    why,
                    ..self.clone()
                })
            });
        }
        let (desk, actor, told) = (cx.desk.clone(), cx.actor.clone(), self.clone());
        out.tell(
            "booking",
            async move { told.tell(&desk, &actor).await },
            move |done| (ears.took)(self, done),
        );
    }

    /// What it costs is known: asks why, saying it. Nobody is asked about a missed visit that costs nothing.
    pub(super) fn priced<M: Send + 'static>(
        mut self,
        fee: desk::Result<Quoted>,
        ears: Ears<M>,
        cx: &Cx,
        out: &mut Out<M>,
    ) {
        let quoted = match fee {
            Ok(quoted) => quoted,
            Err(e) => return out.refused(&e),
        };
        let question = self.question(cx);
        let Some(question) =
            question.filter(|_| self.event == Event::Cancel || quoted.amount.is_positive())
        else {
            self.fee = Some(Fee::Free);
            return self.take(ears, cx, out);
        };
        let line = if self.event == Event::NoShow {
            msg!("fee-line-no-show", what = self.name.clone())
        } else {
            msg!("fee-line-late", what = self.name.clone())
        };
        let dialog = CallOff::new(question, quoted, cx.words.say(&line));
        let because = ears.because;
        out.open(dialog, move |(why, fee)| {
            because(Step {
                why,
                fee: Some(fee),
                ..self.clone()
            })
        });
    }

    /// Says what came of it; a step that wants a reason after all asks for it.
    pub fn answered<M: Send + 'static>(
        self,
        done: desk::Result<Done<()>>,
        because: fn(Step) -> M,
        out: &mut Out<M>,
    ) {
        match done {
            Ok(done) => out.done(self.said(), done),
            Err(Error::Invalid {
                field: "reason",
                why,
            }) => out.open(Reason::new(why), move |why| {
                because(Step {
                    why,
                    ..self.clone()
                })
            }),
            Err(e) => out.refused(&e),
        }
    }
}
