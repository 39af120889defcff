//! Fields of an act as a page draws them: label, help, what was typed, choices and faults.

use policy::decide::Problem;
use policy::division;
use registry::needs::LONGEST_TEXT;

use crate::acts::field::NONE;
use crate::acts::{Field, Input, OnFile};
use crate::lang::Lang;
use crate::office::act::{Desk, Values};
use crate::office::choices::{self, Offer};
use crate::visitor::Visitor;
use crate::words::fill;

/// How a field is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Control {
    Line,
    Number,
    Day,
    Area,
    /// A table, which is written on pages of its own.
    Table,
    Select,
    Radio,
    /// One of those that are offered, or another one that is written.
    OneOr,
    Many,
}

pub(super) struct Choice {
    pub(super) value: String,
    pub(super) word: String,
    pub(super) is_chosen: bool,
}

pub(super) struct Asked {
    pub(super) at: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: Option<String>,
    pub(super) is_optional: bool,
    pub(super) is_open: bool,
    pub(super) kind: Control,
    pub(super) value: String,
    pub(super) options: Vec<Choice>,
    pub(super) faults: Vec<String>,
    /// Whether it chooses among files, which are sent on a page beside the form.
    pub(super) brings_files: bool,
    /// Whether somebody came back to change it.
    pub(super) is_focus: bool,
}

impl Asked {
    pub(super) fn is_set(&self) -> bool {
        matches!(self.kind, Control::Radio | Control::Many)
    }

    /// Attributes that tie hint and fault to the field for those who cannot see them. Names are our own.
    pub(super) fn described(&self) -> String {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.at));
        }
        if !self.faults.is_empty() {
            ids.push(format!("{}-fault", self.at));
        }
        let invalid = if self.faults.is_empty() { "" } else { " aria-invalid=\"true\"" };
        let focus = if self.is_focus { " autofocus" } else { "" };
        if ids.is_empty() {
            focus.to_owned()
        } else {
            format!(" aria-describedby=\"{}\"{invalid}{focus}", ids.join(" "))
        }
    }
}

/// How a field is drawn that chooses from nothing.
fn control(input: Input) -> Control {
    match input {
        Input::Decimal | Input::Count => Control::Number,
        Input::Day => Control::Day,
        Input::Sealed | Input::Lines | Input::Nodes => Control::Area,
        Input::Table => Control::Table,
        _ => Control::Line,
    }
}

/// A field with what was typed into it and what is wrong with that.
pub(super) fn ask(desk: &Desk, field: &Field, values: &Values, problems: &[Problem]) -> Asked {
    let visitor = &desk.member.visitor;
    let value = values.get(field.at).cloned().unwrap_or_default();
    let w = &visitor.w.case;
    let choice =
        |of: &str, word: &str| Choice { value: of.to_owned(), word: word.to_owned(), is_chosen: of == value };
    let on_file = |what: OnFile| desk.choices.of(desk.case, desk.office, what, desk.form.kind, visitor.lang);
    let (mut value, mut is_open) = (value.clone(), false);
    let (kind, options) = match field.input {
        Input::Division => (Control::Line, divisions(visitor.lang)),
        Input::Several { of, none, is_open: open } => {
            is_open = open;
            let none = none.map(|none| (NONE.to_owned(), visitor.word(none).to_owned()));
            let (options, rest) = several(on_file(of).into_iter().chain(none).collect(), &value);
            value = rest;
            (Control::Many, options)
        }
        Input::EnterpriseOf(what) => {
            let (options, rest) = several(on_file(what), &value);
            value = rest;
            (if options.is_empty() { Control::Line } else { Control::OneOr }, options)
        }
        Input::Numbered(what) => {
            (Control::Select, on_file(what).iter().map(|(id, says)| choice(id, says)).collect())
        }
        Input::YesNo => {
            let unstated = field.is_optional.then(|| choice("", w.not_stated));
            let both = [choice("yes", w.yes), choice("no", w.no)];
            (Control::Radio, both.into_iter().chain(unstated).collect())
        }
        Input::Choice(all) => {
            let fit = all.iter().filter(|(of, _)| choices::fits(desk.case, desk.office, desk.form.kind, of));
            let mut options: Vec<Choice> =
                fit.map(|(of, word)| choice(of, &visitor.lang.label(*word))).collect();
            // A radio button cannot be let go again: what may be left empty has one for that.
            if field.is_optional && options.len() < 4 {
                options.push(choice("", w.not_stated));
            }
            (if options.len() > 4 { Control::Select } else { Control::Radio }, options)
        }
        Input::OnFile(what) => {
            let offers = on_file(what);
            let is_typed = desk.choices.is_typed(what, &offers);
            let options = offers.iter().map(|(id, says)| choice(id, says)).collect();
            (if is_typed { Control::Line } else { Control::Select }, options)
        }
        plain => (control(plain), Vec::new()),
    };
    let faults = problems.iter().filter(|it| it.field.as_deref().is_some_and(|at| is_about(field, at)));
    Asked {
        at: field.at,
        label: visitor.word(field.label),
        hint: hint(visitor, field),
        is_optional: field.is_optional,
        is_open,
        kind,
        value: shown(visitor, kind, value, values),
        options,
        faults: faults.map(|problem| visitor.said(&problem.said)).collect(),
        brings_files: field.takes_any_file().is_some(),
        is_focus: values.get("edit").is_some_and(|at| at == field.at),
    }
}

