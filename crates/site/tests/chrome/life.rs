//! The whole life of a mark, by two people in two languages, with keyboards alone: a maker at a telephone in Chinese,
//! and an officer at a desk in English, who acts for the federation and for the bureau of the county by turns. Filed,
//! granted with reasons, failed twice, defended, heard, revoked; and whoever scans the code is told.

use policy::authorization::code::MarkCode;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::supervision::{ProceedingKind, StepKind};
use serde_json::{Value, json};

use super::driver::{Driver, Scripts};
use super::firm::{MAKER, OFFICER, noon, province, settle};
use super::house::House;
use super::seat::Seat;
use crate::world::PASSWORD;

/// Both people, and the clock of their world.
struct Life {
    house: House,
    maker: Seat,
    officer: Seat,
    firm: String,
}

impl Life {
    /// Goes on to noon of a day; whoever was signed in is not any more.
    fn dawn(&self, day: &str) {
        self.house.client.world.at(noon(day));
    }

    /// The province's check of the product, which the federation and the county do not see coming.
    fn province(&self, on: &str, act: Value) {
        self.house.client.world.try_act(province(), Some(self.code()), on, act).expect("done");
    }

    /// The maker signs in and comes to the desk, from wherever it wanted to go.
    async fn maker_comes(&self) {
        let seat = &self.maker;
        seat.open("/desk").await;
        seat.follow("登录").await;
        assert_eq!(seat.stop().await.name, "账号", "one can type at once");
        seat.write("账号", MAKER.0).await;
        seat.write("密码", PASSWORD).await;
        seat.enter().await;
        assert_eq!(seat.path().await, "/desk");
    }

    /// The officer signs in and chooses in which office to act.
    async fn officer_comes(&self, office: &str) {
        let seat = &self.officer;
        seat.open("/sign-in").await;
        seat.write("Login", OFFICER.0).await;
        seat.write("Password", PASSWORD).await;
        seat.enter().await;
        assert_eq!(seat.heading().await, "Choose the office you act in");
        self.officer_acts_for(office).await;
    }

    async fn officer_acts_for(&self, office: &str) {
        let seat = &self.officer;
        seat.pick("Choose the office you act in", office).await;
        seat.press_button("Act in this office").await;
        assert_eq!(seat.heading().await, "My desk");
        seat.reads(office).await;
    }

    fn dossier(&self) -> Dossier {
        let found = self.house.client.world.registry.reader().dossier(self.code());
        found.expect("reads").expect("on file").value
    }

    fn code(&self) -> CreditCode {
        CreditCode::parse(&self.firm).expect("a code")
    }
}

/// Sends a form, looks at what it would do, confirms it, and finds that it was done.
async fn done(seat: &Seat, button: &str) {
    let check = button.replace("确认办理：", "核对：").replace("Confirm: ", "Check: ");
    seat.press_button(&check).await;
    let heading = seat.heading().await;
    assert!(
        ["确认前请核对", "Check before you confirm"].contains(&heading.as_str()),
        "{heading}: {}",
        seat.page().await
    );
    seat.has_no_barrier().await;
    seat.press_button(button).await;
    is_done(seat).await;
}

async fn is_done(seat: &Seat) {
    let heading = seat.heading().await;
    assert!(["已办理", "Done"].contains(&heading.as_str()), "{heading}: {}", seat.page().await);
    seat.has_no_barrier().await;
    seat.is_quiet().await;
}

/// The maker asks whether it may, and declares question by question that a product meets the standard.
async fn file(life: &Life) -> String {
    let seat = &life.maker;
    life.maker_comes().await;
    seat.has_no_barrier().await;
    seat.follow("声明产品可用品字标").await;
    seat.choose("产品", "K1").await;
    seat.choose("标准编号（带年号）", "T/ZZB 0087").await;
    seat.write_day("申请授权至", "2029-11-11").await;
    seat.press_button("看结论").await;
    seat.reads("条件全部满足").await;
    seat.has_no_barrier().await;
    seat.press_button("用这些回答开始填写声明").await;
    assert_eq!(seat.heading().await, "要回答的问题");
    seat.follow("哪些型号？").await;
    seat.press_button("保存并继续").await;
    assert_eq!(seat.heading().await, "与省内母公司共同申报吗？");
    seat.press_button("保存并继续").await;
    assert_eq!(seat.heading().await, "有材料要一并提交吗？");
    seat.press_button("没有其他材料，继续").await;
    assert_eq!(seat.heading().await, "核对并提交");
    seat.has_no_barrier().await;
    seat.press_button("提交自我声明").await;
    is_done(seat).await;
    life.dossier().declarations.last().expect("it is filed").id.clone()
}

