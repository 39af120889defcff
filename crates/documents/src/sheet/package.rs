//! The archive around a workbook, judged before anything in it is unpacked, and unpacked part by part
//! through a counter. Only the few parts that a table needs are ever unpacked, by the same index that
//! was judged, so there is no second parser that could see another archive.

use std::collections::HashMap;
use std::io::Cursor;

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::Limits;
use super::detect::Other;
use super::error::{Fault, ReadError};
use super::said::shown;
use super::xml::{Xml, damaged, hostile};

/// A part as XML.
pub(super) type Part<'p, 'a> = Xml<ZipFile<'p, Cursor<&'a [u8]>>>;

/// An archive that passed its examination.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    index: HashMap<String, usize>,
    most_bytes: u64,
}

/// Parts smaller than this may shrink as much as they like: the style sheet of an empty workbook is
/// mostly repetition.
const RATIO_FROM_BYTES: u64 = 1 << 20;

impl<'a> Package<'a> {
    /// Examines an archive: entries, names, sizes declared, packing ratio, locks, overlaps.
    pub fn open(name: &str, bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        refuse_zip64(bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if archive.len() > limits.parts {
            return Err(hostile("压缩包内的文件数超出上限", "its archive has more parts than allowed"));
        }
        if archive.has_duplicate_names()
            || archive.has_overlapping_entries().map_err(|error| broken(&error))?
        {
            return Err(hostile(
                "压缩包内有重名或重叠的文件",
                "its archive has parts of the same name or in the same place",
            ));
        }
        let mut index = HashMap::new();
        let mut declared = 0_u64;
        for at in 0..archive.len() {
            let entry = archive.by_index_data(at).map_err(|error| broken(&error))?;
            if entry.encrypted() {
                return Err(Other::LockedWorkbook.refusal(name));
            }
            let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
            if entry.is_symlink() || is_trick(&path) {
                let path = shown(&path);
                return Err(hostile(
                    &format!("压缩包内有可疑的文件名 {path}"),
                    &format!("its archive has a part with the name {path}"),
                ));
            }
            declared = declared.saturating_add(entry.size());
            let packed = entry.compressed_size().max(1);
            if entry.size() > RATIO_FROM_BYTES && entry.size() / packed > limits.ratio {
                return Err(hostile(
                    "压缩比异常，疑似压缩炸弹",
                    "it is packed so tightly that it must be an archive bomb",
                ));
            }
            if !entry.is_dir() && index.insert(path.to_lowercase(), at).is_some() {
                return Err(hostile(
                    "压缩包内有仅大小写不同的重名文件",
                    "its archive has two parts of one name",
                ));
            }
        }
        if declared > limits.inflated_bytes {
            return Err(hostile("解压后的内容超出上限", "it unpacks to more than is allowed"));
        }
        let package = Self { archive, index, most_bytes: limits.inflated_bytes };
        package.refuse_other_kinds(name)?;
        Ok(package)
    }

    fn has(&self, path: &str) -> bool {
        self.index.contains_key(path)
    }

    fn refuse_other_kinds(&self, name: &str) -> Result<(), ReadError> {
        let office = self.has("[content_types].xml");
        let found = if self.has("xl/workbook.bin") {
            Some(("二进制工作簿 .xlsb", "a binary workbook (.xlsb)"))
        } else if self.index.keys().any(|path| path.ends_with("vbaproject.bin")) {
            Some(("含有宏的工作簿（.xlsm 等）", "a workbook with macros (.xlsm or the like)"))
        } else if self.has("word/document.xml") {
            Some(("Word 文档", "a Word document"))
        } else if self.has("ppt/presentation.xml") {
            Some(("演示文稿", "a presentation"))
        } else if self.has("ofd.xml") {
            Some((" OFD 版式文件", "an OFD document"))
        } else if self.has("mimetype") && self.has("content.xml") {
            Some((" OpenDocument 文件（如 .ods）", "an OpenDocument file (such as .ods)"))
        } else if !office {
            Some(("普通压缩包", "a zip archive without a workbook"))
        } else {
            None
        };
        found.map_or(Ok(()), |(zh, en)| Err(Other::Foreign(zh, en).refusal(name)))
    }

    /// Reads a part with `take`, or gives `None` when the archive has no such part.
    pub fn read<T>(
        &mut self,
        path: &str,
        take: impl FnOnce(&mut Part<'_, 'a>) -> Result<T, ReadError>,
    ) -> Result<Option<T>, ReadError> {
        let Some(at) = self.index.get(&path.to_lowercase()).copied() else { return Ok(None) };
        let file = self.archive.by_index(at).map_err(|error| broken(&error))?;
        // The sizes declared were added up above, and the zip crate holds each part to its own; the bound
        // here is for the day it no longer does.
        take(&mut Xml::new(file, self.most_bytes)).map(Some)
    }
}

/// Refuses the 64-bit form of the archive's directory. No file within the size limit needs it, and its
/// counts are wide enough to make a reader reserve gigabytes for entries that are not there.
///
/// A reader looks for the 64-bit locator in one place only: right before an end-of-directory record. So does
/// this: the same four bytes elsewhere are packed data, which can hold any bytes.
fn refuse_zip64(bytes: &[u8]) -> Result<(), ReadError> {
    const LOCATOR: usize = 20;
    let ends = bytes.windows(4).enumerate().filter(|(_, window)| window == b"PK\x05\x06");
    let has_locator = |end: usize| {
        let at = end.checked_sub(LOCATOR);
        at.and_then(|at| bytes.get(at..)).is_some_and(|before| before.starts_with(b"PK\x06\x07"))
    };
    if ends.into_iter().any(|(end, _)| has_locator(end)) {
        return Err(hostile("使用了 ZIP64 目录", "its archive uses a ZIP64 directory"));
    }
    Ok(())
}

fn is_trick(path: &str) -> bool {
    path.starts_with('/')
        || path.contains(['\\', '\0', ':'])
        || path.split('/').any(|segment| segment == ".." || segment == ".")
        || path.chars().any(char::is_control)
}

fn broken(error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(what) if what.contains("ncrypt") || what.contains("assword") => {
            ReadError::new(
                Fault::Encrypted,
                "文件设有打开密码；请取消密码后另存再导入",
                "the file is locked with a password",
            )
        }
        other => damaged("压缩包有误", &other.to_string()),
    }
}

/// The path of a relationship's target, seen from the folder of the part that names it. `None` when it
/// leads out of the archive.
pub(super) fn resolve(folder: &str, target: &str) -> Option<String> {
    let (start, rest) = match target.strip_prefix('/') {
        Some(absolute) => ("", absolute),
        None => (folder, target),
    };
    let mut segments: Vec<&str> = start.split('/').filter(|s| !s.is_empty()).collect();
    for segment in rest.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            other => segments.push(other),
        }
    }
    Some(segments.join("/"))
}
