//! People: founding, log-in, sessions, PINs, roles and grants, on both stores.

use forecourt::desk::auth::Landing;
use forecourt::desk::founding::Founding;
use forecourt::desk::staff::{Person, Shift};
use forecourt::desk::{Actor, Error, Site};
use forecourt::domain::permission::Permission;
use forecourt::domain::role::Preset;
use forecourt::domain::session::Via;
use forecourt::domain::{Msg, RoleId, SiteId, theme};

use crate::rig::shop::{CHEAP, PASSWORD, Shop, TERMINAL};

/// The id of the sentence beside a field.
fn beside(field: &str, outcome: Result<impl Sized, Error>) -> Msg {
    match outcome.err().expect("a refusal") {
        Error::Invalid { field: at, why } if at == field => why,
        e => panic!("refused otherwise: {e:?}"),
    }
}

dual_test! {
    async fn a_workshop_is_founded_once(shop: Shop) {
        let console = Actor::console("root", "tests", SiteId(0));
        let again = Founding {
            name: "Another".to_owned(),
            owner: "Otto".to_owned(),
            login: "otto".to_owned(),
            password: PASSWORD.to_owned(),
            password_cost: Some(CHEAP),
            ..Founding::in_country("DE", "Europe/Berlin")
        };
        let refused = shop.desk.found_workshop(&console, again.clone()).await.unwrap_err();
        assert_eq!(refused.msg().id, "founding-already");
        let refused = shop.desk.found_workshop(&shop.owner, again).await.unwrap_err();
        assert_eq!(refused.msg().id, "founding-console-only");
        assert_eq!(shop.desk.settings().workshop(), "Garage Voorbeeld");
        assert_eq!(shop.desk.settings().currency().code, "EUR");
        assert_eq!(shop.founded.bays.len(), 2);
        assert_eq!(shop.founded.roles.len(), Preset::ALL.len());
    }
}

dual_test! {
    async fn r06_a_wrong_password_and_an_unknown_name_sound_alike(shop: Shop) {
        let wrong = shop.desk.log_in("owner", "not this one", TERMINAL, Via::Local).await;
        let unknown = shop.desk.log_in("nobody", "not this one", TERMINAL, Via::Local).await;
        assert_eq!(beside("password", wrong), beside("password", unknown));
    }
}

dual_test! {
    async fn r06_fifteen_failures_at_any_terminals_make_one_wait(shop: Shop) {
        for n in 0..15 {
            let terminal = format!("counter-{}", n % 3);
            let why = beside("password", shop.desk.log_in("owner", "wrong", &terminal, Via::Ssh).await);
            assert_eq!(why.id, "login-wrong-password");
        }
        let right = shop.desk.log_in("owner", PASSWORD, TERMINAL, Via::Local).await;
        assert_eq!(beside("password", right).id, "login-wait");
        shop.wait(16);
        shop.log_in("owner").await;
        let why = beside("password", shop.desk.log_in("owner", "wrong", TERMINAL, Via::Local).await);
        assert_eq!(why.id, "login-wrong-password", "a success wipes the slate");
    }
}

dual_test! {
    async fn everybody_lands_where_their_day_begins(shop: Shop) {
        for (preset, landing) in [
            (Preset::Admin, Landing::Reports),
            (Preset::Manager, Landing::Bookings),
            (Preset::Reception, Landing::Bookings),
            (Preset::Mechanic, Landing::MyWork),
            (Preset::Parts, Landing::Inventory),
            (Preset::Cashier, Landing::Invoices),
            (Preset::Driver, Landing::Bookings),
            (Preset::Auditor, Landing::Reports),
        ] {
            shop.hire(preset.as_str(), preset).await;
            let login = shop.desk.log_in(preset.as_str(), PASSWORD, TERMINAL, Via::Local).await.unwrap();
            assert_eq!(login.landing, landing, "{preset}");
        }
    }
}

