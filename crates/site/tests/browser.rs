//! Forms as a browser sends them: every control of the page with what it holds untouched, and then what a person
//! chooses among what is offered.

use serde_json::Value;

use crate::client::{Answer, Asked, Client};

/// A form of a page.
struct Form {
    here: String,
    /// What is sent, in the order of the page.
    fields: Vec<(String, String)>,
    /// What can be chosen, by name.
    offered: Vec<(String, String)>,
}

fn plain(text: &str) -> String {
    let marks =
        [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&"), ("&amp;", "&")];
    marks.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| plain(value))
}

impl Form {
    /// The form of an act in a page.
    fn of(here: &str, body: &str) -> Form {
        let inside = body
            .split("<form method=\"post\"")
            .find(|part| part.contains("name=\"key\"") || part.contains("name=\"seen\""))
            .and_then(|part| part.split("</form>").next())
            .expect("a form");
        let to = attribute(&format!("form{}", inside.split('>').next().unwrap_or_default()), "action");
        let mut form =
            Form { here: to.unwrap_or_else(|| here.to_owned()), fields: Vec::new(), offered: Vec::new() };
        let mut select: Option<(String, Option<String>, Option<String>)> = None;
        for piece in inside.split('<').skip(1) {
            let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
            let name = attribute(tag, "name");
            match (tag.split([' ', '/']).next().unwrap_or_default(), name) {
                ("input", Some(name)) => form.input(tag, name),
                ("textarea", Some(name)) => form.fields.push((name, plain(text))),
                ("select", Some(name)) => select = Some((name, None, None)),
                ("option", None) => {
                    let value = attribute(tag, "value").unwrap_or_default();
                    if let Some((name, first, chosen)) = &mut select {
                        form.offered.push((name.clone(), value.clone()));
                        first.get_or_insert(value.clone());
                        if tag.ends_with(" selected") {
                            *chosen = Some(value);
                        }
                    }
                }
                ("", None) if tag == "/select" => {
                    if let Some((name, first, chosen)) = select.take() {
                        form.fields.push((name, chosen.or(first).unwrap_or_default()));
                    }
                }
                _ => {}
            }
        }
        form
    }

    fn input(&mut self, tag: &str, name: String) {
        let value = attribute(tag, "value").unwrap_or_default();
        if matches!(attribute(tag, "type").as_deref(), Some("radio" | "checkbox")) {
            self.offered.push((name.clone(), value.clone()));
            if !tag.ends_with(" checked") {
                return;
            }
        }
        self.fields.push((name, value));
    }

    /// Writes into a line or an area.
    fn write(mut self, name: &str, value: &str) -> Form {
        let field = self.fields.iter_mut().find(|(known, _)| known == name);
        field.unwrap_or_else(|| panic!("nothing is called `{name}`")).1 = value.to_owned();
        self
    }

    /// Chooses one of what is offered, in place of what was chosen.
    fn choose(mut self, name: &str, value: &str) -> Form {
        self.fields.retain(|(known, _)| known != name);
        self.tick(name, value)
    }

    /// Ticks one of what is offered, beside others.
    fn tick(mut self, name: &str, value: &str) -> Form {
        let wanted = (name.to_owned(), value.to_owned());
        assert!(self.offered.contains(&wanted), "`{name}` offers {:?} and not `{value}`", self.offers(name));
        self.fields.push(wanted);
        self
    }

    fn offers(&self, name: &str) -> Vec<&str> {
        let of = self.offered.iter().filter(|(known, _)| known == name);
        of.map(|(_, value)| value.as_str()).collect()
    }

    fn sent(&self, name: &str) -> Vec<&str> {
        let of = self.fields.iter().filter(|(known, _)| known == name);
        of.map(|(_, value)| value.as_str()).collect()
    }
}

struct Browser<'a> {
    client: &'a Client,
    cookie: String,
}

