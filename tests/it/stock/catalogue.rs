//! The catalogue: numbers, codes, windows over many parts (R-45, R-47).

use forecourt::desk::customers::Hit;
use forecourt::desk::stock::{Page, PartForm, PartsFilter};
use forecourt::desk::{Error, Inverse};
use forecourt::domain::Money;
use forecourt::domain::permission::Permission;
use forecourt::domain::role::Preset;
use forecourt::domain::stock::CodeKind;

use super::{blank, part, pc, receive, why};
use crate::rig::shop::Shop;

dual_test! {
    async fn r45_a_blank_number_is_made_and_a_taken_one_is_refused_by_name(shop: Shop) {
        let nameless = PartForm { description: "Wiper blade".to_owned(), ..blank(&shop).await };
        let made = shop.desk.add_part(&shop.owner, &nameless).await.unwrap().value;
        let (first, _) = shop.desk.part_form(&shop.owner, made).await.unwrap();
        assert_eq!(first.sku, "P-00001");
        assert_eq!(first.unit, "pc");
        let again = PartForm { sku: "p-00001".to_owned(), ..nameless };
        let refused = why(shop.desk.add_part(&shop.owner, &again).await);
        assert_eq!(refused.id, "part-sku-taken");
    }
}

dual_test! {
    async fn r45_a_part_is_found_by_any_of_its_codes_and_a_barcode_is_only_one_part_s(shop: Shop) {
        let form = PartForm {
            sku: "TRW-GDB1763".to_owned(),
            description: "Brake pads rear Volvo V60".to_owned(),
            codes: vec![
                (CodeKind::Barcode, "3322937441211".to_owned()),
                (CodeKind::Barcode, "4006633296496".to_owned()),
                (CodeKind::Supplier, "BRZ 55-01".to_owned()),
                (CodeKind::Oem, "31341331".to_owned()),
            ],
            ..blank(&shop).await
        };
        let pads = shop.desk.add_part(&shop.owner, &form).await.unwrap().value;
        for code in ["3322937441211", "4006633296496", "brz 55-01", "31341331", "trw-gdb1763"] {
            let found = shop.desk.part_by_code(&shop.owner, code).await.unwrap();
            assert_eq!(found, Some(pads), "{code}");
        }
        let mut other = PartForm { sku: "X".to_owned(), description: "Other".to_owned(), ..form.clone() };
        let refused = why(shop.desk.add_part(&shop.owner, &other).await);
        assert_eq!(refused.id, "part-barcode-taken");
        other.codes.retain(|(kind, _)| *kind != CodeKind::Barcode);
        shop.desk.add_part(&shop.owner, &other).await.unwrap();

        let (part, _) = shop.desk.part_form(&shop.owner, pads).await.unwrap();
        let codes = [(CodeKind::Barcode, "999".to_owned())];
        shop.desk.set_codes(&shop.owner, pads, part.version, &codes).await.unwrap();
        assert_eq!(shop.desk.part_by_code(&shop.owner, "3322937441211").await.unwrap(), None);
        assert_eq!(shop.desk.part_by_code(&shop.owner, "999").await.unwrap(), Some(pads));
        let hits = shop.desk.find(&shop.owner, "gdb1763").await.unwrap();
        assert!(hits.contains(&Hit::Part(pads, part.sku, part.description)), "{hits:?}");
    }
}

dual_test! {
    async fn a_window_pages_through_all_parts_both_ways(shop: Shop) {
        for n in 0..25 {
            part(&shop, &format!("N-{n:02}"), &format!("Nut M{:02}", n / 2)).await;
        }
        let all = PartsFilter::default();
        let page = async |page| shop.desk.parts_window(&shop.owner, &all, page, 10).await.unwrap();
        let first = page(Page::First).await;
        let second = page(Page::After(first.rows[9].id)).await;
        let third = page(Page::After(second.rows[9].id)).await;
        assert!(first.more && second.more && !third.more);
        assert_eq!(third.rows.len(), 5);
        let mut seen: Vec<_> = [&first, &second, &third].iter().flat_map(|w| &w.rows).map(|r| r.id).collect();
        assert_eq!(seen.len(), 25);
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 25, "no row twice");
        let last = page(Page::Last).await;
        assert_eq!(last.rows[9].id, third.rows[4].id);
        let back = page(Page::Before(second.rows[0].id)).await;
        assert_eq!(back.rows, first.rows);
        assert!(!back.more);
        let counts = shop.desk.parts_counts(&shop.owner, &all).await.unwrap();
        assert_eq!((counts.fitting, counts.all), (25, 25));
    }
}

