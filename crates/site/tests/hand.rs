//! Somebody at a form: whose session it is, and what they ask for and send.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use tower::ServiceExt;

use crate::client::{Answer, Asked, Client, days_of_record};

/// A person with a session.
pub struct Hand<'c> {
    pub client: &'c Client,
    /// The cookie, and the token of the forms.
    pub who: (String, String),
}

impl Hand<'_> {
    pub async fn get(&self, path: &str) -> Answer {
        let mut asked = Asked::get(path);
        asked.headers.push(("cookie".to_owned(), self.who.0.clone()));
        self.client.send(&asked).await
    }

    pub async fn post(&self, path: &str, fields: &str) -> Answer {
        let headers = [
            ("cookie", self.who.0.as_str()),
            ("origin", self.client.world.site.public_url.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let asked = Asked {
            method: "POST".to_owned(),
            path: path.to_owned(),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            body: format!("csrf={}&{fields}", self.who.1),
            ..Asked::default()
        };
        self.client.send(&asked).await
    }

    pub async fn upload(&self, path: &str, name: &str, file: &[u8]) -> (u16, String) {
        let mut body =
            format!("--xx\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n", self.who.1)
                .into_bytes();
        let head =
            format!("--xx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--xx--\r\n");
        let request = Request::post(path)
            .header("content-type", "multipart/form-data; boundary=xx")
            .header("origin", "http://pages.example")
            .header("cookie", &self.who.0)
            .body(Body::from(body))
            .expect("a request");
        let answer = self.client.router.clone().oneshot(request).await.expect("an answer");
        let status = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 32 << 20).await.expect("a body");
        (status, days_of_record(&String::from_utf8_lossy(&bytes)))
    }
}
