//! What a project with many comments costs (clause 2): one more comment, the release of a hundred of them, and a vote,
//! each an act of its own with a transaction of its own: medians of wall clock and of processor time. The folder stays,
//! and `bench_serve` serves it afterwards: `DIR/pages.txt` has the addresses of the project's pages, and the cookie of
//! the federation that the second of them needs.
//! `cargo run --release -p registry --example many_comments DIR [COMMENTS]`

mod office;
mod signed;

use std::path::PathBuf;

use office::{PERSON, now, open, order, processor, seat, together};
use policy::admission::ANYBODY;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use registry::{LooseFile, Moment, Order, Registry};
use serde_json::{Value, json};
use signed::sign_in;

const FIRM: &str = "91330784MA00000014";
const MAKER: &str = "P-MAKER";
/// Acts of each sort that are measured one by one; there are as many experts.
const ROUNDS: u32 = 9;
/// Comments of which one act speaks.
const AT_ONCE: u32 = 100;
/// What the browser of the federation brings.
const TOKEN: &str = "0000000000000000000000000000000000000000000000000000000000000001";

fn sole(kind: OfficeKind) -> (&'static str, Office) {
    (PERSON, Office::sole(kind))
}

fn maker() -> (&'static str, Office) {
    (MAKER, Office::of(OfficeKind::Maker, FIRM))
}

fn firm() -> CreditCode {
    CreditCode::parse(FIRM).expect("a code")
}

fn why() -> Value {
    json!({"plain": "理由"})
}

/// Entered at noon of its day, or with the last entry where that is later: what a party brings counts from the day on
/// which it is received.
fn in_time(office: &Registry, order: Order) -> Order {
    let noon = Moment::from_utc(&format!("{}T04:00:00Z", order.command.on)).expect("a moment");
    let last = Moment { unix_seconds: office.reader().head().entered };
    Order { now: noon.max(last), ..order }
}

fn done(office: &Registry, order: Order) -> Vec<String> {
    let told = format!("{:?}", order.command.act);
    office.act(in_time(office, order)).unwrap_or_else(|refused| panic!("{told}: {refused:?}")).created
}

/// A project, and the steps it takes.
struct Case<'a> {
    office: &'a Registry,
    id: String,
    keys: std::cell::Cell<u64>,
}

impl Case<'_> {
    fn order(&self, who: (&str, Office), on: &str, step: Value) -> Order {
        self.keys.set(self.keys.get() + 1);
        // Whoever says nothing for the lead names no enterprise.
        let is_of_lead = matches!(who.1.kind, OfficeKind::Maker | OfficeKind::Federation);
        let act = json!({"do": "on_project", "project": self.id, "step": step});
        order(who, &format!("step-{}", self.keys.get()), is_of_lead.then(firm), on, act)
    }

    fn step(&self, who: (&str, Office), on: &str, step: Value) {
        done(self.office, self.order(who, on, step));
    }

    fn comment(&self) -> Order {
        let said =
            "5.2条：照度应不低于500 lx，并请写明测量的高度、时间和环境温度；现有产品多在450 lx至520 lx之间。";
        let comment = json!({"act": "comment", "clause": "5.2", "comment": {"plain": said}});
        self.order((ANYBODY, Office::sole(OfficeKind::Public)), "2024-04-02", comment)
    }

    fn of_comments(&self, act: &str, numbers: std::ops::Range<u32>) -> Order {
        let mut step = json!({"act": act, "comments": numbers.collect::<Vec<u32>>()});
        if act == "set_comments_aside" {
            step["reason"] = why();
        }
        self.order(sole(OfficeKind::Federation), "2024-05-07", step)
    }

    fn vote(&self, expert: u32, panel: u16, on: &str) -> Order {
        let (person, id) = (format!("P-E{expert}"), format!("E-{expert}"));
        let mut vote =
            json!({"act": "cast_vote", "panel": panel, "expert": id, "vote": "for", "reason": why()});
        // A text is placed; a proposal is not.
        if panel > 1 {
            vote["positioning"] = json!({"first_in_country": true, "advanced_in_world": true});
        }
        self.order((&person, Office::of(OfficeKind::Expert, id)), on, vote)
    }

    fn appoint(&self, purpose: &str, on: &str, meets_on: &str) {
        let experts: Vec<String> = (1..=ROUNDS).map(|at| format!("E-{at}")).collect();
        let panel =
            json!({"act": "appoint_panel", "purpose": purpose, "experts": experts, "meets_on": meets_on});
        self.step(sole(OfficeKind::Federation), on, panel);
    }
}

/// What everything rests on: offices, a firm, experts and a call.
fn scheme(office: &Registry) {
    for kind in [OfficeKind::Administrator, OfficeKind::Federation, OfficeKind::ProvinceBureau] {
        done(office, seat(PERSON, Office::sole(kind)));
    }
    let federation = |key: &str, act| order(sole(OfficeKind::Federation), key, None, "2022-01-04", act);
    let name = "杭州基准灯具有限公司（样例）";
    let register = json!({"do": "register_enterprise", "name": name, "region": "330110"});
    done(office, order(sole(OfficeKind::Federation), "register", Some(firm()), "2021-05-01", register));
    let complete = json!({"do": "complete_register", "kind": "drafting_role", "since": "2019-01-01"});
    done(office, order(sole(OfficeKind::Federation), "complete", Some(firm()), "2021-05-05", complete));
    done(office, seat(MAKER, maker().1));
    for at in 1..=ROUNDS {
        let id = format!("E-{at}");
        let fact = json!({"fact": "expert", "id": id, "organisation": format!("第{at}研究院"), "kind": "laboratory", "from": "2022-01-04"});
        done(office, federation(&id, json!({"do": "enter_scheme_fact", "fact": fact})));
        done(office, seat(&format!("P-E{at}"), Office::of(OfficeKind::Expert, id)));
    }
    let call = json!({"fact": "call", "id": "ZJ-2024-01", "title": "2024年第一批标准征集", "kind": "lead",
                      "published_on": "2024-01-02", "from": "2024-01-08", "until": "2024-02-08"});
    let enter = json!({"do": "enter_scheme_fact", "fact": call});
    done(office, order(sole(OfficeKind::Federation), "call", None, "2024-01-02", enter));
}

