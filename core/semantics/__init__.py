"""The small models: sentence vectors and the relation of two claims, run on the processor, never over a network."""
