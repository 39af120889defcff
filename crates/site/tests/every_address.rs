//! Every page in both languages: rendered, in the right language, with a title of its own.

use std::collections::BTreeMap;

use site::{ADDRESSES, Audience, CaseKind};

use crate::browser::can_be_left_alone;
use crate::client::{Asked, Client};
use crate::world::World;

/// An address with its places filled from the world.
pub fn sample(world: &World, path: &str) -> String {
    let code = if path.starts_with("/makers") || path.contains("/makers/") { "maker" } else { "valid" };
    // The one entry that papers are made from and that every world has: the grant of the valid mark.
    let grant = format!("authorization:{}", world.named("valid"));
    let grant = world.registry.reader().history(&grant, None, 1).expect("reads").remove(0).position;
    let path = path
        .replace("/tables/{file}", "/tables/T~ZZB_0003-2020.csv")
        .replace("/papers/{position}", &format!("/papers/{grant}"))
        .replace("/projects/{id}", &format!("/projects/{}", world.named("project")))
        .replace("/calls/{id}", "/calls/ZJ-1")
        .replace("/data/{file}", "/data/marks.csv")
        .replace("/{file}", "/certificate.zh.pdf");
    path.replace("{code}", world.named(code))
        .replace("{number}", "T~ZZB_0003")
        .replace("{*path}", "0/000.p/1")
        .replace("{position}", "3")
        .replace("/reports/{name}", "/reports/marks-by-city")
        .replace("{name}", "none.css")
        .replace("{kind}/{id}", &format!("enterprise/{}", world.named("maker")))
        .replace("/duties/{report}", "/duties/BG-2026-11-10")
        .replace("/desk/new/{act}", "/desk/new/award-entry")
        .replace("{person}", "P-PROVINCE")
        .replace("/project-stages/{stage}/stays", "/project-stages/accepted/stays")
        .replace("/by-month/{month}/{list}", "/by-month/2026-04/checks-failed")
        .replace("/{list}", "/checks-failed")
        .replace("{act}", "product-entry")
        .replace("{id}", "none")
        .replace("/ledger/proof?", "/ledger/proof?position=3&")
}

/// Every page that is read, with who reads it.
pub fn pages(world: &World) -> Vec<(Option<&'static str>, String)> {
    let mut pages: Vec<(Option<&str>, String)> = Vec::new();
    for address in ADDRESSES.iter().flat_map(|table| table.iter()).filter(|address| address.method == "GET") {
        match address.audience {
            Audience::Page if address.path != "/ledger/proof" => {
                pages.push((None, sample(world, address.path)))
            }
            Audience::Member if address.path.starts_with("/desk/offices") => {
                pages.push((Some("admin"), sample(world, address.path)));
            }
            // A draft's pages need a draft: see below.
            Audience::Member
                if address.path.starts_with("/declare/") || address.path.contains("{digest}") => {}
            // A file.
            Audience::Member if address.path.ends_with("/receipt") && address.path.contains("/entries/") => {}
            // And the check and the receipt of an act need an act.
            Audience::Member if address.path.contains("/acts/{act}/") => {}
            Audience::Member if address.path.ends_with("/acts/{act}") => {
                pages.push((Some("federation"), format!("{}?key=form-1", sample(world, address.path))));
            }
            Audience::Member if address.path == "/desk/coaching" => {
                pages.push((Some("county"), address.path.to_owned()));
            }
            Audience::Member if ["/declare", "/desk/photos"].contains(&address.path) => {
                pages.push((Some("maker"), address.path.to_owned()));
            }
            Audience::Member if address.path != "/sign-in" => {
                pages.push((Some("federation"), sample(world, address.path)));
            }
            Audience::Member => pages.push((None, address.path.to_owned())),
            Audience::Page | Audience::Data | Audience::Either | Audience::Token | Audience::Operator => {}
        }
    }
    // A system with its nodes, and a maker of which something was published.
    pages.push((None, format!("/projects/{}", world.named("system"))));
    pages.push((None, format!("/makers/{}", world.named("failed"))));
    // A search that finds something in several registers, and filters of which something is left out.
    pages.extend(["/search?q=2", "/decisions?from=2026-05&to=2026-04"].map(|path| (None, path.to_owned())));
    for state in ["suspended", "basis_gone", "ended", "expired", "not_yet", "revoked"] {
        pages.push((None, format!("/v/{}", world.named(state))));
    }
    let product = format!("{}%2FP1", world.named("maker"));
    let cases = [
        (CaseKind::Product, product.as_str()),
        (CaseKind::Declaration, world.named("pending")),
        (CaseKind::Authorization, world.named("valid")),
        (CaseKind::Label, world.named("label")),
        (CaseKind::Check, "CK-3"),
        (CaseKind::Proceeding, world.named("revocation")),
        (CaseKind::Certificate, "ZJM-2022-P1"),
        (CaseKind::Edition, "T%2FZZB%200003-2020"),
        (CaseKind::Project, world.named("hearing")),
        (CaseKind::DutyReport, "BG-2026-11-10"),
        (CaseKind::Scheme, "scheme"),
    ];
    for (kind, id) in cases {
        pages.push((Some("federation"), format!("/cases/{}/{id}", kind.name())));
    }
    pages
}

