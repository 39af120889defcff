//! The same file, smaller: objects that are no streams are put together into one compressed stream, with a
//! cross-reference stream in place of the table (ISO 32000-1, 7.5.7 and 7.5.8, which PDF/A-2 allows). The tags of a
//! letter weigh a tenth of the file as they are written and next to nothing so.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A file read by its own table of objects.
struct File<'a> {
    /// The header, with its line of binary.
    head: &'a [u8],
    /// Number and content of each object, in the order of the file.
    objects: Vec<(usize, &'a [u8])>,
    /// What the trailer says, but the number of objects.
    trailer: &'a str,
    /// One more than the highest number.
    size: usize,
}

/// Packs a file; `None` if it is not built as the library builds files.
pub(super) fn packed(pdf: &[u8]) -> Option<Vec<u8>> {
    File::read(pdf)?.packed()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn find_last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}

fn number(bytes: &[u8]) -> Option<usize> {
    std::str::from_utf8(bytes).ok()?.trim().parse().ok()
}

impl<'a> File<'a> {
    fn read(pdf: &'a [u8]) -> Option<File<'a>> {
        let start = find_last(pdf, b"startxref")?;
        let table_at = number(pdf.get(start + 9..)?.split(|b| *b == b'%').next()?)?;
        let table = pdf.get(table_at..start)?;
        let trailer_at = find(table, b"trailer")?;
        let trailer = std::str::from_utf8(table.get(trailer_at + 7..)?).ok()?.trim();
        let trailer = trailer.strip_prefix("<<")?.strip_suffix(">>")?;
        let (size, rest) = trailer.strip_prefix("/Size ")?.split_once('/')?;
        let size = number(size.as_bytes())?;
        let lines: Vec<&[u8]> = table.get(..trailer_at)?.split(|b| *b == b'\n').collect();
        let mut places = Vec::new();
        // "xref", "0 N", the free entry, then one line an object.
        for (of, line) in lines.iter().skip(2).enumerate().take(size) {
            if line.get(17) == Some(&b'n') {
                places.push((number(line.get(..10)?)?, of));
            }
        }
        places.sort_unstable();
        let mut objects = Vec::with_capacity(places.len());
        for (at, (offset, of)) in places.iter().enumerate() {
            let end = places.get(at + 1).map_or(table_at, |(next, _)| *next);
            let name = format!("{of} 0 obj");
            let whole = pdf.get(*offset..end)?.strip_prefix(name.as_bytes())?;
            objects.push((*of, whole.trim_ascii().strip_suffix(b"endobj")?.trim_ascii()));
        }
        let head = pdf.get(..places.first()?.0)?;
        let trailer = trailer.get(trailer.len() - rest.len() - 1..)?;
        Some(File { head, objects, trailer, size })
    }

    fn packed(&self) -> Option<Vec<u8>> {
        let (holder, table) = (self.size, self.size + 1);
        // Kind, place, place within: 0 free, 1 at an offset, 2 in the stream that holds objects.
        let mut rows: Vec<(u8, usize, usize)> = vec![(0, 0, 0xffff); self.size + 2];
        let mut file = self.head.to_vec();
        let (mut index, mut bodies, mut count) = (String::new(), Vec::new(), 0);
        for (of, content) in &self.objects {
            if content.ends_with(b"endstream") {
                *rows.get_mut(*of)? = (1, file.len(), 0);
                write_object(&mut file, *of, content);
            } else {
                *rows.get_mut(*of)? = (2, holder, count);
                index.push_str(&format!("{of} {} ", bodies.len()));
                bodies.extend_from_slice(content);
                bodies.push(b'\n');
                count += 1;
            }
        }
        *rows.get_mut(holder)? = (1, file.len(), 0);
        let about = format!("/Type/ObjStm/N {count}/First {}", index.len());
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        let content = stream(&mut encoder, &about, &[index.as_bytes(), &bodies].concat())?;
        write_object(&mut file, holder, &content);
        let start = file.len();
        *rows.get_mut(table)? = (1, start, 0);
        let mut table_bytes = Vec::with_capacity(rows.len() * 6);
        for (kind, place, within) in &rows {
            table_bytes.push(*kind);
            table_bytes.extend_from_slice(u32::try_from(*place).ok()?.to_be_bytes().get(1..)?);
            table_bytes.extend_from_slice(&u16::try_from(*within).ok()?.to_be_bytes());
        }
        let about = format!("/Type/XRef/Size {}/W[1 3 2]{}", rows.len(), self.trailer);
        write_object(&mut file, table, &stream(&mut encoder, &about, &table_bytes)?);
        file.extend_from_slice(format!("startxref\n{start}\n%%EOF").as_bytes());
        Some(file)
    }
}

fn write_object(file: &mut Vec<u8>, of: usize, content: &[u8]) {
    file.extend_from_slice(format!("{of} 0 obj\n").as_bytes());
    file.extend_from_slice(content);
    file.extend_from_slice(b"\nendobj\n");
}

/// A stream, compressed. One encoder serves all: to make its tables costs more than to fill them with so little.
fn stream(encoder: &mut ZlibEncoder<Vec<u8>>, about: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    encoder.write_all(bytes).ok()?;
    let packed = encoder.reset(Vec::new()).ok()?;
    let mut content =
        format!("<<{about}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len()).into_bytes();
    content.extend_from_slice(&packed);
    content.extend_from_slice(b"\nendstream");
    Some(content)
}
