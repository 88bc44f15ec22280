//! Claims, leases and failures.

use std::collections::BTreeSet;

use forecourt::desk::messages::{Ready, Sent, Why};
use forecourt::domain::alert::Kind;
use forecourt::domain::outbox::{Fault, Outcome, Reason, Status};
use forecourt::domain::role::Preset;
use serde_json::json;

use super::post::Post;

dual_test! {
    async fn r61_a_message_is_claimed_by_one_of_many_dispatchers(post: Post) {
        for n in 0..24 {
            post.book(1 + n / 8, 9 * 60 + 60 * i64::try_from(n % 8).unwrap()).await;
        }
        let mut all = tokio::task::JoinSet::new();
        for n in 0..4 {
            let (desk, program) = (post.process().await, post.program.clone());
            all.spawn(async move {
                let grip = Post::grip(&format!("process {n}"));
                let mut mine = Vec::new();
                loop {
                    let batch = desk.claim_messages(&program, &grip).await.unwrap();
                    if batch.is_empty() {
                        return mine;
                    }
                    mine.extend(batch.into_iter().map(|m| m.id));
                }
            });
        }
        let hands = all.join_all().await;
        let claimed: Vec<_> = hands.into_iter().flatten().collect();
        let once: BTreeSet<_> = claimed.iter().collect();
        assert_eq!((claimed.len(), once.len()), (24, 24));
    }
}

dual_test! {
    async fn r61_what_died_between_send_and_mark_is_sent_again_under_the_same_id(post: Post) {
        post.book(1, 540).await;
        let (desk, program) = (post.desk(), &post.program);
        let (dead, alive) = (Post::grip("dead"), Post::grip("alive"));
        let lost = desk.claim_messages(program, &dead).await.unwrap().remove(0);
        assert_eq!(lost.attempts, 1, "a claim counts as a try");
        // It sends, and dies before it can say so.
        let mut dispatcher = post.dispatcher("alive");
        post.wait_seconds(59);
        assert_eq!(dispatcher.pass().await.unwrap().claimed, 0, "the claim stands for a minute");
        post.wait_seconds(2);
        assert_eq!(dispatcher.pass().await.unwrap().sent, 1);
        let first = post.read();
        let again = desk.claim_messages(program, &alive).await.unwrap();
        assert!(again.is_empty(), "what was sent is not claimed");
        let late = desk.mark_sent(program, &dead, &lost, &Sent::default(), "").await.unwrap();
        assert!(!late, "who lost the lease changes nothing");
        let card = desk.message_card(&post.ana, lost.id).await.unwrap();
        assert_eq!((card.line.status, card.line.attempts), (Status::Sent, 2));
        assert_eq!(card.attempts.len(), 1, "and leaves no try in the log");
        assert_eq!(first.len(), 1);
        assert_eq!(lost.dedup_key, format!("booking_confirmed:booking:{}:0:{}:email", card.about.1, post.customer));
    }
}