/// The pages of a declaration that is not filed yet, below its address.
pub const OF_DRAFT: [&str; 8] =
    ["", "/product", "/models", "/edition", "/until", "/parent", "/evidence", "/review"];

async fn post(client: &Client, (cookie, form): &(String, String), path: &str, body: &str) -> String {
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", client.world.site.public_url.as_str()),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let asked = Asked {
        method: "POST".to_owned(),
        path: path.to_owned(),
        headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        body: format!("csrf={form}&{body}"),
        ..Asked::default()
    };
    let answer = client.send(&asked).await;
    assert_eq!(answer.status.as_u16(), 303, "{path}: {}", answer.body);
    answer.header("location").to_owned()
}

/// The address of a declaration that is written to its end and not filed.
pub async fn drafted(client: &Client, maker: &(String, String)) -> String {
    let filled = "filing.product=P1&filing.edition=T%2FZZB+0003-2020&filing.until=2027-11-23";
    let draft = post(client, maker, "/declare", &format!("key={}&{filled}", "a".repeat(64))).await;
    for step in ["models", "parent"] {
        post(client, maker, &format!("{draft}/{step}"), &format!("filing.{step}=")).await;
    }
    post(client, maker, &format!("{draft}/evidence/done"), "").await;
    draft
}

/// Pages of acts of the federation between form and receipt: one to be confirmed, one that cannot be done, one done.
pub async fn begun(client: &Client) -> [String; 3] {
    let federation = client.session("federation", None);
    let world = &client.world;
    let end = format!("/cases/authorization/{}/acts/authorization-end", world.named("valid"));
    let check = post(client, &federation, &end, "key=page-1&on=2026-11-24&reason=x").await;
    let grant = format!("/cases/declaration/{}/acts/declared-grant", world.named("pending"));
    let late = "key=page-2&on=2026-11-24&from=2026-11-24&valid_until=2035-01-01&reason=x";
    let refused = post(client, &federation, &grant, late).await;
    let award = format!("/cases/enterprise/{}/acts/award-entry", world.named("failed"));
    let prize = "fact.name=x&fact.level=province&fact.is_government_quality_award=yes";
    let to_do = post(client, &federation, &award, &format!("key=page-3&on=2026-11-20&{prize}")).await;
    let mut asked = Asked::get(&to_do);
    asked.headers.push(("cookie".to_owned(), federation.0.clone()));
    let page = client.send(&asked).await.body;
    let seen = page.split_once("name=\"seen\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
    let seen = format!("seen={}", seen.expect("what was seen").0);
    [check, refused, post(client, &federation, &to_do, &seen).await]
}

#[tokio::test]
async fn every_page_is_there_in_both_languages() {
    let client = Client::new();
    let drafted = drafted(&client, &client.session("maker", None)).await;
    let begun = begun(&client).await;
    let written = crate::table_written::written(&client).await;
    for lang in ["zh", "en"] {
        let tag = if lang == "zh" { "zh-CN" } else { "en" };
        let mut titles: BTreeMap<String, String> = BTreeMap::new();
        let of_draft = OF_DRAFT.map(|page| (Some("maker"), format!("{drafted}{page}")));
        let of_acts = begun.clone().map(|page| (Some("federation"), page));
        let of_tables = written.clone().into_iter().map(|page| (Some("federation"), page));
        let all = pages(&client.world).into_iter().chain(of_draft).chain(of_acts).chain(of_tables);
        for (reader, path) in all {
            let mut asked = Asked::get(&path);
            let session = reader.map(|login| client.session(login, None).0).unwrap_or_default();
            let cookies = format!("lang={lang}; {session}");
            asked.headers.push(("cookie".to_owned(), cookies));
            let answer = client.send(&asked).await;
            assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
            assert!(answer.body.contains(&format!("<html lang=\"{tag}\"")), "{path} is not in {lang}");
            let title = answer.body.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
            let title = title.map(|(title, _)| title.to_owned()).expect("a title");
            // The form alone and the front page ask for the same thing; both say so.
            if path != "/v" && path != "/account/office" {
                let other = titles.insert(title.clone(), path.clone());
                assert!(other.is_none(), "{path} and {other:?} are both called `{title}`");
            }
            if lang == "en" {
                assert!(!answer.body.contains("{}"), "{path}: a place was left open");
            }
        }
    }
}

/// The form of every act opens for somebody, and for nobody else's maker.
#[tokio::test]
async fn every_form_opens_for_whoever_has_the_power() {
    let client = Client::new();
    let logins =
        ["federation", "province", "county", "body", "laboratory", "maker", "other", "admin", "expert"];
    let mut opened: Vec<String> = Vec::new();
    let mut cases = case_addresses(&client.world);
    cases.push(format!("/cases/declaration/{}", crate::joint::filed(&client)));
    for login in logins {
        let (cookie, _) = client.session(login, None);
        for case in &cases {
            for (_, name, _) in site::form_samples() {
                let mut asked = Asked::get(&format!("{case}/acts/{name}?key=form-1"));
                asked.headers.push(("cookie".to_owned(), cookie.clone()));
                let form = client.send(&asked).await;
                if form.status.as_u16() == 200 {
                    assert!(form.body.contains("name=\"key\""), "{login} {}", asked.path);
                    can_be_left_alone(&asked.path, &form.body);
                    opened.push(name);
                } else {
                    assert!(
                        [403, 404].contains(&form.status.as_u16()),
                        "{login} {}: {}",
                        asked.path,
                        form.status
                    );
                }
            }
        }
    }
    for (kind, name, _) in site::form_samples() {
        assert!(opened.contains(&name), "nobody can open `{name}` ({kind:?})");
    }
}

pub fn case_addresses(world: &World) -> Vec<String> {
    let (maker, failed) = (world.named("maker"), world.named("failed"));
    vec![
        format!("/cases/enterprise/{maker}"),
        format!("/cases/enterprise/{failed}"),
        format!("/cases/product/{maker}%2FP1"),
        format!("/cases/declaration/{}", world.named("pending")),
        format!("/cases/authorization/{}", world.named("valid")),
        format!("/cases/authorization/{}", world.named("revoked")),
        format!("/cases/label/{}", world.named("label")),
        format!("/cases/project/{}", world.named("hearing")),
        "/cases/check/CK-3".to_owned(),
        format!("/cases/proceeding/{}", world.named("revocation")),
        "/cases/certificate/ZJM-2022-P1".to_owned(),
        "/cases/edition/T%2FZZB%200003-2020".to_owned(),
        "/cases/duty_report/BG-2026-11-10".to_owned(),
        "/cases/scheme/scheme".to_owned(),
    ]
}
