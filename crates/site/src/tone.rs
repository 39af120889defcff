//! How a state looks: a sign, a colour of the theme, and always a word beside it, so that nobody needs the colour.

use policy::authorization::MarkState;
use policy::standard::project::stage::Stage;
use policy::supervision::label::LabelState;

use crate::lang::capital;

/// A sign and a colour of the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tone {
    /// Name of the colour in the theme.
    pub(crate) color: &'static str,
    /// The sign, as SVG; each kind of state has its own shape.
    pub(crate) icon: &'static str,
}

macro_rules! svg {
    ($($inside:literal)+) => {
        concat!(r#"<svg viewBox="0 0 24 24" aria-hidden="true">"#, $($inside,)+ "</svg>")
    };
}

/// A tick in a circle.
pub(crate) const GOOD: Tone = Tone {
    color: "success",
    icon: svg!(r#"<circle cx="12" cy="12" r="9.5"/><path d="m7.5 12.4 3.1 3.1 6-6.6"/>"#),
};
/// A pause sign in a circle.
pub(crate) const PAUSED: Tone = Tone {
    color: "warning",
    icon: svg!(r#"<circle cx="12" cy="12" r="9.5"/><path d="M9.5 8.5v7M14.5 8.5v7"/>"#),
};
/// An exclamation mark in a triangle.
pub(crate) const WARN: Tone =
    Tone { color: "warning", icon: svg!(r#"<path d="M12 3 22 20.5H2zM12 9.5v5M12 17.6v.1"/>"#) };
/// A cross in an octagon.
pub(crate) const BAD: Tone = Tone {
    color: "danger",
    icon: svg!(
        r#"<path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8z"/><path d="m8.8 8.8 6.4 6.4M15.2 8.8l-6.4 6.4"/>"#
    ),
};
/// A square: closed without fault.
pub(crate) const CLOSED: Tone = Tone {
    color: "neutral",
    icon: svg!(r#"<rect x="3" y="3" width="18" height="18" rx="3"/><path d="M8 12h8"/>"#),
};
/// A clock.
pub(crate) const CLOCK: Tone = Tone {
    color: "neutral",
    icon: svg!(r#"<circle cx="12" cy="12" r="9.5"/><path d="M12 6.5V12l3.6 2.2"/>"#),
};
/// A question mark in a circle.
pub(crate) const UNKNOWN: Tone = Tone {
    color: "neutral",
    icon: svg!(
        r#"<circle cx="12" cy="12" r="9.5"/><path d="M9.2 9.3a2.8 2.8 0 1 1 4 2.5c-.8.4-1.2 1-1.2 1.9M12 16.9v.1"/>"#
    ),
};
/// An equals sign in a circle.
pub(crate) const EQUAL: Tone =
    Tone { color: "neutral", icon: svg!(r#"<circle cx="12" cy="12" r="9.5"/><path d="M8 10h8M8 14h8"/>"#) };
/// An arrow up.
pub(crate) const UP: Tone = Tone {
    color: "success",
    icon: svg!(r#"<circle cx="12" cy="12" r="9.5"/><path d="M12 16.5v-9M8.3 11 12 7.3l3.7 3.7"/>"#),
};
/// An arrow down.
pub(crate) const DOWN: Tone = Tone {
    color: "danger",
    icon: svg!(r#"<circle cx="12" cy="12" r="9.5"/><path d="M12 7.5v9M8.3 13l3.7 3.7 3.7-3.7"/>"#),
};

/// How the state of a label filing looks.
pub(crate) fn of_label(state: LabelState) -> Tone {
    match state {
        LabelState::Filed => CLOCK,
        LabelState::Accepted => GOOD,
        LabelState::Returned => WARN,
        LabelState::Withdrawn => BAD,
        LabelState::Closed => CLOSED,
    }
}

/// How a stage of a project looks.
pub(crate) fn of_stage(stage: Stage) -> Tone {
    match stage {
        Stage::Published => GOOD,
        Stage::Declined | Stage::Withdrawn | Stage::Refused | Stage::Stopped => CLOSED,
        Stage::Announced | Stage::Comments => WARN,
        Stage::Proposed
        | Stage::Accepted
        | Stage::Heard
        | Stage::Approved
        | Stage::Drafting
        | Stage::Submitted
        | Stage::Examined
        | Stage::TextApproved => CLOCK,
    }
}

/// How the state of a mark looks.
pub(crate) fn of_mark(state: MarkState) -> Tone {
    match state {
        MarkState::Valid => GOOD,
        MarkState::Suspended(_) => PAUSED,
        MarkState::BasisGone(_) => WARN,
        MarkState::Revoked(_) => BAD,
        MarkState::Ended(_) => CLOSED,
        MarkState::Expired(_) | MarkState::NotYet(_) => CLOCK,
        MarkState::CannotTell => UNKNOWN,
    }
}

/// How the outcome of a rule looks, by its name.
pub(crate) fn of_outcome(name: &str) -> Tone {
    match name {
        "met" => GOOD,
        "not_met" => BAD,
        "for_judgement" => WARN,
        "not_applicable" => CLOSED,
        _ => UNKNOWN,
    }
}

/// A state in a list: its sign and its word.
#[derive(Debug, Clone)]
pub(crate) struct State {
    /// How it looks.
    pub(crate) tone: Tone,
    /// What it is called.
    pub(crate) word: String,
}

impl State {
    /// A state of this look and word, which stands alone.
    pub(crate) fn new(tone: Tone, word: impl Into<String>) -> State {
        State { tone, word: capital(&word.into()) }
    }
}
