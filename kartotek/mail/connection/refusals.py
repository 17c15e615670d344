"""Why a login was refused, as far as the server's words tell."""

from __future__ import annotations

from kartotek.mail.connection.errors import (
    AppPasswordNeeded,
    LoginRefused,
    ServerSaidNo,
    ServerTrouble,
    words_of,
)

# Gmail, Yahoo, Outlook and Yandex say these in words only.
NOT_THE_PASSWORD = ("too many", "try again later", "temporar")
APP_PASSWORD = ("application-specific password", "app password", "app-specific password")


def refusal(facts: dict[str, str], secret: str) -> ServerTrouble:
    """Return the error that the server's words (`said`) mean, without the secret in them."""
    safe = dict(facts, said=words_of(facts["said"], secret))
    lowered = safe["said"].lower()
    if any(words in lowered for words in NOT_THE_PASSWORD):
        return ServerSaidNo(**safe)
    if any(words in lowered for words in APP_PASSWORD):
        return AppPasswordNeeded(**safe)
    return LoginRefused(**safe)
