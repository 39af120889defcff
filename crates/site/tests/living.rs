//! The life of projects and standards as their pages and desks tell it: a lead that is gone, decisions with their grounds,
//! acts that the rules would refuse, a revocation whose paper is not issued.

use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use policy::supervision::verdicts::papers_to_serve;
use registry::Receipt;
use serde_json::{Value, json};

use crate::client::{Asked, Client};
use crate::world::{World, noon};

const DAY: &str = "2026-11-24";

fn federation() -> Office {
    Office::sole(OfficeKind::Federation)
}

fn act(world: &World, office: Office, enterprise: CreditCode, on: &str, act: Value) -> Receipt {
    world.try_act(office, Some(enterprise), on, act).unwrap_or_else(|refused| panic!("{refused:#?}"))
}

fn step(project: &str, step: Value) -> Value {
    json!({ "do": "on_project", "project": project, "step": step })
}

fn why() -> Value {
    json!({ "plain": "李四写的理由" })
}

async fn page(client: &Client, login: Option<&str>, path: &str) -> String {
    let mut asked = Asked::get(path);
    asked.headers.extend(login.map(|login| ("cookie".to_owned(), client.session(login, None).0)));
    let answer = client.send(&asked).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
    answer.body
}

/// The row of a list that leads to an address.
fn row<'b>(body: &'b str, address: &str) -> &'b str {
    let (_, rest) = body
        .split_once(&format!("<li><a class=\"title\" href=\"{address}\""))
        .unwrap_or_else(|| panic!("no row leads to {address}: {body}"));
    rest.split("</li>").next().expect("a row")
}

fn lead_of(world: &World, project: &str) -> CreditCode {
    let filed = world.registry.reader().project(project).expect("reads").expect("on file").value;
    filed.progress().lead.expect("led").0
}

