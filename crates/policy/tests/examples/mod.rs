//! Examples of every rule, in tables that a lawyer can read (`<chapter>/<rule>.toml`), and the test that names
//! what was forgotten. `complete.toml` is the dossier that every example starts from.

pub mod fragment;
pub mod projects;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use policy::calendar::Day;
use policy::dossier_file::DossierFile;
use policy::finding::{Finding, finding, outcome};
use policy::ground::Ground;
use policy::question::{About, Law, Question};
use policy::rule::{Rule, Sentence, Subject};
use policy::rules;
use policy::standard::project::ProjectAsked;
use policy::standard::review::{Held, Reviewed};
use serde::Deserialize;

use self::fragment::{Fragment, complete};
use self::projects::ProjectExample;
use super::law;

/// The examples of one rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    /// What all of them share.
    #[serde(default)]
    setting: Fragment,
    /// Why no example is possible in which a fact is missing.
    nothing_can_be_missing: Option<String>,
    /// Why no example is possible that is not met.
    is_never_not_met: Option<String>,
    /// Why no example is possible at a boundary.
    has_no_boundary: Option<String>,
    /// The examples.
    case: Vec<Case>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the example shows.
    says: String,
    /// The day asked for, with `expect`.
    as_of: Option<Day>,
    /// As known on this day.
    known_on: Option<Day>,
    /// The answer.
    expect: Option<String>,
    /// Several days and their answers, all of the same facts.
    #[serde(default)]
    on: BTreeMap<Day, String>,
    /// The name of the missing fact.
    missing: Option<String>,
    /// The day on which the answer turns by itself; `"never"` if it does not.
    turns_on: Option<String>,
    /// What it turns to.
    turns_to: Option<String>,
    /// What a "not met" rests on.
    grounds: Option<Vec<String>>,
    /// Examples with the same mark stand at the day before, the day and the day after of one boundary.
    boundary: Option<String>,
    /// Who held an authorisation against the edition, for the rule that counts them.
    held: Option<Vec<Held>>,
    /// Which record the rule is asked about; the first of its kind otherwise.
    about: Option<String>,
    #[serde(default)]
    facts: serde_json::Map<String, serde_json::Value>,
    parent: Option<serde_json::Map<String, serde_json::Value>>,
    #[serde(default)]
    scheme: serde_json::Map<String, serde_json::Value>,
    #[serde(default)]
    edition: serde_json::Map<String, serde_json::Value>,
    #[serde(default)]
    filing: serde_json::Map<String, serde_json::Value>,
    projects: Option<Vec<ProjectExample>>,
    #[serde(default)]
    unknown: Vec<String>,
}

impl Case {
    fn fragment(&self) -> Fragment {
        Fragment {
            facts: self.facts.clone(),
            parent: self.parent.clone(),
            scheme: self.scheme.clone(),
            edition: self.edition.clone(),
            filing: self.filing.clone(),
            projects: self.projects.clone(),
            unknown: self.unknown.clone(),
        }
    }

    fn answers(&self) -> Vec<(Day, &str)> {
        let single = self.as_of.zip(self.expect.as_deref());
        single.into_iter().chain(self.on.iter().map(|(day, answer)| (*day, answer.as_str()))).collect()
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples")
}

fn chapter(rule: &Rule) -> &'static str {
    match rule.articles.first().map(|article| article.number()) {
        Some(1..=4) => "standard",
        Some(8..=9) => "authorization",
        Some(10..=12) => "supervision",
        other => panic!("{}: no folder of examples for clause {other:?} yet: name it here", rule.id),
    }
}

fn path(rule: &Rule) -> PathBuf {
    folder().join(chapter(rule)).join(format!("{}.toml", rule.id.replace('.', "_")))
}

fn examples(rule: &Rule) -> Result<Examples, String> {
    let path = path(rule);
    let text =
        std::fs::read_to_string(&path).map_err(|_| format!("no examples: write {}", path.display()))?;
    toml::from_str(&text).map_err(|fault| format!("{}: {fault}", path.display()))
}

