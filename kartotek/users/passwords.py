"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallArgon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB: Django's default of 100 MiB a login starves a small server.

    Source: OWASP Password Storage Cheat Sheet, Argon2id profile m=19 MiB, t=2, p=1.
    """

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
