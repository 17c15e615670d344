"""Tells Django where this package's models are."""

from django.apps import AppConfig


class Config(AppConfig):
    """The package as Django sees it."""

    name = "kartotek.pipeline.leads"
    label = "leads"
