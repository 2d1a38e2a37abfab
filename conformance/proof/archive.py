"""The archive, which has exactly one form: reads its files, and builds it anew."""

import struct
import zlib

from .errors import Unreadable

FILES = ("manifest.json", "tags.txt", "checkpoint.txt", "key.txt")
BALLOTS = "ballots.ndjson"
LOCAL = b"PK\x03\x04"
DATE = 0x0021


def read(content):
    """The files of an archive by name; Unreadable if it has another form in any of its bytes."""
    files, at = {}, 0
    for name in (*FILES, BALLOTS):
        start = at + 30 + len(name)
        if content[at : at + 4] != LOCAL or start > len(content):
            break
        end = start + struct.unpack_from("<I", content, at + 22)[0]
        if end > len(content):
            break
        files[name], at = content[start:end], end
    if len(files) < len(FILES) or build(files) != content:
        raise Unreadable("this is no proof.zip, or some of its bytes were changed")
    return files


def build(files):
    """The archive of these files."""
    local, central = bytearray(), bytearray()
    for name, content in files.items():
        sizes = struct.pack("<IIIH", zlib.crc32(content), len(content), len(content), len(name))
        common = struct.pack("<HHHHH", 10, 0, 0, 0, DATE) + sizes
        offset = len(local)
        local += LOCAL + common + struct.pack("<H", 0) + name.encode() + content
        central += b"PK\x01\x02" + struct.pack("<H", 10) + common
        central += struct.pack("<HHHHII", 0, 0, 0, 0, 0, offset) + name.encode()
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(central), len(local), 0)
    return bytes(local + central + b"PK\x05\x06" + end)
