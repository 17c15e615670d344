"""Every write on people and organizations."""

from kartotek.contacts.operations.addresses import add_address, remove_address
from kartotek.contacts.operations.create import create_organization, create_person
from kartotek.contacts.operations.delete import (
    delete_organization,
    delete_person,
    restore_organization,
    restore_person,
)
from kartotek.contacts.operations.edit import edit_organization, edit_person
from kartotek.contacts.operations.picture import (
    bring_picture_back,
    remove_picture,
    set_picture,
)
from kartotek.contacts.operations.relations import RelationCircle, relate, unrelate
from kartotek.contacts.operations.roles import give_role, take_role
from kartotek.contacts.operations.values import (
    AddressIn,
    OrganizationEdit,
    OrganizationFields,
    PersonEdit,
    PersonFields,
    PhoneIn,
)

__all__ = [
    "AddressIn",
    "OrganizationEdit",
    "OrganizationFields",
    "PersonEdit",
    "PersonFields",
    "PhoneIn",
    "RelationCircle",
    "add_address",
    "bring_picture_back",
    "create_organization",
    "create_person",
    "delete_organization",
    "delete_person",
    "edit_organization",
    "edit_person",
    "give_role",
    "relate",
    "remove_address",
    "remove_picture",
    "restore_organization",
    "restore_person",
    "set_picture",
    "take_role",
    "unrelate",
]
