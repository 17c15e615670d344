"""Reading companies, users and what lets them in."""

from kartotek.users.queries.companies import (
    company_of,
    company_with_id,
    default_visibility,
    is_empty,
    only_company,
)
from kartotek.users.queries.entry import (
    InvitationRow,
    TokenRow,
    invitation_of,
    invitations_of,
    is_welcome,
    tokens_of,
    user_of_token,
)
from kartotek.users.queries.groups import (
    GroupRow,
    SetRow,
    group_row,
    groups_of,
    set_called,
    sets_of,
)
from kartotek.users.queries.users import (
    UserRow,
    colleagues,
    user_by_email,
    user_of,
    user_row,
    users_of,
)

__all__ = [
    "GroupRow",
    "InvitationRow",
    "SetRow",
    "TokenRow",
    "UserRow",
    "colleagues",
    "company_of",
    "company_with_id",
    "default_visibility",
    "group_row",
    "groups_of",
    "invitation_of",
    "invitations_of",
    "is_empty",
    "is_welcome",
    "only_company",
    "set_called",
    "sets_of",
    "tokens_of",
    "user_by_email",
    "user_of",
    "user_of_token",
    "user_row",
    "users_of",
]
