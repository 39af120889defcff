//! A standard system in the open (clause 2): the classes that it is of, what there is of each leaf, and what fills one that
//! is missing.

use std::collections::BTreeMap;

use policy::calendar::Day;
use policy::industry::Industry;
use policy::scheme::Scheme;
use policy::scheme::research::{Call, CallKind};
use policy::standard::Standard;
use policy::standard::number::StandardNumber;
use policy::standard::project::Project;
use policy::standard::project::progress::Progress;
use policy::standard::project::stage::{Node, PlanLine, Stage};
use policy::standard::project::tree::{Hung, LeafState, hung};
use registry::{Fault, Reader, Row};

use crate::public::calls::form_of;
use crate::public::filter::{case_of, encoded};
use crate::public::project::{Behind, address};
use crate::public::standards;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// A node of a system, and how deep it hangs.
pub(crate) struct NodeView {
    pub(crate) depth: usize,
    pub(crate) code: String,
    pub(crate) title: String,
    /// The class that it names.
    pub(crate) class: Option<String>,
    pub(crate) state: Option<Look>,
    /// Its standard, and the projects that are to fill it.
    pub(crate) links: Vec<(String, String)>,
    /// Its standard, where none of that number is on file.
    pub(crate) unknown: Option<String>,
    /// Of one that is missing: where it is filled.
    pub(crate) filled: Option<(String, &'static str)>,
}

/// A system as it is told: its nodes, how many of them there are, and how what is missing comes about.
#[derive(Default)]
pub(crate) struct SystemView {
    pub(crate) nodes: Vec<NodeView>,
    pub(crate) counts: Vec<String>,
    pub(crate) missing: Option<MissingView>,
}

/// How what is missing in a system comes about.
pub(crate) struct MissingView {
    /// Open calls that a standard for one of the missing leaves would answer.
    pub(crate) calls: Vec<(String, String)>,
}

/// A project that fills a node of a system.
pub(crate) struct Planned {
    pub(crate) project: String,
    /// Its line in a yearly plan, once it stands in one.
    plan: Option<PlanLine>,
}

/// What there is for the leaves of a system.
#[derive(Default)]
pub(crate) struct Filling {
    standards: Vec<Standard>,
    /// The projects that fill a node, by its code.
    planned: BTreeMap<String, Vec<Planned>>,
}

impl Filling {
    /// Looks up what there is for the nodes of a system.
    ///
    /// # Errors
    /// A fault of the reader.
    pub(crate) fn of(reader: &Reader, system: &str, nodes: &[Node]) -> Result<Filling, Fault> {
        if nodes.is_empty() {
            return Ok(Filling::default());
        }
        let mut standards = Vec::new();
        for number in nodes.iter().filter_map(|node| node.standard.as_ref()) {
            standards.extend(reader.standard(number)?.map(|filed| filed.value));
        }
        Ok(Filling { standards, planned: planned(reader, system)? })
    }

    /// What there is of a leaf.
    pub(crate) fn state(&self, node: &Node, today: Day) -> LeafState {
        if self.is_there(node, today) {
            LeafState::There
        } else if self.planned.contains_key(&node.code) {
            LeafState::Planned
        } else {
            LeafState::Missing
        }
    }

    /// The projects that are to fill a node.
    pub(crate) fn planned(&self, node: &Node) -> impl Iterator<Item = &Planned> {
        self.planned.get(&node.code).into_iter().flatten()
    }

    fn is_on_file(&self, number: &StandardNumber) -> bool {
        self.standards.iter().any(|known| known.number == *number)
    }

    /// Whether the standard of a node has an edition in force.
    fn is_there(&self, node: &Node, today: Day) -> bool {
        let Some(number) = &node.standard else { return false };
        let known = self.standards.iter().filter(|known| known.number == *number);
        known.flat_map(|standard| &standard.editions).any(|edition| {
            edition.annulled.is_none()
                && edition.in_force_from <= today
                && edition.ended.is_none_or(|end| today < end.on)
        })
    }

