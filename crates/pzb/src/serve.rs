//! `pzb serve`: the office open to the public until it is told to stop. Prints the address to open, then serves;
//! a signal ends it in order: no new connection, what is being answered is answered, the office is closed.

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use policy::calendar::Day;
use registry::{Moment, Registry};
use serde_json::json;
use site::{BuildInfo, Limits, Post, Reminding, Sender, Site};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::actor::office_text;
use crate::answer::{Answer, Exit, Failure, Verb};
use crate::cli::ServeArgs;
use crate::clock::Stopwatch;
use crate::config::{self, Config, Flags, Mail};
use crate::house::{House, is_office};
use crate::outbox::Outbox;
use crate::say::Style;
use crate::verbs::sweep;
use crate::{clock, demo, files, foreign, key};

/// The file that says that a folder holds the demonstration.
pub const DEMO_MARK: &str = "DEMONSTRATION";
/// What the file says while the demonstration is being built, and when it is.
const HALF: &str = "The demonstration is being built. Its accounts have a public password.\n";
const WHOLE: &str = "This is the demonstration. Its accounts have a public password.\n";

/// Whom letters of the demonstration are from: nobody has an address there (RFC 2606).
const DEMO_SENDER: &str = "品字标演示 Pinzibiao demo <reminders@example.com>";

/// How long what is being answered may take after a signal.
const DRAIN: Duration = Duration::from_secs(20);

/// The most threads that read, act or hash: each holds a connection to the database at most, and one order on its way
/// to the writer.
const MOST_AT_WORK: usize = 128;

/// How often the server looks whether a new day has begun.
const LOOK: Duration = Duration::from_secs(60);

/// Serves until a signal.
///
/// # Errors
/// The folder or the address cannot be used.
pub fn run(args: &ServeArgs, json: bool, style: Style) -> Verb {
    let flags = Flags {
        listen: args.listen,
        public_url: args.public_url.clone(),
        trusted_proxies: args.trusted_proxies.clone(),
    };
    let mut config = config::of_folder(&args.data.data, args.data.config.as_deref(), &flags)?;
    // Before anything is made in a folder: who cannot be heard leaves nothing behind.
    let (listener, bound) = listening(config.listen)?;
    demonstration(args, &config, style)?;
    if args.demo && config.mail.is_none() {
        config.mail = Some(demo_mail(&args.data.data)?);
    }
    let house = House::with(&args.data.data, config, key::fresh, Box::new(clock::entropy))?;
    log_to_stderr();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(MOST_AT_WORK)
        .build()
        .map_err(|fault| Failure::fault(foreign::io(&fault), fault.to_string()))?;
    let served = runtime.block_on(serve(&house, (listener, bound), args.demo, json, style));
    runtime.shutdown_timeout(Duration::from_secs(5));
    house.registry.close();
    served.map(|()| Answer::document(""))
}

/// Whether a folder holds the demonstration: its papers say so.
#[must_use]
pub fn is_demonstration(folder: &std::path::Path) -> bool {
    folder.join(DEMO_MARK).exists()
}

/// Fills an empty folder with the demonstration, and keeps demonstration and real data apart: the password of the
/// one is public.
fn demonstration(args: &ServeArgs, config: &Config, style: Style) -> Result<(), Failure> {
    let data = &args.data.data;
    let mark = data.join(DEMO_MARK);
    let is_whole = std::fs::read_to_string(&mark).is_ok_and(|text| text == WHOLE);
    match (args.demo, is_office(data), mark.exists()) {
        // Also where an earlier start was stopped half way: what is there already is known by its keys.
        (true, false, _) | (true, true, true) if !is_whole => {
            eprintln!("{}", style.pick("正在建立演示县……", "building the demonstration county …"));
            make_folder(data)?;
            files::write(&mark, HALF.as_bytes())?;
            demo::county::found(data, config.clone())?;
            files::write(&mark, WHOLE.as_bytes())
        }
        (true, true, false) => Err(Failure::new(
            Exit::Conflict,
            "--demo只用于空文件夹；此文件夹已有数据",
            "--demo fills an empty folder, and this one holds data",
        )),
        (false, true, true) => Err(Failure::new(
            Exit::Conflict,
            "此文件夹是演示县，其密码是公开的：请用--demo，或另选文件夹",
            "this folder holds the demonstration county, whose password is public: serve it with --demo, or choose \
             another folder",
        )),
        _ => Ok(()),
    }
}

