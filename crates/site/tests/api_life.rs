//! The life of a standard by API alone, from the call to its withdrawal: every act is found on the desk of whoever does it,
//! and done with a token, or without one by whoever comments.

use policy::powers::Office;
use registry::Token;
use serde_json::{Value, json};

use crate::client::Client;
use crate::program::{post, told};
use crate::world::{noon, people};

const EXPERTS: [&str; 5] = ["expert", "expert2", "expert3", "expert4", "expert5"];
const EDITION: &str = "T/ZZB 9905-2027";

struct Life {
    client: Client,
    maker: String,
    project: String,
}

fn why() -> Value {
    json!({ "plain": "示例理由" })
}

impl Life {
    /// With tokens that last as long as it does.
    fn begun() -> Life {
        let client = Client::new();
        let maker = client.world.named("maker").to_owned();
        for (login, person, _, office) in people(&maker, client.world.named("failed")) {
            let digest = ledger::hex(&ledger::digest(format!("pzb_{}_act", long(login)).as_bytes()));
            let known = client.world.registry.reader().token(&digest).expect("reads");
            if known.is_none() {
                client.world.registry.add_token(&token(digest, person, office)).expect("writes");
            }
        }
        Life { client, maker, project: String::new() }
    }

    fn comes(&self, day: &str) {
        self.client.world.at(noon(day).unix_seconds);
    }

    fn today(&self) -> String {
        policy::calendar::Day::in_shanghai(self.client.world.now()).to_string()
    }

    async fn act(&self, login: &str, enterprise: Option<&str>, act: Value) -> Value {
        let key = format!("life-{}", ledger::hex(&ledger::digest(format!("{login} {act}").as_bytes())));
        let mut command = json!({ "key": key, "on": self.today(), "act": act });
        if let Some(enterprise) = enterprise {
            command["enterprise"] = json!(enterprise);
        }
        let done =
            post(&self.client, Some(&long(login)), "/api/v1/acts", &json!({ "command": command })).await;
        assert_eq!(done.status.as_u16(), 201, "{login} {act}: {}", done.body);
        serde_json::from_str(&done.body).expect("a receipt")
    }

    async fn told(&self, login: Option<&str>, path: &str) -> Value {
        told(&self.client, login.map(long).as_deref(), path).await
    }

    /// What the desk of a login says of the project.
    async fn waits(&self, login: &str) -> Option<Value> {
        let desk = self.told(Some(login), "/api/v1/desk").await;
        let parts = desk["parts"].as_array().expect("parts").iter();
        let mut items = parts
            .filter(|part| part["part"] == "projects")
            .flat_map(|part| part["items"].as_array().expect("items"));
        items.find(|item| item["case"]["id"] == self.project.as_str()).cloned()
    }

    /// Does a step that the desk of whoever does it offers.
    async fn step(&self, login: &str, step: Value) -> Value {
        let waits = self.waits(login).await.unwrap_or_else(|| panic!("nothing waits for {login}: {step}"));
        let offered = json!({ "on_project": step["act"] });
        let acts = waits["acts"].as_array().expect("acts");
        assert!(acts.iter().any(|act| act["act"] == offered), "{login} is not offered {offered}: {waits:#}");
        self.on_project(login, step).await
    }

    async fn on_project(&self, login: &str, step: Value) -> Value {
        let act = json!({ "do": "on_project", "project": self.project, "step": step });
        self.act(login, Some(&self.maker), act).await
    }

    async fn stage(&self) -> String {
        let project = self.told(None, &format!("/api/v1/projects/{}", self.project)).await;
        project["stage"].as_str().expect("a stage").to_owned()
    }

    /// A panel sits, votes and meets.
    async fn heard(&self, number: u16, purpose: &str) {
        let experts = ["E-01", "E-02", "E-03", "E-04", "E-05"];
        let panel = json!({ "act": "appoint_panel", "purpose": purpose, "experts": experts, "meets_on": self.today() });
        self.step("federation", panel).await;
        for (login, expert) in EXPERTS.into_iter().zip(experts) {
            let mut vote = json!({ "act": "cast_vote", "panel": number, "expert": expert, "vote": "for", "reason": why() });
            if purpose == "text" {
                vote["positioning"] = json!({ "first_in_country": true, "advanced_in_world": true });
                let note = json!({
                    "act": "note_clause", "panel": number, "expert": expert, "clause": "5.2", "verdict": "agreed", "remark": why(),
                });
                self.step(login, note).await;
            }
            self.step(login, vote).await;
            assert!(self.waits(login).await.is_none(), "{login} has voted");
        }
        let panels =
            self.told(Some("federation"), &format!("/api/v1/projects/{}/panels", self.project)).await;
        let panel = &panels["items"][usize::from(number) - 1];
        assert_eq!(panel["votes"].as_array().map(Vec::len), Some(5), "{panel:#}");
        self.step("federation", json!({ "act": "close_panel", "panel": number, "minutes": why() })).await;
    }

