//! A second implementation of clause 9, written from the policy page alone, naively, over plain JSON and
//! with a calendar of its own; and the comparison of both on dossiers of every shape.

use std::collections::BTreeSet;

use policy::finding::outcome;
use policy::question::About;
use policy::rules;
use proptest::prelude::*;
use serde_json::Value;

use super::dossiers::any_file;
use super::tape::Tape;
use super::{bytes, config, questions};
use crate::law;

/// Yes, no, or nobody can tell.
type Answer = Option<bool>;

/// A day as year, month, day; the tuple's order is the calendar's.
pub(super) type Ymd = (i32, u32, u32);

pub(super) fn ymd(text: &Value) -> Ymd {
    let parts: Vec<u32> = text.as_str().unwrap().split('-').map(|part| part.parse().unwrap()).collect();
    (parts[0] as i32, parts[1], parts[2])
}

pub(super) fn month_length(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub(super) fn years_from((year, month, day): Ymd, years: i32) -> Ymd {
    let year = year + years;
    (year, month, day.min(month_length(year, month)))
}

pub(super) fn day_before((year, month, day): Ymd) -> Ymd {
    match (month, day) {
        (1, 1) => (year - 1, 12, 31),
        (_, 1) => (year, month - 1, month_length(year, month - 1)),
        _ => (year, month, day - 1),
    }
}

/// A dossier on a day.
pub(super) struct On<'a> {
    pub(super) dossier: &'a Value,
    pub(super) day: Ymd,
}

