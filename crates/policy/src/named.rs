//! Fixed words of the policy: an enumeration with its names in JSON and its words, written once.

/// An enumeration whose values have a stable name and words.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every one, in order.
            pub const ALL: [$name; [$($text),+].len()] = [$($name::$variant),+];

            /// Name and words of every one, as a form offers them.
            pub const CHOICES: &'static [(&'static str, $crate::article::Words)] =
                &[$(($text, $crate::article::Words { zh: $zh, en: $en })),+];

            /// Stable name, as in JSON.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// In words.
            #[must_use]
            pub fn words(self) -> $crate::article::Words {
                match self { $($name::$variant => $crate::article::Words { zh: $zh, en: $en }),+ }
            }
        }
    };
}

pub(crate) use named;
