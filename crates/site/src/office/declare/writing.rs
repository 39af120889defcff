//! What a maker has written of a declaration: answers by field, and which questions are answered.

use std::collections::{BTreeMap, BTreeSet};

use policy::authorization::Filing;
use policy::authorization::decide;
use policy::authorization::evidence::Evidence;
use policy::calendar::Day;
use policy::command::{Act, ActKind, Command};
use policy::decide::{Problem, Refusal};
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use registry::{Draft, Moment, kept_name};
use serde::{Deserialize, Serialize};

use crate::acts::{self, CaseKind, Field, Form};
use crate::office::OfficeSite;
use crate::office::act::{Values, receipt};
use crate::office::author::Author;
use crate::office::case::{self, Case};
use crate::problem::Trouble;
use crate::session::Member;
use crate::visitor::Visitor;

/// A question of the declaration, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Product,
    Models,
    Edition,
    Until,
    Parent,
    Evidence,
}

impl Step {
    pub(super) const ALL: [Step; 6] =
        [Step::Product, Step::Models, Step::Edition, Step::Until, Step::Parent, Step::Evidence];

    /// Its name in addresses.
    pub(super) fn name(self) -> &'static str {
        match self {
            Step::Product => "product",
            Step::Models => "models",
            Step::Edition => "edition",
            Step::Until => "until",
            Step::Parent => "parent",
            Step::Evidence => "evidence",
        }
    }

    /// The step of a name.
    pub(super) fn named(name: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The field of the act that it asks for.
    pub(super) fn field(self, form: &Form) -> Option<Field> {
        form.asked().into_iter().find(|field| field.at.strip_prefix("filing.") == Some(self.name()))
    }

    /// The question, in the reader's language.
    pub(super) fn words(self, visitor: &Visitor) -> &'static str {
        let w = &visitor.w.declare;
        match self {
            Step::Product => w.product,
            Step::Models => w.models,
            Step::Edition => w.edition,
            Step::Until => w.until,
            Step::Parent => w.parent,
            Step::Evidence => w.evidence,
        }
    }
}

/// What a draft's body holds.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Body {
    values: BTreeMap<String, String>,
    answered: Vec<String>,
    #[serde(default)]
    evidence: Vec<Evidence>,
    /// What the files were called where they came from, by their digests; it tells them apart and goes with the draft.
    #[serde(default)]
    names: BTreeMap<String, String>,
}

/// A declaration being written.
pub(super) struct Writing {
    pub(super) id: String,
    /// The office in which it was begun, and in which alone it goes on.
    office: Office,
    pub(super) values: Values,
    answered: BTreeSet<Step>,
    pub(super) evidence: Vec<Evidence>,
    names: BTreeMap<String, String>,
    pub(super) changed: Moment,
}

impl Writing {
    /// One that holds what these values say, under this identifier.
    pub(super) fn new(id: String, office: Office, given: &Values, form: &Form) -> Writing {
        let mut writing = Writing {
            id,
            office,
            values: Values::new(),
            answered: BTreeSet::new(),
            evidence: Vec::new(),
            names: BTreeMap::new(),
            changed: Moment { unix_seconds: 0 },
        };
        for step in Step::ALL {
            let Some(field) = step.field(form) else { continue };
            let typed = given.get(field.at).map(|typed| typed.trim()).unwrap_or_default();
            if typed.is_empty() {
                continue;
            }
            // What cannot be read is kept as it was typed, and told as what it is.
            match field.read(typed) {
                Ok(_) => writing.answer(step, field.at, typed.to_owned()),
                Err(_) => writing.type_in(step, field.at, typed.to_owned()),
            }
        }
        writing
    }

    /// What a draft holds; one that cannot be read holds nothing.
    pub(super) fn of(draft: Draft) -> Writing {
        let body: Body = serde_json::from_str(&draft.body).unwrap_or_default();
        Writing {
            id: draft.id,
            office: draft.office,
            values: body.values.into_iter().collect(),
            answered: body.answered.iter().filter_map(|name| Step::named(name)).collect(),
            evidence: body.evidence,
            names: body.names,
            changed: Moment { unix_seconds: draft.changed },
        }
    }

    /// Writes an answer down. Another product has other models.
    pub(super) fn answer(&mut self, step: Step, at: &str, typed: String) {
        self.type_in(step, at, typed);
        self.answered.insert(step);
    }

    /// Writes down what was typed, which is no answer before it is sent as one.
    pub(super) fn type_in(&mut self, step: Step, at: &str, typed: String) {
        let before = self.values.insert(at.to_owned(), typed.clone());
        self.answered.remove(&step);
        if step == Step::Product && before.is_some_and(|before| before != typed) {
            self.values.remove("filing.models");
            self.answered.remove(&Step::Models);
        }
    }

