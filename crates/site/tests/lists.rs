//! Lists in every order: whoever goes through all pages meets each row once and in order, however long the pages are;
//! and the file of a list has the rows that the list shows.

use std::collections::BTreeSet;

use documents::sheet::{self, Cell, Limits};
use serde_json::Value;

use crate::client::{Asked, Client};

const LISTS: [(&str, &str, &[&str]); 5] = [
    ("/api/v1/marks", "/marks", &["number", "name", "until", "state", "changed"]),
    ("/api/v1/makers", "/makers", &["number", "name", "changed"]),
    ("/api/v1/products", "/products", &["number", "name", "changed"]),
    ("/api/v1/standards", "/standards", &["number", "name", "changed"]),
    ("/api/v1/decisions", "/decisions", &["changed", "number", "name"]),
];

async fn json(client: &Client, path: &str) -> Value {
    // Nobody asks so often that they would have to wait.
    client.world.at(client.world.now() + 1);
    let answer = client.send(&Asked::get(path)).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).expect("JSON")
}

/// All rows of a list, page by page.
async fn all(client: &Client, first: &str, limit: usize) -> Vec<Value> {
    let mut items = Vec::new();
    let mut path = format!("{first}&limit={limit}");
    for _ in 0..500 {
        let page = json(client, &path).await;
        let found = page["items"].as_array().expect("items");
        assert!(found.len() <= limit, "{path}");
        items.extend(found.iter().cloned());
        match page["next"].as_str() {
            Some(next) => path = next.strip_prefix("http://pages.example").expect("ours").to_owned(),
            None => return items,
        }
    }
    panic!("{first} never ends");
}

fn id(item: &Value) -> &str {
    item["id"].as_str().expect("an identifier")
}

/// What a row is ordered by; rows of equal values are in the order of their identifiers.
fn key(item: &Value, sort: &str) -> (i64, String) {
    const STATES: [&str; 8] =
        ["suspended", "basis_gone", "cannot_tell", "not_yet", "valid", "expired", "ended", "revoked"];
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    match sort {
        "name" => (0, text(&item["title"])),
        "until" => (0, text(&item["mark"]["authorization"]["valid_until"])),
        "changed" => (-item["version"].as_i64().expect("a version"), String::new()),
        "state" => {
            (STATES.iter().position(|state| item["state"] == *state).expect("a state") as i64, String::new())
        }
        _ => (0, String::new()),
    }
}

#[tokio::test]
async fn each_order_tells_each_row_once_and_in_order_however_long_its_pages_are() {
    let client = Client::new();
    for (list, _, sorts) in LISTS {
        let plain = all(&client, &format!("{list}?lang=en"), 200).await;
        for sort in sorts {
            for filter in ["", "&region=3302", "&region=330106"] {
                let first = format!("{list}?sort={sort}{filter}");
                let whole = all(&client, &first, 200).await;
                let ids: BTreeSet<&str> = whole.iter().map(id).collect();
                assert_eq!(ids.len(), whole.len(), "{first}: twice the same");
                if filter.is_empty() {
                    assert_eq!(ids, plain.iter().map(id).collect(), "{first}");
                }
                for pair in whole.windows(2) {
                    let [one, other] = [&pair[0], &pair[1]].map(|item| (key(item, sort), id(item)));
                    let is_in_order =
                        one.0 < other.0 || (one.0 == other.0 && (one.1 < other.1 || *sort == "changed"));
                    assert!(is_in_order, "{first}: {one:?} before {other:?}");
                }
                for limit in [1, 2, 3, 5] {
                    let paged = all(&client, &first, limit).await;
                    assert_eq!(paged, whole, "{first} by {limit}");
                }
            }
        }
        assert!(!plain.is_empty(), "{list} has nothing to order");
    }
}

#[tokio::test]
async fn marks_of_a_state_are_in_order_too() {
    let client = Client::new();
    for state in ["valid", "suspended", "revoked", "expired", "ended", "basis_gone"] {
        let wanted: BTreeSet<String> = all(&client, &format!("/api/v1/marks?state={state}"), 200)
            .await
            .iter()
            .map(|i| id(i).to_owned())
            .collect();
        assert!(!wanted.is_empty(), "no mark is {state}");
        for sort in ["name", "until", "changed", "state"] {
            let found = all(&client, &format!("/api/v1/marks?state={state}&sort={sort}"), 1).await;
            assert_eq!(found.len(), wanted.len(), "{state} by {sort}");
            assert!(
                found.iter().all(|item| wanted.contains(id(item)) && item["state"] == state),
                "{state} by {sort}"
            );
        }
    }
}

