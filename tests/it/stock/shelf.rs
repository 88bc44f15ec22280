//! The shelf: reserve, issue, return, release, receive, adjust, count.

use forecourt::desk::Error;
use forecourt::desk::stock::{Counted, PartForm};
use forecourt::domain::line::PartStatus;
use forecourt::domain::permission::Permission;
use forecourt::domain::role::Preset;
use forecourt::domain::stock::Movement;
use forecourt::domain::{Money, Qty};

use super::{agreed, blank, job, level, part, pc, receive, where_is, why};
use crate::rig::shop::Shop;

dual_test! {
    async fn r40_a_part_is_kept_taken_and_put_back_through_the_ledger(shop: Shop) {
        let pads = part(&shop, "TRW-GDB1763", "Brake pads rear Volvo V60").await;
        receive(&shop, pads, pc(5), 20_00).await;
        let job = job(&shop).await;
        let line = agreed(&shop, job, pads, pc(2)).await;
        assert_eq!(level(&shop, pads).await, (pc(5), pc(2), Money(10_000)));
        assert_eq!(where_is(&shop, job, line).await, PartStatus::Reserved);

        shop.desk.take_part(&shop.owner, line, None, "").await.unwrap();
        assert_eq!(level(&shop, pads).await, (pc(3), pc(0), Money(60_00)));
        assert_eq!(where_is(&shop, job, line).await, PartStatus::Issued);

        shop.desk.return_part(&shop.owner, line, None, "").await.unwrap();
        assert_eq!(level(&shop, pads).await, (pc(5), pc(0), Money(10_000)));
        let card = shop.desk.part_card(&shop.owner, pads).await.unwrap();
        let kinds: Vec<Movement> = card.moved.iter().rev().map(|m| m.kind).collect();
        assert_eq!(kinds, [Movement::Receipt, Movement::Reserve, Movement::Issue, Movement::ReturnIn]);
        assert_eq!(card.weeks[11], Qty::ZERO, "what was put back was not used");
    }
}

dual_test! {
    async fn r40_a_line_taken_off_the_job_gives_its_part_to_who_waits(shop: Shop) {
        let pads = part(&shop, "PAD", "Brake pads").await;
        receive(&shop, pads, pc(2), 20_00).await;
        let job = job(&shop).await;
        let first = agreed(&shop, job, pads, pc(2)).await;
        let second = agreed(&shop, job, pads, pc(1)).await;
        assert_eq!(where_is(&shop, job, second).await, PartStatus::ToOrder);
        shop.desk.void_line(&shop.owner, first).await.unwrap();
        assert_eq!(level(&shop, pads).await, (pc(2), pc(1), Money(40_00)));
        assert_eq!(where_is(&shop, job, second).await, PartStatus::Reserved);
    }
}

dual_test! {
    async fn r41_a_reservation_may_go_beyond_the_shelf_and_waits_for_the_receipt(shop: Shop) {
        let pads = part(&shop, "PAD", "Brake pads").await;
        receive(&shop, pads, pc(1), 20_00).await;
        let (late, soon) = (job(&shop).await, job(&shop).await);
        let promise = |days| Some(shop.at(days, 17 * 60));
        shop.desk.promise(&shop.owner, late, promise(3), "").await.unwrap();
        shop.desk.promise(&shop.owner, soon, promise(1), "").await.unwrap();
        let of_late = agreed(&shop, late, pads, pc(2)).await;
        let of_soon = agreed(&shop, soon, pads, pc(2)).await;
        assert_eq!(where_is(&shop, late, of_late).await, PartStatus::ToOrder);
        assert_eq!(where_is(&shop, soon, of_soon).await, PartStatus::ToOrder);

        receive(&shop, pads, pc(1), 20_00).await;
        assert_eq!(where_is(&shop, soon, of_soon).await, PartStatus::Reserved, "promised first");
        assert_eq!(where_is(&shop, late, of_late).await, PartStatus::ToOrder);
        receive(&shop, pads, pc(2), 20_00).await;
        assert_eq!(where_is(&shop, late, of_late).await, PartStatus::Reserved);
        let card = shop.desk.part_card(&shop.owner, pads).await.unwrap();
        let waiting: Vec<_> = card.wanted.iter().map(|w| w.job_id).collect();
        assert_eq!(waiting, [soon, late]);
    }
}

