"""The page about lead files lists what the code recognises, and the options that exist."""

import importlib.util
from pathlib import Path

import pytest

from outreach.reading import order_words
from outreach.reading.header_mapping import HEADERS, known_field

TOOL = Path(__file__).parents[2] / "tools" / "lead_headers.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("lead_headers", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_of_the_page_are_those_of_the_code(tool):
    """Where this fails, a table of the code was changed: run `.venv/bin/python tools/lead_headers.py`."""
    text = tool.PAGE.read_text("utf-8")
    assert tool.page(text) == text


def test_every_language_of_the_tables_has_a_name(tool):
    tables = [table for table in vars(order_words).values() if isinstance(table, dict) and "en" in table]
    assert {language for table in tables for language in table} <= tool.LANGUAGES.keys()


def test_every_listed_header_is_recognised():
    for field, headers in HEADERS.items():
        assert {known_field(header) for header in headers.split()} == {field}
