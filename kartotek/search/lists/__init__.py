"""Lists of people and organizations: their columns, filters, orders and pages."""
