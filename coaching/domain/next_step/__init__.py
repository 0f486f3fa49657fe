"""What to do next on a deal, and why."""
