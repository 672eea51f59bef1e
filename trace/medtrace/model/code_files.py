"""Which files are program code, by their suffix."""

from pathlib import PurePosixPath

SUFFIXES = frozenset(
    {
        ".c",
        ".cc",
        ".cpp",
        ".cs",
        ".cxx",
        ".dart",
        ".f90",
        ".go",
        ".h",
        ".hpp",
        ".java",
        ".jl",
        ".js",
        ".jsx",
        ".kt",
        ".lua",
        ".m",
        ".mm",
        ".php",
        ".py",
        ".pyx",
        ".r",
        ".rb",
        ".rs",
        ".scala",
        ".sql",
        ".swift",
        ".ts",
        ".tsx",
        ".vb",
        ".vue",
    }
)


def is_code(path: str) -> bool:
    """Whether a path is that of program code."""
    return PurePosixPath(path).suffix.lower() in SUFFIXES
