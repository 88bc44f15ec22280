//! Customers and vehicles: verbs on both stores, pages by a robot.

mod screen;

use forecourt::desk::customers::{CustomerForm, CustomersFilter, Hit, VehicleForm};
use forecourt::desk::{Desk, Error};
use forecourt::domain::vehicle::Role;
use forecourt::domain::{CustomerId, VehicleId};

use crate::rig::shop::Shop;

/// A customer with that name and phone.
pub fn named(name: &str, phone: &str) -> CustomerForm {
    CustomerForm {
        name: name.to_owned(),
        phones: vec![phone.to_owned()],
        ..CustomerForm::default()
    }
}

/// Adds one.
pub async fn add(shop: &Shop, form: &CustomerForm) -> CustomerId {
    let done = shop.desk.add_customer(&shop.owner, form).await;
    done.unwrap().value
}

/// Adds a vehicle of theirs.
pub async fn car(shop: &Shop, plate: &str, owner: CustomerId) -> VehicleId {
    let form = VehicleForm {
        plate: plate.to_owned(),
        make: "Opel".to_owned(),
        model: "Corsa".to_owned(),
        ..VehicleForm::default()
    };
    let done = shop.desk.add_vehicle(&shop.owner, &form, Some(owner)).await;
    done.unwrap().value
}

async fn stored(desk: &Desk, shop: &Shop, id: CustomerId) -> (i64, CustomerForm) {
    let card = desk.customer_card(&shop.owner, id).await.unwrap();
    let form = CustomerForm::of(&card.customer, &card.contacts);
    (card.customer.version, form)
}

dual_test! {
    async fn an_edit_of_a_customer_is_taken_back_unless_somebody_touched_them_since(shop: Shop) {
        let desk = &shop.desk;
        let id = add(&shop, &named("M. Jansen", "06 12345678")).await;
        let (version, was) = stored(desk, &shop, id).await;
        let two = CustomerForm {
            name: "M. Jansen-Bos".to_owned(),
            phones: vec!["06 12345678".to_owned(), "030 5552500".to_owned()],
            ..was.clone()
        };
        let undo = desk.edit_customer(&shop.owner, id, version, &two).await.unwrap().undo.unwrap();
        let (_, now) = stored(desk, &shop, id).await;
        assert_eq!((now.name.as_str(), now.phones.len()), ("M. Jansen-Bos", 2));
        let again = desk.undo(&shop.owner, undo.clone()).await.unwrap().undo.unwrap();
        assert_eq!(stored(desk, &shop, id).await.1, was);
        let late = desk.undo(&shop.owner, undo).await.unwrap_err();
        assert!(matches!(late, Error::Stale { .. }), "{late:?}");
        desk.undo(&shop.owner, again).await.unwrap();
        assert_eq!(stored(desk, &shop, id).await.1.phones.len(), 2);
    }
}

dual_test! {
    async fn archived_customers_have_a_list_of_their_own_and_come_back(shop: Shop) {
        let desk = &shop.desk;
        let mut ids = Vec::new();
        for name in ["Bakker", "Bos", "Dekker"] {
            ids.push(add(&shop, &named(name, "")).await);
        }
        let undo = desk.archive_customer(&shop.owner, ids[1], 1, true).await.unwrap().undo.unwrap();
        let list = async |away, starting: &str| {
            let list = CustomersFilter { away, starting: starting.to_owned() };
            let rows = desk.customers_page(&shop.owner, &list, None, false, 10).await.unwrap();
            rows.into_iter().map(|r| r.name).collect::<Vec<_>>()
        };
        assert_eq!(list(false, "").await, ["Bakker", "Dekker"]);
        assert_eq!(list(false, "de").await, ["Dekker"]);
        assert_eq!(list(true, "").await, ["Bos"]);
        assert!(list(true, "de").await.is_empty());
        assert_eq!(desk.customers_count(&shop.owner, false).await.unwrap(), 2);
        assert_eq!(desk.customers_count(&shop.owner, true).await.unwrap(), 1);
        assert!(desk.find_customers(&shop.owner, "bos").await.unwrap().is_empty());
        desk.undo(&shop.owner, undo).await.unwrap();
        assert_eq!(list(false, "").await, ["Bakker", "Bos", "Dekker"]);
    }
}

