//! Registers on which the duties of clause 4 rest: who took part in drafting, and where comparison tables are shown.

use policy::article::Words;
use policy::command::Command;
use policy::enterprise::facts::Fact;
use policy::standard::drafting::{DrafterKind, DraftingPart, DraftingRole, Exhibition, ExhibitionPlace};

use super::enterprise::{DAY, ENTERPRISE, NUMBER, REASON};
use super::{brought, enter, with_annulment, with_end};
use crate::import::column::{Column, Take};
use crate::import::reader::Reader;

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

const EDITION: Column = Column::must(
    "edition",
    "标准版本",
    Take::Text,
    words("标准号与年号", "number with year"),
    "T/ZZB 0003—2020",
);

pub(super) const KIND_OF_PARTICIPANT: Column = Column::must(
    "kind of participant",
    "单位类别",
    Take::Named(DrafterKind::CHOICES),
    words("第二条所列的类别", "as clause 2 lists them"),
    "企业",
);

/// See [`super::Kind::DraftingRoles`].
pub const DRAFTING_ROLES: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    EDITION,
    Column::must(
        "part",
        "角色",
        Take::Named(DraftingPart::CHOICES),
        words("牵头或参与", "lead or participant"),
        "牵头起草",
    ),
    KIND_OF_PARTICIPANT,
    Column::must("since", "参与起草首日", Take::Day, words("参与起草之日", "first day as a drafter"), DAY),
    Column::may(
        "ended on",
        "退出日期",
        Take::Day,
        words("退出起草之日", "first day no longer a drafter"),
        "",
    ),
    REASON,
];

/// A part taken in drafting.
pub fn drafting_roles(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let edition = row.edition("edition");
    let part = row.one_of("part");
    let drafter = row.one_of("kind of participant");
    let since = row.day("since");
    let role =
        brought!(DraftingRole { id, edition: edition?, part: part?, drafter: drafter?, since: since? });
    Some(with_end(row, "ended on", enter(enterprise?, Fact::DraftingRole(role))))
}

/// See [`super::Kind::Exhibitions`].
pub const EXHIBITIONS: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    EDITION,
    Column::must(
        "place",
        "明示位置",
        Take::Named(ExhibitionPlace::CHOICES),
        words("对比表明示在哪里", "where the table is shown"),
        "包装",
    ),
    Column::may(
        "product",
        "产品编号",
        Take::Code,
        words("仅在经营场所明示的可留空", "may be empty where it is shown on the premises"),
        "",
    ),
    Column::must("from", "明示首日", Take::Day, words("开始明示之日", "first day shown"), DAY),
    Column::may("until", "明示末日", Take::Day, words("仍在明示的留空", "empty while it is shown"), ""),
    Column::may(
        "photo",
        "照片摘要",
        Take::Code,
        words("先前上传的照片的摘要，64位十六进制", "digest of a photo sent before, 64 hexadecimal digits"),
        "",
    ),
    Column::may(
        "set aside on",
        "撤销日期",
        Take::Day,
        words("撤销该记录之日", "day the record was set aside"),
        "",
    ),
    REASON,
];

/// A showing of a comparison table.
pub fn exhibitions(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let edition = row.edition("edition");
    let place = row.one_of("place");
    let product = row.code("product");
    let from = row.day("from");
    let until = row.day("until");
    let photo = row.code("photo");
    let shown = brought!(Exhibition {
        id,
        edition: edition?,
        product,
        place: place?,
        from: from?,
        until,
        photo,
        is_declared: false
    });
    Some(with_annulment(row, "set aside on", enter(enterprise?, Fact::Exhibition(shown))))
}
