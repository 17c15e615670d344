"""Lists of people, organizations and items: their columns, filters, orders and pages."""
