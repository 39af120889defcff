//! Filters that filter nothing say so: in every register, report, list and desk there is, and to programs as a problem that
//! names the parameter.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::client::{Answer, Asked, Client};
use crate::every_address::{pages, sample};

/// What no list knows as a value, and no state, place, month, order or rule is called.
const NONE: &str = "zzz";
/// What a form asks beside its filter: words that may be any, and what leads elsewhere.
const FREE: [&str; 3] = ["q", "as_of", "as_known_on"];

async fn get(client: &Client, login: &str, path: &str) -> Answer {
    // Nobody asks so often that they would have to wait.
    client.world.at(client.world.now() + 1);
    let mut asked = Asked::get(path);
    asked.headers.push(("cookie".to_owned(), client.session(login, None).0));
    client.send(&asked).await
}

/// What the form above a list filters by: the names of its fields, hidden ones apart.
fn fields(body: &str) -> Vec<String> {
    let forms = body.split("<form class=\"ask\" method=\"get\"").skip(1);
    let form =
        forms.filter_map(|rest| rest.split("</form>").next()).find(|form| form.contains("class=\"filter\""));
    let named = form.into_iter().flat_map(|form| form.split(" id=\"").skip(1));
    let names = named.filter_map(|rest| rest.split_once("\" name=\"")?.1.split('"').next());
    names.filter(|name| !FREE.contains(name)).map(str::to_owned).collect()
}

fn rows(body: &str) -> usize {
    body.matches("<li><a class=\"title\"").count() + body.matches("<th scope=\"row\"").count()
}

fn with(path: &str, query: &str) -> String {
    format!("{path}{}{query}", if path.contains('?') { '&' } else { '?' })
}

