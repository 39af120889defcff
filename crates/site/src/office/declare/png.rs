//! Whether the data of a PNG are as long as its head says: a head that says little in front of data that unfold to gigabytes
//! would stop whoever opens it. The data are unfolded into nothing, and no further than the head allows.

use std::io::{Read, Result, copy, sink};

use flate2::read::ZlibDecoder;

/// Reads what the chunks of a PNG hold of its picture, one after the other.
struct Data<'a> {
    body: &'a [u8],
    at: usize,
    part: &'a [u8],
}

impl<'a> Data<'a> {
    /// The next chunk: its name and what it holds.
    fn chunk(&mut self) -> Option<(&'a [u8], &'a [u8])> {
        let head = self.body.get(self.at..self.at.checked_add(8)?)?;
        let (length, name) = head.split_at(4);
        let length = usize::try_from(u32::from_be_bytes(length.try_into().ok()?)).ok()?;
        let start = self.at.checked_add(8)?;
        let end = start.checked_add(length)?;
        self.at = end.checked_add(4)?;
        Some((name, self.body.get(start..end)?))
    }
}

impl Read for Data<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        while self.part.is_empty() {
            match self.chunk() {
                Some((b"IDAT", part)) => self.part = part,
                Some(_) => {}
                None => return Ok(0),
            }
        }
        self.part.read(into)
    }
}

/// Columns and rows of the seven passes of an interlaced picture: where each begins, and by how many points it goes on.
const PASSES: [(u64, u64, u64, u64); 7] =
    [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

/// How many bytes the data come to by the head of the file; nothing where the head says what no PNG has.
fn said(body: &[u8]) -> Option<u64> {
    let number = |at: usize| Some(u64::from(u32::from_be_bytes(body.get(at..at + 4)?.try_into().ok()?)));
    let (width, height, depth) = (number(16)?, number(20)?, u64::from(*body.get(24)?));
    let channels = match body.get(25)? {
        0 | 3 => 1,
        2 => 3,
        4 => 2,
        6 => 4,
        _ => return None,
    };
    // Every line has a byte before it that says how it is filtered.
    let of = |columns: u64, rows: u64| match columns {
        0 => Some(0),
        columns => (columns.checked_mul(channels)?.checked_mul(depth)?.div_ceil(8) + 1).checked_mul(rows),
    };
    if *body.get(28)? == 0 {
        return of(width, height);
    }
    let every = |size: u64, first: u64, step: u64| size.saturating_sub(first).div_ceil(step);
    PASSES
        .iter()
        .map(|(left, top, across, down)| of(every(width, *left, *across), every(height, *top, *down)))
        .sum()
}

/// Whether the data unfold to more than the head says. Data that cannot be unfolded to their end do not.
pub(super) fn is_longer_than_said(body: &[u8]) -> bool {
    let Some(said) = said(body) else { return false };
    let data = ZlibDecoder::new(Data { body, at: 8, part: &[] });
    copy(&mut data.take(said.saturating_add(1)), &mut sink()).is_ok_and(|length| length > said)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::is_longer_than_said;

    /// A picture of so many points with a byte each, whose data come to so many bytes, in chunks of a few.
    fn png((width, height): (u32, u32), interlace: u8, length: usize) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&vec![0; length]).expect("packed");
        let packed = packed.finish().expect("packed");
        let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        file.extend(width.to_be_bytes().into_iter().chain(height.to_be_bytes()));
        file.extend([8, 0, 0, 0, interlace, 0, 0, 0, 0]);
        for part in packed.chunks(5) {
            file.extend(u32::try_from(part.len()).expect("short").to_be_bytes());
            file.extend(b"IDAT".iter().chain(part).chain(&[0; 4]));
        }
        file.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
        file
    }

    #[test]
    fn data_are_as_long_as_the_head_says() {
        // Three lines of four points; interlaced, the passes have 1, 0, 0, 1, 2 lines of 1, and so on.
        for (interlace, said) in [(0, 3 * 5), (1, 2 + 2 + 3 + 6 + 5)] {
            for (length, is_longer) in [(said - 1, false), (said, false), (said + 1, true), (9_000_000, true)]
            {
                let file = png((4, 3), interlace, length);
                assert_eq!(is_longer_than_said(&file), is_longer, "{interlace}: {length} of {said}");
            }
        }
        // What is no picture at all is told elsewhere.
        assert!(!is_longer_than_said(b"\x89PNG\r\n\x1a\n"));
    }
}