impl<'a> On<'a> {
    pub(super) fn records(&self, register: &str) -> Vec<&'a Value> {
        let written = &self.dossier[register];
        let list = written.get("list").unwrap_or(written);
        list.as_array().map(|list| list.iter().collect()).unwrap_or_default()
    }

    /// Records that had happened by the day and were not set aside.
    pub(super) fn that_count(&self, register: &str, happened: &str) -> Vec<&'a Value> {
        let counts = |record: &&Value| record.get("annulled").is_none() && ymd(&record[happened]) <= self.day;
        self.records(register).into_iter().filter(counts).collect()
    }

    pub(super) fn is_complete_since(&self, register: &str, since: Ymd) -> bool {
        let written = &self.dossier[register];
        let statements = written["complete"].as_array().cloned().unwrap_or_default();
        written.is_array() || statements.iter().any(|statement| ymd(&statement["since"]) <= since)
    }

    fn has_ended(&self, record: &Value) -> bool {
        record.get("ended").is_some_and(|end| ymd(&end["on"]) <= self.day)
    }

    fn is_past_its_last_day(&self, record: &Value) -> bool {
        record.get("valid_until").is_some_and(|last| self.day > ymd(last))
    }

    fn found(&self, found: bool, register: &str) -> Answer {
        if found || self.is_complete_since(register, self.day) { Some(found) } else { None }
    }

    fn no_penalty_in(&self, years: i32, product: Option<&str>) -> Answer {
        let outside = years_from(self.day, -years);
        let mut unclear = false;
        for penalty in self.that_count("penalties", "decided_on") {
            if ymd(&penalty["decided_on"]) <= outside || penalty["classification"] == "other" {
                continue;
            }
            let named = penalty.get("products").map(|ids| ids.as_array().unwrap());
            let about_it = match (product, named) {
                (None, _) => Some(true),
                (Some(product), Some(named)) => Some(named.iter().any(|id| id == product)),
                (Some(_), None) => None,
            };
            match (penalty["classification"].as_str(), about_it) {
                (_, Some(false)) => {}
                (Some("quality"), Some(true)) => return Some(false),
                _ => unclear = true,
            }
        }
        let mut first_inside = self.day;
        while day_before(first_inside) > outside {
            first_inside = day_before(first_inside);
        }
        if unclear || !self.is_complete_since("penalties", first_inside) { None } else { Some(true) }
    }

    fn is_off_the_list(&self) -> Answer {
        let listed =
            self.that_count("listings", "listed_on").into_iter().any(|record| !self.has_ended(record));
        self.found(listed, "listings").map(|listed| !listed)
    }

    fn has_committed(&self) -> Answer {
        let in_force = self.that_count("commitments", "signed_on").into_iter().any(|record| {
            ymd(&record["from"]) <= self.day && !self.is_past_its_last_day(record) && !self.has_ended(record)
        });
        self.found(in_force, "commitments")
    }

    fn has_award(&self) -> Answer {
        let held = self.that_count("awards", "awarded_on").into_iter().any(|record| {
            record["level"] != "below_county"
                && record["is_government_quality_award"] == true
                && !self.is_past_its_last_day(record)
                && !self.has_ended(record)
        });
        self.found(held, "awards")
    }

    /// Day by day back from the day asked, as long as some certificate covers it.
    fn has_system(&self, system: &str) -> Answer {
        let certificates = self.that_count("system_certificates", "from");
        let covers = |day: Ymd| {
            certificates.iter().any(|c| {
                let withdrawn = c.get("ended").map(|end| ymd(&end["on"])).filter(|end| *end <= self.day);
                c["system"] == system
                    && ymd(&c["from"]) <= day
                    && day <= ymd(&c["valid_until"])
                    && withdrawn.is_none_or(|end| day < end)
            })
        };
        let mut day = self.day;
        while covers(day) {
            if years_from(day, 3) <= self.day {
                return Some(true);
            }
            day = day_before(day);
        }
        if self.is_complete_since("system_certificates", day) { Some(false) } else { None }
    }

    fn is_valid(&self, certificate: &Value) -> bool {
        !self.is_past_its_last_day(certificate)
            && !self.has_ended(certificate)
            && !self.is_suspended(certificate)
            && ymd(&certificate["issued_on"]) <= self.day
    }

    fn is_suspended(&self, record: &Value) -> bool {
        let suspensions = record["suspensions"].as_array().cloned().unwrap_or_default();
        suspensions.iter().any(|suspension| {
            ymd(&suspension["from"]["on"]) <= self.day
                && suspension.get("lifted").is_none_or(|lifted| self.day < ymd(&lifted["on"]))
        })
    }

    fn series(&self, product: &Value) -> Option<&'a Value> {
        let products = self.that_count("products", "since");
        products.into_iter().find(|known| known["id"] == *product)?.get("series")
    }

    fn stands(&self, revocation: &Value) -> bool {
        ymd(&revocation["mark"]["on"]) <= self.day
            && revocation.get("corrected").is_none_or(|corrected| self.day < ymd(&corrected["on"]))
    }

    pub(super) fn revocations(&self, authorization: &Value) -> Vec<Value> {
        let all = authorization["revocations"].as_array().cloned().unwrap_or_default();
        all.into_iter().filter(|revocation| self.stands(revocation)).collect()
    }

    fn bears_the_mark(&self, authorization: &Value) -> Answer {
        if !self.revocations(authorization).is_empty()
            || self.has_ended(authorization)
            || self.day < ymd(&authorization["from"])
            || self.is_past_its_last_day(authorization)
            || self.is_suspended(authorization)
        {
            return Some(false);
        }
        if authorization["basis"]["path"] == "self_declaration" {
            return Some(true);
        }
        let certificates = self.that_count("certificates", "issued_on");
        let basis = certificates.into_iter().find(|c| c["id"] == authorization["basis"]["certificate"]);
        basis.map(|certificate| self.is_valid(certificate))
    }
}

