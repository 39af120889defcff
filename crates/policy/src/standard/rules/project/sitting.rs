//! Who may sit on a panel on a day: on the register, not barred, and without an interest, in person or by the organisation
//! (clause 15). Asked before a panel is appointed, at each vote, and by the rules about panels that met.

use crate::calendar::Day;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::Record;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::scheme::Holder;
use crate::scheme::research::{Expert, ReviewBar};
use crate::standard::project::progress::Progress;

/// What is known of an expert on a day, as the question lets it be seen.
pub(crate) struct Sitting<'a> {
    /// The entry on the register.
    pub(crate) expert: &'a Expert,
    /// Whether it is in force on the day.
    pub(crate) is_on_register: bool,
    /// The bar that holds.
    pub(crate) barred: Option<&'a ReviewBar>,
    /// The one with a part in the project to which the expert belongs.
    pub(crate) interest: Option<&'a str>,
    /// Whether the person also acts for the lead or for one who takes part.
    pub(crate) speaks_for_a_part: bool,
}

impl Sitting<'_> {
    /// Whether nothing is against it.
    pub(crate) fn is_fit(&self) -> bool {
        self.is_on_register && self.barred.is_none() && self.interest.is_none() && !self.speaks_for_a_part
    }
}

/// What is known of an expert on a day, where `then` has a part in the project whoever had it; `None` if nobody of that
/// number is on the register.
pub(crate) fn sitting<'a>(
    q: &Question<'a>,
    (id, day): (&str, Day),
    then: &Progress<'a>,
) -> Option<Sitting<'a>> {
    let scheme = q.world.scheme;
    let expert = q.seen(&scheme.experts).filter(|expert| expert.id == id).last()?;
    let is_over = |end: Option<Day>| end.is_some_and(|end| end <= day);
    let mut bars = q.seen(&scheme.review_bars).filter(|bar| bar.expert == id && bar.from <= day);
    Some(Sitting {
        expert,
        is_on_register: expert.from <= day
            && expert.valid_until.is_none_or(|last| day <= last)
            && !is_over(q.end_of(expert)),
        barred: bars.find(|bar| !is_over(q.end_of(*bar))),
        interest: expert.interest_in(then),
        speaks_for_a_part: speaks_for_a_part(q, (id, day), then),
    })
}

/// Whether the person who acts as the expert also acts for the lead or for one who takes part.
fn speaks_for_a_part(q: &Question, (id, day): (&str, Day), then: &Progress) -> bool {
    let in_office =
        |holder: &&Holder| holder.happened_on() <= day && q.end_of(*holder).is_none_or(|end| day < end);
    let holders = || q.seen(&q.world.scheme.holders).filter(in_office);
    let is_expert = |holder: &&Holder| {
        holder.office.kind == OfficeKind::Expert && holder.office.of.as_deref() == Some(id)
    };
    let has_part = |holder: &&Holder| {
        let code = holder.office.of.as_deref().and_then(|own| CreditCode::parse_overridden(own).ok());
        holder.office.kind != OfficeKind::Expert && code.is_some_and(|code| then.has_part(code))
    };
    holders()
        .filter(is_expert)
        .any(|expert| holders().filter(has_part).any(|other| other.person == expert.person))
}
