//! What an act opens elsewhere. A joint filing rests on facts of the parent, and every mark on the catalogue, on the
//! bodies of the scheme and on the edition that it was granted against: when those change, whoever rests on them is looked at in the same transaction, and the
//! work that is due there is opened with entries and a receipt of their own. So is the part of each enterprise that took
//! part in a standard that is published. A crash leaves the act and what follows
//! from it, or neither; what becomes true by the passing of days alone is the sweep's (decision 0004).

use std::collections::BTreeSet;
use std::sync::Arc;

use policy::apply::{Concerns, concerns};
use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::decide::{Books, Decision, Scene, follow_up};
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::record::current;
use policy::event::{Entry, Event};
use policy::scheme::{Scheme, SchemeFact, SchemeFactKind};
use policy::standard::Edition;
use policy::standard::project::Project;
use policy::standard::project::decide::follow_publication;

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
        Concerns::DutyReport(_) | Concerns::Notice(_) | Concerns::Nothing => None,
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
            | SchemeFact::ReviewBar(_)
            | SchemeFact::Artwork(_) => None,
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
        | SchemeFactKind::ReviewBar
        | SchemeFactKind::Artwork => None,
    }
}

/// Whom an act concerns elsewhere.
#[derive(Default)]
pub(crate) struct Followers {
    /// The enterprises that rest on what it changes, but for the one that it is about.
    pub(crate) resting: BTreeSet<CreditCode>,
    /// The standard that it publishes.
    pub(crate) published: Option<Published>,
}

/// A standard that a project published, and the enterprises that took part, the lead left out.
pub(crate) struct Published {
    project: Arc<Project>,
    edition: Box<Edition>,
    pub(crate) drafters: BTreeSet<CreditCode>,
}

impl Published {
    fn by(deed: &Deed) -> Option<Published> {
        let entered = deed.entries.iter().find_map(|(_, entry)| {
            let Event::EditionEntered { edition } = &entry.event else { return None };
            Some(edition.clone())
        });
        let project = deed.folded.projects.first()?.clone();
        let now = project.progress();
        let lead = now.lead.map(|(lead, ..)| lead);
        let drafters =
            now.participants.iter().filter_map(|one| one.enterprise).filter(|&code| Some(code) != lead);
        let drafters = drafters.collect();
        Some(Published { edition: entered?, drafters, project })
    }
}

impl Pending<'_> {
    /// Whom a deed concerns elsewhere.
    pub(crate) fn followers(&mut self, deed: &Deed) -> Result<Followers, Fault> {
        if deed.entries.is_empty() {
            return Ok(Followers::default());
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
        Ok(Followers { resting: found, published: Published::by(deed) })
    }

    /// Opens the work that is due at each of them, and enters the part that it took in what was published, in the name of whoever acted. Where it cannot be opened the act
    /// itself holds all the same: it is about somebody else, and must not hang on what is wrong there. Whoever acted is
    /// told, the log says why, and the next sweep finds the work again.
    pub(crate) fn follow(
        &mut self,
        order: &Order,
        followers: Followers,
        now: Moment,
    ) -> Result<Vec<Unopened>, Fault> {
        let mut unopened = Vec::new();
        for code in followers.resting {
            let deed = self.follower(order, code, now);
            unopened.extend(self.follow_one(order, code, deed)?);
        }
        if let Some(published) = followers.published {
            for &code in &published.drafters {
                let deed = self.drafter(order, code, &published, now);
                unopened.extend(self.follow_one(order, code, deed)?);
            }
        }
        Ok(unopened)
    }

    /// Writes what follows at one of them. A change of the catalogue may have thousands of followers in one transaction,
    /// whose own writes any of them that is read again comes with.
    fn follow_one(
        &mut self,
        order: &Order,
        code: CreditCode,
        deed: Result<Option<Deed>, Refused>,
    ) -> Result<Option<Unopened>, Fault> {
        let written = deed.and_then(|deed| {
            let Some(deed) = deed else { return Ok(()) };
            let (key, content) = (deed.key.clone(), deed.content.clone());
            let (_, kept) = self.write(deed)?;
            Ok(self.give_receipt(key, content, kept)?)
        });
        let fault = match written {
            Ok(()) => None,
            Err(Refused::Fault(fault)) if fault.is_of_the_machine() => return Err(fault),
            Err(Refused::Fault(fault)) => Some(fault),
            // Nothing is asked of anybody here, so a refusal is a fault of the program.
            Err(refused) => Some(Fault::Lint(format!("{refused:?}"))),
        };
        self.shelf.trim(self.tx)?;
        Ok(fault.map(|fault| {
            let reference = fault.reference();
            let key = &order.command.key;
            tracing::error!(%reference, %key, enterprise = %code, "what follows from an act was not entered: {fault}");
            Unopened { enterprise: code, reference }
        }))
    }

    /// The work that is due at one of them; nothing is written yet.
    pub(crate) fn follower(
        &mut self,
        order: &Order,
        code: CreditCode,
        now: Moment,
    ) -> Result<Option<Deed>, Refused> {
        let command = self.command_of("follow", code, now.day());
        self.elsewhere(order, &command, now, follow_up)
    }

    /// The part that one took in what was published, if it is on file; nothing is written yet.
    pub(crate) fn drafter(
        &mut self,
        order: &Order,
        code: CreditCode,
        published: &Published,
        now: Moment,
    ) -> Result<Option<Deed>, Refused> {
        let command = self.command_of("drafter", code, order.command.on);
        self.elsewhere(order, &command, now, |scene| {
            follow_publication(scene, &published.project, &published.edition)
        })
    }

    /// What follows from an act in another dossier, as a command of its own. No key of a command has a space, so nobody can
    /// have used this one.
    fn command_of(&self, what: &str, code: CreditCode, on: Day) -> Command {
        let key = format!("{what} {} {code}", self.edge.size());
        Command { key, enterprise: Some(code), on, act: Act::OpenDueWork {} }
    }

    /// What is decided of another dossier in the name of whoever acted; nothing if it changes nothing.
    fn elsewhere(
        &mut self,
        order: &Order,
        command: &Command,
        now: Moment,
        decided: impl FnOnce(&Scene) -> Decision,
    ) -> Result<Option<Deed>, Refused> {
        let loaded = self.on_file(command, now.day())?;
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
                issued: &[],
            },
            law: self.rules.law(),
            actor: &order.actor,
            command,
            today: now.day(),
            fresh: self.edge.size(),
        };
        let decision = decided(&scene);
        if decision.events.is_empty() {
            return Ok(None);
        }
        self.deed(&scene, &loaded, decision, now).map(Some)
    }
}
