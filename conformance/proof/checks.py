"""What a verifier checks, step by step, each with a sentence that says what was found."""

from . import archive, canonical, count, note, tree
from .errors import Fault, Unreadable

FORMAT = "votehub/seal/1"
MOST_MANIFEST = 8 * 1024 * 1024


class Report:
    """Sentences about what holds and what does not."""

    def __init__(self):
        self.lines = []
        self.holds = True

    def check(self, step, *args):
        """Runs a step, which returns a sentence or raises a Fault; what it returned beside the sentence, or None."""
        try:
            sentence, found = step(*args)
            self.lines.append(("ok", sentence))
            return found
        except Fault as fault:
            self.holds = False
            self.lines.append(("FAULT", str(fault)))
            return None

    def say(self, sentence):
        """Something to know that decides nothing."""
        self.lines.append(("note", sentence))


def check_archive(content, key=None):
    """A Report on an archive; Unreadable if it is none."""
    files = archive.read(content)
    report = Report()
    report.lines.append(("ok", "the archive has its one form"))
    manifest = report.check(read_manifest, files["manifest.json"])
    tags = report.check(read_tags, files["tags.txt"], manifest)
    checkpoint = report.check(read_checkpoint, files["checkpoint.txt"], manifest)
    if tags is not None and checkpoint:
        report.check(check_root, files["manifest.json"], tags, checkpoint)
    own = report.check(read_key, files["key.txt"], manifest)
    if checkpoint and own:
        report.check(check_signature, checkpoint, own, key)
        if key is None:
            report.say("no key was given: the archive's own proves only that nothing was changed since it was signed")
    if manifest:
        ballots(report, manifest, files.get(archive.BALLOTS))
    return report


def read_manifest(content):
    if len(content) > MOST_MANIFEST:
        raise Fault("the manifest is too large")
    manifest = canonical.read(content, "the manifest")
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise Fault(f"the manifest is not of the format {FORMAT}")
    kinds = {str: ("hub", "poll", "room", "question", "method", "proof"), list: ("options",), dict: ("settings",)}
    for kind, names in kinds.items():
        for name in names:
            if not isinstance(manifest.get(name), kind):
                raise Fault(f"the manifest has no {name}")
    for name in ("run", "seal", "ballots", "weight", "sealedAt"):
        if not canonical.is_whole(manifest.get(name)) or manifest[name] < 0:
            raise Fault(f"the manifest has no {name}")
    if manifest["proof"] not in ("receipts", "ballots"):
        raise Fault("the manifest has an unknown kind of proof")
    return f"the manifest can be read: seal {manifest['seal']} of poll {manifest['poll']}, {manifest['ballots']} ballots", manifest


def lines_of(content, what):
    if content and not content.endswith(b"\n"):
        raise Fault(f"the last line of {what} does not end")
    return content.split(b"\n")[:-1]


def read_tags(content, manifest):
    tags = []
    for line in lines_of(content, "the tags"):
        tag = canonical.from_base64url(line.decode("ascii", "replace"), "a tag")
        if len(tag) != 32:
            raise Fault("a tag has another length")
        if tags and tag <= tags[-1]:
            raise Fault("two tags are equal" if tag == tags[-1] else "the tags are not in ascending order")
        tags.append(tag)
    if manifest and len(tags) != manifest["ballots"]:
        raise Fault(f"there are {len(tags)} tags for {manifest['ballots']} ballots")
    return f"there are {len(tags)} tags, no two of them equal, one for each ballot", tags


def read_checkpoint(content, manifest):
    checkpoint = note.read_checkpoint(content)
    if manifest:
        origin = f"{manifest['hub']}/polls/{manifest['poll']}/seals/{manifest['seal']}"
        if checkpoint.origin != origin:
            raise Fault("the checkpoint is of another poll or seal")
        if checkpoint.signer != manifest["hub"]:
            raise Fault("the checkpoint is signed by another hub")
    return f"the checkpoint is of {checkpoint.origin}", checkpoint


def check_root(manifest, tags, checkpoint):
    if checkpoint.size != len(tags) + 1:
        raise Fault("the checkpoint is of a tree of another size")
    if tree.root([manifest, *tags]) != checkpoint.root:
        raise Fault("the manifest or the tags are not those that were sealed")
    return "the manifest and the tags are those that were sealed", None


