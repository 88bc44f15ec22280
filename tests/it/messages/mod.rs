//! Messages on their way out, and what the clock says, on both stores.

mod claims;
mod duties;
mod letters;
mod pages;
mod post;
mod server;
