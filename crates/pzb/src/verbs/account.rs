//! `pzb account` and `pzb token`: who may sign in, and programs that act in somebody's name. Names, hashes and
//! tokens are kept outside the ledger; who holds which office is a fact inside it.

use std::path::Path;

use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::powers::{Actor, Office, OfficeKind};
use policy::scheme::{Holder, SchemeFact};
use registry::{Account, Disabling, Moment, NewAccount, Standing, Token, new_person};
use serde_json::{Value, json};

use crate::actor::office_text;
use crate::answer::{Answer, Exit, Failure, Verb};
use crate::cli::{AccountVerb, TokenVerb};
use crate::house::{House, broken, refused_by_policy};
use crate::say::Style;
use crate::trial::Trial;
use crate::{clock, passwords};

fn now() -> Moment {
    Moment { unix_seconds: clock::now() }
}

/// Does what is asked with accounts.
///
/// # Errors
/// A login that is taken or not there, a password that cannot be used, a fault.
pub fn run(verb: &AccountVerb, style: Style) -> Verb {
    match verb {
        AccountVerb::Add { login, name, password_file, offices, by, data } => {
            let hash = passwords::hash(&passwords::read(password_file.as_deref(), login)?)?;
            let house = House::open_or_make(data)?;
            let person = new_person(&clock::entropy());
            let (login, name, standing) = (login.clone(), name.clone(), Standing::Open);
            let new = NewAccount { person, login, hash, name, standing };
            let answer = add(&house, new, offices, by.as_ref(), style);
            house.registry.close();
            answer
        }
        AccountVerb::List { data } => {
            let house = House::open(data)?;
            let answer = list(&house, style);
            house.registry.close();
            answer
        }
        AccountVerb::Disable { login, data } => {
            let house = House::open(data)?;
            let answer = disable(&house, login, style);
            house.registry.close();
            answer
        }
        AccountVerb::Enable { login, password_file, data } => {
            let hash = passwords::hash(&passwords::read(password_file.as_deref(), login)?)?;
            let house = House::open(data)?;
            let answer = enable(&house, login, &hash, style);
            house.registry.close();
            answer
        }
        AccountVerb::Password { login, password_file, data } => {
            let house = House::open(data)?;
            let answer = password(&house, login, password_file.as_deref(), style);
            house.registry.close();
            answer
        }
    }
}

fn add(house: &House, new: NewAccount, offices: &[Office], by: Option<&Actor>, style: Style) -> Verb {
    let (person, login) = (new.person.clone(), new.login.clone());
    if let Some(fault) = site::login_fault(&login) {
        return Err(Failure::invalid(fault.zh, fault.en));
    }
    // Without anybody named, the person enters their own offices: the first administrator, whose own entry founds
    // the record and so comes before the others.
    let own = || Actor { person: person.clone(), office: Office::sole(OfficeKind::Administrator) };
    let administrator = by.map_or_else(|| Ok(own()), |by| house.actor(by))?;
    let mut offices: Vec<&Office> = offices.iter().collect();
    offices.sort_by_key(|office| **office != administrator.office);
    let today = clock::today();
    let commands: Vec<Command> = offices.iter().map(|office| holder(&person, office, today)).collect();
    // An account whose offices are refused is not made.
    let mut trial = Trial::start(&house.reader, &house.laws)?;
    for command in &commands {
        let decided = trial.act(&administrator, command, today)?;
        decided.map_err(|refusal| refused_by_policy(&refusal))?;
    }
    if !house.registry.create_account(new, now()).map_err(|fault| broken(&fault))? {
        return Err(Failure::new(
            Exit::Conflict,
            format!("登录名{login}已有账户"),
            format!("there is an account `{login}` already"),
        ));
    }
    for command in commands {
        house.act(&administrator, command, None)?;
    }
    let offices: Vec<String> = offices.into_iter().map(office_text).collect();
    let text =
        format!("{} {login} {person} ({})\n", style.pick("已添加账户", "account added:"), offices.join(", "));
    Ok(Answer::done(text, json!({ "login": login, "person": person, "offices": offices })))
}

/// The command that enters a person as the holder of an office from a day on.
#[must_use]
pub fn holder(person: &str, office: &Office, from: Day) -> Command {
    let holder = Holder {
        id: String::new(),
        person: person.to_owned(),
        office: office.clone(),
        from,
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    };
    let act = Act::EnterSchemeFact { fact: SchemeFact::Holder(holder) };
    let key = format!("holder-{from}-{person}-{}", office_text(office));
    Command { key, enterprise: None, on: from, act }
}

