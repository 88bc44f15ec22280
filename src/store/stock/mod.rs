//! The shelf and its ledger: every change of `stock` writes the movement that explains it, in one function, so
//! that the movements always sum to what is there (model.md 2.5, 3).

pub mod ledger;
pub mod low;
pub mod shelf;
