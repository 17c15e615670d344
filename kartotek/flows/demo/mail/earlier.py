"""What came in the weeks before, from one customer at a time."""

from __future__ import annotations

from kartotek.flows.demo.letters import Letter, Talk

EARLIER = (
    Talk("lobby-drop", "Lobby chandelier: drawings and delivery", (
        Letter("-8 16:20", "zeynep", "Drawings received, thank you. Could the drop be 40 cm"
               " shorter so that the service lift doors open freely?"),
        Letter("-8 17:05", "elif", "Of course. Our workshop checks whether the lowest ring can"
               " stay as it is; you hear from me the day after tomorrow."),
        Letter("-7 10:10", "zeynep", "Perfect. I am copying Orhan Bey from now on, he signs.",
               cc=("orhan",)),
        Letter("-6 11:05", "elif", "Zeynep Hanım, Orhan Bey, merhaba,\n\nHere are the drawings"
               " with the shorter drop. The lowest ring now hangs at 3.10 m, so the doors of the"
               " service lift open freely. We can deliver in week 3 if we get your approval by"
               " {+8}.\n\nElif", cc=("orhan", "mert"),
               files=(("Pera-lobby-drawings-r3.pdf", ("Lobby chandelier", "Lowest ring 3.10 m")),
                      ("Teslimat-planı.xlsx", ("Adım | Hafta", "Üretim | 50", "Teslim | 3")))),
        Letter("-4 09:14", "orhan", "Elif Hanım, çizimler uygun, onaylıyorum. Montajı otelin en"
               " sakin haftasına, yılbaşı tatilinin sonrasına alabilir miyiz? İskele için"
               " teknik müdürümüz Levent Bey sizi arayacak.", cc=("zeynep", "mert")),
    )),
    Talk("museum", "Museum stairs, first thoughts", (
        Letter("-20 15:00", "thomas", "Elif, I am advising a museum in Bath. The stairs are stone,"
               " the handrail is listed, and nobody may drill. Would your clip-on profile hold?"),
        Letter("-18 10:30", "elif", "It would, up to a rail of 60 mm. I am sending you a metre of"
               " it to try."),
        Letter("-9 12:40", "thomas", "The metre is on the rail and the curator smiles. What would"
               " 38 metres cost, and in which whites?"),
    )),
    Talk("depot-hours", "Depo aydınlatması: çalışma saatleri", (
        Letter("-33 09:30", "karadag", "Depoda vardiya saatleri değişti; armatürlerin kısılması"
               " gereken saatler artık 22.00 ile 05.00 arası."),
        Letter("-25 11:15", "karadag", "Yeni vardiya planı ekte. Sensörlerin buna göre"
               " ayarlanması fiyatı etkiler mi?",
               files=(("vardiya.xlsx", ("Saat | Kişi", "22-05 | 4", "05-22 | 31")),)),
    ), "tr"),
    Talk("popup-photos", "Photographs of the pop-up", (
        Letter("-5 18:20", "marta", "Hej Elif, the pop-up closed on Sunday and everybody asked"
               " about the paper lamps. A photograph for your wall is attached.",
               files=(("pop-up.png", ()),)),
    )),
    Talk("hub-check", "Warehouse, first yearly check", (
        Letter("-6 10:45", "giulia", "Good morning, the lights in the new hall have run for a"
               " while without a fault. Who comes for the first check, you or the installer?"),
    )),
    Talk("canteen", "Yemekhane ışıkları", (
        Letter("-12 10:20", "hulya", "Merhaba, yemekhane yenilemesini bu yıl rafa kaldırmıştık."
               " Gelecek yılın bütçesi için rakamlar hâlâ geçerli mi?"),
    ), "tr"),
    Talk("exit-signs", "Exit signs, credit note", (
        Letter("-11 11:35", "grace", "Hello, the order for the exit signs was cancelled in"
               " September. Could you send the credit note once more? Ours got lost in the move."),
    )),
    Talk("harbour-first", "A reception in London", (
        Letter("-55 10:05", "james", "Dear Elif, Thomas Reid gave me your name. We are refitting"
               " a reception in Bermondsey and look for somebody who still bends brass."),
        Letter("-54 09:40", "elif", "Dear James, we do, and gladly. Which height is the ceiling?"),
    )),
    Talk("boutique", "Dört ev, tek ışık dili", (
        Letter("-14 13:25", "nazli", "Elif Hanım, Galata'daki dört evimizi tek bir ışık diliyle"
               " yenilemek istiyoruz. Aralık başında gezmeye gelir misiniz?"),
        Letter("-13 09:15", "elif", "Nazlı Hanım, severek. {+9} sabahı uygun mu?"),
    ), "tr", "Ynt: "),
    Talk("reservations", "Oda okuma lambası", (
        Letter("-10 08:55", "Galata Rezervasyon <rezervasyon@galatabutik.example>",
               "Merhaba, 3 numaralı odadaki okuma lambasının düğmesi çıktı. Yedek parça"
               " gönderebilir misiniz?"),
    ), "tr"),
    Talk("lift-doors", "Servis asansörü kapıları", (
        Letter("-12 16:10", "kaymaz", "Elif Hanım, kapıların açıldığında avizeye ne kadar"
               " yaklaştığını ölçtüm: 14 cm. Çizim değişirse haber verin lütfen."),
    ), "tr"),
    Talk("bar-ceiling", "Bar ceiling, smoked glass", (
        Letter("-10 12:00", "fiona", "Hello Elif, is the smoked glass for the bar available in"
               " the smaller globe as well?"),
        Letter("-9 09:50", "elif", "Hello Fiona, it is, in twelve weeks."),
        Letter("-5 14:15", "fiona", "Twelve weeks is too long for us this time, sorry. We hang"
               " what we have and talk again in spring."),
    )),
    Talk("canan-hello", "Yeni ev, eski lambalar", (
        Letter("-5 16:05", "canan", "Merhaba Elif Hanım, Kuzguncuk'ta bir ev için çalışıyorum."
               " Eski pirinç lambaları onarıyor musunuz?"),
    ), "tr"),
    Talk("yusuf-cable", "Kablo rengi", (
        Letter("-4 10:25", "Yusuf Bektaş <yusuf.bektas@posta.example>", "Selamlar, sarkıtların"
               " kablosu siyah mı kumaş mı geliyor? Yarın şantiyedeyim, telefon çekmiyor, bu"
               " adresten yazın."),
    ), "tr"),
    Talk("hall-rent", "Stand space in Frankfurt", (
        Letter("-6 15:30", "Uwe Brandner <u.brandner@messebau.example>", "Dear Ms Aydın, the corner"
               " stand you had last time is free again. Shall we hold it for two weeks?"),
    )),
)  # fmt: skip
