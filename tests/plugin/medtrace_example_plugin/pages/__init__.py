"""Outlines of the documents that this package adds."""
