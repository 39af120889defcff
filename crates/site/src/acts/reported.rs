//! The forms of duties not fulfilled, made public: the report, its publication, corrections, notices and receipts.

use policy::command::ActKind;
use policy::standard::publishing::Department;

use super::field::{Field, Input, OnFile, w};
use super::table::Row;
use super::{CaseKind, REASON};

/// Which department of which place.
fn to() -> Vec<Field> {
    vec![
        Field::new("department", "部门", "Department", Input::Choice(Department::CHOICES)),
        Field::new("region", "所在地", "Place", Input::OnFile(OnFile::Places)),
    ]
}

/// The row of an act about a report of duties not fulfilled.
pub(super) fn row(kind: ActKind) -> Row {
    const REPORT: (&[CaseKind], Option<&str>) = (&[CaseKind::DutyReport], Some("report"));
    let (name, title, does, (cases, subject), fields) = match kind {
        ActKind::FileDutyReport => (
            "duty-report",
            w("报告未履行责任的企业", "Report the duties not fulfilled"),
            "file_duty_report",
            (&[CaseKind::Scheme][..], None),
            vec![Field::new("as_of", "截止日", "As of", Input::Day).hint(
                "报告由在案记录生成：截至该日逾期未履行的，逐项列入",
                "The report is made from the registers: everything overdue as of that day is in it",
            )],
        ),
        ActKind::PublishDutyReport => (
            "duty-publication",
            w("公开报告", "Publish the report"),
            "publish_duty_report",
            REPORT,
            Vec::new(),
        ),
        ActKind::CorrectDutyLine => (
            "duty-correction",
            w("更正报告的一行", "Correct a line of the report"),
            "correct_duty_line",
            REPORT,
            vec![Field::new("line", "行号", "Number of the line", Input::Count), REASON],
        ),
        ActKind::NotifyDuties => (
            "duty-notice",
            w("通报所在地部门", "Notify a department of a place"),
            "notify_duties",
            REPORT,
            to(),
        ),
        _ => (
            "duty-receipt",
            w("确认收到通报", "Confirm that the notice was received"),
            "receive_duty_notice",
            REPORT,
            to(),
        ),
    };
    Row { name, title, does, cases, subject, fields }
}
