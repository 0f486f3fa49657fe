"""Slack: its three doors, the inbox's worker, and the sender of what goes out."""
