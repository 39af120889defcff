//! The findings that the entries of the ledger rest on, counted by what they came to: month by month, by clause, by rule, by
//! the industry, by the city and by the county of the enterprise (reading 0029).

use std::collections::BTreeMap;

use policy::article::{Article, Words};
use policy::rule::Rule;
use registry::{Fault, FindingAt, Row};

use super::areas::ALL;
use super::makers::{self, Makers, Of};
use super::months;
use super::{Asked, Cell, Narrow, Report, Tally};
use crate::lang::{Lang, capital};
use crate::public::filter::Filter;
use crate::public::happened::{month_from, month_of, month_text};
use crate::words::{fill, text};

/// What a finding can have come to, by the name that stays, in the order of the columns. Where a rule does not speak of
/// something, nothing was found.
pub(super) const OUTCOMES: [(&str, Words); 4] = [
    ("met", Words { zh: "符合", en: "Met" }),
    ("not_met", Words { zh: "不符合", en: "Not met" }),
    ("cannot_tell", Words { zh: "无法判断", en: "Cannot tell" }),
    ("for_judgement", Words { zh: "须人工判断", en: "For an office to judge" }),
];

type Counts = [u64; OUTCOMES.len()];

/// What findings are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Month,
    Clause,
    Rule,
    Maker(Of),
}

const fn columns(by: Words) -> [Words; OUTCOMES.len() + 2] {
    [by, OUTCOMES[0].1, OUTCOMES[1].1, OUTCOMES[2].1, OUTCOMES[3].1, ALL]
}

const MONTHS: &[Words] = &columns(Words { zh: "月份", en: "Month" });
const CLAUSES: &[Words] = &columns(Words { zh: "条款", en: "Clause" });
const RULES: &[Words] = &columns(Words { zh: "条件", en: "Condition" });
const INDUSTRIES: &[Words] = &columns(Words { zh: "行业", en: "Industry" });
const PLACES: &[Words] = &columns(Words { zh: "地区", en: "Place" });

/// Month by month.
pub(super) const BY_MONTH: Report = Report {
    name: "findings-by-month",
    title: Words { zh: "逐月规则结论", en: "Findings by month" },
    lead: Words {
        zh: "账本各条目所依据的规则结论，按条目日期所在月份和结论统计，最近的在前；包括引出待办事项的结论；择一即可的各项情形只计其所属条件，规则不适用的不计。结论一经入账不再更改。",
        en: "The findings that the entries of the ledger rest on, by the month of the entry and by what they came to, the latest first; those that opened work are among them; alternatives count through the condition they belong to, and a rule that does not apply found nothing. What is in the ledger does not change.",
    },
    articles: &[Article::of(8), Article::of(9), Article::of(10), Article::of(11)],
    kinds: &[],
    hears_findings: true,
    columns: MONTHS,
    narrows: &[Narrow::Months],
    sum: Some(|asked, filter, sums| line(asked, asked.lang.word(ALL).into(), &span(filter), sums)),
    map: None,
    has_bars: true,
    is_public: true,
    first: None,
    start: || Box::new(Findings::by(By::Month)),
};

/// By clause.
pub(super) const BY_CLAUSE: Report = Report {
    name: "findings-by-clause",
    title: Words { zh: "各条款规则结论", en: "Findings by clause" },
    lead: Words {
        zh: "账本各条目所依据的规则结论，按规则首先引用的条款和结论统计；规则不适用的不计。",
        en: "The findings that the entries of the ledger rest on, by the first clause that the rule cites and by what they came to; a rule that does not apply found nothing.",
    },
    columns: CLAUSES,
    narrows: &[],
    sum: Some(|asked, _, sums| line(asked, asked.lang.word(ALL).into(), &Filter::default(), sums)),
    has_bars: false,
    start: || Box::new(Findings::by(By::Clause)),
    ..BY_MONTH
};

/// By rule.
pub(super) const BY_RULE: Report = Report {
    name: "findings-by-rule",
    title: Words { zh: "各项条件规则结论", en: "Findings by condition" },
    lead: Words {
        zh: "账本各条目所依据的规则结论，按条件和结论统计；规则不适用的不计。",
        en: "The findings that the entries of the ledger rest on, by condition and by what they came to; a rule that does not apply found nothing.",
    },
    columns: RULES,
    start: || Box::new(Findings::by(By::Rule)),
    ..BY_CLAUSE
};

