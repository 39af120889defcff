//! What cannot be in a dossier file although each field is of its kind: a period that ends before it begins, a share of
//! 120 %, two records under one number, more records than are judged. Nothing rests on such a file, so it is refused
//! with every place. A check character that is wrong may be right all the same (GB 32100 knows a few): that is a remark.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::article::Said;
use crate::authorization::{Authorization, Declaration};
use crate::calendar::Day;
use crate::dossier_file::DossierFile;
use crate::enterprise::Dossier;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::facts::Suspension;
use crate::enterprise::record::{Mark, Record, Register};
use crate::standard::project::step::ProjectStep;
use crate::supervision::{Check, Proceeding};

/// The most records of one register of a dossier, and the most standards: whoever has more asks the platform.
pub const MOST_RECORDS: usize = 20_000;
/// The most filings that one file asks about, and the most parents.
pub const MOST_ASKS: usize = 200;

/// A place in a dossier file and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierFault {
    /// The path of the field, as in `enterprise.holdings[0].percent`.
    pub path: String,
    /// What is wrong.
    pub said: Said,
}

/// Everything that cannot be in a dossier file.
#[must_use]
pub fn faults(file: &DossierFile) -> Vec<DossierFault> {
    let mut look = Look::default();
    look.bounds(file);
    // A file that is too large is not looked through.
    if look.found.is_empty() {
        look.dossier("enterprise", &file.enterprise);
        for (at, parent) in file.parents.iter().enumerate() {
            look.dossier(&format!("parents[{at}]"), parent);
        }
        look.codes(file);
        look.scheme(file);
        look.standards(file);
        look.projects(file);
    }
    look.found
}

/// The credit codes of a file whose check character is wrong.
#[must_use]
pub fn remarks(file: &DossierFile) -> Vec<DossierFault> {
    let mut found = Vec::new();
    let mut code = |path: String, code: CreditCode| {
        if !code.is_check_valid() {
            let said = Said::new(
                format!("统一社会信用代码{code}的校验位不符，请核对"),
                format!("the check character of the code {code} is wrong: look at it again"),
            );
            found.push(DossierFault { path, said });
        }
    };
    let dossiers = std::iter::once(("enterprise".to_owned(), &file.enterprise))
        .chain(file.parents.iter().enumerate().map(|(at, parent)| (format!("parents[{at}]"), parent)));
    for (path, dossier) in dossiers {
        code(format!("{path}.enterprise"), dossier.enterprise);
        for (at, holding) in dossier.holdings.list.iter().enumerate() {
            code(format!("{path}.holdings[{at}].owner"), holding.owner);
        }
    }
    for (at, parent) in file.asks.iter().enumerate().filter_map(|(at, ask)| Some((at, ask.parent?))) {
        code(format!("asks[{at}].parent"), parent);
    }
    found
}

#[derive(Default)]
struct Look {
    found: Vec<DossierFault>,
}

impl Look {
    fn add(&mut self, path: String, zh: impl Into<String>, en: impl Into<String>) {
        self.found.push(DossierFault { path, said: Said::new(zh, en) });
    }

    fn most(&mut self, path: &str, count: usize, most: usize) {
        if count > most {
            self.add(
                path.to_owned(),
                format!("共{count}项，一份档案至多{most}项"),
                format!("{count} of them; a dossier file has at most {most}"),
            );
        }
    }

    fn bounds(&mut self, file: &DossierFile) {
        self.most("asks", file.asks.len(), MOST_ASKS);
        self.most("parents", file.parents.len(), MOST_ASKS);
        self.most("scheme.catalogue", file.scheme.catalogue.list.len(), MOST_RECORDS);
        self.most("scheme.bodies", file.scheme.bodies.list.len(), MOST_RECORDS);
        self.most("scheme.calls", file.scheme.calls.list.len(), MOST_RECORDS);
        self.most("scheme.experts", file.scheme.experts.list.len(), MOST_RECORDS);
        self.most("scheme.review_bars", file.scheme.review_bars.list.len(), MOST_RECORDS);
        self.most("scheme.artworks", file.scheme.artworks.list.len(), MOST_RECORDS);
        self.most("projects", file.projects.len(), MOST_ASKS);
        let steps = file.projects.iter().map(|project| project.steps.len()).sum();
        self.most("projects", steps, MOST_RECORDS);
        let editions = file.standards.iter().map(|standard| standard.editions.len()).sum();
        self.most("standards", editions, MOST_RECORDS);
        for dossier in std::iter::once(&file.enterprise).chain(&file.parents) {
            for (name, count) in counts(dossier) {
                self.most(name, count, MOST_RECORDS);
            }
        }
    }

