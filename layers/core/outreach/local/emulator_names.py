"""The emulators by name, as a person chooses one. A module of its own, so that `--help` imports nothing else."""

from enum import StrEnum


class EmulatorName(StrEnum):
    """Which emulator holds a local stack."""

    MINISTACK = "ministack"
    MOTO = "moto"
    LOCALSTACK = "localstack"
