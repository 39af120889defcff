//! The one door, from inside: what happens to one order in the writer's transaction. Load, decide, lint, append,
//! rows. Everything that can refuse comes before the first write, so a refused order leaves nothing to undo.

use std::sync::Arc;

use ledger::{Edge, hex, leaf_hash, salted_digest};
use policy::admission::admit;
use policy::article::Said;
use policy::calendar::Day;
use policy::command::Command;
use policy::decide::{Books, Decision, Scene, decide, entries};
use policy::event::Entry;
use policy::lints::{Broken, lints, lints_of_change, lints_of_report, lints_of_scheme, lints_of_standard};
use policy::paper::Issued;
use policy::question::World;
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::project::Project;
use policy::standard::project::lints::lints_of_project;

use crate::act::{Order, Receipt, content_digest, created, filed_key, written};
use crate::fault::{Fault, Refused};
use crate::fold::{Case, Folded, HeldReport, Shelf};
use crate::holdings::OnFile;
use crate::moment::Moment;
use crate::needs::{self, Needs, bodies, look_at_ids};
use crate::office::Rules;
use crate::persons::opaque;
use crate::store::{Columns, Tx, one_text};
use crate::{books, files, sql};

/// How far the clock may be behind the last entry, in seconds: as long as orders may wait for each other, and as far
/// as a clock may be set right. A clock further behind is wrong, and days would be judged by it.
const CLOCK_TOLERANCE_SECONDS: i64 = 5 * 60;

/// The writer's side of one transaction.
pub(crate) struct Pending<'a> {
    pub(crate) tx: &'a mut dyn Tx,
    pub(crate) rules: &'a Rules,
    pub(crate) shelf: &'a mut Shelf,
    /// Chance, for the salts of sealed texts.
    pub(crate) salt: &'a (dyn Fn() -> [u8; 32] + Send + Sync),
    /// The tree as it will be if the transaction commits.
    pub(crate) edge: Edge,
    /// When the last entry was entered, in seconds since 1970; 0 where there is none.
    pub(crate) entered: i64,
    /// Whether anything was written: else there is nothing to commit.
    pub(crate) wrote: bool,
    /// Whether a text was erased.
    pub(crate) erased: bool,
}

/// A private text on its way into the table of attachments.
pub(crate) struct Sealed {
    digest: String,
    salt: [u8; 32],
    text: String,
}

/// What an order changes, gathered before anything is written.
pub(crate) struct Deed {
    pub(crate) key: String,
    pub(crate) content: String,
    pub(crate) entered: i64,
    pub(crate) entries: Vec<(u64, Entry)>,
    pub(crate) bodies: Vec<String>,
    pub(crate) folded: Folded,
    pub(crate) texts: Vec<Sealed>,
    pub(crate) erased: Vec<String>,
    pub(crate) receipt: Receipt,
    pub(crate) kept: String,
}

/// What is on file for an order.
pub(crate) struct Loaded {
    pub(crate) case: Option<Arc<Case>>,
    pub(crate) parents: Vec<policy::enterprise::Dossier>,
    pub(crate) scheme: Arc<Scheme>,
    pub(crate) standards: Arc<Vec<Standard>>,
    /// The project, and the position of its last step.
    pub(crate) project: Option<(Arc<Project>, u64)>,
    /// Other projects about the same standard.
    pub(crate) rivals: Vec<Project>,
    /// The report of duties that the order names with the position of its last step, if it is on file, and the dossiers of
    /// the drafters it is about.
    pub(crate) report: Option<HeldReport>,
    pub(crate) drafters: Vec<policy::enterprise::Dossier>,
    /// What was issued of the papers that the order rests on.
    pub(crate) issued: Vec<Issued>,
}

impl Loaded {
    /// The version of what the order is about: of the project or the report, where it is about one, or of the dossier.
    fn version(&self) -> Option<u64> {
        let project = self.project.as_ref().map(|(_, version)| *version);
        let report = self.report.as_ref().map(|(_, version)| *version);
        project.or(report).or_else(|| self.case.as_ref().map(|case| case.version))
    }
}

/// What came of looking at an order: done before, or ready to be written.
pub(crate) enum Prepared {
    Before(Receipt),
    Now(Box<Deed>),
}

