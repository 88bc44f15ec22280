//! Money: drafts, posting, payments, credit notes.
//!
//! A draft may be made any time after the customer's yes; posting gives it the number and freezes every word of
//! it in one transaction. It never changes a posted document: what was wrong is credited.

mod allowed;
mod card;
mod credit;
mod draft;
mod fee;
mod find;
mod line;
mod offers;
mod pay;
mod post;
mod reverse;
mod sum;
mod undo;

pub use card::{Age, Filter, InvoiceCard, InvoiceLine, Place};
pub use credit::Goods;
pub use fee::{Fee, Quoted};
pub use line::{DraftLine, Head};
pub use offers::{Offer, Offered};
pub use pay::{Receipt, Tendered};
pub use reverse::Held;
pub use undo::Undo;

pub use crate::store::invoices::{Invoice, Listed as InvoiceListed, Receivable, Tax as TaxLine};
pub use crate::store::payments::Paid;
