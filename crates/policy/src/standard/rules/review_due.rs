//! Clause 4: an edition of a standard for consumer end products that has been in force for the full years of the
//! parameter, with fewer enterprises than its number holding a valid authorisation against it, is to be reviewed and
//! revised. Judged each day from the day the last year is complete; ended by a completed review from then on, by a
//! later edition or by withdrawal. How many hold one is handed in: see [`crate::standard::review`].

use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::Step;
use crate::ground::GroundKind;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::Edition;
use crate::standard::duties::clock_start;
use crate::standard::review::{Review, Reviewed, count_on};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c4.review_due",
    articles: &[Article::of(4)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "终端消费品类标准实施满{review_years}年后，对标达标的“品字标”企业不少于{review_holders}家，或已完成复审、修订",
        en: "a standard for consumer end products in force for {review_years} full years has at least {review_holders} authorised enterprises, or was reviewed or revised",
    },
    not_met: Sentence {
        zh: "终端消费品类标准实施满{review_years}年，对标达标的“品字标”企业不足{review_holders}家，须复审和修订",
        en: "The standard has been in force for {review_years} full years and fewer than {review_holders} enterprises are authorised against it: it is to be reviewed and revised",
    },
    remedy: Sentence {
        zh: "完成复审，或发布新版本，或废止；是否终端消费品类未载明的，撤销该版本登记后重新录入",
        en: "complete a review, publish a later edition or withdraw this one; where it is not stated whether it is for consumer products, set the edition aside and enter it anew",
    },
    undone_by: Sentence {
        zh: "有效授权的企业降至{review_holders}家以下，或复审被撤销登记",
        en: "fewer than {review_holders} enterprises holding a valid authorisation, or the review being set aside",
    },
    subject: Subject::Review,
    part_of: None,
};

const CONSUMER: Missing = Missing {
    fact: "is_consumer_standard",
    words: Words {
        zh: "是否终端消费品类标准", en: "whether the standard is for consumer end products"
    },
    from: OfficeKind::Federation,
};
const HELD: Missing = Missing {
    fact: "holders",
    words: Words {
        zh: "持有该标准有效授权的企业", en: "who holds a valid authorisation against it"
    },
    from: OfficeKind::Federation,
};
const CERTIFICATES: Missing = Missing {
    fact: "certificate",
    words: Words { zh: "授权所依据的证书", en: "the certificates that authorisations rest on" },
    from: OfficeKind::CertificationBody,
};

/// The day on which the duty can begin: the last of the full years is complete.
#[must_use]
pub fn first_day(q: &Question, edition: &Edition) -> Day {
    clock_start(edition).plus_years(q.numbers.review_years)
}

/// The first day on which a later edition of the standard was published, if one is.
fn revised_on(q: &Question, edition: &Edition) -> Option<Day> {
    let editions = q.world.standards.iter().flat_map(|standard| &standard.editions);
    let later = editions.filter(|other| {
        other.edition.number() == edition.edition.number()
            && other.edition.year() > edition.edition.year()
            && q.sees(*other)
    });
    later.map(|other| other.published_on).min()
}

/// Cites a completed review by its own entry.
fn cite_review<T: Trace>(trace: &mut T, edition: &Edition, review: &Review) {
    trace.fact("edition", &Step { id: &edition.id, mark: review.mark }, || {
        let (number, on, verdict) = (&edition.edition, review.mark.on, review.verdict.words());
        Said::new(
            format!("{number}的复审于{on}完成：{}", verdict.zh),
            format!("the review of {number} was completed on {on}: {}", verdict.en),
        )
    });
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Review(Reviewed { edition, held }) = q.about else { return Outcome::NotApplicable };
    let begins = first_day(q, edition);
    trace.number(Key::ReviewYears);
    trace.turn(begins);
    let over = [q.end_of(edition), revised_on(q, edition)].into_iter().flatten().min();
    over.into_iter().for_each(|day| trace.turn(day));
    let no_consumers = edition.is_consumer_standard == Some(false);
    if q.day < begins || no_consumers || over.is_some_and(|day| day <= q.day) {
        return Outcome::NotApplicable;
    }
    trace.fact("edition", edition, || {
        Said::new(
            format!("{}自{}起实施，{begins}满年限", edition.edition, clock_start(edition)),
            format!(
                "{} in force from {}: the years are complete on {begins}",
                edition.edition,
                clock_start(edition)
            ),
        )
    });
    let is_in_time =
        |review: &&Review| review.completed_on(q).is_some_and(|day| begins <= day && day <= q.day);
    let completed = edition.reviews.iter().filter(is_in_time);
    if let Some(review) = completed.min_by_key(|review| (review.mark.on, review.mark.entry)) {
        cite_review(trace, edition, review);
        return Outcome::Met;
    }
    let consumer = match edition.is_consumer_standard {
        Some(_) => Outcome::NotApplicable,
        None => Outcome::Unknown(&CONSUMER),
    };
    let Some(held) = held else { return consumer.and(Outcome::Unknown(&HELD)) };
    for one in held {
        trace.turn(one.from);
        one.until.into_iter().for_each(|day| trace.turn(day));
    }
    trace.number(Key::ReviewHolders);
    let (sure, at_most) = count_on(held, q.day);
    let wanted = usize::try_from(q.numbers.review_holders).unwrap_or(usize::MAX);
    trace.note(|| {
        Said::new(
            format!("{}持有有效授权的企业：{sure}家", q.day),
            format!("enterprises with a valid authorisation on {}: {sure}", q.day),
        )
    });
    if sure >= wanted {
        return Outcome::Met;
    }
    if at_most >= wanted {
        return consumer.and(Outcome::Unknown(&CERTIFICATES));
    }
    if consumer == Outcome::NotApplicable {
        trace.ground_since(GroundKind::Edition, begins, || edition.edition.to_string());
        return Outcome::NotMet;
    }
    consumer
}
