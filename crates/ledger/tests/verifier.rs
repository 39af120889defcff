//! The full verifier: what it accepts, and that it names the first entry or tile that does not fit.
use ledger::verify::{Fault, Log, Progress, Report};
use ledger::{MemoryLog, TilePath, TileSource, hex, leaf_hash, tile};

use crate::support::{Mirror, Numbers, checkpoint, entry, log, verifier};

/// A size with full, partial and level-2 tiles.
const SIZE: u64 = 66_000;

fn check(source: &impl TileSource, note: &str) -> Result<Report, Fault> {
    Log::new(source, &verifier()).verify(note, &mut |_| ())
}

/// The bundle of a mirror with entry `position` of it changed.
fn change_entry(mirror: &mut Mirror, path: &TilePath, position: usize) {
    let bytes = mirror.file(&path.to_string());
    let mut entries: Vec<Vec<u8>> = tile::Entries::new(bytes).map(|entry| entry.unwrap().to_vec()).collect();
    entries[position][0] ^= 1;
    let mut bundle = Vec::new();
    entries.iter().for_each(|entry| tile::append_entry(&mut bundle, entry).unwrap());
    *bytes = bundle;
}

fn bundle_of(index: u64, size: u64) -> (TilePath, usize) {
    let path = TilePath::entries(index / 256, tile::width(size, 0, index / 256)).unwrap();
    (path, usize::try_from(index % 256).unwrap())
}

#[test]
fn sound_logs_verify_at_every_kind_of_size() {
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 600] {
        let mirror = Mirror::of(&log(size), size);
        let report = check(&mirror, &checkpoint(&log(size), size)).unwrap();
        assert_eq!((report.from, report.entries), (0, size));
        let read = mirror.take_read();
        assert_eq!(read.len(), mirror.files().len(), "each file is read once at {size}");
        let tiles = TilePath::all(size).filter(|path| path.kind() != ledger::TileKind::Entries).count();
        assert_eq!(report.tiles, tiles as u64, "every tile is compared at {size}");
    }
}

#[test]
fn progress_counts_bundles_to_the_end() {
    let log = log(600);
    let note = checkpoint(&log, 600);
    let mut seen: Vec<Progress> = Vec::new();
    let report = Log::new(&log, &verifier()).verify(&note, &mut |progress| seen.push(progress)).unwrap();
    let counts: Vec<u64> = seen.iter().map(|progress| progress.entries).collect();
    assert_eq!(counts, [256, 512, 600]);
    assert!(seen.iter().all(|progress| progress.of == 600));
    let bytes: usize = (0..600).map(|index| entry(index).len() + 2).sum();
    assert_eq!((report.bytes, seen[2].bytes), (bytes as u64, bytes as u64));
}

#[test]
fn the_first_changed_entry_is_named_wherever_it_is() {
    let sound = log(SIZE);
    let note = checkpoint(&sound, SIZE);
    for index in [0, 1, 255, 256, 257, 65_279, 65_280, 65_535, 65_536, 65_792, SIZE - 1] {
        let mut mirror = Mirror::of(&sound, SIZE);
        let (path, position) = bundle_of(index, SIZE);
        change_entry(&mut mirror, &path, position);
        if index < SIZE - 1 {
            // A second change further on is not the first.
            let (path, position) = bundle_of(SIZE - 1, SIZE);
            change_entry(&mut mirror, &path, position);
        }
        let mut other = entry(index);
        other[0] ^= 1;
        match check(&mirror, &note).unwrap_err() {
            Fault::Entry { index: named, expected, actual, vouched, tile } => {
                assert_eq!(named, index);
                assert_eq!((expected, actual), (leaf_hash(&entry(index)), leaf_hash(&other)));
                assert!(vouched, "the tiles are sound, so it is the entry that was changed");
                assert_eq!(tile.index(), index / 256);
            }
            fault => panic!("{index}: {fault}"),
        }
    }
}

