"""Pages and parts that the lists of people, organizations, deals and leads share."""
