"""Answering questions about selling: looking up, saying, and going on from the last answer."""
