//! The store by itself: opening, the driver's values, the change feed, refusals of the file.

use forecourt::store::{Contents, Db, Error, Options, Store, sql};

use crate::rig::Place;

dual_test!(
    async fn a_migrated_store_opens_again_and_has_every_step(place: Place) {
        let store = place.open().await;
        let schema = store.schema().await.unwrap();
        assert!(
            !schema.steps.is_empty() && !schema.is_behind() && schema.newer.is_none(),
            "{schema:?}"
        );
        let mut db = &store;
        assert_eq!(
            db.all::<(i64,)>(sql("SELECT id FROM site")).await.unwrap(),
            []
        );
    }
);

dual_test!(
    async fn a_store_of_a_newer_program_is_refused(place: Place) {
        let store = place.open().await;
        let mut tx = store.begin().await.unwrap();
        tx.exec(sql(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             SELECT 9999, 'from the future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
        ))
        .await
        .unwrap();
        tx.commit().await.unwrap();
        store.close().await;
        let refused = Store::open(&place.url, &Options::default()).await;
        assert!(matches!(refused, Err(Error::Newer(9999))), "{refused:?}");
    }
);

dual_test!(
    async fn books_whose_steps_are_others_are_refused_and_said_to_be(place: Place) {
        let store = place.open().await;
        let mut tx = store.begin().await.unwrap();
        tx.exec(sql(
            "UPDATE _sqlx_migrations SET checksum = (SELECT checksum FROM _sqlx_migrations WHERE version = 2)
             WHERE version = 1",
        ))
        .await
        .unwrap();
        tx.commit().await.unwrap();
        store.close().await;
        let refused = Store::open(&place.url, &Options::default()).await;
        assert!(matches!(refused, Err(Error::Foreign(1))), "{refused:?}");
        let contents = Store::contents(&place.url).await.unwrap();
        assert_eq!(contents, Contents::Foreign { demo: false }, "nobody's demo");
        let mut tx = Store::open_as_is(&place.url, &Options::default())
            .await
            .unwrap()
            .begin()
            .await
            .unwrap();
        tx.exec(
            sql("INSERT INTO setting (scope, key, value) VALUES ('all', 'org.demo', $1)")
                .bind(serde_json::json!(true)),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let contents = Store::contents(&place.url).await.unwrap();
        assert_eq!(contents, Contents::Foreign { demo: true });
    }
);

dual_test!(
    async fn another_programs_tables_are_refused_and_left_as_they_are(place: Place) {
        let store = place.open().await;
        let mut tx = store.begin().await.unwrap();
        tx.exec(sql(
            "ALTER TABLE _sqlx_migrations RENAME TO diary_of_somebody_else",
        ))
        .await
        .unwrap();
        tx.commit().await.unwrap();
        store.close().await;
        let refused = Store::open(&place.url, &Options::default()).await;
        assert!(matches!(refused, Err(Error::NotBooks)), "{refused:?}");
        let contents = Store::contents(&place.url).await.unwrap();
        assert_eq!(contents, Contents::Others);
        let looked = Store::open_as_is(&place.url, &Options::default())
            .await
            .unwrap();
        let schema = looked.schema().await.unwrap();
        assert!(
            schema.is_ours().is_err(),
            "nothing was migrated: {schema:?}"
        );
    }
);

dual_test!(
    async fn a_dropped_transaction_leaves_nothing(place: Place) {
        let store = place.open().await;
        let mut tx = store.begin().await.unwrap();
        tx.exec(
            sql("INSERT INTO setting (scope, key, value) VALUES ('all', 'k', $1)")
                .bind(serde_json::json!(1)),
        )
        .await
        .unwrap();
        drop(tx);
        let mut db = &store;
        assert_eq!(
            db.all::<(String,)>(sql("SELECT key FROM setting"))
                .await
                .unwrap(),
            []
        );
    }
);

#[tokio::test]
async fn a_full_disk_and_a_read_only_file_have_their_own_errors() {
    let place = Place::sqlite().await;
    place.open().await.close().await;
    let tight = Options {
        max_pages: 1,
        ..Options::default()
    };
    let store = Store::open(&place.url, &tight).await.unwrap();
    let mut db = &store;
    let put = || sql("INSERT INTO setting (scope, key, value) VALUES ('all', $1, $2)").bind("k");
    let full = db
        .exec(put().bind(serde_json::json!("x".repeat(200_000))))
        .await;
    assert!(matches!(full, Err(Error::Full)), "{full:?}");
    store.close().await;
    let store = Store::open(
        &place.url,
        &Options {
            read_only: true,
            ..Options::default()
        },
    )
    .await
    .unwrap();
    let mut db = &store;
    let refused = db.exec(put().bind(serde_json::json!(1))).await;
    assert!(matches!(refused, Err(Error::ReadOnly)), "{refused:?}");
}

#[tokio::test]
async fn eight_terminals_may_open_a_fresh_file_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("new.db").display());
    let opened: Vec<_> = (0..8)
        .map(|_| {
            let url = url.clone();
            tokio::spawn(async move { Store::open(&url, &Options::default()).await.map(|_| ()) })
        })
        .collect();
    for one in opened {
        one.await.unwrap().unwrap();
    }
}
