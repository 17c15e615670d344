"""Mail of the colleagues: Mert's customers, Deniz's forms, and what stays in the house."""

from __future__ import annotations

from kartotek.flows.demo.letters import Letter, Talk

TEAM = (
    Talk("stand-rota", "Fair stand: who is there when?", (
        Letter("-8 09:00", "deniz", "Elif, Mert, please write into the list when you are at the"
               " stand. Robin takes the mornings.", to=("elif", "mert"), cc=("robin",)),
        Letter("-8 09:25", "mert", "Afternoons for me, except the last day.", to=("deniz",),
               cc=("elif", "robin")),
    )),
    # Mert's first sync brought mail from before his deals.
    Talk("reading-room", "Okuma salonu, lüks değerleri", (
        Letter("-30 10:15", "elcin", "Mert Bey, okuma salonunda masa üstü 500 lüks şart."
               " Tavana dokunmadan olur mu?", to=("mert",)),
        Letter("-28 16:40", "mert", "Elçin Hanım, olur: masalara hat, tavana hiçbir şey.",
               to=("elcin",)),
    ), "tr"),
    Talk("residence-again", "Konut projesi, ikinci etap", (
        Letter("-6 11:20", "nilgun", "Mert Bey, ilk etapta fiyat yüzünden anlaşamamıştık. İkinci"
               " etap için yeniden teklif verir misiniz?", to=("mert",), is_unread=True),
    ), "tr"),
    Talk("clinic-plan", "Klinik koridorları, kat planı", (
        Letter("-14 10:30", "selin", "Mert Bey merhaba, iki katın planı ekte. Gece ışığı ayrı"
               " hatta olmalı.", to=("mert",),
               files=(("kat-plani.pdf", ("Kat 1 ve 2", "Gece hatti ayri")),)),
    ), "tr"),
    Talk("clinic-cables", "Koridor kabloları", (
        Letter("-9 14:20", "selin", "Tuğba Hanım kablo kesitlerini soruyor, sizinle"
               " tanıştırayım.", to=("mert", "tugba")),
        Letter("-8 10:10", "tugba", "Merhaba, 1,5 mm² yeterli mi, yoksa 2,5 mi çekelim?",
               to=("mert", "selin")),
    ), "tr"),
    Talk("emergency-circuit", "Acil aydınlatma devresi", (
        Letter("-5 15:55", "tugba", "Mert Bey, acil aydınlatma hangi devreden beslenecek?",
               to=("mert",)),
    ), "tr"),
    Talk("site-container", "Şantiye ofisi, üç konteyner", (
        Letter("-8 08:30", "cem", "Mert Bey, üç konteynere dörder panel lazım. İhale olmadan"
               " alabilir miyiz, daha emin değiliz.", to=("mert",)),
    ), "tr"),
    Talk("spots-fitted", "Showroom spotları takıldı", (
        Letter("-14 17:05", "sevgi", "Mert Bey, spotların yarısı takıldı, görüntü çok iyi.",
               to=("mert",)),
        Letter("-9 11:30", "sevgi", "Hepsi takıldı. Faturayı kesebilirsiniz.", to=("mert",)),
    ), "tr"),
    Talk("spindle-dust", "Spindle hall: dust and class", (
        Letter("-7 13:10", "gizem", "Mert Bey, our insurer asks for IP65 in the spindle hall, not"
               " IP54. Does the price stay?", to=("mert",)),
        Letter("-6 09:45", "mert", "Gizem Hanım, it stays: the same fitting, another gasket.",
               to=("gizem",)),
    )),
    # Deniz does not want his mail linked by rules.
    Talk("supplier-form", "Supplier form for next year", (
        Letter("-15 10:00", "daniel", "Deniz, our procurement asks every supplier to fill this in"
               " once a year.", to=("deniz",),
               files=(("supplier-form.xlsx", ("Question | Answer", "Company number | ")),)),
        Letter("-14 09:10", "deniz", "Filled in and attached, Daniel.", to=("daniel",),
               files=(("supplier-form-filled.xlsx", ("Question | Answer",
                      "Company number | 4411")),)),
    )),
    Talk("audit", "Yıl sonu mutabakatı", (
        Letter("-7 16:00", "hulya", "Deniz Bey, yıl sonu mutabakatı için cari hesap ekstresini"
               " rica ederim.", to=("deniz",), is_unread=True),
    ), "tr"),
)  # fmt: skip
