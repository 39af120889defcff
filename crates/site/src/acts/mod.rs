//! The forms of all acts: one row an act, so that an act without a form does not compile.
//!
//! A form knows its name in addresses (a noun), its words, the cases it is offered on, which field of the act
//! names the case, and what is asked. [`command`] turns what was typed into the policy's own command; the
//! policy alone decides whether it may be done.

mod case_kind;
mod completion;
mod duties;
pub(crate) mod fact;
pub(crate) mod field;
mod mark;
mod project;
mod reported;
mod samples;
pub(crate) mod scheme_fact;
mod supervision;
mod table;
pub(crate) mod written_table;

use policy::article::Words;
use policy::command::{ActKind, Command};
use policy::decide::{Problem, Refusal};
use policy::enterprise::facts::FactKind;
use policy::powers::{Office, OfficeKind, is_received};
use policy::scheme::SchemeFactKind;
use policy::standard::project::act::ProjectActKind;
use serde_json::{Value, json};

use crate::words::fill;

pub use self::case_kind::CaseKind;
pub(crate) use self::field::{Field, Input, OnFile};
pub use self::samples::{form_samples, form_words};
pub(crate) use self::supervision::RESULTS;

/// The form of an act.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    /// The act.
    pub(crate) kind: ActKind,
    /// Its name in addresses, a noun.
    pub(crate) name: String,
    /// Its title and the words of its button.
    pub(crate) title: (String, String),
    /// The cases it is offered on.
    pub(crate) cases: &'static [CaseKind],
    /// The field of the act that names the case, where one does.
    pub(crate) subject: Option<&'static str>,
    /// What the day of the act is called, and the field of a fact that repeats it.
    pub(crate) day: (Words, Option<&'static str>),
    /// What is fixed by the kind of act.
    pub(crate) fixed: Value,
    /// What is asked.
    pub(crate) fields: Vec<Field>,
    /// Whether the enterprise is part of the form and not of the case.
    pub(crate) asks_enterprise: bool,
}

const ENTERPRISE: Field =
    Field::new("enterprise", "统一社会信用代码", "Unified social credit code", Input::Enterprise)
        .hint("18位", "18 characters");

impl Form {
    /// The title in a language.
    pub(crate) fn title(&self, lang: crate::lang::Lang) -> &str {
        match lang {
            crate::lang::Lang::Zh => &self.title.0,
            crate::lang::Lang::En => &self.title.1,
        }
    }

    /// The title for an office: what belongs to the party and is entered by somebody else says so.
    pub(crate) fn title_for(&self, office: &Office, lang: crate::lang::Lang) -> String {
        let is_of_the_party = is_received(self.kind)
            && !matches!(self.kind, ActKind::EndAuthorization | ActKind::OnProject(ProjectActKind::Comment));
        if is_of_the_party && !matches!(office.kind, OfficeKind::Maker | OfficeKind::Expert) {
            fill(crate::words::text(lang).case.on_behalf, &[&self.title(lang)])
        } else {
            self.title(lang).to_owned()
        }
    }

    /// The field of the day the act happened.
    pub(crate) fn day_field(&self) -> Field {
        Field {
            at: "on",
            label: self.day.0,
            hint: None,
            input: Input::Day,
            is_optional: false,
            only: None,
            with: None,
        }
    }

    /// The field of a comparison table, if the form has one.
    pub(crate) fn table_field(&self) -> Option<&Field> {
        self.fields.iter().find(|field| matches!(field.input, Input::Table))
    }

    /// Every field in the order of the form.
    pub(crate) fn asked(&self) -> Vec<Field> {
        let enterprise = self.asks_enterprise.then_some(ENTERPRISE);
        enterprise.into_iter().chain([self.day_field()]).chain(self.fields.iter().copied()).collect()
    }
}

const ON: Words = field::w("发生日期", "Day it happened");

/// The form of a kind of act.
pub(crate) fn form(kind: ActKind) -> Form {
    match kind {
        ActKind::EnterFact(of) => fact_entry(kind, of),
        ActKind::EndFact(of) => fact_end(kind, of),
        ActKind::AnnulFact(of) => fact_annulment(kind, of),
        ActKind::CompleteRegister(of) => completeness(kind, of),
        ActKind::EnterSchemeFact(of) => scheme_entry(kind, of),
        ActKind::EndSchemeFact(of) => scheme_step(kind, of, "end", END),
        ActKind::AnnulSchemeFact(of) => scheme_step(kind, of, "annulment", SET_ASIDE),
        ActKind::OnProject(of) => project::form(kind, of),
        other => table::form(other),
    }
}

