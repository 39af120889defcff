//! What the federation would find if it granted the mark on a filing: the conditions of clause 9 on the filing day, and
//! all that a grant itself asks on its own day. Whoever asks "may I?" and whoever waits for a decision is told by the
//! same rules that the grant goes by.

use std::collections::BTreeSet;

use super::code::MarkCode;
use super::rules::{FILING, GRANT};
use super::{Authorization, Basis, Declaration, Filing};
use crate::article::Said;
use crate::calendar::Day;
use crate::enterprise::facts::Product;
use crate::finding::{
    Finding, Verdict, earliest_of, finding, later_days, nearest_route, outcome, outcome_of_all, turning,
    verdict_of,
};
use crate::question::{About, Law, Question, World};
use crate::rule::{Outcome, Rule};
use crate::standard::number::EditionNumber;
use crate::supervision::rules::{listed, sanctions};

/// What a grant asks whatever its path: clause 8, and the listing, which costs every authorisation on either path.
pub(super) fn granting() -> Vec<&'static Rule> {
    GRANT.iter().copied().chain([&listed::RULE]).collect()
}

/// The grounds of clauses 10 and 11 that are on file: a mark is not given that would have to be taken at once.
pub(super) fn lost_at_once(q: &Question) -> Vec<&'static Rule> {
    sanctions().filter(|rule| rule.id != listed::RULE.id && outcome(rule, q) == Outcome::NotMet).collect()
}

/// An authorisation as it is about to be given.
pub(super) fn drafted(
    code: MarkCode,
    (product, models): (String, Vec<String>),
    edition: EditionNumber,
    basis: Basis,
    granted_on: Day,
    (from, valid_until): (Day, Day),
) -> Authorization {
    Authorization {
        id: code.to_string(),
        code,
        product,
        models,
        edition,
        basis,
        granted_on,
        from,
        valid_until,
        suspensions: Vec::new(),
        revocations: Vec::new(),
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    }
}

/// The product of a filing and the models it is about: those named, or every model of the product.
pub(super) fn parts(product: Option<&Product>, filing: &Filing) -> (String, Vec<String>) {
    let models = if filing.models.is_empty() {
        product.map(|product| product.models.clone()).unwrap_or_default()
    } else {
        filing.models.clone()
    };
    (filing.product.clone(), models)
}

/// Stands in the identifiers of declarations that are made up, and in none on file.
const MADE_UP: char = '[';

/// Whether a declaration was made up to be asked about, and is filed by nobody.
pub(crate) fn is_made_up(declaration: &Declaration) -> bool {
    declaration.id.contains(MADE_UP)
}

/// A declaration that nobody has filed yet, so that a question about it finds it on file.
pub(crate) fn made_up(filing: &Filing, at: usize, on: Day) -> Declaration {
    Declaration {
        id: format!("asks{MADE_UP}{at}]"),
        filing: filing.clone(),
        filed_on: on,
        joined: None,
        declined: None,
        decided: None,
        // Known whatever day is asked about: it is the question itself.
        entered_on: Some(Day::FIRST),
        entry: None,
        ended: None,
        annulled: None,
    }
}

/// A filing that waits for its decision, or that somebody thinks of.
#[derive(Clone, Copy)]
pub(crate) struct Prospect<'a> {
    /// What is on file, the declaration among it.
    pub(crate) world: World<'a>,
    /// The declaration.
    pub(crate) declaration: &'a Declaration,
    /// Whether it is on file: then its filing day stands, and only the day of the grant moves.
    pub(crate) is_filed: bool,
    /// Numbers and calendar.
    pub(crate) law: Law<'a>,
    /// Only what had happened by this day; the first day on which it could be granted.
    pub(crate) as_of: Day,
    /// Only what had been entered by this day.
    pub(crate) known_on: Option<Day>,
}

