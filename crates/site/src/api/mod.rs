//! `/api/v1`: the registers, verdicts and acts for programs, with problem+json, cursors, versions, keys and
//! tokens; and `/api/openapi.json`, which describes every address of the site.

pub(crate) mod acts;
mod address;
pub(crate) mod comments;
pub(crate) mod desk;
pub(crate) mod files;
pub(crate) mod listed;
pub(crate) mod maker;
pub(crate) mod openapi;
pub(crate) mod panels;
pub(crate) mod papers;
pub(crate) mod parameters;
pub(crate) mod projects;
pub(crate) mod read;
pub(crate) mod reports;
mod responses;
pub(crate) mod token;
pub(crate) mod verdicts;
