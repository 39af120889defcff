//! Every number of the policy as dated data: what it is, its clause, and the day from which it is used.
//!
//! The shipped `parameters.toml` is the policy of today; an operator may load a later one. A number is
//! looked up for the day that is judged, and an answer names the value and the version it was taken from.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::calendar::Day;

/// The file shipped with the program.
pub const SHIPPED: &str = include_str!("../parameters.toml");

/// One version of the policy document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyVersion {
    /// Short name, kept with every decision.
    pub id: String,
    /// The document's number or title.
    pub document: String,
    /// First day in force.
    pub since: Day,
    /// What a reader must know about this version, in Chinese.
    pub note_zh: String,
    /// The same in English.
    pub note_en: String,
}

/// One value of one number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRow {
    /// The number's name, one of [`Key`].
    pub key: Key,
    /// Its value, in `unit`.
    pub value: i16,
    /// years, days, working days, percent, times.
    pub unit: String,
    /// The clause that sets it.
    pub article: Article,
    /// First day on which this value is used.
    pub since: Day,
    /// What it is, in Chinese.
    pub title_zh: String,
    /// What it is, in English.
    pub title_en: String,
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $variant:ident => $field:ident),+ $(,)?) => {
        /// The name of a number of the policy.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Key { $($(#[$doc])* $variant),+ }

        impl Key {
            /// Every number, in the order of the clauses.
            pub const ALL: &'static [Key] = &[$(Key::$variant),+];

            /// The name in the file.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Key::$variant => stringify!($field)),+ }
            }
        }

        /// The numbers in force on one day.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Numbers {
            $($(#[$doc])* pub $field: i16,)+
            /// The day from which all of them have been what they are.
            pub since: Day,
        }

        impl Parameters {
            /// The numbers in force on `day`; `None` before the policy's first day. One pass over the rows:
            /// every question asks for it.
            #[must_use]
            pub fn on(&self, day: Day) -> Option<Numbers> {
                let mut latest = [None::<(Day, i16)>; Key::ALL.len()];
                for row in self.number.iter().filter(|row| row.since <= day) {
                    if let Some(slot) = latest.get_mut(row.key as usize)
                        && slot.is_none_or(|(since, _)| since < row.since)
                    {
                        *slot = Some((row.since, row.value));
                    }
                }
                let since = latest.iter().flatten().map(|(since, _)| *since).max()?;
                let mut values = latest.into_iter().map(|found| found.map(|(_, value)| value));
                Some(Numbers { $($field: values.next().flatten()?,)+ since })
            }
        }
    };
}

numbers! {
    /// Members of a panel at the least (clause 2, reading 0021).
    PanelMembers => panel_members,
    /// Share of its members in favour that carries, in percent (clause 2, reading 0021).
    PanelCarryPercent => panel_carry_percent,
    /// Days of public notice before a project is approved (clause 2, reading 0021).
    ProjectNoticeDays => project_notice_days,
    /// Days for comments on a draft (clause 2, reading 0021).
    CommentDays => comment_days,
    /// Years for the duties of those who took part in drafting (clause 4).
    DutyYears => duty_years,
    /// Full years in force after which too few holders call for a review (clause 4).
    ReviewYears => review_years,
    /// Holders below which an edition is to be reviewed (clause 4).
    ReviewHolders => review_holders,
    /// Validity of a certificate, in years (clause 6).
    CertificateValidityYears => certificate_validity_years,
    /// Longest authorisation, in years (clause 8, reading 0004).
    AuthorizationLongestYears => authorization_longest_years,
    /// Years without a quality penalty on the enterprise (clause 9).
    EnterpriseCleanYears => enterprise_clean_years,
    /// Years without a quality penalty on the declared product (clause 9).
    ProductCleanYears => product_clean_years,
    /// Full years of the three systems (clause 9).
    SystemsFullYears => systems_full_years,
    /// Share to exceed for control, in percent (clause 9).
    ControllingSharePercent => controlling_share_percent,
    /// Verified failures that cost the mark (clause 10).
    FailuresToRevoke => failures_to_revoke,
    /// Years within which the failures fall (clause 10).
    FailureWindowYears => failure_window_years,
    /// Days to ask for a retest (clause 10).
    RetestDays => retest_days,
    /// Working days for statement and defence (clause 11, reading 0005).
    DefenceWorkingDays => defence_working_days,
    /// Days before the last day of a duty at which it is first reminded of (ours).
    DutyFirstReminderDays => duty_first_reminder_days,
    /// The same, for the last time (ours).
    DutyLastReminderDays => duty_last_reminder_days,
}

