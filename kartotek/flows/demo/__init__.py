"""A company with believable data, to look around in: `kartotek start --demo`."""

from kartotek.flows.demo.load import DemoLogins, Login, load

__all__ = ["DemoLogins", "Login", "load"]
