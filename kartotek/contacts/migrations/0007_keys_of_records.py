"""Gives every person and organization the keys by which duplicates are found."""

from django.db import migrations

from kartotek.contacts.rules.blocking import organization_keys, own_domains, person_keys, site_domain

BATCH = 2_000


def add_keys(apps, _schema):
    MatchKey = apps.get_model("contacts", "MatchKey")
    Person = apps.get_model("contacts", "Person")
    Organization = apps.get_model("contacts", "Organization")
    PersonAddress = apps.get_model("contacts", "PersonAddress")
    rows = []
    people = Person.objects.values_list("company_id", "pk", "name", "organization_id")
    for company_id, pk, name, organization_id in people.iterator():
        keys = person_keys(name, organization_id)
        rows += [MatchKey(company_id=company_id, on="person", key=k, subject_id=pk) for k in keys]
        if len(rows) > BATCH:
            MatchKey.objects.bulk_create(rows)
            rows = []
    domains = {}
    addresses = PersonAddress.objects.exclude(key="").filter(
        person__organization__isnull=False, person__deleted_at=None
    )
    for organization_id, key in addresses.values_list("person__organization_id", "key").iterator():
        domains.setdefault(organization_id, set()).update(own_domains([key]))
    known = Organization.objects.values_list("company_id", "pk", "name", "website")
    for company_id, pk, name, website in known.iterator():
        own = (domains.get(pk, set()) | {site_domain(website)}) - {""}
        rows += [
            MatchKey(company_id=company_id, on="organization", key=k, subject_id=pk)
            for k in organization_keys(name, own)
        ]
    MatchKey.objects.bulk_create(rows, batch_size=BATCH)


class Migration(migrations.Migration):

    dependencies = [("contacts", "0006_duplicates_and_merges")]

    operations = [migrations.RunPython(add_keys, migrations.RunPython.noop)]
