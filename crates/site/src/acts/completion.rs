//! The forms of acts that supply what a fact on file leaves unknown.

use policy::article::Words;
use policy::command::ActKind;

use super::fact::{CLASSIFIED, PENALISED};
use super::field::{Field, Input, OnFile, w};
use super::table::Row;
use super::{CaseKind, REASON};

/// The row of an act that supplies what a fact on file leaves unknown.
pub(super) fn row(kind: ActKind) -> Row {
    const STATED: &[(&str, Words)] =
        &[("quality", w("因质量问题", "For quality")), ("other", w("其他原因", "For something else"))];
    const UNKNOWN: (&str, &str) = ("只能补充尚未载明的内容", "Only what is not stated yet can be supplied");
    if kind == ActKind::ClassifyPenalty {
        return Row {
            name: "penalty-classification",
            title: w("补充处罚归类或涉及产品", "Classify a penalty or name its products"),
            does: "classify_penalty",
            cases: &[CaseKind::Enterprise],
            subject: None,
            fields: vec![
                Field::new("penalty", "哪一项处罚", "Which penalty", Input::OnFile(OnFile::Facts)),
                Field::new(
                    "classification",
                    "是否因质量问题",
                    "Whether it is for quality",
                    Input::Choice(STATED),
                )
                .hint(UNKNOWN.0, UNKNOWN.1)
                .optional(),
                Field::new("products", "涉及产品", "Products concerned", PENALISED)
                    .hint(UNKNOWN.0, UNKNOWN.1)
                    .optional(),
                REASON,
            ],
        };
    }
    Row {
        name: "product-description",
        title: w("补充产品型号、系列、类别", "Add models, or describe the product"),
        does: "describe_product",
        cases: &[CaseKind::Product],
        subject: Some("product"),
        fields: vec![
            Field::new("models", "新增型号（每行一个）", "Further models, one a line", Input::Lines)
                .hint(
                    "已有型号无需重复填写；已授权的标志不会自动包括新型号",
                    "Beside those on file; a mark that was granted does not cover them by itself",
                )
                .optional(),
            Field::new("series", "系列", "Series", Input::Line).hint(UNKNOWN.0, UNKNOWN.1).optional(),
            Field::new("categories", "目录类别", "Catalogue categories", CLASSIFIED)
                .hint(UNKNOWN.0, UNKNOWN.1)
                .optional(),
            Field::new("is_consumer_product", "是否消费类终端产品", "A consumer end product?", Input::YesNo)
                .optional(),
        ],
    }
}
