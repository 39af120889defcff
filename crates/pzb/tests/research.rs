//! Clause 2 on the command line: calls, experts and bars imported, a proposal from JSON, dry runs that know of projects, and
//! what `show` tells of a project, a call and an expert.

use serde_json::{Value, json};

use crate::bin::{expect, run};
use crate::office::{Copy, firm};

const FEDERATION: [&str; 2] = ["--as", "chen/federation"];

fn import(code: i32, copy: &Copy, kind: &str, name: &str, rows: &str) -> Value {
    let file = copy.beside(name, rows);
    let data = copy.data();
    expect(code, [&["import", kind, &file, "--data", &data, "--json"], &FEDERATION[..]].concat()).json()
}

fn call(copy: &Copy) {
    let rows = "征集编号,名称,征集类别,公布日期,起始日期,截止日期\nZJ-T-1,测试征集,标准研制,2026-01-05,2026-01-12,2099-12-31\n";
    assert_eq!(import(0, copy, "calls", "calls.csv", rows)["new"], 1);
}

fn proposal(key: &str, title: &str) -> Value {
    json!({ "key": key, "enterprise": firm("xilong"), "on": "2026-11-20", "act": {
        "do": "on_project", "step": { "act": "propose",
            "proposal": { "call": "ZJ-T-1", "wants": { "want": "make" }, "title": title },
            "case_for_it": { "plain": "填补空白" } } } })
}

fn act(code: i32, copy: &Copy, commands: &Value, more: &[&str]) -> crate::bin::Ran {
    let file = copy.beside("act.json", &commands.to_string());
    let data = copy.data();
    expect(code, [&["act", &file, "--data", &data, "--json"], &FEDERATION[..], more].concat())
}

/// The civil day by the clock of the program.
fn today(copy: &Copy) -> String {
    let shown = expect(0, ["show", &firm("xilong"), "--data", &copy.data(), "--json"]).json();
    shown["as_of"].as_str().expect("a day").to_owned()
}

#[test]
fn calls_experts_and_bars_come_in_and_each_wrong_row_says_why() {
    let copy = Copy::new();
    let header = "征集编号,名称,征集类别,公布日期,起始日期,截止日期,提前结束日期,事由\n";
    let wrong = format!(
        "{header}ZJ-T-1,测试,标准研制,2026-01-05,2026-01-12,2026-01-11,,\nZJ-T-2,测试,标准修订,2026-01-05,2026-01-12,2026-02-12,,\n"
    );
    let told = import(5, &copy, "calls", "calls.csv", &wrong);
    assert_eq!(
        (&told["rows"][0]["verdict"], &told["rows"][1]["verdict"]),
        (&json!("wrong"), &json!("wrong"))
    );
    let right = format!("{header}ZJ-T-1,测试,标准研制,2026-01-05,2026-01-12,2026-02-12,2026-02-01,额满\n");
    assert_eq!(import(0, &copy, "calls", "calls.csv", &right)["new"], 1);
    assert_eq!(import(0, &copy, "calls", "calls.csv", &right)["known"], 1);
    // For one industry, by its code or the name of its division; a code that there is not is told.
    let header = "征集编号,名称,征集类别,公布日期,起始日期,截止日期,限定行业\n";
    let row = |id: &str, industry: &str| {
        format!("{id},测试,标准研制,2026-01-05,2026-01-12,2026-02-12,{industry}\n")
    };
    let wrong = format!("{header}{}", row("ZJ-T-3", "99"));
    let told = import(5, &copy, "calls", "calls.csv", &wrong);
    assert_eq!(told["rows"][0]["verdict"], "wrong", "{told}");
    let right = format!("{header}{}{}", row("ZJ-T-3", "C2041"), row("ZJ-T-4", "家具制造业"));
    assert_eq!(import(0, &copy, "calls", "calls.csv", &right)["new"], 2);
    let header = "专家编号,工作单位,统一社会信用代码,单位类别,首日,有效期至\n";
    let experts = format!(
        "{header}E-T1,示例检验院,,检验检测机构,2026-01-05,2028-01-04\nE-T2,安吉溪龙茶叶有限公司,{},企业,2026-01-05,\n",
        firm("xilong")
    );
    assert_eq!(import(0, &copy, "experts", "experts.csv", &experts)["new"], 2);
    let header = "expert,from,ended on,reason\n";
    let bars = format!("{header}E-T1,2026-02-02,2026-05-04,误会\nE-T9,2026-02-02,,\n");
    let told = import(5, &copy, "review_bars", "bars.csv", &bars);
    assert_eq!(told["rows"][0]["verdict"], "new");
    assert!(told["rows"][1].to_string().contains("no such expert"), "{told}");
    assert_eq!(
        import(0, &copy, "review_bars", "bars.csv", &format!("{header}E-T1,2026-02-02,,\n"))["new"],
        1
    );
    let show = |id: &str| expect(0, ["show", id, "--data", &copy.data(), "--json"]).json();
    assert_eq!((&show("ZJ-T-1")["kind"], &show("ZJ-T-1")["state"]), (&json!("call"), &json!("ended")));
    assert_eq!(show("E-T2")["kind"], "expert");
    expect(0, ["audit", "--data", &copy.data()]);
}