/// The title of an act about a record of a kind. It has no colon of its own: buttons and lists put theirs before it.
fn both((zh, en): (&str, &str), noun: Words) -> (String, String) {
    let article = if noun.en.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    (fill(zh, &[&noun.zh]), fill(en, &[&format!("{article} {}", noun.en)]))
}

const ENTER: (&str, &str) = ("录入{0}", "Enter {0}");
const END: (&str, &str) = ("终止{0}", "End {0}");
const SET_ASIDE: (&str, &str) = ("撤销{0}的记录", "Set aside the record of {0}");
const COMPLETE: (&str, &str) = ("确认{0}的记录完整", "State that no record of {0} is missing");

fn address(parts: &[&str]) -> String {
    parts.join("-").replace('_', "-")
}

const REASON: Field = Field::new("reason", "理由", "Reasons", Input::Sealed).hint(
    "理由不进入账本，账本只留其加盐摘要，可依法擦除",
    "Kept outside the ledger, which holds a salted digest only; can be erased",
);

fn fact_entry(kind: ActKind, of: FactKind) -> Form {
    let form = fact::fact(of);
    Form {
        kind,
        name: address(&[form.name, "entry"]),
        title: both(ENTER, form.noun),
        cases: match of {
            FactKind::Recall | FactKind::Breach => &[CaseKind::Enterprise, CaseKind::Product],
            _ => &[CaseKind::Enterprise],
        },
        subject: None,
        day: (form.day_label, Some(form.day)),
        fixed: json!({ "do": "enter_fact", "fact": { "fact": form.name } }),
        fields: form.fields,
        asks_enterprise: false,
    }
}

/// The case that a kind of fact has a page of its own for, if it has.
fn own_case(of: FactKind) -> Option<(&'static [CaseKind], &'static str)> {
    match of {
        FactKind::Certificate => Some((&[CaseKind::Certificate], "id")),
        FactKind::Product => Some((&[CaseKind::Product], "id")),
        _ => None,
    }
}

fn which_fact(of: FactKind) -> (&'static [CaseKind], Option<&'static str>, Vec<Field>) {
    match own_case(of) {
        Some((cases, subject)) => (cases, Some(subject), Vec::new()),
        None => {
            let which = Field::new("id", "哪一条记录", "Which record", Input::OnFile(OnFile::Facts));
            (&[CaseKind::Enterprise], None, vec![which])
        }
    }
}

fn fact_end(kind: ActKind, of: FactKind) -> Form {
    const HOW: &[(&str, Words)] = &[
        ("withdrawn", field::w("撤销（有过错）", "Withdrawn for fault")),
        ("cancelled", field::w("注销（无过错）", "Cancelled without fault")),
    ];
    let form = fact::fact(of);
    let (cases, subject, mut fields) = which_fact(of);
    if of == FactKind::Certificate {
        fields.push(Field::new("how", "终止方式", "How it ends", Input::Choice(HOW)));
    }
    fields.push(REASON);
    Form {
        kind,
        name: address(&[form.name, "end"]),
        title: both(END, form.noun),
        cases,
        subject,
        day: (field::w("终止日（当日起不再有效）", "First day it no longer holds"), None),
        fixed: json!({ "do": "end_fact", "kind": form.name }),
        fields,
        asks_enterprise: false,
    }
}

fn fact_annulment(kind: ActKind, of: FactKind) -> Form {
    let form = fact::fact(of);
    let (cases, subject, mut fields) = which_fact(of);
    fields.push(REASON);
    Form {
        kind,
        name: address(&[form.name, "annulment"]),
        title: both(SET_ASIDE, form.noun),
        cases,
        subject,
        day: (ON, None),
        fixed: json!({ "do": "annul_fact", "kind": form.name }),
        fields,
        asks_enterprise: false,
    }
}

fn completeness(kind: ActKind, of: FactKind) -> Form {
    let form = fact::fact(of);
    Form {
        kind,
        name: address(&[form.name, "completeness"]),
        title: both(COMPLETE, form.noun),
        cases: &[CaseKind::Enterprise],
        subject: None,
        day: (field::w("确认日", "Day of the statement"), None),
        fixed: json!({ "do": "complete_register", "kind": form.name }),
        fields: vec![
            Field::new("since", "完整起始日", "Complete back to", Input::Day).hint(
                "自该日起的全部事实均已录入",
                "Everything that happened on or after this day is on file",
            ),
        ],
        asks_enterprise: false,
    }
}