/// A project whose draft is open for comments.
fn open_for_comments(office: &Registry) -> Case<'_> {
    let proposal = json!({"call": "ZJ-2024-01", "wants": {"want": "make"}, "title": "读写作业台灯"});
    let propose = json!({"do": "on_project", "project": "", "step": {"act": "propose", "proposal": proposal, "case_for_it": why()}});
    let created = done(office, order(maker(), "propose", Some(firm()), "2024-01-10", propose));
    let case = Case { office, id: created[0].clone(), keys: std::cell::Cell::new(0) };
    let federation = |on, step| case.step(sole(OfficeKind::Federation), on, step);
    federation("2024-01-22", json!({"act": "accept_proposal", "reason": why()}));
    case.appoint("proposal", "2024-01-23", "2024-01-24");
    for expert in 1..=ROUNDS {
        done(office, case.vote(expert, 1, "2024-01-24"));
    }
    federation("2024-01-24", json!({"act": "close_panel", "panel": 1, "minutes": why()}));
    federation("2024-01-25", json!({"act": "announce_project", "until": "2024-02-01"}));
    let plan = json!({"year": 2024, "batch": 1, "line": 1});
    federation("2024-02-02", json!({"act": "approve_project", "plan": plan, "reason": why()}));
    case.step(maker(), "2024-03-04", json!({"act": "kick_off"}));
    let day = Moment::from_utc("2024-03-25T04:00:00Z").expect("a moment");
    for kind in ["draft", "explanation", "advancement"] {
        let body = format!("%PDF-1.7 {kind}").into_bytes();
        let file = LooseFile {
            person: MAKER.to_owned(),
            office: maker().1,
            salt: [9; 32],
            name: String::new(),
            body,
        };
        let digest = office.keep_loose_file(file, day).expect("writes").expect("there is room");
        let document = json!({"act": "file_document", "kind": kind, "title": kind, "digest": digest});
        case.step(maker(), "2024-03-25", document);
    }
    federation("2024-04-01", json!({"act": "open_comments", "until": "2024-05-06"}));
    case
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// Does acts one by one, and tells the medians of what they cost.
fn measure(office: &Registry, what: &str, orders: impl Iterator<Item = Order>) {
    let (mut walls, mut cpus) = (Vec::new(), Vec::new());
    for order in orders {
        let (began, busy) = (now(), processor());
        done(office, order);
        walls.push(began.elapsed().as_secs_f64() * 1e3);
        cpus.push((processor() - busy) * 1e3);
    }
    let most = walls.iter().copied().fold(0.0, f64::max);
    println!(
        "{what:<28} {:>9.1} {:>9.1} {most:>9.1} {:>5}",
        median(walls.clone()),
        median(cpus),
        walls.len()
    );
}

fn main() {
    let mut args = std::env::args().skip(1);
    let dir = PathBuf::from(args.next().expect("DIR"));
    let comments = args.next().map_or(1000, |text| text.parse::<u32>().expect("a number"));
    let first = comments.saturating_sub(ROUNDS);
    let office = open(&dir);
    scheme(&office);
    let case = open_for_comments(&office);
    let (began, busy) = (now(), processor());
    together(&office, (0..first).map(|_| in_time(&office, case.comment())));
    let (wall, cpu) = (began.elapsed().as_secs_f64(), processor() - busy);
    println!("{first} comments brought together: {wall:.2} s, {cpu:.2} s of the processor");
    println!(
        "{:<28} {:>9} {:>9} {:>9} {:>5}",
        "at so many comments", "wall ms", "cpu ms", "worst ms", "acts"
    );
    measure(&office, "one more comment", (0..ROUNDS).map(|_| case.comment()));
    let released =
        |at: u32| case.of_comments("let_comments_through", 1 + at * AT_ONCE..1 + (at + 1) * AT_ONCE);
    measure(&office, "release of 100 comments", (0..ROUNDS.min(comments / AT_ONCE)).map(released));
    sign_in(&office, PERSON, Office::sole(OfficeKind::Federation), TOKEN);
    let pages = format!("/projects/{}\n/cases/project/{}\nsession={TOKEN}\n", case.id, case.id);
    std::fs::write(dir.join("pages.txt"), pages).expect("written");
    if std::env::args().nth(3).is_some_and(|word| word == "vote") {
        let numbers: Vec<u32> = (1..=comments).collect();
        for some in numbers.chunks(500) {
            done(&office, case.of_comments("set_comments_aside", some[0]..some[some.len() - 1] + 1));
        }
        case.step(maker(), "2024-05-07", json!({"act": "submit_draft"}));
        case.appoint("text", "2024-05-10", "2024-05-20");
        measure(&office, "one vote", (1..=ROUNDS).map(|expert| case.vote(expert, 2, "2024-05-20")));
    }
    office.close();
}
