"""The Rasa room: hears what was said and which walk it belongs to, and keeps nothing."""
