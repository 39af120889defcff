//! One act of each kind on projects, and one fact of each kind that clause 2 needs of the scheme: what the table of
//! powers and the admission are asked with.

use policy::command::ActKind;
use policy::scheme::SchemeFactKind;
use policy::standard::project::act::ProjectActKind as P;
use serde_json::{Value, json};

/// What a fact about the scheme needs beside its identifier.
pub fn scheme_fact(kind: SchemeFactKind, on: &str) -> Value {
    match kind {
        SchemeFactKind::CatalogueEntry => {
            json!({ "category": "c", "title": "类", "published_on": on, "from": on })
        }
        SchemeFactKind::Body => json!({ "name": "机构", "kind": "laboratory", "from": on }),
        SchemeFactKind::Holder => json!({ "person": "x", "office": { "kind": "finance" }, "from": on }),
        SchemeFactKind::Organisation => {
            json!({ "office": { "kind": "finance" }, "name": "财政厅", "address": "路1号", "from": on })
        }
        SchemeFactKind::Call => {
            json!({ "title": "征集", "kind": "lead", "published_on": on, "from": on, "until": on })
        }
        SchemeFactKind::Expert => {
            json!({ "organisation": "示例大学", "kind": "research_institute", "from": on })
        }
        SchemeFactKind::ReviewBar => json!({ "expert": "E-1", "from": on }),
        SchemeFactKind::Artwork => json!({ "title": "品字标图样", "file": "a".repeat(64), "from": on }),
    }
}

/// An act on a project, one of each kind.
pub fn on_projects(kind: ActKind) -> Option<Value> {
    let ActKind::OnProject(kind) = kind else { return None };
    let project = if kind == P::Propose { "" } else { "XM-0" };
    let mut step = sample(kind);
    step["act"] = json!(kind.name());
    Some(json!({ "do": "on_project", "project": project, "step": step }))
}

fn sample(kind: P) -> Value {
    let why = || json!({ "sealed": "0" });
    match kind {
        P::Propose => json!({ "case_for_it": why(), "proposal": {
            "call": "none", "wants": { "want": "make" }, "title": "示例" } }),
        P::AcceptProposal
        | P::DeclineProposal
        | P::RefuseProject
        | P::SendBack
        | P::ApproveText
        | P::StopProject => json!({ "reason": why() }),
        P::WithdrawProposal | P::SubmitDraft | P::PublishSystem | P::KickOff => json!({}),
        P::AppointPanel => json!({ "purpose": "proposal", "experts": ["E-1"], "meets_on": "2022-03-01" }),
        P::NoteClause => {
            json!({ "panel": 1, "expert": "E-1", "clause": "5.1", "verdict": "agreed", "remark": why() })
        }
        P::CastVote => json!({ "panel": 1, "expert": "E-1", "vote": "for", "reason": why() }),
        P::ClosePanel => json!({ "panel": 1, "minutes": why() }),
        P::SetPanelAside => json!({ "panel": 1, "reason": why() }),
        P::AnnounceProject | P::OpenComments => json!({ "until": "2022-05-01" }),
        P::ApproveProject => json!({ "plan": { "year": 2022, "batch": 1, "line": 1 }, "reason": why() }),
        P::NameParticipant => json!({ "participant": { "name": "示例大学", "kind": "research_institute" } }),
        P::DropParticipant => json!({ "name": "示例大学", "reason": why() }),
        P::FileDocument => json!({ "kind": "draft", "title": "草案", "digest": "a".repeat(64) }),
        P::Comment => json!({ "comment": why() }),
        P::LetCommentsThrough => json!({ "comments": [1] }),
        P::AnswerComment => json!({ "comment": 1, "verdict": "adopted", "answer": why() }),
        P::SetCommentsAside => json!({ "comments": [1], "reason": why() }),
        P::PublishStandard => json!({ "edition": {
            "edition": "T/ZZB 9-2022", "title": "示例", "published_on": "2022-03-01", "in_force_from": "2022-03-01" } }),
        P::DrawSystem => json!({ "nodes": [{ "code": "A", "title": "示例" }] }),
        P::ReplaceLead => json!({ "lead": "91330100MA0P2B002W", "reason": why() }),
    }
}
