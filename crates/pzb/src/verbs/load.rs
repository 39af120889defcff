//! `pzb load`: many hands at one office, for tests and measurements. Each thread enters facts as fast as they are
//! acknowledged and prints the key of each that is; whoever kills the process can then look for every printed key.

use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::{Fact, Product};
use policy::powers::{Actor, Office, OfficeKind};
use serde_json::json;

use crate::answer::{Answer, Failure, Verb};
use crate::cli::LoadArgs;
use crate::clock;
use crate::house::{House, broken};
use crate::verbs::account::holder;

/// The enterprise that a run is about, one for each run so that no dossier grows without end. Its code is made from
/// the run's name and belongs to nobody.
///
/// # Errors
/// None: the text always has the form of a code.
pub fn enterprise_of(run: &str) -> Result<CreditCode, Failure> {
    let digits: String =
        ledger::digest(run.as_bytes()).iter().take(9).map(|byte| (b'0' + byte % 10) as char).collect();
    CreditCode::parse_overridden(&format!("91330000{digits}0"))
        .map_err(|fault| Failure::fault(fault.zh(), fault.to_string()))
}

fn register(run: &str, code: CreditCode, on: Day) -> Command {
    let override_reason = Some(policy::command::Text::Plain("负载测试".to_owned()));
    let name = format!("负载测试{run}（演示）");
    let act = Act::RegisterEnterprise { name, region: "330523".to_owned(), industry: None, override_reason };
    Command { key: format!("{run}-enterprise"), enterprise: Some(code), on, act }
}

fn product(key: String, code: CreditCode, on: Day) -> Command {
    let fact = Fact::Product(Product {
        id: key.clone(),
        name: "负载测试".to_owned(),
        models: vec![key.clone()],
        series: None,
        categories: None,
        is_consumer_product: None,
        since: on,
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    });
    Command { key, enterprise: Some(code), on, act: Act::EnterFact { fact } }
}

/// Enters the actor of the load as holder of its office, and before that as the administrator of a new folder.
fn seat(house: &House, actor: &Actor, today: Day) -> Result<(), Failure> {
    let administrator = Actor { office: Office::sole(OfficeKind::Administrator), ..actor.clone() };
    for office in [&administrator.office, &actor.office] {
        let scheme = house.reader.scheme().map_err(|fault| broken(&fault))?;
        if !scheme.holds(&actor.person, office, today) {
            house.act(&administrator, holder(&actor.person, office, today), None)?;
        }
    }
    Ok(())
}

/// Enters facts from many threads until `acts` are done.
///
/// # Errors
/// The folder cannot be used, or an act is refused.
pub fn run(args: &LoadArgs) -> Verb {
    let house = House::open_or_make(&args.data)?;
    let today = clock::today();
    let actor = Actor { person: "P-LOAD".to_owned(), office: Office::sole(OfficeKind::Federation) };
    seat(&house, &actor, today)?;
    let code = enterprise_of(&args.run)?;
    house.act(&actor, register(&args.run, code, today), None)?;
    let (next, failed) = (AtomicU64::new(0), AtomicBool::new(false));
    let work = || -> Result<(), Failure> {
        while !failed.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= args.acts {
                return Ok(());
            }
            let key = format!("{}-{at}", args.run);
            house.act(&actor, product(key.clone(), code, today), None)?;
            let mut stdout = std::io::stdout().lock();
            writeln!(stdout, "{key}")
                .and_then(|()| stdout.flush())
                .map_err(|fault| Failure::fault("标准输出已关闭", fault.to_string()))?;
        }
        Ok(())
    };
    let results: Vec<Result<(), Failure>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..args.threads)
            .map(|_| {
                scope.spawn(|| {
                    let done = work();
                    failed.fetch_or(done.is_err(), Ordering::Relaxed);
                    done
                })
            })
            .collect();
        let panicked = || Failure::fault("线程中断", "a thread panicked");
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err(panicked()))).collect()
    });
    house.registry.close();
    results.into_iter().collect::<Result<(), Failure>>()?;
    Ok(Answer::document(format!("{}\n", json!({ "acts": args.acts }))))
}
