//! What the fields of a form choose from: what is on file in the case, in the scheme and among the standards. A
//! choice spares typing; whether it may be taken, the policy says.

use std::collections::HashMap;

use policy::calendar::Day;
use policy::command::ActKind;
use policy::division::above;
use policy::enterprise::Dossier;
use policy::enterprise::facts::FactKind;
use policy::enterprise::record::{Mark, Record};
use policy::parameters::Parameters;
use policy::powers::{Office, OfficeKind, covers};
use policy::scheme::{BodyKind, Scheme};
use policy::standard::number::EditionNumber;
use policy::supervision::ProceedingOutcome;
use registry::Reader;
use serde::Deserialize;

use crate::acts::{CaseKind, Form, Input, OnFile};
use crate::lang::Lang;
use crate::office::case::Case;
use crate::office::choices_project::{
    Leaves, comments, experts, leaves, panels, participants, partners, ripe_panels, with_its_text,
};
use crate::office::names::Names;
use crate::office::on_file::Speaks;
use crate::office::{on_file, photos, test_items};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::words::fill;

/// The most editions that are offered; where more are on file, the number is typed.
const MOST_EDITIONS: usize = 300;

/// A value and its words.
pub(super) type Offer = (String, String);

/// An edition to choose, with the days that say whether it is in force.
struct EditionOffer {
    value: String,
    text: String,
    in_force_from: Day,
    ended: Option<Day>,
}

impl EditionOffer {
    /// One that is over or to come says so: whoever chooses it knows what the answer will be.
    fn offer(&self, today: Day, lang: Lang) -> Offer {
        let w = &crate::words::text(lang).register;
        let said = match self.ended.filter(|&ended| ended <= today) {
            Some(ended) => fill(w.edition_withdrawn, &[&self.text, &ended]),
            None if today < self.in_force_from => fill(w.edition_to_come, &[&self.text, &self.in_force_from]),
            None => self.text.clone(),
        };
        (self.value.clone(), said)
    }
}

/// What is on file beside the case, as far as the form asks for it.
pub(super) struct Choices {
    scheme: Option<Scheme>,
    editions: Vec<EditionOffer>,
    photos: Vec<Offer>,
    files: Vec<Offer>,
    today: Day,
    indicators: Vec<Offer>,
    comments: Vec<Offer>,
    leaves: Leaves,
    /// The panels on which the act is possible.
    panels: Vec<u16>,
    /// What the facts that the act may be about are called, in each language.
    called: [HashMap<String, String>; 2],
}

fn asks(form: &Form, what: &[OnFile]) -> bool {
    form.asked().iter().any(|field| match field.input {
        Input::OnFile(of) | Input::Numbered(of) | Input::EnterpriseOf(of) | Input::Several { of, .. } => {
            what.contains(&of)
        }
        _ => false,
    })
}

impl Choices {
    /// What a form needs.
    ///
    /// # Errors
    /// A fault of the reader.
    pub(super) async fn load(
        site: &PublicSite,
        (case, form): (&Case, &Form),
        (person, office): (&str, &Office),
    ) -> Result<Choices, Trouble> {
        let of_files =
            asks(form, &[OnFile::Photos, OnFile::Files]).then(|| (person.to_owned(), office.clone()));
        let of_scheme =
            asks(form, &[OnFile::Laboratories, OnFile::Bodies, OnFile::Categories, OnFile::Calls]);
        let today = site.today();
        let indicators =
            if asks(form, &[OnFile::Indicators]) { indicators(site, case).await? } else { Vec::new() };
        let panels = ripe_panels(case, form.kind, (site.reader().law(), today));
        let called =
            [Lang::Zh, Lang::En].map(|lang| called(case, form.kind, (lang, site.reader().law().parameters)));
        let of_standards = asks(form, &[OnFile::Editions]);
        let of_systems = asks(form, &[OnFile::Leaves]);
        let asked = if asks(form, &[OnFile::Comments]) { comments(case, form.kind) } else { Vec::new() };
        site.look(move |reader| {
            let scheme = if of_scheme { Some(reader.scheme()?) } else { None };
            let editions = if of_standards { editions(reader)? } else { Vec::new() };
            let leaves = if of_systems { leaves(reader)? } else { Leaves::default() };
            let sent = match of_files {
                Some((person, office)) => reader.loose_files(&person, &office)?,
                None => Vec::new(),
            };
            let said = |comment| with_its_text(reader, comment);
            let comments = asked.into_iter().map(said).collect::<Result<_, _>>()?;
            let (photos, files) = (photos::offers(&sent), photos::all_offers(&sent));
            Ok(Choices {
                scheme,
                editions,
                photos,
                files,
                today,
                indicators,
                comments,
                leaves,
                panels,
                called,
            })
        })
        .await
    }

