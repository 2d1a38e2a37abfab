#!/usr/bin/env python3
"""Holds the verifier to the vectors in the folder vectors/, which all verifiers share: python3 conformance/test_vectors.py"""

import base64
import contextlib
import io
import json
import random
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import verify
from proof import archive, canonical, checks, count, note, tree
from proof.errors import Fault, Unreadable

VECTORS = Path(__file__).parent / "vectors"


def vectors(name):
    return json.loads((VECTORS / f"{name}.json").read_text("utf-8"))


def ends(content, key=None):
    """How the verifier ends on an archive."""
    try:
        return 0 if checks.check_archive(content, key).holds else 1
    except Unreadable:
        return 2


def key_of(vector):
    return note.read_key(vector["key"].encode(), one_form=False)


class VectorsTest(unittest.TestCase):
    def test_ballots_give_the_results_of_the_hub(self):
        for vector in vectors("results"):
            with self.subTest(vector["name"]):
                lines = [line.encode() for line in vector["lines"]]
                self.assertEqual(tree.root(lines), canonical.from_base64url(vector["ballotsRoot"], "root"))
                counted = count.recount(count.Poll(vector), [checks.weigh(line, i) for i, line in enumerate(lines)])
                for name, value in counted.items():
                    if name in vector["result"] or name != "weight":
                        self.assertEqual(canonical.write(vector["result"][name]), canonical.write(value), name)

    def test_tags_are_computed_as_the_hub_does(self):
        for vector in vectors("tags"):
            mark = canonical.from_base64url(vector["mark"], "mark")
            tag = canonical.from_base64url(vector["tag"], "tag")
            self.assertEqual(tree.tag(vector["poll"], mark, vector["receipt"]), tag)

    def test_trees_have_the_same_roots_and_proofs_lead_to_them(self):
        for vector in vectors("trees"):
            size, root = vector["size"], canonical.from_base64(vector["root"], "root")
            self.assertEqual(tree.root([str(i).encode() for i in range(size)]), root)
            for proof in vector["proofs"]:
                path = [canonical.from_base64(text, "hash") for text in proof["path"]]
                index, leaf = proof["index"], str(proof["index"]).encode()
                self.assertEqual(tree.root_of_path(index, size, leaf, path), root)
                self.assertNotEqual(tree.root_of_path(index, size, leaf + b"x", path), root)
                self.assertNotEqual(tree.root_of_path(index + 1, size, leaf, path), root)
                self.assertNotEqual(tree.root_of_path(index, size, leaf, [*path, root]), root)

    def test_notes_and_proofs_hold_or_do_not(self):
        for vector in vectors("notes"):
            with self.subTest(vector["name"]):
                key = key_of(vector)
                try:
                    if "proof" in vector:
                        proof = note.read_proof(vector["proof"].encode())
                        proof.checkpoint.check(key)
                        proof.check(canonical.from_base64url(vector["tag"], "tag"))
                    else:
                        note.read_checkpoint(vector["checkpoint"].encode()).check(key)
                    holds = True
                except Fault:
                    holds = False
                self.assertEqual(holds, vector["holds"])

    def test_archives_end_as_they_should(self):
        for vector in vectors("archives"):
            with self.subTest(vector["name"]):
                self.assertEqual(ends(base64.b64decode(vector["zip"]), key_of(vector)), vector["ends"])


class ChangedBytesTest(unittest.TestCase):
    """No byte can be changed without being found, even by whoever mends the archive around it."""

    def setUp(self):
        self.all = [v for v in vectors("archives") if v["ends"] == 0]

    def test_every_changed_byte_of_an_archive_is_found(self):
        vector = min((v for v in self.all if "2 ballots" in v["name"]), key=lambda v: len(v["zip"]))
        whole = base64.b64decode(vector["zip"])
        for i in range(len(whole)):
            changed = bytearray(whole)
            changed[i] ^= 1 << i % 8
            self.assertNotEqual(ends(bytes(changed)), 0, i)

    def test_every_changed_bit_of_a_file_is_found_in_an_archive_that_was_mended(self):
        drawn = random.Random(7)
        for vector in drawn.sample(self.all, 12):
            files = archive.read(base64.b64decode(vector["zip"]))
            for name, content in files.items():
                for _ in range(12 if content else 0):
                    changed, at = bytearray(content), drawn.randrange(len(content))
                    changed[at] ^= 1 << drawn.randrange(8)
                    mended = archive.build({**files, name: bytes(changed)})
                    self.assertEqual(ends(mended), 1, (vector["name"], name, at))

    def test_garbage_is_refused_and_nothing_breaks(self):
        drawn = random.Random(8)
        whole = base64.b64decode(self.all[0]["zip"])
        for _ in range(300):
            start, end = sorted(drawn.randrange(len(whole) + 1) for _ in range(2))
            self.assertNotEqual(ends(whole[:start] + drawn.randbytes(drawn.randrange(40)) + whole[end:] + b"x"), 0)
        for text in (b"", b"{", b"[" * 100_000, b"\xff", b"1e999", b'"\\ud800"', b"9" * 5000, b"NaN"):
            files = archive.read(whole)
            self.assertEqual(ends(archive.build({**files, "manifest.json": text})), 1)


class CommandTest(unittest.TestCase):
    """The program itself."""

    def run_with(self, *arguments):
        out = io.StringIO()
        with mock.patch("sys.argv", ["verify.py", *map(str, arguments)]), contextlib.redirect_stdout(out):
            return verify.main(), out.getvalue()

    def test_it_says_what_it_found_and_ends_with_it(self):
        by_name = {vector["name"]: vector for vector in vectors("archives")}
        with tempfile.TemporaryDirectory() as folder:
            key = Path(folder) / "key.txt"
            key.write_text(by_name["receipts alone"]["key"])
            for name, status, said in (
                ("receipts alone", 0, "not public"),
                ("a ballot is dropped", 1, "6 ballots, not 7"),
                ("a tag is there twice", 1, "two tags are equal"),
                ("signed by another key", 1, "another key than the one you trust"),
                ("the result is not that of the ballots", 1, "winners differs"),
                ("text", 2, "unreadable"),
            ):
                path = Path(folder) / "proof.zip"
                path.write_bytes(base64.b64decode(by_name[name]["zip"]))
                ended, words = self.run_with(path, "--key", key)
                self.assertEqual(ended, status, words)
                self.assertIn(said, words)
            self.assertEqual(self.run_with(Path(folder) / "nothing")[0], 2)

    def test_it_checks_the_proof_of_a_ballot_by_tag_or_by_mark_and_receipt(self):
        vector = next(v for v in vectors("notes") if v["name"] == "the proof of voter 0")
        tags = vectors("tags")
        with tempfile.TemporaryDirectory() as folder:
            proof, key = Path(folder) / "proof.txt", Path(folder) / "key.txt"
            proof.write_text(vector["proof"])
            key.write_text(vector["key"])
            self.assertEqual(self.run_with("--proof", proof, "--tag", vector["tag"], "--key", key)[0], 0)
            mark, receipt = tags[0]["mark"], tags[0]["receipt"]
            self.assertEqual(self.run_with("--proof", proof, "--mark", mark, "--receipt", receipt)[0], 0)
            self.assertEqual(self.run_with("--proof", proof, "--tag", tags[1]["tag"])[0], 1)
            self.assertEqual(self.run_with("--proof", key, "--tag", vector["tag"])[0], 2)


if __name__ == "__main__":
    unittest.main()
