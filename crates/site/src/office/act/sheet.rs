//! What was typed into the form of an act, kept until it is confirmed: whoever goes back, changes the language, opens
//! a second tab or is signed out finds it again. Kept with the drafts of the person, and nobody else's.

use std::collections::BTreeMap;

use policy::decide::Problem;
use policy::powers::Office;
use registry::needs::{LONGEST_TEXT, fault_of_text};
use registry::{DRAFT_BYTES, Draft, FORM_DRAFT, Moment};
use serde::{Deserialize, Serialize};

use axum::response::Response;

use super::{KEPT_APART, Values, lost};
use crate::acts::{self, Field, Form, Input};
use crate::lang::Lang;
use crate::office::author::Author;
use crate::office::{OfficeSite, case, sign_in};
use crate::problem::Trouble;
use crate::session::Member;
use crate::words::text;

/// The case and the act of a form's address: kind, identifier, act.
pub(crate) type Address = (String, String, String);

/// Which form a page beside it belongs to.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Key {
    #[serde(default)]
    pub(super) key: String,
}

/// The longest key of a form.
const LONGEST_KEY: usize = 80;

/// What a draft's body holds.
#[derive(Serialize, Deserialize)]
struct Body {
    kind: String,
    case: String,
    act: String,
    version: Option<u64>,
    values: BTreeMap<String, String>,
}

/// What was typed into a form.
pub(crate) struct Sheet {
    /// The key of the act: sent again, it is known to have been done.
    pub(crate) key: String,
    /// The case and the act.
    pub(crate) address: Address,
    /// The version of the dossier that the form was made of.
    pub(super) version: Option<u64>,
    /// What was typed, by name.
    pub(crate) values: Values,
    /// When it was last touched.
    pub(crate) changed: Moment,
}

