//! The words in which stories are told: a firm declares, the federation grants, a bureau samples.

use policy::calendar::Day;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Actor, Office, OfficeKind};
use serde_json::{Value, json};
use site::papers::ENGINE;

use crate::demo::facts::{bureau_of, federation, firms, person};
use crate::demo::timeline::{Expect, Timeline};

/// A day of the story; the stories are fixed, so a day that is none shows when the demonstration is played.
pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap_or(Day::FIRST)
}

pub(super) fn plain(text: &str) -> Value {
    json!({ "plain": text })
}

/// The act that issues a paper in Chinese, made from an entry that an earlier step made.
pub(super) fn issued(entry: &str, kind: &str, copy: &str) -> Value {
    json!({ "do": "issue_paper", "paper": {
        "entry": entry, "kind": kind, "lang": "zh", "copy": copy, "engine": ENGINE,
        // Whoever plays the story makes the file and puts its digest here.
        "sha256": "0".repeat(64),
    } })
}

/// A firm, its product and its standard, on the timeline.
pub struct Firm<'t> {
    timeline: &'t mut Timeline,
    alias: &'static str,
    code: CreditCode,
    product: &'static str,
    edition: &'static str,
    /// The entry of the last revocation that was decided.
    revoked: Option<String>,
}

/// One-time charred bamboo chopsticks.
pub const CHOPSTICKS: (&str, &str) = ("BC-1", "T/ZZB 2109-2021");
/// Range hoods.
pub const HOOD: (&str, &str) = ("RH-1", "T/ZZB 0003-2020");
/// Plastic coloured pencils.
pub const PENCIL: (&str, &str) = ("CP-1", "T/ZZB 0878-2018");
/// Silk scarves.
pub const SCARF: (&str, &str) = ("SC-1", "T/ZZB 1527-2020");
/// Dark tea.
pub const TEA: (&str, &str) = ("DT-1", "T/ZZB 2061-2021");
/// PET resin.
pub const RESIN: (&str, &str) = ("PR-1", "T/ZZB 1350-2019");

/// An officer of one of several offices of a kind.
pub fn officer(login: &str, kind: OfficeKind, of: &str) -> Actor {
    Actor { person: person(login), office: Office::of(kind, of) }
}

