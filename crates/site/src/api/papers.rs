//! Papers for programs: which there are of a case and of an entry, and one of them: its file, or its digest with the act
//! that issues it, so that a program issues a paper in two calls. Whoever may have which, and issue which, is as on the
//! pages (`papers/show.rs`, `papers/issue.rs`).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use documents::paper::ENGINE;
use policy::article::Said;
use policy::calendar::Day;
use policy::command::Command;
use policy::event::Entry;
use policy::paper::{PaperCopy, PaperKind, PaperLang, made_from};
use policy::powers::OfficeKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::api::parameters::{Asked, Plain};
use crate::api::read::Answer;
use crate::api::token::{Asker, Officer};
use crate::lang::Lang;
use crate::office::case_entries::{ENTRIES, Turn, entries, tag};
use crate::office::{OfficeSite, case};
use crate::papers::issue::{Warning, act_of, before, digest_of};
use crate::papers::show::{
    Offered, Reads, Rights, allowed, entry_at, file_name, given, issued_as, issues, made, may_issue,
    not_given, offered, replaced,
};
use crate::papers::{Pressed, Wanted, make};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::words::text;

/// A paper that there is to have.
#[derive(Serialize, JsonSchema)]
struct PaperTold {
    /// The entry it is made from, and the day of that.
    entry: u64,
    on: Day,
    /// The name of its file.
    file: String,
    kind: PaperKind,
    title: Said,
    lang: PaperLang,
    copy: PaperCopy,
    /// The office whose paper it is.
    issuer: OfficeKind,
    /// Where it was issued last, in the ledger, and the digest of that file.
    issued: Option<IssuedTold>,
    /// Whether whoever asks may issue it now.
    may_issue: bool,
    /// Where it is, by `Accept` the file or its digest.
    address: String,
}

/// Where a paper was issued.
#[derive(Serialize, JsonSchema)]
struct IssuedTold {
    entry: u64,
    sha256: String,
}

/// Papers, and where those of a case go on.
#[derive(Serialize, JsonSchema)]
pub(super) struct PapersTold {
    items: Vec<PaperTold>,
    after: Option<u64>,
}

/// One paper.
#[derive(Serialize, JsonSchema)]
pub(super) struct OnePaper {
    entry: u64,
    file: String,
    kind: PaperKind,
    title: Said,
    lang: PaperLang,
    copy: PaperCopy,
    issuer: OfficeKind,
    /// What sets it, and the digest and the length of what that makes of the record now.
    engine: &'static str,
    sha256: String,
    bytes: usize,
    /// The entry that issued this very file.
    issued: Option<u64>,
    /// Why nobody issues it any more, where that is so: a later call to the interview took the place of its own.
    withheld: Option<Said>,
    /// What whoever issues it has to know.
    warnings: Vec<WarningTold>,
    /// Entries about the same matter since, as far as whoever issues it is told: a paper tells the day of its entry.
    later: Vec<u64>,
    /// What issues it, to be sent as it is to `/api/v1/acts`; for whoever may issue it, while nobody has.
    command: Option<Command>,
}

#[derive(Serialize, JsonSchema)]
struct WarningTold {
    code: &'static str,
    says: Said,
}

impl WarningTold {
    fn of(warning: Warning) -> WarningTold {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| warning.says(text(lang)));
        WarningTold { code: warning.name(), says: Said::new(zh, en) }
    }
}

fn told(site: &PublicSite, entry: &Entry, one: Offered) -> PaperTold {
    let Offered { wanted, issued, may_issue } = one;
    let file = file_name(wanted.kind, wanted.lang, wanted.copy);
    PaperTold {
        entry: wanted.entry,
        on: entry.on,
        address: format!("{}/api/v1/papers/{}/{file}", site.public_url(), wanted.entry),
        file,
        kind: wanted.kind,
        title: wanted.kind.words().said(),
        lang: wanted.lang,
        copy: wanted.copy,
        issuer: wanted.kind.issuer(),
        issued: issued.map(|(entry, sha256)| IssuedTold { entry, sha256 }),
        may_issue,
    }
}

/// `GET /api/v1/papers/{position}`.
pub(crate) async fn of_entry(
    State(site): State<OfficeSite>,
    Path(position): Path<u64>,
    Asked(Plain {}): Asked<Plain>,
    Asker(visitor): Asker,
) -> Answer {
    let site = site.public();
    site.bound_heavy(&visitor)?;
    let entry = entry_at(site, position).await?;
    let rights = Rights::of(site, &visitor, &entry).await?;
    let found = offered(site, &visitor, (&entry, position), rights).await?.ok_or(Trouble::NotOnFile)?;
    let items = found.into_iter().map(|one| told(site, &entry, one)).collect();
    Ok(Json(PapersTold { items, after: None }).into_response())
}

