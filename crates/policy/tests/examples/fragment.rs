//! How an example is completed: a fragment states only what differs from a complete dossier, and a record of
//! it only what differs from an ordinary one.

use policy::dossier_file::DossierFile;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::projects::ProjectExample;

type Object = Map<String, Value>;

/// What an example, or the setting that all examples of a file share, says of the facts.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fragment {
    /// Registers of the enterprise, each replacing the complete dossier's.
    pub facts: Object,
    /// Registers of the parent; naming any makes the filing a joint one.
    pub parent: Option<Object>,
    /// Registers of the scheme.
    pub scheme: Object,
    /// Fields of the edition.
    pub edition: Object,
    /// Fields of the filing.
    pub filing: Object,
    /// The projects, in place of those before.
    pub projects: Option<Vec<ProjectExample>>,
    /// What nobody has looked at: `penalties`, `parent.penalties`, `scheme.catalogue`, `parent`, `edition`.
    pub unknown: Vec<String>,
}

fn read(text: &str) -> Value {
    toml::from_str(text).expect("a TOML file of this folder")
}

fn over(below: &Value, above: &Value) -> Value {
    let mut merged = below.as_object().cloned().unwrap_or_default();
    merged.extend(above.as_object().cloned().unwrap_or_default());
    // TOML has no null: a field that nobody has stated is written as these words.
    merged.retain(|_, value| value != "not stated");
    Value::Object(merged)
}

/// A register with every record completed; written as a list it is complete, as a table it says how far.
fn register(name: &str, written: &Value, defaults: &Value) -> Value {
    let completed = |list: &Value| -> Value {
        let records = list.as_array().unwrap_or_else(|| panic!("`{name}` is a list of records"));
        let completed = records.iter().enumerate().map(|(at, record)| {
            let named = over(&json!({ "id": format!("{name}-{}", at + 1) }), &defaults[name]);
            over(&named, record)
        });
        completed.collect()
    };
    match written {
        Value::Array(_) => completed(written),
        Value::Object(on_file) => {
            let mut on_file = on_file.clone();
            if let Some(list) = on_file.get_mut("list") {
                *list = completed(list);
            }
            Value::Object(on_file)
        }
        other => panic!("`{name}` cannot be {other}"),
    }
}

fn lay(onto: &mut Value, registers: &Object, defaults: &Value) {
    for (name, written) in registers {
        onto[name] = register(name, written, defaults);
    }
}

fn forget(file: &mut Value, what: &str) {
    let (of, name) = what.split_once('.').unwrap_or(("enterprise", what));
    let taken = match (of, name) {
        ("enterprise", "parent") => file.as_object_mut().and_then(|file| file.remove("parents")),
        ("enterprise", "edition") => file.as_object_mut().and_then(|file| file.remove("standards")),
        ("parent", name) => file["parents"][0].as_object_mut().and_then(|parent| parent.remove(name)),
        (of, name) => file[of].as_object_mut().and_then(|of| of.remove(name)),
    };
    assert!(taken.is_some(), "nothing to forget: `{what}`");
}

/// The dossier file that the fragments describe, the later over the earlier.
pub fn complete(fragments: &[&Fragment]) -> DossierFile {
    let defaults = read(include_str!("defaults.toml"));
    let mut file = read(include_str!("complete.toml"));
    let mut filing = defaults["filing"].clone();
    for fragment in fragments {
        lay(&mut file["enterprise"], &fragment.facts, &defaults["enterprise"]);
        lay(&mut file["scheme"], &fragment.scheme, &defaults["scheme"]);
        file["standards"][0]["editions"][0] =
            over(&file["standards"][0]["editions"][0], &Value::Object(fragment.edition.clone()));
        if let Some(parent) = &fragment.parent {
            if file.get("parents").is_none() {
                file["parents"] = json!([read(include_str!("parent.toml"))]);
                filing["parent"] = file["parents"][0]["enterprise"].clone();
            }
            lay(&mut file["parents"][0], parent, &defaults["enterprise"]);
        }
        filing = over(&filing, &Value::Object(fragment.filing.clone()));
        if let Some(projects) = &fragment.projects {
            file["projects"] = projects.iter().map(ProjectExample::completed).collect();
        }
    }
    file["asks"] = json!([filing]);
    for what in fragments.iter().flat_map(|fragment| &fragment.unknown) {
        forget(&mut file, what);
    }
    serde_json::from_value(file).unwrap_or_else(|fault| panic!("not a dossier file: {fault}"))
}
