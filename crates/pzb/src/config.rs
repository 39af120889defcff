//! Configuration: a flag over the environment over the file over the default. The file is read strictly: what it
//! does not know it refuses, and says what may have been meant. Secrets are never in it, only the names of files.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use site::{Proxies, ProxyFault, Sender};

use crate::answer::Failure;
use crate::json::did_you_mean;
use crate::{files, foreign};

/// Where the server listens unless it is told otherwise.
pub const LISTEN: &str = "127.0.0.1:8080";
/// The name of the log unless it is told otherwise.
pub const ORIGIN: &str = "pzb.localhost/ledger";
/// The name of the file in the folder.
pub const FILE: &str = "pzb.toml";

/// The file as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Name of the log, which its checkpoints and its key carry. It never changes in the life of a ledger.
    pub origin: Option<String>,
    /// Address to listen on.
    pub listen: Option<String>,
    /// Address under which the public reaches the platform.
    pub public_url: Option<String>,
    /// Addresses and networks of the proxies in front.
    pub trusted_proxies: Option<Vec<String>>,
    /// File with the numbers of the policy, in place of the shipped ones.
    pub parameters_file: Option<PathBuf>,
    /// File with the working-day calendar, in place of the shipped one.
    pub calendar_file: Option<PathBuf>,
    /// File with the key that signs the ledger; `ledger.key` in the folder by default.
    pub ledger_key_file: Option<PathBuf>,
    /// The daily sweep.
    pub sweep: Option<WrittenSweep>,
    /// Letters.
    pub mail: Option<WrittenMail>,
}

/// Letters as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenMail {
    /// The folder into which letters are put.
    pub outbox: Option<PathBuf>,
    /// The address that letters are from, with or without a name before it.
    pub from: Option<String>,
}

/// The daily sweep as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenSweep {
    /// The officer of the federation in whose name due work is opened.
    pub person: Option<String>,
}

/// The names that the file knows, section by section.
const KNOWN: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "origin",
            "listen",
            "public_url",
            "trusted_proxies",
            "parameters_file",
            "calendar_file",
            "ledger_key_file",
            "sweep",
            "mail",
        ],
    ),
    ("sweep", &["person"]),
    ("mail", &["outbox", "from"]),
];

/// What holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Config {
    /// Name of the log.
    pub origin: String,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Address under which the public reaches the platform, if one is given.
    pub public_url: Option<String>,
    /// The proxies whose word is taken on where a request comes from.
    pub trusted_proxies: Proxies,
    /// Numbers of the policy.
    pub parameters_file: Option<PathBuf>,
    /// Working-day calendar.
    pub calendar_file: Option<PathBuf>,
    /// The key that signs the ledger.
    pub ledger_key_file: Option<PathBuf>,
    /// Officer of the federation in whose name the daily sweep runs; none, no sweep.
    pub sweep_person: Option<String>,
    /// Letters; none, no reminders.
    pub mail: Option<Mail>,
}

/// Where letters are put, and whom they are from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mail {
    /// The folder.
    pub outbox: PathBuf,
    /// The sender.
    #[serde(serialize_with = "as_text")]
    pub from: Sender,
}

fn as_text<S: serde::Serializer>(shown: &impl std::fmt::Display, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(shown)
}

impl Config {
    /// The address under which the platform is reached, as papers name it.
    #[must_use]
    pub fn address(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }
}

/// What the command line says.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--listen`.
    pub listen: Option<SocketAddr>,
    /// `--public-url`.
    pub public_url: Option<String>,
    /// `--trusted-proxies`; none where it was not given.
    pub trusted_proxies: Vec<String>,
}

/// Reads a file.
///
/// # Errors
/// Not there, not TOML (with line and column), a name that it does not know.
pub fn read(path: &Path) -> Result<Written, Failure> {
    let text = files::text(path, files::LARGEST_DOCUMENT)?;
    let shown = files::shown(path);
    let table: toml::Table = text.parse().map_err(|fault: toml::de::Error| {
        Failure::invalid(
            format!("{shown}不是有效的TOML：{}", foreign::toml(&text, &fault)),
            format!("{shown} is not TOML: {fault}"),
        )
    })?;
    for (section, known) in KNOWN {
        let here = if section.is_empty() {
            Some(&table)
        } else {
            table.get(*section).and_then(toml::Value::as_table)
        };
        for name in here.into_iter().flat_map(|here| here.keys()) {
            if !known.contains(&name.as_str()) {
                return Err(unknown(&text, &shown, section, name, known));
            }
        }
    }
    toml::from_str(&text).map_err(|fault| {
        Failure::invalid(format!("{shown}：{}", foreign::toml(&text, &fault)), format!("{shown}: {fault}"))
    })
}

fn unknown(text: &str, shown: &str, section: &str, name: &str, known: &[&str]) -> Failure {
    let line = text.lines().position(|line| line.trim_start().starts_with(name)).map_or(1, |at| at + 1);
    let place = if section.is_empty() { String::new() } else { format!("[{section}] ") };
    let (zh, en) = did_you_mean(name, known.iter().copied()).map_or_else(
        || (format!("；可用的有：{}", known.join("、")), format!("; it knows {}", known.join(", "))),
        |word| (format!("；是否指“{word}”？"), format!("; did you mean `{word}`?")),
    );
    Failure::invalid(
        format!("{shown}第{line}行：{place}没有“{name}”这一项{zh}"),
        format!("{shown}, line {line}: {place}there is no setting `{name}`{en}"),
    )
}

