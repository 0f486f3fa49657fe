"""Sales knowledge as plain values and pure functions; imports nothing but the standard library."""
