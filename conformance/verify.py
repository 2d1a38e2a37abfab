#!/usr/bin/env python3
"""Verifies what a hub has sealed: an archive (proof.zip), and the proof that a ballot is in it.

    verify.py proof.zip [--key key.txt]
    verify.py [proof.zip] --proof proof.txt (--tag TAG | --mark MARK --receipt RECEIPT) [--key key.txt]

Ends with 0 if everything holds, 1 if something does not, 2 if what was given cannot be read. It needs Python 3.9 and nothing else, and was
written from docs/proof-format.md, so that nobody has to trust the hub's own program.
"""

import argparse
import sys

from proof import archive, canonical, checks, note, tree
from proof.errors import Fault, Unreadable

MOST_BYTES = 1 << 30
TRUE, FALSE, UNREADABLE = 0, 1, 2


def content_of(path):
    """The bytes of a file that is not too large."""
    try:
        with open(path, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise Unreadable(f"{path}: {fault.strerror}") from None
    if len(content) > MOST_BYTES:
        raise Unreadable(f"{path} is larger than {MOST_BYTES} bytes")
    return content


def arguments():
    parser = argparse.ArgumentParser(description="Verifies what a hub has sealed.")
    parser.add_argument("archive", nargs="?", help="proof.zip")
    parser.add_argument("--key", help="a file with the public key that you trust, name+id+key")
    parser.add_argument("--proof", help="a file with the proof of one ballot")
    parser.add_argument("--tag", help="the ballot's tag")
    parser.add_argument("--mark", help="in place of the tag: the mark that the phone made")
    parser.add_argument("--receipt", help="and the receipt that the hub gave")
    given = parser.parse_args()
    if not given.archive and not given.proof:
        parser.error("an archive or a proof is needed")
    if given.proof and not given.tag and given.receipt is None:
        parser.error("a proof needs --tag, or --receipt and --mark")
    return given


def tag_of(given, proof):
    """The tag as bytes, computed from mark and receipt where these are given."""
    if given.tag:
        return canonical.from_base64url(given.tag, "the tag")
    poll = note.read_proof(proof).checkpoint.origin.rsplit("/", 3)[1:2]
    return tree.tag("".join(poll), canonical.from_base64url(given.mark or "", "the mark"), given.receipt)


def verify(given):
    """The reports on all that was given."""
    try:
        key = note.read_key(content_of(given.key), one_form=False) if given.key else None
        proof = content_of(given.proof) if given.proof else None
        tag = tag_of(given, proof) if proof is not None else None
    except Fault as fault:
        raise Unreadable(str(fault)) from None
    reports, files = [], None
    if given.archive:
        content = content_of(given.archive)
        reports.append(checks.check_archive(content, key))
        files = archive.read(content)
    if proof is not None:
        reports.append(checks.check_proof(proof, tag, key, files))
    return reports


def main():
    try:
        reports = verify(arguments())
    except Unreadable as fault:
        print(f"unreadable: {fault}")
        return UNREADABLE
    for report in reports:
        for kind, sentence in report.lines:
            print(f"{kind:5} {sentence}")
    holds = all(report.holds for report in reports)
    print("TRUE: everything that was checked holds" if holds else "FALSE: this is not what was sealed")
    return TRUE if holds else FALSE


if __name__ == "__main__":
    sys.exit(main())
