"""The quiz: questions, what an answer to one is worth, and when a question comes back."""
