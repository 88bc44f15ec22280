//! Whatever happens, the movements of a part sum to what is there (R-40, model.md 8).

use forecourt::domain::line::PartStatus;
use forecourt::domain::{Money, PartId, Qty};
use forecourt::store::{Db, sql};

use super::{agreed, job, part, pc, receive};
use crate::rig::shop::Shop;

/// Pseudo-random numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % 1_000_003).unwrap() % n
    }
}

/// Σ of the ledger, and the shelf, each as on hand, reserved, worth.
async fn books(shop: &Shop, part: PartId) -> ([i64; 3], [i64; 3]) {
    let store = shop.place.open().await;
    let mut db = &store;
    let sums: (i64, i64, i64) = db
        .one(
            sql(
                "SELECT CAST(SUM(on_hand_milli) AS BIGINT), CAST(SUM(reserved_milli) AS BIGINT),
                    CAST(SUM(value_minor) AS BIGINT)
                 FROM stock_movement WHERE part_id = $1",
            )
            .bind(part),
        )
        .await
        .unwrap();
    let shelf: (i64, i64, i64) = db
        .one(
            sql("SELECT on_hand_milli, reserved_milli, value_minor FROM stock WHERE part_id = $1")
                .bind(part),
        )
        .await
        .unwrap();
    let kept: (i64,) = db
        .one(
            sql("SELECT CAST(COALESCE(SUM(reserved_milli), 0) AS BIGINT) FROM job_line WHERE part_id = $1")
                .bind(part),
        )
        .await
        .unwrap();
    store.close().await;
    assert_eq!(
        kept.0, shelf.1,
        "what the lines keep is what the shelf keeps"
    );
    ([sums.0, sums.1, sums.2], [shelf.0, shelf.1, shelf.2])
}

dual_test! {
    async fn r41_what_is_sold_beyond_the_shelf_is_settled_by_the_next_receipt_to_the_cent(shop: Shop) {
        let oil = part(&shop, "OIL", "Engine oil").await;
        receive(&shop, oil, Qty(1_333), 7_77).await;
        let job = job(&shop).await;
        let line = agreed(&shop, job, oil, pc(5)).await;
        shop.desk.take_part(&shop.owner, line, None, "it stands on the bench").await.unwrap();
        let (sums, shelf) = books(&shop, oil).await;
        assert_eq!((sums, shelf), ([-3_667, 0, 0], [-3_667, 0, 0]));
        for (qty, cost) in [(Qty(667), 8_01), (Qty(1_999), 9_99), (Qty(4_001), 3_33), (Qty(7), 1)] {
            receive(&shop, oil, qty, cost).await;
            let (sums, shelf) = books(&shop, oil).await;
            assert_eq!(sums, shelf, "after {qty:?} at {cost}");
            assert!(shelf[0] > 0 || shelf[2] == 0, "what is owed to the shelf is worth nothing: {shelf:?}");
        }
        let card = shop.desk.part_card(&shop.owner, oil).await.unwrap();
        assert!(!card.stock.unwrap().oversold);
        shop.desk.return_part(&shop.owner, line, Some(pc(2)), "").await.unwrap();
        shop.desk.count(&shop.owner, oil, Qty::ZERO).await.unwrap();
        let (sums, shelf) = books(&shop, oil).await;
        assert_eq!((sums, shelf), ([0, 0, 0], [0, 0, 0]), "an empty shelf is worth nothing");
    }
}

dual_test! {
    async fn r40_the_movements_sum_to_the_shelf_whatever_is_done(shop: Shop) {
        let mut dice = Dice(0x5eed_1e55_ca4f_00d5);
        let oil = part(&shop, "OIL", "Engine oil").await;
        receive(&shop, oil, pc(3), 7_77).await;
        let job = job(&shop).await;
        let mut lines = Vec::new();
        let (desk, by) = (&shop.desk, &shop.owner);
        for step in 0..120 {
            let line = (!lines.is_empty())
                .then(|| lines[usize::try_from(dice.below(lines.len() as i64)).unwrap()]);
            let qty = Qty(1 + dice.below(4_000));
            // Many of these are refused, as they should be; the books have to hold all the same.
            match (dice.below(8), line) {
                (0, _) | (_, None) => lines.push(agreed(&shop, job, oil, qty).await),
                (1, _) => drop(receive(&shop, oil, qty, 1 + dice.below(20_00)).await),
                (2, _) => drop(desk.adjust(by, oil, Qty(dice.below(4_000) - 2_000), "found").await),
                (3, _) => drop(desk.count(by, oil, Qty(dice.below(9_000))).await),
                (4 | 5, Some(line)) => drop(desk.take_part(by, line, Some(qty), "").await),
                (6, Some(line)) => drop(desk.return_part(by, line, Some(qty), "").await),
                (_, Some(line)) => {
                    if desk.void_line(by, line).await.is_ok() {
                        lines.retain(|l| *l != line);
                    }
                }
            }
            let (sums, shelf) = books(&shop, oil).await;
            assert_eq!(sums, shelf, "after step {step}");
            assert!(shelf[0] >= 0, "nobody may sell what is not there");
            assert!(shelf[1] >= 0 && shelf[2] >= 0, "after step {step}: {shelf:?}");
            assert!(shelf[0] > 0 || Money(shelf[2]).is_zero(), "an empty shelf is worth nothing");
        }
        let card = desk.part_card(by, oil).await.unwrap();
        let stock = card.stock.unwrap();
        let kept: Qty = card.wanted.iter().filter(|w| w.part_status == PartStatus::Reserved)
            .map(|w| w.reserved_milli).sum();
        assert!(kept <= stock.on_hand_milli, "what is reserved is there");
    }
}