/// Whether a text can be the key of a form.
pub(super) fn is_key(text: &str) -> bool {
    (1..=LONGEST_KEY).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// What was sent, by name: of several values under one name each is a line.
pub(in crate::office) fn gathered(sent: Vec<(String, String)>) -> Values {
    let mut values = Values::new();
    for (name, value) in sent {
        let held = values.entry(name).or_default();
        if !held.is_empty() && !value.is_empty() {
            held.push('\n');
        }
        held.push_str(&value);
    }
    values
}

/// A key that nobody guesses.
pub(super) fn fresh_key(site: &OfficeSite) -> String {
    let chance: String = site.secret().chars().take(32).collect();
    format!("form-{chance}")
}

/// The address of a form.
pub(super) fn here((kind, id, act): &Address) -> Option<String> {
    let kind = acts::CaseKind::named(kind)?;
    Some(format!("{}/acts/{act}", case::address(kind, id)))
}

impl Sheet {
    /// What was sent from a form. A form names the version that it was made of, or nothing where there is none yet:
    /// anything else must not switch the look at it off.
    ///
    /// # Errors
    /// If the version cannot be read.
    pub(super) fn sent(site: &OfficeSite, address: Address, mut values: Values) -> Result<Sheet, Trouble> {
        let version = match values.get("version").map(|version| version.trim()) {
            None | Some("") => None,
            Some(version) => Some(version.parse().map_err(|_| {
                Trouble::bad(
                    "表单的版本号无法读取，请重新打开表单",
                    "the version in the form cannot be read: open the form anew",
                )
            })?),
        };
        let key = values.remove("key").filter(|key| is_key(key)).unwrap_or_else(|| fresh_key(site));
        values.retain(|name, _| !KEPT_APART.contains(&name.as_str()));
        Ok(Sheet { key, address, version, values, changed: Moment { unix_seconds: 0 } })
    }

    /// What a draft holds, if it holds a form.
    pub(crate) fn of(draft: Draft) -> Option<Sheet> {
        let body: Body = serde_json::from_str(&draft.body).ok()?;
        Some(Sheet {
            key: draft.id.strip_prefix(FORM_DRAFT)?.to_owned(),
            address: (body.kind, body.case, body.act),
            version: body.version,
            values: body.values.into_iter().collect(),
            changed: Moment { unix_seconds: draft.changed },
        })
    }

    fn body(&self) -> String {
        let (kind, case, act) = self.address.clone();
        let values = self.values.clone().into_iter().collect();
        serde_json::to_string(&Body { kind, case, act, version: self.version, values }).unwrap_or_default()
    }

    /// What makes the form larger than a draft, told at its field: a text that the register would not take either, or else
    /// the longest field. What a draft has room for is kept, and told where it is checked.
    pub(super) fn too_long(&self, form: &Form) -> Vec<Problem> {
        if self.body().len() <= DRAFT_BYTES {
            return Vec::new();
        }
        let fields = form.asked();
        let typed = |field: &Field| self.values.get(field.at).map_or("", |typed| typed.trim());
        let is_text = |field: &&Field| matches!(field.input, Input::Sealed);
        let is_long = |field: &&Field| typed(field).chars().nth(LONGEST_TEXT).is_some();
        let texts = fields.iter().filter(is_text).filter(is_long);
        let texts = texts.filter_map(|field| Some(fault_of_text(typed(field))?.at(field.at)));
        let texts: Vec<Problem> = texts.collect();
        if !texts.is_empty() {
            return texts;
        }
        let longest = fields.iter().max_by_key(|field| typed(field).len());
        let problem = |field: &Field| {
            let (length, most) = (typed(field).chars().count(), DRAFT_BYTES >> 20);
            Problem::new(
                "form",
                format!("此项有{length}字；整份表单最多{most} MiB，超过的无法保存，请缩短"),
                format!(
                    "here are {length} characters; a form of more than {most} MiB cannot be kept: shorten it"
                ),
            )
            .at(field.at)
        };
        longest.map(problem).into_iter().collect()
    }

    /// What tells one state of it from another: nobody confirms what they did not see.
    pub(crate) fn digest(&self) -> String {
        ledger::hex(&ledger::digest(self.body().as_bytes()))
    }

    /// The form in which it was typed.
    pub(super) fn form(&self) -> Option<String> {
        Some(format!("{}?key={}", here(&self.address)?, self.key))
    }

    /// How many bytes were typed.
    pub(super) fn size(&self) -> usize {
        self.values.values().map(String::len).sum()
    }

    /// What its form asks.
    pub(super) fn form_asked(&self) -> Vec<Field> {
        acts::named(&self.address.2).map(|form| form.asked()).unwrap_or_default()
    }

    /// The page on which its comparison table is written.
    pub(super) fn table(&self) -> Option<String> {
        Some(format!("{}/table?key={}", here(&self.address)?, self.key))
    }

    /// The page on which its files are sent.
    pub(super) fn files(&self) -> Option<String> {
        Some(format!("{}/files?key={}", here(&self.address)?, self.key))
    }

    /// Takes over the comparison table that the person keeps under the same key: it is written on pages of its own, and
    /// the form does not bring it.
    ///
    /// # Errors
    /// If the store is at fault.
    pub(super) async fn carry_table(&mut self, site: &OfficeSite, person: &str) -> Result<(), Trouble> {
        let form = acts::named(&self.address.2);
        let Some(at) = form.as_ref().and_then(|form| form.table_field()).map(|field| field.at) else {
            return Ok(());
        };
        if self.values.contains_key(at) {
            return Ok(());
        }
        let (id, person) = (format!("{FORM_DRAFT}{}", self.key), person.to_owned());
        let kept = site.public().look(move |reader| reader.draft(&id, &person)).await?;
        let kept = kept.and_then(Sheet::of).filter(|kept| kept.address == self.address);
        if let Some(table) = kept.and_then(|mut kept| kept.values.remove(at)) {
            self.values.insert(at.to_owned(), table);
        }
        Ok(())
    }

    /// The page on which it is checked.
    pub(crate) fn check(&self) -> Option<String> {
        Some(format!("{}/check?key={}", here(&self.address)?, self.key))
    }

    /// Keeps it for a person in an office.
    ///
    /// # Errors
    /// If it is too long, or the store is at fault.
    pub(super) async fn keep(&self, site: &OfficeSite, person: &str, office: &Office) -> Result<(), Trouble> {
        let (draft, now) = (self.draft(person, office), site.public().now());
        if site.change(move |registry| registry.keep_draft(draft, now)).await? {
            Ok(())
        } else {
            Err(not_kept())
        }
    }

    /// Keeps it beside what the person keeps by now, for whoever is not signed in; `false` where there is no room.
    ///
    /// # Errors
    /// If the store is at fault.
    pub(super) async fn keep_beside(
        &self,
        site: &OfficeSite,
        person: &str,
        office: &Office,
    ) -> Result<bool, Trouble> {
        let (draft, now) = (self.draft(person, office), site.public().now());
        site.change(move |registry| registry.keep_draft_beside(draft, now)).await
    }

    fn draft(&self, person: &str, office: &Office) -> Draft {
        Draft {
            id: format!("{FORM_DRAFT}{}", self.key),
            person: person.to_owned(),
            office: office.clone(),
            body: self.body(),
            changed: 0,
        }
    }

    /// Keeps a form that came late for its author, and tells where it goes on. Of a session that is over it is kept under a
    /// key of its own, beside whatever the person keeps by now; sent twice it is kept once. Where there is no room, what was
    /// typed is given back to whoever sent it.
    ///
    /// # Errors
    /// Where it goes on; or a fault of the store.
    pub(super) async fn keep_for_later(
        self,
        site: &OfficeSite,
        author: &Author,
        look: Option<&str>,
    ) -> Result<Response, Trouble> {
        let Author { member, .. } = author;
        let (sheet, page) = if author.is_of_other_office() {
            let page = self.check();
            (self, page)
        } else {
            let key = author.name_of(&format!("{} {}", self.key, self.body()));
            let sheet = Sheet { key, ..self };
            let page = match look {
                Some("table") => sheet.table(),
                Some("files") => sheet.files(),
                _ => sheet.form(),
            };
            (sheet, page)
        };
        let page = page.ok_or(Trouble::NotFound)?;
        if author.is_of_other_office() {
            sheet.keep(site, &member.signed.person, member.office()?).await?;
        } else if !sheet.keep_beside(site, &member.signed.person, member.office()?).await? {
            return lost::page_of(author, sheet).await;
        }
        Err(author.in_time(|| page).err().unwrap_or(Trouble::NotFound))
    }

    /// Forgets it.
    ///
    /// # Errors
    /// If the store is at fault.
    pub(crate) async fn end(key: &str, site: &OfficeSite, member: &Member) -> Result<(), Trouble> {
        let (id, person) = (format!("{FORM_DRAFT}{key}"), member.signed.person.clone());
        site.change(move |registry| registry.end_draft(&id, &person)).await.map(drop)
    }
}

/// What is told where a draft has no room.
pub(super) fn not_kept() -> Trouble {
    let w = |lang| text(lang).declare.cannot_keep;
    Trouble::bad(w(Lang::Zh), w(Lang::En))
}

/// What a person keeps under a key for the form at an address; nobody else's.
///
/// # Errors
/// If it is kept in another office of theirs: they are led to where they choose.
pub(super) async fn find(
    site: &OfficeSite,
    member: &Member,
    key: &str,
    address: &Address,
) -> Result<Option<Sheet>, Trouble> {
    let (id, person) = (format!("{FORM_DRAFT}{key}"), member.signed.person.clone());
    let Some(draft) = site.public().look(move |reader| reader.draft(&id, &person)).await? else {
        return Ok(None);
    };
    let office = draft.office.clone();
    let Some(sheet) = Sheet::of(draft).filter(|sheet| sheet.address == *address) else { return Ok(None) };
    match sheet.check() {
        Some(next) if office != *member.office()? => Err(Trouble::OtherOffice(next)),
        _ => Ok(Some(sheet)),
    }
}

/// The office for which a form was filled in, where it is another one of the person than the present: one was chosen
/// meanwhile, in a second tab perhaps.
///
/// # Errors
/// If the office of the form is not held any more.
pub(in crate::office) async fn other_office(
    site: &OfficeSite,
    member: &Member,
    acting: &str,
) -> Result<Option<Office>, Trouble> {
    let Ok(office) = serde_json::from_str::<Office>(acting) else { return Ok(None) };
    if office == *member.office()? {
        return Ok(None);
    }
    let held = sign_in::offices(site, &member.signed.person, site.public().now()).await?;
    if held.contains(&office) { Ok(Some(office)) } else { Err(Trouble::Forbidden) }
}
