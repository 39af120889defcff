//! What an entry of the ledger says, in words: one line a kind of event.

use policy::article::Words;
use policy::enterprise::facts::FactKind;
use policy::event::Event;
use policy::standard::publishing::ReportStep;
use policy::supervision::{ObjectionAnswer, StepKind};

use crate::acts::fact::fact;
use crate::acts::field::w;
use crate::acts::scheme_fact::scheme_fact;
use crate::office::case::outcome_words;
use crate::office::event_project as project;
use crate::office::names::Names;
use crate::visitor::Visitor;
use crate::words::fill;

/// What happened, in the reader's words.
pub(crate) fn words(visitor: &Visitor, names: Names, event: &Event) -> String {
    match detail(visitor, names, event) {
        Some(detail) => format!("{}{}{detail}", visitor.lang.label(what(event)), visitor.w.case.colon),
        None => visitor.lang.label(what(event)),
    }
}

/// What happened, without what it happened to.
pub(super) fn what(event: &Event) -> Words {
    match event {
        Event::EnterpriseRegistered { .. } => w("登记企业", "enterprise registered"),
        Event::FactEntered { .. } | Event::SchemeFactEntered { .. } => w("录入", "entered"),
        Event::FactEnded { .. } | Event::SchemeFactEnded { .. } => w("终止", "ended"),
        Event::FactAnnulled { .. } | Event::SchemeFactAnnulled { .. } => w("撤销记录", "set aside"),
        Event::FactCompleted { .. } => w("补充", "supplied"),
        Event::EditionAnnulled { .. } => w("撤销标准版本的录入", "entry of the edition set aside"),
        Event::RegisterCompleted { .. } => w("确认记录完整", "register stated complete"),
        Event::EditionEntered { .. } => w("录入标准版本", "edition entered"),
        Event::TableContinued { .. } => w("录入标准版本（比对表续）", "edition entered (its table goes on)"),
        Event::EditionWithdrawn { .. } => w("废止标准版本", "edition withdrawn"),
        Event::CertificateSuspended { .. } => w("暂停证书", "certificate suspended"),
        Event::CertificateSuspensionLifted { .. } => w("恢复证书", "suspension of the certificate lifted"),
        Event::DeclarationFiled { .. } => w("提交自我声明", "declaration filed"),
        Event::DeclarationWithdrawn { .. } => w("撤回自我声明", "declaration withdrawn"),
        Event::DeclarationJoined { .. } => w("母公司确认共同申报", "joined by the parent"),
        Event::DeclarationDeclined { .. } => w("母公司不同意共同申报", "declined by the parent"),
        Event::DeclarationRefused { .. } => w("不予授权", "declaration refused"),
        Event::AuthorizationGranted { .. } => w("授权", "mark granted"),
        Event::AuthorizationSuspended { .. } => w("暂停授权", "authorisation suspended"),
        Event::AuthorizationSuspensionLifted { .. } => w("恢复授权", "suspension lifted"),
        Event::AuthorizationEnded { .. } => w("注销授权", "authorisation ended without fault"),
        Event::AuthorizationRevoked { .. } => w("撤销授权", "authorisation revoked"),
        Event::RevocationCorrected { .. } => w("更正撤销", "revocation corrected"),
        Event::LabelFiled { .. } => w("提交贴标备案", "labels filed"),
        Event::LabelDecided { is_accepted: true, .. } => w("接受贴标备案", "label filing accepted"),
        Event::LabelDecided { is_accepted: false, .. } => w("退回贴标备案", "label filing returned"),
        Event::LabelWithdrawn { .. } => w("撤回对贴标备案的接受", "acceptance of a label filing withdrawn"),
        Event::ReviewCompleted { .. } => w("复审完成", "review completed"),
        Event::ProjectStepped { step, .. } => project::step(step),
        Event::ProductSampled { .. } => w("抽样", "product sampled"),
        Event::ResultEntered { .. } => w("检验结果", "result entered"),
        Event::ResultNotified { .. } => w("结果送达", "result received by the party"),
        Event::ObjectionFiled { .. } => w("提出异议", "objection filed"),
        Event::RetestOrdered { .. } => w("指定复检机构", "retest ordered"),
        Event::RetestEntered { .. } => w("复检结果", "retest entered"),
        Event::ObjectionAnswered { .. } => w("答复异议", "objection answered"),
        Event::ResultVerified { .. } => w("查实", "result verified"),
        Event::CheckAnnulled { .. } => w("撤销抽检", "check set aside"),
        Event::ProceedingOpened { .. } => w("立案", "work opened"),
        Event::ProceedingAdvanced { .. } => w("事项进展", "step taken"),
        Event::ProceedingClosed { .. } => w("办结", "closed"),
        Event::TextErased { .. } => w("擦除文本", "text erased"),
        Event::PaperIssued { .. } => w("签发文件", "paper issued"),
        Event::DutyReportAdvanced { step, .. } => report_step(step),
        Event::LabelDecisionAnnulled { .. } => {
            w("撤销对贴标备案的决定", "decision of a label filing set aside")
        }
        Event::ReviewAnnulled { .. } => w("撤销复审记录", "review set aside"),
    }
}

