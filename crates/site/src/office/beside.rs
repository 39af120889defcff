//! What lies beside the form of an act: the case in the lines of its own page, what the rules say of it now, what was
//! said and served in it and the files that came with it, as far as the office may read them. Nobody decides from a form that hides what it is about.

use policy::powers::Office;

use crate::acts::CaseKind;
use crate::office::case::Case;
use crate::office::case_entries::Turn;
use crate::office::case_files;
use crate::office::case_page::{self, behind};
use crate::office::case_verdicts::verdicts;
use crate::office::declare::evidence::FileView;
use crate::office::finding::{FindingView, VerdictView};
use crate::office::on_file::Speaks;
use crate::office::{OfficeSite, event};
use crate::problem::Trouble;
use crate::public::registers::RowView;
use crate::public::reported;
use crate::session::Member;
use crate::tone;
use crate::words::fill;

/// The most texts beside a form, the last of them; the others are on the case's own page.
const MOST_TEXTS: usize = 30;

/// How many of them, the last, are unfolded.
const MOST_UNFOLDED: usize = 5;

/// The longest text that is shown unfolded, in characters.
const UNFOLDED: usize = 600;

/// A text of the case.
pub(super) struct TextView {
    pub(super) what: String,
    pub(super) says: String,
    pub(super) is_open: bool,
}

impl TextView {
    /// A text under its heading; a short one is there to be read at once.
    pub(super) fn of(what: impl Into<String>, says: String) -> TextView {
        TextView { what: what.into(), is_open: says.chars().count() <= UNFOLDED, says }
    }
}

/// What lies beside a form.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) facts: Vec<(String, String)>,
    pub(super) verdicts: Vec<VerdictView>,
    pub(super) texts: Vec<TextView>,
    /// That earlier texts are on the case's page only, and how many.
    pub(super) earlier: Option<String>,
    /// The files of the case, for who may read them.
    pub(super) files: Vec<FileView>,
    /// The lines of a report of duties: whom it names.
    pub(super) lines: Vec<RowView>,
    /// That there are more of them, and where.
    pub(super) more_lines: Option<(String, String)>,
}

/// Whether the rules are asked about a case of this kind beside its forms: of a whole enterprise they say more than
/// anybody reads beside a form.
fn is_judged(kind: CaseKind) -> bool {
    match kind {
        CaseKind::Declaration
        | CaseKind::Authorization
        | CaseKind::Check
        | CaseKind::Proceeding
        | CaseKind::Project => true,
        CaseKind::Enterprise
        | CaseKind::Product
        | CaseKind::Label
        | CaseKind::Certificate
        | CaseKind::Edition
        | CaseKind::DutyReport
        | CaseKind::Scheme => false,
    }
}

fn is_clear(finding: &FindingView) -> bool {
    finding.tone == tone::GOOD
}

/// What lies beside the forms of a case.
///
/// # Errors
/// If the reader is at fault.
pub(super) async fn of(
    site: &OfficeSite,
    member: &Member,
    case: &Case,
    office: &Office,
) -> Result<Beside, Trouble> {
    let public = site.public();
    let (visitor, law) = (&member.visitor, public.reader().law());
    let facts = case_page::facts(
        visitor,
        Speaks { lang: visitor.lang, parameters: law.parameters, scheme: case.scheme.as_ref() },
        case,
    );
    let files = match case.shows_texts_to(office) {
        true => case_files::views(public, visitor, case).await?,
        false => Vec::new(),
    };
    if let Some(report) = &case.report {
        let (lines, left) = reported::lines(public, visitor, report).await?;
        let says = fill(visitor.w.report.left_out, &[&left]);
        let more_lines = (left > 0).then(|| (reported::address(&report.id), says));
        return Ok(Beside { facts, files, lines, more_lines, ..Beside::default() });
    }
    if !is_judged(case.kind) {
        return Ok(Beside { facts, files, ..Beside::default() });
    }
    let behind = behind(public, case, office, (Turn::Oldest, None)).await?;
    let mut verdicts = verdicts(visitor, law, (case, office), behind.file.as_ref(), (public.today(), None));
    for verdict in &mut verdicts {
        // What stands in the way comes first.
        verdict.findings.sort_by_key(is_clear);
    }
    let texts = behind.entries.iter().filter_map(|at| {
        let digest = at.entry.reason.as_ref()?;
        let (_, text) = behind.texts.iter().find(|(known, _)| known == digest)?;
        let what =
            format!("{} · {}", event::words(visitor, behind.names(case), &at.entry.event), at.entry.on);
        Some(TextView::of(what, text.clone()?))
    });
    let mut texts: Vec<TextView> = texts.collect();
    let earlier = texts.len().saturating_sub(MOST_TEXTS);
    texts.drain(..earlier);
    let folded = texts.len().saturating_sub(MOST_UNFOLDED);
    let earlier = (earlier > 0).then(|| fill(visitor.w.case.texts_earlier, &[&earlier]));
    texts.iter_mut().take(folded).for_each(|text| text.is_open = false);
    Ok(Beside { facts, verdicts, texts, earlier, files, ..Beside::default() })
}
