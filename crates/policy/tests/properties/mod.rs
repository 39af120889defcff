//! What holds of every dossier, whatever is in it.

mod answers;
mod axes;
mod cited;
pub mod dossiers;
mod duties;
mod form;
mod oracle;
mod oracle_10;
mod oracle_2;
mod oracle_4;
mod oracle_joint;
mod projects;
mod schemes;
pub mod tape;
mod turning;
mod work;

use policy::authorization::rules::{FILING, GRANT};
use policy::calendar::Day;
use policy::dossier_file::DossierFile;
use policy::question::{About, Law, Question};
use policy::rule::Rule;
use policy::standard::project::ProjectAsked;
use policy::standard::review::Reviewed;
use policy::{rules, standard, supervision};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

/// The same cases on every run; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` explore.
pub fn config(cases: u32) -> Config {
    let mut config = Config { failure_persistence: None, max_shrink_iters: 400, ..Config::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(20_190_101);
    }
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    config
}

/// Enough choices for a full dossier and a parent.
pub fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..1200)
}

/// Every question that can be asked of a file on a day, with the rules that answer it.
pub fn questions<'a>(
    file: &'a DossierFile,
    law: Law<'a>,
    day: Day,
) -> Vec<(Question<'a>, Vec<&'static Rule>)> {
    let is_kept = |rule: &&Rule| rules::keeping().any(|kept| kept.id == rule.id);
    let granting = GRANT.iter().copied().filter(|rule| !is_kept(rule));
    let keeping: Vec<&Rule> = granting.chain(rules::keeping()).collect();
    let of = &file.enterprise;
    let mut abouts: Vec<(About<'a>, Vec<&Rule>)> = Vec::new();
    abouts.extend(file.asks.iter().map(|filing| (About::Filing(filing), FILING.to_vec())));
    abouts.extend(of.declarations.iter().map(|d| (About::Filing(&d.filing), FILING.to_vec())));
    abouts.extend(of.authorizations.list.iter().map(|a| (About::Authorization(a), keeping.clone())));
    abouts.extend(of.checks.list.iter().map(|c| (About::Check(c), supervision::rules::VERIFYING.to_vec())));
    abouts
        .extend(of.proceedings.iter().map(|p| (About::Proceeding(p), supervision::rules::DECIDING.to_vec())));
    let roles = file.enterprise.drafting_roles.list.iter();
    abouts.extend(roles.map(|role| (About::DraftingRole(role), standard::rules::DUTIES.to_vec())));
    abouts.push((About::LeadProposal, standard::rules::LEADING.to_vec()));
    for edition in file.standards.iter().flat_map(|standard| &standard.editions) {
        let held = duties::held(file);
        abouts.push((About::Review(Reviewed { edition, held }), standard::rules::REVIEWING.to_vec()));
    }
    for project in &file.projects {
        let asked = ProjectAsked { project, rivals: &file.projects };
        abouts.push((About::Project(asked), projects::rules()));
    }
    let editions = file.standards.iter().flat_map(|standard| &standard.editions);
    abouts.extend(editions.map(|edition| (About::Edition(edition), standard::rules::TABLE.to_vec())));
    abouts
        .into_iter()
        .filter_map(|(about, rules)| Some((Question::new(file.world(), about, law, day)?, rules)))
        .collect()
}

/// A tape of chance that is the same on every run.
pub fn seeded(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1);
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}
