"""What comes from Slack and what goes there."""
