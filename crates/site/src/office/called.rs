//! What the party of a piece of work was told and by which paper: the interview that it is called to, with day, time and
//! place (decision 0031), and since when it has the paper of a notice (reading 0035). Told alike on every desk, to programs,
//! on the page of the case and at its forms.

use std::collections::HashMap;

use policy::article::Words;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::paper::PaperKind;
use policy::powers::{Office, OfficeKind};
use policy::question::{About, Law, Question, World};
use policy::scheme::Scheme;
use policy::supervision::proceedings::last_day_to_answer;
use policy::supervision::rules::last_day_to_object;
use policy::supervision::verdicts::issued_to_parties;
use policy::supervision::{Appointment, Check, Proceeding};
use registry::{Fault, Moment, Reader};

use crate::acts::field::w;
use crate::acts::{CaseKind, Form, form};
use crate::lang::Lang;
use crate::office::act::Desk;
use crate::office::case::Case;
use crate::visitor::Visitor;
use crate::words::{fill, text};

/// What the day of an interview is called.
pub(super) const INTERVIEW_ON: Words = w("约谈日", "interview on");

/// What the last day to answer a notice is called.
pub(super) const ANSWER_UNTIL: Words = w("陈述申辩截止", "statement and defence until");
/// What the last day to object to a result is called.
pub(super) const OBJECTION_UNTIL: Words = w("异议截止", "objection until");

/// The last day of the party to answer in work that is not decided: it runs from the paper of the notice, so that there is
/// none before that is issued (reading 0035).
pub(super) fn answer_until(law: Law, work: &Proceeding) -> Option<Day> {
    let is_undecided = work.outcome().is_none() && !work.is_closed();
    let notice = work.notice().filter(|notice| is_undecided && notice.issued.is_some())?;
    last_day_to_answer(law, notice)
}

/// The last day to object to a result that nobody objected to and that is not verified.
pub(super) fn objection_until(scheme: &Scheme, law: Law, today: Day, check: &Check) -> Option<Day> {
    let q = Question::new(World::without_enterprise(scheme, &[]), About::Check(check), law, today)?;
    let is_open = check.objection.is_none() && check.verified.is_none();
    last_day_to_object(&q, check).ok().flatten().filter(|_| is_open)
}

/// An interview that the maker is called to.
#[derive(Debug, Clone)]
pub(crate) struct Called {
    at: Appointment,
    /// The entry that its notice is made from.
    entry: Option<u64>,
    /// Since when the parties have that notice.
    issued: Option<Day>,
}

impl Called {
    /// The call that stands in a piece of work.
    ///
    /// # Errors
    /// A fault of the reader.
    pub(super) fn of(reader: &Reader, work: &Proceeding) -> Result<Option<Called>, Fault> {
        let Some((entry, at)) = work.called() else { return Ok(None) };
        let issued = match entry {
            Some(entry) => issued_to_parties(&reader.issued_of(entry)?, (entry, PaperKind::InterviewNotice)),
            None => None,
        };
        Ok(Some(Called { at: at.clone(), entry, issued }))
    }

    /// The day of the interview.
    pub(super) fn day(&self) -> Day {
        self.at.day
    }

    /// When and where, and whether the party has it in writing.
    pub(super) fn says(&self, visitor: &Visitor, today: Day) -> Vec<String> {
        let words = &visitor.w.waits;
        let mut lines = vec![fill(words.called, &[&self.at.day, &self.at.time, &self.at.place])];
        lines.extend(self.entry.map(|entry| match self.issued {
            Some(day) => fill(words.called_paper, &[&entry, &day]),
            None => {
                let issuer = visitor.word(PaperKind::InterviewNotice.issuer().words());
                fill(words.called_paper_waits, &[&entry, &issuer])
            }
        }));
        if today < self.at.day && !is_of_maker(visitor.office()) {
            lines.push(fill(words.called_opens, &[&self.at.day]));
        }
        lines
    }

    /// What comes of it if nobody comes or acts.
    pub(super) fn otherwise(&self, office: Option<&Office>, today: Day) -> Words {
        match (is_of_maker(office), today <= self.at.day) {
            (true, _) => w(
                "如不到场，将再次通知或继续处理；跟踪抽检照常进行，再次不合格的依程序撤销授权（第十条）",
                "if nobody comes, you are called again or the work goes on; the follow-up sample is taken all the same, \
                 and a second failure leads to revocation (clause 10)",
            ),
            (false, true) => w(
                "如当事人未到场，可改期重新通知；不约谈、不跟踪抽检，不合格未跟进（第十条）",
                "if nobody comes, call the maker anew; without interview and follow-up sample the failure is not \
                 followed up (clause 10)",
            ),
            (false, false) => w(
                "约谈日已过：请记录约谈，或改期重新通知；如不办理，不合格未跟进（第十条）",
                "its day is over: record the interview or call the maker anew; if nobody acts, the failure is not followed \
                 up (clause 10)",
            ),
        }
    }

    /// The paper, or where it is issued.
    pub(super) fn link(&self, visitor: &Visitor) -> Option<(String, String)> {
        let kind = PaperKind::InterviewNotice;
        let is_issuer = visitor.office().is_some_and(|office| office.kind == kind.issuer());
        let words = visitor.word(kind.words());
        let says = match self.issued {
            Some(_) => words.to_owned(),
            None if is_issuer => fill(visitor.w.waits.issue_paper, &[&words]),
            None => return None,
        };
        self.entry.map(|entry| (format!("/papers/{entry}"), says))
    }
}

