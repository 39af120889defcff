//! What the publication of a standard enters elsewhere: the part of each enterprise that took part, in its own dossier, in
//! the transaction of the publication.

use policy::enterprise::credit_code::CreditCode;
use policy::powers::Actor;
use policy::standard::drafting::{DrafterKind, DraftingPart};
use registry::{Foreseen, Order, Receipt};
use serde_json::{Value, json};

use crate::projects::{called, expert, keep, person, proposed, step, to_the_plan, why};
use crate::rebuild::rebuilt_is_live;
use crate::support::*;

/// From the plan to an approved text, on the 21st of May.
fn to_an_approved_text(house: &House, firm: CreditCode, id: &str) {
    let by_firm = |on: &str, does: Value| house.done(maker(firm), Some(firm), on, step(id, does));
    let by_federation = |on: &str, does: Value| house.done(federation(), Some(firm), on, step(id, does));
    by_firm("2024-03-04", json!({"act": "kick_off"}));
    for kind in ["draft", "explanation", "advancement"] {
        let digest = keep(&house.registry, firm, "P-M", format!("%PDF-1.7 {kind}").as_bytes());
        by_firm("2024-03-25", json!({"act": "file_document", "kind": kind, "title": kind, "digest": digest}));
    }
    by_federation("2024-04-01", json!({"act": "open_comments", "until": "2024-05-06"}));
    by_firm("2024-05-07", json!({"act": "submit_draft"}));
    let five = ["E-1", "E-2", "E-3", "E-4", "E-5"];
    let panel = json!({"act": "appoint_panel", "purpose": "text", "experts": five, "meets_on": "2024-05-20"});
    by_federation("2024-05-10", panel);
    let by_expert = |id_of_expert: &str, says: Value| {
        let says =
            order(expert(id_of_expert), &house.key(), None, ("2024-05-20", "2024-05-20"), step(id, says));
        let actor = Actor { person: person(id_of_expert), ..says.actor };
        let last = registry::Moment { unix_seconds: house.registry.reader().head().entered };
        house.registry.act(Order { actor, now: says.now.max(last), ..says }).expect("a word of the panel");
    };
    let note = json!({"act": "note_clause", "panel": 2, "expert": "E-1", "clause": "5.1", "verdict": "agreed", "remark": why()});
    by_expert("E-1", note);
    for id_of_expert in five {
        let vote = json!({"act": "cast_vote", "panel": 2, "expert": id_of_expert, "vote": "for", "reason": why(),
                          "positioning": {"first_in_country": true, "advanced_in_world": true}});
        by_expert(id_of_expert, vote);
    }
    by_federation("2024-05-20", json!({"act": "close_panel", "panel": 2, "minutes": why()}));
    by_federation("2024-05-21", json!({"act": "approve_text", "reason": why()}));
}

fn publication(id: &str) -> Value {
    let edition = json!({
        "edition": "T/ZZB 9905-2024", "title": "读写作业台灯", "published_on": "2024-06-03", "in_force_from": "2024-07-01",
        "table": {
            "sample": true,
            "references": [{"id": "gb", "standard": "GB/T 9473-2022", "kind": "national_recommended", "name": {"zh": "读写作业台灯性能要求"}}],
            "rows": [{"indicator": {"zh": "照度"}, "unit": "lx", "direction": "higher", "limit": "≥600",
                      "compared": [{"reference": "gb", "cell": "≥300"}]}],
        },
    });
    step(id, json!({"act": "publish_standard", "edition": edition}))
}

fn publish(house: &House, firm: CreditCode, id: &str) -> Receipt {
    house.done(federation(), Some(firm), "2024-06-03", publication(id))
}

/// Who would become a drafter by the publication, and the last day of the duties that come with it.
fn foreseen(house: &House, firm: CreditCode, id: &str) -> Vec<(CreditCode, DraftingPart, Option<String>)> {
    let days = ("2024-06-03", "2024-06-03");
    let asked = order(federation(), &house.key(), Some(firm), days, publication(id));
    let would = house.registry.reader().foresee(&asked);
    let Ok(Foreseen::Would(foresight)) = would else { panic!("it would be done: {would:?}") };
    let parts = foresight.parts.iter();
    parts.map(|one| (one.enterprise, one.role.part, one.last.map(|last| last.to_string()))).collect()
}

#[test]
fn whoever_took_part_is_entered_as_a_drafter_with_the_publication() {
    let (house, firm) = called();
    let (partner, stranger) = (code(2), code(3));
    house.enterprise(partner, "宁波示例电器有限公司", "2021-05-01");
    let id = proposed(&house, firm, "读写作业台灯", "2024-01-10");
    to_the_plan(&house, firm, &id, 7).expect("approved");
    for (name, kind, enterprise) in [
        ("宁波示例电器有限公司", "leading_firm", Some(partner)),
        ("示例大学", "research_institute", Some(stranger)),
    ] {
        let mut participant = json!({"name": name, "kind": kind});
        if let Some(enterprise) = enterprise {
            participant["enterprise"] = json!(enterprise);
        }
        house.done(
            federation(),
            Some(firm),
            "2024-02-20",
            step(&id, json!({"act": "name_participant", "participant": participant})),
        );
    }
    for (name, kind) in [
        ("示例检验院", "laboratory"),
        ("示例认证", "certification_body"),
        ("示例标委会", "technical_committee"),
        ("示例协会", "association"),
        ("示例用户", "user"),
    ] {
        let participant = json!({"name": name, "kind": kind});
        house.done(
            federation(),
            Some(firm),
            "2024-02-20",
            step(&id, json!({"act": "name_participant", "participant": participant})),
        );
    }
    to_an_approved_text(&house, firm, &id);
    let last = Some("2025-07-01".to_owned());
    assert_eq!(
        foreseen(&house, firm, &id),
        [(firm, DraftingPart::Lead, last.clone()), (partner, DraftingPart::Participant, last)],
        "before anything is written"
    );
    let receipt = publish(&house, firm, &id);
    assert!(receipt.unopened.is_empty(), "{receipt:?}");
    let reader = house.registry.reader();
    let parts = |code: CreditCode| {
        let dossier = reader.dossier(code).expect("readable").expect("on file").value;
        let list = dossier.drafting_roles.list.into_iter();
        list.map(|role| (role.part, role.drafter, role.since.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(parts(firm), [(DraftingPart::Lead, DrafterKind::Maker, "2024-06-03".to_owned())]);
    assert_eq!(
        parts(partner),
        [(DraftingPart::Participant, DrafterKind::LeadingFirm, "2024-06-03".to_owned())]
    );
    assert!(reader.dossier(stranger).expect("readable").is_none(), "nobody is put on file by it");
    sound(&house.registry);
    verified(&house.registry);
    rebuilt_is_live(&house);
}
