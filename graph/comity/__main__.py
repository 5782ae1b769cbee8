"""``python -m comity`` is the same as ``comity``."""

from comity.cli import main

main()
