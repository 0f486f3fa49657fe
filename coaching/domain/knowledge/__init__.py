"""What the coach knows about selling, and what a question takes for granted."""
