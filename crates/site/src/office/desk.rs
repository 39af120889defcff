//! The desk of an office: what it can act on today, in its area, by the last day.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use policy::powers::{Office, OfficeKind};
use policy::standard::project::stage::Stage;
use registry::Row;

use crate::acts::CaseKind;
use crate::frame::{Frame, Section};
use crate::office::desk_days::InOrder;
use crate::office::desk_list::{Asked, Wanted};
use crate::office::desk_row::DeskRow;
use crate::office::own::{self, Own};
use crate::office::reach::opens_experts;
use crate::office::unfinished::{self, Begun};
use crate::office::{
    OfficeSite, body, case, coaching, desk_days, desk_file, desk_list, desk_papers, desk_work, drafter,
    reported, starting, unclassified,
};
use crate::problem::Trouble;
use crate::public::choice::{Choice, folded};
use crate::public::offer::sentences;
use crate::public::registers::RowView;
use crate::public::{PublicSite, page, told};
use crate::session::Member;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// A part of a desk.
pub(crate) struct Part {
    /// Its name for programs.
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) rows: Vec<DeskRow>,
    /// How many there are of those that were looked at.
    pub(super) count: usize,
    /// After what the next page of the part begins, where there is one.
    pub(crate) next: Option<String>,
    /// Whether not all were looked at that may belong here.
    pub(super) is_cut: bool,
    /// Where to look for what was not looked at.
    pub(super) place: &'static str,
}

impl Part {
    /// A part with all its rows.
    pub(super) fn new(
        name: &'static str,
        title: &'static str,
        place: &'static str,
        rows: Vec<DeskRow>,
        is_cut: bool,
    ) -> Part {
        Part { name, title, count: rows.len(), rows, next: None, is_cut, place }
    }

    /// Whether more waits than is listed.
    pub(crate) fn has_more(&self) -> bool {
        self.is_cut || self.next.is_some()
    }

    /// Where the part is told by itself.
    pub(super) fn address(&self) -> String {
        format!("/desk?part={}", self.name)
    }

    /// Whether it says anything: what was cut off says so also where nothing is left to show.
    pub(super) fn says_something(&self) -> bool {
        !self.rows.is_empty() || self.has_more()
    }
}

/// Where cases are looked for that no register tells.
pub(super) const SEARCH: &str = "/desk/search";

/// A desk told as a list: what is told, and where the next page and the files are.
struct Listed {
    told: String,
    /// Where the whole desk is.
    clear: Option<String>,
    next: Option<String>,
    first: Option<String>,
    csv: String,
    xlsx: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    f: Frame,
    lead: String,
    /// The parts to choose from.
    kinds: Vec<Choice>,
    sorts: Vec<Choice>,
    /// What was left out of what the address asks for.
    doubts: Vec<String>,
    /// What the form is called where it is folded.
    fold: String,
    listed: Listed,
    is_empty: bool,
    /// Whether anything is told that a file could hold.
    is_saved: bool,
    /// What waits, in the order of the desk.
    waits: InOrder,
    parts: Vec<Part>,
    starting: Vec<(String, String)>,
    own: Option<Own>,
    unfinished: Begun,
    coaches: bool,
    has_experts: bool,
    /// Whether the office looks for cases: an expert comes to its own from the desk, and a search finds it none.
    searches: bool,
    csrf: String,
}

