//! What is sold, what the customer says about it, and the shelf.

use forecourt::desk::Error;
use forecourt::desk::job::{JobForm, LineForm, NewLine};
use forecourt::domain::line::{Auth, Decision, Discount, Method};
use forecourt::domain::permission::Permission;
use forecourt::domain::{Bp, Money, Qty};

use super::{Floor, answer, in_the_way};

dual_test!(
    async fn r_30_only_what_was_proposed_is_decided_and_the_words_are_kept(floor: Floor) {
        let job = floor.job(&["SMALL", "BRKF"]).await;
        let lines = floor.card(job).await.undecided();
        floor.desk().propose(&floor.ana, job, &[]).await.unwrap();
        assert_eq!(floor.status(job).await, "awaiting_auth");
        let yes = answer(Decision::Authorised, vec![lines[0]]);
        floor.desk().decide(&floor.ana, job, &yes).await.unwrap();
        assert_eq!(floor.status(job).await, "awaiting_auth");
        let mut no = answer(Decision::Declined, vec![lines[1]]);
        no.reason = "price".to_owned();
        floor.desk().decide(&floor.ana, job, &no).await.unwrap();
        let card = floor.card(job).await;
        assert_eq!(card.job.status.as_str(), "authorised");
        let kept = &card.decisions[0];
        assert_eq!(kept.decided_by, "Mrs Jansen");
        assert_eq!(kept.taken_by.as_deref(), Some("Ana"));
        assert_eq!(
            (kept.amount_minor, kept.line_text.as_str()),
            (card.lines[0].total, "Small service")
        );
        let again = floor
            .desk()
            .decide(&floor.ana, job, &yes)
            .await
            .unwrap_err();
        assert!(matches!(again, Error::Refused(_)), "{again:?}");
        let mechanic = floor.desk().decide(&floor.jo, job, &yes).await.unwrap_err();
        assert_eq!(
            mechanic,
            Error::Forbidden {
                permission: Permission::LineAuthorise
            }
        );
    }
);

dual_test!(
    async fn a_customer_who_wants_nothing_gets_the_vehicle_back(floor: Floor) {
        let job = floor.job(&["SMALL"]).await;
        let no = answer(Decision::Declined, floor.card(job).await.undecided());
        floor.desk().decide(&floor.ana, job, &no).await.unwrap();
        assert_eq!(floor.status(job).await, "declined_all");
    }
);

dual_test!(
    async fn r_32_a_dearer_line_is_asked_about_again_and_its_work_waits(floor: Floor) {
        let job = floor.agreed(&["SMALL"]).await;
        let line = floor.card(job).await.lines[0].line.clone();
        let dearer = LineForm {
            price: line.unit_price_minor + Money(1),
            ..LineForm::from(&line)
        };
        let done = floor
            .desk()
            .edit_line(&floor.ana, line.id, line.version, &dearer)
            .await
            .unwrap();
        let card = floor.card(job).await;
        assert_eq!(
            (card.lines[0].line.auth, card.job.status.as_str()),
            (Auth::Proposed, "awaiting_auth")
        );
        let task = card.tasks[0].task.id;
        let refused = floor.desk().start(&floor.jo, task, "").await.unwrap_err();
        assert_eq!(in_the_way(&refused), ["task-unauthorised"]);
        floor
            .desk()
            .undo(&floor.ana, done.undo.unwrap())
            .await
            .unwrap();
        let card = floor.card(job).await;
        assert_eq!(card.lines[0].line.unit_price_minor, line.unit_price_minor);
        let stale = floor
            .desk()
            .edit_line(&floor.ana, line.id, line.version, &dearer)
            .await
            .unwrap_err();
        assert!(matches!(stale, Error::Stale { .. }), "{stale:?}");
        floor
            .desk()
            .start(&floor.max, task, "customer is on the way")
            .await
            .unwrap();
        assert!(
            floor.card(job).await.job.supplement,
            "begun without a yes, so it stands in the bay"
        );
    }
);

