//! The figures that programs read are those of the pages, by the interface and by the command line; and the other lists of offices: what
//! is on file, the history of a case from either end, powers and experts.

use policy::seen::Seen;
use serde_json::Value;
use site::{Lang, figures};

use crate::client::{Asked, Client};

async fn page(client: &Client, cookie: Option<&str>, path: &str) -> (u16, String) {
    // Nobody asks so often that they would have to wait.
    client.world.at(client.world.now() + 1);
    let mut asked = Asked::get(path);
    asked.headers.extend(cookie.map(|cookie| ("cookie".to_owned(), cookie.to_owned())));
    let answer = client.send(&asked).await;
    (answer.status.as_u16(), answer.body)
}

async fn json(client: &Client, path: &str) -> Value {
    let (status, body) = page(client, None, path).await;
    assert_eq!(status, 200, "{path}: {body}");
    serde_json::from_str(&body).expect("JSON")
}

/// How many rows a file has, its head left out.
async fn rows(client: &Client, cookie: Option<&str>, path: &str) -> usize {
    let sign = if path.contains('?') { '&' } else { '?' };
    let (status, csv) = page(client, cookie, &format!("{path}{sign}lang=en&format=csv")).await;
    assert_eq!(status, 200, "{path}: {csv}");
    csv.lines().count() - 1
}

/// What the command line tells of today.
fn told(client: &Client, name: Option<&str>) -> Value {
    let today = "2026-11-24".parse().expect("a day");
    let found = figures(&client.world.registry.reader(), name, (Seen::as_of(today), today), Lang::En);
    found.expect("reads").expect("a report")
}

/// One number, wherever it is asked for: on the page, by the interface, by the command line, and as long as the list behind it.
#[tokio::test]
async fn headlines_are_the_same_numbers_everywhere() {
    let client = Client::new();
    let (_, shown) = page(&client, None, "/reports?lang=en").await;
    let api = json(&client, "/api/v1/reports?lang=en").await;
    assert_eq!(api["headlines"], told(&client, None)["headlines"]);
    assert_eq!(api["entries"], client.world.registry.reader().head().size);
    let mut positive = 0;
    for headline in api["headlines"].as_array().expect("headlines") {
        let (title, value) = (headline["title"].as_str().expect("words"), headline["value"].as_u64());
        let value = value.expect("a count");
        let figure = shown.split(&format!("<dt>{title}</dt>")).nth(1).expect("on the page");
        let figure = figure.split("</dd>").next().expect("a figure");
        assert!(figure.contains(&format!(">{value}<")), "{title}: {figure}");
        if let Some(list) = headline["list"].as_str() {
            assert_eq!(rows(&client, None, list).await as u64, value, "{list}");
            positive += 1;
        }
    }
    assert!(positive > 5, "{api}");
    // Days are carried: what was so on another day is told as of that day.
    let then = json(&client, "/api/v1/reports?lang=en&as_of=2026-06-30").await;
    assert!(
        then["headlines"][0]["list"].as_str().is_some_and(|list| list.contains("as_of=2026-06-30")),
        "{then}"
    );
    assert_ne!(then["headlines"], api["headlines"]);
}

