//! What Chromium's driver answers beyond the client's own words: roles and names as assistive programs get them, the
//! console, and the tools for those who build pages.

use axum::http::Method;
use fantoccini::elements::ElementRef;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A question to the driver.
#[derive(Debug)]
pub enum Asked {
    /// The role of an element.
    Role(ElementRef),
    /// The name of an element.
    Name(ElementRef),
    /// What the console said since it was last asked.
    Console,
    /// A command of the tools for those who build pages, and what it is given.
    Tools(&'static str, Value),
}

impl WebDriverCompatibleCommand for Asked {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let end = match self {
            Asked::Role(element) => format!("element/{}/computedrole", element.as_ref()),
            Asked::Name(element) => format!("element/{}/computedlabel", element.as_ref()),
            Asked::Console => "se/log".to_owned(),
            Asked::Tools(..) => "goog/cdp/execute".to_owned(),
        };
        base.join(&format!("session/{}/{end}", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        match self {
            Asked::Role(_) | Asked::Name(_) => (Method::GET, None),
            Asked::Console => (Method::POST, Some(json!({ "type": "browser" }).to_string())),
            Asked::Tools(command, given) => {
                (Method::POST, Some(json!({ "cmd": command, "params": given }).to_string()))
            }
        }
    }
}
