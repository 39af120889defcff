//! `/api/v1`: the registers, verdicts and acts for programs, with problem+json, cursors, versions, keys and
//! tokens; and `/api/openapi.json`, which describes every address of the site.

pub(crate) mod acts;
pub(crate) mod files;
pub(crate) mod openapi;
pub(crate) mod papers;
pub(crate) mod parameters;
pub(crate) mod projects;
pub(crate) mod read;
pub(crate) mod token;
