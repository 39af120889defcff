//! The register of experts as a list, for the offices that appoint panels or supervise them (clause 2): by number, with where each works, since when each is
//! on the register, and whether each is barred (clause 15). Who an expert is by name stands in no record.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use documents::sheet::Value;
use policy::article::{Article, Words};

use crate::acts::field::w;
use crate::office::OfficeSite;
use crate::office::reach::opens_experts;
use crate::problem::Trouble;
use crate::public::columns::date;
use crate::public::filter::Filter;
use crate::reports::shape::Shape;
use crate::reports::{Cell, Count, as_asked, offer};
use crate::session::Member;
use crate::when::When;

const ARTICLES: &[Article] = &[Article::of(2), Article::of(15)];

const COLUMNS: &[Words] = &[
    w("编号", "Number"),
    w("单位", "Organisation"),
    w("单位类别", "Kind of organisation"),
    w("入库日", "On the register from"),
    w("届满日", "Until"),
    w("今况", "Now"),
    w("统一社会信用代码", "Credit code"),
];

/// `GET /desk/experts`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Query(filter): Query<Filter>,
    member: Member,
) -> Result<Response, Trouble> {
    let (public, visitor) = (site.public(), &member.visitor);
    if !opens_experts(member.office()?) {
        return Err(Trouble::NoExperts);
    }
    let when = When::of(public, &visitor.glimpse)?;
    public.bound_heavy(visitor)?;
    let (filter, doubts) = filter.read(&offer(COLUMNS, &[]));
    let look = move |reader: &registry::Reader| Ok((when.seen.scheme(&reader.scheme()?), reader.head().size));
    let (scheme, size) = public.look(look).await?;
    let (words, day) = (&visitor.w.people, when.seen.as_of);
    let standing = scheme.experts.list.iter().filter(|expert| expert.annulled.is_none());
    let rows = standing.map(|expert| {
        let now = if scheme.is_barred(&expert.id, day) {
            words.expert_barred
        } else if expert.is_on_register(day) {
            words.expert_on
        } else {
            words.expert_off
        };
        let ended = expert.ended.as_ref().map(|end| end.on).or(expert.valid_until);
        let code = expert.enterprise.map_or(Value::Empty, |code| Value::Text(code.to_string()));
        vec![
            Cell::text(&*expert.id),
            Cell::text(&*expert.organisation),
            Cell::text(visitor.lang.label(expert.kind.words())),
            Cell::of(date(expert.from)),
            Cell::of(ended.map_or(Value::Empty, date)),
            Cell::text(now),
            Cell::of(code),
        ]
    });
    let rows = rows.collect();
    let says = (words.experts_title.to_owned(), words.experts_lead);

    let shape = Shape {
        up: Some(("/desk".to_owned(), visitor.w.case.desk_title)),
        ..Shape::list(("experts", "/desk/experts"), says, (COLUMNS, ARTICLES), doubts)
    };
    let count = Count { value: Arc::new(rows), size };
    as_asked(public, visitor, (&shape, Vec::new()), &filter, count, when)
}