/// Each report that everybody reads: its page, its file, the interface and the command line.
#[tokio::test]
async fn reports_are_the_same_for_programs() {
    let client = Client::new();
    let all = json(&client, "/api/v1/reports?lang=en").await;
    let reports = all["reports"].as_array().expect("reports");
    assert!(reports.len() > 20 && reports.iter().all(|report| report["is_public"] == true), "{all}");
    for report in reports {
        let name = report["name"].as_str().expect("a name");
        let api = json(&client, &format!("/api/v1/reports/{name}?lang=en")).await;
        assert_eq!(api, told(&client, Some(name)), "{name}");
        let sums = usize::from(api["sums"].is_array());
        let matching = api["matching"].as_u64().expect("a count") as usize;
        assert_eq!(rows(&client, None, &format!("/reports/{name}")).await, matching + sums, "{name}");
    }
    // Page by page, each row once.
    let whole = json(&client, "/api/v1/reports/marks-by-city?lang=en").await;
    let (mut told, mut after) = (Vec::new(), String::new());
    loop {
        let part =
            json(&client, &format!("/api/v1/reports/marks-by-city?lang=en&limit=5&after={after}")).await;
        told.extend(part["rows"].as_array().expect("rows").iter().cloned());
        match part["after"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(&Value::from(told), &whole["rows"]);
    for (path, status) in [
        ("/api/v1/reports/duties-by-city", 401),
        ("/api/v1/reports/none", 404),
        ("/api/v1/reports/by-month?from=yesterday", 400),
        ("/api/v1/reports/marks-by-city?colour=red", 400),
    ] {
        assert_eq!(page(&client, None, path).await.0, status, "{path}");
    }
}

/// A figure of what everybody is told is the count of the rows of open data that say so.
#[tokio::test]
async fn duties_are_told_alike_as_figures_and_as_open_data() {
    let client = Client::new();
    let data = json(&client, "/data/duties.json").await;
    let data = data.as_array().expect("rows");
    let is_published = |row: &&Value| row["report"].as_str().is_some_and(|report| !report.is_empty());
    let met = |row: &&Value| !row["met_on"].is_null();
    let api = json(&client, "/api/v1/reports/duties-told-by-city?lang=en").await;
    let sum = |at: usize| api["sums"][at]["value"].as_u64().expect("a count") as usize;
    assert_eq!(sum(1), data.iter().filter(met).filter(|row| !is_published(row)).count());
    assert_eq!(sum(2), data.iter().filter(met).filter(is_published).count());
    assert_eq!(sum(3), data.iter().filter(|row| !met(row)).filter(is_published).count());
    assert!(sum(1) > 0 && sum(3) > 0 && sum(4) > 0, "{api}");
    assert!(sum(4) <= data.iter().filter(|row| row["status"] == "not_told").count());
    for by in ["county", "industry", "month"] {
        let other = json(&client, &format!("/api/v1/reports/duties-told-by-{by}?lang=en")).await;
        for at in 1..6 {
            assert_eq!(other["sums"][at]["value"], api["sums"][at]["value"], "{by} {at}");
        }
    }
}

/// The entries that a page of a case tells, as they stand on it.
fn entries(page: &str) -> Vec<u64> {
    let history =
        page.split("<ul class=\"history\">").nth(1).and_then(|rest| rest.split("</section>").next());
    let links = history.unwrap_or_default().split("href=\"/ledger/entries/").skip(1);
    links.map(|rest| rest.split('"').next().and_then(|at| at.parse().ok()).expect("a position")).collect()
}

#[tokio::test]
async fn a_history_is_told_from_either_end() {
    let client = Client::new();
    let cookie = client.session("federation", None).0;
    let case = format!("/cases/enterprise/{}", client.world.named("maker"));
    let mut both = Vec::new();
    for first in [format!("{case}?lang=en"), format!("{case}?history=oldest&lang=en")] {
        let (mut told, mut next) = (Vec::new(), Some(first));
        while let Some(path) = next {
            let (status, body) = page(&client, Some(&cookie), &path).await;
            assert_eq!(status, 200, "{path}");
            told.extend(entries(&body));
            let links = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let mut more = links.filter(|href| href.contains("after=") && href.ends_with("#history"));
            next = more.next().map(|href| href.replace("&#38;", "&").replace("#history", "&lang=en"));
        }
        both.push(told);
    }
    assert!(both[0].len() > 50 && both[0].is_sorted_by(|one, other| one > other), "{:?}", both[0]);
    both[1].reverse();
    assert_eq!(both[0], both[1]);
}

#[tokio::test]
async fn what_is_on_file_powers_and_experts_are_lists_like_every_other() {
    let client = Client::new();
    let cookie = client.session("federation", None).0;
    let case = format!("/cases/enterprise/{}", client.world.named("maker"));
    let (_, whole) = page(&client, Some(&cookie), &format!("{case}?lang=en")).await;
    let file = whole.split("<h2 id=\"file\">").nth(1).and_then(|rest| rest.split("</section>").next());
    let records = file.expect("what is on file").matches("<li>").count();
    assert!(records > 5 && whole.contains(&format!("href=\"{case}/file\"")), "{records}");
    assert_eq!(rows(&client, Some(&cookie), &format!("{case}/file")).await, records);
    let found = rows(&client, Some(&cookie), &format!("{case}/file?q=certificate")).await;
    assert!(found > 0 && found < records, "{found}");
    let (_, csv) = page(&client, Some(&cookie), &format!("{case}/file?lang=en&format=csv")).await;
    assert!(csv.contains("Record,Register,Happened on,Entered on,Ended,What it says"), "{csv}");
    let certificates = rows(&client, Some(&cookie), &format!("{case}/file?register=certificate")).await;
    assert_eq!(certificates, csv.lines().filter(|line| line.contains(",Product certificate,")).count());
    assert!(certificates > 0 && certificates < records, "{csv}");
    let (_, listed) =
        page(&client, Some(&cookie), &format!("{case}/file?register=registration&lang=en")).await;
    assert!(
        listed.contains("Name on the register: ") && listed.contains("<code class=\"small soft\">"),
        "{listed}"
    );
    assert!(!csv.contains("T/ZZB 0001-") && csv.contains("T/ZZB ") && csv.contains('—'), "{csv}");
    assert_eq!(page(&client, None, &format!("{case}/file")).await.0, 401);
    let other = client.session("other", None).0;
    assert_eq!(page(&client, Some(&other), &format!("{case}/file")).await.0, 403);

    let all = policy::powers::table().count();
    assert_eq!(rows(&client, None, "/powers").await, all);
    let own = rows(&client, None, "/powers?outcome=federation").await;
    assert!(own > 5 && own < all, "{own}");
    let (_, shown) = page(&client, None, "/powers?outcome=federation&sort=1&lang=en").await;
    assert!(shown.contains(&format!("{own} of {all} rows")), "{shown}");
    let (_, first) = page(&client, None, "/powers?lang=en").await;
    assert!(first.contains(&format!("Rows 1 to 25 of {all}")) && first.contains("rel=\"next\""), "{first}");

    let (status, experts) = page(&client, Some(&cookie), "/desk/experts?lang=en").await;
    assert!(status == 200 && experts.contains("E-01") && experts.contains("On the register"), "{experts}");
    let scheme = client.world.registry.reader().scheme().expect("reads");
    let standing = scheme.experts.list.iter().filter(|expert| expert.annulled.is_none()).count();
    assert_eq!(rows(&client, Some(&cookie), "/desk/experts").await, standing);
    assert_eq!(page(&client, None, "/desk/experts").await.0, 401);
}

/// Each person once, in each order.
#[tokio::test]
async fn people_are_put_in_order_by_name_login_and_office() {
    let client = Client::new();
    let cookie = client.session("admin", None).0;
    let mut all = Vec::new();
    for sort in ["", "name", "login", "office"] {
        let (_, body) = page(&client, Some(&cookie), &format!("/desk/offices?sort={sort}&lang=en")).await;
        let people = body.split("<section class=\"panel ds-card person\">").skip(1);
        let logins = people.filter_map(|one| one.split("<bdi>").nth(1)?.split('<').next());
        let mut logins: Vec<String> = logins.map(str::to_owned).collect();
        let is_first = |one: &str| logins.first().is_some_and(|first| first == one);
        // Names are ordered as they are written, 丁 before 丑; the federation's office comes before all others.
        let is_in_order = match sort {
            "name" => is_first("body"),
            "office" => is_first("both"),
            _ => logins.is_sorted(),
        };
        assert!(is_in_order, "{sort}: {logins:?}");
        logins.sort();
        all.push(logins);
    }
    assert!(all[0].len() > 9 && all.iter().all(|one| *one == all[0]), "{all:?}");
}

/// A rule stands once, under the clause by which its findings are counted, and every other clause leads to it.
#[tokio::test]
async fn rules_stand_under_their_first_clause() {
    let client = Client::new();
    let (_, body) = page(&client, None, "/rules?lang=en").await;
    for rule in policy::rules::all() {
        let chapters = body.split("<section aria-labelledby=\"c").skip(1);
        for (number, chapter) in chapters.enumerate().map(|(at, chapter)| (at + 1, chapter)) {
            let is_of = |article: &policy::article::Article| usize::from(article.number()) == number;
            let is_first = rule.articles.first().is_some_and(is_of);
            let chapter = chapter.split("</section>").next().unwrap_or_default();
            assert_eq!(chapter.contains(&format!("id=\"{}\"", rule.id)), is_first, "{} {number}", rule.id);
            let leads = chapter.contains(&format!("<li><a href=\"#{}\">", rule.id));
            assert_eq!(leads, !is_first && rule.articles.iter().any(is_of), "{} {number}", rule.id);
        }
    }
}

/// What a mark is of and against is read out as Chinese on an English page.
#[tokio::test]
async fn names_behind_a_code_tell_their_language() {
    let client = Client::new();
    let list = json(&client, "/api/v1/marks?limit=1").await;
    let code = list["items"][0]["id"].as_str().expect("a code").to_owned();
    let (_, body) = page(&client, None, &format!("/v/{code}?lang=en")).await;
    let standard = body.split("<dt>Standard</dt>").nth(1).and_then(|rest| rest.split("</dd>").next());
    let standard = standard.expect("a standard");
    assert!(standard.contains("</a> <bdi lang=\"zh-CN\">"), "{standard}");
    let cookie = client.session("federation", None).0;
    let (_, scheme) = page(&client, Some(&cookie), "/cases/scheme/scheme?lang=en").await;
    assert!(!scheme.contains("<dt>Number</dt>"), "{scheme}");
}
