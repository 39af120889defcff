//! The official picture of the mark: sent and put on file by the federation and by nobody else, on pages and papers from its
//! day on, the stand-in before and after.

use std::fs;
use std::io::Write;
use std::process::Command as Program;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use policy::powers::{Office, OfficeKind};
use policy::scheme::artwork::ARTWORK_BYTES;
use registry::{LooseFile, Refused};
use serde_json::{Value, json};

use crate::client::{Asked, Client};
use crate::hand::Hand;
use crate::papers::file;

const TODAY: &str = "2026-11-24";

/// A picture of so many points on each side, of points that `point` draws in red, green and blue.
fn png(side: u32, point: impl Fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::best());
    for y in 0..side {
        // Each point as the one above it and what is added.
        rows.write_all(&[if y == 0 { 0 } else { 2 }]).expect("memory");
        for x in 0..side {
            let above = if y == 0 { [0; 3] } else { point(x, y - 1) };
            let own = point(x, y);
            rows.write_all(&[0, 1, 2].map(|at: usize| own[at].wrapping_sub(above[at]))).expect("memory");
        }
    }
    let mut whole = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    for (name, data) in [(b"IHDR", head), (b"IDAT", rows.finish().expect("memory")), (b"IEND", Vec::new())] {
        let mut sum = Crc::new();
        sum.update(name);
        sum.update(&data);
        whole.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
        whole.extend(name);
        whole.extend(data);
        whole.extend(sum.sum().to_be_bytes());
    }
    whole
}

/// Two fields of colour.
fn plain(side: u32) -> Vec<u8> {
    png(side, |x, _| if x < side / 2 { [180, 30, 30] } else { [20, 90, 70] })
}

/// A picture that is small as a PNG, whose filters undo what it adds from row to row, and large where those are not used.
fn shaded() -> Vec<u8> {
    let mixed = |x: u32| x.wrapping_mul(2_654_435_761).rotate_left(13);
    png(480, move |x, y| {
        let [a, b, c, _] = mixed(x).to_be_bytes();
        let by = y.to_be_bytes()[3];
        [a.wrapping_add(by), b.wrapping_add(by.wrapping_mul(3)), c.wrapping_add(by.wrapping_mul(7))]
    })
}

fn federation() -> Office {
    Office::sole(OfficeKind::Federation)
}

/// Sends a file as somebody of an office and gives its digest.
fn sent(client: &Client, office: &Office, body: Vec<u8>, chance: u8) -> String {
    let (person, now) =
        (client.world.holder_of(office), registry::Moment { unix_seconds: client.world.now() });
    let file =
        LooseFile { person, office: office.clone(), salt: [chance; 32], name: "mark.png".to_owned(), body };
    client.world.registry.keep_loose_file(file, now).expect("writes").expect("there is room")
}

fn artwork(id: &str, digest: &str, from: &str) -> Value {
    json!({ "do": "enter_scheme_fact", "fact": {
        "fact": "artwork", "id": id, "title": "品字标标识（彩色）", "file": digest, "from": from } })
}

/// The codes of why an act is refused.
fn refused(client: &Client, office: Office, act: Value) -> Vec<String> {
    match client.world.try_act(office, None, TODAY, act) {
        Err(Refused::Refusal(refusal)) => refusal.problems.iter().map(|it| it.code.to_string()).collect(),
        other => panic!("{other:?}"),
    }
}

async fn page(client: &Client, path: &str) -> String {
    let answer = client.send(&Asked::get(path)).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

/// What a program says of the pictures in a paper, and its text.
fn seen(pdf: &[u8]) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("paper.pdf"), pdf).expect("a file");
    let run = |script: &str| {
        let run =
            Program::new("sh").args(["-c", script]).current_dir(folder.path()).output().expect("a shell");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8_lossy(&run.stdout).into_owned()
    };
    (run("pdfimages -list paper.pdf"), run("pdftotext -raw paper.pdf -"))
}

