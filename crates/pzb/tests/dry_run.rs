//! A dry run says what the run then does, for every kind of register: both are given the same of what is on file.

use std::path::Path;

use pzb::import::Kind;
use serde_json::{Value, json};

use crate::bin::{expect, of_crate, run, text};
use crate::office::{Copy, firm, today};

/// A new office in which one person holds every office of the scheme that keeps a register, and another those of the
/// bodies: nobody sits on both sides.
fn founded(folder: &Path) -> String {
    let data = text(&folder.join("office"));
    let password = folder.join("password");
    std::fs::write(&password, "correct horse battery").expect("written");
    let mut add = vec!["account", "add", "root", "--name", "某", "--data", &data];
    let password = text(&password);
    add.extend(["--password-file", &password]);
    for office in ["administrator", "federation", "province_bureau"] {
        add.extend(["--office", office]);
    }
    expect(0, add);
    let body = ["account", "add", "body", "--name", "某", "--data", &data, "--as", "root/administrator"];
    let offices = ["--office", "certification_body:CB-01", "--office", "certification_body:CB-02"];
    expect(0, [&body[..], &["--password-file", &password], &offices].concat());
    data
}

/// The dry run of a file and then the run, which must do what the dry run said.
fn both(data: &str, kind: Kind, file: &str, office: &str, more: &[&str]) -> Value {
    let person = if office.starts_with("certification_body") { "body" } else { "root" };
    let actor = format!("{person}/{office}");
    let mut arguments =
        vec!["import", kind.name(), file, "--data", data, "--as", &actor, "--partial", "--json"];
    arguments.extend(more);
    let dry = run([&arguments[..], &["--dry-run"]].concat());
    let real = run(&arguments);
    assert_eq!(dry.code, real.code, "{}: {} {}", kind.name(), dry.err, real.err);
    let (dry, real) = (dry.json(), real.json());
    for what in ["new", "known", "wrong", "rows"] {
        assert_eq!(dry[what], real[what], "{}: {what}", kind.name());
    }
    // What is new is on file after the run: each row and what it brings is known then.
    let new = real["new"].as_u64().expect("a number");
    assert!(real["entries"].as_u64().expect("a number") >= new, "{}: {real}", kind.name());
    let again = run(&arguments).json();
    assert_eq!((&again["new"], &again["entries"]), (&0.into(), &0.into()), "{}", kind.name());
    real
}

/// The registers of clause 2, a row each.
const RESEARCH: [(Kind, &str); 3] = [
    (
        Kind::Calls,
        "征集编号,名称,征集类别,公布日期,起始日期,截止日期,提前结束日期\nZJ-1,征集,标准研制,2026-01-05,2026-01-12,2026-02-12,2026-02-02\n",
    ),
    (
        Kind::Experts,
        "专家编号,工作单位,单位类别,首日,终止日期\nE-1,示例检验院,检验检测机构,2026-01-05,2026-06-01\n",
    ),
    (Kind::ReviewBars, "专家编号,起始日期\nE-1,2026-03-02\n"),
];

