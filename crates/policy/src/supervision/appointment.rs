//! When and where a maker is called to an interview, and where and before whom a hearing is held: what a letter about
//! either has to name. Persons are named by hand on the paper and nowhere in the ledger (decision 0009).

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::decide::Problem;
use crate::enterprise::check_fact::named;
use crate::writing::fold_tight;

/// How far ahead a maker may be called, in years.
const YEARS_AHEAD: i16 = 1;

/// The most offices and organisations that attend a hearing.
const MOST_ATTENDING: usize = 20;

/// When and where an interview is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Appointment {
    /// The day.
    pub day: Day,
    /// The time of day, 00:00 to 23:59; `9:30` and full-width signs are taken and kept as `09:30`.
    pub time: String,
    /// The place, as somebody who has to go there needs it.
    pub place: String,
}

/// Where a hearing was held, and which offices and organisations attended beside the federation and the party.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sitting {
    /// The place.
    pub place: String,
    /// Offices and organisations, by their names; no persons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attended: Vec<String>,
}

impl Appointment {
    /// Hour and minute; `None` where the time is none.
    #[must_use]
    pub fn clock(&self) -> Option<(u8, u8)> {
        clock(&self.time)
    }

    /// A time of day as it is kept, `09:30`, of what somebody wrote: an hour of one digit, full-width signs and spaces are
    /// mended.
    ///
    /// # Errors
    /// If it is no time of day.
    pub fn time_of(written: &str) -> Result<String, Problem> {
        let tight = fold_tight(written);
        // A hour of one digit stands for itself and nothing else: 9:30 is no other time than 09:30.
        let padded = if tight.find(':') == Some(1) { format!("0{tight}") } else { tight };
        match clock(&padded) {
            Some(_) => Ok(padded),
            None => Err(Problem::new(
                "interview_time",
                "请写24小时制时间，如 09:30",
                "write a time of day such as 09:30",
            )
            .at("appointment.time")),
        }
    }

    /// The same with its time of day as it is kept.
    pub(crate) fn kept(&self) -> Appointment {
        let time = Appointment::time_of(&self.time).unwrap_or_else(|_| self.time.clone());
        Appointment { time, ..self.clone() }
    }

    /// What is wrong with it, called on a day.
    pub(crate) fn problems(&self, called_on: Day) -> Vec<Problem> {
        let mut found = Vec::new();
        if self.day < called_on {
            found.push(
                Problem::new("interview_day", "约谈日不能早于通知之日", "the day is before that of the call")
                    .at("appointment.day"),
            );
        }
        if self.day > called_on.plus_years(YEARS_AHEAD) {
            found.push(
                Problem::new("interview_day", "约谈日应在一年之内", "the day must be within a year")
                    .at("appointment.day"),
            );
        }
        found.extend(Appointment::time_of(&self.time).err());
        found.extend(named(&self.place).map(|problem| problem.at("appointment.place")));
        found
    }
}

/// Hour and minute of a time of day.
fn clock(time: &str) -> Option<(u8, u8)> {
    let (hour, minute) = time.split_once(':')?;
    let number = |text: &str, most: u8| -> Option<u8> {
        let is_two = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse().ok().filter(|number| is_two && *number <= most)
    };
    Some((number(hour, 23)?, number(minute, 59)?))
}

impl Sitting {
    /// What is wrong with it.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let mut found: Vec<Problem> =
            named(&self.place).map(|problem| problem.at("sitting.place")).into_iter().collect();
        if self.attended.len() > MOST_ATTENDING {
            found.push(
                Problem::new(
                    "attended_many",
                    format!("出席单位不得超过{MOST_ATTENDING}个"),
                    format!("at most {MOST_ATTENDING} offices and organisations"),
                )
                .at("sitting.attended"),
            );
        }
        if self.attended.iter().collect::<BTreeSet<_>>().len() < self.attended.len() {
            found.push(
                Problem::new("attended_twice", "同一单位列了两次", "one of them is named twice")
                    .at("sitting.attended"),
            );
        }
        let faults = self.attended.iter().take(MOST_ATTENDING).filter_map(|one| named(one));
        found.extend(faults.map(|problem| problem.at("sitting.attended")));
        found
    }
}
