//! What customers think of a job: one to five, after it was collected.

use super::Msg;

crate::text_enum! {
    "rating-source"
    /// How the rating reached the workshop.
    pub enum Source {
        /// Said at the counter.
        Counter = "counter",
        /// Said on the phone.
        Phone = "phone",
        /// An answer to a text.
        Sms = "sms",
        /// An answer to an e-mail.
        Email = "email",
    }
}

/// The best there is.
pub const BEST: i64 = 5;

/// One to five.
///
/// # Errors
/// With what is wrong.
pub fn score(n: i64) -> Result<i64, Msg> {
    if (1..=BEST).contains(&n) {
        Ok(n)
    } else {
        Err(Msg::new("rating-range"))
    }
}

/// The mean of so many scores, in tenths; nothing has no mean.
#[must_use]
pub fn mean_tenths(sum: i64, count: i64) -> Option<i64> {
    (count > 0).then(|| (sum * 20 / count + 1) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_rounded_to_its_tenth() {
        assert_eq!(mean_tenths(14, 3), Some(47));
        assert_eq!(mean_tenths(5, 1), Some(50));
        assert_eq!(mean_tenths(0, 0), None);
        assert!(score(0).is_err() && score(6).is_err() && score(1).is_ok());
    }
}