/// What an act is called where it calls the maker to an interview anew: the words of the desk, of the case and its form, of
/// programs and of files alike. A call that stands is told by its day.
pub(crate) fn title_after(called: Option<Day>, act: ActKind, lang: Lang) -> Option<String> {
    let day = called.filter(|_| act == ActKind::CallInterview)?;
    Some(fill(text(lang).waits.call_again, &[&day]))
}

/// What an act is called for an office in work that waits.
pub(crate) fn title_of(act: ActKind, called: Option<Day>, office: &Office, lang: Lang) -> String {
    title_after(called, act, lang).unwrap_or_else(|| form(act).title_for(office, lang))
}

/// That an interview is called for a time that is over, before it is confirmed. The policy knows days and no hours, so that it
/// says nothing; whoever typed yesterday's time sees it.
pub(super) fn is_over(desk: &Desk, values: &HashMap<String, String>, now: Moment) -> Option<String> {
    let typed = |at: &str| values.get(at).filter(|_| desk.form.kind == ActKind::CallInterview);
    let day: Day = typed("appointment.day")?.trim().parse().ok()?;
    let time = Appointment::time_of(typed("appointment.time")?).ok()?;
    let now = now.in_shanghai();
    let at = format!("{day} {time}");
    (at.as_str() < now.get(..16)?).then(|| fill(desk.member.visitor.w.waits.called_over, &[&day, &time]))
}

fn is_of_maker(office: Option<&Office>) -> bool {
    office.is_some_and(|office| office.kind == OfficeKind::Maker)
}

/// What the party of a case was told, and by which paper; nothing of a case that is no such work.
#[derive(Debug, Clone, Default)]
pub(crate) struct PartyTold {
    called: Option<Called>,
}

impl PartyTold {
    /// Of a case.
    ///
    /// # Errors
    /// A fault of the reader.
    pub(super) fn of(reader: &Reader, case: &Case) -> Result<PartyTold, Fault> {
        let Some(work) = case.proceeding() else { return Ok(PartyTold::default()) };
        Ok(PartyTold { called: Called::of(reader, work)? })
    }
}

impl Case {
    /// The piece of work that the case is.
    pub(super) fn proceeding(&self) -> Option<&Proceeding> {
        let dossier = self.dossier.as_ref().filter(|_| self.kind == CaseKind::Proceeding)?;
        dossier.proceedings.iter().find(|work| work.id == self.subject)
    }

    /// The last day of a maker to answer, where it is over and nothing is decided: an act of a maker is of its own day, so
    /// that what came too late is refused. Of an office the day of arrival is asked.
    pub(super) fn answered_too_late(&self, office: &Office, (law, today): (Law, Day)) -> Option<Day> {
        let last = answer_until(law, self.proceeding()?).filter(|_| office.kind == OfficeKind::Maker)?;
        (last < today).then_some(last)
    }

    /// Whether an act comes too late for whoever looks.
    pub(super) fn is_too_late_for(&self, office: &Office, act: ActKind, at: (Law, Day)) -> bool {
        matches!(act, ActKind::State | ActKind::RequestHearing)
            && self.answered_too_late(office, at).is_some()
    }

    /// What is said below the acts of the case: of the interview, and of a time that is over.
    pub(super) fn party_is_told(
        &self,
        visitor: &Visitor,
        office: &Office,
        at: (Law, Day),
    ) -> Vec<(Option<String>, String)> {
        let mut lines = Vec::new();
        if let Some(called) = &self.party.called {
            lines.extend(called.says(visitor, at.1).into_iter().map(|says| (None, says)));
            lines.push((None, visitor.lang.label(called.otherwise(Some(office), at.1))));
            lines.extend(called.link(visitor).map(|(href, says)| (Some(href), says)));
        }
        let over = self.answered_too_late(office, at);
        lines.extend(over.map(|last| (None, fill(visitor.w.waits.answer_over, &[&last]))));
        lines
    }

    /// What is said where a maker that is called to an interview has nothing to enter.
    pub(super) fn only_comes(&self, visitor: &Visitor, office: &Office) -> Option<&'static str> {
        self.party.called.as_ref().filter(|_| is_of_maker(Some(office)))?;
        Some(visitor.w.waits.called_here)
    }

    /// What an act that was done is called: a call is an act of its own with the first, and takes another's place after it.
    pub(super) fn title_of_done(&self, form: &Form, office: &Office, done: &[u64], lang: Lang) -> String {
        if form.kind != ActKind::CallInterview {
            return self.title_of(form, office, lang);
        }
        let work = self.proceeding();
        let before = work.and_then(|work| done.iter().find_map(|entry| work.calls_before(*entry).next()));
        title_of(form.kind, before.map(|(_, at)| at.day), office, lang)
    }

    /// The day of the call that stands.
    pub(super) fn called_on(&self) -> Option<Day> {
        self.party.called.as_ref().map(Called::day)
    }

    /// That an act takes the place of the call that stands, at its form and before it is confirmed.
    pub(super) fn replaces(&self, visitor: &Visitor, act: ActKind) -> Option<String> {
        let called = self.party.called.as_ref().filter(|_| act == ActKind::CallInterview)?;
        let at = &called.at;
        let words = match called.issued {
            Some(_) => visitor.w.waits.called_again,
            None => visitor.w.waits.called_again_untold,
        };
        Some(fill(words, &[&at.day, &at.time, &at.place]))
    }
}
