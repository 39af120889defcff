//! Who took part in drafting an edition (clauses 2 and 4), and where its comparison table is shown (clauses 3 and 12):
//! facts about an enterprise on which its duties of clause 4 rest.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::{Article, Words};
use crate::calendar::Day;
use crate::decide::{Problem, Scene};
use crate::enterprise::Dossier;
use crate::enterprise::facts::Fact;
use crate::enterprise::record::{Entered, Mark, Record, record};
use crate::named::named;
use crate::office::OfficeKind;
use crate::paper::is_digest;
use crate::standard::Edition;
use crate::standard::number::EditionNumber;
use crate::supervision::check::is_no;

named! {
    /// What part a drafter took.
    DraftingPart {
        /// It led the drafting (牵头): clause 4 bars it from new projects while it is overdue.
        Lead = "lead", "牵头起草", "lead";
        /// It took part.
        Participant = "participant", "参与起草", "participant";
    }
}

named! {
    /// What kind of participant a drafter is (clause 2).
    DrafterKind {
        /// A research institute for standardisation.
        ResearchInstitute = "research_institute", "标准化研究机构", "research institute";
        /// A laboratory.
        Laboratory = "laboratory", "检验检测机构", "laboratory";
        /// A certification body.
        CertificationBody = "certification_body", "认证机构", "certification body";
        /// A technical committee for standardisation.
        TechnicalCommittee = "technical_committee", "专业标准化技术委员会", "technical committee";
        /// An industry association.
        Association = "association", "行业协会", "industry association";
        /// A leading firm of the industry.
        LeadingFirm = "leading_firm", "龙头企业", "leading firm";
        /// Another maker.
        Maker = "maker", "企业", "maker";
        /// Those who buy and use the product.
        User = "user", "用户", "user";
    }
}

impl DrafterKind {
    /// Whether the duties of clause 4 bind it: they are those of enterprises, which alone can bear the mark
    /// (reading 0019).
    #[must_use]
    pub fn is_bound(self) -> bool {
        matches!(self, DrafterKind::LeadingFirm | DrafterKind::Maker)
    }
}

/// The three duties of clause 4, each tracked by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Hold a valid authorisation for a product assessed against the standard.
    Authorised,
    /// Have a compliant label filing for it.
    Labelled,
    /// Show the comparison table.
    Exhibited,
}

impl Duty {
    /// All three, in the order of the clause.
    pub const ALL: [Duty; 3] = [Duty::Authorised, Duty::Labelled, Duty::Exhibited];

    /// Whether a subsidy for the standard waits for it: clause 14 pays whoever holds the mark and labels the product, and
    /// asks nothing of the table that is shown (reading 0032).
    #[must_use]
    pub fn holds_up_subsidy(self) -> bool {
        match self {
            Duty::Authorised | Duty::Labelled => true,
            Duty::Exhibited => false,
        }
    }

    /// Stable name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Duty::Authorised => "authorised",
            Duty::Labelled => "labelled",
            Duty::Exhibited => "exhibited",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Duty::Authorised => Words { zh: "成为“品字标”企业", en: "hold a valid authorisation" },
            Duty::Labelled => Words { zh: "规范贴标", en: "have a compliant label filing" },
            Duty::Exhibited => Words { zh: "明示对比表", en: "show the comparison table" },
        }
    }
}

named! {
    /// Where a comparison table is shown (clause 3).
    ExhibitionPlace {
        /// The business premises.
        Premises = "premises", "经营场所", "business premises";
        /// The product.
        Product = "product", "产品", "product";
        /// Its packaging.
        Packaging = "packaging", "包装", "packaging";
        /// Its manual.
        Manual = "manual", "说明书", "manual";
    }
}

record! {
    /// Part taken in drafting an edition; `ended` is the first day on which it no longer takes part.
    DraftingRole happened since {
        /// The edition.
        edition: EditionNumber,
        /// Lead or participant.
        part: DraftingPart,
        /// What kind of participant it is.
        drafter: DrafterKind,
        /// First day as a drafter.
        since: Day,
    }
}

