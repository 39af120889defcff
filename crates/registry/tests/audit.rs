//! The audit names what was tampered with; rebuild makes the same bytes again, whatever was done.

use proptest::prelude::*;
use registry::Registry;
use rusqlite::Connection;
use serde_json::json;

use crate::world::{World, county, federation, maker, opening};

fn tampered(sql: &str) -> Vec<String> {
    let world = World::with_edition();
    let code = world.ready(1);
    world.granted(code);
    world.registry.close();
    let dir = world.dir();
    let folder = world.folder;
    drop(world.registry);
    {
        let database = Connection::open(dir.join("registry.db")).expect("the database");
        for trigger in ["entry_no_update", "entry_no_delete", "tile_no_update", "tile_no_delete"] {
            database.execute_batch(&format!("drop trigger {trigger}")).expect("dropped");
        }
        database.execute_batch(sql).expect("tampered");
    }
    let office = match Registry::open(opening(&dir)) {
        Ok(office) => office,
        Err(fault) => return vec![format!("refused: {fault}")],
    };
    let report = office.audit().expect("an audit");
    drop(folder);
    report.differences.into_iter().map(|d| format!("{} {}: {}", d.between, d.id, d.what)).collect()
}

#[test]
fn nothing_is_named_where_nothing_was_done() {
    assert_eq!(tampered("select 1"), Vec::<String>::new());
}

#[test]
fn each_tampering_is_named() {
    for (sql, expected) in [
        ("update entry set body = replace(body, 'P1', 'P9') where pos = 8", "entry 8"),
        ("update entry set leaf = zeroblob(32) where pos = 3", "refused"),
        ("update register set state = 'revoked' where kind = 'authorization'", "row authorization"),
        (
            "update register set body = replace(body, '2025', '2035') where kind = 'authorization'",
            "row authorization",
        ),
        ("delete from register where kind = 'product'", "row product"),
        ("update register set version = 1 where kind = 'enterprise'", "row enterprise"),
        (
            "insert into register select kind, 'X', state, enterprise, product, region, due_on, title, version, words, body \
          from register where kind = 'product'",
            "row product X",
        ),
        ("delete from gram where gram = '杯'", "search enterprise"),
        ("update attachment set body = '另一内容'", "text"),
        ("update attachment set body = null, salt = null", "gone"),
        ("delete from attachment", "not kept"),
    ] {
        let found = tampered(sql);
        assert!(found.iter().any(|line| line.contains(expected)), "{sql}: {found:?}");
    }
}

#[test]
fn entries_cannot_be_changed_by_accident() {
    let world = World::with_edition();
    let database = Connection::open(world.dir().join("registry.db")).expect("the database");
    assert!(database.execute_batch("update entry set body = '' where pos = 0").is_err());
    assert!(database.execute_batch("delete from entry where pos = 0").is_err());
}

fn dump(world: &World) -> Vec<String> {
    let database = Connection::open(world.dir().join("registry.db")).expect("the database");
    let mut lines = Vec::new();
    for sql in ["select * from register order by kind, id", "select * from gram order by gram, kind, id"] {
        let mut statement = database.prepare(sql).expect("sql");
        let width = statement.column_count();
        let mut rows = statement.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let line: Vec<String> =
                (0..width).map(|at| format!("{:?}", row.get_ref(at).expect("a value"))).collect();
            lines.push(line.join("|"));
        }
    }
    lines
}

/// One random thing that somebody may try; whether it is refused does not matter.
fn attempt(world: &World, kind: u8, number: u8, days: u8) {
    let code = crate::world::code(u32::from(number % 3) + 1);
    let on = format!("2021-{:02}-{:02}", days % 12 + 1, days % 28 + 1);
    let reader = world.registry.reader();
    let dossier = reader.dossier(code).expect("a read").map(|filed| filed.value);
    let check = dossier.as_ref().and_then(|d| d.checks.list.last().map(|c| c.id.clone())).unwrap_or_default();
    let proceeding =
        dossier.as_ref().and_then(|d| d.proceedings.last().map(|p| p.id.clone())).unwrap_or_default();
    let sample = json!({"do": "sample_product", "product": "P1", "edition": crate::world::EDITION,
        "reason": {"why": "planned"}, "bureau": "330784", "laboratory": "LAB-1"});
    let (actor, act) = match kind % 10 {
        0 => (county(), sample),
        1 => (
            county(),
            json!({"do": "enter_result", "check": check, "meets_standard": number.is_multiple_of(2)}),
        ),
        2 => (county(), json!({"do": "notify_result", "check": check})),
        3 => (county(), json!({"do": "verify_result", "check": check})),
        4 => (
            federation(),
            json!({"do": "serve_notice", "proceeding": proceeding, "notice": {"plain": "告知"}}),
        ),
        5 => (
            federation(),
            json!({"do": "decide_proceeding", "proceeding": proceeding, "outcome": "no_action",
            "reason": {"plain": "理由"}}),
        ),
        6 => {
            let fact = json!({"fact": "listing", "listed_on": on, "authority": "省局"});
            (county(), json!({"do": "enter_fact", "fact": fact}))
        }
        7 => {
            let fact = json!({"fact": "registration", "name": format!("改名{days}公司"), "since": on});
            (county(), json!({"do": "enter_fact", "fact": fact}))
        }
        8 => (federation(), json!({"do": "open_due_work"})),
        _ => {
            let product =
                json!({"fact": "product", "name": "新品", "models": [format!("M{days}")], "since": on});
            (maker(code), json!({"do": "enter_fact", "fact": product}))
        }
    };
    // A refusal is as good an outcome as any here.
    drop(world.registry.act(world.order(&actor, Some(code), &on, "2022-01-01", act)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rebuild_equals_live(attempts in proptest::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 1..60)) {
        let world = World::with_edition();
        for number in 1..=2 {
            let code = world.ready(number);
            world.granted(code);
        }
        for (kind, number, days) in attempts {
            attempt(&world, kind, number, days);
        }
        let live = dump(&world);
        world.registry.rebuild().expect("rebuilt");
        prop_assert_eq!(live, dump(&world));
        prop_assert_eq!(world.registry.audit().expect("an audit").differences, vec![]);
    }
}
