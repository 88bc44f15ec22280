//! Requests from a file: tables and calendars, hostile ones too, taken once and only once, on both stores.

use std::path::PathBuf;

use forecourt::desk::Error;
use forecourt::desk::booking::{Fate, Order};
use forecourt::domain::booking::{Source, Status};
use forecourt::domain::permission::Permission;

use crate::bookings::Diary;
use crate::robot::Robot;

/// A file with these bytes, and the folder it lies in while the test lasts.
fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

const TABLE: &str = "name,phone,email,plate,wish,day,time\n\
    Jansen,030 123 45 67,,KL-310-P,Brakes squeal,tue,10:00\n\
    Vos,,vos@example.nl,ZZ-901-X,Oil change,wed,\n\
    Smit,12,,,Tyres,tue,9:00\n\
    Bakker,,,,=HYPERLINK(1),tue,9:00\n\
    Kok,,,,Clutch,mon 16 nov,9:00\n";

dual_test! {
    async fn a_table_is_tried_first_and_writes_nothing_then_makes_requests_once(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let desk = &d.shop.desk;
        let (_folder, path) = file("requests.csv", TABLE.as_bytes());
        let path = path.to_string_lossy().into_owned();
        let tried = desk.look_at_requests(&d.ana, &path).await.unwrap();
        assert_eq!(d.count("SELECT COUNT(*) FROM booking").await, 0);
        assert_eq!(d.count("SELECT COUNT(*) FROM customer").await, 1);
        let wrong: Vec<_> = tried.made.iter().filter_map(|m| match &m.fate {
            Fate::Wrong(why) => Some((m.line, why.id)),
            _ => None,
        }).collect();
        assert_eq!(wrong, [(4, "phone-invalid"), (5, "import-formula"), (6, "booking-in-the-past")]);
        assert_eq!(tried.count(), 2);

        let made = desk.take_requests(&d.ana, &tried, "Wanted:").await.unwrap();
        let new: Vec<_> = made.iter().filter_map(|m| match m.fate {
            Fate::New { at, moved, stranger, .. } => Some((at, moved, stranger)),
            _ => None,
        }).collect();
        assert_eq!(new, [(d.shop.at(1, 600), false, false), (d.shop.at(2, 480), false, true)]);
        let sheet = desk.day_sheet(&d.ana, chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
            forecourt::desk::booking::Lanes::Bays).await.unwrap();
        assert_eq!(sheet.requests.len(), 2);
        let card = desk.booking_card(&d.ana, sheet.requests[0].id).await.unwrap();
        assert_eq!((card.booking.status, card.booking.source), (Status::Requested, Source::Import));
        assert_eq!((card.booking.customer_id, card.booking.vehicle_id), (jansen.0, Some(jansen.1)));
        assert_eq!(d.count("SELECT COUNT(*) FROM vehicle WHERE plate = 'ZZ-901-X'").await, 1);

        // The same file, read again or taken again, makes no second request.
        let again = desk.look_at_requests(&d.ana, &path).await.unwrap();
        assert_eq!(again.count(), 0);
        assert!(matches!(&again.made[0].fate, Fate::Already(number) if *number == card.booking.number));
        desk.take_requests(&d.ana, &tried, "Wanted:").await.unwrap();
        assert_eq!(d.count("SELECT COUNT(*) FROM booking").await, 2);
    }
}

dual_test! {
    async fn a_time_that_is_taken_becomes_the_next_free_one_and_the_wanted_one_is_noted(d: Diary) {
        for (at, bay) in d.bays.iter().enumerate() {
            let who = d.caller(&format!("Caller {at}"), &format!("AB-{at:03}-C")).await;
            let order = Order { bay: Some(*bay), reason: "full".to_owned(), ..d.order(who, 1, 600) };
            d.shop.desk.book(&d.shop.owner, &order).await.unwrap();
        }
        let (_folder, path) = file("r.csv", b"name;wish;day;time;length\nVos;Oil;tue;10:00;1h\n");
        let tried = d.shop.desk.look_at_requests(&d.ana, &path.to_string_lossy()).await.unwrap();
        let made = d.shop.desk.take_requests(&d.ana, &tried, "Wanted:").await.unwrap();
        let Fate::New { at, moved, .. } = made[0].fate else { panic!("{made:?}") };
        assert_eq!((at, moved), (d.shop.at(1, 660), true));
        let noted = "SELECT COUNT(*) FROM booking WHERE notes = 'Wanted: 2026-11-24 10:00'";
        assert_eq!(d.count(noted).await, 1);
    }
}

