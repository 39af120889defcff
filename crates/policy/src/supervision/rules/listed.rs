//! Clause 11: a firm on the list of seriously dishonest firms loses all its authorisations, on either path.
//! After removal from the list nothing comes back by itself; an authorisation that was still standing when
//! the firm left the list is for the federation to judge (reading 0007).

use super::base::{advised, authorization};
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::{Kept, Step};
use crate::enterprise::Dossier;
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule, tells_all};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c11.not_listed",
    articles: &[Article::of(11)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "企业未列入严重违法失信企业名单",
        en: "the firm is not on the list of seriously dishonest firms",
    },
    not_met: Sentence {
        zh: "企业被列入严重违法失信企业名单",
        en: "The firm was put on the list of seriously dishonest firms",
    },
    remedy: Sentence {
        zh: "由联合会在听取申辩后决定是否撤销全部授权",
        en: "the federation decides on revoking all authorisations after hearing the maker",
    },
    undone_by: Sentence {
        zh: "企业被列入严重违法失信企业名单",
        en: "a listing of the firm as seriously dishonest",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const LISTINGS: Missing = Missing {
    fact: "listings",
    words: Words {
        zh: "是否列入严重违法失信名单",
        en: "whether the firm is on the list of seriously dishonest firms",
    },
    from: OfficeKind::CountyBureau,
};

/// Whether the firm is off the list on the day judged; clause 9 asks the same.
pub fn not_listed_on_the_day<T: Trace>(q: &Question, trace: &mut T, dossier: &Dossier) -> Outcome {
    trace.complete(q, Kept::LISTINGS, &dossier.listings, q.day);
    let complete = tells_all(q, trace, &dossier.listings);
    let mut answer = if complete { Outcome::Met } else { Outcome::Unknown(&LISTINGS) };
    for listing in q.seen(&dossier.listings) {
        let removed = q.end_of(listing);
        if let Some(removed) = removed {
            trace.turn(removed);
        }
        if listing.listed_on <= q.day && removed.is_none_or(|removed| q.day < removed) {
            trace.ground(GroundKind::Listing, || listing.id.clone());
            trace.fact("listing", listing, || {
                Said::new(
                    format!("{}列入（{}）", listing.listed_on, listing.authority),
                    format!("listed on {} ({})", listing.listed_on, listing.authority),
                )
            });
            answer = Outcome::NotMet;
        }
    }
    answer
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(authorization) = authorization(q) else { return Outcome::NotApplicable };
    let today = not_listed_on_the_day(q, trace, q.world.enterprise);
    if today == Outcome::NotMet {
        return advised(q, trace, authorization, today);
    }
    // A listing that came and went since the grant is for judgement, so the register must reach back that far
    // (reading 0011).
    let since = authorization.watched_from().next().min(q.day);
    trace.complete(q, Kept::LISTINGS, &q.world.enterprise.listings, since);
    let tells_all = q.is_complete(&q.world.enterprise.listings, since);
    let mut answer = if tells_all { today } else { today.and(Outcome::Unknown(&LISTINGS)) };
    for listing in q.seen(&q.world.enterprise.listings) {
        let removed = q.end_of(listing).filter(|&removed| removed <= q.day && removed > listing.listed_on);
        let Some(removed) = removed.filter(|&removed| removed > authorization.watched_from()) else {
            continue;
        };
        trace.fact("listing", listing, || {
            Said::new(
                format!("授权期间曾列入名单：{}至{removed}", listing.listed_on),
                format!("was listed while authorised: from {} to {removed}", listing.listed_on),
            )
        });
        if let Some(mark) = &listing.ended {
            trace.fact("listing", &Step { id: &listing.id, mark: *mark }, || {
                Said::new(format!("{removed}移出名单"), format!("removed from the list on {removed}"))
            });
        }
        answer = answer.and(Outcome::ForJudgement(OfficeKind::Federation));
    }
    advised(q, trace, authorization, answer)
}
