//! Which answers of the rules an act would turn: those about each mark, open case and duty of an enterprise, condition by
//! condition, before the act and after it. A day on which an answer turns by itself is part of the answer.

use std::collections::{BTreeMap, BTreeSet};

use policy::authorization::MarkState;
use policy::calendar::Day;
use policy::dossier_file::{Judged, judge};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::finding::Finding;
use policy::question::World;

use crate::books;
use crate::deed::Pending;
use crate::fault::Fault;

/// The most answers that are told; those beyond are counted.
const MOST_TOLD: usize = 200;

/// An answer that an act would turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Turned {
    /// Of which enterprise.
    pub enterprise: CreditCode,
    /// Its name.
    pub maker: String,
    /// What it is about, as [`Judged::subject`] names it.
    pub subject: String,
    /// Which one.
    pub id: String,
    /// What people call that: the product, or the edition of a duty; empty where its number says all.
    pub name: String,
    /// The answer before the act.
    pub before: Finding,
    /// The answer after it.
    pub after: Finding,
}

/// What the rules say of some enterprises.
pub(crate) type Answers = BTreeMap<CreditCode, (String, Vec<About>)>;

/// The answers about one thing.
pub(crate) struct About {
    name: String,
    judged: Judged,
}

impl Pending<'_> {
    /// What the rules say on a day of all that is open at some enterprises, by what is on the shelf.
    pub(crate) fn answers(&mut self, codes: &BTreeSet<CreditCode>, day: Day) -> Result<Answers, Fault> {
        let mut answers = Answers::new();
        for &code in codes {
            let Some(case) = self.shelf.case(self.tx, code)? else { continue };
            let dossier = &case.dossier;
            let parents = self.shelf.parents(self.tx, books::parents_of(dossier))?;
            let standards = self.shelf.standards(self.tx, books::standards_of(dossier))?;
            let scheme = self.shelf.scheme(self.tx)?;
            let world =
                World { enterprise: dossier, parents: &parents, scheme: &scheme, standards: &standards };
            let judged = judge(world, &[], self.rules.law(), day, None).unwrap_or_default();
            let open = judged.into_iter().filter(|one| is_open(dossier, one));
            let about = open.map(|judged| About { name: name(dossier, &judged), judged });
            answers.insert(code, (dossier.name(), about.collect()));
        }
        Ok(answers)
    }
}

/// Whether anything can still come of an answer: nothing does of a mark that is over, nor of a filing that is decided.
fn is_open(dossier: &Dossier, judged: &Judged) -> bool {
    match judged.subject.as_str() {
        "authorization" => {
            let over = [
                MarkState::Revoked(Day::FIRST),
                MarkState::Ended(Day::FIRST),
                MarkState::Expired(Day::FIRST),
            ];
            over.iter().all(|state| judged.state.as_deref() != Some(state.name()))
        }
        "declaration" => dossier
            .declarations
            .iter()
            .any(|one| one.id == judged.id && one.decided.is_none() && one.ended.is_none()),
        // What a standard says is nothing of this enterprise.
        "edition" => false,
        _ => true,
    }
}

fn name(dossier: &Dossier, judged: &Judged) -> String {
    let id = judged.id.as_str();
    let product = match judged.subject.as_str() {
        "authorization" => {
            let mut list = dossier.authorizations.list.iter();
            list.find(|one| one.code.to_string() == id).map(|one| one.product.as_str())
        }
        "declaration" => {
            dossier.declarations.iter().find(|one| one.id == id).map(|one| one.filing.product.as_str())
        }
        "drafting_role" => {
            let role = dossier.drafting_roles.list.iter().find(|role| role.id == id);
            return role.map(|role| role.edition.print()).unwrap_or_default();
        }
        _ => None,
    };
    let name = |product: &str| {
        dossier.product(product).map_or_else(|| product.to_owned(), |product| product.name.clone())
    };
    product.map(name).unwrap_or_default()
}

/// What makes an answer another: what it is, and when it becomes what by itself.
fn says(finding: &Finding) -> (&str, Option<Day>, Option<&str>) {
    (&finding.outcome, finding.turns_on, finding.turns_to.as_deref())
}

/// The answers that differ, and how many more than are told. What was not asked before, or is not any more, has not turned:
/// the act itself tells of it.
pub(crate) fn turned(before: Answers, after: Answers) -> (Vec<Turned>, usize) {
    let (mut told, mut left) = (Vec::new(), 0);
    for (enterprise, (maker, after)) in after {
        let before = before.get(&enterprise).map(|(_, about)| about.as_slice()).unwrap_or_default();
        for About { name, judged } in after {
            let is_it = |one: &&About| one.judged.subject == judged.subject && one.judged.id == judged.id;
            let Some(former) = before.iter().find(is_it) else { continue };
            let former = &former.judged.verdict.findings;
            // An alternative counts through the condition that it is part of.
            for after in judged.verdict.findings.into_iter().filter(|one| one.part_of.is_none()) {
                let Some(before) = former.iter().find(|one| one.rule == after.rule) else { continue };
                if says(before) == says(&after) {
                    continue;
                }
                if told.len() == MOST_TOLD {
                    left += 1;
                    continue;
                }
                told.push(Turned {
                    enterprise,
                    maker: maker.clone(),
                    subject: judged.subject.clone(),
                    id: judged.id.clone(),
                    name: name.clone(),
                    before: before.clone(),
                    after,
                });
            }
        }
    }
    (told, left)
}
