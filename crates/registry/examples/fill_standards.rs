//! Fills a folder with many standards through the one door, many acts waiting together as in an import: each has an
//! edition with a comparison table of 30 rows against three standards, and every tenth a later edition with another
//! table. One line a step: what an entry costs as the folder grows. Then the enterprises that drafted a fifth of them are
//! entered. `bench_serve` serves the folder afterwards, with somebody signed in to each office of `DIR/sessions.txt`.
//! `cargo run --release -p registry --example fill_standards DIR [STANDARDS]`. Where the folder has entries already
//! nothing is done; the numbers are in `DIR/numbers.txt`, each with its editions.

mod firms;
mod office;
mod signed;

use std::io::Write;
use std::path::{Path, PathBuf};

use firms::code;
use office::{PERSON, now, open, order, processor, seat, together};
use policy::division::counties;
use policy::powers::{Office, OfficeKind};
use registry::{Order, Registry};
use serde_json::{Value, json};
use signed::sign_in;

/// Acts brought together.
const TOGETHER: u64 = 1024;
/// Steps that are told one by one.
const STEPS: u64 = 10;
/// Tables that differ.
const SORTS: u64 = 1000;
/// One standard in so many has a later edition.
const REVISED: u64 = 10;
/// Rows of a table.
const ROWS: u64 = 30;

/// One enterprise for so many standards, of which it drafted so many.
const STANDARDS_OF_A_FIRM: u64 = 50;
const DRAFTED: u64 = 10;

/// Titles are made of one of each: what it is made of, what it is for, what it is.
const OF: [&str; 16] = [
    "塑料",
    "不锈钢",
    "铝合金",
    "竹制",
    "实木",
    "陶瓷",
    "玻璃",
    "棉麻",
    "化纤",
    "碳纤维",
    "复合",
    "橡胶",
    "再生",
    "真丝",
    "硅胶",
    "铸铁",
];
const FOR: [&str; 16] = [
    "家用",
    "商用",
    "儿童",
    "户外",
    "船用",
    "医用",
    "智能",
    "节能",
    "电动",
    "手动",
    "食品级",
    "建筑",
    "矿用",
    "办公",
    "车载",
    "低噪声",
];
const IS: [&str; 32] = [
    "彩色铅笔",
    "保温杯",
    "电饭锅",
    "洗衣机组",
    "水龙头",
    "台灯",
    "减速机",
    "离心泵",
    "阀门",
    "轴承",
    "电缆",
    "缝纫机",
    "电动机",
    "变压器",
    "锁具",
    "雨伞",
    "拉链",
    "童装",
    "丝绸面料",
    "蒸汽熨斗",
    "空气净化器",
    "吸油烟机",
    "集成灶",
    "无缝钢管",
    "紧固件",
    "密封垫片",
    "输送带",
    "传动链条",
    "压缩机",
    "包装机械",
    "注塑机",
    "净水滤芯",
];
/// Indicators are made of one of each.
const WHAT: [&str; 6] = ["表面", "接口", "主体", "涂层", "组件", "整机"];
const HOW: [&str; 5] = ["耐磨性", "硬度", "可迁移元素", "寿命", "尺寸偏差"];
/// Unit, direction, the sign of a limit, the limit of the standard itself and one that is less strict, by `HOW`.
const LIMITS: [[&str; 5]; 5] = [
    ["级", "higher", "≥", "4", "3"],
    ["N", "higher", "≥", "12", "10"],
    ["mg/kg", "lower", "≤", "60", "90"],
    ["h", "higher", "≥", "2000", "1500"],
    ["mm", "lower", "≤", "0.25", "0.30"],
];
const REFERENCES: [[&str; 4]; 6] = [
    ["GB 18401-2010", "national_mandatory", "gb", "国家纺织产品基本安全技术规范"],
    ["GB/T 26704-2011", "national_recommended", "gbt", "铅笔"],
    ["QB/T 2774-2006", "industry", "qb", "彩色铅笔"],
    ["ISO 9073-1:2023", "international", "iso", "非织造布试验方法"],
    ["EN ISO 12100:2010", "foreign", "en", "机械安全设计通则"],
    ["JB/T 8687-2013", "industry", "jb", "泵类产品"],
];

