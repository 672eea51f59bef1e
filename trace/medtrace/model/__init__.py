"""The nouns: frozen values that every room understands, standard library only."""
