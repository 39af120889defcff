//! Comparison tables in the browser: a sheet that is sent, rows that are mended, and what is tested by them.

use policy::powers::{Office, OfficeKind};
use serde_json::json;

use crate::client::{Asked, Client};
use crate::hand::Hand;

const FORM: &str = "/cases/scheme/scheme/acts/edition-entry";

impl Hand<'_> {
    /// Sends a form and follows to the page it leads to.
    async fn follow(&self, path: &str, fields: &str) -> (String, String) {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status.as_u16(), 303, "{path} {fields}: {}", answer.body);
        let to = answer.header("location").split('#').next().unwrap_or_default().to_owned();
        let page = self.get(&to).await;
        assert_eq!(page.status.as_u16(), 200, "{to}: {}", page.body);
        (to, page.body)
    }
}

const SHEET: &str = "指标,单位,方向,\"本标准\nT/ZZB 0099—2026\",GB 18401-2010,试验方法\n\
甲醛,mg/kg,越低越好,≤20,≤75,GB/T 2912.1-2009\n容量,mL,越高越好,9~5,无,\n注：示例,,,,,\n";

#[tokio::test]
async fn an_edition_is_entered_from_a_sheet_that_is_mended_row_by_row() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    // What is filled in stays while the table is written.
    let filled = "key=t-1&on=2026-11-20&edition.title=%E7%A4%BA%E4%BE%8B&edition.in_force_from=2026-12-01&edition.edition=";
    let (table, page) = hand.follow(FORM, &format!("{filled}&look=table")).await;
    assert_eq!(table, format!("{FORM}/table?key=t-1"));
    assert!(page.contains("还没有指标") && page.contains("type=\"file\""), "{page}");
    // Files that are none.
    let sheet = format!("{FORM}/table/sheet?key=t-1");
    for (name, file, says) in [
        ("a.pdf", &b"%PDF-1.7"[..], "PDF"),
        ("a.csv", b"", "有内容的文件"),
        ("a.csv", "甲,乙\n".as_bytes(), "没有找到表头"),
    ] {
        let (status, page) = hand.upload(&sheet, name, file).await;
        assert!(status == 422 && page.contains(says) && page.contains("role=\"alert\""), "{name}: {page}");
    }
    let (status, _) = hand.upload(&sheet, "表.csv", SHEET.as_bytes()).await;
    assert_eq!(status, 303);
    let page = hand.get(&table).await.body;
    for says in
        ["甲醛", "GB 18401-2010 优于 +73.33%", "范围9～5颠倒", "1处读不出来", "注：示例", "T/ZZB 0099—2026"]
    {
        assert!(page.contains(says), "{says}: {page}");
    }
    // It cannot be confirmed yet, and says so at the field.
    let check = format!("{FORM}/check?key=t-1");
    let refused = hand.get(&check).await;
    assert!(refused.status == 422 && refused.body.contains("对比表有1处读不出来"), "{}", refused.body);
    // The row is mended on its page; wrongly first, and what was typed stays.
    let row = format!("{FORM}/table/rows/2?key=t-1");
    assert!(hand.get(&row).await.body.contains("value=\"9~5\""));
    let fields = "indicator=%E5%AE%B9%E9%87%8F&unit=mL&direction=higher&cell.0=%E6%97%A0&press=save&limit=";
    let wrong = hand.post(&row, &format!("{fields}%E2%89%A5")).await;
    assert_eq!(wrong.status.as_u16(), 422);
    assert!(wrong.body.contains("href=\"#limit\"") && wrong.body.contains("value=\"≥\""), "{}", wrong.body);
    let (_, page) = hand.follow(&row, &format!("{fields}%E2%89%A5500")).await;
    assert!(page.contains("符合第三条") && !page.contains("读不出来"), "{page}");
    // On the form the table is told in one line, and the check shows it whole.
    let form = hand.get(&format!("{FORM}?key=t-1")).await.body;
    assert!(form.contains("2行，1个对比标准；符合第三条"), "{form}");
    assert!(form.contains("value=\"示例\"") && form.contains("value=\"T/ZZB 0099—2026\""), "{form}");
    let sent = "key=t-1&on=2026-11-20&edition.title=%E7%A4%BA%E4%BE%8B&edition.in_force_from=2026-12-01&edition.edition=T/ZZB+0099-2026";
    let (to, page) = hand.follow(FORM, sent).await;
    assert_eq!(to, check);
    assert!(page.contains("c3.table_advances") && page.contains("公开页上将这样显示"), "{page}");
    let seen = page
        .split_once("name=\"seen\" value=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .expect("seen")
        .0
        .to_owned();
    let (_, receipt) = hand.follow(&check, &format!("seen={seen}")).await;
    assert!(receipt.contains("已办理"), "{receipt}");
    let shown = client.send(&Asked::get("/standards/T~ZZB_0099")).await.body;
    assert!(shown.contains("甲醛") && shown.contains("≥500"), "{shown}");
}