dual_test! {
    async fn r02_somebody_is_hired_with_their_role_or_not_at_all(shop: Shop) {
        let mo = Person { name: "Mo".to_owned(), login: Some("mo".to_owned()), ..Person::default() };
        let nowhere = shop.desk.hire(&shop.owner, &mo, Some(PASSWORD), RoleId(9_999), None).await;
        assert_eq!(nowhere.unwrap_err(), Error::NotFound);
        assert_eq!(shop.desk.staff(&shop.owner).await.unwrap().len(), 1, "nobody without the role");
        let role = shop.founded.roles[&Preset::Mechanic];
        let id = shop.desk.hire(&shop.owner, &mo, Some(PASSWORD), role, None).await.unwrap();
        let card = shop.desk.staff_card(&shop.owner, id).await.unwrap();
        assert_eq!(card.grants.iter().map(|g| g.role).collect::<Vec<_>>(), [role]);
        shop.log_in("mo").await;
    }
}

dual_test! {
    async fn r05_a_session_ends_at_once_when_its_person_is_disabled(shop: Shop) {
        let manager = shop.as_preset(Preset::Manager).await;
        let person = Person { name: "Kees".to_owned(), ..Person::default() };
        let id = manager.staff().unwrap();
        assert!(shop.desk.recheck(&manager).await.is_ok());
        shop.desk.disable_staff(&shop.owner, id).await.unwrap();
        assert_eq!(shop.desk.recheck(&manager).await.unwrap_err(), Error::NoSession);
        assert_eq!(shop.desk.lock(&manager).await.unwrap_err(), Error::NoSession, "no write after it");
        let out = shop.desk.log_in("manager", PASSWORD, TERMINAL, Via::Local).await;
        assert_eq!(beside("password", out).id, "login-wrong-password");
        assert!(matches!(
            shop.desk.add_staff(&manager, &person, None).await,
            Err(Error::Forbidden { permission: Permission::UsersManage })
        ));
    }
}

dual_test! {
    async fn r06_a_pin_will_do_only_where_the_password_was_given_and_five_times(shop: Shop) {
        shop.hire("ana", Preset::Reception).await;
        let ana = shop.log_in("ana").await;
        let id = ana.staff().unwrap();
        shop.desk.set_pin(&ana, PASSWORD, "1357").await.unwrap();
        let elsewhere = shop.desk.switch_user(None, id, "1357", "counter-2", Via::Local).await;
        assert_eq!(beside("password", elsewhere).id, "login-pin-needs-password");
        shop.desk.switch_user(Some(&shop.owner), id, "1357", TERMINAL, Via::Local).await.unwrap();
        assert_eq!(shop.desk.recheck(&shop.owner).await.unwrap_err(), Error::NoSession, "the one before is out");
        for left in (1..=4).rev() {
            let wrong = shop.desk.switch_user(None, id, "9753", TERMINAL, Via::Local).await;
            assert_eq!(beside("password", wrong), forecourt::msg!("login-wrong-pin", left = left as i64));
        }
        let fifth = shop.desk.switch_user(None, id, "9753", TERMINAL, Via::Local).await;
        assert_eq!(beside("password", fifth).id, "login-pin-needs-password");
        let right = shop.desk.switch_user(None, id, "1357", TERMINAL, Via::Local).await;
        assert_eq!(beside("password", right).id, "login-pin-needs-password", "the tries are used up");
        shop.wait(1);
        shop.log_in("ana").await;
        shop.desk.switch_user(None, id, "1357", TERMINAL, Via::Local).await.unwrap();
        shop.wait(12 * 60);
        let late = shop.desk.switch_user(None, id, "1357", TERMINAL, Via::Local).await;
        assert_eq!(beside("password", late).id, "login-pin-needs-password", "twelve hours are over");
    }
}

dual_test! {
    async fn r05_a_session_ends_by_time_and_a_change_of_password_ends_the_others(shop: Shop) {
        shop.hire("ana", Preset::Reception).await;
        let here = shop.log_in_at("ana", "counter-1").await;
        let there = shop.log_in_at("ana", "counter-2").await;
        shop.desk.change_password(&here, PASSWORD, "over the lift").await.unwrap();
        assert!(shop.desk.recheck(&here).await.is_ok());
        assert_eq!(shop.desk.recheck(&there).await.unwrap_err(), Error::NoSession);
        shop.wait(7 * 24 * 60);
        assert_eq!(shop.desk.recheck(&here).await.unwrap_err(), Error::NoSession, "seven days are over");
    }
}

