//! `GET /api/v1/desk`: what waits for the office of a token, part by part as on its desk (`crates/site/src/office/desk.rs`):
//! by when, which case, and what can be done.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use policy::article::{Said, Words};
use policy::calendar::Day;
use policy::command::ActKind;
use policy::powers::Office;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use crate::acts::CaseKind;
use crate::api::address;
use crate::api::parameters::Asked;
use crate::api::read::Answer;
use crate::api::token::Officer;
use crate::lang::Lang;
use crate::office::OfficeSite;
use crate::office::called::title_of;
use crate::office::desk::{Part, parts};
use crate::office::desk_list::{self, Wanted};
use crate::office::desk_row::DeskRow;
use crate::public::PublicSite;
use crate::public::offer::must_be_known;

/// A desk.
#[derive(Serialize, JsonSchema)]
pub(super) struct DeskTold {
    office: Office,
    today: Day,
    parts: Vec<PartTold>,
}

/// A part of it, in the order of its last days.
#[derive(Serialize, JsonSchema)]
struct PartTold {
    /// Its name: `joint`, `projects`, `declarations`, `labels`, `proceedings`, `checks`, `penalties`; of reports of duties `letters`,
    /// `publish`, `notify`, `receive`, `correct`; of grants `papers`; of clause 4 `duties_overdue`, `duties_soon`, `reviews`, `outlived`; of a body `certificates`, of a laboratory `tested`; what a
    /// maker has `own_under_way`, `own_decided`, `own_projects`, `own_duties`, `own_days`, `own_marks`, `own_products`.
    part: &'static str,
    title: &'static str,
    /// Whether more waits than is listed.
    has_more: bool,
    /// After what the next page of a part that is asked for alone begins, and where it is; of a whole desk the address of the
    /// part alone, where more waits.
    after: Option<String>,
    next: Option<String>,
    items: Vec<ItemTold>,
}

#[derive(Serialize, JsonSchema)]
struct ItemTold {
    case: Option<CaseTold>,
    title: String,
    /// Where it stands, in words.
    state: Option<String>,
    due: Option<DueTold>,
    since: Option<SinceTold>,
    /// What the office can do now, by the kinds of act.
    acts: Vec<ActTold>,
    /// What the desk says of it, line by line, in the language asked for: why it waits, what stands in the way, and what
    /// comes of it if nobody acts.
    says: Vec<String>,
    /// Its page.
    page: String,
}

#[derive(Serialize, JsonSchema)]
struct CaseTold {
    kind: &'static str,
    id: String,
    /// Where programs read it: by itself, or in the dossier of its enterprise.
    address: Option<String>,
    /// The enterprise that acts on it name: its own, of a project its lead.
    enterprise: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct DueTold {
    day: Day,
    what: Said,
    /// Whether the day is over.
    is_over: bool,
}

#[derive(Serialize, JsonSchema)]
struct SinceTold {
    day: Day,
    what: Said,
    /// The day since which it is known, where it was entered later.
    known: Option<Day>,
}

#[derive(Serialize, JsonSchema)]
struct ActTold {
    /// `serve_notice`; of a project `{"on_project": "cast_vote"}`.
    act: Value,
    title: Said,
}

impl ActTold {
    fn of(act: ActKind, called: Option<Day>, office: &Office) -> ActTold {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| title_of(act, called, office, lang));
        ActTold { act: json!(act), title: Said::new(zh, en) }
    }
}

fn item(site: &PublicSite, office: &Office, row: DeskRow) -> ItemTold {
    let DeskRow { view, case, enterprise, due, since, known, acts, called, is_work: _, rank: _ } = row;
    let dossier = || address::of(site, CaseKind::Enterprise.name(), enterprise.as_deref()?);
    let said = |words: Words| words.said();
    ItemTold {
        case: case.map(|(kind, id)| CaseTold {
            kind: kind.name(),
            address: address::of(site, kind.name(), &id).or_else(dossier),
            id,
            enterprise: enterprise.clone(),
        }),
        title: view.title,
        state: view.state.map(|state| state.word),
        due: due.map(|(what, day)| DueTold { day, what: said(what), is_over: day < site.today() }),
        since: since.map(|(what, day)| SinceTold { day, what: said(what), known }),
        acts: acts.into_iter().map(|act| ActTold::of(act, called, office)).collect(),
        says: view.under,
        page: format!("{}{}", site.public_url(), view.href),
    }
}

/// `GET /api/v1/desk`.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Asked(asked): Asked<desk_list::Asked>,
    Officer(member): Officer,
) -> Answer {
    let site = site.public();
    site.bound_heavy(&member.visitor)?;
    let office = member.office()?;
    // Programs get pages and no files.
    let (wanted, doubts) = Wanted::of(asked.in_format(""), &member.visitor, office)?;
    must_be_known(&doubts)?;
    let (parts, own) = parts(site, &member.visitor, office, &wanted).await?;
    let own = own.into_iter().flat_map(|own| own.parts);
    let here = |address: String| format!("{}/api/v1{address}", site.public_url());
    let told = |part: Part| PartTold {
        part: part.name,
        title: part.title,
        has_more: part.has_more(),
        after: part.next.clone().filter(|_| wanted.part().is_some()),
        next: match (wanted.part(), &part.next) {
            (Some(_), next) => next.as_deref().map(|next| here(wanted.address(next))),
            (None, Some(_)) => Some(here(wanted.of_part(part.name).address(""))),
            (None, None) => None,
        },
        items: part.rows.into_iter().map(|row| item(site, office, row)).collect(),
    };
    Ok(Json(DeskTold {
        office: office.clone(),
        today: site.today(),
        parts: parts.into_iter().chain(own).map(told).collect(),
    })
    .into_response())
}
