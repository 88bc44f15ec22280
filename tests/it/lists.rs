//! Lists as people filter, sort and keep them, on both stores.

use forecourt::desk::Error;
use forecourt::desk::customers::VehicleForm;
use forecourt::desk::lists::{Edge, Line};
use forecourt::domain::filter::{Key, Kind, List};
use forecourt::domain::role::Preset;

use crate::customers::{add, car, named};
use crate::rig::shop::Shop;

async fn plates(shop: &Shop, line: &str) -> Vec<String> {
    let rows = shop
        .desk
        .list_page(&shop.owner, List::Vehicles, line, Edge::First, 50);
    let rows = rows.await.unwrap();
    let plate = |row: Line| match row {
        Line::Vehicle(v) => v.plate,
        other => panic!("{other:?}"),
    };
    rows.into_iter().map(plate).collect()
}

async fn fleet(shop: &Shop) {
    let owner = add(shop, &named("Jörg Müller", "06 12345678")).await;
    for (plate, make, year) in [
        ("AA-01-AA", "VW", Some(2016)),
        ("BB-02-BB", "Volkswagen", Some(2019)),
        ("CC-03-CC", "Opel", Some(2020)),
        ("DD-04-DD", "Land Rover", None),
    ] {
        let form = VehicleForm {
            plate: plate.to_owned(),
            make: make.to_owned(),
            model: "x".to_owned(),
            year,
            ..VehicleForm::default()
        };
        shop.desk
            .add_vehicle(&shop.owner, &form, Some(owner))
            .await
            .unwrap();
    }
}

dual_test! {
    async fn s3_09_vehicles_are_filtered_by_what_is_typed(shop: Shop) {
        fleet(&shop).await;
        for (line, found) in [
            ("make:vw", &["AA-01-AA", "BB-02-BB"][..]),
            ("year>=2018", &["BB-02-BB", "CC-03-CC"]),
            ("year<2018", &["AA-01-AA"]),
            ("make:vw year>2016", &["BB-02-BB"]),
            ("make=\"land rover\",opel", &["CC-03-CC", "DD-04-DD"]),
            ("make!=opel year>=2016", &["AA-01-AA", "BB-02-BB"]),
            ("owner:muller plate:aa01", &["AA-01-AA"]),
            ("rover", &["DD-04-DD"]),
            ("sort:-year year>0", &["CC-03-CC", "BB-02-BB", "AA-01-AA"]),
            ("100%", &[]),
        ] {
            assert_eq!(plates(&shop, line).await, found, "{line}");
            let count = shop.desk.list_count(&shop.owner, List::Vehicles, line).await.unwrap();
            assert_eq!(usize::try_from(count).unwrap(), found.len(), "{line}");
        }
        let known = shop.desk.list_values(&shop.owner, List::Vehicles, "make:v").await.unwrap();
        assert_eq!(known.len(), 2, "{known:?}");
        let bad = shop.desk.list_count(&shop.owner, List::Vehicles, "wheels:4").await.unwrap_err();
        assert!(matches!(bad, Error::Invalid { field: "filter", .. }), "{bad:?}");
    }
}

fn values(key: &Key) -> Vec<String> {
    match key.kind {
        Kind::Text => vec!["a".to_owned(), "\"a b'c\"".to_owned(), "06123".to_owned()],
        Kind::Number | Kind::Quantity | Kind::Money => vec!["3".to_owned()],
        Kind::Day => vec!["today".to_owned(), "2026-01-05".to_owned()],
        Kind::Words(_) | Kind::Flag => key.words().into_iter().map(str::to_owned).collect(),
    }
}