dual_test!(
    async fn r_46_a_line_has_a_quantity_and_a_price_or_a_reason(floor: Floor) {
        let job = floor.job(&[]).await;
        let add = async |line: NewLine| {
            floor
                .desk()
                .add_line(&floor.ana, job, &line)
                .await
                .unwrap_err()
        };
        let none = add(NewLine::of_labour("Look", Qty::ZERO)).await;
        assert!(
            matches!(none, Error::Invalid { field: "qty", .. }),
            "{none:?}"
        );
        let mut free = NewLine::of_labour("Look", Qty::ONE);
        free.price = Some(Money::ZERO);
        assert!(matches!(
            add(free.clone()).await,
            Error::Invalid {
                field: "free_reason",
                ..
            }
        ));
        free.free_reason = "goodwill".to_owned();
        floor.desk().add_line(&floor.ana, job, &free).await.unwrap();
        let mut cheap = NewLine::of_labour("Look", Qty::ONE);
        cheap.discount = Discount {
            rate: Bp(2500),
            ..Discount::NONE
        };
        let capped = add(cheap).await;
        assert!(
            matches!(
                capped,
                Error::Invalid {
                    field: "discount",
                    ..
                }
            ),
            "R-52: {capped:?}"
        );
    }
);

dual_test!(
    async fn r_40_a_yes_keeps_the_part_taking_it_hands_it_out_and_undo_keeps_it_again(
        floor: Floor,
    ) {
        let job = floor.agreed(&["SMALL"]).await;
        let part = floor.part("OF-1", 3).await;
        let line = floor
            .desk()
            .add_line(&floor.ana, job, &NewLine::of_part(part, Qty::whole(2)))
            .await
            .unwrap()
            .value;
        assert_eq!(floor.shelf(part).await, (Qty::whole(3), Qty::ZERO, 1800));
        floor.yes(job).await;
        assert_eq!(
            floor.shelf(part).await,
            (Qty::whole(3), Qty::whole(2), 1800)
        );
        let taken = floor
            .desk()
            .take_part(&floor.jo, line, None, "")
            .await
            .unwrap();
        assert_eq!(floor.shelf(part).await, (Qty::whole(1), Qty::ZERO, 600));
        floor
            .desk()
            .undo(&floor.jo, taken.undo.unwrap())
            .await
            .unwrap();
        assert_eq!(
            floor.shelf(part).await,
            (Qty::whole(3), Qty::whole(2), 1800)
        );
        floor
            .desk()
            .take_part(&floor.jo, line, None, "")
            .await
            .unwrap();
        floor
            .desk()
            .return_part(&floor.jo, line, Some(Qty::ONE), "")
            .await
            .unwrap();
        assert_eq!(floor.shelf(part).await, (Qty::whole(2), Qty::ZERO, 1200));
        let other = floor
            .desk()
            .take_part(&floor.sam, line, None, "x")
            .await
            .unwrap_err();
        assert_eq!(
            other,
            Error::Forbidden {
                permission: Permission::JobAny
            },
            "R-03"
        );
    }
);

dual_test!(
    async fn r_41_nothing_is_issued_beyond_the_shelf_without_permission_and_reason(floor: Floor) {
        let job = floor.agreed(&["SMALL"]).await;
        let part = floor.part("OF-2", 1).await;
        let line = floor
            .desk()
            .add_line(&floor.ana, job, &NewLine::of_part(part, Qty::whole(2)))
            .await
            .unwrap()
            .value;
        floor.yes(job).await;
        let short = floor
            .card(job)
            .await
            .lines
            .pop()
            .unwrap()
            .line
            .part_status
            .unwrap();
        assert!(short.is_short());
        let refused = floor
            .desk()
            .take_part(&floor.jo, line, None, "found one")
            .await
            .unwrap_err();
        assert_eq!(in_the_way(&refused), ["stock-short"]);
        floor
            .desk()
            .take_part(&floor.max, line, None, "one lay on the bench")
            .await
            .unwrap();
        assert_eq!(floor.shelf(part).await, (Qty::whole(-1), Qty::ZERO, 0));
    }
);

