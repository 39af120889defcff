//! The parent's own part of a joint filing (clause 9, reading 0018): it joins the declaration that names it, or declines,
//! which closes the joint filing. Whether the actor is that parent, the powers say.

use super::Declaration;
use super::decide::{not_before_filing, undecided};
use crate::article::Article;
use crate::command::Act;
use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::enterprise::Dossier;
use crate::enterprise::credit_code::CreditCode;
use crate::event::Event;

/// The parent that the declaration named by an act names, for the powers; `None` for every other act.
pub(crate) fn parent_of(act: &Act, dossier: Option<&Dossier>) -> Option<CreditCode> {
    let (Act::JoinDeclaration { declaration } | Act::DeclineDeclaration { declaration, .. }) = act else {
        return None;
    };
    dossier?.declarations.iter().find(|known| known.id == *declaration)?.filing.parent
}

/// The declaration that still waits for its decision, and that the parent has not declined.
fn waiting<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a Declaration, Refusal> {
    let declaration = undecided(scene, id)?;
    not_before_filing(scene, declaration)?;
    if let Some(mark) = &declaration.declined {
        return Err(Problem::new(
            "joint_declined",
            format!("母公司已于{}表示不同意共同申报；须由企业撤回后另行申报", mark.on),
            format!(
                "the parent declined on {}: the enterprise withdraws the declaration and files anew",
                mark.on
            ),
        )
        .at("declaration")
        .by(Article::of(9))
        .into());
    }
    Ok(declaration)
}

/// The parent joins.
pub(crate) fn join(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let declaration = waiting(scene, id)?;
    if let Some(mark) = &declaration.joined {
        return Err(Problem::new(
            "joint_joined",
            format!("母公司已于{}确认共同申报", mark.on),
            format!("the parent joined on {} already", mark.on),
        )
        .at("declaration")
        .by(Article::of(9))
        .into());
    }
    Ok(Decision::of(Event::DeclarationJoined { declaration: declaration.id.clone() }))
}

/// The parent declines, or takes back that it joined.
pub(crate) fn decline(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let declaration = waiting(scene, id)?;
    Ok(Decision::of(Event::DeclarationDeclined { declaration: declaration.id.clone() }))
}
