//! The shelf: what is there, what is kept for whom, and who took what. Every change is a movement of the ledger
//! nothing is issued beyond what is there without permission and reason.

mod shelf;
