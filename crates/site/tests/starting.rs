//! What the desk offers to begin leads somewhere, for every office.

use crate::client::{Asked, Client};

/// The addresses that a page offers to begin at.
fn offered(body: &str) -> Vec<String> {
    let parts = body.split("href=\"/desk/new/").skip(1);
    parts.filter_map(|rest| rest.split('"').next()).map(|name| format!("/desk/new/{name}")).collect()
}

#[tokio::test]
async fn what_an_office_may_begin_leads_to_a_case_or_a_form() {
    let client = Client::new();
    for login in ["federation", "province", "county", "body", "laboratory", "admin", "maker"] {
        let (cookie, _) = client.session(login, None);
        let get = async |path: &str| {
            let mut asked = Asked::get(path);
            asked.headers.push(("cookie".to_owned(), format!("lang=en; {cookie}")));
            client.send(&asked).await
        };
        let offered = offered(&get("/desk").await.body);
        assert_eq!(offered.is_empty(), login == "maker", "{login}: {offered:?}");
        for address in offered {
            let answer = get(&address).await;
            match answer.status.as_u16() {
                303 => {
                    assert!(answer.header("location").starts_with("/cases/scheme/scheme/acts/"), "{address}")
                }
                200 => assert!(answer.body.contains(" is it about?"), "{login} {address}"),
                other => panic!("{login} {address}: {other}"),
            }
        }
    }
}
