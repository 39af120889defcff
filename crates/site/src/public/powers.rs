//! Who may do what, over whom, by which clause: the one table of powers, as the policy itself has it, as a list that is narrowed to an
//! office, found by words, put in order and kept as a file like every other.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use policy::article::Words;
use policy::powers::{OfficeKind, Reach, table};

use crate::acts;
use crate::office::people_list::name_of;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::filter::Filter;
use crate::public::mark::clause;
use crate::public::offer::Takes;
use crate::public::rules::only_of_today;
use crate::reports::shape::Shape;
use crate::reports::{Cell, Count, as_asked, offer, select};
use crate::visitor::Visitor;
use crate::when::When;

const COLUMNS: &[Words] = &[
    Words { zh: "行为", en: "Act" },
    Words { zh: "部门或单位", en: "Office" },
    Words { zh: "对谁", en: "Over whom" },
    Words { zh: "条款", en: "Clause" },
];

/// How far a power reaches, in words.
fn reach(reach: Reach) -> Words {
    match reach {
        Reach::All => Words { zh: "全部", en: "Everybody" },
        Reach::OwnArea => Words {
            zh: "总部在本辖区的企业，及本机关自己的事项",
            en: "Enterprises whose head office lies in its area, and its own work",
        },
        Reach::Itself => Words { zh: "本企业", en: "The enterprise itself" },
        Reach::NamedParent => Words {
            zh: "将本企业列为母公司的联合申报",
            en: "Joint filings that name it as the parent",
        },
        Reach::OwnWork => Words {
            zh: "自己颁发的证书或承检的样品",
            en: "What the body itself issued or tests",
        },
    }
}

/// `GET /powers`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Query(filter): Query<Filter>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    only_of_today(&site, &visitor)?;
    if filter.is_filtered() {
        site.bound_heavy(&visitor)?;
    }
    let mut offices: Vec<OfficeKind> = Vec::new();
    for power in table() {
        if !offices.contains(&power.office) {
            offices.push(power.office);
        }
    }
    let names: Vec<(String, Words)> = offices.iter().map(|kind| (name_of(*kind), kind.words())).collect();
    let (filter, doubts) = filter.read(&offer(COLUMNS, &[]).and("outcome", Takes::OneOf(names.clone())));
    let asked = offices.into_iter().find(|kind| name_of(*kind) == filter.outcome);
    let powers = table().filter(|power| asked.is_none_or(|kind| power.office == kind));
    let rows = powers.map(|power| {
        let clauses: Vec<String> = power.articles.iter().map(|article| clause(&visitor, *article)).collect();
        vec![
            Cell::text(acts::form(power.act).title(visitor.lang)),
            Cell::text(visitor.lang.label(power.office.words())),
            Cell::text(visitor.word(reach(power.reach))),
            Cell::text(clauses.join(visitor.w.case.comma)),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let w = &visitor.w.people;
    let says = (w.powers_title.to_owned(), w.powers_lead);
    let shape = Shape {
        note: Some(w.powers_note),
        up: Some(("/rules".to_owned(), visitor.w.register.rules_title)),
        is_behind: true,
        has_days: false,
        all: Some(table().count()),
        ..Shape::list(("powers", "/powers"), says, (COLUMNS, &[]), doubts)
    };
    let options = names.into_iter().map(|(name, words)| (name, visitor.lang.label(words)));
    let office = select(&visitor, ("outcome", w.power_office), &filter.outcome, options);
    let count = Count { value: Arc::new(rows), size: site.reader().head().size };
    as_asked(&site, &visitor, (&shape, vec![office]), &filter, count, When::today(site.today()))
}
