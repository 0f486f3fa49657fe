"""What a rep tells of a buyer."""
