//! What calling off costs, and what not coming costs: a policy of four numbers, all nothing until the
//! workshop decides otherwise.

use super::Status;
use crate::domain::{Money, Ts};

/// What the workshop asks for when a booking comes to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Free until so many hours before the start.
    pub free_hours: i64,
    /// Called off later than that (minor units).
    pub late: Money,
    /// Nobody came (minor units).
    pub no_show: Money,
    /// The least that is asked for once the vehicle was here (minor units).
    pub minimum: Money,
}

/// Why it costs that much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing was agreed yet: a request or a hold.
    NotAgreed,
    /// It is called off in time: until this instant it costs nothing.
    InTime(Ts),
    /// That instant is over.
    Late(Ts),
    /// Nobody came.
    NotCome,
    /// The vehicle is not here yet: calling its job off costs nothing, its booking is called off apart.
    NotBegun,
    /// The vehicle was here: this much was done.
    Work(Money),
}

/// What is asked for, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fee {
    /// How much, before tax where prices are (minor units).
    pub amount: Money,
    /// Why.
    pub why: Why,
}

impl Policy {
    /// Until when a booking that starts then is called off for nothing.
    #[must_use]
    pub const fn free_until(&self, starts_at: Ts) -> Ts {
        starts_at.plus_minutes(-self.free_hours * 60)
    }

    /// What calling off a booking costs that stands so firmly.
    #[must_use]
    pub fn called_off(&self, status: Status, starts_at: Ts, now: Ts) -> Fee {
        let until = self.free_until(starts_at);
        let (amount, why) = match status {
            Status::Requested | Status::Held => (Money::ZERO, Why::NotAgreed),
            _ if now <= until => (Money::ZERO, Why::InTime(until)),
            _ => (self.late, Why::Late(until)),
        };
        Fee { amount, why }
    }

    /// What it costs that nobody came.
    #[must_use]
    pub const fn not_come(&self) -> Fee {
        Fee {
            amount: self.no_show,
            why: Why::NotCome,
        }
    }

    /// What calling off costs once the vehicle is here: the work that is done, at least the minimum.
    #[must_use]
    pub fn broken_off(&self, done: Money) -> Fee {
        Fee {
            amount: done.max(self.minimum),
            why: Why::Work(done),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const POLICY: Policy = Policy {
        free_hours: 24,
        late: Money(2_500),
        no_show: Money(4_000),
        minimum: Money(3_000),
    };
    const START: Ts = Ts(1_800_000_000_000_000);

    #[rstest]
    #[case::a_day_before(Status::Confirmed, -24 * 60, 0)]
    #[case::a_minute_too_late(Status::Confirmed, -24 * 60 + 1, 2_500)]
    #[case::after_the_start(Status::Confirmed, 10, 2_500)]
    #[case::a_request(Status::Requested, -10, 0)]
    #[case::a_hold(Status::Held, -10, 0)]
    fn r_15_calling_off_is_free_until_the_hours_before(
        #[case] status: Status,
        #[case] minutes: i64,
        #[case] amount: i64,
    ) {
        let fee = POLICY.called_off(status, START, START.plus_minutes(minutes));
        assert_eq!(fee.amount, Money(amount));
    }

    #[test]
    fn r_15_broken_off_work_costs_what_is_done_and_at_least_the_minimum() {
        assert_eq!(POLICY.broken_off(Money(10_000)).amount, Money(10_000));
        assert_eq!(POLICY.broken_off(Money(500)).amount, Money(3_000));
        assert_eq!(POLICY.not_come().amount, Money(4_000));
    }
}
