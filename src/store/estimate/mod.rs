//! What was told to a customer about a job, and what they put off. Rows only; who may and when is the desk's.

pub mod deferred;
pub mod told;
