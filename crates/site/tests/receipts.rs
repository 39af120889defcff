//! The receipts of decisions: each is asked again of what was on file when it was taken, and the rules say the same.

use policy::event::Entry;
use policy::receipt_file::ReceiptFile;
use registry::cases_of;

use crate::client::{Asked, Client};

/// Everything that rests on findings in the small world, taken from the page of its case.
#[tokio::test]
async fn every_decision_is_asked_again_and_answers_as_it_did() {
    let client = Client::new();
    let reader = client.world.registry.reader();
    let law = reader.law();
    let (mut receipts, mut same) = (0, 0);
    for position in 0..reader.head().size {
        let bytes = reader.entry_bytes(position).expect("reads").expect("an entry");
        let entry: Entry = serde_json::from_str(&bytes).expect("an entry");
        let kinds = ["declaration", "authorization", "check", "proceeding"];
        let case = cases_of(&entry).into_iter().find(|(kind, _)| kinds.contains(&kind.as_str()));
        let Some((kind, id)) = case.filter(|_| !entry.findings.is_empty()) else { continue };
        let path = format!("/cases/{kind}/{id}/entries/{position}/receipt");
        let answer = send(&client, "federation", &path).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
        assert!(answer.header("content-disposition").contains("receipt-"));
        let receipt: ReceiptFile = serde_json::from_str(&answer.body).expect("a receipt");
        assert!(receipt.positions.contains(&position) && receipt.on == entry.on, "{path}");
        let again = receipt.rerun(law).expect("a day of the policy");
        assert_eq!(again.len(), receipt.findings.len());
        for one in &again {
            assert_ne!(one.is_same(), Some(false), "{path}: {one:?}");
            same += usize::from(one.is_same() == Some(true));
        }
        assert!(again.iter().any(|one| one.is_same().is_some()), "{path}: nothing could be asked: {again:?}");
        receipts += 1;
        // Told is what was on file before the act, and nothing of it is told to whoever may not open the case.
        assert_eq!(send(&client, "expert", &path).await.status.as_u16(), 403, "{path}");
    }
    assert!(receipts >= 5 && same >= 20, "{receipts} receipts, {same} findings");
}

async fn send(client: &Client, login: &str, path: &str) -> crate::client::Answer {
    let mut asked = Asked::get(path);
    asked.headers.push(("cookie".to_owned(), client.session(login, None).0));
    client.send(&asked).await
}
