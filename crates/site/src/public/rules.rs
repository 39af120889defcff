//! Every rule and every number the platform judges by, listed by the program itself.

use askama::Template;
use axum::extract::State;
use policy::article::{Article, LAST_ARTICLE};
use policy::calendar::Day;
use policy::parameters::Parameters;
use policy::rule::{Rule, Sentence};

use crate::frame::{Frame, Section};
use crate::lang::{Lang, capital};
use crate::problem::Trouble;
use crate::public::mark::{Page, clause};
use crate::public::{PublicSite, page};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

struct Clause {
    number: u8,
    title: String,
    /// What the platform does for the clause.
    does: &'static str,
    rules: Vec<RuleView>,
    /// The rules that rest on it beside the clause under which they stand: their names and what they say.
    others: Vec<(&'static str, String)>,
}

struct RuleView {
    id: &'static str,
    title: String,
    clauses: String,
    since: String,
    not_met: String,
    remedy: String,
    undone_by: String,
    part_of: Option<&'static str>,
}

struct NumberView {
    key: &'static str,
    title: String,
    value: String,
    since: String,
    clause: String,
    is_in_force: bool,
}

struct VersionView {
    document: String,
    id: String,
    since: String,
    note: String,
}

#[derive(Template)]
#[template(path = "rules.html")]
struct RulesPage {
    f: Frame,
    clauses: Vec<Clause>,
    numbers: Vec<NumberView>,
    versions: Vec<VersionView>,
    digest: String,
}

/// `GET /rules`.
pub(crate) async fn show(State(site): State<PublicSite>, visitor: Visitor) -> Page {
    only_of_today(&site, &visitor)?;
    let law = site.reader().law();
    page(&RulesPage {
        f: visitor.frame(visitor.w.register.rules_title, Section::Rules),
        clauses: clauses(&visitor, law.parameters, site.today()),
        numbers: numbers(&visitor, law.parameters, site.today()),
        versions: versions(&visitor, law.parameters),
        digest: site.reader().policy_digest().to_owned(),
    })
}

/// Refuses another day on a page that is of today alone: whoever asks for one must not take today's for it.
///
/// # Errors
/// If the address asks for a day, or for what is none.
pub(crate) fn only_of_today(site: &PublicSite, visitor: &Visitor) -> Result<(), Trouble> {
    if !When::of(site, &visitor.glimpse)?.is_dated {
        return Ok(());
    }
    Err(Trouble::bad(
        "本页只有今日的内容：每个数值自哪天起适用，写在其旁",
        "this page is of today alone: each number says beside it since when it is used",
    ))
}

/// Rules under the clause they rest on first, as findings are counted, and named under each other one.
fn clauses(visitor: &Visitor, parameters: &Parameters, today: Day) -> Vec<Clause> {
    let all = policy::rules::all();
    (1..=LAST_ARTICLE)
        .filter_map(|number| Article::try_from(number).ok())
        .map(|article| {
            let rules: Vec<RuleView> = all
                .iter()
                .filter(|rule| rule.articles.first() == Some(&article))
                .map(|rule| view(visitor, rule, parameters, today))
                .collect();
            let others: Vec<(&'static str, String)> = all
                .iter()
                .filter(|rule| rule.articles.iter().skip(1).any(|one| *one == article))
                .map(|rule| (rule.id, capital(&rule_says(visitor, rule.title, parameters, today))))
                .collect();
            let subject = visitor.word(article.subject());
            let title = format!("{}{}{subject}", capital(&clause(visitor, article)), visitor.w.case.colon);
            let does = if rules.is_empty() && others.is_empty() { does(visitor, article) } else { "" };
            Clause { number: article.number(), title, does, rules, others }
        })
        .collect()
}

/// What the platform does for a clause that no rule rests on.
fn does(visitor: &Visitor, article: Article) -> &'static str {
    let w = &visitor.w.register;
    match article.number() {
        1 => w.does_1,
        5 => w.does_5,
        6 => w.does_6,
        7 => w.does_7,
        13 => w.does_13,
        14 => w.does_14,
        _ => w.does_none,
    }
}

fn view(visitor: &Visitor, rule: &Rule, parameters: &Parameters, today: Day) -> RuleView {
    let clauses: Vec<String> = rule.articles.iter().map(|a| clause(visitor, *a)).collect();
    RuleView {
        id: rule.id,
        title: capital(&rule_says(visitor, rule.title, parameters, today)),
        clauses: clauses.join(visitor.w.case.comma),
        since: rule.since.to_string(),
        not_met: rule_says(visitor, rule.not_met, parameters, today),
        remedy: rule_says(visitor, rule.remedy, parameters, today),
        undone_by: rule_says(visitor, rule.undone_by, parameters, today),
        part_of: rule.part_of,
    }
}

fn rule_says(visitor: &Visitor, sentence: Sentence, parameters: &Parameters, day: Day) -> String {
    visitor.said(&sentence.on(parameters, day))
}

/// A number with its unit, in the language of the reader.
pub(crate) fn counted(visitor: &Visitor, value: i16, unit: &str) -> String {
    match visitor.lang {
        Lang::En => policy::article::counted(value, unit),
        Lang::Zh => format!(
            "{value} {}",
            match unit {
                "years" => "年",
                "days" => "日",
                "working days" => "个工作日",
                "percent" => "%",
                "times" => "次",
                "members" => "人",
                "enterprises" => "家",
                other => other,
            }
        ),
    }
}

fn numbers(visitor: &Visitor, parameters: &Parameters, today: Day) -> Vec<NumberView> {
    parameters
        .number
        .iter()
        .map(|row| NumberView {
            key: row.key.name(),
            title: match visitor.lang {
                Lang::Zh => row.title_zh.clone(),
                Lang::En => capital(&row.title_en),
            },
            value: counted(visitor, row.value, &row.unit),
            since: fill(visitor.w.register.number_since, &[&row.since]),
            clause: clause(visitor, row.article),
            is_in_force: parameters.row(row.key, today) == Some(row),
        })
        .collect()
}

fn versions(visitor: &Visitor, parameters: &Parameters) -> Vec<VersionView> {
    parameters
        .policy
        .iter()
        .map(|version| VersionView {
            document: version.document.clone(),
            id: version.id.clone(),
            since: fill(visitor.w.register.number_since, &[&version.since]),
            note: match visitor.lang {
                Lang::Zh => version.note_zh.clone(),
                Lang::En => version.note_en.clone(),
            },
        })
        .collect()
}
