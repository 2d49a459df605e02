"""What a finished PDF must show."""