/// What waits for an office, part by part, and what a maker has.
///
/// # Errors
/// A fault of the reader.
pub(crate) async fn parts(
    site: &PublicSite,
    visitor: &Visitor,
    office: &Office,
    wanted: &Wanted,
) -> Result<(Vec<Part>, Option<Own>), Trouble> {
    let work = desk_work::parts(site, visitor, office, wanted).await?;
    let papers = desk_papers::part(site, visitor, office, wanted).await?;
    let reports = reported::parts(site, visitor, office, wanted).await?;
    let certificates = body::own_part(site, visitor, office, wanted).await?;
    let penalties = unclassified::part(site, visitor, office, wanted).await?;
    let duties = drafter::parts(site, visitor, office, wanted).await?;
    // These come as they were gathered; the others are pages already.
    let gathered = reports.into_iter().chain(penalties).chain(certificates).chain(duties);
    let gathered = gathered.filter(|part| wanted.takes(part.name)).map(|part| wanted.page_of(part));
    let parts = work.into_iter().chain(papers).chain(gathered).filter(Part::says_something).collect();
    let own = match own::code_of(office) {
        Some(code) => own::of(site, visitor, code, wanted).await?,
        None => None,
    };
    Ok((parts, own))
}

/// `GET /desk`: the desk as it opens, one part of it in pages, or a file.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let office = member.office()?.clone();
    let visitor = &member.visitor;
    let (wanted, doubts) = Wanted::of(asked, visitor, &office)?;
    let is_plain = wanted.part().is_none() && wanted.is_by_day();
    if wanted.is_heavy() {
        site.public().bound_heavy(visitor)?;
    }
    let (mut parts, mut own) = parts(site.public(), visitor, &office, &wanted).await?;
    if let Some(is_csv) = wanted.file() {
        let own = own.into_iter().flat_map(|own| own.parts);
        let all = parts.into_iter().chain(own).collect();
        return desk_file::of(site.public(), visitor, &office, (&wanted, all), is_csv);
    }
    let w = &visitor.w.case;
    let is_empty = match is_plain {
        true => parts.is_empty() && !own.as_ref().is_some_and(|own| own.has_days),
        false => {
            parts.is_empty() && !wanted.is_later() && own.as_ref().is_none_or(|own| own.parts.is_empty())
        }
    };
    let found = || parts.iter().chain(own.iter().flat_map(|own| &own.parts));
    let is_saved = found().next().is_some() || wanted.is_later();
    let listed = listed(visitor, &wanted, found());
    let kinds = desk_list::choices(visitor, &office, &wanted, found());
    let of_own = own.iter_mut().flat_map(|own| &mut own.parts);
    let waits = match is_plain {
        true => desk_days::take(parts.iter_mut().chain(of_own)),
        false => InOrder::default(),
    };
    parts.retain(Part::says_something);
    own.iter_mut().for_each(|own| own.parts.retain(Part::says_something));
    let shown = page(&DeskPage {
        coaches: coaching::coaches(&office),
        has_experts: opens_experts(&office),
        searches: office.kind != OfficeKind::Expert,
        kinds,
        sorts: wanted.sorts(visitor),
        doubts: sentences(visitor, &doubts),
        starting: if is_plain { starting::of(&office, visitor) } else { Vec::new() },
        own,
        unfinished: if is_plain { unfinished::of(&site, &member).await? } else { Begun::default() },
        csrf: member.signed.csrf.clone(),
        f: visitor.frame(w.desk_title, Section::Other),
        lead: fill(w.desk_lead, &[&member.signed.office_words(visitor.lang)]),
        fold: folded(visitor.w, usize::from(wanted.part().is_some()) + usize::from(!wanted.is_by_day())),
        listed,
        is_empty,
        is_saved,
        waits,
        parts,
    });
    Ok(shown?.into_response())
}

