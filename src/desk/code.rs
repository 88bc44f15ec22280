//! Codes that people type, and what is said when one is taken.

use super::{Error, Result};
use crate::domain::{msg, text};
use crate::store;

/// A code people type: letters and digits without spaces, at most 20, in capitals where it has letters.
pub(crate) fn clean_code(code: &str) -> Result<String> {
    let code = text::required(code).map_err(|why| Error::invalid("code", why))?;
    let fits = code.chars().count() <= 20
        && code
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    if fits {
        Ok(code)
    } else {
        Err(Error::invalid("code", msg!("code-form")))
    }
}

/// A broken uniqueness as a refusal beside the field.
pub(crate) fn taken(e: store::Error, rule: &str, field: &'static str) -> Error {
    if e.is_rule(rule) {
        Error::invalid(field, msg!("code-taken"))
    } else {
        e.into()
    }
}
