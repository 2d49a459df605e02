"""What a month pays: pay schemes, tax, the pay statement."""

from kefu_docs.pay.statement import statement, statements

__all__ = ["statement", "statements"]
