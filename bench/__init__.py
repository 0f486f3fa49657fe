"""Timings; never part of a test."""
