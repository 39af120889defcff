//! Label filings (clause 12): the maker files how it labels a product under its mark, with photos, and the market
//! bureau of its place accepts the filing or returns it by a fixed checklist. A returned filing can be filed anew, an
//! accepted one withdrawn later, with a reason. Compliant on a day is what is accepted and not withdrawn.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::apply::stands;
use crate::article::{Article, Words};
use crate::authorization::code::MarkCode;
use crate::authorization::decide::{authorization_on_file, not_standing};
use crate::authorization::state;
use crate::calendar::Day;
use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::enterprise::record::{Entered, Mark, Record, record};
use crate::event::Event;
use crate::paper::is_digest;
use crate::question::{About, Question};
use crate::standard::number::EditionNumber;
use crate::text::Text;

/// The most photos of one filing.
pub const MOST_PHOTOS: usize = 20;

const C12: Article = Article::of(12);

/// The fixed items of clause 12, each a yes or a no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelChecklist {
    /// The mark is the right one, as the rules for its use draw it.
    pub right_mark: bool,
    /// It is on the product and the models that the mark was granted for.
    pub right_product: bool,
    /// The code beside it is that of the mark.
    pub right_code: bool,
    /// The comparison table is shown.
    pub table_shown: bool,
    /// The commitment to the brand service standard (C standard) is shown.
    pub service_commitment_shown: bool,
}

impl LabelChecklist {
    /// Each item: its field, what it asks, and the answer.
    #[must_use]
    pub fn items(self) -> [(&'static str, Words, bool); 5] {
        [
            ("right_mark", Words { zh: "标识正确", en: "the mark is the right one" }, self.right_mark),
            (
                "right_product",
                Words { zh: "产品与型号相符", en: "it is on the right product" },
                self.right_product,
            ),
            ("right_code", Words { zh: "编码正确", en: "the code is the right one" }, self.right_code),
            (
                "table_shown",
                Words { zh: "已明示对比表", en: "the comparison table is shown" },
                self.table_shown,
            ),
            (
                "service_commitment_shown",
                Words { zh: "已明示C标准承诺", en: "the C-standard commitment is shown" },
                self.service_commitment_shown,
            ),
        ]
    }

    /// Whether every item is a yes.
    #[must_use]
    pub fn is_all_yes(self) -> bool {
        self.items().into_iter().all(|(.., yes)| yes)
    }
}

/// What the act that files labels asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileLabel {
    /// The mark.
    pub authorization: MarkCode,
    /// Salted digests of photos, sent before.
    pub photos: Vec<String>,
}

/// What the act that accepts a filing asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptLabel {
    /// Which.
    pub label: String,
    /// The checklist of clause 12.
    pub checklist: LabelChecklist,
}

/// What the act that returns a filing asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnLabel {
    /// Which.
    pub label: String,
    /// The checklist of clause 12.
    pub checklist: LabelChecklist,
    /// Why.
    pub reason: Text,
}

/// What the act that withdraws an acceptance asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawLabel {
    /// Which.
    pub label: String,
    /// Why.
    pub reason: Text,
}

record! {
    /// Labels filed under a mark; `ended` is the day on which the acceptance was withdrawn.
    LabelFiling happened filed_on {
        /// The mark.
        authorization: MarkCode,
        /// The product of the mark.
        product: String,
        /// The edition of the mark.
        edition: EditionNumber,
        /// Salted digests of the photos sent along, 64 hexadecimal digits each.
        photos: Vec<String>,
        /// Day of filing.
        filed_on: Day,
        /// What the bureau decided, if it has.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<LabelDecision>,
    }
}

/// What became of a label filing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelDecision {
    /// Accepted, or returned.
    pub is_accepted: bool,
    /// The checklist.
    pub checklist: LabelChecklist,
    /// When.
    pub mark: Mark,
}

/// What a label filing is worth on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelState {
    /// It waits for the bureau.
    Filed,
    /// Accepted.
    Accepted,
    /// Returned.
    Returned,
    /// Accepted once, and withdrawn.
    Withdrawn,
}

impl LabelState {
    /// Stable name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LabelState::Filed => "filed",
            LabelState::Accepted => "accepted",
            LabelState::Returned => "returned",
            LabelState::Withdrawn => "withdrawn",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            LabelState::Filed => Words { zh: "待审", en: "waiting" },
            LabelState::Accepted => Words { zh: "已接受", en: "accepted" },
            LabelState::Returned => Words { zh: "已退回", en: "returned" },
            LabelState::Withdrawn => Words { zh: "已撤回接受", en: "acceptance withdrawn" },
        }
    }
}

impl LabelFiling {
    /// The day it was accepted, as the question's two days let it be seen.
    #[must_use]
    pub fn accepted_on(&self, q: &Question) -> Option<Day> {
        self.decided.as_ref().filter(|decided| decided.is_accepted).and_then(|it| q.mark_day(&it.mark))
    }

