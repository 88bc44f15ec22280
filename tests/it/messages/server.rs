//! Through a real mail server (aiosmtpd), and a whole worker in the background.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use forecourt::desk::messages::Filter;
use forecourt::domain::outbox::{Fault, Status};
use forecourt::notify::{Pace, Server, Tls, Ways, Worker};
use serde_json::json;

use super::post::Post;
use crate::rig::{FromPlace, Place};

/// Real time until a test that waits for something gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server on a free port of this machine; it writes what it receives to files.
struct Peer {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Peer {
    /// Starts it; `None`, and a word on stderr, where Python or aiosmtpd is missing.
    fn start(mode: &str) -> Option<Peer> {
        let folder = tempfile::tempdir().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/messages/peer.py");
        let child = Command::new("python3")
            .arg(script)
            .arg(folder.path())
            .arg(mode)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = child else {
            eprintln!("skipped: no python3");
            return None;
        };
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let Ok(port) = line.trim().parse() else {
            let _ = child.wait();
            eprintln!("skipped: no aiosmtpd ({})", line.trim());
            return None;
        };
        Some(Peer {
            child,
            port,
            folder,
        })
    }

    fn server(&self, tls: Tls) -> Server {
        Server {
            host: "localhost".to_owned(),
            port: self.port,
            tls,
            login: None,
            from: "Workshop <desk@example.nl>".parse().unwrap(),
            ca_file: None,
        }
    }

    fn certificate(&self) -> PathBuf {
        self.folder.path().join("cert.pem")
    }

    /// What it received, parsed.
    fn received(&self) -> Vec<mail_parser::Message<'static>> {
        let mut paths: Vec<_> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "eml"))
            .collect();
        paths.sort();
        paths
            .iter()
            .map(|path| {
                let mail = std::fs::read(path).unwrap();
                let mail = mail_parser::MessageParser::default().parse(&mail);
                mail.unwrap().into_owned()
            })
            .collect()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It ends when its input does; killed all the same, so that nothing waits for it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn by_server(post: &Post) {
    let chosen = json!("smtp");
    post.desk()
        .put_setting(&post.shop.owner, "mail.transport", &chosen)
        .await
        .unwrap();
}

fn ways(post: &Post, server: Server) -> Ways {
    Ways {
        server: Some(server),
        ..post.ways()
    }
}

dual_test! {
    async fn a_letter_goes_through_a_real_mail_server(post: Post) {
        let Some(peer) = Peer::start("plain") else { return };
        by_server(&post).await;
        post.book(1, 540).await;
        let ways = ways(&post, peer.server(Tls::None));
        let pass = post.dispatcher_on(post.desk(), ways, "a").pass().await.unwrap();
        assert_eq!(pass.sent, 1);
        let mail = peer.received().remove(0);
        assert_eq!(mail.subject(), Some("Your booking on Tue 24 Nov 2026 at 09:00"));
        assert_eq!(mail.from().unwrap().first().unwrap().address(), Some("desk@example.nl"));
        assert!(mail.body_text(0).unwrap().contains("Dear M. Jansen"));
        assert_eq!(mail.header_raw("X-Peer-To").map(str::trim), Some("m.jansen@example.nl"));
        assert_eq!(post.last().await.status, Status::Sent);
    }
}