    /// What a field chooses from.
    pub(super) fn of(
        &self,
        case: &Case,
        office: &Office,
        what: OnFile,
        act: ActKind,
        lang: Lang,
    ) -> Vec<Offer> {
        match what {
            OnFile::Products => products(case),
            OnFile::FailedChecks => failed_checks(case),
            OnFile::Facts => self.facts(case, act, lang),
            OnFile::SchemeFacts => scheme_facts(case, act),
            OnFile::Models => models(case),
            OnFile::Laboratories => self.bodies(office, BodyKind::Laboratory),
            OnFile::Bodies => self.bodies(office, BodyKind::CertificationBody),
            OnFile::Categories => self.categories(),
            OnFile::Editions => self.editions_for(case, lang),
            OnFile::Bureaus => bureaus(case, office, lang),
            OnFile::Photos => self.photos.clone(),
            OnFile::Files => self.files.clone(),
            OnFile::Calls => self.calls(),
            OnFile::Experts => experts(case, self.today),
            OnFile::Panels => panels(case, &self.panels, lang),
            OnFile::Participants => participants(case, office),
            OnFile::Partners => partners(case, lang),
            OnFile::Leaves => self.leaves.offers(lang),
            OnFile::Comments => self.comments.clone(),
            OnFile::Places => places(case, office, act, lang),
            OnFile::Indicators => self.indicators.clone(),
        }
    }

    /// Whether more is on file than anybody chooses from, so that it is typed.
    pub(super) fn is_typed(&self, what: OnFile, offers: &[Offer]) -> bool {
        match what {
            OnFile::Editions => offers.is_empty(),
            OnFile::Leaves => self.leaves.are_too_many(),
            _ => false,
        }
    }

    fn bodies(&self, office: &Office, kind: BodyKind) -> Vec<Offer> {
        let list = self.scheme.iter().flat_map(|scheme| scheme.bodies.list.iter());
        // A body enters its own certificates only.
        let is_own =
            |id: &str| office.kind != OfficeKind::CertificationBody || office.of.as_deref() == Some(id);
        list.filter(|body| body.annulled.is_none() && body.kind == kind && is_own(&body.id))
            .map(|body| (body.id.clone(), format!("{} · {}", body.name, body.id)))
            .collect()
    }

    /// Those on which proposals are received today.
    fn calls(&self) -> Vec<Offer> {
        let list = self.scheme.iter().flat_map(|scheme| scheme.calls.list.iter());
        list.filter(|call| call.is_open(self.today))
            .map(|call| (call.id.clone(), format!("{} · {}", call.title, call.id)))
            .collect()
    }

    fn categories(&self) -> Vec<Offer> {
        let list = self.scheme.iter().flat_map(|scheme| scheme.catalogue.list.iter());
        list.filter(|entry| entry.annulled.is_none())
            .map(|entry| (entry.category.clone(), format!("{} · {}", entry.title, entry.category)))
            .collect()
    }

    /// Those that the case speaks of come first.
    fn editions_for(&self, case: &Case, lang: Lang) -> Vec<Offer> {
        let spoken: Vec<String> = case.dossier.iter().flat_map(spoken_of).map(ToString::to_string).collect();
        let is_spoken = |one: &&EditionOffer| spoken.contains(&one.value);
        let (first, then): (Vec<_>, Vec<_>) = self.editions.iter().partition(is_spoken);
        first.into_iter().chain(then).map(|one| one.offer(self.today, lang)).collect()
    }
}