/// By industry.
pub(super) const BY_INDUSTRY: Report = Report {
    name: "findings-by-industry",
    title: Words { zh: "各行业规则结论", en: "Findings by industry" },
    lead: Words {
        zh: "账本各条目所依据的规则结论，按所涉企业所属制造业大类（GB/T 4754—2017）和结论统计；未登记行业的企业和不涉及企业的结论单列一行。",
        en: "The findings that the entries of the ledger rest on, by the division of manufacturing (GB/T 4754-2017) of the enterprise and by what they came to; enterprises whose industry nobody has stated and findings about no enterprise have a line of their own.",
    },
    kinds: &[makers::KIND],
    columns: INDUSTRIES,
    start: || Box::new(Findings::by(By::Maker(Of::Industry))),
    ..BY_CLAUSE
};

/// By city.
pub(super) const BY_CITY: Report = Report {
    name: "findings-by-city",
    title: Words { zh: "各市规则结论", en: "Findings by city" },
    lead: Words {
        zh: "账本各条目所依据的规则结论，按所涉企业现总部所在市和结论统计；总部所在地不明的企业和不涉及企业的结论单列一行。",
        en: "The findings that the entries of the ledger rest on, by the city of the present head office of the enterprise and by what they came to; enterprises without one on file and findings about no enterprise have a line of their own.",
    },
    columns: PLACES,
    narrows: &[Narrow::Place],
    sum: Some(|asked, filter, sums| line(asked, asked.lang.word(ALL).into(), &place(filter), sums)),
    map: Some(2),
    start: || Box::new(Findings::by(By::Maker(Of::Place(4)))),
    ..BY_INDUSTRY
};

/// By county.
pub(super) const BY_COUNTY: Report = Report {
    name: "findings-by-county",
    title: Words { zh: "各县（市、区）规则结论", en: "Findings by county" },
    lead: Words {
        zh: "账本各条目所依据的规则结论，按所涉企业现总部所在县（市、区）和结论统计；总部所在地不明的企业和不涉及企业的结论单列一行。",
        en: "The findings that the entries of the ledger rest on, by the county of the present head office of the enterprise and by what they came to; enterprises without one on file and findings about no enterprise have a line of their own.",
    },
    start: || Box::new(Findings::by(By::Maker(Of::Place(6)))),
    ..BY_CITY
};

/// The place that a filter names, and nothing else of it.
fn place(filter: &Filter) -> Filter {
    Filter { region: filter.region.clone(), ..Filter::default() }
}

/// The months that a filter spans, and nothing else of it.
fn span(filter: &Filter) -> Filter {
    Filter { from: filter.from.clone(), to: filter.to.clone(), ..Filter::default() }
}

/// Whether a finding counts on the days that are asked for. An alternative counts through the condition that it is part of:
/// where another one is met, that it is not stands in nobody's way.
pub(super) fn counts(finding: &FindingAt, rule: Option<&Rule>, asked: &Asked) -> bool {
    let seen = asked.when.seen;
    rule.is_none_or(|rule| rule.part_of.is_none())
        && finding.on <= seen.as_of
        && seen.known_on.is_none_or(|known_on| finding.entered_on <= known_on)
        && OUTCOMES.iter().any(|(name, _)| *name == finding.outcome)
}

/// The first clause that a rule cites; nothing of one that is not among the rules any more.
pub(super) fn clause_of(rule: Option<&Rule>) -> Option<Article> {
    rule.and_then(|rule| rule.articles.first()).copied()
}

/// A clause with what it is about.
pub(super) fn clause_words(clause: Option<Article>, lang: Lang) -> String {
    let w = text(lang);
    let Some(clause) = clause else { return w.report.no_rule.to_owned() };
    let said = fill(w.case.clause, &[&clause.number()]);
    format!("{}{}{}", capital(&said), w.case.colon, lang.word(clause.subject()))
}

/// A rule as a sentence; its name where it is not among the rules any more.
pub(super) fn rule_words(id: &str, rule: Option<&Rule>, asked: &Asked) -> String {
    let said = |rule: &Rule| rule.title.on(asked.law.parameters, asked.when.seen.as_of);
    let says = |rule: &Rule| capital(asked.lang.of(&said(rule)));
    rule.map_or_else(|| id.to_owned(), says)
}

