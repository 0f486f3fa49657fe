"""Use cases: each reads, decides or changes one thing for one person."""
