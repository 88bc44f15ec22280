//! What letters say, and when they do not leave.

use forecourt::desk::booking::Slot;
use forecourt::desk::customers::CustomerForm;
use forecourt::domain::customer::Channel;
use forecourt::domain::outbox::{About, Fault, Reason, Status};
use mail_parser::MimeHeaders;

use super::post::Post;

dual_test! {
    async fn a_booking_writes_a_letter_that_any_mail_program_reads(post: Post) {
        post.book(1, 9 * 60 + 30).await;
        assert_eq!(post.send().await, 1);
        let (name, mail) = post.read().remove(0);
        assert!(name.ends_with("-booking_confirmed.eml"), "{name}");
        assert_eq!(mail.subject(), Some("Your booking on Tue 24 Nov 2026 at 09:30"));
        let text = mail.body_text(0).unwrap();
        assert!(text.contains("Dear M. Jansen"), "{text}");
        assert!(text.contains("KL-310-P VW Golf is booked in"), "{text}");
        assert!(text.contains("030 765 43 21"), "{text}");
        let to = mail.to().and_then(|to| to.first()).unwrap();
        assert_eq!(to.address(), Some("m.jansen@example.nl"));
        let from = mail.from().and_then(|from| from.first()).unwrap();
        assert_eq!(from.name(), Some("Garage Voorbeeld"));
        let id = post.last().await.id;
        assert!(mail.message_id().unwrap().starts_with(&format!("forecourt.{id}.")));
        assert_eq!(mail.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
        let line = post.last().await;
        assert_eq!((line.status, line.sent_at), (Status::Sent, Some(post.desk().now())));
    }
}

dual_test! {
    async fn a_name_of_any_letters_arrives_whole_and_adds_no_header(post: Post) {
        let name = "=cmd(), Żółć “Motor” <x@evil.example> ✓ {phone}";
        let form = CustomerForm {
            name: name.to_owned(),
            emails: vec!["m.jansen@example.nl".to_owned()],
            ..CustomerForm::default()
        };
        post.desk().edit_customer(&post.ana, post.customer, 1, &form).await.unwrap();
        let all = post.desk().templates(&post.shop.owner).await.unwrap();
        let words = all.iter().find(|t| t.event == About::BookingConfirmed.as_str() && t.channel == Channel::Email).unwrap();
        post.desk().edit_template(&post.shop.owner, words.id, words.version, "For {customer}", "{customer}.").await.unwrap();
        post.book(1, 540).await;
        assert_eq!(post.send().await, 1);
        let (_, mail) = post.read().remove(0);
        assert_eq!(mail.subject(), Some(format!("For {name}").as_str()));
        assert_eq!(mail.body_text(0).unwrap().trim(), format!("{name}."), "a brace in a name is a brace");
        assert_eq!(mail.to().unwrap().as_list().unwrap().len(), 1);
    }
}

dual_test! {
    async fn r60_a_letter_with_an_empty_field_is_held_and_goes_when_the_words_are_mended(post: Post) {
        let all = post.desk().templates(&post.shop.owner).await.unwrap();
        let words = all.iter().find(|t| t.event == About::BookingConfirmed.as_str() && t.channel == Channel::Email).unwrap();
        let edit = |version, body| post.desk().edit_template(&post.shop.owner, words.id, version, "Hi", body);
        edit(words.version, "Hi {old_day}").await.unwrap();
        post.book(1, 540).await;
        assert_eq!(post.send().await, 0);
        let line = post.last().await;
        assert_eq!((line.status, line.reason), (Status::Held, Some(Reason::MissingField)));
        let card = post.desk().message_card(&post.ana, line.id).await.unwrap();
        assert_eq!(Fault::read(&card.attempts[0].code), Some((Fault::Words, "{old_day}")));
        assert_eq!(post.desk().queue_health(&post.ana).await.unwrap().held, 1);
        assert!(post.read().is_empty());
        edit(words.version + 1, "Hi {customer}").await.unwrap();
        post.desk().retry_message(&post.ana, line.id).await.unwrap();
        assert_eq!(post.send().await, 1);
        assert_eq!(post.read()[0].1.body_text(0).unwrap().trim(), "Hi M. Jansen");
    }
}

dual_test! {
    async fn a_booking_called_off_before_its_letter_left_is_not_told(post: Post) {
        let id = post.book(1, 540).await;
        let grip = Post::grip("quick");
        let claimed = post.desk().claim_messages(&post.program, &grip).await.unwrap();
        post.desk().cancel(&post.ana, id, "customer ill").await.unwrap();
        post.desk().prepare_message(&post.program, &grip, &claimed[0]).await.unwrap();
        let first = &post.lines().await[0];
        assert_eq!((first.status, first.reason), (Status::Cancelled, Some(Reason::Untrue)));
    }
}

dual_test! {
    async fn a_moved_booking_is_told_with_both_times(post: Post) {
        let id = post.book(1, 540).await;
        post.send().await;
        let card = post.desk().booking_card(&post.ana, id).await.unwrap();
        let to = Slot { starts_at: post.shop.at(2, 600), minutes: Some(60), bay: None, staff: None };
        post.desk().move_booking(&post.ana, id, card.booking.version, to, "").await.unwrap();
        assert_eq!(post.send().await, 1);
        let (_, mail) = post.read().remove(1);
        let text = mail.body_text(0).unwrap();
        assert!(text.contains("from Tue 24 Nov 2026, 09:00"), "{text}");
        assert!(text.contains("Wed 25 Nov 2026 at 10:00"), "{text}");
    }
}

dual_test! {
    async fn who_wants_no_messages_gets_none_that_still_waited(post: Post) {
        post.book(1, 540).await;
        let form = CustomerForm {
            name: "M. Jansen".to_owned(),
            emails: vec!["m.jansen@example.nl".to_owned()],
            channel: Channel::None,
            ..CustomerForm::default()
        };
        post.desk().edit_customer(&post.ana, post.customer, 1, &form).await.unwrap();
        assert_eq!(post.send().await, 0);
        let line = post.last().await;
        assert_eq!((line.status, line.reason), (Status::Suppressed, Some(Reason::OptedOut)));
    }
}

dual_test! {
    async fn r63_a_reminder_waits_for_the_morning_and_a_confirmation_does_not(post: Post) {
        use forecourt::domain::schedule::Duty;
        post.book(1, 11 * 60).await;
        post.desk().clock().set(post.shop.at(0, 21 * 60));
        assert_eq!(post.send().await, 1, "the confirmation goes at night");
        post.desk().do_duty(&post.program, Duty::Reminders, &post.shelf()).await.unwrap();
        assert_eq!(post.send().await, 0);
        let line = post.last().await;
        assert_eq!((line.status, line.reason), (Status::Held, Some(Reason::QuietHours)));
        assert_eq!((line.next_at, line.attempts), (post.shop.at(1, 8 * 60), 0));
        assert_eq!(post.desk().next_message_in(&post.program).await.unwrap(), Some(11 * 3600));
        post.desk().clock().set(post.shop.at(1, 8 * 60));
        assert_eq!(post.send().await, 1);
        assert_eq!(post.read()[1].1.subject(), Some("Tomorrow at 11:00: your KL-310-P VW Golf"));
    }
}

dual_test! {
    async fn an_invoice_letter_carries_the_invoice_as_text(post: Post) {
        use forecourt::desk::billing::DraftLine;
        use forecourt::domain::{Bp, Money, Qty, line};
        let desk = post.desk();
        let codes = desk.tax_codes(&post.shop.owner).await.unwrap();
        let tax = codes.iter().find(|c| c.rates.iter().any(|r| r.rate.0 == 210_000)).unwrap().id;
        let id = desk.draft_for_customer(&post.ana, post.customer).await.unwrap();
        let storage = DraftLine {
            part: None,
            kind: line::Kind::Fee,
            sku: String::new(),
            description: "Storage of winter tyres".to_owned(),
            qty: Qty::whole(1),
            unit: String::new(),
            price: Money(79_00),
            discount_rate: Bp::ZERO,
            discount: Money::ZERO,
            free_reason: String::new(),
            tax,
        };
        desk.add_draft_line(&post.ana, id, &storage).await.unwrap();
        let number = desk.post_invoice(&post.ana, id).await.unwrap();
        assert_eq!(post.send().await, 1);
        let (_, mail) = post.read().remove(0);
        assert_eq!(mail.subject(), Some(format!("Invoice {number}").as_str()));
        assert!(mail.body_text(0).unwrap().contains(&number));
        let file = mail.attachment(0).expect("the invoice goes along");
        let text = file.text_contents().unwrap();
        assert!(text.contains("Storage of winter tyres") && text.contains("95.59"), "{text}");
    }
}

dual_test! {
    async fn a_confirmation_brings_the_booking_for_the_customers_own_calendar(post: Post) {
        post.book(1, 9 * 60 + 30).await;
        assert_eq!(post.send().await, 1);
        let (_, mail) = post.read().remove(0);
        let file = mail.attachment(0).expect("the entry goes along");
        assert!(file.is_content_type("text", "calendar"));
        let text = file.text_contents().unwrap();
        for said in ["METHOD:PUBLISH", "DTSTART:20261124T083000Z", "UID:booking-1@forecourt", "KL-310-P VW Golf"] {
            assert!(text.contains(said), "{said} in {text}");
        }
    }
}
