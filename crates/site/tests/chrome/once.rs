//! Nothing is done twice and nothing typed is lost: a second press, a page loaded again, the Back button, a second
//! tab.

use fantoccini::key::Key;

use super::driver::{Driver, Scripts};
use super::house::House;
use super::seat::Seat;

/// An officer of the province at a browser in English, in the case of the firm that lost its mark.
struct Desk {
    seat: Seat,
    house: House,
    _driver: Driver,
}

impl Desk {
    async fn open() -> Desk {
        let house = House::open().await;
        let driver = Driver::start();
        let seat = Seat::take(driver.browser("en", Scripts::Allowed).await, &house, 1280).await;
        seat.sign_in_as(&house.client.session("province", None).0).await;
        Desk { seat, house, _driver: driver }
    }

    /// The case of the firm.
    async fn case(&self) {
        self.seat.open(&format!("/cases/enterprise/{}", self.house.client.world.named("failed"))).await;
    }

    /// Opens the form for an award from the case, fills it in, and comes to its button.
    async fn award(&self, name: &str) {
        self.case().await;
        self.seat.unfold("Enter and correct facts").await;
        self.seat.follow("Enter quality award").await;
        self.seat.write("name", name).await;
        self.seat.choose("level", "province").await;
        self.seat.pick("a quality award given by a government?", "yes").await;
        self.seat.reach("button", CHECK).await;
    }

    /// The awards on file, without the one that was there before.
    fn awards(&self) -> Vec<String> {
        let code = self.house.client.world.named("failed").parse().expect("a code");
        let dossier =
            self.house.client.world.registry.reader().dossier(code).expect("reads").expect("on file");
        let all = dossier.value.awards.list.into_iter().map(|award| award.name);
        all.filter(|name| name.ends_with("prize")).collect()
    }
}

const CHECK: &str = "Check: Enter a quality award";
const CONFIRM: &str = "Confirm: Enter a quality award";
const REPEATED: &str = "This act had been done already; nothing was written twice.";

#[tokio::test]
async fn a_second_press_a_second_load_and_the_back_button_do_nothing_twice() {
    let desk = Desk::open().await;
    let seat = &desk.seat;
    desk.award("First prize").await;
    seat.enter().await;
    assert_eq!(desk.awards(), [""; 0], "nothing is written before it is confirmed");
    seat.reach("button", CONFIRM).await;
    seat.turn(async || seat.press([Key::Enter.into(), Key::Enter.into()]).await).await;
    assert_eq!(seat.heading().await, "Done");
    assert_eq!(desk.awards(), ["First prize"]);
    // The receipt is a page: loaded again it says the same.
    seat.reload().await;
    assert_eq!(seat.heading().await, "Done");

    // Before it lie the check and the form. Both know that it is done.
    for _ in 0..2 {
        seat.back().await;
        seat.reload().await;
        seat.reads(REPEATED).await;
    }
    assert_eq!(desk.awards(), ["First prize"]);
    seat.follow("中文").await;
    assert_eq!(seat.heading().await, "已办理");
    seat.follow("English").await;
    seat.follow("Do another: Enter a quality award").await;
    assert_eq!(seat.value("fact.name").await, "");
    seat.is_quiet().await;
}

#[tokio::test]
async fn what_was_typed_is_there_whichever_way_one_goes() {
    let desk = Desk::open().await;
    let seat = &desk.seat;
    desk.award("First prize").await;
    seat.enter().await;
    assert_eq!(seat.heading().await, "Check before you confirm");
    // The check in another language, and loaded again.
    seat.follow("中文").await;
    assert_eq!(seat.heading().await, "确认前请核对");
    seat.reads("First prize").await;
    seat.follow("English").await;
    seat.reload().await;
    assert_eq!(seat.heading().await, "Check before you confirm");
    seat.is_quiet().await;

    // To change an answer leads to its question, and what was typed is there.
    seat.follow("Change name of the award").await;
    assert_eq!(seat.focused().await, "fact.name");
    assert_eq!(seat.value("fact.name").await, "First prize");
    seat.write("name of the award", "Second prize").await;
    seat.press_button(CHECK).await;
    seat.reads("Second prize").await;

    // Left there, it is offered on the desk.
    seat.open("/desk").await;
    seat.follow("Enter a quality award").await;
    assert_eq!(seat.heading().await, "Check before you confirm");
    seat.press_button(CONFIRM).await;
    assert_eq!(seat.heading().await, "Done");
    assert_eq!(desk.awards(), ["Second prize"]);
    seat.open("/desk").await;
    let page = seat.page().await;
    assert!(!page.contains("Forms you began"), "{page}");
    seat.is_quiet().await;
}

#[tokio::test]
async fn a_second_tab_is_told_that_the_case_has_changed_and_keeps_what_was_typed() {
    let desk = Desk::open().await;
    let seat = &desk.seat;
    desk.award("First prize").await;
    let first = seat.client.window().await.expect("a tab");
    let second = seat.client.new_window(true).await.expect("a tab").handle;
    seat.client.switch_to_window(second.clone()).await.expect("switched");
    seat.window(360, "light").await;
    desk.award("Second prize").await;
    seat.client.switch_to_window(first).await.expect("switched");
    seat.press_button(CHECK).await;
    seat.press_button(CONFIRM).await;
    assert_eq!(seat.heading().await, "Done");

    // Before anything is looked at or confirmed.
    seat.client.switch_to_window(second).await.expect("switched");
    seat.press_button(CHECK).await;
    seat.reads("The case has changed meanwhile").await;
    assert_eq!(seat.stop().await.role, "alert", "what happened is said first");
    seat.has_no_barrier().await;
    assert_eq!(seat.value("fact.name").await, "Second prize");
    assert_eq!(seat.value("fact.level").await, "province");
    assert_eq!(desk.awards(), ["First prize"]);
    seat.press_button("I have seen it as it is now: go on").await;
    seat.press_button(CONFIRM).await;
    assert_eq!(seat.heading().await, "Done");
    assert_eq!(desk.awards(), ["First prize", "Second prize"]);
    seat.is_quiet().await;
}
