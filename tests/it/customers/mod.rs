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
