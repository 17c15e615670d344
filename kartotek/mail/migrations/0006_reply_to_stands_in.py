"""Lets the Reply-To of mail from an address that nobody reads stand in for its sender."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from kartotek.lib.addresses import is_no_reply


def stand_in(apps: Any, _schema_editor: Any) -> None:
    """Give those addresses the role that new mail gives them."""
    participants = apps.get_model("mail", "Participant").objects
    answered = participants.filter(role="reply_to").values("message_id")
    senders: dict[int, bool] = {}
    rows = participants.filter(role="from", message_id__in=answered)
    for message_id, key in rows.values_list("message_id", "key").iterator():
        senders[message_id] = senders.get(message_id, True) and is_no_reply(key)
    found = [message_id for message_id, nobody_reads in senders.items() if nobody_reads]
    for start in range(0, len(found), 500):
        ids = found[start : start + 500]
        participants.filter(role="reply_to", message_id__in=ids).update(role="stand_in")


def stand_back(apps: Any, _schema_editor: Any) -> None:
    """Take the role away again."""
    apps.get_model("mail", "Participant").objects.filter(role="stand_in").update(role="reply_to")


class Migration(migrations.Migration):
    dependencies = [("mail", "0005_participant_stands_in")]
    operations = [migrations.RunPython(stand_in, stand_back)]