/// What holds, from all four sources. `env` reads the environment.
///
/// # Errors
/// An address that is none, or a name of the log that no key may carry.
pub fn resolve(
    written: Written,
    flags: &Flags,
    env: &dyn Fn(&str) -> Option<String>,
) -> Result<Config, Failure> {
    let env = |name: &str| env(name).filter(|value| !value.is_empty());
    let origin = env("PZB_ORIGIN").or(written.origin).unwrap_or_else(|| ORIGIN.to_owned());
    if origin.is_empty() || origin.chars().any(|c| c.is_whitespace() || c == '+' || c.is_control()) {
        return Err(Failure::invalid(
            format!("origin“{origin}”不能为空，也不能含空格或+"),
            format!("origin: `{origin}` must not be empty nor hold spaces or `+`"),
        ));
    }
    let listen = env("PZB_LISTEN").or(written.listen).unwrap_or_else(|| LISTEN.to_owned());
    let listen = match flags.listen {
        Some(address) => address,
        None => listen.parse().map_err(|_| {
            Failure::invalid(
                format!("listen“{listen}”不是地址，如127.0.0.1:8080"),
                format!("listen: `{listen}` is no address such as 127.0.0.1:8080"),
            )
        })?,
    };
    let public_url = flags.public_url.clone().or_else(|| env("PZB_PUBLIC_URL")).or(written.public_url);
    if let Some(url) =
        public_url.as_ref().filter(|url| !(url.starts_with("http://") || url.starts_with("https://")))
    {
        return Err(Failure::invalid(
            format!("public_url“{url}”应以http://或https://开头"),
            format!("public_url: `{url}` must begin with http:// or https://"),
        ));
    }
    let trusted_proxies = proxies(written.trusted_proxies, flags, env("PZB_TRUSTED_PROXIES"))?;
    let path = |name: &str, written: Option<PathBuf>| env(name).map(PathBuf::from).or(written);
    Ok(Config {
        origin,
        listen,
        public_url: public_url.map(|url| url.trim_end_matches('/').to_owned()),
        trusted_proxies,
        parameters_file: path("PZB_PARAMETERS_FILE", written.parameters_file),
        calendar_file: path("PZB_CALENDAR_FILE", written.calendar_file),
        ledger_key_file: path("PZB_LEDGER_KEY_FILE", written.ledger_key_file),
        sweep_person: env("PZB_SWEEP_PERSON").or(written.sweep.and_then(|sweep| sweep.person)),
        mail: mail(written.mail.unwrap_or_default(), env("PZB_MAIL_OUTBOX"), env("PZB_MAIL_FROM"))?,
    })
}

/// Where letters are put and whom they are from: both or neither.
fn mail(written: WrittenMail, outbox: Option<String>, from: Option<String>) -> Result<Option<Mail>, Failure> {
    let outbox = outbox.map(PathBuf::from).or(written.outbox);
    let (outbox, from) = match (outbox, from.or(written.from)) {
        (None, None) => return Ok(None),
        (Some(outbox), Some(from)) => (outbox, from),
        (Some(_), None) | (None, Some(_)) => {
            return Err(Failure::invalid(
                "mail.outbox与mail.from须同时给出：信件放在哪里、由谁发出",
                "mail.outbox and mail.from go together: where letters are put, and whom they are from",
            ));
        }
    };
    let from = Sender::parse(&from).ok_or_else(|| {
        Failure::invalid(
            format!("mail.from“{from}”不是邮箱地址，如reminders@example.com，或“名称 <reminders@example.com>”"),
            format!("mail.from: `{from}` is no address such as reminders@example.com or `Name <reminders@example.com>`"),
        )
    })?;
    Ok(Some(Mail { outbox, from }))
}

/// The proxies from all sources: one list goes before the other, they are not added.
fn proxies(
    written: Option<Vec<String>>,
    flags: &Flags,
    environment: Option<String>,
) -> Result<Proxies, Failure> {
    let listed = |text: String| text.split(',').map(str::to_owned).collect();
    let names = match (flags.trusted_proxies.as_slice(), environment) {
        ([], environment) => environment.map(listed).or(written).unwrap_or_default(),
        (given, _) => given.to_vec(),
    };
    Proxies::parse(names.iter().map(String::as_str)).map_err(|fault| {
        let zh = match &fault {
            ProxyFault::Unreadable(given) => format!("“{given}”既不是IP地址，也不是网段，如10.0.0.0/8"),
            ProxyFault::BitsBeyond { given, network } => {
                format!("“{given}”在掩码之外还有位：网段应写{network}，单个地址则不写掩码")
            }
            ProxyFault::Everybody(given) => format!("“{given}”等于信任所有人：请写明代理的地址"),
        };
        Failure::invalid(format!("trusted_proxies：{zh}"), format!("trusted_proxies: {fault}"))
    })
}

/// The environment of this process.
#[must_use]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// What holds for a folder: the file given, or the one in the folder if it is there.
///
/// # Errors
/// As [`read`] and [`resolve`].
pub fn of_folder(data: &Path, file: Option<&Path>, flags: &Flags) -> Result<Config, Failure> {
    let beside = data.join(FILE);
    let written = match file {
        Some(file) => read(file)?,
        None if beside.exists() => read(&beside)?,
        None => Written::default(),
    };
    resolve(written, flags, &environment)
}
