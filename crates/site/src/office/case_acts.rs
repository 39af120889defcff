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
