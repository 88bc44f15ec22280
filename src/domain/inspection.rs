//! Looking a vehicle over: points, grades, readings that grade themselves. States of product/states.md 8.

use super::refused::machine;

crate::text_enum! {
    "inspection-status"
    /// How far an inspection has come.
    pub enum Status {
        /// Being done.
        Open = "open",
        /// Every point is graded.
        Finished = "finished",
        /// The advisor has read it.
        Reviewed = "reviewed",
        /// The customer has it.
        Sent = "sent",
    }
}

crate::text_enum! {
    "inspection-event"
    /// What happens to an inspection.
    pub enum Event {
        /// The mechanic is through.
        Finish = "finish",
        /// There is more to see.
        Reopen = "reopen",
        /// The advisor agrees.
        Review = "review",
        /// It goes to the customer.
        Send = "send",
    }
}

machine!(Status, Event {
    Open: Finish => Finished;
    Finished: Reopen => Open, Review => Reviewed, Send => Sent;
    Reviewed: Reopen => Open, Send => Sent;
});

crate::text_enum! {
    "grade"
    /// What a point is like.
    pub enum Grade {
        /// Good.
        Green = "green",
        /// Wears out soon.
        Amber = "amber",
        /// Not safe, or broken.
        Red = "red",
        /// This vehicle has none, or it could not be seen.
        Na = "na",
    }
}

crate::text_enum! {
    "corner"
    /// Where on the vehicle.
    pub enum Corner {
        /// The vehicle as a whole.
        None = "none",
        /// Front left.
        FrontLeft = "front_left",
        /// Front right.
        FrontRight = "front_right",
        /// Rear left.
        RearLeft = "rear_left",
        /// Rear right.
        RearRight = "rear_right",
    }
}

/// Where readings stop being good, in thousandths of the point's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Amber at this reading.
    pub amber_milli: Option<i64>,
    /// Red at this reading.
    pub red_milli: Option<i64>,
    /// High readings are the bad ones (play, leak rate); else low ones (tread, pads).
    pub high_is_bad: bool,
}

impl Limits {
    /// The grade a reading gives itself; `None` where the point has no limits. A reading on a limit is still on
    /// its good side: tread of 1.6 mm with a limit of 1.6 mm is not red.
    #[must_use]
    pub fn grade(self, reading_milli: i64) -> Option<Grade> {
        if self.amber_milli.is_none() && self.red_milli.is_none() {
            return None;
        }
        let beyond = |limit: Option<i64>| {
            limit.is_some_and(|l| {
                if self.high_is_bad {
                    reading_milli > l
                } else {
                    reading_milli < l
                }
            })
        };
        Some(if beyond(self.red_milli) {
            Grade::Red
        } else if beyond(self.amber_milli) {
            Grade::Amber
        } else {
            Grade::Green
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const TREAD: Limits = Limits {
        amber_milli: Some(3_000),
        red_milli: Some(1_600),
        high_is_bad: false,
    };
    const PLAY: Limits = Limits {
        amber_milli: Some(500),
        red_milli: Some(1_000),
        high_is_bad: true,
    };

    #[rstest]
    #[case::deep_tread_is_good(TREAD, 6_000, Grade::Green)]
    #[case::on_the_limit_is_on_its_good_side(TREAD, 3_000, Grade::Green)]
    #[case::worn_tread_is_amber(TREAD, 2_900, Grade::Amber)]
    #[case::the_legal_least_is_not_red(TREAD, 1_600, Grade::Amber)]
    #[case::below_it_is(TREAD, 1_500, Grade::Red)]
    #[case::little_play_is_good(PLAY, 400, Grade::Green)]
    #[case::much_play_is_red(PLAY, 1_100, Grade::Red)]
    fn a_reading_grades_itself(#[case] limits: Limits, #[case] reading: i64, #[case] grade: Grade) {
        assert_eq!(limits.grade(reading), Some(grade));
    }

    #[test]
    fn a_point_without_limits_is_graded_by_a_person() {
        assert_eq!(Limits::default().grade(1), None);
    }
}