#[test]
fn a_changed_leaf_hash_is_told_from_a_changed_entry() {
    let sound = log(600);
    let note = checkpoint(&sound, 600);
    for (path, place, named) in [("tile/0/000", 5, 5), ("tile/0/001", 255, 511), ("tile/0/002.p/88", 87, 599)]
    {
        let mut mirror = Mirror::of(&sound, 600);
        mirror.file(path)[place * 32] ^= 1;
        match check(&mirror, &note).unwrap_err() {
            Fault::Entry { index, vouched, .. } => assert_eq!((index, vouched), (named, false)),
            fault => panic!("{path}: {fault}"),
        }
    }
}

#[test]
fn a_changed_hash_above_the_leaves_is_named_with_its_tile() {
    let sound = log(SIZE);
    let note = checkpoint(&sound, SIZE);
    let cases = [
        ("tile/1/000", 0, "tile/0/000"),
        ("tile/1/000", 255, "tile/0/255"),
        ("tile/1/001.p/1", 0, "tile/0/256"),
        ("tile/2/000.p/1", 0, "tile/1/000"),
    ];
    for (parent, offset, child) in cases {
        let mut mirror = Mirror::of(&sound, SIZE);
        mirror.file(parent)[offset * 32 + 31] ^= 128;
        match check(&mirror, &note).unwrap_err() {
            Fault::Tile { child: named, parent: above, offset: at, vouched, .. } => {
                assert_eq!((named.to_string().as_str(), above.to_string().as_str()), (child, parent));
                assert_eq!(at, offset as u64);
                assert!(!vouched, "the parent is what was changed");
            }
            fault => panic!("{parent}: {fault}"),
        }
    }
}

#[test]
fn an_entry_changed_together_with_its_leaf_hash_is_found_at_the_tile_above() {
    let sound = log(SIZE);
    let note = checkpoint(&sound, SIZE);
    let mut mirror = Mirror::of(&sound, SIZE);
    let (path, position) = bundle_of(300, SIZE);
    change_entry(&mut mirror, &path, position);
    let mut other = entry(300);
    other[0] ^= 1;
    mirror.file("tile/0/001")[44 * 32..45 * 32].copy_from_slice(&leaf_hash(&other));
    match check(&mirror, &note).unwrap_err() {
        Fault::Tile { child, offset, vouched, .. } => {
            assert_eq!((child.to_string().as_str(), offset, vouched), ("tile/0/001", 1, true));
        }
        fault => panic!("{fault}"),
    }
}

#[test]
fn a_log_rewritten_throughout_is_found_at_the_root() {
    let mut rewritten = MemoryLog::new();
    (0..600).for_each(|index| rewritten.push(&entry(index + 1)).unwrap());
    match check(&rewritten, &checkpoint(&log(600), 600)).unwrap_err() {
        Fault::Root { size, signed, actual } => {
            assert_eq!((size, signed, actual), (600, log(600).root(), rewritten.root()));
        }
        fault => panic!("{fault}"),
    }
}

#[test]
fn bundles_of_another_shape_are_refused_at_the_right_entry() {
    let sound = log(600);
    let note = checkpoint(&sound, 600);
    let named = |change: &dyn Fn(&mut Vec<u8>), path: &str| {
        let mut mirror = Mirror::of(&sound, 600);
        change(mirror.file(path));
        match check(&mirror, &note).unwrap_err() {
            Fault::Bundle { index, bundle, .. } => {
                assert_eq!(bundle.to_string(), path);
                index
            }
            Fault::Entry { index, .. } => index,
            fault => panic!("{path}: {fault}"),
        }
    };
    let last = "tile/entries/002.p/88";
    assert_eq!(named(&|bytes| bytes.clear(), "tile/entries/001"), 256);
    assert_eq!(named(&|bytes| bytes.truncate(bytes.len() - 1), last), 599);
    assert_eq!(named(&|bytes| bytes.truncate(bytes.len() - entry(599).len() - 2), last), 599);
    assert_eq!(named(&|bytes| bytes.push(0), last), 600);
    assert_eq!(named(&|bytes| bytes.extend([0, 0]), "tile/entries/001"), 512);
    assert_eq!(named(&|bytes| bytes[0] = 255, "tile/entries/000"), 0);
    assert_eq!(named(&|bytes| bytes[entry(0).len() + 3] ^= 1, "tile/entries/000"), 1);
}

