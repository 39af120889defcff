//! Duties not fulfilled, made public (clause 4): the federation files a report of them as of a day, made from the
//! registers; the province publishes it and notifies the market and the finance department of each place; each of
//! them confirms that the notice was received. A line is frozen with the answer that it rests on: one that proves wrong
//! is corrected by an act and never edited (reading 0022); figures for everybody tell what was made public (reading 0036).

pub(crate) mod decide;
pub mod letters;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::drafting::{DraftingPart, Duty};
use super::number::EditionNumber;
use crate::article::Said;
use crate::calendar::Day;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::{Entered, Mark, Record, record};
use crate::named::named;
use crate::office::OfficeKind;
use crate::paper::PaperKind;
use crate::text::Text;

named! {
    /// A department of a place that is notified, in the order of the clause.
    Department {
        /// The market regulator of the place.
        Market = "market", "市场监管部门", "market department";
        /// The finance department of the place.
        Finance = "finance", "财政部门", "finance department";
    }
}

impl Department {
    /// Whether an office of a kind is such a department, of some place.
    #[must_use]
    pub fn is_office(self, kind: OfficeKind) -> bool {
        match self {
            Department::Market => matches!(kind, OfficeKind::CityBureau | OfficeKind::CountyBureau),
            Department::Finance => kind == OfficeKind::Finance,
        }
    }
}

/// What the act that files a report asks for: its lines follow from the registers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileDutyReport {
    /// The day as of which duties are overdue.
    pub as_of: Day,
}

/// What the act that publishes a report asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishDutyReport {
    /// Which.
    pub report: String,
}

/// What the act that corrects a line asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectDutyLine {
    /// Which report.
    pub report: String,
    /// The number of the line.
    pub line: u32,
    /// Why.
    pub reason: Text,
}

/// What the acts that notify a department and that confirm the receipt ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyNoticeTo {
    /// Which report.
    pub report: String,
    /// Which department.
    pub department: Department,
    /// Division code of the place.
    pub region: String,
}

/// A record that an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RestsOn {
    /// Kind of record.
    pub kind: String,
    /// Its identifier.
    pub id: String,
    /// The ledger entry that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
}

/// A duty not fulfilled, as the registers told it when the report was filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyLine {
    /// Its number within the report, from 1.
    pub line: u32,
    /// The enterprise.
    pub enterprise: CreditCode,
    /// Its name.
    pub name: String,
    /// Division code of its head office; empty where none is on file.
    pub region: String,
    /// The identifier of its part in the drafting.
    pub role: String,
    /// The edition.
    pub edition: EditionNumber,
    /// Lead or participant.
    pub part: DraftingPart,
    /// The duty.
    pub duty: Duty,
    /// The last day; overdue from the day after.
    pub last: Day,
    /// The rule that answered.
    pub rule: String,
    /// Its answer.
    pub outcome: String,
    /// The same in words, with its days.
    pub says: Said,
    /// What it rests on.
    pub rests_on: Vec<RestsOn>,
    /// Its correction, if it proved wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Correction>,
}

/// How the duty of a line stands later on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineNow {
    /// The number of the line.
    pub line: u32,
    /// The status: a name of a duty's status, or `not_on_file` where the part in the drafting was set aside.
    pub status: String,
    /// The same in words.
    pub says: Said,
}

/// A correction: what the registers tell now of the day of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// What they tell.
    pub now: LineNow,
    /// When.
    pub mark: Mark,
}

/// The publication, with every line that was no longer so on its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Lines whose duty was met, or fell away, meanwhile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meanwhile: Vec<LineNow>,
    /// When.
    pub mark: Mark,
}

/// A notice to a department of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyNotice {
    /// To which department.
    pub department: Department,
    /// Division code of the place.
    pub region: String,
    /// Lines of the place whose duty was met, or fell away, meanwhile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meanwhile: Vec<LineNow>,
    /// When it was sent.
    pub mark: Mark,
    /// When it was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Mark>,
}

record! {
    /// A report of duties not fulfilled. It is named by the day as of which it was made, so there is one for a day.
    DutyReport happened filed_on {
        /// The day as of which the duties were overdue.
        as_of: Day,
        /// The day it was filed.
        filed_on: Day,
        /// One line for each duty not fulfilled.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lines: Vec<DutyLine>,
        /// Its publication by the province.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        published: Option<Publication>,
        /// Notices to the departments of places.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        notices: Vec<DutyNotice>,
    }
}

/// A step of a report. The ledger keeps it in this form: a changed need is a new step, never a changed old one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum ReportStep {
    /// It was filed.
    Filed {
        /// The day as of which the duties were overdue.
        as_of: Day,
        /// As many of its lines as one entry holds.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lines: Vec<DutyLine>,
    },
    /// What the step just before tells, by the same act, goes on (decision 0015).
    Continued {
        /// Of a report that is filed: the lines after those that were told already.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lines: Vec<DutyLine>,
        /// Of a publication or a notice: what became of further lines meanwhile.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        meanwhile: Vec<LineNow>,
    },
    /// It was published.
    Published {
        /// Lines whose duty was met, or fell away, meanwhile.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        meanwhile: Vec<LineNow>,
    },
    /// A line was corrected.
    LineCorrected {
        /// The line, and what the registers tell of it now.
        now: LineNow,
    },
    /// A department of a place was notified.
    NoticeSent {
        /// Which department.
        department: Department,
        /// Division code of the place.
        region: String,
        /// Lines of the place whose duty was met, or fell away, meanwhile.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        meanwhile: Vec<LineNow>,
    },
    /// It received the notice.
    NoticeReceived {
        /// Which department.
        department: Department,
        /// Division code of the place.
        region: String,
    },
}