dual_test! {
    async fn r41_nothing_is_issued_beyond_the_shelf_without_permission_and_reason(shop: Shop) {
        let pads = part(&shop, "PAD", "Brake pads").await;
        receive(&shop, pads, pc(1), 20_00).await;
        let job = job(&shop).await;
        let line = agreed(&shop, job, pads, pc(3)).await;
        let refused = shop.desk.take_part(&shop.owner, line, None, "").await;
        assert_eq!(why(refused).id, "stock-short");
        shop.hire("mo", Preset::Mechanic).await;
        let mechanic = shop.log_in("mo").await;
        let mechanic_id = mechanic.staff().unwrap();
        let task = shop.desk.job_card(&shop.owner, job).await.unwrap().tasks[0].task.id;
        shop.desk.assign(&shop.owner, task, Some(mechanic_id)).await.unwrap();
        let refused = shop.desk.take_part(&mechanic, line, None, "they lie on the bench").await;
        assert_eq!(why(refused).id, "stock-short");
        assert_eq!(level(&shop, pads).await, (pc(1), pc(3), Money(20_00)));

        shop.desk.take_part(&shop.owner, line, None, "they lie on the bench").await.unwrap();
        let card = shop.desk.part_card(&shop.owner, pads).await.unwrap();
        assert!(card.stock.as_ref().unwrap().oversold);
        assert_eq!(card.moved[0].reason, "they lie on the bench");
        assert_eq!(level(&shop, pads).await, (pc(-2), pc(0), Money::ZERO));

        assert_eq!(receive(&shop, pads, pc(1), 20_00).await, pc(-1));
        let still = shop.desk.part_card(&shop.owner, pads).await.unwrap().stock.unwrap();
        assert!(still.oversold, "one is still owed to the shelf");
        assert_eq!(receive(&shop, pads, pc(5), 20_00).await, pc(4));
        let mended = shop.desk.part_card(&shop.owner, pads).await.unwrap().stock.unwrap();
        assert!(!mended.oversold);
        assert_eq!(mended.value_minor, Money(80_00), "what had gone is not on the shelf");
    }
}

dual_test! {
    async fn r41_of_two_who_take_the_last_part_one_wins(shop: Shop) {
        let pads = part(&shop, "PAD", "Brake pads").await;
        let (here, there) = (job(&shop).await, job(&shop).await);
        let mine = agreed(&shop, here, pads, pc(1)).await;
        let theirs = agreed(&shop, there, pads, pc(1)).await;
        receive(&shop, pads, pc(1), 20_00).await;
        let take = |line| {
            let (desk, by) = (shop.desk.clone(), shop.owner.clone());
            tokio::spawn(async move { desk.take_part(&by, line, None, "").await })
        };
        let (a, b) = (take(mine), take(theirs));
        let outcomes = [a.await.unwrap(), b.await.unwrap()];
        let won = outcomes.iter().filter(|o| o.is_ok()).count();
        assert_eq!(won, 1, "{outcomes:?}");
        for lost in outcomes.into_iter().filter(Result::is_err) {
            assert_eq!(why(lost).id, "stock-short");
        }
        assert_eq!(level(&shop, pads).await, (pc(0), pc(1), Money::ZERO));
    }
}

dual_test! {
    async fn r41_what_is_handed_out_over_a_reservation_is_to_be_ordered_again(shop: Shop) {
        let pads = part(&shop, "PAD", "Brake pads").await;
        receive(&shop, pads, pc(2), 20_00).await;
        let (first, second) = (job(&shop).await, job(&shop).await);
        let kept = agreed(&shop, first, pads, pc(2)).await;
        let urgent = agreed(&shop, second, pads, pc(1)).await;
        shop.desk.take_part(&shop.owner, urgent, None, "").await.unwrap();
        assert_eq!(where_is(&shop, first, kept).await, PartStatus::ToOrder);
    }
}

dual_test! {
    async fn r42_receipts_move_the_average_and_each_issue_takes_its_share(shop: Shop) {
        let oil = part(&shop, "OIL", "Engine oil 5W-30").await;
        receive(&shop, oil, Qty(4_500), 8_00).await;
        receive(&shop, oil, Qty(1_500), 10_00).await;
        let card = shop.desk.part_card(&shop.owner, oil).await.unwrap();
        assert_eq!(card.costs.unwrap().value, Money(51_00));
        assert_eq!(card.costs.unwrap().one, Some(Money(8_50)));
        let job = job(&shop).await;
        let line = agreed(&shop, job, oil, Qty(4_200)).await;
        shop.desk.take_part(&shop.owner, line, None, "").await.unwrap();
        assert_eq!(level(&shop, oil).await, (Qty(1_800), pc(0), Money(15_30)));
        let lines = shop.desk.job_card(&shop.owner, job).await.unwrap().lines;
        assert_eq!(lines[0].line.cost_minor, Money(35_70));
    }
}

