"""How history is told, in whole sentences of the reader's language; a table for each area."""

from kartotek.web.records.words import contacts, linking, merging, pipeline
from kartotek.web.records.words.sentence import Sentence

SENTENCES = {**contacts.SENTENCES, **pipeline.SENTENCES, **linking.SENTENCES, **merging.SENTENCES}
FIELDS = {**contacts.FIELDS, **pipeline.FIELDS}

__all__ = ["FIELDS", "SENTENCES", "Sentence"]