#[tokio::test]
async fn rows_are_added_moved_and_removed_without_scripts() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let (table, _) = hand.follow(FORM, "key=t-2&edition.edition=T/ZZB+0003-2026&look=table").await;
    // From an earlier edition; one that has no table, and one that is no number.
    for (from, says) in [("T/ZZB+0087-2017", "没有对比表在案"), ("abc", "不是已知的标准代号")]
    {
        let answer = hand.post(&table, &format!("press=start&from={from}")).await;
        assert!(answer.status == 422 && answer.body.contains(says), "{from}: {}", answer.body);
    }
    // Without year the latest edition that has a table is taken.
    let (_, latest) = hand.follow(&table, "press=start&from=T/ZZB+0003").await;
    let (_, page) = hand.follow(&table, "press=start&from=T/ZZB+0003-2020").await;
    assert!(latest.contains("5行") && latest.contains("符合第三条"), "{latest}");
    assert!(page.contains("5行") && page.contains("符合第三条"), "{page}");
    let order = |page: &str| {
        ["风量", "噪声", "全压效率"].map(|name| page.find(&format!("\">{name}</a>")).expect("a row"))
    };
    let [first, second, third] = order(&page);
    assert!(first < second && second < third);
    let (_, page) = hand.follow(&table, "press=down.1").await;
    let [first, second, third] = order(&page);
    assert!(second < first && first < third, "moved down");
    let (_, page) = hand.follow(&table, "press=up.2").await;
    assert!(order(&page)[0] < order(&page)[1], "moved up again");
    let (_, page) = hand.follow(&table, "press=remove.2").await;
    assert!(page.contains("4行") && !page.contains("噪声"), "{page}");
    for press in ["remove.9", "up.0", "down.x", "", "drop.1"] {
        assert_eq!(hand.post(&table, &format!("press={press}")).await.status.as_u16(), 404, "{press}");
    }
    // A row that was added is empty and not wrong yet; left empty it is told.
    let (row, page) = hand.follow(&table, "press=add").await;
    assert!(row.contains("/rows/5?") && !page.contains("data-wrong"), "{page}");
    assert!(hand.get(&table).await.body.contains("读不出来"));
    assert_eq!(hand.get(&row.replace("/rows/5", "/rows/6")).await.status.as_u16(), 404);
    // A column that goes takes its cells with it; a wrong one is told.
    let columns = format!("{FORM}/table/columns?key=t-2");
    assert!(hand.get(&columns).await.body.contains("GB 29539-2013"));
    let wrong = hand.post(&columns, "sample=yes&standard.0=abc").await;
    assert!(wrong.status == 422 && wrong.body.contains("href=\"#kind.0\""), "{}", wrong.body);
    let (_, _) = hand.follow(&table, "press=start&from=T/ZZB+0003-2020").await;
    let (_, page) = hand
        .follow(&columns, "sample=yes&standard.0=&standard.1=IEC+61591:2019&standard.2=GB/T+17713-2011")
        .await;
    assert!(!page.contains("GB 29539") && page.contains("≥18"), "{page}");
    let row = hand.get(&format!("{FORM}/table/rows/2?key=t-2")).await.body;
    assert!(row.contains("value=\"≤72\"") && row.contains("value=\"≤73\""), "{row}");
}

