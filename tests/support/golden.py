"""A file held against what is expected of it; `--update-golden` writes it anew."""

from pathlib import Path


def same_as_golden(expected: Path, data: bytes, update: bool) -> None:
    """Compare, or write where `update` is asked for."""
    if update:
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_bytes(data)
    assert data.decode() == expected.read_bytes().decode(), expected.name