    /// Where a node leads: to its standard, where it is on file, and to the projects that are to fill it, by their lines
    /// in the plan where they stand in one.
    fn leads(&self, node: &Node) -> Vec<(String, String)> {
        let standard = node.standard.as_ref().filter(|number| self.is_on_file(number));
        let standard = standard.map(|number| (standards::address(number), number.as_str().to_owned()));
        let planned = self.planned(node).map(|one| {
            let line = one.plan.map(|plan| format!(" · {plan}")).unwrap_or_default();
            (address(&one.project), format!("{}{line}", one.project))
        });
        standard.into_iter().chain(planned).collect()
    }
}

/// The nodes of a system that a project is about which was taken up and is not over.
fn planned(reader: &Reader, system: &str) -> Result<BTreeMap<String, Vec<Planned>>, Fault> {
    let mut nodes: BTreeMap<String, Vec<Planned>> = BTreeMap::new();
    let mut after = registry::Key::default();
    loop {
        let found = reader.search(&format!("{system}/"), Some(registry::PROJECT), &after, 200)?;
        for row in &found.items {
            let project: Project = case_of(row)?;
            let now = project.progress();
            let runs = now.stage != Stage::Proposed && !now.stage.is_over();
            let leaf = now.proposal.and_then(|proposal| proposal.leaf.as_ref());
            if let Some(leaf) = leaf.filter(|leaf| runs && leaf.system == system) {
                let planned = Planned { project: project.id.clone(), plan: now.plan };
                nodes.entry(leaf.node.clone()).or_default().push(planned);
            }
        }
        match found.next {
            Some(next) => after = next,
            None => return Ok(nodes),
        }
    }
}

/// The classes of the row of a system: the industry that it is for, and those that its nodes name.
///
/// # Errors
/// If the row cannot be read.
pub(super) fn classes(row: &Row) -> Result<Vec<Industry>, Fault> {
    let project: Project = case_of(row)?;
    let now = project.progress();
    let whole = now.proposal.and_then(|proposal| proposal.wants.industry());
    let nodes = now.nodes.iter().filter_map(|node| node.industry.as_ref());
    Ok(whole.into_iter().chain(nodes).cloned().collect())
}

/// The calls to lead a standard that are open on a day, in the order of their last days.
fn open_calls(scheme: &Scheme, day: Day) -> Vec<&Call> {
    let all = scheme.calls.list.iter();
    let mut open: Vec<&Call> = all.filter(|call| call.kind == CallKind::Lead && call.is_open(day)).collect();
    open.sort_by_key(|call| (call.until, call.id.as_str()));
    open
}

/// Where a missing leaf is filled: a maker goes to the form, filled in as far as the leaf tells, if a call is open for its
/// class; everybody else to what is said of it below the tree.
fn filled(visitor: &Visitor, system: &str, leaf: &Hung, open: &[&Call]) -> (String, &'static str) {
    let w = &visitor.w.project;
    let call = open.iter().find(|call| call.is_for(leaf.industry()));
    let Some((call, form)) = call.zip(form_of(visitor)) else {
        return ("#missing".to_owned(), w.missing_how);
    };
    let leads = [
        ("step.proposal.call", call.id.clone()),
        ("step.proposal.wants.want", "make".to_owned()),
        ("step.proposal.title", leaf.node.title.clone()),
        ("step.proposal.leaf", format!("{system}/{}", leaf.node.code)),
    ];
    let pairs = leads.map(|(name, value)| format!("{name}={}", encoded(&value)));
    (format!("{form}?{}", pairs.join("&")), w.propose)
}

fn call_line(visitor: &Visitor, call: &Call) -> (String, String) {
    let w = &visitor.w.project;
    let industry = call.industry.as_ref().map(|industry| visitor.lang.industry(industry.code()));
    let period = fill(w.call_period, &[&call.from, &call.until]);
    let words = [Some(call.title.clone()), Some(call.id.clone()), industry, Some(period)];
    let words = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    (format!("/calls/{}", encoded(&call.id)), words)
}

/// The nodes of a system with what there is of each leaf: there, planned or missing.
pub(super) fn view(
    visitor: &Visitor,
    behind: &Behind,
    now: &Progress,
    today: Day,
    when: &When,
) -> SystemView {
    let (w, filling) = (&visitor.w.project, &behind.filling);
    // Of another day it is not told what can be done: what is open today is told on the page of today.
    let open = if when.is_dated { Vec::new() } else { open_calls(&behind.scheme, today) };
    let (mut states, mut classless, mut missing) = ([0_usize; 3], 0_usize, Vec::new());
    let mut nodes = Vec::new();
    for one in hung(now.nodes) {
        let node = one.node;
        let state = one.is_leaf.then(|| filling.state(node, today));
        let look = state.map(|state| {
            let (at, tone) = match state {
                LeafState::There => (0, tone::GOOD),
                LeafState::Planned => (1, tone::CLOCK),
                LeafState::Missing => (2, tone::UNKNOWN),
            };
            states[at] += 1;
            Look { tone, word: visitor.lang.label(state.words()) }
        });
        classless += usize::from(one.is_leaf && one.industry().is_none());
        let is_missing = state == Some(LeafState::Missing) && !when.is_dated;
        let filled = is_missing.then(|| filled(visitor, &behind.project.id, &one, &open));
        let unknown = node.standard.as_ref().filter(|number| !filling.is_on_file(number));
        nodes.push(NodeView {
            depth: one.depth.min(6),
            code: node.code.clone(),
            title: node.title.clone(),
            class: node.industry.as_ref().map(|industry| fill(w.node_class, &[industry])),
            state: look,
            links: filling.leads(node),
            unknown: unknown.map(|number| fill(w.leaf_unknown, &[&number.as_str()])),
            filled,
        });
        missing.extend(is_missing.then_some(one));
    }
    let [there, planned, lacking] = states;
    let mut counts = vec![fill(w.leaf_count, &[&there, &planned, &lacking])];
    counts.extend((classless > 0).then(|| fill(w.leaf_classless, &[&classless])));
    let is_wanted = |call: &&&Call| missing.iter().any(|leaf| call.is_for(leaf.industry()));
    let calls = open.iter().filter(is_wanted).map(|call| call_line(visitor, call)).collect();
    SystemView { nodes, counts, missing: (!missing.is_empty()).then_some(MissingView { calls }) }
}
