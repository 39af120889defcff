//! Many at once: each is answered once, positions have no gap, and what was acknowledged is there.

use std::thread;

use registry::Registry;
use serde_json::json;

use crate::world::{World, county, opening, order};

#[test]
fn sixty_four_writers_share_the_door() {
    const WRITERS: u32 = 64;
    const EACH: u32 = 6;
    let world = World::new();
    let acknowledged: Vec<u64> = thread::scope(|scope| {
        let handles: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let office = world.registry.clone();
                scope.spawn(move || {
                    let code = crate::world::code(writer + 1);
                    let mut positions = Vec::new();
                    for at in 0..EACH {
                        let act = if at == 0 {
                            json!({"do": "register_enterprise", "name": format!("企业{writer}"), "region": "330784"})
                        } else {
                            json!({"do": "complete_register", "kind": "penalty", "since": format!("201{at}-01-01")})
                        };
                        let key = format!("{writer}-{at}");
                        let order = order(&key, &county(), Some(code), ("2020-01-01", "2020-01-01"), act);
                        positions.extend(office.act(order).expect("done").positions);
                    }
                    positions
                })
            })
            .collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("a writer")).collect()
    });
    let mut sorted = acknowledged;
    sorted.sort_unstable();
    let expected: Vec<u64> = (0..u64::from(WRITERS * EACH)).collect();
    assert_eq!(sorted, expected, "every position once, none missing");
    world.registry.close();
    let dir = world.dir();
    let folder = world.folder;
    drop(world.registry);
    let again = Registry::open(opening(&dir)).expect("it opens again");
    assert_eq!(again.reader().head().size, u64::from(WRITERS * EACH));
    assert_eq!(again.audit().expect("an audit").differences, []);
    drop(folder);
}
