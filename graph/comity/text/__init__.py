"""The text room: from a news dispatch or a readout to reports.

:func:`read_document` is the door; :func:`event_record` writes a report in the plain form that is compared with
annotations.
"""

from comity.text.reading import Reading, read_document
from comity.text.record import event_record

__all__ = ["Reading", "event_record", "read_document"]
