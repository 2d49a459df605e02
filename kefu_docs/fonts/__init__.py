"""The closed font set: where it is, what it covers, the fontconfig that closes it."""
