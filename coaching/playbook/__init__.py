"""The playbook's files, read, checked and turned into one value; the only room that knows YAML."""

from coaching.playbook.building import build_playbook, load_playbook
from coaching.playbook.reading import content_hash, read_documents

__all__ = ["build_playbook", "content_hash", "load_playbook", "read_documents"]
