//! Tile paths, tile widths and entry bundles.
use ledger::tile::{self, BundleError, Entries, append_entry, decode_bundle};
use ledger::{Edge, SourceError, TileKind, TilePath, TileSource, digest, node_hash, root, root_of};

use crate::support::log;

#[test]
fn paths_are_written_as_the_specification_says() {
    let cases = [
        (TilePath::hashes(0, 0, 256), "tile/0/000"),
        (TilePath::hashes(0, 1_234_067, 256), "tile/0/x001/x234/067"),
        (TilePath::hashes(1, 999, 17), "tile/1/999.p/17"),
        (TilePath::hashes(63, 1_000, 1), "tile/63/x001/000.p/1"),
        (TilePath::hashes(2, u64::MAX, 255), "tile/2/x018/x446/x744/x073/x709/x551/615.p/255"),
        (TilePath::entries(273, 112), "tile/entries/273.p/112"),
        (TilePath::entries(1_000_000, 256), "tile/entries/x001/x000/000"),
    ];
    for (path, text) in cases {
        let path = path.unwrap();
        assert_eq!(path.to_string(), text);
        assert_eq!(text.parse::<TilePath>().unwrap(), path);
    }
}

#[test]
fn other_spellings_are_refused() {
    let refused = [
        "",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/+0/000",
        "tile/-1/000",
        "tile/64/000",
        "tile/256/000",
        "tile/0/x000/000",
        "tile/0/x001",
        "tile/0/001/002",
        "tile/0/x01/002",
        "tile/0/x+01/002",
        "tile/0/X001/002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p",
        "tile/0/000/",
        "tile/0/000.p/1/",
        "tile/entry/000",
        "tile/8/0/000",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/０００",
        "tile/0/../000",
        "tile/0/000.p/1.p/1",
    ];
    for text in refused {
        assert!(text.parse::<TilePath>().is_err(), "{text}");
    }
    assert!(TilePath::hashes(64, 0, 1).is_err());
    assert!(TilePath::hashes(0, 0, 0).is_err());
    assert!(TilePath::entries(0, 257).is_err());
}

