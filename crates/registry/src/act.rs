//! The one door. What happens to one order inside the writer's transaction: load, decide, lint, append, rows.
//! Everything that can refuse comes before the first write, so a refused order leaves nothing to undo.

use ledger::{Edge, FullTile, Hash, digest, hex, leaf_hash, salted_digest};
use policy::apply::{self, Concerns};
use policy::command::{Command, Text};
use policy::decide::{Books, Problem, Refusal, Scene, decide, entries};
use policy::enterprise::Dossier;
use policy::event::{Entry, Event};
use policy::finding::Finding;
use policy::lints::lints;
use policy::powers::Actor;
use policy::question::World;
use policy::scheme::Scheme;
use policy::standard::Standard;
use serde::{Deserialize, Serialize};

use crate::books;
use crate::fault::{Fault, Refused};
use crate::moment::Moment;
use crate::office::Rules;
use crate::rows::{self, Row};
use crate::search;
use crate::sql;
use crate::store::{Columns, Tx, one_text};
use crate::tags::{created, tags};

/// An act that somebody asks for.
#[derive(Debug, Clone)]
pub struct Order {
    /// Who acts.
    pub actor: Actor,
    /// What is asked.
    pub command: Command,
    /// When it is entered.
    pub now: Moment,
    /// The version of the enterprise's dossier that the asker saw; a later one is a conflict.
    pub expected: Option<u64>,
}

/// What became of an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Ledger positions of the entries it made; none if there was nothing to do.
    pub positions: Vec<u64>,
    /// Identifiers of what it made.
    pub created: Vec<String>,
    /// The findings it rests on; a repeated command does not tell them again.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// Whether the same command had been done before.
    pub repeated: bool,
    /// The version of what it changed: the position of its last entry.
    pub version: u64,
}

/// The longest private text, in characters.
const LONGEST_TEXT: usize = 50_000;

/// The writer's side of one transaction.
pub struct Pending<'a> {
    pub tx: &'a mut dyn Tx,
    pub rules: &'a Rules,
    /// The tree as it will be if the transaction commits.
    pub edge: Edge,
}

/// A private text, sealed: its digest goes into the entry, it and its salt stay outside.
struct SealedNow {
    digest: String,
    salt: [u8; 32],
    text: String,
}

/// What an order changes, gathered before anything is written.
struct Change {
    entries: Vec<(u64, Entry, String, Hash)>,
    rows: Vec<(Row, Option<String>)>,
    texts: Vec<SealedNow>,
    erased: Vec<String>,
    receipt: Receipt,
}