/// Letters of the demonstration stay in its folder, where whoever tries it out finds them.
fn demo_mail(data: &Path) -> Result<Mail, Failure> {
    let outbox = data.join("outbox");
    make_folder(&outbox)?;
    let from = Sender::parse(DEMO_SENDER).ok_or_else(|| {
        Failure::fault("演示的发件地址有误", "the sender of the demonstration is no address")
    })?;
    Ok(Mail { outbox, from })
}

fn make_folder(data: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(data)
        .map_err(|fault| files::failure(data, "建立文件夹", "make the folder", &fault))
}

fn log_to_stderr() {
    let log =
        tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::INFO).json();
    // A second subscriber in one process is a test's; the first goes on.
    let _ = log.try_init();
}

/// Takes the address, before the server itself starts.
fn listening(listen: SocketAddr) -> Result<(std::net::TcpListener, SocketAddr), Failure> {
    let no_address = |fault: std::io::Error| {
        let exit = if fault.kind() == std::io::ErrorKind::AddrInUse { Exit::Conflict } else { Exit::Fault };
        Failure::new(
            exit,
            format!("无法监听{listen}：{}", foreign::io(&fault)),
            format!("cannot listen on {listen}: {fault}"),
        )
    };
    let listener = std::net::TcpListener::bind(listen).map_err(no_address)?;
    listener.set_nonblocking(true).map_err(no_address)?;
    let bound = listener.local_addr().map_err(no_address)?;
    Ok((listener, bound))
}

async fn serve(
    house: &House,
    (listener, bound): (std::net::TcpListener, SocketAddr),
    is_demo: bool,
    json: bool,
    style: Style,
) -> Result<(), Failure> {
    let listener = TcpListener::from_std(listener)
        .map_err(|fault| Failure::fault(foreign::io(&fault), fault.to_string()))?;
    let public_url = house.config.public_url.clone().unwrap_or_else(|| format!("http://{bound}"));
    let stop = stopped()?;
    announce(bound, &public_url, is_demo, json, style)?;
    if let Some(person) = &house.config.sweep_person {
        tokio::spawn(sweep_daily(house.registry.clone(), house.person(person)?));
    }
    let (told, heard) = tokio::sync::oneshot::channel::<()>();
    let until = async move {
        stop.await;
        // The other end waits for this as long as the server lives.
        let _ = told.send(());
    };
    let site = site_of(house, public_url, is_demo);
    if let Some(reminding) = Reminding::of(&site) {
        tokio::spawn(remind_daily(reminding));
    }
    let limits = Limits { proxies: site.trusted_proxies.clone(), ..Limits::default() };
    let serving = site::serve(listener, site::router(site), limits, until);
    let drained = async {
        if heard.await.is_ok() {
            tokio::time::sleep(DRAIN).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = serving => {}
        () = drained => {}
    }
    Ok(())
}

/// Waits for SIGTERM or SIGINT.
fn stopped() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    let listen = |kind| signal(kind).map_err(|fault| Failure::fault(foreign::io(&fault), fault.to_string()));
    let (mut terminate, mut interrupt) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

fn site_of(house: &House, public_url: String, is_demo: bool) -> Site {
    let watch = Stopwatch::start();
    Site {
        registry: house.registry.clone(),
        clock: Arc::new(|| Moment { unix_seconds: clock::now() }),
        stopwatch: Arc::new(move || u64::try_from(watch.elapsed().as_micros()).unwrap_or(u64::MAX)),
        entropy: Arc::new(clock::entropy),
        secure_cookies: public_url.starts_with("https://"),
        public_url,
        is_demo,
        trusted_proxies: house.config.trusted_proxies.clone(),
        post: house.config.mail.clone().map(|mail| {
            let outbox = Outbox::at(mail.outbox);
            Post { from: mail.from, outbox: Arc::new(move |name, letter| outbox.put(name, letter)) }
        }),
        build: BuildInfo {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: env!("PZB_COMMIT").to_owned(),
        },
    }
}

/// Prints where to look, and in a demonstration who may sign in.
fn announce(
    bound: SocketAddr,
    public_url: &str,
    is_demo: bool,
    json: bool,
    style: Style,
) -> Result<(), Failure> {
    let accounts: Vec<_> = if is_demo { shown_accounts() } else { Vec::new() };
    let text = if json {
        let accounts: Vec<_> =
            accounts.iter().map(|(login, office)| json!({ "login": login, "office": office })).collect();
        let password = is_demo.then_some(demo::PASSWORD);
        format!(
            "{}\n",
            json!({
                "listening": bound.to_string(), "url": public_url, "demo": is_demo, "accounts": accounts, "password": password,
            })
        )
    } else {
        let mut text = format!("{} {public_url}\n", style.pick("请打开", "open"));
        if is_demo {
            text.push_str(&format!(
                "{} {}\n",
                style.pick("演示账户，密码均为", "demonstration accounts, all with the password"),
                demo::PASSWORD
            ));
            for (login, office) in &accounts {
                text.push_str(&format!("  {login:<12} {office}\n"));
            }
        }
        text
    };
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|fault| {
        Failure::fault(
            format!("标准输出已关闭：{}", foreign::io(&fault)),
            format!("standard output is closed: {fault}"),
        )
    })
}

