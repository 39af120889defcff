//! The acts that are not about facts, one row each.

use policy::article::Words;
use policy::command::ActKind;
use serde_json::json;

use super::field::{Field, Input, OnFile, w};
use super::{CaseKind, Form, ON, REASON};

/// A row: address, words, JSON name of the act, cases, subject, fields.
struct Row {
    name: &'static str,
    title: Words,
    does: &'static str,
    cases: &'static [CaseKind],
    subject: Option<&'static str>,
    fields: Vec<Field>,
}

const MEETS: Field = Field::new(
    "meets_standard",
    "是否符合浙江制造标准",
    "does it meet the Zhejiang Made standard?",
    Input::YesNo,
);
const BREAKS: Field =
    Field::new("breaks_law", "是否违反法定要求", "does it break the law's own requirements?", Input::YesNo)
        .hint("与是否达标是两个结论；未判定可不选", "a verdict of its own; leave open if not judged")
        .optional();
const FROM: Field = Field::new("from", "授权首日", "first day", Input::Day);
const UNTIL: Field = Field::new("valid_until", "授权末日", "last day", Input::Day)
    .hint("不得超过其依据的期限", "not later than the basis lasts");
const WHY: &[(&str, Words)] =
    &[("planned", w("计划内抽检", "planned")), ("follow_up", w("跟踪抽检", "follow-up of a failure"))];
const ANSWERS: &[(&str, Words)] = &[
    ("dismissed", w("异议不成立，结果维持", "dismissed: the result stands")),
    ("upheld", w("异议成立，结果撤销", "upheld: the result falls")),
];
const OUTCOMES: &[(&str, Words)] = &[
    ("revoked", w("撤销授权", "revoke")),
    ("suspended", w("暂停授权", "suspend")),
    ("ended", w("终止授权（无过错）", "end without fault")),
    ("no_action", w("不作处理", "no action")),
];
const PRIVATE: &str = "不进入账本，账本只留其加盐摘要，可依法擦除";
const PRIVATE_EN: &str = "kept outside the ledger, which holds a salted digest only; can be erased";

const fn private(at: &'static str, zh: &'static str, en: &'static str) -> Field {
    Field::new(at, zh, en, Input::Sealed).hint(PRIVATE, PRIVATE_EN)
}

fn asks_enterprise(kind: ActKind) -> bool {
    kind == ActKind::RegisterEnterprise
}

/// The form of an act that is not about a fact.
pub(super) fn form(kind: ActKind) -> Form {
    let row = row(kind);
    let edition_day = (w("发布日", "day of publication"), Some("published_on"));
    Form {
        kind,
        name: row.name.to_owned(),
        title: (row.title.zh.to_owned(), row.title.en.to_owned()),
        cases: row.cases,
        subject: row.subject,
        day: if kind == ActKind::EnterEdition { edition_day } else { (ON, None) },
        fixed: json!({ "do": row.does }),
        fields: row.fields,
        asks_enterprise: asks_enterprise(kind),
    }
}

fn row(kind: ActKind) -> Row {
    match kind {
        ActKind::EnterFact(_)
        | ActKind::EndFact(_)
        | ActKind::AnnulFact(_)
        | ActKind::CompleteRegister(_)
        | ActKind::EnterSchemeFact(_)
        | ActKind::EndSchemeFact(_)
        | ActKind::AnnulSchemeFact(_)
        | ActKind::RegisterEnterprise
        | ActKind::OpenDueWork
        | ActKind::EraseText
        | ActKind::EnterEdition
        | ActKind::WithdrawEdition => about_the_files(kind),
        ActKind::SuspendCertificate
        | ActKind::LiftCertificateSuspension
        | ActKind::FileDeclaration
        | ActKind::WithdrawDeclaration
        | ActKind::GrantDeclared
        | ActKind::RefuseDeclaration
        | ActKind::GrantCertified
        | ActKind::LiftSuspension
        | ActKind::EndAuthorization
        | ActKind::CorrectRevocation => about_the_mark(kind),
        ActKind::SampleProduct
        | ActKind::EnterResult
        | ActKind::NotifyResult
        | ActKind::Object
        | ActKind::EnterRetest
        | ActKind::AnswerObjection
        | ActKind::VerifyResult
        | ActKind::SetCheckAside => about_a_check(kind),
        ActKind::HoldInterview
        | ActKind::ServeNotice
        | ActKind::State
        | ActKind::RequestHearing
        | ActKind::HoldHearing
        | ActKind::DecideProceeding
        | ActKind::ServeDecision
        | ActKind::PublishDecision => about_a_proceeding(kind),
    }
}

