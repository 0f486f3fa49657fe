"""Use cases on follow-ups, by talk and by hand."""