/// The officer grants the mark for the federation, with reasons; the code of the mark.
async fn grant(life: &Life, declaration: &str) -> String {
    let seat = &life.officer;
    life.officer_comes("brand federation").await;
    seat.has_no_barrier().await;
    seat.follow_to(&format!("/cases/declaration/{declaration}")).await;
    seat.has_no_barrier().await;
    seat.follow("Grant the mark").await;
    seat.write_day("first day", "2026-11-12").await;
    seat.write_day("last day", "2029-11-11").await;
    seat.write("reasons", "All of clause 9 is met; the award was verified with the district.").await;
    done(seat, "Confirm: Grant the mark").await;
    let page = seat.page().await;
    let code = page.split_whitespace().find(|word| MarkCode::parse(word).is_ok());
    code.unwrap_or_else(|| panic!("no code was made: {page}")).to_owned()
}

/// The officer enters for the county what its laboratory found; nobody has verified it yet.
async fn fail(life: &Life) {
    let seat = &life.officer;
    life.officer_comes("county market bureau").await;
    seat.write("Open a case", "K1").await;
    seat.enter().await;
    seat.follow_to(&format!("/cases/product/{}%2FK1", life.firm)).await;
    seat.follow("Record that a product was sampled").await;
    seat.write("number of the sampling", "CK-K2").await;
    seat.choose("edition tested against", "T/ZZB 0087").await;
    seat.pick("why", "planned").await;
    seat.choose("laboratory", "LAB-01").await;
    done(seat, "Confirm: Record that a product was sampled").await;
    seat.follow_to("/cases/check/CK-K2").await;
    seat.has_no_barrier().await;
    seat.follow("Enter the laboratory's result").await;
    seat.pick("does it meet the Zhejiang Made standard?", "no").await;
    done(seat, "Confirm: Enter the laboratory's result").await;
    seat.follow("Back to the case").await;
    seat.follow("Record that the party received the result").await;
    done(seat, "Confirm: Record that the party received the result").await;
}

/// The county verifies the second failure; the case against the mark is there.
async fn verify(life: &Life) -> String {
    let seat = &life.officer;
    life.officer_comes("county market bureau").await;
    seat.follow_to("/cases/check/CK-K2").await;
    seat.follow("Verify the result").await;
    done(seat, "Confirm: Verify the result").await;
    let dossier = life.dossier();
    let case = dossier.proceedings.iter().find(|p| p.kind == ProceedingKind::Revocation && !p.is_closed());
    case.unwrap_or_else(|| panic!("no case is open: {:?}", dossier.proceedings)).id.clone()
}

/// The federation serves notice.
async fn notify(life: &Life, case: &str) {
    let seat = &life.officer;
    life.officer_comes("brand federation").await;
    seat.follow_to(&format!("/cases/proceeding/{case}")).await;
    seat.has_no_barrier().await;
    seat.follow("Serve notice").await;
    seat.write("the notice", "The mark is to be revoked: two verified failures within two years.").await;
    done(seat, "Confirm: Serve notice").await;
    // The time to answer runs from the notice as a paper.
    let dossier = life.dossier();
    let opened = dossier.proceedings.iter().find(|one| one.id == case).expect("the case");
    let served = opened.steps.iter().rfind(|step| matches!(step.step, StepKind::NoticeServed { .. }));
    let papers = format!("/papers/{}", served.and_then(|step| step.mark.entry).expect("an entry"));
    seat.follow_to(&papers).await;
    seat.follow_to(&format!("{papers}/sanction_notice.zh.parties.pdf/issue")).await;
    seat.has_no_barrier().await;
    seat.press_button("Issue this paper").await;
    assert_eq!(seat.path().await, papers);
}

/// The maker defends itself and asks to be heard.
async fn defend(life: &Life, case: &str) {
    let seat = &life.maker;
    life.maker_comes().await;
    seat.has_no_barrier().await;
    seat.follow_to(&format!("/cases/proceeding/{case}")).await;
    seat.has_no_barrier().await;
    seat.follow("陈述申辩").await;
    // Nobody answers a notice that is out of sight.
    seat.reads("The mark is to be revoked").await;
    seat.write("陈述申辩内容", "第二次抽检的样品在运输中受损，请求复核。").await;
    done(seat, "确认办理：陈述申辩").await;
    seat.follow("回到案卷").await;
    seat.follow("要求听证").await;
    done(seat, "确认办理：要求听证").await;
}

