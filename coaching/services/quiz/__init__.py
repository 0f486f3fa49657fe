"""The quiz: what is asked, how an answer is met, what comes back."""
