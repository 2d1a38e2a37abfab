"""Merkle trees as of RFC 9162, section 2.1."""

import hashlib


def leaf(content):
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + content).digest()


def node(left, right):
    """The hash of a node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves):
    """The root over the contents of leaves."""
    level = [leaf(content) for content in leaves]
    if not level:
        return hashlib.sha256().digest()
    # Pairs from the left: a last one without a partner moves up, which is the tree of section 2.1.1.
    while len(level) > 1:
        pairs = [node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def root_of_path(index, size, content, path):
    """The root that an inclusion proof leads to (section 2.1.3.2), or None if it has another length."""
    if index >= size:
        return None
    fn, sn, current = index, size - 1, leaf(content)
    for other in path:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            current = node(other, current)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            current = node(current, other)
        fn, sn = fn >> 1, sn >> 1
    return current if sn == 0 else None


def tag(poll, mark, receipt):
    """The tag of a ballot: 32 bytes."""
    return hashlib.sha256(b"votehub/tag/1\n" + poll.encode() + b"\n" + mark + receipt.encode()).digest()
