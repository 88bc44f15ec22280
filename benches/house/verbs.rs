//! What is written: a log-in, customers, completed jobs, and the messages that leave.

use std::time::{Duration, Instant};

use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use forecourt::desk::customers::CustomerForm;
use forecourt::desk::job::{Ask, OpenJob, Unissued};
use forecourt::desk::{Desk, MailTransport};
use forecourt::domain::customer::Channel;
use forecourt::domain::line::{Decision, Method};
use forecourt::domain::session::Via;
use forecourt::domain::{CustomerId, JobId, VehicleId};
use forecourt::notify::{Dispatcher, Pace, Server, Tls, Ways};
use forecourt::store::{Db, sql};
use lettre::Message;
use tokio::sync::watch;

use crate::Outcome;
use crate::floor::{Floor, PASSWORD};
use crate::ruler::{a_second, beside, part, say, since, timed};
use crate::sink;

/// How many jobs are brought as far as completing them, for each way their messages leave.
const JOBS: usize = 60;
/// Rows a completed job writes: the job, its stage, the audit, the message, the session.
const WRITES: usize = 5;

/// Logging in, beside the hash alone.
pub async fn log_in(floor: &Floor) -> Outcome {
    part("log in");
    let whole = timed!("log in and out", {
        let here = floor
            .desk
            .log_in("olga", PASSWORD, "bench-2", Via::Local)
            .await?;
        floor.desk.log_out(&here.actor).await?;
    });
    let params = Params::new(19_456, 2, 1, None)?;
    let hash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let bare = timed!("neighbour: one argon2id hash", {
        hash.hash_password(PASSWORD.as_bytes())?
    });
    beside("beside it", whole, bare);
    Ok(())
}

/// A transaction of so many plain rows: what no verb can be faster than.
async fn bare(floor: &Floor, rows: usize) -> Outcome<Duration> {
    let what = format!("neighbour: {rows} plain rows, committed");
    Ok(timed!(&what, {
        let mut tx = floor.store.begin().await?;
        for n in 0..rows {
            tx.exec(
                sql("INSERT INTO login_failure (login, terminal, at) VALUES ($1, 'bench', $2)")
                    .bind(format!("bench-{n}"))
                    .bind(floor.desk.now()),
            )
            .await?;
        }
        tx.commit().await?;
    }))
}

/// Customers added and jobs completed; how long completing takes.
pub async fn jobs(floor: &Floor) -> Outcome<CustomerId> {
    let (desk, by) = (&floor.desk, &floor.by);
    part("a verb");
    let form = CustomerForm {
        name: "Bench, B.".to_owned(),
        emails: vec!["bench@example.com".to_owned()],
        channel: Channel::Email,
        ..CustomerForm::default()
    };
    let customer = desk.add_customer(by, &form).await?.value;
    let verb = timed!("add a customer", desk.add_customer(by, &form).await?);
    let neighbour = bare(floor, 4).await?;
    beside("beside it", verb, neighbour);
    let complete = complete(floor, customer, 0).await?;
    let neighbour = bare(floor, WRITES).await?;
    beside("beside it", complete, neighbour);
    a_second("jobs completed", complete);
    Ok(customer)
}

/// Completes jobs whose work is done; each tells its customer by mail.
async fn complete(floor: &Floor, customer: CustomerId, first: usize) -> Outcome<Duration> {
    let mut all = Vec::new();
    for n in first..first + JOBS {
        let job = worked(floor, customer, VehicleId(1001 + i64::try_from(n)?)).await?;
        let begun = Instant::now();
        floor
            .desk
            .complete(&floor.by, job, Unissued::Ask, "")
            .await?;
        since(begun, &mut all);
    }
    Ok(say("complete a job", all))
}

/// A job with one bundle, agreed and worked off.
async fn worked(floor: &Floor, customer: CustomerId, vehicle: VehicleId) -> Outcome<JobId> {
    let (desk, by) = (&floor.desk, &floor.by);
    let open = OpenJob {
        customer,
        vehicle,
        wish: String::new(),
        canned: Vec::new(),
    };
    let job = desk.open_job(by, &open).await?.id;
    desk.put_canned_job(by, job, "OIL").await?;
    let card = desk.job_card(by, job).await?;
    let ask = Ask {
        lines: card.undecided(),
        decision: Decision::Authorised,
        decided_by: "B. Bench".to_owned(),
        method: Method::Phone,
        reason: String::new(),
        note: String::new(),
        due: forecourt::desk::job::Due::default(),
    };
    desk.decide(by, job, &ask).await?;
    for task in desk.job_card(by, job).await?.tasks {
        desk.assign(by, task.task.id, by.staff()).await?;
        desk.start(by, task.task.id, "").await?;
        desk.done(by, task.task.id, "").await?;
    }
    Ok(job)
}

/// Messages leaving, by file and by mail server, beside what each way costs alone.
pub async fn post(floor: &Floor, customer: CustomerId) -> Outcome {
    part("a message leaves");
    let folder = floor.folder.path().join("letters");
    std::fs::create_dir_all(&folder)?;
    let claims = bare(floor, 2).await?;
    let file = dispatch(floor, MailTransport::File, 0, "by file").await?;
    let letter = vec![b'x'; 900];
    let write = timed!("neighbour: a file written and renamed", {
        let (part, whole) = (folder.join("x.part"), folder.join("x.eml"));
        tokio::fs::write(&part, &letter).await?;
        tokio::fs::rename(&part, &whole).await?;
    });
    beside("beside claim, mark and file", file, claims + write);
    a_second("messages by file", file);

    complete(floor, customer, JOBS).await?;
    let port = sink::open()?;
    let smtp = dispatch(floor, MailTransport::Smtp, port, "by mail server").await?;
    let direct = server(port)?.link(Duration::from_secs(5))?;
    let mail = Message::builder()
        .from("Bench <bench@example.com>".parse()?)
        .to("bench@example.com".parse()?)
        .subject("Your car is ready")
        .body("x".repeat(600))?;
    let send = timed!("neighbour: one mail, direct", {
        direct.send(&mail).await.map_err(|e| e.to_string())?
    });
    beside("beside claim, mark and mail", smtp, claims + send);
    a_second("messages by mail server", smtp);
    Ok(())
}

fn server(port: u16) -> Outcome<Server> {
    Ok(Server {
        host: "127.0.0.1".to_owned(),
        port,
        tls: Tls::None,
        login: None,
        from: "Bench <bench@example.com>".parse()?,
        ca_file: None,
    })
}

/// Sends all that waits; a batch's time by its messages.
async fn dispatch(floor: &Floor, way: MailTransport, port: u16, what: &str) -> Outcome<Duration> {
    let ways = Ways {
        folder: floor.folder.path().join("letters"),
        server: (way == MailTransport::Smtp)
            .then(|| server(port))
            .transpose()?,
        always: Some(way),
    };
    let stop = watch::channel(false).0;
    let desk: Desk = floor.desk.clone();
    let mut dispatcher = Dispatcher::new(desk, ways, Pace::default(), "bench", stop.subscribe());
    let mut all = Vec::new();
    loop {
        let begun = Instant::now();
        let pass = dispatcher.pass().await?;
        let took = begun.elapsed();
        if pass.sent == 0 {
            break;
        }
        let each = took / u32::try_from(pass.sent)?;
        all.extend(std::iter::repeat_n(each, pass.sent));
    }
    if all.len() < JOBS {
        return Err(format!("only {} messages left {what}", all.len()).into());
    }
    Ok(say(&format!("a message {what}, in batches"), all))
}
