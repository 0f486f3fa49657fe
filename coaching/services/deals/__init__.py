"""Use cases on deals, by talk and by hand."""
