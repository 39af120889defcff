//! The duties of drafters as the list of them is kept: whole, and each as a few numbers (see `findings_kept.rs`). It is of those
//! alone whose work it is: who is told of which enterprise is asked when it is shown.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use policy::article::Words;
use policy::calendar::Day;
use policy::standard::duties::DutyStatus;
use registry::{Fault, Reader, Row};

use super::Asked;
use super::duties::{self, Drafters, Judged};
use super::duty_counts::column;
use super::findings_kept::slot;
use super::makers::{self, Maker, Makers};
use super::shelf::{self, Count};
use super::told_kept::among;

/// The registers that it is gathered from.
pub(super) const KINDS: [&str; 3] = [makers::KIND, duties::REPORT.kinds[0], duties::REPORT.kinds[1]];

/// One duty of one drafter that binds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Due {
    /// Its last day, if it has one.
    pub(super) last: Option<Day>,
    /// How it stands, by its place in the standings.
    pub(super) standing: usize,
    /// Where its drafter, its edition, its duty and its part are kept.
    maker: u32,
    edition: u32,
    duty: u32,
    part: u32,
}

impl Due {
    /// Where its drafter is kept.
    pub(super) fn maker(&self) -> usize {
        self.maker as usize
    }

    /// Where its edition is kept.
    pub(super) fn edition(&self) -> usize {
        self.edition as usize
    }

    /// Where what it is called is kept.
    pub(super) fn duty(&self) -> usize {
        self.duty as usize
    }

    /// Where the part that was taken is kept.
    pub(super) fn part(&self) -> usize {
        self.part as usize
    }
}

/// All of them: what is due first comes first, what has no last day last.
#[derive(Default)]
pub(crate) struct Duties {
    pub(super) list: Vec<Due>,
    /// The drafters, with their codes.
    pub(super) makers: Vec<(String, Maker)>,
    pub(super) editions: Vec<String>,
    pub(super) duties: Vec<Words>,
    pub(super) parts: Vec<Words>,
}

impl Duties {
    /// What tells one from every other, and from itself once it stands otherwise.
    pub(super) fn key(&self, row: usize) -> u64 {
        let Some(due) = self.list.get(row) else { return 0 };
        let mut hasher = DefaultHasher::new();
        self.makers.get(due.maker()).map(|(code, _)| code).hash(&mut hasher);
        self.editions.get(due.edition()).hash(&mut hasher);
        let words = |all: &[Words], at: usize| all.get(at).map(|words| words.en);
        words(&self.duties, due.duty()).hash(&mut hasher);
        words(&self.parts, due.part()).hash(&mut hasher);
        (due.last, due.standing).hash(&mut hasher);
        hasher.finish()
    }
}

#[derive(Default)]
struct Gathering {
    all: Makers,
    drafters: Drafters,
    found: Duties,
    makers: HashMap<String, u32>,
    editions: HashMap<String, u32>,
}

impl Gathering {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        if row.kind == makers::KIND {
            return self.all.see(row, true);
        }
        match self.drafters.see(row, asked)? {
            Some((drafter, duties)) => self.keep((drafter, duties)),
            None => Ok(()),
        }
    }

    fn keep(&mut self, (drafter, duties): Judged) -> Result<(), Fault> {
        let code = drafter.enterprise().to_string();
        let maker = match self.makers.get(&code) {
            Some(at) => *at,
            None => {
                let at = slot(self.found.makers.len())?;
                let industry = self.all.get(&code).map(|maker| maker.industry.clone()).unwrap_or_default();
                let maker = Maker { name: drafter.name.clone(), region: drafter.region.clone(), industry };
                self.found.makers.push((code.clone(), maker));
                self.makers.insert(code, at);
                at
            }
        };
        let edition = drafter.role.edition.print();
        let edition = match self.editions.get(&edition) {
            Some(at) => *at,
            None => {
                let at = slot(self.found.editions.len())?;
                self.found.editions.push(edition.clone());
                self.editions.insert(edition, at);
                at
            }
        };
        let part = among(&mut self.found.parts, drafter.role.part.words())?;
        for (duty, status) in duties {
            let Some(standing) = column(status) else { continue };
            let duty = among(&mut self.found.duties, duty.words())?;
            let last = DutyStatus::last_day(status);
            self.found.list.push(Due { last, standing, maker, edition, duty, part });
        }
        Ok(())
    }
}

/// Goes through the registers once.
///
/// # Errors
/// A fault of the reader.
pub(super) fn gather(reader: &Reader, asked: &Asked) -> Result<Count<Duties>, Fault> {
    let mut gathering = Gathering::default();
    let size = shelf::each_row(reader, &KINDS, asked, &mut |row| gathering.see(row, asked))?;
    let mut found = gathering.found;
    found.list.sort_by_key(|due| (due.last.is_none(), due.last));
    Ok(Count { value: Arc::new(found), size })
}
