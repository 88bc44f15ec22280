//! The file of a collected job is closed when nothing is open any more; deposits on the job card.

use forecourt::desk::Actor;
use forecourt::desk::billing::Tendered;
use forecourt::desk::customers::CustomerForm;
use forecourt::desk::job::{HandOver, Unissued};
use forecourt::desk::lists::Edge;
use forecourt::desk::upkeep::{Outcome, Shelf};
use forecourt::domain::filter::List;
use forecourt::domain::payment::Tender;
use forecourt::domain::schedule::Duty;
use forecourt::domain::{InvoiceId, JobId, Money};

use super::{Floor, in_the_way};

impl Floor {
    /// The customer pays once a month, not at the counter.
    async fn on_account(&self) {
        let version = self.desk().customer_card(&self.ana, self.customer).await;
        let form = CustomerForm {
            name: "Jansen, M.".to_owned(),
            emails: vec!["jansen@example.com".to_owned()],
            on_account: true,
            ..CustomerForm::default()
        };
        self.desk()
            .edit_customer(
                &self.shop.owner,
                self.customer,
                version.unwrap().customer.version,
                &form,
            )
            .await
            .unwrap();
    }

    /// A job whose work is done.
    async fn ready(&self) -> JobId {
        let job = self.agreed(&["OIL"]).await;
        self.work_off(self.tasks(job).await[0]).await;
        self.desk()
            .complete(&self.ana, job, Unissued::Ask, "")
            .await
            .unwrap();
        job
    }

    async fn invoiced(&self, job: JobId) -> InvoiceId {
        let owner = &self.shop.owner;
        let id = self.desk().draft_for_job(owner, job).await.unwrap();
        self.desk().post_invoice(owner, id).await.unwrap();
        id
    }

    async fn collected(&self, job: JobId) {
        let why = HandOver {
            reason: "a good customer".to_owned(),
            ..HandOver::default()
        };
        self.desk().hand_over(&self.max, job, &why).await.unwrap();
    }

    /// The duty of the night at the site, by a part of the program.
    async fn close_jobs(&self) -> Outcome {
        // This duty copies nothing.
        let shelf = Shelf {
            folder: std::path::PathBuf::new(),
            calendars: std::path::PathBuf::new(),
        };
        let program = Actor::console("root", "tests", self.shop.founded.site);
        let done = self.desk().do_duty(&program, Duty::CloseJobs, &shelf).await;
        done.unwrap()
    }

    fn card_payment(amount: Money) -> Tendered {
        Tendered {
            tender: Tender::Card,
            amount,
            handed: None,
            reference: String::new(),
        }
    }
}

dual_test!(
    async fn a_collected_job_on_account_is_closed_the_night_after_it_is_invoiced(floor: Floor) {
        floor.on_account().await;
        let job = floor.ready().await;
        floor.collected(job).await;
        let refused = floor.desk().close_job(&floor.max, job).await.unwrap_err();
        assert_eq!(
            in_the_way(&refused),
            ["job-release-not-invoiced"],
            "work nobody wrote a bill for is not forgotten, whoever pays"
        );
        floor.desk().clock().set(floor.shop.at(1, 60));
        assert_eq!(floor.close_jobs().await, Outcome::Done(0));
        assert_eq!(floor.status(job).await, "collected");
        floor.invoiced(job).await;
        assert_eq!(
            floor.close_jobs().await,
            Outcome::Done(1),
            "it is on account"
        );
        assert_eq!(floor.status(job).await, "closed");
        assert_eq!(floor.close_jobs().await, Outcome::Done(0), "once");
    }
);

dual_test!(
    async fn a_job_that_left_today_or_owes_is_not_closed_by_the_night(floor: Floor) {
        let job = floor.ready().await;
        let bill = floor.invoiced(job).await;
        floor.collected(job).await;
        assert_eq!(floor.close_jobs().await, Outcome::Done(0), "it left today");
        floor.desk().clock().set(floor.shop.at(1, 60));
        assert_eq!(floor.close_jobs().await, Outcome::Done(0), "it owes");
        let owed = floor
            .desk()
            .invoice_card(&floor.max, bill)
            .await
            .unwrap()
            .invoice
            .owed();
        let paid = [Floor::card_payment(owed)];
        floor
            .desk()
            .pay(&floor.max, bill, &paid, "later")
            .await
            .unwrap();
        assert_eq!(floor.status(job).await, "closed", "the payment closes it");
    }
);

dual_test!(
    async fn a_paid_job_that_is_collected_is_closed_by_the_night(floor: Floor) {
        let job = floor.ready().await;
        let bill = floor.invoiced(job).await;
        let owed = floor
            .desk()
            .invoice_card(&floor.max, bill)
            .await
            .unwrap()
            .invoice
            .owed();
        let paid = [Floor::card_payment(owed)];
        floor
            .desk()
            .pay(&floor.max, bill, &paid, "now")
            .await
            .unwrap();
        assert_eq!(floor.status(job).await, "ready", "the car is still here");
        floor.collected(job).await;
        assert_eq!(
            floor.status(job).await,
            "collected",
            "today it can be undone"
        );
        floor.desk().clock().set(floor.shop.at(1, 60));
        assert_eq!(floor.close_jobs().await, Outcome::Done(1));
        assert_eq!(floor.status(job).await, "closed");
    }
);

dual_test!(
    async fn r57_a_deposit_is_taken_from_the_job_card_and_shows_there(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let mut robot = floor.at(&floor.ana, "jobs", (80, 24)).await;
        robot.write("kl310").await.press("Enter").await;
        robot.press("F10").await.write("deposit").await;
        robot.press("Enter").await.sees("Kept for the customer");
        robot.write("50").await.press("Enter Enter").await;
        robot.sees("Deposit taken").sees("50.00");
        robot.press("Esc").await;
        robot.sees("JOB-2026-").sees("deposit € 50.00");
        let card = floor.desk().job_card(&floor.jo, job).await.unwrap();
        assert_eq!(card.held, Money::ZERO, "in the bay nobody sees the money");
    }
);

dual_test!(
    async fn r26_a_closed_job_leaves_the_list_after_its_days_and_is_there_for_whoever_asks(
        floor: Floor,
    ) {
        let desk = floor.desk();
        let job = floor.job(&["OIL"]).await;
        let open = floor.job(&["OIL"]).await;
        desk.cancel_job(&floor.max, job, "sold").await.unwrap();
        let found = async |line: &str| {
            let rows = desk.list_page(&floor.ana, List::Jobs, line, Edge::First, 9);
            let mut ids: Vec<i64> = rows
                .await
                .unwrap()
                .iter()
                .map(forecourt::desk::lists::Line::id)
                .collect();
            ids.sort_unstable();
            let n = desk.list_count(&floor.ana, List::Jobs, line).await.unwrap();
            assert_eq!(usize::try_from(n).unwrap(), ids.len(), "{line}");
            ids
        };
        let days = desk.settings().archive_days();
        floor.shop.wait(days * 24 * 60);
        assert_eq!(found("").await, [job.0, open.0]);
        floor.shop.wait(1);
        assert_eq!(found("").await, [open.0]);
        assert_eq!(found("kl310").await, [open.0]);
        assert_eq!(found("archived:yes").await, [job.0]);
        assert_eq!(found("archived:yes,no").await, [job.0, open.0]);
        assert_eq!(floor.status(job).await, "cancelled");
    }
);