dual_test! {
    async fn a_shelf_is_corrected_with_a_reason_and_never_below_nothing(shop: Shop) {
        let bulbs = part(&shop, "LUC-LFB552", "Brake lamp bulb").await;
        receive(&shop, bulbs, pc(10), 1_00).await;
        let desk = &shop.desk;
        assert_eq!(why(desk.adjust(&shop.owner, bulbs, pc(-1), "  ").await).id, "text-empty");
        assert_eq!(why(desk.adjust(&shop.owner, bulbs, pc(0), "broken").await).id, "stock-adjust-nothing");
        assert_eq!(why(desk.adjust(&shop.owner, bulbs, pc(-11), "broken").await).id, "stock-adjust-below");
        assert_eq!(desk.adjust(&shop.owner, bulbs, pc(-3), "broken").await.unwrap(), pc(7));
        assert_eq!(level(&shop, bulbs).await, (pc(7), pc(0), Money(7_00)));
    }
}

dual_test! {
    async fn a_count_writes_the_difference_and_the_day(shop: Shop) {
        let bulbs = part(&shop, "LUC-LFB552", "Brake lamp bulb").await;
        receive(&shop, bulbs, pc(10), 1_00).await;
        let job = job(&shop).await;
        let line = agreed(&shop, job, bulbs, pc(9)).await;
        let found = shop.desk.count(&shop.owner, bulbs, pc(8)).await.unwrap();
        assert_eq!(found, Counted { was: pc(10), now: pc(8) });
        assert_eq!(level(&shop, bulbs).await, (pc(8), pc(9), Money(8_00)));
        assert_eq!(where_is(&shop, job, line).await, PartStatus::ToOrder, "there are fewer than were promised");
        let found = shop.desk.count(&shop.owner, bulbs, pc(12)).await.unwrap();
        assert_eq!(found.now - found.was, pc(4));
        assert_eq!(level(&shop, bulbs).await, (pc(12), pc(9), Money(12_00)));
        let card = shop.desk.part_card(&shop.owner, bulbs).await.unwrap();
        assert_eq!(card.stock.unwrap().counted_on.unwrap().to_string(), "2026-11-23");
        assert_eq!(why(shop.desk.count(&shop.owner, bulbs, pc(-1)).await).id, "qty-negative");
    }
}

dual_test! {
    async fn r44_a_part_raises_one_alert_for_each_dip(shop: Shop) {
        let pads = part(&shop, "PAD", "Brake pads").await;
        let never = PartForm {
            sku: "NEVER".to_owned(),
            description: "Never low".to_owned(),
            reorder: pc(0),
            ..blank(&shop).await
        };
        shop.desk.add_part(&shop.owner, &never).await.unwrap();
        receive(&shop, pads, pc(5), 1_00).await;
        let raise = || shop.desk.raise_low_stock(&shop.owner);
        assert_eq!(raise().await.unwrap(), 0, "five are above the level of four");
        shop.desk.adjust(&shop.owner, pads, pc(-1), "broken").await.unwrap();
        assert_eq!(raise().await.unwrap(), 1);
        shop.desk.adjust(&shop.owner, pads, pc(-1), "broken").await.unwrap();
        assert_eq!(raise().await.unwrap(), 0, "the dip is told already");
        receive(&shop, pads, pc(10), 1_00).await;
        assert_eq!(raise().await.unwrap(), 0);
        let job = job(&shop).await;
        agreed(&shop, job, pads, pc(9)).await;
        assert_eq!(raise().await.unwrap(), 1, "what is kept is not free: a new dip");
    }
}

dual_test! {
    async fn r46_a_quantity_is_above_nothing_and_may_have_decimals(shop: Shop) {
        let oil = part(&shop, "OIL", "Engine oil").await;
        let goods = |qty| forecourt::desk::stock::Receipt { qty, unit_cost: None, document: String::new() };
        let refused = shop.desk.receive(&shop.owner, oil, &goods(pc(0))).await;
        assert_eq!(why(refused).id, "qty-not-positive");
        assert_eq!(shop.desk.receive(&shop.owner, oil, &goods(Qty(4_500))).await.unwrap(), Qty(4_500));
    }
}

dual_test! {
    async fn who_may_not_move_stock_or_see_costs_does_neither(shop: Shop) {
        let pads = part(&shop, "PAD", "Brake pads").await;
        receive(&shop, pads, pc(5), 20_00).await;
        let mechanic = shop.as_preset(Preset::Mechanic).await;
        let refused = shop.desk.adjust(&mechanic, pads, pc(-1), "broken").await.unwrap_err();
        assert_eq!(refused, Error::Forbidden { permission: Permission::StockMove });
        let card = shop.desk.part_card(&mechanic, pads).await.unwrap();
        assert_eq!(card.costs, None);
        assert_eq!(card.stock.unwrap().value_minor, Money::ZERO);
        assert!(card.moved.iter().all(|m| m.value_minor.is_zero()));
    }
}
