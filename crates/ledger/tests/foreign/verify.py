"""Verifies a tiled transparency log laid out as files, from the C2SP specifications alone.

Usage: verify.py FOLDER   (with checkpoint, vkey, tile/...; if there are proof and entry, that proof too)
Needs Python 3's standard library and the `openssl` command (3.0 or newer).
"""
import base64
import hashlib
import os
import subprocess
import sys
import tempfile


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def mth(hashes):
    """RFC 6962 section 2.1, over leaf hashes."""
    if len(hashes) < 2:
        return hashes[0] if hashes else sha()
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha(b"\x01", mth(hashes[:k]), mth(hashes[k:]))


def ed25519(public, message, signature):
    spki = bytes.fromhex("302a300506032b6570032100") + public
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, name) for name in ("key", "message", "signature")]
        for name, content in zip(names, (spki, message, signature)):
            with open(name, "wb") as file:
                file.write(content)
        done = subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", names[0],
             "-rawin", "-in", names[1], "-sigfile", names[2]], capture_output=True)
        return done.returncode == 0


def open_checkpoint(note, vkey):
    name, key_id, material = vkey.strip().split("+", 2)
    material = base64.b64decode(material, validate=True)
    assert material[0] == 1 and len(material) == 33, "vkey is not Ed25519"
    assert sha(name.encode(), b"\n", material)[:4].hex() == key_id, "vkey has another ID"
    text, lines = note.rsplit("\n\n", 1)
    text += "\n"
    for line in lines.splitlines():
        dash, signer, signature = line.split(" ")
        signature = base64.b64decode(signature, validate=True)
        if (dash, signer, signature[:4].hex()) == ("\u2014", name, key_id):
            if ed25519(material[1:], text.encode(), signature[4:]):
                origin, size, root = text.split("\n")[:3]
                assert origin == name, "checkpoint is of another log"
                return int(size), base64.b64decode(root, validate=True)
    sys.exit("the signature of the checkpoint is wrong or missing")


def tile_path(folder, level, index, width):
    digits = str(index).zfill((len(str(index)) + 2) // 3 * 3)
    groups = [digits[at:at + 3] for at in range(0, len(digits), 3)]
    groups = ["x" + group for group in groups[:-1]] + groups[-1:]
    return os.path.join(folder, "tile", str(level), *groups) + ("" if width == 256 else f".p/{width}")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def check_log(folder, size, root):
    leaves = []
    for start in range(0, size, 256):
        width = min(256, size - start)
        bundle, at = read(tile_path(folder, "entries", start // 256, width)), 0
        tile = read(tile_path(folder, 0, start // 256, width))
        assert len(tile) == 32 * width, "tile has another length"
        for place in range(width):
            length = int.from_bytes(bundle[at:at + 2], "big")
            leaf = sha(b"\x00", bundle[at + 2:at + 2 + length])
            at += 2 + length
            if leaf != tile[32 * place:32 * place + 32]:
                sys.exit(f"entry {start + place} differs")
            leaves.append(leaf)
        assert at == len(bundle), "bundle has another length"
    level, below = 0, leaves
    while len(below) >= 256:
        level += 1
        below = [mth(below[at:at + 256]) for at in range(0, len(below) - 255, 256)]
        for start in range(0, len(below), 256):
            part = below[start:start + 256]
            if read(tile_path(folder, level, start // 256, len(part))) != b"".join(part):
                sys.exit(f"a root differs from tile {level}/{start // 256}")
    assert mth(leaves) == root, "the root differs"
    print(f"log of {size} entries verified")


def check_proof(text, entry, vkey):
    head, note = text.split("\n\n", 1)
    lines = head.split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("index "), "proof of another form"
    size, root = open_checkpoint(note, vkey)
    index = int(lines[1][6:])
    path = [base64.b64decode(line, validate=True) for line in lines[2:]]

    def climb(low, high, rest):
        """Root of low..high from the path, from the top down as RFC 6962 defines it."""
        if high - low == 1:
            assert not rest, "proof is too long"
            return sha(b"\x00", entry)
        k = 1
        while k * 2 < high - low:
            k *= 2
        if index < low + k:
            return sha(b"\x01", climb(low, low + k, rest[:-1]), rest[-1])
        return sha(b"\x01", rest[-1], climb(low + k, high, rest[:-1]))

    assert index < size and climb(0, size, path) == root, "the proof is wrong"
    print(f"proof of entry {index} verified")


def main(folder):
    vkey = read(os.path.join(folder, "vkey")).decode()
    size, root = open_checkpoint(read(os.path.join(folder, "checkpoint")).decode(), vkey)
    check_log(folder, size, root)
    if os.path.exists(os.path.join(folder, "proof")):
        check_proof(read(os.path.join(folder, "proof")).decode(), read(os.path.join(folder, "entry")), vkey)


main(sys.argv[1])
