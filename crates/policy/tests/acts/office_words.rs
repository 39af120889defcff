//! The words in which stories are told in the office of the tests: what must be done, what is refused, what is granted.

use policy::authorization::code::MarkCode;
use policy::decide::{Decision, Refusal};
use policy::paper::PaperKind;
use policy::powers::OfficeKind;
use policy::supervision::proceedings::paper_of_notice;
use policy::supervision::verdicts::papers_to_serve;
use serde_json::{Value, json};

use super::office::*;

impl Office {
    /// An act that must be decided, and the identifiers of the work that it opened.
    pub fn must(&mut self, kind: OfficeKind, on: &str, act: Value) -> Decision {
        let said = act.to_string();
        self.try_act(kind, on, act)
            .unwrap_or_else(|refusal| panic!("{said} on {on} was refused: {refusal:#?}"))
    }

    pub fn refused(&mut self, kind: OfficeKind, on: &str, act: Value) -> Refusal {
        let before = self.log.len();
        let said = act.to_string();
        match self.try_act(kind, on, act) {
            Ok(_) => panic!("{said} on {on} was not refused"),
            Err(refusal) => {
                assert_eq!(self.log.len(), before);
                refusal
            }
        }
    }

    pub fn fact(&mut self, kind: OfficeKind, on: &str, fact: Value) -> Decision {
        self.must(kind, on, json!({ "do": "enter_fact", "fact": fact }))
    }

    /// The firm declares a product on a day and is granted the mark on the next.
    pub fn granted(&mut self, product: &str, models: &[&str], filed: &str, granted: &str) -> MarkCode {
        let filing = json!({ "product": product, "models": models, "edition": "T/ZZB 9901-2020", "until": "2027-12-31" });
        self.must(OfficeKind::Maker, filed, json!({ "do": "file_declaration", "filing": filing }));
        let declaration = self.dossier().declarations.last().unwrap().id.clone();
        self.must(OfficeKind::Federation, granted, json!({ "do": "grant_declared", "declaration": declaration, "from": granted, "valid_until": "2027-12-31", "reason": { "sealed": "0" } }));
        self.dossier().authorizations.list.last().unwrap().code
    }

    /// A check of a product from sample to verified.
    pub fn failed(
        &mut self,
        id: &str,
        product: &str,
        sampled: &str,
        verified: &str,
        after: Option<&str>,
    ) -> Decision {
        self.notified(id, product, sampled, after);
        self.must(OfficeKind::CountyBureau, verified, json!({ "do": "verify_result", "check": id }))
    }

    /// A check with a failure, sampled, tested and notified on one day.
    pub fn notified(&mut self, id: &str, product: &str, sampled: &str, after: Option<&str>) {
        use OfficeKind::{CountyBureau, Laboratory};
        let reason = after.map_or_else(
            || json!({ "why": "planned" }),
            |after| json!({ "why": "follow_up", "after": after }),
        );
        self.must(CountyBureau, sampled, json!({ "do": "sample_product", "id": id, "product": product, "edition": "T/ZZB 9901-2020", "reason": reason, "bureau": "330109", "laboratory": "lab-1" }));
        self.must(Laboratory, sampled, json!({ "do": "enter_result", "check": id, "meets_standard": false }));
        self.must(CountyBureau, sampled, json!({ "do": "notify_result", "check": id }));
    }

    /// The identifiers of the work that waits, by the rule that opened it.
    pub fn waiting(&self, rule: &str) -> Vec<String> {
        let open = self.dossier().proceedings.iter().filter(|p| p.rule == rule && !p.is_closed());
        open.map(|p| p.id.clone()).collect()
    }

    /// A sanction from notice to publication, without a hearing.
    pub fn revoke(&mut self, proceeding: &str, notice: &str, decided: &str) {
        use OfficeKind::Federation;
        self.notice(proceeding, notice);
        self.must(Federation, decided, json!({ "do": "decide_proceeding", "proceeding": proceeding, "outcome": "revoked", "reason": { "sealed": "0" } }));
        self.serve(proceeding, decided);
        self.must(Federation, decided, json!({ "do": "publish_decision", "proceeding": proceeding }));
    }

    /// Notice is served, and its paper issued for the party on the same day.
    pub fn notice(&mut self, proceeding: &str, on: &str) {
        self.bare_notice(proceeding, on);
        self.issue_notice(proceeding, &self.today.to_string());
    }

    /// Notice is served, and its paper is not issued.
    pub fn bare_notice(&mut self, proceeding: &str, on: &str) {
        let notice = json!({ "do": "serve_notice", "proceeding": proceeding, "notice": { "sealed": "0" } });
        self.must(OfficeKind::Federation, on, notice);
    }

    /// The paper of the notice is issued for the party.
    pub fn issue_notice(&mut self, proceeding: &str, on: &str) {
        let found = self.dossier().proceedings.iter().find(|known| known.id == proceeding).unwrap();
        let paper = paper_of_notice(found).unwrap();
        self.must(OfficeKind::Federation, on, issue(paper, "zh", "parties"));
    }

    /// A decision is served, once its papers are issued for the parties.
    pub fn serve(&mut self, proceeding: &str, on: &str) {
        for paper in papers_to_serve(self.dossier(), proceeding) {
            self.must(OfficeKind::Federation, on, issue(paper, "zh", "parties"));
        }
        let serve = json!({ "do": "serve_decision", "proceeding": proceeding });
        self.must(OfficeKind::Federation, on, serve);
    }
}

/// The act that issues a paper made from an entry, in a language and for whom.
pub fn issue((entry, kind): (u64, PaperKind), lang: &str, copy: &str) -> Value {
    let sha256 = "0".repeat(64);
    let paper = json!({ "entry": entry, "kind": kind, "lang": lang, "copy": copy, "engine": "E 1", "sha256": sha256 });
    json!({ "do": "issue_paper", "paper": paper })
}
