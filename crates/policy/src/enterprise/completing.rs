//! What a fact on file leaves unknown and a rule asks for is supplied by an act of its own: how a penalty is
//! classified, what a product is. Nothing that was stated is changed by it; a wrong statement is set aside.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::decide::{not_before, on_file};
use super::facts::{Classification, Fact, FactKind, Penalty, Product};
use super::record::{Entered, Mark, current};
use super::{Dossier, check_fact};

use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::event::Event;
use crate::text::Text;
use crate::writing::same_number;

/// What the act that classifies a penalty asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassifyPenalty {
    /// Which.
    pub penalty: String,
    /// Whether it is for quality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<Classification>,
    /// The products it is about; an empty list means none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub products: Option<Vec<String>>,
    /// Why.
    pub reason: Text,
}

/// What the act that describes a product asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DescribeProduct {
    /// Which.
    pub product: String,
    /// Models beside those that it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub models: Vec<String>,
    /// The series it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// Its categories of the exclusion catalogue's classification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<String>>,
    /// Whether it is a consumer end product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_consumer_product: Option<bool>,
}

/// What is supplied of a fact on file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "fact", rename_all = "snake_case", deny_unknown_fields)]
pub enum Completion {
    /// Of a penalty (clauses 9 and 11).
    Penalty {
        /// Which.
        id: String,
        /// Whether it is for quality.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        classification: Option<Classification>,
        /// The products it is about; an empty list means none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        products: Option<Vec<String>>,
    },
    /// Of a product (clause 9).
    Product {
        /// Which.
        id: String,
        /// Models beside those that it has.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        models: Vec<String>,
        /// Its series.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        series: Option<String>,
        /// Its categories of the exclusion catalogue's classification.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        categories: Option<Vec<String>>,
        /// Whether it is a consumer end product.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is_consumer_product: Option<bool>,
    },
}

impl Completion {
    /// Which kind of fact it completes.
    #[must_use]
    pub fn kind(&self) -> FactKind {
        match self {
            Completion::Penalty { .. } => FactKind::Penalty,
            Completion::Product { .. } => FactKind::Product,
        }
    }

    /// Which fact it completes.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Completion::Penalty { id, .. } | Completion::Product { id, .. } => id,
        }
    }

    /// The fact as it is once completed, if it is on file.
    fn of(&self, dossier: &Dossier) -> Option<Fact> {
        match self {
            Completion::Penalty { id, classification, products } => {
                let known = current(&dossier.penalties.list, id)?.clone();
                Some(Fact::Penalty(Penalty {
                    classification: classification.unwrap_or(known.classification),
                    products: products.clone().or(known.products),
                    ..known
                }))
            }
            Completion::Product { id, models, series, categories, is_consumer_product } => {
                let known = current(&dossier.products.list, id)?.clone();
                Some(Fact::Product(Product {
                    models: known.models.iter().chain(models).cloned().collect(),
                    series: series.clone().or(known.series),
                    categories: categories.clone().or(known.categories),
                    is_consumer_product: is_consumer_product.or(known.is_consumer_product),
                    ..known
                }))
            }
        }
    }

    /// Lays the completed record beside the one it completes, which is set aside by the same entry: *as known on* an
    /// earlier day the answer stays what it was, and from the entry on it is as if it had been stated at once.
    pub(crate) fn fold(&self, dossier: &mut Dossier, mark: Mark, entered: Entered) {
        let Some(mut fact) = self.of(dossier) else { return };
        if let Some(known) = dossier.record_mut(self.kind(), self.id()) {
            known.annul(mark);
        }
        fact.record_mut().set_entered(entered);
        dossier.enter(fact);
    }
}

/// Supplies how a penalty is classified, or which products it is about.
pub(crate) fn classify(scene: &Scene, act: &ClassifyPenalty) -> Result<Decision, Refusal> {
    let (id, classification, products) = (act.penalty.as_str(), act.classification, act.products.as_ref());
    let dossier = scene.dossier()?;
    not_before(scene, on_file(dossier, FactKind::Penalty, id)?.happened_on())?;
    let stated = classification.filter(|&stated| stated != Classification::Unclassified);
    let known = current(&dossier.penalties.list, id);
    let problems = [
        ("classification", stated.is_some(), known.map(|p| p.classification != Classification::Unclassified)),
        ("products", products.is_some(), known.map(|p| p.products.is_some())),
    ];
    let completion =
        Completion::Penalty { id: id.to_owned(), classification: stated, products: products.cloned() };
    decided(dossier, completion, &problems)
}

/// Supplies what a product is, and further models.
pub(crate) fn describe(scene: &Scene, act: &DescribeProduct) -> Result<Decision, Refusal> {
    let DescribeProduct { product: id, models, series, categories, is_consumer_product } = act;
    let is_consumer_product = *is_consumer_product;
    let dossier = scene.dossier()?;
    not_before(scene, on_file(dossier, FactKind::Product, id)?.happened_on())?;
    let known = current(&dossier.products.list, id);
    let stands = |model: &String| known.is_some_and(|p| p.models.iter().any(|own| same_number(own, model)));
    let is_twice = |(at, model): (usize, &String)| models.iter().take(at).any(|one| same_number(one, model));
    let is_known = models.iter().any(stands) || models.iter().enumerate().any(is_twice);
    let problems = [
        ("models", !models.is_empty(), Some(is_known)),
        ("series", series.is_some(), known.map(|p| p.series.is_some())),
        ("categories", categories.is_some(), known.map(|p| p.categories.is_some())),
        (
            "is_consumer_product",
            is_consumer_product.is_some(),
            known.map(|p| p.is_consumer_product.is_some()),
        ),
    ];
    let completion = Completion::Product {
        id: id.to_owned(),
        models: models.to_vec(),
        series: series.clone(),
        categories: categories.clone(),
        is_consumer_product,
    };
    decided(dossier, completion, &problems)
}

/// Each field with whether it is supplied and whether it was stated already: only what is unknown is supplied.
fn decided(
    dossier: &Dossier,
    completion: Completion,
    fields: &[(&str, bool, Option<bool>)],
) -> Result<Decision, Refusal> {
    let mut problems = Vec::new();
    if !fields.iter().any(|(_, is_supplied, _)| *is_supplied) {
        problems.push(Problem::new("nothing_stated", "请至少补充一项", "supply at least one thing"));
    }
    for (field, ..) in fields.iter().filter(|(_, is_supplied, was)| *is_supplied && *was == Some(true)) {
        problems.push(
            Problem::new(
                "stated_already",
                "该项已有记载，不能改动；有误的，撤销该记录后重新录入",
                "this is stated already and is not changed: set a wrong record aside and enter it anew",
            )
            .at(field),
        );
    }
    if let Some(fact) = completion.of(dossier) {
        problems.extend(check_fact::content(&fact, dossier));
    }
    if problems.is_empty() {
        Ok(Decision::of(Event::FactCompleted { completion }))
    } else {
        Err(Refusal { problems, findings: Vec::new() })
    }
}
