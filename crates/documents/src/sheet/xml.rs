//! XML as a stream of events with every dimension bounded: bytes of one event, bytes in all, depth.
//! Document types and entities of the file's own are refused, so nothing in it can expand.

use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::{Fault, ReadError};

/// Bytes of one tag or one run of text. A cell of 2,000 characters needs 8,000; namespaces on a root
/// element some 3,000.
const EVENT_BYTES: usize = 256 << 10;

/// Elements inside each other. Worksheets need about ten, with extensions.
const DEPTH: u32 = 64;

/// A part of the archive, read as XML.
pub(super) struct Xml<R: Read> {
    reader: Reader<Metered<R>>,
    buf: Vec<u8>,
    depth: u32,
}

/// A reader that counts what is taken from it, in all and since the last event.
struct Metered<R> {
    inner: io::BufReader<R>,
    event_left: usize,
    total_left: u64,
    tripped: Option<Trip>,
}

#[derive(Clone, Copy)]
enum Trip {
    Event,
    Total,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let got = self.fill_buf()?;
        let count = got.len().min(out.len());
        for (to, from) in out.iter_mut().zip(got) {
            *to = *from;
        }
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let room = usize::try_from(self.total_left).unwrap_or(usize::MAX).min(self.event_left);
        let got = self.inner.fill_buf()?;
        if room == 0 && !got.is_empty() {
            self.tripped = Some(if self.event_left == 0 { Trip::Event } else { Trip::Total });
            return Err(io::Error::other("limit"));
        }
        Ok(got.get(..got.len().min(room)).unwrap_or(got))
    }

    fn consume(&mut self, count: usize) {
        self.inner.consume(count);
        self.event_left = self.event_left.saturating_sub(count);
        self.total_left = self.total_left.saturating_sub(count as u64);
    }
}

impl<R: Read> Xml<R> {
    /// Reads `inner` as XML, at most `total` bytes of it.
    pub fn new(inner: R, total: u64) -> Self {
        let inner = io::BufReader::with_capacity(32 << 10, inner);
        let metered = Metered { inner, event_left: EVENT_BYTES, total_left: total, tripped: None };
        let mut reader = Reader::from_reader(metered);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buf: Vec::with_capacity(1024), depth: 0 }
    }

    /// The next event. An element without content comes as a start and an end; document types are refused.
    pub fn next(&mut self) -> Result<Event<'_>, ReadError> {
        self.buf.clear();
        self.reader.get_mut().event_left = EVENT_BYTES;
        match self.reader.read_event_into(&mut self.buf) {
            Ok(event) => {
                match &event {
                    Event::Start(_) => self.depth += 1,
                    Event::End(_) => self.depth = self.depth.saturating_sub(1),
                    Event::DocType(_) => return Err(doctype()),
                    // What a cut file looks like to a reader that is at its end.
                    Event::Eof if self.depth > 0 => {
                        return Err(damaged("XML 提前结束", "the XML ends too early"));
                    }
                    _ => {}
                }
                if self.depth > DEPTH {
                    return Err(hostile("XML 元素嵌套过深", "the XML nests too deep"));
                }
                Ok(event)
            }
            Err(error) => Err(match self.reader.get_ref().tripped {
                Some(Trip::Event) => {
                    hostile("XML 中有异常长的标记或文字", "the XML holds a tag or text of unusual length")
                }
                Some(Trip::Total) => hostile("解压后的内容超出上限", "it unpacks to more than is allowed"),
                None => broken_xml(&error),
            }),
        }
    }
}

/// Appends the characters of an event to a text: text, CDATA, `&amp;` and its kin, `&#20013;`.
pub(super) fn append(event: &Event<'_>, out: &mut String) -> Result<(), ReadError> {
    match event {
        Event::Text(text) => out.push_str(&text.xml10_content()),
        Event::CData(text) => out.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) => {
            let found = match &*reference.xml10_content() {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => reference.resolve_char_ref().map_err(|error| broken_xml(&error))?,
            };
            out.push(found.ok_or_else(doctype)?);
        }
        _ => {}
    }
    Ok(())
}

/// The value of an attribute by its local name: `id` finds `r:id`.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| broken_xml(&error))?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            return value.map(|v| Some(v.into_owned())).map_err(|error| broken_xml(&error));
        }
    }
    Ok(None)
}

/// A file that is not what it should be; the detail says where it fails.
pub(super) fn damaged(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        Fault::Damaged,
        format!("文件已损坏或不完整（{zh}）；请重新打开并另存"),
        format!("the file is damaged or incomplete ({en}); open it and save it again"),
    )
}

/// XML that is not well-formed; the parser's own words are kept in the English sentence.
pub(super) fn broken_xml(error: &dyn std::fmt::Display) -> ReadError {
    damaged("XML 格式有误", &error.to_string())
}

/// A file built to harm.
pub(super) fn hostile(zh: &str, en: &str) -> ReadError {
    ReadError::new(Fault::Hostile, format!("文件被拒绝：{zh}"), format!("the file is refused: {en}"))
}

fn doctype() -> ReadError {
    hostile("XML 中含有 DOCTYPE 或自定义实体", "its XML declares a document type or an entity")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, total: u64) -> Result<u32, Fault> {
        let mut xml = Xml::new(text.as_bytes(), total);
        for events in 0.. {
            match xml.next().map_err(|error| error.fault())? {
                Event::Eof => return Ok(events),
                _ => continue,
            }
        }
        Ok(0)
    }

    #[test]
    fn the_total_is_kept() {
        let text = "<a><b>x</b><b/></a>";
        assert_eq!(read(text, text.len() as u64), Ok(7));
        for total in 0..text.len() as u64 {
            assert_eq!(read(text, total), Err(Fault::Hostile), "{total}");
        }
    }
}
