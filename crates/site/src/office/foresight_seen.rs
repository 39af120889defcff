//! What an office may see of what an act would do: whoever acts for one enterprise or body learns nothing of others, and
//! that duties of clause 4 are not met is told to those whose work it is.

use std::collections::BTreeSet;

use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use registry::{Foresight, Turned};

use crate::public::duties::may_know;

/// Whether an office is told an answer of the rules: of duties who is told them, the rest whoever opens the case; a body or
/// a laboratory, which opens no case of others, that about marks and checks.
fn reads_answer(office: &Office, turned: &Turned) -> bool {
    match (office.kind, turned.subject.as_str()) {
        (OfficeKind::Maker, _) => true,
        (OfficeKind::CertificationBody | OfficeKind::Laboratory, subject) => {
            ["authorization", "check"].contains(&subject)
        }
        (_, "drafting_role" | "lead_proposal") => may_know(office),
        _ => true,
    }
}

/// What an office may see of it, and at how many other enterprises there is more: whoever acts for one enterprise or
/// one body learns nothing of work at another, as on the cases themselves.
pub(super) fn seen_by(
    office: &Office,
    own: Option<CreditCode>,
    mut foresight: Foresight,
) -> (Foresight, usize) {
    foresight.turned.retain(|one| reads_answer(office, one));
    let is_own_only =
        matches!(office.kind, OfficeKind::Maker | OfficeKind::CertificationBody | OfficeKind::Laboratory);
    if !is_own_only {
        return (foresight, 0);
    }
    let touched = foresight.marks.iter().map(|mark| mark.enterprise);
    let all: BTreeSet<CreditCode> = touched
        .chain(foresight.work.iter().map(|work| work.enterprise))
        .chain(foresight.parts.iter().map(|part| part.enterprise))
        .chain(foresight.turned.iter().map(|one| one.enterprise))
        .collect();
    foresight.parts.retain(|part| Some(part.enterprise) == own);
    foresight.turned.retain(|one| Some(one.enterprise) == own);
    foresight.marks.retain(|mark| Some(mark.enterprise) == own);
    foresight.work.retain(|work| Some(work.enterprise) == own);
    (foresight, all.into_iter().filter(|code| Some(*code) != own).count())
}

#[cfg(test)]
mod tests {
    use policy::authorization::code::MarkCode;
    use policy::calendar::Day;
    use registry::TouchedMark;

    use super::*;

    /// Whoever acts for one enterprise or body is told of others only that there are some.
    #[test]
    fn work_at_others_is_counted_and_not_shown_to_makers_and_bodies() {
        let code = |text: &str| CreditCode::parse_overridden(text).unwrap();
        let (own, other) = (code("91330100000000000X"), code("91330100000000001X"));
        let mark = |enterprise, serial| TouchedMark {
            enterprise,
            maker: String::new(),
            product: String::new(),
            code: MarkCode::from_serial(serial).unwrap(),
            is_new: false,
            on_the_day: (None, None),
            today: (None, None),
            because: Vec::new(),
        };
        let foresight = Foresight {
            events: Vec::new(),
            findings: Vec::new(),
            marks: vec![mark(own, 1), mark(other, 2), mark(other, 3)],
            work: Vec::new(),
            parts: Vec::new(),
            turned: Vec::new(),
            turned_more: 0,
            left_out: 0,
            on: Day::FIRST,
            today: Day::FIRST,
        };
        for (office, shown, elsewhere) in [
            (Office::of(OfficeKind::Maker, own.to_string()), 1, 1),
            (Office::of(OfficeKind::CertificationBody, "CB-01"), 1, 1),
            (Office::of(OfficeKind::Laboratory, "LAB-01"), 1, 1),
            (Office::sole(OfficeKind::Federation), 3, 0),
            (Office::of(OfficeKind::CountyBureau, "330106"), 3, 0),
        ] {
            let (seen, count) = seen_by(&office, Some(own), foresight.clone());
            assert_eq!((seen.marks.len(), count), (shown, elsewhere), "{office:?}");
        }
    }
}
