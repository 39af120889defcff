//! What the rules say of a case: everything for an enterprise, its own part for anything else, and for work on marks both
//! whether it can be decided and whether its ground is there.

use policy::calendar::Day;
use policy::dossier_file::{DossierFile, Judged};
use policy::finding::Finding;
use policy::powers::Office;
use policy::question::Law;
use policy::supervision::Proceeding;

use crate::acts::CaseKind;
use crate::office::case::Case;
use crate::office::case_page::{Behind, Found};
use crate::office::finding::{self, FindingView, VerdictView};
use crate::office::project_verdicts;
use crate::office::reach::{Whose, withheld};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::duties::{are_told, may_know, review_verdicts};
use crate::tone;
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The answers about this case: everything for an enterprise, its own part for anything else.
pub(super) fn verdicts(
    visitor: &Visitor,
    law: Law,
    (case, office): (&Case, &Office),
    file: Option<&DossierFile>,
    (as_of, known_on): (Day, Option<Day>),
) -> Vec<VerdictView> {
    if let Some(of) = &case.project {
        return project_verdicts::of(visitor, law, (case, of), file, (as_of, known_on));
    }
    // That a duty of drafters is not met is told to the drafter and to those whose work it is (reading 0019).
    let whose = case.dossier.as_ref().map(Whose::of);
    let tells_duties = whose.map_or_else(|| may_know(office), |of| are_told(office, of));
    let is_of_clause_4 =
        |one: &Judged| one.verdict.findings.iter().any(|found| found.rule.starts_with("c4."));
    let judged = match (file, &case.standard) {
        (Some(file), _) => file.judge(law, as_of, known_on).unwrap_or_default(),
        (None, Some(standard)) => judge_standard(standard, law, as_of, known_on),
        (None, None) => Vec::new(),
    };
    let proceeding = proceeding(case);
    let is_about = |one: &&Judged| match case.kind {
        CaseKind::Enterprise => one.subject != "edition",
        CaseKind::Product => match &case.dossier {
            Some(dossier) => is_of_product(one, dossier, &case.subject),
            None => false,
        },
        kind => {
            // What was decided rests on what was found then; today's answer about the mark would only confuse.
            let is_its_mark = |work: &Proceeding| {
                work.outcome().is_none()
                    && one.subject == CaseKind::Authorization.name()
                    && work.authorizations.iter().any(|code| code.to_string() == one.id)
                    && one.verdict.findings.iter().any(|finding| finding.rule == work.rule)
            };
            one.subject == kind.name() && one.id == case.subject || proceeding.is_some_and(is_its_mark)
        }
    };
    let withheld = file.map(|file| withheld(&file.enterprise, Some(office))).unwrap_or_default();
    judged
        .iter()
        .filter(is_about)
        .filter(|one| one.subject != CaseKind::Check.name() || !withheld.contains(&one.id))
        .filter(|one| tells_duties || !is_of_clause_4(one))
        .map(|one| {
            let kind = CaseKind::named(&one.subject).map_or("", |kind| visitor.word(kind.words()));
            let title = format!("{kind} {}", one.id);
            match proceeding {
                // What is asked of work is whether it can be decided; whether it is grounded is asked of the marks.
                Some(work) if one.subject != CaseKind::Proceeding.name() => ground(visitor, title, work, one),
                Some(_) => finding::verdict(visitor, visitor.w.case.due_process.to_owned(), &one.verdict),
                None if one.subject == CaseKind::Check.name() => {
                    let title = format!("{title} · {}", visitor.w.case.result_final);
                    finding::verdict(visitor, title, &one.verdict)
                }
                None => finding::verdict(visitor, title, &one.verdict),
            }
        })
        .collect()
}

/// What was found when the case was decided, or filed, as its receipt keeps it: nothing of it changes any more.
fn frozen(visitor: &Visitor, found: &Found) -> VerdictView {
    let w = &visitor.w.case;
    // What would have turned by itself turns nothing of what was decided or filed.
    let view = |one: &Finding| FindingView { turns: None, ..finding::view(visitor, one, false) };
    VerdictView {
        title: fill(if found.is_filing { w.filed_findings } else { w.decided_findings }, &[&found.on]),
        tone: tone::CLOSED,
        word: w.decided_frozen.to_owned(),
        lines: Vec::new(),
        findings: found.findings.iter().map(view).collect(),
    }
}