dual_test! {
    async fn a_session_is_resumed_by_its_token_until_it_is_logged_out(shop: Shop) {
        let entry = shop.desk.log_in("owner", PASSWORD, TERMINAL, Via::Ssh).await.unwrap();
        let again = shop.desk.resume(&entry.token).await.unwrap();
        assert_eq!(again.actor.session(), entry.actor.session());
        assert!(shop.desk.resume("not a token").await.is_err());
        shop.desk.log_out(&entry.actor).await.unwrap();
        assert_eq!(shop.desk.resume(&entry.token).await.unwrap_err(), Error::NoSession);
    }
}

dual_test! {
    async fn a_hash_of_another_cost_is_made_anew_at_the_next_log_in(shop: Shop) {
        shop.desk.put_setting(&shop.owner, "auth.passes", &serde_json::json!(2)).await.unwrap();
        shop.log_in("owner").await;
        // The new hash is as good as the old one.
        shop.log_in("owner").await;
        let store = shop.place.open().await;
        let owner = forecourt::store::staff::by_login(&mut &store, "owner").await.unwrap().unwrap();
        assert!(owner.password_hash.unwrap().contains("t=2"));
    }
}

dual_test! {
    async fn r02_nobody_gives_what_they_lack_and_somebody_who_manages_is_left(shop: Shop) {
        let only_people = shop
            .desk
            .add_role(&shop.owner, "people", "People", &[Permission::UsersManage])
            .await
            .unwrap();
        let petra = shop.hire("petra", Preset::Driver).await;
        shop.desk.grant(&shop.owner, petra, only_people, None).await.unwrap();
        let petra = shop.log_in("petra").await;
        let admin = shop.founded.roles[&Preset::Admin];
        let owner = shop.founded.owner;
        let own = petra.staff().unwrap();
        let lacks = shop.desk.grant(&petra, own, admin, None).await;
        assert!(matches!(lacks, Err(Error::Forbidden { .. })), "{lacks:?}");
        let grab = shop.desk.reset_password(&petra, owner, "mine from now on").await;
        assert!(matches!(grab, Err(Error::Forbidden { .. })), "taking over is elevating: {grab:?}");
        let widen = shop
            .desk
            .edit_role(&petra, only_people, 1, "People", &[Permission::UsersManage, Permission::AuditSee])
            .await;
        assert!(matches!(widen, Err(Error::Forbidden { permission: Permission::AuditSee })));
        shop.desk.revoke(&shop.owner, own, only_people, None).await.unwrap();
        let last = shop.desk.revoke(&shop.owner, owner, admin, None).await.unwrap_err();
        assert_eq!(last.msg().id, "staff-last-admin");
        assert_eq!(shop.desk.disable_staff(&shop.owner, owner).await.unwrap_err().msg().id, "staff-last-admin");
        assert!(shop.desk.recheck(&shop.owner).await.is_ok(), "what was refused was taken back");
    }
}

