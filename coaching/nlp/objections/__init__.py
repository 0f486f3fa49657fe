"""What a buyer holds against buying: one of seventeen labels, and what stands behind it."""
