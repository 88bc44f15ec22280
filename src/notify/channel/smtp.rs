//! Messages through a mail server, and what its refusals mean.

use std::io::ErrorKind;
use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::Error;
use tokio::time::timeout;

use super::{Fault, Receipt};
use crate::domain::outbox;
use crate::notify::link::{Broken, Link};
use crate::notify::server::chain;

/// Hands the mail over. The patience is shorter than the lease, so that nobody else sends it meanwhile.
pub async fn send(link: &Link, patience: Duration, mail: Message) -> Result<Receipt, Fault> {
    match timeout(patience, link.send(&mail)).await {
        Err(_) => {
            let detail = format!("{} s", patience.as_secs());
            Err(Fault::Later(outbox::Fault::Timeout.code(&detail)))
        }
        Ok(Ok(answer)) => Ok(Receipt {
            reference: answer.message().collect::<Vec<_>>().join(" "),
        }),
        Ok(Err(Broken::Said(e))) => Err(meaning(&e)),
        Ok(Err(Broken::Away(e))) if e.kind() == ErrorKind::TimedOut => {
            Err(Fault::Way(outbox::Fault::Timeout.code(&chain(&e))))
        }
        Ok(Err(Broken::Away(e))) => Err(Fault::Way(outbox::Fault::Unreachable.code(&chain(&e)))),
    }
}

/// What a failure means for this message and for the next.
fn meaning(e: &Error) -> Fault {
    use outbox::Fault as F;
    let said = chain(e);
    // The library files an untrusted certificate under connection errors.
    if said.contains("certificate") || e.is_tls() {
        return Fault::Way(F::Certificate.code(&said));
    }
    if let Some(code) = e.status() {
        let code = u16::from(code);
        return match code {
            530 | 534 | 535 | 538 => Fault::Way(F::Login.code(&said)),
            421 => Fault::Way(F::Busy.code(&said)),
            400..500 => Fault::Later(F::Busy.code(&said)),
            _ => Fault::Never(F::Refused.code(&said)),
        };
    }
    if e.is_timeout() {
        return Fault::Way(F::Timeout.code(&said));
    }
    if e.is_client() {
        return if said.contains("authentication") {
            Fault::Way(F::Login.code(&said))
        } else {
            Fault::Never(F::Address.code(&said))
        };
    }
    Fault::Way(F::Unreachable.code(&said))
}
