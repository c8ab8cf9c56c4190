"""What a run leaves behind for people and auditors: `export` writes it, `verify` checks it."""

from outreach.artifacts.archive_files import ExportedFiles
from outreach.artifacts.exporting import Exported, export
from outreach.artifacts.promises import Finding
from outreach.artifacts.verify import Verification, verify

__all__ = ["Exported", "ExportedFiles", "Finding", "Verification", "export", "verify"]
