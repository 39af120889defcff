//! What is wrong is said where the focus is, leads to the field, and costs nothing that was typed.

use fantoccini::key::Key;

use super::driver::{Driver, Scripts};
use super::house::House;
use super::seat::{Seat, Stop};
use crate::world::PASSWORD;

#[tokio::test]
async fn the_summary_of_errors_has_the_focus_leads_to_the_fields_and_keeps_what_was_typed() {
    let house = House::open().await;
    let driver = Driver::start();
    let seat = Seat::take(driver.browser("zh-CN", Scripts::Allowed).await, &house, 360).await;
    signing_in(&seat).await;

    seat.open(&format!("/cases/enterprise/{}/acts/sampling", house.client.world.named("failed"))).await;
    seat.write("抽样编号", "CK-77").await;
    seat.choose("产品", "C1").await;
    seat.choose("检验机构", "LAB-01").await;
    seat.press_button("核对：记录抽样").await;
    assert_eq!(seat.stop().await.role, "alert", "what is wrong is said first");
    let title = seat.client.title().await.expect("a title");
    assert!(title.starts_with("错误："), "{title}");
    seat.has_no_barrier().await;
    for (field, value) in [("id", "CK-77"), ("product", "C1"), ("laboratory", "LAB-01")] {
        assert_eq!(seat.value(field).await, value, "{field}");
    }
    // Each line leads to its field: the first to a list, the second to a set of which one is picked.
    seat.reach("link", "请选择依据标准（带年号）").await;
    seat.press([Key::Enter.into()]).await;
    assert_eq!(seat.focused().await, "edition");
    seat.reach("link", "请选择抽检原因").await;
    seat.press([Key::Enter.into()]).await;
    assert_eq!(seat.focused().await, "reason.why");
    assert_eq!(seat.stop().await, Stop { role: "group".to_owned(), name: "抽检原因".to_owned() });
    seat.press([Key::Tab.into(), Key::Space.into()]).await;
    seat.choose("依据标准（带年号）", "T/ZZB 0087").await;
    seat.press_button("核对：记录抽样").await;
    assert_eq!(seat.heading().await, "确认前请核对");
    seat.press_button("确认办理：记录抽样").await;
    assert_eq!(seat.heading().await, "已办理");
    seat.is_quiet().await;
}

/// A wrong password: the same, and the login stays while the password goes.
async fn signing_in(seat: &Seat) {
    seat.open("/sign-in?next=/desk").await;
    seat.write("账号", "province").await;
    seat.write("密码", "wrong").await;
    seat.enter().await;
    assert_eq!(seat.stop().await.role, "alert", "what is wrong is said first");
    let title = seat.client.title().await.expect("a title");
    assert!(title.starts_with("错误："), "{title}");
    seat.has_no_barrier().await;
    assert_eq!([seat.value("login").await, seat.value("password").await], ["province", ""]);
    seat.reach("link", "账号或密码不正确。").await;
    seat.press([Key::Enter.into()]).await;
    assert_eq!(seat.focused().await, "login");
    seat.write("密码", PASSWORD).await;
    seat.enter().await;
    assert_eq!(seat.path().await, "/desk");
}

#[tokio::test]
async fn a_refusal_says_what_stands_in_the_way_and_gives_the_form_back_as_it_was() {
    let house = House::open().await;
    let driver = Driver::start();
    let seat = Seat::take(driver.browser("en", Scripts::Allowed).await, &house, 1280).await;
    seat.sign_in_as(&house.client.session("federation", None).0).await;
    let world = &house.client.world;
    let before = world.registry.reader().head().size;
    seat.open(&format!("/cases/declaration/{}", world.named("pending"))).await;
    seat.follow("Grant the mark").await;
    seat.write_day("first day", "2026-11-24").await;
    seat.write_day("last day", "2035-01-01").await;
    seat.write("reasons", "All is in order.").await;
    seat.press_button("Check: Grant the mark").await;
    assert_eq!(seat.heading().await, "This cannot be done now");
    seat.reads("What stands in the way").await;
    seat.has_no_barrier().await;
    assert_eq!(world.registry.reader().head().size, before, "nothing is written");
    seat.follow("Change what you entered").await;
    for (field, value) in
        [("from", "2026-11-24"), ("valid_until", "2035-01-01"), ("reason", "All is in order.")]
    {
        assert_eq!(seat.value(field).await, value, "{field}");
    }
    seat.is_quiet().await;
}