/// Where the papers of a case go on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Onward {
    after: Option<u64>,
}

/// `GET /api/v1/cases/{kind}/{id}/papers`: of the entries of a case, as the office may have them.
pub(crate) async fn of_case(
    State(site): State<OfficeSite>,
    Path((kind, id)): Path<(String, String)>,
    Asked(onward): Asked<Onward>,
    Officer(member): Officer,
) -> Answer {
    let site = site.public();
    site.bound_heavy(&member.visitor)?;
    let office = member.office()?;
    let case = case::visible(case::load(site, &kind, &id).await?, office)?;
    let (tag, mentions) = tag(&case);
    let found = site
        .look(move |reader| entries(reader, (&tag, mentions.as_deref()), Turn::Oldest, onward.after))
        .await?;
    let reads = Reads { office, parties: case.shows_texts_to(office) };
    let mut items = Vec::new();
    for at in found.iter().filter(|at| !made_from(&at.entry.event).is_empty()) {
        let rights = Rights::in_case(&at.entry, &reads, case.dossier.as_ref());
        let of_it = offered(site, &member.visitor, (&at.entry, at.position), rights).await?;
        items.extend(of_it.into_iter().flatten().map(|one| told(site, &at.entry, one)));
    }
    let after = found.last().filter(|_| found.len() == ENTRIES).map(|at| at.position);
    Ok(Json(PapersTold { items, after }).into_response())
}

/// Whether the file itself is asked for.
fn wants_file(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = accepts.split(',').next().and_then(|range| range.split(';').next());
    first.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/pdf"))
}

/// `GET /api/v1/papers/{position}/{file}`: what it is and, for whoever may issue it, the act that does; the file with
/// `Accept: application/pdf`.
pub(crate) async fn one(
    State(site): State<OfficeSite>,
    Path((position, name)): Path<(u64, String)>,
    headers: HeaderMap,
    Asked(Plain {}): Asked<Plain>,
    Asker(visitor): Asker,
) -> Result<Response, Trouble> {
    let site = site.public();
    let wanted = Wanted::named(position, &name).ok_or(Trouble::NotOnFile)?;
    let is_public = allowed(site, &visitor, wanted).await.map_err(|trouble| match trouble {
        Trouble::SignInFirst => Trouble::NoToken,
        other => other,
    })?;
    if wants_file(&headers) {
        let mut file = given(site, &visitor, wanted, is_public).await?;
        // Under the same address there is something else by `Accept` and by token.
        file.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return Ok(file);
    }
    let entries = issues(site, position).await?;
    let was_issued = issued_as(&entries, wanted).next().is_some();
    let issues = may_issue(&visitor, wanted.kind);
    if !was_issued && !issues {
        return Err(not_given(false));
    }
    let Pressed { pdf, left } = made(site, wanted, make).await?;
    let sha256 = digest_of(&pdf);
    let issued = issued_as(&entries, wanted).find(|(_, known)| *known == sha256).map(|(at, _)| at);
    if issued.is_none() && !issues {
        return Err(not_given(true));
    }
    let (mut warnings, mut later) = (Vec::new(), Vec::new());
    let entry = entry_at(site, position).await?;
    let withheld = replaced(site, &entry, position).await?.map(|why| why.said);
    if issues {
        let before = before(site, &entry, wanted, is_public).await?;
        warnings = before.warnings.into_iter().chain(Warning::of_file(left)).map(WarningTold::of).collect();
        later = before.later.iter().map(|at| at.position).collect();
    }
    let command = (issues && issued.is_none() && withheld.is_none()).then(|| Command {
        // As the command line has it: the same file is issued once.
        key: format!("paper-{sha256}"),
        enterprise: None,
        on: site.today(),
        act: act_of(wanted, sha256.clone()),
    });
    Ok(Json(OnePaper {
        entry: position,
        file: name,
        kind: wanted.kind,
        title: wanted.kind.words().said(),
        lang: wanted.lang,
        copy: wanted.copy,
        issuer: wanted.kind.issuer(),
        engine: ENGINE,
        sha256,
        bytes: pdf.len(),
        issued,
        withheld,
        warnings,
        later,
        command,
    })
    .into_response())
}
