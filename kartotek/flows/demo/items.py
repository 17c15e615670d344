"""What is being sold and built: deals, leads and projects, each with its life so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["deal", "lead", "project"]
Turn = tuple[str, str] | tuple[str, str, str]
"""When, what happened, and where to or why."""

STAGES: Final = ("Qualified", "Contact made", "Quote sent", "Negotiation", "Order")
ROTTING_DAYS: Final = {"Contact made": 21, "Quote sent": 30, "Negotiation": 45}
SERVICE: Final = "Service contracts"
SERVICE_STAGES: Final = {"Visit agreed": 30, "Contract offered": 60, "Contract signed": 95}
"""The stages of the second pipeline, with how likely a deal in them is won, in percent."""
LOST_REASONS: Final = ("Price", "They stayed with their supplier.", "Too late", "No budget")
PHASES: Final = ("Planning", "In progress", "Review")


@dataclass(frozen=True)
class Item:
    """A deal, a lead or a project.

    Args:
        people: the first is the one it is about; further ones take part.
        money: amount and currency; nothing for a project.
        ends: the day it is expected to close, or a project to end.
        place: the stage of a deal, the phase of a project when it was added.
        visible_to: 1 owner only, 3 the owner's group, 7 everyone.
        source: where a lead comes from.
        labels: of leads and projects.
    """

    kind: Kind
    key: str
    title: str
    people: tuple[str, ...] = ()
    firm: str = ""
    money: str = ""
    owner: str = "elif"
    since: str = "-60 10:00"
    ends: str = ""
    place: str = ""
    life: tuple[Turn, ...] = ()
    from_deal: str = ""
    visible_to: int = 7
    source: str = ""
    labels: tuple[str, ...] = ()


ITEMS: tuple[Item, ...] = (
    # Marmara Otelcilik
    Item("deal", "lobby", "Lobby lighting, Pera", ("zeynep",), "marmara", "480000 TRY",
         since="-31 10:20", ends="+18", life=(("-11 15:10", "moved", "Quote sent"),),
         labels=("Key account",)),
    Item("deal", "spa", "Spa lighting, Kadıköy", ("zeynep",), "marmara", "265000 TRY",
         since="-120 11:00", place="Quote sent", life=(("-8 11:30", "won"),)),
    Item("lead", "ballroom", "Ballroom enquiry", ("zeynep",), "marmara",
         since="-23 14:00", life=(("-9 17:20", "archived"),)),
    Item("deal", "rooms", "Room retrofit, 212 rooms", ("zeynep",), "marmara", "1240000 TRY",
         since="-7 13:30", ends="+30", life=(("-1 09:40", "moved", "Negotiation"),),
         labels=("Key account",)),
    Item("deal", "bodrum", "Bodrum outdoor, phase 1", ("zeynep",), "marmara", "310000 TRY",
         since="-6 16:00", ends="+75", labels=("Key account",)),
    Item("lead", "terrace", "Roof terrace, Karaköy", ("orhan",), "marmara", "90000 TRY",
         since="-30 10:15", ends="+60", source="Referral", labels=("Hot",)),
    Item("project", "spa-works", "Spa lighting, installation", ("gulsah",), "marmara",
         since="-28 09:00", ends="+18", place="In progress", from_deal="spa",
         labels=("On site",)),
    # Other customers at home
    Item("deal", "quay", "Quay floodlights", ("sule",), "egeliman", "1450000 TRY",
         since="-58 10:00", ends="+40", place="Contact made", labels=("Tender",)),
    Item("project", "port", "Liman sahası, 1. etap", ("sule",), "egeliman",
         since="-20 09:30", ends="+90", place="Planning"),
    Item("deal", "depot", "Depo aydınlatması", ("karadag",), "egeliman", "184000 TRY",
         since="-27 11:00", ends="+50"),
    Item("lead", "shops", "İpek Tekstil, 3 stores", ("oguzhan",), "ipek", "118000 TRY",
         since="-15 10:00", ends="+45", source="Trade fair", labels=("Hot", "Needs samples")),
    Item("deal", "spindle", "Spindle hall, line 2", ("gizem",), "ipek", "450000 TRY",
         owner="mert", since="-64 10:00", ends="+12", place="Negotiation", labels=("Tender",)),
    Item("deal", "cinar-show", "Çınar showroom", ("aysegul",), "cinar", "72000 TRY",
         since="-40 10:00", ends="+10", place="Quote sent",
         life=(("-14 16:00", "moved", "Order"),), labels=("Distributor",)),
    Item("deal", "tower", "Ankara office tower", ("burak",), "anadolu", "890000 TRY",
         owner="mert", since="-52 10:00", ends="+25", place="Quote sent", labels=("Specifier",)),
    Item("deal", "library", "Library refit", ("elcin",), "anadolu", "265000 TRY",
         owner="mert", since="-25 12:00", ends="+55", place="Contact made", labels=("Specifier",)),
    Item("deal", "highbay", "Warehouse high-bay", ("emre",), "gungor", "210000 TRY",
         since="-33 10:00", ends="+20"),
    Item("deal", "stock", "Adana dealer stock", ("emre",), "gungor", "96000 TRY",
         since="-29 10:00", ends="+15", place="Contact made"),
    Item("deal", "head-office", "Head office, floors 4–9", ("kerem",), "yalcinkaya",
         "540000 TRY", since="-44 10:00", ends="+35", place="Contact made"),
    Item("deal", "canteen", "Canteen refurbishment", ("hulya",), "yalcinkaya", "88000 TRY",
         since="-160 10:00", life=(("-90 10:00", "archived"),)),
    Item("deal", "spots", "Showroom spots", ("sevgi",), "isil", "64000 TRY", owner="mert",
         since="-38 10:00", place="Negotiation", life=(("-10 16:45", "won"),)),
    Item("deal", "emergency", "Emergency lighting", ("sevgi",), "isil", "57000 TRY",
         owner="mert", since="-8 12:00", ends="+22", place="Quote sent"),
    Item("lead", "corridors", "Clinic corridors", ("selin",), "saglam", "176000 TRY",
         owner="mert", since="-36 10:00", ends="+28",
         life=(("-12 14:00", "became a deal", "corridors-deal"),)),
    Item("deal", "theatre", "Operating theatre panels", ("tugba",), "saglam", "120000 TRY",
         owner="mert", since="-200 10:00",
         life=(("-150 10:00", "lost", "They stayed with their supplier."),)),
    Item("deal", "residence", "Trabzon residence, common areas", ("nilgun",), "doruk",
         "330000 TRY", owner="mert", since="-110 10:00", place="Quote sent",
         life=(("-35 10:00", "lost", "Price"),)),
    Item("deal", "site-office", "Trabzon site office", ("cem",), "doruk", "41000 TRY",
         owner="mert", since="-18 10:00", life=(("-6 10:30", "became a lead", "site-lead"),)),
    Item("deal", "galata-deal", "Galata, four houses", (), "galata", "150000 TRY",
         since="-22 10:00", ends="+65"),
    # Service contracts: with companies, not with one person.
    Item("deal", "quay-service", "Harbour lights, yearly check", (), "egeliman", "86000 TRY",
         since="-17 11:00", ends="+45", place="Visit agreed"),
    Item("deal", "holding-service", "Head office, maintenance", (), "yalcinkaya", "144000 TRY",
         owner="mert", since="-21 15:00", ends="+30", place="Contract offered"),
    Item("deal", "clinic-service", "Clinics, emergency lights", (), "brightwell", "9600 GBP",
         since="-13 10:30", ends="+10", place="Contract signed"),
    # Abroad
    Item("deal", "leeds", "Leeds clinic, corridors", ("daniel",), "brightwell", "48000 GBP",
         since="-40 10:00", ends="+14", place="Quote sent",
         life=(("-5 12:00", "moved", "Negotiation"),), labels=("Healthcare",)),
    Item("deal", "reception", "Manchester reception", ("daniel",), "brightwell", "12400 GBP",
         since="-200 10:00", life=(("-150 10:00", "won"),)),
    Item("deal", "signs", "Exit signs", ("grace",), "brightwell", "3200 GBP",
         since="-80 10:00", life=(("-70 10:00", "deleted"),)),
    Item("deal", "harbour-house", "Harbour House", ("james",), "harbour", "36500 GBP",
         since="-60 10:00", ends="+21", place="Quote sent"),
    Item("deal", "frame", "Nordics frame agreement", ("ingrid",), "fjordlys", "120000 EUR",
         since="-170 10:00", place="Order", life=(("-62 10:00", "won"),)),
    Item("project", "nordics", "Nordics roll-out", ("ingrid", "erik"), "fjordlys",
         since="-61 10:00", ends="+50", place="In progress", from_deal="frame"),
    Item("deal", "leith", "Leith sample room", ("priya",), "teal", "9800 GBP",
         since="-26 10:00", ends="+30", place="Contact made"),
    Item("deal", "bar", "Leith bar, ceiling", ("fiona",), "teal", "5200 GBP",
         since="-34 10:00", life=(("-2 17:30", "deleted"),)),
    Item("deal", "popup", "Stockholm pop-up", ("marta",), "norrsken", "18000 EUR",
         since="-130 10:00", place="Order", life=(("-30 10:00", "won"),)),
    Item("project", "lumera-hub", "Lumera warehouse", ("giulia",), "lumera",
         since="-140 10:00", life=(("-47 10:00", "completed"),)),
    Item("deal", "spring", "Lumera spring stock", ("sofia",), "lumera", "64000 EUR",
         since="08:10", ends="+80"),
    Item("lead", "gallery", "Brno gallery", ("petra",), "", "7000 EUR", source="Email",
         since="-100 10:00", life=(("-48 10:00", "archived"),)),
    Item("lead", "stairs", "Museum stairs", ("thomas",), "", "21000 GBP", since="-12 10:00",
         source="Web form", labels=("Cold",)),
    Item("lead", "arcade", "Arcade feasibility", ("thomas",), "", "", since="-150 10:00",
         life=(("-100 10:00", "archived"),)),
    # Robin's own: nobody else on the team knows of it.
    Item("deal", "prague", "Prague trade desk", ("tomas",), "", "30000 EUR", owner="robin",
         since="-75 10:00", visible_to=1),
    Item("lead", "helsinki", "Helsinki dealer search", ("petra",), "", "", owner="robin",
         since="-20 10:00", visible_to=3),
)  # fmt: skip

JOINING: tuple[tuple[str, str, str], ...] = (("-11 14:30", "corridors-deal", "tugba"),)
"""People who joined a deal later: when, which deal, who."""