fn scheme_entry(kind: ActKind, of: SchemeFactKind) -> Form {
    let form = scheme_fact::scheme_fact(of);
    Form {
        kind,
        name: address(&["scheme", form.name, "entry"]),
        title: both(ENTER, form.noun),
        cases: &[CaseKind::Scheme],
        subject: None,
        day: (form.day_label, Some(form.day)),
        fixed: json!({ "do": "enter_scheme_fact", "fact": { "fact": form.name } }),
        fields: form.fields,
        asks_enterprise: false,
    }
}

fn scheme_step(kind: ActKind, of: SchemeFactKind, step: &str, words: (&str, &str)) -> Form {
    let form = scheme_fact::scheme_fact(of);
    let act = if step == "end" { "end_scheme_fact" } else { "annul_scheme_fact" };
    Form {
        kind,
        name: address(&["scheme", form.name, step]),
        title: both(words, form.noun),
        cases: &[CaseKind::Scheme],
        subject: None,
        day: (ON, None),
        fixed: json!({ "do": act, "kind": form.name }),
        fields: vec![
            Field::new("id", "哪一条记录", "Which record", Input::OnFile(OnFile::SchemeFacts)),
            REASON,
        ],
        asks_enterprise: false,
    }
}

/// What is told of a label filing on file.
pub(crate) fn label_fields() -> Vec<Field> {
    duties::label_fields()
}

/// Every kind of act that anybody has the power to do, each once.
pub(crate) fn kinds() -> Vec<ActKind> {
    let mut kinds = Vec::new();
    for power in policy::powers::table() {
        if !kinds.contains(&power.act) {
            kinds.push(power.act);
        }
    }
    kinds
}

/// The form with this name in addresses.
pub(crate) fn named(name: &str) -> Option<Form> {
    kinds().into_iter().map(form).find(|form| form.name == name)
}

/// What an act is about beside what is typed.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Of<'a> {
    /// The enterprise in whose name it is done.
    pub(crate) enterprise: Option<&'a str>,
    /// What the case is called in acts.
    pub(crate) subject: Option<&'a str>,
    /// Whose office it is that acts.
    pub(crate) office: Option<&'a str>,
}

/// The field of an act that says who acts: nobody is asked for that who is signed in.
fn own_field(kind: ActKind) -> Option<&'static str> {
    let is_experts =
        matches!(kind, ActKind::OnProject(ProjectActKind::CastVote | ProjectActKind::NoteClause));
    is_experts.then_some("step.expert")
}

/// What was typed, as a command.
///
/// # Errors
/// Every field that must be filled and is not, or cannot be read.
pub(crate) fn command(
    form: &Form,
    typed: &dyn Fn(&str) -> String,
    of: Of,
    key: String,
) -> Result<Command, Refusal> {
    let Of { enterprise, subject, office } = of;
    let mut refusal = Refusal::default();
    let mut act = form.fixed.clone();
    let mut whole = json!({ "key": key });
    if let Some(enterprise) = enterprise {
        field::put(&mut whole, "enterprise", json!(enterprise));
    }
    for asked in form.asked() {
        match asked.read(&typed(asked.at)) {
            Ok(Some(value)) if matches!(asked.at, "on" | "enterprise") => {
                if let (Some(day), "on") = (form.day.1, asked.at) {
                    field::put(&mut act, &format!("{}.{day}", form.fact_root()), value.clone());
                }
                field::put(&mut whole, asked.at, value);
            }
            Ok(Some(value)) => field::put(&mut act, asked.at, value),
            Ok(None) => {}
            Err(problem) => refusal.problems.push(problem),
        }
        refusal.problems.extend(asked.beside(typed));
    }
    if let (Some(at), Some(subject)) = (form.subject, subject) {
        field::put(&mut act, at, json!(subject));
    }
    if let (Some(at), Some(own)) = (own_field(form.kind), office) {
        field::put(&mut act, at, json!(own));
    }
    if !refusal.problems.is_empty() {
        return Err(refusal);
    }
    field::put(&mut whole, "act", act);
    serde_json::from_value(whole).map_err(|fault| {
        Refusal::from(Problem::new(
            "form",
            "表单内容不能成为一项操作，请检查各栏",
            format!("the form does not make an act: {fault}"),
        ))
    })
}

impl Form {
    fn fact_root(&self) -> &'static str {
        match self.kind {
            ActKind::EnterEdition => "edition",
            ActKind::OnProject(_) => "step.edition",
            _ => "fact",
        }
    }
}