    /// Where it goes on, if the person has another office than the one in which it was begun.
    ///
    /// # Errors
    /// If no office is chosen.
    pub(super) fn elsewhere(&self, member: &Member, page: &str) -> Result<Option<Trouble>, Trouble> {
        let is_here = self.office == *member.office()?;
        Ok((!is_here).then(|| Trouble::OtherOffice(format!("/declare/{}{page}", self.id))))
    }

    /// Takes a file in, and what it was called where it came from.
    pub(super) fn take(&mut self, one: Evidence, name: &str) {
        let name = kept_name(name);
        self.names.extend((!name.is_empty()).then(|| (one.digest.clone(), name)));
        self.evidence.push(one);
    }

    /// Forgets a file.
    pub(super) fn forget(&mut self, digest: &str) {
        self.evidence.retain(|one| one.digest != digest);
        self.names.remove(digest);
    }

    /// What a file was called; nothing where nobody said.
    pub(super) fn name_of(&self, digest: &str) -> Option<&str> {
        self.names.get(digest).map(String::as_str)
    }

    /// Notes that a question is answered which has no field of its own.
    pub(super) fn answered(&mut self, step: Step) {
        self.answered.insert(step);
    }

    /// Whether a question is answered.
    pub(super) fn has(&self, step: Step) -> bool {
        self.answered.contains(&step)
    }

    /// The first question that is not.
    pub(super) fn next(&self) -> Option<Step> {
        Step::ALL.into_iter().find(|step| !self.has(*step))
    }

    /// What was typed for a step.
    pub(super) fn typed(&self, step: Step) -> &str {
        self.values.get(&format!("filing.{}", step.name())).map_or("", String::as_str)
    }

    fn body(&self) -> String {
        let body = Body {
            values: self.values.clone().into_iter().collect(),
            answered: self.answered.iter().map(|step| step.name().to_owned()).collect(),
            evidence: self.evidence.clone(),
            names: self.names.clone(),
        };
        serde_json::to_string(&body).unwrap_or_default()
    }

    /// What tells one state of it from another: nobody files what they did not see.
    pub(super) fn digest(&self) -> String {
        ledger::hex(&ledger::digest(self.body().as_bytes()))
    }

    /// Keeps it.
    ///
    /// # Errors
    /// If it is too long, another person's, or the store is at fault.
    pub(super) async fn keep(&self, site: &OfficeSite, member: &Member) -> Result<(), Trouble> {
        let (draft, now) = (self.draft(member), site.public().now());
        told(site.change(move |registry| registry.keep_draft(draft, now)).await?)
    }

    /// The same of what an author sent: where their session is over, it pushes nothing out that is kept already.
    ///
    /// # Errors
    /// As [`Writing::keep`].
    pub(super) async fn keep_for(&self, site: &OfficeSite, author: &Author) -> Result<(), Trouble> {
        if !author.is_of_ended_session() {
            return self.keep(site, &author.member).await;
        }
        let (draft, now) = (self.draft(&author.member), site.public().now());
        told(site.change(move |registry| registry.keep_draft_beside(draft, now)).await?)
    }

    fn draft(&self, member: &Member) -> Draft {
        Draft {
            id: self.id.clone(),
            person: member.signed.person.clone(),
            office: self.office.clone(),
            body: self.body(),
            changed: 0,
        }
    }

    /// Forgets it, and the files that were sent along with it and not filed.
    ///
    /// # Errors
    /// If the store is at fault.
    pub(super) async fn end(self, site: &OfficeSite, member: &Member) -> Result<(), Trouble> {
        let person = member.signed.person.clone();
        site.change(move |registry| registry.end_draft(&self.id, &person)).await.map(drop)
    }

    /// The command that files it on a day, under a key of its own, so that filing twice is filing once.
    ///
    /// # Errors
    /// Every question that is not answered or cannot be read.
    pub(super) fn command(&self, code: CreditCode, on: &str) -> Result<Command, Refusal> {
        let typed = |at: &str| {
            if at == "on" { on.to_owned() } else { self.values.get(at).cloned().unwrap_or_default() }
        };
        let key = key(&self.id);
        let of = acts::Of { enterprise: Some(code.as_str()), ..acts::Of::default() };
        let mut command = acts::command(&form(), &typed, of, key)?;
        if let Act::FileDeclaration { filing } = &mut command.act {
            filing.evidence.clone_from(&self.evidence);
        }
        Ok(command)
    }

