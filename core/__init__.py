"""The engine of Parallax: reading, comparing and exporting coverage, with no window anywhere below it."""
