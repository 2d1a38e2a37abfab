"""What an answer must look like, and values that later steps refer to."""

KINDS = {
    "$string": lambda value: isinstance(value, str),
    "$integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "$number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "$boolean": lambda value: isinstance(value, bool),
    "$list": lambda value: isinstance(value, list),
    "$object": lambda value: isinstance(value, dict),
    "$any": lambda value: True,
}


def filled(value, known):
    """The value with `{name}` replaced in its texts; a text that is `{name}` alone becomes the value of that name."""
    if isinstance(value, dict):
        return {name: filled(each, known) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, known) for each in value]
    if not isinstance(value, str):
        return value
    if value.startswith("{") and value.endswith("}") and value[1:-1] in known:
        return known[value[1:-1]]
    for name, each in known.items():
        value = value.replace("{%s}" % name, str(each))
    return value


def faults(wanted, got, at=""):
    """Where an answer differs; fields that are not named may be anything, since fields may be added."""
    if isinstance(wanted, str) and wanted in KINDS:
        return [] if KINDS[wanted](got) else ["%s is %r, not a %s" % (at or "/", got, wanted[1:])]
    if isinstance(wanted, dict):
        if not isinstance(got, dict):
            return ["%s is %r, not an object" % (at or "/", got)]
        found = []
        for name, each in wanted.items():
            if each == "$absent":
                if name in got:
                    found.append("%s/%s is there" % (at, name))
            elif name not in got:
                found.append("%s/%s is missing" % (at, name))
            else:
                found += faults(each, got[name], "%s/%s" % (at, name))
        return found
    if isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        return [fault for i, pair in enumerate(zip(wanted, got)) for fault in faults(*pair, "%s/%d" % (at, i))]
    same = wanted == got and isinstance(wanted, bool) == isinstance(got, bool)
    return [] if same else ["%s is %r, not %r" % (at or "/", got, wanted)]


def pointed(value, pointer):
    """The part of a value that a JSON pointer names."""
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value
