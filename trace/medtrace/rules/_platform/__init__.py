"""One file per kind of manifest: text in, platform facts out."""
