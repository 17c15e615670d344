"""What hangs on records of every kind: labels."""

from kartotek.fields.models.labels import Label, LabelUse, Tone

__all__ = ["Label", "LabelUse", "Tone"]
