"""How fast the program is: one file for each set of figures, run by ``python -m tests.benchmarks``."""
