//! For tests: what the forms of all acts say, and the acts that come of what a person could type into them.

use policy::article::Words;
use policy::authorization::code::MarkCode;
use policy::command::{ActKind, Command};
use policy::decide::Refusal;

use super::{Field, Form, Input, Of, command, form, kinds};

/// For tests: what each form says in English that stands alone: labels and help. What is offered of a choice gets its
/// capital where it is drawn: the same words stand within sentences too.
#[must_use]
pub fn form_words() -> Vec<(String, &'static str)> {
    let said = |field: Field| -> Vec<Words> {
        let options: Vec<Words> = match field.input {
            Input::Several { none, .. } => none.into_iter().collect(),
            _ => Vec::new(),
        };
        [field.label].into_iter().chain(field.hint).chain(options).collect()
    };
    let forms = kinds().into_iter().map(form);
    let of = |form: Form| {
        let fields = form.asked().into_iter();
        fields
            .flat_map(|field| said(field).into_iter().map(move |words| (field.at, words)))
            .map(move |(at, words)| (format!("{} {at}", form.name), words.en))
            .collect::<Vec<_>>()
    };
    forms.flat_map(of).collect()
}

/// For tests: every form with what a person could type into it, as JSON of the act that comes of it.
#[must_use]
pub fn form_samples() -> Vec<(ActKind, String, Result<Command, Refusal>)> {
    kinds()
        .into_iter()
        .map(|kind| {
            let form = form(kind);
            let fields = form.asked();
            let typed = |at: &str| {
                fields
                    .iter()
                    .find(|field| field.at == at)
                    .filter(|field| field.only.is_none())
                    .map(Field::sample)
                    .unwrap_or_default()
            };
            let code = MarkCode::from_serial(1).map(|code| code.to_string()).unwrap_or_default();
            let subject = form.subject.map(|at| match at {
                "authorization" => code.as_str(),
                "edition" => "T/ZZB 0001-2020",
                _ => "X-1",
            });
            let of = Of { enterprise: Some("91330100000000000X"), subject, office: Some("X-1") };
            let made = command(&form, &typed, of, "sample".to_owned());
            (kind, form.name.clone(), made)
        })
        .collect()
}
