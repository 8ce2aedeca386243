"""Cited data: what was measured, by whom, and whether the number was read in a source."""
