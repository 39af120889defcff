//! What an address may be asked with: one table, which the description of the API shows and every address of the
//! API asks. A parameter that an address does not know is refused and named: whoever mistypes one must not take the
//! whole register for the answer.

use axum::extract::{FromRequestParts, MatchedPath, Query};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::problem::Trouble;
use crate::when::DAYS;

/// What a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Any text.
    Text,
    /// A civil day.
    Day,
    /// A whole number from the first to the second.
    Number(u64, u64),
    /// `true` or `false`.
    Flag,
}

/// A parameter in the query of an address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parameter {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it takes.
    pub(crate) takes: Takes,
    /// What it does, in English.
    pub(crate) says: &'static str,
}

const fn parameter(name: &'static str, takes: Takes, says: &'static str) -> Parameter {
    Parameter { name, takes, says }
}

/// The most rows on one page.
pub(crate) const MOST: u64 = 200;

const LANG: Parameter = parameter("lang", Takes::Text, "zh or en, before `Accept-Language`");
const FORMAT: Parameter = parameter("format", Takes::Text, "json or html, before `Accept`");
const AS_OF: Parameter = parameter(DAYS[0], Takes::Day, "as it stood on this day; today if left out");
const KNOWN_ON: Parameter =
    parameter(DAYS[1], Takes::Day, "by what had been entered by this day; all that is known if left out");
const Q: Parameter = parameter("q", Takes::Text, "name, code or pinyin initials");
const STATE: Parameter = parameter(
    "state",
    Takes::Text,
    "for marks: valid, suspended, basis_gone, revoked, ended, expired; for standards: in_force, not_yet, outlived, withdrawn; for members: in_force, ended; for calls: open, not_yet, closed; for projects: a stage",
);
const SORT: Parameter = parameter(
    "sort",
    Takes::Text,
    "number, name, until, state, open, decided or changed, as the list offers",
);
const FILE: Parameter = parameter("format", Takes::Text, "csv or xlsx: every row that matches as a file");
const SHEET: Parameter = parameter("format", Takes::Text, "html, csv or xlsx");
const REGION: Parameter =
    parameter("region", Takes::Text, "first digits of the division code, or the name of the place");
const INDUSTRY: Parameter = parameter(
    "industry",
    Takes::Text,
    "first digits of the industry (GB/T 4754-2017), 13 to 43 or finer; none: not stated",
);
const GRANTED: Parameter = parameter("granted", Takes::Text, "a month, as in 2026-05: those granted in it");
const REVOKED: Parameter =
    parameter("revoked", Takes::Text, "a month: those revoked in it, without corrected ones");
const ENDED: Parameter = parameter("ended", Takes::Text, "a month: those ended in it");
const EDITION: Parameter = parameter("edition", Takes::Text, "an edition to be shown by itself");
const OF_EDITIONS: Parameter =
    parameter("standard", Takes::Text, "number of a standard: its editions, in the report of editions");
const OF_STANDARD: Parameter = parameter("standard", Takes::Text, "number of a standard: marks against it");
const PATH: Parameter = parameter("path", Takes::Text, "certified or self_declared");
const ID: Parameter = parameter("id", Takes::Text, "one proceeding");
const WORK: Parameter = parameter(
    "work",
    Takes::Text,
    "the kind of work: interview, revocation, suspension, end_of_basis, review, refusal_review or revocation_review",
);
const OUTCOME: Parameter =
    parameter("outcome", Takes::Text, "what it came to: revoked, suspended, ended or no_action");
const FOUND: Parameter = parameter(
    "outcome",
    Takes::Text,
    "of findings met, not_met, cannot_tell or for_judgement; of duties pending, met, met_late, overdue or cannot_tell; of duties as everybody is told of them met, met_since, published or not_told",
);
const SINCE: Parameter =
    parameter("outcome", Takes::Text, "what became of a line: open, met, corrected or otherwise");
const OF_OFFICE: Parameter = parameter("outcome", Takes::Text, "a kind of office, by its name");
const OF_REGISTER: Parameter =
    parameter("register", Takes::Text, "one of the registers of the case, by its name");
const TURN: Parameter =
    parameter("history", Takes::Text, "oldest: the history from its beginning; the latest first if left out");
const CLAUSE: Parameter = parameter("clause", Takes::Text, "the number of a clause");
const RULE: Parameter = parameter("rule", Takes::Text, "a rule by its name, as in c10.not_failed_twice");
const FROM_MONTH: Parameter = parameter("from", Takes::Text, "a month, as in 2026-05, or a year: the first");
const TO_MONTH: Parameter = parameter("to", Takes::Text, "a month or a year: the last");
const DECIDED: Parameter =
    parameter("sort", Takes::Text, "decided (the latest first, if left out), changed, number or name");
const COLUMN: Parameter = parameter("sort", Takes::Text, "the number of a column, from 1");
const PART: Parameter =
    parameter("part", Takes::Text, "one part alone, in pages, by its name; every part if left out");