dual_test! {
    async fn every_key_of_every_list_is_understood_with_every_sign_and_sorts(shop: Shop) {
        fleet(&shop).await;
        for list in List::ALL {
            let read = async |line: &str| {
                let page = shop.desk.list_page(&shop.owner, *list, line, Edge::First, 3).await;
                page.unwrap_or_else(|e| panic!("{list} {line}: {e:?}"))
            };
            for key in list.keys() {
                let orders = !matches!(key.kind, Kind::Text | Kind::Words(_) | Kind::Flag);
                let signs: &[&str] = if orders { &[":", "!=", "<", "<=", ">", ">="] } else { &[":", "=", "!="] };
                for (sign, value) in signs.iter().flat_map(|s| values(key).into_iter().map(move |v| (s, v))) {
                    read(&format!("{}{sign}{value}", key.name)).await;
                }
                let line = format!("{}:", key.name);
                shop.desk.list_values(&shop.owner, *list, &line).await.unwrap();
                if key.sorts {
                    let rows = read(&format!("sort:-{}", key.name)).await;
                    if let Some(last) = rows.last() {
                        let line = format!("sort:{}", key.name);
                        for edge in [Edge::After(last.id()), Edge::Before(last.id()), Edge::Last] {
                            shop.desk.list_page(&shop.owner, *list, &line, edge, 3).await.unwrap();
                        }
                    }
                }
            }
            read("some words").await;
            shop.desk.list_export(&shop.owner, *list, "").await.unwrap();
        }
    }
}

dual_test! {
    async fn s3_11_pages_of_any_order_miss_no_row_and_show_none_twice(shop: Shop) {
        fleet(&shop).await;
        let owner = add(&shop, &named("De Vries", "")).await;
        for n in 0..9 {
            car(&shop, &format!("ZZ-{n:02}-Z"), owner).await;
        }
        for line in ["sort:make", "sort:-year", "sort:year", "sort:owner", "sort:-inspection"] {
            let all = plates(&shop, line).await;
            assert_eq!(all.len(), 13);
            let page = async |edge| {
                shop.desk.list_page(&shop.owner, List::Vehicles, line, edge, 2).await.unwrap()
            };
            let mut on = page(Edge::First).await;
            while let Some(last) = on.last() {
                let more = page(Edge::After(last.id())).await;
                if more.is_empty() {
                    break;
                }
                on.extend(more);
            }
            let mut back = page(Edge::Last).await;
            while let Some(first) = back.first() {
                let more = page(Edge::Before(first.id())).await;
                if more.is_empty() {
                    break;
                }
                back.splice(0..0, more);
            }
            assert_eq!(on.len(), 13, "{line}");
            assert_eq!(on, back, "{line}");
        }
    }
}

dual_test! {
    async fn s3_43_views_are_each_persons_own(shop: Shop) {
        let desk = &shop.desk;
        let jo = shop.as_preset(Preset::Reception).await;
        let keep = async |name: &str, line: &str| desk.keep_view(&jo, List::Jobs, name, line).await;
        keep("Late", "status:late").await.unwrap();
        let id = keep("Late", "status:late sort:promised").await.unwrap();
        keep("Parts", "status:on_hold").await.unwrap();
        let views = desk.saved_views(&jo, List::Jobs).await.unwrap();
        let names: Vec<_> = views.iter().map(|v| (v.name.as_str(), v.filter.as_str())).collect();
        assert_eq!(names, [("Late", "status:late sort:promised"), ("Parts", "status:on_hold")]);
        assert!(desk.saved_views(&jo, List::Parts).await.unwrap().is_empty());
        assert!(desk.saved_views(&shop.owner, List::Jobs).await.unwrap().is_empty());
        for (name, line, field) in [("", "status:late", "name"), ("x", "wheels:4", "filter"), ("x", " ", "filter")] {
            let refused = keep(name, line).await.unwrap_err();
            assert!(matches!(&refused, Error::Invalid { field: f, .. } if *f == field), "{refused:?}");
        }
        assert_eq!(desk.drop_view(&shop.owner, id).await, Err(Error::NotFound));
        desk.drop_view(&jo, id).await.unwrap();
        assert_eq!(desk.saved_views(&jo, List::Jobs).await.unwrap().len(), 1);
    }
}