impl Pending<'_> {
    /// Does one order, or refuses it with nothing written.
    pub fn act(&mut self, order: &Order) -> Result<Receipt, Refused> {
        let content = content_digest(order)?;
        if let Some(receipt) = self.done_before(&order.command.key, &content)? {
            return Ok(receipt);
        }
        let (sealed, texts) = self.seal_texts(order)?;
        let change = self.decide(order, &sealed, texts)?;
        self.write(&sealed.key, &content, change).map_err(Refused::Fault)
    }

    fn done_before(&mut self, key: &str, content: &str) -> Result<Option<Receipt>, Refused> {
        let Some(line) = self.tx.query(sql::COMMAND, &[key.into()])?.into_iter().next() else {
            return Ok(None);
        };
        let mut columns = Columns::of(line);
        if columns.text() != content {
            return Err(Refused::Conflict(policy::article::Said::new(
                "同一操作键已用于另一内容；请换用新的操作键",
                "this key was used for another act: use a new key",
            )));
        }
        let mut receipt: Receipt = serde_json::from_str(&columns.text())
            .map_err(|e| Refused::Fault(Fault::Unreadable(e.to_string())))?;
        receipt.repeated = true;
        Ok(Some(receipt))
    }

    fn seal_texts(&self, order: &Order) -> Result<(Command, Vec<SealedNow>), Refused> {
        let mut command = order.command.clone();
        let mut texts = Vec::new();
        let mut refusal = Refusal::default();
        for text in command.act.texts_mut() {
            match text {
                Text::Plain(plain) if plain.trim().is_empty() || plain.chars().count() > LONGEST_TEXT => {
                    refusal.problems.push(
                        Problem::new(
                            "text",
                            "请写明内容，最多50000字",
                            "write the text, at most 50,000 characters",
                        )
                        .at("reason"),
                    );
                }
                Text::Plain(plain) => {
                    let salt = (self.rules.entropy)();
                    let digest = hex(&salted_digest(&salt, plain.as_bytes()));
                    texts.push(SealedNow { digest: digest.clone(), salt, text: std::mem::take(plain) });
                    *text = Text::Sealed(digest);
                }
                Text::Sealed(_) => refusal.problems.push(
                    Problem::new(
                        "text",
                        "内容须以明文提交，由系统封存",
                        "send the text itself: the registry seals it",
                    )
                    .at("reason"),
                ),
            }
        }
        if refusal.problems.is_empty() { Ok((command, texts)) } else { Err(refusal.into()) }
    }

    /// What is on file for a command.
    fn load(&mut self, order: &Order, command: &Command) -> Result<Files, Refused> {
        let filed = match command.enterprise {
            Some(code) => books::dossier(self.tx, code)?,
            None => None,
        };
        if let Some(expected) = order.expected
            && filed.as_ref().is_none_or(|(_, version)| *version != expected)
        {
            return Err(Refused::Conflict(policy::article::Said::new(
                "资料已被他人更新，请重新查看后再办理",
                "the case has changed since you looked: look again and decide anew",
            )));
        }
        let before = filed.map(|(dossier, _)| dossier);
        let (edition, parent) = books::named_by(command);
        let mut numbers = before.as_ref().map(books::standards_of).unwrap_or_default();
        numbers.extend(edition.map(|edition| edition.number().clone()));
        let mut codes = before.as_ref().map(books::parents_of).unwrap_or_default();
        codes.extend(parent);
        let standards = books::standards(self.tx, numbers)?;
        let parents = books::parents(self.tx, codes)?;
        let (scheme, _) = books::scheme(self.tx)?;
        Ok(Files { before, scheme, standards, parents })
    }

    fn decide(&mut self, order: &Order, command: &Command, texts: Vec<SealedNow>) -> Result<Change, Refused> {
        let files = self.load(order, command)?;
        let scene = Scene {
            books: Books {
                enterprise: files.before.as_ref(),
                parents: &files.parents,
                scheme: &files.scheme,
                standards: &files.standards,
            },
            law: self.rules.law(),
            actor: &order.actor,
            command,
            today: order.now.day(),
            fresh: self.edge.size(),
        };
        let decision = decide(&scene)?;
        let made = entries(&scene, &decision, &order.now.utc(), &self.rules.digest);
        let receipt = Receipt {
            positions: Vec::new(),
            created: created(&decision.events),
            findings: decision.findings,
            repeated: false,
            version: 0,
        };
        let mut change = Change {
            entries: Vec::with_capacity(made.len()),
            rows: Vec::new(),
            texts,
            erased: Vec::new(),
            receipt,
        };
        for (entry, position) in made.into_iter().zip(scene.fresh..) {
            self.take(entry, position, &mut change)?;
        }
        self.fold(files, &mut change, order.now)?;
        Ok(change)
    }

    /// Gives an entry its bytes and its place.
    fn take(&mut self, entry: Entry, position: u64, change: &mut Change) -> Result<(), Refused> {
        let body =
            serde_json::to_string(&entry).map_err(|e| Refused::Fault(Fault::Unreadable(e.to_string())))?;
        if body.len() > ledger::tile::MAX_ENTRY {
            return Err(Refusal::from(Problem::new(
                "too_large",
                "内容超过单条账目的上限（65535字节），请拆分",
                "this is more than one ledger entry can hold (65,535 bytes): split it",
            ))
            .into());
        }
        if let Event::TextErased { digest } = &entry.event {
            if self.tx.query(sql::TEXT, &[digest.as_str().into()])?.is_empty() {
                let problem =
                    Problem::new("text_unknown", "没有此文本", "there is no such text").at("digest");
                return Err(Refusal::from(problem).into());
            }
            change.erased.push(digest.clone());
        }
        let leaf = leaf_hash(body.as_bytes());
        change.receipt.positions.push(position);
        change.receipt.version = position;
        change.entries.push((position, entry, body, leaf));
        Ok(())
    }

    /// What the entries do to what is on file, checked by the lints, as rows that differ.
    fn fold(&mut self, files: Files, change: &mut Change, now: Moment) -> Result<(), Refused> {
        let folded = files.folded(&change.entries);
        if let Some(dossier) = &folded.dossier {
            let world = World {
                enterprise: dossier,
                parents: &files.parents,
                scheme: &folded.scheme,
                standards: &files.standards,
            };
            if let Some(broken) = lints(world, self.rules.law(), now.day()).into_iter().next() {
                return Err(Refused::Fault(Fault::Lint(broken.to_string())));
            }
        }
        let version = change.receipt.version;
        for mut row in folded.changed_rows(&files) {
            row.version = version;
            let args = [row.kind.as_str().into(), row.id.as_str().into()];
            let former = one_text(&self.tx.query(sql::ROW_WORDS, &args)?);
            change.rows.push((row, former));
        }
        Ok(())
    }

    fn write(&mut self, key: &str, content: &str, change: Change) -> Result<Receipt, Fault> {
        let mut full: Vec<FullTile> = Vec::new();
        for (position, entry, body, leaf) in &change.entries {
            self.tx
                .execute(sql::ENTRY_ADD, &[(*position).into(), body.as_str().into(), leaf.to_vec().into()])?;
            for tag in tags(entry) {
                self.tx.execute(sql::TAG_ADD, &[tag.into(), (*position).into()])?;
            }
            full.extend(self.edge.push(*leaf));
        }
        for tile in full {
            self.tx.execute(
                sql::TILE_ADD,
                &[i64::from(tile.level).into(), tile.index.into(), tile.bytes().into()],
            )?;
        }
        for (row, former) in &change.rows {
            put_row(self.tx, row, former.as_deref())?;
        }
        for SealedNow { digest, salt, text } in change.texts {
            self.tx.execute(sql::TEXT_ADD, &[digest.into(), salt.to_vec().into(), text.into()])?;
        }
        for digest in change.erased {
            self.tx.execute(sql::TEXT_ERASE, &[digest.into()])?;
        }
        let kept = Receipt { findings: Vec::new(), ..change.receipt.clone() };
        let kept = serde_json::to_string(&kept).map_err(|e| Fault::Unreadable(e.to_string()))?;
        self.tx.execute(sql::COMMAND_ADD, &[key.into(), content.into(), kept.into()])?;
        Ok(change.receipt)
    }
}

