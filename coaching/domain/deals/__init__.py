"""Deals, what belongs to them, qualifying, and files of them."""
