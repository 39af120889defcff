//! The official picture of the mark: the federation's own artwork, which it puts on file (clauses 8 and 12), on every page and on
//! papers. Until there is one, a plain 品 that says that it is a stand-in. The file is everybody's, with the salt of its digest.

use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::paper::{EmblemFault, emblem_fits};
use policy::calendar::Day;
use policy::command::Act;
use policy::decide::Problem;
use policy::powers::power_of;
use policy::scheme::artwork::Artwork;
use policy::scheme::{Scheme, SchemeFact};
use registry::{Fault, Order, Reader, Refused};
use serde_json::json;

use crate::frame::{Frame, Section};
use crate::office::upload;
use crate::problem::Trouble;
use crate::public::{PublicSite, page};
use crate::visitor::Visitor;
use crate::when::{When, WhenForm};

/// The address of the page.
pub(crate) const PATH: &str = "/artwork";

/// The picture as pages show it.
pub(crate) struct Emblem {
    /// The entry that brought it.
    pub(crate) entry: u64,
    /// Its address.
    pub(crate) href: String,
    /// The digest of its file.
    file: String,
}

/// What was looked up last.
struct Kept {
    day: Day,
    /// The moment of the store at which it was known to be so.
    moment: Option<u64>,
    version: Option<u64>,
    emblem: Option<Arc<Emblem>>,
}

/// The picture of today, kept as long as the scheme does not change.
#[derive(Default)]
pub(super) struct Emblems(Mutex<Option<Kept>>);

impl Emblems {
    /// The picture on a day. Where the scheme cannot be read there is none: a page without its picture is a page.
    pub(super) fn today(&self, reader: &Reader, day: Day) -> Option<Arc<Emblem>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Asked before the version is looked up: what is written in between is another moment.
        let moment = reader.moment();
        if let Some(kept) = kept.as_mut().filter(|kept| kept.day == day) {
            // While somebody writes, what is kept is what readers of the store still see.
            if moment.is_none() || kept.moment == moment {
                return kept.emblem.clone();
            }
            let version = reader.version("scheme", "scheme").ok()?;
            if version == kept.version {
                kept.emblem.take_if(|emblem| !emblem.is_there(reader));
                kept.moment = moment;
                return kept.emblem.clone();
            }
        }
        let version = reader.version("scheme", "scheme").ok()?;
        let emblem = reader.scheme().ok()?.artwork(day).map(|artwork| Arc::new(Emblem::of(artwork)));
        let emblem = emblem.filter(|emblem| emblem.is_there(reader));
        *kept = Some(Kept { day, moment, version, emblem: emblem.clone() });
        emblem
    }
}

impl Emblem {
    fn of(artwork: &Artwork) -> Emblem {
        Emblem {
            entry: artwork.entry.unwrap_or_default(),
            href: address(artwork),
            file: artwork.file.clone(),
        }
    }

    /// Whether its file was not erased.
    fn is_there(&self, reader: &Reader) -> bool {
        reader.has_file(&self.file).unwrap_or(false)
    }
}

fn address(artwork: &Artwork) -> String {
    format!("{PATH}/{}.png", artwork.file)
}

/// Refuses to put a picture on file that papers cannot carry.
///
/// # Errors
/// The refusal, or a fault of the reader.
pub(crate) fn fits(reader: &Reader, order: &Order) -> Result<(), Refused> {
    let Act::EnterSchemeFact { fact: SchemeFact::Artwork(artwork) } = &order.command.act else {
        return Ok(());
    };
    // Whoever may not do it is told so, and nothing is tried for them.
    if power_of(order.actor.office.kind, order.command.act.kind()).is_none() {
        return Ok(());
    }
    // What was not sent, the registry refuses.
    let Some(body) = reader.file(&artwork.file)? else { return Ok(()) };
    if body.len() as u64 > policy::scheme::artwork::ARTWORK_BYTES {
        return Ok(());
    }
    let problem = match emblem_fits(&body, order.now.day()) {
        Ok(()) => return Ok(()),
        Err(EmblemFault::Unreadable) => Problem::new(
            "artwork_unreadable",
            "图样无法读取：请重新导出为PNG",
            "the picture cannot be read: export it as a PNG once more",
        ),
        Err(EmblemFault::Heavy(over)) => Problem::new(
            "artwork_heavy",
            format!("带此图样的证书将超过80kB约{}kB：减少颜色、渐变或像素后重新导出", over.div_ceil(1000)),
            format!(
                "a certificate with this picture would weigh some {} kB more than 80 kB: export it with fewer colours, \
                 gradients or points",
                over.div_ceil(1000)
            ),
        ),
    };
    Err(Refused::Refusal(Box::new(problem.at("fact.file").into())))
}

