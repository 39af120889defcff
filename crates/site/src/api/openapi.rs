//! `/api/openapi.json`: OpenAPI 3.1, assembled from the table of addresses and the schemas of the types that
//! are read and written. A test compares it with the router.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::api::acts::ActRequest;
use crate::api::comments::Brought;
use crate::api::parameters::{self, Asked, Plain, Takes};
use crate::api::responses::responses;
use crate::routes::{ADDRESSES, Address, Audience};

static DOCUMENT: LazyLock<String> = LazyLock::new(|| document().to_string());

/// `GET /api/openapi.json`.
pub(crate) async fn show(Asked(Plain {}): Asked<Plain>) -> Response {
    (
        [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=300")],
        DOCUMENT.as_str(),
    )
        .into_response()
}

fn document() -> Value {
    let mut schemas = SchemaSettings::openapi3()
        .with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        })
        .into_generator();
    let mut paths = Map::new();
    for address in ADDRESSES.iter().flat_map(|table| table.iter()) {
        let path = address.path.replace("{*path}", "{path}");
        let item = paths.entry(path).or_insert_with(|| json!({}));
        item[address.method.to_ascii_lowercase()] = operation(address, &mut schemas);
    }
    let mut definitions: Map<String, Value> = schemas.take_definitions(true);
    definitions.insert("Problem".to_owned(), problem_schema());
    definitions.insert("Receipt".to_owned(), receipt_schema());
    definitions.insert("DryRun".to_owned(), dry_run_schema());
    definitions.insert("KeptFile".to_owned(), kept_file_schema());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "品字标 Pinzibiao",
            "version": "1",
            "description": "Registers, verdicts and acts of the Zhejiang Made quality mark. Problems are RFC 9457 with a stable `code`; lists go on by `after`; changes take `If-Match` and `Idempotency-Key`.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "tags": [
            { "name": "data", "description": "for programs, open to anyone" },
            { "name": "acts", "description": "for programs with a token" },
            { "name": "pages", "description": "for anyone with a browser" },
            { "name": "members", "description": "for whoever is signed in" },
            { "name": "operation", "description": "for those who run the platform" },
        ],
        "paths": paths,
        "components": {
            "schemas": definitions,
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer", "description": "a token made under /account" },
                "session": { "type": "apiKey", "in": "cookie", "name": "__Host-session", "description": "`session` on plain HTTP" },
            },
        },
    })
}

/// A name for the operation, from its method and path.
fn operation_id(address: &Address) -> String {
    let words = address.path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let path: Vec<&str> = words.collect();
    let path = if path.is_empty() { "home".to_owned() } else { path.join("_") };
    format!("{}_{path}", address.method.to_ascii_lowercase())
}

fn operation(address: &Address, schemas: &mut SchemaGenerator) -> Value {
    let (tag, security) = match address.audience {
        Audience::Page => ("pages", json!([])),
        Audience::Data => ("data", json!([])),
        Audience::Member => ("members", json!([{ "session": [] }])),
        Audience::Either => ("data", json!([{}, { "bearer": [] }])),
        Audience::Token => ("acts", json!([{ "bearer": [] }])),
        Audience::Operator => ("operation", json!([])),
    };
    let mut operation = json!({
        "operationId": operation_id(address),
        "summary": address.summary,
        "tags": [tag],
        "security": security,
        "parameters": parameters(address),
        "responses": responses(address, schemas),
    });
    if address.path == "/api/v1/acts" {
        let schema = schemas.subschema_for::<ActRequest>();
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    } else if address.method == "POST" && address.path == "/api/v1/projects/{id}/comments" {
        let schema = schemas.subschema_for::<Brought>();
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    } else if address.path == "/api/v1/files" {
        let file = json!({ "schema": { "type": "string", "format": "binary" } });
        operation["requestBody"] = json!({ "required": true, "content": { "application/pdf": file, "image/png": file, "image/jpeg": file } });
    } else if address.method == "POST" && address.audience != Audience::Token {
        let schema = json!({ "type": "object", "additionalProperties": { "type": "string" } });
        operation["requestBody"] = json!({ "required": true, "content": { "application/x-www-form-urlencoded": { "schema": schema } } });
    }
    operation
}

