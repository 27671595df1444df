"""The command line: `vkb`."""

from api.cli.application import application, main

__all__ = ["application", "main"]
