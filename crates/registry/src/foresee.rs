//! What an act would do, without doing it: the door itself on a snapshot that cannot write. The order is decided as
//! it would be, its entries are folded into copies, and every mark is looked at before and after each of them, here
//! and wherever the act opens work.

use std::collections::{BTreeMap, BTreeSet};

use policy::apply::{Concerns, concerns, to_dossier};
use policy::authorization::code::MarkCode;
use policy::authorization::{self, MarkState};
use policy::calendar::Day;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::{Entry, Event};
use policy::finding::Finding;
use policy::question::{About, Question, World};
use policy::scheme::Scheme;
use policy::supervision::Proceeding;

use crate::act::{Order, Receipt};
use crate::deed::{Deed, Pending, Prepared};
use crate::fault::{Fault, Refused};
use crate::fold::Shelf;
use crate::moment::Moment;
use crate::office::head;
use crate::reader::Reader;
use crate::tiles;

/// The most enterprises that rest on an act and are looked at; those left out are counted.
const MOST_FOLLOWED: usize = 200;

/// What would come of an order.
#[derive(Debug, Clone, PartialEq)]
pub enum Foreseen {
    /// The same order was done before, with this receipt: brought again, nothing more would happen.
    Done(Box<Receipt>),
    /// It would be done, unless something is written meanwhile that stands in its way.
    Would(Box<Foresight>),
}

/// What an order would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Foresight {
    /// What would be entered about the case itself, in order. Numbers that the registry gives are those that would be
    /// given now; if somebody else acts first they are others.
    pub events: Vec<Event>,
    /// The findings it would rest on.
    pub findings: Vec<Finding>,
    /// The marks that it would touch, those of the case itself first.
    pub marks: Vec<TouchedMark>,
    /// The work that it would open, here and elsewhere.
    pub work: Vec<ForeseenWork>,
    /// Enterprises that rest on what would be changed and were not looked at.
    pub left_out: usize,
    /// The day of the act.
    pub on: Day,
    /// The day of entry.
    pub today: Day,
}

/// A piece of work that would be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeseenWork {
    /// At which enterprise.
    pub enterprise: CreditCode,
    /// Its name.
    pub maker: String,
    /// The work.
    pub proceeding: Proceeding,
}

/// A mark that an act would touch: its state would be another, or work on it would be opened or closed.
#[derive(Debug, Clone, PartialEq)]
pub struct TouchedMark {
    /// Whose.
    pub enterprise: CreditCode,
    /// Its name.
    pub maker: String,
    /// The product's name.
    pub product: String,
    /// Its code.
    pub code: MarkCode,
    /// Whether the act itself would grant it: then another code may be given in the end.
    pub is_new: bool,
    /// Its state on the day of the act, before and after; nothing where it was not there, or before the policy.
    pub on_the_day: (Option<MarkState>, Option<MarkState>),
    /// Its state on the day of entry, before and after.
    pub today: (Option<MarkState>, Option<MarkState>),
    /// What touches it.
    pub because: Vec<Event>,
}

/// How a mark stands: on the day of the act, on the day of entry, and the work that is open on it.
#[derive(Clone, Default, PartialEq)]
struct Look {
    on_the_day: Option<MarkState>,
    today: Option<MarkState>,
    open: BTreeSet<String>,
}

impl Reader {
    /// What would come of an order, decided on what is on file now by the same door, with nothing written.
    ///
    /// # Errors
    /// As [`crate::Registry::act`].
    pub fn foresee(&self, order: &Order) -> Result<Foreseen, Refused> {
        let entered = self.head().entered;
        self.snapshot(|tx| {
            let (size, _) = head(tx).map_err(|fault| Fault::Unreadable(fault.to_string()))?;
            let edge = tiles::edge(tx, size)?;
            let mut shelf = Shelf::default();
            let rules = self.rules();
            let mut pending = Pending {
                tx,
                rules,
                shelf: &mut shelf,
                // What is not done is sealed nowhere: chance is left for what is.
                salt: &|| [0; 32],
                edge,
                entered,
                wrote: false,
                erased: false,
            };
            match pending.foresee(order) {
                Err(Refused::Fault(fault)) if fault.is_of_the_machine() => Err(fault),
                other => Ok(other),
            }
        })?
    }
}