fn parameters(address: &Address) -> Vec<Value> {
    let text = |place: &str, name: &str, description: &str| json!({ "name": name, "in": place, "required": place == "path", "description": description, "schema": { "type": "string" } });
    let mut all: Vec<Value> = address
        .path
        .split(['{', '}'])
        .skip(1)
        .step_by(2)
        .map(|name| match name {
            "position" => json!({ "name": name, "in": "path", "required": true, "description": "ledger position", "schema": { "type": "integer", "minimum": 0 } }),
            "number" => text("path", name, "number of a standard, `/` written `~` and a space `_`: T~ZZB_0001"),
            name => text("path", name.trim_start_matches('*'), "as in the registers"),
        })
        .collect();
    all.extend(parameters::of(address.path).iter().map(|parameter| {
        let schema = match parameter.takes {
            Takes::Text => json!({ "type": "string" }),
            Takes::Flag => json!({ "type": "boolean" }),
            Takes::Day => json!({ "type": "string", "format": "date" }),
            Takes::Number(least, u64::MAX) => json!({ "type": "integer", "minimum": least }),
            Takes::Number(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        };
        json!({ "name": parameter.name, "in": "query", "required": false, "description": parameter.says, "schema": schema })
    }));
    if address.path == "/api/v1/acts" {
        all.push(text(
            "header",
            "Idempotency-Key",
            "sets or equals `command.key`: the same key is the same act",
        ));
        all.push(text(
            "header",
            "If-Match",
            "version that was seen of the project or of the enterprise's dossier",
        ));
    }
    all
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "code"],
        "properties": {
            "type": { "type": "string", "format": "uri" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string" },
            "detail_zh": { "type": "string" },
            "detail_en": { "type": "string" },
            "code": { "type": "string", "description": "stable" },
            "request": { "type": "string", "description": "number of the request, also in the log" },
            "instance": { "type": "string" },
            "problems": { "type": "array", "items": { "type": "object" } },
            "findings": { "type": "array", "items": { "type": "object" } },
        },
    })
}

fn dry_run_schema() -> Value {
    let state = json!({ "type": ["string", "null"], "description": "null where the mark is not there" });
    let change = json!({ "type": "object", "properties": { "before": state, "after": state } });
    json!({
        "type": "object",
        "required": ["dry_run", "repeated"],
        "properties": {
            "dry_run": { "const": true },
            "repeated": { "type": "boolean", "description": "true: done before, with `receipt`, and nothing else is told" },
            "receipt": { "$ref": "#/components/schemas/Receipt" },
            "on": { "type": "string", "format": "date", "description": "the day of the act" },
            "today": { "type": "string", "format": "date", "description": "the day of entry" },
            "events": { "type": "array", "items": { "type": "object" }, "description": "what would be entered; numbers may be others in the end" },
            "findings": { "type": "array", "items": { "type": "object" } },
            "marks": { "type": "array", "items": {
                "type": "object",
                "properties": {
                    "code": { "type": ["string", "null"], "description": "null for a mark that the act grants" },
                    "enterprise": { "type": "string" },
                    "maker": { "type": "string" },
                    "product": { "type": "string" },
                    "on_the_day": change,
                    "today": change,
                    "because": { "type": "array", "items": { "type": "object" }, "description": "the events that touch it" },
                },
            } },
            "work": { "type": "array", "items": { "type": "object" }, "description": "work that would be opened, here and elsewhere" },
            "turned": { "type": "array", "items": turned_schema(), "description": "answers of the rules about marks, open cases and duties that it would turn, as of today" },
            "turned_more": { "type": "integer", "description": "how many more it would turn than are listed" },
            "elsewhere": { "type": "integer", "description": "other enterprises that are touched and that the office does not see" },
            "left_out": { "type": "integer", "description": "enterprises that rest on it and were not looked at" },
        },
    })
}

/// An answer of the rules that an act would turn.
fn turned_schema() -> Value {
    let answer = json!({ "type": "object", "properties": {
        "outcome": { "type": "string" },
        "turns_on": { "type": ["string", "null"], "format": "date", "description": "the day on which it turns if nothing else happens" },
        "turns_to": { "type": ["string", "null"] },
    } });
    json!({
        "type": "object",
        "properties": {
            "enterprise": { "type": "string" },
            "maker": { "type": "string" },
            "subject": { "type": "string", "description": "as in `judged`" },
            "id": { "type": "string" },
            "name": { "type": "string", "description": "what people call it; may be empty" },
            "rule": { "type": "string" },
            "articles": { "type": "array", "items": { "type": "object" } },
            "before": answer,
            "after": answer,
        },
    })
}

fn kept_file_schema() -> Value {
    json!({
        "type": "object",
        "description": "what goes into `filing.evidence` of a declaration, beside `shows`",
        "required": ["digest", "file_type", "bytes"],
        "properties": {
            "digest": { "type": "string", "pattern": "^[0-9a-f]{64}$", "description": "salted: who has the file cannot tell it" },
            "file_type": { "enum": ["pdf", "png", "jpeg"] },
            "bytes": { "type": "integer" },
        },
    })
}

fn receipt_schema() -> Value {
    json!({
        "type": "object",
        "required": ["positions", "created", "findings", "repeated", "version"],
        "properties": {
            "positions": { "type": "array", "items": { "type": "integer" } },
            "created": { "type": "array", "items": { "type": "string" } },
            "findings": { "type": "array", "items": { "type": "object" } },
            "repeated": { "type": "boolean" },
            "version": { "type": "integer", "description": "the next If-Match" },
            "gone_from_disk": {
                "type": "boolean",
                "description": "of an erasure: whether the text is gone from the files of the database by now",
            },
            "unopened": {
                "type": "array",
                "description": "enterprises at which what follows from the act could not be entered, each with a reference to the log",
                "items": {
                    "type": "object",
                    "required": ["enterprise", "reference"],
                    "properties": { "enterprise": { "type": "string" }, "reference": { "type": "string" } },
                },
            },
        },
    })
}
