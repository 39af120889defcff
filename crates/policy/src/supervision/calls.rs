//! The notice of an interview whose call was replaced: another call stands, and a second paper that names another day would
//! send the maker to the wrong one (reading 0037).

use crate::article::Article;
use crate::command::Act;
use crate::decide::Problem;
use crate::enterprise::Dossier;
use crate::paper::PaperKind;

/// The entry whose notice of interview an act would issue: what has become of its call is asked of its enterprise's dossier.
#[must_use]
pub fn notice_issued_by(act: &Act) -> Option<u64> {
    let Act::IssuePaper { paper } = act else { return None };
    (paper.kind == PaperKind::InterviewNotice).then_some(paper.entry)
}

/// Why a paper is not issued any more: it is the notice of a call that another one took the place of.
#[must_use]
pub fn replaced(dossier: &Dossier, (entry, kind): (u64, PaperKind)) -> Option<Problem> {
    if kind != PaperKind::InterviewNotice {
        return None;
    }
    let (by, at) = dossier.proceedings.iter().find_map(|work| work.called_since(entry))?;
    let (zh, en) = by.map(|by| (format!("（账本第{by}条）"), format!(" (entry {by})"))).unwrap_or_default();
    Some(
        Problem::new(
            "call_replaced",
            format!("已重新通知于{}约谈{zh}：被代替的通知书不再签发，请签发新的通知书", at.day),
            format!(
                "the maker was called anew, for {}{en}: the notice of a call that was replaced is issued no more; issue that of \
                 the call that stands",
                at.day
            ),
        )
        .at("paper.entry")
        .by(Article::of(10)),
    )
}
