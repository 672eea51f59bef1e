"""`trace.yaml` and profiles: YAML in, values out, every mistake at once with its place."""
