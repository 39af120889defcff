//! The forms of the duties of clause 4 and of what they rest on: drafting roles, showings of the comparison table,
//! label filings with the checklist of clause 12, and reviews.

use policy::command::ActKind;
use policy::standard::drafting::{DrafterKind, DraftingPart, ExhibitionPlace};
use policy::standard::review::ReviewVerdict;

use super::fact::FactForm;
use super::field::{Field, Input, OnFile, w};
use super::table::Row;
use super::{CaseKind, REASON};

const EDITION: Field =
    Field::new("fact.edition", "标准编号（带年号）", "Standard and year", Input::OnFile(OnFile::Editions));
const ID: Field = Field::new("fact.id", "编号", "Number", Input::Line)
    .hint("文书的编号；没有可留空", "Number of the document; leave empty if there is none")
    .optional();

/// The form of a part taken in drafting.
pub(super) fn drafting_role() -> FactForm {
    FactForm {
        name: "drafting_role",
        noun: w("参与标准起草", "part taken in drafting"),
        day: "since",
        day_label: w("参与起草首日", "First day as a drafter"),
        fields: vec![
            ID,
            EDITION,
            Field::new("fact.part", "角色", "Part", Input::Choice(DraftingPart::CHOICES)),
            Field::new(
                "fact.drafter",
                "单位类别（第二条）",
                "Kind of participant (clause 2)",
                Input::Choice(DrafterKind::CHOICES),
            )
            .hint("第四条的责任由龙头企业和企业承担", "The duties of clause 4 bind leading firms and makers"),
        ],
    }
}

/// The form of a showing of the comparison table.
pub(super) fn exhibition() -> FactForm {
    FactForm {
        name: "exhibition",
        noun: w("对比表明示记录", "showing of the comparison table"),
        day: "from",
        day_label: w("明示首日", "First day shown"),
        fields: vec![
            ID,
            EDITION,
            Field::new("fact.place", "明示位置", "Where", Input::Choice(ExhibitionPlace::CHOICES)),
            Field::new("fact.product", "产品", "Product", Input::OnFile(OnFile::Products))
                .hint("仅在经营场所明示的可留空", "May be left empty where it is shown on the premises only")
                .optional(),
            Field::new("fact.until", "明示末日", "Last day shown", Input::Day)
                .hint("仍在明示的留空", "Leave empty while it is shown")
                .optional(),
            Field::new("fact.photo", "照片", "Photo", Input::OnFile(OnFile::Photos))
                .hint(
                    "用下面的按钮上传，已填内容会保留；没有照片可留空",
                    "Send it with the button below, what you have filled in is kept; leave empty without a photo",
                )
                .optional(),
        ],
    }
}

/// The items of clause 12, each a yes or a no.
fn checklist() -> Vec<Field> {
    vec![
        Field::new("checklist.right_mark", "标识是否正确", "Is the mark the right one?", Input::YesNo),
        Field::new(
            "checklist.right_product",
            "产品与型号是否相符",
            "Is it on the right product?",
            Input::YesNo,
        ),
        Field::new("checklist.right_code", "编码是否正确", "Is the code the right one?", Input::YesNo),
        Field::new(
            "checklist.table_shown",
            "是否已明示对比表",
            "Is the comparison table shown?",
            Input::YesNo,
        ),
        Field::new(
            "checklist.service_commitment_shown",
            "是否已明示C标准承诺",
            "Is the C-standard commitment shown?",
            Input::YesNo,
        ),
    ]
}

/// What is told of a label filing on file: the mark, and the checklist once it is decided.
pub(super) fn label_fields() -> Vec<Field> {
    let mut told = vec![
        Field::new("authorization", "授权", "Authorisation", Input::Line),
        Field::new("product", "产品", "Product", Input::Line),
        Field::new("edition", "标准", "Standard", Input::Edition),
    ];
    let decided = [
        Field::new("decided.checklist.right_mark", "标识正确", "The mark is the right one", Input::YesNo),
        Field::new(
            "decided.checklist.right_product",
            "产品与型号相符",
            "It is on the right product",
            Input::YesNo,
        ),
        Field::new("decided.checklist.right_code", "编码正确", "The code is the right one", Input::YesNo),
        Field::new(
            "decided.checklist.table_shown",
            "已明示对比表",
            "The comparison table is shown",
            Input::YesNo,
        ),
        Field::new(
            "decided.checklist.service_commitment_shown",
            "已明示C标准承诺",
            "The C-standard commitment is shown",
            Input::YesNo,
        ),
    ];
    told.extend(decided);
    told
}

/// The row of an act about a label filing or a review.
pub(super) fn row(kind: ActKind) -> Row {
    const LABEL: (&[CaseKind], Option<&str>) = (&[CaseKind::Label], Some("label"));
    let (name, title, does, (cases, subject), fields) = match kind {
        ActKind::FileLabel => (
            "label-filing",
            w("提交贴标备案", "File the labels"),
            "file_label",
            (&[CaseKind::Authorization][..], Some("authorization")),
            vec![
                Field::new(
                    "photos",
                    "照片",
                    "Photos",
                    Input::Several { of: OnFile::Photos, none: None, is_open: false },
                )
                .hint(
                    "用下面的按钮上传PNG或JPEG照片，已填内容会保留",
                    "Send PNG or JPEG photos with the button below; what you have filled in is kept",
                ),
            ],
        ),
        ActKind::AcceptLabel => (
            "label-acceptance",
            w("接受贴标备案", "Accept the label filing"),
            "accept_label",
            LABEL,
            checklist(),
        ),
        ActKind::ReturnLabel => (
            "label-return",
            w("退回贴标备案", "Return the label filing"),
            "return_label",
            LABEL,
            checklist().into_iter().chain([REASON]).collect(),
        ),
        ActKind::WithdrawLabel => (
            "label-withdrawal",
            w("撤回对贴标备案的接受", "Withdraw the acceptance of the label filing"),
            "withdraw_label",
            LABEL,
            vec![REASON],
        ),
        _ => (
            "review",
            w("记录复审完成", "Record that the review was completed"),
            "complete_review",
            (&[CaseKind::Edition][..], Some("edition")),
            vec![Field::new("verdict", "复审结论", "Verdict", Input::Choice(ReviewVerdict::CHOICES)), REASON],
        ),
    };
    Row { name, title, does, cases, subject, fields }
}

/// The row of an act that sets the decision of a label filing, or a review, aside.
pub(super) fn annulment(kind: ActKind) -> Row {
    let (name, title, does, (cases, subject), fields) = if kind == ActKind::AnnulReview {
        (
            "review-annulment",
            w("撤销复审记录", "Set a review aside"),
            "annul_review",
            (&[CaseKind::Edition][..], Some("edition")),
            vec![
                Field::new("completed_on", "复审完成日", "Day the review was completed", Input::Day),
                REASON,
            ],
        )
    } else {
        (
            "label-decision-annulment",
            w("撤销对贴标备案的决定", "Set the decision of the label filing aside"),
            "annul_label_decision",
            (&[CaseKind::Label][..], Some("label")),
            vec![REASON],
        )
    };
    Row { name, title, does, cases, subject, fields }
}
