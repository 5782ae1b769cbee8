"""The text room: from a news dispatch or a readout to reports."""
