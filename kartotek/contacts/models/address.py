"""How a person is reached: email addresses and phones, as typed and as compared."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kartotek.contacts.models.person import Person
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class AddressLabel(models.TextChoices):
    """What an address or phone is for."""

    WORK = "work", _("Work")
    HOME = "home", _("Home")
    MOBILE = "mobile", _("Mobile")
    OTHER = "other", _("Other")


class PersonAddress(CompanyRecord):
    """An email address of a person; `key` is what comparisons use, empty when malformed."""

    person = CompanyForeignKey(
        Person, on_delete=models.CASCADE, related_name="addresses", db_index=False
    )
    address = models.CharField(max_length=500)
    key = models.CharField(max_length=500, blank=True)
    label = models.CharField(max_length=8, choices=AddressLabel.choices, default=AddressLabel.WORK)
    is_primary = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["company", "key"], name="address_by_key"),
            models.Index(fields=["company", "person"], name="address_of_person"),
        ]

    def __str__(self) -> str:
        return self.address


class PersonPhone(CompanyRecord):
    """A phone of a person; `e164` is empty when the number cannot be read."""

    person = CompanyForeignKey(
        Person, on_delete=models.CASCADE, related_name="phones", db_index=False
    )
    number = models.CharField(max_length=255)
    e164 = models.CharField(max_length=32, blank=True)
    label = models.CharField(max_length=8, choices=AddressLabel.choices, default=AddressLabel.WORK)
    is_primary = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["company", "e164"], name="phone_by_number"),
            models.Index(fields=["company", "person"], name="phone_of_person"),
        ]

    def __str__(self) -> str:
        return self.number