fn passed(failed: bool) -> Words {
    if failed {
        w("未达到标准", "did not meet the standard")
    } else {
        w("符合标准", "met the standard")
    }
}

fn step(step: &StepKind) -> Words {
    match step {
        StepKind::NoticeServed { .. } => w("送达告知书", "notice served"),
        StepKind::StatementReceived { .. } => w("收到陈述申辩", "statement received"),
        StepKind::HearingRequested => w("要求听证", "hearing asked for"),
        StepKind::HearingHeld { .. } => w("举行听证", "hearing held"),
        StepKind::InterviewCalled { .. } => w("通知约谈", "called to an interview"),
        StepKind::InterviewHeld => w("约谈", "interview held"),
        StepKind::Decided { outcome } => outcome_words(*outcome),
        StepKind::DecisionServed => w("送达决定", "decision served"),
        StepKind::Published => w("公告决定", "decision published"),
        StepKind::Corrected => w("更正", "corrected"),
    }
}

fn detail(visitor: &Visitor, names: Names, event: &Event) -> Option<String> {
    let of = |words: Words, name: String| Some(format!("{} {name}", visitor.word(words)));
    let known = |kind: FactKind, id: &str| of(fact(kind).noun, names.fact(kind, id));
    let tested = |failed: bool, id: &str| of(passed(failed), names.check(id));
    match event {
        Event::EnterpriseRegistered { name, .. } => Some(name.clone()),
        Event::FactEntered { fact: one } => of(fact(one.kind()).noun, names.entered(one)),
        Event::FactEnded { kind, id, .. } | Event::FactAnnulled { kind, id } => known(*kind, id),
        Event::FactCompleted { completion } => known(completion.kind(), completion.id()),
        Event::RegisterCompleted { kind, since } => of(fact(*kind).noun, since.to_string()),
        Event::SchemeFactEntered { fact } => {
            of(scheme_fact(fact.kind()).noun, names.scheme_entered(visitor, fact))
        }
        Event::SchemeFactEnded { kind, id } | Event::SchemeFactAnnulled { kind, id } => {
            of(scheme_fact(*kind).noun, names.scheme_fact(*kind, id))
        }
        Event::EditionEntered { edition } => Some(edition.edition.print()),
        Event::TableContinued { edition, .. }
        | Event::EditionWithdrawn { edition }
        | Event::EditionAnnulled { edition } => Some(edition.print()),
        Event::CertificateSuspended { certificate: id }
        | Event::CertificateSuspensionLifted { certificate: id } => {
            Some(names.fact(FactKind::Certificate, id))
        }
        Event::DeclarationFiled { declaration } => Some(names.filed(declaration)),
        Event::DeclarationWithdrawn { declaration }
        | Event::DeclarationJoined { declaration }
        | Event::DeclarationDeclined { declaration }
        | Event::DeclarationRefused { declaration } => Some(names.declaration(declaration)),
        Event::AuthorizationGranted { authorization } => Some(names.granted(authorization)),
        Event::AuthorizationSuspended { authorization }
        | Event::AuthorizationSuspensionLifted { authorization }
        | Event::AuthorizationEnded { authorization }
        | Event::AuthorizationRevoked { authorization, .. }
        | Event::RevocationCorrected { authorization } => Some(names.mark(*authorization)),
        Event::LabelFiled { label } => Some(format!("{} · {}", label.id, label.authorization)),
        Event::LabelDecided { label, .. } | Event::LabelWithdrawn { label } => Some(label.clone()),
        Event::ReviewCompleted { edition, verdict } => of(verdict.words(), edition.print()),
        Event::ProjectStepped { step, .. } => project::detail(visitor, step),
        Event::ProductSampled { check } => Some(names.about(&check.id, &check.product)),
        Event::ResultEntered { check, meets_standard, .. }
        | Event::RetestEntered { check, meets_standard, .. } => tested(!meets_standard, check),
        Event::ResultVerified { check, failed } => tested(*failed, check),
        Event::ObjectionAnswered { check, answer } => of(answered(*answer), names.check(check)),
        Event::RetestOrdered { check, laboratory, .. } => Some(names.retest(check, laboratory)),
        Event::ObjectionFiled { check, files } => {
            Some(format!("{}{}", names.check(check), with_files(visitor, files)))
        }
        Event::ResultNotified { check } | Event::CheckAnnulled { check } => Some(names.check(check)),
        Event::ProceedingOpened { proceeding } => of(proceeding.kind.words(), names.work(proceeding)),
        Event::ProceedingAdvanced { proceeding, step } => Some(advanced(visitor, proceeding, step)),
        Event::ProceedingClosed { proceeding } => Some(proceeding.clone()),
        Event::TextErased { digest } => Some(digest.get(..12).unwrap_or_default().to_owned()),
        Event::PaperIssued { paper } => of(paper.kind.words(), paper.sha256.clone()),
        Event::DutyReportAdvanced { report, step } => Some(reported(visitor, report, step)),
        Event::LabelDecisionAnnulled { label } => Some(label.clone()),
        Event::ReviewAnnulled { edition, completed_on } => {
            Some(format!("{} · {completed_on}", edition.print()))
        }
    }
}

