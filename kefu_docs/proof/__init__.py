"""What a finished PDF must show."""

from kefu_docs.proof.prove import Proof, prove

__all__ = ["Proof", "prove"]
