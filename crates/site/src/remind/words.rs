//! What the letters say. Mail goes over the open net: a letter tells how much waits, of which kind and by when, and names no
//! firm, no product, no person and no case.

use policy::calendar::Day;
use policy::powers::{Office, OfficeKind};
use registry::{CODE_SECONDS, Moment, Reminders};

use crate::days::{in_text, in_words};
use crate::lang::{Lang, capital};
use crate::letter::Letter;
use crate::office::desk::Part;
use crate::office::desk_row::DeskRow;
use crate::public::{PublicSite, told};
use crate::words::{fill, text};

/// What waits of one kind.
pub(super) struct OfPart {
    title: &'static str,
    count: usize,
    has_more: bool,
    /// The last days of what has one, the first one first.
    days: Vec<Day>,
    /// What comes of it if nobody acts, of what is due first.
    otherwise: String,
}

impl OfPart {
    /// Of a part of a desk; nothing where nothing in it waits.
    pub(super) fn of(part: &Part) -> Option<OfPart> {
        let mut rows: Vec<&DeskRow> = part.rows.iter().filter(|row| row.is_work).collect();
        rows.sort_by_key(|row| row.due.map_or(Day::LAST, |(_, last)| last));
        let mut days: Vec<Day> = rows.iter().filter_map(|row| row.due.map(|(_, last)| last)).collect();
        days.sort_unstable();
        // What is said last of a row is fixed words with days (`DeskRow::is_work`); behind it stands that a duty runs out.
        let behind = usize::from(part.name == "duties_soon");
        let otherwise = rows.first()?.under.iter().rev().nth(behind).cloned().unwrap_or_default();
        Some(OfPart { title: part.title, count: rows.len(), has_more: part.has_more(), days, otherwise })
    }
}

/// What waits for an office.
pub(super) struct Desk {
    pub(super) office: Office,
    pub(super) parts: Vec<OfPart>,
}

/// An office as a letter calls it: a bureau by its place, and whoever has a name by its kind alone.
fn called(office: &Office, lang: Lang) -> String {
    let kind = capital(lang.word(office.kind.words()));
    let place = match office.kind {
        OfficeKind::CityBureau | OfficeKind::CountyBureau | OfficeKind::Finance => office.of.as_deref(),
        OfficeKind::Federation
        | OfficeKind::Alliance
        | OfficeKind::ProvinceBureau
        | OfficeKind::CertificationBody
        | OfficeKind::Laboratory
        | OfficeKind::Maker
        | OfficeKind::Expert
        | OfficeKind::Public
        | OfficeKind::Administrator => None,
    };
    place.map_or_else(|| kind.clone(), |place| format!("{kind} {}", lang.place(place)))
}

/// The lines about one part.
fn lines_of(part: &OfPart, lang: Lang) -> Vec<String> {
    let w = &text(lang).remind;
    let count = match part.has_more {
        true => told::at_least(lang, part.count),
        false => part.count.to_string(),
    };
    let line = match part.days.first() {
        Some(day) => fill(w.part, &[&part.title, &count, &in_words(*day, lang)]),
        None => fill(w.part_undated, &[&part.title, &count]),
    };
    let otherwise = capital(&in_text(&part.otherwise, lang));
    let otherwise = otherwise.trim_end_matches(['.', '。']);
    let end = if lang == Lang::Zh { "。" } else { "." };
    let follows = (!otherwise.is_empty()).then(|| format!("  {otherwise}{end}"));
    std::iter::once(format!("- {line}")).chain(follows).collect()
}

/// The first last day of all, and where that is over, the next one that is not.
fn day_lines(days: &[Day], today: Day, lang: Lang) -> Vec<String> {
    let w = &text(lang).remind;
    let Some(first) = days.iter().min() else { return vec![w.undated.to_owned()] };
    let words = in_words(*first, lang);
    let earliest = match today.days_until(*first) {
        0 => fill(w.earliest_today, &[&words]),
        left if left > 0 => fill(w.earliest, &[&words, &left]),
        left => fill(w.earliest_over, &[&words, &-left]),
    };
    let next = days.iter().filter(|day| *first < today && **day >= today).min();
    std::iter::once(earliest).chain(next.map(|day| fill(w.next, &[&in_words(*day, lang)]))).collect()
}

/// The letter that tells a person what waits.
pub(super) fn reminder<'a>(site: &PublicSite, to: &'a Reminders, lang: Lang, desks: &[Desk]) -> Letter<'a> {
    let (w, now) = (&text(lang).remind, site.now());
    let parts = || desks.iter().flat_map(|desk| &desk.parts);
    let count: usize = parts().map(|part| part.count).sum();
    let days: Vec<Day> = parts().flat_map(|part| part.days.iter().copied()).collect();
    let over = days.iter().filter(|day| **day < now.day()).count();
    let next = days.iter().filter(|day| **day >= now.day()).min().map(|day| in_words(*day, lang));
    let subject = match (over, next) {
        (0, Some(next)) => fill(w.subject, &[&count, &next]),
        (0, None) => fill(w.subject_undated, &[&count]),
        (over, Some(next)) => fill(w.subject_over, &[&count, &over, &next]),
        (over, None) => fill(w.subject_all_over, &[&count, &over]),
    };
    let mut lines = vec![fill(w.waits, &[&in_words(now.day(), lang), &count])];
    lines.extend(parts().any(|part| part.has_more).then(|| w.waits_more.to_owned()));
    lines.extend(day_lines(&days, now.day(), lang));
    for desk in desks.iter().filter(|desk| !desk.parts.is_empty()) {
        lines.extend([String::new(), called(&desk.office, lang)]);
        lines.extend(desk.parts.iter().flat_map(|part| lines_of(part, lang)));
    }
    lines.extend([String::new(), w.desk.to_owned(), format!("{}/desk", site.public_url())]);
    lines.extend([String::new(), w.reminder_only.to_owned(), w.stop_here.to_owned(), page(site)]);
    let what = format!("reminder {}", now.day());
    Letter { to: &to.address, lang, subject, lines, at: now, what }
}

/// Until when a code serves that was sent at a moment, as people read it.
pub(crate) fn until(sent: Moment) -> String {
    Moment { unix_seconds: sent.unix_seconds + CODE_SECONDS }.in_shanghai()
}

/// The letter with a code.
pub(crate) fn asking<'a>(site: &PublicSite, address: &'a str, lang: Lang, code: &str) -> Letter<'a> {
    let (w, now) = (&text(lang).remind, site.now());
    let shown =
        code.split_at_checked(code.len() / 2).map_or(code.to_owned(), |(one, two)| format!("{one} {two}"));
    let lines = vec![
        w.asked_text.to_owned(),
        String::new(),
        fill(w.asked_code, &[&shown]),
        String::new(),
        in_text(&fill(w.asked_where, &[&until(now)]), lang),
        page(site),
        String::new(),
        w.asked_not_you.to_owned(),
    ];
    let what = format!("code {}", now.unix_seconds);
    Letter { to: address, lang, subject: w.asked_subject.to_owned(), lines, at: now, what }
}

/// Where reminders are chosen and stopped.
fn page(site: &PublicSite) -> String {
    format!("{}/account/reminders", site.public_url())
}
