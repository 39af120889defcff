//! A standard system: its nodes, who draws them and when, its publication.

use policy::industry::Industry;
use policy::powers::OfficeKind::{Federation, Maker};
use policy::standard::project::stage::Stage;
use policy::standard::project::tree::hung;
use serde_json::{Value, json};

use super::research::{Research, publish, why};

fn draw(nodes: Value) -> Value {
    json!({ "act": "draw_system", "nodes": nodes })
}

fn tree() -> Value {
    json!([
        { "code": "A", "title": "室内照明" },
        { "code": "A01", "parent": "A", "title": "读写台灯", "standard": "T/ZZB 9901" },
        { "code": "A02", "parent": "A", "title": "落地灯" },
    ])
}

/// A system on its way, approved on 2024-02-20 and kicked off on 2024-03-04.
fn system() -> Research {
    let mut research = Research::opened();
    let wants = json!({ "want": "system", "industry": "3872" });
    research.propose("2024-01-10", json!({ "call": "C-2", "wants": wants, "title": "照明灯具标准体系" }));
    research.enter_the_plan();
    research
}

#[test]
fn a_system_is_drawn_examined_and_published() {
    let mut research = system();
    assert_eq!(research.told(Maker, "2024-02-21", draw(tree())), ["stage@project"]);
    research.open_the_draft();
    let submit = json!({ "act": "submit_draft" });
    assert_eq!(research.told(Maker, "2024-05-07", submit.clone()), ["no_system@project"]);
    research.does(Maker, "2024-05-07", draw(json!([{ "code": "A", "title": "室内照明" }])));
    research.does(Maker, "2024-05-08", draw(tree()));
    assert_eq!(research.now().nodes.len(), 3, "all of them anew");
    assert_eq!(research.told(Federation, "2024-05-07", draw(tree())), ["before_its_start@on"]);
    research.does(Maker, "2024-05-08", submit);
    // What a panel examines stays as it is.
    assert_eq!(research.told(Maker, "2024-05-09", draw(tree())), ["stage@project"]);
    assert_eq!(research.told(Federation, "2024-05-09", draw(tree())), ["stage@project"]);
    research.panel("text", "2024-05-10", "2024-05-20", ["for"; 5]);
    research.does(Federation, "2024-05-22", json!({ "act": "approve_text", "reason": why() }));
    let told = research.told(Federation, "2024-06-03", publish("T/ZZB 9905-2024", "2024-06-03"));
    assert_eq!(told, ["is_a_system@project"]);
    research.does(Federation, "2024-06-03", json!({ "act": "publish_system" }));
    assert_eq!(research.stage(), Stage::Published);
    // It lives on, by the federation's word.
    assert_eq!(research.told(Maker, "2024-07-01", draw(tree())), ["stage@project"]);
    research.does(Federation, "2024-07-01", draw(tree()));
    assert_eq!(research.stage(), Stage::Published);
}

