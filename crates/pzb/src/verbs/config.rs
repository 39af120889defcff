//! `pzb config check`: what holds, and what is wrong with the file.

use std::path::Path;

use serde_json::json;

use crate::answer::{Answer, Verb};
use crate::config::{self, Flags, Written};
use crate::law::Laws;

/// Reads a configuration strictly, with the files that it names.
///
/// # Errors
/// Everything that would stop the server from starting.
pub fn check(file: Option<&Path>) -> Verb {
    let written = file.map(config::read).transpose()?.unwrap_or_else(Written::default);
    let config = config::resolve(written, &Flags::default(), &config::environment)?;
    Laws::read(config.parameters_file.as_deref(), config.calendar_file.as_deref())?;
    let none = || "-".to_owned();
    let path =
        |path: &Option<std::path::PathBuf>| path.as_ref().map_or_else(none, |p| p.display().to_string());
    let text = format!(
        "origin           {}\nlisten           {}\npublic_url       {}\ntrusted_proxies  {}\nparameters_file  {}\ncalendar_file    {}\n\
         ledger_key_file  {}\nsweep.person     {}\nmail.outbox      {}\nmail.from        {}\n",
        config.origin,
        config.listen,
        config.public_url.clone().unwrap_or_else(none),
        config.trusted_proxies,
        path(&config.parameters_file),
        path(&config.calendar_file),
        path(&config.ledger_key_file),
        config.sweep_person.clone().unwrap_or_else(none),
        path(&config.mail.as_ref().map(|mail| mail.outbox.clone())),
        config.mail.as_ref().map_or_else(none, |mail| mail.from.to_string()),
    );
    Ok(Answer::done(text, json!(config)))
}
