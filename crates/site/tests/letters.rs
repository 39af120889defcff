//! What a paper made from the record says, read back from the file by other programs.

use std::fs;
use std::process::Command as Program;

use policy::command::Command;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Order, Receipt};
use serde_json::{Value, json};

use crate::client::{Asked, Client};
use crate::papers::file;
use crate::world::noon;

const TODAY: &str = "2026-11-24";

/// What a program says of a paper.
fn ask(pdf: &[u8], script: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("paper.pdf"), pdf).expect("a file");
    let run = Program::new("sh").args(["-c", script]).current_dir(folder.path()).output().expect("a shell");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8_lossy(&run.stdout).into_owned()
}

/// Its text without any space.
pub(crate) fn text(pdf: &[u8]) -> String {
    let hidden = |c: &char| !c.is_whitespace() && *c != '\u{200b}';
    ask(pdf, "pdftotext -raw paper.pdf -").chars().filter(hidden).collect()
}

/// What its QR code says.
fn code(pdf: &[u8]) -> String {
    let script = "pdftoppm -r 150 -png -f 1 -l 1 -singlefile paper.pdf page && zbarimg --raw -q page.png";
    ask(pdf, script).trim().to_owned()
}

/// An act of a day, entered today.
fn act(client: &Client, office: Office, on: &str, act: Value) -> Receipt {
    let world = &client.world;
    let key = format!("letters-{on}-{}", act["do"].as_str().expect("a name"));
    let command = json!({ "key": key, "on": on, "enterprise": world.named("failed"), "act": act });
    let command: Command = serde_json::from_value(command).expect("a command");
    let actor = Actor { person: world.holder_of(&office), office };
    let order = Order { actor, command, now: noon(TODAY), expected: None };
    world.registry.act(order).unwrap_or_else(|refused| panic!("{refused:?}"))
}

/// A poster leads to the page of its standard, and that page is there.
#[tokio::test]
async fn the_code_of_a_poster_leads_to_the_page_of_its_standard() {
    let client = Client::new();
    let table = json!({"sample": true, "references": [{"id": "gb", "standard": "GB/T 10000-2018",
        "kind": "national_recommended", "name": {"zh": "性能"}}],
        "rows": [{"indicator": {"zh": "指标"}, "unit": "mg/kg", "direction": "higher", "limit": "≥5",
                  "compared": [{"reference": "gb", "cell": "≥4"}]}]});
    let edition = json!({"edition": "T/ZZB 0801-2020", "title": "电热水器", "published_on": TODAY,
        "in_force_from": TODAY, "table": table});
    let enter = json!({"do": "enter_edition", "edition": edition});
    let federation = Office::sole(OfficeKind::Federation);
    let receipt = client.world.try_act(federation, None, TODAY, enter).expect("entered");
    for lang in ["zh", "en"] {
        let path = format!("/papers/{}/comparison_poster.{lang}.pdf", receipt.positions[0]);
        let address = code(&file(&client, &path, Some("federation")).await);
        let (_, page) = address.split_once("/standards/").unwrap_or_else(|| panic!("{address}"));
        assert_eq!(page, "T~ZZB_0801", "{address}");
        let page = file(&client, &format!("/standards/{page}"), None).await;
        assert!(String::from_utf8_lossy(&page).contains("电热水器"));
    }
}

/// Refuses a declaration of the firm, with these reasons.
fn refuse(client: &Client, reason: &str) -> Receipt {
    let product = json!({ "fact": "product", "id": "C9", "name": "保温壶", "models": ["C9-A"],
                          "is_consumer_product": true, "since": TODAY });
    let maker = || Office::of(OfficeKind::Maker, client.world.named("failed"));
    act(client, maker(), TODAY, json!({ "do": "enter_fact", "fact": product }));
    let filing = json!({ "product": "C9", "edition": "T/ZZB 0087-2017", "until": "2030-01-01" });
    let filed = act(client, maker(), TODAY, json!({ "do": "file_declaration", "filing": filing }));
    let refuse = json!({ "do": "refuse_declaration", "declaration": filed.created[0],
                         "reason": { "plain": reason } });
    act(client, Office::sole(OfficeKind::Federation), TODAY, refuse)
}