fn about<'a>(rule: &Rule, file: &'a DossierFile, held: Option<&'a [Held]>, id: Option<&str>) -> About<'a> {
    let is_meant = |named: &str| id.is_none_or(|id| id == named);
    let of = &file.enterprise;
    let found = match rule.subject {
        Subject::Filing => file.asks.first().map(About::Filing),
        Subject::Authorization => {
            of.authorizations.list.iter().find(|a| is_meant(&a.id)).map(About::Authorization)
        }
        Subject::Product => of.products.list.iter().find(|p| is_meant(&p.id)).map(|p| About::Product(&p.id)),
        Subject::Edition => {
            let mut editions = file.standards.iter().flat_map(|standard| &standard.editions);
            editions.find(|edition| is_meant(&edition.id)).map(About::Edition)
        }
        Subject::Check => of.checks.list.iter().find(|check| is_meant(&check.id)).map(About::Check),
        Subject::Proceeding => of.proceedings.iter().find(|p| is_meant(&p.id)).map(About::Proceeding),
        Subject::DraftingRole => {
            of.drafting_roles.list.iter().find(|role| is_meant(&role.id)).map(About::DraftingRole)
        }
        Subject::LeadProposal => Some(About::LeadProposal),
        Subject::Review => {
            let mut editions = file.standards.iter().flat_map(|standard| &standard.editions);
            let found = editions.find(|edition| is_meant(&edition.id));
            found.map(|edition| About::Review(Reviewed { edition, held }))
        }
        Subject::Project => {
            let found = file.projects.iter().find(|project| is_meant(&project.id));
            found.map(|project| About::Project(ProjectAsked { project, rivals: &file.projects }))
        }
    };
    found.unwrap_or_else(|| panic!("{}: the example has nothing to ask about", rule.id))
}

fn ask(rule: &Rule, case: &Case, file: &DossierFile, law: Law, day: Day) -> Finding {
    let about = about(rule, file, case.held.as_deref(), case.about.as_deref());
    let q = Question::new(file.world(), about, law, day)
        .unwrap_or_else(|| panic!("{}: {day} is before the policy", rule.id))
        .as_known_on(case.known_on);
    let found = finding(rule, &q);
    assert_eq!(found.outcome, outcome(rule, &q).name(), "{}: the silent check says otherwise", rule.id);
    found
}

/// A ground as an example names it: its identifier, with what tells it from another of the same record.
fn in_short(ground: &Ground) -> String {
    let since = ground.since.map(|day| format!("@{}@{day}", ground.kind.name().replace("certificate_", "")));
    let rule = ground.rule.as_ref().map(|rule| format!("{rule}:"));
    format!("{}{}{}", rule.unwrap_or_default(), ground.id, since.unwrap_or_default())
}

fn differences(rule: &Rule, case: &Case, setting: &Fragment, law: Law) -> Vec<String> {
    let file = complete(&[setting, &case.fragment()]);
    let mut found = Vec::new();
    let mut differs = |what: &str, expected: &str, is: &str| {
        if expected != is {
            found.push(format!("{} — {}: {what} should be {expected}, is {is}", rule.id, case.says));
        }
    };
    for (day, expected) in case.answers() {
        let answer = ask(rule, case, &file, law, day);
        differs(&format!("the answer on {day}"), expected, &answer.outcome);
        if let Some(missing) = &case.missing {
            let named = answer.missing.map(|missing| missing.fact).unwrap_or_default();
            differs("the missing fact", missing, &named);
        }
        if let Some(turns_on) = &case.turns_on {
            let turns = answer.turns_on.map_or_else(|| "never".to_owned(), |day| day.to_string());
            differs("the turning day", turns_on, &turns);
        }
        if let Some(turns_to) = &case.turns_to {
            differs("what it turns to", turns_to, answer.turns_to.as_deref().unwrap_or("nothing"));
        }
        if let Some(grounds) = &case.grounds {
            let found: Vec<String> = answer.grounds.iter().map(in_short).collect();
            differs("the ground", &grounds.join(", "), &found.join(", "));
        }
    }
    found
}