dual_test! {
    async fn r75_whoever_has_the_same_phone_e_mail_or_name_and_postcode_is_named(shop: Shop) {
        let first = CustomerForm {
            emails: vec!["M.Jansen@example.nl".to_owned()],
            postcode: "3511 AB".to_owned(),
            ..named("M. Jansen", "06 12345678")
        };
        let id = add(&shop, &first).await;
        let alike = async |form: CustomerForm| {
            let found = shop.desk.alike(&shop.owner, &form).await.unwrap();
            found.into_iter().map(|c| c.id).collect::<Vec<_>>()
        };
        assert_eq!(alike(named("Somebody else", "+31 6 1234 5678")).await, [id]);
        let mail = CustomerForm { emails: vec!["m.jansen@EXAMPLE.nl".to_owned()], ..named("X", "") };
        assert_eq!(alike(mail).await, [id]);
        let home = CustomerForm { postcode: "3511 ab".to_owned(), ..named("m. jansen", "") };
        assert_eq!(alike(home).await, [id]);
        assert!(alike(named("M. Jansen", "06 87654321")).await.is_empty(), "a name alone is no sign");
        shop.desk.archive_customer(&shop.owner, id, 1, true).await.unwrap();
        assert!(alike(named("X", "06 12345678")).await.is_empty(), "the living only");
    }
}

dual_test! {
    async fn a_vehicle_changes_hands_and_who_had_it_stays_on_record(shop: Shop) {
        let desk = &shop.desk;
        let old = add(&shop, &named("Old Owner", "")).await;
        let new = add(&shop, &named("New Owner", "")).await;
        let id = car(&shop, "AB-123-C", old).await;
        let today = desk.site(shop.founded.site).unwrap().zone.day_of(desk.now());
        let give = |to, day| desk.change_owner(&shop.owner, id, Role::Owner, to, day);
        assert!(matches!(give(old, today).await, Err(Error::Invalid { field: "customer", .. })));
        let before = today - chrono::Days::new(1);
        assert!(matches!(give(new, before).await, Err(Error::Invalid { field: "from", .. })));
        give(new, today).await.unwrap();
        let owners = desk.vehicle_card(&shop.owner, id).await.unwrap().owners;
        let told: Vec<_> = owners.iter().map(|o| (o.name.as_str(), o.to_on.is_some())).collect();
        assert_eq!(told, [("New Owner", false), ("Old Owner", true)]);
        assert!(desk.customer_card(&shop.owner, old).await.unwrap().vehicles.is_empty());
        assert_eq!(desk.customer_card(&shop.owner, new).await.unwrap().vehicles.len(), 1);
    }
}

dual_test! {
    async fn r74_anybody_is_found_by_a_few_signs_of_plate_name_or_phone(shop: Shop) {
        let id = add(&shop, &named("Çelik, Ö.", "06 21345120")).await;
        let car = car(&shop, "GH-552-T", id).await;
        for typed in ["gh55", "GH 5", "552t"] {
            let hits = shop.desk.find(&shop.owner, typed).await.unwrap();
            let found = hits.iter().any(|h| matches!(h, Hit::Vehicle(v) if v.id == car));
            assert!(found, "{typed}: {hits:?}");
        }
        for typed in ["cel", "ÇEL", "2134", "elik", "5120"] {
            let hits = shop.desk.find(&shop.owner, typed).await.unwrap();
            let found = hits.iter().any(|h| matches!(h, Hit::Customer(c) if c.id == id));
            assert!(found, "{typed}: {hits:?}");
        }
    }
}

dual_test! {
    async fn r75_two_customers_become_one_and_two_again_within_thirty_days(shop: Shop) {
        let (desk, owner) = (&shop.desk, &shop.owner);
        let kept = add(&shop, &named("Jansen, M.", "06 12345678")).await;
        let gone = add(&shop, &named("M. Jansen", "030 5552500")).await;
        let car = car(&shop, "KL-310-P", gone).await;
        let reception = shop.as_preset(forecourt::domain::role::Preset::Mechanic).await;
        let refused = desk.merge_customers(&reception, kept, gone).await.unwrap_err();
        assert!(matches!(refused, Error::Forbidden { .. }), "{refused:?}");
        let same = desk.merge_customers(owner, kept, kept).await.unwrap_err();
        assert!(matches!(same, Error::Refused(_)), "{same:?}");

        let done = desk.merge_customers(owner, kept, gone).await.unwrap();
        let card = desk.customer_card(owner, kept).await.unwrap();
        assert_eq!(card.contacts.len(), 2);
        assert_eq!(card.vehicles.iter().map(|v| v.id).collect::<Vec<_>>(), [car]);
        let away = desk.customer_card(owner, gone).await.unwrap();
        assert!(away.customer.archived_at.is_some() && away.vehicles.is_empty());
        let again = desk.merge_customers(owner, kept, gone).await.unwrap_err();
        assert!(matches!(again, Error::Refused(_)), "{again:?}");
        assert_eq!(desk.merges(owner).await.unwrap().len(), 1);

        desk.undo(owner, done.undo.unwrap()).await.unwrap();
        let card = desk.customer_card(owner, kept).await.unwrap();
        assert_eq!((card.contacts.len(), card.vehicles.len()), (1, 0));
        let back = desk.customer_card(owner, gone).await.unwrap();
        assert!(back.customer.archived_at.is_none());
        assert_eq!((back.contacts.len(), back.vehicles.len()), (1, 1));
        assert!(back.contacts[0].is_primary);
        assert!(desk.merges(owner).await.unwrap().is_empty());

        let id = desk.merge_customers(owner, kept, gone).await.unwrap().value;
        shop.wait(31 * 24 * 60);
        let owner = &shop.log_in("owner").await;
        let late = desk.unmerge(owner, id).await.unwrap_err();
        assert!(matches!(late, Error::Refused(_)), "{late:?}");
    }
}

