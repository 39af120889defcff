//! Joint filings as the parent that they name finds them: by the tag that each filing left.

use policy::enterprise::credit_code::CreditCode;
use policy::event::Event;

use crate::fault::Fault;
use crate::page::LONGEST_PAGE;
use crate::reader::Reader;
use crate::rows::Row;
use crate::tags::of_parent;

impl Reader {
    /// The declarations that name a parent and wait for their decision, in the order of their filing.
    ///
    /// # Errors
    /// If the database fails or an entry cannot be read.
    pub fn filings_with(&self, parent: CreditCode) -> Result<Vec<Row>, Fault> {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let part = self.history(&of_parent(parent), after, LONGEST_PAGE)?;
            for at in &part {
                if let Event::DeclarationFiled { declaration } = &at.entry.event {
                    let row = self.row("declaration", &declaration.id)?;
                    found.extend(row.filter(|row| row.state == "pending"));
                }
            }
            match part.last() {
                Some(last) if part.len() == LONGEST_PAGE => after = Some(last.position),
                _ => return Ok(found),
            }
        }
    }
}
