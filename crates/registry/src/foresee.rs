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
use policy::enterprise::facts::Fact;
use policy::event::{Entry, Event};
use policy::finding::Finding;
use policy::question::{About, Question, World};
use policy::scheme::Scheme;
use policy::standard::drafting::DraftingRole;
use policy::standard::duties::term;
use policy::supervision::Proceeding;

use crate::act::{Order, Receipt};
use crate::deed::{Deed, Pending, Prepared};
use crate::fault::{Fault, Refused};
use crate::fold::Shelf;
use crate::moment::Moment;
use crate::office::head;
use crate::reader::Reader;
use crate::tiles;
use crate::turned::{Turned, turned};

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
    /// The parts in the drafting of standards that it would enter, here and elsewhere.
    pub parts: Vec<ForeseenPart>,
    /// The answers of the rules that it would turn, here and elsewhere.
    pub turned: Vec<Turned>,
    /// How many more it would turn than are told.
    pub turned_more: usize,
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

/// A part in the drafting that would be entered: from then on clause 4 binds the enterprise.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeseenPart {
    /// Which enterprise.
    pub enterprise: CreditCode,
    /// Its name.
    pub maker: String,
    /// The part.
    pub role: DraftingRole,
    /// The last day of its duties; nothing where they do not bind it.
    pub last: Option<Day>,
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
            parts: Vec::new(),
            turned: Vec::new(),
            turned_more: 0,
            left_out: 0,
            on: order.command.on,
            today: now.day(),
        };
        let followers = self.followers(&deed)?;
        let resting = followers.resting.iter().copied().take(MOST_FOLLOWED);
        let looked_at: BTreeSet<CreditCode> = order.command.enterprise.into_iter().chain(resting).collect();
        let before = self.answers(&looked_at, foresight.today)?;
        self.foreseen(order.command.enterprise, *deed, &mut foresight)?;
        foresight.left_out = followers.resting.len().saturating_sub(MOST_FOLLOWED);
        for code in followers.resting.into_iter().take(MOST_FOLLOWED) {
            let deed = self.follower(order, code, now);
            self.foreseen_elsewhere(code, deed, &mut foresight)?;
        }
        if let Some(published) = followers.published {
            for &code in &published.drafters {
                let deed = self.drafter(order, code, &published, now);
                self.foreseen_elsewhere(code, deed, &mut foresight)?;
            }
        }
        let after = self.answers(&looked_at, foresight.today)?;
        (foresight.turned, foresight.turned_more) = turned(before, after);
        Ok(Foreseen::Would(Box::new(foresight)))
    }

    /// Notes what follows from an act at another enterprise.
    fn foreseen_elsewhere(
        &mut self,
        code: CreditCode,
        deed: Result<Option<Deed>, Refused>,
        foresight: &mut Foresight,
    ) -> Result<(), Refused> {
        match deed {
            Ok(Some(deed)) => self.foreseen(Some(code), deed, foresight)?,
            Ok(None) => {}
            Err(Refused::Fault(fault)) if fault.is_of_the_machine() => return Err(fault.into()),
            // The act itself would hold all the same, as at the door; what it opens here nobody can say.
            Err(_) => foresight.left_out += 1,
        }
        Ok(())
    }

    /// Notes what a deed does, and goes on as if it had been done.
    fn foreseen(
        &mut self,
        enterprise: Option<CreditCode>,
        deed: Deed,
        foresight: &mut Foresight,
    ) -> Result<(), Fault> {
        self.note(enterprise, &deed, foresight)?;
        let parts = deed.entries.iter().filter_map(|(_, entry)| {
            let Event::FactEntered { fact: Fact::DraftingRole(role) } = &entry.event else { return None };
            Some(role.clone())
        });
        let parts: Vec<DraftingRole> = parts.collect();
        self.take_up(deed);
        for (code, role) in enterprise.into_iter().flat_map(|code| parts.iter().map(move |role| (code, role)))
        {
            self.note_part(code, role, foresight)?;
        }
        Ok(())
    }

    /// Notes a part in the drafting that a deed enters, with the last day of the duties that come with it.
    fn note_part(
        &mut self,
        code: CreditCode,
        role: &DraftingRole,
        foresight: &mut Foresight,
    ) -> Result<(), Fault> {
        let Some(case) = self.shelf.case(self.tx, code)? else { return Ok(()) };
        let standards = self.shelf.standards(self.tx, BTreeSet::from([role.edition.number().clone()]))?;
        let scheme = Scheme::default();
        let world = World { enterprise: &case.dossier, parents: &[], scheme: &scheme, standards: &standards };
        let day = foresight.on.max(foresight.today);
        let q = Question::new(world, About::DraftingRole(role), self.rules.law(), day);
        foresight.parts.push(ForeseenPart {
            enterprise: code,
            maker: case.dossier.name(),
            role: role.clone(),
            last: q.and_then(|q| term(&q, role).ok()).map(|term| term.last),
        });
        Ok(())
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
