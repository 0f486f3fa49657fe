"""The ear for quiz answers: text and question → points with evidence."""
