//! What answers cite beside records: a later step of a case, with its own day and its own entry, and the statement that a
//! register tells all, which is what makes "there is none" an answer and not a guess. And what cited facts are called.

use crate::article::{Said, Words};
use crate::calendar::Day;
use crate::enterprise::record::{Completeness, Entered, Mark, Record};
use crate::trace::FactUsed;

/// The kind of a statement that a register is complete.
pub(crate) const COMPLETENESS: &str = "completeness";

/// A step of a case as a fact that an answer rests on: what came later is cited by its own entry, never by that of the
/// record it happened to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step<'a> {
    /// The number of the case.
    pub(crate) id: &'a str,
    /// When, and by which entry.
    pub(crate) mark: Mark,
}

/// A step is never ended, set aside or renamed: it is told and no more.
impl Record for Step<'_> {
    fn id(&self) -> &str {
        self.id
    }

    fn happened_on(&self) -> Day {
        self.mark.on
    }

    fn entered_on(&self) -> Option<Day> {
        self.mark.entered_on
    }

    fn entry(&self) -> Option<u64> {
        self.mark.entry
    }

    fn ended(&self) -> Option<&Mark> {
        None
    }

    fn annulled(&self) -> Option<&Mark> {
        None
    }

    fn set_entered(&mut self, _: Entered) {}
    fn end(&mut self, _: Mark) {}
    fn annul(&mut self, _: Mark) {}
    fn set_id(&mut self, _: String) {}
    fn take_back(&mut self, _: bool, _: bool) {}
}

/// A register that an answer rests on telling all.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    pub(crate) name: &'static str,
    words: Words,
}

impl Kept {
    pub(crate) const PENALTIES: Kept = Kept::of("penalties", "行政处罚记录", "the register of penalties");
    pub(crate) const LISTINGS: Kept =
        Kept::of("listings", "严重违法失信列入记录", "the register of dishonesty listings");
    pub(crate) const AWARDS: Kept = Kept::of("awards", "政府质量奖记录", "the register of quality awards");
    pub(crate) const SYSTEM_CERTIFICATES: Kept =
        Kept::of("system_certificates", "管理体系证书记录", "the register of management-system certificates");
    pub(crate) const COMMITMENTS: Kept =
        Kept::of("commitments", "品牌服务承诺记录", "the register of service commitments");
    pub(crate) const RECALLS: Kept = Kept::of("recalls", "召回责任记录", "the register of recall duties");
    pub(crate) const BREACHES: Kept =
        Kept::of("breaches", "查实的违反记录", "the register of verified breaches");
    pub(crate) const CERTIFICATES: Kept =
        Kept::of("certificates", "认证证书记录", "the register of certificates");
    pub(crate) const HOLDINGS: Kept = Kept::of("holdings", "持股记录", "the register of shares");
    pub(crate) const AUTHORIZATIONS: Kept =
        Kept::of("authorizations", "授权记录", "the register of authorisations");
    pub(crate) const CHECKS: Kept = Kept::of("checks", "对标抽检记录", "the register of spot checks");
    pub(crate) const DRAFTING_ROLES: Kept =
        Kept::of("drafting_roles", "参与起草记录", "the register of parts in drafting");
    pub(crate) const CATALOGUE: Kept =
        Kept::of("catalogue", "暂不开展自我声明的产品目录", "the exclusion catalogue");
    pub(crate) const BODIES: Kept =
        Kept::of("bodies", "认证机构资质记录", "the register of qualified bodies");
    pub(crate) const PROJECTS: Kept = Kept::of("projects", "标准项目记录", "the register of projects");

    const fn of(name: &'static str, zh: &'static str, en: &'static str) -> Kept {
        Kept { name, words: Words { zh, en } }
    }

    /// What is said of a register that is the source itself: no entry says of it that it is complete.
    pub(crate) fn is_source(self) -> Said {
        let Words { zh, en } = self.words;
        Said::new(
            format!("不另引账目：{zh}本身即为全部记录，没有载明的即不存在"),
            format!("no entry to cite: {en} is itself the whole record, and what is not in it is not there"),
        )
    }

    /// What a statement says of it.
    pub(crate) fn is_complete(self, statement: &Completeness) -> Said {
        let (since, stated) = (statement.since, statement.stated_on);
        let Words { zh, en } = self.words;
        Said::new(
            format!("{zh}自{since}起完整（{stated}确认），没有载明的即不存在"),
            format!("{en} tells all from {since} on (confirmed on {stated}): what is not in it is not there"),
        )
    }
}

/// What facts of a kind are called, and whether their identifiers are numbers that people use.
struct Called {
    kind: &'static str,
    words: Words,
    is_numbered: bool,
}

const fn called(kind: &'static str, is_numbered: bool, zh: &'static str, en: &'static str) -> Called {
    Called { kind, words: Words { zh, en }, is_numbered }
}

const CALLED: [Called; 26] = [
    called("authorization", true, "授权", "authorisation"),
    called("award", true, "政府质量奖", "quality award"),
    called("body", false, "认证机构资质", "qualification of a body"),
    called("breach", true, "查实的违反", "verified breach"),
    called("call", true, "公开征集", "public call"),
    called("catalogue_entry", false, "排除目录类别", "catalogue category"),
    called("certificate", true, "认证证书", "certificate"),
    called("check", true, "对标抽检", "spot check"),
    called("commitment", false, "品牌服务承诺", "service commitment"),
    called(COMPLETENESS, false, "完整性确认", "statement of completeness"),
    called("declaration", true, "自我声明", "self-declaration"),
    called("drafting_role", false, "参与起草", "part in drafting"),
    called("edition", false, "标准", "standard"),
    called("exhibition", false, "对比表明示", "showing of the table"),
    called("expert", false, "专家", "expert"),
    called("head_office", false, "总部所在地", "head office"),
    called("holding", false, "持股", "share"),
    called("label", true, "贴标备案", "label filing"),
    called("listing", true, "严重违法失信列入", "dishonesty listing"),
    called("penalty", true, "行政处罚", "penalty"),
    called("proceeding", true, "处理事项", "case"),
    called("product", false, "产品", "product"),
    called("project", true, "标准项目", "project"),
    called("recall", true, "召回责任", "recall duty"),
    called("review_bar", false, "禁止参加评审", "bar from reviews"),
    called("system_certificate", true, "管理体系证书", "management-system certificate"),
];

/// Whether the platform gave an identifier itself where none was stated: `penalty-112`. It tells a reader nothing.
fn is_given(id: &str) -> bool {
    let is_hex = id.len() == 16 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let is_counted = id.rsplit_once('-').is_some_and(|(kind, count)| {
        let is_word = kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        is_word && !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit())
    });
    is_hex || is_counted
}

impl FactUsed {
    /// What it is and what it says: its kind, its number where people use one and what it says does not name it, and what
    /// it says.
    #[must_use]
    pub fn told(&self) -> Said {
        let Some(called) = CALLED.iter().find(|called| called.kind == self.kind) else {
            return self.says.clone();
        };
        let says_it = self.says.zh.contains(&self.id) || self.says.en.contains(&self.id);
        let number = (called.is_numbered && !says_it && !is_given(&self.id)).then_some(self.id.as_str());
        let told = |kind: &str, colon: &str, says: &str| match number {
            Some(number) => format!("{kind} {number}{colon}{says}"),
            None => format!("{kind}{colon}{says}"),
        };
        Said::new(told(called.words.zh, "：", &self.says.zh), told(called.words.en, ": ", &self.says.en))
    }
}