impl ReportStep {
    /// The papers that are made from it.
    #[must_use]
    pub fn papers(&self) -> &'static [PaperKind] {
        match self {
            ReportStep::Filed { .. } => &[PaperKind::DutyReport],
            ReportStep::Published { .. } => &[PaperKind::DutyPublication],
            ReportStep::NoticeSent { .. } => &[PaperKind::DutyNotice],
            ReportStep::Continued { .. }
            | ReportStep::LineCorrected { .. }
            | ReportStep::NoticeReceived { .. } => &[],
        }
    }
}

impl DutyReport {
    /// The name of the report as of a day.
    #[must_use]
    pub fn name(as_of: Day) -> String {
        format!("BG-{as_of}")
    }

    /// A report of which nothing is known yet but its name: what the entries say is folded into it.
    #[must_use]
    pub fn unfiled(id: &str) -> DutyReport {
        DutyReport {
            id: id.to_owned(),
            as_of: Day::FIRST,
            filed_on: Day::FIRST,
            lines: Vec::new(),
            published: None,
            notices: Vec::new(),
            entered_on: None,
            entry: None,
            ended: None,
            annulled: None,
        }
    }

    /// The line with a number.
    #[must_use]
    pub fn line(&self, number: u32) -> Option<&DutyLine> {
        self.lines.iter().find(|line| line.line == number)
    }

    /// What is told of it to others than those who make it: once it is published, a line that proved wrong before that is
    /// told to nobody.
    #[must_use]
    pub fn told(&self) -> DutyReport {
        let mut told = self.clone();
        let Some(Publication { mark, .. }) = &self.published else { return told };
        told.lines.retain(|line| line.corrected.as_ref().is_none_or(|it| it.mark.entry > mark.entry));
        told
    }

    /// The lines of a place.
    pub fn of_place(&self, region: &str) -> impl Iterator<Item = &DutyLine> {
        self.lines.iter().filter(move |line| line.region == region)
    }

    /// The last notice to a department of a place.
    #[must_use]
    pub fn notice(&self, department: Department, region: &str) -> Option<&DutyNotice> {
        self.notices.iter().rfind(|one| one.department == department && one.region == region)
    }

    /// Whether a department of a place is still to be told: it never was and something stands, or a line was corrected
    /// after it was.
    #[must_use]
    pub fn is_to_be_told(&self, department: Department, region: &str) -> bool {
        match self.notice(department, region) {
            None => self.of_place(region).any(|line| line.corrected.is_none()),
            Some(last) => self.of_place(region).filter_map(|line| line.corrected.as_ref()).any(|it| {
                it.mark.entry.zip(last.mark.entry).is_some_and(|(corrected, told)| told < corrected)
            }),
        }
    }

    /// Every place with a line, and its departments that are still to be told, once the report is published.
    #[must_use]
    pub fn to_be_told(&self) -> Vec<(Department, &str)> {
        if self.published.is_none() {
            return Vec::new();
        }
        let mut places: Vec<&str> =
            self.lines.iter().map(|line| line.region.as_str()).filter(|region| !region.is_empty()).collect();
        places.sort_unstable();
        places.dedup();
        let each = places.into_iter().flat_map(|region| Department::ALL.map(|of| (of, region)));
        each.filter(|(department, region)| self.is_to_be_told(*department, region)).collect()
    }

    /// What was said of a line when it was published: that its duty was met, or fell away, meanwhile.
    #[must_use]
    pub fn meanwhile(&self, line: u32) -> Option<&LineNow> {
        self.published.iter().flat_map(|published| &published.meanwhile).find(|now| now.line == line)
    }

    /// Its state in the register.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.published.is_some() { "published" } else { "reported" }
    }

    /// Takes up a step.
    pub(crate) fn take(&mut self, step: &ReportStep, mark: Mark) {
        match step {
            ReportStep::Filed { as_of, lines } => {
                (self.as_of, self.filed_on, self.lines) = (*as_of, mark.on, lines.clone());
                (self.entered_on, self.entry) = (mark.entered_on, mark.entry);
            }
            ReportStep::Continued { lines, meanwhile } => {
                self.lines.extend(lines.iter().cloned());
                // Nobody is notified before the publication: where there is a notice, the last one goes on.
                let told = self.notices.last_mut().map(|notice| &mut notice.meanwhile);
                let told = told.or(self.published.as_mut().map(|published| &mut published.meanwhile));
                told.into_iter().for_each(|told| told.extend(meanwhile.iter().cloned()));
            }
            ReportStep::Published { meanwhile } => {
                self.published = Some(Publication { meanwhile: meanwhile.clone(), mark });
            }
            ReportStep::LineCorrected { now } => self.correct(now, mark),
            ReportStep::NoticeSent { department, region, meanwhile } => self.notices.push(DutyNotice {
                department: *department,
                region: region.clone(),
                meanwhile: meanwhile.clone(),
                mark,
                received: None,
            }),
            ReportStep::NoticeReceived { department, region } => self.receive(*department, region, mark),
        }
    }

    /// Takes up the correction of a line.
    fn correct(&mut self, now: &LineNow, mark: Mark) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.line == now.line) {
            line.corrected = Some(Correction { now: now.clone(), mark });
        }
    }

    /// Takes up the receipt of the last notice to a department.
    fn receive(&mut self, department: Department, region: &str, mark: Mark) {
        let mut notices = self.notices.iter_mut();
        if let Some(last) = notices.rfind(|one| one.department == department && one.region == region) {
            last.received = Some(mark);
        }
    }
}