record! {
    /// A showing of the comparison table of an edition; `ended` is the first day on which it is no longer shown.
    Exhibition happened from {
        /// The edition whose table is shown.
        edition: EditionNumber,
        /// The product with which it is shown; absent where it is shown with none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        product: Option<String>,
        /// Where.
        place: ExhibitionPlace,
        /// First day.
        from: Day,
        /// Last day, if it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Day>,
        /// Salted digest of a photo that was sent before, 64 lower-case hexadecimal digits, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        photo: Option<String>,
        /// Whether it is the maker's own word: nobody else has seen it.
        #[serde(default, skip_serializing_if = "is_no")]
        is_declared: bool,
    }
}

/// What is wrong with a fact of clause 4 beside the edition that it names. An edition that is not on file yet says
/// nothing: imports come in any order, and until it is nobody can tell. A maker, who chooses among what is on file, shows
/// the table of no edition that is not, or that has none.
pub(crate) fn faults_beside_the_edition(scene: &Scene, fact: &Fact) -> Option<Problem> {
    let on_file =
        |number: &EditionNumber| scene.books.standards.iter().find_map(|standard| standard.edition(number));
    if let Fact::DraftingRole(role) = fact {
        return begins_too_late(role, on_file(&role.edition)?);
    }
    let Fact::Exhibition(shown) = fact else { return None };
    if scene.actor.office.kind != OfficeKind::Maker {
        return None;
    }
    let problem = match on_file(&shown.edition) {
        None => Problem::new("edition_unknown", "没有该版本", "there is no such edition on file"),
        Some(edition) if edition.table.is_none() => {
            Problem::new("no_table", "该版本没有在案的对比表", "the edition has no comparison table on file")
        }
        Some(_) => return None,
    };
    Some(problem.at("fact.edition").by(Article::of(3)))
}

fn begins_too_late(role: &DraftingRole, edition: &Edition) -> Option<Problem> {
    let (number, day) = (&edition.edition, edition.published_on);
    (day < role.since).then(|| {
        Problem::new(
            "role_after_publication",
            format!("{number}已于{day}发布，其后不再有新的起草单位"),
            format!("{number} was published on {day}: nobody begins to draft it after that"),
        )
        .at("fact.since")
        .by(Article::of(4))
    })
}

/// What is wrong with a drafting role: one edition has a drafter once.
pub(crate) fn faults_of_role(to: &mut Vec<Problem>, role: &DraftingRole, dossier: &Dossier) {
    let others = dossier.drafting_roles.list.iter().filter(|other| other.annulled.is_none());
    if others.into_iter().any(|other| other.edition == role.edition && other.id != role.id) {
        to.push(
            Problem::new(
                "role_exists",
                format!("该企业参与{}起草已在案；有误的，先撤销该记录", role.edition),
                format!(
                    "the part this enterprise took in {} is on file: set a wrong one aside first",
                    role.edition
                ),
            )
            .at("fact.edition")
            .by(Article::of(4)),
        );
    }
}

/// What is wrong with a showing by itself; whether its product is on file is asked beside it.
pub(crate) fn faults_of_exhibition(to: &mut Vec<Problem>, shown: &Exhibition) {
    if shown.photo.as_deref().is_some_and(|photo| !is_digest(photo)) {
        to.push(
            Problem::new(
                "digest",
                "摘要应为64位小写十六进制",
                "a digest is 64 lower-case hexadecimal digits",
            )
            .at("fact.photo"),
        );
    }
    // Only on the premises can a table be shown with no product.
    if shown.product.is_none() && shown.place != ExhibitionPlace::Premises {
        to.push(
            Problem::new(
                "product_missing",
                "在产品、包装或说明书上明示的，请写明产品",
                "a table on a product, its packaging or its manual is shown with a product: name it",
            )
            .at("fact.product")
            .by(Article::of(3)),
        );
    }
}
