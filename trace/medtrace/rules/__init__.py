"""One file per way of looking at a change; no severities in here."""
