"""The most memory that this process has ever had."""

import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """Return it in MB.

    Linux counts the parent's memory into `ru_maxrss` of a child, so what the kernel keeps of the process itself is read: proc(5), VmHWM.
    """
    if _STATUS.exists():
        (line,) = (line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
