//! What a dossier holds, register by register, in words; written once for every kind of record.

use std::collections::HashMap;

use policy::article::Words;
use policy::command::ActKind;
use policy::enterprise::Dossier;
use policy::enterprise::facts::FactKind;
use policy::enterprise::record::{Record, Register};
use policy::parameters::Parameters;
use policy::powers::{Office, OfficeKind, power_of};
use policy::register_of;
use policy::scheme::{Scheme, SchemeFactKind};
use serde::Serialize;

use crate::acts::fact::{self, FactForm};
use crate::acts::field::w;
use crate::acts::scheme_fact::scheme_fact;
use crate::acts::{self, CaseKind, Field, Input};
use crate::lang::Lang;
use crate::office::case::address;
use crate::office::joint;
use crate::office::names::Names;
use crate::office::on_file_record::{RecordView, Told, record};
use crate::office::reach::{opens_experts, opens_in};
use crate::public::artwork;
use crate::words::{fill, text};

/// By which an office is given to somebody.
const ENTER_HOLDER: ActKind = ActKind::EnterSchemeFact(SchemeFactKind::Holder);

/// How what is on file is told: in which language, with the numbers that rules name.
#[derive(Clone, Copy)]
pub struct Speaks<'a> {
    /// The language.
    pub lang: Lang,
    /// The numbers.
    pub parameters: &'a Parameters,
    /// Where bodies and laboratories are called by their names; without it they keep their numbers.
    pub scheme: Option<&'a Scheme>,
}

impl<'a> Speaks<'a> {
    fn of(self, dossier: Option<&'a Dossier>) -> Told<'a> {
        Told { s: self, names: Names { dossier, scheme: self.scheme } }
    }
}

/// A register of a dossier in words.
pub(crate) struct RegisterView {
    /// As an address says it.
    pub(crate) name: &'static str,
    pub(crate) noun: Words,
    pub(crate) title: String,
    pub(crate) count: usize,
    pub(crate) complete: String,
    pub(crate) records: Vec<RecordView>,
}

/// The kinds of fact in the order in which a case file shows them.
pub(crate) const FACTS: [FactKind; 15] = [
    FactKind::Registration,
    FactKind::HeadOffice,
    FactKind::Holding,
    FactKind::Product,
    FactKind::Certificate,
    FactKind::Commitment,
    FactKind::Award,
    FactKind::SystemCertificate,
    FactKind::Penalty,
    FactKind::Listing,
    FactKind::Recall,
    FactKind::Breach,
    FactKind::DraftingRole,
    FactKind::Exhibition,
    FactKind::Membership,
];

/// Identifiers of the facts of a kind that were not set aside.
pub(crate) fn ids(dossier: Option<&Dossier>, kind: FactKind) -> Vec<String> {
    let standing = |dossier: &Dossier| {
        register_of!(dossier, kind, register => {
            register.list.iter().filter(|fact| fact.annulled().is_none()).map(|fact| fact.id().to_owned()).collect()
        })
    };
    dossier.map(standing).unwrap_or_default()
}

/// What people call the facts of a kind, by their identifiers.
pub(crate) fn names_of(s: Speaks, dossier: &Dossier, kind: FactKind) -> HashMap<String, String> {
    let (told, form) = (s.of(Some(dossier)), fact::fact(kind));
    register_of!(dossier, kind, register => {
        let named = register.list.iter().map(|one| {
            let view = record(told, one, (form.noun, &form.fields), |_| None);
            (one.id().to_owned(), view.name)
        });
        named.collect()
    })
}

/// Identifiers of the scheme facts of a kind that were not set aside.
pub(crate) fn scheme_ids(scheme: Option<&Scheme>, kind: SchemeFactKind) -> Vec<String> {
    fn standing<T: Record>(list: &[T]) -> Vec<String> {
        list.iter().filter(|fact| fact.annulled().is_none()).map(|fact| fact.id().to_owned()).collect()
    }
    let of = |scheme: &Scheme| match kind {
        SchemeFactKind::CatalogueEntry => standing(&scheme.catalogue.list),
        SchemeFactKind::Body => standing(&scheme.bodies.list),
        SchemeFactKind::Holder => standing(&scheme.holders.list),
        SchemeFactKind::Organisation => standing(&scheme.organisations.list),
        SchemeFactKind::Call => standing(&scheme.calls.list),
        SchemeFactKind::Expert => standing(&scheme.experts.list),
        SchemeFactKind::ReviewBar => standing(&scheme.review_bars.list),
        SchemeFactKind::Artwork => standing(&scheme.artworks.list),
    };
    scheme.map(of).unwrap_or_default()
}

/// Every register of facts of a dossier, and what the platform itself made; with links to what the reader opens.
pub(crate) fn registers(s: Speaks, dossier: &Dossier, reader: Option<&Office>) -> Vec<RegisterView> {
    let told = s.of(Some(dossier));
    let link = |kind: CaseKind, id: &str| {
        let in_address =
            if kind == CaseKind::Product { format!("{}/{id}", dossier.enterprise) } else { id.to_owned() };
        let opens = reader.is_some_and(|office| opens_in(office, dossier, kind, id));
        opens.then(|| address(kind, &in_address))
    };
    let mut views: Vec<RegisterView> = FACTS
        .iter()
        .map(|&kind| {
            let href = |id: &str| match kind {
                FactKind::Product => link(CaseKind::Product, id),
                FactKind::Certificate => link(CaseKind::Certificate, id),
                _ => None,
            };
            register_of!(dossier, kind, register => of(told, &fact::fact(kind), register, href))
        })
        .collect();
    let case = |kind: CaseKind| {
        let link = &link;
        move |id: &str| link(kind, id)
    };
    views.push(made(told, CaseKind::Declaration, dossier.declarations.iter(), case(CaseKind::Declaration)));
    let marks = dossier.authorizations.list.iter();
    views.push(made(told, CaseKind::Authorization, marks, case(CaseKind::Authorization)));
    views.push(made(told, CaseKind::Label, dossier.labels.iter(), case(CaseKind::Label)));
    views.push(made(told, CaseKind::Check, dossier.checks.list.iter(), case(CaseKind::Check)));
    views.push(made(told, CaseKind::Proceeding, dossier.proceedings.iter(), case(CaseKind::Proceeding)));
    views
}

/// What the platform itself made, of one kind.
fn made<'r, T: Record + Serialize + 'r>(
    told: Told,
    kind: CaseKind,
    list: impl Iterator<Item = &'r T>,
    href: impl Fn(&str) -> Option<String> + Copy,
) -> RegisterView {
    let (lang, fields) = (told.s.lang, fields_of(kind));
    let records: Vec<RecordView> = list.map(|one| record(told, one, (kind.words(), &fields), href)).collect();
    RegisterView {
        name: kind.name(),
        noun: kind.words(),
        title: lang.label(kind.words()),
        count: records.len(),
        complete: text(lang).case.register_source.to_owned(),
        records,
    }
}

/// What is on file about the one record that a case is about.
pub(crate) fn own(s: Speaks, kind: CaseKind, id: &str, dossier: &Dossier) -> Option<String> {
    fn find<'a, T: Record>(mut list: impl Iterator<Item = &'a T>, id: &str) -> Option<&'a T> {
        list.find(|record| record.id() == id)
    }
    let fields = fields_of(kind);
    let tell = Tell { told: s.of(Some(dossier)), is: (kind.words(), &fields) };
    match kind {
        CaseKind::Product => tell.one(find(dossier.products.list.iter(), id)),
        CaseKind::Certificate => tell.one(find(dossier.certificates.list.iter(), id)),
        CaseKind::Declaration => tell.one(find(dossier.declarations.iter(), id)),
        CaseKind::Authorization => tell.one(find(dossier.authorizations.list.iter(), id)),
        CaseKind::Label => tell.one(find(dossier.labels.iter(), id)),
        CaseKind::Check => tell.one(find(dossier.checks.list.iter(), id)),
        CaseKind::Proceeding => tell.one(find(dossier.proceedings.iter(), id)),
        CaseKind::Enterprise
        | CaseKind::Edition
        | CaseKind::Project
        | CaseKind::DutyReport
        | CaseKind::Scheme => None,
    }
}

