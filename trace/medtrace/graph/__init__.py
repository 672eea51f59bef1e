"""Questions over one snapshot; the only room that knows networkx."""
