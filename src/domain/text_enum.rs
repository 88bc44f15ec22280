//! Enums that are stored, sent and written as text.

use super::{Msg, msg};

/// A text that names no value of an enum.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a {name}")]
pub struct Unknown {
    /// The enum, as in its `NAME`.
    pub name: &'static str,
    /// What was read.
    pub text: String,
}

impl Unknown {
    /// In words for a person.
    #[must_use]
    pub fn msg(&self) -> Msg {
        msg!("unknown-value", name = self.name, text = self.text.as_str())
    }
}

/// Defines an enum whose values are texts: stored by that text, one Fluent id for each.
///
/// The first literal is the name in kebab case; a value's label is `<name>-<value>`, unless another id
/// follows the value after `=>`.
///
/// ```
/// forecourt::domain::text_enum! {
///     "flag-colour"
///     /// The colour of a flag.
///     pub enum Colour { /// Stop.
///         Red = "red", /// Go.
///         Green = "green" }
/// }
/// assert_eq!("red".parse(), Ok(Colour::Red));
/// assert_eq!(Colour::Green.label().id, "flag-colour-green");
/// ```
#[macro_export]
macro_rules! text_enum {
    (@id $name:literal, $value:literal) => { concat!($name, "-", $value) };
    (@id $name:literal, $value:literal, $id:literal) => { $id };
    (
        $name:literal
        $(#[$meta:meta])*
        $vis:vis enum $ty:ident {
            $( $(#[$vmeta:meta])* $variant:ident = $value:literal $(=> $id:literal)? ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $ty { $( $(#[$vmeta])* $variant, )+ }

        impl $ty {
            /// The enum's name in kebab case, as the Fluent ids of its labels begin.
            pub const NAME: &'static str = $name;
            /// Every value, in the order a person goes through them.
            pub const ALL: &'static [$ty] = &[ $( $ty::$variant, )+ ];

            /// The text it is stored by.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( $ty::$variant => $value, )+ }
            }

            /// The Fluent id of its word.
            #[must_use]
            pub const fn label_id(self) -> &'static str {
                match self { $( $ty::$variant => $crate::text_enum!(@id $name, $value $(, $id)?), )+ }
            }

            /// Its word for a person.
            #[must_use]
            pub fn label(self) -> $crate::domain::Msg {
                $crate::domain::Msg::new(self.label_id())
            }
        }

        impl ::std::str::FromStr for $ty {
            type Err = $crate::domain::Unknown;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $( $value => Ok($ty::$variant), )+
                    _ => Err($crate::domain::Unknown { name: $name, text: text.to_owned() }),
                }
            }
        }

        impl ::std::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for $ty {
            fn serialize<S: ::serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $ty {
            fn deserialize<D: ::serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(d)?;
                text.parse().map_err(::serde::de::Error::custom)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::domain::change::Topic;

    #[test]
    fn every_value_comes_back_from_its_text() {
        for topic in Topic::ALL {
            assert_eq!(topic.as_str().parse(), Ok(*topic));
            let json = serde_json::to_string(topic).unwrap();
            assert_eq!(serde_json::from_str::<Topic>(&json).unwrap(), *topic);
        }
    }

    #[test]
    fn a_text_that_names_nothing_is_refused_with_its_name() {
        let err = "trains".parse::<Topic>().unwrap_err();
        assert_eq!((err.name, err.text.as_str()), ("topic", "trains"));
    }
}