dual_test! {
    async fn a_find_line_meets_words_in_any_order_numbers_without_signs_and_beginnings(shop: Shop) {
        let pads = part(&shop, "TRW-GDB1763", "Brake pads rear Volvo V60").await;
        let golf = part(&shop, "BOS-0986494", "Brake pads front VW Golf").await;
        let lamp = part(&shop, "LUC-LFB552", "Lampe Bremslicht Größe 5 %").await;
        let find = async |typed: &str| {
            let filter = PartsFilter { find: typed.to_owned(), ..PartsFilter::default() };
            let rows = shop.desk.parts_window(&shop.owner, &filter, Page::First, 50).await.unwrap().rows;
            let counts = shop.desk.parts_counts(&shop.owner, &filter).await.unwrap();
            assert_eq!(counts.fitting, rows.len() as i64, "{typed}");
            rows.iter().map(|r| r.id).collect::<Vec<_>>()
        };
        assert_eq!(find("brake pa").await, [golf, pads]);
        assert_eq!(find("pads vw").await, [golf]);
        assert_eq!(find("trwgdb").await, [pads]);
        assert_eq!(find("trw-gdb").await, [pads]);
        assert_eq!(find("grosse").await, [lamp]);
        assert_eq!(find("br").await, [golf, pads]);
        assert_eq!(find("%").await, []);
        assert_eq!(find("\"' OR 1").await, []);
        assert_eq!(find("no such part").await, []);
        let ahead = shop.desk.find_parts(&shop.owner, "brake pads").await.unwrap();
        assert_eq!(ahead.iter().map(|p| p.id).collect::<Vec<_>>(), [golf, pads]);
    }
}

dual_test! {
    async fn the_low_list_holds_what_is_low_at_this_site(shop: Shop) {
        let low = part(&shop, "A", "Air filter").await;
        let fine = part(&shop, "B", "Belt").await;
        receive(&shop, fine, pc(9), 1_00).await;
        receive(&shop, low, pc(4), 1_00).await;
        let filter = PartsFilter { low: true, ..PartsFilter::default() };
        let rows = shop.desk.parts_window(&shop.owner, &filter, Page::First, 10).await.unwrap().rows;
        assert_eq!(rows.iter().map(|r| r.id).collect::<Vec<_>>(), [low]);
        assert!(rows[0].level().is_low());
        assert_eq!(shop.desk.parts_counts(&shop.owner, &filter).await.unwrap().low, 1);
    }
}

dual_test! {
    async fn an_edit_names_who_was_quicker_and_can_be_taken_back(shop: Shop) {
        let pads = part(&shop, "PAD", "Brake pads").await;
        let keeper = shop.as_preset(Preset::Parts).await;
        let (stored, form) = shop.desk.part_form(&keeper, pads).await.unwrap();
        let dearer = PartForm { price: Money(49_95), bin: "B-01-1".to_owned(), ..form.clone() };
        shop.wait(5);
        let done = shop.desk.edit_part(&keeper, pads, stored.version, &dearer).await.unwrap();
        let mine = shop.desk.edit_part(&shop.owner, pads, stored.version, &form).await.unwrap_err();
        assert_eq!(mine, Error::Stale { by: keeper.name().to_owned(), at: shop.desk.now() });

        let Some(undo @ Inverse::Part(_)) = done.undo else { panic!("an edit has an inverse") };
        let again = shop.desk.undo(&keeper, undo).await.unwrap();
        let (_, back) = shop.desk.part_form(&keeper, pads).await.unwrap();
        assert_eq!(back, form);
        shop.desk.undo(&keeper, again.undo.unwrap()).await.unwrap();
        assert_eq!(shop.desk.part_form(&keeper, pads).await.unwrap().1, dearer);
    }
}

