//! The registers that can be imported, and which declaration and reading belongs to each.

mod drafting;
mod enterprise;
mod product;
mod research;
mod scheme;
mod standing;

use policy::calendar::Day;
use policy::command::{Act, Command, Text};
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::{Fact, FactKind};
use policy::scheme::{SchemeFact, SchemeFactKind};
use serde::Serialize;

use super::column::Column;
use super::reader::Reader;
use super::tables::Tables;

/// A register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Kind {
    /// Enterprises: opens their dossiers.
    Enterprises,
    /// Names and industries of enterprises on file, beyond the first.
    Registrations,
    /// Where head offices sat, beyond the first.
    HeadOffices,
    /// Owners' shares.
    Holdings,
    /// Administrative penalties.
    Penalties,
    /// Listings as seriously dishonest.
    Listings,
    /// Quality awards.
    Awards,
    /// Management-system certificates.
    SystemCertificates,
    /// Commitments to the brand service standard.
    Commitments,
    /// Recall duties.
    Recalls,
    /// Verified breaches.
    Breaches,
    /// Products and models.
    Products,
    /// Zhejiang Made product certificates.
    Certificates,
    /// Parts taken in drafting standards.
    DraftingRoles,
    /// Showings of comparison tables.
    Exhibitions,
    /// Memberships of the federation.
    Memberships,
    /// The exclusion catalogue.
    Catalogue,
    /// Certification bodies and laboratories.
    Bodies,
    /// Holders of offices.
    Holders,
    /// Organisations that hold offices, with their addresses.
    Organisations,
    /// Public calls of clause 2.
    Calls,
    /// Experts who sit on panels.
    Experts,
    /// Bars on experts.
    ReviewBars,
    /// Editions of standards, with their comparison tables.
    Editions,
    /// Statements that a register is complete for an enterprise.
    Completeness,
}

impl Kind {
    /// Every register, in the order in which they are declared.
    #[must_use]
    pub fn all() -> &'static [Kind] {
        <Kind as clap::ValueEnum>::value_variants()
    }

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Enterprises => "enterprises",
            Kind::Registrations => "registrations",
            Kind::HeadOffices => "head_offices",
            Kind::Holdings => "holdings",
            Kind::Penalties => "penalties",
            Kind::Listings => "listings",
            Kind::Awards => "awards",
            Kind::SystemCertificates => "system_certificates",
            Kind::Commitments => "commitments",
            Kind::Recalls => "recalls",
            Kind::Breaches => "breaches",
            Kind::Products => "products",
            Kind::Certificates => "certificates",
            Kind::DraftingRoles => "drafting_roles",
            Kind::Exhibitions => "exhibitions",
            Kind::Memberships => "memberships",
            Kind::Catalogue => "catalogue",
            Kind::Bodies => "bodies",
            Kind::Holders => "holders",
            Kind::Organisations => "organisations",
            Kind::Calls => "calls",
            Kind::Experts => "experts",
            Kind::ReviewBars => "review_bars",
            Kind::Editions => "editions",
            Kind::Completeness => "completeness",
        }
    }

    /// What it is called on a template's tab.
    #[must_use]
    pub fn title_zh(self) -> &'static str {
        match self {
            Kind::Enterprises => "企业",
            Kind::Registrations => "名称与行业",
            Kind::HeadOffices => "总部所在地",
            Kind::Holdings => "持股",
            Kind::Penalties => "行政处罚",
            Kind::Listings => "严重违法失信名单",
            Kind::Awards => "质量奖",
            Kind::SystemCertificates => "管理体系证书",
            Kind::Commitments => "C标准承诺",
            Kind::Recalls => "召回责任",
            Kind::Breaches => "查实的违反",
            Kind::Products => "产品与型号",
            Kind::Certificates => "浙江制造认证证书",
            Kind::DraftingRoles => "参与标准起草",
            Kind::Exhibitions => "对比表明示",
            Kind::Memberships => "联合会会员",
            Kind::Catalogue => "排除目录",
            Kind::Bodies => "机构",
            Kind::Holders => "任职",
            Kind::Organisations => "承担单位",
            Kind::Calls => "公开征集",
            Kind::Experts => "专家库",
            Kind::ReviewBars => "禁止参加评审",
            Kind::Editions => "标准版本",
            Kind::Completeness => "登记完整性",
        }
    }

    /// Its columns.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Kind::Enterprises => enterprise::ENTERPRISES,
            Kind::Registrations => enterprise::REGISTRATIONS,
            Kind::HeadOffices => enterprise::HEAD_OFFICES,
            Kind::Holdings => enterprise::HOLDINGS,
            Kind::Penalties => standing::PENALTIES,
            Kind::Listings => standing::LISTINGS,
            Kind::Awards => standing::AWARDS,
            Kind::SystemCertificates => enterprise::SYSTEM_CERTIFICATES,
            Kind::Commitments => enterprise::COMMITMENTS,
            Kind::Completeness => enterprise::COMPLETENESS,
            Kind::Recalls => product::RECALLS,
            Kind::Breaches => product::BREACHES,
            Kind::Products => product::PRODUCTS,
            Kind::Certificates => product::CERTIFICATES,
            Kind::DraftingRoles => drafting::DRAFTING_ROLES,
            Kind::Exhibitions => drafting::EXHIBITIONS,
            Kind::Memberships => standing::MEMBERSHIPS,
            Kind::Catalogue => scheme::CATALOGUE,
            Kind::Bodies => scheme::BODIES,
            Kind::Holders => scheme::HOLDERS,
            Kind::Organisations => scheme::ORGANISATIONS,
            Kind::Calls => research::CALLS,
            Kind::Experts => research::EXPERTS,
            Kind::ReviewBars => research::REVIEW_BARS,
            Kind::Editions => scheme::EDITIONS,
        }
    }

    /// The commands that a row asks for; nothing where the row has faults, which the reader keeps.
    pub(super) fn commands(self, row: &mut Reader, tables: &Tables) -> Option<Vec<Command>> {
        match self {
            Kind::Enterprises => enterprise::enterprises(row),
            Kind::Registrations => enterprise::registrations(row),
            Kind::HeadOffices => enterprise::head_offices(row),
            Kind::Holdings => enterprise::holdings(row),
            Kind::Penalties => standing::penalties(row),
            Kind::Listings => standing::listings(row),
            Kind::Awards => standing::awards(row),
            Kind::SystemCertificates => enterprise::system_certificates(row),
            Kind::Commitments => enterprise::commitments(row),
            Kind::Completeness => enterprise::completeness(row),
            Kind::Recalls => product::recalls(row),
            Kind::Breaches => product::breaches(row),
            Kind::Products => product::products(row),
            Kind::Certificates => product::certificates(row),
            Kind::DraftingRoles => drafting::drafting_roles(row),
            Kind::Exhibitions => drafting::exhibitions(row),
            Kind::Memberships => standing::memberships(row),
            Kind::Catalogue => scheme::catalogue(row),
            Kind::Bodies => scheme::bodies(row),
            Kind::Holders => scheme::holders(row),
            Kind::Organisations => scheme::organisations(row),
            Kind::Calls => research::calls(row),
            Kind::Experts => research::experts(row),
            Kind::ReviewBars => research::review_bars(row),
            Kind::Editions => scheme::editions(row, tables),
        }
    }
}

