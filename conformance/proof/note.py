"""Keys, checkpoints (C2SP signed-note, tlog-checkpoint) and proofs (C2SP tlog-proof)."""

import hashlib
import re
from typing import NamedTuple

from . import ed25519, tree
from .canonical import from_base64
from .errors import Fault

KIND = b"\x01"
PROOF = "c2sp.org/tlog-proof@v1"
WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
MOST_HASHES = 64


class Key(NamedTuple):
    """A public key with its name."""

    name: str
    id: bytes
    public: bytes


class Checkpoint(NamedTuple):
    """A root with its signature."""

    origin: str
    size: int
    root: bytes
    signed: bytes
    signer: str
    key_id: bytes
    signature: bytes

    def check(self, key):
        """Raises a Fault unless the key has signed it."""
        if (self.signer, self.key_id) != (key.name, key.id):
            raise Fault("the checkpoint is signed by another key")
        if not ed25519.verify(key.public, self.signed, self.signature):
            raise Fault("the signature of the checkpoint is wrong")


class Proof(NamedTuple):
    """An inclusion proof and the checkpoint that it leads to."""

    index: int
    path: list
    checkpoint: Checkpoint

    def check(self, tag):
        """Raises a Fault unless the tag is in the checkpoint's tree, as a ballot."""
        point = self.checkpoint
        if self.index < 1 or tree.root_of_path(self.index, point.size, tag, self.path) != point.root:
            raise Fault("the tag is not in the sealed tree at that place")


def _text(content, what):
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Fault(f"{what} is not UTF-8") from None


def _is_name(name):
    return bool(name) and "+" not in name and name.isprintable() and not re.search(r"\s", name)


def read_key(content, one_form=True):
    """A key as text; outside of an archive its last line feed may be absent."""
    text = _text(content, "the key")
    if not text.endswith("\n"):
        if one_form:
            raise Fault("the key is no line")
        text += "\n"
    parts = text[:-1].split("+", 2)
    if len(parts) != 3 or not _is_name(parts[0]):
        raise Fault("the key is not name+id+key")
    name, key_id, encoded = parts
    public = from_base64(encoded, "the key")
    if len(public) != 33 or public[:1] != KIND:
        raise Fault("the key is no Ed25519 key")
    if hashlib.sha256(name.encode() + b"\n" + public).digest()[:4].hex() != key_id:
        raise Fault("the key has another id")
    return Key(name, bytes.fromhex(key_id), public[1:])


def read_checkpoint(content):
    """A checkpoint with exactly one signature."""
    text = _text(content, "the checkpoint")
    lines = text.split("\n")
    if len(lines) != 6 or lines[3] or lines[5]:
        raise Fault("the checkpoint does not have five lines")
    origin, size, root, _, line, _ = lines
    signature = line.split(" ")
    if len(signature) != 3 or signature[0] != "\u2014" or not _is_name(signature[1]):
        raise Fault("the checkpoint has no signature")
    if not WHOLE.fullmatch(size):
        raise Fault("the checkpoint has no size")
    signed = from_base64(signature[2], "the signature")
    root = from_base64(root, "the root")
    if len(signed) != 68 or len(root) != 32:
        raise Fault("the checkpoint has a signature or a root of another length")
    body = "\n".join(lines[:3]) + "\n"
    return Checkpoint(origin, int(size), root, body.encode(), signature[1], signed[:4], signed[4:])


def read_proof(content):
    """A proof of a tag."""
    head, blank, checkpoint = _text(content, "the proof").partition("\n\n")
    lines = head.split("\n")
    if not blank or len(lines) < 2 or lines[0] != PROOF or len(lines) > MOST_HASHES + 2:
        raise Fault("it is no proof of a tag")
    index = lines[1].removeprefix("index ")
    if index == lines[1] or not WHOLE.fullmatch(index):
        raise Fault("the proof has no index")
    path = [from_base64(line, "a hash of the proof") for line in lines[2:]]
    if any(len(each) != 32 for each in path):
        raise Fault("a hash of the proof has another length")
    return Proof(int(index), path, read_checkpoint(checkpoint.encode()))