const WAITING: Parameter = parameter("sort", Takes::Text, "due (the last day, if left out), since or title");
const AFTER: Parameter = parameter("after", Takes::Text, "where the page before ended");
const AFTER_ENTRY: Parameter =
    parameter("after", Takes::Number(0, u64::MAX), "ledger position that the page before ended with");
const STATE_OF_COMMENT: Parameter =
    parameter("state", Takes::Text, "waiting, open, answered or set_aside; all that are told if left out");
const AFTER_COMMENT: Parameter = parameter(
    "after",
    Takes::Number(0, u32::MAX as u64),
    "number of the comment that the page before ended with",
);
const LIMIT: Parameter = parameter("limit", Takes::Number(1, MOST), "rows a page");

const FROM: Parameter =
    parameter("from", Takes::Text, "number and year of the earlier edition; the one before `to` if left out");
const TO: Parameter =
    parameter("to", Takes::Text, "number and year of the later edition; the newest if left out");

const DRY_RUN: Parameter =
    parameter("dry_run", Takes::Flag, "true: tells what the act would do and writes nothing");

/// What an address may be asked with.
pub(crate) fn of(path: &str) -> &'static [Parameter] {
    match path {
        "/api/v1/marks" | "/api/v1/makers" => {
            &[Q, STATE, REGION, INDUSTRY, SORT, AS_OF, KNOWN_ON, AFTER, LIMIT, LANG, FORMAT]
        }
        "/api/v1/decisions" => &[
            ID, Q, STATE, WORK, OUTCOME, FROM_MONTH, TO_MONTH, REGION, DECIDED, AS_OF, KNOWN_ON, AFTER,
            LIMIT, LANG, FORMAT,
        ],
        "/api/v1/desk" => &[PART, WAITING, AFTER, LANG, FORMAT],
        "/api/v1/products" | "/api/v1/members" | "/api/v1/standards" | "/api/v1/calls"
        | "/api/v1/projects" => &[Q, STATE, REGION, SORT, AS_OF, KNOWN_ON, AFTER, LIMIT, LANG, FORMAT],
        "/api/v1/projects/{id}/comments" => &[STATE_OF_COMMENT, AFTER_COMMENT, LIMIT, LANG, FORMAT],
        "/api/v1/cases/{kind}/{id}/papers" => &[AFTER_ENTRY, LANG, FORMAT],
        "/api/v1/makers/{code}/entries" => &[AFTER_ENTRY, LIMIT, LANG, FORMAT],
        "/api/v1/marks/{code}"
        | "/api/v1/makers/{code}"
        | "/api/v1/makers/{code}/verdicts"
        | "/api/v1/standards/{number}"
        | "/api/v1/standards/{number}/verdicts"
        | "/api/v1/calls/{id}"
        | "/api/v1/experts"
        | "/api/v1/projects/{id}" => &[AS_OF, KNOWN_ON, LANG, FORMAT],
        "/api/v1/reports" => &[AS_OF, KNOWN_ON, LANG, FORMAT],
        "/api/v1/reports/{name}" => &[
            Q,
            REGION,
            OF_EDITIONS,
            FROM_MONTH,
            TO_MONTH,
            COLUMN,
            AS_OF,
            KNOWN_ON,
            AFTER,
            LIMIT,
            LANG,
            FORMAT,
        ],
        "/api/v1/duties" => &[AS_OF, KNOWN_ON, AFTER, LIMIT, LANG, FORMAT],
        "/api/v1/acts" => &[DRY_RUN, LANG, FORMAT],
        path if path.starts_with("/api/") => &[LANG, FORMAT],
        path => of_page(path),
    }
}

