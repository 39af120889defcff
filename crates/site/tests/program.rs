//! A program: what it asks for and sends, with the token of somebody in the small world or without.

use serde_json::Value;

use crate::client::{Answer, Asked, Client};

/// A request in the office of a login, or of nobody.
pub fn request(method: &str, login: Option<&str>, path: &str) -> Asked {
    let token = login.map(|login| ("authorization".to_owned(), format!("Bearer pzb_{login}_act")));
    Asked {
        method: method.to_owned(),
        path: path.to_owned(),
        headers: token.into_iter().collect(),
        ..Asked::default()
    }
}

/// What is answered.
pub async fn ask(client: &Client, login: Option<&str>, path: &str) -> Answer {
    client.send(&request("GET", login, path)).await
}

/// What is told.
pub async fn told(client: &Client, login: Option<&str>, path: &str) -> Value {
    let answer = ask(client, login, path).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).expect("JSON")
}

/// The status and the code of the problem that is answered.
pub fn problem(answer: &Answer) -> (u16, String) {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.body);
    let problem: Value = serde_json::from_str(&answer.body).expect("a problem");
    (answer.status.as_u16(), problem["code"].as_str().expect("a code").to_owned())
}

/// The same of what is asked for and refused.
pub async fn refused(client: &Client, login: Option<&str>, path: &str) -> (u16, String) {
    problem(&ask(client, login, path).await)
}

/// Sends a document.
pub async fn post(client: &Client, login: Option<&str>, path: &str, document: &Value) -> Answer {
    let mut asked = request("POST", login, path);
    asked.headers.push(("content-type".to_owned(), "application/json".to_owned()));
    asked.body = document.to_string();
    client.send(&asked).await
}
