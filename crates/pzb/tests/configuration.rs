//! `pzb config check`: what a file and the environment make of the configuration.

use crate::bin::{expect, text};

#[test]
fn configuration() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pzb.toml");
    let check = |code: i32, content: &str| {
        std::fs::write(&file, content).expect("written");
        expect(code, ["config", "check", &text(&file), "--json"])
    };
    let good = check(0, "listen = \"127.0.0.1:9\"\n[sweep]\nperson = \"chen\"\n").json();
    assert_eq!((&good["listen"], &good["sweep_person"]), (&"127.0.0.1:9".into(), &"chen".into()));
    assert_eq!(good["origin"], pzb::config::ORIGIN);
    assert!(
        check(5, "\nlisten_on = \"x\"\n")
            .err
            .contains("line 2: there is no setting `listen_on`; did you mean `listen`?")
    );
    assert!(
        check(5, "[sweep]\npersn = \"x\"\n")
            .err
            .contains("[sweep] there is no setting `persn`; did you mean `person`?")
    );
    let mail = check(0, "[mail]\noutbox = \"out\"\nfrom = \"品字标𠮷 <a@example.com>\"\n").json();
    assert_eq!(mail["mail"], serde_json::json!({ "outbox": "out", "from": "品字标𠮷 <a@example.com>" }));
    assert_eq!(good["mail"], serde_json::Value::Null);
    for (written, said) in [
        ("outbox = \"out\"", "mail.outbox and mail.from go together"),
        ("from = \"a@example.com\"", "mail.outbox and mail.from go together"),
        ("outbox = \"out\"\nfrom = \"a\\nBcc: b@example.com\"", "mail.from: "),
        ("outbx = \"out\"", "did you mean `outbox`?"),
    ] {
        let ran = check(5, &format!("[mail]\n{written}\n"));
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    assert!(check(5, "listen = \"nowhere\"\n").err.contains("`nowhere` is no address"));
    assert!(check(5, "listen = \n").err.contains("is not TOML"));
    assert!(check(5, "origin = \"a b\"\n").err.contains("`a b`"));
    assert!(check(3, "parameters_file = \"/nowhere/x.toml\"\n").err.contains("/nowhere/x.toml"));
    let proxies = check(0, "trusted_proxies = [\"127.0.0.1\", \"10.0.0.0/8\", \"2001:db8::/32\"]\n").json();
    let expected = ["127.0.0.1/32", "10.0.0.0/8", "2001:db8::/32"];
    assert_eq!(proxies["trusted_proxies"], serde_json::json!(expected));
    for (written, said) in [
        ("[\"localhost\"]", "`localhost` is neither an IP address nor a network"),
        ("[\"10.0.0.1/8\"]", "write `10.0.0.0/8` for the network"),
        ("[\"0.0.0.0/0\"]", "trusts everybody"),
    ] {
        let ran = check(5, &format!("trusted_proxies = {written}\n"));
        assert!(ran.err.contains("trusted_proxies: ") && ran.err.contains(said), "{}", ran.err);
    }
    std::fs::write(&file, "trusted_proxies = [\"127.0.0.1\"]\n").expect("written");
    let over = crate::bin::pzb(["config", "check", &text(&file)])
        .env("PZB_TRUSTED_PROXIES", "192.0.2.1, 192.0.2.2")
        .output();
    let over: crate::bin::Ran = over.expect("it runs").into();
    assert!(over.out.contains("trusted_proxies  192.0.2.1/32, 192.0.2.2/32\n"), "{}", over.out);
    std::fs::write(&file, "listen = \"127.0.0.1:9\"\n").expect("written");
    let over = crate::bin::pzb(["config", "check", &text(&file), "--json"])
        .env("PZB_LISTEN", "127.0.0.1:10")
        .output();
    let over: crate::bin::Ran = over.expect("it runs").into();
    assert_eq!(over.json()["listen"], "127.0.0.1:10");
}
