"""The project board a new company starts with."""

from __future__ import annotations

from kartotek.pipeline.projects.models import Board, Phase
from kartotek.users.models import Company, Language

# Data of the company, not words of the screens: they stay when somebody changes the language.
NAMES: dict[str, tuple[str, tuple[str, ...]]] = {
    Language.ENGLISH: ("Projects", ("Planning", "In progress", "Review")),
    Language.TURKISH: ("Projeler", ("Planlama", "Yapılıyor", "Kontrol")),
}


def create_default_board(company: Company, language: str) -> Board:
    """Create the first board of a company with its phases, and return it."""
    name, phases = NAMES[language]
    board = Board.objects.create(company=company, name=name)
    Phase.objects.bulk_create(
        Phase(company=company, board=board, name=phase, position=position)
        for position, phase in enumerate(phases)
    )
    return board
