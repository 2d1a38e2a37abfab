"""Checks proofs of Votehub, from docs/proof-format.md alone. The standard library suffices."""
