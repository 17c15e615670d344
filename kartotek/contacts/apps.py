"""Tells Django where this package's models are."""

from django.apps import AppConfig


class Config(AppConfig):
    """The package as Django sees it."""

    name = "kartotek.contacts"
    label = "contacts"

    def ready(self) -> None:
        """Let custom fields, which lie below contacts, know how to name them."""
        # Models can be imported only now that Django knows every package.
        from kartotek.contacts.referred import tell_fields  # noqa: PLC0415

        tell_fields()
