"""What the user types and sees: commands, terminal, progress."""