    /// What it asks for.
    ///
    /// # Errors
    /// As [`Writing::command`].
    pub(super) fn filing(&self, code: CreditCode, on: &str) -> Result<Option<Filing>, Refusal> {
        Ok(match self.command(code, on)?.act {
            Act::FileDeclaration { filing } => Some(filing),
            _ => None,
        })
    }
}

fn told(is_kept: bool) -> Result<(), Trouble> {
    let w = |lang| crate::words::text(lang).declare.cannot_keep;
    is_kept.then_some(()).ok_or_else(|| Trouble::bad(w(crate::lang::Lang::Zh), w(crate::lang::Lang::En)))
}

/// The form of the act that this leads to.
pub(super) fn form() -> Form {
    acts::form(ActKind::FileDeclaration)
}

/// The maker whose office it is.
///
/// # Errors
/// If the office is not a maker's.
pub(super) fn maker(member: &Member) -> Result<CreditCode, Trouble> {
    maker_of(member.office()?)
}

/// The maker whose office this is.
///
/// # Errors
/// If the office is not a maker's.
pub(super) fn maker_of(office: &Office) -> Result<CreditCode, Trouble> {
    let code = office.of.as_deref().filter(|_| office.kind == OfficeKind::Maker);
    code.and_then(|code| CreditCode::parse_overridden(code).ok()).ok_or(Trouble::Forbidden)
}

/// The key under which a draft is filed.
pub(super) fn key(id: &str) -> String {
    format!("declare-{id}")
}

/// What the person keeps under an identifier in the present office; nobody else's.
///
/// # Errors
/// As [`own`], and where it was begun in another office of theirs: they are led to where they choose.
pub(super) async fn find(site: &OfficeSite, member: &Member, id: &str) -> Result<Writing, Trouble> {
    let writing = own(site, member, id).await?;
    match writing.elsewhere(member, "")? {
        Some(elsewhere) => Err(elsewhere),
        None => Ok(writing),
    }
}

/// What the person keeps under an identifier, in whichever office of theirs.
///
/// # Errors
/// If there is none. Of one that was filed the receipt is told: the Back button leads here.
pub(super) async fn own(site: &OfficeSite, member: &Member, id: &str) -> Result<Writing, Trouble> {
    let (asked, person) = (id.to_owned(), member.signed.person.clone());
    let draft = site.public().look(move |reader| reader.draft(&asked, &person)).await?;
    if let Some(draft) = draft.filter(|draft| !draft.is_form()) {
        return Ok(Writing::of(draft));
    }
    match receipt::of(site, member, &key(id)).await? {
        Some(_) => Err(Trouble::SeeOther(format!("/declare/{id}/receipt?again=1"))),
        None => Err(Trouble::NotOnFile),
    }
}

/// What of these models the product has not: told where they are typed, and not only when all is filed.
pub(super) fn unknown_models(case: &Case, product: &str, models: &[String]) -> Vec<Problem> {
    let known = case.dossier.as_ref().and_then(|dossier| dossier.product(product));
    known.map_or_else(Vec::new, |product| {
        decide::unknown_models(product, models.iter().map(String::as_str)).collect()
    })
}

/// What of a filing's product and models is not on file: no condition is told of what would be refused as it stands.
pub(super) fn not_on_file(case: &Case, filing: &Filing) -> Vec<Problem> {
    case.dossier.as_ref().map_or_else(Vec::new, |dossier| decide::not_on_file(dossier, filing))
}

/// What is wrong with the parent that is named, told where it is typed.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn wrong_parent(
    site: &OfficeSite,
    own: CreditCode,
    typed: &str,
) -> Result<Option<Problem>, Trouble> {
    let Ok(parent) = CreditCode::parse_overridden(typed) else { return Ok(None) };
    let is_on_file = site.public().look(move |reader| Ok(reader.dossier(parent)?.is_some())).await?;
    Ok(decide::wrong_parent(own, parent, is_on_file))
}

/// What of a last day cannot be asked for: told where it is typed, and not only when all is filed.
pub(super) fn past_last_day(typed: &str, today: Day) -> Vec<Problem> {
    let until: Option<Day> = typed.parse().ok();
    until.and_then(|until| decide::past_last_day(until, today)).into_iter().collect()
}

/// The case whose file answers are chosen from: the product once it is known, the maker before.
///
/// # Errors
/// If the maker is not on file.
pub(super) async fn case_of(site: &OfficeSite, code: CreditCode, product: &str) -> Result<Case, Trouble> {
    if !product.is_empty() {
        let id = format!("{code}/{product}");
        if let Ok(case) = case::load(site.public(), CaseKind::Product.name(), &id).await {
            return Ok(case);
        }
    }
    case::load(site.public(), CaseKind::Enterprise.name(), code.as_str()).await
}
