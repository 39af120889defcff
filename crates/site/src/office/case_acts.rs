//! What can be done on a case by whoever looks at it: acts on the case itself, and acts on the facts of an enterprise
//! kind by kind, because they are many.

use policy::article::Words;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::enterprise::facts::FactKind;
use policy::powers::Office;
use policy::question::Law;

use crate::acts::{self, CaseKind};
use crate::office::case::Case;
use crate::office::ripe::is_ripe;
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// What may be done about facts of one kind: addresses with their verbs.
pub(super) struct FactActs {
    /// The kind, within a sentence and as a label.
    pub(super) noun: &'static str,
    pub(super) label: String,
    pub(super) links: Vec<(String, &'static str)>,
}

/// The acts open to an office now: addresses with their titles, and those on facts.
pub(super) fn open(
    visitor: &Visitor,
    case: &Case,
    office: &Office,
    at: (Law, Day),
) -> (Vec<(String, String)>, Vec<FactActs>) {
    let forms = acts::kinds().into_iter().map(acts::form);
    let open = forms.filter(|form| {
        form.cases.contains(&case.kind)
            && case.is_open_to(office, form.kind)
            && is_ripe(case, form.kind, at)
            && !case.is_too_late_for(office, form.kind, at)
    });
    let mut others = Vec::new();
    let mut kinds: Vec<(FactKind, FactActs)> = Vec::new();
    for form in open {
        let href = format!("{}/acts/{}", case.href(), form.name);
        match on_facts(form.kind).filter(|_| case.kind == CaseKind::Enterprise) {
            None => others.push((href, case.title_of(&form, office, visitor.lang))),
            Some((kind, verb)) => {
                let link = (href, visitor.word(verb));
                match kinds.iter_mut().find(|(known, _)| *known == kind) {
                    Some((_, acts)) => acts.links.push(link),
                    None => {
                        let words = acts::fact::fact(kind).noun;
                        let (noun, label) = (visitor.word(words), visitor.lang.label(words));
                        kinds.push((kind, FactActs { noun, label, links: vec![link] }));
                    }
                }
            }
        }
    }
    (others, kinds.into_iter().map(|(_, acts)| acts).collect())
}

/// The kind of fact that an act is about, and what it does to it.
fn on_facts(act: ActKind) -> Option<(FactKind, Words)> {
    match act {
        ActKind::EnterFact(of) => Some((of, Words { zh: "录入", en: "Enter" })),
        ActKind::EndFact(of) => Some((of, Words { zh: "终止", en: "End" })),
        ActKind::AnnulFact(of) => Some((of, Words { zh: "撤销记录", en: "Set aside" })),
        ActKind::CompleteRegister(of) => Some((of, Words { zh: "确认完整", en: "State complete" })),
        ActKind::ClassifyPenalty => Some((FactKind::Penalty, Words { zh: "补充分类", en: "Classify" })),
        _ => None,
    }
}

/// What stands in the way of what would come next.
pub(super) fn in_the_way(
    visitor: &Visitor,
    office: &Office,
    case: &Case,
    at: (Law, Day),
) -> Vec<(Option<String>, String)> {
    let reported = case.report.iter().flat_map(|report| case.in_the_way.told(visitor, office, report));
    reported.chain(case.party_is_told(visitor, office, at)).collect()
}

/// What may be done on the case now, and what is said where that is nothing: what may be done is of today, so a page of
/// another day offers nothing.
pub(super) fn offered(
    visitor: &Visitor,
    (case, office, acting): (&Case, &Office, &str),
    when: &When,
    at: (Law, Day),
) -> (Vec<(String, String)>, Vec<FactActs>, String) {
    let w = &visitor.w.case;
    if when.is_dated {
        return (Vec::new(), Vec::new(), w.acts_of_today.to_owned());
    }
    let (acts, of_facts) = open(visitor, case, office, at);
    let none = case.only_comes(visitor, office).map(str::to_owned);
    (acts, of_facts, none.unwrap_or_else(|| fill(w.acts_none, &[&acting])))
}