    /// A later day that must not lie before an earlier one.
    fn order(&mut self, path: impl FnOnce() -> String, first: Day, last: Option<Day>) {
        if let Some(last) = last.filter(|&last| last < first) {
            self.add(path(), format!("{last}早于{first}"), format!("`{last}` is before `{first}`"));
        }
    }

    /// The records of a list: no two that count under one number, none that ended before it happened.
    fn list<R: Record>(&mut self, path: &str, list: &[R], own: impl Fn(&mut Look, &str, &R)) {
        let mut numbers = BTreeSet::new();
        for (at, record) in list.iter().enumerate().filter(|(_, record)| record.annulled().is_none()) {
            let path = format!("{path}[{at}]");
            let id = record.id();
            if !id.is_empty() && !numbers.insert(id) {
                self.add(
                    format!("{path}.id"),
                    format!("编号“{id}”重复"),
                    format!("a record with the number `{id}` stands before it"),
                );
            }
            self.order(|| format!("{path}.ended.on"), record.happened_on(), record.ended().map(|end| end.on));
            own(self, &path, record);
        }
    }

    fn register<R: Record>(&mut self, path: &str, register: &Register<R>, own: impl Fn(&mut Look, &str, &R)) {
        for (at, statement) in register.complete.iter().enumerate() {
            let stated = Some(statement.stated_on);
            self.order(|| format!("{path}.complete[{at}].stated_on"), statement.since, stated);
        }
        let path = if register.always_complete { path.to_owned() } else { format!("{path}.list") };
        self.list(&path, &register.list, own);
    }

    fn dossier(&mut self, path: &str, of: &Dossier) {
        let at = |name: &str| format!("{path}.{name}");
        self.register(&at("registrations"), &of.registrations, |_, _, _| {});
        self.register(&at("head_offices"), &of.head_offices, |_, _, _| {});
        self.register(&at("holdings"), &of.holdings, |look, path, f| {
            if f.percent < Decimal::ZERO || f.percent > Decimal::ONE_HUNDRED {
                look.add(
                    format!("{path}.percent"),
                    format!("持股比例{}应在0与100之间", f.percent),
                    format!("a share of {} percent: it lies between 0 and 100", f.percent),
                );
            }
        });
        self.register(&at("penalties"), &of.penalties, |_, _, _| {});
        self.register(&at("listings"), &of.listings, |_, _, _| {});
        self.register(&at("awards"), &of.awards, |look, path, f| {
            look.order(|| format!("{path}.valid_until"), f.awarded_on, f.valid_until);
        });
        self.register(&at("system_certificates"), &of.system_certificates, |look, path, f| {
            look.order(|| format!("{path}.valid_until"), f.from, Some(f.valid_until));
        });
        self.register(&at("commitments"), &of.commitments, |look, path, f| {
            look.order(|| format!("{path}.from"), f.signed_on, Some(f.from));
            look.order(|| format!("{path}.valid_until"), f.from, f.valid_until);
        });
        self.register(&at("recalls"), &of.recalls, |look, path, f| {
            look.order(|| format!("{path}.due_on"), f.ordered_on, f.due_on);
        });
        self.register(&at("breaches"), &of.breaches, |_, _, _| {});
        self.register(&at("products"), &of.products, |_, _, _| {});
        self.register(&at("certificates"), &of.certificates, |look, path, f| {
            look.order(|| format!("{path}.valid_until"), f.issued_on, Some(f.valid_until));
            look.suspensions(path, &f.suspensions);
        });
        self.register(&at("drafting_roles"), &of.drafting_roles, |_, _, _| {});
        self.roles(&at("drafting_roles"), of);
        self.register(&at("exhibitions"), &of.exhibitions, |look, path, f| {
            look.order(|| format!("{path}.until"), f.from, f.until);
        });
        self.list(&at("declarations"), &of.declarations, declaration);
        self.list(&at("labels"), &of.labels, |look, path, f| {
            let decided = f.decided.map(|decided| decided.mark.on);
            look.order(|| format!("{path}.decided.mark.on"), f.filed_on, decided);
        });
        self.register(&at("authorizations"), &of.authorizations, authorization);
        let mut codes = BTreeSet::new();
        for (place, mark) in of.authorizations.list.iter().enumerate() {
            if !codes.insert(mark.code) {
                let path = at(&format!("authorizations[{place}].code"));
                self.add(
                    path,
                    format!("授权编码{}重复", mark.code),
                    format!("the code {} stands twice", mark.code),
                );
            }
        }
        self.register(&at("checks"), &of.checks, check);
        self.list(&at("proceedings"), &of.proceedings, proceeding);
    }