dual_test! {
    async fn r61_a_second_try_has_the_same_name_and_message_id(post: Post) {
        post.book(1, 540).await;
        assert_eq!(post.send().await, 1);
        let first = post.read();
        let id = post.last().await.id;
        // As if the mark had been lost: the row stands as it was before.
        let store = post.shop.place.open().await;
        let mut tx = store.begin().await.unwrap();
        let again = forecourt::store::outbox::release(&mut tx, id, Status::Sent, Status::Queued, None, post.desk().now());
        assert!(again.await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(post.send().await, 1);
        let second = post.read();
        assert_eq!((first.len(), second.len()), (1, 1), "one file, written again");
        assert_eq!(first[0].1.message_id(), second[0].1.message_id());
    }
}

dual_test! {
    async fn r61_a_failure_waits_longer_each_time_and_ends_dead_with_an_alert(post: Post) {
        post.book(1, 540).await;
        // A file stands where the folder should be.
        std::fs::write(post.letters(), "in the way").unwrap();
        let mut cap = 30;
        for attempt in 1..=8 {
            let pass = post.dispatcher("a").pass().await.unwrap();
            assert!(pass.blocked && pass.sent == 0, "try {attempt}");
            let line = post.last().await;
            assert_eq!(line.attempts, attempt);
            if attempt < 8 {
                assert_eq!(line.status, Status::Queued);
                let wait = post.desk().now().seconds_until(line.next_at);
                assert!((cap / 2..=cap).contains(&wait), "try {attempt}: {wait} of {cap}");
                post.desk().clock().set(line.next_at);
                cap = (cap * 2).min(3600);
            }
        }
        let line = post.last().await;
        assert_eq!(line.status, Status::Dead);
        let card = post.desk().message_card(&post.ana, line.id).await.unwrap();
        assert_eq!(card.attempts.len(), 8, "every try is on record (R-66)");
        assert!(card.attempts.iter().all(|a| a.outcome == Outcome::Temporary && a.body.contains("M. Jansen")));
        assert_eq!(Fault::read(&card.attempts[0].code).unwrap().0, Fault::Folder);
        let alerts = post.desk().alerts(&post.ana).await.unwrap();
        assert_eq!((alerts.len(), alerts[0].kind, alerts[0].entity_id), (1, Kind::DeadMessage, line.id.0));
        let health = post.desk().queue_health(&post.ana).await.unwrap();
        assert_eq!((health.waiting, health.dead), (0, 1));

        std::fs::remove_file(post.letters()).unwrap();
        post.desk().retry_message(&post.ana, line.id).await.unwrap();
        assert!(post.desk().alerts(&post.ana).await.unwrap().is_empty());
        assert_eq!(post.send().await, 1);
    }
}

dual_test! {
    async fn r61_a_message_that_kills_its_dispatcher_is_given_up_too(post: Post) {
        post.book(1, 540).await;
        let grip = Post::grip("fragile");
        for _ in 0..8 {
            let claimed = post.desk().claim_messages(&post.program, &grip).await.unwrap();
            assert_eq!(claimed.len(), 1);
            post.wait_seconds(61);
        }
        assert!(post.desk().claim_messages(&post.program, &grip).await.unwrap().is_empty());
        assert_eq!(post.last().await.status, Status::Dead);
        assert_eq!(post.desk().alerts(&post.ana).await.unwrap().len(), 1);
    }
}

dual_test! {
    async fn a_message_refused_for_good_is_not_tried_again(post: Post) {
        post.book(1, 540).await;
        let grip = Post::grip("a");
        let message = post.desk().claim_messages(&post.program, &grip).await.unwrap().remove(0);
        let why = Why::Never(Fault::Refused.code("550 no such mailbox"));
        assert!(post.desk().not_sent(&post.program, &grip, &message, &Sent::default(), &why).await.unwrap());
        assert_eq!(post.last().await.status, Status::Dead);
        let card = post.desk().message_card(&post.ana, message.id).await.unwrap();
        assert_eq!(card.attempts[0].outcome, Outcome::Permanent);
    }
}

dual_test! {
    async fn one_process_leads_and_the_next_takes_over_when_it_goes_or_dies(post: Post) {
        let (one, two) = (Post::grip("one"), Post::grip("two"));
        let lead = |grip| post.desk().lead(&post.program, "messages", grip);
        assert!(lead(&one).await.unwrap());
        assert!(!lead(&two).await.unwrap());
        post.wait_seconds(50);
        assert!(lead(&one).await.unwrap(), "renewed");
        post.wait_seconds(50);
        assert!(!lead(&two).await.unwrap(), "the renewed lease stands");
        post.wait_seconds(11);
        assert!(lead(&two).await.unwrap(), "one has died");
        assert!(!lead(&one).await.unwrap());
        post.desk().resign(&post.program, "messages", &two).await.unwrap();
        assert!(lead(&one).await.unwrap(), "two has gone");
        post.desk().resign(&post.program, "messages", &two).await.unwrap();
        assert!(lead(&one).await.unwrap(), "what is not held is not given back");
    }
}

dual_test! {
    async fn a_machine_that_cannot_reach_the_mail_server_leaves_messages_to_one_that_can(post: Post) {
        post.book(1, 540).await;
        post.desk().put_setting(&post.shop.owner, "mail.transport", &json!("smtp")).await.unwrap();
        let pass = post.dispatcher("without").pass().await.unwrap();
        assert!(!pass.leads);
        assert_eq!(post.last().await.status, Status::Queued);
        assert!(post.desk().lead(&post.program, "messages", &Post::grip("with")).await.unwrap());
    }
}

dual_test! {
    async fn people_retry_and_drop_what_has_not_left_and_claim_nothing(post: Post) {
        post.book(1, 540).await;
        let id = post.last().await.id;
        let jo = post.shop.as_preset(Preset::Mechanic).await;
        assert!(post.desk().drop_message(&jo, id).await.is_err());
        assert!(post.desk().claim_messages(&post.ana, &Post::grip("ana")).await.is_err());
        post.desk().drop_message(&post.ana, id).await.unwrap();
        let line = post.last().await;
        assert_eq!((line.status, line.reason), (Status::Cancelled, Some(Reason::Dropped)));
        assert!(post.desk().retry_message(&post.ana, id).await.is_err(), "dropped is dropped");
        assert_eq!(post.send().await, 0);
    }
}

dual_test! {
    async fn what_was_claimed_and_not_begun_goes_back_as_it_was(post: Post) {
        post.book(1, 540).await;
        let grip = Post::grip("a");
        let claimed = post.desk().claim_messages(&post.program, &grip).await.unwrap();
        post.desk().give_back_messages(&post.program, &grip, &claimed).await.unwrap();
        let line = post.last().await;
        assert_eq!((line.status, line.attempts), (Status::Queued, 0));
        let ready = post.desk().prepare_message(&post.program, &grip, &claimed[0]).await.unwrap();
        assert!(matches!(ready, Ready::Gone), "it is no longer ours");
    }
}
