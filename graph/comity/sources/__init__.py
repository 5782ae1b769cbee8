"""Sources: datasets in, staged tables out. One module a dataset; ``survey`` says which inputs a path holds."""

from comity.sources.door import HEAD_BYTES, Batch, Counts, Format, Input, Skipped, Survey
from comity.sources.registry import formats, recognise, survey

__all__ = ["HEAD_BYTES", "Batch", "Counts", "Format", "Input", "Skipped", "Survey", "formats", "recognise", "survey"]
