//! What the pages of cases are about.

use policy::article::Words;

use super::field;

/// What a page of a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseKind {
    /// An enterprise and its dossier.
    Enterprise,
    /// A product.
    Product,
    /// A self-declaration.
    Declaration,
    /// An authorisation.
    Authorization,
    /// A label filing.
    Label,
    /// A spot check.
    Check,
    /// A proceeding.
    Proceeding,
    /// A certificate.
    Certificate,
    /// An edition of a standard.
    Edition,
    /// A project (clause 2).
    Project,
    /// A report of duties not fulfilled.
    DutyReport,
    /// The scheme: catalogue, bodies, offices, and what is not on file yet.
    Scheme,
}

impl CaseKind {
    /// Every kind.
    pub const ALL: [CaseKind; 12] = [
        CaseKind::Enterprise,
        CaseKind::Product,
        CaseKind::Declaration,
        CaseKind::Authorization,
        CaseKind::Label,
        CaseKind::Check,
        CaseKind::Proceeding,
        CaseKind::Certificate,
        CaseKind::Edition,
        CaseKind::Project,
        CaseKind::DutyReport,
        CaseKind::Scheme,
    ];

    /// As in addresses and registers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            CaseKind::Enterprise => "enterprise",
            CaseKind::Product => "product",
            CaseKind::Declaration => "declaration",
            CaseKind::Authorization => "authorization",
            CaseKind::Label => "label",
            CaseKind::Check => "check",
            CaseKind::Proceeding => "proceeding",
            CaseKind::Certificate => "certificate",
            CaseKind::Edition => "edition",
            CaseKind::Project => "project",
            CaseKind::DutyReport => "duty_report",
            CaseKind::Scheme => "scheme",
        }
    }

    /// From its name.
    #[must_use]
    pub fn named(name: &str) -> Option<CaseKind> {
        CaseKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            CaseKind::Enterprise => field::w("企业", "enterprise"),
            CaseKind::Product => field::w("产品", "product"),
            CaseKind::Declaration => field::w("自我声明", "self-declaration"),
            CaseKind::Authorization => field::w("授权", "authorisation"),
            CaseKind::Label => field::w("贴标备案", "label filing"),
            CaseKind::Check => field::w("抽检", "spot check"),
            CaseKind::Proceeding => field::w("事项", "proceeding"),
            CaseKind::Certificate => field::w("证书", "certificate"),
            CaseKind::Edition => field::w("标准版本", "edition"),
            CaseKind::Project => field::w("标准项目", "project"),
            CaseKind::DutyReport => field::w("未履行责任报告", "report of duties not fulfilled"),
            CaseKind::Scheme => field::w("制度", "scheme"),
        }
    }
}
