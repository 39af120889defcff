//! The federation issues a paper: it sees which, what has happened to its matter since the decision, and the file itself
//! with its digest; what it confirms is that file and no other.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Redirect;
use documents::paper::{ENGINE, Left};
use policy::authorization::MarkState;
use policy::command::{Act, ActKind, Command};
use policy::decide::{Problem, Refusal};
use policy::enterprise::Dossier;
use policy::event::{Entry, Event};
use policy::paper::{IssuedPaper, PaperCopy, PaperKind};
use policy::powers::{Actor, Touches, permits};
use registry::{EntryAt, Order};
use serde::Deserialize;

use super::back::to_cases;
use super::show::{allowed, entry_at, for_whom, issued_as, issues, made, may_issue, replaced};
use super::{Wanted, make, since};
use crate::frame::{Frame, Section};
use crate::office::names::Names;
use crate::office::{OfficeSite, event, from_our_page};
use crate::problem::Trouble;
use crate::public::mark::{Page, standing};
use crate::public::{PublicSite, page};
use crate::session::Member;
use crate::tone::State as Look;
use crate::visitor::Visitor;
use crate::words::{Text, fill};

/// Whether the page was sent back, because another file would have been issued than was seen.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    changed: String,
}

#[derive(Template)]
#[template(path = "paper_issue.html")]
struct IssuePage {
    f: Frame,
    cases: Vec<(String, String)>,
    title: &'static str,
    lang: &'static str,
    copy: &'static str,
    what: String,
    position: u64,
    on: String,
    mark: Option<(String, Look)>,
    warns: Vec<String>,
    later: Vec<since::Later>,
    file: String,
    seen: String,
    is_changed: bool,
    csrf: String,
    key: String,
}

/// What whoever issues a paper has to know: it tells the day of the decision, and that is not today's any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Warning {
    /// The decision behind a public copy is not published.
    Unpublished,
    /// It says that a mark is granted, which does not hold today.
    Invalid,
    /// It says that a mark is lost, which has been corrected.
    Corrected,
    /// It would weigh more than a paper may with all that was written: it leaves some out, and says so.
    Shortened(Left),
}

impl Warning {
    /// What is said of the file itself.
    pub(crate) fn of_file(left: Left) -> Option<Warning> {
        (!left.is_nothing()).then_some(Warning::Shortened(left))
    }

    /// Its name for programs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Warning::Unpublished => "unpublished",
            Warning::Invalid => "mark_not_valid",
            Warning::Corrected => "loss_corrected",
            Warning::Shortened(_) => "shortened",
        }
    }

    /// In words.
    pub(crate) fn says(self, w: &'static Text) -> String {
        let words = match self {
            Warning::Unpublished => w.paper.warns_not_public,
            Warning::Invalid => w.paper.warns_not_valid,
            Warning::Corrected => w.paper.warns_not_lost,
            Warning::Shortened(Left { characters, rows }) => {
                let left = match (characters, rows) {
                    (_, 0) => fill(w.paper.left_characters, &[&characters]),
                    (0, _) => fill(w.paper.left_rows, &[&rows]),
                    (_, _) => fill(w.paper.left_both, &[&characters, &rows]),
                };
                return fill(w.paper.warns_shortened, &[&left]);
            }
        };
        words.to_owned()
    }
}

fn warnings(entry: &Entry, wanted: Wanted, (now, is_public): (Option<MarkState>, bool)) -> Vec<Warning> {
    let says_it_holds = match wanted.kind {
        PaperKind::Certificate
        | PaperKind::Acceptance
        | PaperKind::ComparisonInsert
        | PaperKind::Correction => true,
        PaperKind::Refusal
        | PaperKind::InterviewNotice
        | PaperKind::SanctionNotice
        | PaperKind::HearingRecord
        | PaperKind::Revocation
        | PaperKind::ComparisonPoster
        | PaperKind::DutyReport
        | PaperKind::DutyPublication
        | PaperKind::DutyNotice => false,
    };
    let holds = now.is_some_and(|state| matches!(state, MarkState::Valid | MarkState::NotYet(_)));
    let is_lost = matches!(entry.event, Event::AuthorizationRevoked { .. });
    let mut warns = Vec::new();
    if wanted.copy == PaperCopy::Public && !is_public {
        warns.push(Warning::Unpublished);
    }
    if says_it_holds && !holds {
        warns.push(Warning::Invalid);
    }
    if is_lost && !now.is_some_and(|state| matches!(state, MarkState::Revoked(_))) {
        warns.push(Warning::Corrected);
    }
    warns
}

