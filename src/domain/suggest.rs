//! Who should do it: free time, skill and load, weighed and explained. A person decides.

use super::{Bp, StaffId};

/// Somebody who could be given the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Minutes they are there and have nothing to do.
    pub free_min: i64,
    /// How well they can do what is asked, 0 not at all to 3 master; `None` when nothing special is asked.
    pub level: Option<i64>,
    /// Planned minutes of the tasks they have.
    pub load_min: i64,
}

/// What counts how much; the sum is the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Having time for it.
    pub free: Bp,
    /// Being able to.
    pub skill: Bp,
    /// Having little else.
    pub load: Bp,
}

/// A person with their score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// Who, and what speaks for them.
    pub who: Candidate,
    /// 0 to 100.
    pub score: i64,
    /// Whether they cannot do what is asked: only when forced.
    pub unable: bool,
}

/// The master's level.
const MASTER: i64 = 3;
/// A load that leaves nothing of its share: a day's work.
const FULL_MIN: i64 = 8 * 60;

/// The best first; who lacks the skill comes last, marked. Equal scores stand by name.
#[must_use]
pub fn rank(all: Vec<Candidate>, need_min: i64, weights: Weights) -> Vec<Suggested> {
    let mut ranked: Vec<Suggested> = all
        .into_iter()
        .map(|who| {
            let free = share(who.free_min, need_min.max(1));
            let skill = who.level.map_or(10_000, |level| share(level, MASTER));
            let load = 10_000 - share(who.load_min, FULL_MIN);
            let sum = weights.free.0 * free + weights.skill.0 * skill + weights.load.0 * load;
            let whole = (weights.free.0 + weights.skill.0 + weights.load.0).max(1);
            Suggested {
                unable: who.level == Some(0),
                score: (sum / whole + 50) / 100,
                who,
            }
        })
        .collect();
    ranked.sort_by(|a, b| {
        (a.unable, -a.score, &a.who.name, a.who.id).cmp(&(
            b.unable,
            -b.score,
            &b.who.name,
            b.who.id,
        ))
    });
    ranked
}

/// A part of a whole in ten-thousandths, never more than the whole.
fn share(part: i64, whole: i64) -> i64 {
    part.clamp(0, whole) * 10_000 / whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const USUAL: Weights = Weights {
        free: Bp(5_000),
        skill: Bp(2_500),
        load: Bp(2_500),
    };

    fn who(id: i64, free: i64, level: Option<i64>, load: i64) -> Candidate {
        Candidate {
            id: StaffId(id),
            name: format!("P{id}"),
            free_min: free,
            level,
            load_min: load,
        }
    }

    #[test]
    fn r_24_half_is_free_time_a_quarter_skill_a_quarter_low_load() {
        let ranked = rank(vec![who(1, 60, Some(3), 240)], 120, USUAL);
        assert_eq!(ranked[0].score, 25 + 25 + 13);
    }

    #[test]
    fn r_24_who_cannot_do_it_stands_last_however_free() {
        let ranked = rank(
            vec![who(1, 480, Some(0), 0), who(2, 10, Some(1), 400)],
            120,
            USUAL,
        );
        assert_eq!(ranked[0].who.id, StaffId(2));
        assert!(ranked[1].unable);
    }

    proptest! {
        #[test]
        fn r_24_more_free_time_never_scores_less(
            free in 0i64..600, more in 0i64..600, level in 0i64..4, load in 0i64..900, need in 0i64..600,
        ) {
            let score = |f| rank(vec![who(1, f, Some(level), load)], need, USUAL)[0].score;
            prop_assert!(score(free + more) >= score(free));
            prop_assert!((0..=100).contains(&score(free)));
        }
    }
}
