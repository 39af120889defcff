//! The answers of the rules that an act would turn, as people and programs are told of them: about what, which condition by
//! which clause, what it is before and after, and when it turns by itself.

use policy::finding::Finding;
use registry::Turned;
use serde_json::{Value, json};

use crate::acts::CaseKind;
use crate::lang::capital;
use crate::office::{case, finding};
use crate::public::mark::clause;
use crate::tone::{self, State};
use crate::visitor::Visitor;

/// What is affected, with the conditions whose answers turn.
pub(super) struct AboutView {
    /// What kind of thing it is.
    pub(super) what: &'static str,
    /// Its number, and what people call it.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) href: Option<String>,
    pub(super) maker: String,
    pub(super) conditions: Vec<ConditionView>,
}

pub(super) struct ConditionView {
    pub(super) title: String,
    pub(super) clauses: String,
    pub(super) before: State,
    /// What it becomes; nothing where it stays and another day is the one on which it turns.
    pub(super) after: Option<State>,
    /// When it turns by itself afterwards.
    pub(super) later: Option<String>,
}

/// Whether the answers are about marks.
pub(super) fn are_marks(turned: &[Turned]) -> bool {
    turned.iter().any(|one| one.subject == CaseKind::Authorization.name())
}

fn state(visitor: &Visitor, finding: &Finding) -> State {
    let word = capital(&visitor.said(&finding.outcome_words));
    State::new(tone::of_outcome(&finding.outcome), word)
}

fn condition(visitor: &Visitor, turned: &Turned) -> ConditionView {
    let (w, before, after) = (visitor.w, &turned.before, &turned.after);
    let clauses: Vec<String> = after.articles.iter().map(|article| clause(visitor, *article)).collect();
    // A day on which it turns no more is told, too.
    let no_more = || before.turns_on.is_some().then(|| w.check.turns_no_more.to_owned());
    ConditionView {
        title: capital(&visitor.said(&after.title)),
        clauses: clauses.join(w.case.comma),
        before: state(visitor, before),
        after: (before.outcome != after.outcome).then(|| state(visitor, after)),
        later: finding::turns(visitor, after).or_else(no_more),
    }
}

/// What is affected, in the order of the rules, each once.
pub(super) fn views(visitor: &Visitor, turned: &[Turned]) -> Vec<AboutView> {
    let is_same = |one: &Turned, other: &Turned| {
        (one.enterprise, &one.subject, &one.id) == (other.enterprise, &other.subject, &other.id)
    };
    let parts = turned.chunk_by(is_same);
    let view = |part: &[Turned]| {
        let first = part.first()?;
        let kind = CaseKind::named(&first.subject);
        let is_lead = first.subject == "lead_proposal";
        Some(AboutView {
            what: match kind {
                Some(kind) => visitor.word(kind.words()),
                None if is_lead => visitor.w.check.about_lead,
                None => visitor.w.check.about_duty,
            },
            // The lead's own code says nothing beside its name, nor does the number of a part beside the edition.
            id: kind.map(|_| first.id.clone()).unwrap_or_default(),
            name: first.name.clone(),
            href: kind.map(|kind| case::address(kind, &first.id)),
            maker: format!("{} {}", first.maker, first.enterprise),
            conditions: part.iter().map(|one| condition(visitor, one)).collect(),
        })
    };
    parts.filter_map(view).collect()
}

/// The same for programs.
pub(super) fn as_json(turned: &Turned) -> Value {
    let answer = |finding: &Finding| json!({ "outcome": finding.outcome, "turns_on": finding.turns_on, "turns_to": finding.turns_to });
    json!({
        "enterprise": turned.enterprise,
        "maker": turned.maker,
        "subject": turned.subject,
        "id": turned.id,
        "name": turned.name,
        "rule": turned.after.rule,
        "articles": turned.after.articles,
        "before": answer(&turned.before),
        "after": answer(&turned.after),
    })
}