/// Sixteen hexadecimal digits that stand for a content.
pub(super) fn content_name(content: &impl Serialize) -> String {
    // Values made of our own records always serialise; the empty text would only make equal names equal.
    let text = serde_json::to_string(content).unwrap_or_default();
    ledger::hex(&ledger::digest(text.as_bytes())).chars().take(16).collect()
}

/// A command whose key is made from its content.
pub(super) fn command(enterprise: Option<CreditCode>, on: Day, act: Act) -> Command {
    let key = format!("import-{}", content_name(&(&enterprise, on, &act)));
    Command { key, enterprise, on, act }
}

/// Puts a fact on file; without an identifier it gets one from its content.
pub(super) fn enter(enterprise: CreditCode, mut fact: Fact) -> Command {
    if fact.record().id().is_empty() {
        let name = content_name(&fact);
        fact.record_mut().set_id(name);
    }
    command(Some(enterprise), fact.record().happened_on(), Act::EnterFact { fact })
}

/// Puts a fact about the scheme on file.
pub(super) fn enter_scheme(mut fact: SchemeFact) -> Command {
    if fact.record().id().is_empty() {
        let name = content_name(&fact);
        fact.record_mut().set_id(name);
    }
    command(None, fact.record().happened_on(), Act::EnterSchemeFact { fact })
}

/// The identifier and kind of the fact that a command puts on file.
pub(super) fn entered(command: &Command) -> Option<(FactKind, String)> {
    match &command.act {
        Act::EnterFact { fact } => Some((fact.kind(), fact.record().id().to_owned())),
        _ => None,
    }
}

fn entered_scheme(command: &Command) -> Option<(SchemeFactKind, String)> {
    match &command.act {
        Act::EnterSchemeFact { fact } => Some((fact.kind(), fact.record().id().to_owned())),
        _ => None,
    }
}

/// The reason that an imported end is given: that of the row, or that the register says so.
fn reason(row: &mut Reader) -> Text {
    Text::Plain(row.text("reason").unwrap_or_else(|| "登记册所载".to_owned()))
}

/// A fact and, where the row has its end, the end as an act of its own.
pub(super) fn with_end(row: &mut Reader, column: &str, entering: Command) -> Vec<Command> {
    let end = row.day(column);
    let (Some(on), Some((kind, id))) = (end, entered(&entering)) else { return vec![entering] };
    let act = Act::EndFact { kind, id, how: None, reason: reason(row) };
    let ending = command(entering.enterprise, on, act);
    vec![entering, ending]
}

/// A fact and, where the row says that it was set aside, that as an act of its own.
pub(super) fn with_annulment(row: &mut Reader, column: &str, entering: Command) -> Vec<Command> {
    let set_aside = row.day(column);
    let (Some(on), Some((kind, id))) = (set_aside, entered(&entering)) else { return vec![entering] };
    let annulling = command(entering.enterprise, on, Act::AnnulFact { kind, id, reason: reason(row) });
    vec![entering, annulling]
}

/// A fact about the scheme and, where the row has its end, the end as an act of its own.
pub(super) fn with_scheme_end(row: &mut Reader, column: &str, entering: Command) -> Vec<Command> {
    let end = row.day(column);
    let (Some(on), Some((kind, id))) = (end, entered_scheme(&entering)) else { return vec![entering] };
    let ending = command(None, on, Act::EndSchemeFact { kind, id, reason: reason(row) });
    vec![entering, ending]
}

/// A record as a command brings it: what the platform itself notes is left out.
macro_rules! brought {
    ($name:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {
        $name { $($field $(: $value)?,)* entered_on: None, entry: None, ended: None, annulled: None }
    };
}
use brought;
