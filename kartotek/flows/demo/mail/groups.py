"""Conversations with several people outside: who counts, and when nothing is certain."""

from __future__ import annotations

from kartotek.flows.demo.letters import Letter, Talk

FITTER = "Ray Potter <ray@potterfit.example>"
GALLERY = "Ines Duarte <ines@galeriaduarte.example>"

GROUPS = (
    Talk("unit-price", "Price per metre of corridor", (
        Letter("-9 15:20", "grace", "Elif, Daniel, for our budget I need one figure: the price of"
               " one metre of corridor, lights and fitting together.", to=("elif", "daniel")),
        Letter("-9 16:45", "elif", "Grace, £164 a metre for corridors up to 2.4 m wide.",
               cc=("daniel",)),
    )),
    Talk("coordination", "Genel müdürlük: mimari koordinasyon", (
        Letter("-13 10:00", "kerem", "Elif Hanım, katların mimarisini Elçin Hanım çiziyor."
               " Aydınlatma planını doğrudan kendisiyle paylaşır mısınız?",
               to=("elif", "elcin")),
        Letter("-12 17:10", "elcin", "Merhaba, planı Revit olarak alabilirsem çok iyi olur.",
               to=("elif", "kerem")),
    ), "tr"),
    Talk("mock-up", "Örnek oda ziyareti", (
        Letter("-4 10:50", "gulsah", "Elif Hanım, Zeynep Hanım'la birlikte {+4} günü örnek odayı"
               " gezmek istiyoruz. Spa'daki montaj ekibi de oradaysa tanışırız.",
               to=("elif", "zeynep"), is_unread=True),
    ), "tr"),
    Talk("fitter", "Fixing of the pendants", (
        Letter("-14 14:35", "james", "Ray fits the pendants for us. Ray, Elif can tell you what"
               " the ceiling has to carry.", to=("elif", FITTER)),
        Letter("-13 09:20", FITTER, "Morning both. Is it 14 kilos with the canopy or without?",
               to=("elif", "james")),
        Letter("-13 10:05", "elif", "With the canopy, Ray. Please use the long anchors.",
               to=(FITTER,), cc=("james",)),
    )),
    Talk("only-copied", "Leith: who brings the ladder?", (
        Letter("-12 11:50", "elif", "Mert, can you bring the long ladder and two drivers to Leith?"
               " Priya is copied so that she knows who is coming.", to=("mert",), cc=("priya",)),
    )),
    Talk("gallery-card", "A card for two galleries", (
        Letter("-15 16:00", "chloe", "Elif, Ines runs a gallery in Porto and asked me who made the"
               " lamps in our studio. So here you are, both of you.", to=("elif", GALLERY)),
        Letter("-15 18:30", GALLERY, "Thank you, Chloe! Elif, I will write when we repaint.",
               to=("elif", "chloe")),
    )),
    # The middle letter comes late and shows that two conversations, linked to different items,
    # are one.
    Talk("survey", "Teras ve spa: keşif günü", (
        Letter("-13 11:00", "orhan", "Elif Hanım, teras için keşfi {-8} günü yapalım mı?"),
        Letter("-12 09:30", "orhan", "Gülşah Hanım da spa için gelsin, tek günde bitirelim.",
               to=("elif", "gulsah"), parents=("survey-1",), arrives="-11 08:30"),
        Letter("-12 13:40", "gulsah", "Ben öğleden sonra gelebilirim, saat 15.00 uygun mu?",
               parents=("survey-2",)),
    ), "tr"),
)  # fmt: skip