def read_key(content, manifest):
    key = note.read_key(content)
    if manifest and key.name != manifest["hub"]:
        raise Fault("the key in the archive is of another hub")
    return f"the archive names the key {key.name}+{key.id.hex()}", key


def check_signature(checkpoint, own, trusted):
    if trusted is not None and (own.name, own.public) != (trusted.name, trusted.public):
        raise Fault("the seal is by another key than the one you trust")
    checkpoint.check(trusted or own)
    return f"the seal is signed by {'the key you trust' if trusted else 'the key in the archive'}", None


def ballots(report, manifest, content):
    """Step 5."""
    if manifest["proof"] == "receipts" or content is None:
        if (manifest["proof"] == "ballots") != (content is not None):
            report.check(refuse, "the ballots are missing" if content is None else "there are ballots that should not be public")
        else:
            report.say("the ballots of this poll are not public: nothing was counted anew")
        return
    counted = report.check(check_ballots, manifest, content)
    if counted is not None:
        report.check(check_result, manifest, counted)
        rest = sorted(set(manifest.get("result") or {}) - set(counted))
        if rest:
            report.say("not counted anew: " + ", ".join(rest))


def refuse(sentence):
    raise Fault(sentence)


def check_ballots(manifest, content):
    lines = lines_of(content, "the ballots")
    hashes = [tree.leaf(line) for line in lines]
    if any(one > other for one, other in zip(hashes, hashes[1:])):
        raise Fault("the ballots are not in ascending order")
    if len(lines) != manifest["ballots"]:
        raise Fault(f"there are {len(lines)} ballots, not {manifest['ballots']}")
    root = canonical.from_base64url(manifest.get("ballotsRoot") if isinstance(manifest.get("ballotsRoot"), str) else "", "ballotsRoot")
    if tree.root(lines) != root:
        raise Fault("the ballots are not those that were sealed")
    weighed = [weigh(line, number) for number, line in enumerate(lines, 1)]
    if sum(weight for _, weight in weighed) != manifest["weight"]:
        raise Fault("the weights of the ballots have another sum")
    return f"the {len(lines)} ballots are those that were sealed", count.recount(count.Poll(manifest), weighed)


def weigh(line, number):
    """The ballot of a line and its weight."""
    ballot = canonical.read(line, f"line {number} of the ballots")
    if not isinstance(ballot, dict):
        raise Fault(f"line {number} of the ballots is no ballot")
    if set(ballot) == {"ballot", "weight"}:
        weight = ballot["weight"]
        if not canonical.is_whole(weight) or weight < 2 or not isinstance(ballot["ballot"], dict):
            raise Fault(f"line {number} of the ballots has a wrong weight")
        return ballot["ballot"], weight
    return ballot, 1


def check_result(manifest, counted):
    result = manifest.get("result")
    if not isinstance(result, dict):
        raise Fault("the manifest has no result")
    if "weight" not in result and counted["weight"] != manifest["ballots"]:
        raise Fault("the result does not tell that ballots have weights")
    compared = ["method", "count"] if manifest["method"] == "number" and result.get("exact") is False else list(counted)
    for name in compared:
        if name == "weight" and name not in result:
            continue
        if name not in result or canonical.write(result[name]) != canonical.write(counted[name]):
            raise Fault(f"the ballots give another result: {name} differs")
    return "counting the ballots anew gives the sealed result", None


def check_proof(content, tag, key=None, within=None):
    """A Report on the proof of a tag; within is the archive that it should belong to."""
    report = Report()
    try:
        proof = note.read_proof(content)
    except Fault as fault:
        raise Unreadable(str(fault)) from None
    report.check(check_inclusion, proof, tag)
    if within is not None:
        report.check(check_same, proof, within)
    if key is not None:
        report.check(check_proof_signature, proof, key)
    elif within is None:
        report.say("no key was given: who signed the checkpoint was not checked")
    return report


def check_inclusion(proof, tag):
    proof.check(tag)
    return f"the ballot with this tag is in the sealed result {proof.checkpoint.origin}", None


def check_same(proof, files):
    archived = note.read_checkpoint(files["checkpoint.txt"])
    if (archived.signed, archived.signature) != (proof.checkpoint.signed, proof.checkpoint.signature):
        raise Fault("the proof belongs to another seal than the archive")
    return "the proof belongs to the archive", None


def check_proof_signature(proof, key):
    proof.checkpoint.check(key)
    return "the checkpoint of the proof is signed by the key you trust", None
