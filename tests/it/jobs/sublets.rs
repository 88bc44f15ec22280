//! Lines another firm works on, through the states of states 8.

use forecourt::desk::Error;
use forecourt::desk::job::{NewLine, SubletForm};
use forecourt::domain::line::Kind;
use forecourt::domain::sublet::Status;
use forecourt::domain::{Money, Qty};
use forecourt::tui::app::Options;

use super::Floor;
use crate::robot::Robot;

dual_test! {
    async fn states_8_a_sublet_goes_out_with_the_customers_yes_comes_back_and_is_billed(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&["OIL"]).await;
        let line = NewLine {
            kind: Kind::Sublet,
            price: Some(Money(18_000)),
            ..NewLine::of_labour("Skim the head", Qty::ONE)
        };
        let line = desk.add_line(&floor.max, job, &line).await.unwrap().value;
        let nobody = desk.step_sublet(&floor.ana, line, &SubletForm::default()).await;
        assert!(matches!(nobody, Err(Error::Invalid { field: "supplier", .. })));
        let form = SubletForm { supplier: "Motorenbouw".to_owned(), ..SubletForm::default() };
        assert_eq!(desk.step_sublet(&floor.ana, line, &form).await.unwrap(), Status::Needed);
        let early = desk.step_sublet(&floor.ana, line, &form).await;
        assert!(matches!(&early, Err(Error::Refused(why)) if why.id == "sublet-no-yes"), "{early:?}");
        floor.yes(job).await;
        for wanted in [Status::SentOut, Status::Back, Status::Invoiced] {
            let form = SubletForm { cost: Money(11_000), reference: "R-77".to_owned(), ..SubletForm::default() };
            assert_eq!(desk.step_sublet(&floor.ana, line, &form).await.unwrap(), wanted);
        }
        let card = floor.card(job).await;
        let out = &card.sublets[0];
        assert_eq!((out.cost_minor, out.reference.as_str(), out.supplier.as_str()), (Money(11_000), "R-77", "Motorenbouw"));
        assert!(out.sent_at.is_some() && out.back_at.is_some());
        assert!(desk.step_sublet(&floor.ana, line, &form).await.is_err(), "it is over");
        let oil = card.lines.iter().find(|l| l.line.id != line).unwrap().line.id;
        assert!(matches!(desk.step_sublet(&floor.ana, oil, &form).await, Err(Error::Refused(_))));
    }
}

#[tokio::test]
async fn a_sublet_is_added_and_named_from_the_card() {
    let floor = super::screens::floor().await;
    let job = floor.job(&["OIL"]).await;
    let line = NewLine {
        kind: Kind::Sublet,
        price: Some(Money(18_000)),
        ..NewLine::of_labour("Skim the head", Qty::ONE)
    };
    floor.desk().add_line(&floor.max, job, &line).await.unwrap();
    floor.yes(job).await;
    let mut robot = Robot::with(floor.desk(), Options::new(floor.ana.clone()), (80, 24)).await;
    robot
        .press("Alt-2 Enter End F10")
        .await
        .write("sublet")
        .await
        .press("Enter")
        .await;
    robot.sees("Which firm does it?");
    robot
        .write("Motorenbouw")
        .await
        .press("Ctrl-S")
        .await
        .sees("to be sent");
}
