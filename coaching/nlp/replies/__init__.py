"""The ear: what a reply to a buyer does."""
