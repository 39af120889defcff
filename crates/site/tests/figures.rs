//! Every figure is as long as the list behind it, reports are narrowed and put in order alike on the page and in the file,
//! and what is drawn over the months is what the table says.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use documents::sheet::{self, Cell, Limits};

use crate::client::{Asked, Client};

/// A visitor who comes from another address each time, for lists are bounded by where they are asked from.
struct Reader<'a> {
    client: &'a Client,
    cookie: Option<String>,
    asked: std::cell::Cell<u32>,
}

impl<'a> Reader<'a> {
    fn new(client: &'a Client, login: Option<&str>) -> Reader<'a> {
        let cookie = login.map(|login| client.session(login, None).0);
        Reader { client, cookie, asked: std::cell::Cell::new(0) }
    }

    async fn body(&self, path: &str) -> String {
        let mut asked = Asked::get(path);
        asked.headers.extend(self.cookie.iter().map(|cookie| ("cookie".to_owned(), cookie.clone())));
        let number = self.asked.get() + 1;
        self.asked.set(number);
        let [_, a, b, c] = number.to_be_bytes();
        asked.from = Some(SocketAddr::from(([10 + a, b, c, 1], 4000)));
        let answer = self.client.send(&asked).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
        answer.body
    }

    async fn page(&self, path: &str) -> String {
        let sign = if path.contains('?') { '&' } else { '?' };
        self.body(&format!("{path}{sign}lang=en")).await
    }

    /// The rows of a list or a report as a file, the heads left out.
    async fn rows(&self, path: &str) -> Vec<Vec<String>> {
        let sign = if path.contains('?') { '&' } else { '?' };
        let csv = self.body(&format!("{path}{sign}lang=en&format=csv")).await;
        let table = sheet::read("list.csv", csv.as_bytes(), &Limits::default());
        let table = table.unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let text = |cell: Cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Number(text) | Cell::Moment(text) => text.to_owned(),
            Cell::Date(day) => day.to_string(),
            Cell::Bool(truth) => truth.to_string(),
        };
        table.rows().map(|row| row.cells().map(text).collect()).collect()
    }
}

/// The figures of a page that lead somewhere, each with where.
fn figures(page: &str) -> Vec<(String, usize)> {
    let cells = page.split("<td class=\"number").skip(1).filter_map(|rest| rest.split("</td>").next());
    let linked = cells.filter_map(|cell| cell.split_once("<a href=\"")).map(|(_, link)| {
        let (href, rest) = link.split_once("\">").expect("a link");
        let figure = rest.split_once('<').expect("a figure").0.parse().expect("a number");
        (href.replace("&#38;", "&"), figure)
    });
    linked.collect()
}

async fn all_reports(reader: &Reader<'_>) -> Vec<String> {
    let list = reader.page("/reports").await;
    let names =
        list.split("class=\"title\" href=\"/reports/").skip(1).filter_map(|rest| rest.split('"').next());
    names.map(|name| format!("/reports/{name}")).collect()
}

/// Of every report, for everybody and for an office that is told more: on the day, and on one of the past.
#[tokio::test]
async fn each_figure_is_as_long_as_the_list_behind_it() {
    let client = Client::new();
    for login in [None, Some("federation")] {
        let reader = Reader::new(&client, login);
        let reports = all_reports(&reader).await;
        assert!(reports.len() > if login.is_some() { 25 } else { 20 }, "{reports:?}");
        let mut followed = BTreeSet::new();
        for report in reports {
            for day in ["", "?as_of=2026-06-30"] {
                let page = reader.page(&format!("{report}{day}")).await;
                for (href, figure) in figures(&page) {
                    if !followed.insert(href.clone()) {
                        continue;
                    }
                    let rows = reader.rows(&href).await;
                    if href.contains("/stays?sort=") {
                        // Days are no number of rows: they lead to the stays, the longest first.
                        let days: Vec<usize> = rows.iter().map(|row| row[3].parse().expect("days")).collect();
                        assert!(days.is_sorted_by(|one, other| one >= other), "{href}: {days:?}");
                        assert!(days.contains(&figure), "{report}{day} leads to {href}: {days:?}");
                        continue;
                    }
                    assert_eq!(rows.len(), figure, "{report}{day} leads to {href}: {rows:?}");
                }
            }
        }
        for list in [
            "/marks?",
            "/projects?",
            "/reports/findings?",
            "/reports/duties-told?",
            "/reports/checks-by-standard/",
            "/reports/by-month/",
            "/reports/project-stages/",
        ] {
            assert!(followed.iter().any(|href| href.starts_with(list)), "no figure leads to {list}");
        }
        let told = |list: &str| followed.iter().any(|href| href.starts_with(list));
        assert!(told("/reports/duties-told?outcome=met"), "{followed:?}");
        let duties = followed.iter().filter(|href| href.starts_with("/reports/duties-behind?")).count();
        assert_eq!(duties > 10, login.is_some(), "{followed:?}");
    }
}

