//! Tests of the command: the real binary for each verb, and the demonstration county as a whole.

mod bin;
mod check;
mod cited;
mod configuration;
mod demo;
mod documented;
mod drafting;
mod dry_run;
mod figures;
mod import;
mod industry;
mod killed;
mod language;
mod log;
mod memberships;
mod office;
mod papers;
mod reminders;
mod research;
mod server;
mod show;
mod table;
mod upkeep;
