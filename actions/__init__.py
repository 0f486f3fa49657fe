"""What the coach decides: one deciding action per turn, each a call into the core."""
