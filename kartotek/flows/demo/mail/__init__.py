"""The mail of the demo company, as tables of talks."""

from kartotek.flows.demo.mail.today import TODAY
from kartotek.flows.demo.mail.week import WEEK

TALKS = (*TODAY, *WEEK)
