//! The machine of a job's header.

use crate::domain::{Msg, Refused};

crate::text_enum! {
    "job-status"
    /// How far a job has come.
    pub enum Status {
        /// The vehicle is not here yet.
        Planned = "planned",
        /// The vehicle is here.
        Arrived = "arrived",
        /// Somebody looks for the fault.
        Diagnosing = "diagnosing",
        /// The work is priced.
        Estimated = "estimated",
        /// The customer has to say yes.
        AwaitingAuth = "awaiting_auth",
        /// The customer said yes.
        Authorised = "authorised",
        /// Work has begun.
        InProgress = "in_progress",
        /// It stands still, for a reason.
        OnHold = "on_hold",
        /// Work is done; somebody looks it over.
        Qc = "qc",
        /// To be collected.
        Ready = "ready",
        /// The customer wants no work.
        DeclinedAll = "declined_all",
        /// The customer has the vehicle.
        Collected = "collected",
        /// Settled.
        Closed = "closed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

/// What happens to a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// The vehicle is here.
    CheckIn,
    /// It was not.
    UndoCheckIn,
    /// A mechanic starts to look for the fault.
    Diagnose,
    /// The work is priced.
    Estimate,
    /// Lines are put to the customer: the first time, or a supplement.
    Propose,
    /// The customer said yes before work began; from ARRIVED this is the fast path.
    Authorise,
    /// A supplement is decided either way, and work that had begun goes on.
    GoOn,
    /// The customer wants no work.
    DeclineAll,
    /// The yes is taken back; nothing was started or issued.
    Unauthorise,
    /// The first task starts.
    Start,
    /// It stands still; needs a reason.
    Hold,
    /// It goes on from where it was held.
    Resume(Status),
    /// The last open task is done, or there was none and all parts are issued.
    Finish,
    /// The check failed, or a ready job has to go back to the bay.
    Rework,
    /// A person says it is ready.
    Complete,
    /// The customer takes the vehicle.
    HandOver,
    /// They did not; same day only.
    UndoHandOver,
    /// Paid or on account, nothing open.
    Close,
    /// Called off; needs a reason, and no posted invoice.
    Cancel,
    /// Its customer came after all: the booking that was missed is opened again.
    Reinstate,
}

impl Event {
    /// Every event, with one RESUME for each state it can go back to.
    pub const ALL: &'static [Event] = &[
        Event::CheckIn,
        Event::UndoCheckIn,
        Event::Diagnose,
        Event::Estimate,
        Event::Propose,
        Event::Authorise,
        Event::GoOn,
        Event::DeclineAll,
        Event::Unauthorise,
        Event::Start,
        Event::Hold,
        Event::Resume(Status::AwaitingAuth),
        Event::Resume(Status::Authorised),
        Event::Resume(Status::InProgress),
        Event::Finish,
        Event::Rework,
        Event::Complete,
        Event::HandOver,
        Event::UndoHandOver,
        Event::Close,
        Event::Cancel,
        Event::Reinstate,
    ];

    /// The Fluent id of its word.
    #[must_use]
    pub const fn label_id(self) -> &'static str {
        match self {
            Event::CheckIn => "job-event-check_in",
            Event::UndoCheckIn => "job-event-undo_check_in",
            Event::Diagnose => "job-event-diagnose",
            Event::Estimate => "job-event-estimate",
            Event::Propose => "job-event-propose",
            Event::Authorise => "job-event-authorise",
            Event::GoOn => "job-event-go_on",
            Event::DeclineAll => "job-event-decline_all",
            Event::Unauthorise => "job-event-unauthorise",
            Event::Start => "job-event-start",
            Event::Hold => "job-event-hold",
            Event::Resume(_) => "job-event-resume",
            Event::Finish => "job-event-finish",
            Event::Rework => "job-event-rework",
            Event::Complete => "job-event-complete",
            Event::HandOver => "job-event-hand_over",
            Event::UndoHandOver => "job-event-undo_hand_over",
            Event::Close => "job-event-close",
            Event::Cancel => "job-event-cancel",
            Event::Reinstate => "job-event-reinstate",
        }
    }

    /// Its word for a person.
    #[must_use]
    pub fn label(self) -> Msg {
        Msg::new(self.label_id())
    }
}

