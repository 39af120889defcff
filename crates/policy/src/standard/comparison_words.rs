//! A comparison in words: the verdict, by how much, and why where that cannot be said.

use rust_decimal::Decimal;

use super::comparison::{Comparison, Verdict};
use super::unit::Unit;
use crate::article::Said;

impl Comparison {
    /// The verdict with its margin or its reason: `better by 33.33% (25 mg/kg)`.
    pub fn said(&self) -> Said {
        let (zh, en) = (self.verdict.zh(), self.verdict.en());
        match &self.verdict {
            Verdict::NotComparable(obstacle) => {
                Said::new(format!("{zh}：{}", obstacle.zh()), format!("{en}: {obstacle}"))
            }
            Verdict::CannotTell(gap) => Said::new(format!("{zh}：{}", gap.zh()), format!("{en}: {gap}")),
            Verdict::Better | Verdict::Worse => match self.margin_text() {
                Some(margin) => Said::new(format!("{zh}，相差{margin}"), format!("{en} by {margin}")),
                None => Said::new(zh, en),
            },
            Verdict::Equal | Verdict::Added => Said::new(zh, en),
        }
    }

    fn margin_text(&self) -> Option<String> {
        margin_text(self.margin_percent, self.margin, self.unit.as_ref())
    }
}

/// `12.5% (5 mg/kg)`: what is known of a margin, without its sign.
pub(super) fn margin_text(
    percent: Option<Decimal>,
    margin: Option<Decimal>,
    unit: Option<&Unit>,
) -> Option<String> {
    let percent = percent.map(|percent| format!("{}%", percent.abs()));
    let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
    match (percent, margin.map(|margin| format!("{}{unit}", margin.abs()))) {
        (Some(percent), Some(margin)) => Some(format!("{percent} ({margin})")),
        (percent, margin) => percent.or(margin),
    }
}
