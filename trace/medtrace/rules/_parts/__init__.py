"""What manifests say of the off-the-shelf components that a product is delivered with: one file per ecosystem."""
