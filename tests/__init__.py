"""Tests, laid out like the source they test; ``journeys`` run the whole program."""