/// What is told, in words, and where the rest of it and its files are.
fn listed<'p>(visitor: &Visitor, wanted: &Wanted, parts: impl Iterator<Item = &'p Part>) -> Listed {
    let (w, l) = (&visitor.w.waits, &visitor.w.list);
    let part = parts.into_iter().find(|part| wanted.part() == Some(part.name));
    let count = |part: &Part| match part {
        _ if wanted.has_one_order() => String::new(),
        part if part.is_cut => told::at_least(visitor.lang, part.count),
        part => fill(l.all, &[&part.count]),
    };
    let sorted = visitor.word(wanted.sorted()).to_owned();
    let sorted = if wanted.has_one_order() { w.latest_first.to_owned() } else { fill(l.sorted, &[&sorted]) };
    let next = part.and_then(|part| part.next.as_deref());
    let file = |format: &str| wanted.file_address(format);
    Listed {
        told: match (wanted.part(), part) {
            (Some(_), Some(part)) => {
                format!("{}{}{}{sorted}", part.title, visitor.w.case.colon, count(part))
            }
            (Some(_), None) if wanted.is_later() => w.none_after.to_owned(),
            (Some(_), None) => w.none_of_it.to_owned(),
            (None, _) => format!("{}{sorted}", fill(w.all_parts, &[&desk_list::SHOWN])),
        },
        clear: (wanted.part().is_some() || !wanted.is_by_day()).then(|| "/desk".to_owned()),
        next: next.map(|next| wanted.address(next)),
        first: wanted.is_later().then(|| wanted.address("")),
        csv: file("csv"),
        xlsx: file("xlsx"),
        hint: fill(w.file_hint, &[&desk_list::GATHERED]),
    }
}

/// A row as members see it: it leads to the case.
pub(super) fn view(visitor: &Visitor, row: &Row) -> Option<RowView> {
    let kind = CaseKind::named(&row.kind)?;
    let region = if row.region.is_empty() { String::new() } else { visitor.lang.place(&row.region) };
    let mut under = vec![visitor.lang.label(kind.words()), row.id.clone(), region];
    under.retain(|part| !part.is_empty());
    let look = match kind {
        CaseKind::Project => {
            let stage = Stage::ALL.iter().find(|stage| stage.name() == row.state)?;
            Look::new(tone::of_stage(*stage), visitor.word(stage.words()))
        }
        _ => Look::new(tone::CLOCK, state_word(visitor, &row.state)?),
    };
    let href = case::address(kind, &row.id);
    Some(RowView { href, title: row.title.clone(), state: Some(look), under, links: Vec::new() })
}

/// The state of a row, as events left it, in words; `None` where there is nothing to say.
pub(super) fn state_word(visitor: &Visitor, state: &str) -> Option<&'static str> {
    use policy::article::Words;
    let words = |zh, en| Some(visitor.word(Words { zh, en }));
    match state {
        "pending" => words("待决定", "to be decided"),
        "filed" => words("待审", "waiting"),
        "accepted" => words("已接受", "accepted"),
        "returned" => words("已退回", "returned"),
        "open" => words("未决定", "open"),
        "decided" => words("已决定，待送达公告", "decided, to be served and published"),
        "sampled" => words("已抽样", "sampled"),
        "tested" => words("已出结果", "tested"),
        "notified" => words("已送达", "party informed"),
        "objected" => words("有异议", "objected to"),
        "answered" => words("异议已答复", "objection answered"),
        "granted" => words("已授权", "granted"),
        "refused" => words("不予授权", "refused"),
        "withdrawn" => words("已撤回", "withdrawn"),
        "suspended" | "basis_suspended" => words("暂停", "suspended"),
        "revoked" => words("已撤销", "revoked"),
        "ended" => words("已终止", "ended"),
        "basis_gone" => words("依据失效", "basis no longer valid"),
        "annulled" => words("记录已撤销", "set aside"),
        "reported" => words("待公开", "to be published"),
        "closed" | "closed_no_action" | "published" => words("已办结", "closed"),
        "failed" => words("查实未达标", "verified: failed"),
        "passed" => words("查实达标", "verified: passed"),
        _ => words("在案", "on file"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, SEARCH};

    /// What was cut off with nothing left to show is said; what has nothing is not.
    #[test]
    fn a_part_with_nothing_to_show_says_that_something_was_left() {
        let part = |is_cut| Part::new("", "", SEARCH, Vec::new(), is_cut);
        assert!(part(true).says_something() && !part(false).says_something());
    }
}
