//! What a form asks: a field, its words, and how what is typed becomes JSON.

use std::collections::HashSet;
use std::str::FromStr;

use policy::article::Words;
use policy::calendar::Day;
use policy::decide::Problem;
use policy::division;
use policy::enterprise::credit_code::CreditCode;
use policy::industry::Industry;
use policy::standard::number::EditionNumber;
use policy::supervision::Appointment;
use registry::needs::fault_of_text;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// One field of a form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    /// Where its value goes in the act, which is also its name in the form and in a refusal.
    pub(crate) at: &'static str,
    /// Label.
    pub(crate) label: Words,
    /// A line of help under the label.
    pub(crate) hint: Option<Words>,
    /// How it is asked.
    pub(crate) input: Input,
    /// Whether it may be left empty.
    pub(crate) is_optional: bool,
    /// The field, and its value, with which alone this one is asked.
    pub(crate) only: Option<(&'static str, &'static str)>,
    /// The field together with which alone this one says something.
    pub(crate) with: Option<&'static str>,
}

/// How a field is asked and read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Input {
    /// One line.
    Line,
    /// A time of day.
    Time,
    /// Several lines, kept out of the ledger: the entry holds a salted digest.
    Sealed,
    /// One item a line.
    Lines,
    /// A day.
    Day,
    /// An exact decimal number.
    Decimal,
    /// A whole number, zero or more.
    Count,
    /// A unified social credit code.
    Enterprise,
    /// One of the enterprises that are offered, or the code of another one.
    EnterpriseOf(OnFile),
    /// A standard number with its year.
    Edition,
    /// Yes, no, and where optional not stated.
    YesNo,
    /// One of a few.
    Choice(&'static [(&'static str, Words)]),
    /// One of what is on file.
    OnFile(OnFile),
    /// One of what is on file, by a number that is given in its case: a panel, a comment.
    Numbered(OnFile),
    /// The nodes of a standard system, one a line.
    Nodes,
    /// Any number of what is on file; `none` says that there is none of them, which is not the same as saying nothing.
    Several {
        /// What is offered.
        of: OnFile,
        /// What "none" is called; `None` where that makes no sense.
        none: Option<Words>,
        /// Whether something else may be written beside what is offered.
        is_open: bool,
    },
    /// A division code, or the name of a place; those of Zhejiang and the provinces are offered.
    Division,
    /// A code of the industry classification, or the name of a division of it.
    Industry,
    /// A comparison table as JSON.
    Table,
}

/// What of a case a field chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnFile {
    /// Its products.
    Products,
    /// Pictures that the person has sent and not filed yet.
    Photos,
    /// Facts of the kind that the act is about.
    Facts,
    /// Scheme facts of the kind that the act is about.
    SchemeFacts,
    /// Failed checks.
    FailedChecks,
    /// Models of the product that the case is about.
    Models,
    /// Indicators of the comparison table that a check is made against.
    Indicators,
    /// Laboratories of the scheme.
    Laboratories,
    /// Certification bodies of the scheme.
    Bodies,
    /// Categories of the exclusion catalogue.
    Categories,
    /// Editions on file, those that the case speaks of first.
    Editions,
    /// Places that a report of duties has lines about.
    Places,
    /// Market bureaus in whose area the enterprise lies, as far as the office covers them.
    Bureaus,
    /// Public calls that are open.
    Calls,
    /// Experts who may sit on a panel of the project.
    Experts,
    /// Panels of the project that have not met, and for whoever sets one aside those that have.
    Panels,
    /// Those who take part in the project.
    Participants,
    /// Those of them that are enterprises with a code.
    Partners,
    /// Leaves of standard systems.
    Leaves,
    /// Files that the person has sent and not filed yet.
    Files,
    /// Comments of the project on which the act is possible.
    Comments,
}

/// What is typed for "none of them".
pub(crate) const NONE: &str = "-";

