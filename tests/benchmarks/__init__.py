"""Bounds of time and memory; run by hand, for a row of 50 MB takes up to a minute."""