fn both(one: Answer, other: Answer) -> Answer {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn either(one: Answer, other: Answer) -> Answer {
    both(one.map(|yes| !yes), other.map(|yes| !yes)).map(|no| !no)
}

/// What penalties of a firm call the declared product: by its identifier, unless that firm has a product under it
/// which shares neither name nor model with the declared one.
fn named_by(holder: &On, firm: &On, product: &str) -> String {
    let find = |on: &On| on.records("products").into_iter().rfind(|known| known["id"] == product).cloned();
    let (Some(own), Some(there)) = (find(firm), find(holder)) else { return product.to_owned() };
    let models = |of: &Value| of["models"].as_array().cloned().unwrap_or_default();
    let is_other = own["name"] != there["name"] && !models(&own).iter().any(|m| models(&there).contains(m));
    if is_other { "another product".to_owned() } else { product.to_owned() }
}

/// The conditions of clause 9, by the names of the rules; a joint filing brings three more.
fn clause_9(file: &Value, filing: &Value, day: Ymd) -> Vec<(&'static str, Answer)> {
    let firm = On { dossier: &file["enterprise"], day };
    let joint = filing.get("parent");
    let parents = file["parents"].as_array().cloned().unwrap_or_default();
    let parent = joint.and_then(|code| parents.iter().find(|parent| parent["enterprise"] == *code));
    let parent = parent.map(|dossier| On { dossier, day });
    // Conditions 2 to 5 are asked of both; condition 6 of the parent.
    let asked = |condition: &dyn Fn(&On) -> Answer| match (joint, &parent) {
        (None, _) => condition(&firm),
        (Some(_), Some(parent)) => both(condition(&firm), condition(parent)),
        (Some(_), None) => both(condition(&firm), None),
    };
    let route = |condition: &dyn Fn(&On) -> Answer| match (joint, &parent) {
        (None, _) => condition(&firm),
        (Some(_), parent) => parent.as_ref().and_then(condition),
    };
    let product = filing["product"].as_str().unwrap();
    let award = route(&|holder| holder.has_award());
    let systems = route(&|holder| {
        let each = ["quality", "environment", "occupational_health"].map(|system| holder.has_system(system));
        each.into_iter().fold(Some(true), both)
    });
    let series = route(&|holder| same_series(holder, &firm, &file["scheme"], &filing["product"]));
    let mut answers = vec![
        ("c9.not_excluded", not_excluded(&firm, &file["scheme"], product)),
        ("c9.no_enterprise_penalty", asked(&|firm| firm.no_penalty_in(3, None))),
        (
            "c9.no_product_penalty",
            asked(&|holder| holder.no_penalty_in(5, Some(&named_by(holder, &firm, product)))),
        ),
        ("c9.not_listed", asked(&|firm| firm.is_off_the_list())),
        ("c9.service_committed", asked(&|firm| firm.has_committed())),
        ("c9.award_held", award),
        ("c9.three_systems", systems),
        ("c9.certified_same_series", series),
        ("c9.route", either(either(award, systems), series)),
        ("c9.seat", seat(&firm, joint.is_some(), parent.as_ref())),
    ];
    if let Some(owner) = joint {
        answers.push(("c9.parent_controls", controls(&firm, owner)));
        let holds = parent.as_ref().and_then(|parent| {
            let marks = parent.that_count("authorizations", "granted_on");
            let any = marks.into_iter().map(|mark| parent.bears_the_mark(mark)).fold(Some(false), either);
            match any {
                Some(false) => parent.found(false, "authorizations"),
                answer => answer,
            }
        });
        answers.push(("c9.parent_authorized", holds));
    }
    answers
}

fn not_excluded(firm: &On, scheme: &Value, product: &str) -> Answer {
    let scheme = On { dossier: scheme, day: firm.day };
    let products = firm.that_count("products", "since");
    let product = products.into_iter().find(|known| known["id"] == product)?;
    let categories = product.get("categories")?.as_array().unwrap();
    let excluded = scheme.that_count("catalogue", "published_on").into_iter().any(|entry| {
        categories.contains(&entry["category"]) && ymd(&entry["from"]) <= firm.day && !scheme.has_ended(entry)
    });
    scheme.found(excluded, "catalogue").map(|excluded| !excluded)
}

/// Whether the body that issued a certificate was qualified on the day of issue.
fn by_a_qualified_body(certificate: &Value, scheme: &On) -> Answer {
    let issued = ymd(&certificate["issued_on"]);
    let qualified = scheme.that_count("bodies", "from").into_iter().any(|body| {
        body["id"] == certificate["body"]
            && body["kind"] == "certification_body"
            && ymd(&body["from"]) <= issued
            && body.get("valid_until").is_none_or(|last| issued <= ymd(last))
            && !(scheme.has_ended(body) && ymd(&body["ended"]["on"]) <= issued)
    });
    if qualified || scheme.is_complete_since("bodies", issued) { Some(qualified) } else { None }
}

fn same_series(holder: &On, firm: &On, scheme: &Value, declared: &Value) -> Answer {
    let scheme = On { dossier: scheme, day: firm.day };
    let products = firm.that_count("products", "since");
    products.into_iter().find(|known| known["id"] == *declared)?;
    let certificates = holder.that_count("certificates", "issued_on");
    let each =
        certificates.into_iter().filter(|certificate| holder.is_valid(certificate)).map(|certificate| {
            if certificate["product"] == *declared && std::ptr::eq(holder.dossier, firm.dossier) {
                return by_a_qualified_body(certificate, &scheme);
            }
            let same = holder.series(&certificate["product"])? == firm.series(declared)?;
            if same { by_a_qualified_body(certificate, &scheme) } else { Some(false) }
        });
    match each.fold(Some(false), either) {
        Some(false) => holder.found(false, "certificates"),
        answer => answer,
    }
}

fn lies_in_zhejiang(firm: &On) -> Answer {
    let seats = firm.that_count("head_offices", "since");
    let latest = seats.iter().map(|seat| ymd(&seat["since"])).max()?;
    let seats = seats.iter().filter(|seat| ymd(&seat["since"]) == latest && !firm.has_ended(seat));
    let places: BTreeSet<bool> =
        seats.map(|seat| seat["region"].as_str().unwrap().starts_with("33")).collect();
    if places.len() == 1 { places.first().copied() } else { None }
}

fn seat(firm: &On, joint: bool, parent: Option<&On>) -> Answer {
    let own = lies_in_zhejiang(firm);
    if !joint {
        return own;
    }
    both(own.map(|inside| !inside), parent.and_then(lies_in_zhejiang))
}

fn controls(firm: &On, owner: &Value) -> Answer {
    let shares: Vec<&Value> =
        firm.that_count("holdings", "since").into_iter().filter(|share| share["owner"] == *owner).collect();
    let Some(latest) = shares.iter().map(|share| ymd(&share["since"])).max() else {
        return firm.found(false, "holdings");
    };
    let said: BTreeSet<bool> = shares
        .iter()
        .filter(|share| ymd(&share["since"]) == latest)
        .map(|share| {
            !firm.has_ended(share) && share["percent"].as_str().unwrap().parse::<f64>().unwrap() > 50.0
        })
        .collect();
    let said = if said.len() == 1 { said.first().copied() } else { None };
    said.filter(|controls| !controls || owned_by_all(firm) <= 100.0)
}

/// What all owners own together, each by its latest share.
fn owned_by_all(firm: &On) -> f64 {
    let shares: Vec<&Value> = firm.that_count("holdings", "since");
    let owners: BTreeSet<&str> = shares.iter().map(|share| share["owner"].as_str().unwrap()).collect();
    let of_owner = |owner: &str| {
        let of = || shares.iter().filter(move |share| share["owner"] == *owner);
        let latest = of().map(|share| ymd(&share["since"])).max();
        let now = of().filter(|share| Some(ymd(&share["since"])) == latest && !firm.has_ended(share));
        now.map(|share| share["percent"].as_str().unwrap().parse::<f64>().unwrap()).fold(0.0, f64::max)
    };
    owners.into_iter().map(of_owner).sum()
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn clause_9_says_the_same_twice(bytes in bytes(), choice in any::<[u8; 4]>()) {
        let (file, law) = (any_file(&bytes), law());
        let day = Tape::new(&choice).day_in_force();
        let json = serde_json::to_value(&file).unwrap();
        for (q, _) in questions(&file, law.law(), day) {
            let About::Filing(filing) = q.about else { continue };
            let filing = serde_json::to_value(filing).unwrap();
            for (rule, answer) in clause_9(&json, &filing, ymd(&serde_json::to_value(day).unwrap())) {
                let ours = outcome(rules::named(rule).unwrap(), &q).name();
                let theirs = match answer {
                    Some(true) => "met",
                    Some(false) => "not_met",
                    None => "cannot_tell",
                };
                prop_assert_eq!(ours, theirs, "{} as of {}", rule, day);
            }
        }
    }
}
