//! A JSON value held against a JSON Schema: every fault with its path, in a reader's words. It knows the part of
//! the language that our own published schemas use; what it does not know it does not judge.

use policy::article::Said;
use policy::authorization::code::MarkCode;
use policy::calendar::Day;
use policy::enterprise::credit_code::CreditCode;
use policy::standard::number::{EditionNumber, StandardNumber};
use serde_json::{Map, Value};

use super::Step;
use super::near::did_you_mean;

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Where.
    pub path: Vec<Step>,
    /// What is wrong and what was expected.
    pub said: Said,
}

/// The most faults that are looked for: who sends a million of them is not told of each.
const MOST_FOUND: usize = 1_000;

/// The faults of a document, at most a thousand.
#[must_use]
pub fn issues(schema: &Value, document: &Value) -> Vec<Issue> {
    let mut walk = Walk { root: schema, path: Vec::new(), found: Vec::new() };
    walk.check(schema, document);
    walk.found
}

struct Walk<'a> {
    root: &'a Value,
    path: Vec<Step>,
    found: Vec<Issue>,
}

/// The name of a definition and the definition.
fn resolve<'a>(root: &'a Value, schema: &'a Value) -> (Option<&'a str>, &'a Value) {
    let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|at| at.strip_prefix("#/$defs/"))
    else {
        return (None, schema);
    };
    (Some(name), root.get("$defs").and_then(|all| all.get(name)).unwrap_or(&Value::Null))
}

impl<'a> Walk<'a> {
    fn is_enough(&self) -> bool {
        self.found.len() >= MOST_FOUND
    }

    fn fault(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        self.found.push(Issue { path: self.path.clone(), said: Said::new(zh, en) });
    }

    fn below(&mut self, step: Step, schema: &'a Value, value: &Value) {
        self.path.push(step);
        self.check(schema, value);
        self.path.pop();
    }

    fn check(&mut self, schema: &'a Value, value: &Value) {
        if self.is_enough() {
            return;
        }
        let (name, schema) = resolve(self.root, schema);
        if let (Some(name), Value::String(text)) = (name, value)
            && let Some(verdict) = known_text(name, text)
        {
            if let Err(said) = verdict {
                self.found.push(Issue { path: self.path.clone(), said });
            }
            return;
        }
        if let Some(kinds) = kinds_of(schema)
            && !kinds.iter().any(|kind| is_kind(value, kind))
        {
            return self.wrong_kind(&kinds, value);
        }
        if let Some(expected) = schema.get("const")
            && value != expected
        {
            return self.fault(
                format!("应为{expected}，却是{value}"),
                format!("expected {expected}, found {value}"),
            );
        }
        if let Some(known) = schema.get("enum").and_then(Value::as_array) {
            self.one_of(known.iter().filter_map(Value::as_str), value);
        }
        for choice in ["oneOf", "anyOf"] {
            if let Some(variants) = schema.get(choice).and_then(Value::as_array) {
                self.choose(variants, value);
            }
        }
        match value {
            Value::Object(fields) => self.fields(schema, fields),
            Value::Array(items) => {
                if let Some(item) = schema.get("items") {
                    for (at, value) in items.iter().enumerate() {
                        if self.is_enough() {
                            break;
                        }
                        self.below(Step::Item(at), item, value);
                    }
                }
            }
            Value::Number(number) => self.range(schema, number),
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }

    fn range(&mut self, schema: &Value, number: &serde_json::Number) {
        let limit = |name: &str| schema.get(name).and_then(Value::as_f64);
        let value = number.as_f64().unwrap_or(0.0);
        if limit("minimum").is_some_and(|least| value < least)
            || limit("maximum").is_some_and(|most| value > most)
        {
            self.fault(format!("{number}超出允许范围"), format!("`{number}` is out of range"));
        }
    }

    fn fields(&mut self, schema: &'a Value, fields: &Map<String, Value>) {
        let Some(known) = schema.get("properties").and_then(Value::as_object) else { return };
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        for (name, value) in fields {
            match known.get(name) {
                Some(schema) => {
                    self.below(Step::Field(name.clone()), schema, value);
                    if name == "percent" {
                        self.exact_decimal(name, value);
                    }
                }
                None if closed => {
                    let close = did_you_mean(name, known.keys().map(String::as_str));
                    let all = known.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                    let (zh, en) = close.map_or_else(
                        || (format!("；可用的字段：{all}"), format!("; the fields are {all}")),
                        |word| (format!("；是否指“{word}”？"), format!("; did you mean `{word}`?")),
                    );
                    self.path.push(Step::Field(name.clone()));
                    self.fault(
                        format!("没有“{name}”这一字段{zh}"),
                        format!("there is no field `{name}` here{en}"),
                    );
                    self.path.pop();
                }
                None => {}
            }
        }
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        for name in required.filter_map(Value::as_str).filter(|name| !fields.contains_key(*name)) {
            self.fault(format!("缺少字段“{name}”"), format!("the field `{name}` is missing"));
        }
    }

    /// JSON Schema has no kind for an exact decimal, so the one field that is one is read here.
    fn exact_decimal(&mut self, name: &str, value: &Value) {
        if let Some(text) = value.as_str().filter(|text| text.parse::<rust_decimal::Decimal>().is_err()) {
            self.path.push(Step::Field(name.to_owned()));
            self.fault(
                format!("“{text}”不是数字，如51.5"),
                format!("`{text}` is not a plain number such as 51.5"),
            );
            self.path.pop();
        }
    }

    fn one_of<'v>(&mut self, known: impl Iterator<Item = &'v str> + Clone, value: &Value) {
        let text = value.as_str().unwrap_or_default();
        if known.clone().any(|word| word == text) {
            return;
        }
        let close = did_you_mean(text, known.clone());
        let all = known.collect::<Vec<_>>().join(", ");
        let (zh, en) = close.map_or_else(
            || (String::new(), String::new()),
            |word| (format!("；是否指“{word}”？"), format!("; did you mean `{word}`?")),
        );
        self.fault(format!("{value}不在可选值之内：{all}{zh}"), format!("{value} is none of {all}{en}"));
    }

