//! A letter by e-mail as a file: its headers, its encodings and what an address is are the library's. Nothing here sends:
//! whoever runs the platform takes the letters out of a folder (decision 0036).

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ledger::{digest, hex};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::{Address, message};
use registry::Moment;

use crate::lang::Lang;

/// The longest address, in characters (RFC 5321, 4.5.3.1.3, without its brackets).
pub(crate) const LONGEST_ADDRESS: usize = 254;
/// The longest line of a text that has spaces, in characters (RFC 5322, 2.1.1).
const LONGEST_LINE: usize = 76;

/// Where letters are put, to be sent by others: the name of the file and its bytes.
pub type Outbox = Arc<dyn Fn(&str, &[u8]) -> std::io::Result<()> + Send + Sync>;

/// What letters need: whom they are from, and where they are put.
#[derive(Clone)]
pub struct Post {
    /// Whom letters are from.
    pub from: Sender,
    /// Where they are put. The same name again is the same letter and takes its place.
    pub outbox: Outbox,
}

/// Whom letters are from: an address, with or without a name before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(Mailbox);

impl Sender {
    /// `reminders@example.com` or `品字标平台 <reminders@example.com>`; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Sender> {
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, address)) => (Some(name.trim().trim_matches('"').to_owned()), address),
            None => (None, text),
        };
        let is_name = |name: &String| !name.is_empty() && !name.chars().any(char::is_control);
        if name.as_ref().is_some_and(|name| !is_name(name)) {
            return None;
        }
        Some(Sender(Mailbox::new(name, address_of(address)?)))
    }
}

impl fmt::Display for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.name {
            Some(name) => write!(f, "{name} <{}>", self.0.email),
            None => write!(f, "{}", self.0.email),
        }
    }
}

/// The one address that a text is, in the form that every mail system takes: letters, digits and signs of ASCII, no quotes,
/// no name, a domain with a dot in it.
fn address_of(text: &str) -> Option<Address> {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || ".!#$%&'*+-/=?^_{|}~@".contains(sign);
    if text.len() > LONGEST_ADDRESS || !text.chars().all(is_plain) {
        return None;
    }
    let address: Address = text.parse().ok()?;
    // A mail system's program may be given it as a word of its command, where a dash begins a switch.
    (address.domain().contains('.') && !text.starts_with('-')).then_some(address)
}

/// The address that somebody typed, as it is kept; `None` if it is none.
pub(crate) fn typed_address(typed: &str) -> Option<String> {
    let typed: &str = typed.trim();
    address_of(typed).map(|address| format!("{}@{}", address.user(), address.domain().to_ascii_lowercase()))
}

/// A letter to be put into the outbox.
pub(crate) struct Letter<'a> {
    /// The one address that it goes to.
    pub(crate) to: &'a str,
    /// Its language.
    pub(crate) lang: Lang,
    pub(crate) subject: String,
    /// Its text, line by line.
    pub(crate) lines: Vec<String>,
    /// When it was written.
    pub(crate) at: Moment,
    /// What it is, apart from whom it goes to: two letters that are one have the same.
    pub(crate) what: String,
}

impl Letter<'_> {
    /// The name of its file and its bytes.
    ///
    /// # Errors
    /// If the address is none.
    pub(crate) fn file(&self, from: &Sender) -> Result<(String, Vec<u8>), String> {
        let id = hex(&digest(format!("{}\n{}", self.what, self.to).as_bytes()));
        let id = id.get(..32).unwrap_or_default();
        let to: Address =
            self.to.parse().map_err(|fault: lettre::address::AddressError| fault.to_string())?;
        let since = Duration::from_secs(u64::try_from(self.at.unix_seconds).unwrap_or_default());
        let header = |name| HeaderName::new_from_ascii_str(name);
        let message: message::MessageBuilder = Message::builder()
            .date(SystemTime::UNIX_EPOCH + since)
            .message_id(Some(format!("<{id}@{}>", from.0.email.domain())))
            .from(from.0.clone())
            .to(Mailbox::new(None, to))
            .subject(self.subject.clone())
            .raw_header(HeaderValue::new(header("Content-Language"), self.lang.tag().to_owned()))
            // A machine wrote it and none should answer it (RFC 3834).
            .raw_header(HeaderValue::new(header("Auto-Submitted"), "auto-generated".to_owned()));
        let part = message::SinglePart::builder().header(ContentType::TEXT_PLAIN).body(self.text());
        let message = message.singlepart(part).map_err(|fault| fault.to_string())?;
        Ok((format!("{}.{id}.pzb", self.at.day()), message.formatted()))
    }

    /// The text with its lines folded, for whoever reads mail on a terminal.
    fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{}\r\n", folded(line))).collect()
    }
}

