"""Real servers on loopback, and fakes for what real ones will not do."""
