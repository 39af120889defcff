//! The second implementation of clause 2: written from the policy page and reading 0021, naively, over plain JSON and
//! counting days one by one; and the comparison of both on projects of every shape.

use std::collections::{BTreeMap, BTreeSet};

use policy::finding::outcome;
use policy::question::About;
use policy::rules;
use proptest::prelude::*;
use serde_json::Value;

use super::dossiers::any_file;
use super::oracle::{On, Ymd, ymd};
use super::oracle_4::next;
use super::tape::Tape;
use super::{bytes, config, questions};
use crate::law;

/// The steps of a project that had happened by a day, in the order they were entered, with their days.
fn steps(project: &Value, day: Ymd) -> Vec<(Ymd, &Value)> {
    let all = project["steps"].as_array().unwrap().iter();
    all.map(|stepped| (ymd(&stepped["mark"]["on"]), &stepped["step"])).filter(|(on, _)| *on <= day).collect()
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

/// What a panel came to.
#[derive(Default, Clone)]
struct Panel<'a> {
    purpose: &'a str,
    experts: Vec<&'a str>,
    votes: BTreeMap<&'a str, &'a Value>,
    met: Option<Ymd>,
    gone: bool,
}

/// Where a project stands by some of its steps: the name of the stage, and its panels by number.
fn stands<'a>(steps: &[(Ymd, &'a Value)]) -> (&'static str, BTreeMap<u64, Panel<'a>>) {
    let mut stage = "proposed";
    let mut panels: BTreeMap<u64, Panel> = BTreeMap::new();
    for (on, step) in steps {
        let number = step["panel"].as_u64().unwrap_or_default();
        match text(step, "is") {
            "panel_appointed" => {
                let experts =
                    step["experts"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
                panels.insert(number, Panel { purpose: text(step, "purpose"), experts, ..Panel::default() });
            }
            "voted" => {
                if let Some(panel) = panels.get_mut(&number) {
                    panel.votes.insert(text(step, "expert"), step);
                }
            }
            "panel_met" => {
                if let Some(panel) = panels.get_mut(&number) {
                    panel.met = Some(*on);
                    stage = if panel.purpose == "text" { "examined" } else { "heard" };
                }
            }
            "panel_set_aside" => {
                if let Some(panel) = panels.get_mut(&number) {
                    let stood = panel.met.is_some() && !panel.gone;
                    panel.gone = true;
                    stage = match (panel.purpose, stage) {
                        ("proposal", "heard" | "announced") if stood => "accepted",
                        ("text", "examined" | "text_approved") if stood => "submitted",
                        (_, other) => other,
                    };
                }
            }
            "sent_back" => {
                panels
                    .values_mut()
                    .filter(|panel| panel.purpose == "text")
                    .for_each(|panel| panel.gone = true);
                stage = "drafting";
            }
            "accepted" => stage = "accepted",
            "declined" | "withdrawn" | "refused" | "stopped" | "published" => stage = "over",
            "announced" => stage = "announced",
            "approved" => stage = "approved",
            "kicked_off" => stage = "drafting",
            "comments_opened" => stage = "comments",
            "submitted" => stage = "submitted",
            "text_approved" => stage = "text_approved",
            _ => {}
        }
    }
    (stage, panels)
}

fn proposal<'a>(steps: &[(Ymd, &'a Value)]) -> Option<(Ymd, &'a Value)> {
    steps.first().filter(|(_, step)| step["is"] == "proposed").map(|(on, step)| (*on, &step["proposal"]))
}

/// What a proposal is about.
fn subject(proposal: &Value) -> String {
    let wants = &proposal["wants"];
    match text(wants, "want") {
        "revise" => text(wants, "standard").to_owned(),
        want => format!("{want} {}", text(proposal, "title").replace(' ', "")),
    }
}

/// The scheme on a day.
struct World<'a> {
    file: &'a Value,
    scheme: On<'a>,
    day: Ymd,
}