/// Every finding of the ledger that counts is in each of the reports once.
#[tokio::test]
async fn the_findings_of_the_ledger_are_counted_once_in_each_report() {
    let client = Client::new();
    let reader = Reader::new(&client, None);
    let mut told = [0_u64; 4];
    let names = ["met", "not_met", "cannot_tell", "for_judgement"];
    let size = client.world.registry.reader().head().size;
    let seen = client.world.registry.reader().each_finding(size, &mut |finding| {
        let rule = policy::rules::named(finding.rule).expect("a rule");
        if let Some(at) = names.iter().position(|name| *name == finding.outcome && rule.part_of.is_none()) {
            told[at] += 1;
        }
        Ok(())
    });
    seen.expect("reads");
    assert!(told[0] > 20 && told[1] > 2, "{told:?}");
    for by in ["month", "clause", "rule", "industry", "city", "county"] {
        let rows = reader.rows(&format!("/reports/findings-by-{by}")).await;
        let (sums, rows) = rows.split_last().expect("rows");
        let count = |text: &String| text.parse::<u64>().expect("a count");
        for (at, told) in told.iter().enumerate() {
            assert_eq!(count(&sums[at + 1]), *told, "{by}: {sums:?}");
            assert_eq!(rows.iter().map(|row| count(&row[at + 1])).sum::<u64>(), *told, "{by}");
        }
        assert_eq!(count(&sums[5]), told.iter().sum::<u64>(), "{by}");
    }
    // By name an enterprise is told to the offices that open its file, and each row leads to its entry.
    let name = client.world.registry.reader().row("enterprise", client.world.named("failed"));
    let name = name.expect("reads").expect("on file").title;
    let page = reader.page("/reports/findings?outcome=not_met").await;
    assert!(page.contains("href=\"/ledger/entries/") && !page.contains(&name), "{page}");
    let page = Reader::new(&client, Some("federation")).page("/reports/findings?outcome=not_met").await;
    assert!(page.contains(&name), "{page}");
    let page = Reader::new(&client, Some("maker")).page("/reports/findings?outcome=not_met").await;
    assert!(!page.contains(&name), "another firm's: {page}");
}

