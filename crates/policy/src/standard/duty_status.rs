//! How a duty of clause 4 can stand on a day, and how that is told.

use crate::article::{Said, Words, counted};
use crate::calendar::Day;
use crate::rule::Missing;

/// How a duty stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyStatus {
    /// Not met yet, and its last day is not over.
    Pending {
        /// The last day, which is in time.
        last: Day,
    },
    /// Met in time.
    Met {
        /// The first day on which what it asks for was so.
        on: Day,
        /// The last day.
        last: Day,
    },
    /// Met after its last day.
    MetLate {
        /// The first day on which what it asks for was so.
        on: Day,
        /// The last day.
        last: Day,
    },
    /// Met, and nobody can tell whether in time: an earlier mark, filing or showing may have met it.
    MetUnsure {
        /// The first day on which it surely was so, after the last day.
        on: Day,
        /// The last day.
        last: Day,
        /// What is missing to tell.
        missing: &'static Missing,
    },
    /// Not met, and its last day is over.
    Overdue {
        /// The last day; overdue from the day after.
        last: Day,
    },
    /// A fact is missing.
    CannotTell(&'static Missing),
    /// The duty does not bind, or no longer: see [`Unbound`].
    NotBound(Unbound),
}

/// Why a duty does not bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unbound {
    /// The drafter is no enterprise that could bear the mark.
    Kind,
    /// The drafter had left before the duty began.
    Left,
    /// The edition was in force before the policy was.
    BeforePolicy,
    /// The standard was withdrawn, and no later edition is on file.
    Withdrawn,
}

impl Unbound {
    pub(super) fn words(self) -> Words {
        match self {
            Unbound::Kind => Words {
                zh: "起草单位不是企业，不承担第四条的主体责任",
                en: "the drafter is no enterprise: the duties of clause 4 are those of enterprises",
            },
            Unbound::Left => Words {
                zh: "标准发布时已退出起草",
                en: "it had left the drafting by the day the standard was published",
            },
            Unbound::BeforePolicy => Words {
                zh: "标准在政策首日之前已发布实施",
                en: "the edition was published and in force before the policy's first day",
            },
            Unbound::Withdrawn => Words {
                zh: "标准在期限届满时已废止，且无新版本，尚未到期的责任不再存在",
                en: "the standard was withdrawn by the last day and has no later edition: what was not due by then falls away",
            },
        }
    }
}

impl DutyStatus {
    /// Stable name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DutyStatus::Pending { .. } => "pending",
            DutyStatus::Met { .. } => "met",
            DutyStatus::MetLate { .. } => "met_late",
            DutyStatus::MetUnsure { .. } => "met_unsure",
            DutyStatus::Overdue { .. } => "overdue",
            DutyStatus::CannotTell(_) => "cannot_tell",
            DutyStatus::NotBound(_) => "not_bound",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            DutyStatus::Pending { .. } => Words { zh: "待履行", en: "pending" },
            DutyStatus::Met { .. } => Words { zh: "已履行", en: "met" },
            DutyStatus::MetLate { .. } => Words { zh: "逾期履行", en: "met late" },
            DutyStatus::MetUnsure { .. } => Words {
                zh: "已履行，是否按期无法判断",
                en: "met, in time or not nobody can tell",
            },
            DutyStatus::Overdue { .. } => Words { zh: "逾期未履行", en: "overdue" },
            DutyStatus::CannotTell(_) => Words { zh: "无法判断", en: "cannot tell" },
            DutyStatus::NotBound(_) => Words { zh: "不承担", en: "not bound" },
        }
    }

    /// The last day of the duty, where it has one.
    #[must_use]
    pub fn last_day(self) -> Option<Day> {
        match self {
            DutyStatus::Pending { last }
            | DutyStatus::Met { last, .. }
            | DutyStatus::MetLate { last, .. }
            | DutyStatus::MetUnsure { last, .. }
            | DutyStatus::Overdue { last } => Some(last),
            DutyStatus::CannotTell(_) | DutyStatus::NotBound(_) => None,
        }
    }

    /// The day it was met, in time or not.
    #[must_use]
    pub fn met_on(self) -> Option<Day> {
        match self {
            DutyStatus::Met { on, .. }
            | DutyStatus::MetLate { on, .. }
            | DutyStatus::MetUnsure { on, .. } => Some(on),
            DutyStatus::Pending { .. }
            | DutyStatus::Overdue { .. }
            | DutyStatus::CannotTell(_)
            | DutyStatus::NotBound(_) => None,
        }
    }

    /// In a sentence, as of a day: with the days left, the day it was met, or what is missing.
    #[must_use]
    pub fn said(self, day: Day) -> Said {
        match self {
            DutyStatus::Pending { last } => {
                let left = day.days_until(last);
                Said::new(
                    format!("待履行：最迟{last}，还有{left}天"),
                    format!("pending: by {last}, {} left", counted(left, "days")),
                )
            }
            DutyStatus::Met { on, last } => Said::new(
                format!("已履行：{on}（最迟{last}）"),
                format!("met on {on} (by {last} at the latest)"),
            ),
            DutyStatus::MetLate { on, last } => Said::new(
                format!("逾期履行：{on}（最迟{last}）"),
                format!("met late, on {on} (by {last} at the latest)"),
            ),
            DutyStatus::MetUnsure { on, last, missing } => Said::new(
                format!("已履行（{on}）；最迟{last}，是否按期无法判断：缺少{}", missing.words.zh),
                format!(
                    "met on {on} (by {last} at the latest); whether in time nobody can tell: missing is {}",
                    missing.words.en
                ),
            ),
            DutyStatus::Overdue { last } => Said::new(
                format!("逾期未履行：最迟{last}，自{}起逾期", last.next()),
                format!("overdue since {}: the last day was {last}", last.next()),
            ),
            DutyStatus::CannotTell(missing) => Said::new(
                format!("无法判断：缺少{}", missing.words.zh),
                format!("cannot tell: missing is {}", missing.words.en),
            ),
            DutyStatus::NotBound(why) => Said::new(why.words().zh, why.words().en),
        }
    }
}
