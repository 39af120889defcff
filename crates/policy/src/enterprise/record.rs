//! How a fact is kept: what happened, when it happened, when it was entered, and what became of it.
//!
//! A fact is never edited. It may be *ended* (a listing removed, a commitment withdrawn: the day it ends is
//! the first day out) or *annulled* (a penalty set aside, an entry made in error: it counts for nothing from
//! the start, for whoever knows of the annulment). Both carry the day they were entered, so that any answer
//! can be given as of a day and as known on a day.

use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::calendar::Day;

/// Something that became of a record: its end, or its annulment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The day it happened: the first day on which the record no longer holds.
    pub on: Day,
    /// The day it was entered; absent means known from the day it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_on: Option<Day>,
    /// The ledger entry that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
}

impl Mark {
    /// A mark of `on`, entered with ledger entry `entry` on `entered_on`.
    #[must_use]
    pub fn new(on: Day, entered: Entered) -> Mark {
        Mark { on, entered_on: Some(entered.on), entry: Some(entered.entry) }
    }
}

/// When and where something was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entered {
    /// The civil day in Shanghai.
    pub on: Day,
    /// The ledger entry.
    pub entry: u64,
}

/// What every kept fact can say of itself.
pub trait Record {
    /// Its identifier within the enterprise (or the scheme).
    fn id(&self) -> &str;
    /// The day it happened.
    fn happened_on(&self) -> Day;
    /// The day it was entered; `None` if it has been known from the day it happened.
    fn entered_on(&self) -> Option<Day>;
    /// The ledger entry that brought it.
    fn entry(&self) -> Option<u64>;
    /// Its end, if it has been ended.
    fn ended(&self) -> Option<&Mark>;
    /// Its annulment, if it has been set aside.
    fn annulled(&self) -> Option<&Mark>;
    /// Notes where and when it was entered.
    fn set_entered(&mut self, entered: Entered);
    /// Ends it.
    fn end(&mut self, mark: Mark);
    /// Sets it aside.
    fn annul(&mut self, mark: Mark);
    /// Gives it an identifier.
    fn set_id(&mut self, id: String);
    /// Takes back its end, its annulment or both: for whoever tells what was on file earlier.
    fn take_back(&mut self, end: bool, annulment: bool);
}

/// Where the record with an identifier stands in a list: the one that counts, for a number that was set aside can be
/// entered anew (decision 0001), and the last of those set aside if none does.
fn place_of<R: Record>(list: &[R], id: &str) -> Option<usize> {
    let counts = list.iter().rposition(|record| record.id() == id && record.annulled().is_none());
    counts.or_else(|| list.iter().rposition(|record| record.id() == id))
}

/// The record with an identifier: the one that counts, or the last of those set aside.
#[must_use]
pub fn current<'a, R: Record>(list: &'a [R], id: &str) -> Option<&'a R> {
    list.get(place_of(list, id)?)
}

/// The same, to be marked.
pub fn current_mut<'a, R: Record>(list: &'a mut [R], id: &str) -> Option<&'a mut R> {
    let place = place_of(list, id)?;
    list.get_mut(place)
}

/// Declares a kept fact: the given fields and the ones that every record has.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident happened $happened:ident { $($(#[$fdoc:meta])* $field:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Identifier; the number of the document where there is one. Left empty on entry, one is given.
            #[serde(default)]
            pub id: String,
            $($(#[$fdoc])* pub $field: $type,)*
            /// The day it was entered; absent means known from the day it happened.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub entered_on: Option<Day>,
            /// The ledger entry that brought it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub entry: Option<u64>,
            /// Its end: the first day on which it no longer holds.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub ended: Option<Mark>,
            /// Set aside: it counts for nothing from the start, once known.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub annulled: Option<Mark>,
        }

        impl Record for $name {
            fn id(&self) -> &str { &self.id }
            fn happened_on(&self) -> Day { self.$happened }
            fn entered_on(&self) -> Option<Day> { self.entered_on }
            fn entry(&self) -> Option<u64> { self.entry }
            fn ended(&self) -> Option<&Mark> { self.ended.as_ref() }
            fn annulled(&self) -> Option<&Mark> { self.annulled.as_ref() }
            fn set_entered(&mut self, entered: Entered) {
                self.entered_on = Some(entered.on);
                self.entry = Some(entered.entry);
            }
            fn end(&mut self, mark: Mark) { self.ended = Some(mark); }
            fn annul(&mut self, mark: Mark) { self.annulled = Some(mark); }
            fn set_id(&mut self, id: String) { self.id = id; }
            fn take_back(&mut self, end: bool, annulment: bool) {
                self.ended = self.ended.take().filter(|_| !end);
                self.annulled = self.annulled.take().filter(|_| !annulment);
            }
        }
    };
}
pub(crate) use record;

