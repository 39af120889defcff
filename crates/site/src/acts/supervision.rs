//! The forms of acts of supervision: spot checks and proceedings.

use policy::article::Words;
use policy::command::ActKind;

use super::field::{Field, Input, OnFile, w};
use super::table::{Row, private};
use super::{CaseKind, REASON};

const MEETS: Field = Field::new(
    "meets_standard",
    "是否符合浙江制造标准",
    "Does it meet the Zhejiang Made standard?",
    Input::YesNo,
);
const BREAKS: Field =
    Field::new("breaks_law", "是否违反法定要求", "Does it break the law's own requirements?", Input::YesNo)
        .hint("与是否达标是两个结论；未判定可不选", "A verdict of its own; leave open if not judged")
        .optional();
const MISSES: Field = Field::new(
    "report.misses",
    "不合格项目",
    "Indicators missed",
    Input::Several { of: OnFile::Indicators, none: None, is_open: true },
)
.hint(
    "不符合标准时选择；列出的是对比表的指标，表中没有的另行写明",
    "If it does not meet the standard; those of its comparison table are listed, write others beside them",
)
.optional();
const REPORT: Field =
    Field::new("report.number", "检验报告编号", "Number of the report", Input::Line).optional();

/// What a party sends along with its answer.
const FILES: Field = Field::new(
    "files",
    "附件材料",
    "Files sent along",
    Input::Several { of: OnFile::Files, none: None, is_open: false },
)
.hint(
    "PDF、PNG或JPEG，用下面的按钮上传，已填内容会保留。账本只留加盐摘要；材料由本企业和办理部门查看，可依法擦除",
    "PDF, PNG or JPEG: send them with the button below, what you have filled in is kept. The ledger holds a salted digest \
     only; the enterprise and the offices concerned see the files, and they can be erased",
)
.optional();

/// What laboratories found, as a check keeps it.
pub(crate) const RESULTS: [Field; 9] = [
    Field::new(
        "result.meets_standard",
        "检验：是否符合标准",
        "Test: does it meet the standard?",
        Input::YesNo,
    ),
    Field::new(
        "result.breaks_law",
        "检验：是否违反法定要求",
        "Test: does it break the law's own requirements?",
        Input::YesNo,
    ),
    Field::new("result.report.misses", "检验：不合格项目", "Test: indicators missed", Input::Lines),
    Field::new("result.report.number", "检验报告", "Report of the test", Input::Line),
    Field::new("retest_order.laboratory", "复检机构", "Laboratory of the retest", Input::Line),
    Field::new(
        "retest.meets_standard",
        "复检：是否符合标准",
        "Retest: does it meet the standard?",
        Input::YesNo,
    ),
    Field::new(
        "retest.breaks_law",
        "复检：是否违反法定要求",
        "Retest: does it break the law's own requirements?",
        Input::YesNo,
    ),
    Field::new("retest.report.misses", "复检：不合格项目", "Retest: indicators missed", Input::Lines),
    Field::new("retest.report.number", "复检报告", "Report of the retest", Input::Line),
];
const WHY: &[(&str, Words)] =
    &[("planned", w("计划内抽检", "Planned")), ("follow_up", w("跟踪抽检", "Follow-up of a failure"))];
const ANSWERS: &[(&str, Words)] = &[
    ("dismissed", w("异议不成立，结果维持", "Dismissed: the result stands")),
    ("upheld", w("异议成立，结果撤销", "Upheld: the result falls")),
];
const OUTCOMES: &[(&str, Words)] = &[
    ("revoked", w("撤销授权", "Revoke")),
    ("suspended", w("暂停授权", "Suspend")),
    ("ended", w("终止授权（无过错）", "End without fault")),
    ("no_action", w("不作处理", "No action")),
];

/// The row of an act about a check.
pub(super) fn about_a_check(kind: ActKind) -> Row {
    const CHECK: &[CaseKind] = &[CaseKind::Check];
    let (name, title, does, fields): (_, _, _, Vec<Field>) = match kind {
        ActKind::EnterResult => (
            "result",
            w("录入检验结果", "Enter the laboratory's result"),
            "enter_result",
            vec![MEETS, MISSES, BREAKS, REPORT],
        ),
        ActKind::NotifyResult => (
            "notification",
            w("记录结果送达", "Record that the party received the result"),
            "notify_result",
            vec![],
        ),
        ActKind::Object => (
            "objection",
            w("提出异议并申请复检", "Object and ask for a retest"),
            "object",
            vec![private("statement", "异议理由", "Ground of the objection"), FILES],
        ),
        ActKind::OrderRetest => {
            ("retest-order", w("指定复检机构", "Order the retest"), "order_retest", retest_order())
        }
        ActKind::EnterRetest => (
            "retest",
            w("录入复检结果", "Enter the retest"),
            "enter_retest",
            vec![MEETS, MISSES, BREAKS, REPORT],
        ),
        ActKind::AnswerObjection => (
            "objection-answer",
            w("答复异议（不复检）", "Answer the objection without a retest"),
            "answer_objection",
            vec![Field::new("answer", "答复", "Answer", Input::Choice(ANSWERS)), REASON],
        ),
        ActKind::VerifyResult => {
            ("verification", w("查实结果", "Verify the result"), "verify_result", vec![])
        }
        ActKind::SetCheckAside => {
            ("setting-aside", w("撤销抽检", "Set the check aside"), "set_check_aside", vec![REASON])
        }
        _ => return sample_row(),
    };
    Row { name, title, does, cases: CHECK, subject: Some("check"), fields }
}

