//! Without scripts everything is there: no page has one, no page may run one, and none needs one.

use serde_json::json;

use super::driver::{Driver, Scripts, processes_naming};
use super::firm::{MAKER, noon, settle};
use super::house::House;
use super::seat::Seat;
use crate::world::PASSWORD;

/// A page that is no page of ours, and says whether scripts run.
const SCRIPTED: &str =
    "data:text/html,<body>blocked<script>document.body.textContent = 'ran'</script></body>";

#[tokio::test]
async fn whoever_blocks_scripts_can_look_sign_in_and_file() {
    let house = House::open().await;
    let firm = settle(&house.client.world);
    house.client.world.at(noon("2026-11-12"));
    let driver = Driver::start();
    let seat = Seat::take(driver.browser("zh-CN", Scripts::Blocked).await, &house, 360).await;
    seat.client.goto(SCRIPTED).await.expect("a page");
    assert_eq!(seat.page().await, "blocked", "scripts are blocked at all");
    seat.open("/").await;
    seat.write("查验码", house.client.world.named("suspended")).await;
    seat.press_button("查验").await;
    assert_eq!(seat.heading().await, "暂停");

    seat.open("/desk").await;
    seat.follow("登录").await;
    seat.write("账号", MAKER.0).await;
    seat.write("密码", PASSWORD).await;
    seat.enter().await;
    assert_eq!(seat.path().await, "/desk");
    seat.open(&format!("/cases/product/{firm}%2FK1")).await;
    seat.follow("提交自我声明").await;
    // What is missing is said first, also here.
    seat.press_button("核对：提交自我声明").await;
    assert_eq!(seat.stop().await.role, "alert");
    seat.choose("标准编号（带年号）", "T/ZZB 0087").await;
    seat.write_day("申请授权至", "2029-11-11").await;
    seat.press_button("核对：提交自我声明").await;
    assert_eq!(seat.heading().await, "确认前请核对");
    seat.press_button("确认办理：提交自我声明").await;
    assert_eq!(seat.heading().await, "已办理");
    seat.is_quiet().await;
}

#[tokio::test]
async fn a_script_that_gets_into_a_page_does_not_run() {
    let house = House::open().await;
    let driver = Driver::start();
    let seat = Seat::take(driver.browser("en", Scripts::Allowed).await, &house, 1280).await;
    seat.open("/").await;
    let planted = "const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        document.body.setAttribute('onclick', 'window.ran = true');
        document.body.click();
        return window.ran ?? false";
    assert_eq!(seat.run(planted, vec![]).await, json!(false));
    let said = seat.console().await;
    let is_refused = |line: &String| line.contains("Content Security Policy") && line.contains("script");
    assert!(said.len() >= 2 && said.iter().all(is_refused), "{said:#?}");
}

/// Whatever is wrong with a page is found; otherwise all that is green says nothing.
#[tokio::test]
async fn barriers_are_seen() {
    let house = House::open().await;
    let driver = Driver::start();
    let seat = Seat::take(driver.browser("en", Scripts::Allowed).await, &house, 360).await;
    seat.open("/ledger").await;
    seat.has_no_barrier().await;
    let spoil = "const put = (html) => document.querySelector('main').insertAdjacentHTML('beforeend', html);
        put('<img src=\"/favicon.ico\">');
        put('<input type=\"text\">');
        put('<button>x</button>');
        put('<p id=\"faint\">faint</p>');
        put('<div id=\"wide\">wide</div>');
        document.getElementById('faint').style.color = '#ccc';
        document.getElementById('wide').style.width = '2000px';
        const button = [...document.querySelectorAll('button')].pop();
        button.style.minHeight = button.style.height = button.style.width = '12px';
        button.style.padding = '0';";
    seat.run(spoil, vec![]).await;
    let found = seat.barriers(None).await.join("\n");
    for what in ["image-alt", "label", "color-contrast", "scrolls sideways", "smaller than 44 px: 12 x 12"] {
        assert!(found.contains(what), "{what} is not seen: {found}");
    }
}

#[tokio::test]
async fn a_browser_ends_with_its_test() {
    let house = House::open().await;
    let driver = Driver::start();
    let profiles = driver.profiles();
    let browser = driver.browser("en", Scripts::Allowed).await;
    assert!(!processes_naming(&profiles).is_empty(), "a browser runs");
    let test = tokio::spawn(async move {
        let _driver = driver;
        browser.goto(&house.url).await.expect("a page");
        panic!("as a test that fails");
    });
    assert!(test.await.expect_err("it fails").is_panic());
    assert_eq!(processes_naming(&profiles), Vec::<String>::new(), "and ends with it");
}
