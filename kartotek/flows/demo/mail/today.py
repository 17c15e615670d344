"""What came today: the top of Elif's inbox."""

from __future__ import annotations

from kartotek.flows.demo.letters import Letter, Talk

SCHEDULE = """
<p>Elif, two changes from the client: brass instead of bronze in the reception, and the pendants
drop to 2.40 m. The rest of the schedule stands.</p>
<table border="1" cellpadding="6" cellspacing="0">
<tr><th>Room</th><th>Fitting</th><th>Number</th><th>Finish</th></tr>
<tr><td>Reception</td><td>Pendant, large</td><td>3</td><td>Brass</td></tr>
<tr><td>Waiting area</td><td>Wall light</td><td>8</td><td>Bronze</td></tr>
<tr><td>Meeting rooms</td><td>Linear, 1.8 m</td><td>6</td><td>White</td></tr>
</table>
<p>Could you say what the brass does to the lead time?</p><p>James</p>
"""

TODAY = (
    Talk("sample-412", "Numune aydınlatma, oda 412", (
        Letter("-5 09:20", "zeynep", "Elif Hanım merhaba,\n\n412 numaralı oda için bir numune"
               " görmek istiyoruz: iki başucu, bir kornişli hat ve ayna ışığı. Ölçüleri"
               " ekliyorum.",
               files=(("oda-412-ölçüler.pdf", ("Oda 412", "Başucu 2 adet, korniş 3,20 m")),)),
        Letter("-5 11:40", "elif", "Zeynep Hanım teşekkürler. Numuneyi bugün kargoya veriyoruz;"
               " sürücü tavan boşluğuna sığacak ölçüde."),
        Letter("-4 15:30", "elif", "Kısılabilir sürücü için bağlantı şemasını da gönderiyorum.",
               files=(("baglanti-semasi.pdf", ("DALI", "N - L - D1 - D2")),)),
        Letter("10:41", "zeynep", "Elif Hanım merhaba, numune dün elimize ulaştı. Işık rengi tam"
               " istediğimiz gibi; yalnız sürücünün sesi geceleri duyuluyor. Daha sessiz bir"
               " sürücü varsa 212 oda için fiyatı onunla güncelleyebilir misiniz?",
               is_unread=True),
    ), "tr", "Ynt: "),
    Talk("leeds-board", "Corridor lighting for the Leeds clinic", (
        Letter("10:12", "daniel", "Thanks for the call. The board signed off the corridor package"
               " this morning, so please send the order confirmation to me and the invoice to"
               " Grace. We would like to start on the ward side, {+24} at the latest.",
               is_unread=True),
    )),
    Talk("harbour-schedule", "Re: Harbour House reception, fittings schedule", (
        Letter("-6 16:10", "james", "Elif, thank you for the visit. Here is the fittings schedule"
               " we talked about. Could you price it as it stands?",
               headers={"In-Reply-To": "<schedule-0@letters.example>"},
               files=(("fittings-schedule-r2.xlsx", ("Room | Fitting | Number",
                      "Reception | Pendant, large | 3", "Waiting area | Wall light | 8")),)),
        Letter("-5 11:30", "elif", "James, priced as it stands: £36,500 delivered. The pendants"
               " are the long lead item, eight weeks from order."),
        Letter("-5 17:45", "james", "That is within what the client expects. He will want to see"
               " the bronze next to the oak, though."),
        Letter("-3 10:20", "elif", "I am sending two bronze samples today, light and dark. They"
               " should be with you on Thursday."),
        Letter("-2 12:15", "james", "Samples are here and the oak likes the light one. I am"
               " showing both tomorrow."),
        Letter("09:58", "james", "Two changes from the client: brass instead of bronze in the"
               " reception, and the pendants drop to 2.40 m. The rest of the schedule stands.\n\n"
               "Could you say what the brass does to the lead time?", html=SCHEDULE),
    )),
    Talk("port-offer", "Liman sahası projektör teklifi hk.", (
        Letter("-6 13:40", "sule", "Elif Hanım, üç rıhtım için projektör teklifinizi hafta sonuna"
               " kadar rica ediyoruz. 3 numaralı rıhtım konutlara bakıyor, kamaşma önemli."),
        Letter("09:31", "sule", "Sayın Elif Hanım, teklifinizi aldık. Yönetim kurulumuz {+12}"
               " tarihinde toplanacak; o tarihe kadar ödeme planı için bir seçenek daha"
               " iletebilir misiniz?", is_unread=True),
    ), "tr", "Ynt: "),
    Talk("autumn-order", "Autumn order, confirmation and pallets", (
        Letter("-9 09:15", "ingrid", "Good morning Elif and Mert,\n\nHere is the autumn order for"
               " the roll-out, four pallets to Oslo. Please confirm the dates.",
               to=("elif", "mert"),
               files=(("autumn-order.xlsx", ("Article | Number", "TR-120 spot | 240",
                      "TR-300 track | 60")),)),
        Letter("-9 11:40", "mert", "Good morning Ingrid, thank you. Two pallets leave on {-4}, the"
               " other two a week later.", to=("ingrid",), cc=("elif",)),
        Letter("-8 08:50", "ingrid", "A week apart is fine. Please write the store names on the"
               " pallets, our warehouse sorts by store.", to=("mert",), cc=("elif",)),
        Letter("-8 10:05", "elif", "Will do, Ingrid. The order confirmation is attached.",
               cc=("mert",), files=(("confirmation-4417.pdf", ("Order 4417", "4 pallets, Oslo")),)),
        Letter("-4 16:20", "mert", "The first two pallets are on the road.", to=("ingrid",),
               cc=("elif",)),
        Letter("-2 13:10", "ingrid", "The first pallet is here and looks good. Erik unpacks it"
               " tomorrow.", to=("mert",), cc=("elif",)),
        Letter("-1 09:30", "elif", "Good to hear. The second one is due today.", cc=("mert",)),
        Letter("-1 16:40", "ingrid", "It came at four. Erik looks into it in the morning.",
               to=("elif", "mert")),
        Letter("09:04", "ingrid", "The second pallet arrived with one broken box. Photos attached."
               " Could you credit us or send the twelve spots again with the next two pallets?",
               to=("elif", "mert"), files=(("broken-box.png", ()),)),
    )),
    Talk("shop-windows", "Vitrin aydınlatması için fiyat", (
        Letter("08:47", "oguzhan", "Merhaba, fuarda tanışmıştık. Bursa'daki üç mağazamız için"
               " vitrin spotu fiyatı rica ediyoruz. İlk mağaza ocak ayında açılıyor, vitrinler"
               " 3,40 m eninde.", is_unread=True),
    ), "tr"),
    Talk("leith-visit", "Re: Sample room at Leith", (
        Letter("-2 10:10", "priya", "Hello Elif, the sample room is ours from {+5} on. When could"
               " you come and hang the pieces?",
               headers={"In-Reply-To": "<leith-0@letters.example>"}),
        Letter("-1 11:25", "elif", "Hello Priya, {+6} would be best for us. I need a ladder and"
               " one person for two hours."),
        Letter("08:20", "priya", "Would {+6} at ten suit you? Our facilities manager will be on"
               " site from ten and can show you the ceiling void as well."),
    )),
    Talk("parcels", "Sevkiyat bilgilendirme: 3 koli yola çıktı", (
        Letter("08:02", "nakliye@hizlikargo.example", "Sayın müşterimiz, gönderiniz {-1} tarihinde"
               " İkitelli aktarma merkezinden çıkış yapmıştır. Koli sayısı: 3. Teslimat bir iş"
               " günü içinde yapılacaktır.\n\nHızlı Kargo", to=("elif",)),
    ), "tr"),
)  # fmt: skip