    /// Judges by the variant that was meant: told by a tag, by the only field of a wrapper, or by the kind.
    fn choose(&mut self, variants: &'a [Value], value: &Value) {
        let root = self.root;
        let shapes: Vec<&'a Value> = variants.iter().map(|variant| resolve(root, variant).1).collect();
        let words: Vec<&str> =
            shapes.iter().filter_map(|s| s.get("const")).filter_map(Value::as_str).collect();
        if words.len() == shapes.len() {
            return self.one_of(words.into_iter(), value);
        }
        if let Some(tag) = shapes.iter().find_map(|shape| tag_of(shape)) {
            return self.choose_by_tag(tag, &shapes, value);
        }
        let fitting: Vec<(&'a Value, &'a Value)> = variants
            .iter()
            .zip(&shapes)
            .filter(|(_, shape)| {
                kinds_of(shape).is_none_or(|kinds| kinds.iter().any(|kind| is_kind(value, kind)))
            })
            .map(|(variant, shape)| (variant, *shape))
            .collect();
        match fitting.as_slice() {
            [] => {
                let kinds: Vec<&str> = shapes.iter().filter_map(|shape| kinds_of(shape)).flatten().collect();
                self.wrong_kind(&kinds, value);
            }
            [(only, _)] => self.check(only, value),
            several => {
                let best = several.iter().map(|(variant, _)| {
                    let mut trial = Walk { root, path: self.path.clone(), found: Vec::new() };
                    trial.check(variant, value);
                    trial.found
                });
                self.found.extend(best.min_by_key(Vec::len).unwrap_or_default());
            }
        }
    }

    fn choose_by_tag(&mut self, tag: &'a str, shapes: &[&'a Value], value: &Value) {
        let Some(fields) = value.as_object() else { return self.wrong_kind(&["object"], value) };
        let Some(given) = fields.get(tag) else {
            return self.fault(format!("缺少字段“{tag}”"), format!("the field `{tag}` is missing"));
        };
        let constant = |shape: &&&'a Value| shape.get("properties")?.get(tag)?.get("const").cloned();
        match shapes.iter().find(|shape| constant(shape).as_ref() == Some(given)) {
            Some(shape) => self.check(shape, value),
            None => {
                let known: Vec<String> =
                    shapes.iter().filter_map(|s| constant(&s)?.as_str().map(str::to_owned)).collect();
                self.path.push(Step::Field(tag.to_owned()));
                self.one_of(known.iter().map(String::as_str), given);
                self.path.pop();
            }
        }
    }

    fn wrong_kind(&mut self, kinds: &[&str], value: &Value) {
        let zh = |kind: &str| match kind {
            "object" => "对象",
            "array" => "列表",
            "string" => "文字",
            "integer" => "整数",
            "number" => "数字",
            "boolean" => "true或false",
            _ => "空值",
        };
        let (shown_zh, shown) = match value {
            Value::Object(_) => ("对象".to_owned(), "an object".to_owned()),
            Value::Array(_) => ("列表".to_owned(), "a list".to_owned()),
            other => (format!("{other}"), format!("`{other}`")),
        };
        let kinds: Vec<&str> = kinds.iter().copied().filter(|kind| *kind != "null").collect();
        let zh = kinds.iter().map(|kind| zh(kind)).collect::<Vec<_>>().join("或");
        let en = kinds.join(" or ").replace("array", "list");
        self.fault(format!("应为{zh}，却是{shown_zh}"), format!("expected {en}, found {shown}"));
    }
}

/// The field by whose constant the variants are told apart.
fn tag_of(shape: &Value) -> Option<&str> {
    let fields = shape.get("properties")?.as_object()?;
    fields.iter().find(|(_, field)| field.get("const").is_some()).map(|(name, _)| name.as_str())
}

fn kinds_of(schema: &Value) -> Option<Vec<&str>> {
    match schema.get("type")? {
        Value::String(kind) => Some(vec![kind]),
        Value::Array(kinds) => Some(kinds.iter().filter_map(Value::as_str).collect()),
        _ => None,
    }
}

fn is_kind(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => true,
    }
}

/// The verdict of our own reader on a text of a known kind; `None` for kinds that the schema alone describes.
fn known_text(name: &str, text: &str) -> Option<Result<(), Said>> {
    Some(match name {
        "Day" => text.parse::<Day>().map(|_| ()).map_err(|_| {
            let shown: String = text.chars().take(40).collect();
            Said::new(
                format!("“{shown}”不是日历上的一天，应写作YYYY-MM-DD"),
                format!("`{shown}` is not a day of the calendar, written YYYY-MM-DD"),
            )
        }),
        "CreditCode" => CreditCode::parse_overridden(text)
            .map(|_| ())
            .map_err(|fault| Said::new(fault.zh(), fault.to_string())),
        "MarkCode" => {
            MarkCode::parse(text).map(|_| ()).map_err(|fault| Said::new(fault.zh(), fault.to_string()))
        }
        "EditionNumber" => {
            EditionNumber::parse(text).map(|_| ()).map_err(|fault| Said::new(fault.zh(), fault.to_string()))
        }
        "StandardNumber" => {
            StandardNumber::parse(text).map(|_| ()).map_err(|fault| Said::new(fault.zh(), fault.to_string()))
        }
        _ => return None,
    })
}
