//! The picture of the mark: the federation, which grants the mark (clause 8) and lays down how it is used (clause 12), puts its
//! own picture on file. The platform draws none itself and shows a stand-in that says what it is until there is one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::decide::Problem;
use crate::enterprise::check_fact::text;
use crate::enterprise::record::{Entered, Mark, Record, record};
use crate::paper::is_digest;
use crate::scheme::Scheme;

/// The most bytes of the picture: it is on every page, also where the network is poor, and on papers of 80 kB.
pub const ARTWORK_BYTES: u64 = 20_000;
/// The fewest points on each side: fewer are seen as steps where a certificate is printed, on which it is 19 mm wide.
pub const ARTWORK_LEAST: u32 = 200;
/// The most points on each side: more are not seen at that size.
pub const ARTWORK_MOST: u32 = 480;

record! {
    /// The official picture of the mark, published by the federation; `ended` is the first day on which it is used no more.
    Artwork happened from {
        /// What it is called, and by which rules for its use it stands.
        title: String,
        /// Salted digest of the file, a PNG, 64 hexadecimal digits: everybody may have the file and its salt.
        file: String,
        /// First day.
        from: Day,
    }
}

impl Artwork {
    /// What is wrong with it by itself.
    pub(super) fn faults(&self, to: &mut Vec<Problem>) {
        text(to, "title", &self.title);
        if !is_digest(&self.file) {
            let wrong = Problem::new(
                "digest",
                "图样文件的摘要须为64位十六进制",
                "the digest of the file has 64 hexadecimal digits",
            );
            to.push(wrong.at("fact.file"));
        }
    }

    /// Whether it is used on `day`.
    #[must_use]
    pub fn is_used(&self, day: Day) -> bool {
        self.annulled.is_none() && self.from <= day && self.ended.as_ref().is_none_or(|end| day < end.on)
    }
}

impl Scheme {
    /// The official picture of the mark on `day`. There is one at a time: of several the one that began last, for its
    /// beginning ends the former one, which does not come back when it ends.
    #[must_use]
    pub fn artwork(&self, day: Day) -> Option<&Artwork> {
        let began = self.artworks.list.iter().filter(|one| one.annulled.is_none() && one.from <= day);
        began.max_by_key(|one| (one.from, one.entry)).filter(|one| one.is_used(day))
    }
}
