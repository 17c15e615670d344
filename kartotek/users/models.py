"""The company, its groups, its users and what lets them in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class Language(models.TextChoices):
    """The languages of the screens, each in its own name."""

    ENGLISH = "en", "English"
    TURKISH = "tr", "Türkçe"


class Company(models.Model):
    """Our tenant: everything else belongs to exactly one."""

    name = models.CharField(max_length=255)
    language = models.CharField(max_length=8, choices=Language.choices, default=Language.ENGLISH)
    currency = models.CharField(max_length=3, default="EUR")
    region = models.CharField(max_length=2, default="GB")
    time_zone = models.CharField(max_length=64, default="UTC")
    only_younger_conversations = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name


class Group(CompanyRecord):
    """A visibility group; groups form a tree."""

    name = models.CharField(max_length=255)
    parent = CompanyForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "name"], name="group_name_once"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="group_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Finds users by the address they sign in with."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user who signs in with this address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, CompanyRecord):
    """Somebody who works in a company; `email` signs in and is lower-case."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=255)
    is_admin = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    group = CompanyForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True)
    language = models.CharField(max_length=8, choices=Language.choices, default=Language.ENGLISH)
    time_zone = models.CharField(max_length=64, default="UTC")
    theme = models.CharField(max_length=8, default="system")
    has_single_keys = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        indexes = [models.Index(fields=["company", "name"], name="user_by_name")]

    def __str__(self) -> str:
        return self.name

    def group_line(self) -> tuple[int, ...]:
        """Return the ids of the user's group and of the groups above it, nearest first."""
        line: list[int] = []
        group: Group | None = self.group
        while group is not None and group.pk not in line:
            line.append(group.pk)
            group = group.parent
        return tuple(line)


class ApiToken(CompanyRecord):
    """What lets a program in as its user; only the hash is kept."""

    user = CompanyForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"token of {self.user_id}"


class Invitation(models.Model):
    """A one-time link: into an empty installation, or into a company later."""

    token_hash = models.CharField(max_length=64, unique=True)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return "invitation"


class SignInFailure(models.Model):
    """A wrong password, counted so that guessing gets slow."""

    email = models.CharField(max_length=254)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["email", "at"], name="sign_in_failure_by_email")]

    def __str__(self) -> str:
        return self.email
