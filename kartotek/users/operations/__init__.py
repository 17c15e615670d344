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
from kartotek.users.operations.groups import (
    GroupInUse,
    GroupUnderItself,
    add_group,
    change_group,
    delete_group,
)
from kartotek.users.operations.invitations import Invited, Link, accept, invite, resend, revoke
from kartotek.users.operations.members import (
    OwnSeat,
    change_user,
    deactivate,
    reactivate,
    sign_out_elsewhere,
)
from kartotek.users.operations.permission_sets import (
    SetInUse,
    add_set,
    change_regular,
    change_set,
    delete_set,
)
from kartotek.users.operations.roles import LastAdmin, NotYoursToGive, Role
from kartotek.users.operations.tokens import add_token, create_token, revoke_token
from kartotek.users.operations.users import (
    change_password,
    change_preferences,
    create_group,
    create_user,
)

__all__ = [
    "GroupInUse",
    "GroupUnderItself",
    "Invited",
    "LastAdmin",
    "Link",
    "NotWelcome",
    "NotYoursToGive",
    "OwnSeat",
    "Role",
    "SetInUse",
    "TooManyTries",
    "WrongPassword",
    "accept",
    "add_group",
    "add_set",
    "add_token",
    "change_company",
    "change_group",
    "change_password",
    "change_preferences",
    "change_regular",
    "change_set",
    "change_user",
    "create_company",
    "create_group",
    "create_token",
    "create_user",
    "deactivate",
    "delete_group",
    "delete_set",
    "drop_stale_entries",
    "invite",
    "invite_first",
    "reactivate",
    "resend",
    "revoke",
    "revoke_token",
    "sign_in",
    "sign_out_elsewhere",
    "use_invitation",
]
