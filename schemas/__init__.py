"""JSON Schemas of every file that people write or programs read."""