/// Whoever issues a letter that has no room for all that was written is told so before, on the page and by the API, and the
/// letter says it.
#[tokio::test]
async fn what_finds_no_room_in_a_letter_is_told_before_it_is_issued() {
    let client = Client::new();
    let dense: String = (0x9b00..0x9f00).filter_map(char::from_u32).collect();
    let at = refuse(&client, &dense).positions[0];
    let path = format!("/papers/{at}/refusal.zh.parties.pdf");
    let pdf = file(&client, &path, Some("federation")).await;
    assert!(pdf.len() <= 80_000, "{} bytes", pdf.len());
    let letter = text(&pdf);
    assert!(letter.contains("本件未能全部印出") && letter.contains(&format!("/papers/{at}")), "{letter}");
    let page = file(&client, &format!("{path}/issue"), Some("federation")).await;
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains("此文件未能全部印出"), "{page}");
    let mut asked = Asked::get(&format!("/api/v1{path}"));
    asked.headers.push(("authorization".to_owned(), "Bearer pzb_federation_act".to_owned()));
    let told: Value = serde_json::from_str(&client.send(&asked).await.body).expect("JSON");
    assert_eq!(told["warnings"][0]["code"], "shortened", "{told}");
    // All of it is read at the address that the letter bears, by its parties, and whoever is not signed in is asked to.
    let here = format!("/papers/{at}");
    let whole = file(&client, &here, Some("federation")).await;
    assert!(String::from_utf8_lossy(&whole).contains(&dense));
    let stranger = client.send(&Asked::get(&here)).await;
    assert_eq!(stranger.status.as_u16(), 401, "{}", stranger.body);
    assert!(!stranger.body.contains(&dense[..30]));
}

/// A refusal states what was found, with number, day and entry, then what would turn it; what cannot be told stands by
/// itself, with what is missing and from whom.
#[tokio::test]
async fn a_refusal_states_the_facts_that_it_rests_on() {
    let client = Client::new();
    let province = Office::of(OfficeKind::ProvinceBureau, "330000");
    let listing = json!({ "fact": "listing", "id": "失信7", "listed_on": "2026-10-20", "authority": "省局" });
    let listed = act(&client, province, "2026-10-20", json!({ "do": "enter_fact", "fact": listing }));
    let entry = listed.positions[0];
    // The product is one of which nobody has said whether it is excluded.
    let refused = refuse(&client, "条件不具备");
    let letter = async |lang: &str| {
        let path = format!("/papers/{}/refusal.{lang}.parties.pdf", refused.positions[0]);
        text(&file(&client, &path, Some("federation")).await)
    };
    let (zh, en) = (letter("zh").await, letter("en").await);
    for said in [
        "不符合的条件".to_owned(),
        format!(
            "严重违法失信列入失信7：2026年10月20日列入（省局）（账目第{entry}条）。如何改变：移出名单之日起即不再列入"
        ),
    ] {
        assert!(zh.contains(&said), "no `{said}` in {zh}");
    }
    for said in [
        "Conditionsthatarenotmet".to_owned(),
        format!("Dishonestylisting失信7:listedon20October2026(省局)(ledgerentry{entry}).Whatwouldturnit:"),
    ] {
        assert!(en.contains(&said), "no `{said}` in {en}");
    }
    let (not_met, unknown) = zh.split_once("无法判断的条件").unwrap_or_else(|| panic!("{zh}"));
    assert!(!not_met.contains("无法判断") && unknown.contains("缺少的资料及由谁提供"), "{zh}");
    assert!(unknown.contains("缺少") && unknown.contains("，由") && unknown.contains("提供"), "{zh}");
    assert!(en.contains("Conditionsthatcannotbetold") && en.contains("Missing:"), "{en}");
}
