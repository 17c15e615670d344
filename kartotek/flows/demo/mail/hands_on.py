"""Conversations somebody moved, took off their item, or wrote into without being known."""

from __future__ import annotations

from kartotek.flows.demo.letters import Letter, Talk

HANDS_ON = (
    Talk("golf", "Golf day in June", (
        Letter("-10 17:30", "daniel", "Nothing to do with corridors: our hospital charity has a"
               " golf day in June. Would Kuzey Işık give a lamp to the raffle?"),
        Letter("-9 10:15", "elif", "With pleasure. The blue one from the reception?"),
        Letter("-7 11:40", "daniel", "The blue one it is. You are on the poster."),
    )),
    Talk("guarantee", "Teminat mektubu", (
        Letter("-11 14:50", "hulya", "Elif Hanım, genel müdürlük katları için teminat mektubunun"
               " süresi doluyor. Uzatma yazısını bu hafta alabilir miyiz?",
               files=(("teminat.pdf", ("Teminat mektubu", "Tutar: 54.000 TL")),)),
    ), "tr"),
    Talk("spa-dimmer", "Spa: kısıcı düğmeleri", (
        Letter("-5 10:35", "zeynep", "Spa'daki kısıcı düğmelerinden ikisi ters çalışıyor. Montaj"
               " ekibi bir bakabilir mi?"),
    ), "tr"),
    Talk("gallery-brno", "Brno gallery, after all?", (
        Letter("-8 13:00", "petra", "Hello Elif, the gallery in Brno may come back next year. I"
               " told the builder to write to you."),
        Letter("-7 09:30", "Jiri Hruby <hruby@stavbyhruby.example>", "Good day, I am the builder."
               " Please send all your prices to this address.", quotes=False),
    )),
    Talk("thank-you", "Düğün için teşekkürler", (
        Letter("-19 21:10", "orhan", "Elif Hanım, kızımın düğününe geldiğiniz için ailece"
               " teşekkür ederiz."),
    ), "tr"),
)  # fmt: skip
