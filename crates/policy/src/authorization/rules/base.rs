//! What the rules of clause 9 share: of whom a condition is asked, and how a window over penalties is read.

use crate::article::{Said, Words, counted};
use crate::authorization::Filing;
use crate::calendar::{first_day_outside_years, first_day_window_opens_on};
use crate::cited::Kept;
use crate::enterprise::Dossier;
use crate::enterprise::facts::{Classification, Penalty};
use crate::ground::GroundKind;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Trace};
use crate::writing::share_a_number;

/// The filing in question; a rule about filings asked about anything else does not apply.
pub fn filing<'a>(q: &Question<'a>) -> Option<&'a Filing> {
    if let About::Filing(filing) = q.about { Some(filing) } else { None }
}

const PARENT_DOSSIER: Missing = Missing {
    fact: "parent_dossier",
    words: Words {
        zh: "联合申报的母公司的资料", en: "the dossier of the parent that files jointly"
    },
    from: OfficeKind::Maker,
};

/// Why nothing is asked of a parent.
pub fn no_parent() -> Said {
    Said::new("不是联合申报，没有母公司", "no joint filing: there is no parent")
}

/// Asks a condition of the declaring enterprise and, in a joint filing, of the parent as well (clause 9:
/// the conditions of the parent's own filing hold for the subsidiary too).
pub fn asked_of_each<'a, T: Trace>(
    q: &Question<'a>,
    trace: &mut T,
    mut condition: impl FnMut(&'a Dossier, &mut T) -> Outcome,
) -> Outcome {
    let Some(filing) = filing(q) else { return Outcome::NotApplicable };
    let own = condition(q.world.enterprise, trace);
    if filing.parent.is_none() {
        return own;
    }
    match parent(q) {
        Some(parent) => {
            trace.owner(Some(parent.enterprise));
            let theirs = condition(parent, trace);
            trace.owner(None);
            own.and(theirs)
        }
        None => own.and(Outcome::Unknown(&PARENT_DOSSIER)),
    }
}

/// The dossier of the parent named in a joint filing, if it is at hand.
pub fn parent<'a>(q: &Question<'a>) -> Option<&'a Dossier> {
    let named = filing(q)?.parent?;
    q.world.parents.iter().find(|dossier| dossier.enterprise == named)
}

/// The dossier that the alternatives of condition 6 are asked of: the parent's in a joint filing (reading
/// 0003), the enterprise's own otherwise; what the alternatives write down is that one's.
pub fn route_holder<'a, T: Trace>(q: &Question<'a>, trace: &mut T) -> Result<&'a Dossier, Outcome> {
    let Some(filing) = filing(q) else { return Err(Outcome::NotApplicable) };
    if filing.parent.is_none() {
        return Ok(q.world.enterprise);
    }
    trace.owner(filing.parent);
    parent(q).ok_or(Outcome::Unknown(&PARENT_DOSSIER))
}

/// Which penalties a window is about.
pub enum Scope<'a> {
    /// Any of the enterprise's.
    Enterprise,
    /// Those on one product.
    Product(&'a str),
    /// None: the enterprise has another product under that identifier.
    Nothing,
}

/// The declared product as a scope in a dossier: the declarer's own, or the parent's, whose product under the same
/// identifier is read as the same one unless its name and all its models are others (reading 0003).
pub fn declared_in<'a>(q: &Question<'a>, filing: &'a Filing, dossier: &Dossier) -> Scope<'a> {
    match (q.world.enterprise.product(&filing.product), dossier.product(&filing.product)) {
        (Some(own), Some(there)) if own.name != there.name && !share_a_number(&own.models, &there.models) => {
            Scope::Nothing
        }
        _ => Scope::Product(&filing.product),
    }
}

const UNCLASSIFIED: Missing = Missing {
    fact: "penalty_classification",
    words: Words {
        zh: "处罚是否因质量问题（尚未归类）",
        en: "whether a penalty was for quality (not classified yet)",
    },
    from: OfficeKind::CountyBureau,
};
const PENALTY_PRODUCTS: Missing = Missing {
    fact: "penalty_products",
    words: Words { zh: "质量处罚涉及的产品", en: "which products a quality penalty was about" },
    from: OfficeKind::CountyBureau,
};
const PENALTIES_INCOMPLETE: Missing = Missing {
    fact: "penalties_complete",
    words: Words {
        zh: "处罚记录是否完整（尚无部门确认回溯到窗口首日）",
        en: "whether the penalties on file are complete (no bureau has confirmed them back to the first day of the window)",
    },
    from: OfficeKind::CountyBureau,
};

/// Whether no quality penalty within the scope lies in the `years` years before the day judged.
pub fn no_penalty_within<T: Trace>(
    q: &Question,
    trace: &mut T,
    dossier: &Dossier,
    (key, years): (Key, i16),
    scope: &Scope,
) -> Outcome {
    trace.number(key);
    let opens = q.day.minus_years(years).next();
    trace.note(|| {
        Said::new(
            format!("{}减{years}年：窗口为{opens}至{}（含首尾）", q.day, q.day),
            format!(
                "{} minus {}: the window runs from {opens} to {}, both included",
                q.day,
                counted(years, "years"),
                q.day
            ),
        )
    });
    let complete = q.is_complete(&dossier.penalties, opens);
    let mut answer = if complete { Outcome::Met } else { Outcome::Unknown(&PENALTIES_INCOMPLETE) };
    if T::NOTES && !complete {
        // The window moves on while a statement of completeness stands: its first day reaches it in time.
        for since in q.complete_since(&dossier.penalties) {
            trace.turn(first_day_window_opens_on(since, years));
        }
    }
    // All penalties are looked at, not the first: the condition is met when the last one leaves the window.
    for penalty in dossier.penalties.list.iter().filter(|penalty| q.sees(*penalty)) {
        if T::NOTES {
            trace.turn(first_day_outside_years(penalty.decided_on, years));
        }
        if !(opens..=q.day).contains(&penalty.decided_on) {
            continue;
        }
        let this = one_penalty(penalty, scope);
        if this != Outcome::Met {
            note_penalty(trace, penalty, years);
        }
        if this == Outcome::NotMet {
            trace.ground(GroundKind::Penalty, || penalty.id.clone());
        }
        answer = answer.and(this);
    }
    trace.complete(q, Kept::PENALTIES, &dossier.penalties, opens);
    answer
}

fn one_penalty(penalty: &Penalty, scope: &Scope) -> Outcome {
    let touches = match scope {
        Scope::Enterprise => Some(true),
        Scope::Product(product) => penalty.products.as_ref().map(|ids| ids.iter().any(|id| id == product)),
        // A penalty that names no products may still have been about the declared one.
        Scope::Nothing => penalty.products.as_ref().map(|_| false),
    };
    match (penalty.classification, touches) {
        (Classification::Other, _) | (_, Some(false)) => Outcome::Met,
        (Classification::Quality, Some(true)) => Outcome::NotMet,
        (Classification::Quality, None) => Outcome::Unknown(&PENALTY_PRODUCTS),
        (Classification::Unclassified, _) => Outcome::Unknown(&UNCLASSIFIED),
    }
}

fn note_penalty<T: Trace>(trace: &mut T, penalty: &Penalty, years: i16) {
    trace.fact("penalty", penalty, || {
        let out = first_day_outside_years(penalty.decided_on, years);
        Said::new(
            format!("{}作出的处罚（{}），{out}起移出窗口", penalty.decided_on, penalty.legal_basis),
            format!(
                "penalty decided on {} ({}); out of the window from {out}",
                penalty.decided_on, penalty.legal_basis
            ),
        )
    });
}
