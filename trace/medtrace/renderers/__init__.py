"""From a document to the bytes of one format."""
