"""Questions over two snapshots."""
