//! Comparison tables that are kept ready to show, bounded by their bytes, each as long as the standard has the version that
//! it was made from.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use policy::standard::number::EditionNumber;

use crate::lang::Lang;
use crate::public::table::Shown;

/// The most bytes of editions that are kept in a language: a usual table is some kilobytes and there are about 4,000
/// standards, but one of the longest has hundreds of kilobytes.
const KEPT_BYTES: usize = 32 * 1024 * 1024;

/// Editions ready to show, each with the version of its standard: an edition can be set aside and entered anew with
/// another table. An edition that is not on file is not kept.
#[derive(Default)]
pub(crate) struct Tables([Mutex<Kept>; 2]);

#[derive(Default)]
struct Kept {
    shown: HashMap<EditionNumber, One>,
    bytes: usize,
}

/// One edition that is kept.
pub(super) struct One {
    /// The version of its standard that it was made from.
    pub(super) version: u64,
    /// The reader's moment at which the standard still had this version.
    pub(super) still_at: Option<u64>,
    pub(super) shown: Arc<Shown>,
}

impl Kept {
    /// Takes one more up; where they would be too many, all others are forgotten and made again when they are asked
    /// for.
    fn keep(&mut self, number: EditionNumber, one: One) {
        let bytes = one.shown.bytes();
        if let Some(former) = self.shown.remove(&number) {
            self.bytes -= former.shown.bytes();
        }
        if self.bytes + bytes > KEPT_BYTES {
            *self = Kept::default();
        }
        if bytes <= KEPT_BYTES {
            self.bytes += bytes;
            self.shown.insert(number, one);
        }
    }
}

impl Shown {
    /// How much memory it takes, about: a little for itself, however short its texts are.
    fn bytes(&self) -> usize {
        let texts = [&self.title, &self.printed, &self.standard, &self.html, &self.json];
        texts.iter().map(|text| text.capacity()).sum::<usize>() + 256
    }
}

impl Tables {
    fn of(&self, lang: Lang) -> MutexGuard<'_, Kept> {
        let [zh, en] = &self.0;
        let kept = match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The edition, if nothing was written since somebody looked whether it is still so.
    pub(super) fn at(&self, number: &EditionNumber, lang: Lang, moment: Option<u64>) -> Option<Arc<Shown>> {
        let kept = self.of(lang);
        let is_still_so = |one: &&One| moment.is_some() && one.still_at == moment;
        kept.shown.get(number).filter(is_still_so).map(|one| Arc::clone(&one.shown))
    }

    /// The edition as made from this version of its standard, which is still so at this moment.
    pub(super) fn get(
        &self,
        number: &EditionNumber,
        lang: Lang,
        version: u64,
        moment: Option<u64>,
    ) -> Option<Arc<Shown>> {
        let mut kept = self.of(lang);
        let one = kept.shown.get_mut(number).filter(|one| one.version == version)?;
        one.still_at = moment;
        Some(Arc::clone(&one.shown))
    }

    pub(super) fn keep(&self, number: EditionNumber, lang: Lang, one: One) {
        self.of(lang).keep(number, one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: usize) -> Arc<Shown> {
        let html = "x".repeat(bytes);
        let empty = String::new;
        Arc::new(Shown { title: empty(), printed: empty(), standard: empty(), html, json: empty(), seal: 0 })
    }

    fn number(n: usize) -> EditionNumber {
        format!("T/ZZB {:04}-2020", n + 1).parse().unwrap()
    }

    #[test]
    fn what_is_kept_is_bounded_by_its_bytes() {
        let tables = Tables::default();
        let all: usize = (0..200).map(|n| tables.kept_after(number(n), shown(512 * 1024))).max().unwrap();
        assert!((KEPT_BYTES / 2..=KEPT_BYTES).contains(&all), "{all} bytes are kept");
        // The same edition again takes no more room, and one that is too large is not kept at all.
        let tables = Tables::default();
        let all: usize = (0..200).map(|_| tables.kept_after(number(0), shown(512 * 1024))).max().unwrap();
        assert!(all < 1024 * 1024, "{all} bytes are kept of one edition");
        assert_eq!(tables.kept_after(number(1), shown(KEPT_BYTES)), 0);
        assert!(tables.get(&number(1), Lang::Zh, 1, None).is_none());
        // Many that are nearly empty are bounded too.
        let all = (0..9_000).map(|n| tables.kept_after(number(n), shown(0))).max().unwrap();
        assert!(all >= 9_000 * 256, "{all}");
    }

    #[test]
    fn what_is_kept_is_shown_unasked_only_at_the_moment_it_was_looked_at() {
        let tables = Tables::default();
        let (it, zh) = (number(0), Lang::Zh);
        tables.keep(it.clone(), zh, One { version: 3, still_at: Some(8), shown: shown(10) });
        assert!(tables.at(&it, zh, Some(8)).is_some());
        // Something was written since, or is being written.
        assert!(tables.at(&it, zh, Some(10)).is_none());
        assert!(tables.at(&it, zh, None).is_none());
        // Looked at again: the version is still the same, or it is another one.
        assert!(tables.get(&it, zh, 3, Some(10)).is_some());
        assert!(tables.at(&it, zh, Some(10)).is_some());
        assert!(tables.get(&it, zh, 4, Some(12)).is_none());
        // Kept while somebody wrote: never shown unasked, also not while somebody writes.
        tables.keep(it.clone(), zh, One { version: 4, still_at: None, shown: shown(10) });
        assert!(tables.at(&it, zh, None).is_none());
    }

    impl Tables {
        fn kept_after(&self, number: EditionNumber, shown: Arc<Shown>) -> usize {
            self.keep(number, Lang::Zh, One { version: 1, still_at: None, shown });
            self.of(Lang::Zh).bytes
        }
    }
}