/// Writes a row and what search finds it by.
pub fn put_row(tx: &mut dyn Tx, row: &Row, former: Option<&str>) -> Result<(), Fault> {
    let values = row.values();
    if tx.execute(sql::ROW_SET, &values)? == 0 {
        tx.execute(sql::ROW_ADD, &values)?;
    }
    if former != Some(row.words.as_str()) {
        search::index(tx, row, former)?;
    }
    Ok(())
}

/// What was on file before an order.
pub struct Files {
    pub before: Option<Dossier>,
    pub scheme: Scheme,
    pub standards: Vec<Standard>,
    pub parents: Vec<Dossier>,
}

/// What is on file after it; `None` where the order does not touch it.
pub struct Folded {
    dossier: Option<Dossier>,
    scheme: Scheme,
    scheme_touched: bool,
    standard: Option<Standard>,
}

impl Files {
    /// Folds the entries of one order.
    pub fn folded(&self, entries: &[(u64, Entry, String, Hash)]) -> Folded {
        let mut folded =
            Folded { dossier: None, scheme: self.scheme.clone(), scheme_touched: false, standard: None };
        for (position, entry, _, _) in entries {
            match apply::concerns(&entry.event) {
                Concerns::Enterprise => {
                    let Some(code) = entry.enterprise else { continue };
                    let fresh = || self.before.clone().unwrap_or_else(|| Dossier::opened(code));
                    let dossier = folded.dossier.get_or_insert_with(fresh);
                    apply::to_dossier(dossier, entry, *position);
                }
                Concerns::Scheme => {
                    folded.scheme_touched = true;
                    apply::to_scheme(&mut folded.scheme, entry, *position);
                }
                Concerns::Standard(number) => {
                    let known = || self.standards.iter().find(|s| s.number == number).cloned();
                    let fresh = || Standard { number: number.clone(), editions: Vec::new() };
                    let standard = folded.standard.get_or_insert_with(|| known().unwrap_or_else(fresh));
                    apply::to_standard(standard, entry, *position);
                }
                Concerns::Nothing => {}
            }
        }
        folded
    }
}

impl Folded {
    /// The rows that say something else than before.
    pub fn changed_rows(&self, files: &Files) -> Vec<Row> {
        let mut before = Vec::new();
        let mut after = Vec::new();
        if let Some(dossier) = &self.dossier {
            before.extend(files.before.as_ref().map(rows::of_dossier).unwrap_or_default());
            after.extend(rows::of_dossier(dossier));
        }
        if self.scheme_touched {
            before.extend(rows::of_scheme(&files.scheme));
            after.extend(rows::of_scheme(&self.scheme));
        }
        if let Some(standard) = &self.standard {
            let known = files.standards.iter().find(|s| s.number == standard.number);
            before.extend(known.map(rows::of_standard).unwrap_or_default());
            after.extend(rows::of_standard(standard));
        }
        let former: std::collections::BTreeMap<(&str, &str), &Row> =
            before.iter().map(|row| ((row.kind.as_str(), row.id.as_str()), row)).collect();
        after
            .iter()
            .filter(|row| {
                former.get(&(row.kind.as_str(), row.id.as_str())).is_none_or(|old| !row.says_the_same(old))
            })
            .cloned()
            .collect()
    }
}

/// The digest by which a repeated command is known. Private texts are left out: an erased text must not be
/// found again by guessing.
fn content_digest(order: &Order) -> Result<String, Refused> {
    let mut command = order.command.clone();
    for text in command.act.texts_mut() {
        *text = Text::Plain(String::new());
    }
    let said = serde_json::to_string(&(&order.actor, &command))
        .map_err(|e| Refused::Fault(Fault::Unreadable(e.to_string())))?;
    Ok(hex(&digest(said.as_bytes())))
}
