"""Pages and parts that the lists of people and organizations share."""