#[test]
fn a_proposal_from_json_is_shown_as_it_stands() {
    let copy = Copy::new();
    call(&copy);
    let complete = json!({ "key": "t-0", "enterprise": firm("xilong"), "on": "2026-11-20",
        "act": { "do": "complete_register", "kind": "drafting_role", "since": "2019-01-01" } });
    act(0, &copy, &complete, &[]);
    let done = act(0, &copy, &proposal("t-1", "速溶茶粉"), &[]).json();
    let id = done["receipts"][0]["created"][0].as_str().expect("a number").to_owned();
    assert!(id.starts_with("XM-"), "{done}");
    let show = |more: &[&str]| run([&["show", &id, "--data", &copy.data()], more].concat());
    let text = show(&["--lang", "en"]).out;
    for part in
        ["速溶茶粉  [proposed]", "answers ZJ-T-1", "2026-11-20  proposed", "project ", "lead_proposal "]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(show(&["--lang", "zh"]).out.contains("[已申报]"));
    let json = show(&["--json"]).json();
    assert_eq!((&json["kind"], &json["state"]), (&json!("project"), &json!("proposed")));
    assert_eq!(json["judged"][0]["verdict"]["outcome"], "met", "{json}");
    assert_eq!(show(&["--as-of", "2026-11-19"]).code, 3, "nobody had proposed it");
    // A decision is of the day it is entered.
    let accept = |on: &str| {
        json!({ "key": format!("t-a-{on}"), "enterprise": firm("xilong"), "on": on, "act": {
            "do": "on_project", "project": id, "step": { "act": "accept_proposal", "reason": { "plain": "符合" } } } })
    };
    let late = act(5, &copy, &accept("2026-11-20"), &[]);
    assert!(late.err.contains("today") || late.out.contains("decided_today"), "{} {}", late.out, late.err);
    let today = today(&copy);
    act(0, &copy, &accept(&today), &[]);
    assert_eq!(show(&["--json"]).json()["state"], "accepted");
    let found =
        expect(0, ["search", "速溶茶粉", "--kind", "project", "--data", &copy.data(), "--json"]).json();
    assert_eq!(found["rows"][0]["id"], json!(id));
}

/// What a dry run says of several steps of projects is what the run then does: each knows of those before it.
#[test]
fn a_dry_run_knows_of_projects_that_it_would_make() {
    let copy = Copy::new();
    call(&copy);
    let complete = json!({ "key": "t-0", "enterprise": firm("xilong"), "on": "2026-11-20",
        "act": { "do": "complete_register", "kind": "drafting_role", "since": "2019-01-01" } });
    act(0, &copy, &complete, &[]);
    let (today, size) = (today(&copy), copy.size());
    let accept = |key: &str, at: u64| {
        json!({ "key": key, "enterprise": firm("xilong"), "on": today, "act": {
            "do": "on_project", "project": format!("XM-{at}"), "step": { "act": "accept_proposal", "reason": { "plain": "符合" } } } })
    };
    let one = |commands: &[Value]| Value::Array(commands.to_vec());
    let right = one(&[proposal("t-1", "速溶茶粉"), proposal("t-2", "速溶 茶粉"), accept("t-3", size)]);
    let dry = act(0, &copy, &right, &["--dry-run"]).json();
    let events: Vec<&Value> = (0..3).map(|at| &dry["decisions"][at]["events"][0]).collect();
    assert_eq!(
        (&events[0]["project"], &events[2]["project"]),
        (&json!(format!("XM-{size}")), &json!(format!("XM-{size}")))
    );
    assert_eq!(copy.size(), size, "nothing is written");
    // The second about the same standard is refused, in the dry run as in the run.
    let both = one(&[
        proposal("t-1", "速溶茶粉"),
        proposal("t-2", "速溶 茶粉"),
        accept("t-3", size),
        accept("t-4", size + 1),
    ]);
    let dry = act(6, &copy, &both, &["--dry-run"]);
    assert!(dry.out.contains("c2.one_project"), "{}", dry.out);
    let real = act(6, &copy, &both, &[]);
    assert!(real.out.contains("c2.one_project"), "{}", real.out);
    assert_eq!(copy.size(), size + 3, "those before it are done");
    // A project that is on file is known too.
    let again = act(6, &copy, &accept("t-5", size + 1), &["--dry-run"]);
    assert!(again.out.contains("c2.one_project"), "{}", again.out);
    let unknown = act(5, &copy, &accept("t-6", 999_999), &["--dry-run"]);
    assert!(
        unknown.out.contains("project_unknown") || unknown.err.contains("no project"),
        "{} {}",
        unknown.out,
        unknown.err
    );
}

