//! Every report in both languages and both forms: as many cells in each row as there are columns, figures that add up,
//! and lists behind them that have as many rows as the figure says.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use documents::sheet::{self, Cell, Limits, Table};
use tower::ServiceExt;

use crate::client::{Asked, Client};

/// The addresses of all reports, from the page that lists them.
async fn addresses(client: &Client) -> Vec<String> {
    let list = client.send(&Asked::get("/reports")).await.body;
    let found: Vec<String> = list
        .split("class=\"title\" href=\"/reports/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|name| format!("/reports/{name}"))
        .collect();
    assert!(found.len() >= 5, "{found:?}");
    found
}

async fn table(client: &Client, address: &str, format: &str, lang: &str) -> Table {
    let asked = Request::get(format!("{address}?format={format}&lang={lang}")).body(Body::empty());
    let answer = client.router.clone().oneshot(asked.expect("a request")).await.expect("an answer");
    assert_eq!(answer.status(), 200, "{address}");
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    let name = format!("report.{format}");
    sheet::read(&name, &bytes, &Limits::default()).unwrap_or_else(|error| panic!("{address}: {error}"))
}

/// The cells of a table, the head first.
fn cells(table: &Table) -> Vec<Vec<String>> {
    let text = |cell: Cell| match cell {
        Cell::Empty => String::new(),
        // A workbook keeps a number and how many places it shows apart.
        Cell::Text(text) | Cell::Number(text) => {
            text.parse::<f64>().map_or_else(|_| text.to_owned(), |number| number.to_string())
        }
        Cell::Moment(text) => text.to_owned(),
        Cell::Date(day) => day.to_string(),
        Cell::Bool(truth) => truth.to_string(),
    };
    let rows = table.rows().map(|row| row.cells().map(text).collect());
    std::iter::once(table.headers().to_vec()).chain(rows).collect()
}

/// How many rows a head stands for beside its own, where it is of several months.
fn months_together(rest: &str) -> Option<usize> {
    let head = rest.split("</th>").next()?;
    let count = head.strip_suffix(" months").or_else(|| head.strip_suffix("个月）"))?;
    let count = count.rsplit([' ', '（']).next()?;
    count.parse::<usize>().ok()?.checked_sub(1)
}

#[tokio::test]
async fn both_forms_hold_the_same_and_the_page_shows_it() {
    let client = Client::new();
    for address in addresses(&client).await {
        for lang in ["zh", "en"] {
            let csv = cells(&table(&client, &address, "csv", lang).await);
            let xlsx = cells(&table(&client, &address, "xlsx", lang).await);
            assert_eq!(csv, xlsx, "{address}");
            assert!(csv.len() > 1, "{address} counts nothing in the small world");
            let page = client.send(&Asked::get(&format!("{address}?lang={lang}"))).await.body;
            for head in &csv[0] {
                assert!(page.contains(&format!(">{head}</th>")), "{address}: {head}");
            }
            let shown = page.matches("<th scope=\"row\"").count();
            let together: usize = page.split("<th scope=\"row\">").skip(1).filter_map(months_together).sum();
            assert_eq!(shown + together, csv.len() - 1, "{address}");
            // What is told together is nothing: a row that counts something stands by itself.
            for row in csv[1..].iter().filter(|row| together > 0 && row[1..].iter().any(|cell| cell != "0")) {
                assert!(page.contains(&format!(">{}<", row[0])), "{address}: {row:?}");
            }
        }
    }
}

#[tokio::test]
async fn figures_add_up_and_lead_to_lists_of_that_length() {
    let client = Client::new();
    for address in ["/reports/marks-by-city", "/reports/marks-by-county", "/reports/marks-by-industry"] {
        adds_up(&client, address).await;
    }
    let rows = cells(&table(&client, "/reports/marks-by-industry", "csv", "en").await);
    // 31 divisions, those whose industry nobody has stated, and the sum.
    assert_eq!(rows.len() - 1, 33);
    let valid = |code: &str| &rows.iter().find(|row| row[0].contains(code)).expect("a division")[1];
    assert_ne!(valid("(38)"), "0");
    assert_eq!(valid("(13)"), "0");
}

async fn adds_up(client: &Client, address: &str) {
    let rows = cells(&table(client, address, "csv", "en").await);
    let number = |text: &String| text.parse::<u64>().unwrap_or_else(|_| panic!("`{text}` is no number"));
    let (all, cities) = rows[1..].split_last().expect("rows");
    for at in 1..all.len() {
        assert_eq!(cities.iter().map(|row| number(&row[at])).sum::<u64>(), number(&all[at]), "column {at}");
    }
    for row in cities {
        assert_eq!(row[1..9].iter().map(number).sum::<u64>(), number(&row[9]), "{row:?}");
    }
    // The page's own links, each with the figure that it stands on.
    let page = client.send(&Asked::get(&format!("{address}?lang=en"))).await.body;
    let mut followed = 0;
    for cell in page.split("<td class=\"number\"><a href=\"").skip(1) {
        let (href, rest) = cell.split_once("\">").expect("a link");
        let figure = rest.split_once('<').expect("a figure").0.parse::<usize>().expect("a number");
        let list = client.send(&Asked::get(&href.replace("&#38;", "&"))).await.body;
        // A list shows 25 on a page; the small world has fewer in each.
        assert_eq!(list.matches("class=\"title\" href=\"/v/").count(), figure, "{href}");
        followed += 1;
    }
    assert!(followed > 5, "only {followed} figures lead anywhere");
}

/// Each mark is granted once, the one revocation and the one end of the small world have their months, and the months
/// follow each other without a gap.
#[tokio::test]
async fn what_happened_by_month_adds_up() {
    let client = Client::new();
    // Each figure of marks leads to the list that it was counted from.
    let page = client.send(&Asked::get("/reports/by-month?lang=en")).await.body;
    let mut followed = std::collections::BTreeMap::new();
    for cell in page.split("<a href=\"/marks?").skip(1) {
        let (query, rest) = cell.split_once("\">").expect("a link");
        let figure = rest.split_once('<').expect("a figure").0.parse::<usize>().expect("a number");
        let list = client.send(&Asked::get(&format!("/marks?{query}&lang=en"))).await.body;
        assert_eq!(list.matches("class=\"title\" href=\"/v/").count(), figure, "{query}");
        let (what, month) = query.split_once('=').expect("a month");
        assert!(list.contains(&format!("{what} in {month}")), "{list}");
        *followed.entry(what.to_owned()).or_insert(0) += figure;
    }
    assert!(["granted", "revoked", "ended"].iter().all(|what| followed.contains_key(*what)), "{followed:?}");
    let rows = cells(&table(&client, "/reports/by-month", "csv", "en").await);
    let sum =
        |at: usize| rows[1..].iter().map(|row| row[at].parse::<usize>().expect("a count")).sum::<usize>();
    let marks = client.send(&Asked::get("/api/v1/marks?limit=200")).await.body;
    let marks: serde_json::Value = serde_json::from_str(&marks).expect("JSON");
    let marks = marks["items"].as_array().expect("items");
    let of = |state: &str| marks.iter().filter(|mark| mark["state"] == state).count();
    assert_eq!([sum(1), sum(2), sum(3)], [marks.len(), of("revoked"), of("ended")]);
    assert_eq!([sum(4), sum(5)], [0, 2], "two checks were verified, and both failed");
    let work = client.world.registry.reader().count("proceeding", "").expect("a count");
    assert_eq!(sum(6) as u64, work, "each piece of work was opened once");
    assert!(work > 0, "no finding of the small world opened anything");
    let row = |month: &str| rows.iter().find(|row| row[0] == month).unwrap_or_else(|| panic!("no {month}"));
    assert_eq!(row("2026-05")[2], "1");
    assert_eq!(row("2026-09")[3], "1");
    assert_eq!([&row("2025-05")[5], &row("2026-04")[5]], ["1", "1"]);
    let month = |text: &str| {
        let (year, month) = text.split_once('-').expect("a month");
        year.parse::<i64>().expect("a year") * 12 + month.parse::<i64>().expect("a number")
    };
    for pair in rows[1..].windows(2) {
        assert_eq!(month(&pair[0][0]), month(&pair[1][0]) + 1, "{pair:?}");
    }
}

/// Checks and work of a month have their list, as long as the figure; it names nobody to the public, and leads the offices
/// that open the case to it.
#[tokio::test]
async fn checks_and_work_of_a_month_lead_to_their_lists() {
    let client = Client::new();
    let name = client.world.registry.reader().row("enterprise", client.world.named("failed"));
    let name = name.expect("reads").expect("on file").title;
    let page = client.send(&Asked::get("/reports/by-month?lang=en")).await.body;
    let mut followed = std::collections::BTreeMap::new();
    for cell in page.split("<a href=\"/reports/by-month/").skip(1) {
        let (rest_of_path, rest) = cell.split_once("\">").expect("a link");
        let figure = rest.split_once('<').expect("a figure").0.parse::<usize>().expect("a number");
        let path = format!("/reports/by-month/{rest_of_path}");
        let list = client.send(&Asked::get(&format!("{path}?lang=en"))).await.body;
        assert_eq!(list.matches("<th scope=\"row\"").count(), figure, "{path}: {list}");
        assert!(!list.contains(&name) && !list.contains("/cases/"), "{path}: {list}");
        assert!(list.contains("href=\"/reports/by-month\""), "{list}");
        let rows = cells(&table(&client, &path, "csv", "en").await);
        assert_eq!(rows.len() - 1, figure, "{path}: {rows:?}");
        let what = path.rsplit('/').next().expect("a list").to_owned();
        *followed.entry(what).or_insert(0) += figure;
    }
    let rows = cells(&table(&client, "/reports/by-month", "csv", "en").await);
    let sum =
        |at: usize| rows[1..].iter().map(|row| row[at].parse::<usize>().expect("a count")).sum::<usize>();
    assert_eq!(
        [sum(4), sum(5), sum(6)],
        ["checks-passed", "checks-failed", "work-opened"]
            .map(|what| followed.get(what).copied().unwrap_or(0))
    );
    let list = "/reports/by-month/2026-04/checks-failed";
    let of = |login: &'static str, path: &'static str| {
        let mut asked = Asked::get(path);
        asked.headers.push(("cookie".to_owned(), client.session(login, None).0));
        let client = &client;
        async move { client.send(&asked).await.body }
    };
    for login in ["province", "federation", "other", "laboratory"] {
        let page = of(login, list).await;
        assert!(page.contains("href=\"/cases/check/CK-2\"") && page.contains(&name), "{login}: {page}");
    }
    let page = of("maker", list).await;
    assert!(!page.contains("/cases/check/") && !page.contains(&name), "another firm's check: {page}");
    // Work that ended in a published decision leads everybody to it.
    let published = format!("/decisions?id={}", client.world.named("revocation"));
    let opened = client.send(&Asked::get("/reports/by-month/2026-04/work-opened")).await.body;
    assert!(opened.contains(&published), "{opened}");
    // As of a day before the verification there was none; and what is no month or no list is no page.
    let before = client.send(&Asked::get(&format!("{list}?as_of=2026-04-01"))).await.body;
    assert_eq!(before.matches("<th scope=\"row\"").count(), 0, "{before}");
    for wrong in [
        "2026-4/checks-failed",
        "2026-13/checks-failed",
        "x/checks-failed",
        "2026-04/marks",
        "-1-04/work-opened",
    ] {
        let answer = client.send(&Asked::get(&format!("/reports/by-month/{wrong}"))).await;
        assert_eq!(answer.status.as_u16(), 404, "{wrong}");
    }
}

/// The report and the page of a project tell the same medians: of three stays or more, and of all of them.
#[tokio::test]
async fn a_median_is_told_alike_in_the_report_and_on_the_page_of_a_project() {
    let client = Client::new();
    let rows = cells(&table(&client, "/reports/project-stages", "csv", "en").await);
    let mut told = 0;
    for row in &rows[1..] {
        let over: u64 = row[2].parse().expect("a count");
        assert_eq!(row[3].is_empty(), over < 3, "{row:?}");
        told += usize::from(!row[3].is_empty());
    }
    assert!(told > 0 && told < rows.len() - 1, "{rows:?}");
    // Every stage that the project has left or is in, and of which enough is known.
    let path = format!("/projects/{}?lang=en", client.world.named("project"));
    let page = client.send(&Asked::get(&path)).await.body;
    assert_eq!(page.matches(", usually ").count(), told, "{page}");
}

/// The counties of a city are drawn with their figures, each leading to its list; the table stays, and the city can be chosen.
#[tokio::test]
async fn the_counties_of_a_city_are_drawn() {
    let client = Client::new();
    let tiles = |page: &str| page.split("<li class=\"at-").skip(1).count();
    for (path, city, others) in [
        ("/reports/marks-by-county?region=3301", "Hangzhou", 13),
        ("/reports/marks-by-county?region=330702", "Jinhua", 9),
        ("/reports/duties-told-by-county?region=3309", "Zhoushan", 4),
        ("/reports/findings-by-county?region=3303", "Wenzhou", 12),
    ] {
        client.world.at(client.world.now() + 60);
        let page = client.send(&Asked::get(&format!("{path}&lang=en"))).await.body;
        assert!(page.contains(&format!("The counties of {city} on a map</h2>")), "{path}: {page}");
        assert_eq!(tiles(&page), others, "{path}: {page}");
        assert!(page.contains("aria-label=\"City whose counties are drawn\""), "{path}");
    }
    // Where none is chosen, one with figures is: its tile has the figure of the table, and its list.
    client.world.at(client.world.now() + 60);
    let page = client.send(&Asked::get("/reports/marks-by-county?lang=zh")).await.body;
    let drawn =
        page.split("<ul class=\"map\">").nth(1).and_then(|rest| rest.split("</ul>").next()).expect("a map");
    let list =
        drawn.split("<a href=\"").nth(1).expect("a list behind a figure").split('"').next().expect("its end");
    assert!(
        list.starts_with("/marks?") && page.matches(list).count() >= 2,
        "the table leads there, too: {list} {page}"
    );
    let cities = client.send(&Asked::get("/reports/marks-by-city?lang=en")).await.body;
    assert!(tiles(&cities) == 11 && !cities.contains("City whose counties are drawn"), "{cities}");
}

/// The filter of a list is folded where there is little room, and says how much of it is set.
#[tokio::test]
async fn a_folded_filter_says_what_is_set() {
    let client = Client::new();
    for (path, says) in [
        ("/marks?lang=en", "Filter and order</summary>"),
        ("/marks?state=valid&region=3301&sort=name&lang=en", "Filter and order · 2 set</summary>"),
        ("/marks?state=valid&lang=zh", "筛选与排序 · 已设1项</summary>"),
        ("/decisions?from=2026&lang=en", "Filter and order · 1 set</summary>"),
        ("/reports/editions?q=T&sort=2&lang=en", "Filter and order · 2 set</summary>"),
    ] {
        client.world.at(client.world.now() + 60);
        let page = client.send(&Asked::get(path)).await.body;
        assert!(page.contains("<details class=\"fold\"><summary>") && page.contains(says), "{path}: {page}");
    }
}
