"""One file per way of writing items: text in, items out."""
