"""Finding the entry that a question asks for, by meaning and by words."""
