//! Which people an address asks for, and the offices that were given to them as a file that names nobody (decision 0023).

use std::collections::BTreeMap;

use axum::response::Response;
use documents::sheet::{Sheet, Value};
use policy::article::Words;
use policy::calendar::Day;
use policy::powers::OfficeKind;
use policy::scheme::Holder;
use registry::{Account, Fault, Reader};
use serde::Deserialize;

use crate::office::OfficeSite;
use crate::problem::Trouble;
use crate::public::columns::{date, day, text};
use crate::public::export;
use crate::public::filter::encoded;
use crate::public::offer::{Doubt, Offer, Rest, Takes, unknown};
use crate::session;
use crate::visitor::Visitor;

/// Which people are asked for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    /// A kind of office.
    #[serde(default)]
    kind: String,
    /// Whether only who is in office today is asked for: `1`.
    #[serde(default)]
    now: String,
    /// By what they are put in order: one of [`SORTS`], and by their identifiers where it is left out.
    #[serde(default)]
    sort: String,
    #[serde(default)]
    pub(super) after: String,
    #[serde(default)]
    pub(super) format: String,
    /// What else stands in the address: the list does not know it.
    #[serde(flatten)]
    rest: Rest,
}

/// Which people are looked for.
#[derive(Clone)]
pub(super) struct Sought {
    pub(super) q: String,
    kind: Option<OfficeKind>,
    /// The day on which the office is to be held; nothing where it does not matter.
    on: Option<Day>,
    sort: String,
}

impl Sought {
    /// What is left out of what an address asks for is told with it.
    pub(super) fn of(asked: &mut Asked, today: Day) -> (Sought, Vec<Doubt>) {
        let names: Vec<(String, Words)> = kinds().map(|kind| (name_of(kind), kind.words())).collect();
        let offer = Offer::nothing().and("kind", Takes::OneOf(names)).and("now", Takes::one_of([NOW]));
        let offer = offer.and("sort", Takes::one_of(SORTS));
        let doubts = [
            offer.keep("kind", &mut asked.kind),
            offer.keep("now", &mut asked.now),
            offer.keep("sort", &mut asked.sort),
        ];
        let q = asked.q.trim().chars().filter(|c| !c.is_control()).take(100).collect();
        let kind = kinds().find(|kind| name_of(*kind) == asked.kind);
        let sought = Sought { q, kind, on: (asked.now == NOW.0).then_some(today), sort: asked.sort.clone() };
        (sought, doubts.into_iter().flatten().chain(unknown(&mut asked.rest)).collect())
    }

    /// Whether an office is among those that are looked for.
    fn takes(&self, holder: &Holder) -> bool {
        self.kind.is_none_or(|kind| holder.office.kind == kind)
            && self.on.is_none_or(|day| holder.is_in_office(day))
    }

    pub(super) fn matches(&self, id: &str, account: Option<&Account>, held: &[Holder]) -> bool {
        let wanted = self.q.to_lowercase();
        let own = account.into_iter().flat_map(|account| [account.name.as_str(), account.login.as_str()]);
        let of = held.iter().filter_map(|holder| holder.office.of.as_deref());
        let is_found =
            wanted.is_empty() || own.chain(of).chain([id]).any(|text| text.to_lowercase().contains(&wanted));
        let is_any = self.kind.is_none() && self.on.is_none();
        is_found && (is_any || held.iter().any(|holder| self.takes(holder)))
    }

    /// The kinds of office to choose from.
    pub(super) fn kinds(&self, visitor: &Visitor) -> Vec<KindChoice> {
        let choice = |kind: OfficeKind| KindChoice {
            value: name_of(kind),
            word: visitor.lang.label(kind.words()),
            is_chosen: self.kind == Some(kind),
        };
        kinds().map(choice).collect()
    }

    /// By what a person is put in order; whoever has none of it comes last, and equals by their identifiers.
    pub(super) fn place(
        &self,
        id: &str,
        account: Option<&Account>,
        held: &[Holder],
    ) -> (bool, String, String) {
        let by = match self.sort.as_str() {
            "name" => account.map(|account| account.name.clone()),
            "login" => account.map(|account| account.login.to_lowercase()),
            "office" => held.iter().filter(|one| self.takes(one)).map(of_office).min(),
            _ => Some(String::new()),
        };
        (by.is_none(), by.unwrap_or_default(), id.to_owned())
    }

    /// The orders to choose from.
    pub(super) fn sorts(&self, visitor: &Visitor) -> Vec<KindChoice> {
        let choice = |(value, words): (&str, Words)| KindChoice {
            value: value.to_owned(),
            word: visitor.lang.label(words),
            is_chosen: self.sort == value,
        };
        SORTS.into_iter().map(choice).collect()
    }

