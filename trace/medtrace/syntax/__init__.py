"""Two texts compared as code."""
