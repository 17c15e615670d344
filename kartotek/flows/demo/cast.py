"""Who is in the demo company: its users, the organizations they sell to, and the people there.

Every address ends in `.example` (RFC 2606): a mail to any of them reaches nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field

COMPANY = "Kuzey Işık"
OPENED = "-420 09:00"


@dataclass(frozen=True)
class Colleague:
    """A user of the company.

    Args:
        mailbox_since: when the mailbox was connected; empty for none.
        links: whether automatic linking is on for it.
    """

    key: str
    name: str
    group: str = ""
    is_admin: bool = False
    language: str = "en"
    mailbox_since: str = ""
    links: bool = True

    @property
    def address(self) -> str:
        """The address that signs in and receives."""
        return f"{self.key}@kuzeyisik.example"


@dataclass(frozen=True)
class Firm:
    """An organization; `place` is industry, city and country."""

    key: str
    name: str
    domain: str
    place: tuple[str, str, str]
    employees: int | None = None
    street: str = ""
    labels: tuple[str, ...] = ()
    owner: str = "elif"
    since: str = "-380 10:00"


@dataclass(frozen=True)
class Contact:
    """A person; the first address is the one at work, the second the one at home.

    Args:
        visible_to: 1 owner only, 3 the owner's group, 7 everyone.
        later: addresses that are added after `since`, each with its moment.
    """

    key: str
    name: str
    firm: str = ""
    job_title: str = ""
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    owner: str = "elif"
    since: str = "-360 11:00"
    birthday: str = ""
    visible_to: int = 7
    later: tuple[tuple[str, str], ...] = field(default=())


COLLEAGUES = (
    Colleague("deniz", "Deniz Acar", is_admin=True, mailbox_since="-30 09:00", links=False),
    Colleague("elif", "Elif Aydın", group="Sales", mailbox_since="-45 09:00"),
    Colleague("mert", "Mert Kaya", group="Sales", language="tr", mailbox_since="-16 09:00"),
    Colleague("robin", "Robin Vance", group="Export"),
)

FIRMS = (
    Firm("marmara", "Marmara Otelcilik A.Ş.", "marmaraotel.example",
         ("Hotels", "İstanbul", "Türkiye"), 640,
         "Asmalı Mescit Mah. Şehbender Sok. 14, 34430 Beyoğlu", ("Customer", "Key account")),
    Firm("brightwell", "Brightwell Clinics", "brightwell.example",
         ("Healthcare", "Manchester", "United Kingdom"), 210, "48 Deansgate", ("Key account",)),
    Firm("harbour", "Harbour & Lowe Architects", "harbourlowe.example",
         ("Architecture", "London", "United Kingdom"), 34, "12 Shad Thames", ("Specifier",)),
    Firm("egeliman", "Ege Liman İşletmeleri", "egeliman.example",
         ("Logistics", "İzmir", "Türkiye"), 320, "Liman Cad. 3, Konak", ("Key account",)),
    Firm("fjordlys", "Fjordlys AS", "fjordlys.example",
         ("Wholesale", "Oslo", "Norway"), 28, "Bryggegata 9", ("Customer", "Distributor")),
    Firm("ipek", "İpek Tekstil San. ve Tic. Ltd. Şti.", "ipektekstil.example",
         ("Retail", "Bursa", "Türkiye"), 75, "Organize Sanayi Bölgesi 4. Cad. 11",
         owner="mert", since="-90 10:00"),
    Firm("teal", "Teal River Hotels", "tealriver.example",
         ("Hotels", "Edinburgh", "United Kingdom"), 150, "3 Shore, Leith", ("Key account",)),
    Firm("cinar", "Çınar Mobilya", "cinarmobilya.example",
         ("Furniture", "Denizli", "Türkiye"), 90, "İzmir Yolu 7. km", ("Distributor",)),
    Firm("anadolu", "Anadolu Mimarlık", "anadolumimarlik.example",
         ("Architecture", "Ankara", "Türkiye"), 41, "Cinnah Cad. 88, Çankaya", ("Specifier",),
         owner="mert"),
    Firm("lumera", "Lumera Distribuzione", "lumera.example",
         ("Wholesale", "Milano", "Italy"), 52, "Via Tortona 31", ("Key account",)),
    Firm("gungor", "Güngör Elektrik", "gungorelektrik.example",
         ("Wholesale", "Adana", "Türkiye"), 60, "Ziyapaşa Bulvarı 22", ("Distributor",)),
    Firm("yalcinkaya", "Yalçınkaya Holding", "yalcinkaya.example",
         ("Construction", "İstanbul", "Türkiye"), 1200, "Acıbadem Cad. 140, Kadıköy",
         ("Key account",)),
    Firm("isil", "Işıl Yapı Market", "isilyapi.example",
         ("Retail", "Antalya", "Türkiye"), 48, "Aspendos Bulvarı 61", ("Distributor",),
         owner="mert"),
    Firm("norrsken", "Norrsken Interiör", "norrsken.example",
         ("Interior design", "Stockholm", "Sweden"), 17, "Götgatan 40", ("Distributor",)),
    Firm("saglam", "Sağlam Tıp Merkezi", "saglamtip.example",
         ("Healthcare", "Konya", "Türkiye"), 130, "Mevlana Cad. 19", owner="mert"),
    Firm("doruk", "Doruk İnşaat", "dorukinsaat.example",
         ("Construction", "Trabzon", "Türkiye"), 210, "Kahramanmaraş Cad. 5", owner="mert"),
    Firm("galata", "Galata Butik Oteller", "galatabutik.example",
         ("Hotels", "İstanbul", "Türkiye"), 36, "Serdar-ı Ekrem Sok. 20"),
    Firm("novak", "Novák & syn", "novak.example", ("Retail", "Praha", "Czechia"), 12,
         "Jungmannova 18"),
    Firm("pera", "Pera Palas İşletme Ltd. Şti.", "perapalas.example",
         ("Hotels", "İstanbul", "Türkiye"), 85, "Meşrutiyet Cad. 52, Beyoğlu"),
    Firm("estate", "Yalçınkaya Gayrimenkul", "yalcinkayaemlak.example",
         ("Real estate", "İstanbul", "Türkiye"), 44, "Acıbadem Cad. 140, Kadıköy"),
)  # fmt: skip

PEOPLE = (
    Contact("zeynep", "Zeynep Karaca", "marmara", "Procurement manager",
            ("z.karaca@marmaraotel.example", "zkaraca@posta.example"),
            ("+90 212 555 01 42", "+90 532 555 01 42"), ("Key account", "Hotel"),
            birthday="1984-03-14"),
    Contact("orhan", "Orhan Tunç", "marmara", "General manager",
            ("orhan.tunc@marmaraotel.example",), ("+90 212 555 01 40",), ("Hotel",)),
    Contact("gulsah", "Gülşah İnan", "marmara", "Interior design lead",
            ("gulsah.inan@marmaraotel.example",), ("+90 212 555 01 47",), ("Hotel",)),
    Contact("kaymaz", "Levent Kaymaz", "", "Technical director",
            ("levent.kaymaz@marmaraotel.example",), since="-50 15:00"),
    Contact("daniel", "Daniel Okafor", "brightwell", "Estates director",
            ("d.okafor@brightwell.example",), ("+44 161 496 0348",),
            ("Key account", "Healthcare")),
    Contact("grace", "Grace Adeyemi", "brightwell", "Finance manager",
            ("g.adeyemi@brightwell.example",), ("+44 161 496 0352",), ("Healthcare",)),
    Contact("tomas", "Tomáš Novák", "", "", ("tomas@novak.example",), ("+420 225 550 119",),
            ("Distributor",)),
    Contact("james", "James Whitfield", "harbour", "Partner", ("james@harbourlowe.example",),
            ("+44 20 7946 0182",), ("Specifier",)),
    Contact("chloe", "Chloe Bennett", "harbour", "Studio manager",
            ("chloe@harbourlowe.example",), ("+44 20 7946 0183",), ("Specifier",)),
    Contact("sule", "Şule Öztürk", "egeliman", "Technical manager",
            ("sule.ozturk@egeliman.example",), ("+90 232 555 01 17",), ("Key account",)),
    Contact("karadag", "Levent Karadağ", "egeliman", "Purchasing",
            ("levent.karadag@egeliman.example",), ("+90 232 555 01 21",)),
    Contact("ingrid", "Ingrid Solberg", "fjordlys", "Purchasing manager",
            ("ingrid.solberg@fjordlys.example",), ("+47 21 55 01 90",),
            ("Distributor", "Nordics")),
    Contact("erik", "Erik Hansen", "fjordlys", "Warehouse", ("erik.hansen@fjordlys.example",),
            ("+47 21 55 01 94",), ("Nordics",)),
    Contact("oguzhan", "Oğuzhan İpek", "ipek", "Owner", ("oguzhan@ipektekstil.example",), (),
            ("Hot lead",), owner="mert", since="-24 16:00"),
    Contact("gizem", "Gizem Sarı", "ipek", "Plant manager", ("gizem.sari@ipektekstil.example",),
            ("+90 224 555 01 33",), owner="mert", since="-88 09:40"),
    Contact("priya", "Priya Raman", "teal", "Procurement lead",
            ("priya.raman@tealriver.example",), ("+44 131 496 0771",), ("Key account", "Hotel")),
    Contact("fiona", "Fiona Campbell", "teal", "Hotel manager",
            ("fiona.campbell@tealriver.example",), ("+44 131 496 0779",), ("Hotel",)),
    Contact("aysegul", "Ayşe Gül Demirtaş", "cinar", "Store design",
            ("aysegul@cinarmobilya.example",), ("+90 258 555 01 08",), ("Distributor",)),
    Contact("burak", "Burak Ünal", "anadolu", "Architect", ("burak@anadolumimarlik.example",),
            ("+90 312 555 01 55",), ("Specifier",), owner="mert"),
    Contact("elcin", "Elçin Arslan", "anadolu", "Architect", ("elcin@anadolumimarlik.example",),
            ("+90 312 555 01 58",), ("Specifier",), owner="mert"),
    Contact("sofia", "Sofia Marchetti", "lumera", "Sales director",
            ("s.marchetti@lumera.example",), ("+39 02 5550 1188",), ("Key account",)),
    Contact("giulia", "Giulia Ferri", "lumera", "Logistics", ("g.ferri@lumera.example",),
            ("+39 02 5550 1190",)),
    Contact("emre", "Emre Güngör", "gungor", "Owner", ("emre@gungorelektrik.example",),
            ("+90 322 555 01 71",), ("Distributor",)),
    Contact("kerem", "Kerem Yalçınkaya", "yalcinkaya", "Board member",
            ("kerem@yalcinkaya.example",), ("+90 216 555 01 26",), ("Key account",)),
    Contact("hulya", "Hülya Çetin", "yalcinkaya", "Finance",
            ("hulya.cetin@yalcinkaya.example",), ("+90 216 555 01 29",)),
    Contact("hakan", "Hakan Işıl", "isil", "Owner", ("hakan.isil@isilyapi.example",),
            ("+90 242 555 01 39",), ("Distributor",), owner="mert"),
    Contact("sevgi", "Sevgi Işıl", "isil", "Store manager", ("sevgi.isil@isilyapi.example",),
            ("+90 242 555 01 41",), ("Distributor",), owner="mert"),
    Contact("marta", "Marta Lindqvist", "norrsken", "Designer", ("marta@norrsken.example",),
            ("+46 8 555 012 34",), ("Distributor", "Nordics")),
    Contact("selin", "Selin Ateş", "saglam", "Head of facilities",
            ("selin.ates@saglamtip.example",), ("+90 332 555 01 60",), ("Healthcare",),
            owner="mert"),
    Contact("tugba", "Tuğba Aksoy", "saglam", "Electrical engineer",
            ("tugba.aksoy@saglamtip.example",), ("+90 332 555 01 64",), ("Healthcare",),
            owner="mert"),
    Contact("nilgun", "Nilgün İşler", "doruk", "Purchasing", ("nilgun@dorukinsaat.example",),
            ("+90 462 555 01 12",), owner="mert"),
    Contact("cem", "Cem Aydoğan", "doruk", "Site manager", ("cem@dorukinsaat.example",),
            ("+90 462 555 01 15",), owner="mert"),
    Contact("nazli", "Nazlı Korkmaz", "galata", "Operations",
            ("nazli@galatabutik.example", "rezervasyon@galatabutik.example"),
            ("+90 212 555 01 88",), ("Warm lead",), since="-70 10:30"),
    Contact("mine", "Mine Aslan", "galata", "Reservations",
            ("rezervasyon@galatabutik.example",), ("+90 212 555 01 80",), since="-70 10:40"),
    Contact("petra", "Petra Svobodová", "", "Lighting designer", ("petra@svetlo.example",),
            ("+420 225 550 133",), ("Cold lead",), since="-140 10:00"),
    Contact("thomas", "Thomas Reid", "", "Consultant", ("thomas@reidlight.example",),
            ("+44 20 7946 0611",), ("Specifier",), since="-200 10:00"),
    Contact("canan", "Canan Eroğlu", "", "Interior designer", ("canan@eroglu.example",), (),
            ("Warm lead",), since="-4 16:30"),
    Contact("yusuf", "Yusuf Bektaş", "", "Electrician", ("yusuf@bektas.example",),
            ("+90 532 555 01 77",), since="-120 09:00",
            later=(("-3 17:15", "yusuf.bektas@posta.example"),)),
    # Two that were typed in twice, so that there is something to merge.
    Contact("erik again", "Erik Hansen", "fjordlys", "", (), ("+47 21 55 01 94",),
            owner="mert", since="-9 14:20"),
    Contact("giulia again", "Guilia Ferri", "lumera", "Logistics", (), (), since="-6 10:15"),
)  # fmt: skip

FIRM_LABELS = ("Customer", "Key account", "Distributor", "Specifier")
PERSON_LABELS = ("Key account", "Distributor", "Specifier", "Hotel", "Nordics", "Healthcare")
