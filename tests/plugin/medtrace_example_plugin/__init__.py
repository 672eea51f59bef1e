"""An example of what a package from outside adds: each module is one plug-in that an entry point names."""
