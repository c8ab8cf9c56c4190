"""What a run leaves behind for people and auditors: `export` writes it, `verify` checks it."""

from outreach.files.artifacts.collect import ExportPorts
from outreach.files.artifacts.exporting import Exported, export
from outreach.files.artifacts.promises import Finding
from outreach.files.artifacts.verify import Verification, verify

__all__ = ["ExportPorts", "Exported", "Finding", "Verification", "export", "verify"]
