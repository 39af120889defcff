//! What must be true of a fact by itself before it is put on file: bounded texts, possible periods, products
//! that exist. All faults are named, each at its field.

use rust_decimal::Decimal;

use super::Dossier;
use super::decide::{division_problem, is_division};
use super::facts::{Certificate, Fact, Holding, Product};
use super::membership;
use super::record::Record;
use crate::article::Article;
use crate::calendar::Day;
use crate::decide::{LONGEST_NAME, Problem};
use crate::standard::drafting;
use crate::writing::{fold_char, same_number};

/// The most models a product may list, or products a penalty may name.
const LONGEST_LIST: usize = 500;

pub(crate) fn text(problems: &mut Vec<Problem>, field: &str, value: &str) {
    problems.extend(named(value).map(|problem| problem.at(&format!("fact.{field}"))));
}

/// What is wrong with a short text: it says nothing, is too long, or holds what nobody sees.
pub(crate) fn named(value: &str) -> Option<Problem> {
    if value.trim().is_empty() || value.chars().count() > LONGEST_NAME {
        return Some(Problem::new("text", "应为1至200字", "must have 1 to 200 characters"));
    }
    hidden(value)
}

/// What a text holds that nobody sees: control characters, and marks that turn the direction of writing or take no
/// room, by which one name can be shown as another.
pub(crate) fn hidden(value: &str) -> Option<Problem> {
    if value.chars().any(char::is_control) {
        return Some(Problem::new("text", "不应含控制字符", "must not contain control characters"));
    }
    value
        .chars()
        .any(|found| fold_char(found).is_none())
        .then(|| Problem::new("invisible", "不应含不可见字符", "must not contain invisible characters"))
}

/// A model: several in one field are told apart, or none of them would ever be found again.
fn model(problems: &mut Vec<Problem>, field: &str, value: &str) {
    number(problems, field, value);
    if value.contains([';', '；', '、', '|', '，']) {
        problems.push(
            Problem::new("several", "每行（每项）只写一个型号", "one model a line: this looks like several")
                .at(&format!("fact.{field}")),
        );
    }
}

/// A number or an identifier: one that looks like another is another to nobody who reads it, so nothing invisible and
/// no space at its ends.
pub(crate) fn number(problems: &mut Vec<Problem>, field: &str, value: &str) {
    text(problems, field, value);
    let is_told = problems.iter().any(|problem| problem.code == "invisible");
    if !is_told && (value.trim() != value || value.chars().any(|found| fold_char(found).is_none())) {
        problems.push(
            Problem::new(
                "invisible",
                "首尾不应有空格，也不应含不可见字符",
                "must not begin or end with a space, nor contain invisible characters",
            )
            .at(&format!("fact.{field}")),
        );
    }
}

fn list(problems: &mut Vec<Problem>, field: &str, values: &[String]) {
    each(problems, field, values, text);
}

fn each(
    problems: &mut Vec<Problem>,
    field: &str,
    values: &[String],
    check: fn(&mut Vec<Problem>, &str, &str),
) {
    if values.len() > LONGEST_LIST {
        problems
            .push(Problem::new("too_many", "最多500项", "at most 500 items").at(&format!("fact.{field}")));
    }
    for value in values.iter().take(LONGEST_LIST) {
        check(problems, field, value);
    }
}

pub(crate) fn period(problems: &mut Vec<Problem>, field: &str, first: Day, last: Option<Day>) {
    if last.is_some_and(|last| last < first) {
        problems.push(
            Problem::new("period", "结束日早于开始日", "the last day is before the first")
                .at(&format!("fact.{field}")),
        );
    }
}

fn product(problems: &mut Vec<Problem>, dossier: &Dossier, field: &str, id: &str) {
    if dossier.product(id).is_none() {
        problems.push(
            Problem::new(
                "product_unknown",
                format!("该企业没有编号为“{id}”的产品"),
                format!("the enterprise has no product `{id}` on file"),
            )
            .at(&format!("fact.{field}")),
        );
    }
}

/// Everything that is wrong with a fact that comes in from outside.
pub(super) fn problems(fact: &Fact, dossier: &Dossier) -> Vec<Problem> {
    let mut found = content(fact, dossier);
    found.extend(kept_fields(fact.record(), "fact"));
    found
}