/// Whoever changes the language in the middle of a row, of the columns or of a number keeps what was typed, and nothing is
/// kept on file by it.
#[tokio::test]
async fn what_was_typed_into_a_table_stays_in_the_other_language() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let (table, page) = hand.follow(FORM, "key=t-6&edition.edition=T/ZZB+0003-2026&look=table").await;
    assert!(page.contains("name=\"press\" value=\"start\" hidden"), "Enter starts from an edition: {page}");
    let answer = hand.post(&format!("{table}&lang=en"), "look=lang&from=T/ZZB+half").await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.body);
    assert!(
        answer.body.contains("<html lang=\"en\"") && answer.body.contains("value=\"T/ZZB half\""),
        "{}",
        answer.body
    );
    // A wrong number stays where it was typed.
    let wrong = hand.post(&table, "press=start&from=abc").await;
    assert!(wrong.status == 422 && wrong.body.contains("value=\"abc\""), "{}", wrong.body);
    hand.follow(&table, "press=start&from=T/ZZB+0003-2020").await;
    let row = format!("{FORM}/table/rows/2?key=t-6");
    let typed =
        "look=lang&indicator=Noise+half&unit=dB&direction=lower&limit=%E2%89%A4&cell.0=12&remark=mine";
    let answer = hand.post(&format!("{row}&lang=en"), typed).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.body);
    for kept in ["Noise half", "value=\"≤\"", "value=\"12\"", "value=\"mine\"", "<html lang=\"en\""] {
        assert!(answer.body.contains(kept), "{kept}: {}", answer.body);
    }
    assert!(!answer.body.contains("role=\"alert\""), "it is not sent yet: {}", answer.body);
    assert!(!hand.get(&row).await.body.contains("Noise half"), "nothing is kept by it");
    // Columns: one that lost its number stays in its place with its cells, and one that is new comes along.
    let columns = format!("{FORM}/table/columns?key=t-6");
    let typed = "look=type&sample=no&standard.0=&name.0=First&standard.1=IEC+61591:2019&standard.2=GB/T+17713-2011&name.4=Late";
    let answer = hand.post(&format!("{columns}&type=large"), typed).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.body);
    let at = |what: &str| answer.body.find(what).unwrap_or_else(|| panic!("{what}: {}", answer.body));
    assert!(at("id=\"name.0\" name=\"name.0\" value=\"First\"") < at("value=\"IEC 61591:2019\""));
    assert!(
        answer.body.contains("value=\"Late\"") && answer.body.contains("data-size=\"lg\""),
        "{}",
        answer.body
    );
    assert!(hand.get(&columns).await.body.contains("GB 29539-2013"), "nothing is kept by it");
    // At the address of a sheet that was not read the language changes all the same.
    let (status, page) = hand.upload(&format!("{FORM}/table/sheet?key=t-6"), "a.pdf", b"%PDF-1.7").await;
    assert!(status == 422 && page.contains(&format!("formaction=\"{table}&amp;lang=")), "{page}");
}

#[tokio::test]
async fn the_table_of_a_form_is_nobody_elses_and_takes_no_foreign_form() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let (table, _) = hand.follow(FORM, "key=t-3&look=table").await;
    hand.upload(&format!("{FORM}/table/sheet?key=t-3"), "t.csv", SHEET.as_bytes()).await;
    // Another person finds no such form; without the token nothing is changed.
    let other = Hand { client: &client, who: client.session("province", None) };
    assert_eq!(other.get(&table).await.status.as_u16(), 403);
    let foreign = Hand { client: &client, who: (hand.who.0.clone(), "x".to_owned()) };
    for (path, fields) in [
        (table.as_str(), "press=add"),
        (&format!("{FORM}/table/columns?key=t-3"), "standard.0="),
        (&format!("{FORM}/table/rows/1?key=t-3"), "limit=1"),
    ] {
        assert_eq!(foreign.post(path, fields).await.status.as_u16(), 403, "{path}");
    }
    assert_eq!(foreign.upload(&format!("{FORM}/table/sheet?key=t-3"), "t.csv", b"x").await.0, 403);
    assert!(hand.get(&table).await.body.contains("2行"));
    // A form without a table has no such page, and a key under which nothing is kept leads to the form.
    let none = hand.get(&table.replace("edition-entry", "registration")).await;
    assert_eq!(none.status.as_u16(), 404);
    let lost = hand.get(&table.replace("t-3", "t-4")).await;
    assert_eq!((lost.status.as_u16(), lost.header("location")), (303, FORM));
}

