"""The company, its groups, its users and what lets them in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from kartotek.users import permissions
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord
from kartotek.users.visibility import Visibility


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
    default_visibility = models.PositiveSmallIntegerField(
        choices=Visibility.choices, default=Visibility.COMPANY
    )
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


class PermissionSet(CompanyRecord):
    """What its users may do.

    The set "Regular" is kept only once an admin has changed it; until then users without a set
    have `permissions.REGULAR`.
    """

    name = models.CharField(max_length=255)
    permissions = models.JSONField(default=list)
    is_regular = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "name"], name="permission_set_name_once"),
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(is_regular=True),
                name="permission_set_one_regular",
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
    permission_set = CompanyForeignKey(
        PermissionSet, on_delete=models.SET_NULL, null=True, blank=True
    )
    sign_out_count = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=8, choices=Language.choices, default=Language.ENGLISH)
    time_zone = models.CharField(max_length=64, default="UTC")
    theme = models.CharField(max_length=8, default="system")
    has_single_keys = models.BooleanField(default=True)
    unread_count = models.PositiveIntegerField(default=0)
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

    def allowed(self) -> frozenset[permissions.Permission]:
        """Return what the user may do; admins may do all."""
        if self.is_admin:
            return permissions.ALL
        if self.permission_set is None:
            return permissions.REGULAR
        return permissions.known(self.permission_set.permissions)

    def get_session_auth_hash(self) -> str:
        """Return what a session must hold to stay good: it ends with the password it knew.

        It also ends when the user signs out everywhere, which only counts up.
        """
        if not self.sign_out_count:
            return super().get_session_auth_hash()
        held = f"{self.password}{self.sign_out_count}"
        return salted_hmac("kartotek.users.User", held, algorithm="sha256").hexdigest()


class ApiToken(CompanyRecord):
    """What lets a program in as its user; only the hash is kept."""

    user = CompanyForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=255, default="", blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    last_letters = models.CharField(max_length=4, default="", blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"token of {self.user_id}"


class Invitation(models.Model):
    """A one-time link: into an empty installation, or into a company as who was invited."""

    token_hash = models.CharField(max_length=64, unique=True)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, blank=True)
    email = models.EmailField(max_length=254, default="", blank=True)
    name = models.CharField(max_length=255, default="", blank=True)
    language = models.CharField(max_length=8, choices=Language.choices, default=Language.ENGLISH)
    is_admin = models.BooleanField(default=False)
    group = CompanyForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True)
    permission_set = CompanyForeignKey(
        PermissionSet, on_delete=models.SET_NULL, null=True, blank=True
    )
    invited_by = CompanyForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["company", "email"], name="invitation_of_company")]

    def __str__(self) -> str:
        return "invitation"


class SignInFailure(models.Model):
    """A wrong password, counted so that guessing gets slow.

    `origin` is where it was tried from, empty where that is not known.
    """

    email = models.CharField(max_length=254)
    origin = models.CharField(max_length=64, blank=True, default="", db_default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["email", "at"], name="sign_in_failure_by_email"),
            models.Index(fields=["origin", "at"], name="sign_in_failure_by_origin"),
        ]

    def __str__(self) -> str:
        return self.email
