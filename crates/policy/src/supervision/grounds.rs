//! What became of the record that a ground names: whether a proceeding speaks of it, and whether it was set aside
//! since. A number can be entered anew after its record was set aside (decision 0001), so a ground is its record and
//! not its number alone.

use super::Proceeding;
use crate::enterprise::Dossier;
use crate::enterprise::facts::FactKind;
use crate::enterprise::record::{Mark, Record};
use crate::ground::{Ground, GroundKind};
use crate::question::World;

/// Every record with the number that a ground names, set aside or not, in the order of entry; none for a ground that
/// is no record.
fn records<'a>(world: World<'a>, ground: &Ground) -> Vec<&'a dyn Record> {
    fn with_id<'a, R: Record>(list: &'a [R], id: &str) -> Vec<&'a dyn Record> {
        list.iter().filter(|record| record.id() == id).map(|record| record as &dyn Record).collect()
    }
    let holder = |code| world.parents.iter().find(|parent| parent.enterprise == code);
    let Some(dossier) = ground.of.map_or(Some(world.enterprise), holder) else { return Vec::new() };
    let facts = |kind: FactKind| dossier.records(kind, &ground.id);
    match ground.kind {
        GroundKind::Penalty => facts(FactKind::Penalty),
        GroundKind::Listing => facts(FactKind::Listing),
        GroundKind::Recall => facts(FactKind::Recall),
        GroundKind::Breach => facts(FactKind::Breach),
        GroundKind::CertificateEnded | GroundKind::CertificateSuspended => facts(FactKind::Certificate),
        GroundKind::DraftingRole => facts(FactKind::DraftingRole),
        GroundKind::Check => with_id(&dossier.checks.list, &ground.id),
        GroundKind::CatalogueEntry => with_id(&world.scheme.catalogue.list, &ground.id),
        GroundKind::Edition => {
            world.standards.iter().flat_map(|standard| with_id(&standard.editions, &ground.id)).collect()
        }
        GroundKind::Authorization | GroundKind::Declaration | GroundKind::Rule => Vec::new(),
    }
}

/// The record that was completed by the entry which brought this one: nothing was set aside then but what was
/// unknown.
fn completed_by<'a>(all: &[&'a dyn Record], record: &dyn Record) -> Option<&'a dyn Record> {
    let entry = record.entry()?;
    let is_it = |other: &&&dyn Record| other.annulled().and_then(|mark| mark.entry) == Some(entry);
    all.iter().filter(is_it).find(|other| other.entry() < Some(entry)).copied()
}

/// When what a ground names was first entered: the record that counts, before anything unknown of it was supplied.
fn first_entered(world: World, ground: &Ground) -> Option<u64> {
    let all = records(world, ground);
    let mut record = all.iter().rfind(|record| record.annulled().is_none()).or(all.last()).copied()?;
    while let Some(earlier) = completed_by(&all, record) {
        record = earlier;
    }
    record.entry()
}

/// Whether a proceeding was opened on this ground: it names it, and the record was on file then. What was entered
/// anew under the number of a record set aside is a new ground, of which no notice was served.
pub(crate) fn speaks_of(world: World, proceeding: &Proceeding, ground: &Ground) -> bool {
    proceeding.facts.contains(ground)
        && first_entered(world, ground).zip(proceeding.entry).is_none_or(|(entered, opened)| entered < opened)
}

/// Whether something was entered after an entry; without positions it is taken to be.
pub(super) fn is_later(mark: &Mark, entry: Option<u64>) -> bool {
    mark.entry.zip(entry).is_none_or(|(annulled, decided)| annulled > decided)
}

/// Whether the record that a ground named when something was decided has been set aside since.
pub(super) fn is_gone_since(world: World, ground: &Ground, decided: Option<u64>) -> bool {
    let all = records(world, ground);
    let on_file = |record: &&&dyn Record| record.entry().zip(decided).is_none_or(|(at, then)| at < then);
    all.iter().rfind(on_file).is_some_and(|record| {
        let set_aside = record.annulled().is_some_and(|mark| is_later(mark, decided));
        let is_completed = all
            .iter()
            .any(|later| completed_by(&all, *later).is_some_and(|earlier| earlier.entry() == record.entry()));
        set_aside && !is_completed
    })
}

/// A dossier as far as penalties and listings of it were on file before an entry.
pub(super) fn as_on_file_at(dossier: &Dossier, entry: Option<u64>) -> Dossier {
    fn then<R: Record>(
        list: &mut Vec<R>,
        entry: Option<u64>,
        annulled: impl Fn(&mut R) -> &mut Option<Mark>,
    ) {
        list.retain(|record| record.entry().zip(entry).is_none_or(|(entered, decided)| entered < decided));
        for record in list {
            let mark = annulled(record);
            *mark = mark.filter(|mark| !is_later(mark, entry));
        }
    }
    let mut known = dossier.clone();
    then(&mut known.penalties.list, entry, |penalty| &mut penalty.annulled);
    then(&mut known.listings.list, entry, |listing| &mut listing.annulled);
    known
}

/// Whether a penalty or a listing of a dossier was set aside after an entry: else nothing that was decided then has
/// lost its ground.
pub(super) fn has_lost_grounds(dossier: &Dossier, entry: Option<u64>) -> bool {
    let penalties = dossier.penalties.list.iter().filter_map(|penalty| penalty.annulled.as_ref());
    let listings = dossier.listings.list.iter().filter_map(|listing| listing.annulled.as_ref());
    penalties.chain(listings).any(|mark| is_later(mark, entry))
}
