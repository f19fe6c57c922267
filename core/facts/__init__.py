"""Facts in a stretch of text: figures, times, names, polarity, certainty, sources and quotations.

Each module finds one kind with exact spans; ``core.claims`` gathers them into claims.
"""