struct PictureView {
    title: String,
    href: String,
    from: Day,
    /// The first day on which it was used no more, if that has come or is known.
    until: Option<Day>,
    entry: Option<u64>,
    digest: String,
    /// The salt that its digest is made with; `None` where the file was erased.
    salt: Option<String>,
}

#[derive(Template)]
#[template(path = "artwork.html")]
struct ArtworkPage {
    f: Frame,
    now: Option<PictureView>,
    others: Vec<PictureView>,
    when: WhenForm,
}

/// When a picture ends: by itself, or because a later one begins.
fn until(scheme: &Scheme, artwork: &Artwork) -> Option<Day> {
    let later = scheme.artworks.list.iter().filter(|other| {
        other.annulled.is_none() && (other.from, other.entry) > (artwork.from, artwork.entry)
    });
    let next = later.map(|other| other.from).min();
    artwork.ended.as_ref().map(|end| end.on).into_iter().chain(next).min()
}

fn view(reader: &Reader, scheme: &Scheme, artwork: &Artwork) -> Result<PictureView, Fault> {
    Ok(PictureView {
        title: artwork.title.clone(),
        href: address(artwork),
        from: artwork.from,
        until: until(scheme, artwork),
        entry: artwork.entry,
        digest: artwork.file.clone(),
        salt: reader.file_salt(&artwork.file)?,
    })
}

/// The picture of a day, and all others by their first day, the latest first.
type Pictures = (Option<PictureView>, Vec<PictureView>);

fn pictures(reader: &Reader, when: &When) -> Result<Pictures, Fault> {
    let scheme = when.seen.scheme(&reader.scheme()?);
    let now = scheme.artwork(when.seen.as_of);
    let mut others: Vec<&Artwork> =
        scheme.artworks.list.iter().filter(|one| one.annulled.is_none()).collect();
    others.retain(|one| now.is_none_or(|now| now.id != one.id));
    others.sort_by_key(|one| std::cmp::Reverse((one.from, one.entry)));
    let others = others.into_iter().map(|one| view(reader, &scheme, one)).collect::<Result<_, _>>()?;
    Ok((now.map(|now| view(reader, &scheme, now)).transpose()?, others))
}

/// `GET /artwork`: the picture and those before it; the same as JSON.
pub(crate) async fn show(State(site): State<PublicSite>, visitor: Visitor) -> Result<Response, Trouble> {
    let when = When::of(&site, &visitor.glimpse)?;
    let (now, others) = site.look(move |reader| pictures(reader, &when)).await?;
    if visitor.glimpse.wants_json {
        let told = |one: &PictureView| {
            json!({
                "title": one.title, "file": one.href, "from": one.from, "until": one.until, "entry": one.entry,
                "digest": one.digest, "salt": one.salt,
            })
        };
        let others: Vec<_> = others.iter().map(told).collect();
        let told = json!({ "as_of": when.seen.as_of, "in_use": now.as_ref().map(told), "others": others });
        return Ok(Json(told).into_response());
    }
    let f = visitor.frame(visitor.w.artwork.title, Section::Other).seen(when.banner(&visitor));
    page(&ArtworkPage { f, now, others, when: when.form(PATH.to_owned(), Vec::new()) })
        .map(IntoResponse::into_response)
}

/// `GET /artwork/{file}`: a picture that is or was the official one, named by its digest and so never another.
pub(crate) async fn file(
    State(site): State<PublicSite>,
    Path(name): Path<String>,
) -> Result<Response, Trouble> {
    let digest = name.strip_suffix(".png").ok_or(Trouble::NotOnFile)?.to_owned();
    let look = move |reader: &Reader| {
        let scheme = reader.scheme()?;
        let mut known = scheme.artworks.list.iter().filter(|one| one.annulled.is_none());
        if known.any(|one| one.file == digest) { reader.file(&digest) } else { Ok(None) }
    };
    let body = site.look(look).await?.ok_or(Trouble::NotOnFile)?;
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::CONTENT_SECURITY_POLICY, upload::POLICY),
    ];
    Ok((headers, body).into_response())
}
