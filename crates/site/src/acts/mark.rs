//! The forms of acts about the mark: declarations, certificates, authorisations.

use policy::article::Words;
use policy::command::ActKind;

use super::field::{Field, Input, OnFile, w};
use super::table::Row;
use super::{CaseKind, REASON};

const FROM: Field = Field::new("from", "授权首日", "First day", Input::Day);
const UNTIL: Field = Field::new("valid_until", "授权末日", "Last day", Input::Day)
    .hint("不得超过其依据的期限", "Not later than the basis lasts");

/// A row about one case, which the act names in this field.
fn on(
    (case, subject): (&'static [CaseKind], &'static str),
    name: &'static str,
    title: Words,
    does: &'static str,
    fields: Vec<Field>,
) -> Row {
    Row { name, title, does, cases: case, subject: Some(subject), fields }
}

/// The row of an act about the mark.
pub(super) fn row(kind: ActKind) -> Row {
    match kind {
        ActKind::WithdrawDeclaration
        | ActKind::JoinDeclaration
        | ActKind::DeclineDeclaration
        | ActKind::GrantDeclared
        | ActKind::RefuseDeclaration => about_a_declaration(kind),
        ActKind::SuspendCertificate | ActKind::LiftCertificateSuspension | ActKind::GrantCertified => {
            about_a_certificate(kind)
        }
        ActKind::LiftSuspension | ActKind::EndAuthorization | ActKind::CorrectRevocation => {
            about_an_authorization(kind)
        }
        _ => declaration(),
    }
}

fn about_a_declaration(kind: ActKind) -> Row {
    const CASE: (&[CaseKind], &str) = (&[CaseKind::Declaration], "declaration");
    match kind {
        ActKind::WithdrawDeclaration => {
            let title = w("撤回自我声明", "Withdraw the declaration");
            on(CASE, "declaration-withdrawal", title, "withdraw_declaration", Vec::new())
        }
        ActKind::JoinDeclaration => {
            let title = w("共同申报确认", "Join the filing as its parent");
            on(CASE, "joint-confirmation", title, "join_declaration", Vec::new())
        }
        ActKind::DeclineDeclaration => {
            let title = w("不同意共同申报", "Decline the joint filing");
            on(CASE, "joint-declining", title, "decline_declaration", vec![REASON])
        }
        ActKind::GrantDeclared => {
            let title = w("准予授权", "Grant the mark");
            on(CASE, "declared-grant", title, "grant_declared", vec![FROM, UNTIL, REASON])
        }
        _ => on(CASE, "refusal", w("不予授权", "Refuse the declaration"), "refuse_declaration", vec![REASON]),
    }
}

fn about_a_certificate(kind: ActKind) -> Row {
    const CASE: (&[CaseKind], &str) = (&[CaseKind::Certificate], "certificate");
    match kind {
        ActKind::SuspendCertificate => {
            let title = w("暂停证书", "Suspend the certificate");
            on(CASE, "suspension", title, "suspend_certificate", vec![REASON])
        }
        ActKind::LiftCertificateSuspension => {
            let title = w("恢复证书", "Lift the certificate's suspension");
            on(CASE, "suspension-lift", title, "lift_certificate_suspension", vec![REASON])
        }
        _ => {
            let title = w("依证书授权", "Grant the mark on the certificate");
            on(CASE, "certified-grant", title, "grant_certified", vec![FROM, UNTIL, REASON])
        }
    }
}

fn about_an_authorization(kind: ActKind) -> Row {
    const CASE: (&[CaseKind], &str) = (&[CaseKind::Authorization], "authorization");
    match kind {
        ActKind::LiftSuspension => {
            let title = w("恢复授权", "Lift the suspension");
            on(CASE, "authorization-suspension-lift", title, "lift_suspension", vec![REASON])
        }
        ActKind::EndAuthorization => {
            let title = w("注销授权", "End the authorisation without fault");
            on(CASE, "authorization-end", title, "end_authorization", vec![REASON])
        }
        _ => {
            let title = w("更正撤销决定", "Correct the revocation");
            on(CASE, "correction", title, "correct_revocation", vec![REASON])
        }
    }
}

fn declaration() -> Row {
    Row {
        name: "declaration",
        title: w("提交自我声明", "File a self-declaration"),
        does: "file_declaration",
        cases: &[CaseKind::Enterprise, CaseKind::Product],
        subject: None,
        fields: vec![
            Field::new("filing.product", "产品", "Product", Input::OnFile(OnFile::Products)),
            Field::new(
                "filing.models",
                "型号",
                "Models",
                Input::Several { of: OnFile::Models, none: None, is_open: true },
            )
            .hint("留空表示全部型号", "Empty means every model")
            .optional(),
            Field::new(
                "filing.edition",
                "标准编号（带年号）",
                "Standard and year",
                Input::OnFile(OnFile::Editions),
            ),
            Field::new("filing.until", "申请授权至", "Last day asked for", Input::Day),
            Field::new(
                "filing.parent",
                "共同申报的省内母公司的统一社会信用代码",
                "Unified social credit code of the parent in Zhejiang that files jointly",
                Input::Enterprise,
            )
            .hint(
                "18位，见其营业执照。仅省外子公司填写；单独申报的留空",
                "18 characters, as on its licence. Only for a subsidiary outside Zhejiang; leave it empty to file alone",
            )
            .optional(),
        ],
    }
}
