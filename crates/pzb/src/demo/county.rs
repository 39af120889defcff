//! The demonstration in a folder: the registry on the simulated clock, with a key, salts and origin that are the
//! same each time, so that two folders hold the same ledger; papers name the address at which the platform is reached, so it
//! is that of two folders with one address.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use policy::command::{Act, Command};
use policy::decide::Refusal;
use policy::powers::Actor;
use policy::standard::project::act::ProjectAct;
use registry::{LooseFile, Moment, NewAccount, Order, Refused, Registry, Standing};
use site::papers::{Origin, Wanted, make};

use super::{Made, Office, PASSWORD, Told, people, play};
use crate::answer::Failure;
use crate::config::Config;
use crate::house::{House, broken, not_done};
use crate::passwords;
use crate::verbs::paper::unmade;

/// What the demonstration's key and salts are made from. Nobody may trust a ledger signed with it.
const SEED: &[u8] = b"pzb demonstration county";

/// The signing seed of the demonstration. Public, like the seed of its chance.
#[must_use]
pub fn signing_seed() -> [u8; 32] {
    ledger::digest(&[SEED, b" key"].concat())
}

/// Salts of the demonstration: a counter under a hash.
fn salts() -> impl Fn() -> [u8; 32] + Send + Sync + 'static {
    let next = AtomicU64::new(0);
    move || {
        let count = next.fetch_add(1, Ordering::Relaxed);
        ledger::digest(&[SEED, b" salt ", &count.to_be_bytes()[..]].concat())
    }
}

struct InRegistry<'a> {
    registry: &'a Registry,
    /// What papers say of the platform they come from.
    origin: Origin,
}

/// A photo of labels, sample data: one picture for all filings, each under a salt of its own.
const PHOTO: &[u8] = include_bytes!("../../demo/label.png");
/// How many photos the stories speak of.
const PHOTOS: u8 = 4;

/// The salt of a photo of the demonstration and the digest by which it is filed.
#[must_use]
pub fn photo(number: u8) -> ([u8; 32], String) {
    let salt = ledger::digest(&[SEED, b" photo ", &[number][..]].concat());
    (salt, ledger::hex(&ledger::salted_digest(&salt, PHOTO)))
}

/// A document of a project, sample data: one file for all of them, each under a salt of its own.
const DOCUMENT: &[u8] = include_bytes!("../../demo/document.pdf");
/// How many documents the stories speak of.
const DOCUMENTS: u8 = 20;

/// A document of the demonstration: no two are the same file.
fn document_body(number: u8) -> Vec<u8> {
    [DOCUMENT, format!("% {number}\n").as_bytes()].concat()
}

/// The salt of a document of the demonstration and the digest by which it is filed.
#[must_use]
pub fn document(number: u8) -> ([u8; 32], String) {
    let salt = ledger::digest(&[SEED, b" document ", &[number][..]].concat());
    (salt, ledger::hex(&ledger::salted_digest(&salt, &document_body(number))))
}

/// Sends the files that a command puts on file, as whoever does so sends them before.
fn send(registry: &Registry, actor: &Actor, command: &Command, now: Moment) -> Result<(), Failure> {
    let keep = |salt: [u8; 32], body: &[u8]| {
        let (person, office) = (actor.person.clone(), actor.office.clone());
        let file = LooseFile { person, office, salt, name: String::new(), body: body.to_vec() };
        registry.keep_loose_file(file, now).map_err(|fault| broken(&fault))
    };
    if let Act::OnProject { step: ProjectAct::FileDocument { digest, .. }, .. } = &command.act {
        let known = (1..=DOCUMENTS).find(|number| document(*number).1 == *digest);
        return known.map_or(Ok(()), |number| keep(document(number).0, &document_body(number)).map(drop));
    }
    let Act::FileLabel(act) = &command.act else { return Ok(()) };
    for (salt, digest) in (1..=PHOTOS).map(photo) {
        if act.photos.contains(&digest) {
            keep(salt, PHOTO)?;
        }
    }
    Ok(())
}

impl InRegistry<'_> {
    /// Of a paper to be issued: made, as whoever issues it makes it, and known by the digest of its file.
    fn with_digest(&self, mut command: Command) -> Result<Command, Failure> {
        if let Act::IssuePaper { paper } = &mut command.act {
            let wanted = Wanted { entry: paper.entry, kind: paper.kind, lang: paper.lang, copy: paper.copy };
            let origin = Origin { today: command.on, ..self.origin.clone() };
            let made = make(&self.registry.reader(), wanted, &origin).map_err(|fault| unmade(&fault))?;
            paper.sha256 = ledger::hex(&ledger::digest(&made.pdf));
        }
        Ok(command)
    }
}

impl Office for InRegistry<'_> {
    fn act(
        &mut self,
        actor: &Actor,
        command: Command,
        moment: i64,
    ) -> Result<Result<Made, Refusal>, Failure> {
        let now = Moment { unix_seconds: moment };
        send(self.registry, actor, &command, now)?;
        let command = self.with_digest(command)?;
        let order = Order { actor: actor.clone(), command, now, expected: None };
        match self.registry.act(order) {
            Ok(receipt) => Ok(Ok(Made {
                ids: receipt.created,
                entry: receipt.positions.first().copied(),
                findings: receipt.findings,
            })),
            Err(Refused::Refusal(refusal)) => Ok(Err(*refusal)),
            Err(refused) => Err(not_done(&refused)),
        }
    }
}

/// Fills a folder that holds no office yet.
///
/// # Errors
/// The folder cannot be used, or the demonstration and the policy disagree.
pub fn found(data: &Path, config: Config) -> Result<Told, Failure> {
    let house = House::with(data, config, signing_seed, Box::new(salts()))?;
    let origin = Origin { public_url: house.config.address(), is_demo: true, today: crate::clock::today() };
    let told = play(&mut InRegistry { registry: &house.registry, origin });
    let told = told.and_then(|told| accounts(&house.registry).map(|()| told));
    house.registry.close();
    told
}

/// One account for each person of the demonstration, all with its one public password.
fn accounts(registry: &Registry) -> Result<(), Failure> {
    let hash = passwords::hash(PASSWORD)?;
    let now = Moment { unix_seconds: crate::clock::now() };
    for (login, actor) in people() {
        let name = format!("{login}（演示）");
        let (login, hash) = (login.to_owned(), hash.clone());
        let account = NewAccount { person: actor.person, login, hash, name, standing: Standing::Open };
        registry.create_account(account, now).map_err(|fault| broken(&fault))?;
    }
    Ok(())
}
