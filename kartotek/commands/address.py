"""Where people reach this installation."""

from __future__ import annotations

from kartotek import env

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}  # noqa: S104


def address() -> str:
    """Return the address people type, without a slash at its end.

    Raises:
        WrongSetting: a variable cannot be read.
    """
    settings = env.read()
    if settings["KARTOTEK_URL"]:
        return str(settings["KARTOTEK_URL"])
    host = settings["KARTOTEK_HOST"]
    host = EVERYWHERE.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{host}:{settings['KARTOTEK_PORT']}"