#[tokio::test]
async fn a_project_whose_lead_is_gone_says_so_until_another_one_leads() {
    let client = Client::new();
    let world = &client.world;
    let planned = world.named("planned").to_owned();
    let lead = lead_of(world, &planned);
    let maker: CreditCode = world.named("maker").parse().expect("a code");
    let case = format!("/cases/project/{planned}");
    let replacement = format!("{case}/acts/lead-replacement");
    let before = page(&client, Some("federation"), "/desk?lang=en").await;
    assert!(!before.contains("Nobody leads it"), "{before}");
    let dossier = world.registry.reader().dossier(lead).expect("reads").expect("on file").value;
    let seat = dossier.head_offices.list.first().expect("a seat").id.clone();
    let end = json!({ "do": "end_fact", "kind": "head_office", "id": seat, "reason": why() });
    act(world, Office::of(OfficeKind::ProvinceBureau, "330000"), lead, DAY, end);

    let desk = page(&client, Some("federation"), "/desk?lang=en").await;
    let told = row(&desk, &case);
    for part in [
        "Nobody leads it",
        "The head office of the lead ended with no later one",
        "ended on 2026-11-24",
        "no standard comes of it",
        "Replace the lead",
        &format!("href=\"{replacement}\""),
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let desk = page(&client, Some("federation"), "/desk?lang=zh").await;
    assert!(row(&desk, &case).contains("无人牵头"), "{desk}");
    // The page says it to everybody, the act is offered to whoever does it.
    let public = format!("/projects/{planned}?lang=en");
    let (anybody, office) =
        (page(&client, None, &public).await, page(&client, Some("federation"), &public).await);
    for body in [&anybody, &office, &page(&client, Some("federation"), &format!("{case}?lang=en")).await] {
        assert!(
            body.contains("c2.lead_there") && body.contains("the project waits until another unit leads it"),
            "{body}"
        );
    }
    assert!(office.contains(&replacement) && !anybody.contains(&replacement), "{office}");
    let earlier = page(&client, None, &format!("{public}&as_of=2026-11-23")).await;
    assert!(!earlier.contains("c2.lead_there"), "{earlier}");

    let replace = json!({ "act": "replace_lead", "lead": maker, "reason": why() });
    act(world, federation(), lead, DAY, step(&planned, replace));
    let desk = page(&client, Some("federation"), "/desk?lang=en").await;
    assert!(!row(&desk, &case).contains("Nobody leads it"), "{desk}");
    let body = page(&client, None, &public).await;
    assert!(body.contains("Lead replaced") && !body.contains("the project waits until"), "{body}");
    assert!(
        body.contains("The head office of the lead ended with no later one"),
        "the ground is told: {body}"
    );
    assert!(!body.contains("李四"), "and no reason in words: {body}");
}

#[tokio::test]
async fn what_the_rules_would_refuse_is_not_offered_and_the_decision_tells_its_ground() {
    let client = Client::new();
    let world = &client.world;
    let maker: CreditCode = world.named("maker").parse().expect("a code");
    // A second one under the title of one that was taken up.
    let proposal = json!({ "call": "ZJ-1", "wants": { "want": "make" }, "title": "烤箱（虚构）" });
    let propose = json!({ "act": "propose", "proposal": proposal, "case_for_it": { "plain": "示例理由" } });
    let own = Office::of(OfficeKind::Maker, maker.as_str());
    let second = act(world, own, maker, DAY, step("", propose)).created.pop().expect("a project");
    let desk = page(&client, Some("federation"), "/desk?lang=en").await;
    let told = row(&desk, &format!("/cases/project/{second}"));
    assert!(told.contains("What you can do: Do not accept the proposal<"), "{told}");
    assert!(
        told.contains("“Accept the proposal” would be refused now: Another project that was taken up"),
        "{told}"
    );
    assert!(told.contains("Take part in that project, or propose again when it is over"), "{told}");
    let first = row(&desk, &format!("/cases/project/{}", world.named("proposal")));
    assert!(first.contains("What you can do: Accept the proposal, Do not accept the proposal<"), "{first}");

    let decline = json!({ "act": "decline_proposal", "reason": why() });
    act(world, federation(), maker, DAY, step(&second, decline));
    for (lang, ground) in [
        ("en", "Another project that was taken up makes or revises the same standard"),
        ("zh", "已有其他受理的项目制定或修订同一标准"),
    ] {
        let body = page(&client, None, &format!("/projects/{second}?lang={lang}")).await;
        assert!(body.contains(ground) && body.contains("c2.one_project"), "{body}");
        assert!(body.contains(world.named("hearing")), "which one, is a fact of it: {body}");
        assert!(!body.contains("李四") && !body.contains("c4."), "{body}");
    }
}

#[tokio::test]
async fn a_panel_that_did_not_carry_is_told_without_its_members() {
    let client = Client::new();
    let world = &client.world;
    let hearing = world.named("hearing").to_owned();
    let maker: CreditCode = world.named("maker").parse().expect("a code");
    for (expert, vote) in [("E-01", "against"), ("E-02", "against"), ("E-03", "for"), ("E-04", "abstain")] {
        let ballot =
            json!({ "act": "cast_vote", "panel": 1, "expert": expert, "vote": vote, "reason": why() });
        act(world, Office::of(OfficeKind::Expert, expert), maker, DAY, step(&hearing, ballot));
    }
    let close = json!({ "act": "close_panel", "panel": 1, "minutes": why() });
    act(world, federation(), maker, DAY, step(&hearing, close));
    let desk = page(&client, Some("federation"), "/desk?lang=en").await;
    let told = row(&desk, &format!("/cases/project/{hearing}"));
    assert!(told.contains("What you can do: Do not approve the project<"), "{told}");
    assert!(
        told.contains("“Give public notice” would be refused now: The panel did not carry the proposal"),
        "{told}"
    );
    // That a member was barred counts against the panel; who it was is told to nobody.
    let bar = json!({ "fact": "review_bar", "id": "B-1", "expert": "E-03", "from": DAY });
    let bar = json!({ "do": "enter_scheme_fact", "fact": bar });
    world.try_act(federation(), None, DAY, bar).unwrap_or_else(|refused| panic!("{refused:#?}"));
    act(world, federation(), maker, DAY, step(&hearing, json!({ "act": "refuse_project", "reason": why() })));
    let body = page(&client, None, &format!("/projects/{hearing}?lang=en")).await;
    assert!(
        body.contains("c2.proposal_panel") && body.contains("1 in favour, 2 against, 1 abstaining"),
        "{body}"
    );
    assert!(!body.contains("E-03") && !body.contains("barred"), "{body}");
}

#[tokio::test]
async fn a_revocation_waits_for_its_paper_before_its_service() {
    let client = Client::new();
    let world = &client.world;
    let maker: CreditCode = world.named("maker").parse().expect("a code");
    let listing = json!({ "fact": "listing", "id": "L-1", "listed_on": DAY, "authority": "局" });
    let listed = json!({ "do": "enter_fact", "fact": listing });
    act(world, Office::of(OfficeKind::ProvinceBureau, "330000"), maker, DAY, listed);
    let dossier = || world.registry.reader().dossier(maker).expect("reads").expect("on file").value;
    let work =
        dossier().proceedings.iter().rfind(|one| one.rule == "c11.not_listed").expect("opened").id.clone();
    let notice = json!({ "do": "serve_notice", "proceeding": work, "notice": why() });
    act(world, federation(), maker, DAY, notice);
    world.issue_notice(maker, &work, DAY);
    let decide =
        json!({ "do": "decide_proceeding", "proceeding": work, "outcome": "revoked", "reason": why() });
    act(world, federation(), maker, "2026-12-10", decide);
    world.at(noon("2026-12-10").unix_seconds);
    let papers = papers_to_serve(&dossier(), &work);
    assert!(!papers.is_empty());
    let case = format!("/cases/proceeding/{work}");
    let desk = page(&client, Some("federation"), "/desk?lang=en").await;
    let told = row(&desk, &case);
    assert!(!told.contains("Record that the decision was served"), "{told}");
    for (entry, _) in &papers {
        assert!(
            told.contains(&format!("href=\"/papers/{entry}\""))
                && told.contains("issue it in Chinese for the parties first"),
            "{told}"
        );
    }
    let serve = json!({ "do": "serve_decision", "proceeding": work });
    assert!(world.try_act(federation(), Some(maker), "2026-12-10", serve.clone()).is_err());
    papers.iter().for_each(|paper| world.issue(*paper, "parties", "2026-12-10"));
    let desk = page(&client, Some("federation"), "/desk?lang=en").await;
    assert!(row(&desk, &case).contains("Record that the decision was served"), "{desk}");
    act(world, federation(), maker, "2026-12-10", serve);
}