fn about_the_files(kind: ActKind) -> Row {
    const ENTERPRISE: &[CaseKind] = &[CaseKind::Enterprise];
    const SCHEME: &[CaseKind] = &[CaseKind::Scheme];
    match kind {
        ActKind::RegisterEnterprise => Row {
            name: "registration",
            title: w("登记企业", "Register an enterprise"),
            does: "register_enterprise",
            cases: SCHEME,
            subject: None,
            fields: vec![
                Field::new("name", "企业名称", "registered name", Input::Line),
                Field::new("region", "住所行政区划代码", "division code of the head office", Input::Line)
                    .hint("6位数字", "six digits"),
                private("override_reason", "校验位不符时的理由", "why a wrong check character is accepted")
                    .optional(),
            ],
        },
        ActKind::EnterEdition => Row {
            name: "edition-entry",
            title: w("录入标准版本", "Enter an edition of a standard"),
            does: "enter_edition",
            cases: SCHEME,
            subject: None,
            fields: vec![
                Field::new("edition.edition", "标准编号（带年号）", "standard and year", Input::Edition),
                Field::new("edition.title", "标准名称", "title", Input::Line),
                Field::new("edition.in_force_from", "实施日", "first day in force", Input::Day),
                Field::new(
                    "edition.is_consumer_standard",
                    "是否消费类终端产品标准",
                    "for consumer end products?",
                    Input::YesNo,
                )
                .optional(),
                Field::new(
                    "edition.table",
                    "关键性能指标对比表（JSON）",
                    "comparison table (JSON)",
                    Input::Table,
                )
                .hint("表格文件请用 pzb import 读入 xlsx", "to read it from an xlsx file use pzb import")
                .optional(),
            ],
        },
        ActKind::WithdrawEdition => Row {
            name: "withdrawal",
            title: w("废止标准版本", "Withdraw the edition"),
            does: "withdraw_edition",
            cases: &[CaseKind::Edition],
            subject: Some("edition"),
            fields: vec![REASON],
        },
        ActKind::OpenDueWork => Row {
            name: "due-work",
            title: w("按今日事实立案", "Open the work that is due today"),
            does: "open_due_work",
            cases: ENTERPRISE,
            subject: None,
            fields: vec![],
        },
        // Acts on facts have forms of their own; the one act left here is the erasure.
        _ => Row {
            name: "text-erasure",
            title: w("擦除文本", "Erase a text"),
            does: "erase_text",
            cases: ENTERPRISE,
            subject: None,
            fields: vec![
                Field::new("digest", "文本摘要", "digest of the text", Input::Line)
                    .hint("64位十六进制", "64 hexadecimal digits"),
                REASON,
            ],
        },
    }
}

fn about_the_mark(kind: ActKind) -> Row {
    const DECLARATION: &[CaseKind] = &[CaseKind::Declaration];
    const CERTIFICATE: &[CaseKind] = &[CaseKind::Certificate];
    const AUTHORIZATION: &[CaseKind] = &[CaseKind::Authorization];
    let (name, title, does, cases, subject, fields): (_, _, _, _, _, Vec<Field>) = match kind {
        ActKind::SuspendCertificate => (
            "suspension",
            w("暂停证书", "Suspend the certificate"),
            "suspend_certificate",
            CERTIFICATE,
            "certificate",
            vec![REASON],
        ),
        ActKind::LiftCertificateSuspension => (
            "suspension-lift",
            w("恢复证书", "Lift the certificate's suspension"),
            "lift_certificate_suspension",
            CERTIFICATE,
            "certificate",
            vec![REASON],
        ),
        ActKind::GrantCertified => (
            "certified-grant",
            w("依证书授权", "Grant the mark on the certificate"),
            "grant_certified",
            CERTIFICATE,
            "certificate",
            vec![FROM, UNTIL, REASON],
        ),
        ActKind::WithdrawDeclaration => (
            "declaration-withdrawal",
            w("撤回自我声明", "Withdraw the declaration"),
            "withdraw_declaration",
            DECLARATION,
            "declaration",
            vec![],
        ),
        ActKind::GrantDeclared => (
            "declared-grant",
            w("准予授权", "Grant the mark"),
            "grant_declared",
            DECLARATION,
            "declaration",
            vec![FROM, UNTIL, REASON],
        ),
        ActKind::RefuseDeclaration => (
            "refusal",
            w("不予授权", "Refuse the declaration"),
            "refuse_declaration",
            DECLARATION,
            "declaration",
            vec![REASON],
        ),
        ActKind::LiftSuspension => (
            "authorization-suspension-lift",
            w("恢复授权", "Lift the suspension"),
            "lift_suspension",
            AUTHORIZATION,
            "authorization",
            vec![REASON],
        ),
        ActKind::EndAuthorization => (
            "authorization-end",
            w("注销授权", "End the authorisation without fault"),
            "end_authorization",
            AUTHORIZATION,
            "authorization",
            vec![REASON],
        ),
        ActKind::CorrectRevocation => (
            "correction",
            w("更正撤销决定", "Correct the revocation"),
            "correct_revocation",
            AUTHORIZATION,
            "authorization",
            vec![REASON],
        ),
        _ => return declaration_row(),
    };
    Row { name, title, does, cases, subject: Some(subject), fields }
}

