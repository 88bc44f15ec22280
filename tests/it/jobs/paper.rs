//! The job card and the check-in sheet on paper, and what an invoice fixes.

use forecourt::desk::Error;
use forecourt::desk::job::{LineForm, NewLine};
use forecourt::domain::{Money, Qty};
use forecourt::paper::job_card::{Paper, text};
use forecourt::words::Words;

use super::Floor;
use crate::rig::{FromPlace, Place};

#[tokio::test]
async fn the_job_card_and_the_sheet_to_sign_print_as_text() {
    let floor = Floor::from_place(Place::sqlite().await).await;
    let job = floor.agreed(&["SMALL"]).await;
    let part = floor.part("OF-1", 3).await;
    floor
        .desk()
        .add_line(&floor.ana, job, &NewLine::of_part(part, Qty::ONE))
        .await
        .unwrap();
    floor
        .desk()
        .note(&floor.ana, job, "Key in box 14\nCall before noon", false)
        .await
        .unwrap();
    let site = floor.desk().site(floor.shop.founded.site).unwrap();
    let words = Words::new("en", floor.desk().settings().currency(), site.zone);
    let card = floor.card(job).await;
    insta::assert_snapshot!("job_card_paper", text(Paper::JobCard, &card, &site, &words));
    let sheet = text(Paper::CheckIn, &card, &site, &words);
    insta::assert_snapshot!("check_in_paper", sheet);
    assert!(sheet.lines().all(|l| l.chars().count() <= 80));
}

dual_test!(
    async fn r_25_an_invoiced_job_is_fixed_until_its_invoice_is_credited(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        floor.work_off(task).await;
        let draft = floor.desk().draft_for_job(&floor.ana, job).await.unwrap();
        floor.desk().post_invoice(&floor.ana, draft).await.unwrap();
        let line = floor.card(job).await.lines[0].line.clone();
        let cheaper = LineForm {
            price: line.unit_price_minor - Money(1),
            ..LineForm::from(&line)
        };
        let desk = floor.desk();
        let fixed = |e: Error| matches!(e, Error::Refused(why) if why.id == "job-invoiced");
        assert!(fixed(
            desk.edit_line(&floor.ana, line.id, line.version, &cheaper)
                .await
                .unwrap_err()
        ));
        assert!(fixed(
            desk.void_line(&floor.ana, line.id).await.unwrap_err()
        ));
        let more = NewLine::of_labour("Wash", Qty(200));
        assert!(fixed(
            desk.add_line(&floor.ana, job, &more).await.unwrap_err()
        ));
        assert!(fixed(
            desk.cancel_job(&floor.ana, job, "x").await.unwrap_err()
        ));
    }
);
