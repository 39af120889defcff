//! Tests of crate `policy`.
mod acts;
mod calendar;
mod examples;
mod properties;
mod published;
mod values;

use policy::calendar::WorkingDays;
use policy::parameters::Parameters;
use policy::question::Law;

/// The numbers and the working days that the program ships.
struct Shipped {
    parameters: Parameters,
    calendar: WorkingDays,
}

impl Shipped {
    fn law(&self) -> Law<'_> {
        Law { parameters: &self.parameters, calendar: &self.calendar }
    }
}

fn law() -> Shipped {
    Shipped {
        parameters: Parameters::shipped().unwrap(),
        calendar: WorkingDays::from_toml(include_str!("../data/working_days.toml")).unwrap(),
    }
}
