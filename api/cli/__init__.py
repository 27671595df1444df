"""The command line: `vkb`."""

from api.cli.application import app, main

__all__ = ["app", "main"]
