//! Clause 4: the three duties of an enterprise that took part in drafting, one rule each, within the years of the
//! parameter after the edition is published and in force. The answer follows from the status that
//! [`crate::standard::duties::status`] computes: met, in time or late, is *met*; overdue is *not met*; pending and not
//! binding are *not applicable*, for nothing is asked before the last day is over (reading 0019).

use crate::article::{Article, Said};
use crate::calendar::Day;
use crate::cited::Step;
use crate::ground::GroundKind;
use crate::parameters::Key;
use crate::question::{About, Question};
use crate::rule::{Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::drafting::DraftingRole;
use crate::standard::duties::{
    Duty, DutyStatus, LABEL_DECISION, MetBy, clock_start, first_met, status, turning, waiting,
};

/// What is said of a showing that only its maker has told.
const DECLARED: (&str, &str) =
    ("（企业自行申报，未经核实）", ", declared by the maker and seen by nobody else");

/// What is said of a showing of which no photo was sent.
const NO_PHOTO: (&str, &str) = ("（没有照片）", ", without a photo");

/// What turns the answer while a filing waits: not another filing.
const WAITS: Sentence = Sentence {
    zh: "备案已提交，由监管部门作出决定；接受的，自提交之日起视为履行",
    en: "the labels are filed: the bureau decides; once accepted, the duty counts as met from the day of filing",
};

/// (a) Hold a valid authorisation.
pub const AUTHORISED: Rule = rule! { authorised;
    id: "c4.authorised",
    articles: &[Article::of(4)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "参与起草的企业在标准发布实施后{duty_years}年内取得对标产品的有效授权",
        en: "within {duty_years} years after publication and entry into force, the drafter held a valid authorisation for a product assessed against the standard",
    },
    not_met: Sentence {
        zh: "参与起草的企业逾期未取得对标产品的有效授权",
        en: "The drafter is overdue in holding a valid authorisation against the standard",
    },
    remedy: Sentence {
        zh: "取得授权，自授权首日起视为逾期履行",
        en: "obtain an authorisation; from its first day the duty counts as met late",
    },
    undone_by: Sentence {
        zh: "一经履行即不再改变，除非所凭的授权被撤销登记",
        en: "once met it stays met, unless the authorisation that it rests on is set aside",
    },
    subject: Subject::DraftingRole,
    part_of: None,
};

/// (b) Have a compliant label filing.
pub const LABELLED: Rule = rule! { labelled;
    id: "c4.labelled",
    articles: &[Article::of(4), Article::of(12)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "参与起草的企业在标准发布实施后{duty_years}年内规范贴标（备案已被接受）",
        en: "within {duty_years} years after publication and entry into force, the drafter had a compliant label filing",
    },
    not_met: Sentence {
        zh: "参与起草的企业逾期没有被接受的贴标备案",
        en: "The drafter is overdue in having a compliant label filing",
    },
    remedy: Sentence {
        zh: "提交贴标备案；接受后，自提交之日起视为逾期履行",
        en: "file the labels; once they are accepted, the duty counts as met late from the day of filing",
    },
    undone_by: Sentence {
        zh: "一经履行即不再改变，除非备案的接受被撤回",
        en: "once met it stays met, unless the acceptance of the filing is withdrawn",
    },
    subject: Subject::DraftingRole,
    part_of: None,
};

/// (c) Show the comparison table.
pub const EXHIBITED: Rule = rule! { exhibited;
    id: "c4.exhibited",
    articles: &[Article::of(4), Article::of(3)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "参与起草的企业在标准发布实施后{duty_years}年内明示“主要关键性能指标对比表”",
        en: "within {duty_years} years after publication and entry into force, the drafter showed the comparison table",
    },
    not_met: Sentence {
        zh: "参与起草的企业逾期未明示“主要关键性能指标对比表”",
        en: "The drafter is overdue in showing the comparison table",
    },
    remedy: Sentence {
        zh: "明示对比表并录入记录；属地部门确认明示记录完整后方可判断未履行",
        en: "show the table and enter the showing; only when the bureau has confirmed the register can it be told that there was none",
    },
    undone_by: Sentence {
        zh: "一经履行即不再改变，除非明示记录被撤销登记",
        en: "once met it stays met, unless the showing is set aside",
    },
    subject: Subject::DraftingRole,
    part_of: None,
};

fn authorised<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    asked(q, trace, Duty::Authorised)
}

fn labelled<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    asked(q, trace, Duty::Labelled)
}

fn exhibited<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    asked(q, trace, Duty::Exhibited)
}

