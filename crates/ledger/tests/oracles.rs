//! Equality with crates that share no code with ours: `ct-merkle` and `tlog_tiles` for roots and proofs,
//! `signed_note` and `tlog_tiles` for checkpoints.
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ledger::{
    Edge, Hash, Signer, consistency_proof, inclusion_proof, leaf_hash, root, tile, verify_consistency,
    verify_inclusion,
};
use sha2::Sha256;
use signed_note::{StandardVerifier, VerifierList};
use tlog_tiles::tlog;

use crate::support::{Mirror, Numbers, checkpoint, entry, log, signer};

/// The stored hashes of `tlog_tiles`, which computes everything from them.
#[derive(Default)]
struct Stored(Vec<tlog::Hash>);

impl tlog::HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        Ok(indexes.iter().map(|index| self.0[usize::try_from(*index).unwrap()]).collect())
    }
}

impl Stored {
    fn push(&mut self, index: u64, entry: &[u8]) {
        let more = tlog::stored_hashes(index, entry, self).unwrap();
        self.0.extend(more);
    }
}

fn plain(hashes: Vec<tlog::Hash>) -> Vec<Hash> {
    hashes.into_iter().map(|hash| hash.0).collect()
}

/// Which entries to prove at a size: all of a small tree, else the ends, the tile boundaries and a few between.
fn chosen(size: u64) -> Vec<u64> {
    let some = |index: &u64| size <= 70 || [0, 1, 127, 128, 254, 255, 256, 257, 511, 512].contains(index);
    (0..size).filter(|index| some(index) || index % 41 == size % 41 || index + 2 >= size).collect()
}

#[test]
fn roots_and_proofs_equal_both_oracles_at_every_size_to_600() {
    let mut ct = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    let (mut stored, mut edge) = (Stored::default(), Edge::new());
    let ours = log(600);
    let mut roots = vec![ledger::empty_root()];
    for size in 1..=600u64 {
        let last = entry(size - 1);
        ct.push(last.clone());
        stored.push(size - 1, &last);
        edge.push(leaf_hash(&last));
        let now = root(&ours, size).unwrap();
        assert_eq!(now.as_slice(), ct.root().as_bytes().as_slice(), "root at {size}");
        assert_eq!(now, tlog::tree_hash(size, &stored).unwrap().0, "root at {size}");
        assert_eq!(now, edge.root(), "edge at {size}");
        assert_eq!(edge, Edge::load(&ours, size).unwrap(), "edge loaded at {size}");
        roots.push(now);
        for index in chosen(size) {
            let proof = inclusion_proof(&ours, index, size).unwrap();
            assert_eq!(proof.concat(), ct.prove_inclusion(usize::try_from(index).unwrap()).as_bytes());
            assert_eq!(proof, plain(tlog::prove_record(size, index, &stored).unwrap()), "{index} in {size}");
            assert!(verify_inclusion(&leaf_hash(&entry(index)), index, size, &proof, &now));
            let old = index + 1;
            let proof = consistency_proof(&ours, old, size).unwrap();
            let added = usize::try_from(size - old).unwrap();
            assert_eq!(proof.concat(), ct.prove_consistency(added).as_bytes(), "{old} to {size}");
            assert_eq!(proof, plain(tlog::prove_tree(size, old, &stored).unwrap()), "{old} to {size}");
            let old_root = &roots[usize::try_from(old).unwrap()];
            assert!(verify_consistency(old, size, old_root, &now, &proof), "{old} to {size}");
        }
    }
}

#[test]
fn random_sizes_to_70_000_equal_tlog_tiles() {
    let mut stored = Stored::default();
    let ours = log(70_000);
    (0..70_000).for_each(|index| stored.push(index, &entry(index)));
    let mut numbers = Numbers(20_250_601);
    let mut sizes: Vec<u64> = (0..60).map(|_| 1 + numbers.below(70_000)).collect();
    sizes.extend([65_535, 65_536, 65_537, 65_792, 70_000]);
    for size in sizes {
        let now = root(&ours, size).unwrap();
        assert_eq!(now, tlog::tree_hash(size, &stored).unwrap().0, "root at {size}");
        assert_eq!(Edge::load(&ours, size).unwrap().root(), now, "edge at {size}");
        let index = numbers.below(size);
        let proof = inclusion_proof(&ours, index, size).unwrap();
        assert_eq!(proof, plain(tlog::prove_record(size, index, &stored).unwrap()), "{index} in {size}");
        assert!(verify_inclusion(&leaf_hash(&entry(index)), index, size, &proof, &now));
        let old = 1 + numbers.below(size);
        let proof = consistency_proof(&ours, old, size).unwrap();
        assert_eq!(proof, plain(tlog::prove_tree(size, old, &stored).unwrap()), "{old} to {size}");
        assert!(verify_consistency(old, size, &root(&ours, old).unwrap(), &now, &proof), "{old} to {size}");
    }
}

#[test]
fn an_edge_loaded_at_any_size_grows_like_one_that_never_stopped() {
    let ours = log(1_400);
    for start in [0, 1, 3, 255, 256, 257, 511, 512, 700, 1_023, 1_279] {
        let mut edge = Edge::load(&ours, start).unwrap();
        let mut full = Vec::new();
        for index in start..1_400 {
            full.extend(edge.push(leaf_hash(&entry(index))));
        }
        assert_eq!(&edge, ours.edge(), "from {start}");
        let paths: Vec<String> = full.iter().map(|tile| tile.path().to_string()).collect();
        let expected: Vec<String> = (start / 256..5).map(|index| format!("tile/0/{index:03}")).collect();
        assert_eq!(paths, expected, "from {start}");
    }
}

#[test]
fn tiles_equal_the_tiles_of_tlog_tiles() {
    let size = 66_200;
    let mut stored = Stored::default();
    (0..size).for_each(|index| stored.push(index, &entry(index)));
    let mirror = Mirror::of(&log(size), size);
    let mut compared = 0;
    for theirs in tlog_tiles::tile::Tile::new_tiles(8, 0, size) {
        let (level, index) = (theirs.level(), theirs.level_index());
        let width = u16::try_from(theirs.width()).unwrap();
        assert_eq!(tile::width(size, level, index), width);
        let path = ledger::TilePath::hashes(level, index, width).unwrap().to_string();
        assert_eq!(mirror.files()[&path], theirs.read_data(&stored).unwrap(), "{path}");
        compared += 1;
    }
    let tiles = mirror.files().keys().filter(|path| !path.starts_with("tile/entries/")).count();
    assert_eq!(compared, tiles);
}

#[test]
fn signed_note_and_tlog_tiles_accept_our_checkpoints() {
    let log = log(300);
    for size in [0, 1, 255, 256, 300] {
        let note = checkpoint(&log, size);
        let theirs = signed_note::Note::from_bytes(note.as_bytes()).unwrap();
        let key = StandardVerifier::new(&signer().vkey()).unwrap();
        let (verified, unknown) = theirs.verify(&VerifierList::new(vec![Box::new(key)])).unwrap();
        assert_eq!((verified.len(), unknown.len()), (1, 0));
        let body = tlog_tiles::Checkpoint::from_bytes(theirs.text()).unwrap();
        assert_eq!(body.size(), size);
        assert_eq!(body.hash().0, root(&log, size).unwrap());
        assert_eq!(body.origin(), signer().name());
    }
}
