//! The duties of drafters as far as everybody is told of them: seen row by row for figures, and kept whole for the list behind them,
//! each as a few numbers (see `findings_kept.rs`).

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use policy::article::Words;
use policy::calendar::Day;
use policy::standard::drafting::Duty;
use policy::standard::publishing::DutyReport;
use registry::{DRAFTING_ROLE, DUTY_REPORT, Drafter, Fault, Reader, Row};

use super::Asked;
use super::duties::Drafters;
use super::findings_kept::slot;
use super::makers::{self, Maker, Makers};
use super::shelf::{self, Count};
use crate::public::duties_told::{Published, standing};
use crate::public::filter::case_of;

/// The registers that the list is gathered from.
pub(super) const KINDS: [&str; 4] = [makers::KIND, DUTY_REPORT, "standard", DRAFTING_ROLE];

/// What is told of one duty.
pub(super) struct DutyTold {
    pub(super) duty: Duty,
    /// How it stands, by its place in the standings.
    pub(super) standing: usize,
    /// The day that it is told of.
    pub(super) on: Option<Day>,
    /// The report that it was last published with.
    pub(super) report: Option<String>,
}

/// What is told of the duties of the drafters whose rows are seen, after those of the reports and of the standards.
#[derive(Default)]
pub(super) struct Told {
    published: Published,
    drafters: Drafters,
}

impl Told {
    /// The drafter of a row, and what is told of its duties; nothing of any other row.
    ///
    /// # Errors
    /// If the row cannot be read.
    pub(super) fn see(
        &mut self,
        row: &Row,
        asked: &Asked,
    ) -> Result<Option<(Drafter, Vec<DutyTold>)>, Fault> {
        if row.kind == DUTY_REPORT {
            let report: DutyReport = case_of(row)?;
            if let Some(report) = asked.when.seen.report(&report) {
                self.published.take_up(&report);
            }
            return Ok(None);
        }
        let Some((drafter, duties)) = self.drafters.see(row, asked)? else { return Ok(None) };
        let told = duties.into_iter().filter_map(|(duty, status)| {
            let line = self.published.of(&drafter, duty);
            let (standing, on) = standing(status, line)?;
            Some(DutyTold { duty, standing, on, report: line.map(|(report, _)| report.clone()) })
        });
        let told = told.collect();
        Ok(Some((drafter, told)))
    }
}

/// One duty of one drafter that binds.
#[derive(Debug, Clone, Copy)]
pub(super) struct One {
    pub(super) on: Option<Day>,
    pub(super) standing: usize,
    /// Where its drafter, its edition, its duty, its part and its report are kept.
    pub(super) maker: u32,
    pub(super) edition: u32,
    pub(super) duty: u32,
    pub(super) part: u32,
    pub(super) report: Option<u32>,
}

/// All of them: what was told last comes first, what is not told last.
#[derive(Default)]
pub(crate) struct AllTold {
    pub(super) list: Vec<One>,
    /// The drafters, with their codes.
    pub(super) makers: Vec<(String, Maker)>,
    pub(super) editions: Vec<String>,
    pub(super) reports: Vec<String>,
    pub(super) duties: Vec<Words>,
    pub(super) parts: Vec<Words>,
}

impl AllTold {
    /// What tells one from every other, and from itself once it stands otherwise.
    pub(super) fn key(&self, row: usize) -> u64 {
        let Some(one) = self.list.get(row) else { return 0 };
        let mut hasher = DefaultHasher::new();
        self.makers.get(one.maker as usize).map(|(code, _)| code).hash(&mut hasher);
        self.editions.get(one.edition as usize).hash(&mut hasher);
        let words = |all: &[Words], at: u32| all.get(at as usize).map(|words| words.en);
        words(&self.duties, one.duty).hash(&mut hasher);
        words(&self.parts, one.part).hash(&mut hasher);
        (one.on, one.standing).hash(&mut hasher);
        hasher.finish()
    }
}

#[derive(Default)]
struct Gathering {
    all: Makers,
    told: Told,
    found: AllTold,
    /// Where each drafter, edition and report is kept.
    places: [HashMap<String, u32>; 3],
}

impl Gathering {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        if row.kind == makers::KIND {
            return self.all.see(row, true);
        }
        let Some((drafter, duties)) = self.told.see(row, asked)? else { return Ok(()) };
        let found = &mut self.found;
        let code = drafter.enterprise().to_string();
        let industry = self.all.get(&code).map(|maker| maker.industry.clone()).unwrap_or_default();
        let maker = Maker { name: drafter.name.clone(), region: drafter.region.clone(), industry };
        let [makers, editions, reports] = &mut self.places;
        let maker = place(makers, &mut found.makers, code.clone(), (code, maker))?;
        let edition = drafter.role.edition.print();
        let edition = place(editions, &mut found.editions, edition.clone(), edition)?;
        let part = among(&mut found.parts, drafter.role.part.words())?;
        for told in duties {
            let report =
                told.report.map(|id| place(reports, &mut found.reports, id.clone(), id)).transpose()?;
            let duty = among(&mut found.duties, told.duty.words())?;
            let DutyTold { on, standing, .. } = told;
            found.list.push(One { on, standing, maker, edition, duty, part, report });
        }
        Ok(())
    }
}

/// Where something is kept under a key, once.
fn place<T>(places: &mut HashMap<String, u32>, all: &mut Vec<T>, key: String, one: T) -> Result<u32, Fault> {
    if let Some(at) = places.get(&key) {
        return Ok(*at);
    }
    let at = slot(all.len())?;
    all.push(one);
    places.insert(key, at);
    Ok(at)
}

/// Where words are kept, which are few.
pub(super) fn among(all: &mut Vec<Words>, words: Words) -> Result<u32, Fault> {
    if let Some(at) = all.iter().position(|one| one.en == words.en && one.zh == words.zh) {
        return slot(at);
    }
    all.push(words);
    slot(all.len().saturating_sub(1))
}

/// Goes through the registers once.
///
/// # Errors
/// A fault of the reader.
pub(super) fn gather(reader: &Reader, asked: &Asked) -> Result<Count<AllTold>, Fault> {
    let mut gathering = Gathering::default();
    let size = shelf::each_row(reader, &KINDS, asked, &mut |row| gathering.see(row, asked))?;
    let mut found = gathering.found;
    found.list.sort_by_key(|one| std::cmp::Reverse(one.on));
    Ok(Count { value: Arc::new(found), size })
}
