//! From a letter to a mail that every server takes.

use std::time::SystemTime;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use sha2::{Digest, Sha256};

use super::Parcel;
use crate::notify::Kind;

/// Who writes where nobody configured an address: files only, no server would take it.
const NOBODY: &str = "forecourt@localhost";

/// An entry for a calendar, which asks for no answer (RFC 6047).
const CALENDAR: &str = "text/calendar; method=PUBLISH; charset=utf-8";

/// Seals the letter. Its id is made of the row's, so that a second try is seen to be the same message.
///
/// # Errors
/// What is wrong with an address.
pub fn seal(parcel: &Parcel<'_>, house: Option<&Mailbox>) -> Result<Message, String> {
    let from = sender(parcel, house)?;
    let to: Address = parcel
        .to
        .trim()
        .parse()
        .map_err(|e| format!("{}: {e}", parcel.to))?;
    let id = message_id(parcel, from.email.domain());
    let mut builder = Message::builder()
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(parcel.letter.sent.subject.clone())
        .date(SystemTime::from(parcel.at.utc()))
        .message_id(Some(id));
    // A machine wrote it: no auto-reply is wanted (RFC 3834).
    if let Ok(name) = HeaderName::new_from_ascii("Auto-Submitted".to_owned()) {
        builder = builder.raw_header(HeaderValue::new(name, "auto-generated".to_owned()));
    }
    let text = SinglePart::plain(parcel.letter.sent.body.clone());
    let sealed = match &parcel.letter.attachment {
        None => builder.singlepart(text),
        Some(file) => {
            let kind = match file.kind {
                Kind::Plain => ContentType::TEXT_PLAIN,
                Kind::Calendar => ContentType::parse(CALENDAR).map_err(|e| e.to_string())?,
            };
            let file = Attachment::new(file.name.clone()).body(file.text.clone(), kind);
            builder.multipart(MultiPart::mixed().singlepart(text).singlepart(file))
        }
    };
    sealed.map_err(|e| e.to_string())
}

/// The site's own address, else the server's sender under the site's name.
fn sender(parcel: &Parcel<'_>, house: Option<&Mailbox>) -> Result<Mailbox, String> {
    let (name, own) = parcel.from;
    let address = match own.trim().parse::<Address>() {
        Ok(address) => address,
        Err(_) => match house {
            Some(house) => house.email.clone(),
            None => NOBODY.parse().map_err(|e| format!("{NOBODY}: {e}"))?,
        },
    };
    let name = name.trim();
    Ok(Mailbox::new(
        (!name.is_empty()).then(|| name.to_owned()),
        address,
    ))
}

/// Equal for every try of a row, different for rows of equal number in other books.
fn message_id(parcel: &Parcel<'_>, domain: &str) -> String {
    let seed = format!("{}:{}", parcel.key, parcel.at.0);
    let print: String = Sha256::digest(seed.as_bytes())
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("<forecourt.{}.{print}@{domain}>", parcel.id)
}