    /// Somebody comments, the federation lets it through, and it is answered: of a notice by the federation, of a draft by
    /// the lead.
    async fn commented(&self, number: u32, answers: &str) {
        let path = format!("/api/v1/projects/{}/comments", self.project);
        let comment = json!({ "key": format!("0b8a2c1e-5f4d-4c3b-9a7e-{number:012}"), "clause": "5.2", "comment": "请注明年份。" });
        let sent = post(&self.client, None, &path, &comment).await;
        assert_eq!(sent.status.as_u16(), 201, "{}", sent.body);
        let waits = self.told(Some("federation"), &format!("{path}?state=waiting")).await;
        let comments: Vec<&Value> =
            waits["items"].as_array().expect("items").iter().map(|one| &one["comment"]).collect();
        assert_eq!(comments, [&json!(number)]);
        self.step("federation", json!({ "act": "let_comments_through", "comments": comments })).await;
        let open = self.told(Some("maker"), &format!("{path}?state=open")).await;
        assert_eq!(
            (&open["items"][0]["comment"], &open["items"][0]["text"]),
            (&json!(number), &json!("请注明年份。"))
        );
        let answer =
            json!({ "act": "answer_comment", "comment": number, "verdict": "adopted", "answer": why() });
        self.step(answers, answer).await;
        assert_eq!(self.told(None, &format!("{path}?state=open")).await["unanswered"], 0);
    }

    /// Sends a document and puts it on file.
    async fn filed(&self, kind: &str) {
        let mut file = crate::program::request("POST", Some(&long("maker")), "/api/v1/files");
        file.headers.push(("content-type".to_owned(), "application/pdf".to_owned()));
        file.body = format!("%PDF-1.7 {kind}\nstartxref\n9\n%%EOF\n");
        let kept = self.client.send(&file).await;
        assert_eq!(kept.status.as_u16(), 201, "{}", kept.body);
        let kept: Value = serde_json::from_str(&kept.body).expect("JSON");
        let document =
            json!({ "act": "file_document", "kind": kind, "title": kind, "digest": kept["digest"] });
        self.step("maker", document).await;
    }

    /// From a call to a project that is in the plan.
    async fn enters_the_plan(&mut self) {
        let today = self.today();
        let call = json!({
            "fact": "call", "id": "ZJ-9", "title": "示例征集九（虚构）", "kind": "lead", "published_on": today, "from": today,
            "until": "2026-12-31",
        });
        self.act("federation", None, json!({ "do": "enter_scheme_fact", "fact": call })).await;
        assert_eq!(self.told(None, "/api/v1/calls/ZJ-9").await["state"], "open");
        let proposal = json!({ "call": "ZJ-9", "wants": { "want": "make" }, "title": "热泵（虚构）" });
        let done = self
            .on_project("maker", json!({ "act": "propose", "proposal": proposal, "case_for_it": why() }))
            .await;
        self.project = done["created"][0].as_str().expect("a project").to_owned();
        assert_eq!(self.told(None, "/api/v1/calls/ZJ-9").await["projects"], json!([self.project]));
        self.step("federation", json!({ "act": "accept_proposal", "reason": why() })).await;
        self.heard(1, "proposal").await;
        self.step("federation", json!({ "act": "announce_project", "until": "2026-12-02" })).await;
        self.commented(1, "federation").await;
        assert!(self.waits("maker").await.is_none(), "the notice is the federation's");
        self.comes("2026-12-03");
        let plan = json!({ "year": 2026, "batch": 9, "line": 1 });
        self.step("federation", json!({ "act": "approve_project", "plan": plan, "reason": why() })).await;
    }

