//! What each address answers, for the description of the API.

use policy::dossier_file::{DossierFile, Judged};
use policy::standard::Standard;
use schemars::SchemaGenerator;
use serde_json::{Value, json};

use crate::api::comments::{CommentsTold, Received};
use crate::api::desk::DeskTold;
use crate::api::panels::{ExpertsTold, PanelsTold};
use crate::api::papers::{OnePaper, PapersTold};
use crate::api::projects::{CallTold, ProjectTold};
use crate::routes::{Address, Audience};

fn problem(description: &str) -> Value {
    json!({ "description": description, "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } })
}

fn json_of(schema: Value) -> Value {
    json!({ "description": "as asked", "content": { "application/json": { "schema": schema } } })
}

fn plain(kind: &str) -> Value {
    json!({ "description": "as asked", "content": { kind: { "schema": { "type": "string" } } } })
}

fn list() -> Value {
    json!({
        "type": "object",
        "required": ["items"],
        "properties": {
            "items": { "type": "array", "items": { "type": "object" } },
            "after": { "type": ["string", "integer", "null"] },
            "next": { "type": ["string", "null"], "format": "uri" },
            "as_of": { "type": "string", "format": "date", "description": "the day it is seen on" },
            "as_known_on": { "type": ["string", "null"], "format": "date", "description": "the day of knowledge; null for all that is known" },
        },
    })
}

/// The answers of an address, by status.
pub(super) fn responses(address: &Address, schemas: &mut SchemaGenerator) -> Value {
    if let Some(all) = of_change(address, schemas) {
        return all;
    }
    let mut ok = told(address.path, schemas).map(json_of).unwrap_or_else(|| other(address));
    if address.path == "/api/v1/papers/{position}/{file}" {
        ok["content"]["application/pdf"] = json!({ "schema": { "type": "string", "format": "binary" } });
    }
    json!({ "200": ok, "default": problem("what went wrong; 400 names a parameter that the address does not know") })
}

/// The answers of an address by which programs change something.
fn of_change(address: &Address, schemas: &mut SchemaGenerator) -> Option<Value> {
    let too_large = "what went wrong; 413: it is larger than is taken, and says how much is";
    Some(match (address.method, address.path) {
        ("POST", "/api/v1/files") => {
            let kept = json!({ "$ref": "#/components/schemas/KeptFile" });
            json!({
                "201": { "description": "kept until it is filed, or 90 days", "content": { "application/json": { "schema": kept } } },
                "default": problem(too_large),
            })
        }
        ("POST", "/api/v1/files/{digest}/end") => {
            json!({ "204": { "description": "forgotten" }, "default": problem("what went wrong") })
        }
        ("POST", "/api/v1/projects/{id}/comments") => {
            let received = json!(schemas.subschema_for::<Received>());
            json!({
                "201": { "description": "received; told once the federation has let it through", "content": { "application/json": { "schema": received } } },
                "200": json_of(received),
                "404": problem("no such project"),
                "409": problem("the key was used for another comment"),
                "422": problem("comments are not taken today, or a field says why"),
                "429": problem("too many came from one network: wait as Retry-After says"),
                "default": problem(too_large),
            })
        }
        ("POST", "/api/v1/acts") => json!({
            "201": { "description": "done", "headers": { "Location": { "schema": { "type": "string" } }, "ETag": { "schema": { "type": "string" } } }, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Receipt" } } } },
            "200": json_of(json!({ "oneOf": [{ "$ref": "#/components/schemas/Receipt" }, { "$ref": "#/components/schemas/DryRun" }] })),
            "400": problem("cannot be read"),
            "401": problem("no token, or one that has ended"),
            "403": problem("the token may not act in that office, or its person does not hold it"),
            "409": problem("the key was used for another act"),
            "412": problem("the dossier has changed since"),
            "422": problem("the policy says no: `problems` and `findings` say why"),
            "default": problem(too_large),
        }),
        _ => return None,
    })
}

/// The schema of what an address of the API tells as JSON; `None` of every other address.
fn told(path: &str, schemas: &mut SchemaGenerator) -> Option<Value> {
    let judged = |schemas: &mut SchemaGenerator| {
        json!({
            "type": "object", "required": ["judged"], "properties": { "judged": schemas.subschema_for::<Vec<Judged>>() },
        })
    };
    Some(match path {
        "/api/v1/makers/{code}" => json!(schemas.subschema_for::<DossierFile>()),
        "/api/v1/makers/{code}/verdicts" | "/api/v1/standards/{number}/verdicts" => judged(schemas),
        "/api/v1/projects/{id}" => json!(schemas.subschema_for::<ProjectTold>()),
        "/api/v1/projects/{id}/comments" => json!(schemas.subschema_for::<CommentsTold>()),
        "/api/v1/projects/{id}/panels" => json!(schemas.subschema_for::<PanelsTold>()),
        "/api/v1/calls/{id}" => json!(schemas.subschema_for::<CallTold>()),
        "/api/v1/experts" => json!(schemas.subschema_for::<ExpertsTold>()),
        "/api/v1/desk" => json!(schemas.subschema_for::<DeskTold>()),
        "/api/v1/standards/{number}" => json!(schemas.subschema_for::<Standard>()),
        "/api/v1/papers/{position}" | "/api/v1/cases/{kind}/{id}/papers" => {
            json!(schemas.subschema_for::<PapersTold>())
        }
        "/api/v1/papers/{position}/{file}" => json!(schemas.subschema_for::<OnePaper>()),
        "/api/v1/marks/{code}" => json!({ "type": "object", "required": ["code", "state"] }),
        path if path.starts_with("/api/v1/") => list(),
        "/api/openapi.json" | "/ledger/entries/{position}" => json!({ "type": "object" }),
        _ => return None,
    })
}

/// What any other address answers.
fn other(address: &Address) -> Value {
    match (address.audience, address.path) {
        (Audience::Data, "/ledger/tile/{*path}" | "/projects/{id}/documents/{digest}") => {
            plain("application/octet-stream")
        }
        (Audience::Data, "/assets/{name}") => plain("text/css"),
        (Audience::Data, "/data/{file}" | "/standards/{number}/tables/{file}") => {
            json!({ "description": "as asked", "content": { "text/csv": { "schema": { "type": "string" } }, "application/json": { "schema": { "type": "array", "items": { "type": "object" } } } } })
        }
        (Audience::Data | Audience::Either | Audience::Operator, _) => plain("text/plain"),
        (Audience::Page | Audience::Member | Audience::Token, _) => plain("text/html"),
    }
}
