//! A firm with one product that may have the mark, and two people who will deal with it.

use policy::calendar::Day;
use policy::powers::{Office, OfficeKind};
use registry::{Moment, NewAccount, Standing};
use serde_json::json;

use crate::world::{PASSWORD, World, credit_code};

/// Who keeps the mark: login, person, name.
pub const MAKER: (&str, &str, &str) = ("lu", "P-LU", "示例子");
/// Who watches over it, for the federation and for the bureau of the county.
pub const OFFICER: (&str, &str, &str) = ("wen", "P-WEN", "示例丑");
const COUNTY: &str = "330106";
const FIRM: &str = "杭州示例水壶厂（虚构）";

/// The office of the province.
pub fn province() -> Office {
    Office::of(OfficeKind::ProvinceBureau, "330000")
}

/// Noon of a day.
pub fn noon(day: &str) -> i64 {
    let day: Day = day.parse().expect("a day");
    Day::constant(1970, 1, 1).days_until(day) * 86_400 + 4 * 3600
}

/// Registers the firm with one product that meets all of clause 9, and gives both people accounts and offices.
pub fn settle(world: &World) -> String {
    let on = "2026-11-11";
    world.at(noon(on));
    let firm = credit_code("91330106MA0000004");
    let code = firm.to_string();
    let act = |office, act| drop(world.try_act(office, Some(firm), on, act).expect("done"));
    let fact = |fact| json!({ "do": "enter_fact", "fact": fact });
    act(province(), json!({ "do": "register_enterprise", "name": FIRM, "region": COUNTY }));
    for kind in ["penalty", "listing", "award", "recall", "breach"] {
        act(province(), json!({ "do": "complete_register", "kind": kind, "since": "2010-01-01" }));
    }
    act(
        province(),
        fact(json!({
            "fact": "product", "id": "K1", "name": "保温水壶", "models": ["K1-A", "K1-B"], "series": "K",
            "categories": ["kitchen"], "is_consumer_product": true, "since": on,
        })),
    );
    act(
        province(),
        fact(json!({
            "fact": "award", "id": "AW-K", "name": "西湖区政府质量奖（虚构）", "level": "county",
            "is_government_quality_award": true, "awarded_on": on,
        })),
    );
    let federation = || Office::sole(OfficeKind::Federation);
    for kind in ["system_certificate", "commitment", "certificate"] {
        act(federation(), json!({ "do": "complete_register", "kind": kind, "since": "2010-01-01" }));
    }
    act(federation(), fact(json!({ "fact": "commitment", "id": "CM-K", "signed_on": on, "from": on })));

    let maker = Office::of(OfficeKind::Maker, code.as_str());
    let county = Office::of(OfficeKind::CountyBureau, COUNTY);
    for (at, (who, office)) in
        [(MAKER, maker), (OFFICER, federation()), (OFFICER, county)].into_iter().enumerate()
    {
        let fact = json!({ "fact": "holder", "id": format!("H-LIFE-{at}"), "person": who.1, "office": office, "from": on });
        let act = json!({ "do": "enter_scheme_fact", "fact": fact });
        world.try_act(Office::sole(OfficeKind::Administrator), None, on, act).expect("done");
    }
    let hash = site::password_hash(PASSWORD, &[1; 16]).expect("a hash");
    for (login, person, name) in [MAKER, OFFICER] {
        let [person, login, name] = [person, login, name].map(str::to_owned);
        let account = NewAccount { person, login, hash: hash.clone(), name, standing: Standing::Open };
        world.registry.create_account(account, Moment { unix_seconds: noon(on) }).expect("writes");
    }
    code
}