#[test]
fn a_tree_is_a_tree() {
    let mut research = system();
    research.open_the_draft();
    let told = |research: &mut Research, nodes: Value| research.told(Maker, "2024-04-02", draw(nodes));
    assert_eq!(told(&mut research, json!([])), ["nodes@step.nodes"]);
    let many: Vec<Value> = (0..301).map(|at| json!({ "code": format!("N{at}"), "title": "节点" })).collect();
    assert_eq!(told(&mut research, json!(many)), ["nodes@step.nodes"]);
    let itself = json!([{ "code": "A", "parent": "A", "title": "自身" }]);
    assert_eq!(told(&mut research, itself), ["parent_unknown@step.nodes[0].parent"]);
    let later = json!([{ "code": "B", "parent": "A", "title": "先" }, { "code": "A", "title": "后" }]);
    assert_eq!(told(&mut research, later), ["parent_unknown@step.nodes[0].parent"]);
    let twice = json!([{ "code": "A", "title": "一" }, { "code": "A", "title": "二" }]);
    assert_eq!(told(&mut research, twice), ["code_twice@step.nodes[1].code"]);
    // The same leaf twice: by its name below one node, however it is written, or by its standard.
    let leaf = |code: &str, parent: &str, title: &str, standard: Option<&str>| {
        let mut leaf = json!({ "code": code, "parent": parent, "title": title });
        if let Some(standard) = standard {
            leaf["standard"] = json!(standard);
        }
        leaf
    };
    let tops = || [json!({ "code": "A", "title": "一" }), json!({ "code": "B", "title": "二" })];
    let mut system =
        |leaves: [Value; 2]| told(&mut research, json!([tops().to_vec(), leaves.to_vec()].concat()));
    assert_eq!(
        system([leaf("A1", "A", "LED 台灯", None), leaf("A2", "A", "led台灯", None)]),
        ["title_twice@step.nodes[3].title"]
    );
    assert_eq!(
        system([leaf("A1", "A", "台灯", Some("T/ZZB 9901")), leaf("B1", "B", "灯具", Some("T/ZZB 9901"))]),
        ["standard_twice@step.nodes[3].standard"]
    );
    let apart =
        json!([tops().to_vec(), vec![leaf("A1", "A", "通用", None), leaf("B1", "B", "通用", None)]].concat());
    research.does(Maker, "2024-04-02", draw(apart));
}

#[test]
fn a_standard_is_no_system() {
    let drafted = &mut Research::drafted();
    assert_eq!(drafted.told(Maker, "2024-04-02", draw(tree())), ["is_no_system@project"]);
    let mut research = Research::examined();
    research.does(Federation, "2024-05-22", json!({ "act": "approve_text", "reason": why() }));
    let told = research.told(Federation, "2024-05-22", json!({ "act": "publish_system" }));
    assert_eq!(told, ["is_no_system@project"]);
}

/// What hangs below a node is of its class (GB/T 4754); a system drawn without classes is taken, and of its leaves nobody can
/// tell.
#[test]
fn classes_narrow_from_a_node_to_those_below_it() {
    let mut research = system();
    research.open_the_draft();
    let node = |code: &str, parent: Option<&str>, industry: Option<&str>| {
        let mut node = json!({ "code": code, "title": format!("节点{code}") });
        for (name, value) in [("parent", parent), ("industry", industry)] {
            if let Some(value) = value {
                node[name] = json!(value);
            }
        }
        node
    };
    let outside =
        [node("A", None, Some("387")), node("A1", Some("A"), None), node("A11", Some("A1"), Some("3854"))];
    assert_eq!(
        research.told(Maker, "2024-04-02", draw(json!(outside))),
        ["industry_outside@step.nodes[2].industry"]
    );
    // Nor does a node take in more than the one above it.
    let wider = [node("A", None, Some("3872")), node("A1", Some("A"), Some("38"))];
    assert_eq!(
        research.told(Maker, "2024-04-02", draw(json!(wider))),
        ["industry_outside@step.nodes[1].industry"]
    );
    let sound = [
        node("A", None, Some("387")),
        node("A1", Some("A"), None),
        node("A11", Some("A1"), Some("3872")),
        // Goods of one trade may be of several classes: a top of its own.
        node("B", None, Some("2120")),
        node("C", None, None),
    ];
    research.does(Maker, "2024-04-02", draw(json!(sound)));
    let now = research.now();
    let told: Vec<(&str, usize, bool, Option<&str>)> = hung(now.nodes)
        .iter()
        .map(|one| (one.node.code.as_str(), one.depth, one.is_leaf, one.industry().map(Industry::code)))
        .collect();
    assert_eq!(
        told,
        [
            ("A", 0, false, Some("387")),
            ("A1", 1, false, Some("387")),
            ("A11", 2, true, Some("3872")),
            ("B", 0, true, Some("2120")),
            ("C", 0, true, None),
        ]
    );
}