/// What is asked of the order of a retest.
fn retest_order() -> Vec<Field> {
    vec![
        Field::new("laboratory", "复检机构", "Laboratory of the retest", Input::OnFile(OnFile::Laboratories))
            .hint("不得为初检机构", "Another one than that of the first test"),
        Field::new(
            "is_only_one",
            "本省是否仅初检机构一家具备资质",
            "Is the first laboratory the only one of the province that is qualified?",
            Input::YesNo,
        )
        .optional(),
    ]
}

fn sample_row() -> Row {
    Row {
        name: "sampling",
        title: w("记录抽样", "Record that a product was sampled"),
        does: "sample_product",
        cases: &[CaseKind::Enterprise, CaseKind::Product],
        subject: None,
        fields: vec![
            Field::new("id", "抽样编号", "Number of the sampling", Input::Line)
                .hint("留空则自动编号", "Leave empty to have one given")
                .optional(),
            Field::new("product", "产品", "Product", Input::OnFile(OnFile::Products)),
            Field::new(
                "edition",
                "依据标准（带年号）",
                "Edition tested against",
                Input::OnFile(OnFile::Editions),
            ),
            Field::new("reason.why", "抽检原因", "Why", Input::Choice(WHY)),
            Field::new(
                "reason.after",
                "跟踪哪一次未达标",
                "Which failure it follows",
                Input::OnFile(OnFile::FailedChecks),
            )
            .hint("跟踪抽检填写", "For a follow-up")
            .only("reason.why", "follow_up"),
            Field::new("bureau", "抽样监管局", "Bureau that samples", Input::OnFile(OnFile::Bureaus)),
            Field::new("laboratory", "检验机构", "Laboratory", Input::OnFile(OnFile::Laboratories)),
            Field::new("sample.place", "抽样地点", "Where it was taken", Input::Line)
                .hint("生产企业、商场或网店地址", "Works, shop, or address of an online shop")
                .optional(),
            Field::new("sample.batch", "生产批号或日期", "Batch, or day of manufacture", Input::Line)
                .optional(),
        ],
    }
}

/// When and where an interview is to be, as its notice says.
fn appointment() -> Vec<Field> {
    vec![
        Field::new("appointment.day", "约谈日期", "Day of the interview", Input::Day),
        Field::new("appointment.time", "约谈时间", "Time of day", Input::Time)
            .hint("24小时制，如 09:30", "Of twenty-four hours, such as 09:30"),
        Field::new("appointment.place", "约谈地点", "Place", Input::Line).hint(
            "写到楼层和房间，当事人据此前往；不写个人姓名",
            "With floor and room, so that the party finds it; no names of persons",
        ),
    ]
}

/// What the record of a hearing names.
fn sitting() -> Vec<Field> {
    vec![
        Field::new("sitting.place", "听证地点", "Where it was held", Input::Line),
        Field::new("sitting.attended", "联合会和当事人之外的出席单位", "Who attended beside federation and party", Input::Lines)
            .hint(
                "每行一个单位或组织；个人姓名在笔录上手写签名，不入账",
                "One office or organisation a line; persons sign by hand on the record and are not named in the ledger",
            )
            .optional(),
        private("minutes", "听证笔录", "Minutes"),
    ]
}

/// The row of an act about a proceeding.
pub(super) fn about_a_proceeding(kind: ActKind) -> Row {
    const PROCEEDING: &[CaseKind] = &[CaseKind::Proceeding];
    let (name, title, does, fields): (_, _, _, Vec<Field>) = match kind {
        ActKind::CallInterview => {
            ("call", w("通知约谈", "Call the maker to the interview"), "call_interview", appointment())
        }
        ActKind::HoldInterview => (
            "interview",
            w("记录约谈", "Record the interview"),
            "hold_interview",
            vec![private("minutes", "约谈记录", "Minutes")],
        ),
        ActKind::ServeNotice => (
            "notice",
            w("送达告知书", "Serve notice"),
            "serve_notice",
            vec![private("notice", "告知内容", "The notice")],
        ),
        ActKind::State => (
            "statement",
            w("陈述申辩", "Statement and defence"),
            "state",
            vec![private("statement", "陈述申辩内容", "The statement"), FILES],
        ),
        ActKind::RequestHearing => {
            ("hearing-request", w("要求听证", "Ask for a hearing"), "request_hearing", vec![])
        }
        ActKind::HoldHearing => ("hearing", w("记录听证", "Record the hearing"), "hold_hearing", sitting()),
        ActKind::ServeDecision => {
            ("service", w("送达决定", "Record that the decision was served"), "serve_decision", vec![])
        }
        ActKind::PublishDecision => {
            ("publication", w("公告决定", "Publish the decision"), "publish_decision", vec![])
        }
        _ => (
            "decision",
            w("作出决定", "Decide"),
            "decide_proceeding",
            vec![Field::new("outcome", "决定", "Outcome", Input::Choice(OUTCOMES)), REASON],
        ),
    };
    Row { name, title, does, cases: PROCEEDING, subject: Some("proceeding"), fields }
}
