"""Profiles, partials, words and the example, readable as package data."""