impl<'t> Firm<'t> {
    /// A firm by its short name.
    pub fn of(
        timeline: &'t mut Timeline,
        alias: &'static str,
        goods: (&'static str, &'static str),
    ) -> Firm<'t> {
        let code = firms().get(alias).copied();
        // Every short name of the stories stands in `firms.csv`, and the demonstration's test plays them all.
        let code = code.unwrap_or_else(|| panic!("the demonstration has no firm `{alias}`"));
        Firm { timeline, alias, code, product: goods.0, edition: goods.1, revoked: None }
    }

    /// Its code, for firms that own others.
    pub fn code(&self) -> CreditCode {
        self.code
    }

    /// The same firm's other product.
    pub fn product(&mut self, product: &'static str) -> &mut Firm<'t> {
        self.product = product;
        self
    }

    /// Whoever acts for the firm.
    pub(super) fn maker(&self) -> Actor {
        Actor {
            person: person(&format!("m.{}", self.alias)),
            office: Office::of(OfficeKind::Maker, self.code.as_str()),
        }
    }

    /// Any act.
    pub fn act(&mut self, on: &str, actor: Actor, act: Value) -> String {
        self.timeline.act(day(on), actor, Some(self.code), act, Expect::Granted)
    }

    /// An act that the policy refuses.
    pub fn in_vain(&mut self, on: &str, actor: Actor, act: Value) {
        self.timeline.act(day(on), actor, Some(self.code), act, Expect::Refused);
    }

    /// Files a self-declaration; gives its reference.
    pub fn declares(&mut self, on: &str, until: &str) -> String {
        let filing =
            json!({ "product": self.product, "models": [], "edition": self.edition, "until": until });
        let label = self.act(on, self.maker(), json!({ "do": "file_declaration", "filing": filing }));
        format!("${label}/SD")
    }

    /// Files jointly with a parent.
    pub fn declares_with(&mut self, on: &str, until: &str, parent: CreditCode) -> String {
        let filing = json!({
            "product": self.product, "models": [], "edition": self.edition, "until": until, "parent": parent,
        });
        let label = self.act(on, self.maker(), json!({ "do": "file_declaration", "filing": filing }));
        format!("${label}/SD")
    }

    /// The parent joins the filing that names it.
    pub fn joined_by(&mut self, on: &str, parent: &'static str, declaration: &str) {
        let code = firms().get(parent).copied();
        let code = code.unwrap_or_else(|| panic!("the demonstration has no firm `{parent}`"));
        let actor = officer(&format!("m.{parent}"), OfficeKind::Maker, code.as_str());
        self.act(on, actor, json!({ "do": "join_declaration", "declaration": declaration }));
    }

    fn grant(declaration: &str, from: &str, until: &str) -> Value {
        json!({
            "do": "grant_declared", "declaration": declaration, "from": from, "valid_until": until,
            "reason": plain("条件均符合，准予授权。"),
        })
    }

    /// The federation grants a declaration; gives the reference of the mark.
    pub fn granted(&mut self, on: &str, declaration: &str, from: &str, until: &str) -> String {
        let label = self.act(on, federation(), Firm::grant(declaration, from, until));
        format!("${label}/PZB")
    }

    /// A grant that the policy refuses.
    pub fn granted_in_vain(&mut self, on: &str, declaration: &str, from: &str, until: &str) {
        self.in_vain(on, federation(), Firm::grant(declaration, from, until));
    }

    /// The federation refuses a declaration.
    pub fn refused(&mut self, on: &str, declaration: &str, why: &str) {
        let act = json!({ "do": "refuse_declaration", "declaration": declaration, "reason": plain(why) });
        self.act(on, federation(), act);
    }

    /// The maker withdraws its declaration.
    pub fn withdraws(&mut self, on: &str, declaration: &str) {
        self.act(on, self.maker(), json!({ "do": "withdraw_declaration", "declaration": declaration }));
    }

    /// What the federation grants on a certificate.
    pub fn on_certificate(certificate: &str, from: &str, until: &str) -> Value {
        json!({
            "do": "grant_certified", "certificate": certificate, "from": from, "valid_until": until,
            "reason": plain("认证证书有效，准予授权。"),
        })
    }

    /// The federation grants on a certificate; gives the reference of the mark.
    pub fn certified(&mut self, on: &str, certificate: &str, from: &str, until: &str) -> String {
        let label = self.act(on, federation(), Firm::on_certificate(certificate, from, until));
        format!("${label}/PZB")
    }

    /// A body suspends its certificate; gives the reference of the work that this opens.
    pub fn certificate_suspended(&mut self, on: &str, body: Actor, certificate: &str, why: &str) -> String {
        let act = json!({ "do": "suspend_certificate", "certificate": certificate, "reason": plain(why) });
        format!("${}/PR", self.act(on, body, act))
    }

    /// A certificate ends; gives the reference of the work that this opens.
    pub fn certificate_ends(&mut self, on: &str, body: Actor, certificate: &str, how: &str) -> String {
        let act = json!({
            "do": "end_fact", "kind": "certificate", "id": certificate, "how": how, "reason": plain("认证机构通知"),
        });
        format!("${}/PR", self.act(on, body, act))
    }

    /// A bureau samples the product.
    pub fn sampled(&mut self, on: &str, check: &str) {
        self.sampled_for(on, check, json!({ "why": "planned" }));
    }

    /// A bureau takes the follow-up sample.
    pub fn followed_up(&mut self, on: &str, check: &str, after: &str) {
        self.sampled_for(on, check, json!({ "why": "follow_up", "after": after }));
    }

    fn sampled_for(&mut self, on: &str, check: &str, reason: Value) {
        let bureau = bureau_of(self.code);
        let area = bureau.office.of.clone().unwrap_or_else(|| "330000".to_owned());
        let act = json!({
            "do": "sample_product", "id": check, "product": self.product, "edition": self.edition,
            "reason": reason, "bureau": area, "laboratory": "LAB-01",
            "sample": { "place": "生产企业成品仓库", "batch": on },
        });
        self.act(on, bureau, act);
    }

    /// The laboratory's result.
    pub fn tested(&mut self, on: &str, check: &str, meets_standard: bool) {
        let report = json!({ "number": format!("{check}-LAB-01") });
        let act = json!({ "do": "enter_result", "check": check, "meets_standard": meets_standard, "report": report });
        self.act(on, officer("lou", OfficeKind::Laboratory, "LAB-01"), act);
    }

    /// The party receives the result.
    pub fn notified(&mut self, on: &str, check: &str) {
        self.act(on, bureau_of(self.code), json!({ "do": "notify_result", "check": check }));
    }

    /// The party objects.
    pub fn objects(&mut self, on: &str, check: &str) {
        let act =
            json!({ "do": "object", "check": check, "statement": plain("对检验结果有异议，申请复检。") });
        self.act(on, self.maker(), act);
    }

    /// The reserve sample is sent to another laboratory, which gives its result.
    pub fn retested(&mut self, ordered: &str, on: &str, check: &str, meets_standard: bool) {
        let order = json!({ "do": "order_retest", "check": check, "laboratory": "LAB-02" });
        self.act(ordered, bureau_of(self.code), order);
        let report = json!({ "number": format!("{check}-LAB-02") });
        let act = json!({ "do": "enter_retest", "check": check, "meets_standard": meets_standard, "report": report });
        self.act(on, officer("ying", OfficeKind::Laboratory, "LAB-02"), act);
    }

    /// The objection is answered without a retest.
    pub fn answered(&mut self, on: &str, check: &str, answer: &str) {
        let act = json!({
            "do": "answer_objection", "check": check, "answer": answer, "reason": plain("经核查作出答复。"),
        });
        self.act(on, bureau_of(self.code), act);
    }

    /// The result is verified; gives the reference of the work that this opens, if any.
    pub fn verified(&mut self, on: &str, check: &str) -> String {
        format!(
            "${}/PR",
            self.act(on, bureau_of(self.code), json!({ "do": "verify_result", "check": check }))
        )
    }

    /// A whole check with a failure that nobody objects to.
    pub fn fails(&mut self, check: &str, days: [&str; 4]) -> String {
        let [sampled, tested, notified, verified] = days;
        self.sampled(sampled, check);
        self.tested(tested, check, false);
        self.notified(notified, check);
        self.verified(verified, check)
    }

    /// The interview after a first failure.
    pub fn interviewed(&mut self, called: &str, on: &str, proceeding: &str) {
        let appointment =
            json!({ "day": on, "time": "09:30", "place": "安吉县示例路1号县市场监管局201会议室" });
        let call = json!({ "do": "call_interview", "proceeding": proceeding, "appointment": appointment });
        let label = self.act(called, bureau_of(self.code), call);
        self.issues(called, &format!("${label}/#"), "interview_notice");
        let act = json!({
            "do": "hold_interview", "proceeding": proceeding, "minutes": plain("企业说明原因并提交整改措施。"),
        });
        self.act(on, bureau_of(self.code), act);
    }

    /// The paper of a step is issued for the parties.
    fn issues(&mut self, on: &str, entry: &str, kind: &str) {
        let act = issued(entry, kind, "parties");
        self.timeline.act(day(on), federation(), None, act, Expect::Granted);
    }

    fn step(
        &mut self,
        on: &str,
        actor: Actor,
        what: &str,
        proceeding: &str,
        text: Option<(&str, &str)>,
    ) -> String {
        let mut act = json!({ "do": what, "proceeding": proceeding });
        if let Some((field, words)) = text {
            act[field] = plain(words);
        }
        self.act(on, actor, act)
    }

    /// Notice of the intended act is served.
    pub fn notice(&mut self, on: &str, proceeding: &str) {
        let text = Some(("notice", "拟作出的决定、事实、理由与依据已告知。"));
        let label = self.step(on, federation(), "serve_notice", proceeding, text);
        self.issues(on, &format!("${label}/#"), "sanction_notice");
    }

    /// The party makes its statement.
    pub fn states(&mut self, on: &str, proceeding: &str) {
        let text = Some(("statement", "陈述与申辩意见。"));
        self.step(on, self.maker(), "state", proceeding, text);
    }

    /// The party asks for a hearing.
    pub fn asks_for_hearing(&mut self, on: &str, proceeding: &str) {
        self.step(on, self.maker(), "request_hearing", proceeding, None);
    }

    /// The hearing is held.
    pub fn heard(&mut self, on: &str, proceeding: &str) {
        let sitting =
            json!({ "place": "杭州市西湖区示例路100号三楼听证室", "attended": ["安吉县市场监管局"] });
        let act = json!({
            "do": "hold_hearing", "proceeding": proceeding, "sitting": sitting, "minutes": plain("听证笔录。"),
        });
        self.act(on, federation(), act);
    }

    /// The proceeding is decided.
    pub fn decided(&mut self, on: &str, proceeding: &str, outcome: &str) {
        let act = json!({
            "do": "decide_proceeding", "proceeding": proceeding, "outcome": outcome,
            "reason": plain("事实清楚，程序合法。"),
        });
        let label = self.act(on, federation(), act);
        // That it was decided comes first, and then that the mark is lost.
        self.revoked = (outcome == "revoked").then(|| format!("${label}/#+1"));
    }

    /// The decision is served; one that revokes once its paper is issued for the parties.
    pub fn served(&mut self, on: &str, proceeding: &str) {
        if let Some(entry) = self.revoked.take() {
            let act = issued(&entry, "revocation", "parties");
            self.timeline.act(day(on), federation(), None, act, Expect::Granted);
        }
        self.step(on, federation(), "serve_decision", proceeding, None);
    }

    /// The decision is published.
    pub fn published(&mut self, on: &str, proceeding: &str) {
        self.step(on, federation(), "publish_decision", proceeding, None);
    }
}