fn answered(answer: ObjectionAnswer) -> Words {
    match answer {
        ObjectionAnswer::Dismissed => w("异议不成立", "dismissed"),
        ObjectionAnswer::Upheld => w("异议成立", "upheld"),
    }
}

fn report_step(step: &ReportStep) -> Words {
    match step {
        ReportStep::Filed { .. } => w("报告未履行责任", "duties not fulfilled reported"),
        ReportStep::Continued { .. } => w("未履行责任清单（续）", "duties not fulfilled (the list goes on)"),
        ReportStep::Published { .. } => w("公开未履行责任", "duties not fulfilled published"),
        ReportStep::LineCorrected { .. } => w("更正报告的一行", "line of a report corrected"),
        ReportStep::NoticeSent { .. } => w("通报", "department notified"),
        ReportStep::NoticeReceived { .. } => w("通报回执", "notice received"),
    }
}

/// Which report, and which line or whom a notice is to.
fn reported(visitor: &Visitor, report: &str, step: &ReportStep) -> String {
    match step {
        ReportStep::Filed { .. } | ReportStep::Continued { .. } | ReportStep::Published { .. } => {
            report.to_owned()
        }
        ReportStep::LineCorrected { now } => {
            format!("{report} · {} · {}", now.line, visitor.said(&now.says))
        }
        ReportStep::NoticeSent { department, region, .. }
        | ReportStep::NoticeReceived { department, region } => {
            let department = visitor.lang.label(department.words());
            format!("{report} · {} · {department}", visitor.lang.place(region))
        }
    }
}

/// A step of work, and until when it may be answered.
fn advanced(visitor: &Visitor, proceeding: &str, taken: &StepKind) -> String {
    let says = format!("{} {proceeding}", visitor.word(step(taken)));
    if let StepKind::StatementReceived { files } = taken {
        return format!("{says}{}", with_files(visitor, files));
    }
    if let StepKind::InterviewCalled { appointment } = taken {
        return format!("{says} · {} {} · {}", appointment.day, appointment.time, appointment.place);
    }
    if let StepKind::HearingHeld { sitting: Some(sitting) } = taken {
        return format!("{says} · {}", sitting.place);
    }
    let StepKind::NoticeServed { reply_by } = taken else { return says };
    let until = w("按送达计，陈述申辩截止", "by its service, statement and defence until");
    let later =
        w("；告知书晚于送达签发的，自签发起算", "; where its paper is issued later the days run from then");
    format!("{says} · {} {reply_by}{}", visitor.word(until), visitor.word(later))
}

/// How many files came with what a party said.
fn with_files(visitor: &Visitor, files: &[String]) -> String {
    match files.len() {
        0 => String::new(),
        count => format!(" · {}", fill(visitor.w.case.with_files, &[&count])),
    }
}