/// The registers of the scheme; experts and bars on them for whoever reads those, and who holds the office of an expert for
/// them and for whoever gives that office (decision 0032).
pub(crate) fn scheme_registers(s: Speaks, scheme: &Scheme, reader: Option<&Office>) -> Vec<RegisterView> {
    let has_experts = reader.is_none_or(opens_experts);
    let gives_offices = |office: &Office| power_of(office.kind, ENTER_HOLDER).is_some();
    let mut holders = scheme.holders.clone();
    let left_out = !has_experts && !reader.is_some_and(gives_offices);
    holders.list.retain(|holder| !left_out || holder.office.kind != OfficeKind::Expert);
    let none = |_: &str| None;
    let told = Speaks { scheme: Some(scheme), ..s }.of(None);
    let holds = of(told, &scheme_fact(SchemeFactKind::Holder), &holders, none);
    let mut views = vec![
        of(told, &scheme_fact(SchemeFactKind::CatalogueEntry), &scheme.catalogue, none),
        of(told, &scheme_fact(SchemeFactKind::Body), &scheme.bodies, none),
        RegisterView {
            complete: if left_out {
                text(s.lang).case.register_no_experts.to_owned()
            } else {
                holds.complete
            },
            ..holds
        },
        of(told, &scheme_fact(SchemeFactKind::Organisation), &scheme.organisations, none),
        of(told, &scheme_fact(SchemeFactKind::Call), &scheme.calls, |id| Some(format!("/calls/{id}"))),
        of(told, &scheme_fact(SchemeFactKind::Artwork), &scheme.artworks, |_| Some(artwork::PATH.to_owned())),
    ];
    if has_experts {
        views.push(of(told, &scheme_fact(SchemeFactKind::Expert), &scheme.experts, none));
        views.push(of(told, &scheme_fact(SchemeFactKind::ReviewBar), &scheme.review_bars, none));
    }
    views
}