#[test]
fn the_run_does_what_the_dry_run_said_for_every_register() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = founded(folder.path());
    let demo = |name: &str| text(&of_crate("demo").join(format!("{name}.csv")));
    let tables = demo("tables");
    let in_order = [
        (Kind::Holders, "administrator"),
        (Kind::Organisations, "administrator"),
        (Kind::Bodies, "federation"),
        (Kind::Catalogue, "federation"),
        (Kind::Editions, "federation"),
        (Kind::Enterprises, "province_bureau"),
        (Kind::Products, "province_bureau"),
        (Kind::Holdings, "province_bureau"),
        (Kind::Awards, "province_bureau"),
        (Kind::SystemCertificates, "federation"),
        (Kind::Commitments, "federation"),
        (Kind::Certificates, "certification_body:CB-01"),
        (Kind::Certificates, "certification_body:CB-02"),
        (Kind::DraftingRoles, "federation"),
        (Kind::Exhibitions, "province_bureau"),
        (Kind::Memberships, "federation"),
        (Kind::Penalties, "province_bureau"),
        (Kind::Listings, "province_bureau"),
        (Kind::Recalls, "province_bureau"),
        (Kind::Breaches, "federation"),
        (Kind::Completeness, "province_bureau"),
    ];
    for (kind, office) in in_order {
        let more: &[&str] = if kind == Kind::Editions { &["--tables", &tables] } else { &[] };
        let done = both(&data, kind, &demo(kind.name()), office, more);
        assert!(done["new"].as_u64().expect("a number") > 0, "{}: {done}", kind.name());
    }
    let seats = folder.path().join("head_offices.csv");
    let header = "统一社会信用代码,总部所在地,起始日期\n";
    std::fs::write(&seats, format!("{header}{},330522,2026-10-08\n", firm("xilong"))).expect("written");
    let moved = both(&data, Kind::HeadOffices, &text(&seats), "province_bureau", &[]);
    assert_eq!(moved["new"], 1, "{moved}");
    let renamed = folder.path().join("registrations.csv");
    let header = "统一社会信用代码,企业名称,所属行业,起始日期\n";
    std::fs::write(
        &renamed,
        format!("{header}{},安吉溪龙茶叶有限公司,酒、饮料和精制茶制造业,2026-10-08\n", firm("xilong")),
    )
    .expect("written");
    let named = both(&data, Kind::Registrations, &text(&renamed), "province_bureau", &[]);
    assert_eq!(named["new"], 1, "{named}");
    for (kind, rows) in RESEARCH {
        let path = folder.path().join(format!("{}.csv", kind.name()));
        std::fs::write(&path, rows).expect("written");
        assert_eq!(both(&data, kind, &text(&path), "federation", &[])["new"], 1, "{}", kind.name());
    }
    let beside = [Kind::HeadOffices, Kind::Registrations, Kind::Calls, Kind::Experts, Kind::ReviewBars];
    let told: Vec<Kind> = in_order.iter().map(|(kind, _)| *kind).chain(beside).collect();
    assert!(Kind::all().iter().all(|kind| told.contains(kind)), "a register is left out");
    expect(0, ["audit", "--data", &data]);
}

#[test]
fn a_number_that_another_enterprise_has_is_wrong_in_the_dry_run_too() {
    let copy = crate::office::Copy::new();
    let (one, other) = (firm("xilong"), firm("qinglan"));
    let header = "统一社会信用代码,证书编号,发证机构编号,产品编号,标准版本,型号,发证日期,有效期至\n";
    let products = "统一社会信用代码,产品编号,产品名称,型号,登记日期\n";
    let products = format!("{products}{one},N-1,茶饼,N-1,2026-10-01\n{other},N-1,茶砖,N-1,2026-10-01\n");
    let products = copy.beside("products.csv", &products);
    expect(0, ["import", "products", &products, "--data", &copy.data(), "--as", "chen/federation"]);
    let row =
        |firm: &str, id: &str| format!("{firm},{id},CB-01,N-1,T/ZZB 2109-2021,,2026-10-08,2027-10-07\n");
    // The second row takes the number of the first, the third that of a certificate on file.
    let rows = format!("{header}{}{}{}", row(&one, "N-7"), row(&other, "N-7"), row(&other, "ZJM-DEMO-001"));
    let file = copy.beside("certificates.csv", &rows);
    let body = pzb::demo::offices().into_iter().find(|actor| actor.office.of.as_deref() == Some("CB-01"));
    let actor = format!("{}/certification_body:CB-01", body.expect("somebody of the body").person);
    let arguments =
        ["import", "certificates", &file, "--data", &copy.data(), "--as", &actor, "--partial", "--json"];
    let dry = expect(5, [&arguments[..], &["--dry-run"]].concat()).json();
    let verdicts: Vec<_> = (0..3).map(|at| dry["rows"][at]["verdict"].as_str().unwrap_or_default()).collect();
    assert_eq!(verdicts, ["new", "wrong", "wrong"], "{dry}");
    assert!(dry["rows"][1].to_string().contains("belongs to another enterprise"), "{dry}");
    assert!(dry["rows"][2].to_string().contains("belongs to another enterprise"), "{dry}");
    let real = expect(5, arguments).json();
    assert_eq!((&real["rows"], &real["entries"]), (&dry["rows"], &1.into()));
}

