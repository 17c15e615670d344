"""What the colleagues plan, do and write down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Todo:
    """An activity on an item, or on a person where `item` is empty.

    Args:
        due: day, and the time where it has one: `"+3 10:00"` or `"+3"`.
        done: when it was done.
        minutes: how long it takes.
        place: where.
        guests: who is asked to come beside the people.
        others: further people it is with.
    """

    type: str
    title: str
    due: str
    item: str = ""
    person: str = ""
    owner: str = "elif"
    done: str = ""
    minutes: int | None = None
    note: str = ""
    place: str = ""
    guests: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Memo:
    """A note on an item, or on a person where `item` is empty."""

    at: str
    text: str
    item: str = ""
    person: str = ""
    owner: str = "elif"
    is_pinned: bool = False


PLANNED = (
    Todo("call", "Call about dimmer samples", "-1 15:00", "rooms", "zeynep", minutes=15),
    Todo("meeting", "Approval round for the chandelier", "+0 16:00", "lobby", "orhan", minutes=45),
    Todo("task", "Send the revised room price", "+0", "rooms", "zeynep"),
    Todo("meeting", "Present the Bodrum concept", "+7 14:00", "bodrum", "zeynep", minutes=60),
    Todo("task", "Quay: calculate glare for berth 3", "-3", "quay", "sule"),
    Todo("call", "Board decision on the corridors", "+0 15:30", "leeds", "daniel", minutes=20),
    Todo("deadline", "Brass samples to London", "+4", "harbour-house", "james"),
    Todo("call", "Ask for the opening date", "-5", "highbay", "emre"),
    Todo("meeting", "Visit the sample room", "+6 10:00", "leith", "priya", minutes=90),
    Todo("call", "Ask Orhan Bey for the drawings", "-3 11:00", "terrace", "orhan"),
    Todo("email", "Send the reference list to the museum", "+0", "stairs", "thomas"),
    Todo("task", "Mount the emergency luminaires", "+4", "spa-works", owner="mert"),
    Todo("task", "Test the controls with Gülşah Hanım", "+9", "spa-works"),
    Todo("task", "Order the pool luminaires", "-14", "spa-works", done="-15 11:20"),
    Todo("task", "Agree the lighting plan with the harbour master", "-2", "port"),
    Todo("task", "Book the lifting platform", "+12", "port", owner="mert"),
    Todo("task", "Credit note for the broken pallet", "+1", "nordics", "ingrid"),
    Todo("lunch", "Lunch with Kerem Bey", "+4 12:30", "head-office", "kerem", minutes=75),
    Todo("call", "Is the installation team free?", "+2 09:30", "cinar-show", "aysegul"),
    Todo("task", "Add the UGR table to the specification", "+3", "tower", "burak", "mert"),
    Todo("call", "Price talk, line 2", "+1 11:00", "spindle", "gizem", "mert", minutes=30),
    Todo("meeting", "Measure the three shop windows", "+5 10:30", "shops", "oguzhan", "mert",
         minutes=120),
    Todo("email", "Send the certificates again", "-2", "corridors-deal", "selin", "mert"),
    Todo("deadline", "Tender closes", "+13", "library", "elcin", "mert"),
    Todo("task", "Prepare the dealer list", "+8", "helsinki", "petra", "robin"),
    Todo("meeting", "Monday round of the sales team", "+1 09:00", minutes=45,
         place="Meeting room 2", guests=("mert@kuzeyisik.example", "robin@kuzeyisik.example")),
    Todo("call", "Delivery dates of the drivers", "+1 11:15", "rooms", "zeynep", minutes=30),
    Todo("meeting", "Walk through floors 4 to 9", "+2 13:30", "rooms", "zeynep", minutes=120,
         place="Pera, Meşrutiyet Caddesi", others=("orhan",)),
    Todo("call", "Ask for the fire certificate", "+2 14:00", "leeds", "daniel", minutes=20),
    Todo("task", "Write up the offer for the lobby", "+2", "lobby", "orhan"),
    Todo("meeting", "Glare test on berth 3", "+3 17:00", "quay", "sule", minutes=150,
         place="Quay, gate 2", guests=("night.shift@liman",)),
    Todo("deadline", "Answer to the tender questions", "+3 12:00", "tower", "burak"),
    Todo("email", "Send photos of the mock-up room", "+3 10:00", "rooms", "zeynep", minutes=15),
    Todo("meeting", "Mock-up room with the architects", "+4 10:00", "lobby", "orhan", minutes=90,
         place="Showroom", others=("zeynep",)),
    Todo("call", "Week's end with Robin", "+5 16:30", minutes=30),
    Todo("call", "First call", "-2 11:00", "rooms", "zeynep", done="-2 11:20", minutes=15,
         note="Wants one price for rooms and corridors. Budget is approved for the first quarter."),
    Todo("meeting", "Visit the port", "-16 10:00", "quay", "sule", done="-16 13:00", minutes=180),
    Todo("call", "Who signs?", "-9 14:00", "leeds", "daniel", done="-9 14:25", minutes=20),
    Todo("task", "Photograph the showroom", "-13", "cinar-show", "aysegul", done="-13 17:00"),
)  # fmt: skip

MEMOS = (
    Memo("-40 16:10", "Decides together with Levent Bey, technical director.", person="zeynep",
         is_pinned=True),
    Memo("-9 17:40", "Met her at the İzmir fair. The group is opening two hotels in Bodrum next"
         " year, both need outdoor lighting.", "", "zeynep", "mert"),
    Memo("-7 13:45", "212 rooms on floors 4 to 9. Two bedside heads, one cove, one mirror each.\n"
         "Drivers must be silent: the sample buzzed at 20 %.", "rooms", "zeynep"),
    Memo("-6 16:05", "Architects are late; do not promise February.", "bodrum"),
    Memo("-20 11:00", "The quay has three berths. Berth 3 faces the flats: glare is the point on"
         " which this is won or lost.", "quay", "sule", is_pinned=True),
    Memo("-4 12:30", "Daniel's board meets on the first Tuesday. Finance (Grace) wants the price"
         " per metre of corridor.", "leeds", "daniel", is_pinned=True),
    Memo("-15 10:20", "Fuarda tanıştık. Bursa'da üç mağaza, ilki ocakta açılıyor.", "shops",
         "oguzhan", "mert"),
    Memo("-5 09:00", "Şartnamede UGR < 19 isteniyor; bizim panel 17,4.", "tower", "burak",
         "mert", is_pinned=True),
    Memo("-3 16:00", "Brass adds six weeks. Offer patinated bronze as the quick way.",
         "harbour-house", "james"),
    Memo("-10 16:50", "Two stores more next year if the lights sell themselves.", "spots",
         "sevgi", "mert"),
)  # fmt: skip
