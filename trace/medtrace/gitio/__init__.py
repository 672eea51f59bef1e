"""The only room that speaks with git."""
