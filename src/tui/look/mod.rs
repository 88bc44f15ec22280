//! How things look: roles and the themes that colour them, marks and their ASCII twins, the width of
//! text, and the [`Canvas`] every widget paints on.
//!
//! The only folder that names a colour; everything above says a [`Role`]. It never knows what is
//! drawn, holds no state and reads no environment (the caller hands its variables in).

pub mod canvas;
pub mod contrast;
mod flatten;
pub mod marks;
mod palette;
mod photo;
pub mod role;
pub mod svg;
pub mod theme;
pub mod width;

pub use canvas::Canvas;
pub use flatten::flatten;
pub use marks::Marks;
pub use photo::photo;
pub use role::Role;
pub use theme::{Depth, Name, Theme};

#[cfg(test)]
mod tests;