dual_test! {
    async fn r75_two_vehicles_become_one_and_two_again(shop: Shop) {
        let (desk, owner) = (&shop.desk, &shop.owner);
        let who = add(&shop, &named("Bakker", "")).await;
        let other = add(&shop, &named("Bos", "")).await;
        let kept = car(&shop, "KL-310-P", who).await;
        let gone = car(&shop, "KL-31O-P", other).await;
        let id = desk.merge_vehicles(owner, kept, gone).await.unwrap().value;
        let card = desk.vehicle_card(owner, kept).await.unwrap();
        let now: Vec<_> = card.owners.iter().filter(|o| o.to_on.is_none()).map(|o| o.customer_id).collect();
        assert_eq!((now, card.owners.len()), (vec![who], 2));
        assert!(desk.vehicle_card(owner, gone).await.unwrap().vehicle.archived_at.is_some());
        desk.unmerge(owner, id).await.unwrap();
        let card = desk.vehicle_card(owner, gone).await.unwrap();
        assert!(card.vehicle.archived_at.is_none());
        assert_eq!(card.owners.iter().filter(|o| o.to_on.is_none()).count(), 1);
        assert_eq!(desk.vehicle_card(owner, kept).await.unwrap().owners.len(), 1);
        let twice = desk.unmerge(owner, id).await.unwrap_err();
        assert!(matches!(twice, Error::Refused(_)), "{twice:?}");
    }
}

dual_test! {
    async fn s1_12_every_spec_of_a_vehicle_is_kept_and_what_cannot_be_is_refused(shop: Shop) {
        use forecourt::desk::customers::Specs;
        use forecourt::domain::vehicle::{SaleStatus, Use};
        let (desk, owner) = (&shop.desk, &shop.owner);
        let who = add(&shop, &named("Bakker", "")).await;
        let id = car(&shop, "KL-310-P", who).await;
        let specs = Specs {
            engine_cc: Some(1395),
            power_kw: Some(92),
            doors: Some(5),
            seats: Some(5),
            drive: "front".to_owned(),
            gearbox: "manual".to_owned(),
            body: "hatchback".to_owned(),
            colour: "blue".to_owned(),
            tyre_size: "205/55 R16".to_owned(),
            recall: "airbag 97DM".to_owned(),
            recall_done_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 20),
            note: "Key sticks".to_owned(),
        };
        let was = desk.vehicle_card(owner, id).await.unwrap().vehicle;
        let form = VehicleForm { specs: specs.clone(), used_as: Use::Sale, ..VehicleForm::of(&was) };
        desk.edit_vehicle(owner, id, was.version, &form).await.unwrap();
        let now = desk.vehicle_card(owner, id).await.unwrap().vehicle;
        assert_eq!((&now.specs, now.used_as, now.sale_status), (&specs, Use::Sale, Some(SaleStatus::Available)));
        let wrong = VehicleForm { specs: Specs { doors: Some(12), ..specs }, ..form };
        let refused = desk.edit_vehicle(owner, id, now.version, &wrong).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid { field: "doors", .. }), "{refused:?}");
    }
}

dual_test! {
    async fn s1_08_a_plate_answers_the_caller_in_one_sentence(shop: Shop) {
        let (desk, owner) = (&shop.desk, &shop.owner);
        let who = add(&shop, &named("Bakker", "")).await;
        let id = car(&shop, "KL-310-P", who).await;
        assert_eq!(desk.answer(owner, id).await.unwrap().id, "answer-never");
    }
}