impl Pending<'_> {
    /// Does one order, or refuses it with nothing written.
    ///
    /// # Errors
    /// A fault of the machine: the transaction must be given up, because half of the order may be in it.
    pub(crate) fn act(&mut self, order: &Order) -> Result<Result<Receipt, Refused>, Fault> {
        match self.prepare(order) {
            Ok(Prepared::Before(receipt)) => Ok(Ok(receipt)),
            // Nothing to do leaves nothing behind, not even its key: brought again, it is asked again.
            Ok(Prepared::Now(deed)) if deed.entries.is_empty() => Ok(Ok(deed.receipt)),
            Ok(Prepared::Now(deed)) => {
                let followers = self.followers(&deed)?;
                let now = Moment { unix_seconds: deed.entered };
                let (key, content) = (deed.key.clone(), deed.content.clone());
                let (mut receipt, kept) = self.write(*deed)?;
                receipt.unopened = self.follow(order, followers, now)?;
                let kept = if receipt.unopened.is_empty() { kept } else { written(&receipt)? };
                self.give_receipt(key, content, kept)?;
                Ok(Ok(receipt))
            }
            Err(Refused::Fault(fault)) if fault.is_of_the_machine() => Err(fault),
            Err(refused) => Ok(Err(refused)),
        }
    }

    /// Decides an order; nothing is written yet.
    pub(crate) fn prepare(&mut self, order: &Order) -> Result<Prepared, Refused> {
        // Before keys, versions and texts: whoever may not act learns nothing by asking. The policy asks again.
        let scheme = self.shelf.scheme(self.tx)?;
        admit(&scheme, &order.actor, &order.command.act, order.now.day())?;
        let content = content_digest(order)?;
        if let Some(receipt) = self.done_before(order, &content)? {
            return Ok(Prepared::Before(receipt));
        }
        opaque(&order.command)?;
        let now = self.never_backwards(order.now)?;
        let (command, texts) = self.seal_texts(order)?;
        files::are_kept(self.tx, &order.command.act, &order.actor.person)??;
        let loaded = self.load(order, &command)?;
        let scene = Scene {
            books: Books {
                enterprise: loaded.case.as_ref().map(|case| &case.dossier),
                parents: &loaded.parents,
                scheme: &loaded.scheme,
                standards: &loaded.standards,
                project: loaded.project.as_ref().map(|(project, _)| &**project),
                rivals: &loaded.rivals,
                report: loaded.report.as_ref().map(|(report, _)| &**report),
                drafters: &loaded.drafters,
                issued: &loaded.issued,
            },
            law: self.rules.law(),
            actor: &order.actor,
            command: &command,
            today: now.day(),
            fresh: self.edge.size(),
        };
        let decision = decide(&scene)?;
        let erased = look_at_ids(command.enterprise, &decision.events, &mut OnFile(self.tx))??;
        let deed = self.deed(&scene, &loaded, decision, now)?;
        Ok(Prepared::Now(Box::new(Deed { content, texts, erased, ..deed })))
    }

    /// What a decision makes of what is on file; nothing is written yet.
    pub(crate) fn deed(
        &mut self,
        scene: &Scene,
        loaded: &Loaded,
        decision: Decision,
        now: Moment,
    ) -> Result<Deed, Refused> {
        let made = entries(scene, &decision, &now.utc(), &self.rules.digest);
        let entries: Vec<(u64, Entry)> = (scene.fresh..).zip(made).collect();
        let bodies = bodies(entries.iter().map(|(_, entry)| entry))?;
        let folded = self.shelf.fold(self.tx, &entries)?;
        self.lint(loaded, &folded, now)?;
        let known = loaded.version().unwrap_or(0);
        let receipt = Receipt {
            positions: entries.iter().map(|(position, _)| *position).collect(),
            created: created(&decision.events),
            findings: decision.findings,
            repeated: false,
            version: entries.last().map_or(known, |(position, _)| *position),
            gone_from_disk: None,
            unopened: Vec::new(),
        };
        let kept = written(&receipt)?;
        Ok(Deed {
            key: filed_key(&scene.actor.person, &scene.command.key),
            content: String::new(),
            entered: now.unix_seconds,
            entries,
            bodies,
            folded,
            texts: Vec::new(),
            erased: Vec::new(),
            receipt,
            kept,
        })
    }

    /// The moment at which an order is entered: its own, or that of the last entry where orders overtook each other
    /// on their way to this desk. So the record's time never runs backwards.
    fn never_backwards(&self, now: Moment) -> Result<Moment, Fault> {
        let last = Moment { unix_seconds: self.entered };
        if now.unix_seconds.saturating_add(CLOCK_TOLERANCE_SECONDS) < last.unix_seconds {
            return Err(Fault::ClockBehind { now: now.utc(), last: last.utc() });
        }
        Ok(now.max(last))
    }

    /// The receipt of the same command of the same person, if it was done before.
    fn done_before(&mut self, order: &Order, content: &str) -> Result<Option<Receipt>, Refused> {
        let key = filed_key(&order.actor.person, &order.command.key);
        let Some(line) = self.tx.query(sql::COMMAND, &[key.into()])?.into_iter().next() else {
            return Ok(None);
        };
        let mut columns = Columns::of(line);
        if columns.text() != content {
            return Err(other_content(
                "同一操作键已用于另一内容；请换用新的操作键",
                "this key was used for another act: use a new key",
            ));
        }
        let receipt: Receipt = books::read(&columns.text(), "a receipt")?;
        self.says_the_same(&order.command, &receipt)?;
        Ok(Some(Receipt { repeated: true, ..receipt }))
    }

    /// Refuses the key of an act that was done with another private text: a second statement must not be taken for the
    /// first. It is compared with the text itself, which lies outside the ledger; once that is erased nobody can say
    /// that it is the same, and nothing is dropped unseen.
    fn says_the_same(&mut self, command: &Command, done: &Receipt) -> Result<(), Refused> {
        let mut act = command.act.clone();
        // An act has one text at the most, and each entry that it makes names its digest.
        let brought = act.texts_mut().into_iter().find_map(|text| text.plain().map(str::to_owned));
        let Some((brought, position)) = brought.zip(done.positions.first()) else { return Ok(()) };
        let body = one_text(&self.tx.query(sql::ENTRY_BODY, &[(*position).into()])?).unwrap_or_default();
        let entry: Entry = books::read(&body, &format!("entry {position}"))?;
        let Some(digest) = entry.reason else { return Ok(()) };
        let kept = self.tx.query(sql::TEXT, &[digest.into()])?.into_iter().next().and_then(|line| {
            let mut columns = Columns::of(line);
            columns.bytes();
            columns.text_or_null()
        });
        match kept {
            Some(kept) if kept == brought => Ok(()),
            Some(_) => Err(other_content(
                "同一操作键已用于另一份文字内容；请换用新的操作键",
                "this key was used with another text: use a new key",
            )),
            None => Err(other_content(
                "同一操作键所附的文字已被删除，无法核对是否相同；请换用新的操作键",
                "the text that this key was used with has been erased, so nobody can tell whether it is the same: use a new key",
            )),
        }
    }

    fn seal_texts(&self, order: &Order) -> Result<(Command, Vec<Sealed>), Refused> {
        let mut texts = Vec::new();
        let command = needs::sealed(&order.command, &mut |text| {
            let salt = (self.salt)();
            let digest = hex(&salted_digest(&salt, text.as_bytes()));
            texts.push(Sealed { digest: digest.clone(), salt, text });
            digest
        })?;
        Ok((command, texts))
    }

    /// What is on file for an order, as the asker saw it.
    fn load(&mut self, order: &Order, command: &Command) -> Result<Loaded, Refused> {
        let loaded = self.on_file(command, order.now.day())?;
        if let Some(expected) = order.expected
            && loaded.version() != Some(expected)
        {
            return Err(Refused::Conflict(Said::new(
                "资料已被他人更新，请重新查看后再办理",
                "the case has changed since you looked: look again and decide anew",
            )));
        }
        Ok(loaded)
    }

    /// What is on file for a command that is entered today.
    pub(crate) fn on_file(&mut self, command: &Command, today: Day) -> Result<Loaded, Fault> {
        let case = match self.shelf.concerned(self.tx, command)? {
            Some(code) => self.shelf.case(self.tx, code)?,
            None => None,
        };
        let dossier = case.as_ref().map(|case| &case.dossier);
        let project = match needs::project_of(command) {
            Some(id) => self.shelf.project(self.tx, id)?,
            None => None,
        };
        let of = project.as_ref().map(|(project, _)| &**project);
        let rivals = match needs::subject_of(command, of) {
            Some(subject) => books::rivals(self.tx, &subject, of)?,
            None => Vec::new(),
        };
        let mut needs = Needs::of(command, dossier, of);
        let (report, drafters) = self.report(&command.act)?;
        needs.add_drafters(&drafters);
        let parents = self.shelf.parents(self.tx, std::mem::take(&mut needs.parents))?;
        let new_lead = needs::new_lead_of(command);
        needs.add_drafters(parents.iter().filter(|dossier| Some(dossier.enterprise) == new_lead));
        let law = self.rules.law();
        let parents = needs::with_owners(parents, (command, dossier), (law, today), |code| {
            Ok::<_, Fault>(self.shelf.case(self.tx, code)?.map(|case| case.dossier.clone()))
        })?;
        Ok(Loaded {
            parents,
            scheme: self.shelf.scheme(self.tx)?,
            standards: self.shelf.standards(self.tx, needs.standards)?,
            project,
            rivals,
            issued: self.issued_before(&command.act, report.as_ref(), dossier)?,
            report,
            drafters,
            case,
        })
    }

    /// The second pair of eyes, before anything is written.
    fn lint(&self, loaded: &Loaded, folded: &Folded, now: Moment) -> Result<(), Refused> {
        let mut broken: Vec<Broken> = Vec::new();
        if let Some(case) = &folded.case {
            let world = World {
                enterprise: &case.dossier,
                parents: &loaded.parents,
                scheme: folded.scheme.as_deref().unwrap_or(&loaded.scheme),
                standards: &loaded.standards,
            };
            broken.extend(lints(world, self.rules.law(), now.day()));
            let before = loaded.case.as_ref().map(|before| &before.dossier);
            broken.extend(before.into_iter().flat_map(|before| lints_of_change(before, &case.dossier)));
        }
        if let Some(scheme) = &folded.scheme {
            broken.extend(lints_of_scheme(&loaded.scheme, scheme));
        }
        for after in folded.standards() {
            let before = loaded.standards.iter().find(|before| before.number == after.number);
            broken.extend(before.into_iter().flat_map(|before| lints_of_standard(before, after)));
        }
        for after in folded.projects() {
            let before = loaded.project.as_ref().map(|(project, _)| &**project);
            let before = before.filter(|before| before.id == after.id);
            broken.extend(lints_of_project(before, after));
        }
        if let (Some((before, _)), Some(after)) = (&loaded.report, &folded.report) {
            broken.extend(lints_of_report(before, after));
        }
        let broken: Vec<String> = broken.iter().map(ToString::to_string).collect();
        if broken.is_empty() { Ok(()) } else { Err(Refused::Fault(Fault::Lint(broken.join("; ")))) }
    }

    /// Writes what was decided; its receipt, which is still to be put on file. A crash anywhere in here leaves nothing:
    /// it is all one transaction.
    pub(crate) fn write(&mut self, deed: Deed) -> Result<(Receipt, String), Fault> {
        self.wrote = true;
        self.entered = deed.entered;
        for ((position, _), body) in deed.entries.iter().zip(deed.bodies) {
            let leaf = leaf_hash(body.as_bytes());
            let args = [(*position).into(), body.into(), leaf.to_vec().into()];
            self.tx.execute(sql::ENTRY_ADD, &args)?;
            for tile in self.edge.push(leaf) {
                let args = [i64::from(tile.level).into(), tile.index.into(), tile.bytes().into()];
                self.tx.execute(sql::TILE_ADD, &args)?;
            }
        }
        self.shelf.write(self.tx, &deed.entries, deed.folded)?;
        for Sealed { digest, salt, text } in deed.texts {
            self.tx.execute(sql::TEXT_ADD, &[digest.into(), salt.to_vec().into(), text.into()])?;
        }
        for digest in deed.erased {
            self.erased = true;
            self.tx.execute(sql::TEXT_ERASE, &[digest.as_str().into()])?;
            self.tx.execute(sql::FILE_ERASE, &[digest.into()])?;
        }
        Ok((deed.receipt, deed.kept))
    }

    /// Puts a receipt on file under its key.
    pub(crate) fn give_receipt(&mut self, key: String, content: String, kept: String) -> Result<(), Fault> {
        self.tx.execute(sql::COMMAND_ADD, &[key.into(), content.into(), kept.into()])?;
        Ok(())
    }
}

fn other_content(zh: &str, en: &str) -> Refused {
    Refused::Conflict(Said::new(zh, en))
}