    /// One part for each edition.
    fn roles(&mut self, path: &str, of: &Dossier) {
        let mut roles = BTreeSet::new();
        let counting = of.drafting_roles.list.iter().enumerate().filter(|(_, role)| role.annulled.is_none());
        for (place, role) in counting {
            if !roles.insert(role.edition.to_string()) {
                self.add(
                    format!("{path}[{place}].edition"),
                    format!("{}的起草记录重复", role.edition),
                    format!("a part in {} stands before it", role.edition),
                );
            }
        }
    }

    fn suspensions(&mut self, path: &str, list: &[Suspension]) {
        for (at, suspension) in list.iter().enumerate() {
            let lifted = suspension.lifted.map(|mark| mark.on);
            self.order(|| format!("{path}.suspensions[{at}].lifted.on"), suspension.from.on, lifted);
        }
    }

    /// One dossier for each code.
    fn codes(&mut self, file: &DossierFile) {
        let mut codes = BTreeSet::from([file.enterprise.enterprise]);
        for (at, parent) in file.parents.iter().enumerate() {
            let code = parent.enterprise;
            if !codes.insert(code) {
                let said = (format!("{code}的资料重复"), format!("the dossier of {code} stands twice"));
                self.add(format!("parents[{at}].enterprise"), said.0, said.1);
            }
        }
        for (at, ask) in file.asks.iter().enumerate() {
            let Some(product) = file.enterprise.product(&ask.product) else { continue };
            for model in ask.models.iter().filter(|model| !product.models.contains(*model)) {
                let said = (format!("产品没有型号“{model}”"), format!("the product has no model `{model}`"));
                self.add(format!("asks[{at}].models"), said.0, said.1);
            }
        }
    }

    fn scheme(&mut self, file: &DossierFile) {
        self.register("scheme.catalogue", &file.scheme.catalogue, |look, path, f| {
            look.order(|| format!("{path}.from"), f.published_on, Some(f.from));
        });
        self.register("scheme.bodies", &file.scheme.bodies, |look, path, f| {
            look.order(|| format!("{path}.valid_until"), f.from, f.valid_until);
        });
        self.register("scheme.calls", &file.scheme.calls, |look, path, f| {
            look.order(|| format!("{path}.from"), f.published_on, Some(f.from));
            look.order(|| format!("{path}.until"), f.from, Some(f.until));
        });
        self.register("scheme.experts", &file.scheme.experts, |look, path, f| {
            look.order(|| format!("{path}.valid_until"), f.from, f.valid_until);
        });
        self.register("scheme.review_bars", &file.scheme.review_bars, |_, _, _| {});
        self.register("scheme.artworks", &file.scheme.artworks, |_, _, _| {});
    }

    /// Each project has its number and begins with its proposal, before which nothing of it happened.
    fn projects(&mut self, file: &DossierFile) {
        let mut numbers = BTreeSet::new();
        for (at, project) in file.projects.iter().enumerate() {
            if !numbers.insert(project.id.as_str()) {
                let said =
                    (format!("项目{}重复", project.id), format!("the project {} stands twice", project.id));
                self.add(format!("projects[{at}].id"), said.0, said.1);
            }
            let first = project.steps.first().filter(|it| matches!(it.step, ProjectStep::Proposed { .. }));
            let Some(first) = first else {
                let said = ("第一步应为申报", "the first step is the proposal");
                self.add(format!("projects[{at}].steps"), said.0, said.1);
                continue;
            };
            for (step, stepped) in project.steps.iter().enumerate() {
                let path = || format!("projects[{at}].steps[{step}].mark.on");
                self.order(path, first.mark.on, Some(stepped.mark.on));
            }
        }
    }

