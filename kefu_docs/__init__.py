"""Contracts, monthly summaries and PDF packets from the records of a customer-service team."""

__version__ = "0.1.0"