#[test]
fn every_example_holds() {
    let law = law();
    let found: Vec<String> = rules::all()
        .into_iter()
        .filter_map(|rule| Some((rule, examples(rule).ok()?)))
        .flat_map(|(rule, examples)| {
            let setting = examples.setting;
            let law = law.law();
            examples.case.iter().flat_map(|case| differences(rule, case, &setting, law)).collect::<Vec<_>>()
        })
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// Whether three days that follow each other have answers that are not all the same.
fn has_boundary(case: &Case) -> bool {
    let answers: BTreeMap<Day, &str> = case.answers().into_iter().collect();
    answers.iter().any(|(day, answer)| {
        let (before, after) = (answers.get(&day.previous()), answers.get(&day.next()));
        before.zip(after).is_some_and(|(before, after)| before != answer || after != answer)
    })
}

fn has_marked_boundary(cases: &[Case]) -> bool {
    let mut marked: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for case in cases {
        if let Some(boundary) = &case.boundary {
            marked.entry(boundary).or_default().extend(case.answers().iter().map(|(_, answer)| *answer));
        }
    }
    marked.values().any(|answers| answers.len() >= 3 && answers.iter().any(|answer| answer != &answers[0]))
}

/// The sentences of a rule, by their names.
fn wordings(rule: &Rule) -> [(Sentence, &'static str); 4] {
    let Rule { title, not_met, remedy, undone_by, .. } = *rule;
    [(title, "title"), (not_met, "not_met"), (remedy, "remedy"), (undone_by, "undone_by")]
}

fn forgotten(rule: &Rule) -> Vec<String> {
    let mut missing = Vec::new();
    let mut want = |holds: bool, what: &str| {
        if !holds {
            missing.push(format!("{}: {what}", rule.id));
        }
    };
    want(!rule.articles.is_empty(), "cites no clause");
    for (words, name) in wordings(rule) {
        want(!words.zh.trim().is_empty() && !words.zh.is_ascii(), &format!("{name} has no Chinese"));
        want(!words.en.trim().is_empty() && words.en.is_ascii(), &format!("{name} has no English"));
        let is_number = |wording: &str| wording.contains(|c: char| c.is_ascii_digit());
        want(
            !is_number(words.zh) && !is_number(words.en),
            &format!(
                "{name} carries a number itself; it calls it by its name, as in {{product_clean_years}}"
            ),
        );
        let said = words.on(&law().parameters, rule.since);
        want(
            !said.zh.contains('{') && !said.en.contains('{'),
            &format!("{name} calls a number that there is not"),
        );
    }
    want(
        rule.not_met.zh != rule.title.zh && rule.not_met.en.starts_with(|c: char| c.is_ascii_uppercase()),
        "not_met is no sentence of its own: a loss would be told as a double negative",
    );
    if let Some(part_of) = rule.part_of {
        want(
            rules::named(part_of).is_some_and(|whole| whole.part_of.is_none()),
            "is part of a rule that is none",
        );
    }
    let examples = match examples(rule) {
        Ok(examples) => examples,
        Err(fault) => {
            want(false, &fault);
            return missing;
        }
    };
    let answers: BTreeSet<&str> =
        examples.case.iter().flat_map(|case| case.answers()).map(|(_, answer)| answer).collect();
    want(answers.contains("met"), "no example is met");
    want(
        answers.contains("not_met") || examples.is_never_not_met.is_some(),
        "no example is not met, and no `is_never_not_met` says why",
    );
    want(
        answers.contains("cannot_tell") || examples.nothing_can_be_missing.is_some(),
        "no example has a missing fact (cannot tell), and no `nothing_can_be_missing` says why",
    );
    want(
        examples.case.iter().any(has_boundary)
            || has_marked_boundary(&examples.case)
            || examples.has_no_boundary.is_some(),
        "no boundary is shown at the day before, the day and the day after",
    );
    let silent = examples.case.iter().filter(|case| case.answers().is_empty() || case.says.trim().is_empty());
    want(silent.count() == 0, "an example says nothing or asks nothing");
    missing
}

#[test]
fn every_rule_is_complete() {
    let rules = rules::all();
    let mut missing: Vec<String> = rules.iter().flat_map(|rule| forgotten(rule)).collect();
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule.id).collect();
    if ids.len() != rules.len() {
        missing.push("two rules have one id".to_owned());
    }
    assert!(missing.is_empty(), "forgotten steps:\n{}", missing.join("\n"));
}

#[test]
fn every_example_file_belongs_to_a_rule() {
    let known: BTreeSet<PathBuf> = rules::all().into_iter().map(path).collect();
    for chapter in ["standard", "authorization", "supervision"] {
        let Ok(files) = std::fs::read_dir(folder().join(chapter)) else { continue };
        for file in files {
            let path = file.expect("a readable folder").path();
            assert!(known.contains(&path), "{} belongs to no rule", path.display());
        }
    }
}

#[test]
fn the_complete_dossier_is_complete() {
    let file = complete(&[&Fragment::default()]);
    let law = law();
    let judged = file.judge(law.law(), "2024-06-03".parse().unwrap(), None).unwrap();
    // It says nothing of parts taken in drafting, and so nobody can tell whether it may lead.
    for answer in judged.into_iter().filter(|answer| answer.subject != "lead_proposal") {
        let open: Vec<_> = answer.verdict.findings.iter().filter(|f| f.part_of.is_none()).collect();
        assert!(open.iter().all(|f| f.outcome == "met" || f.outcome == "not_applicable"), "{open:#?}");
    }
}
