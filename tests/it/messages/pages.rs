//! The pages of messages, alerts and tasks by a robot.

use forecourt::domain::outbox::Status;
use forecourt::tui::app::Options;

use super::post::Post;
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

/// A dead letter, a held one and one that has left; a job that is late.
async fn post() -> Post {
    let post = Post::from_place(Place::sqlite().await).await;
    post.book(1, 540).await;
    post.send().await;
    std::fs::remove_dir_all(post.letters()).unwrap();
    std::fs::write(post.letters(), "in the way").unwrap();
    post.book(1, 660).await;
    while post.last().await.status != Status::Dead {
        post.dispatcher("a").pass().await.unwrap();
        let line = post.last().await;
        post.desk().clock().set(line.next_at.max(post.desk().now()));
    }
    post
}

async fn open(post: &Post, page: &str, size: (u16, u16)) -> Robot {
    let options = Options::new(post.shop.owner.clone());
    let mut robot = Robot::with(post.desk(), options, size).await;
    robot
        .press("F10")
        .await
        .write("admin")
        .await
        .press("Enter")
        .await;
    robot.write(page).await.press("Enter").await;
    robot
}

#[tokio::test]
async fn a_dead_message_is_sent_again_and_dropped_from_its_page() {
    let post = post().await;
    let mut robot = open(&post, "messages", (80, 24)).await;
    robot.sees("M. Jansen").sees("The folder for messages");
    robot.press("Ctrl-T").await.sees("Queued again");
    assert_eq!(post.last().await.status, Status::Queued);
    robot.press("Del").await.sees("Drop this message?");
    robot.press("Right Enter").await.sees("Message dropped");
    assert_eq!(post.last().await.status, Status::Cancelled);
    robot.press("Tab").await.sees("No messages here.");
}

#[tokio::test]
async fn a_message_is_read_with_its_words_its_tries_and_what_it_is_about() {
    let post = post().await;
    let mut robot = open(&post, "messages", (80, 24)).await;
    robot.press("Enter").await.sees("Tries").sees("1. ");
    robot.press("End").await.sees("The folder for messages");
    robot.press("Ctrl-T").await.sees("Queued again");
    assert_eq!(post.last().await.status, Status::Queued);
    robot.press("Home Enter").await.sees("BK-");
    // What has left is read as it went out, and is not sent again.
    robot.press("Esc Esc Down Enter").await.sees("Left ");
    robot
        .press("Ctrl-T")
        .await
        .sees("not held and not given up");
    let body = post.last().await;
    robot.sees(&body.to_address);
}

#[tokio::test]
async fn messages_alerts_and_tasks_keep_their_look() {
    let post = post().await;
    post.desk().tasks(&post.shop.owner).await.unwrap();
    for (page, row) in [
        ("messages", "M. Jansen"),
        ("alerts", "after 8 tries"),
        ("tasks", "Late jobs"),
    ] {
        for size in [(80, 24), (120, 40)] {
            let robot = open(&post, page, size).await;
            robot.sees(row);
            // Waits between tries are drawn by lot, and the folder is another one in each run.
            let screen = robot.screen();
            let rows: Vec<&str> = screen.lines().collect();
            let kept: Vec<&str> = rows[1..rows.len() - 4]
                .iter()
                .copied()
                .filter(|row| !row.contains("Last try") && !row.contains("/tmp"))
                .collect();
            let look = untimed(&kept.join("\n"));
            insta::assert_snapshot!(format!("{page}_{}x{}", size.0, size.1), look);
        }
    }
}

/// Times of day as `hh:mm`.
fn untimed(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for at in 0..letters.len().saturating_sub(4) {
        let window = &letters[at..at + 5];
        let digits = [0, 1, 3, 4].iter().all(|i| window[*i].is_ascii_digit());
        if digits && window[2] == ':' {
            letters.splice(at..at + 5, "hh:mm".chars());
        }
    }
    letters.into_iter().collect()
}

#[tokio::test]
async fn a_mark_says_when_messages_wait_too_long_and_when_one_is_lost() {
    let post = Post::from_place(Place::sqlite().await).await;
    let options = Options::new(post.ana.clone());
    let mut robot = Robot::with(post.desk(), options, (80, 24)).await;
    post.book(1, 540).await;
    robot.minutes(5).await.sees_no("message");
    robot.minutes(7).await.sees("! 1 message waits");
    post.send().await;
    robot
        .until("live")
        .await
        .minutes(1)
        .await
        .sees_no("message");

    std::fs::remove_dir_all(post.letters()).unwrap();
    std::fs::write(post.letters(), "in the way").unwrap();
    post.book(1, 660).await;
    while post.last().await.status != Status::Dead {
        post.dispatcher("a").pass().await.unwrap();
        let line = post.last().await;
        post.desk().clock().set(line.next_at.max(post.desk().now()));
    }
    robot.until("! 1 message lost").await;
    post.desk()
        .drop_message(&post.shop.owner, post.last().await.id)
        .await
        .unwrap();
    robot.minutes(1).await.sees_no("message lost");
}
