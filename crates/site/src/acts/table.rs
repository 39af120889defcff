//! The acts that are not about facts, one row each.

use policy::article::Words;
use policy::command::ActKind;
use policy::paper::PaperKind;
use serde_json::json;

use super::field::{Field, Input, w};
use super::{CaseKind, Form, ON, REASON, duties, mark, reported, supervision};

/// A row: address, words, JSON name of the act, cases, subject, fields.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) title: Words,
    pub(super) does: &'static str,
    pub(super) cases: &'static [CaseKind],
    pub(super) subject: Option<&'static str>,
    pub(super) fields: Vec<Field>,
}

const PRIVATE: &str = "不进入账本，账本只留其加盐摘要，可依法擦除";
const PRIVATE_EN: &str = "Kept outside the ledger, which holds a salted digest only; can be erased";

/// A field for a text that is kept out of the ledger.
pub(super) const fn private(at: &'static str, zh: &'static str, en: &'static str) -> Field {
    Field::new(at, zh, en, Input::Sealed).hint(PRIVATE, PRIVATE_EN)
}

fn asks_enterprise(kind: ActKind) -> bool {
    kind == ActKind::RegisterEnterprise
}

/// The form of an act that is not about a fact.
pub(super) fn form(kind: ActKind) -> Form {
    let row = row(kind);
    let edition_day = (w("发布日", "Day of publication"), Some("published_on"));
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
        | ActKind::OnProject(_)
        | ActKind::RegisterEnterprise
        | ActKind::OpenDueWork
        | ActKind::EraseText
        | ActKind::IssuePaper
        | ActKind::EnterEdition
        | ActKind::WithdrawEdition
        | ActKind::AnnulEdition => about_the_files(kind),
        ActKind::ClassifyPenalty | ActKind::DescribeProduct => super::completion::row(kind),
        ActKind::SuspendCertificate
        | ActKind::LiftCertificateSuspension
        | ActKind::FileDeclaration
        | ActKind::WithdrawDeclaration
        | ActKind::JoinDeclaration
        | ActKind::DeclineDeclaration
        | ActKind::GrantDeclared
        | ActKind::RefuseDeclaration
        | ActKind::GrantCertified
        | ActKind::LiftSuspension
        | ActKind::EndAuthorization
        | ActKind::CorrectRevocation => mark::row(kind),
        ActKind::FileLabel
        | ActKind::AcceptLabel
        | ActKind::ReturnLabel
        | ActKind::WithdrawLabel
        | ActKind::CompleteReview => duties::row(kind),
        ActKind::AnnulLabelDecision | ActKind::AnnulReview => duties::annulment(kind),
        ActKind::FileDutyReport
        | ActKind::PublishDutyReport
        | ActKind::CorrectDutyLine
        | ActKind::NotifyDuties
        | ActKind::ReceiveDutyNotice => reported::row(kind),
        ActKind::SampleProduct
        | ActKind::EnterResult
        | ActKind::NotifyResult
        | ActKind::Object
        | ActKind::OrderRetest
        | ActKind::EnterRetest
        | ActKind::AnswerObjection
        | ActKind::VerifyResult
        | ActKind::SetCheckAside => supervision::about_a_check(kind),
        ActKind::CallInterview
        | ActKind::HoldInterview
        | ActKind::ServeNotice
        | ActKind::State
        | ActKind::RequestHearing
        | ActKind::HoldHearing
        | ActKind::DecideProceeding
        | ActKind::ServeDecision
        | ActKind::PublishDecision => supervision::about_a_proceeding(kind),
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
                Field::new("name", "企业名称", "Registered name", Input::Line),
                Field::new("region", "住所行政区划代码", "Division code of the head office", Input::Division)
                    .hint(
                        "6位代码或地名，如 330106、杭州市西湖区；省外写到省级即可",
                        "Six digits, or a name such as 杭州市西湖区; of a place outside Zhejiang the province will do",
                    ),
                super::fact::INDUSTRY,
                private("override_reason", "校验位不符时的理由", "Why a wrong check character is accepted")
                    .optional(),
            ],
        },
        ActKind::EnterEdition => edition_entry(SCHEME),
        ActKind::WithdrawEdition => Row {
            name: "withdrawal",
            title: w("废止标准版本", "Withdraw the edition"),
            does: "withdraw_edition",
            cases: &[CaseKind::Edition],
            subject: Some("edition"),
            fields: vec![REASON],
        },
        ActKind::AnnulEdition => Row {
            name: "edition-annulment",
            title: w("撤销标准版本的录入", "Set the entry of the edition aside"),
            does: "annul_edition",
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
        ActKind::IssuePaper => paper_issue(SCHEME),
        // Acts on facts have forms of their own; the one act left here is the erasure.
        _ => Row {
            name: "text-erasure",
            title: w("擦除文本", "Erase a text"),
            does: "erase_text",
            cases: ENTERPRISE,
            subject: None,
            fields: vec![
                Field::new("digest", "文本摘要", "Digest of the text", Input::Line)
                    .hint("64位十六进制", "64 hexadecimal digits"),
                REASON,
            ],
        },
    }
}

