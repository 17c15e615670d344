"""Everything others read of deals and pipelines."""

from kartotek.pipeline.deals.queries.board import (
    CARDS,
    Board,
    Column,
    Showing,
    board,
    card,
    column,
)
from kartotek.pipeline.deals.queries.closing import Closing, closing_of
from kartotek.pipeline.deals.queries.contacts import (
    counts_by_organization,
    counts_by_person,
    items_of_organization,
    items_of_person,
)
from kartotek.pipeline.deals.queries.family import FamilyRow, OpenDeals, family_with_deals
from kartotek.pipeline.deals.queries.linkable import (
    linkable_by_ids,
    linkable_of_organizations,
    linkable_of_persons,
    recently_touched,
)
from kartotek.pipeline.deals.queries.page import (
    DealPage,
    ParticipantLine,
    deal,
    deal_names,
    deal_record,
    lost_reasons,
    standing,
)
from kartotek.pipeline.deals.queries.pipelines import (
    PipelineRow,
    StageRow,
    pipelines,
    stages,
    stages_of,
)
from kartotek.pipeline.deals.queries.rows import DealRow
from kartotek.pipeline.deals.queries.times import stage_times

__all__ = [
    "CARDS",
    "Board",
    "Closing",
    "Column",
    "DealPage",
    "DealRow",
    "FamilyRow",
    "OpenDeals",
    "ParticipantLine",
    "PipelineRow",
    "Showing",
    "StageRow",
    "board",
    "card",
    "closing_of",
    "column",
    "counts_by_organization",
    "counts_by_person",
    "deal",
    "deal_names",
    "deal_record",
    "family_with_deals",
    "items_of_organization",
    "items_of_person",
    "linkable_by_ids",
    "linkable_of_organizations",
    "linkable_of_persons",
    "lost_reasons",
    "pipelines",
    "recently_touched",
    "stage_times",
    "stages",
    "stages_of",
    "standing",
]