/// The whole file: versions of the policy, and every value each number has had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Versions of the document, by first day.
    pub policy: Vec<PolicyVersion>,
    /// Values, in any order.
    pub number: Vec<NumberRow>,
}

/// Why a parameters file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParametersFault {
    /// Not TOML of this form.
    #[error("the parameters file cannot be read: {0}")]
    Form(String),
    /// A number has no value on the policy's first day.
    #[error("the number `{0}` has no value on the policy's first day")]
    Missing(&'static str),
    /// Two values of one number start on one day.
    #[error("the number `{0}` has two values since {1}")]
    Twice(&'static str, Day),
    /// A value makes no sense.
    #[error("the number `{0}` must be above zero")]
    NotPositive(&'static str),
    /// No version at all, or versions out of order.
    #[error("the policy versions must be listed by first day, each later than the one before")]
    Versions,
}

impl Parameters {
    /// The parameters shipped with the program.
    ///
    /// # Errors
    /// Never for the shipped file: a test reads it.
    pub fn shipped() -> Result<Parameters, ParametersFault> {
        Parameters::from_toml(SHIPPED)
    }

    /// Reads and checks a parameters file.
    ///
    /// # Errors
    /// If the form is wrong, a number is missing, doubled or not positive, or versions are out of order.
    pub fn from_toml(text: &str) -> Result<Parameters, ParametersFault> {
        let read: Parameters =
            toml::from_str(text).map_err(|fault| ParametersFault::Form(fault.to_string()))?;
        let first = read.policy.first().ok_or(ParametersFault::Versions)?.since;
        if !read.policy.is_sorted_by(|a, b| a.since < b.since) {
            return Err(ParametersFault::Versions);
        }
        for &key in Key::ALL {
            if read.row(key, first).is_none() {
                return Err(ParametersFault::Missing(key.name()));
            }
        }
        for (at, row) in read.number.iter().enumerate() {
            if row.value <= 0 {
                return Err(ParametersFault::NotPositive(row.key.name()));
            }
            if read.number.iter().skip(at + 1).any(|other| other.key == row.key && other.since == row.since) {
                return Err(ParametersFault::Twice(row.key.name(), row.since));
            }
        }
        Ok(read)
    }

    /// The row of `key` in force on `day`.
    #[must_use]
    pub fn row(&self, key: Key, day: Day) -> Option<&NumberRow> {
        self.number.iter().filter(|row| row.key == key && row.since <= day).max_by_key(|row| row.since)
    }

    /// The policy version in force on `day`.
    #[must_use]
    pub fn version(&self, day: Day) -> Option<&PolicyVersion> {
        self.policy.iter().rfind(|version| version.since <= day)
    }

    /// The days on which a number or a version changes: an answer may turn there.
    pub fn change_days(&self) -> impl Iterator<Item = Day> + '_ {
        self.number.iter().map(|row| row.since).chain(self.policy.iter().map(|version| version.since))
    }

    /// The text whose digest a decision keeps: the same parameters always give the same text.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        for version in &self.policy {
            text.push_str(&format!("policy {} since {}\n", version.id, version.since));
        }
        let mut rows: Vec<&NumberRow> = self.number.iter().collect();
        rows.sort_by_key(|row| (row.key, row.since));
        for row in rows {
            text.push_str(&format!("{} = {} {} since {}\n", row.key.name(), row.value, row.unit, row.since));
        }
        text
    }
}