/// The poster of an edition that is entered now.
async fn poster(client: &Client, number: &str) -> Vec<u8> {
    let table = json!({"sample": true, "references": [{"id": "gb", "standard": "GB/T 10000-2018",
        "kind": "national_recommended", "name": {"zh": "性能"}}],
        "rows": [{"indicator": {"zh": "指标"}, "unit": "mg/kg", "direction": "higher", "limit": "≥5",
                  "compared": [{"reference": "gb", "cell": "≥4"}]}]});
    let edition = json!({"edition": number, "title": "电热水器", "published_on": TODAY,
        "in_force_from": TODAY, "table": table});
    let enter = json!({"do": "enter_edition", "edition": edition});
    let receipt = client.world.try_act(federation(), None, TODAY, enter).expect("entered");
    let path = format!("/papers/{}/comparison_poster.en.pdf", receipt.positions[0]);
    file(client, &path, Some("federation")).await
}

#[tokio::test]
async fn pages_and_papers_show_the_picture_while_it_is_used_and_the_stand_in_else() {
    let client = Client::new();
    let code = format!("/v/{}?lang=en", client.world.named("valid"));
    for path in ["/?lang=en", &code, "/artwork?lang=en"] {
        let page = page(&client, path).await;
        assert!(page.contains("stand-in") && !page.contains(".png"), "{path}: {page}");
    }
    let before = client.send(&Asked::get(&code)).await.header("etag").to_owned();
    let digest = sent(&client, &federation(), plain(240), 1);
    let entered =
        client.world.try_act(federation(), None, TODAY, artwork("TY-1", &digest, TODAY)).expect("entered");
    let address = format!("/artwork/{digest}.png");
    for path in ["/?lang=en", &code, "/artwork?lang=en", "/sign-in?lang=en"] {
        let page = page(&client, path).await;
        assert!(page.contains(&format!("<img src=\"{address}\"")), "{path}: {page}");
        assert!(!page.contains("is a stand-in"), "{path}: {page}");
    }
    assert_ne!(client.send(&Asked::get(&code)).await.header("etag"), before, "browsers ask for it again");
    let icon = client.send(&Asked::get("/favicon.ico")).await;
    assert_eq!((icon.status.as_u16(), icon.header("location")), (307, address.as_str()));
    let told: Value = serde_json::from_str(&page(&client, "/artwork?format=json").await).expect("json");
    assert_eq!(told["in_use"]["entry"], json!(entered.positions[0]));
    assert_eq!(told["in_use"]["digest"], json!(digest));
    // The very bytes that were sent, which with the salt have the digest that the ledger holds.
    let body = file(&client, &address, None).await;
    assert_eq!(body, plain(240));
    assert_eq!(told["in_use"]["salt"], json!("01".repeat(32)));
    assert_eq!(ledger::hex(&ledger::salted_digest(&[1; 32], &body)), digest);
    let (pictures, text) = seen(&poster(&client, "T/ZZB 0801-2020").await);
    assert!(pictures.contains(" 240 ") && !text.contains("stand-in"), "{pictures}{text}");
    // The file of a picture is no text of a person: papers that were issued with it need it.
    let erase = json!({ "do": "erase_text", "digest": digest, "reason": { "plain": "依法" } });
    assert_eq!(refused(&client, federation(), erase.clone()), ["picture_on_file"]);
    // A later one takes its place; when that ends, the stand-in is back and not the former one.
    let second = sent(&client, &federation(), plain(200), 2);
    client.world.try_act(federation(), None, TODAY, artwork("TY-2", &second, TODAY)).expect("entered");
    assert!(page(&client, &code).await.contains(&second));
    let both = page(&client, "/artwork?lang=en").await;
    assert!(both.contains(&digest) && both.contains(&second), "{both}");
    let end =
        json!({ "do": "end_scheme_fact", "kind": "artwork", "id": "TY-2", "reason": { "plain": "停用" } });
    client.world.try_act(federation(), None, TODAY, end).expect("ended");
    assert!(page(&client, &code).await.contains("stand-in"));
    let (pictures, text) = seen(&poster(&client, "T/ZZB 0802-2020").await);
    assert!(!pictures.contains(" 200 ") && text.contains("stand-in"), "{pictures}{text}");
    let ended = page(&client, "/artwork?lang=en").await;
    assert!(
        ended.contains("No picture of the federation is in use") && !ended.contains("has not published"),
        "{ended}"
    );
    // Who links to a former picture still finds it; one that was set aside is nobody's.
    file(&client, &address, None).await;
    let aside =
        json!({ "do": "annul_scheme_fact", "kind": "artwork", "id": "TY-1", "reason": { "plain": "误录" } });
    client.world.try_act(federation(), None, TODAY, aside).expect("set aside");
    assert_eq!(client.send(&Asked::get(&address)).await.status, 404);
    client.world.try_act(federation(), None, TODAY, erase).expect("of one that was set aside");
    let report = client.world.registry.audit().expect("reads");
    assert!(report.differences.is_empty(), "{report:?}");
}