    /// From the plan to a published edition.
    async fn becomes_a_standard(&self) {
        self.step("maker", json!({ "act": "kick_off" })).await;
        for (name, kind) in
            [("示例检测院", "laboratory"), ("示例用户", "user"), ("示例标委会", "technical_committee")]
        {
            let participant = json!({ "name": name, "kind": kind });
            self.on_project("maker", json!({ "act": "name_participant", "participant": participant })).await;
        }
        for kind in ["draft", "explanation", "advancement"] {
            self.filed(kind).await;
        }
        self.step("federation", json!({ "act": "open_comments", "until": "2027-01-04" })).await;
        self.commented(2, "maker").await;
        self.comes("2027-01-05");
        self.step("maker", json!({ "act": "submit_draft" })).await;
        self.heard(2, "text").await;
        self.step("federation", json!({ "act": "approve_text", "reason": why() })).await;
        let edition = json!({
            "edition": EDITION, "title": "热泵（虚构）", "published_on": self.today(), "in_force_from": "2027-02-01",
            "table": {
                "sample": true,
                "references": [{ "id": "gb", "standard": "GB/T 9473-2022", "kind": "national_recommended", "name": { "zh": "性能" } }],
                "rows": [{ "indicator": { "zh": "能效" }, "unit": "%", "direction": "higher", "limit": "≥60",
                           "compared": [{ "reference": "gb", "cell": "≥30" }] }],
            },
        });
        self.step("federation", json!({ "act": "publish_standard", "edition": edition })).await;
    }
}

/// The name under which a login has a token that lasts.
fn long(login: &str) -> String {
    format!("life-{login}")
}

fn token(digest: String, person: &str, office: Office) -> Token {
    let expires = noon("2029-01-01").unix_seconds;
    let (person, scope, label) = (person.to_owned(), "act".to_owned(), "life".to_owned());
    Token { digest, person, office: Some(office), scope, label, expires, used: 0 }
}

#[tokio::test]
async fn a_standard_lives_by_api_from_its_call_to_its_withdrawal() {
    let mut life = Life::begun();
    life.enters_the_plan().await;
    assert_eq!(life.stage().await, "approved");
    life.becomes_a_standard().await;
    assert_eq!(life.stage().await, "published");
    let documents = life.told(None, &format!("/api/v1/projects/{}", life.project)).await["documents"].clone();
    let kinds: Vec<&Value> =
        documents.as_array().expect("documents").iter().map(|one| &one["kind"]).collect();
    assert_eq!(kinds, [&json!("draft"), &json!("explanation"), &json!("advancement")]);

    // Its table to hang up is issued in two calls, and its lead has new duties, which it is told and everybody is not.
    let papers = life.told(Some("federation"), "/api/v1/cases/edition/T%2FZZB%209905-2027/papers").await;
    let poster = papers["items"]
        .as_array()
        .expect("items")
        .iter()
        .find(|one| one["file"] == "comparison_poster.zh.pdf");
    let address = poster.expect("a poster")["address"].as_str().expect("an address").to_owned();
    let address = address.strip_prefix("http://pages.example").expect("ours");
    let poster = life.told(Some("federation"), address).await;
    let issued = post(
        &life.client,
        Some(&long("federation")),
        "/api/v1/acts",
        &json!({ "command": poster["command"] }),
    )
    .await;
    assert_eq!(issued.status.as_u16(), 201, "{}", issued.body);
    assert_eq!(life.told(None, address).await["sha256"], poster["sha256"], "for everybody");
    let verdicts = format!("/api/v1/makers/{}/verdicts", life.maker);
    let own = life.told(Some("maker"), &verdicts).await;
    let duties = |told: &Value| {
        told["judged"]
            .as_array()
            .expect("judged")
            .iter()
            .filter(|one| one["subject"] == "drafting_role")
            .count()
    };
    assert!(duties(&own) > 0 && duties(&life.told(None, &verdicts).await) == 0, "{own:#}");

    // It is not to be reviewed, and ends by an act.
    life.comes("2027-02-01");
    let review = life.told(None, "/api/v1/standards/T~ZZB_9905/verdicts").await;
    assert_eq!(review["judged"][0]["id"], EDITION);
    assert_ne!(review["judged"][0]["verdict"]["outcome"], "not_met");
    life.act("federation", None, json!({ "do": "withdraw_edition", "edition": EDITION, "reason": why() }))
        .await;
    let standard = life.told(None, "/api/v1/standards/T~ZZB_9905").await;
    assert_eq!(standard["editions"][0]["ended"]["on"], "2027-02-01", "{standard:#}");
}