    /// How much of it is set.
    pub(super) fn set(&self) -> usize {
        let all = [!self.q.is_empty(), self.kind.is_some(), self.on.is_some(), !self.sort.is_empty()];
        all.into_iter().filter(|is_set| *is_set).count()
    }

    /// Whether only who is in office today is asked for.
    pub(super) fn is_now(&self) -> bool {
        self.on.is_some()
    }

    /// The address of the file of the list.
    pub(super) fn file_address(&self, format: &str) -> String {
        let here = self.address("");
        format!("{here}{}format={format}", if here.contains('?') { '&' } else { '?' })
    }

    /// The address of the list, after a person.
    pub(super) fn address(&self, after: &str) -> String {
        let kind = self.kind.map(name_of).unwrap_or_default();
        let parts = [
            ("q", self.q.as_str()),
            ("kind", &kind),
            ("now", if self.on.is_some() { NOW.0 } else { "" }),
            ("sort", self.sort.as_str()),
            ("after", after),
        ];
        let given = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let given: Vec<String> = given.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        if given.is_empty() { HERE.to_owned() } else { format!("{HERE}?{}", given.join("&")) }
    }
}

/// That only who is in office today is asked for.
const NOW: (&str, Words) = ("1", Words { zh: "现任", en: "in office" });

/// By what people are put in order beside their identifiers.
const SORTS: [(&str, Words); 3] = [
    ("name", Words { zh: "姓名", en: "name" }),
    ("login", Words { zh: "登录名", en: "login" }),
    ("office", Words { zh: "职务", en: "office" }),
];

/// An office as people are put in order by it: by its kind as kinds are offered, then by whose it is.
fn of_office(holder: &Holder) -> String {
    let kind = kinds().position(|kind| kind == holder.office.kind).unwrap_or_default();
    format!("{kind:02} {}", holder.office.of.as_deref().unwrap_or_default())
}

pub(super) const HERE: &str = "/desk/offices";

/// The kinds of office that somebody is given.
fn kinds() -> impl Iterator<Item = OfficeKind> {
    OfficeKind::ALL.into_iter().filter(|kind| *kind != OfficeKind::Public)
}

/// A kind of office as an address says it.
pub(crate) fn name_of(kind: OfficeKind) -> String {
    serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A kind of office to choose.
pub(super) struct KindChoice {
    pub(super) value: String,
    pub(super) word: String,
    pub(super) is_chosen: bool,
}

/// The offices that each person was given.
pub(super) fn held(reader: &Reader) -> Result<BTreeMap<String, Vec<Holder>>, Fault> {
    let mut offices: BTreeMap<String, Vec<Holder>> = BTreeMap::new();
    for holder in reader.scheme()?.holders.list {
        offices.entry(holder.person.clone()).or_default().push(holder);
    }
    Ok(offices)
}

/// The columns of the file: no name and no login (decision 0023).
const COLUMNS: [Words; 6] = [
    Words { zh: "人员标识", en: "person's identifier" },
    Words { zh: "职务", en: "office" },
    Words { zh: "首日", en: "first day" },
    Words { zh: "终止日", en: "first day out" },
    Words { zh: "记录已撤销", en: "set aside" },
    Words { zh: "现任", en: "in office today" },
];

/// The offices that were given to whoever matches, as a spreadsheet without any personal data.
pub(super) async fn file(
    site: &OfficeSite,
    visitor: &Visitor,
    sought: Sought,
    is_csv: bool,
) -> Result<Response, Trouble> {
    site.public().bound_heavy(visitor)?;
    let found = site.public().look(move |reader| {
        let accounts: BTreeMap<String, Account> =
            reader.accounts()?.into_iter().map(|account| (account.person.clone(), account)).collect();
        let mut offices = held(reader)?;
        offices.retain(|id, held| sought.matches(id, accounts.get(id), held));
        let found: Vec<Holder> = offices.into_values().flatten().filter(|one| sought.takes(one)).collect();
        Ok((found, reader.scheme()?))
    });
    let (found, scheme) = found.await?;
    let (reader, today) = (site.public().reader(), site.public().today());
    let row = |holder: &Holder| {
        vec![
            text(&*holder.person),
            text(session::office_in_full(reader, &scheme, &holder.office, visitor.lang)),
            date(holder.from),
            day(holder.ended.map(|end| end.on)),
            Value::Bool(holder.annulled.is_some()),
            Value::Bool(holder.is_in_office(today)),
        ]
    };
    let headers = COLUMNS.iter().map(|words| visitor.lang.label(*words)).collect();
    let sheet = Sheet { name: "offices".to_owned(), headers, rows: found.iter().map(row).collect() };
    export::spreadsheet(&sheet, &format!("offices-{today}"), is_csv)
}