impl Prospect<'_> {
    /// What is asked of a grant on a day: about the filing, and about the authorisation that would be given.
    /// `None` before the policy's first day.
    fn on<R>(&self, day: Day, look: impl FnOnce(&Question, &Question) -> R) -> Option<R> {
        let Prospect { world, declaration, law, .. } = *self;
        let filing = &declaration.filing;
        let filed_on = if self.is_filed { declaration.filed_on } else { self.as_of };
        let of_filing =
            Question::new(world, About::Filing(filing), law, filed_on)?.as_known_on(self.known_on);
        let of_filing = if self.is_filed { of_filing } else { of_filing.on_day(day) };
        // The last code that there is: no mark on file has it.
        let code = MarkCode::from_serial(MarkCode::CAPACITY - 1).ok()?;
        let basis = Basis::SelfDeclaration {
            declaration: declaration.id.clone(),
            filed_on: of_filing.day,
            parent: filing.parent,
        };
        let period = (day, filing.until);
        let product = of_filing.seen(&world.enterprise.products).find(|known| known.id == filing.product);
        let parts = parts(product, filing);
        let draft = drafted(code, parts, filing.edition.clone(), basis, day, period);
        let of_grant = Question::new(world, About::Authorization(&draft), law, self.as_of)?;
        Some(look(&of_filing, &of_grant.as_known_on(self.known_on).on_day(day)))
    }

    fn outcome(of_filing: &Question, of_grant: &Question) -> Outcome {
        let all = outcome_of_all(FILING, of_filing).and(outcome_of_all(&granting(), of_grant));
        if lost_at_once(of_grant).is_empty() { all } else { all.and(Outcome::NotMet) }
    }

    /// Days after one on which any of the answers may turn.
    fn later(&self, day: Day) -> BTreeSet<Day> {
        let rules: Vec<&Rule> = granting().into_iter().chain(sanctions()).collect();
        let days = self.on(day, |of_filing, of_grant| {
            let mut days = later_days(&rules, of_grant);
            if !self.is_filed {
                days.append(&mut later_days(FILING, of_filing));
            }
            days
        });
        days.unwrap_or_default()
    }

    /// The first day, not before the one asked about, on which the mark could be granted if nothing else happens.
    fn earliest(&self) -> Option<Day> {
        let is_open = |day| self.on(day, |filing, grant| Self::outcome(filing, grant).is_clear());
        earliest_of(self.as_of, |day| is_open(day) == Some(true), |day| self.later(day))
    }

    /// The finding of a rule about the grant; it turns as the day of the grant moves.
    fn of_grant(&self, rule: &Rule, of_grant: &Question) -> Finding {
        let now = outcome(rule, of_grant).name();
        let on = |day| self.on(day, |_, grant| outcome(rule, grant).name());
        let differs = |day| on(day).is_some_and(|then| then != now);
        let turns_on = earliest_of(self.as_of, differs, |day| self.later(day));
        turning(finding(rule, of_grant), turns_on.and_then(|day| Some((day, on(day)?))))
    }

    /// The finding of a condition of clause 9; one of a filing day that is past says which day it is about.
    fn of_filing(&self, rule: &Rule, of_filing: &Question) -> Finding {
        let mut found = finding(rule, of_filing);
        let day = of_filing.day;
        found.filed_on = self.is_filed.then_some(day);
        if day != self.as_of {
            found
                .notes
                .push(Said::new(format!("按申报日{day}判断"), format!("judged for the filing day, {day}")));
        }
        found
    }

    /// The answer of every rule that a grant goes by, as of the day asked about. `None` before the policy's first day.
    pub(crate) fn verdict(&self) -> Option<Verdict> {
        let (answer, findings, is_qualified, as_of) = self.on(self.as_of, |of_filing, of_grant| {
            let conditions = FILING.iter().map(|rule| self.of_filing(rule, of_filing));
            let of_grant_itself = granting().into_iter().chain(lost_at_once(of_grant));
            let findings = conditions.chain(of_grant_itself.map(|rule| self.of_grant(rule, of_grant)));
            let is_qualified = outcome_of_all(FILING, of_filing).is_clear();
            (Self::outcome(of_filing, of_grant), findings.collect(), is_qualified, of_grant.day)
        })?;
        // A filing that did not meet the conditions on its day never will: what helps is a new one.
        let ahead = if is_qualified { *self } else { Prospect { is_filed: false, ..*self } };
        Some(ahead.ahead(verdict_of(answer, as_of, self.known_on, findings)))
    }

    /// A verdict with the first day on which the mark could be granted, and the nearest route to it.
    pub(crate) fn ahead(&self, verdict: Verdict) -> Verdict {
        let earliest = self.earliest();
        // For a filing on file the day of the conditions does not move with that of the grant.
        let day = earliest.filter(|_| !self.is_filed);
        let nearest = self.on(self.as_of, |of_filing, _| nearest_route(FILING, of_filing, day));
        Verdict { earliest, nearest_route: nearest.flatten(), ..verdict }
    }
}