dual_test! {
    async fn r04_a_role_at_one_site_is_worth_nothing_at_another(shop: Shop) {
        let store = shop.place.open().await;
        let mut tx = store.begin().await.unwrap();
        let branch = forecourt::store::sites::insert(
            &mut tx,
            &forecourt::store::sites::Fields {
                code: "BR".to_owned(),
                name: "Branch".to_owned(),
                zone: "Europe/Amsterdam".to_owned(),
                fiscal_month: 1,
                ..Default::default()
            },
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        shop.desk.refresh_settings().await.unwrap();
        let person = Person { name: "Mo".to_owned(), login: Some("mo".to_owned()), ..Person::default() };
        let mo = shop.desk.add_staff(&shop.owner, &person, Some(PASSWORD)).await.unwrap();
        let manager = shop.founded.roles[&Preset::Manager];
        shop.desk.grant(&shop.owner, mo, manager, Some(branch)).await.unwrap();
        let mo = shop.log_in("mo").await;
        assert_eq!(mo.site(), branch, "where the role is");
        assert!(mo.can(Permission::SettingsEdit));
        assert!(!mo.can_at(Permission::SettingsEdit, shop.founded.site));
        let away = shop.desk.go_to_site(&mo, shop.founded.site).await.unwrap_err();
        assert_eq!(away.msg().id, "login-not-at-site");
        let owner = shop.desk.go_to_site(&shop.owner, branch).await.unwrap();
        assert_eq!(owner.site(), branch);
    }
}

dual_test! {
    async fn a_form_is_parked_and_recalled_by_its_own_person_only(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        let typed = serde_json::json!({ "plate": "AB-123-C" });
        let id = shop.desk.park(&ana, None, "booking", "AB-123-C", &typed).await.unwrap();
        let same = shop.desk.park(&ana, Some(id), "booking", "AB-123-C", &typed).await.unwrap();
        assert_eq!(id, same);
        assert!(shop.desk.parked(&shop.owner).await.unwrap().is_empty());
        assert_eq!(shop.desk.recall(&shop.owner, id).await.unwrap_err(), Error::NotFound);
        assert_eq!(shop.desk.recall(&ana, id).await.unwrap().payload, typed);
        assert!(shop.desk.parked(&ana).await.unwrap().is_empty());
    }
}

dual_test! {
    async fn who_has_a_record_open_is_shown_to_the_others_until_they_close_it_or_leave(shop: Shop) {
        shop.hire("ana", Preset::Reception).await;
        let ana = shop.log_in_at("ana", "counter-2").await;
        assert!(shop.desk.presence(&shop.owner, "job", 7).await.unwrap().is_empty());
        let others = shop.desk.presence(&ana, "job", 7).await.unwrap();
        assert_eq!((others[0].name.as_str(), others[0].terminal.as_str()), ("Olga Owner", TERMINAL));
        assert!(shop.desk.others_at(&ana, "job", 8).await.unwrap().is_empty());
        shop.desk.absence(&shop.owner, "job", 7).await.unwrap();
        assert!(shop.desk.others_at(&ana, "job", 7).await.unwrap().is_empty());
        assert_eq!(shop.desk.others_at(&shop.owner, "job", 7).await.unwrap().len(), 1);
        shop.desk.log_out(&ana).await.unwrap();
        assert!(shop.desk.others_at(&shop.owner, "job", 7).await.unwrap().is_empty());
    }
}

dual_test! {
    async fn r51_a_changed_rate_is_a_new_row_from_its_day_on(shop: Shop) {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let january = chrono::NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        let code = shop.desk.tax_codes(&shop.owner).await.unwrap().remove(0);
        let rate = forecourt::desk::catalogue::TaxRate {
            component: String::new(),
            rate: forecourt::domain::Ppm(215_000),
            from: january,
        };
        shop.desk.set_tax_rate(&shop.owner, code.id, &rate).await.unwrap();
        let code = shop.desk.tax_codes(&shop.owner).await.unwrap().remove(0);
        assert_eq!(code.rate_on(today), forecourt::domain::Ppm(210_000));
        assert_eq!(code.rate_on(january), forecourt::domain::Ppm(215_000));
        let price = forecourt::domain::Money(8500);
        shop.desk.set_labour_rate(&shop.owner, "STD", "Standard rate", price, january).await.unwrap();
        let rates = shop.desk.labour_rates(&shop.owner).await.unwrap();
        assert_eq!(rates.iter().map(|r| r.per_hour_minor.0).collect::<Vec<_>>(), [8500, 7900]);
    }
}

dual_test! {
    async fn a_bay_saved_twice_from_the_same_form_says_who_was_quicker(shop: Shop) {
        let bay = shop.desk.bays(&shop.owner).await.unwrap().remove(0);
        let save = |name: &'static str| {
            let (desk, by, bay) = (shop.desk.clone(), shop.owner.clone(), bay.clone());
            async move { desk.edit_bay(&by, bay.id, bay.version, name, bay.kind, 1).await }
        };
        save("1 Truck lift").await.unwrap();
        let Err(Error::Stale { by, at }) = save("1 Big lift").await else {
            panic!("the second one was not told");
        };
        assert_eq!((by.as_str(), at), ("Olga Owner", shop.desk.now()));
        shop.desk.archive_bay(&shop.owner, bay.id, true).await.unwrap();
        assert!(shop.desk.bays(&shop.owner).await.unwrap().last().unwrap().archived_at.is_some());
    }
}