#[tokio::test]
async fn a_form_that_comes_after_its_session_keeps_its_table() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    hand.follow(FORM, "key=t-5&look=table").await;
    let sheet = SHEET.replace("9~5", "≥500");
    let (status, _) = hand.upload(&format!("{FORM}/table/sheet?key=t-5"), "t.csv", sheet.as_bytes()).await;
    assert_eq!(status, 303);
    client.world.at(client.world.now() + 3 * 3600);
    let sent = "key=t-5&acting=%7B%22kind%22:%22federation%22%7D&on=2026-11-20&edition.title=x&edition.in_force_from=2026-12-01&edition.edition=T/ZZB+0099-2026";
    let answer = hand.post(FORM, sent).await;
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.body);
    let to = answer.header("location").to_owned();
    let next = to.strip_prefix("/sign-in?kept=1&next=").expect("signed out");
    let next = next.replace("%2F", "/").replace("%3F", "?").replace("%3D", "=").replace("%26", "&");
    let again = Hand { client: &client, who: client.session("federation", None) };
    let form = again.get(&next).await;
    assert!(
        form.status == 200 && form.body.contains("2行，1个对比标准；符合第三条"),
        "{next}: {}",
        form.body
    );
}

/// The pages on which a table is written, for those who look at every page.
pub async fn written(client: &Client) -> Vec<String> {
    let hand = Hand { client, who: client.session("federation", None) };
    let (table, _) = hand.follow(FORM, "key=t-9&edition.edition=T/ZZB+0003-2026&look=table").await;
    hand.upload(&format!("{FORM}/table/sheet?key=t-9"), "t.csv", SHEET.as_bytes()).await;
    let page = |step: &str| table.replace("/table?", &format!("/table{step}?"));
    vec![table.clone(), page("/columns"), page("/rows/1"), page("/rows/2")]
}

