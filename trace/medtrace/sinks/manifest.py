"""`manifest.json`: the SHA-256 of every file of a set and what it was made from, so that it can be made again."""

import hashlib
import json

from medtrace.model.assessment import Assessment
from medtrace.model.document import Rendered
from medtrace.sinks.folder import MANIFEST, MANIFEST_SCHEMA


def manifest(assessment: Assessment, files: tuple[Rendered, ...], command: tuple[str, ...]) -> Rendered:
    """The manifest of a set; `command` repeats it."""
    provenance = assessment.provenance
    value = {
        "schema": MANIFEST_SCHEMA,
        "tool": provenance.tool,
        "command": list(command),
        "range": {
            "from": {"name": assessment.range.old.name, "sha": assessment.range.old.sha},
            "to": {"name": assessment.range.new.name, "sha": assessment.range.new.sha},
        },
        "records": {"rev": assessment.records.name, "sha": assessment.records.sha},
        "profiles": [{"name": name, "digest": digest} for name, digest in provenance.profiles],
        "config": {"path": provenance.config_path, "sha256": provenance.config_digest},
        "trigger_table_digest": provenance.trigger_table_digest,
        "files": [
            {"path": file.name, "sha256": hashlib.sha256(file.data).hexdigest(), "size": len(file.data)}
            for file in sorted(files, key=lambda file: file.name)
        ],
    }
    return Rendered(MANIFEST, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())
