"""Articles side by side: panes, highlights, ribbons, gutters, overview strips, scroll sync."""
