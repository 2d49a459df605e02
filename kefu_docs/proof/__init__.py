"""What a finished PDF must show."""

from kefu_docs.proof.prove import Expected, Proof, facts_of, prove

__all__ = ["Expected", "Proof", "facts_of", "prove"]
