"""Mail that no person wrote for this reader: it is kept, and starts no link."""

from __future__ import annotations

from kartotek.flows.demo.letters import Letter, Talk

BULLETIN = """
<table width="600"><tr><td>
<h1>Işık Fuarı bülteni</h1>
<p>Kayıtlar açıldı. Bu yıl dört salonda 310 katılımcı bekliyoruz.</p>
<p><a href="https://bulten.fuarisik.example/kayit">Kayıt ol</a></p>
<p><img src="https://bulten.fuarisik.example/piksel.png" width="1" height="1" alt=""></p>
</td></tr></table>
"""

ACCEPTED = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour and Lowe//Diary//EN
METHOD:REPLY
BEGIN:VEVENT
UID:samples-1@letters.example
DTSTAMP:20260101T090000Z
DTSTART:20260101T090000Z
SUMMARY:Looking at samples
ATTENDEE;PARTSTAT=ACCEPTED:mailto:chloe@harbourlowe.example
END:VEVENT
END:VCALENDAR
"""

MACHINES = (
    Talk("bulletin", "Işık Fuarı: kayıtlar açıldı", (
        Letter("-6 07:00", "Işık Fuarı <bulten@fuarisik.example>", "Kayıtlar açıldı. Bu yıl dört"
               " salonda 310 katılımcı bekliyoruz.", to=("elif",), html=BULLETIN,
               headers={"List-Id": "Bulten <bulten.fuarisik.example>", "Precedence": "bulk",
                        "List-Unsubscribe": "<https://bulten.fuarisik.example/cik>"}),
    ), "tr"),
    Talk("ring-members", "[aydinlatma] UGR hesabı üzerine", (
        Letter("-9 20:15", "hakan", "Arkadaşlar, koridorlarda UGR hesabını kim hangi programla"
               " yapıyor?", to=("Aydınlatma listesi <aydinlatma@listeler.example>",),
               cc=("elif",), headers={"List-Id": "<aydinlatma.listeler.example>"}),
    ), "tr"),
    Talk("catalogue", "Catalogue for the new studio", (
        Letter("-16 10:10", "elif", "Marta, shall I send the paper catalogue to the new studio?",
               to=("marta",)),
        Letter("-16 10:11", "marta", "I am on the island without internet until next week. In"
               " urgent cases call the studio.", subject="Automatic reply: Catalogue",
               headers={"Auto-Submitted": "auto-replied"}, quotes=False),
    )),
    Talk("old-address", "Your spare part", (
        Letter("-17 09:05", "elif", "Dear colleagues, the spare part for your floor lamp is ready."
               " Where may we send it?", to=("service@lampenhaus.example",)),
        Letter("-17 09:06", "Mail Delivery System <mailer-daemon@mail.kuzeyisik.example>",
               "Your message could not be delivered to service@lampenhaus.example:\n\n"
               "550 5.1.1 No such mailbox here.", to=("elif",),
               subject="Undelivered Mail Returned to Sender", report="service@lampenhaus.example",
               headers={"Auto-Submitted": "auto-replied", "Return-Path": "<>"}),
    )),
    Talk("diary", "Accepted: Looking at samples", (
        Letter("-13 12:15", "chloe", "Chloe Bennett has accepted this invitation.",
               calendar=ACCEPTED),
    )),
)  # fmt: skip