fn of<T: Record + Serialize>(
    told: Told,
    form: &FactForm,
    register: &Register<T>,
    href: impl Fn(&str) -> Option<String> + Copy,
) -> RegisterView {
    let s = told.s;
    let w = &text(s.lang).case;
    let since = register.complete.iter().map(|statement| statement.since).min();
    let complete = match since {
        _ if register.always_complete => w.register_source.to_owned(),
        Some(day) => fill(w.register_complete, &[&day]),
        None => w.register_incomplete.to_owned(),
    };
    RegisterView {
        name: form.name,
        noun: form.noun,
        title: s.lang.label(form.noun),
        count: register.list.len(),
        complete,
        records: register
            .list
            .iter()
            .map(|fact| record(told, fact, (form.noun, &form.fields), href))
            .collect(),
    }
}

/// Tells one record in one line.
struct Tell<'a> {
    told: Told<'a>,
    is: (Words, &'a [Field]),
}

impl Tell<'_> {
    fn one<T: Record + Serialize>(&self, found: Option<&T>) -> Option<String> {
        Some(record(self.told, found?, self.is, |_| None).line())
    }
}

/// What is told of a case that has a page of its own.
fn fields_of(kind: CaseKind) -> Vec<Field> {
    match kind {
        CaseKind::Product => fact::fact(FactKind::Product).fields,
        CaseKind::Certificate => fact::fact(FactKind::Certificate).fields,
        CaseKind::Declaration => {
            let mut fields = acts::form(ActKind::FileDeclaration).fields;
            fields.extend(joint::ANSWERS);
            fields
        }
        CaseKind::Label => acts::label_fields(),
        CaseKind::Check => {
            let mut fields = acts::form(ActKind::SampleProduct).fields;
            fields.extend(acts::RESULTS);
            fields
        }
        CaseKind::Authorization => vec![
            Field::new("product", "产品", "Product", Input::Line),
            Field::new("models", "型号", "Models", Input::Lines),
            Field::new("edition", "标准", "Standard", Input::Edition),
            Field::new("from", "首日", "First day", Input::Day),
            Field::new("valid_until", "末日", "Last day", Input::Day),
        ],
        CaseKind::Proceeding => vec![
            Field::new("kind", "事由", "What for", Input::Choice(PROCEEDINGS)),
            Field::new("rule", "规则", "Rule", Input::Line),
            Field::new("product", "产品", "Product", Input::Line),
            Field::new("facts", "依据", "Grounds", Input::Lines),
            Field::new("authorizations", "涉及授权", "Authorisations", Input::Lines),
        ],
        CaseKind::Enterprise
        | CaseKind::Edition
        | CaseKind::Project
        | CaseKind::DutyReport
        | CaseKind::Scheme => Vec::new(),
    }
}

/// The kinds of proceeding, as in JSON, in the policy's words.
const PROCEEDINGS: &[(&str, Words)] = &[
    ("interview", w("约谈与跟踪抽检", "Interview and follow-up sampling")),
    ("revocation", w("撤销授权", "Revocation")),
    ("suspension", w("暂停授权", "Suspension")),
    ("end_of_basis", w("依据终止", "End of the basis")),
    ("review", w("授权复核", "Review of the grant")),
    ("refusal_review", w("不予授权的依据消失", "Ground of a refusal gone")),
    ("revocation_review", w("撤销授权的依据消失", "Ground of a revocation gone")),
];

/// What is on file about an enterprise, for whoever shows it outside of a page: each register with what it holds,
/// one line a record.
#[must_use]
pub fn lines_on_file(dossier: &Dossier, s: Speaks) -> Vec<(String, Vec<String>)> {
    let views = registers(s, dossier, None).into_iter();
    views
        .map(|view| (format!("{} ({}) · {}", view.title, view.count, view.complete), lines(&view.records)))
        .collect()
}

fn lines(records: &[RecordView]) -> Vec<String> {
    records.iter().map(RecordView::by_number).collect()
}

/// One record of a dossier in one line; `None` where the dossier holds none of that kind and number.
#[must_use]
pub fn line_on_file(dossier: &Dossier, kind: CaseKind, id: &str, s: Speaks) -> Option<String> {
    own(s, kind, id, dossier)
}

/// What the scheme has on file, one line a record.
#[must_use]
pub fn scheme_lines_on_file(scheme: &Scheme, s: Speaks) -> Vec<(String, Vec<String>)> {
    let views = scheme_registers(s, scheme, None).into_iter();
    views.map(|view| (view.title.clone(), lines(&view.records))).collect()
}