/// The rules by name, looked for once.
#[derive(Default)]
pub(super) struct Rules(BTreeMap<String, Option<&'static Rule>>);

impl Rules {
    /// A rule by its name.
    pub(super) fn named(&mut self, id: &str) -> Option<&'static Rule> {
        if let Some(found) = self.0.get(id) {
            return *found;
        }
        let found = policy::rules::named(id);
        self.0.insert(id.to_owned(), found);
        found
    }
}

struct Findings {
    by: By,
    makers: Makers,
    rules: Rules,
    counts: BTreeMap<String, Counts>,
}

impl Findings {
    fn by(by: By) -> Findings {
        Findings { by, makers: Makers::default(), rules: Rules::default(), counts: BTreeMap::new() }
    }

    fn key(&mut self, finding: &FindingAt) -> String {
        match self.by {
            By::Month => month_of(finding.on),
            By::Clause => {
                let clause = clause_of(self.rules.named(finding.rule));
                format!("{:02}", clause.map_or(0, Article::number))
            }
            By::Rule => finding.rule.to_owned(),
            By::Maker(of) => {
                let code = finding.enterprise.map(|code| code.to_string());
                of.key(code.and_then(|code| self.makers.get(&code)))
            }
        }
    }

    /// The keys that have a row without anything counted under them.
    fn without_any(&self) -> Vec<String> {
        match self.by {
            By::Month => {
                let months = self.counts.keys().filter_map(|key| month_from(key));
                months::without_a_gap(months).map(month_text).collect()
            }
            By::Clause | By::Rule => Vec::new(),
            By::Maker(of) => of.all(),
        }
    }

    /// The row of a key, and the list behind its figures.
    fn row(&mut self, key: &str, counts: &Counts, asked: &Asked) -> Vec<Cell> {
        let own = |key: &str| key.to_owned();
        let none = Filter::default();
        let (name, filter) = match self.by {
            By::Month => (key.into(), Filter { from: own(key), to: own(key), ..none }),
            By::Clause => {
                let number = key.trim_start_matches('0');
                let clause = number.parse::<u8>().ok().and_then(|number| Article::try_from(number).ok());
                let clause_number = if number.is_empty() { own("0") } else { own(number) };
                (clause_words(clause, asked.lang), Filter { clause: clause_number, ..none })
            }
            By::Rule => {
                let rule = self.rules.named(key);
                let name = rule_words(key, rule, asked);
                (name, Filter { rule: own(key), ..none })
            }
            By::Maker(of @ Of::Industry) => (of.name(key, asked), Filter { industry: own(key), ..none }),
            By::Maker(of @ Of::Place(_)) => (of.name(key, asked), Filter { region: own(key), ..none }),
        };
        line(asked, name, &filter, counts)
    }
}

/// A row, each count with the list behind it.
fn line(asked: &Asked, name: String, filter: &Filter, counts: &[u64]) -> Vec<Cell> {
    let behind = |outcome: &str| {
        let filter = Filter { outcome: outcome.to_owned(), ..filter.clone() };
        asked.when.carried(filter.address(super::findings_behind::PATH, ""))
    };
    let counts = OUTCOMES.iter().zip(counts);
    let all = Cell::count(counts.clone().map(|(_, count)| count).sum()).leads_to(behind(""));
    let counts = counts.map(|((outcome, _), count)| Cell::count(*count).leads_to(behind(outcome)));
    std::iter::once(Cell::text(name).at(&*filter.region)).chain(counts).chain([all]).collect()
}

impl Tally for Findings {
    fn see(&mut self, row: &Row, _: &Asked) -> Result<(), Fault> {
        self.makers.see(row, self.by == By::Maker(Of::Industry))
    }

    fn hear(&mut self, finding: &FindingAt, asked: &Asked) {
        let at = OUTCOMES.iter().position(|(name, _)| *name == finding.outcome);
        let rule = self.rules.named(finding.rule);
        let Some(at) = at.filter(|_| counts(finding, rule, asked)) else { return };
        let key = self.key(finding);
        if let Some(count) = self.counts.entry(key).or_default().get_mut(at) {
            *count += 1;
        }
    }

    fn rows(mut self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        for key in self.without_any() {
            self.counts.entry(key).or_default();
        }
        let counts = std::mem::take(&mut self.counts);
        let rows = counts.iter().map(|(key, counts)| self.row(key, counts, asked));
        let mut rows: Vec<Vec<Cell>> = rows.collect();
        if self.by == By::Month {
            rows.reverse();
        }
        rows
    }
}
