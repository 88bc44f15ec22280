//! The days to come: what is booked, what was asked for, what was called off.

use super::Story;
use crate::desk::Result;
use crate::desk::booking::Order;
use crate::domain::booking::Source;

/// The days to come: days from today, bay, minute, minutes, vehicle, canned job.
const AHEAD: &[(u64, usize, i64, i64, usize, &str)] = &[
    (1, 0, 480, 120, 15, "MAJOR"),
    (1, 0, 660, 60, 16, "BRKF"),
    (1, 1, 510, 90, 17, "SMALL"),
    (1, 2, 480, 45, 18, "MOT"),
    (1, 2, 570, 45, 22, "MOT"),
    (1, 3, 480, 60, 23, "TYRE4"),
    (1, 4, 600, 60, 24, "DIAG"),
    (2, 0, 480, 120, 25, "MAJOR"),
    (2, 1, 480, 60, 31, "SMALL"),
    (2, 3, 540, 45, 34, "SEAS"),
    (3, 0, 540, 90, 27, "BRKFD"),
    (3, 2, 600, 45, 29, "MOT"),
    (4, 1, 480, 180, 28, "MAJOR"),
    (4, 3, 480, 60, 32, "TYRE4"),
    (5, 0, 480, 60, 33, "OIL"),
    (6, 2, 570, 45, 35, "MOT"),
];

impl Story {
    pub(super) async fn ahead(&self) -> Result<()> {
        self.set(self.before(1, 16 * 60));
        let ana = self.log_in("ana").await?;
        for (days, bay, minute, minutes, vehicle, code) in AHEAD {
            let order = self.order(
                *bay,
                self.after(*days, *minute),
                *minutes,
                *vehicle,
                code,
                "",
            );
            self.book(&ana, &order, code).await?;
        }
        let asked = Order {
            source: Source::Web,
            bay: None,
            staff: None,
            ..self.order(
                1,
                self.after(2, 660),
                60,
                36,
                "SMALL",
                "Small service, if possible in the morning",
            )
        };
        self.desk.request(&ana, &asked).await?;
        let off = self
            .desk
            .book(&ana, &self.order(0, self.after(2, 720), 60, 38, "OIL", ""))
            .await?
            .value;
        self.desk.cancel(&ana, off.id, "sold the car").await?;
        Ok(())
    }
}
