"""YAML text as trees of nodes that know their place; rooms say what they let pass and put words to what is wrong."""