/// An act about a report of duties in a copy of the demonstration: its dry run and then the run, which must do what the
/// dry run said. The events, or the codes of what stands in the way.
fn act_both(copy: &Copy, actor: &str, act: &Value) -> Result<Value, Vec<String>> {
    let key = format!("test-{}", copy.size());
    let file = copy.beside(
        "act.json",
        &json!({ "key": format!("{key}-{}", act["do"]), "on": today(), "act": act }).to_string(),
    );
    let data = copy.data();
    let arguments = ["act", &file, "--data", &data, "--as", actor, "--json"];
    let dry = run([&arguments[..], &["--dry-run"]].concat());
    let size = copy.size();
    let real = run(arguments);
    assert_eq!(dry.code, real.code, "{act}: {} {}", dry.err, real.err);
    let (dry, real) = (dry.json(), real.json());
    if dry["error"].is_object() {
        let codes = |answer: &Value| -> Vec<String> {
            let problems = answer["error"]["data"]["refused"]["problems"].as_array().expect("problems");
            problems.iter().map(|one| one["code"].as_str().expect("a code").to_owned()).collect()
        };
        assert_eq!(codes(&dry), codes(&real), "{act}");
        return Err(codes(&real));
    }
    let config = pzb::config::of_folder(&copy.data, None, &pzb::config::Flags::default()).expect("defaults");
    let house = pzb::house::House::with(&copy.data, config, || [0; 32], Box::new(|| [7; 32])).expect("open");
    let events: Vec<Value> = (size..house.reader.head().size)
        .map(|position| house.reader.entry_bytes(position).expect("readable").expect("there"))
        .map(|entry| serde_json::from_str::<Value>(&entry).expect("JSON")["event"].clone())
        .collect();
    assert_eq!(dry["decisions"][0]["events"], json!(events), "{act}");
    Ok(json!(events))
}

/// Makes and issues the letter of the last entry.
fn letter(copy: &Copy, actor: &str, kind: &str) {
    let (entry, out) = ((copy.size() - 1).to_string(), text(&copy.path("letter.pdf")));
    expect(0, ["paper", kind, &entry, "--data", &copy.data(), "--out", &out, "--issue-as", actor]);
}

#[test]
fn a_report_of_duties_is_tried_against_what_is_on_file() {
    let copy = Copy::new();
    let (federation, province) = ("chen/federation", "lin/province_bureau");
    let file = |as_of: &str| json!({ "do": "file_duty_report", "as_of": as_of });
    assert_eq!(
        act_both(&copy, federation, &file("2026-09-30")),
        Err(vec!["report_exists".to_owned()]),
        "it is on file"
    );
    let filed = act_both(&copy, federation, &file("2026-10-31")).expect("a new one");
    let lines = filed[0]["step"]["lines"].as_array().map(Vec::len).unwrap_or_default();
    assert!(lines > 0, "nobody is overdue: {filed}");
    let correct = json!({ "do": "correct_duty_line", "report": "BG-2026-10-31", "line": 1, "reason": { "plain": "试" } });
    assert_eq!(act_both(&copy, federation, &correct), Err(vec!["line_holds".to_owned()]));
    let publish = json!({ "do": "publish_duty_report", "report": "BG-2026-10-31" });
    let unissued = Err(vec!["letter_unissued".to_owned()]);
    assert_eq!(act_both(&copy, province, &publish), unissued);
    letter(&copy, federation, "duty_report");
    act_both(&copy, province, &publish).expect("on file and not published");
    let region = filed[0]["step"]["lines"][0]["region"].clone();
    let to = |does: &str| json!({ "do": does, "report": "BG-2026-10-31", "department": "market", "region": region });
    assert_eq!(act_both(&copy, province, &to("notify_duties")), unissued);
    letter(&copy, province, "duty_publication");
    act_both(&copy, province, &to("notify_duties")).expect("published");
    assert_eq!(act_both(&copy, province, &to("receive_duty_notice")), unissued);
    letter(&copy, province, "duty_notice");
    assert_eq!(act_both(&copy, province, &to("notify_duties")), Err(vec!["told_already".to_owned()]));
    act_both(&copy, province, &to("receive_duty_notice")).expect("a receipt on paper");
    let unknown = json!({ "do": "publish_duty_report", "report": "BG-2020-01-01" });
    assert_eq!(act_both(&copy, province, &unknown), Err(vec!["report_unknown".to_owned()]));
}