fn asked<T: Trace>(q: &Question, trace: &mut T, duty: Duty) -> Outcome {
    let About::DraftingRole(role) = q.about else { return Outcome::NotApplicable };
    match noted(q, trace, role, duty) {
        DutyStatus::Met { .. } | DutyStatus::MetLate { .. } | DutyStatus::MetUnsure { .. } => Outcome::Met,
        DutyStatus::Overdue { .. } => Outcome::NotMet,
        DutyStatus::CannotTell(missing) => Outcome::Unknown(missing),
        DutyStatus::Pending { .. } | DutyStatus::NotBound(_) => Outcome::NotApplicable,
    }
}

/// Writes down the record by which a duty was met, and the filing whose answer is missing.
fn rests_on<T: Trace>(q: &Question, trace: &mut T, (role, duty): (&DraftingRole, Duty), status: DutyStatus) {
    let start = q.edition(&role.edition).map(clock_start);
    let met = start.filter(|_| status.met_on().is_some());
    match met.and_then(|start| first_met(q, role, duty, start)) {
        Some((day, MetBy::Mark(mark))) => trace.fact("authorization", mark, || {
            Said::new(
                format!("授权{}自{day}有效", mark.code),
                format!("authorisation {} valid from {day}", mark.code),
            )
        }),
        Some((day, MetBy::Label(label))) => {
            trace.fact("label", label, || {
                Said::new(
                    format!("贴标备案{}自{day}合规", label.id),
                    format!("label filing {} compliant from {day}", label.id),
                )
            });
            if let Some(decided) = label.decision(q) {
                trace.fact("label", &Step { id: &label.id, mark: decided.mark }, || {
                    let (id, on) = (&label.id, decided.mark.on);
                    Said::new(
                        format!("贴标备案{id}于{on}被接受"),
                        format!("label filing {id} was accepted on {on}"),
                    )
                });
            }
        }
        Some((day, MetBy::Shown(shown))) => trace.fact("exhibition", shown, || {
            let place = shown.place.words();
            let (zh, en) = if shown.is_declared { DECLARED } else { ("", "") };
            let (no_zh, no_en) = if shown.photo.is_none() { NO_PHOTO } else { ("", "") };
            Said::new(
                format!("自{day}在{}明示对比表{zh}{no_zh}", place.zh),
                format!("table shown from {day} ({}){en}{no_en}", place.en),
            )
        }),
        None => {}
    }
    let missing = match status {
        DutyStatus::CannotTell(missing) | DutyStatus::MetUnsure { missing, .. } => Some(missing),
        DutyStatus::Pending { .. }
        | DutyStatus::Met { .. }
        | DutyStatus::MetLate { .. }
        | DutyStatus::Overdue { .. }
        | DutyStatus::NotBound(_) => None,
    };
    if missing.is_none_or(|missing| missing.fact != LABEL_DECISION.fact) {
        return;
    }
    let last = start.and_then(|start| Some(start.plus_years(q.numbers_on(start)?.duty_years)));
    if let Some(label) = last.and_then(|last| waiting(q, role, last)) {
        trace.fact("label", label, || {
            Said::new(
                format!("贴标备案{}于{}提交，待审", label.id, label.filed_on),
                format!("label filing {} of {} waits for the bureau", label.id, label.filed_on),
            )
        });
        trace.remedy(WAITS);
    }
}

/// The status of a duty, with its reasons written down.
pub(super) fn noted<T: Trace>(q: &Question, trace: &mut T, role: &DraftingRole, duty: Duty) -> DutyStatus {
    let status = status(q, role, duty);
    if T::NOTES {
        turning(q, role, duty).into_iter().for_each(|day| trace.turn(day));
        if let Some(edition) = q.edition(&role.edition) {
            let start = clock_start(edition);
            if q.numbers_on(start).is_some() {
                trace.number_on(Key::DutyYears, start);
            }
            trace.fact("edition", edition, || {
                Said::new(
                    format!("{}：发布并实施之日{start}", edition.edition),
                    format!("{}: published and in force on {start}", edition.edition),
                )
            });
        }
        trace.fact("drafting_role", role, || {
            let (part, drafter) = (role.part.words(), role.drafter.words());
            Said::new(
                format!("{}（{}）{}", part.zh, drafter.zh, role.edition),
                format!("{} ({}) in {}", part.en, drafter.en, role.edition),
            )
        });
        rests_on(q, trace, (role, duty), status);
        trace.note(|| status.said(q.day));
    }
    if let DutyStatus::Overdue { last } = status {
        trace.ground_since(GroundKind::DraftingRole, last.next(), || role.id.clone());
    }
    status
}