/// The rows of a list's file, the head first.
async fn file(client: &Client, path: &str, format: &str) -> Vec<Vec<String>> {
    use axum::body::{Body, to_bytes};
    use tower::ServiceExt;
    let sign = if path.contains('?') { '&' } else { '?' };
    let asked = axum::http::Request::get(format!("{path}{sign}format={format}")).body(Body::empty());
    let answer = client.router.clone().oneshot(asked.expect("a request")).await.expect("an answer");
    assert_eq!(answer.status(), 200, "{path}");
    let kept = answer.headers()["content-disposition"].to_str().expect("text").to_owned();
    assert!(kept.starts_with("attachment; filename=\"") && kept.contains(format), "{kept}");
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    let table = sheet::read(&format!("list.{format}"), &bytes, &Limits::default()).expect("a table");
    let text = |cell: Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Number(text) | Cell::Moment(text) => text.to_owned(),
        Cell::Date(day) => day.to_string(),
        Cell::Bool(truth) => truth.to_string(),
    };
    let rows = table.rows().map(|row| row.cells().map(text).collect());
    std::iter::once(table.headers().to_vec()).chain(rows).collect()
}

#[tokio::test]
async fn the_file_of_a_list_has_what_the_list_shows() {
    let client = Client::new();
    for (api, page, sorts) in LISTS {
        for sort in sorts {
            let path = format!("{page}?sort={sort}&lang=en");
            let csv = file(&client, &path, "csv").await;
            assert_eq!(csv, file(&client, &path, "xlsx").await, "{path}");
            let wanted = all(&client, &format!("{api}?sort={sort}"), 200).await;
            assert_eq!(csv.len() - 1, wanted.len(), "{path}");
            let names: Vec<&str> = wanted.iter().map(id).collect();
            let own = csv[1..].iter().map(|row| row.join(" "));
            for (row, name) in own.zip(names) {
                // A product's identifier has its maker's code in front.
                assert!(name.split('/').all(|part| row.contains(part)), "{path}: `{row}` is not `{name}`");
            }
            let shown = client.send(&Asked::get(&path)).await.body;
            assert!(shown.contains(&format!("{} in all", wanted.len())), "{path}");
            assert!(shown.contains("format=csv") && shown.contains("; ordered by"), "{path}");
        }
    }
}

#[tokio::test]
async fn files_are_of_the_filter_and_the_days_of_the_page() {
    let client = Client::new();
    let revoked = file(&client, "/marks?state=revoked&lang=zh", "csv").await;
    assert_eq!(revoked.len(), 2, "{revoked:?}");
    assert_eq!(revoked[1][0], client.world.named("revoked"));
    assert_eq!(revoked[1][10], "已撤销");
    // Before it was revoked it was valid, as on its page.
    let then = file(&client, "/marks?as_of=2026-01-01&lang=en", "csv").await;
    let row = then.iter().find(|row| row[0] == client.world.named("revoked")).expect("it was there");
    assert_eq!((row[10].as_str(), row[11].as_str()), ("valid", ""));
    assert_eq!(file(&client, "/makers?q=nobody-has-this", "csv").await.len(), 1);
    let page = client.send(&Asked::get("/marks?state=revoked&region=3301&lang=en")).await.body;
    assert!(page.contains("state revoked, region Hangzhou (330100)"), "{page}");
}

/// Where the rows of all pages of a list lead.
async fn leads(client: &Client, path: &str, query: &str) -> BTreeSet<String> {
    const ROWS: [&str; 5] = ["/v/", "/makers/", "/standards/", "/projects/", "/calls/"];
    let (mut found, mut next) = (BTreeSet::new(), Some(format!("{path}?{query}")));
    for _ in 0..50 {
        let Some(address) = next.take() else { return found };
        client.world.at(client.world.now() + 1);
        let page = client.send(&Asked::get(&address)).await;
        assert_eq!(page.status.as_u16(), 200, "{address}");
        for href in page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let href = href.replace("&amp;", "&").replace("&#38;", "&");
            if ROWS.iter().any(|row| href.starts_with(row)) {
                found.insert(href);
            } else if href.starts_with(&format!("{path}?")) && href.contains("after=") {
                next = Some(href);
            }
        }
    }
    panic!("{path} never ends");
}

