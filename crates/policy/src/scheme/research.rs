//! What clause 2 needs of the scheme: public calls, the experts who sit on panels, and who is barred from every review
//! (clause 15).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::{Entered, Mark, Record, record};
use crate::industry::Industry;
use crate::named::named;
use crate::scheme::Scheme;
use crate::standard::drafting::DrafterKind;
use crate::standard::project::progress::Progress;
use crate::writing::same_number;

named! {
    /// What a public call asks for.
    CallKind {
        /// Building a standard system (标准体系建设).
        System = "system", "标准体系建设", "build a standard system";
        /// Leading the drafting of a standard (标准立项).
        Lead = "lead", "标准研制", "lead a standard";
    }
}

record! {
    /// A public call of the province, open to all (clause 2); `ended` is the first day on which it takes no more
    /// proposals because it was closed early.
    Call happened published_on {
        /// What it is called.
        title: String,
        /// What it asks for.
        kind: CallKind,
        /// Day of publication.
        published_on: Day,
        /// First day on which proposals are received.
        from: Day,
        /// Last day.
        until: Day,
        /// The industry that it is for (GB/T 4754), with all that lies in it; absent for every one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        industry: Option<Industry>,
    }
}

named! {
    /// What a call is worth on a day, the one first that can be answered.
    CallState {
        /// Proposals are received.
        Open = "open", "申报中", "open";
        /// Its first day has not come.
        NotYet = "not_yet", "尚未开始", "not open yet";
        /// Its last day is over, or it was closed early.
        Closed = "closed", "已截止", "closed";
    }
}

impl Call {
    /// Whether it is for an industry. Of what no industry is known nobody can tell by it, and it is for that too.
    #[must_use]
    pub fn is_for(&self, industry: Option<&Industry>) -> bool {
        self.industry.as_ref().zip(industry).is_none_or(|(own, asked)| own.contains(asked))
    }

    /// What it is worth on `day`, as far as the two axes let it be seen by the caller.
    #[must_use]
    pub fn state(&self, day: Day) -> CallState {
        let is_ended = self.ended.as_ref().is_some_and(|end| end.on <= day);
        if self.is_open(day) {
            CallState::Open
        } else if day < self.from && !is_ended && self.annulled.is_none() {
            CallState::NotYet
        } else {
            CallState::Closed
        }
    }

    /// Whether proposals are received on `day`, as far as the two axes let it be seen by the caller.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        self.annulled.is_none()
            && self.from <= day
            && day <= self.until
            && self.ended.as_ref().is_none_or(|end| day < end.on)
    }
}

record! {
    /// An expert on the register; `ended` is the first day off it. The name is personal data and lives outside: the
    /// number stands for the person, who acts in the office of that number.
    Expert happened from {
        /// Where the expert works.
        organisation: String,
        /// Its credit code, where it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        enterprise: Option<CreditCode>,
        /// What kind of body that is.
        kind: DrafterKind,
        /// First day on the register.
        from: Day,
        /// Last day, where the term is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_until: Option<Day>,
    }
}

impl Expert {
    /// Whether this is on the register on `day`.
    #[must_use]
    pub fn is_on_register(&self, day: Day) -> bool {
        self.annulled.is_none()
            && self.from <= day
            && self.valid_until.is_none_or(|last| day <= last)
            && self.ended.as_ref().is_none_or(|end| day < end.on)
    }

    /// Whether the expert belongs to an organisation, by its code or, written anyhow, by its name.
    #[must_use]
    pub fn belongs_to(&self, name: &str, enterprise: Option<CreditCode>) -> bool {
        (self.enterprise.is_some() && self.enterprise == enterprise) || same_number(&self.organisation, name)
    }

    /// The name of the one with a part in a project to which the expert belongs.
    #[must_use]
    pub fn interest_in<'a>(&self, project: &Progress<'a>) -> Option<&'a str> {
        let lead = project.lead.filter(|(lead, name, _)| self.belongs_to(name, Some(*lead)));
        let participants = &project.participants;
        let among = || participants.iter().find(|one| self.belongs_to(&one.name, one.enterprise));
        lead.map(|(_, name, _)| name).or_else(|| among().map(|one| one.name.as_str()))
    }
}

record! {
    /// An expert is barred from every review from a day on: money or goods were taken, or consultancy was forced on
    /// somebody (clause 15); `ended` is the first day on which the bar is lifted.
    ReviewBar happened from {
        /// The expert's number.
        expert: String,
        /// First day.
        from: Day,
    }
}

impl ReviewBar {
    /// Whether it holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.annulled.is_none() && self.from <= day && self.ended.as_ref().is_none_or(|end| day < end.on)
    }
}

impl Scheme {
    /// The call with a number, if it counts.
    #[must_use]
    pub fn call(&self, id: &str) -> Option<&Call> {
        self.calls.list.iter().find(|call| call.id == id && call.annulled.is_none())
    }

    /// The expert with a number, if the entry counts.
    #[must_use]
    pub fn expert(&self, id: &str) -> Option<&Expert> {
        self.experts.list.iter().find(|expert| expert.id == id && expert.annulled.is_none())
    }

    /// Whether an expert is barred on `day`.
    #[must_use]
    pub fn is_barred(&self, expert: &str, day: Day) -> bool {
        self.review_bars.list.iter().any(|bar| bar.expert == expert && bar.holds_on(day))
    }
}
