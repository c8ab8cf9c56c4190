"""Logs of the functions: JSON lines with ids, never an address. One logger for the whole package."""

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging import utils

_PACKAGE = "outreach"


def function_logger() -> Logger:
    """Return a function's logger, and let the package's own loggers write the same way through it."""
    logger = Logger()
    utils.copy_config_to_registered_loggers(source_logger=logger, include={_PACKAGE})
    return logger
