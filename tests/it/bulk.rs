//! The long past of the large demo: written in bulk, and still rows like any others.

use forecourt::desk::customers::CustomerForm;
use forecourt::store::{Db, seed, sql, sql2};

use crate::rig::shop::Shop;
use crate::schema::facts::Facts;

const SIZE: seed::Size = seed::Size {
    customers: 20,
    vehicles: 30,
    parts: 40,
    jobs: 200,
};

dual_test! {
    async fn a_bulk_of_rows_leaves_the_schema_with_every_rule_it_had(shop: Shop) {
        let store = shop.place.open().await;
        let before = Facts::of(&store).await;
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        seed::fill(&store, SIZE, day).await.unwrap();
        assert_eq!(Facts::of(&store).await, before);
        let (off,): (i64,) = (&store)
            .one(sql2("SELECT 0", "SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'"))
            .await
            .unwrap();
        assert_eq!(off, 0, "every trigger fires again");
    }
}

dual_test! {
    async fn a_bulk_of_rows_adds_up_and_the_desk_goes_on_after_it(shop: Shop) {
        let store = shop.place.open().await;
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        seed::fill(&store, SIZE, day).await.unwrap();
        let (odd,): (i64,) = (&store)
            .one(sql(
                "SELECT count(*) FROM stock s WHERE s.on_hand_milli <> (SELECT CAST(SUM(m.on_hand_milli) AS BIGINT)
                    FROM stock_movement m WHERE m.part_id = s.part_id)",
            ))
            .await
            .unwrap();
        assert_eq!(odd, 0, "the ledger adds up to the shelves");
        let (held,): (i64,) = (&store)
            .one(sql("SELECT count(*) FROM occupancy WHERE blocks"))
            .await
            .unwrap();
        assert_eq!(held, 0, "what is over holds no bay");
        let form = CustomerForm {
            name: "Jansen, M.".to_owned(),
            ..CustomerForm::default()
        };
        let id = shop.desk.add_customer(&shop.owner, &form).await.unwrap().value;
        assert_eq!(id.0, 1000 + SIZE.customers + 1, "ids go on after the bulk's");
    }
}