    /// What it is worth by all that is on file.
    #[must_use]
    pub fn state(&self) -> LabelState {
        match (&self.decided, &self.ended) {
            (None, _) => LabelState::Filed,
            (Some(decided), _) if !decided.is_accepted => LabelState::Returned,
            (Some(_), Some(_)) => LabelState::Withdrawn,
            (Some(_), None) => LabelState::Accepted,
        }
    }
}

/// What is wrong with the photos of a filing; whether they were sent, and are pictures, the registry looks at.
fn faults(photos: &[String]) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut note = |code, zh: String, en: String| {
        found.push(Problem::new(code, zh, en).at("photos").by(C12));
    };
    if photos.is_empty() {
        note(
            "photos_none",
            "请至少附一张贴标照片".to_owned(),
            "send at least one photo of the labels".to_owned(),
        );
    }
    if photos.len() > MOST_PHOTOS {
        note("photos_many", format!("照片不得超过{MOST_PHOTOS}张"), format!("at most {MOST_PHOTOS} photos"));
    }
    if photos.iter().any(|photo| !is_digest(photo)) {
        note(
            "photos_digest",
            "照片摘要须为64位十六进制".to_owned(),
            "the digest of a photo has 64 hexadecimal digits".to_owned(),
        );
    }
    if photos.iter().collect::<BTreeSet<_>>().len() < photos.len() {
        note("photos_twice", "同一张照片列了两次".to_owned(), "a photo is named twice".to_owned());
    }
    found
}

/// Files labels under a mark that stands.
pub(crate) fn file(scene: &Scene, act: &FileLabel) -> Result<Decision, Refusal> {
    let (code, photos) = (act.authorization, &act.photos);
    let mark = authorization_on_file(scene, code)?;
    let q: Question = scene.ask(About::Authorization(mark), scene.command.on)?;
    let state = state(mark, &q);
    if !stands(state) {
        return Err(not_standing(state));
    }
    let mut problems = faults(photos);
    let waits = |known: &&LabelFiling| known.authorization == code && known.decided.is_none();
    if let Some(known) = scene.dossier()?.labels.iter().find(waits) {
        problems.push(
            Problem::new(
                "label_waiting",
                format!("该授权的贴标备案{}正在审查", known.id),
                format!("the label filing {} under this mark waits for the bureau", known.id),
            )
            .at("authorization"),
        );
    }
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    Ok(Decision::of(Event::LabelFiled {
        label: LabelFiling {
            id: format!("BQ-{}", scene.fresh),
            authorization: code,
            product: mark.product.clone(),
            edition: mark.edition.clone(),
            photos: photos.clone(),
            filed_on: scene.command.on,
            decided: None,
            entered_on: None,
            entry: None,
            ended: None,
            annulled: None,
        },
    }))
}

fn on_file<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a LabelFiling, Refusal> {
    let found = scene.dossier()?.labels.iter().find(|label| label.id == id).ok_or_else(|| {
        Problem::new("label_unknown", "没有此贴标备案", "there is no such label filing").at("label")
    })?;
    Ok(found)
}

fn undecided<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a LabelFiling, Refusal> {
    let found = on_file(scene, id)?;
    if found.decided.is_some() {
        return Err(Problem::new(
            "label_decided",
            "该贴标备案已作出决定",
            "the label filing has been decided",
        )
        .at("label")
        .into());
    }
    Ok(found)
}

/// Accepts a filing whose checklist is all yes.
pub(crate) fn accept(scene: &Scene, act: &AcceptLabel) -> Result<Decision, Refusal> {
    let (id, checklist) = (act.label.as_str(), act.checklist);
    let found = undecided(scene, id)?;
    let mark = authorization_on_file(scene, found.authorization)?;
    let state = state(mark, &scene.ask(About::Authorization(mark), scene.command.on)?);
    if !stands(state) {
        return Err(not_standing(state));
    }
    let missing = checklist.items().into_iter().filter(|(.., yes)| !yes);
    let problems: Vec<Problem> = missing
        .map(|(field, words, _)| {
            Problem::new(
                "checklist",
                format!("“{}”为否，不能接受；请退回", words.zh),
                format!("not so: {}; return the filing instead", words.en),
            )
            .at(&format!("checklist.{field}"))
            .by(C12)
        })
        .collect();
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    Ok(Decision::of(Event::LabelDecided { label: id.to_owned(), is_accepted: true, checklist }))
}

/// Returns a filing, whatever the checklist says: the reason tells what else is amiss.
pub(crate) fn send_back(scene: &Scene, act: &ReturnLabel) -> Result<Decision, Refusal> {
    let (id, checklist) = (act.label.as_str(), act.checklist);
    undecided(scene, id)?;
    Ok(Decision::of(Event::LabelDecided { label: id.to_owned(), is_accepted: false, checklist }))
}

/// Withdraws an acceptance.
pub(crate) fn withdraw(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    match on_file(scene, id)?.state() {
        LabelState::Accepted => Ok(Decision::of(Event::LabelWithdrawn { label: id.to_owned() })),
        LabelState::Filed | LabelState::Returned | LabelState::Withdrawn => Err(Problem::new(
            "label_not_accepted",
            "该贴标备案并非已接受状态",
            "the label filing is not accepted",
        )
        .at("label")
        .into()),
    }
}
