"""Lists of people, organizations and deals: their columns, filters, orders and pages."""