/// A statement that a register is complete for this enterprise from a day on.
///
/// It is knowledge and not a happening: made after the day judged, it still speaks of that day, and only
/// *as known on* an earlier day does it not count yet (reading 0010).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Completeness {
    /// The register holds everything that stood on this day and everything that happened on or after it.
    pub since: Day,
    /// The day the statement was made; from then on its keeper keeps it complete.
    pub stated_on: Day,
    /// The day the statement was entered; absent means known from the day it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_on: Option<Day>,
    /// The ledger entry that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
}

/// A register of one kind of fact about one enterprise.
///
/// In a dossier it is written as a list, which says *this is all there is*; as an object with `complete` and
/// `list`, which says since when it is complete; or left out, which says *nobody has looked*: then no fact
/// in it is **unknown**, never "none".
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(with = "Written<T>")]
pub struct Register<T> {
    /// Written as a plain list: complete, and always was.
    pub always_complete: bool,
    /// Statements of completeness.
    pub complete: Vec<Completeness>,
    /// The facts.
    pub list: Vec<T>,
}

/// Both forms, for the schema.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Written<T> {
    /// All there is.
    All(Vec<T>),
    /// What is on file, and how far back it is complete.
    OnFile(OnFile<T>),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
struct OnFile<T> {
    /// Statements of completeness; none means that nobody has looked.
    #[serde(default)]
    complete: Vec<Completeness>,
    /// The facts on file.
    #[serde(default)]
    list: Vec<T>,
}

/// Read by hand and not as an untagged enum, so that a fault inside a record is named and not only that
/// neither form fits.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Register<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Register<T>, D::Error> {
        deserializer.deserialize_any(EitherForm(PhantomData))
    }
}

struct EitherForm<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EitherForm<T> {
    type Value = Register<T>;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a list of records, or an object with `complete` and `list`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, records: A) -> Result<Register<T>, A::Error> {
        let list = Vec::deserialize(SeqAccessDeserializer::new(records))?;
        Ok(Register { always_complete: true, complete: Vec::new(), list })
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Register<T>, A::Error> {
        let OnFile { complete, list } = OnFile::deserialize(MapAccessDeserializer::new(fields))?;
        Ok(Register { always_complete: false, complete, list })
    }
}

impl<T: Serialize> Serialize for Register<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.always_complete {
            return self.list.serialize(serializer);
        }
        let mut on_file = serializer.serialize_struct("Register", 2)?;
        on_file.serialize_field("complete", &self.complete)?;
        on_file.serialize_field("list", &self.list)?;
        on_file.end()
    }
}

impl<T> Default for Register<T> {
    fn default() -> Register<T> {
        Register::blank()
    }
}

impl<T> Register<T> {
    /// Nothing on file, and nobody has looked.
    #[must_use]
    pub const fn blank() -> Register<T> {
        Register { always_complete: false, complete: Vec::new(), list: Vec::new() }
    }

    /// A register that the platform itself fills, and which is therefore always complete.
    #[must_use]
    pub fn complete() -> Register<T> {
        Register { always_complete: true, complete: Vec::new(), list: Vec::new() }
    }

    /// Nothing on file and nobody has looked: left out when a dossier is written.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        !self.always_complete && self.complete.is_empty() && self.list.is_empty()
    }
}
