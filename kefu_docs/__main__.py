"""Where `kefu-docs` begins, and `python -m kefu_docs`, which is the same."""

import sys


def main() -> None:
    """Run the command; interrupted while it is loaded, it ends as it does later: with 130."""
    try:
        from kefu_docs.cli.commands import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
