//! What is far too long is answered as what is a little too long: at its field, with what was typed; and what no form takes is
//! answered by a page that says how much is taken and leads back.

use crate::client::Client;
use crate::hand::Hand;

/// A text of Chinese letters as a form sends it: nine bytes each.
fn letters(count: usize) -> String {
    "%E6%96%87".repeat(count)
}

#[tokio::test]
async fn a_text_of_any_length_is_answered_at_its_field() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let path = format!("/cases/declaration/{}/acts/refusal?lang=en", client.world.named("pending"));
    // A little, 300,000 characters, and nearly all that is taken.
    for count in [50_001, 150_000, 300_000] {
        let fields = format!("key=form-long-{count}&on=2026-11-24&reason={}", letters(count));
        let mut answer = hand.post(&path, &fields).await;
        // What a draft has room for is kept, and told where it is checked.
        if answer.status.as_u16() == 303 {
            answer = hand.get(&format!("{}&lang=en", answer.header("location"))).await;
        }
        assert_eq!(answer.status.as_u16(), 422, "{count}");
        assert!(
            answer.body.contains("href=\"#reason\"") && answer.body.contains("role=\"alert\""),
            "{count}"
        );
        assert!(answer.body.contains(&format!("at most 50000 characters, and here are {count}")), "{count}");
        assert!(answer.body.contains(&"文".repeat(count)), "{count}: what was typed is kept");
    }
    let comment = format!("/projects/{}/comment", client.world.named("project"));
    let answer = hand.post(&comment, &format!("comment={}", letters(300_000))).await;
    // Anybody may send one: no more is read of it than of any form.
    assert_eq!(answer.status.as_u16(), 413);
}

#[tokio::test]
async fn what_is_longer_than_any_form_takes_leads_back_to_the_form() {
    let client = Client::new();
    let mut hand = Hand { client: &client, who: client.session("federation", None) };
    hand.who.0 = format!("lang=en; {}", hand.who.0);
    let path = format!("/cases/declaration/{}/acts/refusal", client.world.named("pending"));
    let answer = hand.post(&path, &format!("reason={}", letters(940_000))).await;
    assert_eq!(answer.status.as_u16(), 413);
    assert!(answer.body.contains("<html lang=\"en\"") && answer.body.contains("3 MiB"), "{}", answer.body);
    assert!(answer.body.contains(&format!("href=\"{path}\"")), "{}", answer.body);
    // A file larger than its page takes, from a browser that does not say where it was.
    let (status, page) = hand.upload("/papers/check", "a.pdf", &vec![b'x'; 3 << 20]).await;
    assert_eq!(status, 413);
    assert!(page.contains("MiB") && page.contains("href=\"/papers/check\""), "{page}");
}
