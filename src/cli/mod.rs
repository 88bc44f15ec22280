//! The commands beside the screens: `user`, `doctor`, `worker`, `config` and their like.
//!
//! They speak to the desk like a screen does, print plain lines, and never name the store or print a secret.