/// What a check tests, with what each asks and how it is tested.
async fn indicators(site: &PublicSite, case: &Case) -> Result<Vec<Offer>, Trouble> {
    let table = test_items::table_of(site, case).await?;
    let offer = |row: &policy::standard::table::Row| {
        let name = test_items::name(row);
        let method = row.test_method.as_ref().map_or_else(String::new, |method| format!(" · {method}"));
        (name.clone(), format!("{name} {}{method}", test_items::limit(row)))
    };
    Ok(table.iter().flat_map(|table| &table.rows).map(offer).collect())
}

/// The editions that a dossier names.
fn spoken_of(dossier: &Dossier) -> impl Iterator<Item = &EditionNumber> {
    let granted = dossier.authorizations.list.iter().map(|a| &a.edition);
    let certified = dossier.certificates.list.iter().map(|c| &c.edition);
    granted.chain(certified).chain(dossier.declarations.iter().map(|d| &d.filing.edition))
}

/// The days of an edition; its table may be long and is passed over.
#[derive(Deserialize)]
struct Days {
    in_force_from: Day,
    #[serde(default)]
    ended: Option<Mark>,
}

/// Every edition that counts; none where there are more than anybody chooses from.
fn editions(reader: &Reader) -> Result<Vec<EditionOffer>, registry::Fault> {
    let mut offers = Vec::new();
    let mut query = registry::Query { kind: "edition".to_owned(), limit: 200, ..registry::Query::default() };
    loop {
        let page = reader.rows(&query)?;
        let counts = page.items.into_iter().filter(|row| row.state != "annulled");
        for row in counts {
            let printed =
                EditionNumber::parse(&row.id).map_or_else(|_| row.id.clone(), |number| number.print());
            let Days { in_force_from, ended } = serde_json::from_str(&row.body)
                .map_err(|fault| registry::Fault::Unreadable(format!("edition {}: {fault}", row.id)))?;
            offers.push(EditionOffer {
                value: row.id,
                text: format!("{printed} {}", row.title),
                in_force_from,
                ended: ended.map(|mark| mark.on),
            });
        }
        match page.next {
            _ if offers.len() > MOST_EDITIONS => return Ok(Vec::new()),
            Some(next) => query.after = next.id,
            None => return Ok(offers),
        }
    }
}

/// Whether a fixed choice fits the case: work of one kind cannot be decided as another. What is no choice of that
/// sort always fits.
pub(super) fn fits(case: &Case, office: &Office, act: ActKind, value: &str) -> bool {
    // Nobody confirms what somebody else received.
    if act == ActKind::ReceiveDutyNotice {
        return case.notices_to(office).any(|notice| notice.department.name() == value);
    }
    let found = case.dossier.as_ref().filter(|_| act == ActKind::DecideProceeding);
    let found = found.and_then(|dossier| dossier.proceedings.iter().find(|p| p.id == case.subject));
    let outcome = serde_json::from_value::<ProceedingOutcome>(serde_json::Value::from(value));
    found.zip(outcome.ok()).is_none_or(|(work, outcome)| work.kind.may_end_in(outcome))
}

fn products(case: &Case) -> Vec<Offer> {
    let list = case.dossier.iter().flat_map(|dossier| dossier.products.list.iter());
    list.filter(|product| product.annulled.is_none())
        .map(|product| (product.id.clone(), format!("{} · {}", product.name, product.id)))
        .collect()
}

/// Of which product a model is, is known only where the case is a product.
fn models(case: &Case) -> Vec<Offer> {
    let product = case.dossier.as_ref().filter(|_| case.kind == CaseKind::Product);
    let product = product.and_then(|dossier| dossier.product(&case.subject));
    product
        .into_iter()
        .flat_map(|product| &product.models)
        .map(|model| (model.clone(), model.clone()))
        .collect()
}

fn failed_checks(case: &Case) -> Vec<Offer> {
    let list = case.dossier.iter().flat_map(|dossier| dossier.checks.list.iter());
    list.filter(|check| check.annulled.is_none())
        .filter_map(|check| {
            let verified = check.verified.as_ref().filter(|verified| verified.failed)?;
            Some((check.id.clone(), format!("{} · {} · {}", check.id, check.product, verified.mark.on)))
        })
        .collect()
}