dual_test! {
    async fn a_part_with_stock_is_not_put_away_and_one_put_away_leaves_the_lists(shop: Shop) {
        let pads = part(&shop, "PAD", "Brake pads").await;
        receive(&shop, pads, pc(1), 1_00).await;
        let desk = &shop.desk;
        assert_eq!(why(desk.archive_part(&shop.owner, pads, 1, true).await).id, "part-still-held");
        desk.count(&shop.owner, pads, pc(0)).await.unwrap();
        let done = desk.archive_part(&shop.owner, pads, 1, true).await.unwrap();
        assert_eq!(desk.find_parts(&shop.owner, "brake").await.unwrap(), []);
        assert_eq!(desk.part_by_code(&shop.owner, "PAD").await.unwrap(), Some(pads), "the card still opens");
        let again = PartForm { sku: "PAD".to_owned(), description: "Other".to_owned(), ..blank(&shop).await };
        assert_eq!(why(desk.add_part(&shop.owner, &again).await).id, "part-sku-archived");
        desk.undo(&shop.owner, done.undo.unwrap()).await.unwrap();
        assert_eq!(desk.find_parts(&shop.owner, "brake").await.unwrap().len(), 1);
    }
}

dual_test! {
    async fn parts_do_not_replace_each_other_in_a_circle(shop: Shop) {
        let (old, new) = (part(&shop, "OLD", "Old").await, part(&shop, "NEW", "New").await);
        let (stored, form) = shop.desk.part_form(&shop.owner, old).await.unwrap();
        let replaced = PartForm { superseded_by: Some(new), ..form };
        shop.desk.edit_part(&shop.owner, old, stored.version, &replaced).await.unwrap();
        let card = shop.desk.part_card(&shop.owner, old).await.unwrap();
        assert_eq!(card.superseded_by, Some((new, "NEW".to_owned())));
        let (stored, form) = shop.desk.part_form(&shop.owner, new).await.unwrap();
        let circle = PartForm { superseded_by: Some(old), ..form };
        let refused = shop.desk.edit_part(&shop.owner, new, stored.version, &circle).await;
        assert_eq!(why(refused).id, "part-chain-circle");
    }
}

dual_test! {
    async fn r47_each_site_has_its_own_shelf_and_place(shop: Shop) {
        let pads = part(&shop, "PAD", "Brake pads").await;
        receive(&shop, pads, pc(3), 1_00).await;
        let store = shop.place.open().await;
        crate::stock::second_site(&store).await;
        let console = forecourt::desk::Actor::console("root", "tests", forecourt::domain::SiteId(2));
        shop.desk.refresh_settings().await.unwrap();
        let there = shop.desk.part_card(&console, pads).await.unwrap();
        assert_eq!(there.stock, None, "nothing was ever there");
        assert!(there.moved.is_empty());
        let filter = PartsFilter::default();
        let rows = shop.desk.parts_window(&console, &filter, Page::First, 5).await.unwrap().rows;
        assert_eq!((rows[0].on_hand_milli, rows[0].bin.as_str()), (pc(0), ""));
    }
}

dual_test! {
    async fn the_catalogue_is_only_for_who_may_edit_it(shop: Shop) {
        let mechanic = shop.as_preset(Preset::Mechanic).await;
        let form = PartForm { description: "Nut".to_owned(), ..blank(&shop).await };
        let refused = shop.desk.add_part(&mechanic, &form).await.unwrap_err();
        assert_eq!(refused, Error::Forbidden { permission: Permission::PartEdit });
        let driver = shop.as_preset(Preset::Driver).await;
        let refused = shop.desk.find_parts(&driver, "nut").await.unwrap_err();
        assert_eq!(refused, Error::Forbidden { permission: Permission::StockSee });
    }
}