/// A line, folded at its spaces; what belongs to a list stays below its text. Chinese has no spaces and stays one line, which
/// every program folds where it shows it.
fn folded(line: &str) -> String {
    let indent = if line.starts_with("- ") || line.starts_with("  ") { "  " } else { "" };
    let (mut folded, mut length) = (String::with_capacity(line.len()), 0);
    for (at, word) in line.split(' ').enumerate() {
        let own = word.chars().count();
        if at > 0 && length + 1 + own > LONGEST_LINE {
            folded.push_str("\r\n");
            folded.push_str(indent);
            length = indent.len();
        } else if at > 0 {
            folded.push(' ');
            length += 1;
        }
        folded.push_str(word);
        length += own;
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_plain_address() {
        let kept = |typed: &str| typed_address(typed);
        assert_eq!(kept(" Chen.Mou+pzb@Example.COM "), Some("Chen.Mou+pzb@example.com".to_owned()));
        let long = format!("{}@example.com", "a".repeat(64));
        assert!(kept(&long).is_some() && kept(&format!("a{long}")).is_none(), "64 signs before the @");
        for none in [
            "",
            "@",
            "a",
            "a@",
            "@example.com",
            "a@localhost",
            "a@b@example.com",
            "a@example.com,b@example.com",
            "a@example.com b@example.com",
            "a@example.com;b@example.com",
            "陈 <a@example.com>",
            "<a@example.com>",
            "\"a b\"@example.com",
            "a@example.com\r\nBcc: b@example.com",
            "a@example.com\nb",
            "a@exa\u{0}mple.com",
            "陈@example.com",
            "a@例子.中国",
            "a@example..com",
            "a@-example.com",
            ".a@example.com",
            "a@[127.0.0.1]",
            &format!("a@{}.com", "b".repeat(300)),
        ] {
            assert_eq!(kept(none), None, "{none:?}");
        }
    }

    #[test]
    fn a_sender_has_a_name_or_none() {
        let shown = |text: &str| Sender::parse(text).map(|sender| sender.to_string());
        assert_eq!(shown("a@example.com").as_deref(), Some("a@example.com"));
        assert_eq!(shown("品字标𠮷䶮 <a@example.com>").as_deref(), Some("品字标𠮷䶮 <a@example.com>"));
        assert_eq!(shown("\"A, B\" <a@example.com>").as_deref(), Some("A, B <a@example.com>"));
        for none in [
            "",
            "A",
            "A <>",
            "<a@example.com>",
            "A\r\nBcc: x <a@example.com>",
            "a@example.com, b@example.com",
        ] {
            assert_eq!(shown(none), None, "{none:?}");
        }
    }

    #[test]
    fn lines_are_folded_at_spaces() {
        let line = "word ".repeat(40);
        let folded = folded(line.trim_end());
        assert!(
            folded.split("\r\n").all(|line| line.len() <= LONGEST_LINE && !line.ends_with(' ')),
            "{folded}"
        );
        assert_eq!(folded.replace("\r\n", " "), line.trim_end());
        assert!(
            super::folded(&format!("- {line}")).split("\r\n").skip(1).all(|line| line.starts_with("  word"))
        );
        let one = "一".repeat(100);
        assert_eq!(super::folded(&one), one);
        assert_eq!((super::folded(""), super::folded("  a")), (String::new(), "  a".to_owned()));
    }
}