#[test]
fn a_tree_of_70_000_has_the_tiles_the_specification_counts() {
    let paths: Vec<TilePath> = TilePath::all(70_000).collect();
    let count = |prefix: &str, partial: bool| {
        paths
            .iter()
            .filter(|path| path.to_string().starts_with(prefix) && path.is_partial() == partial)
            .count()
    };
    assert_eq!((count("tile/entries/", false), count("tile/entries/", true)), (273, 1));
    assert_eq!((count("tile/0/", false), count("tile/0/", true)), (273, 1));
    assert_eq!((count("tile/1/", false), count("tile/1/", true)), (1, 1));
    assert_eq!((count("tile/2/", false), count("tile/2/", true)), (0, 1));
    let texts: Vec<String> = paths.iter().map(ToString::to_string).collect();
    for partial in ["tile/entries/273.p/112", "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"] {
        assert!(texts.iter().any(|text| text == partial), "{partial}");
    }
    let of_256: Vec<String> = TilePath::all(256).map(|path| path.to_string()).collect();
    assert_eq!(of_256, ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
    assert_eq!(TilePath::all(0).count(), 0);
    assert_eq!(tile::width(70_000, 0, 274), 0);
    assert_eq!(tile::width(u64::MAX, 7, 0), 255);
    assert_eq!(tile::width(u64::MAX, 63, 0), 0);
}

#[test]
fn bundles_hold_entries_of_every_permitted_length() {
    let long = vec![b'x'; tile::MAX_ENTRY];
    let mut bundle = Vec::new();
    for entry in [b"".as_slice(), b"a", &long] {
        append_entry(&mut bundle, entry).unwrap();
    }
    assert_eq!(bundle[..5], [0, 0, 0, 1, b'a']);
    assert_eq!(decode_bundle(&bundle, 3).unwrap(), [b"".as_slice(), b"a", &long]);
    let before = bundle.clone();
    assert_eq!(append_entry(&mut bundle, &vec![0; 65_536]), Err(BundleError::TooLong(65_536)));
    assert_eq!(bundle, before);
    assert_eq!(decode_bundle(&bundle, 2), Err(BundleError::Count { expected: 2, found: 3 }));
    assert_eq!(decode_bundle(&bundle, 4), Err(BundleError::Count { expected: 4, found: 3 }));
    for cut in [1, 4, bundle.len() - 1] {
        assert!(matches!(decode_bundle(&bundle[..cut], 3), Err(BundleError::Cut { .. })), "cut at {cut}");
    }
    let mut cut = Entries::new(&bundle[..4]);
    assert_eq!(cut.next(), Some(Ok(b"".as_slice())));
    assert_eq!(cut.next(), Some(Err(BundleError::Cut { entry: 1 })));
    assert_eq!(cut.next(), None);
}

#[test]
fn a_log_in_memory_serves_every_partial_tile_and_bundle_it_ever_had() {
    let whole = log(520);
    for size in [1, 2, 3, 255, 256, 257, 511, 512, 513, 519, 520] {
        let then = log(size);
        for path in TilePath::all(size) {
            let (index, width) = (path.index(), path.width());
            let (then, now) = match path.kind() {
                TileKind::Hashes(level) => (then.tile(level, index, width), whole.tile(level, index, width)),
                TileKind::Entries => (then.entries(index, width), whole.entries(index, width)),
            };
            assert_eq!(then.unwrap(), now.unwrap(), "{path} at {size}");
        }
    }
    assert!(matches!(whole.tile(0, 9, 1), Err(SourceError::Missing)));
    assert!(matches!(whole.tile(0, 2, 9), Err(SourceError::Missing)));
    assert!(matches!(whole.entries(2, 9), Err(SourceError::Missing)));
    assert!(matches!(whole.entries(3, 1), Err(SourceError::Missing)));
}

#[test]
fn a_log_in_memory_refuses_an_entry_that_is_too_long_and_stays_as_it_was() {
    for size in [0, 1, 256] {
        let mut log = log(size);
        let before = (log.size(), log.root());
        assert!(log.push(&vec![0; 65_536]).is_err());
        assert_eq!((log.size(), log.root()), before);
        log.push(&vec![0; 65_535]).unwrap();
        let width = tile::width(size + 1, 0, size / 256);
        let bundle = log.entries(size / 256, width).unwrap();
        assert_eq!(decode_bundle(&bundle, width).unwrap().last().unwrap().len(), 65_535);
    }
}

/// Tiles of an imagined tree far too large to build: each hash tells its place.
struct Imagined;

impl TileSource for Imagined {
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, SourceError> {
        Ok((0..width).flat_map(|place| digest(format!("{level} {index} {place}").as_bytes())).collect())
    }
    fn entries(&self, _: u64, _: u16) -> Result<Vec<u8>, SourceError> {
        Err(SourceError::Missing)
    }
}

#[test]
fn one_entry_can_complete_a_tile_at_every_level() {
    let size = 256u64.pow(5) - 1;
    let mut edge = Edge::load(&Imagined, size).unwrap();
    assert_eq!(edge.root(), root(&Imagined, size).unwrap());
    let full = edge.push([1; 32]);
    assert_eq!(full.len(), 5);
    let mut last = [1; 32];
    for (level, tile) in (0u8..).zip(&full) {
        assert_eq!((tile.level, tile.index), (level, size / 256u64.pow(u32::from(level) + 1)));
        assert_eq!(tile.hashes[..255].concat(), Imagined.tile(level, tile.index, 255).unwrap());
        assert_eq!(tile.hashes[255], last);
        assert_eq!(tile.bytes().len(), 8_192);
        last = root_of(&tile.hashes);
    }
    assert_eq!((edge.size(), edge.root()), (size + 1, last));
    assert_eq!(edge.partial(5), Some((0, [last].as_slice())));
    assert!((0..5).all(|level| edge.partial(level).is_none()));
    assert_eq!(edge.push([2; 32]), []);
    assert_eq!(edge.root(), node_hash(&last, &[2; 32]));
}
