//! The forms of acts on projects (clause 2).

use policy::article::Words;
use policy::command::ActKind;
use policy::standard::drafting::DrafterKind;
use policy::standard::project::act::ProjectActKind as P;
use policy::standard::project::stage::{ClauseVerdict, CommentVerdict, DocumentKind, Purpose, Vote};
use serde_json::json;

use super::field::{Field, Input, OnFile, w};
use super::table::private;
use super::{CaseKind, Form, ON};

const WANTS: &[(&str, Words)] = &[
    ("make", w("制定标准", "Make a standard")),
    ("revise", w("修订标准", "Revise a standard")),
    ("system", w("建设标准体系", "Build a standard system")),
];

const REASON: Field = private("step.reason", "理由", "Reasons");
const PUBLIC_REASON: Field = Field::new("step.reason", "理由", "Reasons", Input::Sealed).hint(
    "理由将与表决结果一并在项目页公开，请勿写个人信息；可依法擦除",
    "Made public on the project's page with the votes: name no person; can be erased",
);
const PANEL: Field = Field::new("step.panel", "专家组", "Panel", Input::Numbered(OnFile::Panels));
const LEAD: Field = Field::new(
    "step.lead",
    "新牵头单位",
    "Who leads from now on",
    Input::EnterpriseOf(OnFile::Partners),
)
.hint(
    "参与单位可直接选择；其他企业填写统一社会信用代码",
    "Those who take part are offered; any other enterprise is named by its unified social credit code",
);
const UNTIL: Field = Field::new("step.until", "截止日（含当日）", "Last day", Input::Day);

const COMMENTS: Field = Field::new(
    "step.comments",
    "哪些意见",
    "Which comments",
    Input::Several { of: OnFile::Comments, none: None, is_open: false },
);

/// The form of an act on a project.
pub(super) fn form(kind: ActKind, of: P) -> Form {
    let (name, title, fields) = row(of);
    let cases: &'static [CaseKind] =
        if of == P::Propose { &[CaseKind::Enterprise] } else { &[CaseKind::Project] };
    let publication = (w("发布日", "Day of publication"), Some("published_on"));
    Form {
        kind,
        name: name.to_owned(),
        title: (title.zh.to_owned(), title.en.to_owned()),
        cases,
        subject: (of != P::Propose).then_some("project"),
        day: if of == P::PublishStandard { publication } else { (ON, None) },
        fixed: json!({ "do": "on_project", "step": { "act": of.name() } }),
        fields,
        asks_enterprise: false,
    }
}