dual_test! {
    async fn working_hours_are_kept_for_each_weekday_and_never_overlap(shop: Shop) {
        let kees = shop.hire("kees", Preset::Mechanic).await;
        let shift = |weekday, from_mod, to_mod| Shift { staff_id: kees, weekday, from_mod, to_mod };
        let monday = [shift(1, 480, 720), shift(1, 780, 1020)];
        shop.desk.set_staff_hours(&shop.owner, kees, &monday).await.unwrap();
        assert_eq!(shop.desk.staff_hours(&shop.owner).await.unwrap(), monday);
        let clash = [shift(2, 480, 720), shift(2, 700, 900)];
        let clash = shop.desk.set_staff_hours(&shop.owner, kees, &clash).await;
        assert_eq!(beside("tuesday", clash).id, "shift-overlap");
        let backwards = shop.desk.set_staff_hours(&shop.owner, kees, &[shift(3, 900, 480)]).await;
        assert_eq!(beside("wednesday", backwards).id, "shift-form");
        assert_eq!(shop.desk.staff_hours(&shop.owner).await.unwrap(), monday, "what was refused changed nothing");
    }
}

dual_test! {
    async fn a_second_site_opens_like_the_first_and_its_people_are_its_own(shop: Shop) {
        let first = shop.desk.site(shop.founded.site).unwrap();
        let fields = Site { code: "br".to_owned(), name: "Branch".to_owned(), ..first.clone() };
        let manager = shop.as_preset(Preset::Manager).await;
        let branch = shop.desk.add_site(&manager, &fields).await.unwrap();
        let again = shop.desk.add_site(&shop.owner, &fields).await;
        assert_eq!(beside("site_code", again).id, "code-taken");
        let there = shop.desk.go_to_site(&shop.owner, branch).await.unwrap();
        let week = shop.desk.hours(&shop.owner).await.unwrap();
        assert_eq!(shop.desk.hours(&there).await.unwrap(), week);
        assert_eq!(shop.desk.bays(&there).await.unwrap().len(), 2);
        assert_eq!(shop.desk.labour_rates(&there).await.unwrap().len(), 1);
        let duties = shop.desk.tasks(&shop.owner).await.unwrap().len();
        assert_eq!(shop.desk.tasks(&there).await.unwrap().len(), duties);
        let mo = Person { name: "Mo".to_owned(), login: Some("mo".to_owned()), ..Person::default() };
        let mo = shop.desk.add_staff(&shop.owner, &mo, Some(PASSWORD)).await.unwrap();
        let role = shop.founded.roles[&Preset::Manager];
        shop.desk.grant(&shop.owner, mo, role, Some(branch)).await.unwrap();
        let mo = shop.log_in("mo").await;
        let third = Site { code: "TH".to_owned(), ..fields };
        let third = shop.desk.add_site(&mo, &third).await;
        assert!(matches!(third, Err(Error::Forbidden { .. })), "who decides at one site opens no other: {third:?}");
    }
}

dual_test! {
    async fn the_own_page_changes_name_and_colours_and_they_come_with_the_next_log_in(shop: Shop) {
        shop.hire("ana", Preset::Reception).await;
        let ana = shop.log_in("ana").await;
        let mut own = shop.desk.profile(&ana).await.unwrap();
        assert_eq!((own.name.as_str(), own.theme), ("Ana", None));
        own.name = "  ".to_owned();
        beside("name", shop.desk.set_profile(&ana, &own).await);
        own.name = "Ana Bosman".to_owned();
        own.theme = Some(theme::Name::Contrast);
        shop.desk.set_profile(&ana, &own).await.unwrap();
        let stale = shop.desk.set_profile(&ana, &own).await.unwrap_err();
        assert!(matches!(stale, Error::Stale { .. }), "it was written since: {stale:?}");
        let again = shop.desk.log_in("ana", PASSWORD, TERMINAL, Via::Local).await.unwrap();
        assert_eq!((again.actor.name(), again.theme.as_str()), ("Ana Bosman", "contrast"));
        let nobody = Actor::nobody(TERMINAL, shop.founded.site);
        assert!(matches!(shop.desk.profile(&nobody).await, Err(Error::NoSession)));
    }
}
