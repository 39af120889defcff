//! Somebody at a browser with nothing but a keyboard: goes from stop to stop with the Tab key as anybody has to, types,
//! presses Enter, and looks at what is shown.

use std::cell::Cell;
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use super::asked::Asked;
use super::house::House;

/// Longer than any page takes: whatever waits for this has failed.
const LONG: Duration = Duration::from_secs(20);
/// More stops than any page of the small world has.
const STOPS: usize = 250;
/// Whether the fold that has the focus is open, drawn, and at rest.
const UNFOLDED: &str = "const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return drawn().then(() => document.activeElement.parentElement.open && document.getAnimations().length === 0)";
/// How often one looks whether the page has come to what has the focus.
const LOOKS: usize = 200;
/// The first thing that reaches beyond the window, if the page is wider.
const SIDEWAYS: &str = "const [width] = arguments;
    if (document.scrollingElement.scrollWidth <= width) return null;
    const wide = [...document.querySelectorAll('body *')].find((one) => one.getBoundingClientRect().right > width + 1);
    return `scrolls sideways: ${document.scrollingElement.scrollWidth} px: ${wide?.outerHTML.slice(0, 160)}`";
const AXE: &str = include_str!("axe/axe.min.js");
const MEASURE: &str = include_str!("measure.js");

const FOCUS: &str = include_str!("focus.js");

/// A person at a browser.
pub struct Seat {
    pub client: Client,
    home: String,
    width: Cell<u32>,
    turns: Cell<u32>,
}

/// Where the focus is, as assistive programs are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    pub role: String,
    pub name: String,
}

impl Stop {
    /// Whether it is called this in large letters or small, perhaps with a remark behind.
    fn is_called(&self, name: &str) -> bool {
        let (own, name) = (self.name.to_lowercase(), name.to_lowercase());
        own.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }
}

impl Seat {
    /// Sits down at a window of this width.
    pub async fn take(client: Client, house: &House, width: u32) -> Seat {
        let seat = Seat { client, home: house.url.clone(), width: Cell::new(width), turns: Cell::new(0) };
        seat.window(width, "light").await;
        seat
    }

    /// Makes the window as wide as this, and light or dark. Narrow ones are telephones.
    pub async fn window(&self, width: u32, scheme: &str) {
        let height = if width < 600 { 740 } else { 900 };
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.tools("Emulation.setDeviceMetricsOverride", size).await;
        let wishes = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")];
        let wishes = wishes.map(|(name, value)| json!({ "name": name, "value": value }));
        self.tools("Emulation.setEmulatedMedia", json!({ "features": wishes })).await;
        self.width.set(width);
    }

    /// Takes a session of the world, as if it had been begun here.
    pub async fn sign_in_as(&self, session: &str) {
        let (name, value) = session.split_once('=').expect("a cookie");
        let cookie = json!({ "name": name, "value": value, "url": self.home, "httpOnly": true });
        self.tools("Network.setCookie", cookie).await;
    }

    async fn tools(&self, command: &'static str, given: Value) {
        let done = self.client.issue_cmd(Asked::Tools(command, given)).await;
        done.unwrap_or_else(|fault| panic!("{command}: {fault}"));
    }

    /// Writes an address and goes there.
    pub async fn open(&self, path: &str) {
        let done = self.client.goto(&format!("{}{path}", self.home)).await;
        done.unwrap_or_else(|fault| panic!("{path}: {fault}"));
    }

    /// What a script gives that is run from outside of the page, where the page's own policy does not reach.
    pub async fn run(&self, script: &str, given: Vec<Value>) -> Value {
        let done = self.client.execute(script, given).await;
        done.unwrap_or_else(|fault| panic!("{}: {fault}", &script[script.len().saturating_sub(200)..]))
    }

