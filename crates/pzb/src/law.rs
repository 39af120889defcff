//! The law that questions are judged by: the numbers of the policy and the working-day calendar, as shipped or
//! from a file of the operator.

use std::path::Path;

use policy::calendar::WorkingDays;
use policy::parameters::Parameters;
use policy::question::Law;

use crate::answer::Failure;
use crate::files;

/// The calendar shipped with the program.
const SHIPPED_DAYS: &str = include_str!("../../policy/data/working_days.toml");

/// Numbers and calendar, owned.
#[derive(Debug, Clone)]
pub struct Laws {
    /// The numbers.
    pub parameters: Parameters,
    /// The calendar.
    pub calendar: WorkingDays,
}

impl Laws {
    /// Reads them.
    ///
    /// # Errors
    /// A file that is not there or not of the documented form.
    pub fn read(parameters: Option<&Path>, calendar: Option<&Path>) -> Result<Laws, Failure> {
        let parameters = match parameters {
            None => {
                Parameters::shipped().map_err(|fault| Failure::fault("随附的数值有误", fault.to_string()))?
            }
            Some(path) => {
                let text = files::text(path, files::LARGEST_DOCUMENT)?;
                Parameters::from_toml(&text).map_err(|fault| in_file(path, &fault.to_string()))?
            }
        };
        let calendar = match calendar {
            None => WorkingDays::from_toml(SHIPPED_DAYS)
                .map_err(|fault| Failure::fault("随附的工作日历有误", fault.to_string()))?,
            Some(path) => {
                let text = files::text(path, files::LARGEST_DOCUMENT)?;
                WorkingDays::from_toml(&text).map_err(|fault| in_file(path, &fault.to_string()))?
            }
        };
        Ok(Laws { parameters, calendar })
    }

    /// As rules take it.
    #[must_use]
    pub fn law(&self) -> Law<'_> {
        Law { parameters: &self.parameters, calendar: &self.calendar }
    }
}

fn in_file(path: &Path, fault: &str) -> Failure {
    let shown = files::shown(path);
    Failure::invalid(format!("{shown}的内容不符合规定格式"), format!("{shown}: {fault}"))
        .with(serde_json::json!({ "cause": fault }))
}
