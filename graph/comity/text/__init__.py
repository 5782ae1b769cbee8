"""The text room: from a news dispatch or a readout to reports.

:func:`read_document` is the door; :func:`event_record` writes a report in the plain form that is compared with
annotations. Both are imported where they are first named: a build without any text pays nothing for the reader.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.text.reading import Reading, read_document
    from comity.text.record import event_record

__all__ = ["Reading", "event_record", "read_document"]


def __getattr__(name: str) -> Any:
    if name in ("Reading", "read_document"):
        from comity.text import reading

        return getattr(reading, name)
    if name == "event_record":
        from comity.text.record import event_record

        return event_record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
