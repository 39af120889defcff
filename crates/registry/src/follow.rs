//! What an act opens elsewhere. A joint filing rests on facts of the parent, and every mark on the catalogue, on the
//! bodies of the scheme and on the edition that it was granted against: when those change, whoever rests on them is looked at in the same transaction, and the
//! work that is due there is opened with entries and a receipt of their own. A crash leaves the act and what follows
//! from it, or neither; what becomes true by the passing of days alone is the sweep's (decision 0004).

use std::collections::BTreeSet;

use policy::apply::{Concerns, concerns};
use policy::command::{Act, Command};
use policy::decide::{Books, Scene, follow_up};
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::record::current;
use policy::event::{Entry, Event};
use policy::scheme::{Scheme, SchemeFact, SchemeFactKind};

use crate::act::{Order, Unopened};
use crate::deed::{Deed, Pending};
use crate::fault::{Fault, Refused};
use crate::moment::Moment;
use crate::store::Columns;
use crate::tags::{of_body, of_category, of_parent, of_standard};
use crate::{books, sql};

/// Entries read at once.
const AT_ONCE: u64 = 1000;

/// The tag of what rests on that which an event changes.
fn resting_on(entry: &Entry, scheme: &Scheme) -> Option<String> {
    match concerns(&entry.event) {
        Concerns::Enterprise => entry.enterprise.map(of_parent),
        Concerns::Standard(number) => Some(of_standard(&number)),
        // No mark rests on a project; what it publishes is an event of its standard.
        Concerns::Project(_) => None,
        Concerns::Scheme => of_scheme(&entry.event, scheme),
        // A text, a paper or a report of duties: no mark rests on it.
        Concerns::DutyReport(_) | Concerns::Nothing => None,
    }
}

/// The same of an event about the scheme. Nothing rests on who holds which office.
fn of_scheme(event: &Event, scheme: &Scheme) -> Option<String> {
    if let Event::SchemeFactEntered { fact } = event {
        return match fact {
            SchemeFact::CatalogueEntry(fact) => Some(of_category(&fact.category)),
            SchemeFact::Body(body) => Some(of_body(&body.id)),
            SchemeFact::Holder(_)
            | SchemeFact::Organisation(_)
            | SchemeFact::Call(_)
            | SchemeFact::Expert(_)
            | SchemeFact::ReviewBar(_) => None,
        };
    }
    let (Event::SchemeFactEnded { kind, id } | Event::SchemeFactAnnulled { kind, id }) = event else {
        return None;
    };
    match kind {
        SchemeFactKind::CatalogueEntry => {
            current(&scheme.catalogue.list, id).map(|fact| of_category(&fact.category))
        }
        SchemeFactKind::Body => Some(of_body(id)),
        SchemeFactKind::Holder
        | SchemeFactKind::Organisation
        | SchemeFactKind::Call
        | SchemeFactKind::Expert
        | SchemeFactKind::ReviewBar => None,
    }
}

impl Pending<'_> {
    /// The enterprises that rest on what a deed changes, but for the one that it is about.
    pub(crate) fn followers(&mut self, deed: &Deed) -> Result<BTreeSet<CreditCode>, Fault> {
        if deed.entries.is_empty() {
            return Ok(BTreeSet::new());
        }
        let scheme = self.shelf.scheme(self.tx)?;
        let tags: BTreeSet<String> =
            deed.entries.iter().filter_map(|(_, entry)| resting_on(entry, &scheme)).collect();
        let own = deed.entries.first().and_then(|(_, entry)| entry.enterprise);
        let mut found = BTreeSet::new();
        for tag in tags {
            let mut after = -1_i64;
            loop {
                let lines =
                    self.tx.query(sql::TAGGED, &[tag.as_str().into(), after.into(), AT_ONCE.into()])?;
                let is_last = (lines.len() as u64) < AT_ONCE;
                for line in lines {
                    let mut columns = Columns::of(line);
                    let position = columns.position();
                    after = i64::try_from(position).unwrap_or(i64::MAX);
                    let entry: Entry = books::read(&columns.text(), &format!("entry {position}"))?;
                    found.extend(entry.enterprise.filter(|&code| Some(code) != own));
                }
                if is_last {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// Opens the work that is due at each of them, in the name of whoever acted. Where it cannot be opened the act
    /// itself holds all the same: it is about somebody else, and must not hang on what is wrong there. Whoever acted is
    /// told, the log says why, and the next sweep finds the work again.
    pub(crate) fn follow(
        &mut self,
        order: &Order,
        followers: BTreeSet<CreditCode>,
        now: Moment,
    ) -> Result<Vec<Unopened>, Fault> {
        let mut unopened = Vec::new();
        for code in followers {
            let fault = match self.follow_one(order, code, now) {
                Ok(()) => None,
                Err(Refused::Fault(fault)) if fault.is_of_the_machine() => return Err(fault),
                Err(Refused::Fault(fault)) => Some(fault),
                // Nothing is asked of anybody here, so a refusal is a fault of the program.
                Err(refused) => Some(Fault::Lint(format!("{refused:?}"))),
            };
            // A change of the catalogue may have thousands of followers in one transaction, whose own writes any of
            // them that is read again comes with.
            self.shelf.trim(self.tx)?;
            let Some(fault) = fault else { continue };
            let reference = fault.reference();
            let key = &order.command.key;
            tracing::error!(%reference, %key, enterprise = %code, "work that follows from an act was not opened: {fault}");
            unopened.push(Unopened { enterprise: code, reference });
        }
        Ok(unopened)
    }

    fn follow_one(&mut self, order: &Order, code: CreditCode, now: Moment) -> Result<(), Refused> {
        let Some(deed) = self.follower(order, code, now)? else { return Ok(()) };
        let (key, content) = (deed.key.clone(), deed.content.clone());
        let (_, kept) = self.write(deed)?;
        Ok(self.give_receipt(key, content, kept)?)
    }

    /// The work that is due at one of them; nothing is written yet.
    pub(crate) fn follower(
        &mut self,
        order: &Order,
        code: CreditCode,
        now: Moment,
    ) -> Result<Option<Deed>, Refused> {
        let fresh = self.edge.size();
        let command = Command {
            // No key of a command has a space, so nobody can have used this one.
            key: format!("follow {fresh} {code}"),
            enterprise: Some(code),
            on: now.day(),
            act: Act::OpenDueWork {},
        };
        let loaded = self.on_file(&command, now.day())?;
        let scene = Scene {
            books: Books {
                enterprise: loaded.case.as_ref().map(|case| &case.dossier),
                parents: &loaded.parents,
                scheme: &loaded.scheme,
                standards: &loaded.standards,
                project: None,
                rivals: &[],
                report: None,
                drafters: &[],
            },
            law: self.rules.law(),
            actor: &order.actor,
            command: &command,
            today: now.day(),
            fresh,
        };
        let decision = follow_up(&scene);
        if decision.events.is_empty() {
            return Ok(None);
        }
        self.deed(&scene, &loaded, decision, now).map(Some)
    }
}
