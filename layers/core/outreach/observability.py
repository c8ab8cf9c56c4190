"""Logging of the functions: JSON lines that carry ids, never an address."""

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging import utils

_PACKAGE = "outreach"


def function_logger() -> Logger:
    """Return a function's logger, and give the loggers of this package the same handlers and format."""
    logger = Logger()
    utils.copy_config_to_registered_loggers(source_logger=logger, include={_PACKAGE})
    return logger
