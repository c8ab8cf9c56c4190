"""What an import prints as `--map` means the same when it is pasted into a shell."""

import shlex
from pathlib import Path

import pytest

from outreach.cli.reading import mapping_of
from outreach.errors import BadFiles
from outreach.reading.map_option import map_option
from world.import_desk import ImportDesk

COLUMNS = [
    'Opt-out "hard" of Bob',
    "Bob's opt-out zzz",
    "  Opt-out\u00a0zzz  ",
    "Opt-out=zzz",
    "=Opt-out zzz",
    "Opt-out zzz=",
    "Opt-out zzz=ignore",
    "Opt-out $HOME `ls` zzz",
    "Opt-out zzz\\",
    "Opt-out\nzzz",
    "Opt-out " + "zz " * 66,
    "--opt-out zzz",
]
VALUES = [
    'n"q',
    "a=b",
    "=a",
    "a=",
    "?",
    "?=",
    "= ?",
    "a=ignore",
    "odd\u00a0one",
    "odd\nline",
    "$xyz",
    "x" * 39 + " yz",
    "word " * 20,
]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _file(folder: Path, column: str, *cells: str) -> Path:
    path = folder / "leads.csv"
    rows = "".join(f"p{number}@acme.example,{_quoted(cell)}\n" for number, cell in enumerate(cells))
    path.write_text(f"email,{_quoted(column)}\n{rows}", encoding="utf-8", newline="")
    return path


def _printed(path: Path) -> str:
    with pytest.raises(BadFiles) as refusal:
        ImportDesk().load(path)
    return str(refusal.value)


def _pasted(option: str) -> dict[str, str]:
    flag, said = shlex.split(option)
    assert flag == "--map"
    return mapping_of([said])


@pytest.mark.parametrize("column", COLUMNS)
def test_what_is_printed_for_a_column_is_understood(tmp_path: Path, column: str) -> None:
    path = _file(tmp_path, column, "7", "8")
    option = map_option(column, "ignore")
    assert _printed(path).endswith(f" or {option}")
    assert ImportDesk().load(path, mapping=_pasted(option)).added == 2


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("column", ["Marketing status", 'Marketing "x=y" status'])
def test_what_is_printed_for_a_value_is_understood(tmp_path: Path, column: str, value: str) -> None:
    path = _file(tmp_path, column, value, "subscribed")
    option = map_option(column, value, "dnc")
    assert f" {option} or " in _printed(path)
    desk = ImportDesk()
    desk.load(path, mapping=_pasted(option))
    assert [bool(desk.orders(f"p{number}@acme.example")) for number in range(2)] == [True, False]


def test_a_long_value_is_cut_where_it_is_told_and_whole_where_it_is_copied(tmp_path: Path) -> None:
    value = "word " * 20
    told = _printed(_file(tmp_path, "Marketing status", value))
    assert f'"{value[:40]}..." in line 2' in told
    assert f'--map "Marketing status={value.strip()}=dnc"' in told


@pytest.mark.parametrize("text", ['a"b', "a$b", "a`b", "a\\b", "a!b"])
def test_what_a_shell_would_read_stands_in_single_quotes(text: str) -> None:
    assert map_option(text, "dnc") == f"--map '{text}=dnc'"
