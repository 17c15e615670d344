"""The mail of the demo company, as tables of talks."""

from kartotek.flows.demo.mail.earlier import EARLIER
from kartotek.flows.demo.mail.groups import GROUPS
from kartotek.flows.demo.mail.hands_on import HANDS_ON
from kartotek.flows.demo.mail.machines import MACHINES
from kartotek.flows.demo.mail.team import TEAM
from kartotek.flows.demo.mail.today import TODAY
from kartotek.flows.demo.mail.week import WEEK

TALKS = (*TODAY, *WEEK, *EARLIER, *GROUPS, *MACHINES, *HANDS_ON, *TEAM)
