"""What came yesterday and in the days before."""

from __future__ import annotations

from kartotek.flows.demo.letters import Letter, Talk

WEEK = (
    Talk("price-list", "Price list 2027", (
        Letter("-1 17:35", "tomas", "Good morning Elif, when can we expect the new price list? We"
               " close our catalogue at the end of the month, and the track lights sell best"
               " before the holidays.", is_unread=True),
    )),
    Talk("cinar-fitting", "Re: Çınar showroom, ray spot montajı", (
        Letter("-7 10:15", "aysegul", "Elif Hanım, ray spotlar geldi, eksik yok. Montaj için ekip"
               " ayarlıyoruz.", headers={"In-Reply-To": "<cinar-0@letters.example>"}),
        Letter("-7 12:00", "elif", "Sevindim. Yerleşim çizimi ekte, ray uçlarına dikkat.",
               files=(("yerlesim.pdf", ("Ray yerleşimi", "4 hat, 48 spot")),)),
        Letter("-4 09:35", "aysegul", "Ekip pazartesi başlıyor. Elektrik planı sizde mi?"),
        Letter("-3 14:20", "elif", "Plan bende, bugün düzeltip yollayacağım."),
        Letter("-1 16:50", "aysegul", "Montaj ekibi salı günü müsait. Elektrik planını bugün"
               " gönderebilirseniz perşembeye biter."),
    ), "tr"),
    Talk("tower-spec", "Ankara ofis kulesi, aydınlatma şartnamesi", (
        Letter("-2 15:05", "burak", "Elif Hanım, şartname taslağını paylaşıyorum. Görüşleriniz"
               " bizim için önemli.", cc=("mert",),
               files=(("şartname-taslak.txt", ("6.1 Aydınlık düzeyi 500 lx", "6.2 UGR < 19")),)),
        Letter("-1 15:45", "burak", "Şartnamenin son hâli ekte. 6.2 maddesindeki kamaşma değerini"
               " sizin ürünlerle karşılayabiliyor muyuz?", cc=("mert",),
               files=(("şartname-son.txt", ("6.1 Aydınlık düzeyi 500 lx", "6.2 UGR < 17,5")),)),
    ), "tr"),
    Talk("milan-visit", "Visit in Milan", (
        Letter("-1 15:10", "sofia", "We would be happy to host you on Wednesday or Thursday. The"
               " new warehouse is a twenty minute drive from the station, and Giulia would show"
               " you how we pick the spring orders.", arrives="08:15"),
    )),
    Talk("campaign", "Kampanya fiyatları", (
        Letter("-4 10:40", "emre", "Elif Hanım, kampanyada yüksek tavan ürünleri de var mı?"),
        Letter("-3 11:15", "elif", "Emre Bey merhaba, evet; 100 ve 150 vatlık modeller dahil."),
        Letter("-2 12:50", "emre", "Elif Hanım, kampanya fiyatları {+18} tarihine kadar geçerli"
               " mi? Adana'daki müşterimiz 400 adet soruyor."),
    ), "tr", "Ynt: "),
    Talk("invoice-address", "Invoice address for Harbour & Lowe", (
        Letter("-2 11:05", "chloe", "Please use the new office address on invoices from December"
               " on. Company number stays the same: 12 Shad Thames, London SE1."),
    )),
    Talk("bodrum-plan", "Bodrum: zaman planı", (
        Letter("-5 10:00", "kerem", "Elif Hanım, Bodrum arazisindeki ortak projemiz için zaman"
               " planını konuşalım. İnşaatı biz yapıyoruz, işletme Marmara'da."),
        Letter("-5 11:20", "elif", "Kerem Bey merhaba, memnuniyetle. Dış mekân armatürlerini"
               " Zeynep Hanım'la çalışıyoruz."),
        Letter("-5 15:30", "kerem", "Evet, biliyorum. Taslak plan ekte.",
               files=(("zaman-plani.xlsx", ("İş | Ay", "Peyzaj | Ocak", "Dış mekân | Mart")),)),
        Letter("-4 09:10", "elif", "Plan net. Mart için siparişin ocakta kesinleşmesi gerekir."),
        Letter("-4 11:45", "kerem", "Mimari grup yarın toplanıyor, sonucu yazarım."),
        Letter("-4 12:05", "elif", "Bekliyorum, teşekkürler."),
        Letter("-3 09:25", "kerem", "Toplantı bitti, takvim biraz kayıyor."),
        Letter("-3 09:50", "kerem", "Mimari grup projeyi şubata çekti. Bu durumda dış mekân"
               " armatürlerinin teslimi için en geç hangi güne kadar karar vermeliyiz?"),
    ), "tr"),
    Talk("dealer-meeting", "Bayi toplantısı katılım", (
        Letter("-3 08:40", "hakan", "Toplantıya iki kişi katılacağız. Konaklama için otel öneriniz"
               " var mı?", charset="windows-1254"),
    ), "tr"),
)  # fmt: skip
