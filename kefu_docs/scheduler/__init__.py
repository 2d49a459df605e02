"""Lanes, batches and tasks, over the processes of this machine."""
