"""Version 1: forgiving types, offsets, forms as well as JSON."""