/// Everything that is wrong with what a fact says.
pub(super) fn content(fact: &Fact, dossier: &Dossier) -> Vec<Problem> {
    let mut found = Vec::new();
    let to = &mut found;
    let id = fact.record().id();
    if !id.is_empty() {
        number(to, "id", id);
    }
    match fact {
        Fact::Registration(f) => text(to, "name", &f.name),
        Fact::HeadOffice(f) => {
            if !is_division(&f.region) {
                to.push(division_problem("fact.region"));
            }
        }
        Fact::Holding(f) => holding(to, f, dossier),
        Fact::Penalty(f) => {
            text(to, "legal_basis", &f.legal_basis);
            text(to, "authority", &f.authority);
            list(to, "products", f.products.as_deref().unwrap_or_default());
            for id in f.products.iter().flatten() {
                product(to, dossier, "products", id);
            }
        }
        Fact::Listing(f) => text(to, "authority", &f.authority),
        Fact::Award(f) => {
            text(to, "name", &f.name);
            period(to, "valid_until", f.awarded_on, f.valid_until);
        }
        Fact::SystemCertificate(f) => {
            text(to, "body", &f.body);
            period(to, "valid_until", f.from, Some(f.valid_until));
        }
        Fact::Commitment(f) => {
            period(to, "from", f.signed_on, Some(f.from));
            period(to, "valid_until", f.from, f.valid_until);
        }
        Fact::Recall(f) => {
            product(to, dossier, "product", &f.product);
            period(to, "due_on", f.ordered_on, f.due_on);
        }
        Fact::Breach(f) => {
            text(to, "found", &f.found);
            if let Some(id) = &f.product {
                product(to, dossier, "product", id);
            }
        }
        Fact::Product(f) => named_product(to, f, dossier),
        Fact::Certificate(f) => certificate(to, f, dossier),
        Fact::DraftingRole(f) => drafting::faults_of_role(to, f, dossier),
        Fact::Exhibition(f) => {
            period(to, "until", f.from, f.until);
            f.product.iter().for_each(|id| product(to, dossier, "product", id));
            drafting::faults_of_exhibition(to, f);
        }
        Fact::Membership(f) => membership::problems(to, f, dossier),
    }
    found
}

fn holding(to: &mut Vec<Problem>, f: &Holding, dossier: &Dossier) {
    if f.percent < Decimal::ZERO || f.percent > Decimal::ONE_HUNDRED {
        to.push(
            Problem::new("percent", "持股比例应在0与100之间", "a share lies between 0 and 100 percent")
                .at("fact.percent"),
        );
    }
    if f.owner == dossier.enterprise {
        to.push(
            Problem::new("owner", "企业不能持有自身股份", "an enterprise does not own itself")
                .at("fact.owner"),
        );
    }
}

fn named_product(to: &mut Vec<Problem>, f: &Product, dossier: &Dossier) {
    text(to, "name", &f.name);
    each(to, "models", &f.models, model);
    list(to, "categories", f.categories.as_deref().unwrap_or_default());
    if let Some(series) = &f.series {
        text(to, "series", series);
    }
    if f.models.is_empty() {
        to.push(Problem::new("models", "至少填写一个型号", "name at least one model").at("fact.models"));
    }
    for model in &f.models {
        if let Some(other) = product_of_model(dossier, model, &f.id) {
            to.push(
                Problem::new(
                    "model_on_product",
                    format!("型号“{model}”已登记在产品“{other}”下，须沿用该产品编号"),
                    format!("model `{model}` stands on product `{other}`: use that product"),
                )
                .at("fact.models")
                .by(Article::of(9)),
            );
        }
    }
}

/// The other product of the firm that a model belongs to. The penalties of clause 9 and the failures of clause 10 are
/// counted by product: a model that moved to a new one would leave them behind. A product that was set aside lets go
/// of its models only if nothing was ever counted on it; entered anew under its own number it keeps them.
fn product_of_model<'a>(dossier: &'a Dossier, model: &str, id: &str) -> Option<&'a str> {
    let has_history = |product: &str| {
        let of_it = |ids: &Option<Vec<String>>| ids.iter().flatten().any(|named| named == product);
        dossier.checks.list.iter().any(|check| check.product == product)
            || dossier.penalties.list.iter().any(|penalty| of_it(&penalty.products))
            || dossier.authorizations.list.iter().any(|mark| mark.product == product)
    };
    let others = dossier.products.list.iter().filter(|other| other.id != id);
    others
        .filter(|other| other.models.iter().any(|known| same_number(known, model)))
        .find(|other| other.annulled.is_none() || has_history(&other.id))
        .map(|other| other.id.as_str())
}

fn certificate(to: &mut Vec<Problem>, f: &Certificate, dossier: &Dossier) {
    text(to, "body", &f.body);
    each(to, "models", &f.models, model);
    period(to, "valid_until", f.issued_on, Some(f.valid_until));
    match dossier.product(&f.product) {
        None => to.push(
            Problem::new(
                "product_unknown",
                "证书所列产品尚未登记",
                "the product of the certificate is not on file",
            )
            .at("fact.product")
            .by(Article::of(8)),
        ),
        Some(product) => {
            for model in f.models.iter().filter(|model| !product.models.contains(*model)) {
                to.push(
                    Problem::new(
                        "model_unknown",
                        format!("产品没有型号“{model}”"),
                        format!("the product has no model `{model}`"),
                    )
                    .at("fact.models")
                    .by(Article::of(8)),
                );
            }
        }
    }
    if !f.suspensions.is_empty() || f.end_kind.is_some() {
        to.push(
            Problem::new(
                "later_steps",
                "暂停与终止应另行录入",
                "suspensions and ends are entered as acts of their own",
            )
            .at("fact.suspensions"),
        );
    }
}

/// What the platform itself writes of a record: whoever enters one must not bring it along. Asked of every record
/// that comes in from outside, whatever its kind.
pub(crate) fn kept_fields(record: &dyn Record, field: &str) -> Option<Problem> {
    let is_fresh = record.ended().is_none()
        && record.annulled().is_none()
        && record.entry().is_none()
        && record.entered_on().is_none();
    (!is_fresh).then(|| {
        Problem::new(
            "kept_fields",
            "终止、撤销与录入日期由系统记录",
            "ends, annulments and entry days are recorded by the system",
        )
        .at(field)
    })
}