type Row = (&'static str, Words, Vec<Field>);

fn row(of: P) -> Row {
    match of {
        P::Propose => ("proposal", w("申报标准项目", "Propose a project"), proposal()),
        P::WithdrawProposal => ("proposal-withdrawal", w("撤回申报", "Withdraw the proposal"), Vec::new()),
        P::AcceptProposal => ("proposal-acceptance", w("受理申报", "Accept the proposal"), vec![REASON]),
        P::DeclineProposal => ("proposal-refusal", w("不予受理", "Do not accept the proposal"), vec![REASON]),
        P::AppointPanel => ("panel", w("组建专家组", "Appoint a panel"), panel()),
        P::NoteClause => (
            "clause-note",
            w("提出逐条意见", "Speak of a clause"),
            vec![
                PANEL,
                Field::new("step.clause", "条款号", "Clause", Input::Line),
                Field::new("step.verdict", "意见", "What it comes to", Input::Choice(ClauseVerdict::CHOICES)),
                private("step.remark", "具体意见", "What you say"),
            ],
        ),
        P::CastVote => ("vote", w("表决", "Vote"), vote()),
        P::ClosePanel => (
            "panel-minutes",
            w("记录专家组会议", "Record that the panel has met"),
            vec![PANEL, private("step.minutes", "会议纪要", "Minutes")],
        ),
        P::SetPanelAside => {
            ("panel-annulment", w("撤销专家组", "Set the panel aside"), vec![PANEL, PUBLIC_REASON])
        }
        P::AnnounceProject => ("public-notice", w("立项公示", "Give public notice"), vec![UNTIL]),
        P::ApproveProject => ("project-approval", w("批准立项", "Approve the project"), plan()),
        P::RefuseProject => ("project-refusal", w("不予立项", "Do not approve the project"), vec![REASON]),
        P::NameParticipant | P::DropParticipant => participants(of),
        P::KickOff => (
            "kick-off",
            w("启动起草", "Begin drafting"),
            vec![
                Field::new("step.draft_by", "计划送审日", "Draft planned to be submitted by", Input::Day)
                    .optional(),
            ],
        ),
        P::FileDocument => ("document", w("提交文件", "Put a document on file"), document()),
        P::OpenComments => ("comments-opening", w("征求意见", "Open the draft for comments"), vec![UNTIL]),
        P::Comment | P::LetCommentsThrough | P::AnswerComment | P::SetCommentsAside => comments(of),
        P::SubmitDraft => ("submission", w("送审", "Submit the draft"), Vec::new()),
        P::SendBack => ("draft-return", w("退回修改", "Send the draft back"), vec![REASON]),
        P::ApproveText => ("text-approval", w("批准文本", "Approve the text"), vec![REASON]),
        P::PublishStandard => ("standard-publication", w("发布标准", "Publish the standard"), edition()),
        P::DrawSystem => ("system", w("编制体系表", "Draw the standard system"), nodes()),
        P::PublishSystem => ("system-publication", w("发布标准体系", "Publish the system"), Vec::new()),
        P::ReplaceLead => ("lead-replacement", w("变更牵头单位", "Replace the lead"), vec![LEAD, REASON]),
        P::StopProject => ("project-end", w("终止项目", "End the project"), vec![REASON]),
    }
}

fn proposal() -> Vec<Field> {
    vec![
        Field::new(
            "step.proposal.call",
            "响应的征集",
            "The call that it answers",
            Input::OnFile(OnFile::Calls),
        ),
        Field::new("step.proposal.wants.want", "申报类别", "What is proposed", Input::Choice(WANTS)),
        Field::new("step.proposal.wants.standard", "要修订的标准号", "Standard to be revised", Input::Line)
            .hint("不带年号，如 T/ZZB 0003", "Without the year, such as T/ZZB 0003")
            .only("step.proposal.wants.want", "revise"),
        Field::new(
            "step.proposal.wants.industry",
            "行业（GB/T 4754代码）",
            "Industry (GB/T 4754)",
            Input::Industry,
        )
        .hint("如 C2922", "Such as C2922")
        .only("step.proposal.wants.want", "system"),
        Field::new("step.proposal.title", "标准或体系名称", "Title of the standard or system", Input::Line),
        Field::new(
            "step.proposal.is_consumer_standard",
            "是否终端消费品类标准",
            "A standard for consumer end products",
            Input::YesNo,
        )
        .optional(),
        Field::new(
            "step.proposal.leaf",
            "填补的体系节点",
            "Leaf of a standard system that it fills",
            Input::OnFile(OnFile::Leaves),
        )
        .optional(),
        private("step.case_for_it", "立项理由", "The case for it"),
    ]
}

fn panel() -> Vec<Field> {
    vec![
        Field::new("step.purpose", "会议内容", "What it is asked", Input::Choice(Purpose::CHOICES)),
        Field::new(
            "step.experts",
            "专家",
            "Experts",
            Input::Several { of: OnFile::Experts, none: None, is_open: false },
        )
        .hint(
            "已回避牵头、参与单位的专家和被禁止评审的专家",
            "Those of the lead and of participants, and those who are barred, are left out",
        ),
        Field::new("step.meets_on", "会议日期", "Meets on", Input::Day),
    ]
}

fn vote() -> Vec<Field> {
    vec![
        PANEL,
        Field::new("step.vote", "表决", "Vote", Input::Choice(Vote::CHOICES)),
        Field::new(
            "step.positioning.first_in_country",
            "达到“国内一流”",
            "First in the country",
            Input::YesNo,
        )
        .hint("标准评审必填", "For the review of a text")
        .with("step.positioning.advanced_in_world"),
        Field::new(
            "step.positioning.advanced_in_world",
            "达到“国际先进”",
            "Advanced in the world",
            Input::YesNo,
        )
        .hint("标准评审必填", "For the review of a text")
        .with("step.positioning.first_in_country"),
        REASON,
    ]
}

fn plan() -> Vec<Field> {
    vec![
        Field::new("step.plan.year", "计划年度", "Year of the plan", Input::Count),
        Field::new("step.plan.batch", "批次", "Batch", Input::Count),
        Field::new("step.plan.line", "序号", "Line", Input::Count),
        REASON,
    ]
}

fn participants(of: P) -> Row {
    if of == P::DropParticipant {
        let which = Field::new("step.name", "哪一家单位", "Who", Input::OnFile(OnFile::Participants));
        return (
            "participant-end",
            w("参与单位退出", "Record that one takes part no longer"),
            vec![which, REASON],
        );
    }
    (
        "participant",
        w("登记参与单位", "Name a participant"),
        vec![
            Field::new("step.participant.name", "单位名称", "Name", Input::Line),
            Field::new("step.participant.kind", "单位类别", "Kind", Input::Choice(DrafterKind::CHOICES)),
            Field::new(
                "step.participant.enterprise",
                "统一社会信用代码",
                "Unified social credit code",
                Input::Enterprise,
            )
            .hint(
                "企业必填：第四条的责任按代码归集",
                "For enterprises: the duties of clause 4 are kept by it",
            )
            .optional(),
        ],
    )
}

fn document() -> Vec<Field> {
    vec![
        Field::new("step.kind", "文件类别", "What it is", Input::Choice(DocumentKind::CHOICES)),
        Field::new("step.title", "文件名称", "What it is called", Input::Line)
            .hint("如 征求意见稿、送审稿、报批稿", "Such as draft for comments, draft for review"),
        Field::new("step.digest", "文件", "File", Input::OnFile(OnFile::Files)).hint(
            "用下面的按钮上传，已填内容会保留",
            "Send it with the button below; what you have filled in is kept",
        ),
    ]
}

fn comments(of: P) -> Row {
    match of {
        P::LetCommentsThrough => ("comment-release", w("公开意见", "Let comments through"), vec![COMMENTS]),
        P::AnswerComment => (
            "comment-answer",
            w("答复意见", "Answer a comment"),
            vec![
                Field::new("step.comment", "哪一条意见", "Which comment", Input::Numbered(OnFile::Comments)),
                Field::new(
                    "step.verdict",
                    "处理",
                    "What becomes of it",
                    Input::Choice(CommentVerdict::CHOICES),
                ),
                private("step.answer", "答复", "Answer"),
            ],
        ),
        P::SetCommentsAside => {
            ("comment-annulment", w("不作为意见", "Set comments aside"), vec![COMMENTS, REASON])
        }
        _ => (
            "comment",
            w("提出意见", "Comment"),
            vec![
                Field::new("step.clause", "条款号", "Clause", Input::Line)
                    .hint("对整体的意见可不填", "Leave empty for the whole")
                    .optional(),
                Field::new("step.organisation", "单位", "Organisation", Input::Line).optional(),
                private("step.comment", "意见", "Comment"),
            ],
        ),
    }
}

fn edition() -> Vec<Field> {
    vec![
        Field::new("step.edition.edition", "标准编号", "Number of the edition", Input::Edition)
            .hint("含年号", "With its year"),
        Field::new("step.edition.title", "标准名称", "Title", Input::Line),
        Field::new("step.edition.in_force_from", "实施日", "First day in force", Input::Day),
        Field::new(
            "step.edition.is_consumer_standard",
            "是否终端消费品类标准",
            "A standard for consumer end products",
            Input::YesNo,
        )
        .optional(),
        Field::new("step.edition.table", "主要关键性能指标对比表", "Comparison table", Input::Table),
    ]
}

fn nodes() -> Vec<Field> {
    vec![Field::new("step.nodes", "体系表", "Nodes of the system", Input::Nodes).hint(
        "每行一个节点：代码 | 上级代码 | 名称 | 标准号 | 行业类别（GB/T 4754代码，如2041），没有的留空；上级在前，\
             下级未写行业类别的从其上级。可从表格直接粘贴",
        "One node a line: code | code of the node above | title | standard | class of GB/T 4754, such as 2041; what there \
             is not is left empty. Those above come first, and a node without a class is of that above it. Lines may be \
             pasted from a spreadsheet",
    )]
}
