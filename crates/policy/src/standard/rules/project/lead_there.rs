//! Clause 2: a project has a unit that leads it. A lead whose head office ended with no later one was struck off or
//! dissolved, as far as is on file (reading 0025): nobody files, answers or submits for it any more, and the project waits
//! until another one leads. It stands in the way of no act: what the federation does about it is its own word.

use super::asked;
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::Step;
use crate::division::name_of;
use crate::enterprise::Dossier;
use crate::enterprise::credit_code::CreditCode;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::project::act::ProjectActKind;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c2.lead_there",
    articles: &[Article::of(2)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "牵头单位有在案的总部：未注销、未解散",
        en: "the lead has a head office on file: it was neither struck off nor dissolved",
    },
    not_met: Sentence {
        zh: "牵头单位的总部已终止且没有后续记录（注销或解散），项目无人牵头",
        en: "The head office of the lead ended with no later one (struck off or dissolved): nobody leads the project",
    },
    remedy: Sentence {
        zh: "变更牵头单位，或终止项目；企业迁址的，由迁入地的局补录新总部",
        en: "replace the lead, or end the project; where the enterprise moved, the bureau of the new place enters its head office",
    },
    undone_by: Sentence {
        zh: "牵头单位的总部终止且没有后续记录",
        en: "the head office of the lead ending with no later one",
    },
    subject: Subject::Project,
    part_of: None,
};

/// Before it stands in the plan, nobody is put in the place of who proposed it.
const OF_PROPOSAL: Sentence = Sentence {
    zh: "不予受理或不予立项，由其他单位另行申报；企业迁址的，由迁入地的局补录新总部",
    en: "do not accept the proposal or do not approve it, and another unit proposes anew; where the enterprise moved, the bureau of the new place enters its head office",
};

const DOSSIER: Missing = Missing {
    fact: "lead_dossier",
    words: Words { zh: "牵头单位的档案", en: "the dossier of the lead" },
    from: OfficeKind::CountyBureau,
};
const SEAT: Missing = Missing {
    fact: "head_office",
    words: Words { zh: "企业总部所在地", en: "where the head office is" },
    from: OfficeKind::CountyBureau,
};

/// The dossier of a lead, where it is at hand.
fn dossier_of<'a>(q: &Question<'a>, lead: CreditCode) -> Option<&'a Dossier> {
    let mut at_hand = std::iter::once(q.world.enterprise).chain(q.world.parents);
    at_hand.find(|dossier| dossier.enterprise == lead)
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some((_, now)) = asked(q) else { return Outcome::NotApplicable };
    let Some((lead, name, _)) = now.lead.filter(|_| !now.stage.is_over()) else {
        return Outcome::NotApplicable;
    };
    let Some(dossier) = dossier_of(q, lead) else { return Outcome::Unknown(&DOSSIER) };
    let seats = || q.seen(&dossier.head_offices);
    let Some(latest) = seats().map(|seat| seat.since).max() else { return Outcome::Unknown(&SEAT) };
    if !ProjectActKind::ReplaceLead.stages().contains(&now.stage) {
        trace.remedy(OF_PROPOSAL);
    }
    let mut answer = Outcome::NotMet;
    trace.owner(Some(lead));
    for seat in seats().filter(|seat| seat.since == latest) {
        let ended = q.end_of(seat);
        ended.into_iter().for_each(|day| trace.turn(day));
        let is_over = ended.is_some_and(|day| day <= q.day);
        trace.fact("head_office", seat, || {
            let (code, since) = (seat.region.as_str(), seat.since);
            let Said { zh, en } = name_of(code).unwrap_or_else(|| Said::new(code, code));
            match ended {
                Some(day) => Said::new(
                    format!("{name}：总部自{since}起在{zh}，{day}终止"),
                    format!("{name}: head office in {en} from {since}, ended on {day}"),
                ),
                None => Said::new(
                    format!("{name}：总部自{since}起在{zh}"),
                    format!("{name}: head office in {en} since {since}"),
                ),
            }
        });
        if let Some(mark) = seat.ended.as_ref().filter(|_| is_over) {
            trace.fact("head_office", &Step { id: &seat.id, mark: *mark }, || {
                let on = mark.on;
                Said::new(format!("{name}：总部于{on}终止"), format!("{name}: head office ended on {on}"))
            });
        }
        if !is_over {
            answer = Outcome::Met;
        }
    }
    trace.owner(None);
    answer
}
