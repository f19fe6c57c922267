"""What stands around the panes: sources, claims, filters, inspector, status."""