/// Chance with a fixed seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// A table: some of its rows better than what it is compared with, none worse.
fn table(sort: u64) -> Value {
    let mut chance = Chance(sort);
    let first = chance.below(REFERENCES.len());
    let references: Vec<[&str; 4]> = (0..3).map(|at| REFERENCES[(first + at) % REFERENCES.len()]).collect();
    let row = |at: u64, chance: &mut Chance| {
        let at = usize::try_from(at).unwrap_or(0);
        let [unit, direction, sign, strict, less] = LIMITS[at % LIMITS.len()];
        let cell = |chance: &mut Chance| match chance.below(5) {
            0 => "无此项".to_owned(),
            1 | 2 => format!("{sign}{strict}"),
            _ => format!("{sign}{less}"),
        };
        let compared: Vec<Value> =
            references.iter().map(|[_, _, id, _]| json!({"reference": id, "cell": cell(chance)})).collect();
        json!({
            "indicator": {"zh": format!("{}{}", WHAT[at / HOW.len() % WHAT.len()], HOW[at % HOW.len()])},
            "unit": unit, "direction": direction, "limit": format!("{sign}{strict}"), "compared": compared,
            "test_method": "GB/T 2912.1-2009", "clause": format!("5.{}", at + 1),
        })
    };
    let named = |[standard, kind, id, name]: &[&str; 4]| json!({"id": id, "standard": standard, "kind": kind, "name": {"zh": name}});
    json!({
        "sample": true,
        "references": references.iter().map(named).collect::<Vec<_>>(),
        "rows": (0..ROWS).map(|at| row(at, &mut chance)).collect::<Vec<_>>(),
    })
}

/// The standard so many: its number, and the years of its editions.
fn years(number: u64) -> (String, Vec<u64>) {
    let first = 2015 + number % 7;
    let later = number.is_multiple_of(REVISED).then_some(first + 3);
    (format!("T/ZZB {:04}", number + 1), std::iter::once(first).chain(later).collect())
}

fn editions(number: u64, tables: &[Value]) -> Vec<Order> {
    let mut chance = Chance(number.wrapping_mul(0x9e37_79b9));
    // The first steps of chance with neighbouring seeds are much the same.
    let _ = (chance.below(2), chance.below(2));
    let title = format!("{}{}{}", chance.pick(&FOR), chance.pick(&OF), chance.pick(&IS));
    let (standard, years) = years(number);
    let edition = |year: u64| {
        let table = &tables[chance.below(tables.len())];
        let (edition, on) = (format!("{standard}-{year}"), format!("{year}-06-01"));
        let enter = json!({"do": "enter_edition", "edition": {
            "edition": edition, "title": title, "published_on": on, "in_force_from": format!("{year}-07-01"), "table": table,
        }});
        let key = edition.replace(' ', "_");
        order((PERSON, Office::sole(OfficeKind::Federation)), &key, None, &on, enter)
    };
    years.into_iter().map(edition).collect()
}

/// An enterprise with its parts in drafting, all over the province.
fn drafter(number: u64) -> Vec<Order> {
    let code = code(number);
    let federation = || (PERSON, Office::sole(OfficeKind::Federation));
    let places: Vec<&str> = counties().map(|county| county.code).collect();
    let region = places[usize::try_from(number).unwrap_or(0) % places.len()];
    let name = format!("基准第{number}号电器有限公司（样例）");
    let register = json!({"do": "register_enterprise", "name": name, "region": region});
    let mut orders = vec![order(federation(), &format!("firm-{number}"), Some(code), "2010-01-01", register)];
    orders.extend((0..DRAFTED).map(|at| {
        let (standard, years) = years(number * STANDARDS_OF_A_FIRM + at);
        let since = format!("{}-01-01", years[0]);
        let part = if at == 0 { "lead" } else { "participant" };
        let role = json!({"fact": "drafting_role", "id": format!("DR-{at}"), "edition": format!("{standard}-{}", years[0]),
            "part": part, "drafter": "maker", "since": since});
        let enter = json!({"do": "enter_fact", "fact": role});
        order(federation(), &format!("role-{number}-{at}"), Some(code), &since, enter)
    }));
    orders
}