/// Every page with a list, with somebody who reads it: those that the addresses tell, and each report.
async fn lists(client: &Client) -> Vec<(&'static str, String)> {
    let mut all: Vec<(&'static str, String)> = Vec::new();
    for (login, path) in pages(&client.world) {
        all.push((login.unwrap_or("federation"), path));
    }
    let reports = get(client, "federation", "/reports?lang=en").await.body;
    let links =
        reports.split("class=\"title\" href=\"/reports/").skip(1).filter_map(|rest| rest.split('"').next());
    all.extend(links.map(|name| ("federation", format!("/reports/{name}"))));
    all.push(("county", "/desk".to_owned()));
    // What is asked with something already says what it says of that.
    all.retain(|(_, path)| !path.contains("/acts/") && !path.contains('?'));
    all
}

/// What a list says of a value of a field that is none: in both languages, beside the list as it is without it, and of a file
/// that nobody would be told in.
async fn names_what_is_none(client: &Client, login: &str, path: &str, (field, plain): (&str, &str)) {
    for (lang, says) in [("en", "“zzz” "), ("zh", "“zzz”")] {
        let asked = with(path, &format!("{field}={NONE}&lang={lang}"));
        let answer = get(client, login, &asked).await;
        assert_eq!(answer.status.as_u16(), 200, "{asked}");
        let notes: Vec<&str> = answer.body.split("class=\"note doubt\"").skip(1).collect();
        assert!(notes.len() == 1 && notes[0].contains(says), "{asked}: {} notes", notes.len());
        if lang == "en" {
            assert_eq!(rows(&answer.body), rows(plain), "{asked}: the list as it is without it");
        }
    }
    if plain.contains("format=csv") {
        let asked = with(path, &format!("{field}={NONE}&format=csv&lang=en"));
        let answer = get(client, login, &asked).await;
        assert_eq!(answer.status.as_u16(), 400, "{asked}");
        assert!(answer.body.contains(field), "{asked}: {}", answer.body);
    }
}

/// Lists that must be among those that were asked: one of each way to read an address.
const SOME: [&str; 22] = [
    "/marks state",
    "/marks region",
    "/marks industry",
    "/marks sort",
    "/standards state",
    "/standards sort",
    "/members state",
    "/calls state",
    "/projects state",
    "/systems industry",
    "/decisions work",
    "/decisions outcome",
    "/decisions from",
    "/decisions to",
    "/desk part",
    "/desk sort",
    "/desk/offices kind",
    "/desk/offices now",
    "/reports/by-month from",
    "/reports/marks-by-county region",
    "/reports/findings from",
    "/reports/duties-behind region",
];

#[tokio::test]
async fn every_list_names_a_value_that_it_does_not_know() {
    let client = Client::new();
    let mut seen = BTreeSet::new();
    for (login, path) in lists(&client).await {
        let plain = get(&client, login, &with(&path, "lang=en")).await.body;
        assert!(!plain.contains("note doubt"), "{path}");
        for field in fields(&plain) {
            names_what_is_none(&client, login, &path, (&field, &plain)).await;
            seen.insert(format!("{} {field}", path.split('?').next().unwrap_or_default()));
        }
    }
    let missed: Vec<&str> = SOME.into_iter().filter(|one| !seen.contains(*one)).collect();
    assert!(missed.is_empty(), "{missed:?} among {seen:#?}");
    let reports = seen.iter().filter_map(|one| one.strip_prefix("/reports/")?.split(' ').next());
    let reports: BTreeSet<&str> = reports.collect();
    assert!(reports.len() > 21, "each report is asked: {reports:?}");
}

#[tokio::test]
async fn a_first_month_behind_the_last_is_told() {
    let client = Client::new();
    let mut asked_of = 0;
    for (login, path) in lists(&client).await {
        let plain = get(&client, login, &with(&path, "lang=en")).await;
        if !fields(&plain.body).iter().any(|field| field == "from") {
            continue;
        }
        for (span, is_told) in [
            ("from=2026-05&to=2026-04", true),
            ("from=2026&to=2025-12", true),
            ("from=2026-05&to=2026-05", false),
            ("from=2026-05&to=2026", false),
            ("from=2026&to=2026-01", false),
        ] {
            let asked = with(&path, &format!("{span}&lang=en"));
            let answer = get(&client, login, &asked).await;
            assert_eq!(answer.body.contains("nothing lies between them"), is_told, "{asked}");
            assert!(answer.status.as_u16() == 200, "{asked}");
        }
        let file = get(&client, login, &with(&path, "from=2026-05&to=2026-04&format=csv&lang=en")).await;
        assert_eq!(file.status.as_u16(), 400, "{path}");
        asked_of += 1;
    }
    assert!(asked_of > 7, "{asked_of}");
}

/// What stands in no form: an address that was written by hand, or leads here from elsewhere.
#[tokio::test]
async fn what_a_list_is_not_filtered_by_is_told() {
    let client = Client::new();
    let marks = client.send(&Asked::get("/marks?lang=en")).await.body;
    for (path, says) in [
        ("/makers?state=valid", "not filtered by “state”: “valid”"),
        ("/marks?path=zzz", "“zzz” is no value of “path”"),
        ("/marks?standard=zzz", "“zzz” is no number of a standard"),
        ("/marks?granted=2026-13", "“2026-13” is no year or month"),
        ("/marks?region=999999", "“999999” is no known place"),
        ("/marks?region=339999", "“339999” is no known place"),
        ("/marks?region=3301066", "“3301066” is no known place"),
        ("/marks?region=Atlantis", "“Atlantis” is no known place"),
        ("/marks?industry=99", "“99” is no code of an industry"),
        ("/reports/findings?clause=99", "“99” is no number of a clause"),
        (
            "/reports/findings?rule=c99.none",
            "“c99.none” is no number of a clause (1 to 15) and no name of a rule",
        ),
        ("/marks?region=33zz", "“33zz” is no known place"),
        ("/powers?office=x", "not filtered by “office”: “x”"),
        ("/marks?foo=1", "not filtered by “foo”: “1”"),
        ("/reports/findings?%3Cfoo%3E=1", "not filtered by “&#60;foo&#62;”: “1”"),
        ("/search?q=2&state=valid", "not filtered by “state”: “valid”"),
        ("/marks?state=%3Cscript%3E", "“&#60;script&#62;” is no value of “State”"),
    ] {
        client.world.at(client.world.now() + 1);
        let answer = client.send(&Asked::get(&with(path, "lang=en"))).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}");
        assert!(answer.body.contains(says), "{path}: {says}\n{}", answer.body);
        if path.starts_with("/marks?") {
            assert_eq!(rows(&answer.body), rows(&marks), "{path}");
        }
    }
    // Places that there are, as people write them.
    for region in [
        "33",
        "3301",
        "330106",
        "330100",
        "%E6%9D%AD%E5%B7%9E",
        "Hangzhou",
        "310101",
        "11",
        "%20330106",
        "Hangzhou%20(330100)",
    ] {
        client.world.at(client.world.now() + 1);
        let answer = client.send(&Asked::get(&format!("/marks?region={region}&lang=en"))).await;
        assert!(!answer.body.contains("note doubt"), "{region}");
    }
}

