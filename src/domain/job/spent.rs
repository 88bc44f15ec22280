//! How long a visit was in each of its states.

use super::Status;
use crate::domain::Ts;

/// Minutes in each state, in the order they were first entered; `steps` are the entered states, oldest first.
#[must_use]
pub fn spent(steps: &[(Status, Ts)], now: Ts) -> Vec<(Status, i64)> {
    let mut all: Vec<(Status, i64)> = Vec::new();
    for (i, (status, at)) in steps.iter().enumerate() {
        let end = steps.get(i + 1).map_or(now, |next| next.1);
        let over = matches!(status, Status::Closed | Status::Cancelled);
        let minutes = if over {
            0
        } else {
            at.minutes_until(end).max(0)
        };
        match all.iter_mut().find(|(s, _)| s == status) {
            Some((_, sum)) => *sum += minutes,
            None => all.push((*status, minutes)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_in_a_state_entered_twice_is_added_up_and_the_last_runs_on() {
        let at = |m: i64| Ts(0).plus_minutes(m);
        let steps = [
            (Status::Arrived, at(0)),
            (Status::InProgress, at(10)),
            (Status::OnHold, at(40)),
            (Status::InProgress, at(100)),
        ];
        assert_eq!(
            spent(&steps, at(130)),
            [
                (Status::Arrived, 10),
                (Status::InProgress, 60),
                (Status::OnHold, 60)
            ]
        );
    }
}
