"""Lists of people, organizations, deals and leads: their columns, filters, orders and pages."""
