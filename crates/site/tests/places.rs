//! Places outside the province: chosen by name, named in lists, on the page of a maker and in the reasons of the rules.

use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use serde_json::json;

use crate::client::{Answer, Asked, Client};

/// Of Shanghai as a whole, and of a place in it.
const FIRMS: [(&str, &str); 2] = [("91310000MA0000101", "310000"), ("91310115MA0000102", "310115")];

/// A code with the character that makes it whole.
fn code(start: &str) -> CreditCode {
    let signs = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars();
    let whole = signs.map(|sign| format!("{start}{sign}")).find_map(|code| CreditCode::parse(&code).ok());
    whole.expect("a code")
}

async fn page(client: &Client, path: &str) -> String {
    let answer = client.send(&Asked::get(path)).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
    answer.body
}

async fn sent(client: &Client, path: &str, fields: &str) -> Answer {
    let (cookie, form) = client.session("province", None);
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "http://pages.example"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let asked = Asked {
        method: "POST".to_owned(),
        path: path.to_owned(),
        headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        body: format!("csrf={form}&{fields}"),
        ..Asked::default()
    };
    let answer = client.send(&asked).await;
    assert_eq!(answer.status.as_u16(), 303, "{path}: {}", answer.body);
    let mut look = Asked::get(answer.header("location"));
    look.headers.push(("cookie".to_owned(), cookie));
    client.send(&look).await
}

#[tokio::test]
async fn a_place_outside_the_province_is_named_in_both_languages() {
    let client = Client::new();
    for (start, region) in FIRMS {
        let act =
            json!({ "do": "register_enterprise", "name": format!("示例{region}有限公司"), "region": region });
        let bureau = Office::of(OfficeKind::ProvinceBureau, "330000");
        client.world.try_act(bureau, Some(code(start)), "2026-11-20", act).expect("registered");
    }
    let [whole, part] = FIRMS.map(|(start, _)| code(start));
    for (path, zh, en) in [
        (format!("/makers/{whole}?"), "上海市（310000）", "Shanghai (310000)"),
        (format!("/makers/{part}?"), "上海市境内（310115）", "in Shanghai (310115)"),
        ("/makers?region=31&".to_owned(), "地区为上海市（310000）", "region Shanghai (310000)"),
    ] {
        assert!(page(&client, &format!("{path}lang=zh")).await.contains(zh), "{path}");
        assert!(page(&client, &format!("{path}lang=en")).await.contains(en), "{path}");
    }
    // A list is filtered by a name as by a code, in either language; the first digits are offered with their names.
    for given in ["31", "%E4%B8%8A%E6%B5%B7%E5%B8%82", "Shanghai"] {
        let list = page(&client, &format!("/makers?region={given}")).await;
        assert_eq!(list.matches("class=\"title\" href=\"/makers/").count(), 2, "{given}: {list}");
        assert!(list.contains("name=\"region\" maxlength=\"40\" value=\"31\""), "{given}: {list}");
    }
    let list = page(&client, "/makers?lang=en").await;
    for offered in ["<option value=\"31\">Shanghai (310000)", "<option value=\"3301\">Hangzhou (330100)"] {
        assert!(list.contains(offered), "{offered}: {list}");
    }
    // A name that nobody knows is told, and the list is that of every place (decision 0024).
    let list = page(&client, "/makers?region=%E6%9F%90%E5%9C%B0&lang=en").await;
    assert!(list.contains("“某地” is no known place") && !list.contains("region 某地"), "{list}");
    let report = page(&client, "/reports/marks-by-city").await;
    assert!(report.contains("浙江省") || report.contains("杭州市"), "{report}");
}

#[tokio::test]
async fn a_seat_is_chosen_by_name() {
    let client = Client::new();
    let (cookie, _) = client.session("province", None);
    let form = "/cases/scheme/scheme/acts/registration";
    let mut asked = Asked::get(&format!("{form}?key=p-1&lang=en"));
    asked.headers.push(("cookie".to_owned(), cookie));
    let offered = client.send(&asked).await.body;
    for option in
        ["<option value=\"310000\">Shanghai (310000)", "<option value=\"330106\">Xihu, Hangzhou (330106)"]
    {
        assert!(offered.contains(option), "{option}: {offered}");
    }
    assert_eq!(offered.matches("<option value=\"330000\">").count(), 0, "the seat of a firm is a county's");
    let firm = format!("enterprise={}&name=%E7%A4%BA%E4%BE%8B", code(FIRMS[0].0));
    for (given, entered) in [("%E4%B8%8A%E6%B5%B7%E5%B8%82", "200"), ("Shanghai", "200"), ("Atlantis", "422")]
    {
        let key = given.len();
        let page = sent(&client, form, &format!("key=p-{key}&on=2026-11-20&{firm}&region={given}")).await;
        assert_eq!(page.status.as_str(), entered, "{given}: {}", page.body);
        assert_eq!(page.body.contains("href=\"#region\""), entered == "422", "{given}: {}", page.body);
    }
}