/// The page and the file have the same rows in the same order, and the sums are those of what is shown.
#[tokio::test]
async fn a_report_is_narrowed_and_put_in_order_alike_on_the_page_and_in_the_file() {
    let client = Client::new();
    let reader = Reader::new(&client, Some("federation"));
    let all = reader.rows("/reports/marks-by-county").await;
    let hangzhou = reader.rows("/reports/marks-by-county?region=3301").await;
    assert!(hangzhou.len() < all.len() && hangzhou.len() > 1, "{hangzhou:?}");
    assert!(hangzhou.iter().rev().skip(1).all(|row| row[0].contains("(3301")), "{hangzhou:?}");
    let page = reader.page("/reports/marks-by-county?region=%E6%9D%AD%E5%B7%9E%E5%B8%82").await;
    assert_eq!(page.matches("<th scope=\"row\"").count(), hangzhou.len(), "a place by its name: {page}");
    assert!(page.contains("Hangzhou (330100)") && page.contains("region=3301&#38;format=csv"), "{page}");
    // By its tenth column, the largest first; what is the same stays in its order.
    let sorted = reader.rows("/reports/marks-by-county?sort=10").await;
    let counts: Vec<u64> =
        sorted[..sorted.len() - 1].iter().map(|row| row[9].parse().expect("a count")).collect();
    assert!(counts.is_sorted_by(|one, other| one >= other) && counts.len() > 1, "{counts:?}");
    assert_eq!(sorted.last(), all.last(), "the sums come last");
    let page = reader.page("/reports/marks-by-county?sort=11").await;
    assert!(page.contains("“11” is no value of “Order by”"), "there is no such column: {page}");
    // Months: from one to another, a year, and none.
    let path = "/reports/by-month?from=2026-04&to=2026-05";
    let months = reader.rows(path).await;
    assert_eq!(months.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["2026-05", "2026-04"]);
    let page = reader.page(path).await;
    assert!(page.contains("2 of ") && page.contains("from 2026-04 to 2026-05"), "{page}");
    let year = reader.rows("/reports/by-month?from=2025&to=2025").await;
    assert!(!year.is_empty() && year.iter().all(|row| row[0].starts_with("2025-")), "{year:?}");
    assert_eq!(reader.rows("/reports/by-month?from=2099").await.len(), 0);
    // The day in a row tells its month; duties without a last day have none.
    let lost = reader.rows("/reports/marks-lost?from=2026-05&to=2026-05").await;
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert_eq!(reader.rows("/reports/marks-lost?from=2026-06").await.len(), 0);
    let duties = reader.rows("/reports/duties-by-month?to=2099").await;
    assert!(duties.iter().all(|row| row[0] != "No last day"), "{duties:?}");
    // Words are looked for in every cell; sums of what words find lead nowhere.
    let found = reader.page("/reports/marks-by-industry?q=electrical%20(38)").await;
    assert_eq!(found.matches("<th scope=\"row\"").count(), 2, "{found}");
    let sums = found.split("<tfoot>").nth(1).and_then(|rest| rest.split("</tfoot>").next()).expect("sums");
    assert!(!sums.contains("href"), "{sums}");
}

/// Each column has its picture: as many bars as months with a count, and its sum in words.
#[tokio::test]
async fn what_is_drawn_over_the_months_is_what_the_table_says() {
    let client = Client::new();
    let reader = Reader::new(&client, Some("federation"));
    for report in ["by-month", "findings-by-month", "duties-by-month", "duties-told-by-month"] {
        let path = format!("/reports/{report}");
        let rows = reader.rows(&path).await;
        let page = reader.page(&path).await;
        let drawn: Vec<&str> =
            page.split("<svg viewBox=\"0 0 ").skip(1).filter(|svg| svg.contains("<rect")).collect();
        let is_month = |row: &&Vec<String>| row[0].len() == 7 && row[0].starts_with("20");
        let months: Vec<&Vec<String>> = rows.iter().filter(is_month).collect();
        if months.len() < 2 {
            assert!(
                !page.contains("<li><h3>") && report.starts_with("duties-"),
                "{report}: a month alone is no trend"
            );
            continue;
        }
        let pictures = page.matches("<li><h3>").count();
        assert_eq!(pictures, rows[0].len() - 1, "{report}");
        let counts = |at: usize| months.iter().map(move |row| row[at].parse::<u64>().expect("a count"));
        let bars: usize = (1..rows[0].len()).map(|at| counts(at).filter(|count| *count > 0).count()).sum();
        // The sign of the page has a rectangle, too; bars are those with a title.
        assert_eq!(drawn.iter().map(|svg| svg.matches("<title>2").count()).sum::<usize>(), bars, "{report}");
        for at in 1..rows[0].len() {
            let sum: u64 = counts(at).sum();
            assert!(
                sum == 0 || page.contains(&format!("{sum} in all; the most in a month, ")),
                "{report} {at}"
            );
        }
        assert!(!page.contains("style="), "{report}");
    }
}