/// The usual way is the button beside the paper, which knows all of this.
fn paper_issue(cases: &'static [CaseKind]) -> Row {
    const KINDS: [(&str, Words); PaperKind::ALL.len()] = {
        let mut kinds = [("", w("", "")); PaperKind::ALL.len()];
        let mut at = 0;
        while at < kinds.len() {
            kinds[at] = (PaperKind::ALL[at].name(), PaperKind::ALL[at].words());
            at += 1;
        }
        kinds
    };
    const LANGS: &[(&str, Words)] = &[("zh", w("中文", "Chinese")), ("en", w("英文", "English"))];
    const COPIES: &[(&str, Words)] =
        &[("public", w("公开副本", "For the public")), ("parties", w("当事人副本", "For the parties"))];
    Row {
        name: "paper-issue",
        title: w("签发文件（登记摘要）", "Issue a paper by its digest"),
        does: "issue_paper",
        cases,
        subject: None,
        fields: vec![
            Field::new("paper.entry", "所据账本条目", "Ledger entry it is made from", Input::Count),
            Field::new("paper.kind", "文件种类", "Kind of paper", Input::Choice(&KINDS)),
            Field::new("paper.lang", "语言", "Language", Input::Choice(LANGS)),
            Field::new("paper.copy", "副本", "Copy", Input::Choice(COPIES)),
            Field::new("paper.engine", "排版程序及版本", "Engine and version", Input::Line),
            Field::new("paper.sha256", "文件的SHA-256摘要", "SHA-256 of the file", Input::Line)
                .hint("64位十六进制", "64 hexadecimal digits"),
        ],
    }
}

fn edition_entry(cases: &'static [CaseKind]) -> Row {
    Row {
        name: "edition-entry",
        title: w("录入标准版本", "Enter an edition of a standard"),
        does: "enter_edition",
        cases,
        subject: None,
        fields: vec![
            Field::new("edition.edition", "标准编号（带年号）", "Standard and year", Input::Edition),
            Field::new("edition.title", "标准名称", "Title", Input::Line),
            Field::new("edition.in_force_from", "实施日", "First day in force", Input::Day),
            Field::new(
                "edition.is_consumer_standard",
                "是否消费类终端产品标准",
                "For consumer end products?",
                Input::YesNo,
            )
            .optional(),
            Field::new(
                "edition.table",
                "关键性能指标对比表",
                "Comparison table",
                Input::Table,
            )
            .hint(
                "在单独的页面上传表格或逐行填写；本页已填内容会保留",
                "Sent as a sheet or written row by row on a page of its own; what is filled in here is kept",
            )
            .optional(),
        ],
    }
}