/// Words known when the program is written.
pub(crate) const fn w(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

impl Field {
    /// A field that must be filled.
    pub(crate) const fn new(at: &'static str, zh: &'static str, en: &'static str, input: Input) -> Field {
        Field { at, label: w(zh, en), hint: None, input, is_optional: false, only: None, with: None }
    }

    /// The same, with a line of help.
    pub(crate) const fn hint(self, zh: &'static str, en: &'static str) -> Field {
        Field { hint: Some(w(zh, en)), ..self }
    }

    /// The same, which may be left empty.
    pub(crate) const fn optional(self) -> Field {
        Field { is_optional: true, ..self }
    }

    /// The same, asked only where another field has this value, and then it must be filled.
    pub(crate) const fn only(self, other: &'static str, value: &'static str) -> Field {
        Field { is_optional: true, only: Some((other, value)), ..self }
    }

    /// The same, filled together with another field or not at all.
    pub(crate) const fn with(self, other: &'static str) -> Field {
        Field { is_optional: true, with: Some(other), ..self }
    }

    /// Whether a field takes any kind of file that the person has sent, or pictures only; `None` where it takes no file.
    pub(crate) fn takes_any_file(&self) -> Option<bool> {
        match self.input {
            Input::OnFile(of) | Input::Several { of, .. } => match of {
                OnFile::Files => Some(true),
                OnFile::Photos => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// What is wrong with this field beside others: filled where it is not asked, or not where it is.
    pub(crate) fn beside(&self, typed: &dyn Fn(&str) -> String) -> Option<Problem> {
        let is_empty = |at: &str| typed(at).trim().is_empty();
        if self.with.is_some_and(|other| !is_empty(other) && is_empty(self.at)) {
            return Some(self.missing());
        }
        let (other, value) = self.only?;
        let is_asked = typed(other).trim() == value;
        match (is_asked, typed(self.at).trim().is_empty()) {
            (true, true) => Some(self.missing()),
            (false, false) => Some(
                Problem::new(
                    "form",
                    "只在上面选择了对应选项时填写",
                    "only with the choice above that asks for it",
                )
                .at(self.at),
            ),
            (true, false) | (false, true) => None,
        }
    }

    /// What was typed, as the JSON of the act; `None` if it was left empty and may be.
    ///
    /// # Errors
    /// If it must be filled and is not, or cannot be read.
    pub(crate) fn read(&self, typed: &str) -> Result<Option<Value>, Problem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return if self.is_optional { Ok(None) } else { Err(self.missing()) };
        }
        let wrong = |zh: String, en: String| self.wrong(zh, en);
        let value = match self.input {
            Input::OnFile(OnFile::Editions) | Input::Edition => edition(typed)
                .map(|edition| json!(edition))
                .map_err(|fault| wrong("请填写带年号的标准编号，如 T/ZZB 0003—2020".into(), fault))?,
            Input::OnFile(OnFile::Leaves) => self.leaf(typed)?,
            Input::Line | Input::OnFile(_) => json!(one_line(typed)),
            Input::Time => json!(Appointment::time_of(typed)?),
            // A name is as good as its code.
            Input::Division => {
                let line = one_line(typed);
                json!(division::code_of(&line).unwrap_or(&line))
            }
            Input::Several { of, .. } => self.several(of, typed)?,
            Input::Numbered(_) => {
                typed.parse::<u32>().map(|number| json!(number)).map_err(|_| self.not_offered())?
            }
            Input::Nodes => json!(nodes(typed)),
            Input::Industry => Industry::of_text(typed)
                .map(|industry| json!(industry))
                .map_err(|fault| wrong(fault.zh(), fault.to_string()))?,
            Input::Sealed => match fault_of_text(typed) {
                Some(problem) => return Err(problem.at(self.at)),
                None => json!({ "plain": typed }),
            },
            Input::Lines => json!(lines(typed)),
            Input::Day => Day::from_str(typed).map(|day| json!(day)).map_err(|fault| {
                wrong("请填写真实存在的日期（1900年至2199年），如 2026-03-05".into(), fault.to_string())
            })?,
            Input::Decimal => {
                let number = Decimal::from_str(typed).map_err(|_| {
                    wrong("请填写数字，如 50.01".into(), "write a number such as 50.01".into())
                })?;
                json!(number.to_string())
            }
            Input::Count => typed
                .parse::<u64>()
                .map(|count| json!(count))
                .map_err(|_| wrong("请填写整数，如 128".into(), "write a whole number such as 128".into()))?,
            Input::Enterprise | Input::EnterpriseOf(_) => self.enterprise(typed)?,
            Input::YesNo => json!(typed == "yes"),
            Input::Choice(options) => {
                let known = options.iter().any(|(value, _)| *value == typed);
                if !known {
                    return Err(self.not_offered());
                }
                json!(typed)
            }
            Input::Table => return super::written_table::read(typed, self.at),
        };
        Ok(Some(value))
    }

    fn wrong(&self, zh: impl Into<String>, en: impl Into<String>) -> Problem {
        Problem::new("form", zh, en).at(self.at)
    }

    fn several(&self, of: OnFile, typed: &str) -> Result<Value, Problem> {
        Ok(match lines(typed).as_slice() {
            [only] if only == NONE => json!([]),
            list if list.iter().any(|one| one == NONE) => {
                return Err(self.wrong(
                    "既选择了“无”，又选择了其他内容",
                    "`none` is chosen together with something else",
                ));
            }
            list if of == OnFile::Comments => {
                let numbers: Result<Vec<u32>, _> = list.iter().map(|one| one.parse()).collect();
                json!(numbers.map_err(|_| self.not_offered())?)
            }
            list => json!(list),
        })
    }

    fn leaf(&self, typed: &str) -> Result<Value, Problem> {
        let (system, node) = typed.split_once('/').unwrap_or((typed, ""));
        let [system, node] = [system, node].map(one_line);
        if system.is_empty() || node.is_empty() {
            return Err(self.wrong(
                "请写明体系的项目编号和节点代码，中间用“/”分开",
                "write the number of the system's project and the code of the node, with `/` between",
            ));
        }
        Ok(json!({ "system": system, "node": node }))
    }

    fn enterprise(&self, typed: &str) -> Result<Value, Problem> {
        if lines(typed).len() > 1 {
            return Err(self.wrong(
                "请只写一家：或从名单中选择，或填写另一家的代码",
                "name one: choose it, or write the code of another one, and not both",
            ));
        }
        let code = CreditCode::parse_overridden(typed);
        code.map(|code| json!(code)).map_err(|fault| self.wrong(fault.zh(), fault.to_string()))
    }

    /// Something a person could type here, for tests of the forms.
    pub(crate) fn sample(&self) -> String {
        match self.input {
            Input::Division | Input::OnFile(OnFile::Bureaus | OnFile::Places) => "330100".to_owned(),
            Input::OnFile(OnFile::Editions) => "T/ZZB 0001—2020".to_owned(),
            Input::Several { of: OnFile::Photos | OnFile::Files, .. } | Input::OnFile(OnFile::Files) => {
                "a".repeat(64)
            }
            Input::Numbered(_) | Input::Several { of: OnFile::Comments, .. } => "1".to_owned(),
            Input::Nodes => "A | | 家电 | | 38\nA01 | A | 吸油烟机 | T/ZZB 0003 | 3854".to_owned(),
            Input::Several { none: Some(_), .. } => NONE.to_owned(),
            Input::OnFile(OnFile::Leaves) => "X-1/A01".to_owned(),
            Input::Line | Input::OnFile(_) | Input::Sealed => "样例".to_owned(),
            Input::Lines | Input::Several { .. } => "A-1\nA-2".to_owned(),
            Input::Day => "2026-03-05".to_owned(),
            Input::Time => "09:30".to_owned(),
            Input::Decimal => "50.01".to_owned(),
            Input::Count => "128".to_owned(),
            Input::Industry => "C3854".to_owned(),
            Input::Enterprise | Input::EnterpriseOf(_) => "91330100000000000X".to_owned(),
            Input::Edition => "T/ZZB 0001—2020".to_owned(),
            Input::YesNo => "yes".to_owned(),
            Input::Choice(options) => {
                options.first().map(|(value, _)| (*value).to_owned()).unwrap_or_default()
            }
            Input::Table => r#"{"sample":true,"references":[],"rows":[]}"#.to_owned(),
        }
    }

    fn not_offered(&self) -> Problem {
        Problem::new("form", "请从所列选项中选择", "choose one of the options").at(self.at)
    }

    fn missing(&self) -> Problem {
        let (zh, en) = match self.input {
            Input::Choice(_)
            | Input::YesNo
            | Input::OnFile(_)
            | Input::EnterpriseOf(_)
            | Input::Numbered(_)
            | Input::Several { .. } => {
                (format!("请选择{}", self.label.zh), format!("Choose: {}", self.label.en))
            }
            _ => (format!("请填写{}", self.label.zh), format!("Fill in: {}", self.label.en)),
        };
        Problem::new("missing", zh, en).at(self.at)
    }
}

fn edition(typed: &str) -> Result<EditionNumber, String> {
    EditionNumber::parse(typed).map_err(|fault| fault.to_string())
}

fn one_line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lines(typed: &str) -> Vec<String> {
    let mut known = HashSet::new();
    let written = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    written.filter(|line| known.insert(*line)).map(str::to_owned).collect()
}

/// Nodes of a system, one a line: code, code above, title, standard, class. What is not filled in is left out, and the policy
/// says what is wrong with the rest.
fn nodes(typed: &str) -> Vec<Value> {
    let written = typed.lines().filter(|line| !line.trim().is_empty());
    let node = |line: &str| {
        let mut parts = line.split(['|', '｜', '\t']).map(one_line);
        let mut node = json!({});
        for name in ["code", "parent", "title", "standard", "industry"] {
            if let Some(part) = parts.next().filter(|part| !part.is_empty()) {
                // A division may be named as people call it; what is no class the policy refuses.
                let industry = (name == "industry").then(|| Industry::of_text(&part).ok()).flatten();
                node[name] = industry.map_or_else(|| json!(part), |industry| json!(industry));
            }
        }
        node
    };
    written.map(node).collect()
}

/// Puts a value at a dotted place in an object, making the objects on the way.
pub(crate) fn put(object: &mut Value, at: &str, value: Value) {
    let mut place = object;
    for name in at.split('.') {
        if !place.is_object() {
            *place = json!({});
        }
        place = &mut place[name];
    }
    *place = value;
}