/// Numbers and days come the largest first, words as they are written, and what is empty last; the sums stay the last row.
#[tokio::test]
async fn every_report_is_put_in_the_order_of_each_of_its_columns() {
    let client = Client::new();
    let reader = Reader::new(&client, Some("federation"));
    let mut reports = all_reports(&reader).await;
    let lists = ["/reports/findings", "/reports/duties-behind", "/reports/duties-told", "/duties"];
    reports.extend(lists.map(str::to_owned));
    let mut empty = 0;
    for report in reports {
        let has_sums = reader.page(&report).await.contains("<tfoot>");
        let mut all = reader.rows(&report).await;
        all.truncate(all.len() - usize::from(has_sums));
        all.sort();
        for at in 0..all.first().map_or(0, Vec::len) {
            let mut rows = reader.rows(&format!("{report}?sort={}", at + 1)).await;
            rows.truncate(rows.len() - usize::from(has_sums));
            let cells: Vec<String> = rows.iter().map(|row| row[at].clone()).collect();
            rows.sort();
            assert_eq!(rows, all, "{report} {at}: the same rows");
            let given: Vec<&String> = cells.iter().take_while(|cell| !cell.is_empty()).collect();
            assert!(cells[given.len()..].iter().all(String::is_empty), "{report} {at}: {cells:?}");
            empty += usize::from(given.len() < cells.len());
            let number = |cell: &String| (cell.len() < 10).then(|| cell.parse::<f64>().ok()).flatten();
            let is_day = |cell: &&String| cell.len() == 10 && cell.parse::<policy::calendar::Day>().is_ok();
            let is_in_order =
                if let Some(numbers) = given.iter().map(|cell| number(cell)).collect::<Option<Vec<f64>>>() {
                    numbers.is_sorted_by(|one, other| one >= other)
                } else if given.iter().all(is_day) {
                    given.is_sorted_by(|one, other| one >= other)
                } else {
                    given.is_sorted()
                };
            assert!(is_in_order, "{report} {at}: {cells:?}");
        }
    }
    assert!(empty > 0, "no column has an empty cell");
}

/// What a report is not narrowed by is no part of where its sums lead.
#[tokio::test]
async fn sums_lead_to_lists_that_are_narrowed_as_the_report_is() {
    let client = Client::new();
    let reader = Reader::new(&client, Some("federation"));
    for (report, by) in [
        ("duties-by-industry", [false, false]),
        ("duties-by-city", [false, true]),
        ("duties-by-month", [true, false]),
        ("findings-by-clause", [false, false]),
    ] {
        let path = format!("/reports/{report}?from=2000&to=2099&region=33&industry=01&clause=9");
        let page = reader.page(&path).await;
        let (_, sums) = page.split_once("<tfoot>").unwrap_or_else(|| panic!("{report} has no sums: {page}"));
        let sums = sums.split("</tfoot>").next().expect("sums");
        assert!(sums.contains("href="), "{report}: {sums}");
        assert_eq!(["from=2000", "region=33"].map(|part| sums.contains(part)), by, "{report}: {sums}");
        assert!(!sums.contains("industry=01") && !sums.contains("clause=9"), "{report}: {sums}");
    }
}

/// Who may read a name is asked of where the enterprise is today, whatever day is shown (decision 0020).
#[tokio::test]
async fn a_bureau_reads_no_names_of_who_has_moved_away_on_the_pages_of_other_days() {
    let client = Client::new();
    let maker = client.world.named("maker").to_owned();
    let name =
        client.world.registry.reader().row("enterprise", &maker).expect("reads").expect("on file").title;
    let path = "/reports/findings?as_of=2026-06-30";
    assert!(Reader::new(&client, Some("county")).page(path).await.contains(&name), "in its area");
    let seat = serde_json::json!({ "do": "enter_fact", "fact": { "fact": "head_office", "region": "330205", "since": "2026-11-24" } });
    let federation = policy::powers::Office::sole(policy::powers::OfficeKind::Federation);
    let code = policy::enterprise::credit_code::CreditCode::parse(&maker).expect("a code");
    client.world.try_act(federation, Some(code), "2026-11-24", seat).expect("moved");
    assert!(!Reader::new(&client, Some("county")).page(path).await.contains(&name), "it has moved away");
    assert!(Reader::new(&client, Some("province")).page(path).await.contains(&name));
}

