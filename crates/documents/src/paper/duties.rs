//! Duties not fulfilled, as an official letter (clause 4): the federation's report, the province's publication, and
//! its notice to a department of a place.

use policy::article::Said;
use policy::calendar::Day;

use super::Lang;
use super::day::day_in_words;
use super::letter::{Block, Letter, capitalised};
use super::told::Head;

/// Which of the letters it is, and whom it goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DutyLetterKind {
    /// The federation's report, to the regulator of the province.
    Report {
        /// The regulator's name.
        to: Said,
    },
    /// The province's publication, to everybody.
    Publication,
    /// The province's notice to a department of a place.
    Notice {
        /// The department with its place.
        to: Said,
    },
}

/// A duty not fulfilled, as a letter lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// The number of its line in the report.
    pub line: u32,
    /// The enterprise.
    pub firm: String,
    /// Its credit code.
    pub code: String,
    /// Number of the standard, with year.
    pub standard: String,
    /// Lead or participant, and the duty.
    pub duty: Said,
    /// How it stood on the day of the report, with its last day.
    pub says: Said,
    /// What became of it: that it was met meanwhile, or that the line was corrected.
    pub since: Option<Said>,
    /// Whether the line proved wrong: it is listed with its correction, and is none of those that are counted.
    pub is_corrected: bool,
}

/// A letter about duties not fulfilled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyLetter {
    /// Who issues it, under which entry.
    pub head: Head,
    /// Which letter it is.
    pub kind: DutyLetterKind,
    /// The name of the report.
    pub report: String,
    /// The day as of which it was made.
    pub as_of: Day,
    /// Its lines; of a notice those of the place.
    pub rows: Vec<DutyRow>,
}