/// `pzb check` of a dossier with a project: judged by the rules before its next step, as of a day and as known on a day.
#[test]
fn a_project_in_a_dossier_file_is_judged() {
    let file = crate::bin::text(&crate::bin::of_crate("examples/dossiers/project.json"));
    let check = |code: i32, as_of: &str, known_on: &str| {
        expect(code, ["check", &file, "--as-of", as_of, "--as-known-on", known_on, "--json"]).json()
    };
    let of = |answer: &Value, rule: &str| {
        let found = answer["judged"][0]["verdict"]["findings"].as_array().expect("findings").iter();
        found.filter(|one| one["rule"] == rule).map(|one| one["outcome"].clone()).next().expect("asked")
    };
    let over = check(0, "2026-05-26", "2026-05-31");
    assert_eq!(
        (&over["judged"][0]["subject"], &over["judged"][0]["state"]),
        (&json!("project"), &json!("announced"))
    );
    assert_eq!((&over["all_met"], &over["all_valid"]), (&json!(true), &json!(true)));
    let last = check(6, "2026-05-25", "2026-05-31");
    assert_eq!(of(&last, "c2.notice_held"), "not_met");
    assert_eq!(last["all_valid"], true, "a stage is no mark");
    let barred = check(6, "2026-05-26", "2026-06-01");
    assert_eq!(
        (of(&barred, "c2.proposal_panel"), of(&barred, "c2.notice_held")),
        (json!("not_met"), json!("met"))
    );
    let text = run(["check", &file, "--as-of", "2026-06-02"]).out;
    assert!(text.contains("project XM-101") && !text.contains("may not be borne"), "{text}");
    // A project begins with its proposal.
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("broken.json");
    let mut document: Value =
        serde_json::from_str(&std::fs::read_to_string(&file).expect("readable")).expect("JSON");
    document["projects"][0]["steps"].as_array_mut().expect("steps").remove(0);
    std::fs::write(&broken, document.to_string()).expect("written");
    let told = expect(5, ["check", &crate::bin::text(&broken)]);
    assert!(told.err.contains("projects[0].steps"), "{}", told.err);
}

/// Who led before, and who did not vote, is told of a project.
#[test]
fn a_project_is_shown_with_its_former_leads_and_votes_that_were_not_cast() {
    let copy = Copy::new();
    let found = expect(0, ["search", "XM", "--kind", "project", "--data", &copy.data(), "--json"]).json();
    let rows = found["rows"].as_array().expect("rows");
    let shown = |id: &str| expect(0, ["show", id, "--data", &copy.data(), "--lang", "en"]).out;
    let is_with_its_first_lead = |row: &&Value| {
        row["state"] == "drafting" && !shown(row["id"].as_str().expect("a number")).contains("led until")
    };
    let drafting = rows.iter().find(is_with_its_first_lead).expect("one in drafting");
    let id = drafting["id"].as_str().expect("a number");
    let show = || shown(id);
    assert!(show().contains("not cast 0") && !show().contains("led until"), "{}", show());
    let today = today(&copy);
    let lead = drafting["enterprise"].as_str().expect("a code");
    let another = if lead == firm("xilong") { firm("qinglan") } else { firm("xilong") };
    // The bar of clause 4 is asked of it: its parts in drafting are known.
    let known = json!({ "key": "t-known", "enterprise": another, "on": today,
        "act": { "do": "complete_register", "kind": "drafting_role", "since": "2019-01-01" } });
    act(0, &copy, &known, &[]);
    let step = json!({ "act": "replace_lead", "lead": another, "reason": { "plain": "原牵头单位退出" } });
    let replace = json!({ "key": "t-lead", "enterprise": lead, "on": today, "act": {
        "do": "on_project", "project": id, "step": step } });
    act(0, &copy, &replace, &[]);
    assert!(show().contains(&format!("led until {today}: {lead}")), "{}", show());
}