impl Status {
    /// The state after the event.
    ///
    /// # Errors
    /// If the event cannot happen in this state.
    pub fn next(self, event: Event) -> Result<Self, Refused> {
        use Status as S;
        Ok(match (self, event) {
            (S::Planned, Event::CheckIn) | (S::Authorised, Event::Unauthorise) => S::Arrived,
            (S::Arrived, Event::UndoCheckIn) | (S::Cancelled, Event::Reinstate) => S::Planned,
            (S::Arrived, Event::Diagnose) => S::Diagnosing,
            (S::Arrived | S::Diagnosing, Event::Estimate) => S::Estimated,
            (
                S::Arrived | S::Diagnosing | S::Estimated | S::Authorised | S::InProgress,
                Event::Propose,
            ) => S::AwaitingAuth,
            (S::Arrived | S::AwaitingAuth, Event::Authorise) => S::Authorised,
            (S::AwaitingAuth, Event::GoOn)
            | (S::Authorised, Event::Start)
            | (S::Qc | S::Ready, Event::Rework) => S::InProgress,
            (S::Diagnosing | S::AwaitingAuth, Event::DeclineAll) => S::DeclinedAll,
            (S::AwaitingAuth | S::Authorised | S::InProgress, Event::Hold) => S::OnHold,
            (S::OnHold, Event::Resume(to @ (S::AwaitingAuth | S::Authorised | S::InProgress))) => {
                to
            }
            (S::Authorised | S::InProgress, Event::Finish) => S::Qc,
            (S::Qc | S::DeclinedAll, Event::Complete) | (S::Collected, Event::UndoHandOver) => {
                S::Ready
            }
            (S::Ready, Event::HandOver) => S::Collected,
            (S::Collected, Event::Close) => S::Closed,
            (
                S::Planned
                | S::Arrived
                | S::Diagnosing
                | S::Estimated
                | S::AwaitingAuth
                | S::Authorised
                | S::InProgress
                | S::OnHold
                | S::Qc
                | S::Ready
                | S::DeclinedAll,
                Event::Cancel,
            ) => S::Cancelled,
            _ => {
                return Err(Refused {
                    from: self.label(),
                    event: event.label(),
                });
            }
        })
    }

    /// Whether the event can happen in this state.
    #[must_use]
    pub fn can(self, event: Event) -> bool {
        self.next(event).is_ok()
    }

    /// Whether nothing leads on from here.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Status::Closed)
    }

    /// Whether the vehicle is in the house.
    #[must_use]
    pub const fn is_here(self) -> bool {
        !matches!(
            self,
            Status::Planned | Status::Collected | Status::Closed | Status::Cancelled
        )
    }

    /// Whether lines and tasks may still be worked on.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Status::Collected | Status::Closed | Status::Cancelled)
    }

    /// What `+` on the board does next.
    #[must_use]
    pub const fn forward(self) -> Option<Forward> {
        match self {
            Status::Planned => Some(Forward::CheckIn),
            Status::Arrived | Status::Diagnosing | Status::Estimated | Status::AwaitingAuth => {
                Some(Forward::Authorise)
            }
            Status::Authorised => Some(Forward::Start),
            Status::OnHold => Some(Forward::Resume),
            Status::InProgress | Status::Qc | Status::DeclinedAll => Some(Forward::Complete),
            Status::Ready => Some(Forward::HandOver),
            Status::Collected | Status::Closed | Status::Cancelled => None,
        }
    }

    /// The back edge `−` on the board takes.
    #[must_use]
    pub const fn back(self) -> Option<Event> {
        match self {
            Status::Arrived => Some(Event::UndoCheckIn),
            Status::Authorised => Some(Event::Unauthorise),
            Status::Qc | Status::Ready => Some(Event::Rework),
            Status::Collected => Some(Event::UndoHandOver),
            _ => None,
        }
    }
}

crate::text_enum! {
    "job-forward"
    /// The verb that takes a job one column on.
    pub enum Forward {
        /// Check the vehicle in.
        CheckIn = "check_in",
        /// Record the customer's yes.
        Authorise = "authorise",
        /// Start the first task.
        Start = "start",
        /// End the hold.
        Resume = "resume",
        /// Say it is ready.
        Complete = "complete",
        /// Hand the vehicle over.
        HandOver = "hand_over",
    }
}

/// The columns of a job row that move together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stage {
    /// `job.status`
    pub status: Status,
    /// `job.resume_status`: where a held job goes on.
    pub resume: Option<Status>,
    /// `job.supplement`: work had begun when it came to await the customer.
    pub supplement: bool,
}

impl Stage {
    /// All three columns after the event.
    ///
    /// # Errors
    /// If the event cannot happen in this state, or resumes elsewhere than where it was held.
    pub fn next(self, event: Event) -> Result<Stage, Refused> {
        let refused = || Refused {
            from: self.status.label(),
            event: event.label(),
        };
        match event {
            Event::Resume(to) if self.resume.is_some_and(|kept| kept != to) => {
                return Err(refused());
            }
            // What had begun goes on; what had not waits for its first task.
            Event::Authorise if self.supplement => return Err(refused()),
            Event::GoOn if !self.supplement => return Err(refused()),
            _ => {}
        }
        let status = self.status.next(event)?;
        let supplement = match event {
            Event::Propose => self.status == Status::InProgress,
            Event::Hold | Event::Resume(_) => self.supplement,
            _ => false,
        };
        let resume = (event == Event::Hold).then_some(self.status);
        Ok(Stage {
            status,
            resume,
            supplement,
        })
    }

