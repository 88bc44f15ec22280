//! Notes for the customer and their photos (S1-33): read first where that is wanted, checked before they are
//! believed, kept once by their content.

use std::path::Path;

use forecourt::desk::Error;
use forecourt::domain::job::Review;
use forecourt::tui::app::Options;

use super::Floor;
use crate::robot::Robot;

/// A picture of this colour, half as high as wide.
pub fn picture(place: &Path, name: &str, colour: [u8; 3]) -> String {
    let path = place.join(name);
    let pixels = image::RgbImage::from_pixel(40, 20, image::Rgb(colour));
    pixels.save(&path).unwrap();
    path.display().to_string()
}

dual_test! {
    async fn s1_33_a_photo_is_checked_and_kept_once_by_its_content(floor: Floor) {
        let desk = floor.desk();
        let folder = tempfile::tempdir().unwrap();
        let job = floor.agreed(&["OIL"]).await;
        let note = desk.note(&floor.jo, job, "Leak at the sump", false).await.unwrap();
        let red = picture(folder.path(), "sump.png", [200, 30, 30]);
        let nowhere = desk.add_photo(&floor.jo, note, &red, "").await;
        assert!(matches!(nowhere, Err(Error::Refused(_))), "no folder to keep it in: {nowhere:?}");
        let kept = folder.path().join("photos");
        desk.keep_photos_in(kept.clone());
        let id = desk.add_photo(&floor.jo, note, &red, "from below").await.unwrap();
        assert_eq!(desk.add_photo(&floor.jo, note, &red, "").await.unwrap(), id, "the same one is there already");
        let other = desk.note(&floor.jo, job, "Still leaking", false).await.unwrap();
        desk.add_photo(&floor.jo, other, &red, "").await.unwrap();
        let all = desk.photos_of(&floor.ana, job).await.unwrap();
        assert_eq!((all.len(), all[0].name.as_str(), all[0].caption.as_str()), (2, "sump.png", "from below"));
        assert_eq!(all[0].sha256, all[1].sha256);
        let files = std::fs::read_dir(kept.join(&all[0].sha256[..2])).unwrap().count();
        assert_eq!(files, 1, "its bytes lie there once");

        let seen = desk.photo(&floor.ana, id, (20, 20)).await.unwrap();
        assert_eq!((seen.width, seen.height), (20, 10), "in its proportions");
        assert!(seen.rgb[0] > 150 && seen.rgb[2] < 90, "red");

        let text = folder.path().join("notes.png");
        std::fs::write(&text, "no picture at all").unwrap();
        for wrong in [text.display().to_string(), folder.path().display().to_string(), "/nowhere.jpg".to_owned()] {
            let got = desk.add_photo(&floor.jo, note, &wrong, "").await;
            assert!(matches!(got, Err(Error::Invalid { field: "photo", .. })), "{wrong}: {got:?}");
        }
        let large = folder.path().join("large.jpg");
        std::fs::File::create(&large).unwrap().set_len(21 * 1024 * 1024).unwrap();
        let got = desk.add_photo(&floor.jo, note, &large.display().to_string(), "").await;
        assert!(matches!(got, Err(Error::Invalid { field: "photo", .. })));
        desk.drop_photo(&floor.ana, id).await.unwrap();
        assert_eq!(desk.photos_of(&floor.ana, job).await.unwrap().len(), 1);
        assert!(desk.photo(&floor.ana, id, (20, 20)).await.is_err());
    }
}

dual_test! {
    async fn r27_progress_waits_for_a_reader_where_the_workshop_wants_that(floor: Floor) {
        let desk = floor.desk();
        let job = floor.agreed(&["OIL"]).await;
        desk.note(&floor.jo, job, "The oil is out", true).await.unwrap();
        assert_eq!(floor.outbox("progress_note").await, 1, "by default it goes at once");
        desk.note(&floor.jo, job, "Key in box 3", false).await.unwrap();
        desk.put_setting(&floor.shop.owner, "review.progress", &serde_json::json!("required")).await.unwrap();
        let held = desk.note(&floor.jo, job, "The sump is cracked", true).await.unwrap();
        let of = |id| { let desk = desk.clone(); let ana = floor.ana.clone(); async move {
            let all = desk.notes_of(&ana, job).await.unwrap();
            all.into_iter().find(|n| n.id == id).unwrap().review
        } };
        assert_eq!(of(held).await, Review::Pending);
        assert_eq!(floor.outbox("progress_note").await, 1);
        assert!(matches!(desk.review_note(&floor.jo, held, true).await, Err(Error::Forbidden { .. })));
        desk.review_note(&floor.ana, held, true).await.unwrap();
        assert_eq!((of(held).await, floor.outbox("progress_note").await), (Review::Approved, 2));
        assert!(desk.review_note(&floor.ana, held, false).await.is_err(), "once");
        let rude = desk.note(&floor.jo, job, "What a wreck", true).await.unwrap();
        desk.review_note(&floor.ana, rude, false).await.unwrap();
        assert_eq!((of(rude).await, floor.outbox("progress_note").await), (Review::Rejected, 2));
        desk.note(&floor.ana, job, "We have ordered one", true).await.unwrap();
        assert_eq!(floor.outbox("progress_note").await, 3, "whoever reads for others needs no reader");
    }
}

#[tokio::test]
async fn a_note_is_written_with_a_photo_and_the_photo_is_shown_in_the_terminal() {
    let floor = super::screens::floor().await;
    let folder = tempfile::tempdir().unwrap();
    floor.desk().keep_photos_in(folder.path().join("photos"));
    let path = picture(folder.path(), "sump.png", [10, 200, 10]);
    floor.job(&["OIL"]).await;
    let mut robot = Robot::with(floor.desk(), Options::new(floor.ana.clone()), (80, 24)).await;
    robot
        .press("Alt-2 Enter F10")
        .await
        .write("notes and photos")
        .await
        .press("Enter")
        .await;
    robot
        .press("Insert")
        .await
        .write("Leak at the sump")
        .await
        .press("Tab Tab")
        .await;
    robot.write(&path).await.press("Ctrl-S").await;
    robot.sees("sump.png").sees("Leak at the sump");
    insta::assert_snapshot!("job_notes", super::screens::body(&robot));
    robot.press("Down Enter").await.sees("▀▀▀▀▀▀▀▀▀▀");
    robot.press("Esc").await.sees("Leak at the sump");
}