fn proceeding(case: &Case) -> Option<&Proceeding> {
    let dossier = case.dossier.as_ref().filter(|_| case.kind == CaseKind::Proceeding)?;
    dossier.proceedings.iter().find(|work| work.id == case.subject)
}

/// What the rule that opened a piece of work says of a mark now.
fn ground(visitor: &Visitor, title: String, work: &Proceeding, one: &Judged) -> VerdictView {
    let found = one.verdict.findings.iter().filter(|finding| finding.rule == work.rule);
    let findings: Vec<FindingView> = found.map(|one| finding::view(visitor, one, true)).collect();
    let first = findings.first();
    VerdictView {
        title: format!("{} · {title}", visitor.w.case.ground_now),
        tone: first.map_or(tone::CLOCK, |finding| finding.tone),
        word: first.map(|finding| finding.word.clone()).unwrap_or_default(),
        lines: Vec::new(),
        findings,
    }
}

fn is_of_product(one: &Judged, dossier: &policy::enterprise::Dossier, product: &str) -> bool {
    match one.subject.as_str() {
        "declaration" => dossier.declarations.iter().any(|d| d.id == one.id && d.filing.product == product),
        "authorization" => {
            dossier.authorizations.list.iter().any(|a| a.code.to_string() == one.id && a.product == product)
        }
        "check" => dossier.checks.list.iter().any(|c| c.id == one.id && c.product == product),
        _ => false,
    }
}

/// A standard is judged by itself: its question needs a world, not an enterprise.
fn judge_standard(
    standard: &policy::standard::Standard,
    law: Law,
    as_of: Day,
    known_on: Option<Day>,
) -> Vec<Judged> {
    use policy::enterprise::{Dossier, credit_code::CreditCode};
    let file = DossierFile {
        version: 1,
        enterprise: Dossier::blank(CreditCode::NOBODY),
        parents: Vec::new(),
        scheme: policy::scheme::Scheme::default(),
        standards: vec![standard.clone()],
        asks: Vec::new(),
        projects: Vec::new(),
    };
    file.judge(law, as_of, known_on).unwrap_or_default()
}

/// What was found when the case was decided, which stands as it was, and what the rules say of the day asked about.
pub(super) fn answers(
    visitor: &Visitor,
    site: &PublicSite,
    (case, office): (&Case, &Office),
    behind: &Behind,
    (as_of, known_on): (Option<Day>, Option<Day>),
) -> Vec<VerdictView> {
    let day = as_of.unwrap_or(site.today());
    let law = site.reader().law();
    let said = verdicts(visitor, law, (case, office), behind.file.as_ref(), (day, known_on));
    let is_of_today = as_of.is_none() && known_on.is_none();
    let decided = behind.decided.as_ref().filter(|_| is_of_today);
    let frozen = |found: &&Found| frozen(visitor, found);
    // Whoever decides reads what holds now; what held on the day of the filing is for comparison.
    let (first, last): (Vec<_>, Vec<_>) = decided.iter().partition(|found| !found.is_filing);
    first.iter().map(frozen).chain(said).chain(last.iter().map(frozen)).collect()
}

/// What the rules say of the review of an edition (clause 4). Who holds a mark against it counts, which the standard alone does
/// not tell.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn review(
    site: &PublicSite,
    visitor: &Visitor,
    case: &Case,
    when: &When,
) -> Result<Vec<VerdictView>, Trouble> {
    let standard = case.standard.clone().filter(|_| case.kind == CaseKind::Edition);
    let Some(standard) = standard else { return Ok(Vec::new()) };
    let (seen, is_dated) = (when.seen, when.is_dated);
    let judged = site.look(move |reader| {
        let marks = reader.marks_against(&standard.number, is_dated.then_some(seen))?;
        Ok(review_verdicts(&standard, &marks, reader.law(), seen.as_of))
    });
    let judged = judged.await?;
    let of_it = judged.iter().filter(|one| one.id == case.subject && one.verdict.outcome != "not_applicable");
    let title = || visitor.w.duties.review_asked.to_owned();
    Ok(of_it.map(|one| finding::verdict(visitor, title(), &one.verdict)).collect())
}