/// What a page may be asked with.
fn of_page(path: &str) -> &'static [Parameter] {
    match path {
        "/reports/findings" | "/reports/duties-behind" | "/reports/duties-told" => &[
            Q, FOUND, CLAUSE, RULE, REGION, INDUSTRY, FROM_MONTH, TO_MONTH, COLUMN, SHEET, AS_OF, KNOWN_ON,
            AFTER, LANG,
        ],
        "/duties" => &[Q, FROM_MONTH, TO_MONTH, COLUMN, SHEET, AS_OF, KNOWN_ON, AFTER, LANG],
        "/duties/{report}" => {
            &[Q, SINCE, REGION, FROM_MONTH, TO_MONTH, COLUMN, SHEET, AS_OF, KNOWN_ON, AFTER, LANG]
        }
        "/standards/{number}" => &[EDITION, AS_OF, KNOWN_ON, LANG, FORMAT],
        "/v/{code}" | "/makers/{code}" | "/projects/{id}" | "/calls/{id}" => &[AS_OF, KNOWN_ON, LANG, FORMAT],
        "/marks" => &[
            Q,
            STATE,
            REGION,
            INDUSTRY,
            GRANTED,
            REVOKED,
            ENDED,
            OF_STANDARD,
            PATH,
            SORT,
            FILE,
            AS_OF,
            KNOWN_ON,
            AFTER,
            LANG,
        ],
        "/makers" => &[Q, REGION, INDUSTRY, SORT, FILE, AS_OF, KNOWN_ON, AFTER, LANG],
        "/members" | "/projects" => &[Q, STATE, REGION, SORT, FILE, AS_OF, KNOWN_ON, AFTER, LANG],
        "/products" => &[Q, REGION, SORT, FILE, AS_OF, KNOWN_ON, AFTER, LANG],
        "/standards" | "/calls" => &[Q, STATE, SORT, FILE, AS_OF, KNOWN_ON, AFTER, LANG],
        "/systems" => &[Q, INDUSTRY, SORT, FILE, AS_OF, KNOWN_ON, AFTER, LANG],
        "/standards/{number}/diff" => &[FROM, TO, AS_OF, KNOWN_ON, LANG, FORMAT],
        "/standards/{number}/tables/{file}" | "/projects/{id}/documents/{digest}" => &[AS_OF, KNOWN_ON, LANG],
        "/decisions" => {
            &[ID, Q, WORK, OUTCOME, FROM_MONTH, TO_MONTH, REGION, DECIDED, FILE, AS_OF, KNOWN_ON, AFTER, LANG]
        }
        "/search" => &[Q, LANG],
        "/cases/{kind}/{id}" => &[AS_OF, KNOWN_ON, AFTER, TURN, LANG],
        "/cases/{kind}/{id}/file" => &[Q, OF_REGISTER, COLUMN, SHEET, AS_OF, KNOWN_ON, AFTER, LANG],
        "/reports/{name}" => {
            &[Q, OF_EDITIONS, FROM_MONTH, TO_MONTH, REGION, COLUMN, SHEET, AS_OF, KNOWN_ON, AFTER, LANG]
        }
        "/desk/experts" => &[Q, FROM_MONTH, TO_MONTH, REGION, COLUMN, SHEET, AS_OF, KNOWN_ON, AFTER, LANG],
        "/reports" => &[AS_OF, KNOWN_ON, LANG],
        "/desk/coaching" => &[Q, COLUMN, SHEET, AFTER, LANG],
        "/powers" => &[Q, OF_OFFICE, COLUMN, SHEET, AFTER, LANG],
        _ => &[],
    }
}

/// The query of an address of the API, with nothing in it that the address does not know.
pub(crate) struct Asked<T>(pub(crate) T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Asked<T>, Trouble> {
        let known = of(parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str));
        let unreadable =
            || Trouble::bad("地址中的参数无法读取", "the parameters of the address cannot be read");
        let Query(given) =
            Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).map_err(|_| unreadable())?;
        for (at, (name, value)) in given.iter().enumerate() {
            if given.iter().take(at).any(|(before, _)| before == name) {
                return Err(twice(name));
            }
            look_at(known, name, value)?;
        }
        Query::try_from_uri(&parts.uri).map(|Query(asked)| Asked(asked)).map_err(|_| unreadable())
    }
}

fn twice(name: &str) -> Trouble {
    let name = short(name);
    Trouble::bad(format!("参数“{name}”写了两次"), format!("the parameter `{name}` is given twice"))
}

/// A name as it is repeated in an answer.
fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// Looks at one parameter.
fn look_at(known: &[Parameter], name: &str, value: &str) -> Result<(), Trouble> {
    let Some(parameter) = known.iter().find(|parameter| parameter.name == name) else {
        return Err(unknown(known, name));
    };
    match parameter.takes {
        Takes::Text => Ok(()),
        Takes::Flag if matches!(value, "true" | "false") => Ok(()),
        Takes::Flag => Err(no_flag(name, value)),
        Takes::Day => crate::when::day(name, value).map(|_| ()),
        Takes::Number(least, most) => {
            let number = value.trim().parse::<u64>().ok().filter(|number| (least..=most).contains(number));
            if number.is_some() { Ok(()) } else { Err(no_number(name, value, least, most)) }
        }
    }
}

fn no_flag(name: &str, value: &str) -> Trouble {
    let value = short(value);
    Trouble::bad(
        format!("参数{name}只能是 true 或 false，“{value}”不是"),
        format!("the parameter `{name}` is true or false; `{value}` is not"),
    )
}

fn no_number(name: &str, value: &str, least: u64, most: u64) -> Trouble {
    let value = short(value);
    if most == u64::MAX {
        return Trouble::bad(
            format!("参数{name}应为{least}或更大的整数，“{value}”不是"),
            format!("the parameter `{name}` is a whole number of {least} or more; `{value}` is not"),
        );
    }
    Trouble::bad(
        format!("参数{name}应为{least}至{most}的整数，“{value}”不是"),
        format!("the parameter `{name}` is a whole number from {least} to {most}; `{value}` is not"),
    )
}

fn unknown(known: &[Parameter], name: &str) -> Trouble {
    if DAYS.contains(&name) {
        return Trouble::bad(
            format!("此地址只能查今天的内容，不接受参数{name}"),
            format!("this address answers for today only and takes no `{name}`"),
        );
    }
    let names: Vec<&str> = known.iter().map(|parameter| parameter.name).collect();
    let name = short(name);
    Trouble::bad(
        format!("此地址没有参数“{name}”；可用的有：{}", names.join("、")),
        format!("this address has no parameter `{name}`; it takes: {}", names.join(", ")),
    )
}

/// A query with nothing but what every address takes.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Plain {}
