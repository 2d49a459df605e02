"""`python -m kefu_docs` is the same command as `kefu-docs`."""

from kefu_docs.cli.commands import main

main()
