"""What the program knows and shows, as data; ``core.resources`` is its only reader."""