/// The federation hears the maker.
async fn hear(life: &Life, case: &str) {
    let seat = &life.officer;
    life.officer_comes("brand federation").await;
    seat.follow_to(&format!("/cases/proceeding/{case}")).await;
    // The notice, and what the maker says to it.
    seat.reads("The mark is to be revoked").await;
    seat.reads("第二次抽检的样品在运输中受损").await;
    seat.follow("Record the hearing").await;
    seat.write("Where it was held", "Room 301, 8 Huanglong Road, Hangzhou").await;
    seat.write("minutes", "The maker was heard; the laboratory kept the second sample, which failed too.")
        .await;
    done(seat, "Confirm: Record the hearing").await;
}

/// The federation revokes the mark, serves the decision and publishes it.
async fn revoke(life: &Life, case: &str) {
    let seat = &life.officer;
    life.officer_comes("brand federation").await;
    seat.follow_to(&format!("/cases/proceeding/{case}")).await;
    seat.follow("Decide").await;
    seat.pick("outcome", "revoke").await;
    seat.write("reasons", "Two failures verified within two years; the defence does not shake the result.")
        .await;
    done(seat, "Confirm: Decide").await;
    // What is served is the decision as a paper.
    let dossier = life.dossier();
    let revoked = dossier.authorizations.list.iter().flat_map(|mark| &mark.revocations).next_back();
    let papers = format!("/papers/{}", revoked.and_then(|one| one.mark.entry).expect("an entry"));
    seat.follow_to(&papers).await;
    seat.has_no_barrier().await;
    seat.follow_to(&format!("{papers}/revocation.zh.parties.pdf/issue")).await;
    seat.has_no_barrier().await;
    seat.press_button("Issue this paper").await;
    assert_eq!(seat.path().await, papers);
    seat.follow("My desk").await;
    seat.follow_to(&format!("/cases/proceeding/{case}")).await;
    for (at, act) in ["Record that the decision was served", "Publish the decision"].iter().enumerate() {
        if at > 0 {
            seat.follow("Back to the case").await;
        }
        seat.follow(act).await;
        done(seat, &format!("Confirm: {act}")).await;
    }
}

/// Somebody types the code that is on the goods.
async fn scan(seat: &Seat, (field, button): (&str, &str), code: &str) -> String {
    seat.open("/").await;
    seat.write(field, code).await;
    seat.press_button(button).await;
    seat.has_no_barrier().await;
    seat.is_quiet().await;
    seat.heading().await
}

#[tokio::test]
async fn two_people_live_the_whole_life_of_a_mark_with_keyboards_alone() {
    let house = House::open().await;
    let firm = settle(&house.client.world);
    let driver = Driver::start();
    let maker = Seat::take(driver.browser("zh-CN", Scripts::Allowed).await, &house, 360).await;
    let officer = Seat::take(driver.browser("en", Scripts::Allowed).await, &house, 1280).await;
    let life = Life { house, maker, officer, firm };
    let (zh, en) = (("查验码", "查验"), ("Verification code", "Verify"));

    life.dawn("2026-11-12");
    let declaration = file(&life).await;
    let code = grant(&life, &declaration).await;
    assert_eq!(scan(&life.maker, zh, &code).await, "有效");
    let sampled = json!({
        "do": "sample_product", "id": "CK-K1", "product": "K1", "edition": "T/ZZB 0087-2017",
        "reason": { "why": "planned" }, "bureau": "330000", "laboratory": "LAB-01",
    });
    life.province("2026-11-12", sampled);
    let failed =
        json!({ "do": "enter_result", "check": "CK-K1", "meets_standard": false, "breaks_law": false });
    life.province("2026-11-12", failed);
    life.province("2026-11-12", json!({ "do": "notify_result", "check": "CK-K1" }));

    life.dawn("2026-11-13");
    fail(&life).await;
    life.province("2026-11-28", json!({ "do": "verify_result", "check": "CK-K1" }));
    life.dawn("2026-12-01");
    let case = verify(&life).await;
    life.dawn("2026-12-02");
    notify(&life, &case).await;
    life.dawn("2026-12-03");
    defend(&life, &case).await;
    life.dawn("2026-12-04");
    hear(&life, &case).await;
    assert_eq!(scan(&life.maker, zh, &code).await, "有效", "nothing is lost before it is decided");
    life.dawn("2026-12-10");
    revoke(&life, &case).await;

    assert_eq!(scan(&life.officer, en, &code).await, "Revoked");
    // The page may be a minute old in the browser's own store; loaded again it is not.
    scan(&life.maker, zh, &code).await;
    life.maker.reload().await;
    assert_eq!(life.maker.heading().await, "已撤销");
    life.maker.follow_to(&format!("/decisions?id={case}")).await;
    life.maker.has_no_barrier().await;
    life.maker.reads("撤销授权").await;
}
