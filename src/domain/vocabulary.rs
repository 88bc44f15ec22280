//! Every word the enums of the domain have: what a catalogue must know.

use super::{
    absence, action, alert, bay, booking, change, customer, deferred, duplicate, equipment,
    estimate, inspection, invoice, job, line, logistics, number, outbox, payment, permission,
    rating, role, schedule, segment, session, stock, sublet, task, tax, theme, vehicle, waiting,
};

macro_rules! labels {
    ($( $ty:ty ),+ $(,)?) => {
        /// The Fluent ids of all labels.
        #[must_use]
        pub fn label_ids() -> Vec<&'static str> {
            let mut ids = Vec::new();
            $( ids.extend(<$ty>::ALL.iter().map(|v| v.label_id())); )+
            ids.dedup();
            ids
        }
    };
}

labels! {
    absence::Kind,
    action::Action,
    alert::Kind,
    bay::Kind,
    booking::Status, booking::Event, booking::Arrival, booking::Source, booking::BlockReason,
    change::Topic,
    customer::Kind, customer::Channel, customer::ContactKind,
    deferred::Status, deferred::Event,
    duplicate::Entity,
    equipment::Kind,
    estimate::Status, estimate::Event,
    inspection::Status, inspection::Event, inspection::Grade, inspection::Corner,
    invoice::Status, invoice::Event, invoice::Kind, invoice::Origin, invoice::Standing,
    job::Status, job::Event, job::Forward, job::HoldReason, job::Review, job::Column, job::Priority,
    line::Kind, line::Auth, line::AuthEvent, line::PartStatus, line::PartEvent, line::Decision, line::Method, line::DeclineReason,
    logistics::LegKind, logistics::Leg, logistics::LegEvent, logistics::Loan, logistics::LoanEvent,
    number::Series,
    outbox::Status, outbox::Event, outbox::Reason, outbox::Purpose, outbox::About, outbox::Outcome, outbox::Fault,
    payment::Status, payment::Event, payment::Direction, payment::Tender,
    permission::Permission,
    rating::Source,
    role::Preset,
    schedule::Missed, schedule::Duty,
    segment::Lane, segment::Kind, segment::Source, segment::Indirect,
    session::Via,
    stock::PartKind, stock::CodeKind, stock::Movement,
    sublet::Status, sublet::Event,
    task::Status, task::Event,
    theme::Name,
    tax::Treatment, tax::Rounding,
    vehicle::Use, vehicle::SaleStatus, vehicle::Role, vehicle::OdometerUnit,
    waiting::Status, waiting::Event,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_its_english_word() {
        let words = include_str!("../../assets/locales/en/common.ftl");
        let missing: Vec<_> = label_ids()
            .into_iter()
            .filter(|id| {
                !words
                    .lines()
                    .any(|l| l.strip_prefix(id).is_some_and(|r| r.starts_with(" =")))
            })
            .collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn no_two_values_share_a_label() {
        let mut ids = label_ids();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