fn declaration_row() -> Row {
    Row {
        name: "declaration",
        title: w("提交自我声明", "File a self-declaration"),
        does: "file_declaration",
        cases: &[CaseKind::Enterprise, CaseKind::Product],
        subject: None,
        fields: vec![
            Field::new("filing.product", "产品", "product", Input::OnFile(OnFile::Products)),
            Field::new("filing.models", "型号", "models", Input::Lines)
                .hint("每行一个；留空表示全部型号", "one a line; empty means every model")
                .optional(),
            Field::new("filing.edition", "标准编号（带年号）", "standard and year", Input::Edition),
            Field::new("filing.until", "申请授权至", "last day asked for", Input::Day),
            Field::new(
                "filing.parent",
                "共同申报的省内母公司",
                "parent in Zhejiang that files jointly",
                Input::Enterprise,
            )
            .hint("仅省外子公司填写", "only for a subsidiary outside Zhejiang")
            .optional(),
        ],
    }
}

fn about_a_check(kind: ActKind) -> Row {
    const CHECK: &[CaseKind] = &[CaseKind::Check];
    let (name, title, does, fields): (_, _, _, Vec<Field>) = match kind {
        ActKind::EnterResult => (
            "result",
            w("录入检验结果", "Enter the laboratory's result"),
            "enter_result",
            vec![MEETS, BREAKS],
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
            vec![private("statement", "异议理由", "ground of the objection")],
        ),
        ActKind::EnterRetest => {
            ("retest", w("录入复检结果", "Enter the retest"), "enter_retest", vec![MEETS, BREAKS])
        }
        ActKind::AnswerObjection => (
            "objection-answer",
            w("答复异议（不复检）", "Answer the objection without a retest"),
            "answer_objection",
            vec![Field::new("answer", "答复", "answer", Input::Choice(ANSWERS)), REASON],
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

fn sample_row() -> Row {
    Row {
        name: "sampling",
        title: w("记录抽样", "Record that a product was sampled"),
        does: "sample_product",
        cases: &[CaseKind::Enterprise, CaseKind::Product],
        subject: None,
        fields: vec![
            Field::new("id", "抽样编号", "number of the sampling", Input::Line)
                .hint("留空则自动编号", "leave empty to have one given")
                .optional(),
            Field::new("product", "产品", "product", Input::OnFile(OnFile::Products)),
            Field::new("edition", "依据标准（带年号）", "edition tested against", Input::Edition),
            Field::new("reason.why", "抽检原因", "why", Input::Choice(WHY)),
            Field::new(
                "reason.after",
                "跟踪哪一次未达标",
                "which failure it follows",
                Input::OnFile(OnFile::FailedChecks),
            )
            .hint("跟踪抽检填写", "for a follow-up")
            .optional(),
            Field::new("bureau", "抽样监管局区划代码", "division code of the bureau", Input::Line),
            Field::new("laboratory", "检验机构编号", "identifier of the laboratory", Input::Line),
        ],
    }
}

fn about_a_proceeding(kind: ActKind) -> Row {
    const PROCEEDING: &[CaseKind] = &[CaseKind::Proceeding];
    let (name, title, does, fields): (_, _, _, Vec<Field>) = match kind {
        ActKind::HoldInterview => (
            "interview",
            w("记录约谈", "Record the interview"),
            "hold_interview",
            vec![private("minutes", "约谈记录", "minutes")],
        ),
        ActKind::ServeNotice => (
            "notice",
            w("送达告知书", "Serve notice"),
            "serve_notice",
            vec![private("notice", "告知内容", "the notice")],
        ),
        ActKind::State => (
            "statement",
            w("陈述申辩", "Statement and defence"),
            "state",
            vec![private("statement", "陈述申辩内容", "the statement")],
        ),
        ActKind::RequestHearing => {
            ("hearing-request", w("要求听证", "Ask for a hearing"), "request_hearing", vec![])
        }
        ActKind::HoldHearing => (
            "hearing",
            w("记录听证", "Record the hearing"),
            "hold_hearing",
            vec![private("minutes", "听证笔录", "minutes")],
        ),
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
            vec![Field::new("outcome", "决定", "outcome", Input::Choice(OUTCOMES)), REASON],
        ),
    };
    Row { name, title, does, cases: PROCEEDING, subject: Some("proceeding"), fields }
}