#[tokio::test]
async fn a_picture_is_the_federation_s_own_and_fits_pages_and_papers() {
    let client = Client::new();
    let (fed, province) = (federation(), Office::of(OfficeKind::ProvinceBureau, "330000"));
    let good = sent(&client, &fed, plain(240), 1);
    // Another office may not; what nobody sent, another person's file, and a day before it are nothing.
    let theirs = sent(&client, &province, plain(240), 2);
    assert_eq!(refused(&client, province, artwork("TY-1", &theirs, TODAY)), ["no_power"]);
    assert_eq!(refused(&client, fed.clone(), artwork("TY-1", &theirs, TODAY)), ["evidence_unknown"]);
    assert_eq!(refused(&client, fed.clone(), artwork("TY-1", &"0".repeat(64), TODAY)), ["evidence_unknown"]);
    assert_eq!(refused(&client, fed.clone(), artwork("TY-1", "mark.png", TODAY)), ["evidence_unknown"]);
    assert_eq!(refused(&client, fed.clone(), artwork("TY-1", &good, "2026-01-01")), ["day_differs"]);
    for (body, why) in [
        (b"%PDF-1.7\nstartxref\n9\n%%EOF\n".to_vec(), "artwork_type"),
        (plain(199), "artwork_sides"),
        (plain(481), "artwork_sides"),
        ([plain(240), vec![0; usize::try_from(ARTWORK_BYTES).expect("small")]].concat(), "artwork_bytes"),
    ] {
        let digest = sent(&client, &fed, body, 3);
        assert_eq!(refused(&client, fed.clone(), artwork("TY-1", &digest, TODAY)), [why]);
        client.world.registry.end_loose_file(&digest, &client.world.holder_of(&fed), &fed).expect("writes");
    }
    for side in [200, 480] {
        let digest = sent(&client, &fed, plain(side), 4);
        client
            .world
            .try_act(fed.clone(), None, TODAY, artwork(&format!("TY-{side}"), &digest, TODAY))
            .expect("fits");
    }
}

/// Looked at on the form, before it is confirmed.
#[tokio::test]
async fn a_picture_that_is_too_heavy_for_a_certificate_is_refused_at_its_field() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let form = "/cases/scheme/scheme/acts/scheme-artwork-entry";
    assert!(shaded().len() as u64 <= ARTWORK_BYTES, "{} bytes", shaded().len());
    // As a program at fault would write it: every part is there and what it says cannot be unpacked.
    let mut broken = plain(240);
    broken[45..60].fill(0xff);
    for (chance, body, said) in
        [(5, shaded(), "would weigh"), (6, broken, "cannot be read"), (7, plain(240), "")]
    {
        let digest = sent(&client, &federation(), body, chance);
        let offered = hand.get(&format!("{form}?key=art-{chance}&lang=en")).await.body;
        assert!(offered.contains(&format!("value=\"{digest}\"")), "the form offers what was sent: {offered}");
        let fields = format!(
            "key=art-{chance}&version=&acting=%7B%22kind%22%3A%22federation%22%7D&on={TODAY}&fact.id=&\
             fact.title=mark&fact.file={digest}"
        );
        let next = hand.post(&format!("{form}?lang=en"), &fields).await;
        assert_eq!(next.status, 303, "{}", next.body);
        let looked = hand.get(&format!("{}&lang=en", next.header("location"))).await;
        let wanted = if said.is_empty() { 200 } else { 422 };
        assert_eq!((looked.status.as_u16(), looked.body.contains(said)), (wanted, true), "{}", looked.body);
    }
}