/// The line of help under a label; of a private text how long it may be, too.
fn hint(visitor: &Visitor, field: &Field) -> Option<String> {
    let says = field.hint.map(|hint| visitor.word(hint));
    if !matches!(field.input, Input::Sealed) {
        return says.map(str::to_owned);
    }
    let most = fill(visitor.w.case.text_limit, &[&LONGEST_TEXT]);
    Some(says.map_or(most.clone(), |says| format!("{says}{}{most}", visitor.w.mark.ground_and)))
}

/// A value as it is drawn: a table is told in one line.
fn shown(visitor: &Visitor, kind: Control, value: String, values: &Values) -> String {
    if kind != Control::Table {
        return value;
    }
    super::act::table::summary(visitor, &value, super::act::table::published_on(values))
}

/// What is ticked of what is offered, and what was written beside it.
fn several(offers: Vec<Offer>, value: &str) -> (Vec<Choice>, String) {
    let typed: Vec<&str> = value.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let rest: Vec<&str> =
        typed.iter().copied().filter(|line| !offers.iter().any(|(known, _)| known == line)).collect();
    let rest = rest.join("\n");
    let choice = |(value, word): Offer| Choice { is_chosen: typed.contains(&value.as_str()), value, word };
    (offers.into_iter().map(choice).collect(), rest)
}

/// The divisions of Zhejiang and the other provinces, to be offered beside the line.
fn divisions(lang: Lang) -> Vec<Choice> {
    let outside =
        division::provinces().map(|province| province.code).filter(|code| *code != division::PROVINCE);
    let codes = division::counties().map(|county| county.code).chain(outside);
    codes.map(|code| Choice { value: code.to_owned(), word: lang.place(code), is_chosen: false }).collect()
}

/// Whether a place in the act, as a problem names it, is what a field asks for, or a part of that.
fn is_about(field: &Field, at: &str) -> bool {
    let is_part =
        |part: &str, whole: &str| part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('.'));
    field.at == at || is_part(field.at, at) || is_part(at, field.at)
}

/// What is wrong with a field, as the summary above a form tells it: with the label of the field, unless it names it itself.
pub(super) fn summed(visitor: &Visitor, field: &Field, problem: &Problem) -> String {
    let (label, says) = (visitor.word(field.label), visitor.said(&problem.said));
    if says.contains(label) { says.to_owned() } else { format!("{label}{}{says}", visitor.w.case.colon) }
}

pub(super) fn field_of<'a>(fields: &'a [Field], at: &str) -> Option<&'a Field> {
    fields.iter().find(|field| is_about(field, at))
}
