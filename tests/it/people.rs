//! People: founding, log-in, sessions, PINs, roles and grants, on both stores.

use forecourt::desk::auth::Landing;
use forecourt::desk::founding::Founding;
use forecourt::desk::staff::Person;
use forecourt::desk::{Actor, Error};
use forecourt::domain::permission::Permission;
use forecourt::domain::role::Preset;
use forecourt::domain::session::Via;
use forecourt::domain::{Msg, SiteId};

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