fn list(house: &House, style: Style) -> Verb {
    let accounts = house.reader.accounts().map_err(|fault| broken(&fault))?;
    let scheme = house.reader.scheme().map_err(|fault| broken(&fault))?;
    let today = clock::today();
    let mut text = String::new();
    let mut rows: Vec<Value> = Vec::new();
    for account in accounts {
        let held = scheme.holders.list.iter().filter(|holder| holder.person == account.person);
        let offices: Vec<String> = held
            .filter(|holder| scheme.holds(&holder.person, &holder.office, today))
            .map(|holder| office_text(&holder.office))
            .collect();
        let standing = match account.standing {
            Standing::Open => "",
            Standing::Disabled => style.pick("（已停用）", "  (disabled)"),
            Standing::ToChoose => style.pick("（待本人设置密码）", "  (password to be chosen)"),
        };
        text.push_str(&format!(
            "{:<16} {:<14} {:<20} {}{standing}\n",
            account.login,
            account.person,
            account.name,
            offices.join(", ")
        ));
        rows.push(json!({
            "login": account.login, "person": account.person, "name": account.name,
            "disabled": account.standing == Standing::Disabled,
            "password_to_be_chosen": account.standing == Standing::ToChoose, "offices": offices,
        }));
    }
    Ok(Answer::done(text, json!({ "accounts": rows })))
}

fn account(house: &House, login: &str) -> Result<Account, Failure> {
    let account = house.reader.account(login).map_err(|fault| broken(&fault))?;
    account.ok_or_else(|| {
        Failure::new(Exit::NotFound, format!("没有账户{login}"), format!("there is no account `{login}`"))
    })
}

fn disable(house: &House, login: &str, style: Style) -> Verb {
    let account = account(house, login)?;
    match house.registry.disable_account(&account.person, now()).map_err(|fault| broken(&fault))? {
        Disabling::Done | Disabling::NoAccount => {}
        Disabling::TheLast => {
            return Err(Failure::new(
                Exit::Conflict,
                "不能停用最后一位可以登录的管理员的账户",
                "the account of the last administrator who can sign in is not disabled",
            ));
        }
    }
    let text = format!("{} {login}\n", style.pick("已停用账户", "account disabled:"));
    Ok(Answer::done(text, json!({ "login": login, "disabled": true })))
}

fn enable(house: &House, login: &str, hash: &str, style: Style) -> Verb {
    let account = account(house, login)?;
    if !house.registry.enable_account(&account.person, hash).map_err(|fault| broken(&fault))? {
        return Err(Failure::new(
            Exit::Conflict,
            format!("账户{login}没有停用"),
            format!("the account `{login}` is not disabled"),
        ));
    }
    let said = style
        .pick("已恢复账户，须先设置新密码", "account open again, another password is to be chosen first:");
    Ok(Answer::done(format!("{said} {login}\n"), json!({ "login": login, "disabled": false })))
}

fn password(house: &House, login: &str, file: Option<&Path>, style: Style) -> Verb {
    let account = account(house, login)?;
    let hash = passwords::hash(&passwords::read(file, login)?)?;
    house.registry.set_password(&account.person, &hash, Standing::Open).map_err(|fault| broken(&fault))?;
    let ended = house.registry.end_sessions(&account.person).map_err(|fault| broken(&fault))?;
    let text = format!(
        "{} {login}; {} {ended}\n",
        style.pick("已更换密码", "new password for"),
        style.pick("结束会话", "sessions ended:")
    );
    Ok(Answer::done(text, json!({ "login": login, "sessions_ended": ended })))
}

/// Makes a token and prints it once: only its digest is kept.
///
/// # Errors
/// The actor does not hold the office, or a scope that there is not.
pub fn token(verb: &TokenVerb, style: Style) -> Verb {
    let TokenVerb::Add { actor, scope, label, days, data } = verb;
    let house = House::open(data)?;
    let made = house.actor(actor).and_then(|actor| {
        house.must_hold(&actor, clock::today())?;
        let secret = format!("pzb_{}", ledger::hex(&clock::entropy()));
        let token = Token {
            digest: ledger::hex(&ledger::digest(secret.as_bytes())),
            person: actor.person.clone(),
            office: Some(actor.office.clone()),
            scope: scope.clone(),
            label: label.clone(),
            expires: clock::now() + i64::from(*days) * 86_400,
            used: 0,
        };
        house.registry.add_token(&token).map_err(|fault| broken(&fault))?;
        Ok((secret, token))
    });
    house.registry.close();
    let (secret, token) = made?;
    let expires = Moment { unix_seconds: token.expires }.utc();
    let text = format!("{secret}\n");
    eprintln!(
        "{} {expires}",
        style.pick("令牌只显示这一次，有效至", "the token is shown this once; it expires")
    );
    Ok(Answer::done(
        text,
        json!({
            "token": secret, "person": token.person, "office": token.office, "scope": token.scope, "expires": expires,
        }),
    ))
}