#[test]
fn missing_and_cut_files_are_named() {
    let sound = log(600);
    let note = checkpoint(&sound, 600);
    for path in TilePath::all(600).map(|path| path.to_string()) {
        let mut mirror = Mirror::of(&sound, 600);
        mirror.remove(&path);
        let said = check(&mirror, &note).unwrap_err().to_string();
        assert_eq!(said, format!("`{path}` cannot be read: not found"));
        if !path.starts_with("tile/entries/") {
            let mut mirror = Mirror::of(&sound, 600);
            mirror.file(&path).push(0);
            assert!(check(&mirror, &note).unwrap_err().to_string().contains(&format!("`{path}` is ")));
        }
    }
}

#[test]
fn partial_tiles_that_gave_way_to_full_ones_are_cut_from_them() {
    let later = log(600);
    let note = checkpoint(&log(300), 300);
    // Only the files of 600 entries, but for the top tile, which is partial in both.
    let mut mirror = Mirror::of(&later, 600);
    mirror.insert("tile/1/000.p/1", later.tile(1, 0, 1).unwrap());
    assert_eq!(check(&mirror, &note).unwrap().entries, 300);
    change_entry(&mut mirror, &TilePath::entries(1, 256).unwrap(), 43);
    assert!(matches!(check(&mirror, &note), Err(Fault::Entry { index: 299, .. })));
}

#[test]
fn every_changed_byte_of_a_small_log_is_refused() {
    let sound = log(3);
    let note = checkpoint(&sound, 3);
    let whole = Mirror::of(&sound, 3);
    for path in whole.files().keys() {
        for place in 0..whole.files()[path].len() {
            let mut mirror = whole.clone();
            mirror.file(path)[place] ^= 1;
            assert!(check(&mirror, &note).is_err(), "{path} byte {place}");
        }
    }
    for place in 0..note.len() {
        let mut bytes = note.clone().into_bytes();
        bytes[place] ^= 1;
        if let Ok(changed) = String::from_utf8(bytes) {
            assert!(matches!(check(&whole, &changed), Err(Fault::Checkpoint(_))), "checkpoint byte {place}");
        }
    }
}

#[test]
fn changed_bytes_anywhere_in_a_larger_log_are_refused() {
    let sound = log(SIZE);
    let note = checkpoint(&sound, SIZE);
    let whole = Mirror::of(&sound, SIZE);
    let mut paths: Vec<&String> = whole.files().keys().collect();
    paths.sort();
    let mut numbers = Numbers(4_711);
    let mut mirror = whole.clone();
    for _ in 0..25 {
        let path = paths[usize::try_from(numbers.below(paths.len() as u64)).unwrap()];
        let place = usize::try_from(numbers.below(whole.files()[path].len() as u64)).unwrap();
        let bit = 1u8 << numbers.below(8);
        mirror.file(path)[place] ^= bit;
        assert!(check(&mirror, &note).is_err(), "{path} byte {place}");
        mirror.file(path)[place] ^= bit;
    }
    assert!(check(&mirror, &note).is_ok());
}

#[test]
fn an_older_checkpoint_is_continued() {
    let later = log(600);
    let (key, note) = (verifier(), checkpoint(&later, 600));
    for size in [0, 1, 255, 256, 257, 300, 512, 599, 600] {
        let since = checkpoint(&log(size), size);
        let mirror = Mirror::of(&later, 600);
        let log = Log::new(&mirror, &key).since(&since);
        let full = log.verify(&note, &mut |_| ()).unwrap();
        assert_eq!((full.from, full.entries, full.since.unwrap().size), (0, 600, size));
        mirror.take_read();
        let newer = log.newer_only().verify(&note, &mut |_| ()).unwrap();
        let from = size / 256 * 256;
        assert_eq!((newer.from, newer.entries), (from, 600 - from), "since {size}");
        let bundles = mirror.take_read().iter().filter(|path| path.starts_with("tile/entries/")).count();
        assert_eq!(bundles as u64, 600u64.div_ceil(256) - from / 256, "since {size}");
    }
}

