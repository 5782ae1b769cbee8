"""What a format is: its name, what it cannot hold, and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from comity.export.view import View

__all__ = ["Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """One export format.

    ``write`` gets the view and a path that does not exist yet: it makes a file there, or a folder where ``folder`` is
    set. ``network`` formats hold ties between actors and take asserted acts only, unless the filters say otherwise.
    ``loses`` says, a sentence each, what the format cannot hold.
    """

    name: str
    summary: str
    suffix: str
    write: Callable[[View, Path], None]
    loses: tuple[str, ...] = ()
    network: bool = False
    folder: bool = False
