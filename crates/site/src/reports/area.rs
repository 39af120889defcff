//! The lists of duties as far as an office is told of them (decision 0020): a bureau of a city or a county and its finance have the
//! rows of the enterprises that have their seat in its area today, whatever day is looked at, and so have their files and counts.

use std::collections::BTreeSet;
use std::sync::Arc;

use documents::sheet::Value;
use policy::powers::Office;
use registry::{Fault, Query, Reader};

use super::Cell;
use super::makers::KIND;
use super::shape::Shape;
use super::shelf::{Count, Rows};
use crate::papers::duties::has_all;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::duties::are_told_at;
use crate::visitor::Visitor;
use crate::when::When;

/// Enterprises read at once.
const AT_ONCE: usize = 200;

/// The area that a reader is told of.
#[derive(Debug, Clone)]
pub(super) struct Area {
    office: Office,
    /// The enterprises that lie in it today, where another day is looked at: its rows say where they lay then.
    today: Option<BTreeSet<String>>,
}

impl Area {
    /// That of a reader; none of one who is told of every area, or reads what everybody may.
    pub(super) fn of(visitor: &Visitor) -> Option<Area> {
        let office = visitor.office().filter(|office| !has_all(office))?;
        Some(Area { office: office.clone(), today: None })
    }

    /// The same for the rows of a day.
    ///
    /// # Errors
    /// A fault of the reader.
    pub(super) fn on(mut self, reader: &Reader, when: When) -> Result<Area, Fault> {
        if !when.is_dated {
            return Ok(self);
        }
        let prefix = self.office.of.as_deref().unwrap_or_default().trim_end_matches('0');
        let mut query =
            Query { kind: KIND.to_owned(), region: prefix.to_owned(), limit: AT_ONCE, ..Query::default() };
        let mut found = BTreeSet::new();
        loop {
            let part = reader.rows(&query)?;
            let own = part.items.into_iter().filter(|row| are_told_at(&self.office, &row.region));
            found.extend(own.map(|row| row.id));
            match part.next {
                Some(next) => query.after = next.id,
                None => break,
            }
        }
        self.today = Some(found);
        Ok(self)
    }

    /// Whether an enterprise lies in it, by its code and where the row says that it lies.
    pub(super) fn has(&self, code: &str, region: &str) -> bool {
        self.today.as_ref().map_or_else(|| are_told_at(&self.office, region), |today| today.contains(code))
    }

    fn has_row(&self, row: &[Cell], code: usize) -> bool {
        let code = match row.get(code).map(|cell| &cell.value) {
            Some(Value::Text(code)) => code.as_str(),
            _ => "",
        };
        row.iter().find_map(|cell| cell.place.as_deref()).is_some_and(|place| self.has(code, place))
    }

    /// The rows that lie in it, of a list that has the code of the enterprise in a column.
    ///
    /// # Errors
    /// A fault of the reader.
    pub(super) async fn within(
        &self,
        site: &PublicSite,
        count: Count<Rows>,
        (when, code): (When, usize),
    ) -> Result<Count<Rows>, Trouble> {
        let area = self.clone();
        let within = move |reader: &Reader| {
            let area = area.on(reader, when)?;
            let rows: Rows = count.value.iter().filter(|row| area.has_row(row, code)).cloned().collect();
            Ok(Count { value: Arc::new(rows), size: count.size })
        };
        site.look(within).await
    }

    /// The page of such a list says of which area it is, and so does the name of its file.
    pub(super) fn named(&self, visitor: &Visitor, shape: Shape) -> Shape {
        let of = self.office.of.as_deref().unwrap_or_default();
        let title = format!("{} · {}", shape.title, visitor.lang.place(of));
        Shape { title, name: format!("{}-{of}", shape.name), ..shape }
    }
}