/// Everybody who may sign in: the officers, and then the makers.
fn shown_accounts() -> Vec<(String, String)> {
    let of =
        |(login, actor): &(&str, policy::powers::Actor)| ((*login).to_owned(), office_text(&actor.office));
    let (makers, officers): (Vec<_>, Vec<_>) =
        demo::people().into_iter().partition(|(login, _)| login.starts_with("m."));
    officers.iter().chain(&makers).map(of).collect()
}

/// Opens what is due once a day, in the name of the officer that the configuration names. The keys of its acts
/// carry the day, so that a restart repeats nothing.
async fn sweep_daily(registry: Registry, person: String) {
    let mut swept: Option<Day> = None;
    loop {
        let today = clock::today();
        if swept != Some(today) {
            let (registry, person) = (registry.clone(), person.clone());
            let done = tokio::task::spawn_blocking(move || sweep_today(&registry, &person)).await;
            match done {
                Ok(Ok(sweep::Swept { opened, left_out })) => {
                    swept = Some(today);
                    for one in &left_out {
                        tracing::warn!(enterprise = %one.enterprise, "left out of the sweep: {}", one.said.en);
                    }
                    tracing::info!(day = %today, enterprises = opened.len(), left_out = left_out.len(), "swept");
                }
                Ok(Err(failure)) => tracing::error!(day = %today, "the sweep failed: {failure}"),
                Err(fault) => tracing::error!(day = %today, "the sweep failed: {fault}"),
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Reminds once a day, whom the day before did not tell; what failed is done again at the next look.
async fn remind_daily(reminding: Reminding) {
    let reminding = Arc::new(tokio::sync::Mutex::new(reminding));
    loop {
        let own = Arc::clone(&reminding);
        // In a task of its own: what breaks in one pass does not end the next.
        match tokio::spawn(async move { own.lock().await.pass().await }).await {
            Ok(Some(passed)) => {
                tracing::info!(day = %passed.day, letters = passed.letters, left = passed.left, "reminded");
            }
            Ok(None) => {}
            Err(fault) => tracing::error!("reminding failed: {fault}"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn sweep_today(registry: &Registry, person: &str) -> Result<sweep::Swept, Failure> {
    sweep::carry_out(registry, &sweep::officer(person), clock::now())
}