impl Browser<'_> {
    fn of<'a>(client: &'a Client, login: &str) -> Browser<'a> {
        Browser { client, cookie: client.session(login, None).0 }
    }

    /// Opens a page and goes where it leads.
    async fn get(&self, here: &str) -> Answer {
        let mut asked = Asked::get(here);
        asked.headers.push(("cookie".to_owned(), self.cookie.clone()));
        let answer = self.client.send(&asked).await;
        match answer.header("location") {
            "" => answer,
            to => Box::pin(self.get(to)).await,
        }
    }

    async fn open(&self, here: &str) -> Form {
        let answer = self.get(here).await;
        assert_eq!(answer.status.as_u16(), 200, "{here}: {}", answer.body);
        Form::of(here, &answer.body)
    }

    /// Sends a form and goes where the answer leads.
    async fn send(&self, form: &Form) -> Answer {
        let pairs = form.fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let headers = [
            ("cookie", self.cookie.as_str()),
            ("origin", "http://pages.example"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let asked = Asked {
            method: "POST".to_owned(),
            path: form.here.clone(),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            body: pairs.collect::<Vec<_>>().join("&"),
            ..Asked::default()
        };
        let answer = self.client.send(&asked).await;
        match answer.header("location") {
            "" => answer,
            to => self.get(to).await,
        }
    }

    /// What is shown before an act is confirmed, as the form that confirms it.
    async fn checked(&self, form: &Form) -> Form {
        let size = self.client.world.registry.reader().head().size;
        let answer = self.send(form).await;
        assert!(answer.body.contains("确认前请核对"), "{} {:?}: {}", form.here, form.fields, answer.body);
        assert_eq!(self.client.world.registry.reader().head().size, size, "nothing is written");
        Form::of(&form.here, &answer.body)
    }

    async fn done(&self, form: Form) {
        let form = self.checked(&form).await;
        let answer = self.send(&form).await;
        assert!(answer.body.contains("已办理"), "{} {:?}: {}", form.here, form.fields, answer.body);
    }
}

fn encoded(text: &str) -> String {
    // Browsers end the lines of a form with two characters.
    let text = text.replace('\n', "\r\n");
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

/// The record with an identifier in a register of a maker, as the API tells it.
async fn record(client: &Client, maker: &str, register: &str, id: &str) -> Value {
    let answer = client.send(&Asked::get(&format!("/api/v1/makers/{}", client.world.named(maker)))).await;
    let file: Value = serde_json::from_str(&answer.body).expect("JSON");
    let register = &file["enterprise"][register];
    let list = register["list"].as_array().or(register.as_array()).expect("a register");
    list.iter().rfind(|record| record["id"] == id).cloned().unwrap_or_else(|| panic!("no `{id}` in {list:?}"))
}

#[tokio::test]
async fn a_product_is_in_no_category_or_nobody_said() {
    let client = Client::new();
    let browser = Browser::of(&client, "maker");
    let here = format!("/cases/enterprise/{}/acts/product-entry", client.world.named("maker"));
    let form = |form: Form, id: &str| {
        form.write("fact.id", id).write("fact.name", "灶具").write("fact.models", &format!("{id}-1\n{id}-2"))
    };
    let untouched = form(browser.open(&here).await, "N1");
    assert_eq!(untouched.offers("fact.categories"), ["pressure_vessel", "-"]);
    browser.done(untouched).await;
    let none = form(browser.open(&here).await, "N2").tick("fact.categories", "-");
    browser.done(none.choose("fact.is_consumer_product", "")).await;
    let both = form(browser.open(&here).await, "N3").write("fact.categories", "厨房电器\n\n厨房电器");
    browser
        .done(both.tick("fact.categories", "pressure_vessel").choose("fact.is_consumer_product", "no"))
        .await;

    let product = |id: &'static str| record(&client, "maker", "products", id);
    assert_eq!(product("N1").await.get("categories"), None);
    assert_eq!(product("N1").await["models"], serde_json::json!(["N1-1", "N1-2"]));
    assert_eq!(product("N2").await["categories"], serde_json::json!([]));
    assert_eq!(product("N2").await.get("is_consumer_product"), None);
    assert_eq!(product("N3").await["categories"], serde_json::json!(["厨房电器", "pressure_vessel"]));
    assert_eq!(product("N3").await["is_consumer_product"], false);

    let torn = form(browser.open(&here).await, "N4").tick("fact.categories", "pressure_vessel");
    let answer = browser.send(&torn.tick("fact.categories", "-")).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert!(answer.body.contains("既选择了“无”") && answer.body.contains("href=\"#fact.categories\""));
    let again = Form::of(&here, &answer.body);
    assert_eq!(again.sent("fact.categories"), ["pressure_vessel", "-", ""], "what was ticked stays");
}

#[tokio::test]
async fn a_penalty_is_about_some_products_or_none_or_does_not_say() {
    let client = Client::new();
    let browser = Browser::of(&client, "province");
    let here = format!("/cases/enterprise/{}/acts/penalty-entry", client.world.named("failed"));
    let form = |form: Form, id: &str| {
        form.write("fact.id", id)
            .write("fact.legal_basis", "《产品质量法》第四十九条")
            .write("fact.authority", "西湖区市场监督管理局")
            .choose("fact.classification", "other")
    };
    let untouched = form(browser.open(&here).await, "P-1");
    assert_eq!(untouched.offers("fact.products"), ["C1", "C2", "-"]);
    browser.done(untouched).await;
    browser.done(form(browser.open(&here).await, "P-2").tick("fact.products", "-")).await;
    let two = form(browser.open(&here).await, "P-3").tick("fact.products", "C1").tick("fact.products", "C2");
    browser.done(two).await;
    let penalty = |id: &'static str| record(&client, "failed", "penalties", id);
    assert_eq!(penalty("P-1").await.get("products"), None);
    assert_eq!(penalty("P-2").await["products"], serde_json::json!([]));
    assert_eq!(penalty("P-3").await["products"], serde_json::json!(["C1", "C2"]));

    // What was not stated is supplied later; the other field is left alone.
    let here = format!("/cases/enterprise/{}/acts/penalty-classification", client.world.named("failed"));
    let supplied = browser.open(&here).await.choose("penalty", "P-1").tick("products", "-");
    assert_eq!(supplied.sent("classification"), [""], "nothing is chosen for anybody");
    browser.done(supplied.write("reason", "决定书未涉及产品")).await;
    assert_eq!(penalty("P-1").await["products"], serde_json::json!([]));
}

#[tokio::test]
async fn a_sample_is_chosen_from_what_is_on_file() {
    let client = Client::new();
    let browser = Browser::of(&client, "province");
    let here = format!("/cases/enterprise/{}/acts/sampling", client.world.named("failed"));
    let form = browser.open(&here).await;
    assert_eq!(form.offers("laboratory"), ["", "LAB-01"]);
    let editions = ["", "T/ZZB 0087-2017", "T/ZZB 0003-2020", "T/ZZB 0500-2020", "T/ZZB 0500-2026"];
    assert_eq!(form.offers("edition"), editions, "its own first");
    assert_eq!(form.offers("bureau"), ["", "330106", "330100", "330000"]);
    assert_eq!(form.sent("bureau"), ["330000"], "one's own, unless another is chosen");
    let chosen = |form: Form| {
        form.choose("product", "C1").choose("edition", "T/ZZB 0087-2017").choose("laboratory", "LAB-01")
    };

    let follow_up = chosen(browser.open(&here).await).choose("reason.why", "follow_up");
    let answer = browser.send(&follow_up).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert!(answer.body.contains("href=\"#reason.after\""), "{}", answer.body);
    let planned =
        chosen(browser.open(&here).await).choose("reason.why", "planned").choose("reason.after", "CK-1");
    let answer = browser.send(&planned).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert!(answer.body.contains("只在上面选择了对应选项时填写"), "{}", answer.body);

    let planned =
        chosen(browser.open(&here).await).choose("reason.why", "planned").choose("bureau", "330106");
    browser.done(planned.write("id", "CK-9")).await;
    let check = record(&client, "failed", "checks", "CK-9").await;
    assert_eq!((check["bureau"].as_str(), check["laboratory"].as_str()), (Some("330106"), Some("LAB-01")));
    assert_eq!(check["reason"], serde_json::json!({ "why": "planned" }));

    // A county's bureau samples in its own area and name.
    let browser = Browser::of(&client, "county");
    let here = format!("/cases/product/{}%2FP1/acts/sampling", client.world.named("maker"));
    let form = browser.open(&here).await;
    assert_eq!(form.offers("bureau"), ["", "330212"]);
    assert_eq!(form.sent("product"), ["P1"]);
}

#[tokio::test]
async fn models_are_offered_where_the_product_is_known() {
    let client = Client::new();
    let browser = Browser::of(&client, "other");
    let maker = client.world.named("failed");
    let of_product = browser.open(&format!("/cases/product/{maker}%2FC1/acts/declaration")).await;
    assert_eq!(of_product.offers("filing.models"), ["C1-A", "C1-B"]);
    let of_maker = browser.open(&format!("/cases/enterprise/{maker}/acts/declaration")).await;
    assert!(of_maker.offers("filing.models").is_empty());
    assert_eq!(of_maker.sent("filing.models"), [""], "written, one a line");
}

/// Whatever may be left empty can be, and is where nobody chose; and what is on file is chosen and not typed.
pub fn can_be_left_alone(at: &str, body: &str) {
    for field in body.split("<div class=\"question").skip(1) {
        let field = field.split("<p class=\"soft\">").next().unwrap_or_default();
        let is_optional = field.contains("（可不填）");
        if is_optional && field.contains("type=\"radio\"") {
            assert!(field.contains("value=\"\" checked"), "{at}: cannot be left open: {field}");
        }
        if field.contains("<select") {
            assert!(field.contains("<option value=\"\">"), "{at}: chooses by itself: {field}");
        }
        let is_closed = ["product", "laboratory", "bureau"]
            .iter()
            .any(|name| field.contains(&format!("name=\"{name}\"")) || field.contains(&format!(".{name}\"")));
        assert!(!is_closed || field.contains("<select"), "{at}: is typed though it is on file: {field}");
    }
}

/// Work with a last day comes before work without one, whatever was opened first.
#[tokio::test]
async fn the_desk_is_in_the_order_of_the_last_day() {
    let client = Client::new();
    let (world, federation) =
        (&client.world, || policy::powers::Office::sole(policy::powers::OfficeKind::Federation));
    let code = world.named("failed").parse().expect("a code");
    let correct = serde_json::json!({ "do": "correct_revocation", "authorization": world.named("revoked"), "reason": { "plain": "误" } });
    world.try_act(federation(), Some(code), "2026-11-24", correct).expect("corrected");
    let dossier = world.registry.reader().dossier(code).expect("reads").expect("on file").value;
    let work = dossier.proceedings.iter().find(|p| p.kind.is_sanction() && !p.is_closed());
    let work = work.expect("the ground is work again").id.clone();
    let notice =
        serde_json::json!({ "do": "serve_notice", "proceeding": work, "notice": { "plain": "拟撤销" } });
    world.try_act(federation(), Some(code), "2026-11-24", notice).expect("served");
    world.issue_notice(code, &work, "2026-11-24");

    let mut asked = Asked::get("/desk");
    asked.headers.push(("cookie".to_owned(), client.session("federation", None).0));
    let desk = client.send(&asked).await.body;
    let place =
        |id: &str| desk.find(&format!("/cases/proceeding/{id}")).unwrap_or_else(|| panic!("{id}: {desk}"));
    assert!(place(&work) < place(world.named("work_suspension")), "{desk}");
    assert!(desk.contains("陈述申辩截止 2026-12-01（还有7日）"), "{desk}");
}

/// Whoever is shown the first of many is told that there are more, and nobody else is.
#[tokio::test]
async fn a_search_of_the_desk_says_when_it_does_not_show_all() {
    let client = Client::new();
    let code: policy::enterprise::credit_code::CreditCode =
        client.world.named("maker").parse().expect("a code");
    let add = |number: usize| {
        let product = serde_json::json!({ "do": "enter_fact", "fact": { "fact": "product", "id": format!("Q{number}"),
            "name": "千层样壶", "models": [format!("Q{number}-A")], "since": "2026-11-20" } });
        let maker =
            policy::powers::Office { kind: policy::powers::OfficeKind::Maker, of: Some(code.to_string()) };
        client.world.try_act(maker, Some(code), "2026-11-20", product).expect("entered");
    };
    let mut asked = Asked::get("/desk/search?q=千层样壶");
    asked.headers.push(("cookie".to_owned(), client.session("federation", None).0));
    (0..50).for_each(add);
    let all = client.send(&asked).await.body;
    assert_eq!((all.matches("Q").count() > 50, all.contains("还有更多结果未列出")), (true, false), "{all}");
    add(50);
    assert!(client.send(&asked).await.body.contains("还有更多结果未列出"));
}