/// Of which kind the facts are that an act may be about, and whether it ends them.
fn kind_about(act: ActKind) -> Option<(FactKind, bool)> {
    match act {
        ActKind::ClassifyPenalty => Some((FactKind::Penalty, false)),
        ActKind::EndFact(kind) => Some((kind, true)),
        ActKind::AnnulFact(kind) => Some((kind, false)),
        _ => None,
    }
}

/// What they are called.
fn called(case: &Case, act: ActKind, (lang, parameters): (Lang, &Parameters)) -> HashMap<String, String> {
    let about = case.dossier.as_ref().zip(kind_about(act));
    let s = Speaks { lang, parameters, scheme: None };
    about.map(|(dossier, (kind, _))| on_file::names_of(s, dossier, kind)).unwrap_or_default()
}

impl Choices {
    fn facts(&self, case: &Case, act: ActKind, lang: Lang) -> Vec<Offer> {
        let Some((kind, is_end)) = kind_about(act) else { return Vec::new() };
        let ids = on_file::ids(case.dossier.as_ref(), kind);
        let record = |id: &String| case.dossier.as_ref().and_then(|dossier| dossier.record(kind, id));
        // What has ended cannot end again.
        let open =
            ids.into_iter().filter(|id| !is_end || record(id).is_none_or(|record| record.ended().is_none()));
        let called = self
            .called
            .iter()
            .zip([Lang::Zh, Lang::En])
            .find(|(_, of)| *of == lang)
            .map(|(called, _)| called);
        let name = |id: &String| called.and_then(|called| called.get(id)).unwrap_or(id).clone();
        open.map(|id| (id.clone(), named(&name(&id), record(&id)))).collect()
    }
}

fn scheme_facts(case: &Case, act: ActKind) -> Vec<Offer> {
    let (kind, is_end) = match act {
        ActKind::EndSchemeFact(kind) => (kind, true),
        ActKind::AnnulSchemeFact(kind) => (kind, false),
        _ => return Vec::new(),
    };
    let ids = on_file::scheme_ids(case.scheme.as_ref(), kind);
    let record = |id: &String| case.scheme.as_ref().and_then(|scheme| scheme.record(kind, id));
    let open =
        ids.into_iter().filter(|id| !is_end || record(id).is_none_or(|record| record.ended().is_none()));
    let names = Names { dossier: None, scheme: case.scheme.as_ref() };
    open.map(|id| (id.clone(), named(&names.scheme_fact(kind, &id), record(&id)))).collect()
}

fn named(id: &str, record: Option<&dyn Record>) -> String {
    record.map_or_else(|| id.to_owned(), |record| format!("{id} · {}", record.happened_on()))
}

/// The places that a report has lines about; of receipts those to which the office was told.
fn places(case: &Case, office: &Office, act: ActKind, lang: Lang) -> Vec<Offer> {
    let lines = || case.report.iter().flat_map(|report| &report.lines).map(|line| line.region.as_str());
    let mut places: Vec<&str> = match act {
        ActKind::ReceiveDutyNotice => case.notices_to(office).map(|notice| notice.region.as_str()).collect(),
        _ => lines().collect(),
    };
    places.sort_unstable();
    places.dedup();
    let known = places.into_iter().filter(|place| !place.is_empty());
    known.map(|place| (place.to_owned(), lang.place(place))).collect()
}

/// The bureaus of county, city and province in whose area the enterprise lies, as far as the office's area holds
/// them.
fn bureaus(case: &Case, office: &Office, lang: Lang) -> Vec<Offer> {
    let region = case.dossier.as_ref().and_then(Dossier::region).unwrap_or_default();
    let own = office.of.as_deref();
    above(region)
        .into_iter()
        .filter(|code| !code.is_empty() && own.is_none_or(|own| covers(own, code)))
        .map(|code| (code.to_owned(), lang.place(code)))
        .collect()
}
