//! Every page in both languages, signed out and in each office, on a telephone and on a desk, light and dark: axe
//! finds nothing, nothing scrolls sideways, what is pressed is large enough, and the console is quiet.

use std::collections::{BTreeMap, BTreeSet};

use super::driver::{Driver, Scripts};
use super::house::House;
use super::seat::Seat;
use crate::client::Asked;
use crate::every_address::{OF_DRAFT, begun, case_addresses, drafted, pages};

/// Forms that have each kind of field between them, with who can open them.
const FORMS: [(&str, &str); 8] = [
    ("province", "/cases/enterprise/{failed}/acts/penalty-entry"),
    ("province", "/cases/enterprise/{failed}/acts/sampling"),
    ("federation", "/cases/scheme/scheme/acts/registration"),
    ("federation", "/cases/scheme/scheme/acts/edition-entry"),
    ("federation", "/cases/scheme/scheme/acts/paper-issue"),
    ("federation", "/cases/declaration/{pending}/acts/declared-grant"),
    ("other", "/cases/product/{failed}%2FC1/acts/declaration"),
    ("maker", "/cases/enterprise/{maker}/acts/system-certificate-entry"),
];
const OFFICES: [&str; 10] =
    ["federation", "county", "province", "body", "laboratory", "maker", "other", "admin", "both", "nobody"];

/// Pages by who reads them; nobody first.
async fn by_reader(house: &House) -> Vec<(Option<&'static str>, Vec<String>)> {
    let world = &house.client.world;
    let mut all: BTreeMap<Option<&str>, BTreeSet<String>> = BTreeMap::new();
    for (reader, path) in pages(world) {
        all.entry(reader).or_default().insert(path);
    }
    for path in
        ["/v/0000000000", "/nowhere", "/marks?q=nothing-is-called-so", "/marks?as_of=2026-05-19", "/v"]
    {
        all.entry(None).or_default().insert(path.to_owned());
    }
    all.entry(None).or_default().insert(format!("/v/{}", world.named("unknown")));
    for office in OFFICES {
        let own = all.entry(Some(office)).or_default();
        own.insert("/desk".to_owned());
        // A case as whoever has work there sees it, from the last one on: the federation sees all of them above. What
        // is not for an office has one page that says so, below.
        for case in case_addresses(world).into_iter().rev() {
            if is_open(house, office, &case).await {
                own.insert(case);
                break;
            }
        }
    }
    let draft = drafted(&house.client, &house.client.session("maker", None)).await;
    let declaring = all.entry(Some("maker")).or_default();
    declaring.extend(OF_DRAFT.map(|page| format!("{draft}{page}")));
    declaring.insert(
        "/declare?filing.product=P1&filing.edition=T/ZZB%200003-2020&filing.until=2027-11-23".to_owned(),
    );
    declaring.insert("/declare?filing.product=P1&filing.edition=&filing.until=".to_owned());
    all.entry(Some("county")).or_default().insert("/desk/search?q=CK-3".to_owned());
    // Reminders with a code that is waited for, and confirmed ones; without any, they are among the pages above.
    crate::reminded::asks(&house.client, "county", "en", 0);
    crate::reminded::wants(&house.client, "maker", "zh", 0);
    for login in ["county", "maker"] {
        all.entry(Some(login)).or_default().insert("/account/reminders".to_owned());
    }
    all.entry(Some("federation")).or_default().extend(begun(&house.client).await);
    all.entry(Some("federation")).or_default().extend(crate::table_written::written(&house.client).await);
    all.entry(None).or_default().insert("/sign-in?kept=1&next=/desk".to_owned());
    all.entry(Some("maker")).or_default().insert(format!("/cases/enterprise/{}", world.named("failed")));
    for (office, path) in FORMS {
        let path = ["failed", "maker", "pending"]
            .iter()
            .fold(path.to_owned(), |path, name| path.replace(&format!("{{{name}}}"), world.named(name)));
        all.entry(Some(office)).or_default().insert(path);
    }
    all.into_iter().map(|(reader, paths)| (reader, paths.into_iter().collect())).collect()
}

/// Whether a case is open to the office of a login.
async fn is_open(house: &House, login: &str, case: &str) -> bool {
    let mut asked = Asked::get(case);
    asked.headers.push(("cookie".to_owned(), house.client.session(login, None).0));
    house.client.send(&asked).await.status.is_success()
}

/// Looks at every page in a language and fails with all that was found.
async fn look(lang: &str) {
    let house = House::open().await;
    let driver = Driver::start();
    let seat = Seat::take(driver.browser(lang, Scripts::Allowed).await, &house, 360).await;
    seat.carry_axe().await;
    let mut found: Vec<String> = Vec::new();
    let mut seen = 0;
    for (reader, paths) in by_reader(&house).await {
        if let Some(login) = reader {
            seat.sign_in_as(&house.client.session(login, None).0).await;
        }
        for path in paths {
            seat.window(360, "light").await;
            seat.open(&path).await;
            seen += 1;
            let narrow = seat.barriers(None).await;
            seat.window(360, "dark").await;
            let dark = seat.barriers(Some(&["color-contrast"])).await;
            // The narrowest telephones, and pages enlarged four times on a desk (WCAG 1.4.10).
            seat.window(320, "light").await;
            let narrowest: Vec<String> = seat.sideways().await.into_iter().collect();
            seat.window(1280, "light").await;
            let wide = seat.barriers(Some(&["color-contrast", "target-size"])).await;
            let said = seat.console().await;
            for (how, what) in [
                ("360 px", narrow),
                ("320 px", narrowest),
                ("dark", dark),
                ("1280 px", wide),
                ("console", said),
            ] {
                found.extend(what.into_iter().map(|what| format!("{reader:?} {path} {how}: {what}")));
            }
        }
    }
    assert!(seen >= 80, "only {seen} pages were seen in {lang}");
    assert!(found.is_empty(), "{} barriers in {lang}:\n{}", found.len(), found.join("\n"));
}

#[tokio::test]
async fn no_page_in_chinese_has_a_barrier() {
    look("zh-CN").await;
}

#[tokio::test]
async fn no_page_in_english_has_a_barrier() {
    look("en").await;
}
