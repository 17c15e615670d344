"""Counts what hangs on the people and organizations that were there before the counters.

It says in SQL what `flows/truth.py` says, because a migration meets the tables of its own time.
"""

from django.db import migrations

DEALS = """SELECT COUNT(*) FROM {deals} d WHERE d.company_id = {table}.company_id
    AND d.{link} = {table}.id AND d.deleted_at IS NULL AND {condition}"""
LEADS = """SELECT COUNT(*) FROM {leads} l WHERE l.company_id = {table}.company_id
    AND l.{link} = {table}.id AND l.deleted_at IS NULL AND l.archived_at IS NULL"""
ABOUT = """
    SELECT x.id FROM activities_activity x
        WHERE x.company_id = {table}.company_id AND x.{link} = {table}.id
    UNION SELECT x.id FROM {deals} d JOIN activities_activity x
        ON x.company_id = d.company_id AND x.deal_id = d.id
        WHERE d.company_id = {table}.company_id AND d.{link} = {table}.id AND d.deleted_at IS NULL
    UNION SELECT x.id FROM {leads} l JOIN activities_activity x
        ON x.company_id = l.company_id AND x.lead_id = l.id
        WHERE l.company_id = {table}.company_id AND l.{link} = {table}.id AND l.deleted_at IS NULL
    {further}"""
OF_PEOPLE = """UNION SELECT x.id FROM contacts_person p JOIN activities_activity x
        ON x.company_id = p.company_id AND x.person_id = p.id
        WHERE p.company_id = {table}.company_id AND p.organization_id = {table}.id
        AND p.deleted_at IS NULL"""
ACTIVITIES = """SELECT {value} FROM activities_activity a
    WHERE a.deleted_at IS NULL AND a.id IN ({about}) AND {condition}"""
MATCHED = """FROM linking_participantmatch m JOIN contacts_person p
        ON p.id = m.person_id AND p.deleted_at IS NULL
    {join}
    WHERE m.company_id = {table}.company_id AND {mine}
    AND EXISTS (SELECT 1 FROM mail_mailboxconversation c WHERE c.company_id = m.company_id
        AND c.conversation_id = m.conversation_id AND c.is_shared AND c.deleted_at IS NULL)
    AND {condition}"""
LETTERS = """JOIN mail_message g ON g.company_id = m.company_id
        AND g.conversation_id = m.conversation_id"""
ADDRESSED = """JOIN mail_participant t ON t.company_id = g.company_id AND t.message_id = g.id
        AND t.key = m.key AND t.role IN ('to', 'cc', 'bcc')"""
OURS = """g.sender_key IN (
        SELECT key FROM mail_mailbox WHERE company_id = m.company_id
        UNION SELECT key FROM mail_mailboxaddress WHERE company_id = m.company_id
        UNION SELECT LOWER(email) FROM users_user WHERE company_id = m.company_id)"""


def counted(table, link, mine, further, names):
    """Return the SQL of each counter of a table."""
    of = {"table": table, "link": link, **names}
    about = ABOUT.format(further=further.format(table=table), **of)

    def activities(value, condition):
        return ACTIVITIES.format(value=value, about=about, condition=condition)

    def mail(value, join, condition):
        return f"SELECT {value} " + MATCHED.format(
            table=table, mine=mine, join=join, condition=condition
        )

    return {
        "open_deal_count": DEALS.format(
            condition="d.status = 'open' AND d.archived_at IS NULL", **of
        ),
        "won_deal_count": DEALS.format(condition="d.status = 'won'", **of),
        "lost_deal_count": DEALS.format(condition="d.status = 'lost'", **of),
        "closed_deal_count": DEALS.format(condition="d.status <> 'open'", **of),
        "lead_count": LEADS.format(**of),
        "to_do_count": activities("COUNT(*)", "a.done_at IS NULL"),
        "done_count": activities("COUNT(*)", "a.done_at IS NOT NULL"),
        "next_activity_on": activities("MIN(a.due_on)", "a.done_at IS NULL"),
        "last_activity_at": activities("MAX(a.done_at)", "a.done_at IS NOT NULL"),
        "conversation_count": mail("COUNT(DISTINCT m.conversation_id)", "", "1 = 1"),
        "last_incoming_at": mail("MAX(g.sent_at)", LETTERS, "g.sender_key = m.key"),
        "last_outgoing_at": mail("MAX(g.sent_at)", f"{LETTERS} {ADDRESSED}", OURS),
    }


def first(table, column):
    """Return the SQL of what a person is sorted by: the primary row of a table, or the first."""
    return f"""COALESCE((SELECT {column} FROM {table} r
        WHERE r.company_id = contacts_person.company_id AND r.person_id = contacts_person.id
        ORDER BY r.is_primary DESC, r.id LIMIT 1), '')"""


def fill(apps, schema_editor):
    names = {
        "deals": apps.get_model("deals", "Deal")._meta.db_table,
        "leads": apps.get_model("leads", "Lead")._meta.db_table,
    }
    person = counted("contacts_person", "person_id", "m.person_id = contacts_person.id", "", names)
    person["organization_key"] = """COALESCE((SELECT o.sort_key FROM contacts_organization o
        WHERE o.id = contacts_person.organization_id AND o.deleted_at IS NULL), '')"""
    person["address_key"] = first(
        "contacts_personaddress", "CASE WHEN r.key <> '' THEN r.key ELSE r.address END"
    )
    person["phone_key"] = first(
        "contacts_personphone", "CASE WHEN r.e164 <> '' THEN r.e164 ELSE r.number END"
    )
    organization = counted(
        "contacts_organization",
        "organization_id",
        "p.organization_id = contacts_organization.id",
        OF_PEOPLE,
        names,
    )
    organization["people_count"] = """SELECT COUNT(*) FROM contacts_person p
        WHERE p.company_id = contacts_organization.company_id
        AND p.organization_id = contacts_organization.id AND p.deleted_at IS NULL"""
    for table, sql in (
        ("contacts_person", person),
        ("contacts_organization", organization),
    ):
        written = ", ".join(f"{column} = ({value})" for column, value in sql.items())
        schema_editor.execute(f"UPDATE {table} SET {written}")


class Migration(migrations.Migration):
    dependencies = [
        ("flows", "0002_lease"),
        ("contacts", "0004_counters"),
        ("deals", "0002_open_deal_of_stage"),
        ("leads", "0002_lead_of_deal"),
        ("activities", "0001_initial"),
        ("linking", "0001_initial"),
        ("mail", "0004_entry_is_seen_there"),
        ("users", "0001_initial"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
