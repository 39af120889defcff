//! Reminders by e-mail: once a day, for each person who wants them, what waits on the desks of their offices is looked at by
//! the functions of the desk itself, and where there is a reason a letter is put into the outbox (decision 0036).

mod reason;
pub(crate) mod words;

use std::collections::BTreeSet;

use policy::calendar::Day;
use policy::powers::{Office, OfficeKind};
use registry::{Confirmed, Registry, Reminders};

use crate::Site;
use crate::lang::Lang;
use crate::letter::Post;
use crate::office::desk::{Part, parts};
use crate::office::desk_list::{Asked, Wanted};
use crate::problem::Trouble;
use crate::public::{PublicSite, aside};
use crate::remind::reason::{Dated, is_reason};
use crate::remind::words::{Desk, OfPart};
use crate::visitor::Visitor;

/// Whoever reminds, with what it has done of today.
pub struct Reminding {
    site: PublicSite,
    registry: Registry,
    post: Post,
    /// The day that is under way, whom it has looked at, and whether it is through.
    day: Option<Day>,
    looked: BTreeSet<String>,
    is_done: bool,
}

/// What one pass did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// Of which day.
    pub day: Day,
    /// Letters put into the outbox.
    pub letters: usize,
    /// Persons whose turn comes again: their desk could not be looked at, or the outbox took no letter.
    pub left: usize,
}

impl Reminding {
    /// For a site that has an outbox.
    #[must_use]
    pub fn of(site: &Site) -> Option<Reminding> {
        Some(Reminding {
            site: PublicSite::new(site),
            registry: site.registry.clone(),
            post: site.post.clone()?,
            day: None,
            looked: BTreeSet::new(),
            is_done: false,
        })
    }

    /// Reminds everybody who has a reason today and was not looked at yet; nothing where the day is through. Who got a letter
    /// today gets none, whoever wrote it: the day is kept with the address. What failed is told in the log, without an
    /// address, and done again by the next pass.
    pub async fn pass(&mut self) -> Option<Passed> {
        let day = self.site.today();
        if self.day != Some(day) {
            (self.day, self.is_done) = (Some(day), false);
            self.looked.clear();
        }
        if self.is_done {
            return None;
        }
        let mut passed = Passed { day, letters: 0, left: 0 };
        let waiting = match self.waiting().await {
            Ok(waiting) => waiting,
            Err(trouble) => {
                tracing::error!(%day, "nobody could be reminded: {}", why(trouble));
                return Some(Passed { left: 1, ..passed });
            }
        };
        let all = waiting.len();
        for (at, one) in waiting.into_iter().enumerate() {
            match self.remind(&one, day).await {
                Ok(is_sent) => {
                    passed.letters += usize::from(is_sent);
                    self.looked.insert(one.person);
                }
                Err(Fault::Desk(why)) => {
                    tracing::error!(%day, person = %one.person, "a reminder is left for the next pass: {why}");
                    passed.left += 1;
                }
                // It takes none of the others either: no further desk is looked at for nothing.
                Err(Fault::Outbox(why)) => {
                    passed.left += all - at;
                    tracing::error!(%day, left = passed.left, "the outbox takes no letter: {why}");
                    break;
                }
            }
        }
        self.is_done = passed.left == 0;
        Some(passed)
    }

    /// Whom to look at.
    async fn waiting(&self) -> Result<Vec<Reminders>, Trouble> {
        let (registry, now) = (self.registry.clone(), self.site.now());
        let all = aside(move || {
            registry.forget_unconfirmed(now)?;
            Ok(registry.reader().to_remind()?)
        });
        let mut all = all.await?;
        all.retain(|one| !self.looked.contains(&one.person) && is_due(one, now.day()));
        Ok(all)
    }

    /// Looks at the desks of a person and writes a letter if there is a reason; whether it did.
    async fn remind(&self, one: &Reminders, day: Day) -> Result<bool, Fault> {
        let Confirmed::Since { told, .. } = one.stands else { return Ok(false) };
        let lang = Lang::named(&one.language).unwrap_or(Lang::Zh);
        let (mut desks, mut dated) = (Vec::new(), Vec::new());
        for office in offices(&self.site, &one.person, day).await? {
            let mut parts = desk(&self.site, lang, &one.person, &office).await?;
            // Finance is told of duties overdue, whose subsidies it holds; there is nothing to be done about them there.
            parts.retain(|part| office.kind != OfficeKind::Finance || part.name != "duties_overdue");
            dated.extend(parts.iter().flat_map(|part| &part.rows).filter(|row| row.is_work).map(|row| {
                Dated {
                    due: row.due.map(|(_, last)| last),
                    began: row.known.or(row.since.map(|(_, since)| since)),
                }
            }));
            desks.push(Desk { office, parts: parts.iter().filter_map(OfPart::of).collect() });
        }
        if !is_reason(&dated, day, told) {
            return Ok(false);
        }
        let letter = words::reminder(&self.site, one, lang, &desks);
        let (name, bytes) = letter.file(&self.post.from).map_err(Fault::Desk)?;
        let (outbox, registry, one) = (self.post.outbox.clone(), self.registry.clone(), one.clone());
        let put = aside(move || {
            if let Err(fault) = outbox(&name, &bytes) {
                return Ok(Err(Fault::Outbox(fault.to_string())));
            }
            registry.reminded(&one.person, &one.address, day)?;
            Ok(Ok(true))
        });
        put.await?
    }
}

/// Whether a person may be reminded on a day: not on the day on which the address was confirmed, and once a day.
fn is_due(one: &Reminders, day: Day) -> bool {
    match one.stands {
        Confirmed::Asked(_) => false,
        Confirmed::Since { day: since, told } => since < day && told.is_none_or(|told| told < day),
    }
}

/// What went wrong, for the log.
enum Fault {
    /// The desk of one person could not be looked at.
    Desk(String),
    /// The outbox took no letter.
    Outbox(String),
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Fault {
        Fault::Desk(why(trouble))
    }
}

/// Why something could not be looked at, for the log.
fn why(trouble: Trouble) -> String {
    match trouble {
        Trouble::Fault(why) => why,
        other => format!("{other:?}"),
    }
}

/// The offices that a person holds on a day.
async fn offices(site: &PublicSite, person: &str, day: Day) -> Result<Vec<Office>, Trouble> {
    let scheme = site.look(|reader| reader.scheme()).await?;
    let own = scheme.holders.list.iter().filter(|holder| holder.person == person && holder.is_in_office(day));
    let held: BTreeSet<Office> = own.map(|holder| holder.office.clone()).collect();
    Ok(held.into_iter().collect())
}

/// The desk of an office as its file tells it: all that waits, and not a page of it.
async fn desk(site: &PublicSite, lang: Lang, person: &str, office: &Office) -> Result<Vec<Part>, Trouble> {
    let visitor = Visitor::of_letter(site, lang, person, office);
    let (wanted, _) = Wanted::of(Asked::default().in_format("csv"), &visitor, office)?;
    let (parts, own) = parts(site, &visitor, office, &wanted).await?;
    Ok(parts.into_iter().chain(own.into_iter().flat_map(|own| own.parts)).collect())
}
