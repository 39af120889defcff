//! Every link of every desk and case page, followed by each role: none leads to where the reader may not go, or to nothing.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::client::{Answer, Asked, Client};
use crate::world::people;

/// The pages whose links are followed: those that are made for the office that reads them.
const FOLLOWED: [&str; 9] = [
    "/desk",
    "/cases/",
    "/declare",
    "/account",
    "/projects",
    "/makers/",
    "/standards/",
    "/calls/",
    "/duties/",
];
/// The most pages that lead on to another.
const HOPS: usize = 5;

/// What is searched for on a desk: a word of every name in the world, and how numbers begin.
const SEARCHES: [&str; 8] = ["%E7%A4%BA%E4%BE%8B", "PZB", "SD", "PR", "CK", "XM", "ZJM", "T%2FZZB"];

/// The addresses of ours that a page leads to.
fn links(body: &str) -> Vec<String> {
    let hrefs = body.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let ours = hrefs.filter(|href| href.starts_with('/'));
    let plain = ours.map(|href| href.replace("&#38;", "&").replace("&amp;", "&"));
    plain.map(|href| href.split('#').next().unwrap_or_default().to_owned()).collect()
}

/// Goes where an address leads, as a browser does.
async fn follow(client: &Client, cookie: &str, path: &str) -> (String, Answer) {
    let (mut path, mut kept) = (path.to_owned(), String::new());
    for _ in 0..HOPS {
        let mut asked = Asked::get(&path);
        asked.headers.push(("cookie".to_owned(), format!("{cookie}; {kept}")));
        let answer = client.send(&asked).await;
        let to = answer.header("location").to_owned();
        if answer.status.as_u16() != 303 {
            return (path, answer);
        }
        if let Some((own, _)) = answer.header("set-cookie").split_once(';') {
            kept = own.to_owned();
        }
        path = to;
    }
    panic!("{path} leads round and round");
}

/// What is the same for everybody is looked at once.
fn is_for_all(path: &str) -> bool {
    let of_office = ["/papers/", "/sign-"];
    !FOLLOWED.iter().chain(&of_office).any(|start| path.starts_with(start))
}

/// The links of a login that lead nowhere: which, from where, with what status.
async fn dead(client: &Client, login: &str, common: &mut BTreeSet<String>) -> BTreeMap<String, String> {
    let (cookie, _) = client.session(login, None);
    let (mut seen, mut dead) = (BTreeSet::new(), BTreeMap::new());
    let mut next = VecDeque::from([("/desk".to_owned(), "the menu".to_owned())]);
    // What a search of the desk finds, it leads to.
    next.extend(SEARCHES.map(|q| (format!("/desk/search?q={q}"), "a search".to_owned())));
    while let Some((path, from)) = next.pop_front() {
        // A form is the same form on whichever page its link stands, and a second language is no other place.
        if !seen.insert(path.clone()) || path.contains("lang=") || path.contains("type=") {
            continue;
        }
        if is_for_all(&path) && !common.insert(path.clone()) {
            continue;
        }
        if seen.len() % 5 == 0 {
            client.world.at(client.world.now() + 1);
        }
        let (there, answer) = follow(client, &cookie, &path).await;
        let status = answer.status.as_u16();
        if status != 200 {
            dead.insert(path, format!("{status} from {from}"));
            continue;
        }
        if FOLLOWED.iter().any(|start| there.starts_with(start)) {
            next.extend(links(&answer.body).into_iter().map(|link| (link, path.clone())));
        }
    }
    assert!(seen.len() > 20, "{login} got nowhere: {seen:?}");
    dead
}

#[tokio::test]
async fn no_link_of_a_desk_or_a_case_leads_where_its_reader_may_not_go() {
    let client = Client::new();
    crate::joint::filed(&client);
    let (maker, failed) = (client.world.named("maker").to_owned(), client.world.named("failed").to_owned());
    let logins: BTreeSet<&str> = people(&maker, &failed).iter().map(|(login, ..)| *login).collect();
    let mut common = BTreeSet::new();
    let mut all = BTreeMap::new();
    // One expert is as good as another; whoever holds no office has no desk.
    for login in
        logins.into_iter().filter(|login| !["nobody", "expert3", "expert4", "expert5"].contains(login))
    {
        let dead = dead(&client, login, &mut common).await;
        all.extend(dead.into_iter().map(|(path, why)| (format!("{login}: {path}"), why)));
    }
    assert!(all.is_empty(), "{all:#?}");
}