#[test]
fn an_older_checkpoint_that_is_not_continued_is_refused() {
    let key = verifier();
    let later = log(600);
    let note = checkpoint(&later, 600);
    let mut other = MemoryLog::new();
    (0..300).for_each(|index| other.push(&entry(index + 7)).unwrap());
    let foreign = checkpoint(&other, 300);
    let since = || Log::new(&later, &key).since(&foreign);
    for log in [since(), since().newer_only()] {
        match log.verify(&note, &mut |_| ()).unwrap_err() {
            Fault::PastChanged { size, signed, now } => {
                assert_eq!((size, signed, now), (300, other.root(), log_root(300)));
            }
            fault => panic!("{fault}"),
        }
    }
    let longer = checkpoint(&log(700), 700);
    let fault = Log::new(&later, &key).since(&longer).verify(&note, &mut |_| ()).unwrap_err();
    assert!(matches!(fault, Fault::Shrunk { since: 700, now: 600 }));
    let unsigned = foreign.replace("\n300\n", "\n301\n");
    let fault = Log::new(&later, &key).since(&unsigned).verify(&note, &mut |_| ()).unwrap_err();
    assert!(matches!(fault, Fault::Since(_)));
}

fn log_root(size: u64) -> ledger::Hash {
    log(size).root()
}

#[test]
fn newer_only_trusts_the_older_entries_and_nothing_else() {
    let key = verifier();
    let later = log(600);
    let (note, since) = (checkpoint(&later, 600), checkpoint(&log(300), 300));
    let newer =
        |mirror: &Mirror| Log::new(mirror, &key).since(&since).newer_only().verify(&note, &mut |_| ());
    let mut mirror = Mirror::of(&later, 600);
    change_entry(&mut mirror, &TilePath::entries(0, 256).unwrap(), 9);
    assert!(newer(&mirror).is_ok(), "entry 9 was not asked for");
    for (bundle, position, named) in [(1, 0, 256), (1, 44, 300), (2, 87, 599)] {
        let mut mirror = Mirror::of(&later, 600);
        change_entry(&mut mirror, &TilePath::entries(bundle, tile::width(600, 0, bundle)).unwrap(), position);
        assert!(matches!(newer(&mirror), Err(Fault::Entry { index, .. }) if index == named));
    }
    for (path, place) in [("tile/0/001", 43), ("tile/1/000.p/2", 0)] {
        let mut mirror = Mirror::of(&later, 600);
        mirror.file(path)[place * 32] ^= 1;
        assert!(matches!(newer(&mirror), Err(Fault::PastChanged { size: 300, .. })), "{path}");
    }
    let mut mirror = Mirror::of(&later, 600);
    mirror.file("tile/1/000.p/2")[32] ^= 1;
    assert!(matches!(newer(&mirror), Err(Fault::Tile { offset: 1, .. })));
}

#[test]
fn faults_say_what_and_where() {
    let sound = log(600);
    let note = checkpoint(&sound, 600);
    let mut mirror = Mirror::of(&sound, 600);
    change_entry(&mut mirror, &TilePath::entries(1, 256).unwrap(), 4);
    let said = check(&mirror, &note).unwrap_err().to_string();
    let expected = hex(&leaf_hash(&entry(260)));
    assert!(said.starts_with("entry 260 differs: its leaf hash is "), "{said}");
    assert!(
        said.contains(&format!("but `tile/0/001` says {expected}; the signed root vouches for the tile")),
        "{said}"
    );
}