dual_test! {
    async fn a_calendar_makes_requests_and_an_entry_known_by_its_uid_is_not_taken_twice(d: Diary) {
        let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a1@mail\r\nSUMMARY:Brakes squeal\r\n\
            DTSTART:20261124T090000Z\r\nDTEND:20261124T100000Z\r\n\
            ORGANIZER;CN=M. Jansen:mailto:kl-310-p@example.nl\r\nEND:VEVENT\r\n\
            BEGIN:VEVENT\r\nUID:a2@mail\r\nSUMMARY:\u{1b}[2J\r\nDTSTART;VALUE=DATE:20261126\r\n\
            DESCRIPTION:Name: Vos\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let (_folder, path) = file("r.ics", ics.as_bytes());
        let path = path.to_string_lossy().into_owned();
        let tried = d.shop.desk.look_at_requests(&d.ana, &path).await.unwrap();
        assert!(matches!(&tried.made[1].fate, Fate::Wrong(why) if why.id == "text-control"), "{tried:?}");
        let made = d.shop.desk.take_requests(&d.ana, &tried, "Wanted:").await.unwrap();
        let Fate::New { at, stranger, .. } = made[0].fate else { panic!("{made:?}") };
        assert_eq!((at, stranger), (d.shop.at(1, 600), false));
        let of = format!("SELECT COUNT(*) FROM booking WHERE customer_id = {} AND status = 'requested'", jansen.0);
        assert_eq!(d.count(Box::leak(of.into_boxed_str())).await, 1);
        let (_other, moved) = file("r2.ics", ics.replace("T090000Z", "T110000Z").as_bytes());
        let tried = d.shop.desk.look_at_requests(&d.ana, &moved.to_string_lossy()).await.unwrap();
        assert!(matches!(tried.made[0].fate, Fate::Already(_)), "{tried:?}");
    }
}

dual_test! {
    async fn hostile_files_are_refused_in_words_and_the_rest_is_left_out_line_by_line(d: Diary) {
        let desk = &d.shop.desk;
        let look = async |bytes: &[u8]| {
            let (_folder, path) = file("bad.csv", bytes);
            match desk.look_at_requests(&d.ana, &path.to_string_lossy()).await {
                Err(Error::Invalid { field: "path", why }) => why.id,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(look(&vec![b'a'; 10 * 1024 * 1024]).await, "import-too-large");
        assert_eq!(look(b"\x89PNG\r\n\0\0\0").await, "import-no-text");
        assert_eq!(look(b"a,b\n1,2\n").await, "import-no-head");
        assert_eq!(look(b"").await, "import-no-head");
        assert_eq!(look(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n").await, "import-no-events");
        let many = format!("name,wish\n{}", "Vos,Oil\n".repeat(201));
        assert_eq!(look(many.as_bytes()).await, "import-too-many");
        let folder = tempfile::tempdir().unwrap();
        let missing = desk.look_at_requests(&d.ana, &folder.path().join("none").to_string_lossy()).await;
        assert!(matches!(missing, Err(Error::Invalid { field: "path", .. })));
        let folder = desk.look_at_requests(&d.ana, &folder.path().to_string_lossy()).await;
        assert!(matches!(folder, Err(Error::Invalid { field: "path", .. })));
        let lines = b"name,wish,day\nVos\x1b[31m,Oil,tue\nBa\xc3,Oil,tue\n,Oil,tue\nKok,,tue\nVos,Oil,2 jan 2031\n";
        let (_folder, path) = file("lines.csv", lines);
        let tried = desk.look_at_requests(&d.ana, &path.to_string_lossy()).await.unwrap();
        let why: Vec<_> = tried.made.iter().map(|m| match &m.fate {
            Fate::Wrong(why) => why.id,
            other => panic!("{other:?}"),
        }).collect();
        assert_eq!(why, ["text-control", "import-not-utf8", "import-nobody", "import-no-wish", "import-far"]);
    }
}

dual_test! {
    async fn who_may_not_put_customers_on_record_reads_no_file(d: Diary) {
        let jo = d.shop.log_in("jo").await;
        let refused = d.shop.desk.look_at_requests(&jo, "/nowhere").await;
        assert!(matches!(refused, Err(Error::Forbidden { permission: Permission::BookingEdit })), "{refused:?}");
    }
}

dual_test! {
    async fn the_page_shows_what_each_line_becomes_and_one_key_takes_them(d: Diary) {
        d.caller("Jansen", "KL-310-P").await;
        let (_folder, path) = file("requests.csv", TABLE.as_bytes());
        let mut robot = Robot::open(&d.shop.desk, d.ana.clone()).await;
        robot.press("F10").await.write("read requests").await.press("Enter").await.sees("Nothing is read yet.");
        robot.write("/nowhere/r.csv").await.press("Enter").await.sees("cannot be read").sees("/nowhere/r.csv");
        robot.press("Ctrl-U").await.paste(&path.to_string_lossy()).await.press("Enter").await;
        robot.sees("2 new requests, 0 known, 3 wrong").sees("new customer").sees("Ctrl-S take 2 requests");
        let shown: Vec<String> = robot.screen().lines().skip(1).filter(|l| !l.contains("/requests.csv"))
            .map(str::to_owned).collect();
        insta::assert_snapshot!("request_file_80x24", shown.join("\n"));
        robot.press("Ctrl-S").await.sees("2 requests wait for a yes");
        robot.press("Ctrl-O").await.sees("KL-310-P  Brakes squeal");
    }
}