impl Pending<'_> {
    fn foresee(&mut self, order: &Order) -> Result<Foreseen, Refused> {
        let deed = match self.prepare(order)? {
            Prepared::Before(receipt) => return Ok(Foreseen::Done(Box::new(receipt))),
            Prepared::Now(deed) => deed,
        };
        let now = Moment { unix_seconds: deed.entered };
        let mut foresight = Foresight {
            events: deed.entries.iter().map(|(_, entry)| entry.event.clone()).collect(),
            findings: deed.receipt.findings.clone(),
            marks: Vec::new(),
            work: Vec::new(),
            left_out: 0,
            on: order.command.on,
            today: now.day(),
        };
        let followers = self.followers(&deed)?.resting;
        self.note(order.command.enterprise, &deed, &mut foresight)?;
        self.take_up(*deed);
        foresight.left_out = followers.len().saturating_sub(MOST_FOLLOWED);
        for code in followers.into_iter().take(MOST_FOLLOWED) {
            match self.follower(order, code, now) {
                Ok(Some(deed)) => {
                    self.note(Some(code), &deed, &mut foresight)?;
                    self.take_up(deed);
                }
                Ok(None) => {}
                Err(Refused::Fault(fault)) if fault.is_of_the_machine() => return Err(fault.into()),
                // The act itself would hold all the same, as at the door; what it opens here nobody can say.
                Err(_) => foresight.left_out += 1,
            }
        }
        Ok(Foreseen::Would(Box::new(foresight)))
    }

    /// Goes on as if a deed had been done.
    fn take_up(&mut self, deed: Deed) {
        for body in &deed.bodies {
            // Full tiles are for the disk.
            drop(self.edge.push(ledger::leaf_hash(body.as_bytes())));
        }
        self.shelf.take_up(deed.folded);
    }

    /// Notes what the entries of a deed do to the marks of an enterprise.
    fn note(
        &mut self,
        enterprise: Option<CreditCode>,
        deed: &Deed,
        foresight: &mut Foresight,
    ) -> Result<(), Fault> {
        let Some(code) = enterprise else { return Ok(()) };
        let known = self.shelf.case(self.tx, code)?.map(|case| case.dossier.clone());
        let mut dossier = known.unwrap_or_else(|| Dossier::opened(code));
        let mut looks = self.looks(&dossier, foresight);
        let former = looks.clone();
        let mut because: BTreeMap<MarkCode, Vec<Event>> = BTreeMap::new();
        for (position, entry) in &deed.entries {
            if concerns(&entry.event) != Concerns::Enterprise {
                continue;
            }
            to_dossier(&mut dossier, entry, *position);
            let then = self.looks(&dossier, foresight);
            for (mark, look) in &then {
                if looks.get(mark) != Some(look) {
                    because.entry(*mark).or_default().push(entry.event.clone());
                }
            }
            looks = then;
            note_work(entry, &dossier, foresight);
        }
        for authorization in &dossier.authorizations.list {
            let mark = authorization.code;
            let Some(because) = because.remove(&mark) else { continue };
            let [before, after] =
                [&former, &looks].map(|looks| looks.get(&mark).cloned().unwrap_or_default());
            foresight.marks.push(TouchedMark {
                enterprise: code,
                maker: dossier.name(),
                product: dossier
                    .product(&authorization.product)
                    .map_or_else(|| authorization.product.clone(), |product| product.name.clone()),
                code: mark,
                is_new: !former.contains_key(&mark),
                on_the_day: (before.on_the_day, after.on_the_day),
                today: (before.today, after.today),
                because,
            });
        }
        Ok(())
    }

    fn looks(&self, dossier: &Dossier, foresight: &Foresight) -> BTreeMap<MarkCode, Look> {
        let scheme = Scheme::default();
        let world = World { enterprise: dossier, parents: &[], scheme: &scheme, standards: &[] };
        let open = |code: MarkCode| {
            let on_it = dossier.proceedings.iter().filter(move |p| p.authorizations.contains(&code));
            on_it.filter(|p| !p.is_closed()).map(|p| p.id.clone()).collect()
        };
        let list = dossier.authorizations.list.iter();
        list.map(|authorization| {
            let state = |day: Day| {
                let q = Question::new(world, About::Authorization(authorization), self.rules.law(), day)?;
                q.sees(authorization).then(|| authorization::state(authorization, &q))
            };
            let code = authorization.code;
            (code, Look { on_the_day: state(foresight.on), today: state(foresight.today), open: open(code) })
        })
        .collect()
    }
}

fn note_work(entry: &Entry, dossier: &Dossier, foresight: &mut Foresight) {
    if let Event::ProceedingOpened { proceeding } = &entry.event {
        foresight.work.push(ForeseenWork {
            enterprise: dossier.enterprise,
            maker: dossier.name(),
            proceeding: proceeding.clone(),
        });
    }
}