/// Enters the drafters.
fn drafters(office: &Registry, standards: u64) {
    let firms = standards / STANDARDS_OF_A_FIRM;
    let (began, busy) = (now(), processor());
    let mut at = 0;
    while at < firms {
        let next = (at + TOGETHER / (DRAFTED + 1)).min(firms);
        together(office, (at..next).flat_map(drafter));
        at = next;
    }
    let (wall, busy) = (began.elapsed().as_secs_f64(), processor() - busy);
    println!(
        "{firms} enterprises, {} parts in drafting: {wall:.1} s, {busy:.1} s of the processor",
        firms * DRAFTED
    );
}

/// Signs somebody in to each office that has to do with standards and their drafters: nobody holds two of them.
fn sessions(office: &Registry, dir: &Path) {
    let first = code(0);
    let seats = [
        ("federation", Office::sole(OfficeKind::Federation)),
        ("province", Office::of(OfficeKind::ProvinceBureau, "330000")),
        ("city", Office::of(OfficeKind::CityBureau, "330100")),
        ("county", Office::of(OfficeKind::CountyBureau, "330106")),
        ("maker", Office::of(OfficeKind::Maker, first.as_str())),
    ];
    let person = |name: &str| format!("P-{}", name.to_uppercase());
    together(office, seats.iter().map(|(name, of)| seat(&person(name), of.clone())));
    let mut lines = String::new();
    for (at, (name, of)) in seats.into_iter().enumerate() {
        let token = format!("{:064}", at + 1);
        sign_in(office, &person(name), of, &token);
        lines.push_str(&format!("{name}\tsession={token}\n"));
    }
    std::fs::write(dir.join("sessions.txt"), lines).expect("written");
}

fn write_numbers(dir: &Path, standards: u64) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(dir.join("numbers.txt"))?);
    for (standard, years) in (0..standards).map(years) {
        let editions: Vec<String> = years.iter().map(|year| format!("{standard}-{year}")).collect();
        writeln!(file, "{standard}\t{}", editions.join("\t"))?;
    }
    file.flush()
}

fn main() {
    let mut args = std::env::args().skip(1);
    let dir = PathBuf::from(args.next().expect("DIR"));
    let standards = args.next().map_or(100_000, |text| text.parse::<u64>().expect("a number"));
    let office = open(&dir);
    let head = || office.reader().head().size;
    if head() > 0 {
        println!("filled before: {} entries", head());
        office.close();
        return;
    }
    let seats =
        [OfficeKind::Administrator, OfficeKind::Federation].map(|kind| seat(PERSON, Office::sole(kind)));
    together(&office, seats);
    let tables: Vec<Value> = (0..SORTS).map(table).collect();
    let step = standards.div_ceil(STEPS).max(1);
    println!("standards   entries  entries/s  processor ms an entry  bytes of the database");
    let (started, used) = (now(), processor());
    let mut first = 0;
    while first < standards {
        let until = (first + step).min(standards);
        let (began, busy, before) = (now(), processor(), head());
        let mut at = first;
        while at < until {
            let next = (at + TOGETHER).min(until);
            together(&office, (at..next).flat_map(|number| editions(number, &tables)));
            at = next;
        }
        let entries = (head() - before) as f64;
        let bytes = std::fs::metadata(dir.join("registry.db")).map_or(0, |file| file.len());
        let (rate, cost) = (entries / began.elapsed().as_secs_f64(), (processor() - busy) * 1e3 / entries);
        println!("{until:>9}  {:>8}  {rate:>9.0}  {cost:>21.3}  {bytes:>21}", head());
        first = until;
    }
    let (wall, busy) = (started.elapsed().as_secs_f64(), processor() - used);
    let entries = head() as f64;
    println!(
        "all {standards} standards, {entries} entries: {wall:.1} s ({:.0} entries/s), {busy:.1} s of the processor ({:.0} \
         entries for each)",
        entries / wall,
        entries / busy
    );
    drafters(&office, standards);
    sessions(&office, &dir);
    write_numbers(&dir, standards).expect("the numbers");
    office.close();
}