pub(crate) fn digest_of(pdf: &[u8]) -> String {
    ledger::hex(&ledger::digest(pdf))
}

/// The paper that is wanted, if this member may issue it, and whether everybody may have its public copy.
async fn wanted(
    site: &OfficeSite,
    member: &Member,
    position: u64,
    name: &str,
) -> Result<(Wanted, bool), Trouble> {
    if permits(member.office()?, ActKind::IssuePaper, &Touches::default()).is_none() {
        return Err(Trouble::Forbidden);
    }
    let wanted = Wanted::named(position, name).ok_or(Trouble::NotOnFile)?;
    if !may_issue(&member.visitor, wanted.kind) {
        return Err(Trouble::Forbidden);
    }
    let is_public = allowed(site.public(), &member.visitor, wanted).await?;
    let entry = entry_at(site.public(), position).await?;
    if let Some(why) = replaced(site.public(), &entry, position).await? {
        return Err(Trouble::Refusal(Box::new(Refusal::from(why))));
    }
    Ok((wanted, is_public))
}

fn here(position: u64, name: &str) -> String {
    format!("/papers/{position}/{name}/issue")
}

/// `GET /papers/{position}/{file}/issue`: what would be issued. Once it is, the list of the entry's papers says so.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Path((position, name)): Path<(u64, String)>,
    Query(asked): Query<Asked>,
    member: Member,
) -> Page {
    let (wanted, is_public) = wanted(&site, &member, position, &name).await?;
    let (site, visitor) = (site.public(), &member.visitor);
    let made = made(site, wanted, make).await?;
    let seen = digest_of(&made.pdf);
    // What was issued and can be made no more, because words of it were erased, may be issued as it is made now.
    if is_issued(site, wanted, &seen).await? {
        return Err(Trouble::SeeOther(format!("/papers/{position}")));
    }
    let entry = entry_at(site, position).await?;
    let look = mark(site, visitor, &entry)?;
    let before = before(site, &entry, wanted, is_public).await?;
    let cases = to_cases(site, visitor, &entry).await?;
    let names = Names { dossier: before.dossier.as_ref(), scheme: None };
    let w = &visitor.w.paper;
    page(&IssuePage {
        f: visitor.frame(fill(w.issue_title, &[&visitor.word(wanted.kind.words())]), Section::Other),
        cases,
        title: visitor.word(wanted.kind.words()),
        lang: wanted.lang.pick(w.in_chinese, w.in_english),
        copy: for_whom(visitor, wanted.copy),
        what: event::words(visitor, names, &entry.event),
        position,
        on: entry.on.to_string(),
        mark: look,
        warns: before
            .warnings
            .into_iter()
            .chain(Warning::of_file(made.left))
            .map(|warning| warning.says(visitor.w))
            .collect(),
        later: since::in_words(visitor, names, &before.later),
        file: format!("/papers/{position}/{name}"),
        seen,
        is_changed: !asked.changed.is_empty(),
        csrf: member.signed.csrf.clone(),
        key: format!("paper-{position}-{}", site.next_request()),
    })
}

async fn is_issued(site: &PublicSite, wanted: Wanted, sha256: &str) -> Result<bool, Trouble> {
    Ok(issued_as(&issues(site, wanted.entry).await?, wanted).any(|(_, known)| known == sha256))
}