dual_test! {
    async fn a_server_says_not_now_or_never_and_only_that_message_hears_it(post: Post) {
        let Some(peer) = Peer::start("choosy") else { return };
        by_server(&post).await;
        let mail_of = |name: &str| forecourt::desk::customers::CustomerForm {
            name: name.to_owned(),
            emails: vec![format!("{name}@example.nl")],
            ..forecourt::desk::customers::CustomerForm::default()
        };
        for (minute, name) in [(540, "later"), (660, "never"), (780, "fine")] {
            let customer = post.desk().add_customer(&post.ana, &mail_of(name)).await.unwrap().value;
            let order = forecourt::desk::booking::Order { customer, ..post.order(1, minute) };
            post.desk().book(&post.ana, &order).await.unwrap();
        }
        let ways = ways(&post, peer.server(Tls::None));
        let pass = post.dispatcher_on(post.desk(), ways, "a").pass().await.unwrap();
        assert_eq!((pass.claimed, pass.sent, pass.blocked), (3, 1, false));
        let lines = post.lines().await;
        let status = |name: &str| lines.iter().find(|l| l.to_address.starts_with(name)).unwrap();
        assert_eq!(status("later").status, Status::Queued);
        assert_eq!(status("never").status, Status::Dead);
        assert_eq!(status("fine").status, Status::Sent);
        let card = post.desk().message_card(&post.ana, status("never").id).await.unwrap();
        let (fault, said) = Fault::read(&card.attempts[0].code).unwrap();
        assert_eq!(fault, Fault::Refused);
        assert!(said.contains("no such mailbox"), "{said}");
    }
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_named_and_one_that_is_trusted_lets_the_letter_through()
{
    use crate::rig::{FromPlace, Place};
    let Some(peer) = Peer::start("starttls") else {
        return;
    };
    let post = Post::from_place(Place::sqlite().await).await;
    by_server(&post).await;
    post.book(1, 540).await;
    let stranger = ways(&post, peer.server(Tls::Starttls));
    let pass = post
        .dispatcher_on(post.desk(), stranger, "a")
        .pass()
        .await
        .unwrap();
    assert!(pass.blocked, "no use in trying the next message");
    let line = post.last().await;
    assert_eq!(line.status, Status::Queued);
    let card = post.desk().message_card(&post.ana, line.id).await.unwrap();
    assert_eq!(
        Fault::read(&card.attempts[0].code).unwrap().0,
        Fault::Certificate
    );
    post.desk().clock().set(line.next_at);
    let known = Server {
        ca_file: Some(peer.certificate()),
        ..peer.server(Tls::Starttls)
    };
    let mut dispatcher = post.dispatcher_on(post.desk(), ways(&post, known), "a");
    let pass = dispatcher.pass().await.unwrap();
    let card = post.desk().message_card(&post.ana, line.id).await.unwrap();
    assert_eq!(pass.sent, 1, "{:?}", card.attempts);
    assert_eq!(peer.received().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_so_and_the_rest_of_the_batch_waits_untouched() {
    use crate::rig::{FromPlace, Place};
    let post = Post::from_place(Place::sqlite().await).await;
    by_server(&post).await;
    post.book(1, 540).await;
    post.book(1, 660).await;
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = nobody.local_addr().unwrap().port();
    drop(nobody);
    let server = Server {
        host: "127.0.0.1".to_owned(),
        port,
        tls: Tls::None,
        login: None,
        from: "desk@example.nl".parse().unwrap(),
        ca_file: None,
    };
    let ways = ways(&post, server);
    let pass = post
        .dispatcher_on(post.desk(), ways, "a")
        .pass()
        .await
        .unwrap();
    assert!(pass.blocked);
    let lines = post.lines().await;
    assert_eq!(
        (lines[0].attempts, lines[1].attempts),
        (0, 0),
        "no try is counted"
    );
    let card = post
        .desk()
        .message_card(&post.ana, lines[0].id)
        .await
        .unwrap();
    assert_eq!(
        Fault::read(&card.attempts[0].code).unwrap().0,
        Fault::Unreachable
    );
}

dual_test! {
    async fn a_worker_hears_of_a_message_and_gives_its_leases_back_when_it_stops(post: Post) {
        let mut news = post.desk().news();
        // Slow of itself, so that only the bell can be what wakes it.
        let pace = Pace { poll: Duration::from_secs(3600), lease: Duration::from_secs(10_800), ..Pace::default() };
        let worker = Worker::start(post.desk(), post.ways(), post.shelf(), pace, "counter");
        let sent = async {
            post.book(1, 540).await;
            loop {
                let lines = post.desk().outbox_window(&post.ana, Filter::All, None, 10).await.unwrap();
                if lines.iter().all(|l| l.status == Status::Sent) {
                    return;
                }
                let _ = news.recv().await;
            }
        };
        tokio::time::timeout(PATIENCE, sent).await.expect("the letter has left");
        worker.stop().await;
        for office in ["messages", "schedule"] {
            let next = Post::grip("next");
            assert!(post.desk().lead(&post.program, office, &next).await.unwrap(), "{office}");
        }
    }
}

/// A mail server that takes everything, hangs up after so many letters, and counts who has come.
fn sink(letters: usize) -> (u16, Arc<AtomicUsize>) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let came = Arc::new(AtomicUsize::new(0));
    let count = came.clone();
    std::thread::spawn(move || {
        for mut peer in listener.incoming().map_while(Result::ok) {
            count.fetch_add(1, Ordering::Relaxed);
            let lines = BufReader::new(peer.try_clone().unwrap()).lines();
            peer.write_all(b"220 sink\r\n").unwrap();
            let (mut in_data, mut taken) = (false, 0);
            for line in lines.map_while(Result::ok) {
                let answer: &[u8] = match line.get(..4).unwrap_or(&line) {
                    "." if in_data => {
                        in_data = false;
                        taken += 1;
                        b"250 taken\r\n"
                    }
                    _ if in_data => continue,
                    "DATA" => {
                        in_data = true;
                        b"354 go on\r\n"
                    }
                    _ => b"250 ok\r\n",
                };
                if peer.write_all(answer).is_err() || taken == letters {
                    break;
                }
            }
        }
    });
    (port, came)
}

#[rstest::rstest]
#[case::it_stays(usize::MAX, 1)]
#[case::it_hangs_up_after_each_letter(1, 3)]
#[tokio::test]
async fn letters_go_through_one_connection_while_it_lasts(
    #[case] letters: usize,
    #[case] connections: usize,
) {
    let post = Post::from_place(Place::sqlite().await).await;
    by_server(&post).await;
    for at in [540, 600, 660] {
        post.book(1, at).await;
    }
    let (port, came) = sink(letters);
    let server = Server {
        host: "127.0.0.1".to_owned(),
        port,
        tls: Tls::None,
        login: None,
        from: "Workshop <desk@example.nl>".parse().unwrap(),
        ca_file: None,
    };
    let ways = ways(&post, server);
    let pass = post
        .dispatcher_on(post.desk(), ways, "a")
        .pass()
        .await
        .unwrap();
    assert_eq!(pass.sent, 3);
    assert_eq!(came.load(Ordering::Relaxed), connections);
}
