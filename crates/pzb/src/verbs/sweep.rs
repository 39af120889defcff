//! `pzb sweep`: what turned by itself (a recall overdue, a certificate past its day) found for every enterprise,
//! and the work it calls for opened in the name of an officer of the federation. The server does the same once a
//! day where it is configured.

use policy::article::{Said, counted};
use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::enterprise::credit_code::CreditCode;
use policy::event::Event;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Fault, Moment, Order, Query, Reader, Refused, Registry};
use serde_json::{Value, json};

use crate::answer::{Answer, Exit, Failure, Verb};
use crate::cli::SweepArgs;
use crate::clock;
use crate::house::{House, broken, not_done, refused_by_policy};
use crate::say::{Lang, Progress, Style};
use crate::trial::Trial;

/// Sweeps once.
///
/// # Errors
/// The officer does not hold the office, or a fault.
pub fn run(args: &SweepArgs, style: Style) -> Verb {
    let house = House::open(&args.data)?;
    let answer = sweep(args, &house, style);
    house.registry.close();
    answer
}

fn sweep(args: &SweepArgs, house: &House, style: Style) -> Verb {
    let today = clock::today();
    // Told before anything is asked: where the day has been swept, another office would hear of keys only.
    if args.actor.office.kind != OfficeKind::Federation {
        return Err(Failure::invalid(
            "只有联合会可以启动应办事项：--as 人员/federation",
            "only the federation opens due work: --as PERSON/federation",
        ));
    }
    let actor = house.actor(&args.actor)?;
    let swept = if args.dry_run {
        Swept { opened: rehearse(&actor, house, today)?, left_out: Vec::new() }
    } else {
        carry_out(&house.registry, &actor, clock::now())?
    };
    Ok(told(&swept, args.dry_run, today, style))
}

fn told(swept: &Swept, dry_run: bool, today: Day, style: Style) -> Answer {
    let Swept { opened, left_out } = swept;
    let mut text = String::new();
    for one in opened {
        text.push_str(&format!("{}: {}\n", one["enterprise"].as_str().unwrap_or_default(), one["opened"]));
    }
    let summary = match style.lang {
        Lang::Zh => format!("{} 家企业有应办事项\n", opened.len()),
        Lang::En => format!("{} with work due\n", counted(opened.len(), "enterprises")),
    };
    text.push_str(&summary);
    for LeftOut { enterprise, said } in left_out {
        let left = style.pick("未能办理", "left out");
        text.push_str(&format!("{left} {enterprise}: {}\n", style.say(said)));
    }
    let left: Vec<Value> = left_out
        .iter()
        .map(|one| json!({ "enterprise": one.enterprise, "message": { "zh": one.said.zh, "en": one.said.en } }))
        .collect();
    let document = json!({ "day": today, "dry_run": dry_run, "enterprises": opened, "left_out": left });
    let answer = Answer::done(text, document);
    if left_out.is_empty() { answer } else { answer.exit(Exit::Conflict) }
}

/// What a sweep came to.
#[derive(Debug, Default)]
pub struct Swept {
    /// What was opened, enterprise by enterprise.
    pub opened: Vec<Value>,
    /// The enterprises for which it could not be done; the others were swept all the same.
    pub left_out: Vec<LeftOut>,
}

/// An enterprise that a sweep left out.
#[derive(Debug)]
pub struct LeftOut {
    /// Which.
    pub enterprise: CreditCode,
    /// Why.
    pub said: Said,
}

/// Whether what befell one order will befall the next: the person or the machine, and not the one case.
fn ends_the_sweep(refused: &Refused) -> bool {
    match refused {
        Refused::Refusal(refusal) => refusal.is_not_held(),
        Refused::Conflict(_) => false,
        Refused::Fault(fault) => !matches!(fault, Fault::Lint(_) | Fault::Unreadable(_)),
    }
}

/// The command that opens what is due for an enterprise on a day: one a day, however often it is asked.
fn due_work(code: CreditCode, today: Day) -> Command {
    Command {
        key: format!("sweep-{today}-{code}"),
        enterprise: Some(code),
        on: today,
        act: Act::OpenDueWork {},
    }
}

/// Every enterprise on file, page by page.
fn each_page(
    reader: &Reader,
    mut with: impl FnMut(Vec<CreditCode>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut after = String::new();
    loop {
        let query =
            Query { kind: "enterprise".to_owned(), after: after.clone(), limit: 200, ..Query::default() };
        let page = reader.rows(&query).map_err(|fault| broken(&fault))?;
        with(page.items.iter().filter_map(|row| CreditCode::parse_overridden(&row.id).ok()).collect())?;
        match page.next {
            Some(key) => after = key.id,
            None => return Ok(()),
        }
    }
}

/// Opens what is due for every enterprise, one act for each and a page of them together. What cannot be done for one
/// enterprise is told, and the others are swept.
///
/// # Errors
/// The officer does not hold the federation's office, or a fault of the machine; the rest of its page is done.
pub fn carry_out(registry: &Registry, actor: &Actor, now: i64) -> Result<Swept, Failure> {
    let reader = registry.reader();
    let of = reader.count("enterprise", "").map_err(|fault| broken(&fault))?;
    let mut progress = Progress::start("巡查", "sweep");
    let (mut done, mut swept) = (0, Swept::default());
    let now = Moment { unix_seconds: now };
    each_page(&reader, |codes| {
        let command = |code: &CreditCode| due_work(*code, now.day());
        let order = |code| Order { actor: actor.clone(), command: command(code), now, expected: None };
        let answers = registry.act_all(codes.iter().map(order));
        for (code, answer) in codes.iter().zip(answers) {
            done += 1;
            match answer {
                Ok(receipt) if receipt.created.is_empty() || receipt.repeated => {}
                Ok(receipt) => {
                    swept.opened.push(json!({ "enterprise": code, "opened": receipt.created }));
                }
                Err(refused) if ends_the_sweep(&refused) => return Err(not_done(&refused)),
                Err(refused) => {
                    swept.left_out.push(LeftOut { enterprise: *code, said: not_done(&refused).said });
                }
            }
        }
        progress.at(done, of);
        Ok(())
    })?;
    Ok(swept)
}

fn rehearse(actor: &Actor, house: &House, today: Day) -> Result<Vec<Value>, Failure> {
    let mut opened = Vec::new();
    let mut trial = Trial::start(&house.reader, &house.laws)?;
    each_page(&house.reader, |codes| {
        for code in codes {
            let answer = trial.act(actor, &due_work(code, today), today)?;
            let (decision, _) = answer.map_err(|refusal| refused_by_policy(&refusal))?;
            let due: Vec<Value> = decision
                .events
                .iter()
                .filter_map(|event| match event {
                    Event::ProceedingOpened { proceeding } => {
                        Some(json!({ "kind": proceeding.kind, "rule": proceeding.rule, "facts": proceeding.facts }))
                    }
                    _ => None,
                })
                .collect();
            if !due.is_empty() {
                opened.push(json!({ "enterprise": code, "opened": due }));
            }
        }
        Ok(())
    })?;
    Ok(opened)
}

/// The officer in whose name a configured sweep runs.
#[must_use]
pub fn officer(person: &str) -> Actor {
    Actor { person: person.to_owned(), office: Office::sole(OfficeKind::Federation) }
}