impl World<'_> {
    fn call_answered(&self, steps: &[(Ymd, &Value)]) -> &'static str {
        let Some((made, proposal)) = proposal(steps) else { return "not_applicable" };
        let calls = self.scheme.that_count("calls", "published_on");
        let Some(call) = calls.into_iter().find(|call| call["id"] == proposal["call"]) else {
            return "cannot_tell";
        };
        let closed = call.get("ended").map(|end| ymd(&end["on"])).filter(|end| *end <= self.day);
        let takes = if proposal["wants"]["want"] == "system" { "system" } else { "lead" };
        let is_open =
            ymd(&call["from"]) <= made && made <= ymd(&call["until"]) && closed.is_none_or(|end| made < end);
        if is_open && call["kind"] == takes { "met" } else { "not_met" }
    }

    fn one_project(&self, own: &Value, steps: &[(Ymd, &Value)]) -> &'static str {
        let Some((_, asked)) = proposal(steps) else { return "not_applicable" };
        let others =
            self.file["projects"].as_array().unwrap().iter().filter(|other| other["id"] != own["id"]);
        let mut rivals = others.filter(|other| {
            let theirs = self::steps(other, self.day);
            let is_one = proposal(&theirs).is_some_and(|(_, other)| subject(other) == subject(asked));
            is_one && !["proposed", "over"].contains(&stands(&theirs).0)
        });
        if rivals.next().is_some() { "not_met" } else { "met" }
    }

    fn revision_grounded(&self, steps: &[(Ymd, &Value)]) -> &'static str {
        let Some((_, asked)) = proposal(steps) else { return "not_applicable" };
        if asked["wants"]["want"] != "revise" {
            return "not_applicable";
        }
        let standards = self.file["standards"].as_array().unwrap().iter();
        let own = standards.filter(|standard| standard["number"] == asked["wants"]["standard"]);
        let editions = own.flat_map(|standard| standard["editions"].as_array().unwrap());
        let there: Vec<&Value> =
            editions.filter(|e| e.get("annulled").is_none() && ymd(&e["published_on"]) <= self.day).collect();
        let stands = |e: &&Value| e.get("ended").is_none_or(|end| ymd(&end["on"]) > self.day);
        match (there.is_empty(), there.iter().any(stands)) {
            (true, _) => "cannot_tell",
            (_, true) => "met",
            (_, false) => "not_met",
        }
    }

    /// Asked for so many days, the last of them over, and nothing that counts is left without an answer.
    fn asked(&self, steps: &[(Ymd, &Value)], opening: &str, days: usize) -> &'static str {
        let Some((from, step)) = steps.iter().rfind(|(_, step)| step["is"] == opening) else {
            return "cannot_tell";
        };
        if *from < (2019, 1, 1) {
            return "not_applicable";
        }
        let until = ymd(&step["until"]);
        let mut waiting: BTreeSet<u64> = BTreeSet::new();
        for (on, step) in steps {
            let number = step["comment"].as_u64().unwrap_or_default();
            match text(step, "is") {
                "commented" if opening == "comments_opened" || *on <= until => drop(waiting.insert(number)),
                "comment_answered" => drop(waiting.remove(&number)),
                "comments_set_aside" => {
                    let aside: BTreeSet<u64> =
                        step["comments"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
                    waiting.retain(|number| !aside.contains(number));
                }
                _ => {}
            }
        }
        let (mut day, mut count) = (*from, 0);
        while day < until {
            day = next(day);
            count += 1;
        }
        if waiting.is_empty() && count >= days && self.day > until { "met" } else { "not_met" }
    }

    fn panel(&self, steps: &[(Ymd, &Value)], purpose: &str) -> &'static str {
        let (_, panels) = stands(steps);
        let last = panels.values().rfind(|panel| panel.purpose == purpose && !panel.gone);
        let Some((panel, met)) = last.and_then(|panel| Some((panel, panel.met?))) else {
            return "cannot_tell";
        };
        if met < (2019, 1, 1) {
            return "not_applicable";
        }
        let (members, mut is_unknown) = (panel.experts.len(), false);
        let votes =
            |counts: &dyn Fn(&Value) -> bool| panel.votes.values().filter(|vote| counts(vote)).count();
        let carried = votes(&|vote| vote["vote"] == "for") * 3 >= members * 2;
        let placed = votes(&|vote| vote["positioning"]["advanced_in_world"] == true) * 3 >= members * 2;
        let mut is_good = members >= 5 && carried && (purpose != "text" || placed);
        for id in &panel.experts {
            match self.may_sit(id, met, steps) {
                Some(may) => is_good &= may,
                None => is_unknown = true,
            }
        }
        if !is_good {
            "not_met"
        } else if is_unknown {
            "cannot_tell"
        } else {
            "met"
        }
    }

    /// On the register that day, not barred, and nobody to whom the expert belongs had a part in the project.
    fn may_sit(&self, id: &str, met: Ymd, steps: &[(Ymd, &Value)]) -> Option<bool> {
        let experts = self.scheme.that_count("experts", "from");
        let expert = experts.into_iter().find(|expert| expert["id"] == id)?;
        let ended_by =
            |record: &Value| record.get("ended").is_some_and(|end| ymd(&end["on"]) <= met.min(self.day));
        let is_on = ymd(&expert["from"]) <= met
            && expert.get("valid_until").is_none_or(|last| met <= ymd(last))
            && !ended_by(expert);
        let bars = self.scheme.that_count("review_bars", "from");
        let is_barred =
            bars.into_iter().any(|bar| bar["expert"] == id && ymd(&bar["from"]) <= met && !ended_by(bar));
        let (mut lead, mut with) = ((Value::Null, Value::Null), BTreeSet::new());
        for (_, step) in steps.iter().filter(|(on, _)| *on <= met) {
            match text(step, "is") {
                "proposed" | "lead_replaced" => lead = (step["lead"].clone(), step["lead_name"].clone()),
                "participant_named" => drop(with.insert(text(&step["participant"], "name"))),
                "participant_left" => drop(with.remove(text(step, "name"))),
                _ => {}
            }
        }
        let works_for = expert["organisation"].as_str().unwrap();
        let has_interest = expert.get("enterprise").is_some_and(|code| *code == lead.0)
            || lead.1 == works_for
            || with.contains(works_for);
        Some(is_on && !is_barred && !has_interest)
    }

    fn papers(&self, steps: &[(Ymd, &Value)]) -> &'static str {
        let filed: BTreeSet<&str> =
            steps.iter().filter(|(_, s)| s["is"] == "document_filed").map(|(_, s)| text(s, "kind")).collect();
        let all = ["draft", "explanation", "advancement"].iter().all(|kind| filed.contains(kind));
        if all { "met" } else { "cannot_tell" }
    }

    /// The lead of that day has a head office that goes on; nobody can tell where its dossier or its seat is not there.
    fn led(&self, steps: &[(Ymd, &Value)]) -> &'static str {
        let leads = |at: &&(Ymd, &Value)| ["proposed", "lead_replaced"].contains(&text(at.1, "is"));
        let Some(lead) = steps.iter().rfind(leads).map(|(_, step)| &step["lead"]) else {
            return "not_applicable";
        };
        if stands(steps).0 == "over" {
            return "not_applicable";
        }
        let others = self.file["parents"].as_array().into_iter().flatten();
        let mut known = std::iter::once(&self.file["enterprise"]).chain(others);
        let Some(dossier) = known.find(|of| of["enterprise"] == *lead) else { return "cannot_tell" };
        let seats = On { dossier, day: self.day }.that_count("head_offices", "since");
        let Some(latest) = seats.iter().map(|seat| ymd(&seat["since"])).max() else { return "cannot_tell" };
        let goes_on = |seat: &&Value| seat.get("ended").is_none_or(|end| ymd(&end["on"]) > self.day);
        let stands =
            seats.into_iter().filter(|seat| ymd(&seat["since"]) == latest).any(|seat| goes_on(&seat));
        if stands { "met" } else { "not_met" }
    }

    fn participants(&self, steps: &[(Ymd, &Value)]) -> &'static str {
        let mut with: Vec<(&str, &str)> = Vec::new();
        for (_, step) in steps {
            match text(step, "is") {
                "participant_named" => {
                    with.push((text(&step["participant"], "name"), text(&step["participant"], "kind")));
                }
                "participant_left" => with.retain(|(name, _)| *name != text(step, "name")),
                _ => {}
            }
        }
        let kinds: BTreeSet<&str> = with.into_iter().map(|(_, kind)| kind).collect();
        if kinds.len() == 7 { "met" } else { "for_judgement" }
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn clause_2_says_the_same_twice(bytes in bytes(), choice in any::<[u8; 4]>()) {
        let (file, law) = (any_file(&bytes), law());
        let day = Tape::new(&choice).day_in_force();
        let json = serde_json::to_value(&file).unwrap();
        let asked = ymd(&serde_json::to_value(day).unwrap());
        let world = World { file: &json, scheme: On { dossier: &json["scheme"], day: asked }, day: asked };
        for (q, _) in questions(&file, law.law(), day) {
            let About::Project(about) = q.about else { continue };
            let own = serde_json::to_value(about.project).unwrap();
            let steps = steps(&own, asked);
            for (rule, expected) in [
                ("c2.call_answered", world.call_answered(&steps)),
                ("c2.one_project", world.one_project(&own, &steps)),
                ("c2.revision_grounded", world.revision_grounded(&steps)),
                ("c2.notice_held", world.asked(&steps, "announced", 7)),
                ("c2.comments_answered", world.asked(&steps, "comments_opened", 30)),
                ("c2.proposal_panel", world.panel(&steps, "proposal")),
                ("c2.text_panel", world.panel(&steps, "text")),
                ("c2.papers_filed", world.papers(&steps)),
                ("c2.participants", world.participants(&steps)),
                ("c2.lead_there", world.led(&steps)),
            ] {
                let found = outcome(rules::named(rule).unwrap(), &q).name();
                prop_assert_eq!(found, expected, "{} as of {} of {}", rule, day, own);
            }
            let (stage, _) = stands(&steps);
            let shown = about.project.progress_seen(policy::seen::Seen::as_of(day)).stage;
            prop_assert_eq!(if shown.is_over() { "over" } else { shown.name() }, stage);
        }
    }
}
