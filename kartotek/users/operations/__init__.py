"""Every write on companies, users and what lets them in."""

from kartotek.users.operations.companies import change_company, create_company
from kartotek.users.operations.entry import (
    NotWelcome,
    TooManyTries,
    WrongPassword,
    drop_stale_entries,
    invite_first,
    sign_in,
    use_invitation,
)
from kartotek.users.operations.tokens import create_token
from kartotek.users.operations.users import (
    change_password,
    change_preferences,
    create_group,
    create_user,
)

__all__ = [
    "NotWelcome",
    "TooManyTries",
    "WrongPassword",
    "change_company",
    "change_password",
    "change_preferences",
    "create_company",
    "create_group",
    "create_token",
    "create_user",
    "drop_stale_entries",
    "invite_first",
    "sign_in",
    "use_invitation",
]