dual_test!(
    async fn a_part_within_the_limit_is_handed_out_and_one_beyond_it_waits(floor: Floor) {
        let job = floor.agreed(&["SMALL"]).await;
        let card = floor.card(job).await;
        let form = JobForm {
            key_tag: "14".to_owned(),
            parking: String::new(),
            contact_name: "M. Jansen".to_owned(),
            contact_phone: String::new(),
            limit: Some(card.sum(Auth::Authorised) + Money(1500)),
            priority: 0,
            check_required: false,
        };
        floor
            .desk()
            .edit_job(&floor.ana, job, card.job.version, &form)
            .await
            .unwrap();
        let part = floor.part("CL-1", 5).await;
        let taken = floor
            .desk()
            .take_new_part(&floor.jo, job, part, Qty::ONE, "")
            .await
            .unwrap()
            .value;
        assert!(taken.issued);
        let by = floor.card(job).await.decisions.pop().unwrap();
        assert_eq!(
            (by.method, by.decided_by.as_str()),
            (Method::Limit, "M. Jansen")
        );
        let more = floor
            .desk()
            .take_new_part(&floor.jo, job, part, Qty::ONE, "")
            .await
            .unwrap()
            .value;
        assert!(!more.issued, "5.00 are left, it costs 10.00");
        assert_eq!(floor.status(job).await, "awaiting_auth");
        let refused = floor
            .desk()
            .take_part(&floor.jo, more.line, None, "")
            .await
            .unwrap_err();
        assert_eq!(in_the_way(&refused), ["line-unauthorised"], "R-30");
    }
);

dual_test!(
    async fn a_void_line_gives_its_part_back_and_undo_keeps_it_again(floor: Floor) {
        let job = floor.agreed(&["SMALL"]).await;
        let part = floor.part("AF-1", 4).await;
        let line = floor
            .desk()
            .add_line(&floor.ana, job, &NewLine::of_part(part, Qty::ONE))
            .await
            .unwrap()
            .value;
        floor.yes(job).await;
        let gone = floor.desk().void_line(&floor.ana, line).await.unwrap();
        assert_eq!(floor.shelf(part).await.1, Qty::ZERO);
        assert_eq!(floor.card(job).await.lines.len(), 1);
        floor
            .desk()
            .undo(&floor.ana, gone.undo.unwrap())
            .await
            .unwrap();
        assert_eq!(floor.shelf(part).await.1, Qty::ONE);
        let refused = floor.desk().void_line(&floor.ana, line).await;
        refused.unwrap();
    }
);

dual_test!(
    async fn lines_and_tasks_take_any_order_and_keep_unique_places(floor: Floor) {
        let job = floor.job(&["SMALL", "BRKF", "OIL"]).await;
        let gone = floor.card(job).await.lines[1].line.id;
        floor.desk().void_line(&floor.ana, gone).await.unwrap();
        let mut order: Vec<_> = floor
            .card(job)
            .await
            .lines
            .iter()
            .map(|l| l.line.id)
            .collect();
        order.reverse();
        floor
            .desk()
            .reorder_lines(&floor.ana, job, &order)
            .await
            .unwrap();
        let now: Vec<_> = floor
            .card(job)
            .await
            .lines
            .iter()
            .map(|l| l.line.id)
            .collect();
        assert_eq!(now, order);
        let mut tasks = floor.tasks(job).await;
        tasks.reverse();
        let done = floor
            .desk()
            .reorder_tasks(&floor.ana, job, &tasks)
            .await
            .unwrap();
        assert_eq!(floor.tasks(job).await, tasks);
        floor
            .desk()
            .undo(&floor.ana, done.undo.unwrap())
            .await
            .unwrap();
        tasks.reverse();
        assert_eq!(floor.tasks(job).await, tasks);
    }
);
