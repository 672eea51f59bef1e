"""`python -m medtrace` is the command line; hooks and CI call it this way."""

from medtrace.cli import main

if __name__ == "__main__":
    main()