    async fn text(&self, script: &str) -> String {
        self.run(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }

    /// The path of the page.
    pub async fn path(&self) -> String {
        self.text("return location.pathname + location.search").await
    }

    /// The main heading.
    pub async fn heading(&self) -> String {
        self.text("return document.querySelector('h1').innerText").await
    }

    /// What can be read on the page.
    pub async fn page(&self) -> String {
        self.text("return document.body.innerText").await
    }

    /// Asserts that the page says this, as soon as it is drawn: what is unfolded comes by and by.
    pub async fn reads(&self, words: &str) {
        let mut page = self.page().await;
        for _ in 0..LOOKS {
            if page.contains(words) {
                return;
            }
            page = self.page().await;
        }
        panic!("the page does not say `{words}`: {page}");
    }

    /// Presses keys, one after the other.
    pub async fn press(&self, keys: impl IntoIterator<Item = char>) {
        let up_and_down =
            keys.into_iter().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        let actions = up_and_down.fold(KeyActions::new("keys".to_owned()), InputSource::then);
        self.client.perform_actions(actions).await.expect("pressed");
    }

    /// Selects all that is written where the focus is, so that what is typed takes its place.
    async fn select_all(&self) {
        let (control, all) = (Key::Control.into(), 'a');
        let keys = [
            KeyAction::Down { value: control },
            KeyAction::Down { value: all },
            KeyAction::Up { value: all },
        ];
        let actions = keys.into_iter().fold(KeyActions::new("keys".to_owned()), InputSource::then);
        self.client.perform_actions(actions.then(KeyAction::Up { value: control })).await.expect("pressed");
    }

    /// Where the focus is.
    pub async fn stop(&self) -> Stop {
        let element = self.client.active_element().await.expect("something has the focus").element_id();
        let ask = async |asked| {
            let answer = self.client.issue_cmd(asked).await.expect("an answer");
            answer.as_str().unwrap_or_default().trim().to_owned()
        };
        Stop { role: ask(Asked::Role(element.clone())).await, name: ask(Asked::Name(element)).await }
    }

    /// Goes on with the Tab key until the stop that is wanted has the focus; every stop on the way shows that it has it.
    async fn until(&self, name: &str, is_it: impl AsyncFn(&Value) -> bool) {
        let (mut passed, mut rounds) = (Vec::new(), 0);
        while passed.len() < STOPS {
            let mut focus = self.run(FOCUS, vec![json!(name)]).await;
            let is_page = focus["is_page"] == json!(true);
            let is_shown = |focus: &Value| is_page || passed.is_empty() || focus["is_shown"] == json!(true);
            // The page scrolls to what has the focus when it is drawn next.
            for _ in 0..LOOKS {
                if is_shown(&focus) {
                    break;
                }
                focus = self.run(FOCUS, vec![json!(name)]).await;
            }
            let is_shown = is_shown(&focus);
            assert!(is_shown, "has the focus and does not show it, or is not in sight: {focus}");
            if is_it(&focus).await {
                return;
            }
            // Once all round, from the head of the page to its end.
            rounds += usize::from(is_page);
            if rounds == 2 {
                break;
            }
            passed.push(focus["html"].to_string());
            self.press([Key::Tab.into()]).await;
        }
        panic!("{}: no key leads to `{name}`: {passed:#?}", self.path().await);
    }

    /// Goes to what has one of these roles and this name.
    async fn find(&self, roles: &[&str], name: &str) {
        let is_it = async |focus: &Value| {
            if focus["may_be"] != json!(true) {
                return false;
            }
            let stop = self.stop().await;
            roles.contains(&stop.role.as_str()) && stop.is_called(name)
        };
        self.until(name, is_it).await;
    }

    /// Goes to what has this role and name.
    pub async fn reach(&self, role: &str, name: &str) {
        self.find(&[role], name).await;
    }

    /// Goes to the next fold of this name, and unfolds it.
    pub async fn unfold(&self, name: &str) {
        let is_it = async |focus: &Value| focus["may_be"] == json!(true) && focus["is_fold"] == json!(true);
        self.until(name, is_it).await;
        assert_eq!(self.stop().await.role, "DisclosureTriangle");
        self.press([Key::Enter.into()]).await;
        for _ in 0..LOOKS {
            if self.run(UNFOLDED, vec![]).await == json!(true) {
                return;
            }
        }
        panic!("`{name}` does not unfold");
    }

    /// Types into a field in place of what is in it.
    pub async fn write(&self, field: &str, text: &str) {
        self.find(&["textbox", "searchbox"], field).await;
        self.select_all().await;
        self.press(text.chars()).await;
    }

    /// Types a day, such as 2026-11-24, in the order in which the browser takes it.
    pub async fn write_day(&self, field: &str, day: &str) {
        self.reach("Date", field).await;
        let (year, rest) = day.split_once('-').expect("a day");
        self.press(rest.chars().chain(year.chars()).filter(char::is_ascii_digit)).await;
        assert_eq!(self.text("return document.activeElement.value").await, day, "{field}");
    }

    /// Goes down a list until the option that says this is chosen.
    pub async fn choose(&self, field: &str, option: &str) {
        self.reach("combobox", field).await;
        let chosen = "return document.activeElement.selectedOptions[0].text";
        let mut last = String::from("nothing");
        loop {
            let now = self.text(chosen).await;
            if now.to_lowercase().contains(&option.to_lowercase()) {
                return;
            }
            assert_ne!(now, last, "{field} does not offer `{option}`");
            last = now;
            self.press([Key::Down.into()]).await;
        }
    }

    /// Picks one of a set of which one only is taken.
    pub async fn pick(&self, set: &str, option: &str) {
        let begins = |focus: &Value| {
            focus["set"].as_str().is_some_and(|head| head.to_lowercase().starts_with(&set.to_lowercase()))
        };
        self.until(set, async |focus| begins(focus)).await;
        for _ in 0..STOPS {
            if self.stop().await.is_called(option) {
                return self.press([Key::Space.into()]).await;
            }
            self.press([Key::Down.into()]).await;
        }
        panic!("{set} does not offer `{option}`");
    }

    /// Presses Enter where the focus is, and waits for the page that comes of it.
    pub async fn enter(&self) {
        self.turn(async || self.press([Key::Enter.into()]).await).await;
    }

    /// Goes to a link and follows it.
    pub async fn follow(&self, name: &str) {
        self.reach("link", name).await;
        self.enter().await;
    }

    /// Goes to the link that leads to this path and follows it.
    pub async fn follow_to(&self, path: &str) {
        self.until(path, async |focus| focus["leads"] == json!(path)).await;
        self.enter().await;
    }

    /// Goes to a button and presses it.
    pub async fn press_button(&self, name: &str) {
        self.reach("button", name).await;
        self.enter().await;
    }

    /// What is written in the field of this name in the form, as the browser would send it.
    pub async fn value(&self, field: &str) -> String {
        let script = "return [...document.getElementsByName(arguments[0])].find((one) => one.type !== 'radio' || one.checked)?.value ?? ''";
        self.run(script, vec![json!(field)]).await.as_str().unwrap_or_default().to_owned()
    }

    /// The identifier in the page of what has the focus.
    pub async fn focused(&self) -> String {
        self.text("return document.activeElement.id").await
    }

    /// Goes back as the Back button does.
    pub async fn back(&self) {
        self.turn(async || self.client.back().await.expect("there is a page before")).await;
    }

    /// Loads the page again; a form that was sent is sent again.
    pub async fn reload(&self) {
        self.turn(async || self.client.refresh().await.expect("loaded")).await;
    }

    /// Does what leads to another page, and waits until that is there.
    pub async fn turn(&self, leads: impl AsyncFnOnce()) {
        let number = self.turns.get() + 1;
        self.turns.set(number);
        self.run("document.documentElement.dataset.turn = arguments[0]", vec![json!(number)]).await;
        leads().await;
        let next = format!("html:not([data-turn='{number}']) > body > footer");
        let came = self.client.wait().at_most(LONG).for_element(Locator::Css(&next)).await;
        came.unwrap_or_else(|fault| panic!("no page comes: {fault}"));
    }

    /// Has axe in every page that is opened from now on, for whoever looks at many.
    pub async fn carry_axe(&self) {
        self.tools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": AXE })).await;
    }

    /// What a reader cannot use on this page, with these rules of axe or with all.
    pub async fn barriers(&self, only: Option<&[&str]>) -> Vec<String> {
        let is_there = self.run("return 'axe' in window", Vec::new()).await == json!(true);
        let script = if is_there { MEASURE.to_owned() } else { format!("{AXE}\n{MEASURE}") };
        let found = self.run(&script, vec![json!(only), json!(self.width.get())]).await;
        serde_json::from_value(found).expect("a list of what was found")
    }

    /// What is wider than the window, where the page scrolls sideways.
    pub async fn sideways(&self) -> Option<String> {
        let wide = self.run(SIDEWAYS, vec![json!(self.width.get())]).await;
        wide.as_str().map(str::to_owned)
    }

    /// Asserts that a reader can use all of this page.
    pub async fn has_no_barrier(&self) {
        let found = self.barriers(None).await;
        assert!(found.is_empty(), "{} {}:\n{}", self.path().await, self.width.get(), found.join("\n"));
    }

    /// What the console said since it was last asked. That an answer has a status that is no success is no fault.
    pub async fn console(&self) -> Vec<String> {
        let said = self.client.issue_cmd(Asked::Console).await.expect("an answer");
        let is_status = |line: &Value| {
            let message = line["message"].as_str().unwrap_or_default();
            line["source"] == "network" && message.contains("the server responded with a status of 4")
        };
        let lines = said.as_array().cloned().unwrap_or_default();
        lines.iter().filter(|line| !is_status(line)).map(Value::to_string).collect()
    }

    /// Asserts that the console has nothing to say.
    pub async fn is_quiet(&self) {
        let said = self.console().await;
        assert!(said.is_empty(), "{}: {said:#?}", self.path().await);
    }
}
