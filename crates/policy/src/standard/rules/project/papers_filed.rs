//! Clause 2: what a panel examines is on file: the text, how it came about, and why it is advanced.

use super::asked;
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::Step;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::project::stage::DocumentKind;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c2.papers_filed",
    articles: &[Article::of(2)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "标准文本、编制说明和先进性说明均已在案",
        en: "the text, its explanation and the statement of advancement are on file",
    },
    not_met: Sentence { zh: "送审材料不全", en: "Documents for the review are missing" },
    remedy: Sentence { zh: "补齐送审材料", en: "put the missing documents on file" },
    undone_by: Sentence {
        zh: "送审材料被撤销登记",
        en: "a document being set aside",
    },
    subject: Subject::Project,
    part_of: None,
};

const fn missing(fact: &'static str, zh: &'static str, en: &'static str) -> Missing {
    Missing { fact, words: Words { zh, en }, from: OfficeKind::Maker }
}

static WANTED: [(DocumentKind, Missing); 3] = [
    (DocumentKind::Draft, missing("document_draft", "标准文本", "the text of the standard")),
    (DocumentKind::Explanation, missing("document_explanation", "编制说明", "the explanation of the draft")),
    (
        DocumentKind::Advancement,
        missing("document_advancement", "先进性说明", "the statement of advancement"),
    ),
];

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some((asked, now)) = asked(q) else { return Outcome::NotApplicable };
    let mut answer = Outcome::Met;
    for (kind, lacks) in &WANTED {
        match now.documents.iter().rfind(|document| document.kind == *kind) {
            Some(document) => {
                trace.fact("project", &Step { id: &asked.project.id, mark: document.mark }, || {
                    let words = kind.words();
                    Said::new(
                        format!("{}“{}”{}提交", words.zh, document.title, document.mark.on),
                        format!("{} “{}” of {}", words.en, document.title, document.mark.on),
                    )
                });
            }
            // The first that is missing is named; all of them are told.
            None => {
                trace.note(|| {
                    let (zh, en) = (lacks.words.zh, lacks.words.en);
                    Said::new(format!("尚缺{zh}"), format!("missing: {en}"))
                });
                if answer == Outcome::Met {
                    answer = Outcome::Unknown(lacks);
                }
            }
        }
    }
    answer
}