/// Whoever goes through the pages of the findings meets each of them once, in every order; the file has them all.
#[tokio::test]
async fn the_pages_of_the_findings_tell_each_of_them_once_in_every_order() {
    let client = Client::new();
    let reader = Reader::new(&client, Some("federation"));
    let entry = "href=\"/ledger/entries/";
    for path in ["/reports/findings", "/reports/findings?sort=2", "/reports/findings?outcome=met&sort=6"] {
        let all = reader.rows(path).await;
        let (mut told, mut pages, mut next) = (Vec::new(), 0, path.to_owned());
        loop {
            let page = reader.page(&next).await;
            let entries = page.split(entry).skip(1).filter_map(|rest| rest.split('"').next());
            let entries: Vec<String> = entries.map(str::to_owned).collect();
            assert!(entries.len() <= 25, "{next}: {}", entries.len());
            told.extend(entries);
            pages += 1;
            let link = page.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
            let Some(link) = link else { break };
            assert!(link.contains("after="), "{link}");
            next = link.replace("&#38;", "&");
        }
        assert_eq!(told, all.iter().map(|row| row[4].clone()).collect::<Vec<_>>(), "{path}");
        assert_eq!(pages, all.len().div_ceil(25), "{path}");
        assert!(pages > 1 || path.contains("outcome"), "{path}: {pages}");
        // Page and file begin after the same place.
        let after = next.split("after=").nth(1).map(|rest| rest.split('&').next().unwrap_or(rest));
        if let Some(after) = after {
            let sign = if path.contains('?') { '&' } else { '?' };
            let rest = reader.rows(&format!("{path}{sign}after={after}")).await;
            assert_eq!(rest, all[(pages - 1) * 25..], "{path}");
        }
    }
}

/// Words and orders find nothing by a name that the reader is not shown.
#[tokio::test]
async fn a_name_that_is_not_shown_finds_no_finding() {
    let client = Client::new();
    let name = client.world.registry.reader().row("enterprise", client.world.named("failed"));
    let name = name.expect("reads").expect("on file").title;
    let path = format!("/reports/findings?q={}", name.split_whitespace().next().expect("a word"));
    let path = path.chars().map(|sign| if sign.is_ascii() { sign.to_string() } else { encoded(sign) });
    let path: String = path.collect();
    assert!(!Reader::new(&client, Some("federation")).rows(&path).await.is_empty());
    for login in [None, Some("maker")] {
        assert_eq!(Reader::new(&client, login).rows(&path).await.len(), 0, "{login:?}");
    }
}

/// A sign as a part of an address.
fn encoded(sign: char) -> String {
    sign.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The map draws what is chosen, as the table of the same page counts it.
#[tokio::test]
async fn the_map_draws_marks_duties_and_findings() {
    let client = Client::new();
    let reader = Reader::new(&client, Some("federation"));
    for (report, column) in
        [("marks-by-city", 1), ("duties-by-city", 4), ("findings-by-city", 2), ("duties-told-by-city", 3)]
    {
        let path = format!("/reports/{report}");
        let page = reader.page(&path).await;
        assert!(page.contains(&format!("<a href=\"{path}\" aria-current=\"page\">")), "{path}: {page}");
        let map = page.split("<ul class=\"map\">").nth(1).and_then(|rest| rest.split("</ul>").next());
        let counts = map.expect("a map").split("<b>").skip(1).filter_map(|rest| rest.split('<').next());
        let drawn: u64 = counts.map(|count| count.parse::<u64>().expect("a count")).sum();
        let rows = reader.rows(&path).await;
        let cities = rows.iter().filter(|row| row[0].contains("(33") && row[0].ends_with("00)"));
        let told: u64 = cities.map(|row| row[column].parse::<u64>().expect("a count")).sum();
        assert_eq!(drawn, told, "{path}: {rows:?}");
    }
    let page = Reader::new(&client, None).page("/reports/findings-by-city").await;
    assert!(page.contains("/reports/marks-by-city") && !page.contains("/reports/duties-by-city"), "{page}");
}