/// Nothing is left out for programs, so they are told what is taken instead.
#[tokio::test]
async fn programs_are_told_what_is_taken_instead() {
    let client = Client::new();
    for (path, says) in [
        ("/api/v1/reports/marks-by-city?region=33zz", "“33zz” is no known place. Write the name"),
        ("/api/v1/marks?region=33zz", "“33zz” is no known place. Write the name"),
        ("/api/v1/decisions?from=2026-13", "“2026-13” is no year or month. Write 2026 or 2026-05."),
        ("/marks?format=csv&foo=1", "not filtered by “foo”"),
    ] {
        client.world.at(client.world.now() + 1);
        let answer = client.send(&Asked::get(&with(path, "lang=en"))).await;
        assert_eq!(answer.status.as_u16(), 400, "{path}: {}", answer.body);
        assert!(answer.body.contains(says) && !answer.body.contains("left out"), "{path}: {}", answer.body);
    }
}

#[tokio::test]
async fn programs_are_refused_a_value_that_there_is_not_and_told_of_which_parameter() {
    let client = Client::new();
    let described: Value =
        serde_json::from_str(&client.send(&Asked::get("/api/openapi.json")).await.body).expect("JSON");
    let mut asked_of = BTreeSet::new();
    for (path, methods) in described["paths"].as_object().expect("paths") {
        // A desk answers nobody without a token: `api_desk.rs`.
        if !path.starts_with("/api/v1/") || methods["get"].is_null() || path == "/api/v1/desk" {
            continue;
        }
        let names = methods["get"]["parameters"].as_array().into_iter().flatten();
        let names = names.filter(|one| one["in"] == "query").filter_map(|one| one["name"].as_str());
        for name in names.filter(|name| ["state", "region", "industry", "sort"].contains(name)) {
            client.world.at(client.world.now() + 1);
            let address = with(&sample(&client.world, path), &format!("{name}={NONE}"));
            let answer = client.send(&Asked::get(&address)).await;
            assert_eq!(answer.status.as_u16(), 400, "{address}: {}", answer.body);
            assert_eq!(answer.header("content-type"), "application/problem+json", "{address}");
            let problem: Value = serde_json::from_str(&answer.body).expect("JSON");
            for detail in ["detail_en", "detail_zh"] {
                let told = problem[detail].as_str().expect("a text");
                assert!(told.contains(name) && told.contains(NONE), "{address}: {told}");
            }
            asked_of.insert(format!("{path} {name}"));
        }
    }
    assert!(asked_of.len() > 25, "{asked_of:?}");
    assert!(asked_of.contains("/api/v1/standards state"), "{asked_of:?}");
}
