"""What a command of `python -m codegen` is, and how it ends."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Final

from attrs import frozen

FINE: Final = 0
FINDINGS: Final = 1
COULD_NOT_RUN: Final = 2


@frozen
class Command:
    """A sub-command."""

    name: str
    run: Callable[[argparse.Namespace], int]
    """Returns the exit code."""
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
