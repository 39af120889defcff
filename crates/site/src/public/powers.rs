//! Who may do what, over whom, by which clause: the one table of powers, as the policy itself has it.

use askama::Template;
use axum::extract::State;
use policy::article::Words;
use policy::powers::{OfficeKind, Reach, table};

use crate::acts;
use crate::frame::{Frame, Section};
use crate::public::mark::{Page, clause};
use crate::public::rules::only_of_today;
use crate::public::{PublicSite, page};
use crate::visitor::Visitor;
use crate::words::fill;

struct PowerView {
    act: String,
    reach: &'static str,
    clauses: String,
}

struct OfficeView {
    title: String,
    count: String,
    powers: Vec<PowerView>,
}

#[derive(Template)]
#[template(path = "powers.html")]
struct PowersPage {
    f: Frame,
    offices: Vec<OfficeView>,
}

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

/// `GET /powers`.
pub(crate) async fn show(State(site): State<PublicSite>, visitor: Visitor) -> Page {
    only_of_today(&site, &visitor)?;
    let mut offices: Vec<(OfficeKind, Vec<PowerView>)> = Vec::new();
    for power in table() {
        let clauses: Vec<String> = power.articles.iter().map(|article| clause(&visitor, *article)).collect();
        let view = PowerView {
            act: acts::form(power.act).title(visitor.lang).to_owned(),
            reach: visitor.word(reach(power.reach)),
            clauses: clauses.join(visitor.w.case.comma),
        };
        match offices.iter_mut().find(|(kind, _)| *kind == power.office) {
            Some((_, powers)) => powers.push(view),
            None => offices.push((power.office, vec![view])),
        }
    }
    let offices = offices
        .into_iter()
        .map(|(kind, powers)| OfficeView {
            title: visitor.lang.label(kind.words()),
            count: fill(visitor.w.people.powers_count, &[&powers.len()]),
            powers,
        })
        .collect();
    page(&PowersPage { f: visitor.frame(visitor.w.people.powers_title, Section::Rules), offices })
}