#[tokio::test]
async fn a_check_shows_what_is_tested_and_a_result_chooses_from_it() {
    let client = Client::new();
    let maker: policy::enterprise::credit_code::CreditCode =
        client.world.named("maker").parse().expect("a code");
    let bureau = Office::of(OfficeKind::ProvinceBureau, "330000");
    let act = json!({
        "do": "sample_product", "id": "CK-T", "product": "P1", "edition": "T/ZZB 0003-2020",
        "reason": { "why": "planned" }, "bureau": "330000", "laboratory": "LAB-01",
    });
    client.world.try_act(bureau, Some(maker), "2026-11-20", act).expect("sampled");
    let hand = Hand { client: &client, who: client.session("province", None) };
    let page = hand.get("/cases/check/CK-T").await.body;
    for says in ["检验项目", "噪声", "≤65 dB", "GB/T 17713-2011", "依据T/ZZB 0003—2020的对比表"]
    {
        assert!(page.contains(says), "{says}: {page}");
    }
    assert!(!page.contains("<b>不合格</b>"));
    let laboratory = Hand { client: &client, who: client.session("laboratory", None) };
    let form = "/cases/check/CK-T/acts/result";
    let page = laboratory.get(&format!("{form}?key=r-1")).await.body;
    assert!(page.contains("value=\"噪声\"") && page.contains("噪声 ≤65 dB"), "{page}");
    // One that is chosen, and one that the table does not have.
    let sent = "key=r-1&on=2026-11-22&meets_standard=no&report.misses=%E5%99%AA%E5%A3%B0&report.misses=%E5%A4%96%E8%A7%82";
    let (check, page) = laboratory.follow(form, sent).await;
    assert!(page.contains("噪声 ≤65 dB") && page.contains("外观"), "{page}");
    let seen = page.split_once("name=\"seen\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
    laboratory.follow(&check, &format!("seen={}", seen.expect("seen").0)).await;
    let page = hand.get("/cases/check/CK-T").await.body;
    assert_eq!(page.matches("<b>不合格</b>").count(), 1, "{page}");
    // A standard whose table is not on file says so.
    let page = hand.get("/cases/check/CK-3").await.body;
    assert!(page.contains("没有对比表在案，检验项目以标准文本为准"), "{page}");
}

/// A number without a unit beside a limit in another one, and a mandatory standard that was withdrawn on the day.
#[tokio::test]
async fn what_is_doubtful_in_a_sheet_is_told_at_its_row() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let filled = "edition.title=%E7%A4%BA%E4%BE%8B&edition.in_force_from=2026-12-01&edition.edition=";
    let head = "指标,单位,方向,\"本标准\nT/ZZB 0099—2026\",\"GB 18401-2010\n（强制性国家标准；废止2026-11-20）\",ISO 9073-1:2023\n";
    let rows = "甲醛,%,越低越好,≤90mg/kg,≤75mg/kg,≤75\n";
    for (key, on, says, not) in [
        ("d-1", "2026-11-19", "劣于强制性标准“GB 18401—2010”", "已无约束力"),
        ("d-2", "2026-11-20", "发布日已无约束力", "劣于强制性标准"),
    ] {
        let (table, _) = hand.follow(FORM, &format!("key={key}&on={on}&{filled}&look=table")).await;
        let sheet = format!("{FORM}/table/sheet?key={key}");
        let (status, _) = hand.upload(&sheet, "表.csv", format!("{head}{rows}").as_bytes()).await;
        assert_eq!(status, 303);
        let page = hand.get(&table).await.body;
        assert!(page.contains(says) && !page.contains(not), "{on}: {page}");
        assert!(page.contains("“≤75”没有写单位，按本行单位“%”读取"), "{page}");
        let row = hand.get(&format!("{FORM}/table/rows/1?key={key}")).await.body;
        assert!(row.contains("<a href=\"#cell.1\">“≤75”没有写单位"), "{row}");
    }
}

/// A place that cannot be read hides nothing of what clause 3 refuses elsewhere, and leads to the right row.
#[tokio::test]
async fn what_cannot_be_read_and_what_is_refused_are_told_at_once() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let (table, _) = hand.follow(FORM, "key=u-1&on=2026-11-24&look=table").await;
    let head = "指标,单位,方向,\"本标准\nT/ZZB 0099—2026\",GB 18401-2010\n";
    let sheet = format!("{FORM}/table/sheet?key=u-1");
    let rows = "容量,mL,越高越好,9~5,≥3\n甲醛,mg/kg,越低越好,≤90,≤75\n芳香胺,mg/kg,越低越好,≤75,≤5000\n";
    let (status, _) = hand.upload(&sheet, "表.csv", format!("{head}{rows}").as_bytes()).await;
    assert_eq!(status, 303);
    let page = hand.get(&table).await.body;
    assert!(
        page.contains("1处读不出来、另有1处不符合第三条")
            || page.contains("1处读不出来，另有1处不符合第三条"),
        "{page}"
    );
    let link = page.split("<li><a href=\"").find(|line| line.contains("劣于强制性标准")).expect("a fault");
    assert!(link.contains("/rows/2?key=u-1\"") || link.contains("/rows/2?"), "{link}");
    assert!(link.contains("第 2 行"), "{link}");
    // A number that is far from another of its row is doubted there, and refuses nothing.
    assert!(page.contains("“≤5000 mg/kg”是同一行“≤75 mg/kg”的66倍"), "{page}");
    // Once all of it is read, what was told of the other rows stays.
    let rows = "容量,mL,越高越好,≥5,≥3\n甲醛,mg/kg,越低越好,≤90,≤75\n";
    let (status, _) = hand.upload(&sheet, "表.csv", format!("{head}{rows}").as_bytes()).await;
    assert_eq!(status, 303);
    let page = hand.get(&table).await.body;
    assert!(page.contains("不符合第三条，不能录入") && page.contains("劣于强制性标准"), "{page}");
}