    /// The event that ends a wait for the customer with a yes: [`Event::GoOn`] if work had begun.
    #[must_use]
    pub const fn decided(self) -> Event {
        if self.supplement {
            Event::GoOn
        } else {
            Event::Authorise
        }
    }

    /// The event that ends a hold.
    #[must_use]
    pub fn resume_event(self) -> Event {
        Event::Resume(self.resumed().status)
    }

    /// A held job as it will be when it goes on; another as it is.
    #[must_use]
    pub fn resumed(self) -> Stage {
        match self.status {
            Status::OnHold => Stage {
                status: self
                    .resume
                    .filter(|s| *s != Status::OnHold)
                    .unwrap_or(Status::InProgress),
                resume: None,
                ..self
            },
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::the_fast_path(Status::Arrived, Event::Authorise, Some(Status::Authorised))]
    #[case::priced_at_the_counter(Status::Arrived, Event::Estimate, Some(Status::Estimated))]
    #[case::asked_at_once(Status::Arrived, Event::Propose, Some(Status::AwaitingAuth))]
    #[case::asked_after_a_look(Status::Diagnosing, Event::Propose, Some(Status::AwaitingAuth))]
    #[case::no_work_wanted(Status::AwaitingAuth, Event::DeclineAll, Some(Status::DeclinedAll))]
    #[case::no_work_wanted_then_ready(Status::DeclinedAll, Event::Complete, Some(Status::Ready))]
    #[case::work_before_the_yes(Status::Arrived, Event::Start, None)]
    #[case::ready_without_the_check(Status::InProgress, Event::Complete, None)]
    #[case::only_parts_and_no_task(Status::Authorised, Event::Finish, Some(Status::Qc))]
    #[case::the_check_fails(Status::Qc, Event::Rework, Some(Status::InProgress))]
    #[case::ready_goes_back(Status::Ready, Event::Rework, Some(Status::InProgress))]
    #[case::out_before_it_is_ready(Status::Qc, Event::HandOver, None)]
    #[case::brought_back_the_same_day(Status::Collected, Event::UndoHandOver, Some(Status::Ready))]
    #[case::a_collected_job_is_not_cancelled(Status::Collected, Event::Cancel, None)]
    #[case::a_missed_job_is_planned_again(
        Status::Cancelled,
        Event::Reinstate,
        Some(Status::Planned)
    )]
    #[case::nothing_else_is_planned_again(Status::Closed, Event::Reinstate, None)]
    #[case::a_held_job_is_cancelled(Status::OnHold, Event::Cancel, Some(Status::Cancelled))]
    #[case::a_check_is_not_held(Status::Qc, Event::Hold, None)]
    #[case::a_hold_does_not_skip_ahead(Status::OnHold, Event::Resume(Status::Ready), None)]
    fn a_job_goes_only_the_ways_of_its_states(
        #[case] from: Status,
        #[case] event: Event,
        #[case] to: Option<Status>,
    ) {
        assert_eq!(from.next(event).ok(), to);
    }

    #[test]
    fn a_supplement_goes_back_to_work_not_to_the_start() {
        let working = Stage {
            status: Status::InProgress,
            resume: None,
            supplement: false,
        };
        let asking = working.next(Event::Propose).unwrap();
        assert!(asking.supplement);
        assert!(asking.next(Event::Authorise).is_err());
        assert_eq!(asking.next(asking.decided()).unwrap(), working);
    }

    #[test]
    fn a_held_job_goes_on_where_it_stood() {
        let asking = Stage {
            status: Status::AwaitingAuth,
            resume: None,
            supplement: true,
        };
        let held = asking.next(Event::Hold).unwrap();
        assert_eq!(held.resume, Some(Status::AwaitingAuth));
        assert!(held.next(Event::Resume(Status::InProgress)).is_err());
        assert_eq!(held.next(held.resume_event()).unwrap(), asking);
    }

    #[test]
    fn every_back_edge_is_an_edge() {
        for status in Status::ALL {
            if let Some(event) = status.back() {
                assert!(status.can(event), "{status}");
            }
        }
    }

    #[test]
    fn a_job_has_ended_exactly_when_no_event_can_happen() {
        for status in Status::ALL {
            assert_eq!(
                status.is_end(),
                Event::ALL.iter().all(|e| !status.can(*e)),
                "{status}"
            );
        }
    }

    proptest! {
        #[test]
        fn whatever_happens_a_job_is_never_held_without_a_way_on(picks in proptest::collection::vec(0usize..Event::ALL.len(), 0..60)) {
            let mut stage = Stage { status: Status::Planned, resume: None, supplement: false };
            for pick in picks {
                if let Ok(next) = stage.next(Event::ALL[pick]) { stage = next; }
                prop_assert_eq!(stage.status == Status::OnHold, stage.resume.is_some());
                prop_assert!(!stage.supplement || matches!(stage.status, Status::AwaitingAuth | Status::OnHold));
                if stage.status == Status::OnHold {
                    prop_assert!(stage.next(stage.resume_event()).is_ok());
                }
            }
        }
    }
}