/// Each register has its section, with as many rows as the register finds and the way there, and none that has nothing.
#[tokio::test]
async fn a_search_of_all_registers_tells_what_a_search_of_each_finds() {
    const REGISTERS: [&str; 9] = [
        "/marks",
        "/makers",
        "/members",
        "/products",
        "/standards",
        "/projects",
        "/calls",
        "/systems",
        "/decisions",
    ];
    let client = Client::new();
    let mut told = BTreeSet::new();
    for query in ["q=2", "q=%E7%A4%BA%E4%BE%8B", "q=ZZB", "q=zzzz"] {
        let page = client.send(&Asked::get(&format!("/search?{query}&lang=en"))).await.body;
        for path in REGISTERS {
            client.world.at(client.world.now() + 1);
            let own = client.send(&Asked::get(&format!("{path}?{query}&lang=en"))).await.body;
            let shown = leads(&client, path, &format!("{query}&lang=en")).await;
            let section =
                page.split("<section ").find(|part| part.contains(&format!("id=\"{}\"", &path[1..])));
            let Some(section) = section else {
                assert!(shown.is_empty() || path == "/decisions", "{query}: {path} has {shown:?}");
                continue;
            };
            let count =
                section.split("class=\"told-of\">").nth(1).and_then(|rest| rest.split(" in all").next());
            let count: usize =
                count.and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("{section}"));
            let rows = section.matches("<li><a class=\"title\"").count();
            assert_eq!(rows, count.min(5), "{query}: {path}");
            assert!(
                own.contains(&format!("{count} of ")) || own.contains(&format!("{count} in all")),
                "{query}: {path} finds another number than {count}"
            );
            let way = format!("href=\"{path}?{query}\"");
            assert!(section.contains(&way) && section.contains(&format!(">All {count} in ")), "{section}");
            told.insert(path);
        }
        assert_eq!(page.contains("Try a shorter word"), query == "q=zzzz", "{query}");
        // The headings of a screen reader: the page, then each register.
        let levels: Vec<&str> = page
            .split("<h")
            .skip(1)
            .filter_map(|rest| rest.get(..1))
            .filter(|l| l.parse::<u8>().is_ok())
            .collect();
        assert!(levels.first() == Some(&"1") && levels[1..].iter().all(|level| *level == "2"), "{levels:?}");
    }
    assert!(told.len() > 6, "{told:?}");
}

/// By state: each list holds what the rows say, whole and in pages, today and on another day, as a page, a file and for programs.
#[tokio::test]
async fn standards_are_filtered_by_their_states() {
    let client = Client::new();
    crate::standard_states::entered(&client);
    let list = |state: &str| format!("/api/v1/standards?state={state}");
    let numbers = |items: &[Value]| -> Vec<String> { items.iter().map(|item| id(item).to_owned()).collect() };
    let everything = all(&client, "/api/v1/standards?lang=en", 200).await;
    for (state, expected) in crate::standard_states::EXPECTED {
        let whole = all(&client, &list(state), 200).await;
        for limit in [1, 2, 3] {
            assert_eq!(all(&client, &list(state), limit).await, whole, "{state} by {limit}");
        }
        // What each row says of itself is what the filter finds.
        let says = |item: &&Value| item["states"].as_array().expect("states").iter().any(|one| one == state);
        let saying: BTreeSet<String> =
            everything.iter().filter(says).map(|item| id(item).to_owned()).collect();
        assert_eq!(numbers(&whole).into_iter().collect::<BTreeSet<_>>(), saying, "{state}");
        for number in expected {
            assert!(saying.contains(*number), "{state}: {number} is not among {saying:?}");
        }
        let path = format!("/standards?state={state}&lang=en");
        let shown = client.send(&Asked::get(&path)).await.body;
        let count = format!("{} of {}", whole.len(), everything.len());
        assert!(shown.contains(&count), "{state}: not `{count}`: {shown}");
        assert!(shown.contains(&format!("<option value=\"{state}\" selected>")), "{state}");
        let csv = file(&client, &path, "csv").await;
        assert_eq!(csv, file(&client, &path, "xlsx").await, "{state}");
        assert_eq!(csv[1..].iter().map(|row| row[0].clone()).collect::<Vec<_>>(), numbers(&whole), "{state}");
        assert!(
            shown.contains(&format!("/standards?state={state}&#38;"))
                || shown.contains(&format!("state={state}")),
            "{state}"
        );
        // With words, too.
        let found = all(&client, &format!("{}&q=ZZB", list(state)), 200).await;
        assert_eq!(numbers(&found).into_iter().collect::<BTreeSet<_>>(), saying, "{state} and words");
        // Today as a day of its own: the same standards, by their numbers.
        let dated = all(&client, &format!("{}&as_of=2026-11-24", list(state)), 200).await;
        assert_eq!(numbers(&dated).into_iter().collect::<BTreeSet<_>>(), saying, "{state} as of today");
    }
    crate::standard_states::on_other_days(&client).await;
}
