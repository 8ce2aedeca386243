"""The command line: parse, call, print. Anything heavy is imported by the command that needs it."""

from pairlattice.cli.entry import main

__all__ = ["main"]