    fn standards(&mut self, file: &DossierFile) {
        let mut numbers = BTreeSet::new();
        for (at, standard) in file.standards.iter().enumerate() {
            if !numbers.insert(&standard.number) {
                let number = standard.number.as_str();
                let said = (format!("标准{number}重复"), format!("the standard {number} stands twice"));
                self.add(format!("standards[{at}].number"), said.0, said.1);
            }
            let path = format!("standards[{at}].editions");
            self.list(&path, &standard.editions, |look, path, f| {
                look.order(|| format!("{path}.in_force_from"), f.published_on, Some(f.in_force_from));
            });
        }
    }
}

/// How many records each register of a dossier has.
fn counts(of: &Dossier) -> [(&'static str, usize); 19] {
    [
        ("registrations", of.registrations.list.len()),
        ("head_offices", of.head_offices.list.len()),
        ("holdings", of.holdings.list.len()),
        ("penalties", of.penalties.list.len()),
        ("listings", of.listings.list.len()),
        ("awards", of.awards.list.len()),
        ("system_certificates", of.system_certificates.list.len()),
        ("commitments", of.commitments.list.len()),
        ("recalls", of.recalls.list.len()),
        ("breaches", of.breaches.list.len()),
        ("products", of.products.list.len()),
        ("certificates", of.certificates.list.len()),
        ("drafting_roles", of.drafting_roles.list.len()),
        ("exhibitions", of.exhibitions.list.len()),
        ("declarations", of.declarations.len()),
        ("labels", of.labels.len()),
        ("authorizations", of.authorizations.list.len()),
        ("checks", of.checks.list.len()),
        ("proceedings", of.proceedings.len()),
    ]
}

fn declaration(look: &mut Look, path: &str, f: &Declaration) {
    let decided = f.decided.as_ref().map(|decided| decided.mark.on);
    look.order(|| format!("{path}.decided.mark.on"), f.filed_on, decided);
}

fn authorization(look: &mut Look, path: &str, f: &Authorization) {
    look.order(|| format!("{path}.from"), f.granted_on, Some(f.from));
    look.order(|| format!("{path}.valid_until"), f.from, Some(f.valid_until));
    look.suspensions(path, &f.suspensions);
    for (at, revocation) in f.revocations.iter().enumerate() {
        let path = format!("{path}.revocations[{at}]");
        look.order(|| format!("{path}.mark.on"), f.granted_on, Some(revocation.mark.on));
        let corrected = revocation.corrected.map(|mark| mark.on);
        look.order(|| format!("{path}.corrected.on"), revocation.mark.on, corrected);
    }
}

/// The steps of a check, each no earlier than the one before it.
fn check(look: &mut Look, path: &str, f: &Check) {
    let on = |mark: &Mark| mark.on;
    let steps = [
        ("result.mark", f.result.as_ref().map(|step| step.mark.on)),
        ("notified", f.notified.as_ref().map(on)),
        ("objection", f.objection.as_ref().map(on)),
        ("retest_order.mark", f.retest_order.as_ref().map(|step| step.mark.on)),
        ("retest.mark", f.retest.as_ref().map(|step| step.mark.on)),
        ("answer.mark", f.answer.as_ref().map(|step| step.mark.on)),
        ("verified.mark", f.verified.as_ref().map(|step| step.mark.on)),
    ];
    let mut before = f.sampled_on;
    for (name, day) in steps.into_iter().filter_map(|(name, day)| Some((name, day?))) {
        look.order(|| format!("{path}.{name}.on"), before, Some(day));
        before = before.max(day);
    }
}

fn proceeding(look: &mut Look, path: &str, f: &Proceeding) {
    for (at, step) in f.steps.iter().enumerate() {
        look.order(|| format!("{path}.steps[{at}].mark.on"), f.opened_on, Some(step.mark.on));
        let issued = step.issued.map(|issued| issued.on);
        look.order(|| format!("{path}.steps[{at}].issued.on"), step.mark.on, issued);
    }
}