/// Refuses to put on the ledger what is not the paper that is made here of its entry: the federation answers for each
/// byte of what it issues.
///
/// # Errors
/// If it is not, or a fault.
pub(crate) async fn ours(site: &PublicSite, paper: &IssuedPaper) -> Result<(), Trouble> {
    let refused = |code, zh: &str, en: &str| {
        Err(Trouble::Refusal(Box::new(Refusal::from(Problem::new(code, zh, en).at("paper")))))
    };
    let wanted = Wanted { entry: paper.entry, kind: paper.kind, lang: paper.lang, copy: paper.copy };
    if paper.engine != ENGINE {
        return refused("engine", "不是本平台的排版程序", "this is not the engine that makes papers here");
    }
    match made(site, wanted, make).await {
        Ok(ours) if digest_of(&ours.pdf) == paper.sha256 => {}
        Ok(_) | Err(Trouble::NotOnFile) => {
            return refused(
                "not_our_paper",
                "依该条目生成的文件不是这一份：种类、语言、副本或摘要不符",
                "the paper made from this entry is another one: kind, language, copy or digest differ",
            );
        }
        Err(fault) => return Err(fault),
    }
    Ok(())
}

/// What whoever issues a paper is told before.
pub(crate) struct Before {
    /// What they have to know.
    pub(crate) warnings: Vec<Warning>,
    /// What has happened to the matter since.
    pub(crate) later: Vec<EntryAt>,
    /// The dossier of the enterprise that the entry is about.
    dossier: Option<Dossier>,
}

/// What whoever issues a paper is told before.
///
/// # Errors
/// A fault of the reader.
pub(crate) async fn before(
    site: &PublicSite,
    entry: &Entry,
    wanted: Wanted,
    is_public: bool,
) -> Result<Before, Trouble> {
    let (known, position) = (entry.clone(), wanted.entry);
    let (later, dossier) = site
        .look(move |reader| Ok((since::all(reader, &known, position)?, since::dossier(reader, &known)?)))
        .await?;
    let (reader, today) = (site.reader(), site.today());
    let now = match since::mark_of(entry) {
        Some(code) => reader.mark(code)?.map(|filed| standing(&filed.value, reader.law(), today)),
        None => None,
    };
    Ok(Before { warnings: warnings(entry, wanted, (now, is_public)), later, dossier })
}

/// The mark that an entry is about, with its state today.
fn mark(site: &PublicSite, visitor: &Visitor, entry: &Entry) -> Result<Option<(String, Look)>, Trouble> {
    let Some(code) = since::mark_of(entry) else { return Ok(None) };
    let look = since::state(site.reader(), visitor, code, site.today())?;
    Ok(look.map(|look| (code.to_string(), look)))
}

/// The act by which a paper is issued.
pub(crate) fn act_of(wanted: Wanted, sha256: String) -> Act {
    let Wanted { entry, kind, lang, copy } = wanted;
    Act::IssuePaper { paper: IssuedPaper { entry, kind, lang, copy, engine: ENGINE.to_owned(), sha256 } }
}

/// What the button that issues a paper sends.
#[derive(Debug, Deserialize)]
pub(crate) struct Pressed {
    csrf: String,
    key: String,
    /// SHA-256 of the file that was shown.
    seen: String,
}

/// `POST /papers/{position}/{file}/issue`: makes the file that was seen and puts its digest on the ledger.
pub(crate) async fn issue(
    State(site): State<OfficeSite>,
    Path((position, name)): Path<(u64, String)>,
    headers: HeaderMap,
    member: Member,
    axum::Form(pressed): axum::Form<Pressed>,
) -> Result<Redirect, Trouble> {
    from_our_page(&site, &member, &headers, Some(&pressed.csrf))?;
    let (wanted, _) = wanted(&site, &member, position, &name).await?;
    let sha256 = digest_of(&made(site.public(), wanted, make).await?.pdf);
    if sha256 != pressed.seen {
        return Ok(Redirect::to(&format!("{}?changed=1", here(position, &name))));
    }
    if is_issued(site.public(), wanted, &sha256).await? {
        return Ok(Redirect::to(&format!("/papers/{position}")));
    }
    let command = Command {
        // The same button pressed twice is one act; another file has another key.
        key: format!("{}-{}", pressed.key, sha256.get(..16).unwrap_or_default()),
        enterprise: None,
        on: site.public().today(),
        act: act_of(wanted, sha256),
    };
    let actor = Actor { person: member.signed.person.clone(), office: member.office()?.clone() };
    site.act(Order { actor, command, now: site.public().now(), expected: None }).await?;
    Ok(Redirect::to(&format!("/papers/{position}")))
}