impl DutyLetter {
    pub(super) fn letter(&self, lang: Lang) -> Letter<'_> {
        let mut body = vec![Block::para(self.opening(lang))];
        if !self.rows.is_empty() {
            body.push(Block::Grounds {
                head: lang.pick(
                    ["企业", "标准与责任", "情况"],
                    ["Enterprise", "Standard and duty", "How it stands"],
                ),
                rows: self.rows.iter().map(|row| row.cells(lang)).collect(),
            });
        }
        body.push(Block::para(self.closing(lang)));
        let addressee = match &self.kind {
            DutyLetterKind::Report { to } | DutyLetterKind::Notice { to } => Some(match lang {
                Lang::Zh => to.zh.clone(),
                Lang::En => capitalised(&to.en),
            }),
            DutyLetterKind::Publication => None,
        };
        Letter {
            head: &self.head,
            title: self.title(lang).to_owned(),
            addressee,
            body,
            attachments: Vec::new(),
            note: None,
            copies: Vec::new(),
        }
    }

    fn title(&self, lang: Lang) -> &'static str {
        match self.kind {
            DutyLetterKind::Report { .. } => lang.pick(
                "关于未履行主体责任企业情况的报告",
                "Report on duties of drafters that were not fulfilled",
            ),
            DutyLetterKind::Publication => lang.pick(
                "关于公开未履行主体责任企业信息的公告",
                "Publication of duties of drafters that were not fulfilled",
            ),
            DutyLetterKind::Notice { .. } => lang.pick(
                "关于未履行主体责任企业情况的通报",
                "Notice of duties of drafters that were not fulfilled",
            ),
        }
    }

    fn opening(&self, lang: Lang) -> String {
        let (day, report, count) = (day_in_words(self.as_of, lang), &self.report, self.count(lang));
        if self.rows.is_empty() {
            return match lang {
                Lang::Zh => format!(
                    "依据浙市监质〔2019〕6号文件第四条，截至{day}，登记信息中没有逾期未履行主体责任的情形（报告编号：{report}）。"
                ),
                Lang::En => format!(
                    "Under clause 4 of document Zhe Shi Jian Zhi [2019] No. 6: as of {day} the registers show no duty of \
                     a drafter that is overdue (report {report})."
                ),
            };
        }
        match (lang, &self.kind) {
            (Lang::Zh, DutyLetterKind::Report { .. }) => format!(
                "依据浙市监质〔2019〕6号文件第四条，现将截至{day}参与“浙江制造”标准研制而逾期未履行主体责任的企业情况报告如下，{count}（报告编号：{report}）。"
            ),
            (Lang::Zh, DutyLetterKind::Publication) => format!(
                "依据浙市监质〔2019〕6号文件第四条，现将品牌建设联合会报告的截至{day}逾期未履行主体责任的企业信息公开如下，{count}（报告编号：{report}）。"
            ),
            (Lang::Zh, DutyLetterKind::Notice { .. }) => format!(
                "依据浙市监质〔2019〕6号文件第四条，现将你地截至{day}逾期未履行主体责任的企业情况通报如下，{count}（报告编号：{report}）。"
            ),
            (Lang::En, DutyLetterKind::Report { .. }) => format!(
                "Under clause 4 of document Zhe Shi Jian Zhi [2019] No. 6 we report the enterprises that took part in \
                 drafting and whose duties were overdue as of {day}: {count} (report {report})."
            ),
            (Lang::En, DutyLetterKind::Publication) => format!(
                "Under clause 4 of document Zhe Shi Jian Zhi [2019] No. 6 the duties that the brand federation reported \
                 as overdue as of {day} are made public: {count} (report {report})."
            ),
            (Lang::En, DutyLetterKind::Notice { .. }) => format!(
                "Under clause 4 of document Zhe Shi Jian Zhi [2019] No. 6 you are notified of the enterprises of your \
                 place whose duties were overdue as of {day}: {count} (report {report})."
            ),
        }
    }

    /// How many duties were overdue: lines that proved wrong are told beside them.
    fn count(&self, lang: Lang) -> String {
        let corrected = self.rows.iter().filter(|row| row.is_corrected).count();
        let stand = self.rows.len() - corrected;
        match (lang, corrected) {
            (Lang::Zh, 0) => format!("共{stand}项"),
            (Lang::En, 0) => format!("{stand} in all"),
            (Lang::Zh, _) => format!("共{stand}项，另列已更正{corrected}项"),
            (Lang::En, _) => format!("{stand} in all, beside {corrected} listed that proved wrong"),
        }
    }

    fn closing(&self, lang: Lang) -> String {
        let made = lang.pick(
            "以上由登记信息生成，各项结论及其所据事实已入账。",
            "All of it was made from the registers; each answer and what it rests on is on the ledger.",
        );
        let then = match self.kind {
            DutyLetterKind::Report { .. } => {
                lang.pick("特此报告。", " This is reported for publication.")
            }
            DutyLetterKind::Publication => lang.pick(
                "企业履行责任后，平台随即显示；对所列情况有异议的，可向品牌建设联合会提出，经核实有误的予以更正。",
                " Once a duty is met the platform says so. Whoever finds a line wrong can write to the brand federation; \
                 what proves wrong is corrected.",
            ),
            DutyLetterKind::Notice { .. } => lang.pick(
                "请督促有关企业履行责任，并在平台确认收到本通报。",
                " Please see to it that these duties are met, and confirm on the platform that this notice was received.",
            ),
        };
        format!("{made}{then}")
    }
}

impl DutyRow {
    fn cells(&self, lang: Lang) -> Vec<String> {
        let of = |said: &Said| lang.pick(&said.zh, &said.en).clone();
        let since = self.since.as_ref().map(|said| format!("{}{}", lang.pick("。", "; "), of(said)));
        vec![
            match lang {
                // On a line of its own: where brackets meet nothing breaks, and the code runs into the next column.
                Lang::Zh => format!("{}．{}\n{}", self.line, self.firm, self.code),
                Lang::En => format!("{}. {}\n{}", self.line, self.firm, self.code),
            },
            format!("{}{}{}", self.standard, lang.pick("，", ", "), of(&self.duty)),
            format!("{}{}", of(&self.says), since.unwrap_or_default()),
        ]
    }
}
