"""Why a proof does not hold."""


class Unreadable(Exception):
    """The file is no proof at all: nothing can be said about it."""


class Fault(Exception):
    """The proof can be read, and something in it does not hold."""
