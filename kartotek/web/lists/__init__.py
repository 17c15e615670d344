"""Pages and parts that the lists of people, organizations and deals share."""
