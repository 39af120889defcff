//! Clause 9, condition 1: the product is in no category of the exclusion catalogue in force on the filing
//! day. The first day of an entry is in, the day it is removed is out.

use super::base::filing;
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::Kept;
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule, tells_all};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.not_excluded",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "产品不在暂不开展自我声明的产品目录内",
        en: "the product is in no category of the exclusion catalogue",
    },
    not_met: Sentence {
        zh: "产品在暂不开展自我声明的产品目录内",
        en: "The product is in a category of the exclusion catalogue",
    },
    remedy: Sentence {
        zh: "目录移除该类别之日起即可申报；不在该类别内的产品不受影响",
        en: "open from the day the category is removed from the catalogue; a product outside it is not touched",
    },
    undone_by: Sentence {
        zh: "产品所属类别列入目录",
        en: "a category of the product being put into the catalogue",
    },
    subject: Subject::Filing,
    part_of: None,
};

const CATALOGUE: Missing = Missing {
    fact: "exclusion_catalogue",
    words: Words { zh: "排除目录", en: "the exclusion catalogue" },
    from: OfficeKind::Federation,
};
const PRODUCT: Missing = Missing {
    fact: "product",
    words: Words { zh: "所申报产品的资料", en: "the declared product" },
    from: OfficeKind::Maker,
};
const CATEGORIES: Missing = Missing {
    fact: "product_categories",
    words: Words { zh: "产品所属类别", en: "the categories of the product" },
    from: OfficeKind::Maker,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(filing) = filing(q) else { return Outcome::NotApplicable };
    let Some(product) = q.seen(&q.world.enterprise.products).find(|product| product.id == filing.product)
    else {
        return Outcome::Unknown(&PRODUCT);
    };
    let catalogue = &q.world.scheme.catalogue;
    let complete = tells_all(q, trace, catalogue);
    let base = if complete { Outcome::Met } else { Outcome::Unknown(&CATALOGUE) };
    let Some(categories) = &product.categories else {
        trace.fact("product", product, || {
            let name = &product.name;
            Said::new(format!("“{name}”未注明类别"), format!("no categories are stated of “{name}”"))
        });
        return base.and(Outcome::Unknown(&CATEGORIES));
    };
    trace.fact("product", product, || {
        let (name, all) = (&product.name, categories.join("、"));
        match categories.is_empty() {
            true => Said::new(
                format!("“{name}”注明不属于任何类别"),
                format!("“{name}” is stated to be in no category"),
            ),
            false => Said::new(
                format!("“{name}”所属类别：{all}"),
                format!("“{name}” is in the categories: {}", categories.join(", ")),
            ),
        }
    });
    trace.complete(q, Kept::CATALOGUE, catalogue, q.day);
    let mut answer = base;
    for entry in q.seen(catalogue).filter(|entry| categories.contains(&entry.category)) {
        let end = q.end_of(entry);
        trace.turn(entry.from);
        if let Some(end) = end {
            trace.turn(end);
        }
        if entry.from <= q.day && end.is_none_or(|end| q.day < end) {
            trace.ground(GroundKind::CatalogueEntry, || entry.id.clone());
            trace.fact("catalogue_entry", entry, || {
                Said::new(
                    format!("目录类别“{}”自{}起在列", entry.title, entry.from),
                    format!("category `{}` is in the catalogue from {}", entry.title, entry.from),
                )
            });
            answer = answer.and(Outcome::NotMet);
        }
    }
    answer
}
